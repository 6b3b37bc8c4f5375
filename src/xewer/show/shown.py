"""A text as it is displayed: in the script asked for, with the way from each place of the original."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["SCRIPTS", "Shown", "displayable", "shown", "word_starts"]

SCRIPTS = {"arabic": "ug-Arab", "latin": "ug-Latn", "cyrillic": "ug-Cyrl"}
"""Scripts that a page can be shown in, with their language tags."""

_UNSHOWABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def displayable(text: str) -> str:
    r"""Text that a page can carry: each lone surrogate and control character as U+FFFD, nothing else changed.

    >>> displayable("a\x00b") == "a\ufffdb"
    True
    """
    return _UNSHOWABLE.sub("\ufffd", text)


def word_starts(text: str) -> list[int]:
    """Where the words of a name begin.

    >>> word_starts("ئىلھام توختى")
    [0, 7]
    """
    return [match.start() for match in re.finditer(r"\S+", text)]


@dataclass(frozen=True, slots=True)
class Shown:
    """A displayed text, which begins at ``first`` of the original.

    ``starts`` holds the place of each of its code points, counted from there (None: one to one).
    """

    text: str
    starts: Sequence[int] | None = None
    first: int = 0

    def at(self, place: int) -> int:
        """Where an original place stands in the displayed text."""
        inside = max(0, place - self.first)
        return min(inside, len(self.text)) if self.starts is None else bisect_left(self.starts, inside)

    def original(self, at: int) -> int:
        """Which original place a place of the displayed text has.

        >>> shown("پۇتىن شۇ", "arabic", "latin").original(6)
        6
        """
        if self.starts is None or not self.starts:
            return self.first + at
        return self.first + (self.starts[at] if at < len(self.starts) else self.starts[-1] + 1)

    def piece(self, start: int, end: int) -> str:
        """What the original span ``[start, end)`` is displayed as."""
        return self.text[self.at(start) : self.at(end)]


def shown(
    text: str, source: str | None = None, target: str | None = None, names: Iterable[tuple[int, int]] = ()
) -> Shown:
    """A text in the script ``target`` (None: its own), with capitals at sentence starts and at ``names``.

    >>> shown("پۇتىن كەلدى.", "arabic", "latin").text
    'Putin keldi.'
    """
    if target is None or target == source or target not in SCRIPTS:
        return Shown(displayable(text))
    from xewer.text.capitals import capitalise
    from xewer.text.scripts import convert_text

    way = convert_text(text, source if source in SCRIPTS else None, target)
    if way.script == target and way.text == text:
        return Shown(displayable(text))
    result = Shown(displayable(way.text), way.starts)
    if source in {None, "arabic"} and target != "arabic":
        capital = capitalise(result.text, [(result.at(a), result.at(b)) for a, b in names])
        result = Shown(capital, way.starts)
    return result
