"""The piece of an article's text that shows why it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["merge", "snippet"]

WIDTH = 220  # code points
_FLAT = str.maketrans(dict.fromkeys("\n\r\t\x0b\x0c\x85\u2028\u2029", " "))


def merge(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, those that overlap made one.

    >>> merge([(5, 9), (0, 3), (7, 12)])
    [(0, 3), (5, 12)]
    """
    out: list[tuple[int, int]] = []
    for start, end in sorted(s for s in spans if s[0] < s[1]):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def snippet(text: str, spans: Sequence[tuple[int, int]], *, width: int = WIDTH) -> tuple[str, list[tuple[int, int]]]:
    """The window of the original text with most hits, and the hits as code points of the window.

    Line breaks become spaces; "…" stands where text was left out.

    >>> snippet("bir ikki üch", [(4, 8)])
    ('bir ikki üch', [(4, 8)])
    """
    found = merge(spans)
    start, end = _window(len(text), found, width)
    first = min((a for a, _ in found if a >= start), default=end)
    last = max((b for _, b in found if b <= end), default=start)
    start = _forward(text, start, first)
    end = _backward(text, end, last)
    while start < min(first, end) and text[start].isspace():
        start += 1
    while max(last, start) < end and text[end - 1].isspace():
        end -= 1
    before, after = "… " if start > 0 else "", " …" if end < len(text) else ""
    shift = len(before) - start
    inside = [(a + shift, b + shift) for a, b in found if a >= start and b <= end]
    return before + text[start:end].translate(_FLAT) + after, inside


def _forward(text: str, at: int, limit: int) -> int:
    """The next place where a word may begin, at most ``limit``."""
    if at and not text[at - 1].isspace():
        while at < limit and not text[at].isspace():
            at += 1
    return at


def _backward(text: str, at: int, limit: int) -> int:
    """The last place where a word may end, at least ``limit``; ``at`` itself if there is none."""
    place = at
    if at < len(text) and not text[at].isspace():
        while place > limit and not text[place - 1].isspace():
            place -= 1
    return place


def _window(size: int, found: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    """Where the window begins and ends: some text before the first of the densest hits."""
    if size <= width or not found:
        return 0, min(size, width)
    best, most, last = 0, 0, 0
    for first, (start, _) in enumerate(found):
        while last < len(found) and found[last][1] <= start + width * 3 // 4:
            last += 1
        if last - first > most:
            best, most = first, last - first
    begin = max(0, min(found[best][0] - width // 4, size - width))
    return begin, max(min(size, begin + width), found[best][1])
