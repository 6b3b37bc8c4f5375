"""RSS and Atom feeds: each item that carries its text is an article."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from xewer.errors import InputError
from xewer.harvest.decode import decode
from xewer.harvest.html import first_element, fragment_text, tree_depth
from xewer.harvest.page_about import clean_author
from xewer.harvest.page_dates import day_of, iso_day, written_day
from xewer.harvest.record import Record, Refusal
from xewer.harvest.sources import address_day, rule_for

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["feed_records", "is_feed"]

_DEEPEST = 100
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
# RFC 822: the day as it is where the item was published, whatever the offset.
_MAIL_DAY = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4})\b")
_MAIL_MONTHS = {
    m: i for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}


def is_feed(data: bytes) -> bool:
    """Whether a file begins as a feed does.

    >>> is_feed(b"<?xml version='1.0'?><rss version='2.0'>"), is_feed(b"<html>")
    (True, False)
    """
    return first_element(data) in ("rss", "feed", "rdf:rdf")


def feed_records(data: bytes, origin: str) -> Iterator[Record | Refusal]:
    """The items of a feed, in its order.

    Raises:
        InputError: a document type declaration (which can hold a bomb), nesting without end, or no feed.
    """
    declared = re.search(rb"encoding=[\"']([A-Za-z0-9_.:-]{1,40})", data[:300])
    decoded = decode(data, declared[1].decode("ascii") if declared else None)
    text = _DECLARATION.sub("", decoded.text, count=1)
    # Only the part before the root may declare entities; CDATA further down may quote anything.
    prolog = text[: root.start()] if (root := re.search(r"<[A-Za-z]", text)) else text
    if re.search(r"<!DOCTYPE|<!ENTITY", prolog, re.IGNORECASE):
        raise InputError("a feed with a document type declaration: such can hold a bomb", hint="remove its <!DOCTYPE>")
    clean = text.encode("utf-8", "replace")
    if (
        tree_depth(clean) > _DEEPEST
        and tree_depth(re.sub(rb"<!\[CDATA\[.*?(?:\]\]>|$)", b"", clean, flags=re.DOTALL)) > _DEEPEST
    ):
        raise InputError("a feed nested without end", hint="no real feed is")
    import feedparser

    parsed = feedparser.parse(io.BytesIO(clean), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        broken = f": {parsed.bozo_exception}" if parsed.get("bozo") else ""
        raise InputError(f"a feed without items{broken}"[:200], hint="check that it was saved whole")
    channel = parsed.feed
    rule = rule_for(channel.get("link"))
    source = rule.name if rule else " ".join(channel.get("title", "").split()) or None
    if parsed.get("bozo") and not isinstance(parsed.bozo_exception, feedparser.CharacterEncodingOverride):
        decoded = decoded._replace(notes=(*decoded.notes, "the feed is damaged: read as far as possible"))
    for number, entry in enumerate(parsed.entries, 1):
        place = f"{origin}#{entry.get('link') or number}"
        try:
            record = _item(entry, place, source, decoded.notes)
        except InputError as error:
            yield Refusal(place, str(error), error.hint)
        else:
            yield record


def _item(entry: Any, origin: str, source: str | None, notes: tuple[str, ...]) -> Record:
    bodies = [c.get("value", "") for c in entry.get("content", ())] or [""]
    text = max((fragment_text(body) for body in bodies), key=len)
    summary = fragment_text(entry.get("summary", ""))
    if len(summary) > len(text):
        text = summary
    if not text:
        raise InputError("a feed item without text", hint="save the page it points to")
    url = entry.get("link") or None
    published, place = _day(entry, url)
    if published is None:
        notes = (*notes, "no date in the feed")
    return Record(
        text=text,
        title=fragment_text(entry.get("title", "")).replace("\n", " ") or None,
        author=clean_author(entry.get("author") or ""),
        published=published,
        published_from=place,
        source=source,
        url=url,
        origin=origin,
        notes=notes,
    )


def _day(entry: Any, url: str | None) -> tuple[str | None, str | None]:
    """The item's day in the offset that the feed writes; an update counts only where nothing else is said."""
    for key in ("published", "created", "updated"):
        # Asked as a plain dictionary: feedparser itself would answer "updated" with what was published, and warn.
        stated = (dict.get(entry, key) or "")[:100]
        found = _MAIL_DAY.search(stated)
        month = _MAIL_MONTHS.get(found[2].lower(), 0) if found else 0
        day = day_of(int(found[3]), month, int(found[1])) if found and month else iso_day(stated) or written_day(stated)
        if day:
            return day, f"feed {key}"
    day = address_day(url, rule_for(url))
    return day, "address" if day else None
