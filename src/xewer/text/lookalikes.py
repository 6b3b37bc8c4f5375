"""Which letter a look-alike stands for: ه is ھ or ە, ی is ى or ي, by the letters beside it."""

from __future__ import annotations

from xewer.text.letters import CONSONANTS, HAMZA, VOWELS

__all__ = ["heh", "yeh"]

_HEH = frozenset("هہ")
_OPEN = frozenset("يى")


def heh(word: str) -> str:
    """Read ه and ہ: ە after a consonant or ئ unless a bare vowel follows, else ھ.

    >>> heh("ههم"), heh("رهھبهر"), heh("ئههمىيهت")
    ('ھەم', 'رەھبەر', 'ئەھمىيەت')
    """
    if not _HEH.intersection(word):
        return word
    out = list(word)
    last = len(out) - 1
    for i, letter in enumerate(out):
        if letter not in _HEH:
            continue
        before = out[i - 1] if i else ""
        after = out[i + 1] if i < last else ""
        vowel = (before == HAMZA or before in CONSONANTS or before == "ی") and after not in VOWELS
        out[i] = "ە" if vowel else "ھ"
    return "".join(out)


def yeh(word: str) -> str:
    """Read ی: ى after ئ, between consonants, or final after a consonant; else ي.

    >>> yeh("یاخشی"), yeh("سییاسیی"), yeh("ئیش"), yeh("یېڭی")
    ('ياخشى', 'سىياسىي', 'ئىش', 'يېڭى')
    """
    if "ی" not in word:
        return word
    out = list(word)
    last = len(out) - 1
    for i, letter in enumerate(out):
        if letter != "ی":
            continue
        before = out[i - 1] if i else ""
        after = out[i + 1] if i < last else ""
        vowel = before == HAMZA or (before in CONSONANTS and (not after or after == "ی" or after not in VOWELS))
        out[i] = "ى" if vowel else "ي"
    return "".join(out)
