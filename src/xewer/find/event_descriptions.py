"""Who «this state», «the two countries» and «the said letter» are: participants and events told of before."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Event, Mention, Token

__all__ = ["resolve", "said"]


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """English names of countries."""
    return frozenset(row["name_en"] for row in read_table("names/places.tsv") if row["kind"] == "country")


def resolve(doc: Doc, names: Sequence[Entity], event: Event) -> Event:
    """The event with «بۇ دۆلەت» and «ئىككى دۆلەت» named; what is named so is a guess.

    «This state» is the country named last before it, the others of the event left out; «the two countries» are the
    last two.
    """
    found: dict[str, tuple[Mention, ...]] = {}
    others = {m.name for m in (*event.actors, *event.recipients) if m.name}
    for role in ("actors", "recipients", "places"):
        mentions: tuple[Mention, ...] = getattr(event, role)
        named = tuple(n for m in mentions for n in _named(doc, names, m, others))
        if named != mentions:
            found[role] = named
    if not found:
        return event
    return replace(
        event,
        actors=found.get("actors", event.actors),
        recipients=found.get("recipients", event.recipients),
        places=found.get("places", event.places),
        guess=True,
    )


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    first = bisect_left(doc.tokens, start + 1, key=lambda t: t.end)
    last = bisect_left(doc.tokens, end, key=lambda t: t.start)
    return list(doc.tokens[first:last])


def _named(doc: Doc, names: Sequence[Entity], mention: Mention, others: set[str]) -> list[Mention]:
    words = _tokens(doc, mention.start, mention.end) if mention.name is None and " " in mention.text else []
    if len(words) < 2 or words[-1].lemma not in function_words("country"):
        return [mention]
    before = [e for e in names if e.end <= mention.start and e.label == "GPE" and e.name in _countries()]
    if words[0].text in function_words("this") and len(words) == 2:
        last = next((e for e in reversed(before) if e.name not in others), None)
        return [mention if last is None else mention._replace(name=last.name, entity_id=last.entity_id)]
    if words[-2].lemma in function_words("two") and len(words) <= 3:
        pair = list({e.name: e for e in before}.values()) if before else []
        recent = sorted(pair, key=lambda e: e.start)[-2:]
        if len(recent) == 2:
            return [mention._replace(name=e.name, entity_id=e.entity_id) for e in recent]
    return [mention]


def said(doc: Doc, event: Event) -> bool:
    """Whether the event is told of a thing that was told before: «يېزىلغان مەزكۇر مەكتۇپتا», in the said letter."""
    at = bisect_left(doc.tokens, event.end, key=lambda t: t.start)
    before = bisect_left(doc.tokens, event.start, key=lambda t: t.end)
    behind = at + 1 < len(doc.tokens) and doc.tokens[at].text in function_words("foresaid")
    ahead = 0 < before < len(doc.tokens) and doc.tokens[before - 1].text in function_words("foresaid")
    return behind or ahead
