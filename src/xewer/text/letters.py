"""The thirty-two letters of Uyghur: what kind each is, how each script writes it, which key the index gives it.

The rows are ``data/letters.tsv``, in dictionary order. The sets below are what phonology asks for; they are
spelt out here because they must cost nothing to import, and a test holds them against the table.
"""

from __future__ import annotations

from functools import lru_cache

from xewer.resources import read_table

__all__ = [
    "BACK",
    "CONSONANTS",
    "FRONT",
    "HAMZA",
    "LETTERS",
    "ROUNDED",
    "VOICELESS",
    "VOWELS",
    "column",
    "is_uyghur_word",
]

HAMZA = "ئ"
VOWELS = frozenset("اەېىوۇۆۈ")
CONSONANTS = frozenset("بپتجچخدرزژسشغفقكگڭلمنھۋي")
LETTERS = VOWELS | CONSONANTS | {HAMZA}
FRONT = frozenset("ەۆۈ")
"""Vowels that ask for front suffixes; ې and ى ask for neither."""
BACK = frozenset("اوۇ")
"""Vowels that ask for back suffixes."""
ROUNDED = frozenset("وۇۆۈ")
VOICELESS = frozenset("پتچخسشفقكھ")


@lru_cache(maxsize=16)
def column(name: str) -> dict[str, str]:
    """Letter -> how the column writes it: latin, cyrillic, yengi, cts, ipa or key.

    >>> column("latin")["ش"]
    'sh'
    """
    return {row["arabic"]: row[name] for row in read_table("letters.tsv")}


def is_uyghur_word(word: str) -> bool:
    """Whether the word is made of nothing but letters of the Uyghur alphabet in Arabic script.

    >>> is_uyghur_word("ئۇيغۇر"), is_uyghur_word("BBC")
    (True, False)
    """
    return bool(word) and LETTERS.issuperset(word)
