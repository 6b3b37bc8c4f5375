"""All readings of a word: its stem looked up, the rest read by the suffix automaton.

A word is cut at every place where a known stem may end; the left part is looked up among the spellings of stems, the
right part is read by the automaton. What has no known stem goes to :mod:`xewer.morph.guess`. Numbers, Latin words and
marks have their own small ways in :mod:`xewer.morph.mixed`.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar

from xewer.model import Reading, Segment
from xewer.morph import guess, mixed, names, variants
from xewer.morph.doubt import doubted
from xewer.morph.lexicon import Stem, allomorphs, default_table
from xewer.morph.outcomes import Candidate, Outcome, Profile, Start, chosen, settled
from xewer.morph.suffixes import Automaton, automaton

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from xewer.morph.lexicon import Table
    from xewer.morph.outcomes import Settled

    # the stems in the head (letters, outcomes of their endings, stem), and the lengths of longer ones
    _Head = tuple[tuple[tuple[int, dict[str, Outcome | None], Start], ...], tuple[int, ...]]

__all__ = ["LONGEST", "Analyser", "analyse", "analyser"]

LONGEST = 60  # letters; longer strings are no words and are not taken apart
_CACHE = 50_000  # word types whose readings are remembered
_BEGINNINGS = 30_000  # beginnings of words of which it is remembered what stems they are
_HEAD = 4  # letters by which a word is looked up first: the stems within them, and how long those are that go on
_FIRST, _AFTER = "\u0620", "\u0700"  # the block of Arabic letters
_Key = TypeVar("_Key", bound="Hashable")
_Made = TypeVar("_Made")
_new = tuple.__new__  # a reading is made for every word of an archive: this is several times faster than the class


class _Memory(dict[_Key, _Made]):
    """What was made of each key, made when first asked for; emptied when it holds too much."""

    __slots__ = ("_limit", "_make")

    def __init__(self, make: Callable[[_Key], _Made], limit: int) -> None:
        super().__init__()
        self._make = make
        self._limit = limit

    def __missing__(self, key: _Key) -> _Made:
        made = self._make(key)
        if len(self) >= self._limit:
            self.clear()
        self[key] = made
        return made


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
        self._profiles: dict[tuple[object, ...], Profile] = {}
        self._cache = _Memory(self._read, _CACHE)
        self._starts = _Memory(self._start, _BEGINNINGS)
        self._heads = _Memory(self._head, _BEGINNINGS)
        self._together = _Memory(_together, _CACHE)

    def analyse(self, word: str) -> tuple[Reading, ...]:
        """All readings, cheapest first; never empty for a non-empty word."""
        return self._cache[word]

    def _read(self, word: str) -> tuple[Reading, ...]:
        if _FIRST <= word < _AFTER and len(word) <= LONGEST:
            return doubted(self.known(word)) or self._unlisted(word)
        if not word:
            return ()
        if len(word) > LONGEST:
            return (Reading(word, word, "X", "", (Segment(word, "X"),), 9.0, known=False),)
        return mixed.read_mixed(word, self) or doubted(self.known(word)) or self._unlisted(word)

    def _unlisted(self, word: str) -> tuple[Reading, ...]:
        """Readings of a word that no stem of the table explains as it stands."""
        if not mixed.is_letter(word[0]):
            plain = mixed.read_mixed(word, self)
            if plain:
                return plain
        elif len(word) == 1 and word != "ـ":  # a letter of an abbreviation: «ب د ت»
            return (Reading(word, word, "NOUN", "Abbr=Yes|Case=Nom", (Segment(word, "NOUN"),), 1.0),)
        return (
            mixed.read_hyphenated(word, self)
            or variants.read_variant(word, self)
            or names.named(guess.guess(word, self.automaton))
        )

    def known(self, word: str) -> tuple[Reading, ...]:
        """Readings with stems of the table alone; empty if there is none."""
        within, longer = self._heads[word[:_HEAD]]
        found: list[tuple[Start, Outcome]] = []
        for cut, outcomes, start in within:
            outcome = outcomes[word[cut:]]
            if outcome is not None:
                found.append((start, outcome))
        starts, size = self._starts, len(word)
        for cut in longer:
            if cut > size:
                break
            going_on = starts[word[:cut]]
            if going_on is not None:
                outcome = going_on.outcomes[word[cut:]]
                if outcome is not None:
                    found.append((going_on, outcome))
        if len(found) == 1:
            ((start, outcome),) = found
            if outcome.only is not None:
                place, upos, feats, tail, cost = outcome.only
                lemma, gloss, head = start.stems[place]
                return (_new(Reading, (word, lemma, upos, feats, head + tail, cost, True, gloss)),)
            together = outcome.settled
        elif found:
            together = self._together[tuple([outcome for _, outcome in found])]
        else:
            return ()
        if not together:
            together = chosen(word, [start for start, _ in found], [outcome.candidates for _, outcome in found])
        return tuple([_reading(word, found[place][0], candidate, cost) for cost, place, candidate in together])

    @cached_property
    def _sorted(self) -> list[str]:
        """The spellings of stems in order: those that begin alike stand together."""
        return sorted(self.table)

    def _head(self, head: str) -> _Head:
        """The stems within the first letters of a word, and the lengths of the longer stems that begin with them."""
        stems = [(cut, self._starts[head[:cut]]) for cut in range(1, len(head) + 1)]
        within = [(cut, start.outcomes, start) for cut, start in stems if start is not None]
        longer: set[int] = set()
        if len(head) == _HEAD:
            spellings = self._sorted
            for place in range(bisect_left(spellings, head), len(spellings)):
                if not spellings[place].startswith(head):
                    break
                longer.add(len(spellings[place]))
        return tuple(within), tuple(sorted(longer - {_HEAD}))

    def _start(self, stem: str) -> Start | None:
        """What is known of the beginning of a word; None if it is no stem."""
        entries = self.table.get(stem)
        if not entries:
            return None
        lemmas = [entry.stem.lemma for entry in entries]
        key = tuple(
            (e.state, e.shape, e.stem.cost + e.cost, e.stem.upos, e.stem.feats, lemmas.index(e.stem.lemma))
            for e in entries
        )
        profile = self._profiles.get(key)
        if profile is None:
            profile = self._profiles[key] = Profile(self.automaton, entries, lemmas)
        return Start(stem, entries, profile)


def _reading(word: str, start: Start, candidate: Candidate, cost: float) -> Reading:
    """The reading of ``word`` that begins with one of the stems of a start."""
    _, place, upos, feats, tail, inner, _ = candidate
    lemma, gloss, head = start.stems[place]
    if inner >= 0:
        lemma, gloss = start.lemma(candidate, word), ""
    return _new(Reading, (word, lemma, upos, feats, head + tail, cost, True, gloss))


def _together(outcomes: tuple[Outcome, ...]) -> Settled:
    """What is chosen of the outcomes of several cuts."""
    return settled([outcome.candidates for outcome in outcomes])


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
