"""The whole index at once: over all cores, whole segments by each process, one commit."""

import multiprocessing
import multiprocessing.connection
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from whoosh.fields import Schema

from . import folder
from .codec.segment import ArraySegment
from .collect import Collector
from .errors import EngineError
from .merge import SEGMENT_DOCUMENTS
from .tokens import MAX_DOCUMENTS
from .update import write_segment

BATCH = 200
FEW = 2_000

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
        if workers == 1:
            segments = _alone(path, schema, source, full)
        else:
            segments = _shared(path, schema, source, workers, full)
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


def _shared(path: Path, schema: Schema, documents: Iterator[Document], workers: int, full: int) -> list[ArraySegment]:
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
    segments: list[ArraySegment] = []
    waiting = list(pipes)
    try:
        while waiting:
            for pipe in multiprocessing.connection.wait(waiting):
                assert isinstance(pipe, Connection)
                message = pipe.recv()
                if isinstance(message, str):
                    raise EngineError(f"a process that was building the index failed: {message}")
                if message is not None:
                    segments.extend(message)
                    waiting.remove(pipe)
                    continue
                batch = [dict(document) for document in islice(documents, BATCH)]
                pipe.send(batch or None)
        return segments
    except EOFError as error:
        raise EngineError("a process that was building the index ended early") from error
    finally:
        for worker in crew:
            if waiting:
                worker.terminate()
            worker.join()


def _work(pipe: Connection, path: Path, schema: bytes, full: int) -> None:
    def received() -> Iterator[Document]:
        while True:
            pipe.send(None)
            batch = pipe.recv()
            if batch is None:
                return
            yield from batch

    try:
        pipe.send(_alone(path, pickle.loads(schema), received(), full))
    except Exception as error:
        # The kind of error only: its words may hold words of a document.
        pipe.send(type(error).__name__)
