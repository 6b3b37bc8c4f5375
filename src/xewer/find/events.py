"""What happened: predicates from the trigger table, with who, to whom, where, when, how many, and according to whom.

A role is filled only by a phrase that stands in the case the trigger's frame asks for; what the sentence does not
say stays empty. Passives turn the subject into the recipient; nominalised clauses have a genitive subject.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words
from xewer.find.event_chains import chained
from xewer.find.event_clauses import Clauses
from xewer.find.event_complements import Asked, whom_of
from xewer.find.event_descriptions import resolve
from xewer.find.event_figures import figures, theme
from xewer.find.event_gloss import gloss_event
from xewer.find.event_kept import by_nobody, in_play, repeats, vague, worth_telling
from xewer.find.event_modality import figure_kinds, lasting_kinds, modality
from xewer.find.event_people import count_tokens, mention, person, spoken
from xewer.find.event_predicates import Predicate, Trigger, find_predicates
from xewer.find.event_roles import Roles, fill_roles, objects
from xewer.find.event_subjects import by_force, genitive_subject, subject_of
from xewer.find.phrases import BARE, noun_phrases
from xewer.model import Event, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.phrases import Phrase
    from xewer.model import Doc, Entity, Quantity, Quote, Timex, Token

__all__ = ["find_events"]


class Found(NamedTuple):
    """An event before its last touches: what later predicates of the sentence say about it."""

    predicate: Predicate
    roles: Roles
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    event: Event
    theme: Mention | None = None


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


def find_events(
    doc: Doc,
    names: Sequence[Entity],
    times: Sequence[Timex],
    quantities: Sequence[Quantity],
    quotes: Sequence[Quote],
) -> tuple[Event, ...]:
    """Events of a document in text order; a verb that only reports speech is a quote, not an event."""
    clauses = Clauses(noun_phrases(doc, names, times, detached=True), quotes, quantities)
    closed = frozenset(clauses.phrases.time_at) | clauses.figures
    layers = Layers(doc, names, times, quantities, quotes, clauses, count_tokens(clauses, quantities), closed)
    cues = {q.cue.start: q for q in quotes if q.cue is not None}
    events: list[Event] = []
    for first, last in doc.sentence_tokens():
        events.extend(_sentence(layers, cues, first, last))
    return tuple(in_play(by_nobody(events)))


def _sentence(layers: Layers, cues: dict[int, Quote], first: int, last: int) -> list[Event]:
    clauses, tokens = layers.clauses, layers.doc.tokens
    predicates = chained(tokens, find_predicates(tokens, first, last, clauses.phrases.name_at, layers.closed))
    found: list[Found] = []
    asked: Asked | None = None
    for n, predicate in enumerate(predicates):
        following = predicates[n + 1] if n + 1 < len(predicates) else None
        inside = clauses.open(predicate, first)
        cue = cues.get(tokens[predicate.first].start) or cues.get(tokens[predicate.main].start)
        roles = fill_roles(clauses, predicate, inside, last)
        trigger = predicate.trigger
        while not roles.ok and trigger is not None and trigger.other is not None:
            trigger = trigger.other
            predicate = predicate._replace(trigger=trigger)
            roles = fill_roles(clauses, predicate, inside, last)
        told = trigger is not None and roles.ok and (cue is None or trigger.plover not in {None, "REQUEST"})
        if told and not repeats(predicate, following):
            found.append(_found(layers, predicate, roles, following, first, cue, found, inside, last, asked))
            used = roles.used
        elif predicate.form == "noun" or (
            following is not None and following.form == "noun" and following.first <= predicate.last + 2
        ):
            used = []  # «غەززەگە قىلغان ھۇجۇمى»: the dative is the noun's
        else:
            used = objects(clauses, predicate, inside)
        asked = Asked(predicate, genitive_subject(clauses, predicate, inside), tuple(inside), tuple(used))
        _settle(clauses, predicate, used, inside)
        if predicate.form == "finite":
            clauses.carry(predicate, subject_of(clauses, predicate, inside, last), inside)
    events = [_told(layers, one, found, n, last) for n, one in enumerate(found)]
    nature = {one.event.start for one in found if not (one.predicate.trigger and one.predicate.trigger.frame)}
    heads = {one.event.start: [tokens[p.last].lemma for p in one.roles.recipients] for one in found}
    events = [e for e in events if not vague(e, heads[e.start])]
    events = [e for e in events if e.rule != "event/noun" or worth_telling(e, nature=e.start in nature)]
    return [e for e in events if e.quantities or e.kind not in figure_kinds()]


def _settle(clauses: Clauses, predicate: Predicate, used: Sequence[Phrase], inside: Sequence[Phrase]) -> None:
    """Take from what follows the phrases that belong to this predicate."""
    form = predicate.form
    mine = [p for p in used if p.first < predicate.first]
    if form == "finite":
        clauses.close(predicate)
        return
    for phrase in tuple(mine):
        owner = clauses.own(phrase)
        while owner is not None:
            clauses.taken.add(owner.last)
            owner = clauses.own(owner)
    subject = [p for p in mine if p.case == "Gen" and p.last not in clauses.taken]
    if form in {"vnoun", "when", "rel"} and subject and clauses.tokens[predicate.last].feat("Person[psor]"):
        clauses.take(subject, predicate.first)
    clauses.taken.update(p.last for p in mine if p.case not in BARE and p.case != "Gen")
    if form == "rel":
        clauses.taken.update(p.last for p in mine)
    if form == "when":
        clauses.inner.update(p.last for p in mine if p.case in BARE)
        if clauses.tokens[predicate.last].feat("Mood") == "Cnd":
            clauses.condition(predicate, inside)
    if form == "conv" and predicate.trigger is not None:
        clauses.taken.update(
            p.last for p in inside if p.case in {"Dat", "Acc", "Abl"} and not clauses.followed(p, "against")
        )


def _found(
    layers: Layers,
    predicate: Predicate,
    roles: Roles,
    following: Predicate | None,
    first: int,
    cue: Quote | None,
    before: Sequence[Found],
    inside: Sequence[Phrase],
    last: int,
    asked: Asked | None,
) -> Found:
    clauses, counted = layers.clauses, layers.counted
    trigger = predicate.trigger
    if trigger is None:
        raise ValueError(predicate)
    actors = [mention(clauses, p, counted) for p in roles.actors]
    recipients = [mention(clauses, p, counted) for p in roles.recipients]
    frame = {slot: role for role, slot in trigger.frame}
    who = person(clauses, predicate) if predicate.form != "noun" else ""
    subject = frame.get("nom") or frame.get("nom-any") or ""
    if who and subject and not roles.passive:
        said = spoken(clauses, predicate.main, who)
        if subject == "actor":
            actors = said + [m for p, m in zip(roles.actors, actors, strict=True) if clauses.followed(p, "with")]
        else:
            recipients = said
    elif cue is not None and cue.speaker is not None and subject == "actor" and not roles.passive:
        actors = [cue.speaker._replace(name=cue.speaker_name, entity_id=cue.speaker_id, text="")]
    owner = layers.doc.tokens[predicate.first].feat("Person[psor]") if predicate.main > predicate.first else ""
    if owner == "1" and subject == "actor":
        actors = spoken(clauses, predicate.main, "1")  # «مىننەتدارلىقىمنى يەتكۈزۈش»: whoever carries it, it is mine
    requested = trigger.plover == "REQUEST" and before and not _tensed(layers, before[-1])
    if requested and not recipients and _complement(layers, before[-1], predicate):
        recipients = [m for m in before[-1].actors if m not in actors]
        if layers.doc.tokens[before[-1].predicate.last].feat("Person[psor]") == "2":
            recipients = spoken(clauses, before[-1].predicate.main, "2")
    if trigger.plover == "ACCUSE" and not recipients and before and _complement(layers, before[-1], predicate):
        recipients = [m for m in before[-1].actors if m not in actors]  # «… ھۇجۇم قىلغانلىقىنى ئەيىبلىدى»
    if not recipients and asked is not None and "recipient" in frame.values() and not roles.passive:
        whom = whom_of(clauses, asked, predicate)
        recipients = [] if whom is None else [m for m in [mention(clauses, whom, counted)] if m not in actors]
    tokens = layers.doc.tokens
    start, end = tokens[predicate.first].start, tokens[predicate.last].end
    time = _time(layers, predicate, first)
    mood, polarity = modality(tokens, predicate, following)
    if mood == "planned" and trigger.kind in lasting_kinds() and time is None:
        mood = "ongoing"  # «قوللايدۇ»: supports
    if time is not None and layers.times[time].type == "SET" and mood in {"planned", "asserted", "ongoing"}:
        mood = "habitual"
    kind, plover = ("match", None) if _contest(clauses, trigger, inside) else (trigger.kind, trigger.plover)
    if plover in {"ASSAULT", "THREATEN"} and by_force(clauses, predicate, inside):
        plover, actors = None, []
    event = Event(
        start=start,
        end=end,
        text=layers.doc.text[start:end],
        kind=kind,
        plover=plover,
        places=tuple(mention(clauses, p, counted) for p in roles.places),
        time=time,
        quantities=figures(clauses, counted, layers.quantities, predicate, roles, inside, last),
        source=_source(layers, predicate),
        modality=mood,
        polarity=polarity,
        rule="event/noun" if predicate.form == "noun" else "event/passive" if roles.passive else "event/verb",
    )
    sent = theme(clauses, predicate, inside, roles)
    thing = mention(clauses, sent, counted) if sent is not None else None
    return Found(predicate, roles, tuple(_texts(layers, actors)), tuple(_texts(layers, recipients)), event, thing)


def _contest(clauses: Clauses, trigger: Trigger, inside: Sequence[Phrase]) -> bool:
    """«پىنال مۇسابىقىسىدە … بىلەن ئۇچرىشىدۇ»: teams that meet in a contest play it."""
    if trigger.kind != "meeting":
        return False
    return any(p.case in {"Loc", "Dat"} and clauses.tokens[p.last].lemma in function_words("contest") for p in inside)


def _texts(layers: Layers, mentions: Sequence[Mention]) -> list[Mention]:
    return [m._replace(text=layers.doc.text[m.start : m.end]) for m in mentions]


def _tensed(layers: Layers, before: Found) -> bool:
    return bool(layers.doc.tokens[before.predicate.last].feat("Tense"))


def _complement(layers: Layers, before: Found, predicate: Predicate) -> bool:
    """Whether the event before is what this verb asks for: «… يەتكۈزۈشىڭىزنى سورايمەن»."""
    token = layers.doc.tokens[before.predicate.last]
    return (
        before.predicate.form == "vnoun"
        and before.predicate.last + 1 == predicate.first
        and token.feat("Case") in {"Acc", "Dat"}
    )


def _told(layers: Layers, one: Found, found: Sequence[Found], n: int, last: int) -> Event:
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
        third = third and not any(p.case == "Gen" for p in one.roles.used)
        if quote is not None and quote.speaker_id is None and not _speaks(layers, quote):
            third = False
        if quote is not None and not quote.direct and quote.speaker is not None and subject and third:
            # «… ئەۋەتكەنلىكىنى دەلىللىدى» without a subject of its own: it has that of the verb that reports it
            speaker = quote.speaker._replace(name=quote.speaker_name, entity_id=quote.speaker_id)
            actors = tuple(_texts(layers, [speaker]))
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
    confidence = 0.6 if predicate.form == "noun" or guess else 0.75 if actors or recipients else 0.5
    event = replace(event, actors=actors, recipients=recipients, guess=guess, confidence=confidence)
    event = resolve(layers.doc, layers.names, event)
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
    return replace(event, gloss_en=line)


def _blamed(tokens: Sequence[Token], predicate: Predicate, following: Found) -> bool:
    """«شىركەت ئىش تاشلاشنى ئەيىبلىدى»: who blames or supports a deed has not done it."""
    token, trigger = tokens[predicate.last], following.predicate.trigger
    bare = not token.feat("Tense") and not token.feat("Person[psor]") and token.feat("Case") in {"Acc", "Dat"}
    return bare and trigger is not None and trigger.plover in {"ACCUSE", "SUPPORT", "REJECT", "PROTEST", "COERCE"}


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
        if one.event.source == _source(layers, predicate) and one.predicate.form == "finite":
            pair = (*one.actors[:1], *one.recipients[:1])
            if len(pair) == 2 and all(m.start in ids for m in pair):
                return pair
    low, high = tokens[predicate.last].end, tokens[last - 1].end
    for quote in layers.quotes:
        if quote.direct and low <= quote.start <= high and quote.speaker is not None and quote.addressee is not None:
            pair = tuple(
                _texts(
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


def _source(layers: Layers, predicate: Predicate) -> int | None:
    """Index of the innermost quotation that a predicate stands in."""
    number = layers.clauses.quote_at[predicate.last]
    return number if number >= 0 else None


def _time(layers: Layers, predicate: Predicate, first: int) -> int | None:
    """The time that stands nearest before the predicate in its clause and quotation."""
    clauses = layers.clauses
    at = clauses.phrases.time_at
    quote = clauses.quote_at[predicate.first]
    for token in range(predicate.first - 1, clauses.start(predicate.first, first) - 1, -1):
        number = at.get(token)
        if number is None or clauses.quote_at[token] != quote or clauses.aside(token):
            continue
        if layers.times[number].type in {"DATE", "TIME", "SET"}:
            return number
    opening = at.get(first)
    alone = predicate.form == "finite" and quote < 0 and clauses.quote_at[first] < 0
    if alone and opening is not None and layers.times[opening].type in {"DATE", "TIME"}:
        return opening  # «بۇ يىل يازدا … قىلدى، … ئۆتكۈزدى»: a time that opens the sentence holds for all of it
    return None
