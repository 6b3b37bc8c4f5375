"""Periods and points without a day of their own: weeks, seasons, decades, centuries, feasts, now and soon."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.endings import endings
from xewer.find.time_patterns import (
    Draft,
    calendar_date,
    day_of_month,
    day_word,
    has,
    is_ordered,
    iso_date,
    past_hyphen,
    tail_of,
    told_day,
    unit_of,
    weekday,
    whole,
    with_part,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xewer.find.pieces import Piece

__all__ = ["DATES"]


def deictic_season(p: Sequence[Piece], i: int) -> Draft | None:
    """«بۇ يازدا», «ئۆتكەن قىشتا», «كېلەر باھار»; «بۇ ياز» bare may be "write this"."""
    deictic = p[i].sense("deictic")
    bare = deictic in {"-1", "1"}
    if deictic in {"0", "-1", "1"} and has(p, i + 1, "season") and (bare or tail_of(p, i + 1, "season")):
        season = p[i + 1].sense("season")
        return Draft(i, i + 2, "time/deictic-season", season=season, strict=int(deictic))
    return None


def year_range(p: Sequence[Piece], i: int) -> Draft | None:
    """«2023-2024-يىللىرى»."""
    first = whole(p, i, 1000, 2999)
    j = past_hyphen(p, i)
    if first is None or (j == i + 1 and not p[i].ordinal):
        return None
    second = whole(p, j, first + 1, 2999)
    k = past_hyphen(p, j)
    if second and p[j].digits and unit_of(p, k) == "Y":
        return Draft(i, k + 1, "time/year-range", value=f"{first:04d}/{second:04d}")
    return None


def quarter(p: Sequence[Piece], i: int) -> Draft | None:
    """«2-پەسىلدە», «ئۈچىنچى پەسىلدە»: a quarter of the year that the tense tells; one of something else is owned."""
    number = whole(p, i, 1, 4)
    if number is None or not p[i].ordinal or (i > 0 and p[i - 1].text.endswith(endings("genitive"))):
        return None
    if unit_of(p, i + 1) != "Q" or not tail_of(p, i + 1, "unit").endswith(endings("locative", "ablative", "at")):
        return None
    return Draft(i, i + 2, "time/quarter", season=f"Q{number}")


def told_period(p: Sequence[Piece], i: int) -> Draft | None:
    """«شۇ يىلى», «ئۇ ئايدا»: the year or month of the time told last."""
    if p[i].sense("told") == "0" and unit_of(p, i + 1) in {"Y", "M", "W"}:
        if tail_of(p, i + 1, "unit").startswith(endings("plural")):
            return None
        draft = Draft(i, i + 2, "time/told-period", unit=unit_of(p, i + 1), shift=0, anchor="told period")
        return with_part(p, draft)
    return None


def bare_period(p: Sequence[Piece], i: int) -> Draft | None:
    """«يىل ئاخىرىغىچە», «يىلنىڭ ئاخىرىغىچە», «ئاي بېشىدا»: of the running year, month or week."""
    unit = unit_of(p, i)
    if unit not in {"Y", "M", "W"} or p[i].tail("unit") not in {"", *endings("genitive")}:
        return None
    if i > 0 and p[i - 1].number is not None:
        return None
    if any(has(p, i - 1, name) for name in ("deictic", "told", "vague", "every")):
        return None
    draft = with_part(p, Draft(i, i + 1, "time/running-period", unit=unit, shift=0))
    return draft if draft.mod else None


def week(p: Sequence[Piece], i: int) -> Draft | None:
    """«بۇ ھەپتە», «ئالدىنقى ھەپتىدىكى», «كېلەر ھەپتىنىڭ بېشىدا», «ھەپتە ئاخىرى»."""
    if has(p, i, "weekend"):
        return Draft(i, i + 1, "time/weekend", unit="WE", shift=0)
    deictic = p[i].sense("deictic")
    if deictic in {"0", "-1", "1"}:
        if has(p, i + 1, "weekend"):
            return Draft(i, i + 2, "time/weekend", unit="WE", shift=int(deictic))
        if unit_of(p, i + 1) == "W" and not tail_of(p, i + 1, "unit").startswith(endings("plural", "liq")):
            return with_part(p, Draft(i, i + 2, "time/deictic-week", unit="W", shift=int(deictic)))
    return None


def holiday(p: Sequence[Piece], i: int) -> Draft | None:
    """«نورۇز بايرىمى», «بۇ يىلقى قۇربان ھېيت» (a moving feast: no day is given)."""
    value = p[i].sense("holiday")
    if value is None:
        return None
    j = i + 1
    if value == "MONTH":
        if unit_of(p, j) == "M" and not p[i].tail("holiday"):
            j += 1
        return Draft(i, j, "time/moving-feast", value="XXXX-XX")
    if (unit_of(p, j) == "D" and tail_of(p, j, "unit").startswith("ى") and not p[i].tail("holiday")) or has(
        p, j, "feast head"
    ):
        j += 1
    if not value:
        return Draft(i, j, "time/moving-feast", value="XXXX-XX-XX")
    month, day = value.split("-")
    return Draft(i, j, "time/holiday", month=int(month), day=int(day))


def other_era(p: Sequence[Piece], i: int) -> Draft | None:
    """«ھىجرىيە 1440-يىلى», «مىلادىدىن بۇرۇنقى 2-ئەسىر»: no year of ours, so no days are given."""
    era = p[i].sense("era")
    if not era or i + 1 >= len(p):
        return None
    inner = calendar_date(p, i + 1) or century(p, i + 1)
    if inner is None or (inner.year is None and inner.rule != "time/century"):
        return None
    if era == "AH":
        return replace(inner, first=i, rule="time/hijri", year=None, month=None, day=None, season=None, value="XXXX")
    if inner.year is None:
        return replace(inner, first=i, rule="time/before-christ", value=f"BC{inner.value}")
    return replace(inner, first=i, rule="time/before-christ", year=None, value=f"BC{inner.year:04d}")


def century(p: Sequence[Piece], i: int) -> Draft | None:
    """«19-ئەسىردە» (18), «20-ئەسىرنىڭ 80-يىللىرىدا» (198), «ئۆتكەن ئەسىر», «1950-يىللار» (195)."""
    number = whole(p, i, 1, 2999)
    deictic = p[i].sense("deictic")
    if number is not None:
        j = past_hyphen(p, i)
        tail = tail_of(p, j, "unit")
        if unit_of(p, j) == "Y" and tail.startswith(endings("plural")) and number % 10 == 0 and is_ordered(p, i, j):
            if number >= 1000:
                return with_part(p, Draft(i, j + 1, "time/decade", value=f"{number // 10:03d}"))
            return (
                with_part(p, Draft(i, j + 1, "time/decade", value=f"19{number // 10}")) if 10 < number < 100 else None
            )
        if unit_of(p, j) != "C" or not is_ordered(p, i, j) or number > 30:
            return None
        return _decade(p, Draft(i, j + 1, "time/century", value=f"{number - 1:02d}"))
    if (
        deictic in {"0", "-1", "1"}
        and unit_of(p, i + 1) == "C"
        and not tail_of(p, i + 1, "unit").startswith(endings("plural"))
    ):
        return _decade(p, Draft(i, i + 2, "time/deictic-century", unit="C", shift=int(deictic)))
    return None


def _decade(p: Sequence[Piece], draft: Draft) -> Draft:
    i = draft.last
    number = whole(p, i, 0, 90)
    if number is not None and number % 10 == 0:
        j = past_hyphen(p, i)
        if unit_of(p, j) == "Y" and tail_of(p, j, "unit").startswith(endings("plural")):
            return with_part(p, replace(draft, last=j + 1, rule="time/decade", season=str(number // 10)))
    return with_part(p, draft)


def day_alone(p: Sequence[Piece], i: int) -> Draft | None:
    """«… 5-كۈنىگىچە» after a day of the same month."""
    day, j = day_of_month(p, i)
    if day and has(p, j - 1, "daynumber"):
        return Draft(i, j, "time/day-number", day=day, anchor="month told")
    if day and is_ordered(p, i, j - 1):
        return Draft(i, j, "time/day-of-month", day=day, anchor="month told")
    return None


def reference(p: Sequence[Piece], i: int) -> Draft | None:
    """«ھازىر», «يېقىندا», «كەلگۈسى», «يېقىنقى يىللاردا», «كەلگۈسى يىللاردا»."""
    value = p[i].sense("reference")
    plural = tail_of(p, i + 1, "unit").startswith(endings("plural"))
    if value and not (plural and p[i].sense("deictic") and unit_of(p, i + 1) in {"D", "W", "M", "Y"}):
        if value == "JUST_NOW":
            return Draft(i, i + 1, "time/just-now", kind="TIME", value="PAST_REF") if _is_bare(p[i]) else None
        if p[i].tail("reference").startswith(endings("liq")):
            # «ھازىرلىق»: preparation
            return None
        return Draft(i, i + 1, "time/reference", value=value)
    deictic = p[i].sense("deictic")
    if deictic and plural and unit_of(p, i + 1) in {"D", "W", "M", "Y"}:
        value = {"0": "PRESENT_REF", "-1": "PAST_REF", "~": "PAST_REF"}.get(deictic, "FUTURE_REF")
        return Draft(i, i + 2, "time/near" if deictic == "~+" else "time/reference", value=value)
    return None


def _is_bare(piece: Piece) -> bool:
    return piece.tail("reference") in {"", "لا"}


DATES: tuple[Callable[[Sequence[Piece], int], Draft | None], ...] = (
    calendar_date,
    deictic_season,
    year_range,
    iso_date,
    weekday,
    told_day,
    day_word,
    quarter,
    told_period,
    bare_period,
    week,
    holiday,
    century,
    other_era,
    day_alone,
    reference,
)
