"""From a number to a figure: the unit behind it, hedges and bounds around it, the two ends of a stretch."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.endings import endings
from xewer.find.figure import PERCENT
from xewer.find.quantity_patterns import number_at, score_at
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.figure import Figure
    from xewer.find.pieces import Piece
    from xewer.model import Quantity

__all__ = ["VOTE", "figures_at", "opposed"]

VOTE = "vote"
OPPOSED = 2  # words between the two sides of a vote: «52 گە قارشى 48 ئاۋاز»

# How many words may stand between a number and the hedge of what it counts: «500 نەپەر ئادەمدىن ئارتۇق».
_APART = 3
# «ئىككى مەكتەپتىن كۆپ ئوقۇغۇچى» are many students of two schools; of a great number it is "more than".
_MANY = 10


def figures_at(p: Sequence[Piece], i: int) -> list[Figure]:
    """The figure that begins at ``i`` with hedges and unit; two for a score, none if there is none."""
    if p[i].opaque:
        return []
    score = score_at(p, i)
    if score:
        return score
    figure = _figure(p, i)
    if figure is None:
        return []
    return [_from_to(p, figure) or _apart(p, _shared_unit(p, figure))]


def _figure(p: Sequence[Piece], i: int) -> Figure | None:
    """One number with the hedge before it, the unit and the hedge behind it."""
    if p[i].opaque:
        return None
    effect = p[i].sense("before")
    core = number_at(p, i + 1 if effect and i + 1 < len(p) else i)
    if core is None:
        return None
    if effect:
        core = _hedge(replace(core, first=i), effect)
    if core.kind == "ORDINAL":
        return None if effect else core
    return _speed(p, _after(p, _unit(p, core)))


def _hedge(figure: Figure, effect: str) -> Figure:
    """Apply a hedge: about, at least, at most, over, under."""
    value = figure.low if figure.low is not None else figure.high
    if effect == "approx":
        return replace(figure, approx=True, hedged=True)
    if effect == "below zero":
        return replace(figure, low=-(value or 0), high=-(value or 0), hedged=True)
    if effect in {"min", "over"}:
        return replace(figure, low=value, high=None, over=effect == "over", hedged=True)
    return replace(figure, low=None, high=figure.high if figure.high is not None else value, hedged=True)


def _unit(p: Sequence[Piece], figure: Figure, *, ended: bool = False) -> Figure:
    """Unit, currency or percent sign behind the number.

    A number with an ending has none, unless it ``ended`` a stretch.
    """
    j = figure.last
    if figure.kind != "CARDINAL" or j >= len(p) or figure.rule == "quantity/fraction":
        return figure
    if p[j].text in PERCENT:
        return replace(figure, kind="PERCENT", unit="percent", last=j + 1, end=p[j].stop)
    if p[figure.last - 1].ending and not ended:
        return figure
    if p[j].sense("currency"):
        return replace(figure, kind="MONEY", currency=p[j].sense("currency"), last=j + 1, end=p[j].stop)
    if p[j].sense("unit") and not _rather_counted(p[j]):
        kind, _, unit = (p[j].sense("unit") or "").partition(":")
        approx = figure.approx or (unit == "year-old" and p[j].tail("unit").startswith(endings("plural")))
        return replace(figure, kind=kind, unit=unit, last=j + 1, end=p[j].stop, approx=approx)
    return figure


def _rather_counted(piece: Piece) -> bool:
    """«بالىنىڭ» is a child's, not a form of «بال» (magnitude)."""
    return "counted" in piece.senses and len(piece.tail("counted")) < len(piece.tail("unit"))


def _ending(p: Sequence[Piece], figure: Figure) -> tuple[str, int]:
    """The case that the figure stands in, glued or apart, and where what follows begins."""
    j = figure.last
    at = p[j - 1]
    ending = at.ending if at.number is not None else at.tail("currency" if figure.currency else "unit")
    if j < len(p) and "detached" in p[j].senses and p[j].text.startswith(endings("ablative", "dative", "until")):
        return p[j].text, j + 1
    return ending, j


def _after(p: Sequence[Piece], figure: Figure) -> Figure:
    """«… دىن ئارتۇق», «… غا يېقىن», «… ئەتراپىدا» inside; «… دىن ئاشىدۇ», «… غا يەتمىدى» work from outside."""
    ending, j = _ending(p, figure)
    if ending.startswith(endings("about", "like")):
        # «3000دەك», «100 كىلومېتىرچە»
        return _hedge(figure, "approx")
    if figure.last < len(p) and p[figure.last].text in endings("about", "like") and p[figure.last - 1].digits:
        return replace(_hedge(figure, "approx"), last=figure.last + 1, end=p[figure.last].stop)
    if j >= len(p):
        return figure
    effect = None
    case = "ablative" if ending.endswith(endings("ablative")) else ""
    case = "dative" if ending.endswith(endings("dative")) else case
    if case:
        effect = p[j].sense(f"after {case}")
    elif ending.endswith(endings("focus")) and _verb(p[j], "none"):
        return replace(_hedge(figure, "max"), hedged=False)
    elif "after" in p[j].senses and not ending.endswith(("دا", "دە")):
        effect = p[j].sense("after")
    if effect:
        return replace(_hedge(figure, effect), last=j + 1, end=p[j].stop)
    outside = _verb(p[j], case) if case else None
    return replace(_hedge(figure, outside), hedged=False) if outside else figure


