"""Glyphs on a page to lines of text in the order they are read, right to left too."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Glyph", "Line", "mirrored", "page_lines", "runs_right_to_left"]

_SEPARATORS = frozenset(".,:/،\u00a0")  # stay inside a number wherever it stands
_TERMINATORS = frozenset("-+−%$€£¥°‰")  # only where no Arabic letter stands before it
_FEWEST = 4  # lines that a column has at least


class Glyph(NamedTuple):
    """What a PDF draws: its text (several letters in a ligature) and its box, in points from the top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its box, the edges of its column, the size of its letters."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    left: float
    right: float
    size: float


def runs_right_to_left(glyphs: Sequence[Glyph]) -> bool:
    """Whether most letters are Arabic ones."""
    return sum(_kind(g.text) == "R" for g in glyphs) > sum(_kind(g.text) == "L" for g in glyphs)


def page_lines(glyphs: Sequence[Glyph], *, rtl: bool) -> list[Line]:
    """The lines of a page, column after column, the right one first where text runs right to left."""
    rows = _rows([g for g in glyphs if g.text and g.x1 >= g.x0])
    return [line for column in _columns(rows, rtl=rtl) for line in _column_lines(column, rtl=rtl)]


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand on one height, from the top; a row may go through several columns."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.top + g.bottom):
        height = (glyph.top + glyph.bottom) / 2
        if rows and abs(height - middle) < 0.45 * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
            middle += (height - middle) / len(rows[-1])
        else:
            rows.append([glyph])
            middle = height
    return [sorted(row, key=lambda g: g.x0 + g.x1) for row in rows if any(not g.text.isspace() for g in row)]


def _columns(rows: list[list[Glyph]], *, rtl: bool) -> list[list[list[Glyph]]]:
    """Groups of rows that are read one after the other, cut at strips that stay white over several rows."""
    out: list[list[list[Glyph]]] = []
    at = 0
    while at < len(rows):
        cut, end = _gutter(rows, at)
        if cut is None:
            if out and out[-1] and end == at + 1 and getattr(out[-1], "whole", False):
                out[-1].append(rows[at])
            else:
                whole = _Whole([rows[at]])
                out.append(whole)
            at = end
            continue
        sides = ([[g for g in row if g.x0 + g.x1 < 2 * cut] for row in rows[at:end]],
                 [[g for g in row if g.x0 + g.x1 >= 2 * cut] for row in rows[at:end]])  # fmt: skip
        for side in reversed(sides) if rtl else sides:
            out += _columns([row for row in side if any(not g.text.isspace() for g in row)], rtl=rtl)
        at = end
    return out


class _Whole(list[list[Glyph]]):
    """Rows that go over the whole width."""

    whole = True


def _gutter(rows: list[list[Glyph]], at: int) -> tuple[float | None, int]:
    """The middle of a white strip that begins at row ``at``, and the row after its last; None if there is none."""
    strips = _gaps(rows[at])
    best: tuple[float | None, int] = (None, at + 1)
    if not strips:
        return best
    ink = [g for row in rows for g in row if not g.text.isspace()]
    left, right = min(g.x0 for g in ink), max(g.x1 for g in ink)
    alive = strips
    end = at
    while end < len(rows) and alive:
        kept = []
        gaps = _gaps(rows[end])
        for a, b, _ in alive:
            for c, d, inner in gaps:
                low, high = max(a, c), min(b, d)
                size = rows[end][0].size
                if high - low > 0.9 * size:
                    kept.append((low, high, inner))
        if not kept:
            break
        alive = kept
        end += 1
        inside = [s for s in alive if s[0] > left and s[1] < right]
        if inside and end - at >= _FEWEST:
            low, high, _ = max(inside, key=lambda s: s[1] - s[0])
            cut = (low + high) / 2
            both = [
                sum(any(g.x1 <= cut and not g.text.isspace() for g in row) for row in rows[at:end]),
                sum(any(g.x0 >= cut and not g.text.isspace() for g in row) for row in rows[at:end]),
            ]
            if min(both) >= _FEWEST:
                best = (cut, end)
    return best


def _gaps(row: list[Glyph]) -> list[tuple[float, float, bool]]:
    """White strips of a row, also those before its first and after its last glyph; true for one between two."""
    ink = [g for g in row if not g.text.isspace()]
    if not ink:
        return []
    gaps = [(-1e6, ink[0].x0, False)]
    end = ink[0].x1
    spaced = False
    for glyph in row[row.index(ink[0]) + 1 :]:
        if glyph.text.isspace():
            spaced = True
            continue
        # A gap with a space in it is one that was stretched to fill the line, unless it is very wide.
        if glyph.x0 - end > (3.0 if spaced else 0.9) * glyph.size:
            gaps.append((end, glyph.x0, True))
        end = max(end, glyph.x1)
        spaced = False
    return [*gaps, (end, 1e6, False)]


