"""Readings of words whose stem nobody listed: foreign names, loans, new derivations.

The stem is free, the endings are not: what follows it must be a chain of the noun paradigm that fits its sounds, or
a verb in -لا -لاش -لان -لاندۇر. Case endings are strong evidence; a bare possessive or لا is none (پېلوسى, ماندېلا).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.model import Reading, Segment
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
# endings that only verbs have
_VERBAL = {"PROG", "NMLZ", "NEG", "POT", "POT.NEG", "NFH", "IMPF", "3", "PTCP", "1SG", "1PL"}
_VOICES = {"PASS", "CAU", "RCP", "REFL", "COMPL", "SELF", "KEEP", "AOR"}
_FINITE = {"PAST", "CONV", "PTCP", "PRES", "VNOUN", "PROG", "PASS", "NEG"}


def _stems(stem: str) -> list[tuple[str, Shape, float]]:
    """What an unknown stem may be: (citation form, shape, cost). Its last vowel may have been raised (ئامېرىكى-غا)."""
    side = harmony(stem)
    last = next((letter for letter in reversed(stem) if letter in VOWEL_LETTERS), "")
    end, round_now = ending(stem), rounded(stem)
    sides = [("b", 0.1), ("f", 0.0)] if side == "?" else [(side, 0.0)]
    if last in ("ې", "ى") and side != "?":
        sides.append(("f" if side == "b" else "b", 0.4))
    found = [(stem, Shape(one, round_now, end), cost) for one, cost in sides]
    if stem.endswith("ى") and len(stem) > 4:
        found += [(stem[:-1] + ("ا" if s == "b" else "ە"), Shape(s, False, "a", "R"), c + 0.8) for s, c in sides[:1]]
    return found


def _verb_stems(stem: str) -> list[tuple[str, Shape, float]]:
    """What an unknown verb may be; one in ى has been raised (باشلى-دى)."""
    side = harmony(stem)
    side = "f" if side == "?" else side
    if stem.endswith("ى"):
        return [(stem[:-1] + ("ا" if side == "b" else "ە"), Shape(side, False, "a", "R"), 0.0)]
    return [(stem, Shape(side, rounded(stem), ending(stem)), 0.0)]


def _score(ending_: Ending, rest: str, end: str) -> float:
    tags = [tag for _, tag in ending_.segments]
    if not tags:
        return _BARE
    total = _BARE - 0.4
    cased = any(tag in {"GEN", "ACC", "DAT", "LOC", "ABL", "TER", "KI"} for tag in tags)
    for tag in tags:
        weight = _TAGS.get(tag, 0.2)
        if tag == "P3" and cased:
            weight = 0.5
        total += weight
    if tags == ["MU"] and end not in ("a", "i", "u"):
        total -= 0.8  # no foreign name ends in a consonant and مۇ
    if len(rest) == 1:
        total += 0.3
    return total


def guess(word: str, machine: Automaton) -> tuple[Reading, ...]:
    """Readings with a guessed stem, best first; the bare word is always among them."""
    scored: list[Reading] = []
    for cut in range(len(word), 1, -1):
        stem, rest = word[:cut], word[cut:]
        if not any(letter in VOWEL_LETTERS for letter in stem):
            continue
        short = 1.2 if cut == 2 else 0.35 if cut == 3 else 0.0
        for citation, shape, extra in _stems(stem):
            for found in machine.node("N", shape).read(rest):
                if found.upos == "VERB":
                    if any(tag in _FINITE for _, tag in found.segments):
                        scored.append(_reading(word, cut, citation, found, _BASE + 0.9 + short + extra, upos="NOUN"))
                    continue
                cost = _BASE + _score(found, rest, shape.end) + short + extra
                scored.append(_reading(word, cut, citation, found, cost))
        if len(rest) < 4:
            continue
        for citation, shape, extra in _verb_stems(stem):
            for found in machine.node("V", shape).read(rest):
                tags = {tag for _, tag in found.segments}
                if tags & _VERBAL and not tags & _VOICES:
                    cost = _BASE + 1.4 - 0.15 * min(len(rest), 8) + short + extra
                    scored.append(_reading(word, cut, citation, found, cost, upos="VERB"))
    if not scored:
        bare = Reading(word, word, "PROPN", "Case=Nom", (Segment(word, "PROPN"),), _BASE + _BARE, known=False)
        return (bare,)
    best: dict[tuple[str, str, str], Reading] = {}
    for reading in scored:
        key = (reading.lemma, reading.upos, reading.feats)
        if key not in best or reading.cost < best[key].cost:
            best[key] = reading
    ordered = sorted(best.values(), key=lambda r: (r.cost, -len(r.lemma), r.feats))
    kept = ordered[:_KEEP]
    if not any(reading.lemma == word for reading in kept):
        kept += [reading for reading in ordered if reading.lemma == word][:1]
    return tuple(kept)


def _reading(word: str, cut: int, citation: str, found: Ending, cost: float, upos: str = "PROPN") -> Reading:
    lemma = citation
    if found.renamed:
        inner = sum(len(form) for form, _ in found.segments[: found.renamed - 1])
        lemma = word[: cut + inner] + found.tail
    segments = (Segment(word[:cut], upos), *(Segment(form, tag) for form, tag in found.segments))
    return Reading(
        word,
        lemma,
        found.upos or upos,
        join_feats("", found.feats),
        segments,
        round(cost + found.cost * 0.3, 2),
        known=False,
    )
