"""The figures of an event: they count who takes part, or say by how much, for how much, or with which score."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.event_roles import ARTICLES
from xewer.find.phrases import BARE
from xewer.resources import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate
    from xewer.find.event_roles import Roles
    from xewer.find.phrases import Phrase
    from xewer.model import Quantity

__all__ = ["figures", "theme"]

NEAR = 5  # words between a measure and its verb
AHEAD = 10  # words behind «ئۆلگەنلەرنىڭ سانى» in which the number may stand


@lru_cache(maxsize=1)
def _measured() -> dict[str, frozenset[str]]:
    """Kinds of event -> kinds of figure that measure them: a rise its percentage, aid its sum, a match its score."""
    kinds = read_yaml("events.yaml")["kinds"]
    return {name: frozenset(row["measured"]) for name, row in kinds.items() if row.get("measured")}


def figures(
    clauses: Clauses,
    counted: dict[int, int],
    quantities: Sequence[Quantity],
    predicate: Predicate,
    roles: Roles,
    inside: Sequence[Phrase],
    last: int,
) -> tuple[int, ...]:
    """Indexes of the figures of an event: within the phrases of its participants or right before them, or its measure.

    ``counted`` are the tokens of figures that count something; ``last`` ends the sentence.
    """
    out: list[int] = []
    for phrase in (*roles.actors, *roles.recipients, *_themes(predicate, inside, roles)):
        for token in range(max(0, phrase.first - 1), phrase.last + 1):
            number = counted.get(token)
            if number is not None and number not in out:
                out.append(number)
    if predicate.form in {"those", "noun"} and not out:
        out += _stated(clauses, counted, predicate, last)
    out += [n for n in _measures(clauses, quantities, predicate, inside) if n not in out]
    return tuple(out)


def _themes(predicate: Predicate, inside: Sequence[Phrase], roles: Roles) -> list[Phrase]:
    """What a dispatch sends: it has no role, but its figures count."""
    trigger = predicate.trigger
    if trigger is None or not any(slot == "theme" for _, slot in trigger.frame):
        return []
    taken = {p.last for p in (*roles.actors, *roles.recipients)}
    return [p for p in inside if p.case in {*BARE, "Acc"} and p.last not in taken]


def theme(clauses: Clauses, predicate: Predicate, inside: Sequence[Phrase], roles: Roles) -> Phrase | None:
    """What is sent, sold, won or published: the accusative, or the bare noun right before the verb."""
    trigger = predicate.trigger
    if trigger is None or predicate.form == "noun":
        return None
    slots = {slot.split("-")[0] for _, slot in trigger.frame}
    object_ = "acc" in trigger.needs or ("acc" in slots and not roles.recipients and not predicate.passive)
    if "theme" not in slots and not object_:
        return None
    taken = {p.last for p in (*roles.actors, *roles.recipients, *roles.places)}
    for phrase in reversed(inside):
        own = predicate.first < predicate.main and ARTICLES & set(trigger.gloss.split())  # «باش | ئەلچى ئەۋەتتى»
        beside = phrase.last + 1 == predicate.first and phrase.case in BARE and slots & {"theme", "acc"} and not own
        if phrase.last not in taken and (phrase.case == "Acc" or beside):
            return phrase if clauses.tokens[phrase.last].upos in {"NOUN", "PROPN"} else None
    return None


def _stated(clauses: Clauses, counted: dict[int, int], predicate: Predicate, last: int) -> list[int]:
    """«ئۆلگەنلەرنىڭ سانى 87 گە يەتتى», «ئۆلگەنلەر 87 گە يەتتى»: the number behind «سانى», or that which is reached."""
    tokens, quote = clauses.tokens, clauses.quote_at[predicate.last]
    named = False
    for i in range(predicate.last + 1, min(last, predicate.last + 1 + AHEAD)):
        if clauses.quote_at[i] != quote or tokens[i].text in {"،", "؛", "."}:
            return []
        near = predicate.form == "those" or i == predicate.last + 1
        named = named or (near and tokens[i].lemma in function_words("number"))
        if i in counted:
            reached = any(tokens[k].lemma in function_words("reach") for k in range(i + 1, min(last, i + 5)))
            return [counted[i]] if named or (reached and predicate.form == "those") else []
    return []


def _measures(
    clauses: Clauses, quantities: Sequence[Quantity], predicate: Predicate, inside: Sequence[Phrase]
) -> list[int]:
    """Percentages, sums and scores in the clause of an event that has such a measure."""
    wanted = _measured().get(predicate.trigger.kind, frozenset()) if predicate.trigger is not None else frozenset()
    if not wanted or not inside:
        return []
    first, quote, out = inside[0].first - 3, clauses.quote_at[predicate.first], []
    for number, quantity in enumerate(quantities):
        if quantity.kind not in wanted:
            continue
        at = clauses.phrases.token_at(quantity.start)
        end = clauses.phrases.token_at(max(quantity.start, quantity.end - 1))
        near = first <= at < predicate.first and predicate.first - end <= NEAR
        if not near or clauses.quote_at[at] != quote or clauses.aside(at):
            continue
        if quantity.kind != "CARDINAL" or _score(clauses, quantity, predicate):
            out.append(number)
    return out[-2:]


def _score(clauses: Clauses, quantity: Quantity, predicate: Predicate) -> bool:
    """«2-5 نەتىجە بىلەن»: a number beside another, or before the word for a result."""
    tokens = clauses.tokens
    at = clauses.phrases.token_at(max(quantity.start, quantity.end - 1))
    around = [tokens[i].text for i in range(max(0, at - 1), min(at + 2, predicate.first))]
    after = [tokens[i].lemma for i in range(at + 1, min(at + 4, predicate.first))]
    return any(mark in around for mark in ("-", ":", "–")) or any(w in function_words("score") for w in after[:1])
