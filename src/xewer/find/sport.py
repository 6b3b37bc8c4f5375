"""What is played and scored in an article: told by its words («پۇتبول», «ۋاراتا») and by its teams (Cubs: runs)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from xewer.find.figure import quantity_senses
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Entity

__all__ = ["HOLE", "Sport", "numbers_of"]

GAME = "game"
POINT = "point"
GOAL = "goal"  # most clubs of the tables that are in no league of another sport play football
HOLE = "hole"
GOLF = "match"
SETS = 3
# A match of golf is over when more holes are won than are left: 5&4, 2&1. A session of four is told in points: 3-1.
MOST_HOLES = 10
SESSION = 4


class Sport:
    """The sport of one article, worked out when a score or a game first asks for it.

    >>> Sport(("كۇبس", "كوماندىسى", "پۇتبول"), ()).score((2, 1))
    'goal'
    """

    def __init__(self, words: Sequence[str], names: Sequence[Entity]) -> None:
        self._words = words
        self._names = names

    @cached_property
    def game(self) -> str:
        """What is played: matches of golf, fights of boxing, else games."""
        senses = quantity_senses()
        words = (senses.word(w).get("played as", ("", ""))[0] for w in self._words)
        return next((unit for unit in words if unit), GAME)

    @cached_property
    def _scored(self) -> str:
        """What a score counts: by the words of the article and its teams, whatever most of them tell; else points."""
        senses = quantity_senses()
        words = [senses.word(w).get("scored in", ("", ""))[0] for w in self._words]
        bodies = [n.name or "" for n in self._names if n.label == "ORG"]
        counts = Counter(unit for unit in (*words, *(_leagues().get(name) for name in bodies)) if unit)
        if counts:
            return counts.most_common(1)[0][0]
        return GOAL if any(name in _clubs() for name in bodies) else POINT

    def score(self, numbers: Sequence[int]) -> str:
        """What a score counts whose numbers these are: «2:1» in golf holes, in volleyball sets, in baseball runs."""
        if self._scored == POINT and self.game == GOLF and _match_of_golf(numbers):
            return HOLE
        small, _, large = self._scored.partition(":")
        return small if not large or max(numbers, default=0) <= SETS else large


def _match_of_golf(numbers: Sequence[int]) -> bool:
    if len(numbers) != 2 or sum(numbers) == SESSION:
        return False
    won, left = numbers
    return 1 <= won - left <= 2 and left >= 1 and won <= MOST_HOLES


def numbers_of(texts: Sequence[str]) -> list[int]:
    """The numbers in the pieces of a score."""
    return [int(n) for text in texts for n in re.findall(r"\d+", text)]


@lru_cache(maxsize=1)
def _leagues() -> dict[str, str]:
    """English name of a team or league -> what its games are scored in."""
    return {row["name_en"]: row["scored"] for row in read_table("names/leagues.tsv")}


@lru_cache(maxsize=1)
def _clubs() -> frozenset[str]:
    tables = ("public_bodies", "organisations")
    return frozenset(r["name_en"] for t in tables for r in read_table(f"names/{t}.tsv") if r["kind"] == "club")
