"""Bodies and places of several words that are written as they sound: «دېترويت رېد ۋىڭس», «سان پاۋلو».

The tables hold one spelling or two of a name; translators have ten. Every word must sound like the English one, so
that a name of two words is hardly met by chance.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.english_names import PERSON, PLACE, english_match, uses_of
from xewer.find.gazetteer import bases
from xewer.find.name_bodies import organisation_end, organisation_head
from xewer.find.name_book import BARE, possessed, suffixed
from xewer.find.name_parts import organisation_name
from xewer.find.name_places import head_at, headed_name, place_head
from xewer.find.name_sounds import english_sounds, heard, near_sound, skeleton
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xewer.find.name_book import NameBook
    from xewer.model import Token

    _Names = dict[str, list[tuple[int, "_Sounded"]]]

__all__ = ["free_words", "sounded_bodies", "sounded_names"]

NEAR_ENOUGH = 0.13  # distance by sound, for each word
EXACT = 0.05  # ... where the words are also words of the language, and for a name of one word
LEAST_SOUNDS = 6  # of all words together; shorter names are alike by chance
LEAST_ALONE = 5  # ... of a name of one word
EXACT_ALONE = 0.03
LEAST_WORD = 3  # code points; two shorter words in a row are letters
MOST_WORDS = 4
PLACE_TABLES = ("places", "public_places")
SAINT = re.compile(r"^St\.? ")  # said in full: «سېنت لۇئىس» is St. Louis


class _Sounded(NamedTuple):
    """A name word by word in English, with what it names."""

    words: tuple[str, ...]
    name_en: str
    label: str


@lru_cache(maxsize=1)
def _names() -> tuple[_Sounded, ...]:
    """Names of the tables whose English has one to four plain words; each once."""
    labels = {row["kind"]: row["label"] for row in read_table("names/kinds.tsv")}
    found: dict[str, _Sounded] = {}
    for table in ("public_bodies", "organisations", "places", "public_places"):
        for row in read_table(f"names/{table}.tsv"):
            name = row["name_en"]
            words = tuple(SAINT.sub("Saint ", name.replace("-", " ").removeprefix("The ")).split(" "))
            label = labels.get(row["kind"], "GPE") if table in PLACE_TABLES else "ORG"
            alone = len(words) == 1 and table != "public_bodies"
            if not alone and len(words) <= MOST_WORDS and all(w.replace("'", "").isalpha() for w in words):
                found.setdefault(name, _Sounded(words, name, label))
    return tuple(found.values())


@lru_cache(maxsize=2)
def _index(*, alone: bool) -> dict[str, dict[int, _Names]]:
    """Skeleton of the first word -> how many words -> first word -> names, numbered; those of one word, or of more."""
    found: dict[str, dict[int, _Names]] = {}
    for number, known in enumerate(_names()):
        first, width = known.words[0], len(known.words)
        if (width == 1) == alone and (alone or sum(map(len, known.words)) >= LEAST_SOUNDS):
            for key in dict.fromkeys(skeleton(s) for s in _sounds(first)):
                found.setdefault(key, {}).setdefault(width, {}).setdefault(first, []).append((number, known))
    return found


@lru_cache(maxsize=20_000)
def _widths(word: str) -> frozenset[int]:
    """How many words the names have whose first might sound like this; mostly none, which is soon told."""
    return frozenset(_index(alone=False).get(skeleton(heard(word)), ()))


@lru_cache(maxsize=20_000)
def _begun(said: str, width: int, worst: float) -> tuple[_Sounded, ...]:
    """Names of so many words of which the first sounds like this, in the order of the tables."""
    names = _index(alone=False).get(skeleton(said), {}).get(width, {})
    return _in_order(listed for first, listed in names.items() if near_sound(said, _sounds(first), worst))


def _in_order(names: Iterable[list[tuple[int, _Sounded]]]) -> tuple[_Sounded, ...]:
    return tuple([known for _, known in sorted(chain.from_iterable(names))])


def _sounds(word: str) -> tuple[str, ...]:
    """How a word sounds, also without the s of the genitive: Sainsbury's."""
    whole = english_sounds(word.replace("'", ""))
    return (*whole, *english_sounds(word.removesuffix("'s"))) if word.endswith("'s") else whole


def sounded_names(book: NameBook) -> None:
    """Names of two words and more, before the tables take one word of them for itself."""
    for i, token in enumerate(book.tokens):
        most = free_words(book, i)
        if most < 2 or token.text.isascii() or not token.text.isalpha():
            continue
        widths = _widths(token.text)
        for width in range(most, max(1, book.ends.get(i, -1) - i), -1) if widths else ():  # the longest counts
            if width not in widths:
                continue
            best = _sounding(book.tokens[i : i + width])
            if best is not None:
                known, stem = best
                last = i + width - 1
                if known.label == "ORG" and head_at(book, last) is not None:
                    continue  # «ئويل مەيدانى» is a ground, not Al Mayadeen
                if book.ends.get(i) != last:
                    _keep(book, i, last, known, book.tokens[last].start + stem)
                break


