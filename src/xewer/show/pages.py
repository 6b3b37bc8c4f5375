"""What the desk's pages hold, taken from the archive: plain objects, drawn by the templates and sent as JSON."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from xewer.archive.fact_rows import FactRow, fact_rows
from xewer.archive.facts import facts
from xewer.archive.packing import storable
from xewer.archive.query import Hit, counts_over_time, facets, search
from xewer.archive.question import ask, hits_json, spans_of
from xewer.errors import QueryError
from xewer.show.marks import article_marks, figure_value, show_article
from xewer.show.page_views import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xewer.archive.store import Archive
    from xewer.model import Article
    from xewer.show.marks import Mark
    from xewer.show.shown import Shown

__all__ = [
    "LINES",
    "ORDERS",
    "Found",
    "Side",
    "anchor",
    "csv_lines",
    "find",
    "hit_spans",
    "ledger",
    "ledger_kinds",
    "side",
]

PAGE = 20
ROWS = 100
LINES = 200
ORDERS = ("date", "left", "right")
"""How the lines of a concordance can be sorted."""

_FACETS = {
    "people": "person",
    "places": "place",
    "organisations": "org",
    "events": "event",
    "source": "source",
    "year": "date",
}


@dataclass(slots=True)
class Found:
    """A page of search results; ``more`` says whether another follows."""

    query: str
    page: int = 1
    total: int = 0
    note: str = ""
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    periods: list[tuple[str, int]] = field(default_factory=list)

    @property
    def more(self) -> bool:
        """Whether there is another page."""
        return self.page * PAGE < self.total

    def narrower(self, facet: str, value: str) -> str:
        """The query with one more condition.

        >>> Found("putin").narrower("people", "Joe Biden")
        'putin person:"Joe Biden"'
        """
        clean = value.replace('"', " ")
        told = clean if facet in {"year", "events"} and " " not in clean else f'"{clean}"'
        alone = f"({self.query})" if " OR " in self.query else self.query
        return f"{alone} {_FACETS[facet]}:{told}".strip()

    def to_dict(self) -> dict[str, Any]:
        """The page for JSON."""
        return {
            "query": self.query,
            "page": self.page,
            "total": self.total,
            "note": self.note or None,
            "hits": [hit.to_dict() for hit in self.hits],
            "facets": {name: dict(values) for name, values in self.facets.items()},
            "periods": dict(self.periods),
        }


def find(archive: Archive, query: str, *, page: int = 1, rank: bool = False) -> Found:
    """Search; without a query the newest articles.

    Raises:
        QueryError: the query cannot be understood.
    """
    query = " ".join(query.split())
    offset = (page - 1) * PAGE
    if not query:
        total = archive.counts()["articles"]
        return Found("", page, total, hits=list(_newest(archive, offset)))
    results = search(archive, query, limit=PAGE, offset=offset, rank=rank)
    found = Found(query, page, results.total, results.note, list(results.hits))
    if results.total:
        counted = facets(archive, query, limit=8)
        found.facets = {name: counted.get(name, []) for name in _FACETS}
        months = counts_over_time(archive, query, by="month")
        found.periods = months if len(months) <= 60 else counts_over_time(archive, query, by="year")
    return found


def _newest(archive: Archive, offset: int) -> Iterator[Hit]:
    rows = archive.run(
        "SELECT a.id, a.title, a.published, a.source, a.url, substr(v.text, 1, 600) FROM article a"
        " JOIN version v USING (version) ORDER BY a.docid DESC LIMIT ? OFFSET ?",
        (PAGE, offset),
    )
    for ident, title, published, source, url, text in rows:
        lines = [line for line in text.split("\n") if line.strip()]
        start = 1 if title and len(lines) > 1 and lines[0].strip() == title.strip() else 0
        yield Hit(ident, title, published, source, url, short(" ".join(lines[start:]), 220), ())


def hit_spans(archive: Archive, ident: str, query: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in one article; none if the query cannot be understood."""
    if not query.strip():
        return []
    try:
        question = ask(archive, query)
    except QueryError:
        return []
    found = archive.run("SELECT docid FROM article WHERE id = ?", (ident,))
    if not found:
        return []
    words, names = spans_of(archive, found[0][0], hits_json(archive, question, found[0][0]))
    return [*words, *names]


