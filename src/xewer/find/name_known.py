"""Known people in a spelling that the tables lack: first name and surname both sound like a row's, «تېرىسا مېي»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.english_names import SURNAME, english_match, figure_kinds
from xewer.find.gazetteer import bases
from xewer.find.name_sounds import distance, english_sounds, heard, near, skeleton
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.find.name_book import NameBook

__all__ = ["known_by_sound"]

NEAR_ENOUGH = 0.13  # by sound, for each of the two words
EXACT = 0.05  # ... where both are also words of the language: «تېرىسا مېي»
CLEARLY = 0.04  # by so much another surname must be nearer to be the one meant
LEAST_SOUNDS = 6  # of both words together; shorter names are alike by chance


class _Known(NamedTuple):
    """A known name of two words: how each may sound, its English, its id."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    name_en: str
    ident: str


@lru_cache(maxsize=1)
def _index() -> dict[str, dict[str, tuple[_Known, ...]]]:
    """Skeleton of the first name -> skeleton of the surname -> known people."""
    found: dict[str, dict[str, list[_Known]]] = {}
    for known in _said():
        for first in dict.fromkeys(skeleton(s) for s in known.first if len(s) > 2):
            inner = found.setdefault(first, {})
            for last in dict.fromkeys(skeleton(s) for s in known.last):
                inner.setdefault(last, []).append(known)
    return {a: {b: tuple(known) for b, known in inner.items()} for a, inner in found.items()}


def _said() -> Iterator[_Known]:
    """Known people of two names, as our spellings and as the English ones sound."""
    ids: dict[str, str] = {}
    for row in read_table("names/people.tsv"):
        words = row["form"].split(" ")
        ids.setdefault(row["name_en"], row["id"] or row["lemma"])
        if len(words) == 2 and not row["form"].isascii():
            yield _Known((heard(words[0]),), (heard(words[1]),), row["name_en"], ids[row["name_en"]])
    figures = [row["name_en"] for row in read_table("names/public_figures.tsv")]
    for name in dict.fromkeys([*ids, *figures]):
        words = name.split(" ")
        if len(words) == 2:
            yield _Known(english_sounds(words[0]), english_sounds(words[1]), name, ids.get(name, name))


def known_by_sound(book: NameBook) -> None:
    """Two words, known to the lexicon or not, that sound like the name of a known person."""
    index = _index()
    for i in range(len(book.tokens) - 1):
        if i in book.used or i + 1 in book.used or not book.blank_between(i):
            continue
        here, following = book.tokens[i], book.tokens[i + 1]
        if here.text.isascii() or following.text.isascii():
            continue
        common = here.reading.listed and following.reading.listed
        first = heard(here.text)
        surnames = index.get(skeleton(first))
        if surnames is None:
            continue
        known, length = _surname(first, following.text, surnames, EXACT if common else NEAR_ENOUGH)
        if known is not None:
            stem_end = following.start + length
            book.kinds |= figure_kinds(known.name_en.split(" ")[-1])
            book.add(
                i, i + 1, "PERSON", known.name_en, "name/people-by-sound", 0.8, ident=known.ident, stem_end=stem_end
            )


def _surname(first: str, word: str, surnames: dict[str, tuple[_Known, ...]], worst: float) -> tuple[_Known | None, int]:
    """The nearest known person with such a surname, and the length of the word's stem."""
    for base, length in bases(word).items():
        last = heard(base)
        best, least = None, 2 * worst
        for known in surnames.get(skeleton(last), ()):
            there = _nearest(last, known.last, worst)
            here = _nearest(first, known.first, worst) if there <= worst else 1.0
            if here <= worst and here + there < least and len(first) + len(last) >= LEAST_SOUNDS:
                best, least = known, here + there
        if best is not None and not _somebody_else(base, best, last):
            return best, length
    return None, 0


def _somebody_else(base: str, known: _Known, said: str) -> bool:
    """«مارك خېيس» is Mark Hayes rather than Mark Hughes: another common surname is clearly nearer."""
    name, far = english_match(base, SURNAME)
    surname = known.name_en.split(" ")[-1]
    return bool(name) and name != surname and far + CLEARLY < _nearest(said, known.last, 1.0)


def _nearest(said: str, sounds: tuple[str, ...], worst: float) -> float:
    """How far a word is from the nearest of the ways to say another that begin alike; 1 beyond ``worst``."""
    least = 1.0
    for sound in sounds:
        longest = max(len(said), len(sound))
        if sound and said and (sound[0] == said[0] or near(sound[0], said[0])):
            least = min(least, distance(said, sound, worst * longest) / longest)
    return least
