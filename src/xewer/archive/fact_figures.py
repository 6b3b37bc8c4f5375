"""Figures for the same thing side by side: what each source said, when, and whether they can all be right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from xewer.archive.fact_occasions import Occasion, meet, occasion_of
from xewer.archive.fact_times import said_at, source_chain, speaker_of, telling
from xewer.archive.facts import facts
from xewer.archive.query import search
from xewer.find.event_modality import thing_kinds
from xewer.find.figure_gloss import figure_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xewer.archive.fact_rows import FactRow
    from xewer.archive.store import Archive
    from xewer.model import Article

__all__ = ["FigureGroup", "FigureRow", "figure_rows", "figures"]

REACH = 200  # groups of one kind that a figure is held against, nearest in time first
SLACK = 0.1  # how far "about 200" may be from 200
PEOPLE = frozenset({"person", "people", "human", "citizen", "resident", "civilian", "victim", "individual"})
SCORED = frozenset({"match", "match result", "victory", "defeat"})


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure as one source gave it; ``text`` stands at ``start`` to ``end``, code points of the article.

    ``least`` and ``most`` are its bounds (None: open), ``as_of`` the ISO day for which it was given: when it was said,
    if the article tells, else when the article was published. ``source`` is the chain of who tells it, nearest first,
    joined by `` < ``; None is the article itself, whose medium is ``medium``.
    """

    article_id: str
    start: int
    end: int
    text: str
    figure: str
    least: float | None
    most: float | None
    approx: bool
    unit: str | None
    kind: str
    as_of: str | None
    when: str | None
    earliest: str | None
    latest: str | None
    where: tuple[str, ...]
    where_inferred: bool
    source: str | None
    medium: str | None
    gloss: str | None
    event_start: int
    event_end: int
    modality: str
    title: str | None
    published: str | None


@dataclass(slots=True)
class FigureGroup:
    """Figures for one thing: the kind of event, what is counted, where; rows newest first.

    ``verdict``: ``single`` (one source), ``agree`` (one number can fulfil all), ``change`` (later figures are higher),
    or ``contradict`` (two of them exclude each other for the same day, or a later one is lower).
    """

    kind: str
    counted: str | None
    where: tuple[str, ...]
    since: str | None
    until: str | None
    verdict: str
    least: float | None
    most: float | None
    rows: list[FigureRow] = field(default_factory=list)

    @property
    def what(self) -> str:
        """A heading: "death · people · Sindh".

        >>> FigureGroup("death", "people", ("Sindh",), None, None, "single", 1, 1).what
        'death · people · Sindh'
        """
        return " · ".join(filter(None, (self.kind, self.counted, ", ".join(self.where))))

    def to_dict(self) -> dict[str, Any]:
        """The group for JSON, with its heading."""
        return {"what": self.what, **asdict(self)}


def figures(
    archive: Archive, query: str = "", *, kind: str | None = None, articles: int = 500, **chosen: Any
) -> list[FigureGroup]:
    """Figures of the articles that a query finds, grouped by what they count; groups with several figures first.

    Two figures stand together if they count the same in events of one kind, their places share a name, their days are
    near, and nothing shows two occasions: a quake and a riot, two towns, two who did it. Where a sentence names no
    place, that of the article's beginning is taken, and said to be inferred.

    Args:
        query: as in `search`; empty for the newest articles.
        kind: kind of event or PLOVER type.
        articles: how many articles are looked at, newest first.
        chosen: other filters of `facts`: person, place, since, until, by, source, certain.

    Raises:
        QueryError: the query or a day cannot be understood.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     figures(archive, "putin")
    []
    """
    buckets: dict[tuple[str, str | None], list[tuple[FigureRow, Occasion]]] = defaultdict(list)
    for row, occasion in _rows(archive, query, kind, articles, chosen):
        buckets[row.kind, _counted(row)].append((row, occasion))
    groups = [_group(name, counted, rows) for (name, counted), found in buckets.items() for rows in _occasions(found)]
    return sorted(groups, key=lambda g: (len(g.rows) > 1, g.rows[0].as_of or "", g.what), reverse=True)


def _rows(
    archive: Archive, query: str, kind: str | None, articles: int, chosen: dict[str, Any]
) -> Iterator[tuple[FigureRow, Occasion]]:
    told: dict[str, list[FactRow]] = defaultdict(list)
    wanted = None
    if query.strip():
        wanted = {hit.id for hit in search(archive, query, limit=articles).hits}
    for fact in facts(archive, kind=kind, order="published", articles=wanted, counted=True, **chosen):
        if fact.article_id not in told and len(told) >= articles:
            break
        told[fact.article_id].append(fact)
    for ident, found in told.items():
        article = archive.get(ident)
        if article is not None:
            for fact in found:
                yield from _of_event(article, fact)


