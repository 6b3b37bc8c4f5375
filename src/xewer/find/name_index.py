"""Latin names by their sound: tables that `make model` writes, of which only the rows asked for are taken apart.

``names/said.tsv`` has the listed names with every way to say them, by `skeleton`; ``names/census.tsv`` all names of the
census with how many bear them, by `outline`.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from xewer.errors import DataError
from xewer.find.name_sounds import distance, same_onset, skeleton
from xewer.resources import data_path

__all__ = [
    "WAYS",
    "Bearers",
    "Near",
    "Said",
    "bearers",
    "census",
    "near_names",
    "near_world_names",
    "rare_names",
    "said_names",
    "table_row",
    "world_names",
]

WORST = 0.22  # share of its sounds by which a name may be off
MOST_SOUNDS = 4  # that may differ at all
WAYS = "0123456789abcdefghijklmnopqrstuvwxyz"  # the number of a way to say a name, the likeliest first


class Said(NamedTuple):
    """A Latin name in one of the ways to say it, and which of them, the likeliest 0."""

    name: str
    sound: str
    way: int


class Bearers(NamedTuple):
    """How many of ten million people have a name as given name and as surname; towns called so that we know of."""

    given: int = 0
    surname: int = 0
    towns: int = 0


@lru_cache(maxsize=8)
def _lines(table: str) -> tuple[str, ...]:
    """Rows of a table, sorted by their key; not taken apart, since few of them are ever asked for."""
    try:
        return tuple(data_path(f"names/{table}.tsv").read_text(encoding="utf-8").split("\n")[1:])
    except OSError as error:
        raise DataError(f"language data missing: names/{table}.tsv", hint="reinstall xewer") from error


def table_row(table: str, key: str) -> list[str]:
    """The cells of the row with this key behind the key; nothing if there is none."""
    lines = _lines(table)
    at = bisect_left(lines, key + "\t")
    found = at < len(lines) and lines[at].startswith(key + "\t")
    return lines[at].split("\t")[1:] if found else []


def _said(key: str, column: int) -> tuple[Said, ...]:
    row = table_row("said", key)
    found = []
    for entry in row[column].split(";") if row and row[column] else ():
        name, *sounds = entry.split(" ")
        found += [Said(name, sound[1:], WAYS.index(sound[0])) for sound in sounds]
    return tuple(found)


@lru_cache(maxsize=20_000)
def said_names(key: str) -> tuple[Said, ...]:
    """English names, and those of known people and places, of which a way to say them has this skeleton.

    >>> sorted({said.name for said in said_names("blk") if said.name[-1] == "e"})[:1]
    ['Blake']
    """
    return _said(key, 0)


@lru_cache(maxsize=20_000)
def world_names(key: str) -> tuple[Said, ...]:
    """The same of names of ``names/world_names.tsv``, as their languages say them."""
    return _said(key, 1)


class Near(NamedTuple):
    """A listed name that a word may be: one way to say it, how far off that is and how many sounds differ."""

    name: str
    sound: str
    way: int
    far: float
    changed: int


@lru_cache(maxsize=4_000)
def near_names(said: str) -> tuple[Near, ...]:
    """The listed names that sound much like this; measured once, for they are asked for by one use after the other."""
    return _near(said, said_names(skeleton(said)))


@lru_cache(maxsize=4_000)
def near_world_names(said: str) -> tuple[Near, ...]:
    """The same of names of ``names/world_names.tsv``."""
    return _near(said, world_names(skeleton(said)))


def _near(said: str, names: tuple[Said, ...]) -> tuple[Near, ...]:
    found = []
    for name, sound, way in names:
        if same_onset(said, sound):
            changed = Levenshtein.distance(said, sound, score_cutoff=MOST_SOUNDS)
            most = WORST * max(len(said), len(sound))
            far = distance(said, sound, most) if changed <= MOST_SOUNDS else most + 1
            if far <= most:
                found.append(Near(name, sound, way, far, changed))
    return tuple(found)


@lru_cache(maxsize=20_000)
def rare_names(key: str) -> tuple[tuple[str, Bearers], ...]:
    """Names of the census and of towns of which a likely way to say them has this outline, with who bears them.

    >>> dict(rare_names("langdal"))["Langdale"].surname > 0
    True
    """
    row = table_row("census", key)
    return tuple(_entry(entry) for entry in row[0].split(" ")) if row else ()


def _entry(entry: str) -> tuple[str, Bearers]:
    name, *numbers = entry.split(":")
    return name, Bearers(*(int(n or 0) for n in numbers))


def bearers(name: str, key: str) -> Bearers:
    """Who bears a name that has this outline."""
    return next((found for other, found in rare_names(key) if other == name), Bearers())


def census() -> dict[str, Bearers]:
    """All names of the census and of towns; to make tables of, it takes long."""
    return dict(_entry(entry) for line in _lines("census") if line for entry in line.split("\t")[1].split(" "))
