"""Usages of Cyrillic beside the standard letter table.

``kz``: newspapers of Kazakhstan: the stem's last k is voiced between vowels (министрлиғи), жи stands for يى at the
beginning of a word (жил), and loans are written as in
Russian (партия, январь; ``data/cyrillic_loans.tsv``). ``rfa``: no ъ, and я, ю only as йа, йу. ``lossless``: ъ for every
hamza inside a word, so that reading needs no list of exceptions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PROFILES", "devoice", "loan_written", "split_loan", "voice"]

PROFILES = ("standard", "kz", "rfa", "lossless")
_VOICELESS = re.compile(r"(?<=\w\w)(ل[ىۇۈ])([قك])(?=ى)")
_VOICED = re.compile(r"(?<=\w)(ل[ىۇۈ])([غگ])(?=ى)")
_LETTERS = re.compile(r"\w+")
_HAVING = re.compile(r"ل[ىۇۈ][غگ]ىن\Z")  # باشلىغىن: an order, the k is no stem end
_LONGEST = 24  # letters of a loan
_SHORTEST = 3  # letters of a loan that may stand for the beginning of a word


def voice(word: str) -> str:
    """The stem's last k between vowels as Kazakhstan writes it; one letter for one.

    >>> voice("مىنىستىرلىقى"), voice("ئۆزلىكى")
    ('مىنىستىرلىغى', 'ئۆزلىگى')
    """
    return _VOICELESS.sub(lambda m: m[1] + ("غ" if m[2] == "ق" else "گ"), word)


def devoice(text: str, known: Callable[[str], bool] | None = None) -> str:
    """Voiced stem ends as Arabic script writes them; one letter for one, so that offsets hold.

    Only after «li, lu, lü», where few other words are meant; those that are («باشلىغىن», begin!) a lexicon tells.

    >>> devoice("مىنىستىرلىغىنىڭ بارغانلىغى")
    'مىنىستىرلىقىنىڭ بارغانلىقى'
    """

    def word(match: re.Match[str]) -> str:
        old = match[0]
        new = _VOICED.sub(lambda m: m[1] + ("ق" if m[2] == "غ" else "ك"), old)
        if new == old or _HAVING.search(old) or (known is not None and known(old) and not known(new)):
            return old
        return new

    return _LETTERS.sub(word, text) if _VOICED.search(text) else text


@lru_cache(maxsize=1)
def _loans() -> tuple[dict[str, str], dict[str, str]]:
    """Arabic script to Cyrillic and back; stems in ە also as they are before a suffix (پارتىيى)."""
    rows = read_table("cyrillic_loans.tsv")
    writing = {row["arabic"]: row["cyrillic"] for row in rows}
    writing.update({a[:-1] + "ى": c for a, c in writing.items() if a.endswith("ە")})
    reading: dict[str, str] = {}
    for row in rows:
        reading.setdefault(row["cyrillic"], row["arabic"])
    return writing, reading


def loan_written(word: str) -> tuple[str, int] | None:
    """A loan at the start of an Arabic-script word: how it is written, and how many letters of the word it takes.

    >>> loan_written("پارتىيىسى")
    ('партия', 7)
    """
    writing = _loans()[0]
    for size in range(min(len(word), _LONGEST), _SHORTEST - 1, -1):
        written = writing.get(word[:size])
        if written:
            return written, size
    return None


def split_loan(word: str) -> tuple[str, int] | None:
    """A loan at the start of a lower-case Cyrillic word: its Arabic letters, and how many letters it takes.

    >>> split_loan("партияси"), split_loan("партия"), split_loan("мәктәп")
    (('پارتىيى', 6), ('پارتىيە', 6), None)
    """
    reading = _loans()[1]
    for size in range(min(len(word), _LONGEST), _SHORTEST - 1, -1):
        arabic = reading.get(word[:size])
        if arabic:
            raised = arabic.endswith("ە") and size < len(word)
            return arabic[:-1] + "ى" if raised else arabic, size
    return None
