"""Words that are not, or not only, Arabic letters: marks, numbers, «2024-يىلى», «500دىن», Latin words with suffixes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from xewer.model import Reading, Segment
from xewer.morph.phonology import Shape
from xewer.morph.suffixes import join_feats

if TYPE_CHECKING:
    from xewer.morph.analyse import Analyser

__all__ = ["is_letter", "read_hyphenated", "read_mixed"]

_NUMBER = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*")
_DATED = re.compile(r"([0-9]+(?:[.,:/][0-9]+)*-)(?=\D)")
_HYPHENS = "-‐‑–"
_HYPHENATED = re.compile(f"[{_HYPHENS}]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f0-9][A-Za-z\u00c0-\u024f0-9'’&.@+_/:%?=#~-]*")
# a suffix on digits or Latin letters may have any harmony and voicing: writers go by ear
_FOREIGN = tuple(
    Shape(side, round_now, end) for side in ("b", "f") for end in ("D", "T", "i") for round_now in (False, True)
)


def is_letter(char: str) -> bool:
    """Whether the character is an Arabic-script letter."""
    return "\u0620" <= char <= "\u06ff" and char.isalpha()


def _suffixed(word: str, cut: int, upos: str, state: str, analyser: Analyser) -> list[Reading]:
    rest = word[cut:].lstrip("-‐‑")
    dash = word[cut : len(word) - len(rest)]
    found: dict[str, Reading] = {}
    for shape in _FOREIGN:
        for ending in analyser.automaton.node(state, shape).read(rest):
            if ending.upos == "VERB":
                continue
            lemma, kind = word[:cut], upos
            if ending.renamed:
                inner = sum(len(form) for form, _ in ending.segments[: ending.renamed])
                lemma, kind = word[: cut + len(dash) + inner], ending.upos
            feats = join_feats("", ending.feats)
            segments = (Segment(word[:cut] + dash, upos), *ending.segments)
            reading = Reading(word, lemma, kind, feats, segments, round(ending.cost, 2))
            if feats + kind not in found or found[feats + kind].cost > reading.cost:
                found[feats + kind] = reading
    return sorted(found.values(), key=lambda r: (r.cost, r.feats))


def _dated(word: str, head: str, analyser: Analyser) -> tuple[Reading, ...]:
    """«2024-يىلى»: the noun after the hyphen is read, the number stays before it."""
    tail = word[len(head) :]
    readings = []
    for reading in analyser.analyse(tail):
        if reading.upos not in ("NOUN", "PROPN", "ADJ", "NUM"):
            continue
        first = reading.segments[0]
        segments = (Segment(head + first.form, first.tag), *reading.segments[1:])
        feats = reading.feats
        if reading.upos == "NOUN" and "Case=" not in feats:
            feats = join_feats(feats, (("Case", "?Nom"),))
        upos = "NOUN" if reading.upos in ("NOUN", "PROPN") else reading.upos
        readings.append(
            Reading(word, head + reading.lemma, upos, feats, segments, reading.cost, reading.listed, reading.gloss)
        )
    return tuple(readings)


CLITICS = frozenset({"دە", "دا"})  # «كەلدى-دە»: and then


def read_hyphenated(word: str, analyser: Analyser) -> tuple[Reading, ...]:
    """«ئاتا-ئانىلار», «بىر-بىرىگە»: the last part is read, the parts before it stay in the lemma.

    Empty if the word has no hyphen between letters. The word is known if each part is.
    """
    if not _HYPHENATED.search(word):
        return ()
    cut = max(word.rfind(mark) for mark in _HYPHENS)
    if cut < 1 or cut == len(word) - 1 or not is_letter(word[cut - 1]) or not is_letter(word[cut + 1]):
        return ()
    head, tail = word[: cut + 1], word[cut + 1 :]
    echoed = _read_echo(word, cut, analyser)
    if echoed:
        return echoed
    before = analyser.analyse(word[:cut])
    if tail in CLITICS:
        verbs_said = [r for r in before if r.upos in ("VERB", "AUX") and "VerbForm=Fin" in r.feats]
        if verbs_said:  # «دېدى-دە، كېتىپ قالدى»
            return tuple(r._replace(form=word, segments=(*r.segments, Segment(word[cut:], "PART"))) for r in verbs_said)
    known = before[0].known
    verbs = {reading.lemma for reading in before if reading.upos == "VERB"}
    found = []
    for reading in analyser.analyse(tail):
        first = reading.segments[0]
        segments = (Segment(head + first.form, first.tag), *reading.segments[1:])
        found.append(
            reading._replace(
                form=word,
                # «بولىدىغان-بولمايدىغان» is one verb said twice
                lemma=reading.lemma if reading.upos == "VERB" and reading.lemma in verbs else head + reading.lemma,
                segments=segments,
                known=known and reading.known,
                gloss="",
            )
        )
    return tuple(found)


def _read_echo(word: str, cut: int, analyser: Analyser) -> tuple[Reading, ...]:
    """«كىتاب-پىتابلار» (books and the like): the word again with پ or م in place of its first letter.

    Read with the first letter put back; empty if the last part is a word of its own or no such echo.
    """
    first, tail = word[:cut], word[cut + 1 :]
    if tail[0] not in "پم" or tail[0] == first[0] or analyser.known(tail):
        return ()
    restored = first[0] + tail[1:]
    found = []
    for reading in analyser.known(restored):
        stem = reading.segments[0].form
        if reading.lemma != first or len(stem) < 2 or reading.upos not in ("NOUN", "ADJ"):
            continue
        segments = (Segment(word[: cut + 1 + len(stem)], reading.segments[0].tag), *reading.segments[1:])
        lemma = f"{first}-{tail[0]}{first[1:]}"
        found.append(reading._replace(form=word, lemma=lemma, segments=segments))
    return tuple(found)


def read_mixed(word: str, analyser: Analyser) -> tuple[Reading, ...]:
    """Readings of a word with digits, Latin letters or marks; empty for a plain Uyghur word."""
    first = word[0]
    if is_letter(first):
        return ()
    number = _NUMBER.match(word)
    if number:
        return _read_number(word, number.end(), analyser)
    latin = _LATIN.match(word)
    if latin and first.isalpha():
        cut = latin.end()
        while cut > 1 and word[cut - 1] in "-.:'’" and cut < len(word):
            cut -= 1
        if cut == len(word):
            return (Reading(word, word, "PROPN", "Case=Nom", (Segment(word, "PROPN"),)),)
        readings = _suffixed(word, cut, "PROPN", "N", analyser)
        return tuple(readings) or _other(word)
    return _other(word)


def _read_number(word: str, cut: int, analyser: Analyser) -> tuple[Reading, ...]:
    if cut == len(word):
        return (Reading(word, word, "NUM", "", (Segment(word, "NUM"),)),)
    if word[cut:] in ("-", "‐", "‑"):
        return (Reading(word, word, "NUM", "", (Segment(word, "NUM"),)),)
    dated = _DATED.match(word)
    if dated and is_letter(word[dated.end()]):
        tail = word[dated.end() :]
        is_suffix = any(r.upos == "PART" and "Case=" in r.feats for r in analyser.analyse(tail))
        suffixed = _suffixed(word, cut, "NUM", "M", analyser) if is_suffix else []
        found = _dated(word, dated.group(1), analyser)
        if suffixed:
            return tuple(suffixed)
        if found:
            return found
    if word[cut] == "%":
        return (Reading(word, word, "NUM", "", (Segment(word, "NUM"),)),)
    return tuple(_suffixed(word, cut, "NUM", "M", analyser)) or _other(word)


def _other(word: str) -> tuple[Reading, ...]:
    kinds = {unicodedata.category(char)[0] for char in word}
    if kinds <= {"P"}:
        upos = "PUNCT"
    elif "L" in kinds:
        return (Reading(word, word, "X", "", (Segment(word, "X"),), 5.0, known=False),)
    elif "N" in kinds:
        upos = "NUM"
    else:
        upos = "PUNCT" if word in ("<", ">", "~", "|") else "SYM"
    return (Reading(word, word, upos, "", (Segment(word, upos),)),)
