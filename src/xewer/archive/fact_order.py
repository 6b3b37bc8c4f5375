"""In which order the ledger gives its rows."""

from __future__ import annotations

from xewer.errors import QueryError

__all__ = ["ORDERS", "order_by", "walks"]

_LAST = "f.docid DESC, f.start"
ORDERS: dict[str, str] = {
    "newest": f"f.sort_from DESC, {_LAST}",  # NULL, the undated, sorts last
    "oldest": "f.sort_from IS NULL, f.sort_from, f.sort_to, f.docid, f.start",
    "published": "f.docid DESC, f.start",  # row numbers are in date order, the undated last
    "who": f"f.who IS NULL, f.who COLLATE NOCASE, f.sort_from DESC, {_LAST}",
    "whom": f"f.whom IS NULL, f.whom COLLATE NOCASE, f.sort_from DESC, {_LAST}",
    "where": f'f."where" IS NULL, f."where" COLLATE NOCASE, f.sort_from DESC, {_LAST}',
    "kind": f"f.kind, f.sort_from DESC, {_LAST}",
    "figure": f"coalesce(f.least, f.most) IS NULL, coalesce(f.least, f.most) DESC, f.sort_from DESC, {_LAST}",
    "source": f"f.source IS NULL, f.source COLLATE NOCASE, f.sort_from DESC, {_LAST}",
    "article": "a.title COLLATE NOCASE, f.docid, f.start",
}
"""Names of orders -> columns of ``fact f JOIN article a``; the first is the default."""


def order_by(name: str) -> str:
    """The ORDER BY clause of an order.

    Raises:
        QueryError: there is no such order.

    >>> order_by("oldest").startswith("ORDER BY f.sort_from IS NULL")
    True
    """
    if name not in ORDERS:
        raise QueryError(f"the ledger has no order {name}", hint="orders are " + ", ".join(ORDERS))
    return "ORDER BY " + ORDERS[name]


_WALKS = {
    "newest": [("1", ORDERS["newest"])],
    "oldest": [
        ("f.sort_from IS NOT NULL", "f.sort_from, f.sort_to, f.docid, f.start"),
        ("f.sort_from IS NULL", "f.docid, f.start"),
    ],
}


def walks(order: str) -> list[tuple[str, str]]:
    """An order as stretches (condition, ORDER BY) that the index ``fact_order`` goes through one after the other.

    Empty if it has none: then all rows must be found and sorted before the first can be told.

    >>> len(walks("newest")), len(walks("oldest")), walks("who")
    (1, 2, [])
    """
    return [(test, f"ORDER BY {columns}") for test, columns in _WALKS.get(order, ())]
