"""The ledger's table: rows of facts in, rows of facts out."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from xewer.archive.days import first_day, last_day
from xewer.archive.fact_rows import FactRow, fact_rows
from xewer.archive.packing import storable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw

    from xewer.model import Article

__all__ = ["READ", "read_fact", "write_facts"]

_OF_ARTICLE = ("article_id", "title", "published")
_OWN = tuple(f.name for f in fields(FactRow) if f.name not in _OF_ARTICLE)
_VALUES = attrgetter(*_OWN)
_FLAGS = ("guess", "certain", "direct")
_WRITE = (
    f"INSERT INTO fact (fact, docid, sort_from, sort_to, {', '.join(chr(34) + name + chr(34) for name in _OWN)})"
    f" VALUES (?,?,?,?{',?' * len(_OWN)})"
)
READ = ", ".join(["a.id", "a.title", "a.published", *(f'f."{name}"' for name in _OWN)])
"""Columns for `read_fact`, of ``fact f JOIN article a``."""


def write_facts(
    db: apsw.Connection, docid: int, article: Article, numbers: Sequence[int] | None = None
) -> list[tuple[int, FactRow]]:
    """Write the facts of an article under its row number; gives them with their own numbers (new ones, or these)."""
    rows = fact_rows(article)
    if not numbers:
        last: Any = db.execute("SELECT coalesce(max(fact), 0) FROM fact").fetchall()[0][0]
        numbers = range(last + 1, last + 1 + len(rows))
    values = [
        (n, docid, *_days(row), *[storable(v) if v.__class__ is str else v for v in _VALUES(row)])
        for n, row in zip(numbers, rows, strict=True)
    ]
    db.executemany(_WRITE, values)
    return list(zip(numbers, rows, strict=True))


def _days(row: FactRow) -> tuple[str | None, str | None]:
    """Days to sort and filter by: the fact's own, else the publishing day."""
    if row.earliest or row.latest:
        return row.earliest or row.latest, row.latest or row.earliest
    if row.published:
        return first_day(row.published), last_day(row.published)
    return None, None


def read_fact(values: tuple[Any, ...]) -> FactRow:
    """The fact in a row of `READ`."""
    named = dict(zip((*_OF_ARTICLE, *_OWN), values, strict=True))
    for flag in _FLAGS:
        if named[flag] is not None:
            named[flag] = bool(named[flag])
    return FactRow(**named)
