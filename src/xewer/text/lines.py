"""The quickest way for whole lines: letters become bytes and bytes become the letters of the other script.

Python's own one-byte codecs do both steps at the speed of C. Before them stand a few replacements of whole strings for
what is more than one letter for one. A line with anything else in it (letters of other scripts on the way to Arabic
script, capitals, odd marks, bare vowels) is left to `xewer.text.schemes`, against which tests hold the
results.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Any, NamedTuple

from xewer.text.letters import HAMZA, LETTERS, VOWELS
from xewer.text.schemes import scheme

__all__ = ["LONG", "WHOLE", "odd_stretches", "read_lines", "write_lines"]

_V, _L = "".join(sorted(VOWELS)), "".join(sorted(LETTERS))
_ASCII = "\n" + "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in "#&@")  # these begin what is kept
_SIGNS = "«»‹›“”–—…"
_ARABIC_MARKS = {"،": ",", "؛": ";", "؟": "?"}
_BARE = re.compile(f"[^{_L}A-Za-z0-9%][{_V}]")
_LOOSE = re.compile(f"{HAMZA}(?![{_V}])")
_LED = re.compile(f'{HAMZA}(?<=[\\n«‹“"(\\[/:.،؛؟!…–—-].)')
_LATER = re.compile(f"[^{_L}]{HAMZA}")
_BETWEEN = re.compile(f"{HAMZA}(?<=[{_V}].)(?=[{_V}])")
_MEET = re.compile(f"[{_V}][{_V}]")
# One class of letters first: the search jumps from one of them to the next.
_STAYS = re.compile(r"[،؛؟,;?](?:(?<=\d[،؛؟])(?=\d)|(?<=[,;?])(?!(?<=\d.)\d))")
_FOREIGN = re.compile("[A-Za-z']")
_ODD = re.compile(f"[^{re.escape(_L + _ASCII + _SIGNS)}،؛؟][^ ]*")
_NUMERIC = re.compile(r"[,;?](?<=\d.)(?=\d)")
_SIGN = "\x13"  # stands for the hamza until the end: a string of small codes is quick
_KEPT = {",": "\x0e", ";": "\x0f", "?": "\x10"}
WHOLE = frozenset({"latin", "cyrillic", "yengi", "cts"})
"""Scripts whose lines can be had whole, in the standard usage."""
LONG = 1000
"""Code points; a longer text is taken line by line."""


def _codec(pairs: dict[str, str]) -> tuple[Any, str]:
    """Encoding and decoding table of a one-byte code: character -> character."""
    pairs = {"\0": "\ufffe"} | pairs  # the quick kind of table begins with this one
    source = list(pairs)
    source += [chr(0xE000 + i) for i in range(256 - len(source))]
    return codecs.charmap_build("".join(source)), "".join(pairs.values()).ljust(256, "\ufffe")


def _recode(text: str, codec: tuple[Any, str]) -> str | None:
    try:
        coded = codecs.charmap_encode(text, "strict", codec[0])[0]
        return codecs.charmap_decode(coded, "strict", codec[1])[0]
    except UnicodeError:
        return None


class _Writing(NamedTuple):
    codec: tuple[Any, str]
    parted: tuple[tuple[str, str], ...]
    longer: tuple[tuple[str, str], ...]
    cyrillic: bool
    hiatus: re.Pattern[str] | None


@lru_cache(maxsize=8)
def _writing(name: str) -> _Writing:
    tables = scheme(name)
    letters = {**tables.letters, HAMZA: tables.hamza}
    longer = {written: chr(1 + i) for i, written in enumerate(w for w in letters.values() if len(w) > 1)}
    pairs = {c: c for c in _ASCII + _SIGNS}
    pairs.update(_ARABIC_MARKS)
    pairs.update({letter: longer.get(written, written) for letter, written in letters.items()})
    cyrillic = name == "cyrillic"
    if cyrillic:
        pairs |= {"\x11": "я", "\x12": "ю"}
    parted = tuple((a + b, f"{a}'{b}") for a, b in sorted(tables.separated) if HAMZA not in (a, b))
    return _Writing(_codec(pairs), parted, tuple((c, w) for w, c in longer.items()), cyrillic, tables.hiatus)


@lru_cache(maxsize=16)
def odd_stretches(name: str, *, reading: bool) -> re.Pattern[str]:
    """Pattern of what no whole line may hold, from its first odd sign to the next space."""
    if not reading:
        return _ODD
    usual = (
        "".join(scheme(name).letters.values())
        + ("яюъ" if name == "cyrillic" else "")
        + "".join(c for c in _ASCII if not c.isalpha() and c != "`")
    )
    return re.compile(f"[^{re.escape(usual + _SIGNS)}][^ ]*")


def write_lines(name: str, text: str, *, marks: bool = False) -> str | None:
    """Arabic-script text in another script, or None if something in it asks for the way by words.

    >>> write_lines("latin", "سائەت 9:45، باشلانغۇچ"), write_lines("latin", "ۇنىڭ")
    ("sa'et 9:45, bashlan'ghuch", None)
    """
    if not text or text[0] in VOWELS or _BARE.search(text) or _LOOSE.search(text) or _STAYS.search(text):
        return None
    if (marks and _FOREIGN.search(text)) or "://" in text or "www." in text:
        return None
    way = _writing(name)
    if HAMZA in text:
        text = text.removeprefix(HAMZA).replace(" " + HAMZA, " ")
        if _LATER.search(text):
            text = _LED.sub("", text)
            if _LATER.search(text):
                return None
    if way.cyrillic:
        if _MEET.search(text):
            return None
        text = _BETWEEN.sub("", text).replace("يا", "\x11").replace("يۇ", "\x12")
    for old, new in way.parted:
        text = text.replace(old, new)
    found = _recode(text, way.codec)
    if found is None:
        return None
    for old, new in way.longer:
        found = found.replace(old, new)
    return None if way.cyrillic and way.hiatus is not None and way.hiatus.search(found) else found


class _Reading(NamedTuple):
    codec: tuple[Any, str]
    longer: tuple[tuple[str, str], ...]
    initial: tuple[tuple[str, str], ...]
    vowels: str
    hamza: str
    carried: re.Pattern[str]  # the sign of hamza before a vowel
    parts: re.Pattern[str]  # and where it only keeps letters apart
    first: re.Pattern[str]  # what a word begins after, and its vowel
    meet: re.Pattern[str] | None
    hiatus: re.Pattern[str] | None


@lru_cache(maxsize=8)
def _reading(name: str) -> _Reading:
    tables = scheme(name)
    letters = tables.letters
    digraphs = {written: chr(1 + i) for i, written in enumerate(w for w in letters.values() if len(w) > 1)}
    longer = list(digraphs.items())
    if name == "latin":
        longer.insert(0, ("ngh", letters["ن"] + digraphs["gh"]))
    if name == "cyrillic":
        longer = [("я", letters["ي"] + letters["ا"]), ("ю", letters["ي"] + letters["ۇ"])]
    pairs = {c: c for c in _ASCII + _SIGNS if not c.isalpha() and c not in "'`"}
    pairs.update({mark: arabic for arabic, mark in _ARABIC_MARKS.items()})
    pairs.update({kept: mark for mark, kept in _KEPT.items()})
    pairs.update({digraphs.get(written, written): letter for letter, written in letters.items()})
    pairs[_SIGN] = HAMZA
    vowels = "".join(letters[v] for v in sorted(VOWELS))
    own = "".join(digraphs.get(w, w) for w in letters.values()) + _SIGN
    sign = "ъ" if name == "cyrillic" else "'"
    return _Reading(
        _codec(pairs),
        tuple(longer),
        tuple((f" {v}", f" {_SIGN}{v}") for v in vowels),
        vowels,
        sign,
        re.compile(f"{sign}(?=[{vowels}])(?<=[{own}].)"),
        re.compile(f"{sign}(?<=[{own}].)(?=[{own}])"),
        re.compile(f"([^{own}0-9%])(?=[{vowels}])"),
        re.compile(f"([{vowels}])(?=[{vowels}])") if name == "cyrillic" else None,
        tables.hiatus if name == "cyrillic" else None,
    )


def read_lines(name: str, text: str) -> str | None:
    """Text of another script in Arabic script, or None if something in it asks for the way by words.

    >>> read_lines("latin", "sa'et 9:45, bashlan'ghuch"), read_lines("latin", "BBC")
    ('سائەت 9:45، باشلانغۇچ', None)
    """
    way = _reading(name)
    if not text or "://" in text or "www." in text or (way.hiatus is not None and way.hiatus.search(text)):
        return None
    for old, new in way.longer:
        text = text.replace(old, new)
    if way.hamza in text:
        text = way.parts.sub("", way.carried.sub(_SIGN, text))
        if way.hamza in text:
            return None
    if way.meet is not None:
        text = way.meet.sub(rf"\1{_SIGN}", text)
    if text[0] in way.vowels:
        text = _SIGN + text
    for old, new in way.initial:
        text = text.replace(old, new)
    if way.first.search(text):
        text = way.first.sub(rf"\1{_SIGN}", text)
    if "," in text or ";" in text or "?" in text:
        text = _NUMERIC.sub(lambda m: _KEPT[m[0]], text)
    return _recode(text, way.codec)
