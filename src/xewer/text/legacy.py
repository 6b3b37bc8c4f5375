"""Text of old Uyghur fonts, which drew Uyghur letters in the places of Arabic ones: read on request, never unasked.

The tables are ``data/legacy.tsv``. ``uighursoft`` and ``duldul`` are fonts of the 1990s and 2000s; ``persian`` is text
typed with a Persian layout and ة for ە. Boghda and the Weifang systems (DOS, Windows) kept codes for the shapes of
letters in the user-defined rows of GB2312 (bytes F9A1 to FBFE). No table of them that we may use and are sure of is
known to us, so their text is recognised and not read: a wrong letter is worse than none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xewer.errors import InputError
from xewer.resources import read_table
from xewer.text.detect import detect, scores

__all__ = ["UNREADABLE", "decode_legacy", "encodings", "suggest_legacy", "suggestion"]

UNREADABLE = ("boghda", "weifang")
"""Encodings that are known by name and by their place in GB2312, but not letter by letter."""

_RATE = 0.03  # of ظ and ذ: about 1.3 % of the letters in Arabic, 9 % where they stand for ئ and ۇ
_FEW = 12
# Rows F9 to FB of GB2312, as GB 18030 maps them, and their bytes in text that was read as UTF-8 or Windows-1252.
_SHAPES = re.compile("[\ue292-\ue3ab]|[\udcf9-\udcfb][\udca1-\udcfe]|[ùúû][¡-þ]")
_SHAPES_RATE = 0.3  # of them among all code points: words are made of nothing else


@lru_cache(maxsize=1)
def encodings() -> tuple[str, ...]:
    """Names of the encodings that can be read.

    >>> encodings()
    ('duldul', 'persian', 'uighursoft')
    """
    return tuple(sorted({row["encoding"] for row in read_table("legacy.tsv")}))


@lru_cache(maxsize=8)
def _table(encoding: str) -> dict[int, str]:
    return {ord(row["from"]): row["to"] for row in read_table("legacy.tsv") if row["encoding"] == encoding}


def _from_bytes(data: bytes) -> str:
    """Text of a file of those days: UTF-16 if it says so, UTF-8 if it is, else Windows-1256."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1256", "replace")


def decode_legacy(text: str | bytes, encoding: str) -> str:
    """Read text of an old font; one letter stays one letter, so offsets stay too.

    Bytes are read as UTF-16 (with its mark), UTF-8, or else Windows-1256, the code page of those fonts.

    Raises:
        InputError: an encoding that is not known.

    >>> decode_legacy("ظذيغذر", "uighursoft")
    'ئۇيغۇر'
    """
    if encoding.lower() in UNREADABLE:
        hint = "no table of its letters is known here: save the text as Unicode in the program that wrote it"
        raise InputError(f"the encoding {encoding} cannot be read", hint=hint)
    table = _table(encoding.lower())
    if not table:
        raise InputError(f"unknown encoding: {encoding}", hint=f"one of: {' '.join(encodings())}")
    return (_from_bytes(text) if isinstance(text, bytes) else text).translate(table)


def suggest_legacy(text: str) -> str | None:
    """The old encoding a text is likely in, or None: ظ and ذ are too frequent, and it reads as Uyghur once decoded.

    ``boghda`` stands for all that kept shapes of letters in GB2312; it can only be named (`UNREADABLE`).

    >>> suggest_legacy("ظذيغذر تئلئ ظذنئؤةرسئتئتئ")
    'duldul'
    >>> suggest_legacy("ئۇيغۇر تىلى ئۇنىۋېرسىتېتى") is None
    True
    """
    sample = text[:4000]
    if not sample.isascii():
        shapes = _SHAPES.findall(sample)
        if len(shapes) >= _FEW and sum(map(len, shapes)) > _SHAPES_RATE * len(sample):
            return UNREADABLE[0]
    letters = sum(char.isalpha() for char in sample)
    if letters < _FEW or sample.count("ظ") + sample.count("ذ") < _RATE * letters:
        return None
    if detect(sample, explain=False).language == "uig":
        return None
    found: list[tuple[float, str]] = []
    for encoding in encodings():
        decoded = decode_legacy(sample, encoding)
        if detect(decoded, explain=False).language == "uig":
            count, _, costs = scores(decoded, "arabic")
            found.append((costs["uig"] / max(1, count), encoding))
    return min(found)[1] if found else None


def suggestion(encoding: str) -> str:
    """What to tell somebody whose text is likely in an old encoding.

    >>> suggestion("duldul")
    'this looks like the old encoding duldul (xewer decode --from duldul)'
    """
    if encoding in UNREADABLE:
        advice = "save it as Unicode in the program that wrote it; it cannot be read here"
        return f"this looks like Boghda, Weifang or another old encoding in GB2312 ({advice})"
    return f"this looks like the old encoding {encoding} (xewer decode --from {encoding})"
