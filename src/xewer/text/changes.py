"""Which stretches of a text change on the way to another script, and into what; everything else is copied."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.resources import read_table
from xewer.text.letters import LETTERS
from xewer.text.protected import MAY_PROTECT, PROTECTED
from xewer.text.schemes import EXACT, Piece, read_word, write_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    Change = tuple[int, int, tuple[Piece, ...]]

__all__ = ["OPEN", "reading_changes", "writing_changes"]

OPEN, _CLOSE = "\u2068", "\u2069"
_QUOTE = "['’‘ʼʻ`´′ʾʿ＇]"
_LATIN = "[A-Za-zÀ-ÖØ-öø-ʯχḀ-ỿⱠ-ⱿꜢ-꞊\u0300-\u036f]"
_CYRILLIC = "[\u0400-\u0481\u048a-\u052f\u0300-\u036f]"
# A Cyrillic word may hold Latin letters that look like its own, unless it hangs on a Latin word.
_ALIKE = "aceopxyhə"
_MIXED = f"[\u0400-\u0481\u048a-\u052f\u0300-\u036f{_ALIKE}]"
_ADDRESS = f"(?P<address>{PROTECTED.pattern})"
_TO_ASCII = {"،": ",", "؛": ";", "؟": "?"}
_TO_ARABIC = {mark: arabic for arabic, mark in _TO_ASCII.items()}


@lru_cache(maxsize=8)
def _writing(marks: bool, addresses: bool) -> re.Pattern[str]:
    foreign = f"|(?P<foreign>[A-Za-zÀ-ÖØ-öø-ʯͰ-ԯḀ-ỿⱠ-Ɀ\u0300-\u036f]+|(?<=\\w){_QUOTE}(?=\\w))" if marks else ""
    first = _ADDRESS + "|" if addresses else ""
    return re.compile(f"{first}(?P<word>[{''.join(sorted(LETTERS))}]+)|(?P<mark>[،؛؟,;?]){foreign}")


def _word(letter: str) -> str:
    return f"(?:{EXACT}{_QUOTE}|{EXACT}?{letter})(?:{EXACT}{_QUOTE}|{_QUOTE}?{EXACT}?{letter})*"


@lru_cache(maxsize=8)
def _reading(source: str, addresses: bool) -> re.Pattern[str]:
    first = _ADDRESS + "|" if addresses else ""
    word = _word(_LATIN)
    if source.startswith("cyrillic"):
        word = f"(?<![A-Za-zə])(?=[{_ALIKE}]{{0,30}}[\u0400-\u052f]){_word(_MIXED)}|{_word(_CYRILLIC)}"
    return re.compile(f"{first}(?P<kept>{OPEN}[^{OPEN}{_CLOSE}\n]*{_CLOSE})|(?P<word>{word})|(?P<mark>{EXACT}?[,;?])")


def _between_digits(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and text[start - 1].isdigit() and text[end].isdigit()


def _follows_letter(text: str, at: int) -> bool:
    """Whether a digit, a percent sign, a foreign word or letter stands right before: no word begins here."""
    if not at:
        return False
    before = text[at - 1]
    if before == _CLOSE and at > 1:
        before = text[at - 2]
    return before == "%" or before.isdigit() or (before.isalpha() and before not in LETTERS)


def writing_changes(text: str, target: str, *, marks: bool) -> Iterator[Change]:
    """Changed stretches of an Arabic-script text, each with its pieces (offsets within the stretch)."""
    for match in _writing(marks, MAY_PROTECT.search(text) is not None).finditer(text):
        kind, old, (a, b) = match.lastgroup, match[0], match.span()
        if kind == "word":
            yield a, b, write_word(target, old, _follows_letter(text, a))
        elif kind == "mark":
            if _between_digits(text, a, b) or target == "ipa":
                continue
            new = _TO_ASCII.get(old) or EXACT + old
            yield a, b, (Piece(new, 0, 1),)
        elif kind == "foreign":
            yield a, b, (Piece(OPEN + old[0], 0, 1), *_copy(old, 1), Piece(_CLOSE, len(old) - 1, len(old)))


def _copy(text: str, start: int) -> list[Piece]:
    return [Piece(text[i], i, i + 1) for i in range(start, len(text))]


def reading_changes(
    text: str, source: str, *, shouting: bool, lenient: bool = False, spelling: bool = True
) -> Iterator[Change]:
    """Changed stretches of a text in another script, each with its pieces in Arabic script."""
    for match in _reading(source, MAY_PROTECT.search(text) is not None).finditer(text):
        kind, old, (a, b) = match.lastgroup, match[0], match.span()
        if kind == "word":
            spelt = _spelt(old, source) if spelling and old[0].isupper() else None
            pieces = spelt or _read_one(
                old, source, inside=_follows_letter(text, a), shouting=shouting, lenient=lenient
            )
            if pieces is not None:
                yield a, b, pieces
        elif kind == "kept":
            yield a, b, tuple(_copy(old[:-1], 1))
        elif kind == "mark":
            if old[0] == EXACT:
                yield a, b, (Piece(old[1], 0, 2),)
            elif not _between_digits(text, a, b):
                yield a, b, (Piece(_TO_ARABIC[old], 0, 1),)


_ACRONYM = re.compile(r"([A-Z]{2,})([a-zéëöü']*)")
_DIGRAPHS = frozenset({"Sh", "Ch", "Gh", "Zh", "Ng"})


def _read_one(word: str, source: str, *, inside: bool, shouting: bool, lenient: bool) -> tuple[Piece, ...] | None:
    """A word in Arabic script, or None if it is to stay: an acronym, or letters that no Uyghur word has."""
    start = 0
    if not source.startswith("cyrillic") and not shouting:
        match = _ACRONYM.fullmatch(word)
        if match:
            suffix = match[2]
            if not suffix:
                return None
            if match[1][-1] + suffix[0] not in _DIGRAPHS:
                start = match.end(1)
    if not unicodedata.is_normalized("NFC", word):
        composed = unicodedata.normalize("NFC", word)
        inner = read_word(source, _lower(composed), inside, lenient)
        return (Piece("".join(p.text for p in inner), 0, len(word)),) if _all_uyghur(inner) else None
    pieces = read_word(source, _lower(word[start:]), inside or start > 0, lenient)
    if not _all_uyghur(pieces):
        return None
    if start:
        shifted = (Piece(p.text, p.start + start, p.end + start) for p in pieces)
        return (*_copy(word[:start], 0), *shifted)
    return pieces


@lru_cache(maxsize=8)
def _acronyms(source: str) -> dict[str, str]:
    source = source.partition("-")[0]
    return {row[source]: row["arabic"] for row in read_table("acronyms.tsv")} if source in ("latin", "cyrillic") else {}


def _spelt(word: str, source: str) -> tuple[Piece, ...] | None:
    """An acronym that Arabic script spells letter by letter: AQSh is ئا ق ش; a suffix goes on after it."""
    table = _acronyms(source)
    for size in range(min(len(word), 6), 1, -1):
        letters = table.get(word[:size])
        suffix = word[size:]
        if letters and (not suffix or suffix.islower()):
            rest = read_word(source, suffix, True)
            if not _all_uyghur(rest):
                return None
            shifted = (Piece(p.text, p.start + size, p.end + size) for p in rest)
            return (Piece(letters, 0, size), *shifted)
    return None


def _all_uyghur(pieces: tuple[Piece, ...]) -> bool:
    return all(LETTERS.issuperset(piece.text) for piece in pieces)


def _lower(word: str) -> str:
    """Lower case, code point by code point; never Turkic."""
    lowered = word.lower()
    if len(lowered) == len(word):
        return lowered
    return "".join("i" if c == "İ" else (c.lower() if len(c.lower()) == 1 else c) for c in word)
