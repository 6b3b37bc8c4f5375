"""The whole way of one article: text in, `Article` out.

Detect and make canonical, read the dateline, words and sentences, readings in context, names, times, figures,
quotes, events, links; then every span goes back to the original text.
"""

from __future__ import annotations

import gc
import hashlib
import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from xewer.errors import InputError
from xewer.find.dateline import find_dateline
from xewer.find.event_links import link_events
from xewer.find.events import find_events
from xewer.find.link import link_names
from xewer.find.names import find_names
from xewer.find.quantities import find_quantities
from xewer.find.quotes import find_quotes
from xewer.find.speakers_linked import link_speakers
from xewer.find.times import find_times
from xewer.model import Article, Doc, Entity, Event, Mention, Quote, Span, Token
from xewer.morph.known import is_known
from xewer.morph.tag import tag
from xewer.text.detect import detect
from xewer.text.schemes import SCHEMES
from xewer.text.scripts import canonical
from xewer.tokens.sentences import sentences
from xewer.tokens.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.model import Quantity, Text, Timex

__all__ = ["Reader", "read"]

_SCRIPTS = frozenset({"arabic", *SCHEMES, "uey", "uly", "usy", "uyy", "arab", "latn", "cyrl"})  # as `canonical` knows
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ].*)?)?)?")

Item = TypeVar("Item", "Entity", "Timex", "Quantity", "Quote", "Event")


@lru_cache(maxsize=1)
def _settled() -> None:
    """After the first article: what was read is kept for good, and need not be walked for garbage again and again."""
    gc.freeze()


class Reader:
    """Reads articles; one reader serves many.

    >>> article = Reader().read("پۇتىن چارشەنبە كۈنى بېيجىڭغا كەلدى.", published="2025-09-03")
    >>> [e.name for e in article.entities]
    ['Vladimir Putin', 'Beijing']
    """

    def read(
        self,
        text: str,
        *,
        published: str | None = None,
        title: str | None = None,
        author: str | None = None,
        url: str | None = None,
        source: str | None = None,
        script: str | None = None,
    ) -> Article:
        """Everything that ``text`` states; ``published`` (ISO day, month or year) wins over a dateline in the text.

        ``script`` is arabic, latin or cyrillic; without it the script is told from the letters.

        Raises:
            InputError: ``published`` is no day, or ``script`` no script.
            TypeError: ``text`` is no string.
        """
        if not isinstance(text, str):
            raise TypeError(f"a text is a str, not {type(text).__name__}")
        if script and script.lower() not in _SCRIPTS:
            raise InputError(f"no script of Uyghur: {script}", hint="arabic, latin or cyrillic, or leave it out")
        published = _day(published)
        detection = detect(text)
        way = canonical(text, script or detection.script, known=is_known)
        doc, day = self._doc(way, published)
        names = link_names(doc, find_names(doc))
        times = find_times(doc, names)
        quantities = find_quantities(doc, names, times)
        quotes = link_speakers(doc, names, find_quotes(doc, names, times))
        events = link_events(doc, find_events(doc, names, times, quantities, quotes))
        article = Article(
            id=article_id(text, url),
            text=text,
            sha256=text_digest(text),
            url=url,
            source=source,
            title=title,
            author=author,
            published=day,
            published_from="given" if published else "dateline" if day else None,
            language="ug" if detection.language == "uig" else detection.language,
            script=way.script,
            sentences=tuple(way.span(s.start, s.end) for s in doc.sentences),
            tokens=tuple(_token(t, way) for t in doc.tokens),
            entities=_back(names, way),
            times=_back(times, way),
            quantities=_back(quantities, way),
            quotes=_back(quotes, way),
            events=_back(events, way),
        )
        _settled()
        return article

    @staticmethod
    def _doc(way: Text, published: str | None) -> tuple[Doc, str | None]:
        """Words, sentences and readings of the canonical text, and the publishing day."""
        text = way.text
        dateline = find_dateline(text)
        body = dateline.body_start if dateline else 0
        day = published or (dateline.published if dateline else None)
        bounds = [Span(max(s.start, body), s.end) for s in sentences(text) if s.end > body]
        spans = [s for s in words(text) if s.start >= body]
        groups = _by_sentence(spans, bounds)
        read = tag([[text[a:b] for a, b in group] for group in groups])
        tokens = tuple(
            Token(span.start, span.end, text[span.start : span.end], reading, (reading,))
            for group, chosen in zip(groups, read, strict=True)
            for span, reading in zip(group, chosen, strict=True)
        )
        return Doc(text, tokens, tuple(bounds), day, body), day


