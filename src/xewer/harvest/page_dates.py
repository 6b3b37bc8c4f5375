"""Publishing days as pages and files write them, in all scripts; whatever is unsure is None."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from xewer.harvest.page_labels import labels
from xewer.resources import read_table
from xewer.text.scripts import convert

__all__ = ["Written", "day_of", "days_told", "find_written", "iso_day", "written_day"]

_DIGITS = {first + n: str(n) for first in (0x660, 0x6F0) for n in range(10)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069\ufeff\u0640"), None)
_YEARS = range(1949, 2100)
_PARTED = re.compile(r"\s*[|·•]\s*|\s[–—-]\s")
_YEAR = re.compile(r"\d{4}")
_ISO = re.compile(
    r"\s*(\d{4})-(\d\d)(?:-(\d\d)(?:[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?)?)?\s*$"
)


class Written(NamedTuple):
    """A date as it stands in a text: ISO day or month, and its span."""

    value: str
    start: int
    end: int


def day_of(year: int, month: int, day: int | None = None) -> str | None:
    """ISO day (or month), None if there is no such day or the year cannot be that of a page.

    >>> day_of(2025, 2, 30) is None, day_of(2025, 9)
    (True, '2025-09')
    """
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    if year not in _YEARS or (year, month, day) == (1970, 1, 1):
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def iso_day(value: object) -> str | None:
    """The day of an ISO date or time, in the offset it is written with.

    >>> iso_day("2025-07-17T23:40:00+08:00"), iso_day("17.7.2025")
    ('2025-07-17', None)
    """
    found = _ISO.match(value.translate(_DIGITS)) if isinstance(value, str) and len(value) < 60 else None
    if not found:
        return None
    year, month, day = found.groups()
    return day_of(int(year), int(month), int(day) if day else None)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    rows = [(r["form"], r["value"]) for r in read_table("numbers.tsv") if r["kind"] == "month"]
    rows += [(r["form"], r["value"]) for r in read_table("times.tsv") if r["class"] == "month"]
    months = {form: int(value) for form, value in rows}
    for target in ("latin", "cyrillic"):
        months |= {convert(form, "arabic", target).lower(): n for form, n in list(months.items())}
    return months | {r["form"]: int(r["note"]) for r in read_table("page_labels.tsv") if r["kind"] == "month"}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    year, month, day = ("|".join(map(re.escape, labels(kind))) for kind in ("year", "month word", "day"))
    y, m, d = r"(?<![\d.,/-])(?P<y>\d{4})", r"(?P<m>\d\d?)", r"(?P<d>\d\d?)"
    gap = r"\s{0,3}"
    of_year = rf"{gap}(?:-{gap})?(?:{year})(?!\w){gap}[،,]?{gap}"
    of_day = rf"(?:{gap}(?:-{gap})?(?:{day})(?!\w))?"
    case = f"(?:{'|'.join(labels('month case'))})?"
    name = rf"(?P<n>{names}){case}(?!\w)(?:{gap}(?:{month})(?!\w))?"
    end = r"(?![\d/-])(?!\.\d)"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{y}(?P<s>[-./])\s?{m}(?P=s)\s?{d}(?:(?=T\d)|{end})",
            rf"{y}年{gap}{m}月{gap}{d}[日号]",
            rf"{y}{of_year}{m}{gap}(?:-{gap})?(?:{month})(?!\w){gap}[،,]?{gap}{d}{gap}-?{gap}(?:{day})(?!\w)",
            rf"{y}(?:{of_year}|{gap}[،,]?{gap}){d}{gap}(?:-{gap})?{name}{of_day}",
            rf"{y}(?:{of_year}|{gap}[،,]?{gap}){name}{gap}{d}{of_day}{end}",
            rf"(?<![\d.,/-]){d}{gap}[-.]?{gap}{name}{of_day}{gap}[،,]?{gap}(?P<y>\d{{4}})(?!\d)(?:{of_year})?",
            rf"(?<!\w){name}{gap}{d}{of_day}{gap}[،,]{gap}(?P<y>\d{{4}})(?!\d)",
            rf"(?<![\d.,/-]){d}(?P<s>[./-])\s?{m}(?P=s)\s?(?P<y>\d{{4}}){end}",
        )
    )


def find_written(text: str) -> tuple[Written, ...]:
    """Full dates (day, month and year) written in ``text``, in text order; of one that may be read two ways, none.

    >>> [w.value for w in find_written("ۋاقتى: 2025-يىلى 9-ئاينىڭ 3-كۈنى")]
    ['2025-09-03']
    >>> [w.value for w in find_written("3-séntebir 2025; 2025-йили 3-сентябрь; 03.09.2025; 03/09/2025")]
    ['2025-09-03', '2025-09-03', '2025-09-03']
    """
    plain = _plain(text)
    if not _YEAR.search(plain):
        return ()
    found: list[Written] = []
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for match in pattern.finditer(plain):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            value = _value(match)
            if value:
                found.append(Written(value, start, end))
    return tuple(sorted(found, key=lambda w: w.start))


def _plain(text: str) -> str:
    """Digits, dashes and unseen marks made alike; the length changes only where unseen marks are dropped."""
    return text.translate(_DIGITS).translate(_DASHES).translate(_UNSEEN)


def _value(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year, day = int(parts["y"]), int(parts["d"])
    month = _months().get(parts["n"].lower(), 0) if parts.get("n") else int(parts["m"])
    # «03/09/2025» is March to some and September to others; with dots the day always comes first.
    if parts.get("s") in ("/", "-") and match.start("d") < match.start("y") and day <= 12 and day != month:
        if month <= 12:
            return None
        day, month = month, day
    elif parts.get("s") == "/" and match.start("d") < match.start("y") and month > 12:
        day, month = month, day
    return day_of(year, month, day)


def written_day(text: str) -> str | None:
    """The one day that a short field states, None if it states none or two different ones.

    >>> written_day("2025-09-03 14:30"), written_day("03.09.2025"), written_day("2025-09")
    ('2025-09-03', '2025-09-03', '2025-09')
    """
    if len(text) > 200:
        return None
    value = iso_day(text)
    if value:
        return value
    days = {w.value for w in find_written(text)}
    if len(days) == 1:
        return days.pop()
    bare = _plain(text).strip()
    return bare if not days and re.fullmatch(r"\d{4}", bare) and int(bare) in _YEARS else None


@lru_cache(maxsize=1)
def _days_ago() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, labels("days ago")))
    since = "|".join(map(re.escape, labels("published since")))
    number = rf"(?<![\d.,])(\d{{1,5}})\s{{0,3}}-?\s{{0,3}}(?:{forms})"
    return re.compile(rf"\W{{0,5}}(?:(?:{since})\W{{0,5}})?{number}\W{{0,5}}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _day_words() -> dict[str, int]:
    return {row["form"]: int(row["note"]) for row in read_table("page_labels.tsv") if row["kind"] == "day word"}


@lru_cache(maxsize=1)
def _day_word() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, labels("day word")))
    return re.compile(rf"\W{{0,5}}({forms})\W{{0,5}}(?:\d\d?:\d\d)?\W{{0,5}}", re.IGNORECASE)


def days_told(text: str) -> int | None:
    """How many days ago a line that tells nothing else says that the page was published.

    Weeks and months are no days: they stay unknown.

    >>> days_told("ئېلان قىلىنغىلى 448 كۈن بولدى"), days_told("3 kün burun"), days_told("ئۇ 3 كۈن بۇرۇن كەلدى.")
    (448, 3, None)
    >>> days_told("ئېلان قىلىنغىلى424 كۈن بولدى")
    424
    >>> days_told("گۈلنىسا تۇردى · 3 كۈن بۇرۇن")
    3
    >>> days_told("تۈنۈگۈن، 14:05"), days_told("بۈگۈنكى خەۋەر")
    (1, None)
    """
    if len(text) >= 120:
        return None
    for part in _PARTED.split(_plain(text)):
        told = _days_ago().fullmatch(part)
        word = None if told else _day_word().fullmatch(part)
        if told or word:
            return int(told[1]) if told else _day_words()[word[1].lower()] if word else None
    return None
