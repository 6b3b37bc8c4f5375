"""How one word is written in each script, and how it is read back: letter by letter, with the place of each letter.

A scheme writes a word by table and puts a separator where two letters would be read as another. What the letters
cannot show (a vowel at the start of a word without its hamza, a hamza before a consonant) is shown by an unseen
U+200C before the spot, so that every word comes back as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.resources import read_table
from xewer.text.letters import HAMZA, VOWELS, column
from xewer.text.usages import loan_written, split_loan, voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["EXACT", "SCHEMES", "Piece", "read_word", "scheme", "write_word"]

EXACT = "\u200c"
"""Says: what follows is as it stands (a bare vowel, a hamza before a consonant, a mark that stays ASCII)."""
SCHEMES = ("latin", "cyrillic", "yengi", "cts", "ipa")
_APOSTROPHES = "'’‘ʼʻ`´′ʾʿ＇"
_READ_ONLY: dict[str, dict[str, str]] = {
    "latin": {"ë": "ې", "è": "ې", "ê": "ې"},
    "cyrillic": {
        "я": "يا",
        "ю": "يۇ",
        "ё": "يو",
        "ц": "تس",
        "щ": "ش",
        "э": "ې",
        "ы": "ى",
        "ь": "",
        "ҳ": "ھ",
        "h": "ھ",
        "ə": "ە",
        # Latin letters that look like these, in words that are Cyrillic otherwise
        "a": "ا",
        "e": "ې",
        "o": "و",
        "p": "ر",
        "c": "س",
        "x": "خ",
        "y": "ۇ",
    },
    "yengi": {"ә": "ە", "ө": "ۆ"},
    "cts": {},
    "ipa": {"g": "گ", "a": "ا", "ː": ""},
}


class Piece(NamedTuple):
    """One stretch of a converted word and the stretch it came from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """Tables of one script."""

    name: str
    letters: dict[str, str]
    reading: dict[str, str]
    hamza: str
    between_vowels: bool
    longest: int
    separated: frozenset[tuple[str, str]]
    hiatus: re.Pattern[str] | None
    usage: str = ""


@lru_cache(maxsize=8)
def scheme(name: str) -> Scheme:
    """The tables of one script: latin, cyrillic (also with a usage: cyrillic-kz), yengi, cts or ipa."""
    name, _, usage = name.partition("-")
    letters = column(name)
    reading = {written: letter for letter, written in letters.items()}
    reading.update(_READ_ONLY[name])
    hamza = {"cyrillic": "ъ", "ipa": "ʔ"}.get(name, "'")
    base = Scheme(name, letters, reading, hamza, name != "cyrillic", max(map(len, reading)), frozenset(), _hiatus(name))
    if name == "cyrillic":
        return replace(base, usage=usage)
    # A sequence that is one sign can only arise where the end of one letter meets the beginning of the next.
    seams = {written[i : i + 2] for written in reading for i in range(len(written) - 1)}
    pairs = {
        (a, b)
        for a in letters
        for b in letters
        if letters[a][-1] + letters[b][0] in seams
        and "".join(p.text for p in _read(base, letters[a] + letters[b], inside=True)) != a + b
    }
    # Read without the separator, but written with it (bashlan'ghuch); ڭ and ھ are always kept apart (bérming'ham).
    if name == "latin":
        pairs |= {("ن", "غ"), ("ڭ", "ھ")}
    return Scheme(name, letters, reading, hamza, base.between_vowels, base.longest, frozenset(pairs), base.hiatus)


def _hiatus(name: str) -> re.Pattern[str] | None:
    """Syllables of Chinese words in which two vowels meet without a hamza."""
    if name not in ("latin", "cyrillic"):
        return None
    return re.compile("|".join(row[name] for row in read_table("hiatus.tsv")))


@lru_cache(maxsize=1 << 16)
def write_word(name: str, word: str, inside: bool = False) -> tuple[Piece, ...]:
    """Write a word of Arabic script; ``inside`` says that a digit or another letter stands right before it.

    >>> "".join(p.text for p in write_word("latin", "باشلانغۇچ"))
    "bashlan'ghuch"
    """
    tables = scheme(name)
    if tables.usage == "kz":
        return tuple(_write_kz(tables, word, inside=inside))
    pieces = _write(tables, word, inside=inside)
    if tables.usage == "rfa":
        return tuple(pieces)
    if "".join(p.text for p in _read(tables, "".join(p.text for p in pieces), inside=inside)) == word:
        return tuple(pieces)
    return tuple(_write_exact(tables, word, inside=inside))


def _write_kz(tables: Scheme, word: str, *, inside: bool) -> list[Piece]:
    loan = None if inside else loan_written(word)
    if loan is None:
        pieces = _write(tables, voice(word), inside=inside)
        if not inside and word.startswith("يى"):
            pieces[0] = Piece("ж", 0, 1)
        return pieces
    written, size = loan
    rest = _write(tables, voice(word)[size:], inside=True)
    return [Piece(written, 0, size), *_shifted(rest, size)]


def _shifted(pieces: Iterable[Piece], by: int) -> Iterator[Piece]:
    return (Piece(piece.text, piece.start + by, piece.end + by) for piece in pieces)


