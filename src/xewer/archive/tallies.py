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
_HITS = "SELECT rowid FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
_NAMES = (  # all names of an article in one row: a tenth of a million rows would take longer than to count them
    "SELECT (SELECT group_concat(CASE n.kind WHEN 'LOC' THEN 'GPE' ELSE n.kind END || ' ' || n.name, char(31))"
    " FROM annotation n WHERE n.version = a.version AND n.layer = 'entities' AND n.name IS NOT NULL)"
    " FROM json_each(?) hit CROSS JOIN article a ON a.docid = hit.value"
)
_EVENTS = (
    "SELECT (SELECT group_concat(f.kind, char(31)) FROM fact f INDEXED BY fact_docid"
    " WHERE f.docid = hit.value AND f.layer = 'events') FROM json_each(?) hit"
)
_SOURCES = (
    "SELECT a.source, count(*) FROM json_each(?) hit CROSS JOIN article a ON a.docid = hit.value"
    " WHERE a.source IS NOT NULL GROUP BY 1"
)
_GROUPS = {"people": "PERSON ", "places": "GPE ", "organisations": "ORG "}
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
    hits = [docid for (docid,) in archive.run(_HITS, (*bounds, max(COUNTED, named)))]
    newest, all_ids, some_ids = hits[:COUNTED], dumps(hits[:COUNTED]), dumps(hits[:named])
    counts: dict[str, Counter[str]] = {
        "year": _years(newest) if without != "year" else Counter(),
        "source": Counter(dict(archive.run(_SOURCES, (all_ids,)))),
        "events": _told_by(archive.run(_EVENTS, (some_ids,))),
    }
    names = _told_by(archive.run(_NAMES, (some_ids,)))
    for group, label in _GROUPS.items():
        counts[group] = Counter({name[len(label) :]: n for name, n in names.items() if name.startswith(label)})
    return {name: _commonest(found, limit) for name, found in counts.items() if name != without}


def _told_by(rows: list[tuple[str | None]]) -> Counter[str]:
    """Values that stand in the rows, parted by U+001F, with the number of rows that have them."""
    counts: Counter[str] = Counter()
    for (joined,) in rows:
        if joined is not None:
            counts.update(set(joined.split("\x1f")))
    return counts


def _years(docids: list[int]) -> Counter[str]:
    days = Counter(docid // PER_DAY for docid in docids if docid >= 0)
    years: Counter[str] = Counter()
    for day, n in days.items():
        years[f"{date.fromordinal(day).year:04}"] += n
    return years


def _commonest(counts: Counter[str], limit: int) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]


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
