"""The batch: read everything that is named, keep what can be kept, tally the rest with reasons."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from xewer.archive.held import held_day, holds
from xewer.errors import ArchiveError, InputError, XewerError
from xewer.harvest.crew import Came, opened, read_record, together
from xewer.harvest.files import inputs, records
from xewer.harvest.page_dates import iso_day
from xewer.harvest.record import ARTICLES, Record, Refusal, Remark, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from xewer.archive.store import Added
    from xewer.harvest.crew import Told
    from xewer.model import Article

__all__ = ["Keeper", "Step", "Tally", "add", "add_found"]

SMALL = 2_000_000
"""Bytes below which a batch is read in this process: starting others would take longer."""


class Keeper(Protocol):
    """What keeps articles: an `xewer.archive.store.Archive`."""

    def run(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement."""
        ...

    def add(self, article: Article, *, origin: str | None = None) -> Added:
        """Keep one; says whether it is new, the same as before, or an update."""
        ...


@dataclass(slots=True)
class Tally:
    """How a batch went: counts of articles, and each refusal and failure with its reason."""

    new: int = 0
    same: int = 0
    updated: int = 0
    refused: int = 0
    failed: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    undated: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a batch: an input, what became of it (empty: still under way), and bytes done of all."""

    origin: str
    status: str
    done: int
    size: int
    id: str | None = None
    reason: str | None = None
    published: str | None = None
    published_from: str | None = None


def add(
    paths: Iterable[str | os.PathLike[str]],
    archive: Keeper,
    *,
    published: str | None = None,
    wanted: Wanted = ARTICLES,
    workers: int | None = None,
    again: bool = False,
    progress: Callable[[Step], None] | None = None,
    kept: Callable[[Record, Article], None] | None = None,
) -> Tally:
    """Put the articles of files and folders into ``archive``; one bad input never stops the rest.

    Articles that the archive holds already, with the same text and the same particulars, read with the same language
    data, are passed over: so a run that was stopped goes on where it was.

    Args:
        published: ISO day for articles that state none of their own.
        wanted: what is kept beside Uyghur articles.
        workers: reading processes; 0 reads in this one, None chooses by the size of the batch.
        again: read what the archive holds already, too.
        progress: called at each step.
        kept: called with each record and its article after it was kept.

    Raises:
        ArchiveError: the archive itself cannot be written; what was added before stays.
        DataError: the language data are damaged: then no article can be read.
    """
    if published is not None and iso_day(published) is None and not (published.isdigit() and len(published) == 4):
        raise InputError(f"not a day: {published}", hint="write it as 2025-09-03, 2025-09 or 2025")
    files: list[Path] = []
    refusals: list[Refusal] = []
    for path in paths:
        for place in inputs(path):
            if isinstance(place, Refusal):
                refusals.append(place)
            else:
                files.append(place)
    size = sum(map(_size, files))
    if workers is None:
        workers = 0 if size < SMALL else min(4, os.cpu_count() or 1)
    found = opened(files, wanted) if workers else _here(files, wanted)
    return add_found(
        _with_refusals(refusals, found), archive, published=published, workers=workers, again=again,
        progress=progress, kept=kept, size=size,
    )  # fmt: skip


def add_found(
    found: Iterator[Record | Refusal | Remark | Came],
    archive: Keeper,
    *,
    published: str | None = None,
    workers: int = 0,
    again: bool = False,
    progress: Callable[[Step], None] | None = None,
    kept: Callable[[Record, Article], None] | None = None,
    size: int = 0,
) -> Tally:
    """The same for records that were found in some other way; ``size`` is how many bytes they come from."""
    tally, way = Tally(), _Way(size)
    if published is None:
        found = _days_kept(found, archive)

    def known(record: Record) -> bool:
        about = {k: getattr(record, k) for k in ("title", "author", "url", "source")}
        return not again and holds(archive.run, record.text, published=record.published or published, **about)

    read = together(found, workers, published=published, known=known) if workers else _in_turn(found, published, known)
    for told in read:
        if isinstance(told, Came):
            step = way.step(told)
        elif isinstance(told, Remark):
            tally.notes.append((told.origin, told.text))
            continue
        elif isinstance(told, Refusal):
            step = _refused(told, tally, way)
        elif isinstance(told, Record):
            tally.same += 1
            step = Step(told.origin, "same", way.done, size)
        else:
            step = _keep(told, archive, tally, way, kept)
        if progress:
            progress(step)
    return tally


def _days_kept(
    found: Iterator[Record | Refusal | Remark | Came], archive: Keeper
) -> Iterator[Record | Refusal | Remark | Came]:
    """An article that states no day keeps the one that it has in the archive: the user gave it once."""
    from xewer.find.dateline import find_dateline
    from xewer.text.scripts import canonical

    for one in found:
        if isinstance(one, Record) and one.published is None:
            day, place = held_day(archive.run, one.text, one.url)
            if day is not None and not find_dateline(canonical(one.text[:1000]).text):
                yield replace(one, published=day, published_from=place or "archive")
                continue
        yield one


class _Way:
    """How many bytes lie behind, of all."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.done = self._before = 0
        self._path = ""

    def step(self, came: Came) -> Step:
        if came.path != self._path:
            self._before += _size(Path(self._path)) if self._path else 0
            self._path = came.path
        self.done = min(self.size, max(self.done, self._before + came.at))
        return Step(came.path, "", self.done, self.size)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _with_refusals(
    refusals: list[Refusal], found: Iterator[Record | Refusal | Remark | Came]
) -> Iterator[Record | Refusal | Remark | Came]:
    yield from refusals
    yield from found


