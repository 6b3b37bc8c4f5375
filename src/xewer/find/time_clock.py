"""Times within a day: parts of the day, clock times, alone or after a date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.endings import endings
from xewer.find.time_patterns import Draft
from xewer.find.time_periods import DATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.pieces import Piece

__all__ = ["date_and_time", "longest_date"]

_TIME_KINDS = ("ablative", "at", "just at", "locative", "possessive", "until")
# «كېچىسى»: the possessive of a word in a vowel.
_HIS = "سى"


def longest_date(p: Sequence[Piece], i: int) -> Draft | None:
    """The longest date that begins at ``i``, or None."""
    best: Draft | None = None
    for rule in DATES:
        draft = rule(p, i)
        if draft and (best is None or draft.last > best.last):
            best = draft
    return best


def date_and_time(p: Sequence[Piece], i: int) -> Draft | None:
    """A date, a part of the day, a clock time, or these together in this order.

    «چارشەنبە كۈنى چۈشتىن كېيىن سائەت 3», «تۈنۈگۈن كەچ», «سەھەر سائەت 7 دىن 55 مىنۇت ئۆتكەندە», «سائەت 22:00».
    """
    mod, start = None, i
    if p[i].sense("hedge") == "APPROX" and i + 1 < len(p):
        mod, start = "APPROX", i + 1
    draft = longest_date(p, start)
    j = draft.last if draft else start
    bare = draft is None
    if (draft and draft.mod) or (draft and draft.value and draft.rule == "time/reference"):
        return replace(draft, first=i, mod=draft.mod or mod) if not mod else None
    base = draft or Draft(start, start, "time/clock", unit="D", shift=0, anchor="told")
    if bare:
        base = replace(base, kind="TIME")
    timed = _part_and_clock(p, j, base, bare)
    if timed is not None:
        # «يەكشەنبە ئەتىگەن»: the day of a night before stays as it is written
        return replace(timed, first=i, mod=timed.mod or mod)
    if draft is None:
        return None
    return replace(draft, first=i, mod=draft.mod or mod)


def _part_and_clock(p: Sequence[Piece], j: int, base: Draft, bare: bool) -> Draft | None:
    k = j
    part = None
    if k < len(p) and "clock zone" in p[k].senses:
        k += 1
    if k < len(p) and "part" in p[k].senses:
        part = p[k].sense("part")
        k += 1
    elif k < len(p) and p[k].sense("unit") == "NIGHT" and not bare:
        part, k = "TNI", k + 1
    elif k + 1 < len(p) and p[k].text in {"،", ","} and not bare and _clock(p, k + 1, base, None):
        k += 1
    if k < len(p) and "clock zone" in p[k].senses:
        k += 1
    clock = _clock(p, k, base, part)
    if clock:
        return clock
    if part is None or k != j + 1:
        return None
    tail = p[j].tail("part")
    if (bare or not _is_day(base)) and not _stands_alone(p, j, part, tail):
        return None
    return replace(base, last=j + 1, kind="TIME", part=part, rule="time/part-of-day")


def _is_day(base: Draft) -> bool:
    return bool(base.day or base.weekday or base.unit == "D")


def _stands_alone(p: Sequence[Piece], j: int, part: str, tail: str) -> bool:
    """Whether a part of the day without a date is one: «كەچتە» is, «كەچ» may be "late", «چۈش» a dream."""
    text = p[j].text
    if tail.startswith(endings("liq")) and tail not in endings("liq"):
        # «ناخشا كېچىلىكى»: an evening of songs
        return False
    if " " in text or text.endswith(("لىك", "لىق")):
        return True
    if part in {"TMI", "TNI"}:
        return (tail != "" and tail.endswith(endings("ablative", "at", "just at", "locative"))) or tail == _HIS
    if part == "TEV":
        return tail.endswith(endings(*_TIME_KINDS)) or (tail == "" and len(text) > 4)
    return tail.endswith(endings(*_TIME_KINDS)) or (tail == "" and len(text) > 3)


def _clock(p: Sequence[Piece], k: int, base: Draft, part: str | None) -> Draft | None:
    """«سائەت 7», «سائەت 7 دىن 55 مىنۇت ئۆتكەندە», «سائەت 3 يېرىمدا», «سائەت 10:15 مىنۇتلار ئۆتكەندە», «09:45 تە»."""
    if k >= len(p):
        return None
    hour_word = p[k].sense("unit") == "H" and p[k].tail("unit") in {"", "لەر"}
    n = k + 1 if hour_word else k
    if n >= len(p):
        return None
    piece = p[n]
    hour = minute = None
    last = n + 1
    mod = None
    if piece.clock:
        bare = not hour_word and part is None
        if bare and (not _detached(p, last) or ":" not in piece.text):
            # «11.04» may be a version
            return None
        hour, minute = piece.clock
        if last < len(p) and p[last].sense("unit") == "MIN":
            mod = "APPROX" if p[last].tail("unit").startswith(("لار", "لىر")) else None
            last += 1
            if _has_past(p, last):
                last += 1
    elif hour_word and piece.number is not None and 0 <= piece.number <= 24:
        hour = int(piece.number)
        fraction = piece.number - hour
        minute = round(fraction * 60)
        if fraction == 0:
            minute, last = _minutes(p, last)
            if minute is not None and minute < 0:
                hour, minute = (hour - 1) % 24, 60 + minute
        minute = minute or 0
        if piece.ending.startswith(("لار", "لەر")):
            mod = "APPROX"
    if hour is None or minute is None:
        return None
    if mod is None and _detached(p, last) and p[last].text.startswith(("لەر", "لار")):
        mod = "APPROX"
    hour = _by_part(hour, part)
    return replace(
        base, last=last, kind="TIME", hour=hour, minute=minute, part=None, mod=mod or base.mod, rule="time/clock"
    )


def _minutes(p: Sequence[Piece], i: int) -> tuple[int | None, int]:
    """Minutes past (or, negative, to) the hour: «دىن 55 مىنۇت ئۆتكەندە», «گە 10 مىنۇت قالغاندا», «55 مىنۇتتا»."""
    j = i + 1 if _detached(p, i) else i
    quarter = p[j].sense("fraction") == "0.25" if j < len(p) else False
    if quarter and j + 1 < len(p):
        if _has_past(p, j + 1):
            return 15, j + 2
        if "before hour" in p[j + 1].senses:
            return -15, j + 2
    if j < len(p) and p[j].number is not None and 0 < (p[j].number or 0) < 60 and j + 1 < len(p):
        number = int(p[j].number or 0)
        if p[j + 1].sense("unit") == "MIN":
            if _has_past(p, j + 2):
                return number, j + 3
            if j + 2 < len(p) and "before hour" in p[j + 2].senses:
                return -number, j + 3
            if j == i:
                return number, j + 2
    return None, i


def _has_past(p: Sequence[Piece], i: int) -> bool:
    return i < len(p) and "past" in p[i].senses


def _detached(p: Sequence[Piece], i: int) -> bool:
    """A case ending that stands apart from its number."""
    return i < len(p) and "detached" in p[i].senses


def _by_part(hour: int, part: str | None) -> int:
    """Twenty-four hours from the part of the day: three in the afternoon is 15."""
    if hour >= 13 or part is None:
        return hour % 24
    if part == "TAF" or (part == "TMI" and hour < 11):
        return hour % 12 + 12
    if part == "TEV":
        return hour + 12 if 3 <= hour < 12 else (0 if hour == 12 else hour)
    if part == "TNI":
        return hour + 12 if 6 <= hour < 12 else (0 if hour == 12 else hour)
    return 0 if part == "TMO" and hour == 12 else hour
