"""One reading a word, chosen in its sentence: what the reading costs, what rules say of its place, what was learnt.

Each word is read by itself first; then, from left to right, every reading is weighed against those chosen before it
and the likeliest one after it: its cost, the rules of :mod:`xewer.morph.context`, and the weights of
``data/tagger.tsv``, which :mod:`xewer.morph.train` learns from our own annotated text. The same input gives the same
output, in time linear in the text. Without weights the rules decide alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.errors import DataError
from xewer.model import Reading
from xewer.morph.analyse import analyser
from xewer.morph.candidates import as_name, expand, role_price
from xewer.morph.context import in_role, weigh
from xewer.morph.evidence import reweigh, supports
from xewer.morph.features import features, rivals
from xewer.morph.perceptron import SCALE, best
from xewer.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xewer.morph.analyse import Analyser

    Choice = Callable[[int, Sequence[Reading], Sequence[int], Sequence[Sequence[str]]], int]

__all__ = ["choose", "readings_of", "tag", "weights"]

_TRANSPARENT = frozenset('«»“”"()')
_WORTH = 32  # how many learnt steps outweigh a cost of 1


@lru_cache(maxsize=1)
def weights() -> Mapping[str, int]:
    """The learnt weights, feature -> hundredths; read when first asked for.

    Raises:
        DataError: the file is absent or spoilt.
    """
    try:
        text = data_path("tagger.tsv").read_text(encoding="utf-8")
        rows = [line.split("\t") for line in text.splitlines()[1:]]
        return {feature: int(weight) for feature, weight in rows}
    except (OSError, ValueError) as error:
        raise DataError("language data missing or spoilt: tagger.tsv", hint="run make model") from error


def readings_of(sentences: Sequence[Sequence[str]], machine: Analyser | None = None) -> dict[str, tuple[Reading, ...]]:
    """All candidates of each different word, the other forms of the document being evidence for unknown stems."""
    read = (machine or analyser()).analyse
    types = {word: read(word) or (Reading(word, word, "X"),) for sentence in sentences for word in sentence}
    guesses = {word: found for word, found in types.items() if found and not found[0].listed}
    if guesses:
        names = {word: found[:1] for word, found in types.items() if found[0].known and found[0].upos == "PROPN"}
        seen = supports({**guesses, **names})
        for word, found in guesses.items():
            types[word] = reweigh(found, seen)
    return {word: expand(sorted(found, key=_order)) for word, found in types.items()}


def _order(reading: Reading) -> tuple[float, str, str]:
    """Cheapest first; the rest only so that equals have an order."""
    return reading.cost, reading.lemma, reading.feats


def tag(
    sentences: Sequence[Sequence[str]],
    machine: Analyser | None = None,
    *,
    learnt: Mapping[str, int] | None = None,
) -> list[list[Reading]]:
    """One reading a word, chosen in its sentence, with the other forms of the document as evidence for unknown stems.

    ``learnt``: other weights than the shipped ones; an empty mapping leaves the choice to costs and rules.

    >>> [reading.upos for reading in tag([["بۇ", "كىتاب", "."]])[0]]
    ['DET', 'NOUN', 'PUNCT']
    """
    types = readings_of(sentences, machine)
    values = weights() if learnt is None else learnt

    def choice(_: int, __: Sequence[Reading], priors: Sequence[int], seen: Sequence[Sequence[str]]) -> int:
        return best(priors, seen, values)

    return [choose([types[word] for word in sentence], choice) for sentence in sentences]


def choose(candidates: Sequence[tuple[Reading, ...]], choice: Choice) -> list[Reading]:
    """The reading of each word, from left to right; ``choice(place, found, priors, features)`` picks among several."""
    chosen = [found[0] for found in candidates]
    following = _following(chosen)
    for place, found in enumerate(candidates):
        left = chosen[place - 1] if place else None
        second = chosen[place - 2] if place > 1 else None
        after = following[place]
        right = chosen[after] if after < len(chosen) else None
        if len(found) > 1:
            before = left
            if left is not None and left.form == "-" and second is not None and second.lemma == found[0].lemma:
                before = chosen[place - 3] if place > 2 else None  # «بولىدىغان-بولمايدىغان»: both halves have one role
            priors = [_prior(reading, left, before, right) for reading in found]
            if found[0].listed:
                among = rivals(found)
                seen = [features(reading, among, left, right) for reading in found]
                chosen[place] = found[choice(place, found, priors, seen)]
            else:  # guesses differ in where the name ends, of which the words beside say little
                chosen[place] = found[priors.index(max(priors))]
        if chosen[place].upos == "NOUN":
            chosen[place] = in_role(chosen[place], left)
        if _no_order(chosen[place], right):
            chosen[place] = as_name(chosen[place])
    return chosen


def _prior(reading: Reading, left: Reading | None, before: Reading | None, right: Reading | None) -> int:
    """What speaks for a reading before anything is learnt, in hundredths of a learnt step."""
    return -round(_WORTH * SCALE * (reading.cost + weigh(reading, left, right) + role_price(reading, before)))


def _no_order(reading: Reading, after: Reading | None) -> bool:
    """Whether a bare verb stem stands where no order can: «تارا كاپنىڭ» is a name that looks like "comb!"."""
    if len(reading.segments) > 1 or reading.upos != "VERB" or "Mood=Imp" not in reading.feats:
        return False
    return after is not None and after.upos in ("NOUN", "PROPN", "ADP", "CCONJ")


def _following(chosen: Sequence[Reading]) -> list[int]:
    """For each place the next word or mark that counts: quotation marks and brackets are looked through."""
    places = [len(chosen)] * len(chosen)
    for place in range(len(chosen) - 2, -1, -1):
        after = place + 1
        places[place] = places[after] if chosen[after].form in _TRANSPARENT else after
    return places