def _here(files: list[Path], wanted: Wanted) -> Iterator[Record | Refusal | Remark | Came]:
    for path in files:
        yield from records(path, wanted)
        yield Came(str(path), _size(path))


def _in_turn(
    found: Iterator[Record | Refusal | Remark | Came], published: str | None, known: Callable[[Record], bool]
) -> Iterator[Told | Record | Refusal | Remark | Came]:
    from xewer.reader import Reader

    reader = Reader()
    for one in found:
        yield read_record(one, published, reader) if isinstance(one, Record) and not known(one) else one


def _refused(refusal: Refusal, tally: Tally, way: _Way) -> Step:
    tally.refused += 1
    tally.refusals.append(refusal)
    return Step(refusal.origin, "refused", way.done, way.size, reason=refusal.reason)


def _keep(told: Told, archive: Keeper, tally: Tally, way: _Way, kept: Callable[[Record, Article], None] | None) -> Step:
    record, article, refusal = told
    if article is not None and record.published is not None:
        article = replace(article, published_from=record.published_from)
    if article is not None:
        try:
            added = archive.add(article, origin=record.origin)
            if kept:
                kept(record, article)
        except ArchiveError:
            raise
        except Exception as error:  # one article that cannot be kept must not stop the batch: it is named in the tally
            hint = error.hint if isinstance(error, XewerError) else "please report it: this should not happen"
            refusal = Refusal(record.origin, f"failed: {type(error).__name__}: {error}"[:300], hint)
    if article is None or refusal is not None:
        refusal = refusal or Refusal(record.origin, "failed", "please report it: this should not happen")
        tally.failed += 1
        tally.refusals.append(refusal)
        return Step(record.origin, "failed", way.done, way.size, reason=refusal.reason)
    setattr(tally, added.status, getattr(tally, added.status) + 1)
    tally.notes += [(record.origin, note) for note in record.notes]
    if article.published is None:
        tally.undated += 1
        tally.notes.append((record.origin, "undated: relative times stay open"))
    return Step(
        record.origin, added.status, way.done, way.size,
        id=added.id, published=article.published, published_from=article.published_from,
    )  # fmt: skip
