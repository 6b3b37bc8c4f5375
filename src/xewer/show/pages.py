"""What the search page holds, taken from the archive: plain objects, drawn by the templates and sent as JSON."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

from xewer.archive.query import Hit, counts_over_time, facets, search
from xewer.archive.question import ask, hits_json, spans_of
from xewer.errors import QueryError
from xewer.resources import read_table
from xewer.show.page_views import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.archive.store import Archive
    from xewer.show.bounded import Bounded

__all__ = [
    "FACETS",
    "LINES",
    "NAMED",
    "ORDERS",
    "PAGE",
    "Counted",
    "Found",
    "accented",
    "find",
    "hit_spans",
    "hits",
    "operators",
]

PAGE = 20
NAMED = 500
"""Names and events are counted in so many of the newest hits, and the page says so: more would take too long."""
LINES = 200
ORDERS = ("date", "left", "right")
"""How the lines of a concordance can be sorted."""

_ACCENTS = {"e": "é", "o": "ö", "u": "ü"}
_PLACES = 4  # letters of a query that are tried with an accent: sixteen queries
FACETS = {
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
    def partly(self) -> int:
        """In how many of the newest hits names were counted; 0 if in all."""
        return NAMED if self.total > NAMED else 0

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
        return f"{alone} {FACETS[facet]}:{told}".strip()

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


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted for a query: its facets, and its articles in each month, or in each year if these are many."""

    facets: dict[str, list[tuple[str, int]]]
    periods: list[tuple[str, int]]


def find(
    archive: Archive,
    query: str,
    *,
    page: int = 1,
    rank: bool = False,
    kept: Bounded[Counted] | None = None,
    state: object = None,
    total: int | None = None,
) -> Found:
    """Search; without a query the newest articles.

    Args:
        kept: what was counted for earlier queries; the next page of one need not count again.
        state: that of the archive; what was counted in another is passed over.
        total: how many articles the archive holds, if that is known.

    Raises:
        QueryError: the query cannot be understood.
    """
    query = " ".join(query.split())
    offset = (page - 1) * PAGE
    if not query:
        total = archive.counts()["articles"] if total is None else total
        return Found("", page, total, hits=list(_newest(archive, offset)))
    results = search(archive, query, limit=PAGE, offset=offset, rank=rank)
    found = Found(query, page, results.total, results.note, list(results.hits))
    if results.total:
        counted = kept.get((query, state)) if kept is not None else None
        if counted is None:
            counted = _counted(archive, query)
            if kept is not None:
                kept.keep((query, state), counted)
        found.facets, found.periods = counted.facets, counted.periods
    return found


def _counted(archive: Archive, query: str) -> Counted:
    counted = facets(archive, query, limit=8, named=NAMED, without="year")
    months = counts_over_time(archive, query, by="month")
    years: Counter[str] = Counter()
    for month, n in months:
        years[month[:4]] += n
    counted["year"] = sorted(years.items(), key=lambda item: (-item[1], item[0]))[:8]
    return Counted(
        {name: counted.get(name, []) for name in FACETS}, months if len(months) <= 60 else sorted(years.items())
    )


def accented(archive: Archive, query: str) -> list[tuple[str, int]]:
    """Queries that differ in the accents of Latin letters and find something, the commonest first, with how many.

    Whoever types on an English keyboard leaves the accents out: "berlin" for "bérlin", "otti" for "ötti".
    """
    if not query.isascii():
        return []
    places = [m.start() for m in re.finditer("[eou]", query)][:_PLACES]
    found = []
    for chosen in product((False, True), repeat=len(places)):
        changed = {at for at, on in zip(places, chosen, strict=True) if on}
        tried = "".join(_ACCENTS[c] if at in changed else c for at, c in enumerate(query))
        if changed:
            try:
                bounds = ask(archive, tried).bounds
            except QueryError:
                continue
            count = "SELECT count(*) FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ?"
            found.append((tried, archive.run(count, bounds)[0][0]))
    return sorted((item for item in found if item[1]), key=lambda item: -item[1])[:5]


def hits(archive: Archive, query: str, *, page: int, size: int) -> list[Hit]:
    """Hits of one page of ``size``, newest first; without a query all articles.

    Raises:
        QueryError: the query cannot be understood.
    """
    if not query:
        return list(_newest(archive, (page - 1) * size, size))
    return list(search(archive, query, limit=size, offset=(page - 1) * size).hits)


def operators() -> list[dict[str, str]]:
    """What a query may hold: an example, and the key of the words that explain it."""
    return [{"query": row["query"], "key": row["key"]} for row in read_table("operators.tsv")]


def _newest(archive: Archive, offset: int, size: int = PAGE) -> Iterator[Hit]:
    rows = archive.run(
        "SELECT a.id, a.title, a.published, a.source, a.url, substr(v.text, 1, 600) FROM article a"
        " JOIN version v USING (version) ORDER BY a.docid DESC LIMIT ? OFFSET ?",
        (size, offset),
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
