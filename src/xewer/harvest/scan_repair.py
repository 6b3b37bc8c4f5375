"""What recognition of Uyghur scans gets wrong again and again, put right where the lexicon or the line tells how.

Measured on pages of UKIJ Tuz at 300 dots an inch: of 100 wrong letters, 25 were commas read as «›», 30 were ۇ read as
another rounded vowel (`data/scan_confusions.tsv`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from xewer.morph.analyse import analyse
from xewer.morph.known import is_known
from xewer.resources import read_table
from xewer.text.letters import BACK, FRONT
from xewer.text.normalise import normalise

__all__ = ["repaired", "repaired_word"]

_WORD = re.compile(r"[\u0621-\u064a\u066e-\u06d3\u06d5-\u06ff]{2,}")
_TWICE = re.compile("[ۇۈۆ]{2}")
_MOST_PLACES = 6  # letters of one word that may have been misread
_MOST_CHANGES = 3
# A run of numbers is printed from left to right, but recognised part by part from the right.
_PARTS = re.compile(r"(?<![\w.,-])\d+(?:-\d+)+(?![\w-])")
_PERCENT = re.compile(r"(?<![\w%.,])(?:(%)(\d[\d.,]*\d|\d)|(\d[\d.,]*\d|\d)(%))(?![\w%])")
_CLOSED = frozenset(["PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX"])
_VOWEL_MARKS = re.compile("[\u064b-\u0653\u0655-\u065f]")  # Uyghur writes none but the hamza


def repaired(line: str) -> str:
    """A recognised line, put right.

    >>> repaired("بۈ ئىش› ئۈنىڭ بىلەن تۈگىدى.")
    'بۇ ئىش، ئۇنىڭ بىلەن تۈگىدى.'
    """
    line = normalise(_VOWEL_MARKS.sub("", line)).text
    line = _commas(line)
    line = _PARTS.sub(lambda m: "-".join(reversed(m[0].split("-"))), line)
    line = _PERCENT.sub(lambda m: m[2] + "%" if m[1] else "%" + m[3], line)
    return _WORD.sub(lambda m: repaired_word(m[0]), line)


def _commas(line: str) -> str:
    """A closing quotation mark that nothing opened is a comma."""
    out = []
    depth = {"‹": 0, "«": 0}
    for letter in line:
        if letter in depth:
            depth[letter] += 1
        opening = {"›": "‹", "»": "«"}.get(letter)
        if opening and letter == "›" and not depth[opening]:
            out.append("،")
            continue
        if opening:
            depth[opening] = max(0, depth[opening] - 1)
        out.append(letter)
    return re.sub(r"\s+،", "،", "".join(out))


@lru_cache(maxsize=1)
def _confusions() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for row in read_table("scan_confusions.tsv"):
        out[row["read"]] = (*out.get(row["read"], ()), row["right"])
    return out


@lru_cache(maxsize=100_000)
def repaired_word(word: str) -> str:
    """The word that was printed: as it was read if that is known, else the known word that is nearest.

    Where no word is known (names), only ۇ is put back, where the vowels about it tell that ۈ cannot stand there.

    >>> repaired_word("سۈ"), repaired_word("كۈن")
    ('سۇ', 'كۈن')
    """
    table = _confusions()
    if is_known(word):
        return _pronoun(word, table) or word
    word = _single(word)
    if is_known(word):
        return word
    places = [i for i, letter in enumerate(word) if letter in table][:_MOST_PLACES]
    for candidate in sorted(_candidates(word, places, table), key=lambda made: made[0]):
        if is_known(candidate[1]):
            return candidate[1]
    return _harmonious(word)


def _single(word: str) -> str:
    """A word without a rounded vowel that was read twice: no Uyghur word has two of them side by side.

    >>> _single("قانۇۈن")
    'قانۇن'
    """
    found = _TWICE.search(word)
    if not found:
        return word
    made = [word[: found.start()] + vowel + word[found.end() :] for vowel in dict.fromkeys(found[0])]
    return next(filter(is_known, made), made[0])


def _pronoun(word: str, table: dict[str, tuple[str, ...]]) -> str | None:
    """A pronoun or the like that a rare noun was read for: these are a thousand times as frequent."""
    if analyse(word)[0].upos in _CLOSED:
        return None
    for i, letter in enumerate(word):
        for right in table.get(letter, ()):
            other = word[:i] + right + word[i + 1 :]
            if is_known(other) and analyse(other)[0].upos in _CLOSED:
                return other
    return None


def _candidates(word: str, places: list[int], table: dict[str, tuple[str, ...]]) -> list[tuple[int, str]]:
    """Words with up to three letters changed, each with how many were."""
    out = []
    for chosen in product(*[(word[i], *table[word[i]]) for i in places]):
        changes = sum(letter != word[i] for i, letter in zip(places, chosen, strict=True))
        if 0 < changes <= _MOST_CHANGES:
            letters = list(word)
            for i, letter in zip(places, chosen, strict=True):
                letters[i] = letter
            out.append((changes, "".join(letters)))
    return out


def _harmonious(word: str) -> str:
    others = set(word.replace("ۈ", "").replace("ؤ", ""))
    back = bool(others & BACK) and not others & FRONT
    return word.replace("ۈ", "ۇ").replace("ؤ", "ۇ") if back else word.replace("ؤ", "ۇ")
