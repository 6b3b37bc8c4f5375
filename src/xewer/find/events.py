"""What happened: predicates from the trigger table, with who, to whom, where, when, how many, and according to whom.

A role is filled only by a phrase that stands in the case the trigger's frame asks for; what the sentence does not
say stays empty. Passives turn the subject into the recipient; nominalised clauses have a genitive subject.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words
from xewer.find.event_gloss import gloss_event
from xewer.find.event_roles import Frame, Roles, fill_roles
from xewer.find.phrases import noun_phrases
from xewer.model import Event
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.phrases import Phrases
    from xewer.model import Doc, Entity, Quantity, Quote, Timex, Token

__all__ = ["find_events"]


class Trigger(NamedTuple):
    """One row of the trigger table."""

    lemma: str
    kind: str
    plover: str | None
    frame: Frame
    gloss: str


class Predicate(NamedTuple):
    """Tokens ``first..last`` (inclusive) are a predicate; ``verb`` is the token that carries the endings."""

    first: int
    last: int
    verb: int
    trigger: Trigger
    noun: bool


@lru_cache(maxsize=1)
def _triggers() -> tuple[dict[str, Trigger], dict[str, Trigger]]:
    """Triggers with a verb (lemma, or noun and light verb) and noun triggers."""
    verbs: dict[str, Trigger] = {}
    nouns: dict[str, Trigger] = {}
    for row in read_table("event_triggers.tsv"):
        frame = tuple((role, slot) for role, _, slot in (part.partition("=") for part in row["frame"].split()))
        trigger = Trigger(row["lemma"], row["kind"], row["plover"] or None, frame, row["gloss_en"])
        (nouns if row["class"] == "noun" else verbs)[row["lemma"]] = trigger
    return verbs, nouns


def find_events(
    doc: Doc,
    names: Sequence[Entity],
    times: Sequence[Timex],
    quantities: Sequence[Quantity],
    quotes: Sequence[Quote],
) -> tuple[Event, ...]:
    """Events of a document in text order; reporting verbs are not events, they are quotes."""
    phrases = noun_phrases(doc, names, times)
    cues = {q.cue.start for q in quotes if q.cue is not None}
    found = []
    for first, last in doc.sentence_tokens():
        boundary = first
        for predicate in _predicates(doc.tokens, phrases, first, last):
            start = doc.tokens[predicate.first].start
            if start in cues or doc.tokens[predicate.verb].start in cues:
                boundary = predicate.last + 1
                continue
            clause = max(boundary, _quote_start(phrases, quotes, start))
            roles = fill_roles(
                phrases,
                predicate.trigger.frame,
                clause,
                predicate.first,
                predicate.verb,
                noun=predicate.noun,
                last=last,
            )
            found.append(_event(doc, phrases, predicate, roles, names, times, quantities, quotes, clause))
            if _finite(doc.tokens[predicate.verb]):
                boundary = predicate.last + 1
    return tuple(found)


def _predicates(tokens: Sequence[Token], phrases: Phrases, first: int, last: int) -> list[Predicate]:
    """Predicates of one sentence, light verbs with their noun, auxiliaries with their verb."""
    verbs, nouns = _triggers()
    auxiliary = function_words("auxiliary")
    found: list[Predicate] = []
    taken: set[int] = set()
    for i in range(first, last):
        token = tokens[i]
        if token.upos not in {"VERB", "AUX"} or i in taken:
            continue
        start, trigger = i, None
        if i > first:
            trigger = verbs.get(f"{tokens[i - 1].text} {token.lemma}") or verbs.get(
                f"{tokens[i - 1].lemma} {token.lemma}"
            )
            if trigger is not None:
                start = i - 1
        if trigger is None and token.upos == "VERB":
            trigger = verbs.get(token.lemma)
        if trigger is None or start in taken:
            continue
        end = i
        if token.feat("VerbForm") == "Conv" and i + 1 < last and tokens[i + 1].lemma in auxiliary:
            end = i + 1
        found.append(Predicate(start, end, end, trigger, noun=False))
        taken.update(range(start, end + 1))
    for i in range(first, last):
        token = tokens[i]
        trigger = nouns.get(token.lemma) or (nouns.get(token.text) if token.upos == "NOUN" else None)
        if trigger is not None and i not in taken and i not in phrases.name_at and token.upos in {"NOUN", "VERB"}:
            found.append(Predicate(i, i, i, trigger, noun=True))
    return sorted(found)


def _event(
    doc: Doc,
    phrases: Phrases,
    predicate: Predicate,
    roles: Roles,
    names: Sequence[Entity],
    times: Sequence[Timex],
    quantities: Sequence[Quantity],
    quotes: Sequence[Quote],
    clause: int,
) -> Event:
    tokens, trigger = doc.tokens, predicate.trigger
    start, end = tokens[predicate.first].start, tokens[predicate.last].end
    modality, polarity = _modality(tokens, predicate)
    source = _source(quotes, start, end)
    counted = tuple(
        n
        for n, q in enumerate(quantities)
        if any(m.start <= q.start < m.end for m in (*roles.actors, *roles.recipients))
        or any(q.end <= m.start and m.start - q.end <= 1 for m in (*roles.actors, *roles.recipients))
    )
    time = _time(phrases, times, clause, predicate.first, doc)
    event = Event(
        start=start,
        end=end,
        text=doc.text[start:end],
        kind=trigger.kind,
        plover=trigger.plover,
        actors=roles.actors,
        recipients=roles.recipients,
        places=roles.places,
        time=time,
        quantities=counted,
        source=source,
        modality=modality,
        polarity=polarity,
        rule="event/noun" if predicate.noun else "event/passive" if roles.passive else "event/verb",
        confidence=0.6 if predicate.noun else 0.75 if roles.actors or roles.recipients else 0.5,
    )
    return gloss_event(doc, names, event, trigger.gloss)


def _finite(token: Token) -> bool:
    return token.feat("VerbForm") == "Fin" and token.feat("Mood") != "Cnd"


def _quote_start(phrases: Phrases, quotes: Sequence[Quote], at: int) -> int:
    """First token of the innermost quotation around a code point, or 0."""
    starts = [q.start for q in quotes if q.start <= at < q.end]
    return phrases.token_at(max(starts)) if starts else 0


def _source(quotes: Sequence[Quote], start: int, end: int) -> int | None:
    """Index of the innermost quotation that a predicate stands in."""
    around = [(q.end - q.start, n) for n, q in enumerate(quotes) if q.start <= start and end <= q.end + 1]
    return min(around)[1] if around else None


def _time(phrases: Phrases, times: Sequence[Timex], clause: int, predicate: int, doc: Doc) -> int | None:
    """The time that stands nearest before the predicate in its clause."""
    tokens = doc.tokens
    low, high = tokens[clause].start, tokens[predicate].start
    inside = [n for n, t in enumerate(times) if low <= t.start and t.end <= high and t.type in {"DATE", "TIME"}]
    return inside[-1] if inside and phrases is not None else None


def _modality(tokens: Sequence[Token], predicate: Predicate) -> tuple[str, str]:
    """Modality from mood, tense and the words behind the verb; polarity from negation."""
    verb = tokens[predicate.verb]
    following = tokens[predicate.last + 1] if predicate.last + 1 < len(tokens) else None
    polarity = "-" if verb.feat("Polarity") == "Neg" else "+"
    if following is not None and following.text in function_words("denial"):
        polarity = "-"
    if predicate.noun:
        return "asserted", polarity
    if following is not None and following.text in function_words("possibility"):
        return "possible", polarity
    if following is not None and following.text in function_words("purpose") and verb.feat("VerbForm") == "Vnoun":
        return ("purpose" if not verb.feat("Tense") else "asserted"), polarity
    if verb.feat("Mood") in {"Pot", "Cnd"}:
        return "possible", polarity
    if verb.feat("Mood") == "Imp":
        return "requested", polarity
    if verb.feat("Tense") == "Fut" or verb.feat("Aspect") == "Prosp":
        return "planned", polarity
    if verb.feat("Aspect") == "Prog":
        return "ongoing", polarity
    if verb.feat("Tense") == "Pres" and verb.feat("VerbForm") in {"Fin", "Part", "Vnoun"}:
        return "planned", polarity
    return "asserted", polarity
