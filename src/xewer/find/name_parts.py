"""English of bodies and places put together from their parts: whose they are, what they deal with, their head.

The head decides the order: «جىنايەت تەكشۈرۈش بيۇروسى» is a Bureau of Criminal Investigation. The country that the body
lies in decides between words that Uyghur does not tell apart, and the spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.english_names import english_guess
from xewer.find.gazetteer import role_nouns, small_table
from xewer.find.gloss import gloss_word
from xewer.find.name_homes import home_of
from xewer.morph.analyse import analyse
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.name_book import NameBook
    from xewer.model import Token

__all__ = ["english_head", "head_of", "in_spelling_of", "organisation_name", "words_between"]

MIDDLE = "{}"  # where the words between name and head stand in the English of a head
PLACE = "{place}"  # ... and the name of its place
EMPTY = re.compile(r"\s+(?:of|for|on|and)\s+(?:the\s+)?(?:\{\}|\{place\})|\{\}|\{place\}")
SMALL = frozenset({"and", "of", "for", "on", "in", "to", "the", "with", "without"})
SPORT = "sport"  # stands for a country where an article about a match calls a head so
BRITISH = frozenset({"AU", "GB", "IE", "IN", "NZ", "ZA"})
ABROAD = frozenset({"International", "World", "European", "Global"})  # bodies of no one country
BRITAIN = "United Kingdom"
NOUNS = frozenset({"GB", "US"})  # countries that stand before bodies of their government as a noun

_Phrases = dict[str, list[tuple[tuple[str, ...], dict[str, str]]]]


@lru_cache(maxsize=4)
def _phrases(table: str) -> _Phrases:
    """Lemma of the last word -> the words before it and the row, the longest first."""
    found: _Phrases = {}
    for form, row in small_table(table).items():
        *inner, last = form.split(" ")
        keys = {last} if not inner else {last, analyse(last)[0].lemma}
        for key in keys:
            found.setdefault(key, []).append((tuple(inner), row))
    for rows in found.values():
        rows.sort(key=lambda item: -len(item[0]))
    return found


def _phrase_at(table: str, tokens: Sequence[Token], last: int, floor: int) -> tuple[int, dict[str, str]] | None:
    """First token and row of the longest phrase of a table that ends at ``last`` and begins behind ``floor``."""
    phrases, end = _phrases(table), tokens[last]
    for inner, row in (*phrases.get(end.lemma, ()), *phrases.get(end.text, ())):
        first = last - len(inner)
        if first <= floor:
            continue
        if all(word in {t.text, t.lemma} for word, t in zip(inner, tokens[first:last], strict=True)):
            return first, row
    return None


def head_of(book: NameBook, last: int, floor: int) -> tuple[int, dict[str, str]] | None:
    """First token and row of the head noun of a body that ends at ``last``: «تەكشۈرۈش بيۇروسى»."""
    return _phrase_at("org_heads", book.tokens, last, floor)


def english_head(
    book: NameBook, row: dict[str, str], home: str | None, place: str = "", *, ground: bool = False
) -> str:
    """How a head noun is called in a country, and there in a state or a town: a primary, an elementary school.

    ``ground``: it is one for matches, whatever the article is about.
    """
    rows, form = _local(), row["form"]
    level = "" if not place or home is None else _levels().get(place, "town")
    for key in (SPORT if book.sporty or ground else "", f"{home}/{level}", home or ""):
        if (form, key) in rows:
            return in_spelling_of(rows[form, key], home)
    return in_spelling_of(row["name_en"], home)


@lru_cache(maxsize=1)
def _levels() -> dict[str, str]:
    """Countries, and the states and provinces of which they are made; all other places are towns."""
    kinds = {"country": "country", "province": "state"}
    return {row["name_en"]: kinds[row["kind"]] for row in read_table("names/places.tsv") if row["kind"] in kinds}


@lru_cache(maxsize=1)
def _local() -> dict[tuple[str, str], str]:
    return {(row["form"], row["country"]): row["name_en"] for row in read_table("names/local_heads.tsv")}


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    return {row["american"]: row["british"] for row in read_table("names/spellings.tsv")}


def in_spelling_of(words: str, home: str | None) -> str:
    """The words as they are spelt in a country: Center in the United States, Centre in Britain.

    >>> in_spelling_of("Medical Center", "GB")
    'Medical Centre'
    """
    if home not in BRITISH and home != "US":
        return words
    american = _spellings()
    change = {b: a for a, b in american.items()} if home == "US" else american
    return " ".join(change.get(word, word) for word in words.split(" "))


def organisation_name(
    book: NameBook, last: int, start_name: str, named_until: int, *, land: bool = False
) -> str | None:
    """English name put together from the parts, or None where one has no gloss; ``land``: it begins with a place."""
    home = home_of(book, start_name)
    head = head_of(book, last, named_until)
    until, english = (last + 1, "") if head is None else (head[0], english_head(book, head[1], home, start_name))
    middle = words_between(book, named_until + 1, until)
    if middle is None:
        return None
    before = start_name
    if head is not None and start_name == BRITAIN and (head[1]["form"], home or "") in _local():
        before = ""  # the Department for Education, the Court of Appeal
    elif land and PLACE not in english:
        before = _adjective(book, start_name, last)
    if not start_name and middle and middle[0] in ABROAD:
        home, english = None, "" if head is None else english_head(book, head[1], None)
    what = in_spelling_of(" ".join(middle), home)
    if MIDDLE in english and what:
        english, what = english.replace(MIDDLE, what), ""
    if PLACE in english and before:
        english, before = english.replace(PLACE, before), ""
    parts = (before, what, EMPTY.sub("", english).strip())
    return " ".join(p for p in parts if p) or None


def words_between(book: NameBook, first: int, end: int) -> list[str] | None:
    """English of the words from ``first`` up to ``end``, the longest phrases of the table first; None without one."""
    words: list[str] = []
    last = end - 1
    while last >= first:
        phrase = _phrase_at("org_words", book.tokens, last, first - 1)
        token = book.tokens[last]
        if phrase is not None:
            begins, word = phrase[0], phrase[1]["name_en"]
        else:
            gloss = gloss_word(token)
            if gloss is None and token.upos == "PROPN":
                gloss = english_guess(token.lemma)
            if gloss is None:
                return None
            begins, word = last, gloss
        if word:
            words.append(word if word.lower() in SMALL else word[:1].upper() + word[1:])
        last = begins - 1
    return words[::-1]


def _adjective(book: NameBook, place: str, last: int) -> str:
    """A country before a body is an adjective (Norwegian Ministry), but not the United States before its own."""
    home = home_of(book, place)
    if home in NOUNS and book.tokens[last].lemma in role_nouns("state-body"):
        return place
    return _adjectives().get(place, place)


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    return {row["name_en"]: row["adjective"] for row in read_table("names/demonyms.tsv")}
