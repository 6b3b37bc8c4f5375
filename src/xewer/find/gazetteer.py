"""Names from the tables, in any inflection: a word trie walked over tokens, the last word matched by its stem."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.own_names import own_names
from xewer.morph.analyse import analyse
from xewer.resources import data_path, read_table
from xewer.tokens.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xewer.model import Reading, Token

__all__ = ["Match", "Row", "bases", "gazetteer", "listed_names", "match_names", "role_nouns", "small_table"]

NOMINAL_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
POSSESSED = "+P3"
PLURAL = "+PL"
TABLE_OF_LABEL = {"PERSON": "people", "ORG": "organisations"}
LABEL_OF_FILE = {"people": "PERSON", "organisations": "ORG"}


class Row(NamedTuple):
    """One name of the tables."""

    form: str
    lemma: str
    kind: str
    label: str
    name_en: str
    id: str
    table: str


class Match(NamedTuple):
    """Tokens ``first..last`` (inclusive) are this name; its stem ends at ``stem_end`` (code points)."""

    first: int
    last: int
    stem_end: int
    row: Row


class _Node:
    """A step of the trie: words that go on, and names that end here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: dict[str, Row] = {}


@lru_cache(maxsize=64)
def small_table(name: str) -> dict[str, dict[str, str]]:
    """A table of the names folder by the column ``form``; empty if there is no such table."""
    if not data_path(f"names/{name}.tsv").exists():
        return {}
    return {row["form"]: row for row in read_table(f"names/{name}.tsv")}


@lru_cache(maxsize=64)
def role_nouns(role: str) -> frozenset[str]:
    """Nouns that decide what a name beside them is: «platform», «medium», «event», «work»."""
    return frozenset(form for form, row in small_table("role_nouns").items() if role in row["roles"].split(" "))


@lru_cache(maxsize=1)
def gazetteer() -> _Node:
    """All names of places, people and organisations as a trie; the user's own win over the tables."""
    root = _Node()
    for own in own_names():
        table = TABLE_OF_LABEL.get(own.label, "places")
        row = Row(own.form, own.form, "own", own.label, own.name_en, own.id, table)
        _insert(root, row, words_of(own.form))
    for row in listed_names():
        _insert(root, row, words_of(row.form))
        first, blank, rest = row.form.partition(" ")
        if blank and first.endswith("ىي") and first in small_table("sides"):
            _insert(root, row, [first[:-1], *words_of(rest)])  # «شەرقى تىمور» is written as often
    return root


def listed_names() -> Iterator[Row]:
    """The names of the tables of organisations, people and places, in the order in which they win."""
    labels = {row["kind"]: row["label"] for row in read_table("names/kinds.tsv")}
    for table in ("organisations", "people", "places"):
        if not data_path(f"names/{table}.tsv").exists():
            continue
        for cells in read_table(f"names/{table}.tsv"):
            label = LABEL_OF_FILE.get(table) or labels.get(cells["kind"], "GPE")
            yield Row(cells["form"], cells["lemma"], cells["kind"], label, cells["name_en"], cells.get("id", ""), table)


def words_of(form: str) -> list[str]:
    """A form as the tokeniser sees it: «ئا.ق.ش» is five words there."""
    return form.split(" ") if form.replace(" ", "").isalpha() else [form[s.start : s.end] for s in words(form)]


def _insert(root: _Node, row: Row, parts: list[str]) -> None:
    *inner, last = parts
    node = root
    for word in inner:
        node = node.next.setdefault(word, _Node())
    node.ends.setdefault(last, row)
    if inner:
        for key in _heads(last):
            node.ends.setdefault(key, row)


def _heads(word: str) -> list[str]:
    """Keys for the possessed head of a name, whatever its spelling: «پارتىيىسى», «پارتىيەسى»."""
    return [
        reading.lemma + _number(reading) + POSSESSED
        for reading in analyse(word)
        if reading.listed and reading.upos in NOMINAL_TAGS and reading.segments[-1].tag == "P3"
    ]


@lru_cache(maxsize=60_000)
def bases(word: str) -> dict[str, int]:
    """What a word can be a form of: base -> code points of the word that stand for it.

    A base is the word itself, a stem's lemma, or the stem with its first suffixes («تەشكىلاتى» of «تەشكىلاتىنىڭ»).
    """
    found = {word: len(word)}
    for reading in analyse(word):
        if reading.upos not in NOMINAL_TAGS or not reading.segments:
            continue
        length = 0
        for number, segment in enumerate(reading.segments):
            length += len(segment.form)
            if number == 0 and _yours(reading):
                break
            found.setdefault(word[:length], length)
            if number == 0:
                found.setdefault(reading.lemma, length)
            elif segment.tag == "P3" and reading.listed:
                found.setdefault(reading.lemma + _number(reading) + POSSESSED, length)
            elif segment.tag == "LIQ":
                break  # «شىنجاڭلىق» is somebody from there, not the place
        if any(s.tag in {"LIQ", "CHI", "SIZ"} for s in reading.segments[1:]):
            found.pop(reading.lemma, None)
            if len(reading.segments) > 1 and reading.segments[1].tag == "LIQ":
                found.pop(word[: len(reading.segments[0].form)], None)  # «شىمالىي داكوتالىق»
    return found


def _number(reading: Reading) -> str:
    """«ئالما شىركىتى» is a company, «ئالما شىركەتلىرى» are several."""
    return PLURAL if any(s.tag == "PL" for s in reading.segments[1:]) else ""


def _yours(reading: Reading) -> bool:
    """A name that is mine or yours: «لىۋىنىڭ» is no "your Lebanon"."""
    return reading.upos == "PROPN" and any(s.tag in {"P1SG", "P2SG", "P2SGF"} for s in reading.segments[1:])


def match_names(tokens: Sequence[Token]) -> Iterator[Match]:
    """The longest name of the tables at each token, left to right, without overlaps."""
    root = gazetteer()
    i, n = 0, len(tokens)
    while i < n:
        best = _longest(root, tokens, i, n)
        if best is None:
            i += 1
        else:
            yield best
            i = best.last + 1


def _longest(root: _Node, tokens: Sequence[Token], i: int, n: int) -> Match | None:
    node, best, k = root, None, i
    while k < n:
        token = tokens[k]
        if node.ends:
            for base, length in bases(token.text).items():
                row = node.ends.get(base)
                if row is not None:
                    best = Match(i, k, token.start + length, row)
                    break
        follower = node.next.get(token.text)
        if follower is None:
            break
        node, k = follower, k + 1
    return best
