"""What a search found, counted: by year, source, person, place, kind of event; and over time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from xewer.archive.days import PER_DAY, first_day
from xewer.archive.packing import dumps
from xewer.archive.question import ask

if TYPE_CHECKING:
    from xewer.archive.store import Archive

__all__ = ["counts_over_time", "facets"]

COUNTED = 20_000  # years and sources are counted in no more than the newest so many articles
NAMED = 5_000  # names and events, of which an article has many, in no more than these
_HITS = (
    "WITH hit AS MATERIALIZED (SELECT rowid AS docid FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ?"
    " ORDER BY rowid DESC LIMIT ?) "
)
_NAMES = (
    "SELECT CASE n.kind WHEN 'LOC' THEN 'GPE' ELSE n.kind END, n.name, count(DISTINCT a.docid)"
    " FROM hit CROSS JOIN article a USING (docid)"
    " CROSS JOIN annotation n USING (version)"
    " WHERE n.layer = 'entities' AND n.name IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 2"
)
_GROUPS = {"people": "PERSON", "places": "GPE", "organisations": "ORG"}
_ABOUT = (
    "SELECT {}, count(*) FROM hit JOIN article a USING (docid)"
    " WHERE {} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
)
_FACETS = {
    "year": _ABOUT.format("substr(a.published, 1, 4)", "a.published"),
    "source": _ABOUT.format("a.source", "a.source"),
    "events": (
        "SELECT f.kind, count(DISTINCT f.docid) FROM hit JOIN fact f USING (docid) WHERE f.layer = 'events'"
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
    ),
}
_DAYS = "SELECT rowid / ?, count(*) FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ? GROUP BY 1"
_ON_DAYS = (
    "SELECT a.published, count(*) FROM ix.fts f CROSS JOIN article a ON a.docid = f.rowid"
    " WHERE f.fts MATCH ? AND f.rowid BETWEEN ? AND ? AND f.rowid / ? IN (SELECT value FROM json_each(?))"
    " GROUP BY 1"
)
_LENGTHS = {"year": 4, "month": 7, "day": 10}


def facets(
    archive: Archive, query: str, *, limit: int = 10, variants: bool = False, named: int = NAMED, without: str = ""
) -> dict[str, list[tuple[str, int]]]:
    """For each facet its commonest values, with the number of articles.

    Facets are year, source (counted in the newest 20,000 hits), people, places, organisations and events (in the
    newest 5,000); names are English.

    Args:
        limit: values of a facet.
        variants: take in words of the other usage (PRC, exile).
        named: in how many of the newest hits names and events are counted.
        without: ``year`` or another of these that is left out, since the caller counts it otherwise.

    Raises:
        QueryError: the query cannot be understood.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> from xewer.model import Article
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     _ = archive.add(Article(id="1", text="پۇتىن", sha256="", published="2025-09-03"))
    ...     facets(archive, "putin")["year"]
    [('2025', 1)]
    """
    bounds = ask(archive, query, variants=variants).bounds
    out = {
        name: [
            (str(value), int(n))
            for value, n in archive.run(_HITS + sql, (*bounds, named if name == "events" else COUNTED, limit))
        ]
        for name, sql in _FACETS.items()
        if name != without
    }
    names = archive.run(_HITS + _NAMES, (*bounds, named))
    for group, label in _GROUPS.items():
        out[group] = [(str(name), int(n)) for kind, name, n in names if kind == label][:limit]
    return out


def counts_over_time(
    archive: Archive, query: str, *, by: str = "month", variants: bool = False
) -> list[tuple[str, int]]:
    """Articles found in each ``year``, ``month`` or ``day`` that has any, in order.

    Articles whose date is less exact than asked for stand under what is known; undated ones are left out.

    Raises:
        QueryError: the query cannot be understood.
        ValueError: ``by`` is another word.
    """
    if by not in _LENGTHS:
        raise ValueError(f"year, month or day, not {by}")
    match, low, high = ask(archive, query, variants=variants).bounds
    found = archive.run(_DAYS, (PER_DAY, match, max(low, 0), high))
    firsts = [number for number, _ in found if _may_be_less_exact(number, by)]
    counts: Counter[str] = Counter()
    for number, n in found:
        counts[date.fromordinal(number).isoformat()[: _LENGTHS[by]]] += n
    if firsts:  # what has no day, or no month, stands on the first of them
        for published, n in archive.run(_ON_DAYS, (match, max(low, 0), high, PER_DAY, dumps(firsts))):
            if len(published) < _LENGTHS[by]:
                counts[(first_day(published) or published)[: _LENGTHS[by]]] -= n
                counts[published] += n
    return sorted((period, n) for period, n in counts.items() if n)


def _may_be_less_exact(number: int, by: str) -> bool:
    day = date.fromordinal(number)
    return by != "year" and day.day == 1 and (by == "day" or day.month == 1)
