"""A line to a number or date and back, for ``xewer numbers``."""

from __future__ import annotations

import re

__all__ = ["number_to_line", "value_of_line"]

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def number_to_line(line: str) -> str:
    """Words for a number or an ISO day; a line that is neither comes back empty.

    >>> number_to_line("12")
    'ئون ئىككى'
    """
    from xewer.text.spell_dates import date_to_words
    from xewer.text.spell_numbers import number_to_words

    text = line.strip()
    if ISO_DAY.match(text):
        return date_to_words(text)
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return ""
    return number_to_words(int(value) if value == int(value) else value)


def value_of_line(line: str, published: str | None = None) -> tuple[str, str]:
    """Type and value of what a line states: a date, a time or a number; ``("-", "")`` if none.

    >>> value_of_line("ئون ئىككى")
    ('number', '12')
    """
    from xewer.text.spell_dates import words_to_date
    from xewer.text.spell_numbers import words_to_number

    day = words_to_date(line.strip())
    if day:
        return "date", day
    number = words_to_number(line.strip())
    if number is not None:
        return "number", str(int(number)) if number == int(number) else str(number)
    from xewer.reader import read

    article = read(line, published=published, script="arabic")
    if article.times:
        return article.times[0].type.lower(), article.times[0].value
    if article.quantities:
        low, high = article.quantities[0].min, article.quantities[0].max
        return article.quantities[0].kind.lower(), f"{low}" if low == high else f"{low}..{high}"
    return "-", ""