def anchor(row: FactRow) -> str:
    """Anchor of a fact on its article's page.

    >>> anchor(FactRow("1", "events", 12, 0, 1, "", "", ""))
    'e12'
    """
    return f"{'e' if row.layer == 'events' else 'q'}{row.n}"


def ledger(archive: Archive, asked: Mapping[str, str], *, page: int = 1) -> tuple[list[FactRow], bool]:
    """One page of the ledger, and whether another follows.

    Raises:
        QueryError: the query or a day cannot be understood.
    """
    first = (page - 1) * ROWS
    rows = list(islice(all_rows(archive, asked, limit=first + ROWS + 1), first, None))
    return rows[:ROWS], len(rows) > ROWS


def all_rows(archive: Archive, asked: Mapping[str, str], *, limit: int = 0) -> Iterator[FactRow]:
    """The ledger's rows for the fields of its form: q, kind, person, place, since, until, certain."""
    told = {k: asked.get(k, "").strip() or None for k in ("kind", "person", "place", "since", "until")}
    return facts(archive, asked.get("q", "").strip(), certain=bool(asked.get("certain")), limit=limit, **told)


def ledger_kinds(archive: Archive) -> list[str]:
    """Kinds of facts in the archive, commonest first."""
    return [kind for (kind,) in archive.run("SELECT kind FROM fact GROUP BY kind ORDER BY count(*) DESC, kind")]


def csv_lines(rows: Iterable[FactRow]) -> str:
    """The ledger as comma-separated values.

    Words of an article that a spreadsheet would run as a formula get an apostrophe before them.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, list(FactRow.__dataclass_fields__), lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: _cell(v) for k, v in row.to_dict().items()})
    return out.getvalue()


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = storable(value)
    return "'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the side list: what it is called, the words of the article, what more is known, where it stands."""

    name: str
    words: str
    more: str
    anchors: tuple[str, ...]


@dataclass(slots=True)
class Side:
    """Lists beside an article."""

    names: dict[str, list[Entry]]
    times: list[Entry]
    figures: list[Entry]
    quotes: list[Entry]
    facts: list[FactRow]
    why: list[tuple[Mark, str]]


def side(article: Article, display: Shown | None = None) -> Side:
    """What the article says, in lists: people, places, organisations, times, figures, quotes, facts."""
    display = display or show_article(article)
    names: dict[str, list[Entry]] = {}
    for kind, labels in (("people", {"PERSON"}), ("organisations", {"ORG"}), ("places", {"GPE", "LOC"})):
        groups: dict[str, list[int]] = {}
        for n, e in enumerate(article.entities):
            if e.label in labels:
                groups.setdefault(e.entity_id or e.name or article.text[e.start : e.stem_end], []).append(n)
        names[kind] = []
        for group in groups.values():
            items = [article.entities[n] for n in group]
            name = next((e.name for e in items if e.name), "")
            forms = dict.fromkeys(display.piece(e.start, e.stem_end) for e in items)
            names[kind].append(Entry(name, max(forms, key=len), "", tuple(f"n{n}" for n in group)))
        names[kind].sort(key=lambda entry: -len(entry.anchors))
    times = [
        Entry(t.value, display.piece(t.start, t.end), _span_of_days(t.earliest, t.latest, t.value), (f"t{n}",))
        for n, t in enumerate(article.times)
    ]
    figures = [
        Entry(figure_value(q), display.piece(q.start, q.end), q.kind.lower(), (f"f{n}",))
        for n, q in enumerate(article.quantities)
    ]
    quotes = []
    for n, q in enumerate(article.quotes):
        speaker = q.speaker_name or (display.piece(q.speaker.start, q.speaker.end) if q.speaker else "")
        to = q.addressee_name or (display.piece(q.addressee.start, q.addressee.end) if q.addressee else "")
        quotes.append(Entry(speaker, short(display.piece(q.start, q.end), 110), to, (f"q{n}",)))
    why = [(m, display.piece(m.start, m.end)) for m in article_marks(article)]
    rows = [row for row in fact_rows(article) if row.layer == "events"]
    return Side(names, times, figures, quotes, rows, why)


def _span_of_days(earliest: str | None, latest: str | None, value: str) -> str:
    if earliest is None or latest is None or earliest == value == latest:
        return ""
    return earliest if earliest == latest else f"{earliest} – {latest}"
