"""A line to a number or date and back, for ``xewer numbers``."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

from xewer.resources import read_table

if TYPE_CHECKING:
    from xewer.model import Quantity, Timex

__all__ = ["number_to_line", "values_of_line"]

_DAY = re.compile(r"(?:XXXX|\d{4})-\d\d(?:-\d\d)?")
_FIGURE = (
    r"-?\d{1,3}(?:[,\u00a0\u202f ]\d{3}){1,6}(?:\.\d+)?|-?\d{1,15},\d{1,2}(?!\d)|-?\d+(?:\.\d+)?(?:[eE]\+?\d{1,2})?"
)
_NUMBER = re.compile(_FIGURE)
_COMMA = re.compile(r"-?\d{1,15},\d{1,2}")
_FRACTION = re.compile(r"(-?\d{1,12})/(\d{1,12})")
_RANGE = re.compile(rf"({_FIGURE})\s*(?:\.\.|[-–—~])\s*({_FIGURE})")
_YEAR = re.compile(r"\d{4}-")
_KINDS = {"CARDINAL": "number", "ORDINAL": "ordinal", "PERCENT": "percent", "MONEY": "money", "MEASURE": "measure"}


def _decimal(figure: str) -> Decimal:
    if _COMMA.fullmatch(figure):
        figure = figure.replace(",", ".")
    return Decimal(re.sub("[,\u00a0\u202f ]", "", figure))


def _percent() -> str:
    """The word after a number of hundredths."""
    rows = read_table("units.tsv")
    return next(row["form"] for row in rows if row["unit"] == "percent" and row["note"] == "standard")


def _of_a_hundred() -> tuple[str, ...]:
    """The words before a number of hundredths."""
    return tuple(r["form"] for r in read_table("numbers.tsv") if r["kind"] == "part" and r["value"] == "100")


def _plain(line: str) -> str:
    """The line without outer space, its digits ASCII and its minus a hyphen."""
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in line.strip())
    return "".join(digits).replace("−", "-").replace("٪", "%").replace("٫", ".")


def number_to_line(line: str, *, style: str = "prc", figures: bool = False) -> str:
    """Words for a number, an ordinal («6-»), a share, a fraction, a range or an ISO day; empty for anything else.

    >>> number_to_line("12"), number_to_line("6-"), number_to_line("2/3"), number_to_line("50%")
    ('ئون ئىككى', 'ئالتىنچى', 'ئۈچتىن ئىككى', 'ئەللىك پىرسەنت')
    >>> number_to_line("2025-09-03", style="exile", figures=True)
    '2025-يىلى 3-سېنتەبىر'
    """
    from xewer.errors import InputError
    from xewer.text.spell_dates import date_to_words

    text = _plain(line)
    try:
        if _DAY.fullmatch(text):
            # 2000 was a leap year: any day without a year is one of its days.
            words = date_to_words(text.replace("XXXX", "2000"), style=style, figures=figures)
            year = date_to_words("2000", style=style, figures=figures) if text.startswith("X") else ""
            return words.removeprefix(year).lstrip()
        return _spelt(text)
    except (InputError, InvalidOperation, OverflowError):
        return ""


def _spelt(text: str) -> str:
    from xewer.text.spell_numbers import fraction_to_words, number_to_words

    if _NUMBER.fullmatch(text):
        return number_to_words(_decimal(text))
    if text.endswith("-") and text[:-1].isdecimal():
        return number_to_words(int(text[:-1]), ordinal=True)
    share = text.removesuffix("%") if text.endswith("%") else text.removeprefix("%")
    if share != text and _NUMBER.fullmatch(share.strip()):
        return f"{number_to_words(_decimal(share.strip()))} {_percent()}"
    part = _FRACTION.fullmatch(text)
    if part and int(part[2]):
        return fraction_to_words(Fraction(int(part[1]), int(part[2])))
    ends = _RANGE.fullmatch(text)
    if ends and _decimal(ends[1]) < _decimal(ends[2]):
        return "-".join(number_to_words(_decimal(end)) for end in ends.groups())
    return ""


def values_of_line(line: str, published: str | None = None) -> list[tuple[str, str]]:
    """Type and value of each number, date or time that a line states, in any script, in order.

    Types: number, ordinal, percent, money, measure; date, time, duration, set. A range is ``10..15``, open ``100..``;
    a date without a year has ``XXXX`` unless ``published`` tells it.

    >>> values_of_line("ئون ئىككى"), values_of_line("ئالتىنچى"), values_of_line("3-sëntebir")
    ([('number', '12')], [('ordinal', '6')], [('date', 'XXXX-09-03')])
    """
    from xewer.text.scripts import canonical
    from xewer.text.spell_dates import words_to_date
    from xewer.text.spell_numbers import parse_number, words_to_number

    text = canonical(line.strip()).text
    day = words_to_date(text)
    if day and (published is None or _YEAR.match(day)) and not re.fullmatch(r"\d{4}", text):
        return [("date", day)]
    number = words_to_number(text)
    if number is not None:
        found = parse_number(text)
        return [("ordinal" if found and (found.ordinal or text.endswith("-")) else "number", _shown(number))]
    return _stated(text, published)


def _stated(text: str, published: str | None) -> list[tuple[str, str]]:
    """What the reader finds in a line that is more than a number or a calendar date."""
    from xewer.reader import read

    article = read(text, published=published, script="arabic")
    if not article.times and not article.quantities:
        # A full date alone on its line is a dateline, and no statement: a full stop makes it one.
        article = read(f"{text} .", published=published, script="arabic")
    rows = [(t.start, _time(t)) for t in article.times]
    rows += [(q.start, _quantity(q, text)) for q in article.quantities]
    return [row for _, row in sorted(rows)]


def _time(item: Timex) -> tuple[str, str]:
    return item.type.lower(), item.value


def _quantity(item: Quantity, text: str) -> tuple[str, str]:
    kind = _KINDS.get(item.kind, item.kind.lower())
    if kind == "number" and text[: item.start].rstrip().endswith(_of_a_hundred()):
        kind = "percent"
    low, high = _shown(item.min), _shown(item.max)
    return kind, low if low == high else f"{low}..{high}"


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)
