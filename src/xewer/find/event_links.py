"""Events that tell the same thing: the same kind, and participants and time that do not contradict each other."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.event_descriptions import said
from xewer.find.phrases import NOMINAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Event, Mention

__all__ = ["link_events"]

Key = tuple[str, ...]
WINDOW = 24  # events of one kind that are compared with each other: linear in the text


def link_events(doc: Doc, events: Sequence[Event]) -> tuple[Event, ...]:
    """The same events with ``same_as`` filled in: indexes of those that tell the same thing.

    Kind and polarity agree, at least one participant is shared, none contradicts; «ئۇكرائىنا» and «ئۇكرائىنا
    قىسىملىرى» do not contradict each other, as one says more than the other.
    """
    ends = [t.end for t in doc.tokens]
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    same: list[list[int]] = [[] for _ in events]
    keys: list[tuple[set[Key], set[Key]]] = []
    for i, event in enumerate(events):
        keys.append((_keys(doc, ends, event.actors), _keys(doc, ends, event.recipients)))
        earlier = alike[event.kind, event.polarity]
        again = said(doc, event)
        for j in earlier[-WINDOW:]:
            # «يېزىلغان مەزكۇر مەكتۇپتا»: the letter that was told of last
            told = again and j == earlier[-1] and not _contradict(keys[i], keys[j])
            if told or _same(event, events[j], keys[i], keys[j]):
                same[i].append(j)
                same[j].append(i)
        earlier.append(i)
    return tuple(replace(e, same_as=tuple(sorted(s))) if s else e for e, s in zip(events, same, strict=True))


def _same(a: Event, b: Event, x: tuple[set[Key], set[Key]], y: tuple[set[Key], set[Key]]) -> bool:
    if a.time is not None and b.time is not None and a.time != b.time:
        return False
    if {a.modality, b.modality} & {"possible", "habitual", "requested"} and a.modality != b.modality:
        return False
    actors, recipients = _agree(x[0], y[0]), _agree(x[1], y[1])
    return actors is not False and recipients is not False and bool(actors or recipients)


def _contradict(x: tuple[set[Key], set[Key]], y: tuple[set[Key], set[Key]]) -> bool:
    return any(_agree(a, b) is False for a, b in zip(x, y, strict=True))


def _agree(a: set[Key], b: set[Key]) -> bool | None:
    """Whether two lists of participants share somebody; None where one of them is empty."""
    if not a or not b:
        return None
    return any(x[: len(y)] == y or y[: len(x)] == x for x in a for y in b)


def _keys(doc: Doc, ends: Sequence[int], mentions: Sequence[Mention]) -> set[Key]:
    """Each participant as its id, or as the lemmas of its words."""
    found: set[Key] = set()
    for mention in mentions:
        if mention.entity_id is not None and mention.name is not None and ":" not in mention.entity_id:
            found.add((mention.entity_id,))
            continue
        first, words = bisect_left(ends, mention.start + 1), []
        while first < len(doc.tokens) and doc.tokens[first].start < mention.end:
            token = doc.tokens[first]
            if token.upos in NOMINAL or token.upos == "ADJ":
                words.append(token.lemma)
            first += 1
        if words:
            found.add(tuple(words))
    return found
