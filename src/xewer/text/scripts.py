"""Between the scripts: Arabic (UEY), Latin (ULY), Cyrillic (USY), Yéngi Yéziq, the Common Turkic letters, IPA.

Words of the source script are converted one by one, everything else is copied: numbers, addresses, words in other
scripts. ``marks=True`` wraps those words (U+2068 … U+2069), so that the way back leaves them alone too.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.errors import InputError
from xewer.model import Text
from xewer.text.cases import CASED, has_capitals, keep_case
from xewer.text.changes import OPEN, reading_changes, writing_changes
from xewer.text.letters import HAMZA, column
from xewer.text.lines import LONG, WHOLE, odd_stretches, read_lines, write_lines
from xewer.text.schemes import EXACT, SCHEMES
from xewer.text.spellings import choose
from xewer.text.usages import PROFILES, devoice

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from xewer.text.changes import Change

__all__ = ["canonical", "convert", "convert_text", "letter_key"]

_NAMES = {
    "uey": "arabic", "uly": "latin", "usy": "cyrillic", "uyy": "yengi",
    "arab": "arabic", "latn": "latin", "cyrl": "cyrillic",
}  # fmt: skip


def _script(name: str) -> str:
    name = name.lower()
    name = _NAMES.get(name, name)
    if name != "arabic" and name not in SCHEMES:
        raise InputError(f"unknown script: {name}", hint="one of: arabic latin cyrillic yengi cts ipa")
    return name


def _detected(text: str) -> str:
    from xewer.text.detect import detect_script

    return detect_script(text)


def _usage(script: str, profile: str) -> str:
    """Name of the scheme of a script in one of its usages."""
    if profile not in PROFILES:
        raise InputError(f"unknown profile: {profile}", hint=f"one of: {' '.join(PROFILES)}")
    return f"{script}-{profile}" if script == "cyrillic" and profile != "standard" else script


@lru_cache(maxsize=256)
def _route(source: str, target: str, profile: str) -> tuple[str, str, str, str]:
    """Both scripts by their names here, and the scheme of each in the usage asked for."""
    source, target = _script(source), _script(target)
    return source, target, _usage(source, profile), _usage(target, profile)


def _assemble(base: Text, changes: Iterator[Change], script: str) -> Text:
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


def _string(text: str, changes: Iterator[Change]) -> str:
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
    source, target, reading, writing = _route(source or _detected(text), target, profile)
    if source == target:
        return text
    if (source in CASED and target in CASED and has_capitals(text)) or known is not None or reading == "cyrillic-kz":
        return convert_text(text, source, target, marks=marks, profile=profile, known=known).text
    if source != "arabic":
        if OPEN in text:
            text = _string(text, reading_changes(text, reading, shouting=_shouts(text)))
        else:
            text = _by_lines(text, _reader, reading, lambda line: read_lines(reading, line))
    if target == "arabic":
        return text
    return _by_lines(text, _writer, writing, lambda line: write_lines(writing, line, marks=marks), marks)


class _Chunks(dict[str, str]):
    """Stretch between spaces -> the same converted; no rule looks over a space, and most stretches come again."""

    LIMIT = 1 << 17
    LONGEST = 100
    MANY = 2000
    """Lines after which a job is long enough for remembering to be quicker than converting whole lines."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self.make = make
        self.lines = 0

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
        quick = read_lines(source, chunk) if source in WHOLE else None
        return _string(chunk, reading_changes(chunk, source, shouting=shouting)) if quick is None else quick

    return _Chunks(read)


@lru_cache(maxsize=32)
def _writer(target: str, marks: bool) -> _Chunks:
    def write(chunk: str) -> str:
        quick = write_lines(target, chunk, marks=marks) if target in WHOLE else None
        return _string(chunk, writing_changes(chunk, target, marks=marks)) if quick is None else quick

    return _Chunks(write)


def _by_lines(
    text: str,
    memory: Callable[[str, bool], _Chunks],
    script: str,
    quick: Callable[[str], str | None],
    marks: bool | None = None,
) -> str:
    """Whole lines by table where that will do, the others, and all in a long job, by stretches between spaces."""
    if len(text) > LONG and "\n" in text:
        lines = text.split("\n")
        return "\n".join([_by_lines(line, memory, script, quick, marks) if line else "" for line in lines])
    chunks = memory(script, _shouts(text) if marks is None else marks)
    if script in WHOLE and chunks.lines < chunks.MANY:
        chunks.lines += 1
        found = quick(text)
        return _by_parts(text, odd_stretches(script, reading=marks is None), quick, chunks) if found is None else found
    return _by_chunks(text, chunks)


def _by_parts(text: str, odd: re.Pattern[str], quick: Callable[[str], str | None], chunks: _Chunks) -> str:
    """What holds something odd by its stretches between spaces, and what stands between those whole."""

    def whole(part: str) -> str:
        found = quick(part)
        return _by_chunks(part, chunks) if found is None else found

    parts, last = [], 0
    for match in odd.finditer(text):
        start = max(last, text.rfind(" ", last, match.start()) + 1)
        if start > last:
            parts.append(whole(text[last : start - 1]))
        parts.append(chunks[text[start : match.end()]])
        last = match.end() + 1
    if last <= len(text):
        parts.append(whole(text[last:]))
    return " ".join(parts)


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
    source, target, reading, writing = _route(source or _detected(text), target, profile)
    n = len(text)
    way = Text(text, text, range(n), range(1, n + 1), target)
    if source == target:
        return way
    cased = source in CASED and target in CASED and has_capitals(text)
    if source != "arabic":
        changes = reading_changes(text, reading, shouting=_shouts(text), spelling=not cased)
        way = _assemble(way, _chosen(changes, known), target)
        if reading == "cyrillic-kz":
            way = replace(way, text=devoice(way.text, known))
    if target != "arabic":
        way = _assemble(way, writing_changes(way.text, writing, marks=marks), target)
    return replace(way, text=keep_case(way, target)) if cased else way


def _chosen(changes: Iterator[Change], known: Callable[[str], bool] | None) -> Iterator[Change]:
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
    source = _NAMES.get((script or "").lower(), (script or "").lower()) or _detected(text)
    from xewer.text.normalise import normalise

    base = normalise(text, script=source)
    if source not in SCHEMES:
        return base
    reading = "cyrillic-kz" if source == "cyrillic" else source
    changes = _chosen(reading_changes(base.text, reading, shouting=_shouts(base.text), lenient=True), known)
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
