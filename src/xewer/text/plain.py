"""The quick way for plain words: whole words by table, where nothing in them needs the letter-by-letter way.

What is plain is decided here by one pattern for each script; tests hold the results against `xewer.text.schemes`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from xewer.text.letters import HAMZA, LETTERS, VOWELS
from xewer.text.schemes import scheme

__all__ = ["read_plain", "write_plain"]

_V = "".join(sorted(VOWELS))
_EDGE = "،؛؟«»“”.:!()…"
_LETTERS = "".join(sorted(LETTERS))


class _Writing(NamedTuple):
    plain: re.Pattern[str]
    special: re.Pattern[str]
    table: dict[int, str]
    hiatus: re.Pattern[str] | None


@lru_cache(maxsize=8)
def _writing(name: str) -> _Writing:
    tables = scheme(name)
    pairs = "".join(f"|{a}{b}" for a, b in sorted(tables.separated))
    # A vowel at the start, a hamza before anything but a vowel; in Cyrillic also vowels that meet without hamza.
    bare = f"|[{_V}][{_V}]" if name == "cyrillic" else ""
    special = re.compile(f"(?<![{_LETTERS}])[{_V}]|{HAMZA}(?![{_V}]){bare}{pairs}")
    table = {ord(letter): written for letter, written in tables.letters.items()}
    table[ord(HAMZA)] = tables.hamza
    if name != "ipa":
        table.update({ord("،"): ",", ord("؛"): ";", ord("؟"): "?"})
    return _Writing(re.compile(f"[{_LETTERS}{_EDGE}]+"), special, table, tables.hiatus)


_INITIAL = re.compile(f"(?<![{_LETTERS}]){HAMZA}")
_BETWEEN = re.compile(f"(?<=[{_V}]){HAMZA}(?=[{_V}])")


def write_plain(name: str, chunk: str) -> str | None:
    """A stretch without spaces in another script, or None if it is not plain.

    >>> write_plain("latin", "«سائەت»،"), write_plain("latin", "سىنگاپور")
    ("«sa'et»,", None)
    """
    way = _writing(name)
    if way.plain.fullmatch(chunk) is None or way.special.search(chunk) is not None:
        return None
    chunk = _INITIAL.sub("", chunk)
    if name != "cyrillic":
        return chunk.translate(way.table)
    written = _BETWEEN.sub("", chunk).replace("يا", "я").replace("يۇ", "ю").translate(way.table)
    return None if way.hiatus is not None and way.hiatus.search(written) else written


class _Reading(NamedTuple):
    plain: re.Pattern[str]
    longer: re.Pattern[str] | None
    long: dict[str, str]
    table: dict[int, str]


@lru_cache(maxsize=8)
def _reading(name: str) -> _Reading:
    tables = scheme(name)
    letters = dict(tables.letters)
    if name == "cyrillic":
        long = {"я": "يا", "ю": "يۇ"}
        vowels = "".join(letters[v] for v in sorted(VOWELS))
        once = "".join(sorted(letters.values()))
        plain = f"(?:(?![{vowels}яю][{vowels}])[{once}яю])+"
    else:
        long = {written: letter for letter, written in letters.items() if len(written) > 1}
        if name == "latin":
            long["ngh"] = "نغ"
        # A letter that is only half of a digraph (c of ch) makes no plain word.
        singles = "".join(sorted(w for w in letters.values() if len(w) == 1))
        digraphs = "|".join(sorted(long, key=len, reverse=True))
        plain = f"(?:{digraphs}|[{singles}])+" if digraphs else f"[{singles}]+"
    table = {ord(written): letter for letter, written in letters.items() if len(written) == 1}
    table.update({ord(","): "،", ord(";"): "؛", ord("?"): "؟"})
    longer = re.compile("|".join(sorted(long, key=len, reverse=True))) if long else None
    return _Reading(re.compile(f"([«“(]?)({plain})([»”).:!…,;?]*)"), longer, long, table)


def read_plain(name: str, chunk: str) -> str | None:
    """A stretch without spaces read into Arabic script, or None if it is not plain.

    >>> read_plain("latin", "«uyghur»,"), read_plain("latin", "mes'ul")
    ('«ئۇيغۇر»،', None)
    """
    way = _reading(name)
    match = way.plain.fullmatch(chunk)
    if match is None:
        return None
    before, word, after = match.groups()
    if way.longer is not None:
        word = way.longer.sub(lambda m: way.long[m[0]], word)
    word = word.translate(way.table)
    return f"{before}{HAMZA if word[0] in VOWELS else ''}{word}{after.translate(way.table)}"
