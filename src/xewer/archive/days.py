"""Days and parts of the calendar: ISO days and prefixes (2025, 2025-09), and the row numbers made of them."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache

__all__ = ["PER_DAY", "UNDATED", "day_number", "first_day", "last_day"]

PER_DAY = 1 << 14
"""Row numbers that one day has room for."""
UNDATED = -(1 << 40)
"""Row number of the first undated article: below every day, so that they come last."""


@lru_cache(maxsize=20_000)
def first_day(day: str) -> str | None:
    """First day of an ISO day or prefix; None if it is none.

    >>> first_day("2025-09"), first_day("soon")
    ('2025-09-01', None)
    """
    parts = _numbers(day)
    return None if parts is None else f"{parts[0]:04}-{parts[1] or 1:02}-{parts[2] or 1:02}"


@lru_cache(maxsize=20_000)
def last_day(day: str) -> str | None:
    """Last day of an ISO day or prefix.

    >>> last_day("2024-02"), last_day("2025")
    ('2024-02-29', '2025-12-31')
    """
    parts = _numbers(day)
    if parts is None:
        return None
    year, month, date = parts
    month = month or 12
    return f"{year:04}-{month:02}-{date or calendar.monthrange(year, month)[1]:02}"


def _numbers(day: str) -> tuple[int, int, int] | None:
    pieces = day[:10].split("-")
    if len(pieces[0]) != 4 or not all(p.isascii() and p.isdigit() for p in pieces):
        return None
    year, month, date = [*map(int, pieces), 0, 0][:3]
    if not year or month > 12 or (len(pieces) > 1 and not month):
        return None
    if date > (calendar.monthrange(year, month)[1] if month else 0):
        return None
    return year, month, date


def day_number(day: str | None) -> int | None:
    """Days since the year 1 of the first day of an ISO day or prefix; row numbers are made of it.

    >>> day_number("2025-09-03"), day_number(None)
    (739497, None)
    """
    first = first_day(day) if day else None
    return date.fromisoformat(first).toordinal() if first else None
