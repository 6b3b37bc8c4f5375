"""Unknown stems seen in several forms: a document's own words are evidence for its names.

``كاۋانا``, ``كاۋانانى`` and ``كاۋانانىڭ`` agree on one stem; ``كاۋان`` explains fewer of them.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xewer.model import Reading

__all__ = ["reweigh", "supports"]

_WEIGHT = 0.7  # worth of each doubling of the forms that agree


def supports(guesses: Mapping[str, tuple[Reading, ...]]) -> dict[str, int]:
    """For each guessed stem in how many different endings it is seen. Keys of ``guesses`` are the word types."""
    endings: dict[str, set[tuple[str, ...]]] = {}
    for readings in guesses.values():
        for reading in readings:
            if reading.upos == "VERB":
                continue
            tags = tuple(segment.tag for segment in reading.segments[1:])
            endings.setdefault(reading.lemma, set()).add(tags)
    return {lemma: len(seen) for lemma, seen in endings.items()}


def reweigh(readings: Iterable[Reading], seen: Mapping[str, int]) -> tuple[Reading, ...]:
    """Guesses again, cheaper by what the document says of their stems; best first."""
    weighed = [
        reading._replace(cost=round(reading.cost - _WEIGHT * log2(max(1, seen.get(reading.lemma, 1))), 2))
        for reading in readings
    ]
    weighed.sort(key=lambda r: (r.cost, -len(r.lemma), r.feats))
    return tuple(weighed)
