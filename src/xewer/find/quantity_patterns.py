"""What the number of a figure looks like: plain, ordinal, fraction, score, range, vague amount."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.endings import endings, is_ending, numeral_pattern
from xewer.find.figure import DASH, PERCENT, Figure
from xewer.resources import read_table
from xewer.text.spell_numbers import parse_number

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from xewer.find.pieces import Piece

__all__ = ["number_at", "score_at"]

LARGEST = 200  # points of one side


def _symbol(p: Sequence[Piece], i: int) -> Figure | None:
    """«%40», «يۈزدە 40», «$ 5 مىليون»: the sign or word before the number."""
    sign = p[i].text
    currency = p[i].sense("currency") if not sign.isalpha() else None
    percent = sign in PERCENT or sign in function_words("percent")
    if (not percent and not currency) or i + 1 >= len(p):
        return None
    if p[i + 1].start - p[i].end > 1:
        return None
    inner = _range(p, i + 1) or _turned(p, i + 1) or _plain(p, i + 1)
    if inner is None or inner.kind == "ORDINAL":
        return None
    if currency:
        return replace(inner, first=i, kind="MONEY", currency=currency, rule="quantity/currency-sign")
    return replace(inner, first=i, kind="PERCENT", unit="percent", rule="quantity/percent-sign")


def _fraction(p: Sequence[Piece], i: int) -> Figure | None:
    """«3/2» of a whole: in Uyghur order the denominator may stand first, so the smaller number is counted."""
    pair = p[i].sense("pair")
    if not pair or "/" not in pair:
        return None
    a, b = sorted(int(n) for n in pair.split("/"))
    if a == b or not a:
        return None
    value = round(a / b, 4)
    return Figure(i, i + 1, p[i].stop, value, value, "quantity/fraction", unit="part")


def _vague(p: Sequence[Piece], i: int) -> Figure | None:
    """«مىڭلىغان», «مىڭلارچە», «ئون مىڭلىغان», «نەچچە يۈز», «بىر نەچچە مىليون»."""
    times = 1.0
    j = i
    if "vague" in p[i].senses:
        j = i + 1
        if j < len(p) and p[j].number is not None and not p[j].ordinal and _is_scale(p[j].number or 0):
            return Figure(i, j + 1, p[j].stop, p[j].number, None, "quantity/several", approx=True)
        if j >= len(p):
            return None
    elif p[i].number is not None and not p[i].ordinal and not p[i].ending and i + 1 < len(p):
        times, j = p[i].number or 1.0, i + 1
    scale = _vague_scale(p[j].text)
    if scale is None:
        return None
    return Figure(i, j + 1, p[j].stop, times * scale, None, "quantity/vague", approx=True)


def _is_scale(n: float) -> bool:
    return n in {10, 100, 1000, 10_000, 100_000, 1e6, 1e7, 1e8, 1e9, 1e12}


@lru_cache(maxsize=4096)
def _vague_scale(word: str) -> float | None:
    found = numeral_pattern("in dozens").search(word)
    if not found or found.start() < 2 or found.end() < len(word) - 6:
        return None
    number = parse_number(word[: found.start()])
    if number is None or number.word_end != found.start() or number.value < 10:
        return None
    return float(number.value)


def _first(p: Sequence[Piece], i: int) -> Figure | None:
    """«تۇنجى»: the first."""
    if "first" in p[i].senses:
        return Figure(i, i + 1, p[i].stop, 1, 1, "quantity/first", kind="ORDINAL")
    return None


def _ordinal_form(p: Sequence[Piece], i: int) -> Figure | None:
    """«بىرىنچىسى», «ئىككىنچىسىنى»: an ordinal that stands for its noun."""
    value = _ordinal_value(p[i].text) if p[i].number is None else None
    if value is None:
        return None
    return Figure(i, i + 1, p[i].stop, value, value, "quantity/ordinal", kind="ORDINAL")


@lru_cache(maxsize=4096)
def _ordinal_value(word: str) -> float | None:
    for length in range(len(word) - 2, 3, -1):
        if is_ending(word[length:]):
            number = parse_number(word[:length])
            if number and number.ordinal and number.word_end == length:
                return float(number.value)
    return None


def _collective(p: Sequence[Piece], i: int) -> Figure | None:
    """«ئىككىيلەن», «ئۈچەيلەن», «ئىككىلىسى»: all of so many."""
    value = _together(p[i].text)
    if value is None:
        return None
    people = p[i].text.find("لەن") > 0
    unit = "person" if people else None
    return Figure(i, i + 1, p[i].stop, value, value, "quantity/together", unit=unit, partitive=not people)


def _overlapping(word: str) -> list[re.Match[str]]:
    pattern = numeral_pattern("together")
    return [m for i in range(2, min(len(word), 20)) if (m := pattern.match(word, i))]


@lru_cache(maxsize=4096)
def _together(word: str) -> float | None:
    for match in _overlapping(word):
        if match.start() >= 2 and is_ending(word[match.end() :]):
            for stem in (word[: match.start()], word[: match.start()] + "ە", word[: match.start()] + "ى"):
                number = parse_number(stem)
                if number and number.end == len(stem) and 1 < number.value < 100 and not number.ordinal:
                    return float(number.value)
    return None


def _plain(p: Sequence[Piece], i: int) -> Figure | None:
    """«600», «20 مىليون 400 مىڭ», «2-», «ئىككىنچى», «ئون نەچچە»."""
    piece = p[i]
    value = piece.number
    if value is None:
        clock = piece.clock
        if clock and "." in piece.text:
            value = float(piece.text)
            return Figure(i, i + 1, piece.stop, value, value, "quantity/number")
        return None
    if piece.ordinal:
        end = piece.end if piece.digits else piece.stop
        return Figure(i, i + 1, end, value, value, "quantity/ordinal", kind="ORDINAL")
    j = i + 1
    if (
        piece.digits
        and j + 1 < len(p)
        and p[j].text in DASH
        and p[j].start > piece.stop
        and p[j + 1].text[0].isalpha()
        and "detached" not in p[j + 1].senses
        and p[j + 1].token > p[j].token
        and value == int(value) < 1000
    ):
        return Figure(i, j + 1, p[j].stop, value, value, "quantity/ordinal", kind="ORDINAL")
    if j < len(p) and "vague" in p[j].senses and value >= 10 and not piece.ending:
        step = 10.0
        while value % (step * 10) == 0:
            step *= 10
        low, high, last = value + 1, value + step - 1, j + 1
        if last < len(p) and _is_scale(p[last].number or 0) and not p[last].ordinal and (p[last].number or 0) >= 1000:
            # «ئون نەچچە مىڭ»: the scale goes for both ends
            low, high, last = low * (p[last].number or 1), high * (p[last].number or 1), last + 1
        return Figure(i, last, p[last - 1].stop, low, high, "quantity/some-more", approx=True)
    if 0 < value < 1 and not piece.digits and value != 0.5:
        # «ئۈچتىن ئىككى قىسمى»: two thirds
        value = round(value, 4)
        return Figure(i, i + 1, piece.stop, value, value, "quantity/fraction", unit="part")
    if value == 0.5 and not piece.digits and piece.ending.startswith(endings("possessive")):
        # «نوپۇسنىڭ يېرىمى»
        return Figure(i, i + 1, piece.stop, value, value, "quantity/half")
    one = value == 1 and not piece.digits
    partitive = not piece.digits and piece.ending.startswith(("ى", "سى"))
    return Figure(i, i + 1, piece.stop, value, value, "quantity/number", one=one, partitive=partitive)


def _range(p: Sequence[Piece], i: int) -> Figure | None:
    """«10-15», «5~6», «بەش-ئالتە مىڭ»."""
    low = p[i].number
    if low is None or (p[i].ordinal and not p[i].text.endswith("-")):
        return None
    j = i + 1
    if j >= len(p):
        return None
    dashed = p[j].text in DASH and p[j].start == p[i].stop
    if p[i].text.endswith("-"):
        high_at = j
    elif dashed:
        high_at = j + 1
    else:
        return None
    if high_at >= len(p) or p[high_at].number is None or p[high_at].start != p[high_at - 1].stop:
        return None
    high = p[high_at].number or 0.0
    if p[high_at].ordinal or high <= low:
        return None
    scale = _scale_of(p[high_at])
    if scale > 1 and low < 1000 and low * scale < high:
        low *= scale
    return Figure(i, high_at + 1, p[high_at].stop, low, high, "quantity/range")


def _turned(p: Sequence[Piece], i: int) -> Figure | None:
    """«%90-70»: a range that was stored from right to left."""
    j = i + 2
    high, low = p[i].number, p[j].number if j < len(p) else None
    if high is None or low is None or not 0 < low < high:
        return None
    if p[i + 1].text not in DASH or p[i + 1].start != p[i].stop or p[j].start != p[i + 1].stop:
        return None
    return Figure(i, j + 1, p[j].stop, low, high, "quantity/range")


def _scale_of(piece: Piece) -> float:
    """Scale that a range shares: 1000 for the second number of «10-15 مىڭ»."""
    words = piece.text.split()
    if len(words) < 2:
        return 1.0
    number = parse_number(words[-1])
    return float(number.value) if number and _is_scale(number.value) and number.value >= 100 else 1.0


def score_at(p: Sequence[Piece], i: int) -> list[Figure]:
    """«2:1», «6: 10», «3-2 يەڭدى», «4&5 نەتىجە»: two numbers, as they stand in the text."""
    pair = p[i].sense("pair") or p[i].sense("clock")
    if pair and ":" in pair:
        a, b = pair.split(":")
        if not (int(a) <= 200 and int(b) <= 200):
            return []
        if p[i].clock and not _about_score(p, i + 1):
            return []
        first = Figure(i, i + 1, p[i].start + len(a), int(a), int(a), "quantity/score", score=True)
        return [first, Figure(i, i + 1, p[i].stop, int(b), int(b), "quantity/score", score=True)]
    a_value = p[i].number
    if a_value is None or not p[i].digits or a_value != int(a_value) or p[i].ending:
        return []
    other = _against(p, i)
    if not other and a_value > LARGEST:
        return []
    if other:
        b_value = p[other].number or 0.0
        first = Figure(i, i + 1, p[i].end, a_value, a_value, "quantity/score", score=True)
        return [first, Figure(other, other + 1, p[other].end, b_value, b_value, "quantity/score", score=True)]
    hyphen = p[i].text.endswith("-")
    j = i + 1 if hyphen else i + 2
    if j >= len(p) or p[j].number is None or not p[j].digits or p[j].ordinal or (p[j].number or 0) > 200:
        return []
    mark = "-" if hyphen else p[i + 1].text
    if (mark not in DASH and mark not in {":", "&"}) or p[j].start - p[i].stop > 3:
        return []
    b_value = p[j].number or 0.0
    if mark in DASH and a_value < b_value and a_value > 0 and not _about_score(p, j + 1):
        return []
    end = p[i].start + len(p[i].text.rstrip("-"))
    first = Figure(i, j, end, a_value, a_value, "quantity/score", score=True)
    return [first, Figure(j, j + 1, p[j].end, b_value, b_value, "quantity/score", score=True)]


def _about_score(p: Sequence[Piece], i: int) -> bool:
    return any(
        "score word" in q.senses or "score verb" in q.senses or q.text.startswith(_score_stems()) for q in p[i : i + 3]
    )


@lru_cache(maxsize=1)
def _score_stems() -> tuple[str, ...]:
    """What verbs of winning and losing begin with, whatever hangs on them: «ئۇتتۇرۇۋەتتى»."""
    return tuple(row["form"] for row in read_table("counters.tsv") if row["class"] == "score stem")


def _against(p: Sequence[Piece], i: int) -> int:
    """The second number of «10 غا 27 ئۇتتۇردى», 27 to 10; 0 if this is no such score."""
    if i + 3 >= len(p) or p[i + 1].text not in endings("dative"):
        return 0
    number = p[i + 2].number
    votes = p[i + 3].sense("counted") == "vote"  # «428 گە 1 ئاۋاز بىلەن»
    if number is None or not p[i + 2].digits or p[i + 2].ordinal:
        return 0
    if not votes and (number > LARGEST or not _about_score(p, i + 3)):
        return 0
    return i + 2


def number_at(p: Sequence[Piece], i: int) -> Figure | None:
    """The number that begins at ``i``, without unit and hedges, by the first rule that reads one."""
    for rule in (_symbol, _fraction, _vague, _first, _ordinal_form, _collective, _range, _plain):
        found = rule(p, i)
        if found:
            return found
    return None
