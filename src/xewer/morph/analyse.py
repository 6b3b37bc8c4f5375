"""All readings of a word: its stem looked up, the rest read by the suffix automaton.

A word is cut at every place; the left part is looked up among the spellings of known stems, the right part is read by
the automaton. What has no known stem goes to :mod:`xewer.morph.guess`. Numbers, Latin words and marks have their own
small ways in :mod:`xewer.morph.mixed`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.model import Reading, Segment
from xewer.morph import guess, mixed, variants
from xewer.morph.lexicon import Entry, Stem, Table, allomorphs, default_table
from xewer.morph.suffixes import Automaton, Ending, automaton, join_feats

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    Start = tuple[float, Entry, Callable[[str], tuple[Ending, ...]]]

__all__ = ["LONGEST", "Analyser", "analyse", "analyser"]

LONGEST = 60  # letters; longer strings are no words and are not taken apart
_MARGIN = 0.75  # a reading this much dearer than the best one is dropped
_BEHIND = 0.4  # by how much _rank can set a reading back
_BARE_MARGIN = 0.8  # more for a bare stem: an order, a suffix written apart
_DEAREST = 2.3  # what costs more is no better than a guess
_CACHE = 50_000  # word types whose readings are remembered


class Analyser:
    """Readings from a table of stems, with a memory for words seen.

    Args:
        names: further rows, ``(lemma, upos)``, such as a user's own names.
        table: another table of stems (for tests); the shipped one by default.

    >>> [r.lemma for r in Analyser(names=[("زەينۇرە", "PROPN")]).analyse("زەينۇرەنىڭ")][:1]
    ['زەينۇرە']
    """

    def __init__(self, names: Iterable[tuple[str, str]] = (), table: Table | None = None) -> None:
        self.table: Table = default_table() if table is None else table
        self.automaton: Automaton = automaton()
        extra = list(names)
        if extra:
            self.table = dict(self.table)
            for lemma, upos in extra:
                for word in lemma.split():
                    for form, entry in allomorphs(Stem(word, upos, source="names")):
                        self.table[form] = [*self.table.get(form, ()), entry]
        self._cache: dict[str, tuple[Reading, ...]] = {}
        self._nodes: dict[str, list[Start]] = {}
        self._endings: dict[int, tuple[Ending, str, tuple[Segment, ...]]] = {}

    def analyse(self, word: str) -> tuple[Reading, ...]:
        """All readings, cheapest first; never empty for a non-empty word."""
        found = self._cache.get(word)
        if found is None:
            found = self._read(word)
            if len(self._cache) >= _CACHE:
                self._cache.clear()
            self._cache[word] = found
        return found

    def _read(self, word: str) -> tuple[Reading, ...]:
        if not word:
            return ()
        if len(word) > LONGEST:
            return (Reading(word, word, "X", "", (Segment(word, "X"),), 9.0, known=False),)
        plain = mixed.read_mixed(word, self)
        if plain:
            return plain
        known = self.known(word)
        if (
            not known and len(word) == 1 and mixed.is_letter(word) and word != "ـ"
        ):  # a letter of an abbreviation: «ب د ت»
            return (Reading(word, word, "NOUN", "Abbr=Yes|Case=Nom", (Segment(word, "NOUN"),), 1.0),)
        return (
            known
            or mixed.read_hyphenated(word, self)
            or variants.read_variant(word, self)
            or guess.guess(word, self.automaton)
        )

    def known(self, word: str) -> tuple[Reading, ...]:
        """Readings with stems of the table alone; empty if there is none."""
        table, nodes = self.table, self._nodes
        found: list[tuple[float, int, Entry, Ending]] = []
        for cut in range(1, len(word) + 1):
            stem = word[:cut]
            if stem not in table:
                continue
            rest = word[cut:]
            for base, entry, read in nodes.get(stem) or self._ready(stem):
                for ending in read(rest):
                    cost = base + ending.cost
                    if cost < _DEAREST + 0.01:
                        found.append((cost, cut, entry, ending))
        if not found:
            return ()
        # most are far too dear to be kept; they are not built at all
        limit = min(item[0] for item in found) + _MARGIN + _BEHIND
        best: dict[tuple[str, str, str], Reading] = {}
        for cost, cut, entry, ending in found:
            if cost > limit and (ending.segments or cost > limit + _BARE_MARGIN):
                continue
            reading = self._build(word, cut, entry, ending, cost)
            key = (reading.lemma, reading.upos, reading.feats)
            other = best.get(key)
            if other is None or reading.cost < other.cost:
                best[key] = reading
        return prune(_rank(best.values()))

    def _ready(self, stem: str) -> list[Start]:
        """The entries of a stem with their costs and the automaton's way to read on, found once."""
        if len(self._nodes) >= _CACHE:
            self._nodes.clear()
        node = self.automaton.node
        made = self._nodes[stem] = [
            (entry.stem.cost + entry.cost, entry, node(entry.state, entry.shape).read) for entry in self.table[stem]
        ]
        return made

    def _build(self, word: str, cut: int, entry: Entry, ending: Ending, cost: float) -> Reading:
        """The reading of ``word`` whose first ``cut`` letters are the entry's stem."""
        stem = entry.stem
        made = self._endings.get(id(ending))
        if made is None:
            if len(self._endings) >= _CACHE:
                self._endings.clear()
            segments = tuple(Segment(form, tag) for form, tag in ending.segments)
            # the ending is kept with what is made of it, so that no other can have its identity
            made = self._endings[id(ending)] = (ending, join_feats("", ending.feats), segments)
        lemma, gloss = stem.lemma, stem.gloss
        if ending.renamed:
            inner = sum(len(form) for form, _ in ending.segments[: ending.renamed - 1])
            lemma, gloss = word[: cut + inner] + ending.tail, ""
        feats = join_feats(stem.feats, ending.feats) if stem.feats else made[1]
        segments = (Segment(word[:cut], stem.upos), *made[2])
        return Reading(word, lemma, ending.upos or stem.upos, feats, segments, round(cost, 2), known=True, gloss=gloss)


