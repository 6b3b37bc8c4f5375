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
    """Stems of ``least`` to ``most`` letters with ``ending`` (any inflection if empty) from ``cost`` on."""

    least: int
    most: int
    ending: str
    cost: float


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
        found.setdefault(row["class"], []).append(_Doubt(least, most, row["ending"], float(row["cost"] or 0)))
    return {kind: tuple(rows) for kind, rows in found.items()}


def _doubtful(reading: Reading) -> bool:
    stem, *endings = reading.segments
    rows = _doubts().get(stem.tag, ())
    length, cost = len(stem.form), reading.cost
    if endings:
        # any inflection, the first ending by its tag or its letters, the same where it is the only one
        shown = {"", endings[0].tag, endings[0].form, endings[0].tag + "$" * (len(endings) == 1)}
    else:
        shown = {"order"} if "Mood=Imp" in reading.feats else set()
    return any(row.ending in shown and row.least <= length <= row.most and cost >= row.cost for row in rows)
