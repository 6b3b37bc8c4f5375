"""EPUB books and magazines: each document of the reading order that holds an article is one.

No library under a licence that Apache-2.0 may use reads them; a book is a ZIP of pages, which the page reader takes.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from xewer.errors import InputError
from xewer.harvest.html import page_record
from xewer.harvest.page_dates import iso_day
from xewer.harvest.record import Record, Refusal, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["epub_records", "is_epub"]

_CONTAINER = "META-INF/container.xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = ("application/xhtml+xml", "text/html")
_LARGEST = 8_000_000  # bytes of one document
_TITLE = re.compile(rb"<title\b[^<>]*>[^<]*</title>", re.IGNORECASE)
_HEADING = re.compile(rb"<h[1-3]\b", re.IGNORECASE)


def is_epub(names: frozenset[str]) -> bool:
    """Whether these members of a ZIP are those of an EPUB.

    >>> is_epub(frozenset(["mimetype", "META-INF/container.xml"]))
    True
    """
    return _CONTAINER in names


def epub_records(path: Path, origin: str) -> Iterator[Record | Refusal | Remark]:
    """The articles of a book in its reading order, and a count of the documents that are none.

    Raises:
        InputError: damaged, locked, or without an article.
    """
    try:
        with zipfile.ZipFile(path) as zipped:
            yield from _articles(zipped, origin)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, ET.ParseError) as error:
        raise InputError("a damaged EPUB", hint="make it again, without copy protection") from error


def _articles(zipped: zipfile.ZipFile, origin: str) -> Iterator[Record | Refusal | Remark]:
    root = _xml(zipped, _CONTAINER).find(".//{*}rootfile")
    opf = root.get("full-path", "") if root is not None else ""
    book = _xml(zipped, opf)
    places = {
        item.get("id"): posixpath.normpath(posixpath.join(posixpath.dirname(opf), unquote(item.get("href", ""))))
        for item in book.iter(_OPF + "item")
        if item.get("media-type") in _PAGES
    }
    order = [places[ref.get("idref")] for ref in book.iter(_OPF + "itemref") if ref.get("idref") in places]
    day = iso_day(book.findtext(f".//{_DC}date"))
    source = (book.findtext(f".//{_DC}publisher") or book.findtext(f".//{_DC}title") or "").strip() or None
    kept = others = 0
    for place in dict.fromkeys(order):
        try:
            record = page_record(_headed(_member(zipped, place)), f"{origin}#{place}")
        except InputError as error:
            if "no article" not in str(error) and "without content" not in str(error):
                yield Refusal(f"{origin}#{place}", str(error), error.hint)
            others += 1
            continue
        kept += 1
        yield _told_by_book(record, day, source)
    if not kept:
        raise InputError("an EPUB without an article", hint="if its pages are pictures, save them as scans")
    if others:
        yield Remark(origin, f"{others} documents of the book are no articles")


def _headed(page: bytes) -> bytes:
    """A document without its ``title`` if it has a heading: programs write the book's there, or "Unknown"."""
    return _TITLE.sub(b"", page, count=1) if _HEADING.search(page) else page


def _told_by_book(record: Record, day: str | None, source: str | None) -> Record:
    """What a page does not say of itself its book may say."""
    notes = tuple(note for note in record.notes if not (day and note.startswith("no date")))
    if record.published is None and day:
        record = replace(record, published=day, published_from="date of the book", notes=notes)
    return replace(record, source=record.source or source, url=None)


def _member(zipped: zipfile.ZipFile, name: str) -> bytes:
    with zipped.open(name) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError(f"a document of more than {_LARGEST // 1_000_000} MB", hint="no article is that long")
    return data


def _xml(zipped: zipfile.ZipFile, name: str) -> ET.Element:
    data = _member(zipped, name)
    if b"<!ENTITY" in data:
        raise InputError("an EPUB that defines entities", hint="no real one does; make it again")
    return ET.fromstring(data)  # noqa: S314 - entities are refused above
