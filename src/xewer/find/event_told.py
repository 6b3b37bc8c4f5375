"""The last touches of an event: who else takes part by the rest of its sentence, how sure it is, its English line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.event_confidence import confidence, doubts
from xewer.find.event_descriptions import resolve
from xewer.find.event_gloss import gloss_event
from xewer.find.event_layers import source, texts
from xewer.find.event_people import mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_layers import Found, Layers
    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase
    from xewer.model import Event, Mention, Quote, Token

__all__ = ["told"]

_JUDGED = frozenset({"ACCUSE", "COERCE", "CONSULT", "PROTEST", "REJECT", "SUPPORT"})


def told(layers: Layers, one: Found, found: Sequence[Found], n: int, last: int) -> Event:
    """The event with what the rest of its sentence says of its participants, and its English line."""
    predicate, trigger, event = one.predicate, one.predicate.trigger, one.event
    if trigger is None:
        raise ValueError(predicate)
    actors, guess = one.actors, False
    tokens = layers.doc.tokens
    following = found[n + 1] if n + 1 < len(found) else None
    if predicate.form == "vnoun" and following is not None:
        kind = following.event.kind
        adjacent = following.predicate.first == predicate.last + 1
        if (
            adjacent
            and not actors
            and kind in {"aid", "participation"}
            and tokens[predicate.last].feat("Case") == "Dat"
        ):
            actors = following.actors  # «قوغلاپ چىقىرىلىشىغا ياردەم قىلدى»: they took part in it
        after = tokens[predicate.last + 1] if predicate.last + 1 < len(tokens) else None
        if after is not None and after.text in function_words("purpose") and kind in {"dispatch", "deployment"}:
            actors = (*_sent(layers, following), *(m for p, m in _with(layers, one)))
    if predicate.form == "vnoun" and following is not None and _blamed(tokens, predicate, following):
        actors = ()
    if predicate.form == "vnoun" and not actors and not one.roles.passive and _last_of_quote(layers, predicate):
        quote = layers.clauses.quote(predicate.last)
        subject = any(role == "actor" and slot == "nom" for role, slot in trigger.frame)
        third = tokens[predicate.last].feat("Person[psor]") == "3"
        third = third and not any(p.case == "Gen" for p in one.roles.used) and not _whose(layers, predicate)
        if quote is not None and quote.speaker_id is None and not _speaks(layers, quote):
            third = False
        if quote is not None and not quote.direct and quote.speaker is not None and subject and third:
            # «… ئەۋەتكەنلىكىنى دەلىللىدى» without a subject of its own: it has that of the verb that reports it
            speaker = quote.speaker._replace(name=quote.speaker_name, entity_id=quote.speaker_id)
            actors = tuple(texts(layers, [speaker]))
    if predicate.form in {"conv", "when"} and not actors and not one.roles.passive:
        actors = _controller(layers, one, found[n + 1 :])
    if (
        event.kind == "meeting"
        and predicate.form == "noun"
        and not actors
        and tokens[predicate.last].feat("Case") == "Loc"
    ):
        actors = _present(layers, predicate, found[n + 1 :], last)
        guess = bool(actors)
    recipients = tuple(r for r in one.recipients if all((r.start, r.end) != (a.start, a.end) for a in actors))
    event = replace(event, actors=actors, recipients=recipients, guess=guess)
    event = resolve(layers.doc, layers.names, event)
    sure = confidence(doubts(one, event, guess=event.guess))
    voice = "actor" if any(role == "actor" for role, _ in trigger.frame) else "patient"
    voice = "passive" if one.roles.passive else voice
    counting = [layers.quantities[n] for n in event.quantities]
    line = gloss_event(
        layers.doc,
        layers.names,
        event,
        trigger.gloss,
        voice=voice,
        form="if" if tokens[predicate.last].feat("Mood") == "Cnd" else predicate.form,
        figures=counting,
        theme=one.theme,
    )
    return replace(event, gloss_en=line, confidence=sure)


def _blamed(tokens: Sequence[Token], predicate: Predicate, following: Found) -> bool:
    """«شىركەت ئىش تاشلاشنى ئەيىبلىدى»: who blames, supports or discusses a deed has not done it."""
    token, trigger = tokens[predicate.last], following.predicate.trigger
    bare = not token.feat("Tense") and not token.feat("Person[psor]") and token.feat("Case") in {"Acc", "Dat"}
    return bare and trigger is not None and trigger.plover in _JUDGED


def _controller(layers: Layers, one: Found, later: Sequence[Found]) -> tuple[Mention, ...]:
    """«… قوبۇل قىلغاندا، كىت … دېدى»: a clause without a subject has that of the finite verb behind it."""
    trigger = one.predicate.trigger
    if trigger is None or ("actor", "nom") not in trigger.frame:
        return ()
    main = next((f for f in later if f.predicate.form == "finite" and f.event.source == one.event.source), None)
    if main is None or main.roles.passive or not all(m.start >= one.event.end for m in main.actors):
        return ()
    partners = {m.start for _, m in _with(layers, main)}
    return tuple(m for m in main.actors if m not in one.recipients and m.start not in partners)


def _whose(layers: Layers, predicate: Predicate) -> bool:
    """«بانكىنىڭ ئۆتكەن يىلى بەرگەن ۋەدىسىنى بۇزغانلىقى»: a genitive that owns nothing else may be who did it."""
    clauses = layers.clauses
    quote = clauses.quote(predicate.last)
    if quote is None:
        return False
    inside = clauses.phrases.between(clauses.phrases.token_at(quote.start), predicate.first)
    owned = clauses.owned(inside)
    free = [p for p in inside if p.case == "Gen" and p.last not in owned and clauses.somebody(p)]
    free = [p for p in free if not any(a <= p.first < b for a, b in clauses.asides)]  # «ئۇنىڭ كۆچۈشىنى كەچۈردى»
    return any(layers.doc.tokens[p.last].upos != "PRON" for p in free)


def _speaks(layers: Layers, quote: Quote) -> bool:
    """Whether the speaker of a quotation is somebody, not a report."""
    if quote.speaker is None:
        return False
    phrases = layers.clauses.phrases
    number = phrases.by_last.get(phrases.token_at(max(quote.speaker.start, quote.speaker.end - 1)))
    return number is not None and layers.clauses.somebody(phrases.found[number])


def _with(layers: Layers, one: Found) -> list[tuple[Phrase, Mention]]:
    clauses = layers.clauses
    return [(p, mention(clauses, p, layers.counted)) for p in one.roles.actors if clauses.followed(p, "with")]


def _sent(layers: Layers, following: Found) -> tuple[Mention, ...]:
    """Whom a dispatch sends: the accusative, or the bare noun right before the verb."""
    clauses = layers.clauses
    number = clauses.phrases.by_last.get(following.predicate.first - 1)
    phrase = None if number is None else clauses.phrases.found[number]
    if phrase is None or phrase.case not in {"Acc", "Nom"} or not clauses.somebody(phrase):
        return ()
    return (mention(clauses, phrase, layers.counted),)


def _last_of_quote(layers: Layers, predicate: Predicate) -> bool:
    at = layers.clauses.quote_at
    number = at[predicate.last]
    return number >= 0 and (predicate.last + 1 >= len(at) or at[predicate.last + 1] != number)


def _present(layers: Layers, predicate: Predicate, later: Sequence[Found], last: int) -> tuple[Mention, ...]:
    """«ئۇچرىشىشتا … پۇتىن كىمغا …»: two named persons, one acting on the other at a meeting, have met."""
    ids = {e.start: e for e in layers.names if e.label == "PERSON"}
    tokens = layers.doc.tokens
    for one in later:
        if one.event.source == source(layers, predicate) and one.predicate.form == "finite":
            pair = (*one.actors[:1], *one.recipients[:1])
            if len(pair) == 2 and all(m.start in ids for m in pair):
                return pair
    low, high = tokens[predicate.last].end, tokens[last - 1].end
    for quote in layers.quotes:
        if quote.direct and low <= quote.start <= high and quote.speaker is not None and quote.addressee is not None:
            pair = tuple(
                texts(
                    layers,
                    [
                        quote.speaker._replace(name=quote.speaker_name, entity_id=quote.speaker_id),
                        quote.addressee._replace(name=quote.addressee_name),
                    ],
                )
            )
            if all(m.start in ids for m in pair):
                return pair
    return ()
