"""Amounts of time: durations, "ago" and "later", what is repeated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.endings import endings
from xewer.find.time_clock import date_and_time
from xewer.find.time_patterns import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.pieces import Piece

# «70 مىليون يىل ئىلگىرى» is no year of ours.
_COUNTED_YEARS = 2000
__all__ = ["AMOUNTS", "span_value"]

_UNITS = {"S": "TS", "MIN": "TM", "H": "TH", "D": "D", "NIGHT": "D", "W": "W", "M": "M", "Y": "Y", "C": "C", "DE": "DE"}


def span_value(unit: str, amount: float | None) -> str:
    """ISO value of an amount: None is a vague one.

    >>> span_value("MIN", 30.0), span_value("M", None), span_value("C", 2), span_value("Y", 3.5)
    ('PT30M', 'PXM', 'P200Y', 'P3.5Y')
    """
    code = _UNITS[unit]
    if unit == "C" and amount is not None:
        code, amount = "Y", amount * 100
    number = "X" if amount is None else f"{amount:.10g}"
    return f"PT{number}{code[1:]}" if code[0] == "T" else f"P{number}{code}"


def duration(p: Sequence[Piece], i: int) -> Draft | None:
    """«ئۈچ كۈن», «نەچچە ئاي», «يېرىم يىل», «ئاز دېگەندە ئون كۈن», «ئۆتكەن ئىككى يىلدا», «18 ئايدىن كۆپرەك»."""
    mod, j = None, i
    if "hedge" in p[j].senses:
        mod, j = p[j].sense("hedge"), j + 1
    if j < len(p) and "deictic" in p[j].senses and not p[j].tail("deictic") and _amount(p, j + 1):
        if p[j].sense("deictic") == "0":
            # «بۇ 90 كۈن»: these ninety days
            return None
        j += 1
    found = _amount(p, j) if j < len(p) else None
    if found is None:
        return None
    value, at, approx = found
    more = _and_more(p, at, value)
    if more:
        value, at = more
    tail = p[at].tail("unit")
    last = at + 1
    if mod is None and last < len(p) and "after hedge" in p[last].senses:
        sense = p[last].sense("after hedge")
        if (
            (tail.endswith(("دىن", "تىن")) and sense != "APPROX")
            or (tail.endswith(("غا", "گە", "قا", "كە")) and p[last].text != "" and sense == "APPROX")
            or (tail == "" and sense == "APPROX")
        ):
            mod, last = sense, last + 1
    if mod is None and (approx or tail.startswith(endings("plural", "about"))):
        mod = "APPROX" if "X" not in value else None
    if mod == "APPROX" and "X" in value:
        mod = None
    if p[at].sense("unit") == "NIGHT" and tail.endswith(endings("just at")):
        mod = "LESS_THAN"
    return Draft(i, last, "time/duration", kind="DURATION", value=value, mod=mod)


def _amount(p: Sequence[Piece], i: int) -> tuple[str, int, bool] | None:
    """Value, place of the unit word, and whether the number itself is vague but counted."""
    if i >= len(p) or p[i].opaque:
        return None
    if "vague" in p[i].senses and p[i].number is None:
        j = i + 1
        scale = 1.0
        if j < len(p) and p[j].number in {10.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1e6}:
            scale, j = p[j].number or 1.0, j + 1
        unit = p[j].sense("unit") if j < len(p) else None
        if unit not in _UNITS:
            return None
        if scale > 1 and unit == "Y":
            return {10.0: "PXDE", 100.0: "PXC", 1000.0: "PXML"}.get(scale, "PXY"), j, False
        return span_value(unit, None), j, False
    number = p[i].number
    j = i + 1
    if number is None and "whole" in p[i].senses:
        unit = p[j].sense("unit") if j < len(p) else None
        if unit in {"D", "NIGHT", "W", "M", "Y"} and not p[j].tail("unit"):
            return span_value(unit or "D", 1), j, False
        return None
    if number is None:
        share = p[i].sense("fraction")
        if share is None or j >= len(p) or p[i].tail("fraction"):
            return None
        unit = p[j].sense("unit")
        if share == "0.25" and unit == "H":
            return "PT15M", j, False
        return (_half(unit), j, False) if unit and unit in _UNITS and share == "0.5" else None
    if p[i].ordinal or (p[i].ending and not p[i].digits):
        return _range(p, i)
    if j < len(p) and "vague" in p[j].senses and not p[j].tail("vague"):
        unit = p[j + 1].sense("unit") if j + 1 < len(p) else None
        return (span_value(unit, None), j + 1, False) if unit in _UNITS else None
    ranged = _range(p, i)
    if ranged:
        return ranged
    unit = p[j].sense("unit") if j < len(p) else None
    if unit not in _UNITS or number <= 0:
        return None
    tail = p[j].tail("unit")
    if number == 1 and unit == "D" and tail.startswith(endings("plural")):
        return None
    if tail.startswith("ى") and (number == 1 or unit in {"Y", "D", "M"}):
        # «بىر كۈنى»: one day, once; «2024 يىلى»: a year
        return None
    if unit == "NIGHT" and (number > 31 or number < 1):
        return None
    if number == 0.5:
        return _half(unit), j, False
    return span_value(unit, number), j, False


def _and_more(p: Sequence[Piece], at: int, value: str) -> tuple[str, int] | None:
    """«2 سائەت 15 مىنۇت», «بىر يىل ئالتە ئاي», «بىر سائەت يېرىم»: a smaller amount goes on behind the first."""
    unit = p[at].sense("unit") or ""
    j = at + 1
    smaller = {"H": "MIN", "MIN": "S", "Y": "M", "D": "H"}.get(unit)
    if smaller is None or p[at].tail("unit") or "X" in value or "." in value or j >= len(p):
        return None
    if p[j].number == 0.5 and unit in {"H", "Y"} and not (j + 1 < len(p) and "unit" in p[j + 1].senses):
        return value + ("30M" if unit == "H" else "6M"), j
    found = _amount(p, j)
    if found is None or p[j].number is None or p[found[1]].sense("unit") != smaller or "X" in found[0]:
        return None
    rest = found[0].removeprefix("PT") if unit != "D" else found[0].removeprefix("P")
    return value + rest.removeprefix("P"), found[1]


def _half(unit: str) -> str:
    return {"Y": "P6M", "H": "PT30M", "D": "PT12H", "MIN": "PT30S", "M": "P0.5M", "C": "P50Y"}.get(
        unit, span_value(unit, 0.5)
    )


def _range(p: Sequence[Piece], i: int) -> tuple[str, int, bool] | None:
    """«10-15 كۈن», «ئىككى-ئۈچ ھەپتە», «55 دىن 60 مىنۇتقىچە»: an amount between two is vague."""
    j = i + 1
    since = endings("ablative")
    if j < len(p) and p[j].text in {"-", "‐", "–", "~"}:
        j += 1
    elif (j < len(p) and p[j].text in since) or p[i].ending in since:
        # «55 دىن 60 مىنۇتقىچە»
        j += p[i].ending not in since
        until = p[j + 1].tail("unit") if j + 1 < len(p) else ""
        if not until.endswith(endings("until")):
            return None
    elif not p[i].text.endswith("-"):
        return None
    if j + 1 < len(p) and p[j].number is not None and (p[j].number or 0) > (p[i].number or 0):
        unit = p[j + 1].sense("unit")
        if unit in _UNITS and not p[j].ordinal:
            return span_value(unit, None), j + 1, False
    return None


def ago(p: Sequence[Piece], i: int) -> Draft | None:
    """«ئۈچ كۈن بۇرۇن», «32 يىل ئىلگىرى», «نەچچە ئاي بۇرۇن»; after an ablative it is an amount before an event."""
    return _counted(p, i, "ago", -1)


def later(p: Sequence[Piece], i: int) -> Draft | None:
    """«ئىككى كۈندىن كېيىن»: a point where it can be counted from something, otherwise an amount."""
    return _counted(p, i, "later", 1)


def _counted(p: Sequence[Piece], i: int, word: str, sign: int) -> Draft | None:
    amount = duration(p, i)
    if amount is None or amount.value is None or amount.last >= len(p) or word not in p[amount.last].senses:
        return None
    if word == "ago" and p[amount.last - 1].ending.endswith(("دىن", "تىن")) and p[amount.last].tail("ago") == "كى":
        return None
    if any("deictic" in piece.senses for piece in p[i : amount.last] if piece.number is None):
        return None
    unit_piece = p[amount.last - 1]
    if unit_piece.number is not None or sum(piece.number is not None for piece in p[i : amount.last]) > 1:
        return None
    unit = unit_piece.sense("unit")
    found = _amount(p, i + 1 if "hedge" in p[i].senses else i)
    if unit is None or found is None:
        return None
    number = None
    for piece in p[i : amount.last]:
        if piece.number is not None:
            number = piece.number
    if "X" in amount.value or number is None:
        number = None
    if number is not None and number != int(number) and unit != "H":
        # «يېرىم يىل بۇرۇن» is six months ago; other halves are no point
        unit, number = ("M", number * 12) if unit == "Y" else (unit, None)
    if number is not None and number > _COUNTED_YEARS:
        number = None
    unit = "D" if unit == "NIGHT" else unit
    return replace(
        amount,
        last=amount.last + 1,
        rule=f"time/{word}",
        unit=unit,
        shift=None if number is None else sign * round(number),
        minute=round(number * 60) if number is not None and unit == "H" else None,
        anchor="counted",
    )


def every(p: Sequence[Piece], i: int) -> Draft | None:
    """«ھەر كۈنى», «ھەر ئىككى يىلدا», «ھەر يەكشەنبە», «ھەر كۈنى چۈشتىن كېيىن سائەت 2»."""
    if "every" not in p[i].senses or i + 1 >= len(p):
        return None
    j = i + 1
    found = _amount(p, j)
    if found:
        return Draft(i, found[1] + 1, "time/every-amount", kind="SET", value=found[0])
    unit = p[j].sense("unit")
    if unit == "NIGHT":
        return Draft(i, j + 1, "time/every-night", kind="SET", value="XXXX-XX-XXTNI")
    if unit in _UNITS and unit != "DE":
        draft = Draft(j, j + 1, "time/every-unit", kind="SET", value=span_value(unit, 1), every=True, unit=unit)
        inner = _day_in(p, j + 1, unit)
        if inner:
            return replace(inner, first=i)
        if unit == "D":
            timed = _timed(p, j + 1)
            if timed:
                return replace(timed, first=i)
        return replace(draft, first=i)
    if p[j].sense("season"):
        return Draft(i, j + 1, "time/every-season", kind="SET", value=f"XXXX-{p[j].sense('season')}")
    if "weekday" in p[j].senses or "part" in p[j].senses:
        inner = date_and_time(p, j)
        if inner:
            value = f"XXXX-WXX-{inner.weekday}" if inner.weekday else "XXXX-XX-XX"
            return replace(inner, first=i, kind="SET", value=value + _clock_value(inner), every=True)
    return None


def _day_in(p: Sequence[Piece], j: int, unit: str) -> Draft | None:
    """«ھەر ئاينىڭ 15-كۈنى», «ھەر يىلى 9-ئاينىڭ 1-كۈنى», «ھەر ھەپتە شەنبە كۈنى»."""
    if j >= len(p) or unit not in {"W", "M", "Y"}:
        return None
    inner = date_and_time(p, j)
    if inner is None or inner.year or inner.anchor == "counted":
        return None
    if unit == "M" and inner.day and not inner.month:
        value = f"XXXX-XX-{inner.day:02d}"
    elif unit == "Y" and inner.month:
        value = f"XXXX-{inner.month:02d}" + (f"-{inner.day:02d}" if inner.day else "")
    elif unit in {"Y", "W"} and inner.weekday and unit == "W":
        value = f"XXXX-WXX-{inner.weekday}"
    else:
        return None
    return replace(inner, kind="SET", value=value + _clock_value(inner), rule="time/every-date", anchor="published")


def _timed(p: Sequence[Piece], j: int) -> Draft | None:
    if j >= len(p):
        return None
    inner = date_and_time(p, j)
    if inner is None or inner.kind != "TIME" or inner.rule not in {"time/clock", "time/part-of-day"}:
        return None
    if inner.anchor != "told":
        return None
    return replace(inner, kind="SET", value="XXXX-XX-XX" + _clock_value(inner), rule="time/every-day-at")


def _clock_value(draft: Draft) -> str:
    if draft.hour is not None:
        return f"T{draft.hour:02d}:{draft.minute or 0:02d}"
    return draft.part or ""


def rate(p: Sequence[Piece], i: int) -> Draft | None:
    """«يىلدا بىر قېتىم», «كۈندە ئۈچ قېتىم», «ئىككى يىلدا بىر قېتىم»."""
    found = _amount(p, i)
    unit_at = found[1] if found else i
    unit = p[unit_at].sense("unit")
    if unit not in _UNITS or not p[unit_at].tail("unit").endswith(("دا", "دە", "تا", "تە", "ىگە")):
        return None
    j = unit_at + 1
    if j + 1 < len(p) and p[j].number is not None and "times" in p[j + 1].senses and not p[j].ordinal:
        if found and p[j].number != 1:
            return None
        value = found[0] if found else span_value(unit, 1)
        return Draft(i, j + 2, "time/rate", kind="SET", value=value)
    if found is None and unit in _RATED and _so_much(p, j) and not (i and p[i - 1].senses):
        return Draft(i, i + 1, "time/rate", kind="SET", value=span_value(unit, 1))
    return None


def _so_much(p: Sequence[Piece], i: int) -> bool:
    """«ھەپتىدە كەم دېگەندە 150 مىنۇت»: a measure of time follows, perhaps behind a hedge."""
    for k in range(i, min(i + _HEDGED, len(p) - 1)):
        if p[k].number is not None:
            return not p[k].ordinal and p[k + 1].sense("unit") in {"H", "MIN"}
    return False


def many_years(p: Sequence[Piece], i: int) -> Draft | None:
    """«ئۇزۇن يىللاردىن بۇيان», «كۆپ يىللىق تەجرىبە»."""
    return Draft(i, i + 1, "time/many-years", kind="DURATION", value="PXY") if "long" in p[i].senses else None


_RATED = frozenset({"D", "W"})
_HEDGED = 4  # words from a period to the amount that is spent in it
AMOUNTS = (duration, ago, later, every, rate, many_years)
