"""Readings that are possible but hardly ever meant: kept, though not counted as known.

With a stem of two or three letters nearly any misspelt word can be read somehow: «بابلىق» as باب + لىق. Where such
a stem has a rare ending, or the spelling is far from the standard, the reading says that it guesses. Which do is told
by ``data/doubts.tsv``: class of the stem, its least and most letters, its first ending, the cost from which on.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.model import RareReading
from xewer.resources import read_table

if TYPE_CHECKING:
    from xewer.model import Reading

__all__ = ["doubted"]

_LONGEST = 60  # letters of a stem


class _Doubt(NamedTuple):
    """Stems of ``least`` to ``most`` letters, but for some, with ``ending`` (empty: any) from ``cost`` on."""

    least: int
    most: int
    ending: str
    cost: float
    but: frozenset[str]


def doubted(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings, marked as guesses if the best one is doubtful.

    >>> from xewer.morph.analyse import analyse
    >>> analyse("بابلىق")[0].known, analyse("كىتابلىق")[0].known
    (False, True)
    """
    if not readings or not _doubtful(readings[0]):
        return readings
    return tuple(
        [
            RareReading(r.form, r.lemma, r.upos, r.feats, r.segments, r.cost, known=False, gloss=r.gloss)
            for r in readings
        ]
    )


@lru_cache(maxsize=1)
def _doubts() -> dict[str, tuple[_Doubt, ...]]:
    """The rows by class of the stem."""
    found: dict[str, list[_Doubt]] = {}
    for row in read_table("doubts.tsv"):
        least, most = int(row["from"] or 0), int(row["to"] or _LONGEST)
        but = frozenset(row["but"].split(" "))
        found.setdefault(row["class"], []).append(_Doubt(least, most, row["ending"], float(row["cost"] or 0), but))
    return {kind: tuple(rows) for kind, rows in found.items()}


def _doubtful(reading: Reading) -> bool:
    stem, *endings = reading.segments
    if endings:
        first = endings[0]
        rows = _rows(stem.tag, len(stem.form), first.tag, first.form, alone=len(endings) == 1)
    elif "Mood=Imp" in reading.feats:
        rows = _rows(stem.tag, len(stem.form), "order", "order", alone=True)
    else:
        return False
    return any(reading.cost >= row.cost and reading.lemma not in row.but for row in rows)


@lru_cache(maxsize=5000)
def _rows(kind: str, length: int, tag: str, form: str, *, alone: bool) -> tuple[_Doubt, ...]:
    """The rows for a stem of this class and length with this first ending."""
    shown = {tag, form, tag + "$" if alone else tag}
    if tag != "order":
        shown.add("")
    return tuple(r for r in _doubts().get(kind, ()) if r.ending in shown and r.least <= length <= r.most)
