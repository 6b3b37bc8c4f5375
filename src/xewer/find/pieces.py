"""The pieces that times and figures are built of: numbers in digits or words, words with their senses, marks.

A token such as «2024-يىلىدىكى» is three pieces (2024-, يىل, the ending); names, addresses and titles are opaque.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from xewer.find.endings import is_ending
from xewer.resources import read_table
from xewer.text.spell_numbers import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xewer.model import Doc, Entity, Token

__all__ = ["Piece", "Senses", "cut", "merged", "opaque_spans", "quoted_spans", "stem_rest", "time_senses"]

_PART = re.compile(r"\d+(?:[.,:/٫٬،]\d+)*-?|[^\W\d_]+|[^\w\s]|_")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_PAIR = re.compile(r"\d{1,4}[:/]\d{1,4}")
_ISO = re.compile(r"\d{4}-\d\d?-\d\d?|\d{4}[./]\d\d?[./]\d\d?|\d\d?\.\d\d?\.\d{4}")
_ADDRESS = re.compile(r"://|^www\.|^[@#]|\w@\w|^[\w-]+\.(?:com|org|net|cn|biz|info|gov|edu)\b", re.IGNORECASE)
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: ``end`` where a number proper ends, ``stop`` where its word ends with case and other endings."""

    start: int
    end: int
    stop: int
    text: str
    token: int
    number: float | None = None
    ordinal: bool = False
    digits: bool = False
    ending: str = ""
    clock: tuple[int, int] | None = None
    opaque: bool = False
    senses: dict[str, tuple[str, str]] = field(default_factory=dict)

    def sense(self, name: str) -> str | None:
        """Value of one sense of the word, or None."""
        found = self.senses.get(name)
        return found[0] if found else None

    def tail(self, name: str) -> str:
        """Ending of the word in one of its senses."""
        found = self.senses.get(name)
        return found[1] if found else self.ending


class Senses:
    """Words and phrases of one table with their classes: the longest phrase first."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._words: dict[str, dict[str, str]] = {}
        self._raised: dict[str, dict[str, str]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        self._cache: dict[str, dict[str, tuple[str, str]]] = {}
        for name, value, form in rows:
            parts = tuple(form.split(" "))
            if len(parts) == 1:
                self._words.setdefault(form, {})[name] = value
                if len(form) > 3 and form[-1] in "اە":
                    # the last vowel is raised before an ending: مۇسابىقە, مۇسابىقىدە
                    self._raised.setdefault(form[:-1] + "ى", {})[name] = value
            else:
                self._phrases.setdefault(parts[0], []).append((parts, name, value))
        for found in self._phrases.values():
            found.sort(key=lambda p: -len(p[0]))

    def word(self, word: str) -> dict[str, tuple[str, str]]:
        """Class -> (value, ending) of one word; the longest stem wins within a class."""
        known = self._cache.get(word)
        if known is None:
            known = self._read(word)
            if len(self._cache) < 50_000:
                self._cache[word] = known
        return known

    def _read(self, word: str) -> dict[str, tuple[str, str]]:
        senses = {name: (value, "") for name, value in self._words.get(word, {}).items()}
        for length in range(min(len(word), _LONGEST), 1, -1):
            stem, ending = word[:length], word[length:]
            for table in (self._words, self._raised):
                found = table.get(stem)
                if found and (ending or table is self._words) and is_ending(ending):
                    for name, value in found.items():
                        senses.setdefault(name, (value, ending))
        return senses

    def begins_phrase(self, word: str) -> bool:
        """Whether a phrase of the table begins with this word."""
        return word in self._phrases

    def phrase(self, words: Sequence[str]) -> tuple[int, dict[str, tuple[str, str]]]:
        """Length in words of the longest phrase that ``words`` begins with, and its senses."""
        best = 0
        senses: dict[str, tuple[str, str]] = {}
        for parts, name, value in self._phrases.get(words[0], ()):
            n = len(parts)
            if n < best or len(words) < n or tuple(words[1 : n - 1]) != parts[1:-1]:
                continue
            ending = stem_rest(words[n - 1], parts[-1])
            if ending is not None:
                if n > best:
                    best, senses = n, {}
                if name not in senses or len(ending) < len(senses[name][1]):
                    senses[name] = (value, ending)
        return best, senses


def stem_rest(word: str, stem: str) -> str | None:
    """The ending of ``word`` if it is a form of ``stem``, whose last a/e may be raised: كېچە, كېچىدە."""
    ending = word[len(stem) :]
    if word.startswith(stem) and is_ending(ending):
        return ending
    raised = stem[:-1] + "ى" if len(stem) > 3 and stem[-1] in "اە" else stem
    return ending if ending and word.startswith(raised) and is_ending(ending) else None


@lru_cache(maxsize=1)
def time_senses() -> Senses:
    """The words of time: ``data/times.tsv`` and the months and weekdays of ``data/numbers.tsv``."""
    rows = [(row["class"], row["value"], row["form"]) for row in read_table("times.tsv")]
    rows += [(r["kind"], r["value"], r["form"]) for r in read_table("numbers.tsv") if r["kind"] in {"month", "weekday"}]
    return Senses(rows)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans between « and », outermost only; one that is never closed ends with its line."""
    spans, depth, start = [], 0, 0
    for match in re.finditer("[«»\n]", text):
        mark = match.group()
        if mark == "«":
            if depth == 0:
                start = match.end()
            depth += 1
        elif mark == "»" and depth:
            depth -= 1
            if depth == 0:
                spans.append((start, match.start()))
        elif mark == "\n" and depth:
            spans.append((start, match.start()))
            depth = 0
    if depth:
        spans.append((start, len(text)))
    return spans


