"""One English line for an event, built from the parts: names in English, glosses of nouns, gloss of the predicate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.gloss import gloss_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Event, Mention

__all__ = ["gloss_event"]


def gloss_event(doc: Doc, names: Sequence[Entity], event: Event, predicate: str) -> Event:
    """The same event with ``gloss_en``: "Russia; help; Kursk region". What has no gloss is left out, not guessed."""
    actors = _joined(doc, names, event.actors)
    recipients = _joined(doc, names, event.recipients)
    places = _joined(doc, names, event.places)
    negation = "not " if event.polarity == "-" else ""
    line = " ".join(filter(None, (actors, negation + predicate, recipients)))
    return replace(event, gloss_en=line + (f" (in {places})" if places else ""))


def _joined(doc: Doc, names: Sequence[Entity], mentions: Sequence[Mention]) -> str:
    glosses = [m.name or gloss_span(doc, names, m.start, m.end) for m in mentions]
    return ", ".join(g for g in glosses if g)
