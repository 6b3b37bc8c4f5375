"""Figures in English: "more than 10,000", "about 600", "thousands of", "25 million USD", "5%"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xewer.model import Quantity

__all__ = ["figure_words", "is_one", "number_words"]

VAGUE = {10: "dozens of", 100: "hundreds of", 1000: "thousands of", 10_000: "tens of thousands of"}
VAGUE |= {100_000: "hundreds of thousands of", 1_000_000: "millions of", 1_000_000_000: "billions of"}
SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))


def number_words(value: float) -> str:
    """A number as a reader expects it.

    >>> number_words(10000), number_words(1200000), number_words(6.4), number_words(2003)
    ('10,000', '1.2 million', '6.4', '2,003')
    """
    for scale, word in SCALES:
        if value >= scale and round(value / scale, 3) == value / scale:
            return f"{value / scale:g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def figure_words(quantity: Quantity, *, counting: bool = False) -> str:
    """A figure with its bounds and unit; ``counting`` where the counted noun follows.

    >>> from xewer.model import Quantity
    >>> def q(low, high, kind="CARDINAL", **more):
    ...     return Quantity(0, 1, "", kind, low, high, **more)
    >>> figure_words(q(10000, None, min_open=True)), figure_words(q(38, None)), figure_words(q(600, 600, approx=True))
    ('more than 10,000', 'at least 38', 'about 600')
    >>> figure_words(q(1000, None, approx=True), counting=True), figure_words(q(5, 5, "PERCENT"))
    ('thousands of', '5%')
    >>> figure_words(q(25e6, 25e6, "MONEY", unit="USD")), figure_words(q(20, 30))
    ('25 million USD', '20 to 30')
    >>> figure_words(q(1, 1, "ORDINAL")), figure_words(q(12, 12, "ORDINAL"))
    ('1st', '12th')
    >>> figure_words(q(80, 80, "MEASURE", unit="kilometre-per-hour")), figure_words(q(2, 2, "MEASURE", unit="fold"))
    ('80 kilometres per hour', '2-fold')
    """
    low, high = quantity.min, quantity.max
    if quantity.kind == "ORDINAL" and low is not None and low == high:
        return _ordinal(int(low))
    if quantity.approx and high is None and low in VAGUE and quantity.kind == "CARDINAL":
        words = VAGUE[int(low)]
        return words if counting else words.removesuffix(" of")
    if low is not None and low == high:
        words = ("about " if quantity.approx else "") + number_words(low)
    elif low is not None and high is not None:
        words = f"{number_words(low)} to {number_words(high)}"
    elif low is not None:
        words = ("more than " if quantity.min_open else "at least ") + number_words(low)
    elif high is not None:
        words = "at most " + number_words(high)
    else:
        words = "several"
    if quantity.kind == "PERCENT":
        return words + "%"
    if quantity.kind in {"MONEY", "MEASURE"} and quantity.unit:
        if quantity.unit == "fold":
            return f"{words}-fold"
        unit, per, rest = quantity.unit.replace("-", " ").partition(" per ")
        return f"{words} {unit}{_plural(quantity, unit)}{per}{rest}"
    return words


def _ordinal(number: int) -> str:
    """A number in a row: 1st, 2nd, 11th, 23rd."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in range(11, 14) else ending}"


def is_one(quantity: Quantity) -> bool:
    """Exactly one: English wants the singular."""
    return quantity.min == quantity.max == 1


def _plural(quantity: Quantity, unit: str) -> str:
    if quantity.kind != "MEASURE" or not unit[-1:].isalpha() or not unit.islower() or is_one(quantity):
        return ""
    return "es" if unit.endswith(("ch", "sh", "s", "x")) else "s"
