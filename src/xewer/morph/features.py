"""What the tagger sees of a reading in its place: strings, each a guess at what may decide.

A reading is known by its *label* (class, verb form, case, possessive), its lemma, its chain of suffixes and the last
letters of the word; its place by the reading chosen before it and the likeliest of the word after it. The label
and not the whole feature string is put beside the neighbours, since few sentences have to teach it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Reading

__all__ = ["features", "label", "rivals"]

_SHOWN = ("VerbForm", "Case", "Person[psor]", "Form", "Mood", "PronType")
_PLAIN = frozenset({"Ind"})
_EDGE = "#"


@lru_cache(maxsize=20_000)
def _label(upos: str, feats: str) -> str:
    shown = []
    for pair in feats.split("|"):
        name, _, value = pair.partition("=")
        if name in _SHOWN and value not in _PLAIN:
            shown.append(value)
    return ".".join((upos, *shown))


def label(reading: Reading) -> str:
    """Class, verb form, case and what else tells how a word stands in its sentence.

    >>> from xewer.morph.analyse import analyse
    >>> label(analyse("كەلگەندە")[0]), label(analyse("كىتابىنى")[0])
    ('VERB.Loc.Part', 'NOUN.Acc.3')
    """
    return _label(reading.upos, reading.feats)


def rivals(candidates: Sequence[Reading]) -> str:
    """The labels among which a word has to be chosen, in a fixed order."""
    return "/".join(sorted({_label(reading.upos, reading.feats) for reading in candidates}))


def features(reading: Reading, among: str, left: Reading | None, right: Reading | None) -> tuple[str, ...]:
    """All features of one reading: ``among`` are its rivals, ``left`` and ``right`` the readings beside it.

    More was tried (two words to the left, lemmas beside, the end of the clause) and lost in cross-validation: a few
    thousand words do not teach it.

    >>> from xewer.morph.analyse import analyse
    >>> word = analyse("كىتاب")[0]
    >>> [one for one in features(word, "NOUN.Nom", None, None) if one.startswith(("l ", "b "))]
    ['l كىتاب NOUN', 'b NOUN.Nom #']
    """
    own = _label(reading.upos, reading.feats)
    word = f"{reading.lemma} {reading.upos}"
    before, after = _seen(left), _seen(right)
    chain = "+".join(segment.tag for segment in reading.segments[1:])
    return (
        f"t {own}",
        f"l {word}",
        f"w {reading.lemma} {own}",
        f"s {reading.upos} {chain}",
        f"e {own} {reading.form[-3:]}",
        f"a {own} {among}",
        f"b {own} {before}",
        f"c {word} {before}",
        f"f {own} {after}",
        f"g {word} {after}",
    )


def _seen(reading: Reading | None) -> str:
    """Label of a neighbour; one that no table knows is marked, since such a word is mostly a name."""
    if reading is None:
        return _EDGE
    return _label(reading.upos, reading.feats) + ("" if reading.listed else "?")
