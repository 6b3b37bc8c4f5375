"""The ledger: when, who, did what, to whom, where, how many, according to whom, for all articles."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.archive.days import first_day, last_day
from xewer.archive.fact_match import facts_that_fit
from xewer.archive.fact_order import order_by
from xewer.archive.fact_rows import FactRow
from xewer.archive.fact_table import READ, read_fact
from xewer.archive.matching import Branch, plan, to_fts
from xewer.archive.query_language import And, Leaf, parse
from xewer.archive.question import days_of
from xewer.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.archive.matching import PlanNode
    from xewer.archive.query_language import Node
    from xewer.archive.store import Archive

__all__ = ["FactRow", "facts"]

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

    Raises:
        QueryError: the query, a day or the order cannot be understood.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     list(facts(archive, "putin"))
    []
    """
    tree: list[Node] = [parse(query)] if query.strip() else []
    for field, value in (("person", person), ("place", place), ("by", by), ("source", source)):
        if value and value.strip():
            tree.append(Leaf(value, "phrase", field, 0))
    wheres, values = _filters(kind, since, until, certain=certain)
    return _found(archive, tree, wheres, values, order_by(order or "newest"), limit)


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
    if certain:
        wheres.append("f.certain = 1")
    return wheres, values


def _found(
    archive: Archive, tree: list[Node], wheres: list[str], values: list[str], order: str, limit: int
) -> Iterator[FactRow]:
    if not tree:
        where = f"WHERE {' AND '.join(wheres)}" if wheres else ""
        sql = f"SELECT {READ} FROM fact f JOIN article a USING (docid) {where} {order} LIMIT ?"
        yield from map(read_fact, archive.stream(sql, (*values, limit or -1)))
        return
    rest, low, high = days_of(And(tuple(tree)))
    made = plan(rest, archive.run)
    sql = (
        "SELECT f.docid, f.fact FROM fact f JOIN article a USING (docid)"
        " WHERE f.docid IN (SELECT rowid FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ?)"
        f" {''.join(' AND ' + w for w in wheres)} {order}"
    )
    left = limit or -1

    @lru_cache(maxsize=4096)
    def fitting(docid: int) -> frozenset[int]:
        return facts_that_fit(archive, made, docid)

    whole = f"SELECT {READ} FROM fact f JOIN article a USING (docid) WHERE f.fact = ?"
    for docid, fact in archive.stream(sql, (to_fts(_relaxed(made.node)), low, high, *values)):
        if fact in fitting(docid):
            yield from map(read_fact, archive.run(whole, (fact,)))  # sorted without its columns, which is quicker
            left -= 1
            if not left:
                return


def _relaxed(node: PlanNode) -> PlanNode:
    """The same without NOT: articles that may hold such a fact, since a barred word may stand elsewhere in them."""
    if not isinstance(node, Branch):
        return node
    if node.kind == "not":
        return Branch("and", ())
    return Branch(node.kind, tuple(_relaxed(n) for n in node.nodes))