def opaque_spans(doc: Doc, names: Sequence[Entity]) -> list[tuple[int, int]]:
    """Where no time or figure may stand: names, addresses, titles in marks before a title noun; sorted.

    A title is short, and the word after it is what it is the title of: «تەنتەربىيە كېچىسى» پروگراممىسى.
    """
    senses = time_senses()
    spans = [(n.start, n.end) for n in names if not _in_clock_zone(doc.text, n)]
    spans += [(t.start, t.end) for t in doc.tokens if _ADDRESS.search(t.text)]
    for start, end in quoted_spans(doc.text):
        if end - start > 60:
            continue
        after = re.compile(r"[»\s]*([^\W\d_]+)(?:\s+([^\W\d_]+))?").match(doc.text, end)
        inside = re.search(r"([^\W\d_]+)\s*$", doc.text[start:end])
        if (inside and " " in doc.text[start:end].strip() and "title head" in senses.word(inside[1])) or (
            after
            and (
                "title noun" in senses.word(after[1])
                or (after[1] in _DETACHED and after[2] and "title noun" in senses.word(after[2]))
            )
        ):
            spans.append((start, end))
    return merged(spans)


def _in_clock_zone(text: str, name: Entity) -> bool:
    """Whether the name begins the name of a clock: «ئەنگلىيە يازلىق ۋاقتى»."""
    words = text[name.start : name.start + 80].split()
    length, senses = time_senses().phrase(words) if words else (0, {})
    return "clock zone" in senses and length > len(name.text.split())


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


_NOTHING: dict[str, tuple[str, str]] = {}
_DETACHED = frozenset(("نىڭ", "نى", "دا", "دە", "تا", "تە", "دىن", "تىن", "غا", "گە", "قا", "كە"))


