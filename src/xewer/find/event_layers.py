"""What was found before the events of a document, and an event before its last touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate
    from xewer.find.event_roles import Roles
    from xewer.model import Doc, Entity, Event, Mention, Quantity, Quote, Timex

__all__ = ["Found", "Layers", "source", "texts"]


class Found(NamedTuple):
    """An event before its last touches: what later predicates of the sentence say about it."""

    predicate: Predicate
    roles: Roles
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    event: Event
    theme: Mention | None = None
    doubts: frozenset[str] = frozenset()  # names of rows of ``event_doubts.tsv``


class Layers(NamedTuple):
    """What was found in the document before its events."""

    doc: Doc
    names: Sequence[Entity]
    times: Sequence[Timex]
    quantities: Sequence[Quantity]
    quotes: Sequence[Quote]
    clauses: Clauses
    counted: dict[int, int]
    closed: frozenset[int]  # tokens inside times and figures, whose verbs tell nothing


def texts(layers: Layers, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions with the words that they stand on."""
    return [m._replace(text=layers.doc.text[m.start : m.end]) for m in mentions]


def source(layers: Layers, predicate: Predicate) -> int | None:
    """Index of the innermost quotation that a predicate stands in."""
    number = layers.clauses.quote_at[predicate.last]
    return number if number >= 0 else None