def free_words(book: NameBook, i: int) -> int:
    """How many words from here on may be of one name: none taken or barred, only blanks between them."""
    for width in range(MOST_WORDS):
        k = i + width
        if k == len(book.tokens) or k in book.used or k in book.barred or (width and not book.blank_between(k - 1)):
            return width
    return MOST_WORDS


def _sounding(tokens: Sequence[Token]) -> tuple[_Sounded, int] | None:
    """The name that the words sound like, the first of the tables, and the length of the last word's stem."""
    if all(len(t.text) < LEAST_WORD for t in tokens[:2]):
        return None  # «بى سى»: letters
    worst = EXACT if all(t.reading.listed for t in tokens) else NEAR_ENOUGH
    said, *inner = [heard(t.text) for t in tokens[:-1]]
    for known in _begun(said, len(tokens), worst):
        if all(near_sound(s, _sounds(w), worst) for s, w in zip(inner, known.words[1:-1], strict=True)):
            sounds = _sounds(known.words[-1])
            for base, length in bases(tokens[-1].text).items():
                if near_sound(heard(base), sounds, worst):
                    return known, length
    return None


def _keep(book: NameBook, first: int, last: int, known: _Sounded, stem_end: int) -> None:
    """The name with the head noun behind it: «تورونتو مېپل لىفس كوماندىسى», «لونگ بىچ شەھىرى»."""
    rule = "name/bodies-by-sound" if known.label == "ORG" else "name/places-by-sound"
    bare = book.tokens[last].feat("Case") in BARE and not possessed(book.tokens[last])
    ground = place_head(book, last) if bare and known.label == "ORG" else None
    if ground is not None and ground.row["label"] == "LOC":
        name = headed_name(book, known.name_en, ground)  # «سانت جورج چېركاۋى» is no club
        book.add(first, ground.last, "LOC", name, "name/places-by-sound", 0.8)
        return
    if known.label == "ORG":
        if bare and organisation_head(book, last + 1) is not None and book.blank_between(last):
            last, stem_end = last + 1, book.tokens[last + 1].stem_end
        book.add(first, last, "ORG", known.name_en, rule, 0.8, ident=known.name_en, stem_end=stem_end)
        return
    chain, head = organisation_end(book, first, last), place_head(book, last)
    if bare and chain is not None:
        book.add(first, chain, "ORG", organisation_name(book, chain, known.name_en, last, land=True), rule, 0.75)
    elif bare and head is not None:
        book.add(first, head.last, head.row["label"], headed_name(book, known.name_en, head), rule, 0.8)
    else:
        book.add(first, last, known.label, known.name_en, rule, 0.8, stem_end=stem_end)


def sounded_bodies(book: NameBook) -> None:
    """Bodies of one word that no lexicon knows and that are no person's or town's name too: «فىئورېنتىنا».

    Two of them side by side are those who play: «دولفىنس كولتسنى يەڭدى».
    """
    bodies = {i: known for i in range(len(book.tokens)) if (known := _one_word(book, i)) is not None}
    for i, known in bodies.items():
        if any(k not in bodies and book.unknown(k) and book.joined(min(i, k)) for k in (i - 1, i + 1) if k >= 0):
            continue  # «خۇمبولدت برونكوس»: part of a longer name
        last = i
        if not suffixed(book.tokens[i]) and organisation_head(book, i + 1) is not None and book.blank_between(i):
            last = i + 1
        book.add(i, last, "ORG", known.name_en, "name/bodies-by-sound", 0.7, ident=known.name_en, guess=True)


def _one_word(book: NameBook, i: int) -> _Sounded | None:
    """The body that an unknown word sounds like."""
    token = book.tokens[i]
    if not book.unknown(i) or token.reading.listed or possessed(token):
        return None
    said = heard(token.lemma)
    if len(said) >= LEAST_ALONE:
        for known in _in_order(_index(alone=True).get(skeleton(said), {}).get(1, {}).values()):
            if near_sound(said, _sounds(known.words[0]), EXACT_ALONE) and _only_a_body(token.lemma, known.words[0]):
                return known
    return None


def _only_a_body(lemma: str, word: str) -> bool:
    """Whether the word is no person's or town's name that sounds as near."""
    if uses_of(word) & (PERSON | PLACE):
        return False
    return all(english_match(lemma, uses)[1] > EXACT for uses in (PERSON, PLACE))
