"""Between the scripts: Arabic (UEY), Latin (ULY), Cyrillic (USY), Yéngi Yéziq, the Common Turkic letters, IPA.

Words of the source script are converted one by one, everything else is copied: numbers, addresses, words in other
scripts. ``marks=True`` wraps those words (U+2068 … U+2069), so that the way back leaves them alone too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.errors import InputError
from xewer.model import Text
from xewer.resources import read_table
from xewer.text.cases import CASED, has_capitals, keep_case
from xewer.text.detect import detect_script
from xewer.text.letters import HAMZA, LETTERS, column
from xewer.text.normalise import MAY_PROTECT, PROTECTED, normalise
from xewer.text.plain import read_plain, write_plain
from xewer.text.schemes import EXACT, SCHEMES, Piece, read_word, write_word
from xewer.text.spellings import choose
from xewer.text.usages import PROFILES, devoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    _Change = tuple[int, int, tuple[Piece, ...]]

__all__ = ["canonical", "convert", "convert_text", "letter_key"]

_NAMES = {
    "uey": "arabic", "uly": "latin", "usy": "cyrillic", "uyy": "yengi",
    "arab": "arabic", "latn": "latin", "cyrl": "cyrillic",
}  # fmt: skip
_OPEN, _CLOSE = "\u2068", "\u2069"
_QUOTE = "['’‘ʼʻ`´′ʾʿ＇]"
_LATIN = "[A-Za-zÀ-ÖØ-öø-ʯχḀ-ỿⱠ-ⱿꜢ-꞊\u0300-\u036f]"
_CYRILLIC = "[\u0400-\u0481\u048a-\u052f\u0300-\u036f]"
# A Cyrillic word may hold Latin letters that look like its own, unless it hangs on a Latin word.
_ALIKE = "aceopxyhə"
_MIXED = f"[\u0400-\u0481\u048a-\u052f\u0300-\u036f{_ALIKE}]"
_ADDRESS = f"(?P<address>{PROTECTED.pattern})"
_TO_ASCII = {"،": ",", "؛": ";", "؟": "?"}
_TO_ARABIC = {mark: arabic for arabic, mark in _TO_ASCII.items()}


def _script(name: str) -> str:
    name = name.lower()
    name = _NAMES.get(name, name)
    if name != "arabic" and name not in SCHEMES:
        raise InputError(f"unknown script: {name}", hint="one of: arabic latin cyrillic yengi cts ipa")
    return name


def _usage(script: str, profile: str) -> str:
    """Name of the scheme of a script in one of its usages."""
    if profile not in PROFILES:
        raise InputError(f"unknown profile: {profile}", hint=f"one of: {' '.join(PROFILES)}")
    return f"{script}-{profile}" if script == "cyrillic" and profile != "standard" else script


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
    return re.compile(f"{first}(?P<kept>{_OPEN}[^{_OPEN}{_CLOSE}\n]*{_CLOSE})|(?P<word>{word})|(?P<mark>{EXACT}?[,;?])")


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


def _write(text: str, target: str, *, marks: bool) -> Iterator[_Change]:
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
            yield a, b, (Piece(_OPEN + old[0], 0, 1), *_copy(old, 1), Piece(_CLOSE, len(old) - 1, len(old)))


def _copy(text: str, start: int) -> list[Piece]:
    return [Piece(text[i], i, i + 1) for i in range(start, len(text))]


def _read(text: str, source: str, *, shouting: bool, lenient: bool = False, spelling: bool = True) -> Iterator[_Change]:
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


def _assemble(base: Text, changes: Iterator[_Change], script: str) -> Text:
    """The changed text, its offsets composed with those of ``base``."""
    text, last = base.text, 0
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for a, b, pieces in changes:
        parts.append(text[last:a])
        starts += base.starts[last:a]
        ends += base.ends[last:a]
        for new, low, high in pieces:
            parts.append(new)
            count = len(new)
            if count == high - low:
                starts += base.starts[a + low : a + high]
                ends += base.ends[a + low : a + high]
            else:
                starts += [base.starts[a + low]] * count
                ends += [base.ends[a + high - 1]] * count
        last = b
    parts.append(text[last:])
    starts += base.starts[last:]
    ends += base.ends[last:]
    return Text(base.original, "".join(parts), tuple(starts), tuple(ends), script, base.notes)


def _string(text: str, changes: Iterator[_Change]) -> str:
    parts, last = [], 0
    for a, b, pieces in changes:
        parts.append(text[last:a])
        parts += [piece.text for piece in pieces]
        last = b
    parts.append(text[last:])
    return "".join(parts)


def convert(
    text: str,
    source: str | None = None,
    target: str = "latin",
    *,
    marks: bool = False,
    profile: str = "standard",
    known: Callable[[str], bool] | None = None,
) -> str:
    """Convert between ``arabic latin cyrillic yengi cts ipa``; the source is detected if not given.

    Changes no case and adds no capitals. ``profile`` is a usage of Cyrillic, on either side: ``standard kz rfa
    lossless``. ``known`` (`xewer.morph.known.is_known`) lets a lexicon choose where spelling is careless.

    Raises:
        InputError: a script or profile that is not known.

    >>> convert("باشلانغۇچ مەكتەپ، BBC"), convert("Putin, is'haq", target="arabic")
    ("bashlan'ghuch mektep, BBC", 'پۇتىن، ئىسھاق')
    """
    source, target = _script(source or detect_script(text)), _script(target)
    reading, writing = _usage(source, profile), _usage(target, profile)
    if source == target:
        return text
    if (source in CASED and target in CASED and has_capitals(text)) or known is not None or reading == "cyrillic-kz":
        return convert_text(text, source, target, marks=marks, profile=profile, known=known).text
    if source != "arabic":
        if _OPEN in text:
            text = _string(text, _read(text, reading, shouting=_shouts(text)))
        else:
            text = _by_chunks(text, _reader(reading, _shouts(text)))
    return text if target == "arabic" else _by_chunks(text, _writer(writing, marks))


class _Chunks(dict[str, str]):
    """Stretch between spaces -> the same converted; no rule looks over a space, and most stretches come again."""

    LIMIT = 1 << 17
    LONGEST = 100

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, chunk: str) -> str:
        made = self.make(chunk)
        if len(chunk) <= self.LONGEST:
            if len(self) >= self.LIMIT:
                self.clear()
            self[chunk] = made
        return made


@lru_cache(maxsize=32)
def _reader(source: str, shouting: bool) -> _Chunks:
    def read(chunk: str) -> str:
        quick = None if "-" in source else read_plain(source, chunk)
        return _string(chunk, _read(chunk, source, shouting=shouting)) if quick is None else quick

    return _Chunks(read)


@lru_cache(maxsize=32)
def _writer(target: str, marks: bool) -> _Chunks:
    def write(chunk: str) -> str:
        quick = None if "-" in target else write_plain(target, chunk)
        return _string(chunk, _write(chunk, target, marks=marks)) if quick is None else quick

    return _Chunks(write)


def _by_chunks(text: str, chunks: _Chunks) -> str:
    return " ".join(map(chunks.__getitem__, text.split(" ")))


def _shouts(text: str) -> bool:
    """Whether the text is in capitals, so that capitals do not tell acronyms from words."""
    return text.upper() == text


def convert_text(
    text: str,
    source: str | None = None,
    target: str = "latin",
    *,
    marks: bool = False,
    profile: str = "standard",
    known: Callable[[str], bool] | None = None,
) -> Text:
    """Like `convert`, with the original span of each code point.

    >>> convert_text("شەھەر", "arabic", "latin").span(0, 2)
    Span(start=0, end=1)
    """
    source, target = _script(source or detect_script(text)), _script(target)
    reading, writing = _usage(source, profile), _usage(target, profile)
    n = len(text)
    way = Text(text, text, range(n), range(1, n + 1), target)
    if source == target:
        return way
    cased = source in CASED and target in CASED and has_capitals(text)
    if source != "arabic":
        changes = _read(text, reading, shouting=_shouts(text), spelling=not cased)
        way = _assemble(way, _chosen(changes, known), target)
        if reading == "cyrillic-kz":
            way = replace(way, text=devoice(way.text, known))
    if target != "arabic":
        way = _assemble(way, _write(way.text, writing, marks=marks), target)
    return replace(way, text=keep_case(way, target)) if cased else way


def _chosen(changes: Iterator[_Change], known: Callable[[str], bool] | None) -> Iterator[_Change]:
    """Each word as the lexicon knows it."""
    if known is None:
        return changes
    return ((a, b, choose(pieces, known) if len(pieces) > 1 else pieces) for a, b, pieces in changes)


def canonical(text: str, script: str | None = None, *, known: Callable[[str], bool] | None = None) -> Text:
    """Normal form in Arabic script, with the way back to ``text``. Never raises.

    Words in Latin or Cyrillic script inside an Arabic-script text are never touched; in a Latin text acronyms stay.
    A hamza that a Latin text leaves out between vowels (saet) is added; one after a consonant (mesul) needs a lexicon:
    ``known`` says whether a word exists. Cyrillic is read in all its usages.

    >>> canonical("Putin BBCge sözlidi?").text
    'پۇتىن BBCگە سۆزلىدى؟'
    """
    source = _NAMES.get((script or "").lower(), (script or "").lower()) or detect_script(text)
    base = normalise(text, script=source)
    if source not in SCHEMES:
        return base
    reading = "cyrillic-kz" if source == "cyrillic" else source
    changes = _chosen(_read(base.text, reading, shouting=_shouts(base.text), lenient=True), known)
    way = _assemble(base, changes, source)
    return replace(way, text=devoice(way.text, known)) if source == "cyrillic" else way


@lru_cache(maxsize=1)
def _keys() -> dict[int, str]:
    table = {ord(letter): key for letter, key in column("key").items()}
    table.update(dict.fromkeys(map(ord, HAMZA + EXACT + "\u200d'’‘ʼʻ`´′ʾʿ＇"), ""))
    return table


def letter_key(word: str) -> str:
    """One letter for each Uyghur letter of a canonical word, hamza dropped: the same for every script.

    >>> letter_key("پۇتىن"), letter_key("شىنجاڭ"), letter_key("BBC")
    ('putin', 'ʃinjaŋ', 'bbc')
    """
    return word.translate(_keys()).lower()
