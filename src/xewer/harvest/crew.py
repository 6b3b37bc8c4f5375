"""Reading in processes of their own, watched from outside: one opens files, others read what it finds.

A page that hangs a parser, or one that eats the memory, costs its own process and nothing else: it is named, and
reading goes on behind it. Records and results pass through pipes, so memory stays bounded by what is under way.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from xewer.errors import DataError, XewerError
from xewer.harvest.files import records
from xewer.harvest.memory import limit_memory
from xewer.harvest.record import Record, Refusal, Remark, Trail, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from xewer.model import Article

__all__ = ["LONGEST", "MEMORY", "Came", "Told", "opened", "read_record", "together"]

LONGEST = 120.0
"""Seconds that one piece may take to open or to read; the slowest real one took two."""
MEMORY = 4_000_000_000
"""Bytes of address space of one such process, where the system can limit it; a usual one has 0.4 GB."""
_AHEAD = 4  # records that wait for each reader
_SPAWN = multiprocessing.get_context("spawn")  # the archive is open in this process: it must not be forked


@dataclass(frozen=True, slots=True)
class Came:
    """A step of the way: the file being read, and how many of its bytes lie behind."""

    path: str
    at: int


Told = tuple[Record, "Article | None", "Refusal | None"]
"""A record with what was read in it, or why it could not be."""


def read_record(record: Record, published: str | None, reader: Any) -> Told:
    """Read one record; what goes wrong is named, and never raised, but for damaged language data.

    Raises:
        DataError: then no article can be read.
    """
    from xewer.find.dateline import find_dateline
    from xewer.text.scripts import canonical

    try:
        day = record.published
        if day is None and published is not None and not find_dateline(canonical(record.text[:1000]).text):
            day = published  # a dateline of the text's own wins over the day given for all
        article = reader.read(
            record.text,
            published=day,
            title=record.title,
            author=record.author,
            url=record.url,
            source=record.source,
            script=record.script,
        )
    except DataError:
        raise
    except Exception as error:  # one article that cannot be read must not stop the batch: it is named in the tally
        hint = error.hint if isinstance(error, XewerError) else "please report it: this should not happen"
        return record, None, Refusal(record.origin, f"failed: {type(error).__name__}: {error}"[:300], hint)
    return record, article, None


class _Pieces(Trail):
    """Tells the keeper each piece; passes over those that were read before, or that killed a process."""

    def __init__(self, pipe: Connection, path: str, skip: int, avoid: frozenset[int]) -> None:
        self._pipe, self._path, self._skip, self._avoid = pipe, path, skip, avoid
        self._n = -1

    def step(self, at: int) -> bool:
        """Whether this piece is to be read."""
        self._n += 1
        if self._n < self._skip:
            return False
        self._pipe.send((self._n, at))
        return self._n not in self._avoid


def _open_all(pipe: Connection, files: list[Path], wanted: Wanted, skip: int, avoid: frozenset[int]) -> None:
    """What the opening process does: (piece, bytes), each find, and the end of each file as None."""
    limit_memory(MEMORY)
    with suppress(BrokenPipeError, ConnectionResetError):  # its keeper has gone: there is nobody to tell
        for i, path in enumerate(files):
            trail = _Pieces(pipe, str(path), skip if i == 0 else 0, avoid if i == 0 else frozenset())
            for found in records(path, wanted, trail):
                pipe.send(found)
            pipe.send(None)


def _read_all(pipe: Connection, published: str | None) -> None:
    """What a reading process does: a `Told` for each record that comes, until None comes."""
    from xewer.reader import Reader

    limit_memory(MEMORY)
    reader = Reader()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # its keeper has gone or needs it no more
        while (record := pipe.recv()) is not None:
            try:
                pipe.send(read_record(record, published, reader))
            except DataError as error:
                pipe.send(error)


def _started(target: Callable[..., None], *told: Any) -> tuple[BaseProcess, Connection]:
    here, there = _SPAWN.Pipe()
    process = _SPAWN.Process(target=target, args=(there, *told), daemon=True)
    process.start()
    there.close()
    return process, here


def _ended(process: BaseProcess, pipe: Connection) -> None:
    pipe.close()
    process.kill()
    process.join()


def opened(
    files: list[Path], wanted: Wanted, *, longest: float = LONGEST
) -> Iterator[Record | Refusal | Remark | Came]:
    """What files hold, opened in a process of its own; a piece that kills or hangs it is refused and passed over."""
    at, piece, avoid = 0, -1, frozenset[int]()
    while at < len(files):
        process, pipe = _started(_open_all, files[at:], wanted, max(piece, 0), avoid)
        try:
            while at < len(files):
                if not pipe.poll(longest):
                    raise TimeoutError
                told = pipe.recv()
                if told is None:
                    at, piece, avoid = at + 1, -1, frozenset()
                elif isinstance(told, tuple):
                    piece = told[0]
                    yield Came(str(files[at]), told[1])
                else:
                    yield told
        except (EOFError, OSError) as error:
            reason = (
                f"took longer than {longest:.0f} seconds" if isinstance(error, TimeoutError) else "ended its reader"
            )
            place = f"{files[at]}" + (f" (piece {piece + 1})" if piece >= 0 else "")
            yield Refusal(place, reason, "it is passed over; please report it with the file")
            if piece >= 0:
                avoid |= {piece}
            else:
                at += 1
        finally:
            _ended(process, pipe)


class _Reader:
    """A reading process and what it was given."""

    def __init__(self, published: str | None) -> None:
        self._published = published
        self.given: deque[tuple[int, Record]] = deque()
        self.since = time.monotonic()
        self._start()

    def _start(self) -> None:
        self.process, self.pipe = _started(_read_all, self._published)

    def give(self, number: int, record: Record) -> None:
        if not self.given:
            self.since = time.monotonic()
        self.given.append((number, record))
        if len(self.given) == 1:
            self._send()

    def _send(self) -> None:
        with suppress(OSError):  # it has died: that is seen when its answer is waited for
            self.pipe.send(self.given[0][1])

    def take(self) -> tuple[int, Told]:
        """The answer that is there, or what has become of the process."""
        number, _ = self.given[0]
        try:
            told = self.pipe.recv()
        except (EOFError, OSError):
            return number, self.lost("reading it ended its process")
        if isinstance(told, DataError):
            raise told
        self.given.popleft()
        self._next()
        return number, told

    def lost(self, reason: str) -> Told:
        """Name the record that was under way, and go on with the next in a new process."""
        _, record = self.given.popleft()
        _ended(self.process, self.pipe)
        self._start()
        self._next()
        return record, None, Refusal(record.origin, f"failed: {reason}", "please report it: this should not happen")

    def _next(self) -> None:
        self.since = time.monotonic()
        if self.given:
            self._send()

    def end(self) -> None:
        _ended(self.process, self.pipe)


def together(
    found: Iterator[Record | Refusal | Remark | Came],
    workers: int,
    *,
    published: str | None = None,
    known: Callable[[Record], bool] = lambda _: False,
    longest: float = LONGEST,
) -> Iterator[Told | Record | Refusal | Remark | Came]:
    """Read the records that come in ``workers`` processes; results come in the order of the records.

    A record that is ``known`` is not read: it comes back by itself. What is no record comes through at once.

    Raises:
        DataError: the language data are damaged: then no article can be read.
    """
    crew = [_Reader(published) for _ in range(workers)]
    done: dict[int, Told | Record] = {}
    number = first = 0
    try:
        for one in found:
            if not isinstance(one, Record):
                yield one
                continue
            if known(one):
                done[number] = one
            else:
                while all(len(reader.given) >= _AHEAD for reader in crew):
                    _collect(crew, done, longest)
                min(crew, key=lambda reader: len(reader.given)).give(number, one)
                _collect(crew, done, 0)
            number += 1
            while first in done:
                yield done.pop(first)
                first += 1
        while first < number:
            if first in done:
                yield done.pop(first)
                first += 1
            else:
                _collect(crew, done, longest)
    finally:
        for reader in crew:
            reader.end()


def _collect(crew: list[_Reader], done: dict[int, Told | Record], longest: float) -> None:
    """Take the answers that are there; with time to wait, wait for one, or end a process that takes too long."""
    busy = {reader.pipe: reader for reader in crew if reader.given}
    if not busy:
        return
    left = min(reader.since for reader in busy.values()) + longest - time.monotonic() if longest else 0.0
    ready = wait(list(busy), timeout=max(left, 0.0))
    for pipe in ready:
        number, told = busy[pipe].take()  # type: ignore[index]
        done[number] = told
    if not ready and longest:
        for reader in busy.values():
            if time.monotonic() - reader.since >= longest:
                number = reader.given[0][0]
                done[number] = reader.lost(f"it took longer than {longest:.0f} seconds")
