"""The dateline: the publishing day that a text begins with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from xewer.find.time_values import valid_day
from xewer.resources import read_table

__all__ = ["Dateline", "find_dateline"]

_CASE = r"(?:نىڭ|دا|دە|تا|تە)?"
_DASH = r"[—–\-−―‐‑]"
# How far from the beginning a dateline may stand.
_REACH = 200


class Dateline(NamedTuple):
    """Publishing day (ISO), its span, and where the body of the text begins."""

    published: str
    start: int
    end: int
    body_start: int


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, int]]:
    rows = [(r["form"], int(r["value"])) for r in read_table("numbers.tsv") if r["kind"] == "month"]
    rows += [(r["form"], int(r["value"])) for r in read_table("times.tsv") if r["class"] == "month"]
    months = dict(rows)
    # spaces count: the patterns are verbose
    words = {row["value"]: row["form"].replace(" ", r"\s") for row in read_table("datelines.tsv")}
    names = "|".join(sorted(months, key=len, reverse=True))
    year, day, month = words["year"], words["day"], words["month"]
    hyphen = r"\s?[-‐]\s?"
    loose = r"\s?[-‐]?\s?"
    date = rf"""(?:
        (?P<y>\d{{4}})[-./](?P<m>\d\d?)[-./](?P<d>\d\d?)
      | (?P<d2>\d\d?)\.(?P<m2>\d\d?)\.(?P<y2>\d{{4}})
      | (?P<y3>\d{{4}}){loose}(?:{year}){_CASE}\s?[،,]?\s*
        (?: (?P<m3>\d\d?){hyphen}(?:{month}){_CASE}\s*(?P<d3>\d\d?){hyphen}(?:{day})
          | (?P<d4>\d\d?){hyphen}(?P<n4>{names})(?:\s+(?:{day}))?
          | (?P<n5>{names})\s+(?P<d5>\d\d?)(?:{loose}(?:{day}))? )
      | (?P<d6>\d\d?){hyphen}(?P<n6>{names})(?:\s+(?:{day}))?\s*[،,]?\s*(?P<y6>\d{{4}})(?:{loose}(?:{year}))?
    )(?![^\W_T])(?![-‐]\d)"""
    clock = r"(?:[\sT،,|]+\d\d?:\d\d(?::\d\d)?(?:[+-]\d\d:?\d\d|Z)?)?"
    weekday = rf"(?:{words['weekdays']})(?:\s+(?:{day}))?"
    field = rf"\s*(?:date|Date|DATE|{words['field']})\s*:?\s+{date}{clock}\s*"
    alone = rf"[\s\[(]*(?:{weekday}[،,]?\s+)?{date}{clock}(?:[،,]?\s*{weekday})?[)\]\s.:]*"
    # A place of one to four words, then the day (brackets and an agency may stand around), a dash, the lead.
    word = r"[^\W\d_][\w'’.]*"
    place = rf"""\s*{word}(?:[ ]{word}){{0,3}}\s*[،,(:/]\s*{date}[)]?
        \s*(?:[(][^()\n]{{1,40}}[)])?\s*{_DASH}{{1,2}}\s"""
    return re.compile(field, re.VERBOSE), re.compile(alone, re.VERBOSE), re.compile(place, re.VERBOSE), months


def find_dateline(text: str) -> Dateline | None:
    """The publishing day that canonical ``text`` begins with, or None; only a full date with its year counts.

    A leading ``date`` field, a date alone on one of the first three lines, or a date between place and dash
    before the lead. A date within a sentence never is one.

    >>> find_dateline(" date 2025-09-03 پۇتىن كەلدى.")
    Dateline(published='2025-09-03', start=6, end=16, body_start=17)
    >>> find_dateline("بېيجىڭ، 2025-يىلى 3-سېنتەبىر (ئاگېنتلىق) — پۇتىن كەلدى.").published
    '2025-09-03'
    >>> find_dateline("2025-يىلى 3-سېنتەبىر پۇتىن كەلدى.") is None
    True
    """
    field, alone, place, months = _patterns()
    for pattern in (field, place):
        found = pattern.match(text, 0, _REACH + 100)
        line = _dateline(found, months, text) if found else None
        if line:
            return line
    start = 0
    seen = 0
    while start < len(text) and seen < 3 and start <= _REACH:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            seen += 1
            found = alone.fullmatch(text, start, end) if end - start <= 80 else None
            line = _dateline(found, months, text) if found else None
            if line:
                # Lines before the date (a title) stay in the body.
                return line if seen == 1 else line._replace(body_start=0)
        start = end + 1
    return None


def _dateline(found: re.Match[str], months: dict[str, int], text: str) -> Dateline | None:
    groups = {name: value for name, value in found.groupdict().items() if value}
    parts = {name[0]: value for name, value in groups.items()}
    year, day = int(parts["y"]), int(parts["d"])
    month = months[parts["n"]] if "n" in parts else int(parts["m"])
    if not valid_day(year, month, day):
        return None
    names = [n for n in groups if n[0] in "ydmn"]
    start, end = min(found.start(n) for n in names), max(found.end(n) for n in names)
    while end < len(text) and not text[end].isspace() and text[end] not in "،,)]—–(":
        end += 1
    body = found.end()
    while body < len(text) and text[body].isspace():
        body += 1
    return Dateline(f"{year:04d}-{month:02d}-{day:02d}", start, end, body)