def _column_lines(rows: list[list[Glyph]], *, rtl: bool) -> list[Line]:
    ink = [g for row in rows for g in row if not g.text.isspace()]
    if not ink:
        return []
    left, right = min(g.x0 for g in ink), max(g.x1 for g in ink)
    lines = []
    for row in rows:
        shown = [g for g in row if not g.text.isspace()]
        text = " ".join(_logical(_spaced(row), rtl=rtl).split())
        lines.append(
            Line(
                text=text,
                x0=shown[0].x0,
                x1=max(g.x1 for g in shown),
                top=min(g.top for g in shown),
                bottom=max(g.bottom for g in shown),
                left=left,
                right=right,
                size=median(g.size for g in shown),
            )
        )
    return lines


def _spaced(row: list[Glyph]) -> list[str]:
    """Texts of a row from left to right, with a space where a gap is as wide as one."""
    out: list[str] = []
    end: float | None = None
    for glyph in row:
        if glyph.text.isspace():
            out.append(" ")
            continue
        if end is not None and glyph.x0 - end > 0.2 * glyph.size and out[-1] != " ":
            out.append(" ")
        out.append(_letters(glyph.text))
        end = max(end or glyph.x1, glyph.x1)
    return out


def _letters(text: str) -> str:
    """Letters of a glyph whose text is a presentation form; their heh is the Uyghur vowel where nothing joins it."""
    if not any("\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufefc" for c in text):
        return text
    out = []
    for char in text:
        if char in "\ufee9\ufeea":
            out.append("\u06d5")
        elif char in "\ufeeb\ufeec":
            out.append("\u06be")
        elif "\ufb50" <= char <= "\ufefc":
            out.append(unicodedata.normalize("NFKC", char))
        else:
            out.append(char)
    return "".join(out)


def _kind(text: str) -> str:
    """R right-to-left letter, L letter, N digit, C separator, E terminator, O all else."""
    char = text[0]
    if char in _SEPARATORS:
        return "C"
    if char in _TERMINATORS:
        return "E"
    if char.isdigit():
        return "N"
    if unicodedata.bidirectional(char) in ("R", "AL"):
        return "R"
    return "L" if char.isalpha() else "O"


def _logical(shown: list[str], *, rtl: bool) -> str:
    """Glyphs from left to right as they are read: what runs against the line's direction is turned round."""
    if not rtl:
        return _turned(shown, [_kind(t) for t in shown], "R")
    order = shown[::-1]
    kinds = [_kind(t) for t in order]
    out: list[str] = []
    at, seen = 0, False
    while at < len(order):
        if kinds[at] == "R":
            out.append(order[at])
            seen = True
            at += 1
            continue
        end = at
        while end < len(order) and kinds[end] != "R":
            end += 1
        out += _left_to_right(order[at:end], kinds[at:end], seen=seen)
        at = end
    return "".join(out)


def _left_to_right(order: list[str], kinds: list[str], *, seen: bool) -> list[str]:
    """A stretch without Arabic letters: foreign words are turned round as a whole, else each number by itself."""
    if "L" in kinds:
        strong = [i for i, k in enumerate(kinds) if k in "LN"]
        first, last = strong[0], strong[-1]
        return order[:first] + order[first : last + 1][::-1] + order[last + 1 :]
    out = list(order)
    at = 0
    inner = "C" if seen else "CE"
    while at < len(out):
        if kinds[at] != "N":
            at += 1
            continue
        end = at + 1
        while end < len(out) and (
            kinds[end] == "N" or (kinds[end] in inner and end + 1 < len(out) and kinds[end + 1] == "N")
        ):
            end += 1
        out[at:end] = out[at:end][::-1]
        at = end
    return out


def _turned(shown: list[str], kinds: list[str], kind: str) -> str:
    """Glyphs of a line from left to right, in which stretches of ``kind`` are turned round."""
    out: list[str] = []
    at = 0
    while at < len(shown):
        end = at
        while end < len(shown) and kinds[end] in (kind, "O", "C") and kinds[at] == kind:
            end += 1
        while end > at and kinds[end - 1] != kind:
            end -= 1
        out += shown[at:end][::-1] if end > at else [shown[at]]
        at = max(end, at + 1)
    return "".join(out)


def mirrored(text: str) -> str:
    """The text with its brackets as they are read: glyphs of right-to-left text are drawn mirrored.

    Whether a PDF gives what was drawn or what was meant is told by what stands beside: one opens before a word.

    >>> mirrored("ئۇ »بارىمەن« دېدى"), mirrored("ئۇ «بارىمەن» دېدى")
    ('ئۇ «بارىمەن» دېدى', 'ئۇ «بارىمەن» دېدى')
    """
    for first, second in ("«»", "‹›", "()", "[]", "{}", "<>"):
        vote = 0
        for sign, way in ((first, 1), (second, -1)):
            at = text.find(sign)
            while at >= 0:
                before, after = text[at - 1 : at], text[at + 1 : at + 2]
                opens = (not before or before.isspace()) and after.isalnum()
                closes = (not after or not after.isalnum()) and bool(before) and not before.isspace()
                vote += way * (opens - closes)
                at = text.find(sign, at + 1)
        if vote < 0:
            text = text.translate({ord(first): second, ord(second): first})
    return text
