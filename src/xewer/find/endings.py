"""Endings that number, unit and time words carry, by kind: ``data/noun_endings.tsv``.

The words they stand on are listed, so a loose order of endings does no harm there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xewer.resources import read_table

__all__ = ["endings", "is_ending", "numeral_pattern"]

# Endings of a word of their own, not of any noun.
_NUMERAL = frozenset({"in dozens", "together"})


@lru_cache(maxsize=64)
def endings(*kinds: str) -> tuple[str, ...]:
    """All endings of these kinds, for ``str.endswith``.

    >>> endings("ablative")
    ('تىن', 'دىن')
    """
    return tuple(row["form"] for row in read_table("noun_endings.tsv") if row["kind"] in kinds)


@lru_cache(maxsize=1)
def _chain() -> re.Pattern[str]:
    forms = {row["form"] for row in read_table("noun_endings.tsv") if row["kind"] not in _NUMERAL}
    return re.compile("(?:" + "|".join(sorted(forms, key=lambda f: (-len(f), f))) + "){0,6}")


def is_ending(rest: str) -> bool:
    """Whether ``rest`` is a chain of noun endings, or nothing.

    >>> is_ending("ىدىكى"), is_ending(""), is_ending("لام")
    (True, True, False)
    """
    return len(rest) <= 24 and _chain().fullmatch(rest) is not None


@lru_cache(maxsize=4)
def numeral_pattern(kind: str) -> re.Pattern[str]:
    """What a numeral ends in when it says "by dozens" or "all of them"; case endings may follow."""
    forms = "|".join(sorted(endings(kind), key=lambda f: (-len(f), f)))
    return re.compile(rf"(?:{forms})")
