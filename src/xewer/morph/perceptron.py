"""An averaged perceptron that ranks candidates: whole numbers throughout, so that it learns the same everywhere.

Collins 2002, "Discriminative training methods for hidden Markov models". Each candidate has a score before learning
(its prior) and features; the best sum wins. A wrong winner takes one from the weight of each of its features and the
right one gets it. The weights kept are the mean over all steps, which no order of the examples dominates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["SCALE", "Trainer", "best", "shuffled"]

SCALE = 100  # weights and priors are in hundredths


def best(priors: Sequence[int], features: Sequence[Sequence[str]], weights: Mapping[str, int]) -> int:
    """Place of the best candidate, the first of equals.

    >>> best([0, 0], [["a"], ["b"]], {"b": 3})
    1
    """
    top, place = None, 0
    get = weights.get
    for number, (prior, seen) in enumerate(zip(priors, features, strict=True)):
        score = prior
        for one in seen:
            score += get(one, 0)
        if top is None or score > top:
            top, place = score, number
    return place


class Trainer:
    """Learns from one example after the other; :meth:`weights` gives the mean over all steps."""

    def __init__(self) -> None:
        self.now: dict[str, int] = {}
        self._sums: dict[str, int] = {}
        self._steps = 0
        self.mistakes = 0

    def step(self, priors: Sequence[int], features: Sequence[Sequence[str]], right: int) -> int:
        """One example with the place of its right candidate; the place that was chosen before learning from it."""
        chosen = best(priors, features, self.now)
        self._steps += 1
        if chosen != right:
            self.mistakes += 1
            self._add(features[right], SCALE)
            self._add(features[chosen], -SCALE)
        return chosen

    def _add(self, features: Iterable[str], value: int) -> None:
        for one in features:
            self.now[one] = self.now.get(one, 0) + value
            # what this step adds, counted as often as it will not have been there
            self._sums[one] = self._sums.get(one, 0) + value * (self._steps - 1)

    def weights(self, least: int = 1) -> dict[str, int]:
        """Mean weights, rounded towards zero, sorted by feature; those smaller than ``least`` are left out."""
        if not self._steps:
            return {}
        found = {}
        for one in sorted(self.now):
            total = self.now[one] * self._steps - self._sums[one]
            mean = abs(total) // self._steps
            if mean >= least:
                found[one] = mean if total > 0 else -mean
        return found


def shuffled(count: int, seed: int) -> list[int]:
    """The numbers below ``count`` in an order that hangs on ``seed`` alone, on every machine and Python.

    >>> sorted(shuffled(5, 1)) == [0, 1, 2, 3, 4] and shuffled(5, 1) == shuffled(5, 1)
    True
    """
    order = list(range(count))
    state = seed & 0xFFFFFFFF
    for last in range(count - 1, 0, -1):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF  # Knuth and Lewis
        other = (state >> 8) % (last + 1)
        order[last], order[other] = order[other], order[last]
    return order
