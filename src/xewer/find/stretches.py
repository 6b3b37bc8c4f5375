"""Which stretches of a text are taken: sorted once, asked in logarithmic time, so that long texts stay linear."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Stretches"]


class Stretches:
    """Half-open stretches of code points; ``slack`` lengthens each at its end.

    >>> taken = Stretches([(2, 5), (9, 12)])
    >>> taken.covers(4), taken.covers(5), taken.overlaps(5, 10)
    (True, False, True)
    """

    def __init__(self, stretches: Iterable[tuple[int, int]], slack: int = 0) -> None:
        ordered = sorted(stretches)
        self.starts = [a for a, _ in ordered]
        self.reach: list[int] = []  # furthest end of this stretch and all before it
        for _, end in ordered:
            self.reach.append(max(end + slack, self.reach[-1] if self.reach else end + slack))

    def covers(self, at: int) -> bool:
        """Whether a code point lies in one of them."""
        number = bisect_right(self.starts, at) - 1
        return number >= 0 and self.reach[number] > at

    def overlaps(self, start: int, end: int) -> bool:
        """Whether one of them shares a code point with ``[start, end)``."""
        number = bisect_right(self.starts, end - 1) - 1
        return number >= 0 and self.reach[number] > start
