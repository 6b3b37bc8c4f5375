"""Extracting anew: originals that were kept are read by this version's extractors, under the ids they had."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xewer.archive.originals import Original
from xewer.errors import InputError
from xewer.harvest.files import records
from xewer.harvest.record import ARTICLES, Page, Record, Refusal
from xewer.harvest.web_archive import captured_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xewer.archive.originals import Originals
    from xewer.archive.store import Archive

__all__ = ["extracted", "original_of", "reextract"]

_TEXT_ALREADY = (".jsonl", ".ndjson", ".json", ".csv", ".tsv")


def original_of(record: Record) -> Original | None:
    """What is kept for a record: the page of a web archive, or the whole file; None for tables, which are text already.

    Raises:
        OSError: the file cannot be read any more.
    """
    if record.page:
        page = record.page
        return Original(page.data, "page.html", "", page.url, page.captured, page.charset)
    file, _, place = record.origin.partition("#")
    path = Path(file)
    if not path.is_file() or path.suffix.lower() in _TEXT_ALREADY:
        return None
    return Original(path.read_bytes(), path.name, place)


def extracted(original: Original, *, other: bool = True) -> Record | Refusal:
    """The article of an original, as this version extracts it."""
    if original.captured_page:
        page = Page(original.data, original.url, original.captured, original.charset)
        try:
            return captured_record(page, original.url or original.name, ARTICLES)
        except InputError as error:
            return Refusal(original.url or original.name, str(error), error.hint)
    with tempfile.TemporaryDirectory(prefix="xewer-") as folder:
        path = Path(folder, f"original{''.join(Path(original.name).suffixes[-2:])}")
        path.write_bytes(original.data)
        found = list(records(path, replace(ARTICLES, other=other)))
    whole = [one for one in found if isinstance(one, Record)]
    for one in whole:
        if one.origin.partition("#")[2] == original.place:
            return one
    refused = next((one for one in found if isinstance(one, Refusal)), None)
    reason = refused.reason if refused else "this article is not found in its original any more"
    return Refusal(original.name, reason, "the article stays as it is")


def reextract(archive: Archive, originals: Originals, ids: Iterable[str]) -> Iterator[tuple[str, str, Refusal | None]]:
    """Extract and read articles anew: their ids, each with same, updated or refused, and why.

    What is in the archive stays as an earlier version; the user's corrections go on.
    """
    from xewer.reader import Reader

    reader = Reader()
    for ident in ids:
        original = originals.get(ident)
        if original is None:
            yield ident, "refused", Refusal(ident, "no original was kept", "keep them with: xewer add --keep-original")
            continue
        record = extracted(original)
        if isinstance(record, Refusal):
            yield ident, "refused", record
            continue
        before = archive.get(ident, corrected=False)
        article = reader.read(
            record.text,
            published=record.published or (before.published if before else None),
            title=record.title,
            author=record.author,
            url=record.url or (before.url if before else None),
            source=record.source,
            script=record.script,
        )
        place = record.published_from if record.published else before.published_from if before else None
        yield (
            ident,
            archive.add(replace(article, id=ident, published_from=place or article.published_from)).status,
            None,
        )
