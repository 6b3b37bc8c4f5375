"""Events that tell the same thing: the same kind, and participants and time that do not contradict each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Event, Mention

__all__ = ["link_events"]


def link_events(doc: Doc, events: Sequence[Event]) -> tuple[Event, ...]:  # noqa: ARG001 - the text may decide later
    """The same events with ``same_as`` filled in: indexes of those that tell the same thing."""
    same: list[list[int]] = [[] for _ in events]
    for i, event in enumerate(events):
        for j in range(i):
            if _same(event, events[j]):
                same[i].append(j)
                same[j].append(i)
    return tuple(replace(e, same_as=tuple(sorted(s))) for e, s in zip(events, same, strict=True))


def _same(a: Event, b: Event) -> bool:
    """Kind and polarity agree, and so do the known actors and recipients: at least one in common, none against."""
    if a.kind != b.kind or a.polarity != b.polarity:
        return False
    if a.time is not None and b.time is not None and a.time != b.time:
        return False
    actors = _agree(a.actors, b.actors)
    recipients = _agree(a.recipients, b.recipients)
    return actors is not False and recipients is not False and bool(actors or recipients)


def _agree(a: Sequence[Mention], b: Sequence[Mention]) -> bool | None:
    """Whether two lists of participants share somebody; None where one of them is empty."""
    x, y = {_key(m) for m in a}, {_key(m) for m in b}
    if not x or not y:
        return None
    return bool(x & y)


def _key(mention: Mention) -> str:
    return mention.entity_id or mention.name or mention.text
