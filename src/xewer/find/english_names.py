"""English spelling of a name that no table knows, letter by letter: a guess, and marked as one by who uses it."""

from __future__ import annotations

from functools import lru_cache

from xewer.resources import read_table

__all__ = ["english_guess"]


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    return {row["letter"]: row["english"] for row in read_table("name_letters.tsv")}


def english_guess(name: str) -> str:
    """A name in Uyghur letters, spelt as English newspapers would.

    >>> english_guess("نۇگروخو")
    'Nugroho'
    """
    letters = _letters()
    words = []
    for word in name.split():
        spelt = "".join(letters.get(c, c) for c in word)
        words.append(spelt[:1].upper() + spelt[1:])
    return " ".join(words)
