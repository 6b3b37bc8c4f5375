"""The head of a document: date, writer and source in the short lines above its text."""

from __future__ import annotations

from dataclasses import dataclass

from xewer.harvest.page_about import clean_author
from xewer.harvest.page_dates import written_day
from xewer.harvest.page_labels import label_of
from xewer.harvest.record import Record

__all__ = ["Head", "document_head", "headed_record"]

_HEAD_LINE = 80  # characters: a longer line is text
_BARE_DAY = 30  # characters of a line that is a date and nothing else


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a document say of it, and the lines that are its text."""

    published: str | None
    author: str | None
    source: str | None
    texts: tuple[str, ...]


def document_head(texts: list[str], title: str | None) -> Head:
    """Take the lines off that are a date, a labelled writer or source, or the title again; the last line always stays.

    >>> head = document_head(["2025-يىلى 3-سېنتەبىر", "ئاپتور: ئەركىن", "پۇتىن بېيجىڭغا كەلدى."], None)
    >>> head.published, head.author, head.texts
    ('2025-09-03', 'ئەركىن', ('پۇتىن بېيجىڭغا كەلدى.',))
    """
    published = author = source = None
    at = 0
    while at < len(texts) - 1 and len(texts[at]) < _HEAD_LINE:
        line = texts[at]
        told = label_of(line, ("date", "author", "source"))
        kind, value = told or ("", line)
        day = written_day(value) if kind in ("", "date") else None
        if day and (told or len(line) < _BARE_DAY) and not published:
            published = day
        elif kind == "author":
            author = clean_author(value)
        elif kind == "source":
            source = clean_author(value)
        elif line != title:
            break
        at += 1
    return Head(published, author, source, tuple(texts[at:]))


def headed_record(texts: list[str], title: str | None, origin: str = "", notes: tuple[str, ...] = ()) -> Record:
    """The record of a document: its head read off the first lines, the rest its text; no date is noted last.

    >>> record = headed_record(["2025-09-03", "پۇتىن بېيجىڭغا كەلدى."], "خەۋەر")
    >>> record.published, record.text, record.notes
    ('2025-09-03', 'پۇتىن بېيجىڭغا كەلدى.', ())
    """
    head = document_head(texts, title)
    return Record(
        text="\n".join(head.texts),
        title=title,
        author=head.author,
        published=head.published,
        published_from="line above the text" if head.published else None,
        source=head.source,
        origin=origin,
        notes=notes if head.published else (*notes, "no date found above the text"),
    )
