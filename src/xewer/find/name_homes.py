"""Whose country an article is about, which decides how its police, schools and parliament are called in English.

A Uyghur translator writes «باشلانغۇچ مەكتەپ» for a primary school and for an elementary school; which of the two is
meant shows by the places that the article names.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.gazetteer import role_nouns
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.find.name_book import NameBook

__all__ = ["country_named", "home_of", "is_place", "settle", "sporting"]

SPORTS_WORDS = 6  # words of team sports in an article about a match
SPORTS_SHARE = 0.02  # ... and their share of its words


@lru_cache(maxsize=1)
def _homes() -> dict[str, tuple[str, ...]]:
    """English name of a place -> ISO 3166 codes of the countries that it may lie in, the likeliest first."""
    return {row["name_en"]: tuple(row["countries"].split(" ")) for row in read_table("names/homes.tsv")}


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    """Countries and their parts by one word, which also open the names of their bodies: «ئەنگلىيە پارلامېنتى»."""
    rows = read_table("names/places.tsv")
    return {row["form"]: row["name_en"] for row in rows if row["kind"] in {"country", "province"}}


def settle(book: NameBook) -> None:
    """Keeps in the book the country that the article names most, and whether it is about a match."""
    places = _places()
    rows = book.listed.values()
    listed = [r.name_en if r.table == "places" else places.get(r.form.split(" ")[0]) for r in rows]
    heard = [_opening(e.name or "") for e in book.found if e.rule.endswith("by-sound") and e.label != "PERSON"]
    book.home = country_named([*listed, *heard])
    book.sporty = sporting(book)


def _opening(name: str) -> str | None:
    """The place that opens an English name: Derbyshire of Derbyshire County Council."""
    words = name.split(" ")
    return next((" ".join(words[:k]) for k in range(len(words), 0, -1) if " ".join(words[:k]) in _homes()), None)


def country_named(places: Iterable[str | None]) -> str | None:
    """The country (ISO 3166) that most of the places lie in; None where two are named as often.

    >>> country_named(["Ohio", "United States", "London"])
    'US'
    """
    votes: dict[str, float] = defaultdict(float)
    for place in places:
        codes = _homes().get(place or "", ())
        for code in codes:
            votes[code] += 1 / len(codes)
    best = sorted(votes.items(), key=lambda item: -item[1])[:2]
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def is_place(name: str) -> bool:
    """Whether the table of homes has a place of that English name."""
    return name in _homes()


def home_of(book: NameBook, place: str) -> str | None:
    """The country of a body that a place's name begins: that of the place where it is sure, else the article's."""
    codes = _homes().get(place, ())
    return codes[0] if len(codes) == 1 or (codes and book.home not in codes) else book.home


def sporting(book: NameBook) -> bool:
    """Whether the article is about a match: many of its words are of team sports."""
    sports = role_nouns("sport")
    words = sum(token.lemma in sports for token in book.tokens)
    return words >= SPORTS_WORDS and words >= SPORTS_SHARE * len(book.tokens)
