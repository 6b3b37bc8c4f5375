"""Known people in a spelling that the tables lack: first name and surname both sound like a row's, «تېرىسا مېي»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.gazetteer import bases
from xewer.find.name_sounds import distance_by_sound, english_sounds, heard, skeleton
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.find.name_book import NameBook

__all__ = ["known_by_sound"]

NEAR_ENOUGH = 0.13  # by sound, for each of the two words
EXACT = 0.05  # ... where both are also words of the language: «تېرىسا مېي»
LEAST_SOUNDS = 6  # of both words together; shorter names are alike by chance


class _Known(NamedTuple):
    """One way to say a known name."""

    first: str
    last: str
    name_en: str
    ident: str


@lru_cache(maxsize=1)
def _index() -> dict[str, dict[str, tuple[_Known, ...]]]:
    """Skeleton of the first name -> skeleton of the surname -> known people."""
    found: dict[str, dict[str, list[_Known]]] = {}
    for first, last, name, ident in _said():
        if len(first) + len(last) >= LEAST_SOUNDS and len(first) > 2:
            inner = found.setdefault(skeleton(first), {}).setdefault(skeleton(last), [])
            inner.append(_Known(first, last, name, ident))
    return {a: {b: tuple(known) for b, known in inner.items()} for a, inner in found.items()}


def _said() -> Iterator[tuple[str, str, str, str]]:
    """Sound of first name and surname, English name, id: from our spellings and from the English one."""
    ids: dict[str, str] = {}
    for row in read_table("names/people.tsv"):
        words = row["form"].split(" ")
        ids.setdefault(row["name_en"], row["id"] or row["lemma"])
        if len(words) == 2 and not row["form"].isascii():
            yield heard(words[0]), heard(words[1]), row["name_en"], ids[row["name_en"]]
    figures = [row["name_en"] for row in read_table("names/public_figures.tsv")]
    for name in dict.fromkeys([*ids, *figures]):
        words = name.split(" ")
        if len(words) == 2:
            for first in english_sounds(words[0]):
                for last in english_sounds(words[1]):
                    yield first, last, name, ids.get(name, name)


def known_by_sound(book: NameBook) -> None:
    """Two words, known to the lexicon or not, that sound like the name of a known person."""
    index = _index()
    for i in range(len(book.tokens) - 1):
        if i in book.used or i + 1 in book.used or not book.blank_between(i):
            continue
        here, following = book.tokens[i], book.tokens[i + 1]
        if here.text.isascii() or following.text.isascii():
            continue
        common = here.reading.known and following.reading.known
        first = heard(here.text)
        surnames = index.get(skeleton(first))
        if surnames is None:
            continue
        known, length = _surname(first, following.text, surnames, EXACT if common else NEAR_ENOUGH)
        if known is not None:
            stem_end = following.start + length
            book.add(
                i, i + 1, "PERSON", known.name_en, "name/people-by-sound", 0.8, ident=known.ident, stem_end=stem_end
            )


def _surname(first: str, word: str, surnames: dict[str, tuple[_Known, ...]], worst: float) -> tuple[_Known | None, int]:
    """The nearest known person with such a surname, and the length of the word's stem."""
    for base, length in bases(word).items():
        last = heard(base)
        best, least = None, 2 * worst
        for known in surnames.get(skeleton(last), ()):
            here, there = distance_by_sound(first, known.first), distance_by_sound(last, known.last)
            if max(here, there) <= worst and here + there < least and last[:1] == known.last[:1]:
                best, least = known, here + there
        if best is not None:
            return best, length
    return None, 0
