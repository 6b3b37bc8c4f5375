"""Bodies and places of several words that are written as they sound: «دېترويت رېد ۋىڭس», «سان پاۋلو».

The tables hold one spelling or two of a name; translators have ten. Every word must sound like the English one, so
that a name of two words is hardly met by chance.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.english_names import PERSON, PLACE, english_match, uses_of
from xewer.find.gazetteer import bases
from xewer.find.name_bodies import organisation_end, organisation_head, organisation_name
from xewer.find.name_book import BARE, possessed, suffixed
from xewer.find.name_places import headed_name, place_head
from xewer.find.name_sounds import english_sounds, heard, near_sound, skeleton
from xewer.resources import read_table

if TYPE_CHECKING:
    from xewer.find.name_book import NameBook

__all__ = ["sounded_bodies", "sounded_names"]

NEAR_ENOUGH = 0.13  # distance by sound, for each word
EXACT = 0.05  # ... where the words are also words of the language, and for a name of one word
LEAST_SOUNDS = 6  # of all words together; shorter names are alike by chance
LEAST_ALONE = 5  # ... of a name of one word
EXACT_ALONE = 0.03
MOST_WORDS = 4


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
    for table in ("public_bodies", "organisations", "places"):
        for row in read_table(f"names/{table}.tsv"):
            name = row["name_en"]
            words = tuple(name.replace("-", " ").removeprefix("The ").split(" "))
            label = labels.get(row["kind"], "GPE") if table == "places" else "ORG"
            alone = len(words) == 1 and table != "public_bodies"
            if not alone and len(words) <= MOST_WORDS and all(w.replace("'", "").isalpha() for w in words):
                found.setdefault(name, _Sounded(words, name, label))
    return tuple(found.values())


@lru_cache(maxsize=1)
def _alone() -> dict[str, tuple[_Sounded, ...]]:
    """Skeleton -> names of one word."""
    found: dict[str, list[_Sounded]] = {}
    for known in _names():
        if len(known.words) == 1:
            for key in _skeletons(known.words[0]):
                found.setdefault(key, []).append(known)
    return {key: tuple(names) for key, names in found.items()}


@lru_cache(maxsize=1)
def _pairs() -> dict[str, dict[str, tuple[_Sounded, ...]]]:
    """Skeleton of the first word -> skeleton of the second -> names of two words and more that begin so."""
    found: dict[str, dict[str, list[_Sounded]]] = {}
    for known in _names():
        if len(known.words) > 1:
            seconds = _skeletons(known.words[1])
            for first in _skeletons(known.words[0]):
                inner = found.setdefault(first, {})
                for second in seconds:
                    inner.setdefault(second, []).append(known)
    return {a: {b: tuple(names) for b, names in inner.items()} for a, inner in found.items()}


def _skeletons(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(skeleton(s) for s in _sounds(word)))


def _sounds(word: str) -> tuple[str, ...]:
    """How a word sounds, also without the s of the genitive: Sainsbury's."""
    whole = english_sounds(word.replace("'", ""))
    return (*whole, *english_sounds(word.removesuffix("'s"))) if word.endswith("'s") else whole


def sounded_names(book: NameBook) -> None:
    """Names of two words and more, before the tables take one word of them for itself."""
    pairs = _pairs()
    for i, token in enumerate(book.tokens):
        if i in book.used or i in book.barred or token.text.isascii() or not book.blank_between(i):
            continue
        seconds = pairs.get(skeleton(heard(token.text)))
        if seconds is None:
            continue
        best, last, stem = None, i, 0
        ways = dict.fromkeys(skeleton(heard(base)) for base in bases(book.tokens[i + 1].text))
        for known in dict.fromkeys(known for way in ways for known in seconds.get(way, ())):
            width = len(known.words)
            end, length = _matched(book, i, known)
            if end >= 0 and (best is None or width > len(best.words)) and end >= book.ends.get(i, -1):
                best, last, stem = known, end, length
        if best is not None and book.ends.get(i) != last:
            _keep(book, i, last, best, book.tokens[last].start + stem)


def _matched(book: NameBook, i: int, known: _Sounded) -> tuple[int, int]:
    """Last token of a name that begins here and the length of its stem; -1 where it is another."""
    last = i + len(known.words) - 1
    if last >= len(book.tokens) or any(k in book.used or k in book.barred for k in range(i, last + 1)):
        return -1, 0
    if sum(len(w) for w in known.words) < LEAST_SOUNDS or not all(book.blank_between(k) for k in range(i, last)):
        return -1, 0
    tokens = book.tokens[i : last + 1]
    worst = EXACT if all(t.reading.known for t in tokens) else NEAR_ENOUGH
    for token, word in zip(tokens[:-1], known.words[:-1], strict=True):
        if not near_sound(heard(token.text), _sounds(word), worst):
            return -1, 0
    for base, length in bases(tokens[-1].text).items():
        if near_sound(heard(base), _sounds(known.words[-1]), worst):
            return last, length
    return -1, 0


def _keep(book: NameBook, first: int, last: int, known: _Sounded, stem_end: int) -> None:
    """The name with the head noun behind it: «تورونتو مېپل لىفس كوماندىسى», «لونگ بىچ شەھىرى»."""
    rule = "name/bodies-by-sound" if known.label == "ORG" else "name/places-by-sound"
    bare = book.tokens[last].feat("Case") in BARE and not possessed(book.tokens[last])
    if known.label == "ORG":
        if bare and organisation_head(book, last + 1) is not None and book.blank_between(last):
            last, stem_end = last + 1, book.tokens[last + 1].stem_end
        book.add(first, last, "ORG", known.name_en, rule, 0.8, ident=known.name_en, stem_end=stem_end)
        return
    chain, head = organisation_end(book, first, last), place_head(book, last)
    if bare and chain is not None:
        book.add(first, chain, "ORG", organisation_name(book, chain, known.name_en, last), rule, 0.75)
    elif bare and head is not None:
        book.add(first, head.last, head.row["label"], headed_name(book, known.name_en, head), rule, 0.8)
    else:
        book.add(first, last, known.label, known.name_en, rule, 0.8, stem_end=stem_end)


def sounded_bodies(book: NameBook) -> None:
    """Bodies of one word that no lexicon knows and that are no person's or town's name too: «فىئورېنتىنا»."""
    index = _alone()
    for i, token in enumerate(book.tokens):
        if token.reading.known or possessed(token) or not book.unknown(i):
            continue
        if (i and book.unknown(i - 1) and book.joined(i - 1)) or (book.unknown(i + 1) and book.joined(i)):
            continue  # «خۇمبولدت برونكوس»: part of a longer name
        said = heard(token.lemma)
        if len(said) < LEAST_ALONE:
            continue
        for known in index.get(skeleton(said), ()):
            if near_sound(said, _sounds(known.words[0]), EXACT_ALONE) and _only_a_body(token.lemma, known.words[0]):
                last = i
                if not suffixed(token) and organisation_head(book, i + 1) is not None and book.blank_between(i):
                    last = i + 1
                book.add(i, last, "ORG", known.name_en, "name/bodies-by-sound", 0.7, ident=known.name_en, guess=True)
                break


def _only_a_body(lemma: str, word: str) -> bool:
    """Whether the word is no person's or town's name that sounds as near."""
    if uses_of(word) & (PERSON | PLACE):
        return False
    return all(english_match(lemma, uses)[1] > EXACT for uses in (PERSON, PLACE))
