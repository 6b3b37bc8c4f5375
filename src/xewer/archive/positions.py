"""Where the positions of the index stand in the text, and which of them belong to a fact, in few bytes."""

from __future__ import annotations

import zlib
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "FactPlaces",
    "pack_facts",
    "pack_spans",
    "read_facts",
    "read_spans",
]

_LONG = 192  # a byte from here on: two numbers follow


class FactPlaces(NamedTuple):
    """What belongs to a fact: numbers of groups, and ranges of positions in the body."""

    fact: int
    groups: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]


def _number(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def _signed(out: bytearray, number: int) -> None:
    _number(out, number * 2 if number >= 0 else -number * 2 - 1)


def _numbers(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def _unsigned(number: int) -> int:
    return -((number + 1) // 2) if number & 1 else number // 2


def pack_spans(spans: Iterable[tuple[int, int]]) -> bytes:
    """Spans in text order: one byte for a word after at most two marks or spaces.

    >>> read_spans(pack_spans([(0, 4), (5, 200), (190, 201)]))
    [(0, 4), (5, 200), (190, 201)]
    """
    out, last = bytearray(), 0
    for start, end in spans:
        gap, length = start - last, end - start
        if 0 <= gap <= 2 and length < 64:
            out.append(gap * 64 + length)
        else:
            out.append(_LONG)
            _signed(out, gap)
            _number(out, length)
        last = end
    return zlib.compress(bytes(out), 9)


def read_spans(packed: bytes) -> list[tuple[int, int]]:
    """The spans that `pack_spans` kept."""
    data = zlib.decompress(packed)
    out, last, at, size = [], 0, 0, len(data)
    while at < size:
        byte = data[at]
        at += 1
        if byte < _LONG:
            gap, length = byte >> 6, byte & 63
        else:
            pair = []
            for _ in range(2):
                first = at
                while data[at] > 127:
                    at += 1
                at += 1
                pair.append(next(_numbers(data[first:at])))
            gap, length = _unsigned(pair[0]), pair[1]
        start = last + gap
        last = start + length
        out.append((start, last))
    return out


def pack_facts(facts: Sequence[FactPlaces]) -> bytes:
    """Facts with their groups and ranges.

    >>> read_facts(pack_facts([FactPlaces(7, (2, 5), ((3, 4), (9, 12))), FactPlaces(9, (), ((4, 5),))]))
    [FactPlaces(fact=7, groups=(2, 5), ranges=((3, 4), (9, 12))), FactPlaces(fact=9, groups=(), ranges=((4, 5),))]
    """
    out, last, at = bytearray(), 0, 0
    for fact, groups, ranges in facts:
        _signed(out, fact - last)
        last = fact
        _number(out, len(groups))
        before = 0
        for group in sorted(groups):
            _number(out, group - before)
            before = group
        _number(out, len(ranges))
        for first, end in ranges:
            _signed(out, first - at)
            _number(out, end - first)
            at = end
    return zlib.compress(bytes(out), 9)


def read_facts(packed: bytes) -> list[FactPlaces]:
    """The facts that `pack_facts` kept."""
    numbers = _numbers(zlib.decompress(packed))
    out, last, at = [], 0, 0
    for step in numbers:
        last += _unsigned(step)
        groups = tuple(accumulate(next(numbers) for _ in range(next(numbers))))
        ranges = []
        for _ in range(next(numbers)):
            first = at + _unsigned(next(numbers))
            at = first + next(numbers)
            ranges.append((first, at))
        out.append(FactPlaces(last, groups, tuple(ranges)))
    return out
