"""Whom a verb is done to where the sentence says it only in what he is to do, or in what is said of him."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words
from xewer.find.event_chains import complement

if TYPE_CHECKING:
    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate, Trigger
    from xewer.find.phrases import Phrase

__all__ = ["Asked", "whom_of"]

HELD = frozenset({"aid", "prevention", "restriction"})  # helps him to do it, keeps him from it


class Asked(NamedTuple):
    """The predicate before another, with its genitive subject, the phrases open to it and those it has used."""

    predicate: Predicate
    subject: Phrase | None
    inside: tuple[Phrase, ...]
    used: tuple[Phrase, ...]


def whom_of(clauses: Clauses, asked: Asked, predicate: Predicate) -> Phrase | None:
    """Whom a verb is done to by the clause right before it, or None.

    «لىۋېرپولنىڭ قۇتۇلۇشىغا ياردەم بەردى» helped Liverpool; «ئۇنى … قىلدى دەپ ئەيىبلىدى» accused him.
    """
    trigger = predicate.trigger
    if trigger is None:
        return None
    subject = asked.subject
    helped = subject is not None and clauses.somebody(subject) and not asked.predicate.passive
    if helped and complement(clauses.tokens, asked.predicate, predicate):
        return subject if _held(trigger) else None
    if helped and trigger.plover == "ACCUSE" and asked.predicate.last + 1 == predicate.first:
        # «باشقۇرغۇچىلارنىڭ ۋاقىت ئىسراپ قىلغانلىقىنى ئەيىبلىدى»: who did what is blamed
        return subject if clauses.tokens[asked.predicate.last].feat("Case") == "Acc" else None
    return _said_of(clauses, asked, predicate) if trigger.plover in {"ACCUSE", "SUPPORT"} else None


def _held(trigger: Trigger) -> bool:
    return trigger.plover == "REQUEST" or trigger.kind in HELD


def _said_of(clauses: Clauses, asked: Asked, predicate: Predicate) -> Phrase | None:
    """«ئايال ئۇنى [تاجاۋۇز قىلدى دەپ] ئەيىبلىدى»: an accusative that the verb of the saying has no use for."""
    tokens, at = clauses.tokens, predicate.first - 1
    if at < 1 or tokens[at].text not in function_words("said") or asked.predicate.last not in {at, at - 1}:
        return None
    left = [p for p in asked.inside if p.case == "Acc" and p not in asked.used and clauses.somebody(p)]
    return left[0] if len(left) == 1 else None
