"""Which of the events found are told, and what the whole article says about them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.event_modality import mishap_kinds, wide_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_predicates import Predicate
    from xewer.model import Event, Token

__all__ = ["bare", "by_nobody", "hearsay", "in_play", "repeats", "vague", "worth_telling"]

PLAYED = frozenset({"match", "match result", "victory"})
# What players do to each other or to the ball, though the words are those of war and meeting.
FIELD = frozenset(
    {"attack", "coercion", "cooperation", "deployment", "discovery", "exercise", "fight", "occupation", "restriction"}
)
LEAST = 3  # events of a contest that make an article one on a contest


def by_nobody(events: list[Event]) -> list[Event]:
    """In an article that tells a mishap and no attack, nobody did it to those who were hurt."""
    hurt = {"injury", "death", "destruction"}
    assault = any(e.plover == "ASSAULT" and e.kind not in hurt for e in events)
    if assault or not any(e.kind in mishap_kinds() for e in events):
        return events
    return [replace(e, plover=None) if e.kind in hurt and e.plover == "ASSAULT" and not e.actors else e for e in events]


def in_play(events: list[Event]) -> list[Event]:
    """In an article on a contest nobody attacks or seizes: «توپنى ئىگىلىۋالدى», «تېز ھۇجۇم قىلدى» are moves of a game.

    «ئۇچرىشىش» is a match there.
    """
    played = sum(e.kind in PLAYED for e in events)
    if played < max(LEAST, sum(e.kind in FIELD for e in events) + 1):
        return events
    return [_played(e) for e in events if e.kind not in FIELD]


def _played(event: Event) -> Event:
    """The same words in an article on a contest: who meets plays, and nobody is hurt or defeated by force."""
    if event.kind == "meeting":
        return replace(event, kind="match", plover=None)
    if event.kind == "defeat":
        return replace(event, kind="match result", plover=None)
    return replace(event, plover=None) if event.kind == "injury" and not event.actors else event


def vague(event: Event, words: Sequence[str]) -> bool:
    """«بۇ ئىش يۈز بەرمىدى»: that a thing without a name happened, and no place, tells nothing."""
    if event.kind != "occurrence" or event.places:
        return False
    return event.polarity == "-" or all(word in function_words("vague") for word in words)


def bare(event: Event) -> bool:
    """«باشلاندى»: of a kind that tells much else, with nobody, no place, no figure: it tells nothing."""
    said = event.actors or event.recipients or event.places or event.quantities
    return not said and event.kind in wide_kinds()


def hearsay(event: Event, actors: Sequence[Token], *, spoken: bool) -> bool:
    """«ئۇلار نەتىجىگە ئېرىشىدۇ», «بىز بۇنى ئۆزگەرتىمىز»: what a pronoun will or may change, gain or find is no news.

    ``actors`` are the heads of those who act; ``spoken``: the verb says "I", "we" or "you".
    """
    if event.kind not in wide_kinds() or event.modality not in {"planned", "possible", "purpose", "requested"}:
        return False
    if event.text.endswith(tuple(function_words("asked end"))):
        return False  # «ئاشكارىلىدىڭىزمۇ؟»: whether he did it is asked, not what he might do
    if actors:
        return all(token.upos == "PRON" for token in actors)
    named = any(m.name for m in (*event.actors, *event.recipients))
    return spoken or (event.modality in {"possible", "requested"} and not named)


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
