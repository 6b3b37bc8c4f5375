"""Readings of words whose stem nobody listed: foreign names, loans, new derivations.

The stem is free, the endings are not: what follows it must be a chain of the noun paradigm that fits its sounds, or
a verb in -لا -لاش -لان -لاندۇر. Case endings are strong evidence; a bare possessive or لا is none (پېلوسى, ماندېلا).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.model import Reading, Segment
from xewer.morph.name_ends import ends_before
from xewer.morph.phonology import VOWEL_LETTERS, Shape, ending, harmony, rounded
from xewer.morph.suffixes import join_feats

if TYPE_CHECKING:
    from xewer.morph.suffixes import Automaton, Ending

__all__ = ["guess"]

_KEEP = 6  # guesses handed on at most
_BASE = 4.0  # a guess is dearer than any known reading
# what an ending adds to the cost of the guess; the bare word costs 1.6
_BARE = 1.6
_TAGS = {
    "GEN": -0.9, "ACC": -0.1, "DAT": 0.0, "LOC": 0.2, "ABL": -0.5, "KI": -0.6, "PL": -0.4, "TER": -0.3,
    "P3": 0.75, "P1SG": 2.5, "P2SG": 3.0, "P2SGF": 2.0, "P1PL": 1.2, "P2PL": 2.0, "EQU": 1.2,
    "MU": 0.6, "LA": 1.8, "CHU": 1.6, "GHU": 1.6, "COP": 1.8, "MISH": 2.5, "DUR": 2.0,
    "LIQ": -0.2, "CHI": 0.6, "SIZ": 0.4, "MIKIN": 1.0, "MIDUR": 1.0,
}  # fmt: skip
_LIKELY = 5.0  # «its» is rare after a name: by so much must the letters before it be likelier to end one
_SURE = 0.4  # how much cheaper «its» is then
# endings that only verbs have
_VERBAL = {"PROG", "NMLZ", "NEG", "POT", "POT.NEG", "NFH", "IMPF", "3", "PTCP", "1SG", "1PL"}
_VOICES = {"PASS", "CAU", "RCP", "REFL", "COMPL", "SELF", "KEEP", "AOR"}
_FINITE = {"PAST", "CONV", "PTCP", "PRES", "VNOUN", "PROG", "PASS", "NEG"}


class _Prefix(NamedTuple):
    """The first letters of a word: where they end, their harmony, their last vowel."""

    cut: int
    side: str
    vowel: str


def _prefixes(word: str) -> list[_Prefix]:
    """Every beginning of a word that has a vowel and more than one letter, the longest first."""
    found: list[_Prefix] = []
    side, vowel = "?", ""
    for cut, letter in enumerate(word, start=1):
        if letter in VOWEL_LETTERS:
            vowel = letter
            seen = harmony(letter)
            side = side if seen == "?" else seen
        if vowel and cut > 1:
            found.append(_Prefix(cut, side, vowel))
    found.reverse()
    return found


@lru_cache(maxsize=2000)
def _shapes(side: str, vowel: str, last: str, *, long: bool) -> tuple[tuple[str, Shape, float], ...]:
    """What an unknown stem may be: (last letter of its citation form if another, shape, cost).

    Its last vowel may have been raised (ئامېرىكى-غا).
    """
    end, round_now = ending(last), rounded(vowel)
    sides = [("b", 0.1), ("f", 0.0)] if side == "?" else [(side, 0.0)]
    if vowel in ("ې", "ى") and side != "?":
        sides.append(("f" if side == "b" else "b", 0.4))
    found = [("", Shape(one, round_now, end), cost) for one, cost in sides]
    if last == "ى" and long:
        found += [("ا" if s == "b" else "ە", Shape(s, False, "a", "R"), c + 0.8) for s, c in sides[:1]]
    return tuple(found)


@lru_cache(maxsize=500)
def _verb_shape(side: str, vowel: str, last: str) -> tuple[str, Shape]:
    """What an unknown verb may be; one in ى has been raised (باشلى-دى)."""
    side = "f" if side == "?" else side
    if last == "ى":
        return ("ا" if side == "b" else "ە"), Shape(side, False, "a", "R")
    return "", Shape(side, rounded(vowel), ending(last))


def _score(ending_: Ending, rest: str, end: str) -> float:
    tags = [tag for _, tag in ending_.segments]
    if not tags:
        return _BARE
    total = _BARE - 0.4
    cased = any(tag in {"GEN", "ACC", "DAT", "LOC", "ABL", "TER", "KI"} for tag in tags)
    before = ""
    for form, tag in ending_.segments:
        weight = _TAGS.get(tag, 0.2)
        if tag == "P3" and (cased or before == "PL"):
            weight = -0.1 if before == "PL" else 0.5  # hardly a name ends in لىرى
        elif tag == "EQU" and form[-1] == "ك":
            weight = -0.6  # no name ends in دەك
        total += weight
        before = tag
    if tags == ["MU"] and end not in ("a", "i", "u"):
        total -= 0.8  # no foreign name ends in a consonant and مۇ
    if len(rest) == 1:
        total += 0.3
    return total


_Scored = tuple[tuple[str, str, str], tuple[float, int, "_Way"]]  # lemma, class, features; cost, cut, way


class _Way(NamedTuple):
    """What an ending makes of any unknown stem of a certain sound.

    ``last`` is the stem's last letter where it was raised, ``stem`` the stem's class. ``inner``: -1 where the lemma is
    the stem, else the letters of the ending that belong to the lemma before its last piece, ``tail``. ``its``: the
    suffix «its» where it follows the name itself, since names end in its letters too.
    """

    cost: float
    last: str
    stem: str
    upos: str
    feats: str
    segments: tuple[Segment, ...]
    inner: int
    tail: str
    its: str


def _way(cost: float, last: str, stem: str, found: Ending) -> _Way:
    inner = sum(len(form) for form, _ in found.segments[: found.renamed - 1]) if found.renamed else -1
    feats = join_feats("", found.feats)
    first = found.segments[0] if found.segments else None
    its = first.form if first and first.tag == "P3" and stem == "PROPN" and inner < 0 else ""
    return _Way(cost + found.cost * 0.3, last, stem, found.upos or stem, feats, found.segments, inner, found.tail, its)


@lru_cache(maxsize=20_000)
def _ways(machine: Automaton, side: str, vowel: str, last: str, long: bool, rest: str) -> tuple[_Way, ...]:
    """All ways to read ``rest`` after a stem of this sound."""
    ways: list[_Way] = []
    for other, shape, extra in _shapes(side, vowel, last, long=long):
        for found in machine.node("N", shape).read(rest):
            if found.upos != "VERB":
                ways.append(_way(_BASE + _score(found, rest, shape.end) + extra, other, "PROPN", found))
            elif any(tag in _FINITE for _, tag in found.segments):
                ways.append(_way(_BASE + 0.9 + extra, other, "NOUN", found))
    if len(rest) >= 4:
        other, shape = _verb_shape(side, vowel, last)
        for found in machine.node("V", shape).read(rest):
            tags = {tag for _, tag in found.segments}
            if tags & _VERBAL and not tags & _VOICES:
                ways.append(_way(_BASE + 1.4 - 0.15 * min(len(rest), 8), other, "VERB", found))
    return tuple(ways)


def _its_first(word: str, ordered: list[_Scored]) -> None:
    """Put «its» first where the name would hardly end in its letters: پېسكوف-ى-نىڭ before پېسكوفى-نىڭ."""
    (stem, _, _), (best, after, way) = ordered[0]
    if stem != word[:after] or way.stem != "PROPN" or stem[-1] != "ى":
        return
    likely, first = _LIKELY, 0
    for place, (_, (_, cut, other)) in enumerate(ordered):
        its = other.its
        if its and cut + len(its) == after and word[cut:after] == its and other.segments[1:] == way.segments:
            odds = ends_before(word[:cut], its)
            if odds > likely:
                likely, first = odds, place
    if first:
        key, scored = ordered.pop(first)
        ordered.insert(0, (key, (round(best - _SURE, 2), *scored[1:])))


def guess(word: str, machine: Automaton) -> tuple[Reading, ...]:
    """Readings with a guessed stem, best first; the bare word is always among them."""
    scored: dict[tuple[str, str, str], tuple[float, int, _Way]] = {}
    for cut, side, vowel in _prefixes(word):
        short = 1.2 if cut == 2 else 0.35 if cut == 3 else 0.0
        for way in _ways(machine, side, vowel, word[cut - 1], cut > 4, word[cut:]):
            if way.inner >= 0:
                lemma = word[: cut + way.inner] + way.tail
            else:
                lemma = word[: cut - 1] + way.last if way.last else word[:cut]
            cost = round(way.cost + short, 2)
            key = (lemma, way.upos, way.feats)
            other = scored.get(key)
            if other is None or cost < other[0]:
                scored[key] = cost, cut, way
    if not scored:
        bare = Reading(word, word, "PROPN", "Case=Nom", (Segment(word, "PROPN"),), _BASE + _BARE, known=False)
        return (bare,)
    ordered = sorted(scored.items(), key=lambda item: (item[1][0], -len(item[0][0]), item[0][2]))
    _its_first(word, ordered)
    kept = ordered[:_KEEP]
    if not any(key[0] == word for key, _ in kept):
        kept += [item for item in ordered if item[0][0] == word][:1]
    return tuple(
        [
            Reading(word, lemma, upos, feats, (Segment(word[:cut], way.stem), *way.segments), cost, known=False)
            for (lemma, upos, feats), (cost, cut, way) in kept
        ]
    )
