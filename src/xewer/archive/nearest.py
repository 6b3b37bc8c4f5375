"""Words of the archive that are spelt almost like another: for ``word~`` and for "did you mean"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from rapidfuzz.distance import OSA

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
    return OSA.distance(a, b, score_cutoff=most)


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