# a bare word of the first class yields to one of the second by this much
_YIELDS = (("ADV", "ADJ", 0.2), ("PART", "ADV", 0.3), ("PART", "ADJ", 0.3), ("PART", "CCONJ", 0.3), ("ADP", "ADJ", 0.3))


def _rank(readings: Collection[Reading]) -> Collection[Reading]:
    """Listed adverbs yield to what they are made of (كۈندە to كۈن), rarer classes to the commoner of the same form."""
    if len(readings) < 2:
        return readings
    bare = {reading.upos for reading in readings if len(reading.segments) == 1}
    behind = {low: cost for low, high, cost in _YIELDS if low in bare and high in bare}
    if "ADV" in bare and any(
        r.upos in ("NOUN", "ADJ") and r.cost <= 0.3 and r.segments[-1].tag in ("LOC", "ABL", "DAT") for r in readings
    ):
        behind["ADV"] = 0.4
    if not behind:
        return readings
    return [replace(r, cost=round(r.cost + behind[r.upos], 2)) if r.upos in behind else r for r in readings]


def prune(readings: Collection[Reading]) -> tuple[Reading, ...]:
    """Sorted by cost, without those much dearer than the best."""
    if len(readings) == 1:
        return tuple(readings)
    ordered = sorted((r for r in readings if r.cost <= _DEAREST), key=lambda r: (r.cost, r.lemma, r.upos, r.feats))
    if not ordered:
        return ()
    limit = ordered[0].cost + _MARGIN
    return tuple(r for r in ordered if r.cost <= limit or (r.cost <= limit + _BARE_MARGIN and len(r.segments) == 1))


@lru_cache(maxsize=1)
def analyser() -> Analyser:
    """The analyser of the shipped data, made once."""
    return Analyser()


def analyse(word: str) -> tuple[Reading, ...]:
    """All readings of a word in canonical text, cheapest first; never empty for a non-empty word.

    >>> analyse("دۆلەتلەرنىڭ")[0].feats
    'Case=Gen|Number=Plur'
    """
    return analyser().analyse(word)
