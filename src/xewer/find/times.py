"""Times of a document: found by rules over pieces, anchored to the publishing day in the direction of the tense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.dateline import find_dateline
from xewer.find.endings import endings
from xewer.find.pieces import cut, merged, opaque_spans, quoted_spans, time_senses
from xewer.find.time_amounts import AMOUNTS
from xewer.find.time_clock import date_and_time
from xewer.find.time_resolve import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.pieces import Piece
    from xewer.find.time_patterns import Draft
    from xewer.model import Doc, Entity, Timex

__all__ = ["find_times"]


def find_times(doc: Doc, names: Sequence[Entity]) -> tuple[Timex, ...]:
    """All times of the document, with TIMEX3 type, value and mod and, where they are anchored, first and last day.

    Relative words count from ``doc.published``; without it they have their value in X form and no days.

    >>> from xewer.model import Doc, Reading, Span, Token
    >>> word = "2024-يىلى"
    >>> doc = Doc(word, (Token(0, 9, word, Reading(word, word, "NOUN")),), (Span(0, 9),))
    >>> [(t.value, t.earliest, t.latest) for t in find_times(doc, ())]
    [('2024', '2024-01-01', '2024-12-31')]
    """
    opaque = opaque_spans(doc, names)
    line = find_dateline(doc.text)
    if line:
        opaque = merged([*opaque, (line.start, line.end)])
    story = Story(doc, quoted_spans(doc.text))
    for first, last in doc.sentence_tokens():
        if first == last:
            continue
        pieces = cut(doc, first, last, time_senses(), opaque)
        i = 0
        while i < len(pieces):
            draft = _longest(pieces, i)
            if draft and _names_event(pieces, draft):
                i = draft.last
                continue
            used = story.add(draft, pieces, last) if draft else 0
            i = max(used, i + 1)
    return tuple(story.times)


def _names_event(pieces: Sequence[Piece], draft: Draft) -> bool:
    """«11-سېنتەبىر ۋەقەسى», «5-ئىيۇل ئۈرۈمچى قىرغىنچىلىقى»: a day without its year that names what happened on it."""
    if draft.day is None or draft.month is None or draft.year is not None or draft.unit is not None:
        return False
    if draft.kind != "DATE" or pieces[draft.last - 1].senses.keys() & {"unit", "feast head"}:
        return False
    behind = pieces[draft.last : draft.last + 2]
    for piece in behind:
        if "event head" in piece.senses and piece.tail("event head").startswith(endings("possessive")):
            return True
        if not piece.text.isalpha():
            return False
    return False


def _longest(pieces: Sequence[Piece], i: int) -> Draft | None:
    piece = pieces[i]
    if piece.opaque or (piece.number is None and not piece.senses and piece.clock is None):
        return None
    best = date_and_time(pieces, i)
    for rule in AMOUNTS:
        draft = rule(pieces, i)
        if draft and (best is None or draft.last > best.last):
            best = draft
    return best
