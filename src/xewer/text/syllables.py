"""Syllables, and where a word may be broken at the end of a line; Arabic, Latin and Cyrillic script."""

from __future__ import annotations

import re
from itertools import pairwise

from xewer.text.letters import HAMZA, VOWELS

__all__ = ["hyphenate", "syllables"]

_VOWELS = VOWELS | frozenset("aeéëioöuüаәеёиоөуүэюяы")
_APOSTROPHES = "'’‘ʼʻ`´"
# One letter with the marks on it, Cyrillic ъ and ь among them; ULY writes five letters with two signs.
_UNIT = re.compile(
    rf"(?:[sczg]h|ng(?!h)|[^\W\d_])[\u0300-\u036f\u064b-\u065f\u0670\u200c\u200dъь{_APOSTROPHES}]*|[\W\d_]",
    re.IGNORECASE,
)
# Beginnings of foreign syllables («كون-ترول»), looked for only where three or more consonants meet.
_ONSETS = frozenset({"تر", "در", "پر", "بر", "كر", "گر", "پل", "بل", "كل", "گل", "tr", "dr", "pr", "br", "kr", "gr"})
_NASALS = frozenset("نمڭnm")


def syllables(word: str) -> list[str]:
    """Syllables of a word; put together they give it back.

    One consonant between vowels begins the next syllable, of several the last does; ئ always begins one. Vowels
    side by side without ئ (Chinese names) are one syllable. A hyphen stays with what stands before it.

    >>> syllables("ئۇيغۇرچە"), syllables("دوستلۇق"), syllables("mes'ul")
    (['ئۇي', 'غۇر', 'چە'], ['دوست', 'لۇق'], ["mes'", 'ul'])
    """
    found: list[str] = []
    units: list[str] = []
    for match in _UNIT.finditer(word):
        unit = match.group()
        if unit[0].isalpha():
            units.append(unit)
            continue
        # A mark or digit ends the stretch of letters and stays with it.
        found += _split(units)
        units = []
        if found:
            found[-1] += unit
        else:
            units = [unit]
    return found + _split(units)


def _is_vowel(unit: str) -> bool:
    return unit[0].lower() in _VOWELS


def _split(units: list[str]) -> list[str]:
    nuclei = [i for i, unit in enumerate(units) if _is_vowel(unit)]
    starts = [0]
    for left, right in pairwise(nuclei):
        between = right - left - 1
        if between == 0:
            # sa'et and саәт break; the vowels of «يۈەن» and җуңхуа do not.
            vowel = units[left][0].lower()
            if units[left][-1] in _APOSTROPHES or ("а" <= vowel <= "ӿ" and vowel not in "уү"):
                starts.append(right)
            continue
        if units[right - 1][0] == HAMZA:
            starts.append(right - 1)
        elif units[right - 1][-1] in _APOSTROPHES + "ъ":
            starts.append(right)
        elif between >= 3 and _onset(units, left, right):
            starts.append(right - 2)
        else:
            starts.append(right - 1)
    ends = [*starts[1:], len(units)]
    return ["".join(units[a:b]) for a, b in zip(starts, ends, strict=True) if a < b]


def _onset(units: list[str], left: int, right: int) -> bool:
    pair = (units[right - 2] + units[right - 1]).lower()
    return pair in _ONSETS and (right - left - 1 >= 4 or units[right - 3].lower() in _NASALS)


def hyphenate(word: str, mark: str = "\u00ad") -> str:
    """The word with ``mark`` (a soft hyphen) where a line may end: words of four letters or more, two kept each side.

    >>> hyphenate("ئۇيغۇرچە", "-"), hyphenate("ئانا", "-"), hyphenate("BBC2", "-")
    ('ئۇي-غۇر-چە', 'ئا-نا', 'BBC2')
    """
    if not word.isalpha() and not all(c.isalpha() or c in _APOSTROPHES + "\u200c\u200d" for c in word):
        return word
    parts = syllables(word)
    if _letters(word) < 4 or len(parts) < 2:
        return word
    joined: list[str] = []
    for part in parts:
        if joined and (_letters(joined[-1]) < 2 or (part is parts[-1] and _letters(part) < 2)):
            joined[-1] += part
        else:
            joined.append(part)
    return mark.join(joined)


def _letters(part: str) -> int:
    return sum(map(str.isalpha, part))
