"""English names under which a reader may look for something: abbreviations, short forms, the people of a country."""

from __future__ import annotations

from functools import lru_cache

from xewer.archive.keys import english_words
from xewer.resources import read_table

__all__ = ["english_names"]


@lru_cache(maxsize=1)
def _aliases() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    out: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in read_table("names/english_aliases.tsv"):
        out.setdefault(tuple(english_words(row["alias"])), []).append(tuple(english_words(row["name_en"])))
    return {alias: tuple(names) for alias, names in out.items()}


def english_names(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of an English name, and those of the names that it stands for.

    >>> english_names("U.K.")
    (('u', 'k'), ('united', 'kingdom'))
    >>> english_names("Putin")
    (('putin',),)
    """
    words = tuple(english_words(text))
    return (words, *_aliases().get(words, ())) if words else ()
