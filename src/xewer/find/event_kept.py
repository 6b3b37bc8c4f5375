"""Which of the events found are told, and what the whole article says about them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.event_modality import mishap_kinds

if TYPE_CHECKING:
    from xewer.find.event_predicates import Predicate
    from xewer.model import Event

__all__ = ["by_nobody", "repeats", "worth_telling"]


def by_nobody(events: list[Event]) -> list[Event]:
    """In an article that tells a mishap and no attack, nobody did it to those who were hurt."""
    hurt = {"injury", "death", "destruction"}
    assault = any(e.plover == "ASSAULT" and e.kind not in hurt for e in events)
    if assault or not any(e.kind in mishap_kinds() for e in events):
        return events
    return [replace(e, plover=None) if e.kind in hurt and e.plover == "ASSAULT" and not e.actors else e for e in events]


def worth_telling(event: Event, *, nature: bool) -> bool:
    """A noun tells an event if the sentence says whose or against whom; a flood, its place or time."""
    if event.actors or event.recipients:
        return True
    return nature and bool(event.places or event.time is not None)


def repeats(predicate: Predicate, following: Predicate | None) -> bool:
    """«يۈز بەرگەن يەر تەۋرەش»: that it happened is told by the noun behind it, with place and time."""
    if predicate.trigger is None or predicate.trigger.kind != "occurrence" or predicate.form != "rel":
        return False
    return following is not None and following.form == "noun" and following.first <= predicate.last + 2