def text_digest(text: str) -> str:
    """SHA-256 of a text's UTF-8, in hex.

    >>> text_digest("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(text: str, url: str | None = None) -> str:
    """Id of an article: from its address, or from its first text if it has none.

    >>> article_id("a", "https://example.org/1") == article_id("b", "https://example.org/1")
    True
    """
    return text_digest(url or text)[:16]


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    author: str | None = None,
    url: str | None = None,
    source: str | None = None,
    script: str | None = None,
) -> Article:
    """What a text states: names, times, figures, quotes and events, with spans in code points of ``text``.

    Args:
        published: the day it was published, as ISO 8601; without it relative times stay open.
        title, author, url, source: kept with the article as they are.
        script: arabic, latin or cyrillic; without it the script is told from the letters.

    Raises:
        InputError: ``published`` is no day, or ``script`` no script.
        TypeError: ``text`` is no string.

    >>> read("ئۇ 600 كىشىنىڭ كەلگەنلىكىنى ئېيتتى.").quantities[0].min
    600
    """
    return Reader().read(text, published=published, title=title, author=author, url=url, source=source, script=script)


def _day(given: str | None) -> str | None:
    """An ISO day, month or year, checked; of a moment its day."""
    if not given:
        return None
    found = _ISO.fullmatch(given)
    try:
        if found is None:
            raise ValueError(given)
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError as error:
        raise InputError(f"not a day: {given}", hint="write it as 2025-09-03, 2025-09 or 2025") from error
    return given[:10]


def _by_sentence(spans: list[Span], bounds: list[Span]) -> list[list[Span]]:
    """Word spans by sentence; what lies between two sentences goes with the one before it."""
    groups: list[list[Span]] = [[] for _ in bounds] or [[]]
    at = 0
    for span in spans:
        while at + 1 < len(bounds) and span.start >= bounds[at + 1].start:
            at += 1
        groups[at].append(span)
    return groups


def _token(token: Token, way: Text) -> dict[str, Any]:
    start, end = way.span(token.start, token.end)
    reading = token.reading
    return {
        "start": start,
        "end": end,
        "lemma": reading.lemma,
        "upos": reading.upos,
        "feats": reading.feats,
        "segments": [list(s) for s in reading.segments],
        "known": reading.known,
    }


def _back(items: Iterable[Item], way: Text) -> tuple[Item, ...]:
    """The same items with spans of the original text."""
    return tuple(_item_back(item, way) for item in items)


def _item_back(item: Item, way: Text) -> Item:
    start, end = way.span(item.start, item.end)
    changes: dict[str, Any] = {"start": start, "end": end, "text": way.original[start:end]}
    if isinstance(item, Entity):
        changes["stem_end"] = way.span(item.start, item.stem_end).end
    elif isinstance(item, Quote):
        for key in ("speaker", "addressee", "cue"):
            mention = getattr(item, key)
            changes[key] = None if mention is None else _mention_back(mention, way)
    elif isinstance(item, Event):
        for key in ("actors", "recipients", "places"):
            changes[key] = tuple(_mention_back(m, way) for m in getattr(item, key))
    return replace(item, **changes)


def _mention_back(mention: Mention, way: Text) -> Mention:
    start, end = way.span(mention.start, mention.end)
    return mention._replace(start=start, end=end, text=way.original[start:end])
