"""How sure an event is: each doubt about it takes points off, by a table that was set against annotated articles."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.event_modality import wide_kinds
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_layers import Found
    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase
    from xewer.model import Event

__all__ = ["confidence", "doubts", "structure"]

MOST = 92  # points of an event without a doubt
LEAST = 30
FAR = 12  # words between a subject and its verb


@lru_cache(maxsize=1)
def _points() -> dict[str, int]:
    return {row["doubt"]: int(row["points"]) for row in read_table("event_doubts.tsv")}


def confidence(found: Iterable[str]) -> float:
    """Confidence of an event about which there are these doubts, from 0.3 to 0.92.

    >>> confidence([]), confidence(["nobody", "possible"])
    (0.92, 0.56)
    """
    return max(LEAST, MOST - sum(_points()[doubt] for doubt in found)) / 100


def structure(clauses: Clauses, predicate: Predicate, inside: Sequence[Phrase], subjects: Sequence[Phrase]) -> set[str]:
    """Doubts about who takes part, from the clause: its phrases, and those that were taken for the subject."""
    out = set()
    start = clauses.start(predicate.first, 0)
    people = [p for p in inside if clauses.nominative(p) and p.first >= start]
    subject = subjects[0] if subjects else None
    if len(people) > 1 + len(subjects[1:]):
        out.add("crowd")
    if subject is not None and subject.first < start:
        out.add("carried")
    elif subject is not None and predicate.first - subject.last > FAR:
        out.add("far")
    if predicate.chain is not None:
        out.add("another")
    return out


def doubts(one: Found, event: Event, *, guess: bool) -> set[str]:
    """All doubts about an event: those of its clause, and those of what it tells."""
    out = set(one.doubts)
    people = (*event.actors, *event.recipients)
    happening = one.predicate.nature  # there was a flood
    if not people and not happening:
        out.add("nobody")
    elif people and not event.actors and not any(m.name for m in people) and event.kind in wide_kinds():
        out.add("of things")
    if event.modality == "planned":
        out.add("planned")
        if event.time is None and not any(m.name for m in people):
            out.add("general")
    elif event.modality in {"possible", "requested", "purpose", "denied"}:
        out.add("possible")
    if event.kind in wide_kinds():
        out.add("wide")
    if one.predicate.form == "noun":
        out.add("noun")
    elif one.predicate.first == one.predicate.main:
        out.add("single")
    if guess:
        out.add("guess")
    return out
