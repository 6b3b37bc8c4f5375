"""Where the positions of the index stand in the text, and which of them belong to a fact, in few bytes."""

from __future__ import annotations

import zlib
from itertools import accumulate, islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "FactPlaces",
    "pack_facts",
    "pack_spans",
    "read_facts",
    "read_spans",
]


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


def _press(*columns: bytearray) -> bytes:
    """Columns one after the other, deflated without header: these are short, and a million of them."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    return press.compress(b"".join(columns)) + press.flush()


def _read(packed: bytes) -> list[int]:
    return list(_numbers(zlib.decompress(packed, -15)))


def pack_spans(spans: Sequence[tuple[int, int]]) -> bytes:
    """Spans in any order: gaps, then lengths.

    >>> read_spans(pack_spans([(0, 4), (5, 200), (190, 201)]))
    [(0, 4), (5, 200), (190, 201)]
    """
    gaps, lengths, last = bytearray(), bytearray(), 0
    for start, end in spans:
        _signed(gaps, start - last)
        _number(lengths, end - start)
        last = end
    return _press(gaps, lengths)


def read_spans(packed: bytes) -> list[tuple[int, int]]:
    """The spans that `pack_spans` kept."""
    numbers = _read(packed)
    half, out, last = len(numbers) // 2, [], 0
    for gap, length in zip(numbers[:half], numbers[half:], strict=True):
        start = last + _unsigned(gap)
        last = start + length
        out.append((start, last))
    return out


def pack_facts(facts: Sequence[FactPlaces], shared: int) -> bytes:
    """Facts with their groups and ranges; the first ``shared`` groups belong to each of them and are not written.

    >>> read_facts(pack_facts([FactPlaces(7, (2, 5), ((3, 4), (9, 12))), FactPlaces(9, (), ((4, 5),))], 1))
    [FactPlaces(fact=7, groups=(0, 2, 5), ranges=((3, 4), (9, 12))), FactPlaces(fact=9, groups=(0,), ranges=((4, 5),))]
    """
    head, steps, sizes, groups, ranges = (bytearray() for _ in range(5))
    _number(head, shared)
    _number(head, len(facts))
    last = at = 0
    for fact, belonging, places in facts:
        _signed(steps, fact - last)
        last = fact
        own = [group for group in sorted(belonging) if group >= shared]
        _number(sizes, len(own))
        _number(sizes, len(places))
        for group, before in zip(own, [0, *own], strict=False):
            _number(groups, group - before)
        for first, end in places:
            _signed(ranges, first - at)
            _number(ranges, end - first)
            at = end
    return _press(head, steps, sizes, groups, ranges)


def read_facts(packed: bytes) -> list[FactPlaces]:
    """The facts that `pack_facts` kept."""
    shared, count, *numbers = _read(packed)
    steps, sizes = numbers[:count], numbers[count : 3 * count]
    rest = iter(numbers[3 * count :])
    groups = [(*range(shared), *accumulate(islice(rest, n))) for n in sizes[::2]]
    out, last, at = [], 0, 0
    for n, (step, size) in enumerate(zip(steps, sizes[1::2], strict=True)):
        last += _unsigned(step)
        ranges = []
        for _ in range(size):
            first = at + _unsigned(next(rest))
            at = first + next(rest)
            ranges.append((first, at))
        out.append(FactPlaces(last, groups[n], tuple(ranges)))
    return out
