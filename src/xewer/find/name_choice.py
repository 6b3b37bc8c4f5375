"""Which Latin name a word in Uyghur letters is, when no table tells: how often it is borne, how it would be written.

A candidate costs what its rarity costs, what the channel of letters (`name_channel`) asks for writing it so, and how
far off it sounds; the cheapest is chosen. Costs are natural logarithms of one over a probability. Candidates are the
listed names whose consonants sound so, and all names of the census that also have their vowels in the same places.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.latin_names import GIVEN, PERSON, SURNAME, known_spellings, names_of_people
from xewer.find.name_channel import NEVER, channel_cost, in_letters
from xewer.find.name_index import Bearers, bearers, near_names, near_world_names, rare_names
from xewer.find.name_letters import generated, letters_cost
from xewer.find.name_sounds import distance, english_sounds, heard, outline, plain
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Choice", "choices", "likeliest"]

# What a hundredth of the channel's cost weighs: a third, since careless writers stray more than our tables.
CHANNEL = 0.0035
SOUND = 8.0  # what a whole consonant that sounds otherwise costs; vowels cost less by `distance`
LATER = 0.01  # sounds by which each likelier way to say the name puts one farther off
MOST_SOUNDS = 3  # that may differ at all
EXAMPLE = 0.7  # ... where `written.tsv` has it so
KNOWN_PAIR = 1.5  # what is taken off where somebody known is written just so
LEAST = 2  # sounds of a word that can be looked up

# Bearers in ten million that a name has at least: by its rank in `english_more.tsv`, or for standing in another table.
RANKED = (10000, 2000, 500, 200)
PICKED, BRITISH, WORLD, KNOWN = 1000, 200, 50, 200
FIGURE = 60  # for each public figure of that name
OTHER_USE = 0.01  # share of those who have a name as a surname that have it as a given name, and the other way round
TOWN = 5  # surnames are made of towns
ALONE = 0.3  # share of the given names that stand alone in the news, where a surname would
ANYBODY = 15.0  # bearers that any name has, so that the rarest are not too rare
PEOPLE = 1e7
# A name that no table has is as rare as the order of its letters.
UNLISTED, ORDER = 5.3, 0.007
SURE = 12.0  # what no such name is cheaper than


class Choice(NamedTuple):
    """A name, what it costs, and how far it is off by sound."""

    cost: float
    name: str
    far: float


def likeliest(word: str, uses: frozenset[str] = PERSON) -> str:
    """The person's name that a word most likely is; empty if it is likelier one that no table has.

    >>> likeliest("ۋانلېس", SURNAME), likeliest("مېگان", GIVEN), likeliest("مويۇنچۇر", SURNAME)
    ('Wanless', 'Megan', '')
    """
    found = choices(word, uses)
    return found[0].name if found and (found[0].cost < SURE or found[0].cost < _unlisted(word)) else ""


@lru_cache(maxsize=20_000)
def _unlisted(word: str) -> float:
    """What a name costs that no table has."""
    latin = generated(word)
    if not latin:
        return SURE
    written = channel_cost(latin, in_letters(word))
    return UNLISTED + ORDER * letters_cost(latin) + CHANNEL * written


@lru_cache(maxsize=20_000)
def choices(word: str, uses: frozenset[str] = PERSON) -> tuple[Choice, ...]:
    """The names that a word may be, cheapest first; those that cannot be the cheapest are left out."""
    said, letters = heard(word), in_letters(word)
    if len(said) < LEAST:
        return ()
    near, world = _near(said)
    rare = dict(rare_names(outline(said)))
    known, examples = known_spellings().get(word), _examples().get(word, ())
    rows = []
    for name in near.keys() | rare.keys():
        away, sound = near.get(name, (0.0, ""))
        borne = rare.get(name) or _bearers(name, sound)
        least = SOUND * away + _rarity(name, borne, uses, world=name in world)
        rows.append((least - KNOWN_PAIR * (name == known) - EXAMPLE * (name in examples), name))
    found: list[Choice] = []
    best = math.inf
    for least, name in sorted(rows):
        if least >= best:
            break
        cost = least
        if name in near:
            far = near[name][0]
        else:
            most = (best - least) / SOUND
            far = min(distance(said, sound, most) + LATER * way for way, sound in enumerate(english_sounds(name)))
            cost += SOUND * far
        if cost < best:
            most = int((best - cost) / CHANNEL) if found else NEVER
            cost += CHANNEL * channel_cost(plain(name).replace("'", ""), letters, most)
            if cost < best:
                best = cost
                found.append(Choice(cost, name, far / len(said)))
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def _examples() -> dict[str, tuple[str, ...]]:
    """Uyghur words with the names of `written.tsv` that they are."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table("names/written.tsv"):
        found[row["form"]] = (*found.get(row["form"], ()), row["name_en"])
    return found


