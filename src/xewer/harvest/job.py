"""The batch: read everything that is named, keep what can be kept, tally the rest with reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xewer.errors import ArchiveError, DataError, InputError, XewerError
from xewer.find.dateline import find_dateline
from xewer.harvest.files import records
from xewer.harvest.page_dates import iso_day
from xewer.harvest.record import Record, Refusal
from xewer.text.scripts import canonical

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable

    from xewer.archive.store import Archive
    from xewer.reader import Reader

__all__ = ["Tally", "add"]


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


def add(
    paths: Iterable[str | os.PathLike[str]],
    archive: Archive,
    *,
    published: str | None = None,
    keep_other: bool = False,
    progress: Callable[[str, str], None] | None = None,
) -> Tally:
    """Put the articles of files and folders into ``archive``; one bad input never stops the rest.

    Args:
        published: ISO day for articles that state none of their own.
        keep_other: keep text in other languages too.
        progress: called with (origin, status) for each article, status being new, same, updated, refused or failed.

    Raises:
        ArchiveError: the archive itself cannot be written; what was added before stays.
        DataError: the language data are damaged: then no article can be read.
    """
    from xewer.reader import Reader

    if published is not None and iso_day(published) is None and not (published.isdigit() and len(published) == 4):
        raise InputError(f"not a day: {published}", hint="write it as 2025-09-03, 2025-09 or 2025")
    tally = Tally()
    reader = Reader()
    for path in paths:
        for found in records(path, keep_other=keep_other):
            if isinstance(found, Refusal):
                tally.refused += 1
                tally.refusals.append(found)
                status = "refused"
            else:
                status = _keep(found, reader, archive, published, tally)
            if progress:
                progress(found.origin, status)
    return tally


def _keep(record: Record, reader: Reader, archive: Archive, published: str | None, tally: Tally) -> str:
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
        added = archive.add(article, origin=record.origin)
    except (ArchiveError, DataError):
        raise
    except Exception as error:  # one article that cannot be read must not stop the batch: it is named in the tally
        hint = error.hint if isinstance(error, XewerError) else "please report it: this should not happen"
        tally.failed += 1
        tally.refusals.append(Refusal(record.origin, f"failed: {type(error).__name__}: {error}"[:300], hint))
        return "failed"
    status: str = added.status
    setattr(tally, status, getattr(tally, status) + 1)
    tally.notes += [(record.origin, note) for note in record.notes]
    if article.published is None:
        tally.undated += 1
        tally.notes.append((record.origin, "undated: relative times stay open"))
    return status
