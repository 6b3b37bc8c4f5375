"""The sound shape that a suffix sees: harmony, rounding, ending, and whether the piece before it alternates.

A :class:`Shape` is all that is left of a stem (or of a stem with suffixes) once its letters are forgotten. Suffix
templates are spelt out for a shape by :func:`realise`, which also gives the shape of the result.

Templates are written in Uyghur letters and these capitals:

===== =======================================================
``A`` ا or ە by harmony (alternates: لار, لىر)
``U`` ى, or ۇ ۈ after a rounded vowel
``W`` ۇ or ۈ by harmony
``G`` غ گ ق ك          ``D`` د ت          ``Q`` ق or ك
===== =======================================================

``/`` parts the forms after consonant, after vowel and (optional) after ۇ and the like: ``Uم/م/يUم``. Marks in front:
``=`` a vowel that, like ``A``, does not umlaut ا (قال-ىدۇ against قېل-ىپ), ``^`` does not raise the vowel before
(باشلا-ۋات), ``!`` a short word that changes nothing before it (قىلغان-ىدى), ``[..]`` only after these endings. At the
end: ``~`` a one-syllable piece that umlauts (ۋات-ۋېتىپ); ``*`` a piece with a fixed letter that raises all the same
(دىغان-دىغىنى); ``%`` front vowels follow (باغدىكىلەر); ``-`` its last vowel never raises (كۆپرەك-ى).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

__all__ = ["Piece", "Shape", "ending", "follows", "harmony", "is_vowel", "realise", "rounded", "vowels"]

VOWEL_LETTERS = frozenset("اەېىوۇۆۈ")
_BACK = frozenset("اوۇ")
_FRONT = frozenset("ەۆۈ")
_ROUND = frozenset("وۇۆۈ")
_CAPITALS = frozenset("AUWGDQ")
_VOICELESS = frozenset("كقپتسشچخفھ")

VARIANT = 1.5  # cost of a spelling that the norm does not have but writers do
UNRAISED = 2.4  # of a vowel left as it is where it should be raised
SOFT = 2.4  # of a soft suffix after ب د غ گ, which are spoken hard


class Shape(NamedTuple):
    """What a suffix can see of the piece before it.

    ``end``: a (low vowel) i u (other vowels) T (voiceless) Q (ق of a front stem: خەلق-قە, شەرق-لىق) B (ب د: as
    voiceless, sometimes not) G (غ گ) L (ل) D (other voiced letters).
    ``turn``: what the last vowel does. ``""`` nothing; ``P`` plain form of a piece that raises, ``R`` its raised form;
    ``p`` and ``r`` the same for one syllable with ا; ``E`` form that lost its vowel; ``e`` the full form beside it.
    """

    harmony: str
    rounded: bool
    end: str
    turn: str = ""
    short: bool = False


class Piece(NamedTuple):
    """One spelling of a suffix, the shape after it, and its cost."""

    form: str
    shape: Shape
    cost: float


def is_vowel(letter: str) -> bool:
    """Whether the letter is one of the eight vowels (hamza is none)."""
    return letter in VOWEL_LETTERS


def vowels(word: str) -> int:
    """How many vowels, that is syllables, a word has."""
    return sum(map(VOWEL_LETTERS.__contains__, word))


def harmony(word: str) -> str:
    """``b`` or ``f`` by the last vowel that shows it; without one ``?``.

    >>> harmony("كىتاب"), harmony("دۆلەت"), harmony("قىز")
    ('b', 'f', '?')
    """
    for letter in reversed(word):
        if letter in _BACK:
            return "b"
        if letter in _FRONT:
            return "f"
    return "?"


def rounded(word: str) -> bool:
    """Whether the last vowel is rounded."""
    for letter in reversed(word):
        if letter in VOWEL_LETTERS:
            return letter in _ROUND
    return False


def ending(word: str) -> str:
    """Class of the last letter, see :class:`Shape`."""
    last = word[-1:]
    if last in ("ا", "ە"):
        return "a"
    if last in ("ى", "ې"):
        return "i"
    if last in _ROUND:
        return "u"
    if last in _VOICELESS:
        return "T"
    if last in ("ب", "د"):
        return "B"
    if last in ("غ", "گ"):
        return "G"
    return "L" if last == "ل" else "D"


def follows(shape: Shape, form: str, *, weak: bool = False, still: bool = False, apart: bool = False) -> float | None:
    """Cost of writing ``form`` after ``shape``; None if it cannot stand there.

    Args:
        shape: what stands before.
        form: the spelling of the suffix.
        weak: the suffix begins with a vowel that comes from ا/ە (ىدۇ).
        still: the suffix leaves an open vowel before it alone.
        apart: a word written on; it leaves all before it alone.
    """
    turn = shape.turn
    if not turn:
        return 0.0
    vowel_first = form[0] in VOWEL_LETTERS and not apart
    if shape.end == "a" and len(form) == 1 and not vowel_first:
        return 0.0  # باشلا-ت, باشلى-ت-ىل: what comes next decides
    if shape.end == "a":
        trigger = len(form) > 1 and not vowel_first and form[1] in VOWEL_LETTERS and not still
    elif turn in ("p", "r"):
        trigger = vowel_first and not weak
    else:
        trigger = vowel_first
    if turn in ("R", "r", "E"):
        return 0.0 if trigger else None
    if turn == "e":
        return 0.8 if trigger else 0.0
    return UNRAISED if trigger else 0.0


def _choose(template: str, shape: Shape) -> str:
    forms = template.split("/")
    if len(forms) == 1:
        return forms[0]
    if shape.end not in ("a", "i", "u"):
        return forms[0]
    if shape.end == "u" and len(forms) > 2:
        return forms[2]
    return forms[1]


@lru_cache(maxsize=20_000)
def realise(template: str, shape: Shape) -> tuple[Piece, ...]:
    """Spellings of a suffix template after a shape, best first; empty if it cannot follow.

    >>> [p.form for p in realise("GA", Shape("b", False, "T"))]
    ['قا', 'قى']
    >>> [p.form for p in realise("DUم", Shape("f", True, "D")) if not p.cost]
    ['دۈم']
    """
    if template.startswith("["):
        only, _, template = template[1:].partition("]")
        if ("T" if shape.end == "Q" else shape.end) not in only:
            return ()
    chosen = _choose(template, shape)
    weak = chosen.startswith(("=", "A"))
    still, apart = chosen.startswith(("^", "!")), chosen.startswith("!")
    umlauts = chosen.endswith("~")
    starred = chosen.endswith("*")
    if chosen.endswith("%"):
        shape = shape._replace(harmony="f")
    fixed = chosen.endswith("-")
    chosen = chosen.lstrip("=^!").rstrip("~*%-")
    if not chosen:
        return ()
    low = chosen[-1] == "A" or (len(chosen) > 1 and chosen[-2] == "A")
    alternates = umlauts or starred or (low and not fixed)
    found: list[Piece] = []
    for form, cost in _spell(chosen, shape):
        extra = follows(shape, form, weak=weak, still=still, apart=apart)
        if extra is None:
            continue
        found += _shapes(form, shape, cost + extra, alternates=alternates, umlauts=umlauts)
    found.sort(key=lambda piece: piece.cost)
    return tuple(found)


def _spell(chosen: str, shape: Shape) -> list[tuple[str, float]]:
    spelt: list[tuple[str, float]] = [("", 0.0)]
    for place, sign in enumerate(chosen):
        if sign not in _CAPITALS:
            spelt = [(form + sign, cost) for form, cost in spelt]
            continue
        spelt = [
            (form + letter, cost + extra) for form, cost in spelt for letter, extra in _letter(sign, place, shape, form)
        ]
    return spelt


def _letter(sign: str, place: int, shape: Shape, before: str) -> list[tuple[str, float]]:
    """The letters that a capital stands for, with their costs."""
    seen = harmony(before)
    back = (shape.harmony if seen == "?" else seen) == "b"
    if sign == "A":
        return [("ا" if back else "ە", 0.0)]
    if sign == "Q":
        return [("ق" if back or shape.end == "Q" else "ك", 0.0)]
    if sign == "W":
        return [("ۇ" if back else "ۈ", 0.0)]
    if sign == "U":
        last = [letter for letter in before if letter in VOWEL_LETTERS]
        if last[-1] in _ROUND if last else shape.rounded:
            return [("ۇ" if back else "ۈ", 0.0), ("ى", VARIANT)]
        return [("ى", 0.0)]
    end = shape.end if place == 0 else ending(before)
    hard, soft = ("ت", "د") if sign == "D" else ("ق" if back else "ك", "غ" if back else "گ")
    if end == "T":
        return [(hard, 0.0)]
    if end == "Q":
        return [("ت" if sign == "D" else "ق", 0.0)]
    if end == "B" or (end == "G" and sign == "G"):
        return [(hard, 0.0), (soft, SOFT)]
    if end == "G":  # names in گ are spoken with ك: خامبۇرگتا
        return [(soft, 0.0), (hard, 0.4)]
    return [(soft, 0.0)]


def _shapes(form: str, shape: Shape, cost: float, *, alternates: bool, umlauts: bool) -> list[Piece]:
    own = harmony(form)
    front_back = shape.harmony if own == "?" else own
    has_vowel = any(letter in VOWEL_LETTERS for letter in form)
    round_now = rounded(form) if has_vowel else shape.rounded
    end = ending(form)
    if alternates:
        cut = len(form) - (1 if end == "a" else 2)
        raised = form[:cut] + ("ې" if umlauts else "ى") + form[cut + 1 :]
        kind = ("p", "r") if umlauts and form[cut] == "ا" else ("P", "R")
        return [
            Piece(form, Shape(front_back, round_now, end, kind[0]), cost),
            Piece(raised, Shape(front_back, False, end, kind[1]), cost),
        ]
    if not has_vowel and shape.end == "a" and len(form) == 1 and shape.turn:
        # باشلا + ت: the open vowel is now in a closed last syllable, and raises before the next vowel: باشلىتىل
        return [Piece(form, Shape(front_back, round_now, end, shape.turn), cost)]
    return [Piece(form, Shape(front_back, round_now, end), cost)]