def _verb(piece: Piece, case: str) -> str | None:
    """What a verb behind the case says: «ئاشتى» over, «ئاشمىدى» and «يەتمىدى» at most."""
    for stem, when, effect in _verbs():
        if when != case or not piece.text.startswith(stem) or piece.opaque:
            continue
        rest = piece.text[len(stem) :]
        if rest.startswith(_verb_endings("negative")):
            return "max"
        if effect == "over" and rest.startswith(_verb_endings("positive")):
            return "over"
    return None


@lru_cache(maxsize=1)
def _verbs() -> list[tuple[str, str, str]]:
    return [(r["form"], r["case"], r["effect"]) for r in read_table("hedges.tsv") if r["place"] == "verb"]


@lru_cache(maxsize=2)
def _verb_endings(kind: str) -> tuple[str, ...]:
    """What may follow the stem of a verb: «ئاشتى», «ئاشقان», but not «ئاشخانا»."""
    rows = read_table("hedges.tsv")
    return tuple(r["form"] for r in rows if r["place"] == "verb ending" and r["case"] == kind)


def _apart(p: Sequence[Piece], figure: Figure) -> Figure:
    """«500 ئادەمدىن ئارتۇق», «200 نەپەرگە يېقىن»: a hedge behind what is counted is outside the span."""
    if figure.hedged or figure.kind != "CARDINAL" or figure.low != figure.high or p[figure.last - 1].ending:
        return figure
    for j in range(figure.last, min(figure.last + _APART, len(p) - 1)):
        if p[j].number is not None or not p[j].text[-1].isalpha():
            return figure
        for case in ("ablative", "dative"):
            if not p[j].text.endswith(endings(case)) or len(p[j].text) < 5:
                continue
            effect = p[j + 1].sense(f"after {case}") or _verb(p[j + 1], case)
            if effect == "over" and (figure.low or 0) < _MANY and p[j + 1].sense("vague after"):
                return figure
            if effect in {"over", "approx"} or (effect and (figure.low or 0) >= _MANY):
                return _hedge(figure, effect)
        if p[j].text.endswith(endings("locative", "genitive", "accusative", "ablative")):
            return figure
    return figure


def _from_to(p: Sequence[Piece], low: Figure) -> Figure | None:
    """«10 دىن 15 كىچە», «2 ديۇمدىن 4 ديۇمغىچە», «%30 تىن %43 كىچە», «100 بىلەن 200 ئارىسىدا»."""
    value = low.low if low.low is not None else low.high
    ending, j = _ending(p, low)
    between = low.last < len(p) and "and" in p[low.last].senses
    if value is None or low.kind == "ORDINAL" or (not between and not ending.endswith(endings("ablative"))):
        return None
    j = low.last + 1 if between else j
    high = _figure(p, j) if j < len(p) and "before" not in p[j].senses else None
    if high is None or high.high is None or high.high <= value or high.kind == "ORDINAL":
        return None
    last = high.last
    if between:
        if last >= len(p) or "between" not in p[last].senses:
            return None
        last += 1
    else:
        reached, behind = _ending(p, high)
        if not reached.endswith(endings("until")):
            return None
        last = max(behind, last)
    if low.kind not in {high.kind, "CARDINAL"}:
        return None
    joined = replace(
        high,
        first=low.first,
        last=last,
        end=p[last - 1].stop,
        low=value,
        approx=low.approx or high.approx,
        hedged=low.hedged,
        rule="quantity/from-to",
        one=False,
        partitive=False,
    )
    return _unit(p, joined, ended=True)


def _shared_unit(p: Sequence[Piece], low: Figure) -> Figure:
    """«2 دىن 3 ديۇمغا يەتتى», «5 تىن 8 پىرسەنتكە»: the first number has the unit of the second."""
    ending, j = _ending(p, low)
    if low.kind != "CARDINAL" or low.hedged or low.unit or not ending.endswith(endings("ablative")) or j >= len(p):
        return low
    high = _figure(p, j) if p[j].number is not None else None
    if high is None or high.kind not in {"MEASURE", "MONEY", "PERCENT"}:
        return low
    if not _ending(p, high)[0].startswith(endings("dative")):
        return low
    return replace(low, kind=high.kind, unit=high.unit, currency=high.currency, rule="quantity/shared-unit")


def _speed(p: Sequence[Piece], figure: Figure) -> Figure:
    """«سائىتىگە 800 كىلومېتىرلىق»: per hour."""
    if figure.kind == "MEASURE" and figure.first > 0 and "per hour" in p[figure.first - 1].senses:
        return replace(figure, first=figure.first - 1, unit=f"{figure.unit} per hour", rule="quantity/speed")
    j = figure.last + 1 if figure.last < len(p) and p[figure.last].text == ")" else figure.last
    if (
        figure.kind == "MEASURE"
        and j < len(p)
        and "speed" in p[j].senses
        and p[figure.last - 1].ending.endswith(endings("liq"))
    ):
        return replace(figure, unit=f"{figure.unit} per hour", rule="quantity/speed")
    return figure


def opposed(text: str, found: list[Quantity]) -> list[Quantity]:
    """«52 گە قارشى 48 ئاۋاز»: what is counted on the other side is told once."""
    against = tuple(f" {form}" for form in function_words("against"))
    for k, (here, other) in enumerate(pairwise(found)):
        between = text[here.end : other.start].rstrip()
        sides = here.kind == other.kind == "CARDINAL" and between.endswith(against) and len(between.split()) <= OPPOSED
        if sides and (here.unit is None or other.unit == VOTE):
            found[k] = replace(here, unit=other.unit, counted=other.counted)
    return found
