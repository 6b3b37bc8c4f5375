"""What endings make of the stems of one spelling, and which of it is chosen.

Thousands of stems are the same to the endings: same class, sound and cost. What a :class:`Profile` of such stems makes
of an ending is worked out once, since the same few thousand endings come again and again; a reading is that and the
letters of its own stem.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from xewer.model import Segment
from xewer.morph.suffixes import Automaton, Ending, join_feats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xewer.morph.lexicon import Entry

    _Choice = tuple[float, tuple[str, str, str], int, "Candidate"]  # cost, what makes it another, number of the cut
    Settled = tuple[tuple[float, int, "Candidate"], ...]  # cost, number of the cut, candidate

__all__ = ["Candidate", "Outcome", "Profile", "Start", "chosen", "settled"]

_MARGIN = 0.75  # a reading this much dearer than the best one is dropped
_BEHIND = 0.4  # by how much _ranked can set a reading back
_BARE_MARGIN = 0.8  # more for a bare stem: an order, a suffix written apart
_DEAREST = 2.3  # what costs more is no better than a guess


class Candidate(NamedTuple):
    """What an ending makes of an entry, whatever the stem: all of a reading but the letters of the stem.

    ``inner`` is -1 where the lemma is the stem's, else the letters of the ending that belong to the new lemma before
    its last piece, whose citation form is ``tail``.
    """

    cost: float
    entry: int
    upos: str
    feats: str
    segments: tuple[Segment, ...]
    inner: int
    tail: str


class Outcome:
    """What a profile makes of an ending: candidates, the cheapest first.

    ``settled``: those chosen if no other cut has any; empty where the choice hangs on the letters of the stem.
    ``only``: the one chosen, if it is one and its lemma is the stem's. Equal only to itself, so that what several
    outcomes make together can be remembered.
    """

    __slots__ = ("candidates", "only", "settled")

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        self.candidates = candidates
        self.settled = settled([candidates])
        self.only: tuple[int, str, str, tuple[Segment, ...], float] | None = None
        if len(self.settled) == 1:
            ((cost, _, candidate),) = self.settled
            if candidate.inner < 0:
                self.only = candidate.entry, candidate.upos, candidate.feats, candidate.segments, cost


class _Endings(dict[str, "Outcome | None"]):
    """Outcomes by ending, worked out when first asked for."""

    __slots__ = ("read",)

    read: Callable[[str], Outcome | None]

    def __missing__(self, rest: str) -> Outcome | None:
        return self.read(rest)


class Profile:
    """All that endings see of the entries of one spelling: the same for thousands of stems.

    ``outcomes[rest]`` is what it makes of the rest of a word; None if nothing.
    """

    __slots__ = ("_automaton", "_ways", "outcomes")

    def __init__(self, machine: Automaton, entries: list[Entry], lemmas: list[str]) -> None:
        self._automaton = machine
        self._ways: list[tuple[int, int, float, str, str, Callable[[str], tuple[Ending, ...]]]] = [
            (
                place,
                lemmas.index(entry.stem.lemma),
                entry.stem.cost + entry.cost,
                entry.stem.upos,
                entry.stem.feats,
                machine.node(entry.state, entry.shape).read,
            )
            for place, entry in enumerate(entries)
        ]
        self.outcomes = _Endings()
        self.outcomes.read = self._read

    def _read(self, rest: str) -> Outcome | None:
        """Candidates for the rest of a word: one for each lemma, class and features; none that is far too dear."""
        near = [
            (base + ending.cost, place, lemma, upos, feats, ending)
            for place, lemma, base, upos, feats, read in self._ways
            for ending in read(rest)
            if base + ending.cost < _DEAREST + 0.01
        ]
        outcome = Outcome(_cheapest(near)) if near else None
        self._automaton.remember(self.outcomes, rest, outcome)
        return outcome


def _cheapest(near: list[tuple[float, int, int, str, str, Ending]]) -> tuple[Candidate, ...]:
    """The candidates, sorted by cost; most endings are far too dear to be kept: they are not built at all."""
    limit = min(near)[0] + _MARGIN + _BEHIND + 0.006
    best: dict[tuple[int | str, int, str, str], Candidate] = {}
    for cost, place, lemma, upos, feats, ending in near:
        segments, renamed = ending.segments, ending.renamed
        if cost > limit and (segments or cost > limit + _BARE_MARGIN):
            continue
        inner = sum([len(segment.form) for segment in segments[: renamed - 1]]) if renamed else -1
        kind = ending.upos or upos
        own = join_feats(feats, ending.feats)
        key = (ending.tail if renamed else lemma, inner, kind, own)
        other = best.get(key)
        if other is None or cost < other.cost:
            best[key] = Candidate(round(cost, 2), place, kind, own, segments, inner, ending.tail)
    return tuple(sorted(best.values(), key=itemgetter(0)))


class Start:
    """The stems that the first letters of a word may be: lemma, gloss and first segment of each, and their outcomes."""

    __slots__ = ("cut", "outcomes", "stems")

    def __init__(self, stem: str, entries: list[Entry], profile: Profile) -> None:
        self.cut = len(stem)
        self.outcomes = profile.outcomes
        self.stems = [(entry.stem.lemma, entry.stem.gloss, (Segment(stem, entry.stem.upos),)) for entry in entries]

    def lemma(self, candidate: Candidate, word: str) -> str:
        """The lemma that a candidate has in a word with this start."""
        if candidate.inner < 0:
            return self.stems[candidate.entry][0]
        return word[: self.cut + candidate.inner] + candidate.tail


def _near(cuts: list[tuple[Candidate, ...]]) -> Iterator[tuple[int, Candidate]]:
    """(number of the cut, candidate) of those that are not much dearer than the cheapest of all."""
    limit = min([candidates[0].cost for candidates in cuts]) + _MARGIN + _BEHIND + 0.001
    for place, candidates in enumerate(cuts):
        for candidate in candidates:
            if candidate.cost <= limit or (not candidate.segments and candidate.cost <= limit + _BARE_MARGIN):
                yield place, candidate


def settled(cuts: list[tuple[Candidate, ...]]) -> Settled:
    """What is chosen, if that can be said without knowing the lemmas; else empty."""
    if len(cuts) == 1 and len(cuts[0]) == 1:
        return ((cuts[0][0].cost, 0, cuts[0][0]),)
    one = len(cuts) == 1  # candidates of one cut with the same class and features have different lemmas
    choices = [(c.cost, (str(n) if one else "", c.upos, c.feats), p, c) for n, (p, c) in enumerate(_near(cuts))]
    if len({key for _, key, _, _ in choices}) < len(choices):
        return ()  # two may be the same reading
    chosen = _narrowed(choices)
    if len({cost for cost, *_ in chosen}) < len(chosen) or (one and len({c.inner for *_, c in chosen}) > 1):
        return ()  # equally dear ones are put in order by lemma; a derived lemma may be that of another candidate
    return tuple((cost, place, candidate) for cost, _, place, candidate in chosen)


def chosen(word: str, starts: list[Start], cuts: list[tuple[Candidate, ...]]) -> Settled:
    """What is chosen of the candidates of all cuts of a word: each lemma, class and features once, the best first."""
    best: dict[tuple[str, str, str], _Choice] = {}
    for place, candidate in _near(cuts):
        key = (starts[place].lemma(candidate, word), candidate.upos, candidate.feats)
        other = best.get(key)
        if other is None or candidate.cost < other[0]:
            best[key] = (candidate.cost, key, place, candidate)
    return tuple((cost, place, candidate) for cost, _, place, candidate in _narrowed(list(best.values())))


def _narrowed(choices: list[_Choice]) -> list[_Choice]:
    """Sorted by cost, then by lemma, class and features, without those much dearer than the best."""
    if len(choices) == 1:
        return choices
    choices = sorted(_ranked(choices), key=itemgetter(0, 1))
    limit = min(choices[0][0] + _MARGIN, _DEAREST)
    bare_limit = min(limit + _BARE_MARGIN, _DEAREST)
    return [c for c in choices if c[0] <= limit or (c[0] <= bare_limit and not c[3].segments)]


# a bare word of the first class yields to one of the second by this much
_YIELDS = (("ADV", "ADJ", 0.2), ("PART", "ADV", 0.3), ("PART", "ADJ", 0.3), ("PART", "CCONJ", 0.3), ("ADP", "ADJ", 0.3))
_OBLIQUE = frozenset({"LOC", "ABL", "DAT"})


def _ranked(choices: list[_Choice]) -> list[_Choice]:
    """Listed adverbs yield to what they are made of (كۈندە to كۈن), rarer classes to the commoner of the same form."""
    bare = {candidate.upos for *_, candidate in choices if not candidate.segments}
    behind = {low: cost for low, high, cost in _YIELDS if low in bare and high in bare}
    if "ADV" in bare and any(
        c.upos in ("NOUN", "ADJ") and cost <= 0.3 and c.segments and c.segments[-1].tag in _OBLIQUE
        for cost, _, _, c in choices
    ):
        behind["ADV"] = 0.4
    return [(round(c[0] + behind[c[1][1]], 2), *c[1:]) if c[1][1] in behind else c for c in choices]
