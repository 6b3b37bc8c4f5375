"""Names of the tables in a spelling that no table has: places, bodies, people of three names. «فىلادەلفىيە».

Translators write foreign names by ear: a vowel, a doubled consonant, a glide differ from one article to the next. A
name found so is a guess: its rule ends in ``-by-sound``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.gazetteer import Match, Row, bases, listed_names
from xewer.find.name_homes import is_place
from xewer.find.name_sounds import VOWELS, distance, heard, near, skeleton
from xewer.morph.analyse import analyse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.find.name_book import NameBook
    from xewer.model import Token

__all__ = ["spelt_otherwise"]

NEAR_ENOUGH = 0.1  # by sound, for a word of a name of several
ALONE = 0.08  # ... for a name of one word
LEAST_SOUNDS = 5  # shorter words are alike by chance
PEOPLE = 3  # words of a person's name from which on it is looked for here; shorter ones have rules of their own
LONGEST = 5  # words of a name that is looked for


class _Spelt(NamedTuple):
    """A row with the sounds of its words."""

    words: tuple[str, ...]
    row: Row


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[_Spelt, ...]]:
    """Skeleton of the first word -> names of places and bodies that begin so."""
    found: dict[str, list[_Spelt]] = {}
    for row in listed_names():
        form, words = row.form, tuple(row.form.split(" "))
        if form.isascii() or len(words) > LONGEST or not form.replace(" ", "").replace("-", "").isalpha():
            continue
        if len(words) == 1 and len(heard(form)) < LEAST_SOUNDS:
            continue
        if row.table != "people" or len(words) >= PEOPLE:
            found.setdefault(skeleton(heard(words[0])), []).append(_Spelt(words, row))
    return {first: tuple(rows) for first, rows in found.items()}


def spelt_otherwise(book: NameBook, *, alone: bool) -> Iterator[Match]:
    """Names of several words (``alone``: of one) one of whose words no table and no lexicon has."""
    index, tokens, i = _index(), book.tokens, 0
    strange = {k for k, token in enumerate(tokens) if _strange(book, k, token)}
    begins = sorted(strange if alone else {k for u in strange for k in range(max(0, u - LONGEST + 1), u + 1)})
    for first in begins:
        if first < i or first in book.used or first in book.barred or (alone and _person_or_title(book, first)):
            continue
        best: Match | None = None
        least = 1.0
        for key in dict.fromkeys(skeleton(heard(b)) for b in (tokens[first].text, *bases(tokens[first].text))):
            for spelt in index.get(key, ()):
                if (len(spelt.words) == 1) is not alone:
                    continue
                found = _fits(book, first, spelt, strange)
                if found is None:
                    continue
                far = found[0] - 0.01 * len(spelt.words)  # the longer name wins
                if far < least:
                    last = first + len(spelt.words) - 1
                    best, least = Match(first, last, tokens[last].start + found[1], spelt.row), far
        if best is not None:
            yield best
            i = best.last + 1


def _strange(book: NameBook, k: int, token: Token) -> bool:
    """A word that no lexicon has and no rule has taken."""
    if k in book.used or k in book.barred or token.text.isascii() or not token.text[0].isalpha():
        return False
    return not token.reading.listed or _part_only(book, token)


def _part_only(book: NameBook, token: Token) -> bool:
    """A word that is listed only as part of longer names: «كلېۋلېند» of «كلېۋلېند كاۋالېرس»."""
    if token.upos != "PROPN" or token.lemma in book.given or token.lemma in book.word_names:
        return False
    return token.lemma in _towns_of_bodies() and not any(r.listed and r.upos != "PROPN" for r in analyse(token.text))


@lru_cache(maxsize=1)
def _towns_of_bodies() -> frozenset[str]:
    """Words that open the names of bodies of a town, and stand in no name of a person or a place."""
    bodies = [row for row in listed_names() if row.table == "organisations" and " " in row.form]
    towns = {row.form.split(" ", maxsplit=1)[0] for row in bodies if is_place(row.name_en.split(" ", maxsplit=1)[0])}
    return frozenset(towns.difference(*(row.form.split(" ") for row in listed_names() if row.table != "organisations")))


def _person_or_title(book: NameBook, at: int) -> bool:
    """A person of the article, or a title that is spelt otherwise: «ۋالىيسى» is the governor, not Wales."""
    token = book.tokens[at]
    return book.person_like(token.lemma) or book.title_row(token) is not None


@lru_cache(maxsize=4096)
def _common(words: tuple[str, ...]) -> bool:
    """Whether all words of a name are words of the language: «تاشقى سىياسەت» misspelt is not the journal."""
    return all(any(r.listed and r.upos != "PROPN" for r in analyse(word)) for word in words)


def _fits(book: NameBook, first: int, spelt: _Spelt, strange: set[int]) -> tuple[float, int] | None:
    """How far the words are from a name's by sound, and the length of the last word's stem; None if they differ."""
    tokens, far, length, odd = book.tokens, 0.0, 0, False
    alone = len(spelt.words) == 1
    for k, word in enumerate(spelt.words):
        at = first + k
        if at >= len(tokens) or at in book.used or at in book.barred or (k and not book.blank_between(at - 1)):
            return None
        last = k == len(spelt.words) - 1
        token = tokens[at]
        ways = bases(token.text) if last else {token.text: len(token.text)}
        if word in ways:
            length = ways[word]
            continue
        if at not in strange:
            return None
        odd = True
        worst = ALONE if alone else NEAR_ENOUGH
        away, length = min(((_far(base, word, worst), size) for base, size in ways.items()), default=(1.0, 0))
        if away > worst:
            return None
        far += away
    return (far, length) if odd and not _common(spelt.words) else None


def _far(base: str, word: str, worst: float) -> float:
    """How far two spellings are apart; 1 beyond ``worst``."""
    a, b = heard(base), heard(word)
    if not a or not b or (a[0] != b[0] and not (near(a[0], b[0]) and a[0] not in VOWELS)):
        return 1.0
    longest = max(len(a), len(b))
    if longest < LEAST_SOUNDS:
        return 0.0 if a == b else 1.0
    far = distance(a, b, worst * longest) / longest
    return far if far <= worst else 1.0
