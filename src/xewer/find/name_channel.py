"""How likely a Latin name is written in these Uyghur letters: a channel between letters, learnt from our tables.

A name is walked from left to right. Each step takes no letter or up to three of the Latin name and writes none, one or
two Uyghur ones; what a step costs depends on the letter before it and on the four letters from it on. Costs are
hundredths of the natural logarithm of one over the probability. ``names/channel.tsv`` has those of all that was seen;
what was not is looked up with less around it, at the cost of stepping back.
"""

from __future__ import annotations

from functools import lru_cache

from xewer.find.name_index import table_row
from xewer.text.letters import HAMZA

__all__ = ["MOVES", "NEVER", "UNSEEN", "channel_cost", "contexts", "in_letters", "table_cost"]

# Latin letters that a step takes, and Uyghur letters that it writes.
MOVES = ((1, 1), (2, 1), (1, 0), (3, 1), (1, 2), (2, 0), (0, 1), (2, 2))
UNSEEN = 1100  # a step that was never seen anywhere
UNLIKELY = 1000  # the most that a step costs: writers slip
NEVER = 10**6
BAND = 5  # letters by which one spelling may be ahead of the other


def in_letters(word: str) -> str:
    """A Uyghur word as the channel writes it: without hamza."""
    return word.replace(HAMZA, "")


def contexts(latin: str, at: int) -> tuple[str, ...]:
    """What a step at this letter of a name in small letters depends on, the most first.

    >>> contexts("blake", 2)
    ('l|ake$', 'l|ake', '|ake', '|ak', '|a')
    """
    bound = f"^{latin}$"
    before, ahead = bound[at], bound[at + 1 : at + 5]
    around = (f"{before}|{ahead}", f"{before}|{ahead[:3]}", f"|{ahead[:3]}", f"|{ahead[:2]}", f"|{ahead[:1]}")
    return tuple(dict.fromkeys(around))


class _Place:
    """What steps cost at one place of a name."""

    def __init__(self, around: tuple[str, ...]) -> None:
        self.around = (*around, "")
        self.known: dict[str, int] = {}

    def cost(self, step: str) -> int:
        known = self.known.get(step)
        if known is None:
            known = self.known[step] = min(table_cost("channel", self.around, step), UNLIKELY)
        return known


@lru_cache(maxsize=20_000)
def _level(around: str, table: str) -> tuple[dict[str, int], int] | None:
    """What the steps that were seen here cost, and what it costs to look with less around."""
    row = table_row(table, around)
    if not row:
        return None
    steps = dict(step.rsplit(":", 1) for step in row[1].split(" "))
    return {step: int(cost) for step, cost in steps.items()}, int(row[0])


def table_cost(table: str, around: tuple[str, ...], step: str) -> int:
    """What a step costs in this table of costs, with less and less around it; `UNSEEN` if it is nowhere."""
    back = 0
    for context in around:
        level = _level(context, table)
        if level is not None:
            if step in level[0]:
                return back + level[0][step]
            back += level[1]
    return back + UNSEEN


@lru_cache(maxsize=40_000)
def _place(around: tuple[str, ...]) -> _Place:
    return _Place(around)


def channel_cost(latin: str, word: str, most: int = NEVER) -> int:
    """What it costs to write a name (small letters, no accents) in these letters; `NEVER` beyond ``most``.

    >>> channel_cost("wanless", in_letters("ۋانلېس")) < channel_cost("vines", in_letters("ۋانلېس"))
    True
    """
    length, letters = len(latin), len(word)
    steps = _steps(word)
    rows = [[NEVER] * (letters + 1) for _ in range(length + 1)]
    rows[0][0] = 0
    for i in range(length + 1):
        row, place, left = rows[i], _place(contexts(latin, i)), length - i
        known = place.known
        for j in range(max(0, i - BAND), min(letters, i + BAND) + 1):
            so_far = row[j]
            if so_far >= NEVER or so_far > most:
                continue
            for taken, there, step in steps[j]:
                if taken <= left:
                    cost = known.get(step)
                    reached = so_far + (place.cost(step) if cost is None else cost)
                    below = rows[i + taken]
                    if reached < below[there]:  # noqa: PLR1730
                        below[there] = reached
    return rows[length][letters]


@lru_cache(maxsize=1_000)
def _steps(word: str) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """For each place of a word the steps from it: Latin letters taken, the place behind, and how the table calls it."""
    return tuple(
        tuple((a, j + b, f"{a}{word[j : j + b]}") for a, b in MOVES if j + b <= len(word)) for j in range(len(word) + 1)
    )
