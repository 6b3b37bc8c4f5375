"""What an article states, one row a fact: its events, and its reported statements.

A row keeps the words of the article (``text``, its span) beside what they mean, and never more than is stated:
an actor that was not found is None.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from xewer.archive.about import between, entity_groups, event_groups, origin_groups, speaker_groups
from xewer.archive.fact_gloss import said_gloss
from xewer.archive.fact_times import said_at, source_chain, speaker_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xewer.archive.about import Group
    from xewer.archive.keys import Place
    from xewer.model import Article, Entity, Event, Mention, Quote

__all__ = ["FactRow", "fact_parts", "fact_rows", "first_named"]

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
        gloss=event.gloss_en or None,
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


def first_named(article: Article) -> dict[str, Entity]:
    """The first mention of each English name."""
    return {entity.name: entity for entity in reversed(article.entities) if entity.name}


def fact_parts(
    article: Article, row: FactRow, body: Sequence[Place], known: Mapping[str, Entity]
) -> tuple[list[Group], list[tuple[int, int]]]:
    """What a search of the ledger finds a row by: groups (names, kind, source, date), and ranges of words.

    ``known`` is what `first_named` gives: it is the same for all rows of an article.
    """
    out = origin_groups(article)
    spans = [(row.start, row.end)]
    if row.layer == "events":
        event = article.events[row.n]
        mentions = [*event.actors, *event.recipients, *event.places]
        spans += [(m.start, m.end) for m in mentions]
        spans += [(article.quantities[i].start, article.quantities[i].end) for i in event.quantities]
        if event.time is not None:
            spans.append((article.times[event.time].start, article.times[event.time].end))
        out += event_groups(event.kind, event.plover, (event.start, event.end), body)
        at, own = event.source, [m.name for m in mentions]
    else:
        quote = article.quotes[row.n]
        told = [m for m in (quote.speaker, quote.addressee, quote.cue) if m]
        spans += [(m.start, m.end) for m in told]
        at, own = row.n, [quote.speaker_name, quote.addressee_name]
        out += event_groups("said", None, (quote.start, quote.end), ())
    if at is not None and at < len(article.quotes):
        quote = article.quotes[at]
        out += speaker_groups(quote.speaker, quote.speaker_name, quote.speaker_id, body, (quote.start, quote.end))
        own.append(quote.speaker_name)
    inside: set[int] = set()
    for a, b in spans:
        ends = (bisect_left(article.entities, at, key=lambda e: e.start) for at in (a, b))
        inside.update(range(*ends))
    for i in sorted(inside):
        out += entity_groups(article.entities[i], body)
    for name in dict.fromkeys(n for n in own if n):
        same = known.get(name)
        if same is not None:  # "he": the row is found by the words of the name as well
            out += entity_groups(same, body)
            spans.append((same.start, same.end))
    ranges = dict.fromkeys(between(body, *span) for span in spans)
    return out, [(first, end) for first, end in ranges if first < end]