def _write(tables: Scheme, word: str, *, inside: bool) -> list[Piece]:
    letters, separated = tables.letters, tables.separated
    pieces: list[Piece] = []
    n, i = len(word), 0
    cyrillic, rfa = tables.name == "cyrillic", tables.usage == "rfa"
    between = cyrillic and tables.usage != "lossless"  # no sign for a hamza between vowels
    while i < n:
        letter = word[i]
        after = word[i + 1] if i + 1 < n else ""
        if letter == HAMZA:
            silent = (
                after in VOWELS
                and after
                and (rfa or (i == 0 and not inside) or (between and i > 0 and word[i - 1] in VOWELS))
            )
            if silent:
                pieces.append(Piece(letters[after], i, i + 2))
                i += 2
                continue
            # Right after a digit a vowel is read without hamza («5inchi»), so a hamza there has to be told.
            pieces.append(Piece(EXACT + tables.hamza if i == 0 and inside else tables.hamza, i, i + 1))
        elif cyrillic and not rfa and letter == "ي" and after in ("ا", "ۇ"):
            pieces.append(Piece("я" if after == "ا" else "ю", i, i + 2))
            i += 2
            continue
        else:
            apart = i > 0 and (word[i - 1], letter) in separated
            pieces.append(Piece(("'" if apart else "") + letters[letter], i, i + 1))
        i += 1
    return pieces


def _write_exact(tables: Scheme, word: str, *, inside: bool) -> list[Piece]:
    """Write with an unseen mark at each spot that would be read otherwise."""
    pieces: list[Piece] = []
    letters, n, i = tables.letters, len(word), 0
    while i < n:
        letter = word[i]
        before = word[i - 1] if i else ""
        after = word[i + 1] if i + 1 < n else ""
        if letter == HAMZA:
            if i == 0 and not inside and after in VOWELS and after:
                pieces.append(Piece(letters[after], i, i + 2))
                i += 2
                continue
            plain = after in VOWELS and after and i > 0
            pieces.append(Piece(tables.hamza if plain else EXACT + tables.hamza, i, i + 1))
        elif letter in VOWELS and before != HAMZA and (not before or before in VOWELS):
            bare = (not before and not inside) or (before and tables.name == "cyrillic" and tables.usage != "lossless")
            pieces.append(Piece((EXACT if bare else "") + letters[letter], i, i + 1))
        else:
            apart = (before, letter) in tables.separated
            pieces.append(Piece(("'" if apart else "") + letters[letter], i, i + 1))
        i += 1
    return pieces


@lru_cache(maxsize=1 << 16)
def read_word(name: str, word: str, inside: bool = False, lenient: bool = False) -> tuple[Piece, ...]:
    """Read a lower-case word of another script into Arabic script; letters that no table knows stay.

    ``lenient`` adds the hamza that Latin text often leaves out between vowels, except in Chinese syllables.

    >>> "".join(p.text for p in read_word("latin", "mes'ul"))
    'مەسئۇل'
    """
    tables = scheme(name)
    loan = split_loan(word) if tables.usage == "kz" and not inside else None
    if loan is None:
        pieces = _read(tables, word, inside=inside, lenient=lenient)
        if tables.usage == "kz" and not inside and word.startswith(("жи", "жү")):
            pieces[0] = Piece("ي", 0, 1)  # жил, жигит, жүрәк: no Uyghur word begins with ژى
        return tuple(pieces)
    rest = _read(tables, word[loan[1] :], inside=True, lenient=lenient)
    return (Piece(loan[0], 0, loan[1]), *_shifted(rest, loan[1]))


def _read(tables: Scheme, word: str, *, inside: bool, lenient: bool = False) -> list[Piece]:
    reading, longest, name = tables.reading, tables.longest, tables.name
    parted = lenient or (
        name == "cyrillic" and tables.usage != "lossless"
    )  # two vowels that meet have a hamza between them
    pieces: list[Piece] = []
    bare = {m.end() for m in tables.hiatus.finditer(word)} if parted and tables.hiatus else frozenset()
    n, i = len(word), 0
    previous = "x" if inside else ""  # the letter before, in Arabic script
    exact = False
    while i < n:
        char = word[i]
        if char == EXACT:
            exact, i = True, i + 1
            continue
        if char in _APOSTROPHES or char in "ъʔ":
            following = _peek(tables, word, i + 1)
            if exact or (following and following[0] in VOWELS and (previous or char == "ʔ")):
                pieces.append(Piece(HAMZA, i, i + 1))
                previous = HAMZA
            exact, i = False, i + 1
            continue
        size = min(longest, n - i)
        if name in ("latin", "yengi") and word.startswith("ngh", i) and name == "latin":
            size = 1
        while size > 1 and word[i : i + size] not in reading:
            size -= 1
        text = reading.get(word[i : i + size])
        if text is None:
            pieces.append(Piece(char, i, i + 1))
            previous, exact, i = char, False, i + 1
            continue
        if text and text[0] in VOWELS and not exact and _wants_hamza(previous, parted=parted and i + size not in bare):
            text = HAMZA + text
        if text:
            pieces.append(Piece(text, i, i + size))
            previous = text[-1]
        exact, i = False, i + size
    return pieces


def _wants_hamza(previous: str, *, parted: bool) -> bool:
    return not previous or (parted and previous in VOWELS)


def _peek(tables: Scheme, word: str, i: int) -> str:
    for size in range(tables.longest, 0, -1):
        text = tables.reading.get(word[i : i + size])
        if text:
            return text
    return ""
