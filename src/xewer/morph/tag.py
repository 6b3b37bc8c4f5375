"""One reading a word, chosen in its sentence: cost of the reading plus what its neighbours say.

Two passes: the first takes each word by itself, the second weighs every reading against the first choice of the words
beside it (:mod:`xewer.morph.context`). The same input gives the same output, in time linear in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.model import Reading, Segment
from xewer.morph.analyse import analyser
from xewer.morph.context import in_role, weigh
from xewer.morph.evidence import reweigh, supports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.morph.analyse import Analyser

__all__ = ["tag"]

_TRANSPARENT = frozenset('«»“”"()')


def tag(sentences: Sequence[Sequence[str]], machine: Analyser | None = None) -> list[list[Reading]]:
    """One reading a word, chosen in its sentence, with the other forms of the document as evidence for unknown stems.

    >>> [reading.upos for reading in tag([["بۇ", "كىتاب", "."]])[0]]
    ['DET', 'NOUN', 'PUNCT']
    """
    read = (machine or analyser()).analyse
    types = {word: read(word) or (Reading(word, word, "X"),) for sentence in sentences for word in sentence}
    guesses = {word: found for word, found in types.items() if found and not found[0].known}
    if guesses:
        seen = supports(guesses)
        for word, found in guesses.items():
            types[word] = reweigh(found, seen)
    return [_choose([types[word] for word in sentence]) for sentence in sentences]


def _choose(candidates: list[tuple[Reading, ...]]) -> list[Reading]:
    chosen = [found[0] for found in candidates]
    last = len(chosen) - 1
    following = _following(chosen)
    for place, found in enumerate(candidates):
        before = chosen[place - 1] if place else None
        after = chosen[following[place]] if following[place] <= last else None
        if len(found) > 1:
            chosen[place] = min(found, key=lambda r: (r.cost + weigh(r, before, after), r.cost, r.lemma, r.feats))
        if _no_order(chosen[place], after):
            chosen[place] = _as_name(chosen[place])
        if before is not None and before.form == "-" and place > 1 and chosen[place - 2].lemma == chosen[place].lemma:
            before = chosen[place - 3] if place > 2 else None  # «بولىدىغان-بولمايدىغان»: both halves have one role
        chosen[place] = in_role(chosen[place], before)
    return chosen


def _no_order(reading: Reading, after: Reading | None) -> bool:
    """Whether a bare verb stem stands where no order can: «تارا كاپنىڭ» is a name that looks like "comb!"."""
    if len(reading.segments) > 1 or reading.upos != "VERB" or "Mood=Imp" not in reading.feats:
        return False
    return after is not None and after.upos in ("NOUN", "PROPN", "ADP", "CCONJ")


def _as_name(reading: Reading) -> Reading:
    segments = (Segment(reading.form, "PROPN"),)
    return Reading(reading.form, reading.form, "PROPN", "Case=Nom", segments, reading.cost, known=False)


def _following(chosen: list[Reading]) -> list[int]:
    """For each place the next word or mark that counts: quotation marks and brackets are looked through."""
    places = [len(chosen)] * len(chosen)
    for place in range(len(chosen) - 2, -1, -1):
        after = place + 1
        places[place] = places[after] if chosen[after].form in _TRANSPARENT else after
    return places
