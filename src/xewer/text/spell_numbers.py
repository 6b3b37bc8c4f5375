"""Numbers written in words, and back. Canonical (Arabic-script) text on both sides."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from xewer.errors import InputError
from xewer.resources import read_table
from xewer.text.letters import VOICELESS, VOWELS

__all__ = ["Number", "find_numbers", "fraction_to_words", "number_to_words", "parse_number", "words_to_number"]

_NUMERALS = frozenset({"unit", "ten", "hundred", "scale", "half", "minus", "point", "part", "raised"})
# Digits with marks between thousands («1,000», «40،000», "2 500" with a fixed space, "20 000" and "2 500 000" with
# any), then decimals.
_DIGITS = (
    r"(?<![\dA-Za-z])(?:\d{1,3}(?:[,،٬\u00a0\u202f]\d{3}){1,9}(?:[.٫]\d{1,12})?"
    r"|\d{1,3}(?:(?: \d{3}){2,9}|(?: \d{3}){0,8} 000)(?![\d.,])"
    r"|\d{1,3}(?:\.\d{3}){2,9}|\d{1,30}(?:[.٫]\d{1,12}|,\d{1,2})?)(?!\d)"
)
_LEXEMES = re.compile(rf"(?P<digits>{_DIGITS})(?P<ordinal>-(?=\s?[^\W\d_]))?|(?P<word>[^\W\d_]+)")
_GROUPS = re.compile(r"\d{1,3}(?: \d{3}){1,4}")  # of a figure that stands alone
_GLUED = re.compile(r"[^\W\d_]{1,20}")


class Number(NamedTuple):
    """A number in a text: ``end`` is the end of the number itself, ``word_end`` that of its last word with endings."""

    value: float
    start: int
    end: int
    word_end: int
    ordinal: bool = False


class _Lexeme(NamedTuple):
    kind: str
    value: Fraction
    start: int
    end: int
    word_end: int
    ordinal: bool
    ending: str


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, Fraction]]:
    return {
        row["form"]: (row["kind"], Fraction(row["value"] or "0"))
        for row in read_table("numbers.tsv")
        if row["kind"] in _NUMERALS
    }


@lru_cache(maxsize=1)
def _standard() -> dict[str, dict[int, str]]:
    """Kind -> value -> the standard word."""
    table: dict[str, dict[int, str]] = {}
    for row in read_table("numbers.tsv"):
        if row["standard"] and row["kind"] in _NUMERALS - {"half", "point"}:
            table.setdefault(row["kind"], {})[int(row["value"])] = row["form"]
    return table


@lru_cache(maxsize=1)
def _ordinal_endings() -> list[str]:
    """After a consonant, after a vowel."""
    return [row["form"] for row in read_table("numbers.tsv") if row["kind"] == "ordinal"]


@lru_cache(maxsize=1)
def _endings() -> re.Pattern[str]:
    """Case and other endings that a number word or a figure may carry; the number ends before them."""
    pattern = ""
    for kind in ("plural", "possessive", "case", "clitic"):
        forms = [row["form"] for row in read_table("numbers.tsv") if row["kind"] == kind]
        pattern += "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")?"
    return re.compile(pattern)


@lru_cache(maxsize=1)
def _ablative() -> frozenset[str]:
    rows = read_table("numbers.tsv")
    return frozenset(row["form"] for row in rows if row["kind"] == "case" and row["note"].startswith("ablative"))


# Writing


def number_to_words(n: float | Decimal, *, ordinal: bool = False) -> str:
    """A number in Uyghur words: «بىر يۈز», «ئون ئىككى پۈتۈن ئوندا بەش», ordinals in -ىنچى.

    Raises:
        InputError: not finite, 10**15 or more, more than nine decimal places, or an ordinal of a fraction.

    >>> number_to_words(2025)
    'ئىككى مىڭ يىگىرمە بەش'
    >>> number_to_words(6, ordinal=True)
    'ئالتىنچى'
    >>> number_to_words(12.5)
    'ئون ئىككى پۈتۈن ئوندا بەش'
    """
    exact = n if isinstance(n, Decimal) else Decimal(repr(n) if isinstance(n, float) else n)
    if not exact.is_finite() or abs(exact) >= 10**15:
        raise InputError(f"cannot spell {n}", hint="give a finite number under 10**15")
    whole = int(abs(exact))
    rest = format(abs(exact) - whole, "f").partition(".")[2].rstrip("0")
    if len(rest) > 9 or (rest and ordinal):
        raise InputError(f"cannot spell {n}", hint="round it to nine decimal places, or none for an ordinal")
    spoken = _whole(whole)
    if rest:
        parts = _parts(len(rest))
        spoken += [_point(), *parts, *_whole(int(rest))]
    if exact < 0:
        spoken.insert(0, _standard()["minus"][-1])
    if ordinal:
        spoken[-1] = _ordinal(spoken[-1])
    return " ".join(spoken)


def fraction_to_words(value: Fraction) -> str:
    """A fraction as it is said: parts first, in the ablative.

    Raises:
        InputError: the parts or their count are 10**15 or more.

    >>> fraction_to_words(Fraction(2, 3)), fraction_to_words(Fraction(5, 6))
    ('ئۈچتىن ئىككى', 'ئالتىدىن بەش')
    """
    if value.denominator == 1:
        return number_to_words(value.numerator)
    parts, count = number_to_words(value.denominator), number_to_words(abs(value.numerator))
    if parts[-1] in "اە":
        parts = parts[:-1] + "ى"
    parts = parts.removeprefix(f"{_standard()['unit'][1]} ")
    voiceless, voiced = sorted(_ablative())  # د comes after ت
    spoken = f"{parts}{voiceless if parts[-1] in VOICELESS else voiced} {count}"
    return spoken if value > 0 else f"{_standard()['minus'][-1]} {spoken}"


def _point() -> str:
    return next(form for form, (kind, _) in _forms().items() if kind == "point")


def _parts(places: int) -> list[str]:
    """«ئوندا», «يۈزدە», «مىڭدە», «ئون مىڭدە» ... for so many decimal places."""
    part = _standard()["part"]
    part = part | {10**9: next(f for f, (k, v) in _forms().items() if k == "part" and v == 10**9)}
    below = max(value for value in part if value <= 10**places and (value >= 1000 or value == 10**places))
    times = 10**places // below
    return [*(_whole(times)[-1:] if times > 1 else []), part[below]]


def _whole(n: int) -> list[str]:
    table = _standard()
    if n < 10:
        return [table["unit"][n]]
    spoken: list[str] = []
    for value in sorted(table["scale"], reverse=True):
        if n >= value:
            spoken += [*_whole(n // value), table["scale"][value]]
            n %= value
    if n >= 100:
        spoken += [table["unit"][n // 100], table["hundred"][100]]
        n %= 100
    if n >= 10:
        spoken.append(table["ten"][n - n % 10])
        n %= 10
    return [*spoken, table["unit"][n]] if n else spoken


def _ordinal(word: str) -> str:
    kind, value = _forms()[word]
    word = _standard()["raised"].get(int(value), word) if kind == "ten" else word
    if word[-1] in "اە":
        word = word[:-1] + "ى"
    return word + _ordinal_endings()[word[-1] in VOWELS]


# Reading


def words_to_number(s: str) -> float | None:
    """The number that ``s`` says as a whole, in words, digits or both; None if it is not one. Whole numbers are int.

    >>> words_to_number("20 مىليون 400 مىڭ"), words_to_number("بىر يېرىم مىليون"), words_to_number("سەكسىنىنچى")
    (20400000, 1500000, 80)
    >>> words_to_number("ئون بالا") is None
    True
    """
    stripped = s.strip()
    if stripped[:1] in {"-", "−"} and stripped[1:2].isdecimal():
        positive = words_to_number(stripped[1:])
        return -positive if positive else positive
    if _GROUPS.fullmatch(stripped):
        return int(stripped.replace(" ", ""))
    if stripped[:-1].isdecimal():
        stripped = stripped.removesuffix("-")
    found = parse_number(stripped)
    if found is None or found.start != 0:
        return None
    rest = stripped[found.end : found.word_end]
    return found.value if found.word_end == len(stripped) and rest in {"", "-"} else None


def parse_number(text: str, position: int = 0) -> Number | None:
    """The longest number that begins at ``position`` (white space there is skipped), or None.

    >>> parse_number("10 مىڭدىن ئارتۇق")
    Number(value=10000, start=0, end=6, word_end=9, ordinal=False)
    """
    lexeme = _lexeme(text, position)
    return _number(text, lexeme) if lexeme else None


def find_numbers(text: str) -> list[Number]:
    """All numbers of a text, in order, as long as they go; «بىر» and «يۈز» are taken for numbers too.

    >>> [n.value for n in find_numbers("بەش ئايال، 17 ئەر ۋە يۈزدىن ئارتۇق بالا")]
    [5, 17, 100]
    """
    found: list[Number] = []
    position = 0
    while match := _LEXEMES.search(text, position):
        position = match.end()
        lexeme = _read(match)
        number = _number(text, lexeme) if lexeme and lexeme.kind not in {"point", "raised", "minus"} else None
        if number:
            found.append(number)
            position = max(position, number.word_end)
    return found


_GAP = re.compile(r"[^\S\n]{0,3}")


def _lexeme(text: str, position: int) -> _Lexeme | None:
    gap = _GAP.match(text, position)
    match = _LEXEMES.match(text, gap.end() if gap else position)
    return _read(match) if match else None


def _read(match: re.Match[str]) -> _Lexeme | None:
    start, end = match.span()
    if match["digits"]:
        stop = match.end("digits")
        glued = _GLUED.match(match.string, end)
        ending = glued.group() if glued and _endings().fullmatch(glued.group()) else ""
        figure = _figure(match["digits"])
        return _Lexeme("digits", figure, start, stop, end + len(ending), bool(match["ordinal"]), ending)
    word = match["word"]
    forms = _forms()
    if word in forms:
        kind, value = forms[word]
        return _Lexeme(kind, value, start, end, end, False, "") if kind != "raised" else None
    for suffix in _ordinal_endings():
        if word.endswith(suffix):
            for stem in (word.removesuffix(suffix), word.removesuffix(suffix)[:-1] + "ە"):
                kind, value = forms.get(stem, ("", Fraction(0)))
                if kind == "raised":
                    kind = "ten"
                if kind in {"unit", "ten", "hundred", "scale"}:
                    return _Lexeme(kind, value, start, end, end, True, "")
    for length in range(min(len(word) - 1, 10), 1, -1):
        stem, ending = word[:length], word[length:]
        if stem not in forms and ending[0] != "ى":
            stem = stem[:-1] + "ە" if stem[-1] == "ى" else stem
        kind, value = forms.get(stem, ("", Fraction(0)))
        if kind == "raised" and ending[0] == "ى":
            kind = "ten"
        if kind in {"unit", "ten", "hundred", "scale", "half"} and _endings().fullmatch(ending):
            return _Lexeme(kind, value, start, start + length, end, False, ending)
    return None


def _figure(digits: str) -> Fraction:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,9}", digits):
        return Fraction(int(digits.replace(".", "")))
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")
    whole, _, rest = re.sub(r"[,،٬\u00a0\u202f ]", "", digits).replace("٫", ".").partition(".")
    return Fraction(int(whole)) + (Fraction(int(rest), 10 ** len(rest)) if rest else 0)


def _number(text: str, first: _Lexeme) -> Number | None:
    start = first.start
    sign = 1
    if first.kind == "minus":
        following = _lexeme(text, first.word_end)
        if following is None:
            return None
        sign, first = -1, following
    value, last = _sum(text, first)
    if last is None:
        return None
    if not last.ordinal and last.ending in _ablative() and value >= 2:
        # «ئۈچتىن ئىككى»: two thirds.
        following = _lexeme(text, last.word_end)
        if following and following.kind in {"unit", "ten"} and first.kind != "digits":
            count, end = _sum(text, following)
            if end and 0 < count < value and not end.ordinal:
                value, last = count / value, end
    value *= sign
    plain = int(value) if value.denominator == 1 else float(value)
    return Number(plain, start, last.end, last.word_end, last.ordinal)


def _sum(text: str, first: _Lexeme | None, below: Fraction | None = None) -> tuple[Fraction, _Lexeme | None]:
    """Add up lexemes as long as they go on one number; the value and the last of them."""
    total, group = Fraction(0), Fraction(0)
    # Smallest place filled in the group: 1000 none yet, 0 nothing more fits.
    place, scale = 1000, Fraction(10**16)
    last: _Lexeme | None = None
    last_scale: _Lexeme | None = None
    lexeme = first
    while lexeme is not None:
        before = total, group
        kind, value = lexeme.kind, lexeme.value
        if kind == "unit" and place > 1 and (value or last is None):
            group, place = group + value, (1 if value else 0)
        elif kind == "ten" and place > 10:
            group, place = group + value, 10
        elif kind == "hundred" and (place == 1000 or (place == 1 and 0 < group < 10)):
            group, place = max(group, Fraction(1)) * 100, 100
        elif kind == "digits" and place == 1000 and value < scale:
            group, place = value, (1 if value < 10 and value.denominator == 1 else 0)
        elif kind == "half" and (last is None or (place < 1000 and group.denominator == 1)):
            group, place = group + value, 0
        elif kind == "scale" and value < scale and (place < 1000 or total == 0 or value == 1000):
            total += (group if place < 1000 else Fraction(1)) * value
            group, place, scale = Fraction(0), 1000, value
            last_scale = lexeme
        elif kind == "point" and last is not None and group.denominator == 1 and below is None:
            decimals = _decimals(text, lexeme.word_end)
            if decimals is None:
                break
            group, place = group + decimals[0], 0
            lexeme = decimals[1]
        else:
            if kind == "scale" and place < 1000 and last_scale:
                # «ئىككى مىڭ ئۈچ مىڭ»: two numbers side by side.
                return total, last_scale
            break
        if below is not None and total + group >= below:
            total, group = before
            break
        last = lexeme
        if lexeme.ordinal or lexeme.ending:
            break
        lexeme = _lexeme(text, lexeme.word_end)
    return total + group, last


def _decimals(text: str, position: int) -> tuple[Fraction, _Lexeme] | None:
    """«ئوندا بەش» after «پۈتۈن»."""
    times = Fraction(1)
    lexeme = _lexeme(text, position)
    if lexeme and lexeme.kind in {"ten", "hundred"} and lexeme.value in {10, 100} and not lexeme.ending:
        times, lexeme = lexeme.value, _lexeme(text, lexeme.word_end)
    if lexeme is None or lexeme.kind != "part":
        return None
    parts = lexeme.value * times
    first = _lexeme(text, lexeme.word_end)
    count, last = _sum(text, first, parts)
    return (count / parts, last) if last else None
