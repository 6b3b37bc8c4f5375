"""The ledger: when, who, did what, to whom, where, how many, according to whom, for all articles."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from xewer.archive.compact_json import dumps
from xewer.archive.days import first_day, last_day
from xewer.archive.fact_match import facts_that_fit
from xewer.archive.fact_order import order_by, walks
from xewer.archive.fact_rows import FactRow
from xewer.archive.fact_table import READ, read_fact
from xewer.archive.matching import Branch, plan, to_fts
from xewer.archive.query_language import And, Leaf, parse
from xewer.archive.question import days_of
from xewer.errors import QueryError
from xewer.resources import read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from xewer.archive.matching import PlanNode
    from xewer.archive.query_language import Node
    from xewer.archive.store import Archive

__all__ = ["FactRow", "facts", "kinds"]

_HITS = "f.docid IN (SELECT rowid FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ?)"
_OF_HITS = f"SELECT f.docid, f.fact FROM fact f JOIN article a USING (docid) WHERE {_HITS}"
_WALK = f"SELECT f.docid, f.fact FROM fact f INDEXED BY fact_order CROSS JOIN article a USING (docid) WHERE {_HITS}"
_NOT_WRONG = (  # what the user has marked as wrong is left out
    "NOT EXISTS (SELECT 1 FROM remark r WHERE r.article = a.id AND r.kind = 'wrong' AND r.layer = f.layer"
    " AND r.start = f.start AND r.text = f.text)"
)


def facts(
    archive: Archive,
    query: str = "",
    *,
    kind: str | None = None,
    person: str | None = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    by: str | None = None,
    source: str | None = None,
    certain: bool = False,
    order: str | None = None,
    limit: int = 0,
    articles: Collection[str] | None = None,
    counted: bool = False,
) -> Iterator[FactRow]:
    """Facts, newest first, undated last.

    A fact is found by its own words, names, speaker, kind, source and date. One without a time of its own counts as of
    the day its article was published.

    Args:
        query: as in `search`; every word must stand in the fact, not only in its article.
        kind: kind of event, PLOVER type, or ``said``.
        person: a person in it, by name (English or Uyghur) or id.
        place: a place in it, likewise.
        since: ISO day or prefix; facts that ended before it are left out.
        until: ISO day or prefix; facts that began after it are left out.
        by: who tells it or says it, by name or id.
        source: the medium of its article, by name or host.
        certain: only what the article states as such: nothing guessed, denied, planned or possible.
        order: one of `fact_order.ORDERS`, newest first if None.
        limit: at most so many; 0 for all.
        articles: only facts of articles with these ids.
        counted: only events with a figure.

    Raises:
        QueryError: the query, the kind, a day or the order cannot be understood.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     list(facts(archive, "putin"))
    []
    """
    if kind:
        _check_kind(archive, kind)
    tree: list[Node] = [parse(query)] if query.strip() else []
    for field, value in (("person", person), ("place", place), ("by", by), ("source", source)):
        if value and value.strip():
            tree.append(Leaf(value, "phrase", field, 0))
    wheres, values = _filters(kind, since, until, certain=certain)
    if counted:
        wheres.append("f.layer = 'events' AND f.how_many IS NOT NULL")
    if articles is not None:
        wheres.append("f.docid IN (SELECT docid FROM article WHERE id IN (SELECT value FROM json_each(?)))")
        values.append(dumps(list(articles)))
    return _found(archive, tree, wheres, values, order or "newest", limit)


@lru_cache(maxsize=1)
def kinds() -> tuple[str, ...]:
    """Kinds of facts that there may be: of events, PLOVER types, and ``said``.

    >>> {"meeting", "CONSULT", "said"} <= set(kinds())
    True
    """
    told = read_yaml("events.yaml")
    return (*sorted(told["kinds"]), *sorted(told["plover"]), "said")


def _check_kind(archive: Archive, kind: str) -> None:
    """Refuse a kind that neither the language data knows nor the archive has (it may have been read with others)."""
    if kind.casefold() in {known.casefold() for known in kinds()}:
        return
    if archive.run("SELECT 1 FROM fact WHERE kind = ?1 COLLATE NOCASE OR plover = ?1 COLLATE NOCASE LIMIT 1", (kind,)):
        return
    near = get_close_matches(kind.casefold(), kinds(), 3, 0.7)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    raise QueryError(f"no such kind of fact: {kind}", hint=f"{hint}there are: {', '.join(kinds())}")


def _filters(kind: str | None, since: str | None, until: str | None, *, certain: bool) -> tuple[list[str], list[str]]:
    wheres, values = [_NOT_WRONG], []
    if kind:
        wheres.append("(f.kind = ? COLLATE NOCASE OR f.plover = ? COLLATE NOCASE)")
        values += [kind, kind]
    for day, bound, column in ((since, first_day, "f.sort_to >= ?"), (until, last_day, "f.sort_from <= ?")):
        if day:
            value = bound(day)
            if value is None:
                raise QueryError(f"not a date: {day}", hint="write 2025, 2025-09 or 2025-09-03")
            wheres.append(column)
            values.append(value)
    if len(values) > 1 and since and until and values[-2] > values[-1]:
        raise QueryError(f"{since} is after {until}", hint="the first day of the period comes first")
    if certain:
        wheres.append("f.certain = 1")
    return wheres, values


def _found(
    archive: Archive, tree: list[Node], wheres: list[str], values: list[str], order: str, limit: int
) -> Iterator[FactRow]:
    in_order = order_by(order)
    if not tree:
        sql = f"SELECT {READ} FROM fact f JOIN article a USING (docid) WHERE {' AND '.join(wheres)}"
        ways = [f" AND {test} {columns}" for test, columns in walks(order)] or [f" {in_order}"]
        rows = chain.from_iterable(archive.stream(sql + way, tuple(values)) for way in ways)
        yield from map(read_fact, islice(rows, limit or None))
        return
    rest, low, high = days_of(And(tuple(tree)))
    made = plan(rest, archive.run)
    bounds = (to_fts(_relaxed(made.node)), low, high)
    filters = "".join(" AND " + w for w in wheres)
    asked = [f"{_OF_HITS}{filters} {in_order}"]
    stretches = walks(order) if limit else []
    if stretches and _walking_is_quicker(archive, bounds, limit):
        asked = [f"{_WALK}{filters} AND {test} {columns}" for test, columns in stretches]
    left = limit or -1

    @lru_cache(maxsize=4096)
    def fitting(docid: int) -> frozenset[int]:
        return facts_that_fit(archive, made, docid)

    whole = f"SELECT {READ} FROM fact f JOIN article a USING (docid) WHERE f.fact = ?"
    for docid, fact in chain.from_iterable(archive.stream(sql, (*bounds, *values)) for sql in asked):
        if fact in fitting(docid):
            yield from map(read_fact, archive.run(whole, (fact,)))  # sorted without its columns, which is quicker
            left -= 1
            if not left:
                return


def _walking_is_quicker(archive: Archive, bounds: tuple[str, int, int], limit: int) -> bool:
    """Whether the first facts come sooner by going through all in their order than by sorting those of the hits.

    Of a hit's thirty facts some two fulfil a query, so a walk passes about ``15 * limit * articles / hits``.
    """
    hits = archive.run("SELECT count(*) FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ?", bounds)[0][0]
    articles = archive.run("SELECT coalesce(max(n), 0) FROM ix.doc")[0][0]  # about as many as there are
    return bool(2 * hits * hits > limit * articles)


def _relaxed(node: PlanNode) -> PlanNode:
    """The same without NOT: articles that may hold such a fact, since a barred word may stand elsewhere in them."""
    if not isinstance(node, Branch):
        return node
    if node.kind == "not":
        return Branch("and", ())
    return Branch(node.kind, tuple(_relaxed(n) for n in node.nodes))
