"""Files and folders to records: each input gives articles, or says why not."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from xewer.errors import DataError, InputError, MissingExtraError
from xewer.harvest.decode import decode
from xewer.harvest.epub import epub_records, is_epub
from xewer.harvest.feed import feed_records, is_feed
from xewer.harvest.html import is_html, page_record
from xewer.harvest.language import uyghur_only
from xewer.harvest.office import checked_zip, is_docx, is_odt, office_record
from xewer.harvest.pdf import is_pdf, pdf_record
from xewer.harvest.plain import plain_record
from xewer.harvest.record import ARTICLES, NO_TRAIL, Record, Refusal, Remark, Trail, Wanted
from xewer.harvest.scan import is_picture, scan_record, scanned_pdf_record
from xewer.harvest.tabular import csv_records, json_document, json_records
from xewer.harvest.warc_stream import is_warc
from xewer.harvest.web_archive import is_wacz, wacz_file, warc_file
from xewer.harvest.zstd_stream import is_zstd

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LARGEST", "SUFFIXES", "Record", "Refusal", "inputs", "records", "text_record"]

LARGEST = 40_000_000
"""Bytes of a file that is read whole; JSON lines are read line by line and may be longer."""
SUFFIXES = frozenset({
    ".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".xml",
    ".rss", ".atom", ".rdf", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".warc", ".warc.gz", ".warc.zst", ".arc",
    ".arc.gz", ".wacz", ".pdf",
    ".docx", ".odt", ".epub", ".png", ".jpg", ".jpeg", ".tif", ".tiff",
})  # fmt: skip
"""What is looked at in a folder; a file that is named on its own is looked at whatever its name."""


def records(
    path: str | os.PathLike[str], wanted: Wanted = ARTICLES, trail: Trail = NO_TRAIL
) -> Iterator[Record | Refusal | Remark]:
    """What a file or folder holds, in a fixed order; never raises for what it finds there.

    Text in other languages is refused unless it is ``wanted``. Memory is bounded by one file (one line of JSON lines).

    >>> [r.reason for r in records("no-such-file.txt")]
    ['no such file']
    """
    for place in inputs(path):
        if isinstance(place, Refusal):
            yield place
            continue
        try:
            yield from _file(place, wanted, trail)
        except OSError as error:
            yield _unreadable(str(place), error)


def inputs(path: str | os.PathLike[str]) -> Iterator[Path | Refusal]:
    """The files that a file or folder stands for, by name; hidden ones and links that lead in a circle are passed over.

    >>> [r.reason for r in inputs("no-such-file.txt")]
    ['no such file']
    """
    root = Path(path)
    try:
        if not root.is_dir():
            root.stat()
            yield root
            return
    except OSError as error:
        yield _unreadable(str(root), error)
        return
    except ValueError:  # a zero byte in the name
        yield Refusal(str(root), "no such file", "check the name")
        return
    empty = True
    for place in _folder(root):
        empty = False
        yield place
    if empty:
        yield Refusal(
            str(root), "a folder without articles", f"it holds no file of these kinds: {' '.join(sorted(SUFFIXES))}"
        )


def text_record(data: bytes, origin: str, wanted: Wanted = ARTICLES) -> Record | Refusal:
    """One article from bytes: a text, a page, or a feed with a single item.

    >>> text_record("پۇتىن چارشەنبە كۈنى بېيجىڭغا كەلدى.".encode(), "-").text
    'پۇتىن چارشەنبە كۈنى بېيجىڭغا كەلدى.'
    """
    came = _checked(_from_bytes(data, origin, Path(origin), wanted), origin, wanted)
    found = [one for one in came if not isinstance(one, Remark)]
    if len(found) == 1:
        return found[0]
    return Refusal(origin, f"a feed of {len(found)} articles, not one text", "save it and name the file")


def _folder(root: Path) -> Iterator[Path | Refusal]:
    seen: set[tuple[int, int]] = set()
    problems: list[OSError] = []
    for folder, folders, files in os.walk(root, followlinks=True, onerror=problems.append):
        state = Path(folder).stat()
        if (state.st_dev, state.st_ino) in seen:
            folders.clear()
            continue
        seen.add((state.st_dev, state.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(files) if not name.startswith(".") and _known(name))
    for problem in problems:
        yield _unreadable(str(problem.filename or root), problem)


def _known(name: str) -> bool:
    """Whether a file in a folder may hold articles; saved sites keep the query in the name (``a.php?id=3``)."""
    name = re.split(r"[?@]", name)[0].lower()
    return Path(name).suffix in SUFFIXES or name.endswith((".warc.gz", ".warc.zst", ".arc.gz"))


def _file(path: Path, wanted: Wanted, trail: Trail) -> Iterator[Record | Refusal | Remark]:
    origin = str(path)
    state = path.stat()
    if not path.is_file():
        yield Refusal(origin, "not a file", "name a text, a page, a feed or a folder")
        return
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        yield from _checked(json_records(path, origin, trail), origin, wanted)
        return
    with path.open("rb") as file:
        head = file.read(65536)
    if is_warc(head) or is_zstd(head):
        yield from _checked(warc_file(path, origin, wanted, trail), origin)
        return
    if is_pdf(head):
        yield from _checked((_from_pdf(p, origin, trail) for p in [path]), origin, wanted)
        return
    if is_picture(head):
        yield from _checked((scan_record(p, origin) for p in [path]), origin, wanted)
        return
    if head.startswith(b"PK\x03\x04"):
        if is_wacz(path):
            yield from _checked(wacz_file(path, origin, wanted, trail), origin)
        else:
            yield from _checked(_from_zip(path, origin), origin, wanted)
        return
    if state.st_size > LARGEST:
        yield Refusal(
            origin,
            f"too large: {state.st_size // 1_000_000} MB, at most {LARGEST // 1_000_000}",
            "split it, or make it JSON lines",
        )
        return
    yield from _checked(_from_bytes(path.read_bytes(), origin, path, wanted), origin, wanted)


def _from_pdf(path: Path, origin: str, trail: Trail) -> Record:
    """A PDF by its letters; one that has none is a scan, and is recognised where that can be done."""
    try:
        return pdf_record(path, origin)
    except InputError as error:
        if "may be a scan" not in str(error):
            raise
        return scanned_pdf_record(path, origin, lambda: trail.step(0))


def _from_zip(path: Path, origin: str) -> Iterator[Record | Refusal | Remark]:
    """Documents that are ZIP files inside; what they are is read off their members."""
    names = checked_zip(path)
    if is_epub(names):
        yield from epub_records(path, origin)
    elif is_docx(names) or is_odt(names):
        yield office_record(path, origin, names)
    else:
        raise InputError("a ZIP that is no document known here", hint="unpack it and name the folder")


def _from_bytes(data: bytes, origin: str, path: Path, wanted: Wanted) -> Iterator[Record | Refusal | Remark]:
    """What the bytes are is read off their beginning; the name decides only between table and text."""
    if path.suffix.lower() in (".csv", ".tsv"):
        yield from csv_records(data, origin)
    elif path.suffix.lower() == ".json":
        yield from json_document(data, origin, wanted)
    elif is_feed(data):
        yield from feed_records(data, origin)
    elif is_html(data) or path.suffix.lower() in (".html", ".htm", ".xhtml", ".shtml"):
        yield page_record(data, origin, names=wanted.names)
    elif data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise InputError("XML that is neither feed nor page", hint="save its articles as text or HTML")
    else:
        decoded = decode(data)
        yield plain_record(decoded.text, origin, decoded.notes)


def _checked(
    found: Iterator[Record | Refusal | Remark], origin: str, wanted: Wanted | None = None
) -> Iterator[Record | Refusal | Remark]:
    """The records that are Uyghur (all, if ``wanted`` is not given: then that is done); errors become refusals."""
    try:
        for record in found:
            if not isinstance(record, Record) or wanted is None:
                yield record
            else:
                yield uyghur_only(record, keep_other=wanted.other)
    except (InputError, MissingExtraError) as error:
        yield Refusal(origin, str(error), error.hint)
    except (DataError, OSError):
        raise
    except Exception as error:  # a fault of ours in one file must not stop the rest: it is named in the tally
        yield Refusal(origin, f"failed: {type(error).__name__}: {error}"[:300], "please report it with the file")


def _unreadable(origin: str, error: OSError) -> Refusal:
    if isinstance(error, FileNotFoundError):
        return Refusal(origin, "no such file", "check the path")
    if isinstance(error, PermissionError):
        return Refusal(origin, "not allowed to read it", "check its permissions")
    reason = (error.strerror or type(error).__name__).lower()
    return Refusal(origin, f"cannot be read: {reason}", "check the path")