def cut(doc: Doc, first: int, last: int, senses: Senses, opaque: Sequence[tuple[int, int]]) -> list[Piece]:
    """Pieces of the tokens ``first`` to ``last`` (exclusive)."""
    raw = _raw(doc.tokens, first, last, opaque)
    pieces: list[Piece] = []
    i = 0
    while i < len(raw):
        start, end, text, token, kind = raw[i]
        if kind != "part":
            clock = _CLOCK.fullmatch(text)
            pieces.append(
                Piece(
                    start,
                    end,
                    end,
                    text,
                    token,
                    opaque=kind == "opaque",
                    clock=(int(clock[1]), int(clock[2])) if clock and kind == "clock" else None,
                    senses={kind: (text, "")} if kind in {"iso", "pair", "clock"} else {},
                )
            )
            i += 1
            continue
        length, found = 0, _NOTHING
        if senses.begins_phrase(text):
            length, found = senses.phrase([r[2] for r in takewhile(lambda r: r[4] == "part", raw[i : i + 6])])
        if length:
            stop = raw[i + length - 1]
            ending = next(iter(found.values()))[1]
            pieces.append(Piece(start, stop[1], stop[1], doc.text[start : stop[1]], token, ending=ending, senses=found))
            i += length
            continue
        # «سائەت يەتتىدىن بەش مىنۇت ئۆتكەندە»: no fraction after the word for the hour
        hour = bool(pieces) and pieces[-1].sense("unit") == "H" and text.isalpha()
        piece = None
        if text[0].isdigit() or (text.isalpha() and _begins_number(text)):
            piece = _number(doc.text, start, text, token, doc.tokens[last - 1].end)
            if hour and piece and (piece.number or 0) < 1:
                piece = _number(doc.text, start, text, token, end)
        if piece is None:
            found = senses.word(text)
            ending = next(iter(found.values()))[1] if found else ""
            pieces.append(Piece(start, end, end, text, token, ending=ending, senses=found))
            i += 1
            continue
        pieces.append(piece)
        while i < len(raw) and raw[i][0] < piece.stop:
            i += 1
    return pieces


def _raw(
    tokens: Sequence[Token], first: int, last: int, opaque: Sequence[tuple[int, int]]
) -> list[tuple[int, int, str, int, str]]:
    """Start, end, text, token index and kind (part, clock, iso, opaque) of what the tokens are made of."""
    from bisect import bisect_right

    raw: list[tuple[int, int, str, int, str]] = []
    for index in range(first, last):
        token = tokens[index]
        at = bisect_right(opaque, (token.start, 1 << 60)) - 1
        if at >= 0 and opaque[at][1] > token.start:
            raw.append((token.start, token.end, token.text, index, "opaque"))
        elif _ISO.fullmatch(token.text):
            raw.append((token.start, token.end, token.text, index, "iso"))
        else:
            for match in _PART.finditer(token.text):
                text = match.group()
                kind = "clock" if _CLOCK.fullmatch(text) else "pair" if _PAIR.fullmatch(text) else "part"
                raw.append((token.start + match.start(), token.start + match.end(), text, index, kind))
    return raw


@lru_cache(maxsize=65_536)
def _begins_number(word: str) -> bool:
    """Whether a number may begin with this word; a minus does with what follows."""
    return parse_number(f"{word} 5") is not None


def _number(text: str, start: int, first: str, token: int, limit: int) -> Piece | None:
    """The number that begins at ``start`` and ends before ``limit``; ``first`` is its first part."""
    number = parse_number(text, start)
    if number is not None and number.word_end > limit:
        begin = max(0, start - 1)
        number = parse_number(text[begin:limit], start - begin)
        if number is not None:
            number = number._replace(
                start=number.start + begin, end=number.end + begin, word_end=number.word_end + begin
            )
    if number is None or number.start != start:
        return None
    ending = text[number.end : number.word_end].removeprefix("-")
    digits = first[0].isdigit()
    end, stop = number.end, number.word_end
    ordinal = number.ordinal or first.endswith("-")
    if digits and ordinal and text[end : end + 1] == "-":
        end, stop = end + 1, max(stop, end + 1)
    return Piece(start, end, stop, text[start:stop], token, float(number.value), ordinal, digits, ending)
