"""Calendar dates written in words or figures, and back. Relative times are the business of `find`."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from xewer.errors import InputError
from xewer.resources import read_table
from xewer.text.spell_numbers import number_to_words, parse_number

__all__ = ["date_to_words", "words_to_date"]

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_FIGURES = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DAY_FIRST = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(1[3-9]|2\d|3[01])/(\d{1,2})/(\d{4})"
)  # 01/10/2024 may be either
_UNITS = ("year", "month", "day")
_BETWEEN = re.compile(r"[\s،,()-]*")


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {row["form"]: int(row["value"]) for row in read_table("numbers.tsv") if row["kind"] == "month"}


@lru_cache(maxsize=1)
def _month_names() -> dict[int, str]:
    rows = read_table("numbers.tsv")
    return {int(row["value"]): row["form"] for row in rows if row["kind"] == "month" and row["standard"]}


@lru_cache(maxsize=1)
def _case() -> str:
    return "(?:" + "|".join(row["form"] for row in read_table("numbers.tsv") if row["kind"] == "case") + r")?(?!\w)"


@lru_cache(maxsize=16)
def _word(kind: str) -> str:
    """The standard form of «year», «month», «of the month», «day»."""
    return next(row["form"] for row in read_table("numbers.tsv") if row["kind"] == kind and row["standard"])


@lru_cache(maxsize=16)
def _unit(unit: str) -> re.Pattern[str]:
    forms = sorted((r["form"] for r in read_table("numbers.tsv") if r["kind"] == f"{unit}-word"), key=len, reverse=True)
    return re.compile("(?:" + "|".join(forms) + ")" + _case())


@lru_cache(maxsize=1)
def _month_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    return re.compile(rf"({names}){_case()}(?:\s+{_unit('month').pattern})?")


def date_to_words(value: date | str, *, style: str = "prc", figures: bool = False) -> str:
    """A date, or an ISO prefix of one («2025», «2025-09»), as it is said; ``figures`` keeps the numbers in digits.

    ``style`` "prc" numbers the months («9-ئاينىڭ 3-كۈنى»), "exile" names them («3-سېنتەبىر»).

    Raises:
        InputError: not a date, or an unknown style.

    >>> date_to_words("2025-09-03")
    'ئىككى مىڭ يىگىرمە بەشىنچى يىلى توققۇزىنچى ئاينىڭ ئۈچىنچى كۈنى'
    >>> date_to_words("2025-09-03", style="exile", figures=True)
    '2025-يىلى 3-سېنتەبىر'
    """
    found = _ISO.fullmatch(str(value))
    parts = tuple(int(part) for part in found.groups() if part) if found else ()
    if not _valid(parts) or style not in {"prc", "exile"}:
        raise InputError(f"cannot spell {value!r} in style {style!r}", hint="give YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (*parts, 0, 0)[:3]

    def count(n: int) -> str:
        return f"{n}-" if figures else number_to_words(n, ordinal=True) + " "

    spoken = f"{count(year)}{_word('year-word')}"
    if month and style == "prc":
        if not day:
            return f"{spoken} {count(month)}{_word('month-word')}"
        return f"{spoken} {count(month)}{_word('month-of')} {count(day)}{_word('day-word')}"
    if month:
        spoken += f" {count(day) if day else ''}{_month_names()[month]}"
    return spoken


def _valid(parts: tuple[int, ...]) -> bool:
    if not parts:
        return False
    year, month, day = (*parts, 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def words_to_date(s: str) -> str | None:
    """The calendar date that ``s`` says as a whole, as an ISO prefix; a missing year is ``XXXX``. Else None.

    >>> words_to_date("2025-يىلى 9-ئاينىڭ 3-كۈنى"), words_to_date("3-سېنتەبىر"), words_to_date("2025- يىلى")
    ('2025-09-03', 'XXXX-09-03', '2025')
    >>> words_to_date("30-فېۋرال") is None
    True
    """
    text = s.strip().rstrip(".،,")
    iso = _ISO.fullmatch(text)
    if iso and iso[2] and _valid(tuple(int(part) for part in iso.groups() if part)):
        return text
    figures = _FIGURES.fullmatch(text)
    if figures:
        return _iso({name: int(part) for name, part in zip(_UNITS, figures.groups(), strict=True)})
    figures = _DAY_FIRST.fullmatch(text)
    if figures:
        return _iso(
            {name: int(part) for name, part in zip(reversed(_UNITS), filter(None, figures.groups()), strict=True)}
        )
    found: dict[str, int] = {}
    position = 0
    while position < len(text):
        aside = _aside().match(text, position) if found else None
        step = _month_step(text, position, found) or _number_step(text, position, found)
        step = step or (aside.end() if aside else 0)
        if not step:
            return None
        gap = _BETWEEN.match(text, step)
        position = gap.end() if gap else step
    return _iso(found)


@lru_cache(maxsize=1)
def _aside() -> re.Pattern[str]:
    """A day of the week, or «كۈنى» after a date: adds nothing to it."""
    days = "|".join(re.escape(row["form"]) for row in read_table("numbers.tsv") if row["kind"] == "weekday")
    day = _unit("day").pattern
    return re.compile(rf"(?:(?:{days})(?:\s+{day}|{_case()})|{day})")


def _put(found: dict[str, int], unit: str, value: float) -> bool:
    if unit in found or value != int(value):
        return False
    found[unit] = int(value)
    return True


def _month_step(text: str, position: int, found: dict[str, int]) -> int:
    """A month by name, with the day after it if there is one; the end, or 0."""
    match = _month_pattern().match(text, position)
    if not match or not _put(found, "month", _months()[match[1]]):
        return 0
    number = parse_number(text, match.end())
    if "day" not in found and number and number.value <= 31 and not _unit_after(text, number.word_end, "year"):
        if number.value != int(number.value):
            return 0
        found["day"] = int(number.value)
        return _unit_after(text, number.word_end, "day") or number.word_end
    return match.end()


def _number_step(text: str, position: int, found: dict[str, int]) -> int:
    """A number and what it counts: a year, month or day, or the day before a month's name; the end, or 0."""
    number = parse_number(text, position)
    if number is None:
        return 0
    for unit in _UNITS:
        end = _unit_after(text, number.word_end, unit)
        if end:
            return end if _put(found, unit, number.value) else 0
    gap = _BETWEEN.match(text, number.word_end)
    at = gap.end() if gap else number.word_end
    if _month_pattern().match(text, at):
        if number.value > 31:
            return number.word_end if _put(found, "year", number.value) else 0
        return number.word_end if _put(found, "day", number.value) else 0
    # «3-سېنتەبىر، 2025»: four figures at the end.
    if "month" in found and 1000 <= number.value <= 2999 and at >= len(text):
        return number.word_end if _put(found, "year", number.value) else 0
    return 0


def _unit_after(text: str, position: int, unit: str) -> int:
    gap = _BETWEEN.match(text, position)
    match = _unit(unit).match(text, gap.end() if gap else position)
    return match.end() if match else 0


def _iso(found: dict[str, int]) -> str | None:
    year, month, day = found.get("year"), found.get("month"), found.get("day")
    if month is None and (year is None or day is not None):
        return None
    # 2000 was a leap year: a 29 February without a year may exist.
    parts = (2000 if year is None else year, *(part for part in (month, day) if part is not None))
    if not _valid(parts):
        return None
    iso = "XXXX" if year is None else f"{year:04d}"
    return iso + "".join(f"-{part:02d}" for part in parts[1:])
