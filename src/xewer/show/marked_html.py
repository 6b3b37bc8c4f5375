"""Placed marks and words as HTML: paragraphs whose elements nest, every piece of text escaped.

Marks nest among each other and are few. Words are many and stand innermost: they are written straight into the
stretches between the marks' ends, so that a page of some thousand words is quick.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape  # quicker than markupsafe's, which makes an object of each piece
from itertools import chain
from typing import TYPE_CHECKING

from xewer.show.shown import displayable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from xewer.show.marks import Mark
    from xewer.show.shown import Shown

__all__ = ["paragraphs", "pieces", "rank"]

_RANK = {
    "quote": 0,
    "event": 1,
    "person": 2,
    "org": 2,
    "place": 2,
    "time": 2,
    "figure": 2,
    "hit": 3,
    "passage": 3,
}
_MARKED = frozenset({"hit", "passage"})
_LONG = 24  # a shorter word is never parted at its hyphen
_SPECIAL = re.compile("[&<>\"'\r]")

Word: TypeAlias = "tuple[int, int, str]"
"""A word in the displayed text: where it begins and ends, and what is told of it."""


def rank(mark: Mark) -> tuple[int, int, int]:
    """Order in which marks open: by place, the longer first, a quote before what is in it."""
    return mark.start, -mark.end, _RANK[mark.kind]


def paragraphs(display: Shown, first: int, marks: Iterable[Mark], words: Sequence[Word] = ()) -> Iterator[str]:
    """One paragraph for each line that is not empty; marks that go over its end are opened again in the next.

    ``data-at`` is where it begins in the displayed text, counted with what lies before the part that is shown.

    Args:
        first: where to begin in the displayed text.
        marks: with their places in the displayed text.
        words: in order, none over another.
    """
    text = display.text
    marks = sorted(marks, key=rank)
    used: set[str] = set()
    at = first
    waiting = spoken = 0
    carried: list[Mark] = []
    for line in text[first:].split("\n"):
        end = at + len(line)
        while waiting < len(marks) and marks[waiting].start < end:
            carried.append(marks[waiting])
            waiting += 1
        while spoken < len(words) and words[spoken][1] <= at:
            spoken += 1
        if line.strip():
            inside = [m for m in carried if m.end > at]
            said = pieces(text, at, end, inside, used, words, spoken)
            yield f'<p dir="auto" data-at="{at}">{"".join(said)}</p>'
        carried = [m for m in carried if m.end > end]
        at = end + 1


def pieces(
    text: str,
    start: int,
    end: int,
    marks: Iterable[Mark],
    used: set[str],
    words: Sequence[Word] = (),
    spoken: int = 0,
) -> Iterator[str]:
    """The stretch as HTML with its marks as nested elements.

    Args:
        used: anchors that stand on the page already; those that are written here are added.
        spoken: the first of ``words`` that may stand in the stretch.
    """
    inside = [m if start <= m.start and m.end <= end else _cut(m, start, end) for m in marks]
    inside = sorted((m for m in inside if m.start < m.end), key=rank)
    places = sorted({start, end, *chain.from_iterable((m.start, m.end) for m in inside)})
    plain = _SPECIAL.search(text, start, end) is None
    open_now: list[Mark] = []
    following = 0
    for here, there in zip(places, [*places[1:], end], strict=True):
        again: list[Mark] = []
        while any(m.end <= here for m in open_now):
            last = open_now.pop()
            yield "</mark>" if last.kind in _MARKED else "</span>"
            if last.end > here:
                again.append(last)
        begins = list(reversed(again))
        while following < len(inside) and inside[following].start == here:
            begins.append(inside[following])
            following += 1
        for m in sorted(begins, key=lambda m: (-m.end, _RANK[m.kind])):
            yield _opened(m, used)
            open_now.append(m)
        at = here
        if spoken < len(words):
            around = "".join("\n" + _title(m.title) for m in open_now if m.title and m.kind != "quote")
            while spoken < len(words) and words[spoken][0] < there:
                begin, stop, told = words[spoken]
                if begin > at:
                    yield _clean(text, at, begin, plain=plain)
                begin, at = max(begin, at), min(stop, there)
                if begin < at:
                    kind = "w long" if stop - begin > _LONG else "w"
                    said = _clean(text, begin, at, plain=plain)
                    yield f'<span class="{kind}" title="{_title(told)}{around}">{said}</span>'
                if stop > there:
                    break
                spoken += 1
        if at < there:
            yield _clean(text, at, there, plain=plain)


def _clean(text: str, start: int, end: int, *, plain: bool) -> str:
    piece = text[start:end]
    return piece if plain else escape(piece.replace("\r", ""))


@lru_cache(maxsize=20_000)
def _title(told: str) -> str:
    """What is told of a word or a mark as the value of an attribute."""
    return escape(displayable(told))


def _cut(m: Mark, start: int, end: int) -> Mark:
    return m._replace(start=max(m.start, start), end=min(m.end, end))


def _opened(m: Mark, used: set[str]) -> str:
    """The tag that opens a mark; what an article or a table says stands in it escaped."""
    if m.kind == "hit":
        return "<mark>"
    if m.kind == "passage":
        first = "" if m.id in used else ' id="at"'
        used.add(m.id)
        return f'<mark class="passage"{first}>'
    anchor = ""
    if m.id and m.id not in used:
        used.add(m.id)
        anchor = f' id="{escape(m.id)}"'
    return f'<span class="m {m.kind}"{anchor} title="{_title(m.title)}">'
