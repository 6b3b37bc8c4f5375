"""Letters of other keyboards: which Uyghur letter a look-alike stands for, by the letters beside it.

Only stretches that are Uyghur are changed: a Persian or Arabic quotation keeps its letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.resources import read_table
from xewer.text.letters import CONSONANTS, HAMZA, VOWELS

if TYPE_CHECKING:
    from xewer.text.buffer import Buffer

__all__ = ["ARABIC", "confusables", "fix_lookalikes", "heh", "yeh"]

ARABIC = "\u0620-\u065f\u066e-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06fc\u0750-\u077f"
"""Inside of a character class: letters of Arabic script with their marks, no digits."""
_HEH = frozenset("هہ")
# Letters that Persian, Arabic, Urdu and Sindhi do not have, and codes that only old Uyghur fonts wrote.
_UYGHUR = re.compile("[ۇۆۈۋېڭݣ]|ئ[اوەهىی]|و[\u065a\u0670]|(?<![\u0620-\u06ff])ء[اەهوۇىی]")
_ALIEN = re.compile("[آأؤإثحذصضطظعٱٹڈڑںےٿڄڃڦڇڏڌڊڍڙڳڱڻځڅډړږښڼۍۂۃۓ\u064b-\u064e\u0650-\u0652]")
_DAMMA = re.compile("و\u064f")
_CHANGES = re.compile("[کڪݣةۀهہیء]|و[\u064f\u065a\u0670]")
_LINE = re.compile("[^\n\r\u2028\u2029]+")
_RUN = re.compile('[^«»“”"()\\[\\]‹›<>.!?؟]+')
_WORD = re.compile(f"[{ARABIC}]*[هہیء][{ARABIC}]*")
_HAMZA = re.compile("ء(?=[اەوۇۆۈېىهی])")
_SHORT = 3  # words of a text that says nothing about its language, and is read as Uyghur all the same


def heh(word: str) -> str:
    """Read ه and ہ: ە after a consonant or ئ unless a bare vowel follows, else ھ; ە in the -üen of Chinese names.

    >>> heh("ههم"), heh("رهھبهر"), heh("ئههمىيهت"), heh("يۈهن")
    ('ھەم', 'رەھبەر', 'ئەھمىيەت', 'يۈەن')
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
        vowel = before == HAMZA or before in CONSONANTS or before == "ی"
        chinese = before == "ۈ" and after == "ن"
        out[i] = "ە" if chinese or (vowel and after not in VOWELS) else "ھ"
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
        vowel = before == HAMZA or (before in CONSONANTS and after not in VOWELS)
        out[i] = "ى" if vowel else "ي"
    return "".join(out)


def _decode(cell: str) -> str:
    return "".join(chr(int(code.removeprefix("U+"), 16)) for code in cell.split())


@lru_cache(maxsize=4)
def confusables(where: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern and table of one kind: ``all``, ``uyghur`` (only in Uyghur), ``uncjk`` (not in Chinese)."""
    table = {_decode(row["from"]): _decode(row["to"]) for row in read_table("confusables.tsv") if row["where"] == where}
    keys = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, keys))), table


@lru_cache(maxsize=1)
def _singles() -> re.Pattern[str]:
    return re.compile(f"[{''.join(key for key in confusables('uyghur')[1] if len(key) == 1)}]")


def _verdict(text: str) -> bool | None:
    """True if the text is Uyghur by its letters, False if it is another language, None if it says nothing."""
    if _UYGHUR.search(text):
        return True
    if _ALIEN.search(text):
        return False
    return True if _DAMMA.search(text) else None


def _uyghur_stretches(text: str) -> bytearray:
    """One byte for each code point: 1 where look-alikes are to be read as Uyghur.

    A stretch between quotation marks or full stops that says nothing follows its line, and the line its text.
    """
    inside = bytearray(len(text) + 1)
    whole = _verdict(text)
    if whole is None:
        whole = len(text.split()) <= _SHORT
    for line in _LINE.finditer(text):
        if not _CHANGES.search(line[0]):
            continue
        verdict = _verdict(line[0])
        for run in _RUN.finditer(text, *line.span()):
            if not _CHANGES.search(run[0]):
                continue
            own = _verdict(run[0])
            own = (whole if verdict is None else verdict) if own is None else own
            if own:
                inside[run.start() : run.end()] = b"\x01" * (run.end() - run.start())
    return inside


def fix_lookalikes(buffer: Buffer) -> bool:
    """Replace the letters of other keyboards in stretches that are Uyghur; say whether anything changed."""
    if not _CHANGES.search(buffer.text):
        return False
    inside = _uyghur_stretches(buffer.text)
    if 1 not in inside:
        return False

    def word(match: re.Match[str]) -> str | None:
        return yeh(heh(_HAMZA.sub("ئ", match[0]))) if inside[match.start()] else None

    def letter(match: re.Match[str]) -> str | None:
        return table[match[0]] if inside[match.start()] else None

    # Changes of equal length first, pairs last: until then each stretch keeps its place.
    pattern, table = confusables("uyghur")
    changed = buffer.apply(_singles(), letter, "letter")
    changed |= buffer.apply(_WORD, word, "heh-yeh")
    return changed | buffer.apply(pattern, letter, "waw")
