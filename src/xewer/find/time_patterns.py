"""What a time expression looks like: rules over pieces, each giving a draft that is resolved later.

A rule looks at the pieces from one place on and returns a `Draft` or None; the longest draft wins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xewer.find.endings import endings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.pieces import Piece

__all__ = [
    "Draft",
    "calendar_date",
    "day_of_month",
    "day_word",
    "has",
    "is_ordered",
    "iso_date",
    "past_hyphen",
    "tail_of",
    "told_day",
    "unit_of",
    "weekday",
    "whole",
    "with_part",
]


# What a weekday that is a time may end in.
_DAY_ENDINGS = ("ablative", "at", "dative", "just at", "liq", "locative", "until")
_FRIDAY = 5
# What stands for the hyphen of an ordinal: dashes, and the Arabic stretching sign.
_HYPHENS = frozenset("-‐‑–—−ـ")


@dataclass(frozen=True, slots=True)
class Draft:
    """A time before it is anchored: pieces ``first`` to ``last`` (exclusive) and what was read in them."""

    first: int
    last: int
    rule: str
    kind: str = "DATE"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    unit: str | None = None
    shift: int | None = None
    strict: int = 0
    anchor: str = "published"
    value: str | None = None
    until: Draft | None = None
    mod: str | None = None
    every: bool = False
    cut_suffix: bool = False


def has(p: Sequence[Piece], i: int, name: str) -> bool:
    """Whether there is a piece ``i`` and it has a sense of that name."""
    return 0 <= i < len(p) and name in p[i].senses


def unit_of(p: Sequence[Piece], i: int) -> str | None:
    """The unit of time that piece ``i`` names, or None."""
    return p[i].sense("unit") if i < len(p) else None


def tail_of(p: Sequence[Piece], i: int, name: str) -> str:
    """The ending of piece ``i`` in one of its senses."""
    return p[i].tail(name) if i < len(p) else ""


def whole(p: Sequence[Piece], i: int, low: int, high: int) -> int | None:
    """Value of a whole number piece within limits, or None."""
    if 0 <= i < len(p) and p[i].number is not None:
        n = p[i].number or 0.0
        if n == int(n) and low <= n <= high:
            return int(n)
    return None


def past_hyphen(p: Sequence[Piece], i: int) -> int:
    """Past a number at ``i`` and a hyphen that stands apart: «19 - ئەسىر»."""
    if i + 2 < len(p) and p[i + 1].text in _HYPHENS and p[i].digits:
        return i + 2
    return i + 1


def is_ordered(p: Sequence[Piece], i: int, after: int) -> bool:
    """Whether the number at ``i`` is an ordinal («9-», «توققۇزىنچى», «2 - ») or glued to its unit («6ئايدا»)."""
    piece = p[i]
    return piece.ordinal or after > i + 1 or (piece.digits and after < len(p) and p[after].token == piece.token)


def with_part(p: Sequence[Piece], draft: Draft) -> Draft:
    """«… بېشىدا», «… ئوتتۇرىلىرىدا», «… ئاخىرىدا»: the beginning, middle or end of it."""
    i = draft.last
    if has(p, i, "period") and tail_of(p, i, "period").startswith(("ى", "لىر", "سى", "قى")):
        return replace(draft, last=i + 1, mod=p[i].sense("period"))
    if (
        draft.rule in {"time/year", "time/deictic-year"}
        and unit_of(p, i) == "Y"
        and not p[i].tail("unit")
        and has(p, i + 1, "period")
    ):
        # «2003-يىلى يىل ئاخىرىدا»
        return replace(draft, last=i + 2, mod=p[i + 1].sense("period"))
    return draft


# Dates


def calendar_date(p: Sequence[Piece], i: int) -> Draft | None:
    """«2025-يىلى 9-ئاينىڭ 3-كۈنى», «3-سېنتەبىر», «ئۆتكەن يىلى 11-ئايدا», «بۇ يىلنىڭ بېشىدا»."""
    year, j = _year(p, i)
    rest = _within_year(p, j, year)
    if rest:
        return replace(rest, first=i)
    if year is None:
        return None
    return with_part(p, replace(year, first=i, last=j))


def _year(p: Sequence[Piece], i: int) -> tuple[Draft | None, int]:
    """A year and where it ends: «2024-يىلى», «ئۆتكەن يىلى», «بۇلتۇر»."""
    if i >= len(p):
        return None, i
    number = whole(p, i, 1, 2999)
    if number is not None and not p[i].opaque:
        j = past_hyphen(p, i)
        tail = tail_of(p, j, "unit")
        if unit_of(p, j) == "Y" and not tail.startswith(endings("plural", "about")):
            ordered = is_ordered(p, i, j)
            if number >= 1000 and (ordered or tail.startswith("ى")) and p[i].digits:
                return Draft(i, j + 1, "time/year", year=number), j + 1
            if ordered and p[i].digits and 30 <= number < 100 and not tail.startswith(endings("liq")):
                return Draft(i, j + 1, "time/short-year", year=1900 + number), j + 1
            if p[i].ordinal and not p[i].digits and number >= 1000:
                return Draft(i, j + 1, "time/year-words", year=number), j + 1
        return None, i
    deictic = p[i].sense("deictic")
    if (
        deictic in {"0", "-1", "1"}
        and unit_of(p, i + 1) == "Y"
        and not tail_of(p, i + 1, "unit").startswith(endings("plural"))
    ):
        return Draft(i, i + 2, "time/deictic-year", unit="Y", shift=int(deictic)), i + 2
    if has(p, i, "year"):
        return Draft(i, i + 1, "time/deictic-year", unit="Y", shift=int(p[i].sense("year") or 0)), i + 1
    return None, i


def _within_year(p: Sequence[Piece], j: int, year: Draft | None) -> Draft | None:
    """Month, day, season, quarter or half after an optional year."""
    at = j + 1 if year is not None and j < len(p) and p[j].text in {"،", ","} else j
    base = year or Draft(j, j, "time/date")
    found = _day_month(p, at, base) or _month_day(p, at, base) or _season(p, at, base)
    if found or year is None or at != j:
        return found
    if has(p, j, "deictic") and j + 1 < len(p) and p[j + 1].number == 0.5 and p[j + 1].ending:
        # «بۇ يىلنىڭ ئالدىنقى يېرىمى», «كېيىنكى يېرىمى»
        half = {"-1": "H1", "1": "H2"}.get(p[j].sense("deictic") or "")
        return replace(base, last=j + 2, season=half, rule="time/half-year") if half else None
    number = whole(p, j, 1, 4)
    if number and p[j].ordinal:
        if unit_of(p, j + 1) == "Q" or has(p, j + 1, "quarter"):
            return replace(base, last=j + 2, season=f"Q{number}", rule="time/quarter")
        if number <= 2 and j + 1 < len(p) and p[j + 1].number == 0.5:
            return replace(base, last=j + 2, season=f"H{number}", rule="time/half-year")
    return None


def _month(p: Sequence[Piece], i: int) -> tuple[int | None, int]:
    """Month and where it ends: «9-ئاي», «سېنتەبىر», «سېنتەبىر ئېيى»."""
    if i >= len(p):
        return None, i
    if has(p, i, "month") and p[i].number is None:
        j = i + 1
        if unit_of(p, j) == "M" and (tail_of(p, j, "unit") or p[i].ending == "") and tail_of(p, j, "unit")[:2] != "لى":
            j += 1
        return int(p[i].sense("month") or 0), j
    number = whole(p, i, 1, 12)
    if number is not None:
        j = past_hyphen(p, i)
        if (
            unit_of(p, j) == "M"
            and is_ordered(p, i, j)
            and not tail_of(p, j, "unit").startswith(endings("liq", "about"))
            and (not tail_of(p, j, "unit").startswith(endings("plural")) or _when(tail_of(p, j, "unit")))
        ):
            return number, j + 1
    return None, i


def _when(tail: str) -> bool:
    """Whether an ending says when: «10-ئايلاردا»."""
    return tail.endswith(endings("ablative", "at", "locative", "until"))


def _month_day(p: Sequence[Piece], i: int, base: Draft) -> Draft | None:
    """«9-ئاينىڭ 3-كۈنى», «سېنتەبىرنىڭ 3-كۈنى», «مارت 13», «بۇ ئاينىڭ 15-كۈنى», a month alone."""
    month, j = _month(p, i)
    draft = replace(base, month=month, last=j, rule="time/month") if month else None
    if draft is None and base.unit is None and base.year is None and j < len(p):
        deictic = p[i].sense("deictic") if i < len(p) else None
        if deictic in {"0", "-1", "1"} and unit_of(p, i + 1) == "M":
            if tail_of(p, i + 1, "unit").startswith(endings("plural")):
                return None
            draft, j = replace(base, unit="M", shift=int(deictic), last=i + 2, rule="time/deictic-month"), i + 2
    if draft is None:
        return None
    day, k = day_of_month(p, j)
    if day:
        return replace(draft, day=day, last=_after_date(p, k), rule="time/month-day")
    named = month is not None and p[i].number is None
    parted = with_part(p, draft)
    if named and j == i + 1 and base.year is None and base.unit is None and _ambiguous_month(p, i):
        return parted if parted.mod else None
    return parted


def _ambiguous_month(p: Sequence[Piece], i: int) -> bool:
    """May and March are also oil and a name: alone they need a case ending that a time has."""
    return (
        p[i].sense("month") in {"3", "5"}
        and len(p[i].text) - len(p[i].tail("month")) <= 4
        and p[i].tail("month") not in endings("locative", "ablative", "until")
    )


def _of_month(tail: str) -> bool:
    """«كۈنى», «كۈنلىرى»: possessive, the plural too («21-كۈنلىرى» is on or about the day)."""
    return tail.startswith("ى") or (tail.startswith(endings("plural")) and tail[3:4] == "ى")


def day_of_month(p: Sequence[Piece], i: int) -> tuple[int | None, int]:
    """«3-كۈنى», «3-چىسلا»: the day and where it ends."""
    number = whole(p, i, 1, 31)
    if number is None:
        return None, i
    j = past_hyphen(p, i)
    if j < len(p) and (
        (unit_of(p, j) == "D" and (is_ordered(p, i, j) or p[i].digits) and _of_month(tail_of(p, j, "unit")))
        or has(p, j, "daynumber")
    ):
        return number, j + 1
    return None, i


def _day_month(p: Sequence[Piece], i: int, base: Draft) -> Draft | None:
    """«3-سېنتەبىر», «22-ماي كۈنى», «13-مارت كېچىسى», «3-5-سېنتەبىر»."""
    number = whole(p, i, 1, 31)
    if number is None:
        return None
    j = past_hyphen(p, i)
    last_day = number
    if j == i + 2 and not p[i].ordinal:
        second = whole(p, j, number + 1, 31)
        if second and p[j].ordinal and has(p, j + 1, "month"):
            last_day, j = second, j + 1
    if not has(p, j, "month") or not (is_ordered(p, i, j) or p[i].digits):
        return None
    month = int(p[j].sense("month") or 0)
    k = j + 1
    if (unit_of(p, k) == "D" and _of_month(tail_of(p, k, "unit"))) or has(p, k, "feast head"):
        k += 1
    draft = replace(base, month=month, day=number, last=k, rule="time/day-month")
    if base.year is None and base.unit is None and k < len(p):
        year, end = _year(p, k + 1 if p[k].text in {"،", ","} else k)
        if year is not None and year.year:
            draft = replace(draft, year=year.year, last=end)
    if last_day != number:
        return replace(draft, until=replace(draft, day=last_day), rule="time/day-range")
    return replace(draft, last=_after_date(p, draft.last))


def _after_date(p: Sequence[Piece], j: int) -> int:
    """A weekday may follow a full date: «9-ئاينىڭ 29-كۈنى، شەنبە»."""
    k = j + 1 if j < len(p) and p[j].text in {"،", ",", "("} else j
    if k < len(p) and "weekday" in p[k].senses and p[k].number is None:
        k += 1
        if unit_of(p, k) == "D" and tail_of(p, k, "unit").startswith("ى"):
            k += 1
        return k
    return j


def _season(p: Sequence[Piece], i: int, base: Draft) -> Draft | None:
    """«2018-يىلى يازدا», «كېلەر يىلى باھار پەسلىدە», «بۇ يىل كۈزدە», «قىشتا»."""
    if not has(p, i, "season"):
        return None
    tail = tail_of(p, i, "season")
    j = i + 1
    if unit_of(p, j) == "Q":
        j += 1
    elif not tail.endswith(endings("locative", "ablative", "at", "until")) and not (tail == "ى" and base.first != i):
        parted = with_part(p, replace(base, season=p[i].sense("season"), last=j, rule="time/season"))
        return parted if parted.mod and tail in endings("genitive") else None
    if base.year is None and base.unit is None and i > 0 and has(p, i - 1, "deictic"):
        return None
    return with_part(p, replace(base, season=p[i].sense("season"), last=j, rule="time/season"))


def iso_date(p: Sequence[Piece], i: int) -> Draft | None:
    """«2025-09-03», «2025.9.3», «03.09.2025»."""
    text = p[i].sense("iso")
    if not text:
        return None
    a, b, c = (int(n) for n in text.replace("/", "-").replace(".", "-").split("-"))
    year, day = (a, c) if a > 31 else (c, a)
    if not (1 <= b <= 12 and 1 <= day <= 31 and year > 0):
        return None
    word = unit_of(p, i + 1) == "D" and _of_month(tail_of(p, i + 1, "unit"))
    return Draft(i, i + 2 if word else i + 1, "time/figures", year=year, month=b, day=day)


def weekday(p: Sequence[Piece], i: int) -> Draft | None:
    """«چارشەنبە كۈنى», «ئۆتكەن شەنبە كۈنى», «كېلەر ھەپتە دۈشەنبە كۈنى»."""
    draft = Draft(i, i, "time/weekday")
    j = i
    deictic = p[i].sense("deictic")
    if deictic in {"0", "-1", "1"}:
        j = i + 1
        if unit_of(p, j) == "W":
            draft = replace(draft, unit="W", shift=int(deictic), rule="time/weekday-of-week")
            j += 1
        else:
            draft = replace(draft, strict=int(deictic), rule="time/deictic-weekday")
    if not has(p, j, "weekday"):
        return None
    day = int(p[j].sense("weekday") or 0)
    k = j + 1
    tail = p[j].tail("weekday")
    if unit_of(p, k) == "D" and (_of_month(tail_of(p, k, "unit")) or tail_of(p, k, "unit") == ""):
        k += 1
    elif not (tail.endswith(endings(*_DAY_ENDINGS)) or has(p, k, "part") or j > i) and (tail or day == _FRIDAY):
        return None
    elif day == _FRIDAY and tail in endings("dative", "liq") and j == i:
        # Friday is also its prayer: «جۈمىگە باردى»
        return None
    return replace(draft, weekday=day, last=k)


def day_word(p: Sequence[Piece], i: int) -> Draft | None:
    """«بۈگۈن», «تۈنۈگۈن», «ئەتە», «ئۈلۈشكۈن»."""
    value = p[i].sense("day")
    if value == "0" and p[i].text.endswith(endings("ki")) and has(p, i + 1, "nowadays"):
        return Draft(i, i + 1, "time/nowadays", value="PRESENT_REF")
    return Draft(i, i + 1, "time/day-word", unit="D", shift=int(value)) if value else None


def told_day(p: Sequence[Piece], i: int) -> Draft | None:
    """«شۇ كۈنى», «ئۇ كېچە», «ئەتىسى»: counted from the day told last."""
    if has(p, i, "that day"):
        tail = p[i].tail("that day")
        if tail in endings("dative") or tail.startswith(endings("plural")):
            # «ئۇ كۈنىگە ئۈچ قېتىم»: a day; «شۇ كۈنلەردە»: in those days
            return None
        if p[i].sense("that day") == "BARE" and not tail:
            # «ئۇ كۈن نۇرىدىن پايدىلاندى»: he, the sun
            return None
        if p[i].sense("that day") == "TNI":
            return Draft(i, i + 1, "time/that-night", "TIME", unit="D", shift=0, anchor="told day", part="TNI")
        return Draft(i, i + 1, "time/that-day", unit="D", shift=0, anchor="told day")
    if has(p, i, "next day"):
        return Draft(i, i + 1, "time/next-day", unit="D", shift=1, anchor="told day")
    if has(p, i, "day before"):
        return Draft(i, i + 1, "time/day-before", unit="D", shift=-1, anchor="told or two days")
    deictic = p[i].sense("deictic")
    if deictic in {"-1", "1"} and unit_of(p, i + 1) == "D" and tail_of(p, i + 1, "unit").startswith("ى"):
        return Draft(i, i + 2, "time/next-day", unit="D", shift=int(deictic), anchor="told day")
    if deictic == "-1" and unit_of(p, i + 1) == "NIGHT" and not tail_of(p, i + 1, "unit").startswith(endings("liq")):
        return Draft(i, i + 2, "time/last-night", kind="TIME", unit="D", shift=-1, part="TNI")
    if deictic == "0" and unit_of(p, i + 1) == "NIGHT" and p[i].text != "":
        return Draft(i, i + 2, "time/this-night", unit="D", shift=0, part="TNI", anchor="told")
    number = whole(p, i, 2, 3)
    if number and p[i].ordinal and not p[i].digits and unit_of(p, i + 1) == "D":
        # «ئىككىنچى كۈنى»: the day after; after an owner it is the second day of something
        owned = i > 0 and p[i - 1].text.endswith(endings("genitive"))
        if tail_of(p, i + 1, "unit").startswith("ى") and not owned:
            return Draft(i, i + 2, "time/following-day", unit="D", shift=number - 1, anchor="told only")
    return None
