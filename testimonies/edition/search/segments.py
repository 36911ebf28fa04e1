"""Segments written: by several processes into a new folder, or one by one into a folder that is being read.

No Django here: the processes are started afresh, get plain documents and open no database.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from testimonies.edition.search.schema import CODEC, SCHEMA

NAME = "MAIN"
# Taking one account out rewrites the segment that holds it, so a segment must not be large.
LARGEST = 2048
SMALL = 256
MOST_SMALL = 8
ALONE = 400
_counters: list[Synchronized[int]] = []


def create(folder: str) -> FileIndex:
    return FileIndex.create(FileStorage(folder), SCHEMA, NAME)


def read_toc(folder: str, *, readonly: bool = True) -> tuple[FileStorage, TOC]:
    """The list of segments. The schema is the code's own, never the pickled one."""
    # With mmap Whoosh copies each whole segment into memory; without, it reads what is asked for.
    storage = FileStorage(folder, readonly=readonly, supports_mmap=False)
    return storage, TOC.read(storage, NAME, schema=SCHEMA)


def write_all(
    folder: str, documents: Iterable[dict[str, Any]], total: int, processes: int, tell: Callable[[int], None]
) -> int:
    """Write `documents` into the empty index in `folder` and commit once. Tells how many are done, returns how many."""
    processes = 1 if total <= ALONE else max(processes, 1)
    rounds = max(-(-total // (processes * LARGEST)), 1)
    size = max(-(-total // (processes * rounds)), 1)
    iterator = iter(documents)
    batches = iter(lambda: list(islice(iterator, size)), [])
    if processes == 1:
        segments = [write_one(folder, batch) for batch in batches]
    else:
        segments = list(_in_processes(folder, batches, processes, tell))
    storage, toc = read_toc(folder, readonly=False)
    # One folder for the temporary files of all processes, so only whoever commits may remove it.
    storage.temp_storage(f"{NAME}.tmp").destroy()
    TOC(SCHEMA, segments, toc.generation + 1).write(storage, NAME)
    clean_files(storage, NAME, toc.generation + 1, segments)
    count: int = sum(segment.doc_count_all() for segment in segments)
    tell(count)
    return count


def write_one(folder: str, documents: Sequence[dict[str, Any]]) -> Any:
    """Write one segment beside the index in `folder`; whoever commits puts it into the list of segments."""
    index = FileIndex(FileStorage(folder), SCHEMA, NAME)
    # One sorting in memory: a segment is small, and runs on disk cost more than they save.
    writer = SegmentWriter(index, _lk=False, codec=CODEC, limitmb=1024)
    for document in documents:
        writer.add_document(**document)
        for counter in _counters:
            with counter.get_lock():
                counter.value += 1
    return writer._finalize_segment()


def _in_processes(
    folder: str, batches: Iterator[list[dict[str, Any]]], processes: int, tell: Callable[[int], None]
) -> Iterator[Any]:
    # Not forked: a child would share the parent's database connections.
    context = multiprocessing.get_context("spawn")
    counter = context.Value("l", 0)
    waiting: set[Future[Any]] = set()
    with ProcessPoolExecutor(processes, context, _share, (counter,)) as pool:
        for batch in batches:
            waiting.add(pool.submit(write_one, folder, batch))
            while len(waiting) > processes:
                waiting, done = _next(waiting, tell, counter)
                yield from done
        while waiting:
            waiting, done = _next(waiting, tell, counter)
            yield from done


def _next(
    waiting: set[Future[Any]], tell: Callable[[int], None], counter: Synchronized[int]
) -> tuple[set[Future[Any]], list[Any]]:
    done, left = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED)
    tell(counter.value)
    return left, [future.result() for future in done]


def _share(counter: Synchronized[int]) -> None:
    _counters.append(counter)


def replace(folder: str, gone: Iterable[str], documents: Iterable[dict[str, Any]]) -> None:
    """Take the codes in `gone` out of the index and put `documents` in, in one commit; then tidy."""
    storage, _toc = read_toc(folder, readonly=False)
    writer = SegmentWriter(FileIndex(storage, SCHEMA, NAME), codec=CODEC, timeout=10.0)
    try:
        _delete(writer, gone)
        for document in documents:
            writer.add_document(**document)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(merge=False)
    tidy(folder)


def tidy(folder: str) -> None:
    """Rewrite segments that hold words of removed accounts, one a commit, and join small ones.

    Removing only marks: until the segment is rewritten its files still hold every word.
    """
    while True:
        storage, toc = read_toc(folder, readonly=False)
        due = [segment for segment in toc.segments if segment.has_deletions()][:1]
        small = [segment for segment in toc.segments if segment.doc_count_all() <= SMALL]
        if not due and len(small) <= MOST_SMALL:
            clean_files(storage, NAME, toc.generation, toc.segments)
            return
        names = {segment.segment_id() for segment in due or small}
        SegmentWriter(FileIndex(storage, SCHEMA, NAME), codec=CODEC, timeout=10.0).commit(mergetype=_rewrite(names))


def _rewrite(names: set[str]) -> Callable[[Any, list[Any]], list[Any]]:
    def policy(writer: Any, segments: list[Any]) -> list[Any]:
        for segment in segments:
            if segment.segment_id() in names and segment.doc_count() > 0:
                reader = SegmentReader(writer.storage, writer.schema, segment)
                writer.add_reader(reader)
                reader.close()
        return [segment for segment in segments if segment.segment_id() not in names]

    return policy


def _delete(writer: Any, codes: Iterable[str]) -> None:
    reader = writer.reader()
    try:
        for code in codes:
            if ("code", code) in reader:
                for number in list(reader.postings("code", code).all_ids()):
                    writer.delete_document(number)
    finally:
        reader.close()