def _near(said: str) -> tuple[dict[str, tuple[float, str]], set[str]]:
    """Listed names whose consonants sound so, how far off which sound of each is; and which are of the world alone."""
    near: dict[str, tuple[float, str]] = {}
    worst = (math.inf, "")
    world: set[str] = set()
    for names, seen in ((near_names(said), None), (near_world_names(said), world)):
        for name, sound, way, far, changed in names:
            if changed <= MOST_SOUNDS:
                near[name] = min((far + LATER * way, sound), near.get(name, worst))
                if seen is not None:
                    seen.add(name)
    return near, world


def _rarity(name: str, known: Bearers, uses: frozenset[str], *, world: bool) -> float:
    """What a name costs for being rare in this use."""
    given, surname, town = _listed().get(name, Bearers())
    given, surname = given + known.given + WORLD * world, surname + known.surname + WORLD * world
    if uses == GIVEN:
        borne = given + OTHER_USE * surname
    elif uses == SURNAME:
        borne = surname + OTHER_USE * given
    else:
        borne = surname + ALONE * given  # a name that stands alone is a surname in the news
    return math.log(PEOPLE / (borne + TOWN * bool(town or known.towns) + ANYBODY))


@lru_cache(maxsize=20_000)
def _bearers(name: str, said: str) -> Bearers:
    """Who bears a name that is said so, or as it is said first."""
    known = bearers(name, outline(said))
    return known if any(known) else bearers(name, outline(english_sounds(name)[0]))


@lru_cache(maxsize=1)
def _listed() -> dict[str, Bearers]:
    """Names of our tables with the bearers that they count for."""
    found: dict[str, list[int]] = {}
    for name, use, number in _counted():
        found.setdefault(name, [0, 0, 0])[use] += number
    for name, kind in dict.fromkeys(names_of_people()):
        row, at = found.setdefault(name, [0, 0, 0]), _USES[kind]
        row[at] = max(row[at], KNOWN)
    for table in ("public_figures", "public_figures_more"):
        for figure in read_table(f"names/{table}.tsv"):
            first, *rest = figure["name_en"].split(" ")
            for name, at in ((first, 0), *((word, 1) for word in rest)):
                found.setdefault(name, [0, 0, 0])[at] += FIGURE
    return {name: Bearers(*row) for name, row in found.items()}


_USES = {"given": 0, "surname": 1, "place": 2}


def _counted() -> Iterator[tuple[str, int, int]]:
    for row in read_table("names/english_more.tsv"):
        for use, rank in zip(row["uses"].split(" "), row["often"].split(" "), strict=True):
            if use in _USES:
                yield row["name"], _USES[use], RANKED[int(rank) - 1]
    for table, number in (("british_names", BRITISH), ("english", PICKED)):
        for row in read_table(f"names/{table}.tsv"):
            for use in row["uses"].split(" "):
                if use in _USES:
                    yield row["name"], _USES[use], number
