"""From drafts to times: which day they count from, which way the tense points, the value and its days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from xewer.find.endings import endings
from xewer.find.tense import direction
from xewer.find.time_nearest import likelier, nearer
from xewer.find.time_values import Reference, bounds, month_value, nearest_day, nearest_weekday, shift, valid_day
from xewer.model import Timex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.pieces import Piece
    from xewer.find.time_patterns import Draft
    from xewer.model import Doc

__all__ = ["Story"]

# How many times back a day told before is looked for.
_RECENT = 30
# Code points within which the day told last is the one that «ئالدىنقى كۈنى» counts from.
_NEAR_TOLD = 200
# Days within which a day without its year is the nearest one.
_NEAR_DAY = 31
# Days within which a feast without its year is the nearest one.
_NEAR_FEAST = 45
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)")


class Story:
    """What the document has told so far: its times in order, the last day, months that have their year."""

    def __init__(self, doc: Doc, quotes: Sequence[tuple[int, int]]) -> None:
        self.doc = doc
        self.quotes = quotes
        self.published = Reference.of(doc.published)
        self.times: list[Timex] = []
        self._months: dict[tuple[int, int | None], str] = {}
        self._quote = 0
        self._next_told = False

    def add(self, draft: Draft, pieces: Sequence[Piece], last_token: int) -> int:
        """Resolve one draft and keep it; the place after its last piece, 0 if it is no time after all."""
        start = pieces[draft.first].start
        stop = pieces[draft.last - 1]
        end = stop.stop
        if draft.rule in {"time/ago", "time/later"}:
            draft = self._count(draft, pieces)
            end = pieces[draft.last - 1].stop
        quoted = self._in_quote(start)
        begin = pieces[draft.first].token
        points = direction(self.doc.tokens, pieces[draft.last - 1].token + 1, last_token, draft, quoted, begin)
        if draft.anchor == "told only" and self._told(draft, start) is None:
            return 0
        if draft.anchor == "told or two days":
            near = self.times and self.times[-1].earliest and start - self.times[-1].end < _NEAR_TOLD
            draft = replace(draft, anchor="told day") if near else replace(draft, anchor="published", shift=-2)
        ref, guess = self._reference(draft, start, quoted)
        from_here = self._goes_on(draft, stop, start)
        if from_here is not None:
            ref, points = from_here, 1
        elif stop.text.endswith(endings("at")) or points == 0:
            points = nearer(draft, ref, points)
        else:
            points = likelier(draft, ref, points, until=stop.text.endswith(endings("until")))
        self._next_told = pieces[draft.first].sense("told") == "1"
        value = self._value(draft, ref, points)
        if value is None:
            return 0
        if draft.until is not None:
            other = self._value(draft.until, ref, points)
            value = f"{value}/{other}" if other else value
        # whole tokens: a glued suffix belongs to the span
        token = self.doc.tokens[pieces[draft.first].token]
        if token.start < start and token.text[: start - token.start].isalpha():
            start = token.start
        token = self.doc.tokens[pieces[draft.last - 1].token]
        if token.start < end < token.end and not stop.text.endswith("-") and self.doc.text[end] not in "-‐–":
            end = token.end
        kind = draft.kind
        first, last = bounds(value, draft.mod) if kind in {"DATE", "TIME"} else (None, None)
        self.times.append(
            Timex(
                start,
                end,
                self.doc.text[start:end],
                kind,
                value,
                draft.mod,
                first,
                last,
                rule=draft.rule,
                confidence=0.7 if guess else 0.9,
                guess=guess,
            )
        )
        return draft.last

    def _goes_on(self, draft: Draft, stop: Piece, start: int) -> Reference | None:
        """The end of a stretch counts from its beginning: «2020-يىلى 1-ئايدىن 6-ئايغىچە», «جۈمەدىن يەكشەنبىگىچە»."""
        before = self.times[-1] if self.times else None
        if before is None or before.type != "DATE" or before.earliest is None or draft.year is not None:
            return None
        if (draft.month is None and draft.weekday is None) or draft.unit is not None:
            return None
        gap = self.doc.text[before.end : start].strip()
        since = endings("ablative")
        if not stop.text.endswith(endings("until")) or not (gap in since or (not gap and before.text.endswith(since))):
            return None
        self._months.pop((draft.month or 0, draft.day), None)
        return Reference.of(before.earliest)

    def _in_quote(self, position: int) -> tuple[int, int] | None:
        while self._quote < len(self.quotes) and self.quotes[self._quote][1] <= position:
            self._quote += 1
        if self._quote < len(self.quotes) and self.quotes[self._quote][0] <= position:
            return self.quotes[self._quote]
        return None

    # What a draft counts from

    def _reference(self, draft: Draft, start: int, quoted: tuple[int, int] | None) -> tuple[Reference, bool]:
        """The day it counts from, and whether that was inferred."""
        if draft.anchor in {"told", "told day", "told only"}:
            day = self._told(draft, start)
            if day is None and draft.anchor == "told day":
                # the day after a day that was not told is no known day
                return Reference(), True
            return (Reference.at(day), True) if day else (self.published, False)
        if quoted and draft.unit == "D" and draft.anchor == "published" and draft.kind != "DURATION":
            spoken = self._day_of_speaking(quoted)
            if spoken:
                return Reference.at(spoken), True
        return self.published, False

    def _told(self, draft: Draft, start: int) -> date | None:
        """The day told last; for an hour, the day whose evening or morning was told."""
        part = _part_of(draft.hour)
        last: date | None = None
        for time in reversed(self.times[-_RECENT:]):
            if time.type not in {"DATE", "TIME"}:
                continue
            found = _DAY.match(time.value)
            if not found:
                continue
            day = date.fromisoformat(found[1])
            if last is None:
                last = day
                if (start - time.end < 150 and draft.hour is None) or not part:
                    return day
            if time.value.endswith(part or "-"):
                return day
        return last

    def _day_of_speaking(self, quote: tuple[int, int]) -> date | None:
        """The day told beside the quote, else the first day of the article: the lead says when it was said."""
        line = self.doc.text.rfind("\n", 0, quote[0])
        beside = [t for t in self.times[-_RECENT:] if line < t.start < quote[0] and t.rule.startswith("time/weekday")]
        for time in [*reversed(beside), *self.times[:3]]:
            if time.type in {"DATE", "TIME"} and time.rule in _SPEAKING and (found := _DAY.match(time.value)):
                day = date.fromisoformat(found[1])
                if self.published.day and timedelta(0) <= self.published.day - day <= timedelta(7):
                    return day
        return None

    def _count(self, draft: Draft, pieces: Sequence[Piece]) -> Draft:
        """Ago and later: a point, or an amount before or after an event."""
        amount = replace(
            draft, last=draft.last - 1, kind="DURATION", rule="time/duration", unit=None, anchor="published"
        )
        before = pieces[draft.first - 1] if draft.first else None
        event = before is not None and before.text.endswith(("دىن", "تىن")) and not before.opaque
        if before is not None and before.opaque:
            event = before.text.endswith(("دىن", "تىن"))
        elif before is not None and "from now" in before.senses:
            event = False
        if draft.shift is None:
            if draft.rule == "time/ago" and not event:
                return replace(draft, kind="DATE", value="PAST_REF", mod=None)
            return amount
        if draft.unit in {"H", "MIN", "S"}:
            clock = self.times and _CLOCK.match(self.times[-1].value)
            if clock and not event:
                minutes = draft.minute if draft.unit == "H" else draft.shift
                sign = 1 if draft.shift > 0 else -1
                at = int(clock[2]) * 60 + int(clock[3]) + sign * abs(minutes or 0)
                day = date.fromisoformat(clock[1]) + timedelta(at // 1440)
                value = f"{day.isoformat()}T{at % 1440 // 60:02d}:{at % 60:02d}"
                return replace(draft, kind="TIME", value=value)
            return (
                amount
                if event or draft.rule == "time/later"
                else replace(draft, kind="TIME", value="PAST_REF", mod=None)
            )
        if event:
            return amount
        if draft.rule == "time/later":
            after = direction(
                self.doc.tokens,
                pieces[draft.last - 1].token + 1,
                min(len(self.doc.tokens), pieces[-1].token + 1),
                draft,
                None,
            )
            free = before is None or before.text in {"،", ",", "«", ":"} or "hedge" in before.senses
            if after <= 0 or not free:
                return amount
        return replace(draft, kind="DATE", value=None, anchor="published")

    # Values

    def _value(self, draft: Draft, ref: Reference, points: int) -> str | None:
        base = self._date(draft, ref, points)
        if base is None or draft.kind in {"SET", "DURATION"}:
            return base
        if draft.hour is not None:
            day = base if _DAY.match(base) or base.startswith("XXXX-W") else "XXXX-XX-XX"
            return f"{day}T{draft.hour:02d}:{draft.minute or 0:02d}"
        if draft.part:
            if len(base) == 4:
                base += "-XX-XX"
            return base + ("T12:00" if draft.part == "TMI" else draft.part)
        return base

    def _date(self, draft: Draft, ref: Reference, points: int) -> str | None:
        if draft.value is not None:
            if draft.rule == "time/decade" and draft.season:
                return draft.value + draft.season
            if draft.rule == "time/near":
                return "PAST_REF" if points < 0 else "FUTURE_REF"
            if draft.value == "PAST_REF" and draft.rule == "time/reference" and points > 0:
                return "FUTURE_REF"
            return draft.value
        if draft.rule == "time/decade" and draft.unit == "C":
            return shift(ref, "C", draft.shift or 0) + (draft.season or "")
        if draft.anchor == "told period":
            return self._told_period(draft.unit or "", 0)
        if draft.rule.startswith("time/deictic") and draft.shift == 1 and points < 0 and self._next_told:
            return self._told_period(draft.unit or "", 1) or shift(ref, draft.unit or "Y", 1)
        if draft.month is not None:
            return self._month(draft, ref, points)
        if draft.season is not None:
            return self._season(draft, ref, points)
        if draft.year is not None:
            return f"{draft.year:04d}"
        if draft.weekday is not None:
            return self._weekday(draft, ref, points)
        if draft.anchor == "month told":
            return self._day_of_told_month(draft, ref, points)
        if draft.unit == "WE":
            return shift(ref, "W", draft.shift or 0) + "-WE"
        if draft.unit and draft.day is not None:
            month = shift(ref, "M", draft.shift or 0)
            return f"{month}-{draft.day:02d}"
        if draft.unit:
            return shift(ref, draft.unit, draft.shift or 0)
        return None

    def _told_period(self, unit: str, n: int) -> str | None:
        """The year, month or week of the time told last, or ``n`` after it; None if none was told."""
        for time in reversed(self.times[-_RECENT:]):
            if time.type in {"DATE", "TIME"} and re.match(r"\d{4}(?!\d)", time.value):
                told = Reference.of(time.earliest)
                if unit == "Y":
                    return shift(told, "Y", n) if told.year else f"{int(time.value[:4]) + n:04d}"
                if unit == "M" and re.match(r"\d{4}-\d\d", time.value):
                    return shift(told, "M", n)
                if unit == "W" and _DAY.match(time.value):
                    return shift(told, "W", n)
                return None
        return None

    def _month(self, draft: Draft, ref: Reference, points: int) -> str | None:
        month = draft.month or 1
        if draft.year is not None or draft.unit == "Y":
            year = draft.year if draft.year is not None else None
            text = f"{year:04d}" if year is not None else shift(ref, "Y", draft.shift or 0)
            if draft.day is None:
                return f"{text}-{month:02d}"
            if text.isdecimal() and not valid_day(int(text), month, draft.day):
                return None
            return f"{text}-{month:02d}-{draft.day:02d}"
        key = (month, draft.day)
        known = self._months.get(key)
        if known:
            return known
        if draft.day is None:
            value = self._coming(month_value(ref, month, -1 if points <= 0 else 1), draft.mod, points)
        else:
            if not valid_day(2000, month, draft.day):
                return None
            value = nearest_day(ref, month, draft.day, points)
            if ref.day:
                # a day or feast that is near is that one, whatever the participle beside it says
                near = nearest_day(ref, month, draft.day, 0)
                most = _NEAR_FEAST if draft.rule == "time/holiday" else _NEAR_DAY
                if abs((date.fromisoformat(near) - ref.day).days) <= most:
                    value = near
        self._months[key] = value
        return value

    def _coming(self, value: str, mod: str | None, points: int) -> str:
        """The beginning of this month is not to come any more: then it is next year's, and so for its end."""
        first, last = bounds(value, mod)
        day = self.doc.published or ""
        if not first or not last or not mod or len(day) < 10:
            return value
        if points > 0 and last < day[:10]:
            return f"{int(value[:4]) + 1:04d}{value[4:]}"
        if points < 0 and first > day[:10]:
            return f"{int(value[:4]) - 1:04d}{value[4:]}"
        return value

    def _season(self, draft: Draft, ref: Reference, points: int) -> str:
        season = draft.season or ""
        if draft.year is not None:
            return f"{draft.year:04d}-{season}"
        if draft.unit == "Y":
            return f"{shift(ref, 'Y', draft.shift or 0)}-{season}"
        year = ref.year
        if year is None or ref.month is None:
            return f"XXXX-{season}"
        if season[0] == "Q":
            # a quarter that is to come cannot have been, nor one that is over lie ahead
            first = 3 * int(season[1]) - 2
            year += -1 if points <= 0 and first > ref.month else int(points > 0 and first + 2 < ref.month)
            return f"{year:04d}-{season}"
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        if draft.strict:
            # «ئۆتكەن يازدا» in spring is last year's, in autumn this year's
            running = first <= ref.month <= first + 2 or (season == "WI" and ref.month <= 2)
            started = ref.month >= first and not (season == "WI" and ref.month <= 2)
            if draft.strict < 0:
                year -= 0 if started and not running else 1
            else:
                year += 1 if started or running else 0
            return f"{year:04d}-{season}"
        if (season == "WI" and ref.month <= 2 and points <= 0) or (points < 0 and first > ref.month):
            year -= 1
        elif points > 0 and first + 2 < ref.month:
            year += 1
        return f"{year:04d}-{season}"

    def _weekday(self, draft: Draft, ref: Reference, points: int) -> str:
        weekday = draft.weekday or 1
        if draft.unit == "W":
            week = shift(ref, "W", draft.shift or 0)
            if ref.day is None:
                return f"XXXX-WXX-{weekday}"
            return date.fromisocalendar(int(week[:4]), int(week[6:8]), weekday).isoformat()
        if draft.strict:
            return nearest_weekday(ref, weekday, draft.strict, strict=True)
        return nearest_weekday(ref, weekday, 1 if points > 0 else -1)

    def _day_of_told_month(self, draft: Draft, ref: Reference, points: int) -> str | None:
        for time in reversed(self.times[-_RECENT:]):
            found = re.match(r"(\d{4})-(\d\d)(?:-\d\d)?", time.value)
            if found and draft.day and valid_day(int(found[1]), int(found[2]), draft.day):
                return f"{found[1]}-{found[2]}-{draft.day:02d}"
            if draft.rule != "time/day-number":
                return None
        if draft.rule != "time/day-number" or draft.day is None:
            return None
        if ref.day is None:
            return f"XXXX-XX-{draft.day:02d}"
        passed = draft.day < ref.day.day
        month = shift(ref, "M", -1 if points < 0 and draft.day > ref.day.day else int(points > 0 and passed))
        return f"{month}-{draft.day:02d}" if valid_day(int(month[:4]), int(month[5:]), draft.day) else None


_SPEAKING = frozenset({"time/weekday", "time/part-of-day", "time/clock", "time/day-word", "time/that-day"})


def _part_of(hour: int | None) -> str | None:
    if hour is None:
        return None
    return "TMO" if 5 <= hour < 12 else "TAF" if 12 <= hour < 18 else "TEV" if hour >= 18 else "TNI"
