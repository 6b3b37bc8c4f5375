"""Bytes to text, by score: what the file says of its own encoding is a hint, what reads as Uyghur is the proof."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

from xewer.errors import InputError
from xewer.text.detect import detect
from xewer.text.legacy import suggest_legacy
from xewer.text.letters import column

__all__ = ["Decoded", "decode", "looks_binary", "undo_mojibake"]

_SAMPLE = 20_000
_BROKEN = 0.02  # share of the bytes beyond ASCII that may be broken in UTF-8 text that is still worth reading
_OURS = 0.9  # share of the characters beyond ASCII that Uyghur uses, in a right reading
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"WARC/1.", "a web archive (WARC)"),
)
_ZIPPED = (
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint file (PPTX)"),
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis", "an OpenDocument file"),
)
_CANDIDATES = ("ptcp154", "kz1048", "cp1251", "cp1256", "gb18030", "koi8-r")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LETTERS = re.compile("[\u0621-\u064a\u0670-\u06d5\ufb50-\ufdff\ufe70-\ufefc\u0400-\u04ffa-zA-ZÀ-ÿ\u4e00-\u9fff]")
_ASCII = re.compile("[\x00-\x7f\xa0]+")
_BAD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
# Windows-1252 leaves five bytes without a letter; browsers read them as control characters.
_BYTES = {chr(b): b for b in range(0x80, 0x100)} | {
    bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_TABLE = str.maketrans({char: chr(byte) for char, byte in _BYTES.items()})
_BEYOND = re.compile("[^\x00-\xff" + "".join(map(re.escape, sorted(_BYTES))) + "]")
_RUN = re.compile("[" + "".join(map(re.escape, sorted(_BYTES))) + "]{2,}")


class Decoded(NamedTuple):
    """Text, the encoding it was in, and what had to be mended."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Text of ``data``: byte order marks, UTF-8, UTF-16 without a mark, then the old code pages by how they read.

    ``declared`` is an encoding that the page names; it is tried, not trusted. A byte order mark is dropped, line
    ends are kept.

    Raises:
        InputError: nothing in it, not a text, or too broken to read; the hint says what to do.

    >>> decode("خەۋەر".encode("utf-16-le") + " خەۋەر".encode("utf-16-le")).encoding
    'utf-16-le'
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InputError("nothing in it", hint="an empty file holds no article")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding)
    kind = looks_binary(data)
    if kind:
        raise InputError(f"not a text: {kind}", hint="save or export it as text or HTML, encoded in UTF-8")
    if b"\x00" in data:
        return _without_mark(data)
    try:
        return _mended(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _by_score(data, declared)


def looks_binary(data: bytes) -> str | None:
    """What a file seems to be if it is no text at all, by its first bytes; None if it may be text.

    >>> looks_binary(b"%PDF-1.7")
    'a PDF document'
    """
    if data.startswith(b"PK\x03\x04"):
        head = data[:4096]
        return next((kind for sign, kind in _ZIPPED if sign in head), "a ZIP archive")
    if data[:4] == b"RIFF":
        return "a picture, sound or film file"
    if data[4:8] == b"ftyp":
        return "a film file"
    return next((kind for sign, kind in _MAGIC if data.startswith(sign)), None)


def _with_mark(data: bytes, encoding: str) -> Decoded:
    try:
        return _mended(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        broken = text.count("\ufffd")
        if broken > 2 + _BROKEN * len(text):
            raise InputError(
                f"broken {encoding.upper()}: {broken} characters cannot be read", hint="save it again as UTF-8"
            ) from None
        return Decoded(text, encoding, (f"{broken} broken characters replaced",))


def _without_mark(data: bytes) -> Decoded:
    """UTF-16 whose mark was lost: the zero bytes of its spaces all stand on one side."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if min(even, odd) * 20 <= max(even, odd):
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        text = data[: len(data) // 2 * 2].decode(encoding, errors="replace")
        if _quality(text) > 0.5:
            return Decoded(text, encoding, (f"read as {encoding.upper()}: no byte order mark",))
    raise InputError("not a text: it holds zero bytes", hint="save or export it as text or HTML, encoded in UTF-8")


def _quality(text: str) -> float:
    """Share of the characters that are letters we know, less what no text holds (control, private, replaced)."""
    sample = text[:_SAMPLE]
    solid = len(sample) - sum(map(sample.count, " \n\r\t"))
    if not solid:
        return 0.0
    return (len(_LETTERS.findall(sample)) - 3 * len(_BAD.findall(sample))) / solid


def _by_score(data: bytes, declared: str | None) -> Decoded:
    """The best reading of bytes that are not UTF-8."""
    high = sum(map(data.count, (bytes([b]) for b in range(0x80, 0x100))))
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken <= max(3, _BROKEN * high) and broken * 10 < high and _quality(text) > 0.4:
        return _mended(text, "utf-8", f"{broken} broken characters replaced")
    found = []
    for place, encoding in enumerate(dict.fromkeys((*filter(None, [_known(declared)]), *_CANDIDATES))):
        guess = data.decode(encoding, errors="replace")
        # A byte pair cut at the very end must not rule an encoding out.
        if guess.count("\ufffd") <= max(1, len(guess) // 200):
            found.append((*_standing(guess), -place, guess, encoding))
    best = max(found, default=None)
    if best and best[0] >= 2:
        return Decoded(best[3], best[4], (f"read as {best[4]}: not UTF-8",))
    if broken * 2 < high:
        percent = round(100 * broken / high)
        raise InputError(
            f"broken UTF-8: {percent} % of the bytes beyond ASCII are unreadable",
            hint="save the original again as UTF-8",
        )
    if best and best[0] == 1:
        return Decoded(best[3], best[4], (f"read as {best[4]}: not UTF-8",))
    raise InputError("not a text in any encoding known here", hint="save the original again as UTF-8")


def _standing(guess: str) -> tuple[int, float]:
    """3 if it reads as Uyghur, 2 as Uyghur of an old font, 1 as another language, 0 as none; and how well it reads."""
    found = detect(guess[:_SAMPLE], explain=False)
    quality = _quality(guess)
    if found.language == "uig" and _uyghur_share(guess) >= _OURS:
        return 3, quality
    if suggest_legacy(guess):
        return 2, quality
    return int(found.language not in ("uig", "und") and quality > 0.5), quality * found.confidence


@lru_cache(maxsize=1)
def _alphabet() -> re.Pattern[str]:
    cyrillic = "".join(column("cyrillic").values()) + "ёьэюящцыъ"
    letters = {*column("cyrillic"), *cyrillic, *cyrillic.upper(), *"»«،؛؟–—“”…"}
    return re.compile("[" + "".join(map(re.escape, sorted(letters))) + "]")


def _uyghur_share(text: str) -> float:
    """Share of the characters beyond ASCII that Uyghur is written with in Arabic or Cyrillic script."""
    sample = _ASCII.sub("", text[:_SAMPLE])
    return len(_alphabet().findall(sample)) / len(sample) if sample else 0.0


def _known(encoding: str | None) -> str | None:
    """The codec's name, if Python has it and it makes text of bytes."""
    try:
        info = codecs.lookup((encoding or "").strip())
    except (LookupError, ValueError):
        return None
    # GBK and GB2312 on the web are read as the larger GB18030.
    name = {"gb2312": "gb18030", "gbk": "gb18030"}.get(info.name, info.name)
    return name if getattr(info, "_is_text_encoding", True) and name not in ("utf-8", "ascii") else None


def _mended(text: str, encoding: str, *notes: str) -> Decoded:
    mended = undo_mojibake(text)
    if mended is not None:
        return Decoded(mended, encoding, (*notes, "UTF-8 that had been read as Windows-1252: put right"))
    return Decoded(text, encoding, notes)


def undo_mojibake(text: str) -> str | None:
    """The text behind UTF-8 that was read as Windows-1252 and saved again; None if it was not.

    >>> undo_mojibake("خەۋەر".encode().decode("latin-1") + " (AFP)")
    'خەۋەر (AFP)'
    >>> undo_mojibake("xewer: déngiz") is None
    True
    """
    runs = _RUN.findall(text)
    if not runs:
        return None
    readable = broken = 0
    out: dict[str, str] = {}
    for run in dict.fromkeys(runs):
        try:
            out[run] = run.translate(_TABLE).encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            broken += len(run)
        else:
            readable += len(run)
    if readable < 4 or broken * 9 > readable or len(_BEYOND.findall(text[:_SAMPLE])) > readable:
        return None
    new = _RUN.sub(lambda m: out.get(m[0], m[0]), text)
    before, after = detect(text[:_SAMPLE], explain=False), detect(new[:_SAMPLE], explain=False)
    if after.language == "uig" or (before.language == "und" and _quality(new) >= _quality(text)):
        return new
    return None
