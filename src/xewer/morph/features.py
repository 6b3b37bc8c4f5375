"""What the tagger sees of a reading in its place: strings, each a guess at what may decide.

A reading is known by its *label* (class, verb form, case, possessive), its lemma, its chain of suffixes and the last
letters of the word; its place by the readings chosen before it and the likeliest of the word after it. The label
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


def features(
    reading: Reading,
    among: str,
    left: Reading | None,
    second: Reading | None,
    right: Reading | None,
    closing: Reading | None,
) -> tuple[str, ...]:
    """All features of one reading: ``among`` are its rivals, then the two words before it, the one after
    it, and the last one of its clause.

    >>> from xewer.morph.analyse import analyse
    >>> word = analyse("كىتاب")[0]
    >>> [one for one in features(word, "NOUN.Nom", None, None, None, None) if one.startswith(("l ", "b "))]
    ['l كىتاب NOUN', 'b NOUN.Nom #']
    """
    own = _label(reading.upos, reading.feats)
    word = f"{reading.lemma} {reading.upos}"
    left_label, left_lemma, left_upos = _seen(left)
    second_label, _, _ = _seen(second)
    right_label, right_lemma, right_upos = _seen(right)
    chain = "+".join(segment.tag for segment in reading.segments[1:])
    return (
        f"t {own}",
        f"l {word}",
        f"w {reading.lemma} {own}",
        f"s {reading.upos} {chain}",
        f"e {own} {reading.form[-3:]}",
        f"k {own} {reading.known}",
        f"a {own} {among}",
        f"b {own} {left_label}",
        f"B {own} {left_lemma}",
        f"c {word} {left_label}",
        f"C {word} {left_lemma}",
        f"d {own} {left_label} {second_label}",
        f"f {own} {right_label}",
        f"F {own} {right_lemma}",
        f"g {word} {right_label}",
        f"G {word} {right_lemma}",
        f"h {own} {left_upos} {right_upos}",
        f"m {own} {among} {right_upos}",
        f"n {own} {among} {left_upos}",
        f"z {own} {_seen(closing)[0]}",
        f"Z {word} {_seen(closing)[0]}",
    )


def _seen(reading: Reading | None) -> tuple[str, str, str]:
    if reading is None:
        return _EDGE, _EDGE, _EDGE
    own = _label(reading.upos, reading.feats)
    return (own, reading.lemma, reading.upos) if reading.known else (f"{own}?", "?", reading.upos)
