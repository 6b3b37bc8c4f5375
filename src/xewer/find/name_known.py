"""Known people in a spelling that the tables lack: first name and surname both sound like a row's, «تېرىسا مېي»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.english_names import SURNAME, english_match, figure_kinds
from xewer.find.gazetteer import bases
from xewer.find.name_book import possessed
from xewer.find.name_sounds import VOWELS, distance, english_sounds, heard, near, skeleton, sounds_by_origin
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.find.name_book import NameBook
    from xewer.model import Token

__all__ = ["known_by_sound", "known_over_tables", "stems", "ways_to_say"]

NEAR_ENOUGH = 0.13  # by sound, for each of the two words
NEARER = 0.1  # ... where a table has one of them as a name of its own
LARGE = frozenset({"country", "province", "capital", "continent"})  # places that are not taken for a person's name
OPEN = VOWELS | {"y"}
EXACT = 0.05  # ... where both are also words of the language, «تېرىسا مېي», or the second is somebody's: «ئانىسىنىڭ»
LATER = 0.002  # each likelier way to say the same name: «كەيت» is Kate rather than Keith
OPEN_END = 0.06  # one ends in a vowel, the other does not: «روبېرتو» is Roberto, not Robert
CLEARLY = 0.04  # by so much another surname must be nearer to be the one meant
NO_NAMES = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ"})  # no first names
DOUBLE = frozenset({"portuguese", "spanish"})  # people have two surnames
OURS = "uyghur"  # the spelling is one of ours
LEAST_SOUNDS = 6  # of both words together; shorter names are alike by chance
LEAST_FIRST = 2  # of the first name: Ann, Ed, Jo


class _Known(NamedTuple):
    """A known name of two words: how each may sound, its English, its id, what its bearer is, whose spelling."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    name_en: str
    ident: str
    kinds: frozenset[str]
    origin: str


class _Row(NamedTuple):
    """A known name whose surname has not been said yet: to say all of them takes long, and few are asked for."""

    first: tuple[str, ...]
    surname: str
    name_en: str
    ident: str
    kind: str
    origin: str


@lru_cache(maxsize=1)
def _first_names() -> dict[str, tuple[_Row, ...]]:
    """Skeleton of the first name -> known people."""
    found: dict[str, list[_Row]] = {}
    for row in _rows():
        for key in dict.fromkeys(skeleton(s) for s in row.first if len(s) >= LEAST_FIRST):
            found.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache(maxsize=4096)
def _surnames(first: str) -> dict[str, tuple[_Known, ...]]:
    """Skeleton of the surname -> known people whose first name has this skeleton."""
    found: dict[str, list[_Known]] = {}
    for row in _first_names().get(first, ()):
        last = (heard(row.surname),) if row.origin == OURS else ways_to_say(row.surname, row.origin)
        kinds = frozenset({row.kind}) if row.kind else figure_kinds(row.name_en.split(" ")[-1])
        known = _Known(row.first, last, row.name_en, row.ident, kinds, row.origin)
        for key in dict.fromkeys(skeleton(s) for s in last):
            found.setdefault(key, []).append(known)
    return {key: tuple(known) for key, known in found.items()}


@lru_cache(maxsize=4096)
def ways_to_say(word: str, origin: str) -> tuple[str, ...]:
    """How a word of a name may sound, as English and as the language whose spelling it follows."""
    return tuple(dict.fromkeys((*english_sounds(word), *sounds_by_origin(word, origin))))


def _rows() -> Iterator[_Row]:
    """Known people of two names, in our spellings and in the English ones."""
    ids: dict[str, str] = {}
    for row in read_table("names/people.tsv"):
        words = row["form"].split(" ")
        ids.setdefault(row["name_en"], row["id"] or row["lemma"])
        if len(words) == 2 and not row["form"].isascii():
            yield _Row((heard(words[0]),), words[1], row["name_en"], ids[row["name_en"]], "", OURS)
    figures = [row["name_en"] for row in read_table("names/public_figures.tsv")]
    for name in dict.fromkeys([*ids, *figures]):
        words = name.split(" ")
        if len(words) == 2:
            yield _Row(english_sounds(words[0]), words[1], name, ids.get(name, name), "", "")
    for row in read_table("names/public_figures_more.tsv"):
        first, surname = row["name_en"].split(" ")
        yield _Row(
            ways_to_say(first, row["origin"]), surname, row["name_en"], row["name_en"], row["kind"], row["origin"]
        )