def _of_event(article: Article, fact: FactRow) -> Iterator[tuple[FigureRow, Occasion]]:
    event = article.events[fact.n]
    if event.modality in {"denied", "requested", "purpose"} or event.polarity == "-":
        return
    own = tuple(dict.fromkeys(p.name for p in event.places if p.name))
    taking = {m.name for m in (*event.actors, *event.recipients)}
    inferred = tuple(e.name or e.text for e in telling(article, event.start) if e.name not in taking)
    chain = source_chain(article, event.source)
    times = [t for t in (said_at(article, q) for q in chain) if t is not None and t.earliest]
    as_of = (times[0].latest or times[0].earliest) if times else article.published
    if as_of and article.published and as_of > article.published:
        as_of = article.published
    for number in event.quantities:
        quantity = article.quantities[number]
        if event.kind in SCORED and quantity.kind == "CARDINAL":
            continue  # a score counts nothing that could be said otherwise elsewhere
        row = FigureRow(
            article_id=article.id,
            start=quantity.start,
            end=quantity.end,
            text=quantity.text,
            figure=figure_words(quantity),
            least=quantity.min,
            most=quantity.max,
            approx=quantity.approx,
            unit=quantity.unit,
            kind=event.kind,
            as_of=as_of,
            when=fact.when,
            earliest=fact.earliest,
            latest=fact.latest,
            where=tuple(dict.fromkeys((*own, *inferred))),
            where_inferred=not own,
            source=" < ".join(filter(None, map(speaker_of, chain))) or None,
            medium=article.source,
            gloss=fact.gloss,
            event_start=event.start,
            event_end=event.end,
            modality=event.modality,
            title=article.title,
            published=article.published,
        )
        days = ((fact.earliest, fact.latest), (as_of, as_of), (article.published, article.published))
        yield row, occasion_of(article, event, quantity, days)


def _counted(row: FigureRow) -> str | None:
    """What is counted, in English; people by any word for them are people, and so are the dead without a word."""
    bare = row.unit is None and row.kind not in thing_kinds()
    return "people" if bare or row.unit in PEOPLE else row.unit


def _occasions(told: list[tuple[FigureRow, Occasion]]) -> list[list[FigureRow]]:
    """Rows that may count the same occasion: days, places, causes and participants do not contradict each other."""
    groups: list[tuple[list[Occasion], list[FigureRow]]] = []
    for row, occasion in sorted(told, key=lambda r: (r[1].days or (0, 0), r[0].article_id, r[0].start)):
        for occasions, members in reversed(groups[-REACH:]):
            if meet(occasion, occasions):
                occasions.append(occasion)
                members.append(row)
                break
        else:
            groups.append(([occasion], [row]))
    return [members for _, members in groups]


def _group(kind: str, counted: str | None, rows: Iterable[FigureRow]) -> FigureGroup:
    found = sorted(rows, key=lambda r: (r.as_of or "", r.published or "", -r.start), reverse=True)
    shared = set(found[0].where).intersection(*(r.where for r in found))
    named = [r for r in found if not r.where_inferred] or found
    places = tuple(p for p in named[0].where if p in shared)[:2] or named[0].where[:1]
    days = sorted(d for r in found for d in (r.as_of,) if d)
    lows = [r.least for r in found if r.least is not None]
    highs = [r.most if r.most is not None else r.least for r in found]
    return FigureGroup(
        kind,
        counted,
        places,
        days[0] if days else None,
        days[-1] if days else None,
        _verdict(found),
        min(lows, default=None),
        max((h for h in highs if h is not None), default=None),
        found,
    )


def _verdict(rows: list[FigureRow]) -> str:
    verdict = "single"
    for newer, older in combinations(rows, 2):
        if newer.article_id == older.article_id and newer.source == older.source:
            continue  # one source that gives two figures in one article counts two things
        low, high = _bounds(newer)
        other_low, other_high = _bounds(older)
        if low <= other_high and other_low <= high:
            risen = newer.as_of != older.as_of and older.most is None and not older.approx  # "at least 384", then 832
            if verdict == "single" or (risen and low > other_low):
                verdict = "change" if risen and low > other_low else "agree"
            continue
        if newer.as_of == older.as_of or low < other_low:
            return "contradict"
        verdict = "change"
    return verdict


def _bounds(row: FigureRow) -> tuple[float, float]:
    low = row.least if row.least is not None else float("-inf")
    high = row.most if row.most is not None else float("inf")
    return (low * (1 - SLACK), high * (1 + SLACK)) if row.approx else (low, high)


def figure_rows(groups: Iterable[FigureGroup]) -> Iterator[dict[str, Any]]:
    """The rows of all groups, each with what it belongs to, for a table or CSV."""
    for number, group in enumerate(groups, 1):
        for row in group.rows:
            named = asdict(row)
            named["where"] = "; ".join(row.where)
            yield {"group": number, "what": group.what, "verdict": group.verdict, **named}
