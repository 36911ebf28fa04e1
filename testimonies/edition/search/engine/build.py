"""The whole index at once: over all cores, whole segments by each process, one commit."""

import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, cast

from whoosh.fields import Schema

from testimonies.edition.search.engine import folder
from testimonies.edition.search.engine.codec.segment import ArraySegment
from testimonies.edition.search.engine.collect import Collector
from testimonies.edition.search.engine.errors import EngineError
from testimonies.edition.search.engine.merge import SEGMENT_DOCUMENTS
from testimonies.edition.search.engine.tokens import MAX_DOCUMENTS
from testimonies.edition.search.engine.update import write_segment

BATCH = 200
FEW = 2_000
_PATIENCE = 5.0

Document = Mapping[str, Any]
Progress = Callable[[int], None]


def build(
    path: Path | str,
    documents: Iterable[Document],
    schema: Schema,
    *,
    processes: int | None = None,
    progress: Progress | None = None,
    segment_documents: int = SEGMENT_DOCUMENTS,
) -> int:
    """Makes the folder's index hold exactly `documents`; returns how many there were.

    Readers see the old index, or none, until the one commit at the end. Codes must differ from one another. `progress`
    is called with the number read so far. Raises EngineError; the index is then what it was.
    """
    path = Path(path)
    path.mkdir(parents=True, exist_ok=True)
    full = min(segment_documents, MAX_DOCUMENTS)
    with folder.lock(path, "MERGE"), folder.lock(path, "WRITE"):
        generation = folder.generation(path)
        counted = _Counted(documents, progress)
        head = list(islice(counted, FEW + 1))
        workers = (processes or os.cpu_count() or 1) if len(head) > FEW else 1
        source = chain(head, counted)
        write = _alone if workers == 1 else partial(_shared, workers=workers)
        segments = write(path, schema, source, full)
        folder.commit(path, schema, segments, generation)
        folder.clean(path, drafts=True)
    return counted.count


class _Counted(Iterator[Document]):
    def __init__(self, documents: Iterable[Document], progress: Progress | None) -> None:
        self._source, self._progress, self.count = iter(documents), progress, 0

    def __next__(self) -> Document:
        document = next(self._source)
        self.count += 1
        if self._progress and self.count % BATCH == 0:
            self._progress(self.count)
        return document


def _alone(path: Path, schema: Schema, documents: Iterable[Document], full: int) -> list[ArraySegment]:
    segments = []
    collector = Collector(schema)
    for document in documents:
        collector.add(document)
        if len(collector) >= full:
            segments.append(write_segment(path, collector.finish()))
            collector = Collector(schema)
    if len(collector):
        segments.append(write_segment(path, collector.finish()))
    return segments


def _shared(
    path: Path, schema: Schema, documents: Iterator[Document], full: int, *, workers: int
) -> list[ArraySegment]:
    """Hands batches to whichever worker asks next; a worker that dies ends the build before anything is committed."""
    context = multiprocessing.get_context("spawn")
    pipes, crew = [], []
    for _ in range(workers):
        ours, theirs = context.Pipe()
        worker = context.Process(target=_work, args=(theirs, path, pickle.dumps(schema, 4), full), daemon=True)
        worker.start()
        theirs.close()
        pipes.append(ours)
        crew.append(worker)
    try:
        return _fed(pipes, documents)
    except EOFError as error:
        raise EngineError("a process that was building the index ended early") from error
    finally:
        for pipe in pipes:
            pipe.close()
        for worker in crew:
            worker.join(_PATIENCE)
            worker.terminate()


def _fed(pipes: list[Connection], documents: Iterator[Document]) -> list[ArraySegment]:
    """Gives each worker batches as it asks (None), takes its segments (a list), stops at its error (a string)."""
    segments: list[ArraySegment] = []
    waiting = list(pipes)
    while waiting:
        for pipe in cast("list[Connection]", wait(waiting)):
            message = pipe.recv()
            if isinstance(message, str):
                raise EngineError(f"a process that was building the index failed: {message}")
            if message is None:
                pipe.send([dict(document) for document in islice(documents, BATCH)] or None)
            else:
                segments.extend(message)
                waiting.remove(pipe)
    return segments


def _work(pipe: Connection, path: Path, schema: bytes, full: int) -> None:
    def received() -> Iterator[Document]:
        while True:
            pipe.send(None)
            batch = pipe.recv()
            if batch is None:
                return
            yield from batch

    try:
        # The schema is what our own parent sent.
        pipe.send(_alone(path, pickle.loads(schema), received(), full))  # noqa: S301 # nosec B301
    except Exception as error:  # noqa: BLE001
        # The kind of error only: its words may hold words of a document.
        with suppress(OSError):
            pipe.send(type(error).__name__)