def known_by_sound(book: NameBook) -> None:
    """Two words, known to the lexicon or not, that sound like the name of a known person."""
    for i in range(len(book.tokens) - 1):
        if i not in book.used and i + 1 not in book.used:
            _pair(book, i, NEAR_ENOUGH)


def known_over_tables(book: NameBook) -> None:
    """The same where a table has one of the two words for itself: «مىلان كۇندېرا» is no man of Milan."""
    longer = {k for first, last in book.ends.items() if last > first for k in range(first, last + 1)}
    taken = {*book.used, *book.barred, *longer}
    for i in range(len(book.tokens) - 1):
        rows = [book.listed[k] for k in (i, i + 1) if k in book.listed]
        if rows and i not in taken and i + 1 not in taken and not any(row.kind in LARGE for row in rows):
            _pair(book, i, NEARER)


def _pair(book: NameBook, i: int, worst: float) -> None:
    """The two words from here on as the name of a known person, if they sound like it."""
    here, following = book.tokens[i], book.tokens[i + 1]
    if here.text.isascii() or following.text.isascii() or not book.blank_between(i):
        return
    if here.reading.listed and here.reading.upos in NO_NAMES:
        return  # «ياكى قان» is "or blood", not Jackie Chan
    first = heard(here.text)
    surnames = _surnames(skeleton(first))
    if not surnames:
        return
    common = following.reading.listed and (here.reading.listed or possessed(following))
    known, length = _surname(first, following, surnames, EXACT if common else worst)
    if known is not None and not _goes_on(book, i + 1, known):
        end = following.start + length
        book.kinds |= known.kinds
        book.add(i, i + 1, "PERSON", known.name_en, "name/people-by-sound", 0.8, ident=known.ident, stem_end=end)


def _goes_on(book: NameBook, last: int, known: _Known) -> bool:
    """«ئېدۋاردو رودرىگېز ۋېلتز»: a second surname makes it somebody else."""
    return known.origin in DOUBLE and book.unknown(last + 1) and book.joined(last)


def _surname(
    first: str, word: Token, surnames: dict[str, tuple[_Known, ...]], worst: float
) -> tuple[_Known | None, int]:
    """The nearest known person with such a surname, and the length of the word's stem."""
    for base, length in stems(word):
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


def stems(word: Token) -> Iterator[tuple[str, int]]:
    """What a word can be a form of, with its length; one of the lexicon only as it is read: «خانىم» is not my Khan."""
    for base, length in bases(word.text).items():
        if not word.reading.listed or base in {word.text, word.lemma}:
            yield base, length


def _somebody_else(base: str, known: _Known, said: str) -> bool:
    """«مارك خېيس» is Mark Hayes rather than Mark Hughes: another common surname is clearly nearer."""
    name, far = english_match(base, SURNAME)
    surname = known.name_en.split(" ")[-1]
    return bool(name) and name != surname and far + CLEARLY < _nearest(said, known.last, 1.0)


def _nearest(said: str, sounds: tuple[str, ...], worst: float) -> float:
    """How far a word is from the nearest of the ways to say another that begin alike; 1 beyond ``worst``."""
    least = 1.0
    for way, sound in enumerate(sounds):
        longest = max(len(said), len(sound))
        if sound and said and (sound[0] == said[0] or near(sound[0], said[0])):
            far = LATER * way + OPEN_END * ((said[-1] in OPEN) != (sound[-1] in OPEN))
            least = min(least, far + distance(said, sound, worst * longest) / longest)
    return least
