"""Text files: a head of ``name: value`` lines, if there is one, and the text."""

from __future__ import annotations

import re
from functools import lru_cache

from xewer.harvest.page_dates import written_day
from xewer.harvest.page_labels import labels
from xewer.harvest.record import Record

__all__ = ["plain_record"]

_LINE = re.compile(r"[^\S\n]{0,9}([^\s:：](?:[^\n:：]{0,30}[^\s:：])?)[^\S\n]{0,9}[:：]([^\n]*)")
_FIELDS = ("title", "date", "source", "author", "url")
_BLANK = re.compile(r"[^\S\n]*(?:\n|$)")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {form.lower(): field for field in _FIELDS for form in labels(field)}


def plain_record(text: str, origin: str, notes: tuple[str, ...] = ()) -> Record:
    r"""A decoded text file as a record: head lines become fields, the text below the blank line is kept as it is.

    A head between two lines of ``---``, as in Markdown, may hold other fields too. A file whose first lines are
    not all known fields has no head: then all of it is text. One line break at the very end is dropped.

    >>> record = plain_record("title: بىر خەۋەر\npublished: 2025-09-03\n\nپۇتىن كەلدى.\n", "a.txt")
    >>> record.title, record.published, record.text
    ('بىر خەۋەر', '2025-09-03', 'پۇتىن كەلدى.')
    """
    fields: dict[str, str] = {}
    at = 4 if (fenced := text.startswith("---\n")) else 0
    line = _LINE.match(text, at)
    while line and ((name := _names().get(line[1].strip().lower(), "")) or fenced) and (not name or name not in fields):
        if name:
            fields[name] = line[2].strip().strip("\"'") if fenced else line[2].strip()
        at = line.end() + 1
        line = _LINE.match(text, at)
    if fenced:
        at = at + 4 if text.startswith("---\n", at) else len(text)
    blank = _BLANK.match(text, at) if fields and at < len(text) else None
    if blank:
        body = text[blank.end() :]
    else:
        fields, body = {}, text
    body = body[:-2] if body.endswith("\r\n") else body.removesuffix("\n")
    stated = fields.get("date")
    published = written_day(stated) if stated else None
    if stated and not published:
        notes = (*notes, f"the date of the head is not understood: {stated[:40]}")
    return Record(
        text=body,
        title=fields.get("title") or None,
        author=fields.get("author") or None,
        published=published,
        published_from="header" if published else None,
        source=fields.get("source") or None,
        url=fields.get("url") or None,
        origin=origin,
        notes=notes,
    )
