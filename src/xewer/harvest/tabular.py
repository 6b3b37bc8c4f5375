"""JSON, JSON lines and CSV with named columns: id, text, published, title, url, author, source."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from xewer.errors import InputError
from xewer.harvest.decode import decode
from xewer.harvest.messages import is_messages, message_records
from xewer.harvest.page_dates import written_day
from xewer.harvest.record import ARTICLES, NO_TRAIL, Record, Refusal, Remark, Trail, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["csv_records", "json_document", "json_records"]

_NAMES = {
    "text": ("text", "body", "content"),
    "published": ("published", "date", "published_at", "datepublished"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "author": ("author",),
    "source": ("source", "publisher"),
    "id": ("id",),
}
_LONGEST = 40_000_000  # bytes of one line
_ONE_OBJECT = 'one object an article: {"text": "...", "published": "2025-09-03"}, one a line in JSON lines'


def json_records(path: Path, origin: str, trail: Trail = NO_TRAIL) -> Iterator[Record | Refusal]:
    """One article a line; a line that cannot be read is refused by itself. Memory is bounded by the longest line."""
    with path.open("rb") as lines:
        head = lines.read(2)
        lines.seek(0)
        if head in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head:
            rows: Iterator[bytes] = iter(decode(lines.read(_LONGEST)).text.encode("utf-8", "replace").split(b"\n"))
        else:
            rows = iter(lambda: lines.readline(_LONGEST), b"")
        empty = True
        for number, line in enumerate(rows, 1):
            place = f"{origin}:{number}"
            if not line.strip():
                continue
            empty = False
            if not trail.step(lines.tell()):
                continue
            try:
                yield _from_line(line, place)
            except InputError as error:
                yield Refusal(place, str(error), error.hint)
    if empty:
        yield Refusal(origin, "nothing in it", "an empty file holds no article")


def _from_line(line: bytes, origin: str) -> Record:
    if len(line) >= _LONGEST:
        raise InputError("a line of more than 40 MB", hint="one article a line")
    decoded = decode(line.rstrip(b"\r\n"))
    return _record(_parsed(decoded.text), origin, decoded.notes)


def json_document(data: bytes, origin: str, wanted: Wanted = ARTICLES) -> Iterator[Record | Refusal | Remark]:
    """A messenger's export, or one JSON object that is an article, or an array of them.

    An element of an array that is none is refused by itself.

    Raises:
        InputError: it is no JSON.
    """
    decoded = decode(data)
    document = _parsed(decoded.text)
    if is_messages(document):
        yield from message_records(document, origin, keep_other=wanted.other, keep_names=wanted.names)
        return
    rows = document if isinstance(document, list) else [document]
    for number, row in enumerate(rows, 1):
        place = f"{origin}:{number}" if isinstance(document, list) else origin
        try:
            yield _record(row, place, decoded.notes)
        except InputError as error:
            yield Refusal(place, str(error), error.hint)
    if not rows:
        yield Refusal(origin, "an empty list", "it holds no article")


def _parsed(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise InputError("JSON nested without end", hint="one flat object an article") from None
    except ValueError as error:
        raise InputError(f"not JSON: {error}"[:120], hint=_ONE_OBJECT) from None


def csv_records(data: bytes, origin: str) -> Iterator[Record | Refusal]:
    """One article a row, with a header that names the columns; comma, semicolon or tab between them.

    Raises:
        InputError: there is no column ``text``.
    """
    decoded = decode(data)
    first = decoded.text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST)
    reader = csv.DictReader(io.StringIO(decoded.text, newline=""), delimiter=delimiter, strict=False)
    try:
        names = [name.strip().lower() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise InputError(f"not CSV: {error}", hint="save it as CSV in UTF-8") from error
    if not set(names) & set(_NAMES["text"]):
        raise InputError(
            "no column called text", hint="the first line names the columns: text,published,title,url,author,source"
        )
    reader.fieldnames = names
    empty = True
    number = 1
    while True:
        number += 1
        place = f"{origin}:{number}"
        try:
            row = next(reader, None)
            if row is None:
                break
            empty = False
            yield _record(row, place, decoded.notes)
        except csv.Error as error:
            yield Refusal(place, f"not CSV: {error}", "save it as CSV in UTF-8")
        except InputError as error:
            yield Refusal(place, str(error), error.hint)
    if empty:
        yield Refusal(origin, "a table without rows", "")


def _record(row: object, origin: str, notes: tuple[str, ...]) -> Record:
    if not isinstance(row, dict):
        raise InputError("not a JSON object", hint=_ONE_OBJECT)
    lower = {key.lower(): value for key, value in row.items() if isinstance(key, str)}

    def field(name: str) -> str | None:
        value = next((lower[n] for n in _NAMES[name] if lower.get(n) not in (None, "")), None)
        if isinstance(value, (list, tuple)):
            value = ", ".join(v for v in value if isinstance(v, str))
        return str(value).strip() or None if isinstance(value, (str, int, float)) else None

    text = next((lower[n] for n in _NAMES["text"] if isinstance(lower.get(n), str) and lower[n].strip()), None)
    if text is None:
        raise InputError("a row without text", hint="the column text holds the article")
    stated = field("published")
    published = written_day(stated) if stated else None
    if stated and not published:
        notes = (*notes, f"the date is not understood: {stated[:40]}")
    ident = field("id")
    return Record(
        text=text,
        title=field("title"),
        author=field("author"),
        published=published,
        published_from="column" if published else None,
        source=field("source"),
        url=field("url"),
        origin=f"{origin}#{ident[:80]}" if ident else origin,
        notes=notes,
    )
