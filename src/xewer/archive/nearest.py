"""Words of the archive that are spelt almost like another: for ``word~`` and for "did you mean"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Run", "distance", "nearest_keys"]

Run: TypeAlias = "Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]"
"""`Archive.run`: all rows of a statement."""

_MOST = 20


def distance(a: str, b: str, most: int) -> int:
    """Letters to put in, take out, change or swap to make one word of the other; ``most + 1`` if more than ``most``.

    >>> distance("putin", "putni", 2), distance("putin", "moskwa", 2)
    (1, 3)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def nearest_keys(run: Run, key: str, *, limit: int = _MOST) -> list[str]:
    """Keys of the archive's vocabulary nearest to a key, nearest and most frequent first; not the key itself.

    One letter may differ in words of up to four letters, two in longer ones.
    """
    most = 1 if len(key) < 5 else 2
    found = []
    for other, n in run(
        "SELECT key, n FROM ix.lexicon WHERE length(key) BETWEEN ? AND ?", (len(key) - most, len(key) + most)
    ):
        if other != key:
            away = distance(key, other, most)
            if away <= most:
                found.append((away, -n, other))
    return [other for _, _, other in sorted(found)[:limit]]
