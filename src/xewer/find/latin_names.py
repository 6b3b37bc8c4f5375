"""Latin names that the tables list: what each is used for, how common it is, and how known people's are written."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.name_sounds import by_letters, english_sounds, heard, skeleton
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "BODY",
    "GIVEN",
    "OFTEN",
    "PERSON",
    "PLACE",
    "SURNAME",
    "WORD",
    "common_name",
    "eastern",
    "easterners",
    "figure_kinds",
    "known_spellings",
    "listed_names",
    "listed_uses",
    "names_of_people",
    "native",
    "particles",
    "rarity",
    "uses_of",
]

PLACE = frozenset({"place"})
PERSON = frozenset({"given", "surname"})
BODY = frozenset({"body"})
WORD = frozenset({"word"})  # common words of which names of clubs, streets and companies are made
GIVEN, SURNAME = frozenset({"given"}), frozenset({"surname"})

EASTERN = frozenset({"uyghur", "central-asian", "turkish"})
NATIVE = frozenset({"q", "gh"})
PLACES = frozenset({"city", "county", "capital", "province", "village"})
# What is added to the distance of a candidate, so that of two alike the better comes first.
OFTEN = (0.0, 0.008, 0.016, 0.03)  # by how common the name is: the first 60, 300, 1500, the rest
PICKED = 0.006  # a name of our own list whose frequency is not known


@lru_cache(maxsize=1)
def listed_uses() -> dict[str, frozenset[str]]:
    """Names of the English tables, and words of the names of known people and places, with what they are used for."""
    found: dict[str, set[str]] = {}
    for table in ("names/english.tsv", "names/english_more.tsv", "names/british_names.tsv"):
        for row in read_table(table):
            found.setdefault(row["name"], set()).update(row["uses"].split(" "))
    for word, use in _words_of_places():
        found.setdefault(word, set()).add(use)
    for word, use in names_of_people():
        found.setdefault(word, set()).add(use)
    return {name: frozenset(uses) for name, uses in found.items()}


def _words_of_places() -> Iterator[tuple[str, str]]:
    for row in read_table("names/places.tsv"):
        if row["kind"] in PLACES and row["name_en"].isascii():
            yield from ((w, "place") for w in row["name_en"].split(" ") if w.isalpha() and len(w) > 3)


def names_of_people() -> Iterator[tuple[str, str]]:
    """Words of the names of known people with their use: given, surname."""
    for table in ("names/people.tsv", "names/public_figures.tsv"):
        for row in read_table(table):
            words = row["name_en"].split(" ")
            if len(words) in {2, 3} and row["kind"] != "religious" and not row.get("register"):
                for number, word in enumerate(words):
                    if word.isascii() and word.isalpha() and len(word) > 1 and word[0].isupper():
                        yield word, "surname" if number else "given"


def uses_of(latin: str) -> frozenset[str]:
    """What an English word is used for as a name: given, surname, place; empty if the tables do not have it."""
    return listed_uses().get(latin, frozenset())


def listed_names() -> list[str]:
    """Every Latin name of the tables but those of the census and of the world, sorted."""
    return sorted(listed_uses())


@lru_cache(maxsize=1)
def _frequencies() -> dict[tuple[str, str], float]:
    """Name and use -> what its rank adds."""
    found: dict[tuple[str, str], float] = {}
    for row in read_table("names/english_more.tsv"):
        for use, rank in zip(row["uses"].split(" "), row["often"].split(" "), strict=True):
            found[row["name"], use] = OFTEN[int(rank) - 1]
    for row in read_table("names/british_names.tsv"):
        for use in row["uses"].split(" "):
            found.setdefault((row["name"], use), OFTEN[-1])
    for row in read_table("names/english.tsv"):
        for use in row["uses"].split(" "):
            found[row["name"], use] = min(PICKED, found.get((row["name"], use), PICKED))
    return found


def rarity(name: str, uses: frozenset[str]) -> float:
    """What a name's rank adds to its distance; the better rank of the uses asked for."""
    return min(_frequencies().get((name, use), OFTEN[2]) for use in uses)


def common_name(latin: str) -> bool:
    """Whether a person's name is among the most common, or one that we have picked.

    >>> common_name("Johnson"), common_name("Buster")
    (True, False)
    """
    return bool(latin) and rarity(latin, PERSON) <= OFTEN[1]


@lru_cache(maxsize=1)
def _figures() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("names/public_figures.tsv"):
        found.setdefault(row["name_en"].split(" ")[-1], set()).add(row["kind"])
    return {name: frozenset(kinds) for name, kinds in found.items()}


def figure_kinds(surname: str) -> frozenset[str]:
    """What public figures of this surname are.

    >>> sorted(figure_kinds("Kante"))
    ['athlete']
    """
    return _figures().get(surname, frozenset())


@lru_cache(maxsize=1)
def known_spellings() -> dict[str, str]:
    """Words of known persons' names with their English, one to one: «كوربىن» is Corbyn."""
    found: dict[str, str] = {}
    for row in read_table("names/people.tsv"):
        ours, english = row["form"].split(" "), row["name_en"].split(" ")
        plain = row["kind"] != "religious" and not row["register"]
        if len(ours) == len(english) and not ours[0].isascii() and plain:
            for a, b in zip(ours, english, strict=True):
                if skeleton(heard(a)) in {skeleton(s) for s in english_sounds(b)}:
                    known = found.setdefault(a, b)
                    if b != known and rarity(b, PERSON) < rarity(known, PERSON):
                        found[a] = b
    return found


@lru_cache(maxsize=1)
def easterners() -> dict[str, str]:
    """Given names of the East with their origin."""
    return {r["form"]: r["origin"] for r in read_table("names/given_names.tsv") if r["origin"] in EASTERN}


def eastern(word: str) -> bool:
    """A Uyghur, Turkish or Kazakh name is spelt by its letters, not after the English name that it resembles."""
    return word in easterners()


def native(word: str) -> bool:
    """Letters that no transcription from English has."""
    return any(by_letters(c, 0) in NATIVE for c in word)


@lru_cache(maxsize=1)
def particles() -> dict[str, str]:
    """Small words inside of names, with their English: «دا» da, «ۋان» van."""
    return {row["form"]: row["name_en"] for row in read_table("names/particles.tsv")}
