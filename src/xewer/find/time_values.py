"""ISO values of times: days, weeks, months counted from a reference, and the real interval of a value."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

__all__ = ["Reference", "bounds", "month_value", "nearest_day", "nearest_weekday", "shift"]

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE|-\d)?(?:T.*)?")


class Reference(NamedTuple):
    """The day that relative words count from, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: date | None = None

    @classmethod
    def of(cls, published: str | None) -> Reference:
        """Reference of an ISO day or a prefix of one; what is no date is unknown.

        >>> Reference.of("2025-09").month, Reference.of(None).year
        (9, None)
        """
        parts = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "")
        if not parts:
            return cls()
        year, month, day = (int(p) if p else None for p in parts.groups())
        try:
            if year and month and day:
                return cls(year, month, date(year, month, day))
            return cls(year or None, month if month and month <= 12 else None)
        except ValueError:
            return cls()

    @classmethod
    def at(cls, day: date) -> Reference:
        """Reference of a known day."""
        return cls(day.year, day.month, day)


def shift(ref: Reference, unit: str, n: int) -> str:
    """Value of the day, week, month or year ``n`` units from the reference; X form where that is unknown.

    >>> shift(Reference.of("2025-11-07"), "W", -2), shift(Reference(), "D", 1)
    ('2025-W43', 'XXXX-XX-XX')
    """
    if unit == "D":
        day = _add(ref.day, n) if ref.day else None
        return day.isoformat() if day else "XXXX-XX-XX"
    if unit == "W":
        day = _add(ref.day, 7 * n) if ref.day else None
        if day is None:
            return "XXXX-WXX"
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "M":
        if not ref.year or not ref.month:
            return "XXXX-XX"
        months = ref.year * 12 + ref.month - 1 + n
        return f"{months // 12:04d}-{months % 12 + 1:02d}" if 12 <= months < 120_000 else "XXXX-XX"
    if not ref.year:
        return {"Y": "XXXX", "DE": "XXX", "C": "XX"}[unit]
    if unit == "Y":
        return f"{ref.year + n:04d}" if 0 < ref.year + n < 10_000 else "XXXX"
    size, width = (10, 3) if unit == "DE" else (100, 2)
    return f"{max(ref.year // size + n, 0):0{width}d}"


def _add(day: date, n: int) -> date | None:
    try:
        return day + timedelta(days=n)
    except OverflowError:
        return None


def nearest_weekday(ref: Reference, weekday: int, direction: int, *, strict: bool = False) -> str:
    """The last (-1) or next (1) such weekday (Monday 1), the reference's own day unless ``strict``.

    >>> wednesday = Reference.of("2025-09-03")
    >>> nearest_weekday(wednesday, 3, -1), nearest_weekday(wednesday, 3, 1, strict=True)
    ('2025-09-03', '2025-09-10')
    """
    if ref.day is None:
        return f"XXXX-WXX-{weekday}"
    gap = (weekday - ref.day.isoweekday()) % 7 if direction > 0 else -((ref.day.isoweekday() - weekday) % 7)
    if strict and gap == 0:
        gap = 7 * direction
    day = _add(ref.day, gap)
    return day.isoformat() if day else f"XXXX-WXX-{weekday}"


def month_value(ref: Reference, month: int, direction: int) -> str:
    """A month named without its year: the last not after, or the next not before the reference.

    >>> month_value(Reference.of("2025-09-03"), 8, -1), month_value(Reference.of("2025-12-04"), 1, 1)
    ('2025-08', '2026-01')
    """
    if not ref.year or not ref.month:
        return f"XXXX-{month:02d}"
    year = ref.year
    if direction < 0 and month > ref.month:
        year -= 1
    elif direction > 0 and month < ref.month:
        year += 1
    return f"{year:04d}-{month:02d}"


def nearest_day(ref: Reference, month: int, day: int, direction: int) -> str:
    """A day named without its year; ``direction`` 0 takes the nearest one.

    >>> nearest_day(Reference.of("2025-09-03"), 1, 5, 0), nearest_day(Reference.of("2025-09-03"), 9, 9, 1)
    ('2026-01-05', '2025-09-09')
    """
    if not ref.year:
        return f"XXXX-{month:02d}-{day:02d}"
    years = [y for y in (ref.year - 1, ref.year, ref.year + 1) if valid_day(y, month, day)]
    if ref.day is None:
        years = [y for y in years if y == ref.year]
        return f"{years[0]:04d}-{month:02d}-{day:02d}" if years else f"XXXX-{month:02d}-{day:02d}"
    days = [date(y, month, day) for y in years if 0 < y < 10_000]
    if direction < 0:
        days = [d for d in days if d <= ref.day]
    elif direction > 0:
        days = [d for d in days if d >= ref.day]
    if not days:
        return f"XXXX-{month:02d}-{day:02d}"
    at = ref.day
    return min(days, key=lambda d: abs((d - at).days)).isoformat()


def valid_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return 0 < year < 10_000 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def bounds(value: str, mod: str | None = None) -> tuple[str | None, str | None]:
    """First and last day of a value, (None, None) where it is no real interval; START, MID and END are thirds.

    >>> bounds("2025-08", "MID"), bounds("2018-W39"), bounds("198")
    (('2025-08-11', '2025-08-20'), ('2018-09-24', '2018-09-30'), ('1980-01-01', '1989-12-31'))
    >>> bounds("XXXX-08"), bounds("P3D")
    ((None, None), (None, None))
    """
    first, _, second = value.partition("/")
    try:
        span = _interval(first)
        if second:
            other = _interval(second)
            span = (span[0], other[1]) if span and other and span[0] <= other[1] else None
    except (ValueError, OverflowError):
        return None, None
    if span is None:
        return None, None
    earliest, latest = _third(*span, mod)
    return earliest.isoformat(), latest.isoformat()


def _interval(value: str) -> tuple[date, date] | None:
    if found := _DAY.fullmatch(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day
    if found := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found[3] == "-WE":
            return monday + timedelta(5), monday + timedelta(6)
        if found[3]:
            day = monday + timedelta(int(found[3][1:]) - 1)
            return day, day
        return monday, monday + timedelta(6)
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(found[1]), *_SEASONS[found[2]])
    if found := re.fullmatch(r"(\d{4})-([QH])([1-4])", value):
        size = 3 if found[2] == "Q" else 6
        last = int(found[3]) * size
        return _months(int(found[1]), last - size + 1, last) if last <= 12 else None
    if value.isdecimal() and 2 <= len(value) <= 4:
        size = 10 ** (4 - len(value))
        year = int(value) * size
        return date(max(year, 1), 1, 1), date(year + size - 1, 12, 31)
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """A season may run into the next year: month 13 is its January."""
    end_year, end = (year, last) if last <= 12 else (year + 1, last - 12)
    return date(year, first, 1), date(end_year, end, calendar.monthrange(end_year, end)[1])


def _third(first: date, last: date, mod: str | None) -> tuple[date, date]:
    if mod not in {"START", "MID", "END"} or first == last:
        return first, last
    n = ("START", "MID", "END").index(mod)
    days = (last - first).days + 1
    if days in {365, 366}:
        return _months(first.year, 4 * n + 1, 4 * n + 4)
    size = days / 3
    cuts = [0, int(size), int(2 * size), days]
    return first + timedelta(cuts[n]), first + timedelta(cuts[n + 1] - 1)
