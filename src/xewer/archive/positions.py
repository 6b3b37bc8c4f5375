"""Which words of an article its groups and its facts stand in, in few bytes."""

from __future__ import annotations

import zlib
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "FactPlaces",
    "pack_places",
    "read_groups",
    "read_places",
]


Range = tuple[int, int]
"""Words of the body by number: the first, and the one after the last."""


class FactPlaces(NamedTuple):
    """What belongs to a fact: numbers of groups, and ranges of words in order."""

    fact: int
    groups: tuple[int, ...]
    ranges: tuple[Range, ...]


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


def pack_places(groups: Sequence[Range], facts: Sequence[FactPlaces], shared: int) -> bytes:
    """The words of every group, and the facts; the first ``shared`` groups belong to each of them and are not written.

    A range of a fact that is also that of one of its groups is one bit.

    >>> facts = [FactPlaces(7, (0, 1), ((3, 4), (9, 12))), FactPlaces(9, (0,), ((4, 5),))]
    >>> read_places(pack_places([(0, 0), (3, 4)], facts, 1)) == ([(0, 0), (3, 4)], facts)
    True
    """
    head, spans, steps, sizes, own, ranges = (bytearray() for _ in range(6))
    for number in (len(groups), shared, len(facts)):
        _number(head, number)
    last = 0
    for first, end in groups:
        _signed(spans, first - last)
        _number(spans, end - first)
        last = end
    last = at = 0
    for fact, belonging, places in facts:
        _signed(steps, fact - last)
        last = fact
        mine = [group for group in sorted(belonging) if group >= shared]
        covered = {groups[group] for group in mine}.intersection(places)
        rest = [place for place in places if place not in covered]
        _number(sizes, len(mine))
        _number(sizes, len(rest))
        for group, before in zip(mine, [shared, *mine], strict=False):
            _number(own, (group - before) * 2 + (groups[group] in covered))
        for first, end in rest:
            _signed(ranges, first - at)
            _number(ranges, end - first)
            at = end
    return _press(head, spans, steps, sizes, own, ranges)


def read_places(packed: bytes) -> tuple[list[Range], list[FactPlaces]]:
    """The words of the groups and the facts that `pack_places` kept."""
    count, shared, total, *numbers = _read(packed)
    groups, at = _groups(numbers[: 2 * count]), 2 * count
    steps, sizes = numbers[at : at + total], numbers[at + total : at + 3 * total]
    rest = iter(numbers[at + 3 * total :])
    belonging: list[list[int]] = []
    places: list[set[Range]] = []
    for size in sizes[::2]:
        group, mine, covered = shared, list(range(shared)), set()
        for number in islice(rest, size):
            group += number >> 1
            mine.append(group)
            if number & 1:
                covered.add(groups[group])
        belonging.append(mine)
        places.append(covered)
    out, fact, last = [], 0, 0
    for n, (step, size) in enumerate(zip(steps, sizes[1::2], strict=True)):
        fact += _unsigned(step)
        for _ in range(size):
            first = last + _unsigned(next(rest))
            last = first + next(rest)
            places[n].add((first, last))
        out.append(FactPlaces(fact, tuple(belonging[n]), tuple(sorted(places[n]))))
    return groups, out


def read_groups(packed: bytes) -> list[Range]:
    """The words of the groups alone."""
    count, _, _, *numbers = _read(packed)
    return _groups(numbers[: 2 * count])


def _groups(numbers: Sequence[int]) -> list[Range]:
    out, last = [], 0
    for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
        first = last + _unsigned(gap)
        last = first + length
        out.append((first, last))
    return out
