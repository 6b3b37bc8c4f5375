"""What an article states, one row a fact: its events, and its reported statements.

A row keeps the words of the article (``text``, its span) beside what they mean, and never more than is stated:
an actor that was not found is None.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from xewer.archive.about import between, entity_groups, event_groups, keys_of, origin_groups, speaker_groups
from xewer.archive.fact_gloss import event_gloss, said_gloss
from xewer.archive.fact_times import said_at, source_chain, speaker_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.archive.about import Group
    from xewer.archive.keys import Body
    from xewer.model import Article, Event, Mention, Quote

    Parts = list[tuple[str, Group]]

__all__ = ["FactParts", "FactRow", "fact_rows"]

CERTAIN = 0.7  # confidence from which a row counts as certain
_STATED = frozenset({"asserted", "historical", "ongoing", "habitual"})


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of the ledger: when, who, did what, to whom, where, how many, according to whom.

    ``kind`` is the event's kind, or ``said``. ``start`` and ``end`` are code points of the article's text, ``text`` is
    what stands there: the predicate, or what was said. ``source`` is the chain of who tells it, nearest first, joined
    by `` < ``; None is the article itself. ``least`` and ``most`` are the bounds of the first figure.
    """

    article_id: str
    layer: str
    n: int
    start: int
    end: int
    text: str
    did: str
    kind: str
    when: str | None = None
    earliest: str | None = None
    latest: str | None = None
    who: str | None = None
    who_id: str | None = None
    gloss: str | None = None
    plover: str | None = None
    whom: str | None = None
    where: str | None = None
    how_many: str | None = None
    least: float | None = None
    most: float | None = None
    unit: str | None = None
    counted: str | None = None
    source: str | None = None
    modality: str = "asserted"
    polarity: str = "+"
    direct: bool | None = None
    confidence: float = 1.0
    guess: bool = False
    certain: bool = False
    rule: str = ""
    title: str | None = None
    published: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The row for JSON or CSV."""
        return asdict(self)


def _names(mentions: Iterable[Mention]) -> str | None:
    """English names where known, else the words of the article."""
    return "; ".join(dict.fromkeys(m.name or m.text for m in mentions)) or None


def _chain(article: Article, at: int | None) -> str | None:
    """Who tells it, nearest first."""
    return " < ".join(filter(None, map(speaker_of, source_chain(article, at)))) or None


def _event(article: Article, n: int, event: Event) -> FactRow:
    time = article.times[event.time] if event.time is not None and event.time < len(article.times) else None
    figures = [article.quantities[i] for i in event.quantities if i < len(article.quantities)]
    first = figures[0] if figures else None
    sure = event.modality in _STATED and event.polarity == "+" and not event.guess and event.confidence >= CERTAIN
    return FactRow(
        article_id=article.id,
        layer="events",
        n=n,
        start=event.start,
        end=event.end,
        text=event.text,
        did=event.text,
        kind=event.kind,
        when=time.value if time else None,
        earliest=time.earliest if time else None,
        latest=time.latest if time else None,
        who=_names(event.actors),
        who_id=next((m.entity_id for m in event.actors if m.entity_id), None),
        gloss=event_gloss(article, event),
        plover=event.plover,
        whom=_names(event.recipients),
        where=_names(event.places),
        how_many="; ".join(q.text for q in figures) or None,
        least=first.min if first else None,
        most=first.max if first else None,
        unit=first.unit if first else None,
        counted=first.counted if first else None,
        source=_chain(article, event.source),
        modality=event.modality,
        polarity=event.polarity,
        confidence=event.confidence,
        guess=event.guess,
        certain=sure,
        rule=event.rule,
        title=article.title,
        published=article.published,
    )


def _quote(article: Article, n: int, quote: Quote) -> FactRow:
    addressee = quote.addressee_name or (quote.addressee.text if quote.addressee else None)
    speaker = speaker_of(quote)
    time = said_at(article, quote)
    return FactRow(
        article_id=article.id,
        layer="quotes",
        n=n,
        start=quote.start,
        end=quote.end,
        text=quote.text,
        did=quote.cue.text if quote.cue else "",
        kind="said",
        when=time.value if time else None,
        earliest=time.earliest if time else None,
        latest=time.latest if time else None,
        who=speaker,
        who_id=quote.speaker_id,
        gloss=said_gloss(article, n, quote),
        whom=addressee,
        source=_chain(article, quote.parent),
        direct=quote.direct,
        confidence=quote.confidence,
        guess=quote.guess,
        certain=bool(speaker) and not quote.guess and quote.confidence >= CERTAIN,
        rule=quote.rule,
        title=article.title,
        published=article.published,
    )


def fact_rows(article: Article, *, layers: Iterable[str] = ("events", "quotes")) -> list[FactRow]:
    """All facts of an article, or those of some layers, in text order.

    >>> from xewer.model import Article
    >>> fact_rows(Article(id="1", text="", sha256=""))
    []
    """
    rows = [_event(article, n, event) for n, event in enumerate(article.events)] if "events" in layers else []
    if "quotes" in layers:
        rows += [_quote(article, n, quote) for n, quote in enumerate(article.quotes)]
    return sorted(rows, key=lambda r: (r.start, r.end))


class FactParts:
    """What a search of the ledger finds the facts of one article by: groups (names, kind, source, date), words."""

    def __init__(self, article: Article, body: Body) -> None:
        self.article, self.body = article, body
        self.origin = {keys_of(group): group for group in origin_groups(article)}
        self._starts = [entity.start for entity in article.entities]
        self._named: list[Parts | None] = [None] * len(article.entities)
        self._told: list[Parts | None] = [None] * len(article.quotes)
        self._first = {entity.name: n for n, entity in reversed(list(enumerate(article.entities))) if entity.name}

    def of(self, row: FactRow) -> tuple[dict[str, Group], list[tuple[int, int]]]:
        """Groups of one row by their keys, and ranges of words."""
        article = self.article
        spans = [(row.start, row.end)]
        if row.layer == "events":
            event = article.events[row.n]
            mentions = [*event.actors, *event.recipients, *event.places]
            spans += [(m.start, m.end) for m in mentions]
            spans += [(article.quantities[i].start, article.quantities[i].end) for i in event.quantities]
            if event.time is not None:
                spans.append((article.times[event.time].start, article.times[event.time].end))
            kind = event_groups(event.kind, event.plover, (event.start, event.end))
            at, own = event.source, [m.name for m in mentions]
        else:
            quote = article.quotes[row.n]
            told = [m for m in (quote.speaker, quote.addressee, quote.cue) if m]
            spans += [(m.start, m.end) for m in told]
            at, own = row.n, [quote.speaker_name, quote.addressee_name]
            kind = event_groups("said", None, (quote.start, quote.end))
        out = dict(self.origin)
        out.update((keys_of(group), group) for group in kind)
        if at is not None and at < len(article.quotes):
            out.update(self._speaker(at))
            own.append(article.quotes[at].speaker_name)
        inside: set[int] = set()
        for a, b in spans:
            inside.update(range(bisect_left(self._starts, a), bisect_left(self._starts, b)))
        for i in sorted(inside):
            out.update(self._entity(i))
        for name in dict.fromkeys(n for n in own if n):
            same = self._first.get(name)
            if same is not None:  # "he": the row is found by the words of the name as well
                out.update(self._entity(same))
                spans.append((article.entities[same].start, article.entities[same].end))
        ranges = {between(self.body, *span) for span in spans}
        return out, sorted(place for place in ranges if place[0] < place[1])

    def _entity(self, n: int) -> Parts:
        found = self._named[n]
        if found is None:
            found = self._named[n] = [(keys_of(g), g) for g in entity_groups(self.article.entities[n], self.body)]
        return found

    def _speaker(self, n: int) -> Parts:
        found = self._told[n]
        if found is None:
            quote = self.article.quotes[n]
            about = (quote.speaker, quote.speaker_name, quote.speaker_id, self.body, (quote.start, quote.end))
            found = self._told[n] = [(keys_of(g), g) for g in speaker_groups(*about)]
        return found
