"""All readings of a word: its stem looked up, the rest read by the suffix automaton.

A word is cut at every place; the left part is looked up among the spellings of known stems, the right part is read by
the automaton. What has no known stem goes to :mod:`xewer.morph.guess`. Numbers, Latin words and marks have their own
small ways in :mod:`xewer.morph.mixed`.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from xewer.model import Reading, Segment
from xewer.morph import doubt, guess, mixed, names, variants
from xewer.morph.lexicon import Stem, allomorphs, default_table
from xewer.morph.suffixes import Automaton, Ending, automaton, join_feats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from xewer.morph.lexicon import Entry, Table

    _Choice = tuple[float, tuple[str, str, str], int, "_Candidate"]  # cost, what makes it another, number of the cut
    _Settled = tuple[tuple[float, int, "_Candidate"], ...]  # cost, number of the cut, candidate

__all__ = ["LONGEST", "Analyser", "analyse", "analyser"]

LONGEST = 60  # letters; longer strings are no words and are not taken apart
_MARGIN = 0.75  # a reading this much dearer than the best one is dropped
_BEHIND = 0.4  # by how much _rank can set a reading back
_BARE_MARGIN = 0.8  # more for a bare stem: an order, a suffix written apart
_DEAREST = 2.3  # what costs more is no better than a guess
_CACHE = 50_000  # word types whose readings are remembered
_BEGINNINGS = 30_000  # beginnings of words of which it is remembered what stems they are


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
        self._starts: dict[str, _Start | None] = {}
        self._shortest = min(map(len, self.table), default=1)
        self._profiles: dict[tuple[object, ...], _Profile] = {}
        self._together: dict[tuple[_Outcome, ...], _Settled] = {}

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
        if not mixed.is_letter(word[0]):
            plain = mixed.read_mixed(word, self)
            if plain:
                return plain
        known = doubt.doubted(self.known(word))
        if (
            not known and len(word) == 1 and mixed.is_letter(word) and word != "ـ"
        ):  # a letter of an abbreviation: «ب د ت»
            return (Reading(word, word, "NOUN", "Abbr=Yes|Case=Nom", (Segment(word, "NOUN"),), 1.0),)
        return (
            known
            or mixed.read_hyphenated(word, self)
            or variants.read_variant(word, self)
            or names.named(guess.guess(word, self.automaton))
        )

    def known(self, word: str) -> tuple[Reading, ...]:
        """Readings with stems of the table alone; empty if there is none."""
        begin, unseen, nothing = self._starts.get, _UNSEEN, _NOTHING
        first: _Start | None = None  # most words have one cut with candidates: no list is made for it
        found: list[_Start] = []
        outcomes: list[_Outcome] = []
        for cut in range(self._shortest, len(word) + 1):
            beginning = word[:cut]
            start = begin(beginning, unseen)
            if start is unseen:
                start = self._start(beginning)
            if start is None:
                continue
            rest = word[cut:]
            outcome = start.find(rest)
            if outcome is None:
                outcome = start.profile.read(rest)
            if outcome is nothing:
                continue
            if first is None:
                first, only = start, outcome
            else:
                if not found:
                    found.append(first)
                    outcomes.append(only)
                found.append(start)
                outcomes.append(outcome)
        if first is None:
            return ()
        if not found:
            settled = only.settled
            if len(settled) == 1:
                cost, _, candidate = settled[0]
                return (_reading(word, first, candidate, cost),)
            found, outcomes = [first], [only]
        else:
            settled = self._settled(tuple(outcomes))
        if not settled:
            settled = _chosen(word, found, [outcome.candidates for outcome in outcomes])
        return tuple([_reading(word, found[place], candidate, cost) for cost, place, candidate in settled])

    def _settled(self, outcomes: tuple[_Outcome, ...]) -> _Settled:
        """What is chosen of the outcomes of several cuts, found once."""
        known = self._together.get(outcomes)
        if known is None:
            if len(self._together) >= _CACHE:
                self._together.clear()
            known = self._together[outcomes] = _settled([outcome.candidates for outcome in outcomes])
        return known

    def _start(self, stem: str) -> _Start | None:
        """What is known of the beginning of a word, found once; None if it is no stem."""
        if len(self._starts) >= _BEGINNINGS:
            self._starts.clear()
        entries = self.table.get(stem)
        if not entries:
            self._starts[stem] = None
            return None
        lemmas = [entry.stem.lemma for entry in entries]
        key = tuple(
            (e.state, e.shape, e.stem.cost + e.cost, e.stem.upos, e.stem.feats, lemmas.index(e.stem.lemma))
            for e in entries
        )
        profile = self._profiles.get(key)
        if profile is None:
            profile = self._profiles[key] = _Profile(self.automaton, entries, lemmas)
        self._starts[stem] = made = _Start(stem, entries, profile)
        return made


class _Start:
    """The stems that the first letters of a word may be: lemma, gloss and first segment of each, and their profile."""

    __slots__ = ("cut", "find", "profile", "stems")

    def __init__(self, stem: str, entries: list[Entry], profile: _Profile) -> None:
        self.cut = len(stem)
        self.profile = profile
        self.find = profile.memo.get
        self.stems = [(entry.stem.lemma, entry.stem.gloss, Segment(stem, entry.stem.upos)) for entry in entries]


class _Candidate(NamedTuple):
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


class _Outcome:
    """What a profile makes of an ending: candidates, the cheapest first.

    ``settled``: those chosen if no other cut has any; empty where the choice hangs on the letters of the stem. Equal
    only to itself, so that what several outcomes make together can be remembered.
    """

    __slots__ = ("candidates", "settled")

    def __init__(self, candidates: tuple[_Candidate, ...]) -> None:
        self.candidates = candidates
        self.settled: _Settled = _settled([candidates]) if candidates else ()


class _Profile:
    """All that endings see of the entries of one spelling: the same for thousands of stems.

    What a profile makes of an ending is remembered, since the same few thousand endings come again and again.
    """

    __slots__ = ("_automaton", "_ways", "memo")

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
        self.memo: dict[str, _Outcome] = {}

    def read(self, rest: str) -> _Outcome:
        """Candidates for the rest of a word: one for each lemma, class and features; none that is far too dear."""
        near = [
            (base + ending.cost, place, lemma, upos, feats, ending)
            for place, lemma, base, upos, feats, read in self._ways
            for ending in read(rest)
            if base + ending.cost < _DEAREST + 0.01
        ]
        if not near:
            self._automaton.remember(self.memo, rest, _NOTHING)
            return _NOTHING
        limit = min(near)[0] + _MARGIN + _BEHIND + 0.006  # most are far too dear to be kept; they are not built at all
        best: dict[tuple[int | str, int, str, str], _Candidate] = {}
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
                best[key] = _Candidate(round(cost, 2), place, kind, own, segments, inner, ending.tail)
        outcome = _Outcome(tuple(sorted(best.values(), key=itemgetter(0))))
        self._automaton.remember(self.memo, rest, outcome)
        return outcome


# a reading is made for every word of an archive: the slots are filled without the detour of the frozen class's own
# __setattr__, which would take as long as all the rest
_SLOTS = ("form", "lemma", "upos", "feats", "segments", "cost", "known", "gloss")
_form, _lemma, _upos, _feats, _segments, _cost, _known, _gloss = (vars(Reading)[name].__set__ for name in _SLOTS)


def _reading(word: str, start: _Start, candidate: _Candidate, cost: float) -> Reading:
    """The reading of ``word`` that begins with one of the stems of a start."""
    _, place, upos, feats, tail, inner, last = candidate
    lemma, gloss, head = start.stems[place]
    made = object.__new__(Reading)
    _form(made, word)
    _upos(made, upos)
    _feats(made, feats)
    _segments(made, (head, *tail))
    _cost(made, cost)
    _known(made, True)
    if inner < 0:
        _lemma(made, lemma)
        _gloss(made, gloss)
    else:
        _lemma(made, word[: start.cut + inner] + last)
        _gloss(made, "")
    return made


def _near(cuts: list[tuple[_Candidate, ...]]) -> Iterator[tuple[int, _Candidate]]:
    """(number of the cut, candidate) of those that are not much dearer than the cheapest of all."""
    limit = min([candidates[0].cost for candidates in cuts]) + _MARGIN + _BEHIND + 0.001
    for place, candidates in enumerate(cuts):
        for candidate in candidates:
            if candidate.cost <= limit or (not candidate.segments and candidate.cost <= limit + _BARE_MARGIN):
                yield place, candidate


def _settled(cuts: list[tuple[_Candidate, ...]]) -> _Settled:
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


def _chosen(word: str, starts: list[_Start], cuts: list[tuple[_Candidate, ...]]) -> _Settled:
    """What is chosen of the candidates of all cuts of a word: each lemma, class and features once, the best first."""
    best: dict[tuple[str, str, str], _Choice] = {}
    for place, candidate in _near(cuts):
        start = starts[place]
        derived = candidate.inner >= 0
        lemma = word[: start.cut + candidate.inner] + candidate.tail if derived else start.stems[candidate.entry][0]
        key = (lemma, candidate.upos, candidate.feats)
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


_NOTHING = _Outcome(())  # of endings that no entry can have
_UNSEEN = _Start.__new__(_Start)  # of beginnings not yet looked up; only ever compared


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
