"""A figure as it is read, and the words that figures are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from xewer.find.pieces import Senses
from xewer.resources import read_table

__all__ = ["DASH", "PERCENT", "Figure", "quantity_senses"]

PERCENT = frozenset("%٪")
DASH = frozenset("-‐–—~〜∼−")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in pieces ``first`` to ``last`` (exclusive); its text ends at ``end``."""

    first: int
    last: int
    end: int
    low: float | None
    high: float | None
    rule: str
    kind: str = "CARDINAL"
    unit: str | None = None
    currency: str | None = None
    over: bool = False
    approx: bool = False
    hedged: bool = False
    one: bool = False
    partitive: bool = False
    score: bool = False


@lru_cache(maxsize=1)
def quantity_senses() -> Senses:
    """Words of figures: units, currencies, hedges, counters."""
    hedges = read_table("hedges.tsv")
    rows = [("unit", f"{r['kind']}:{r['unit']}", r["form"]) for r in read_table("units.tsv")]
    rows += [("currency", r["form"], r["form"]) for r in read_table("currencies.tsv")]
    rows += [
        (f"{r['place']} {r['case']}".strip(), r["effect"], r["form"])
        for r in hedges
        if r["place"] in {"before", "after"}
    ]
    rows += [(r["class"], r["unit"], r["form"]) for r in read_table("counters.tsv")]
    return Senses(rows)
