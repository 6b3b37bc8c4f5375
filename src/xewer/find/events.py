"""What happened: predicates from the trigger table, with who, to whom, where, when, how many, and according to whom.

A role is filled only by a phrase that stands in the case the trigger's frame asks for; what the sentence does not
say stays empty. Passives turn the subject into the recipient; nominalised clauses have a genitive subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.event_chains import chained
from xewer.find.event_clauses import Clauses
from xewer.find.event_complements import Asked, whom_of
from xewer.find.event_confidence import structure
from xewer.find.event_figures import figures, theme
from xewer.find.event_kept import bare, by_nobody, hearsay, in_play, repeats, vague, worth_telling
from xewer.find.event_layers import Found, Layers, source, texts
from xewer.find.event_modality import figure_kinds, lasting_kinds, moods
from xewer.find.event_needs import of_case
from xewer.find.event_participles import at_a_time, inner_subject, shares_object
from xewer.find.event_people import count_tokens, mention, person, spoken
from xewer.find.event_predicates import Predicate, Trigger, find_predicates
from xewer.find.event_roles import Roles, fill_roles, objects
from xewer.find.event_subjects import by_force, genitive_subject, subject_of
from xewer.find.event_told import told
from xewer.find.phrases import BARE, noun_phrases
from xewer.model import Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.phrases import Phrase
    from xewer.model import Doc, Entity, Quantity, Quote, Timex

__all__ = ["find_events"]


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
    tones = moods(tokens, predicates, clauses.quote_at)
    for n, predicate in enumerate(predicates):
        following = predicates[n + 1] if n + 1 < len(predicates) else None
        if at_a_time(clauses, predicate, last):
            predicate = predicate._replace(form="when")
        inside = clauses.open(predicate, first)
        cue = cues.get(tokens[predicate.first].start) or cues.get(tokens[predicate.main].start)
        roles = fill_roles(clauses, predicate, inside, last)
        trigger = predicate.trigger
        while not roles.ok and trigger is not None and trigger.other is not None:
            trigger = trigger.other
            predicate = predicate._replace(trigger=trigger)
            roles = fill_roles(clauses, predicate, inside, last)
        tells = trigger is not None and roles.ok and (cue is None or trigger.plover not in {None, "REQUEST"})
        if tells and not repeats(predicate, following):
            found.append(_found(layers, predicate, roles, tones[n], first, cue, found, inside, last, asked))
            used = roles.used
        elif predicate.form == "noun" or (
            following is not None and following.form == "noun" and following.first <= predicate.last + 2
        ):
            used = []  # «غەززەگە قىلغان ھۇجۇمى»: the dative is the noun's
        else:
            used = objects(clauses, predicate, inside)
        if tokens[predicate.main].text not in function_words("said"):
            asked = Asked(predicate, genitive_subject(clauses, predicate, inside), tuple(inside), tuple(used))
        used = [*used, *inner_subject(clauses, predicate, inside, last)]
        _settle(clauses, predicate, used, inside, following, last)
        if predicate.form == "finite":
            clauses.carry(predicate, subject_of(clauses, predicate, inside, last), inside)
    events = [told(layers, one, found, n, last) for n, one in enumerate(found)]
    nature = {one.event.start for one in found if one.predicate.nature}
    kept = []
    for one, event in zip(found, events, strict=True):
        actors = [tokens[p.last] for p in one.roles.actors]
        if not hearsay(event, actors, spoken=bool(person(clauses, one.predicate))):
            kept.append(event)
    events = kept
    heads = {
        one.event.start: [
            t.lemma for p in one.roles.recipients for t in tokens[p.first : p.last + 1] if t.upos != "DET"
        ]
        for one in found
    }
    events = [e for e in events if not vague(e, heads[e.start]) and not bare(e)]
    events = [e for e in events if e.rule != "event/noun" or worth_telling(e, nature=e.start in nature)]
    amounts = function_words("amount")  # «باھاسى ئۆستى»: a price that rose is news without a figure too
    return [
        e for e in events if e.quantities or e.kind not in figure_kinds() or any(h in amounts for h in heads[e.start])
    ]


def _settle(
    clauses: Clauses,
    predicate: Predicate,
    used: Sequence[Phrase],
    inside: Sequence[Phrase],
    following: Predicate | None,
    last: int,
) -> None:
    """Take from what follows the phrases that belong to this predicate."""
    form = predicate.form
    mine = [p for p in used if p.first < predicate.first]
    if form == "conv" and following is not None and shares_object(clauses, predicate, following, last):
        mine = [p for p in mine if p.case != "Acc"]
        inside = [p for p in inside if p.case != "Acc"]
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
        clauses.inner.update(dict.fromkeys((p.last for p in mine if p.case in BARE), predicate.last))
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
    tone: tuple[str, str],
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
        said = spoken(clauses, predicate.main, who) if not _retold(clauses, predicate) else []
        if not said:  # outside a quotation it is known by its pronoun alone
            own = [p for p in (*roles.actors, *roles.recipients) if layers.doc.tokens[p.last].feat("Person") == who]
            said = [mention(clauses, p, counted) for p in own if layers.doc.tokens[p.last].upos == "PRON"][:1]
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
    mood, polarity = tone
    future = tokens[predicate.last].feat("Tense") and not (polarity == "-" and predicate.form == "vnoun")
    meant = any(t.feat("Aspect") == "Prosp" for t in tokens[predicate.first : predicate.last + 1])
    if mood == "planned" and trigger.kind in lasting_kinds() and time is None and future and not meant:
        mood = "ongoing"  # «قوللايدۇ»: supports; «بىكار قىلماقچى بولدى» is still to come
    if time is not None and layers.times[time].type == "SET" and mood in {"planned", "asserted", "ongoing"}:
        mood = "habitual"
    kind, plover = ("match", None) if _contest(clauses, trigger, inside) else (trigger.kind, trigger.plover)
    if of_case(tokens, predicate):
        actors = []
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
        source=source(layers, predicate),
        modality=mood,
        polarity=polarity,
        rule="event/noun" if predicate.form == "noun" else "event/passive" if roles.passive else "event/verb",
    )
    sent = theme(clauses, predicate, inside, roles)
    thing = mention(clauses, sent, counted) if sent is not None else None
    subjects = roles.recipients if subject == "recipient" or roles.passive else roles.actors
    found = structure(clauses, predicate, inside, [] if who or cue is not None else subjects)
    people = tuple(texts(layers, actors)), tuple(texts(layers, recipients))
    return Found(predicate, roles, *people, event, thing, frozenset(found))


def _retold(clauses: Clauses, predicate: Predicate) -> bool:
    """«ھېچكىم بىلمەي سېتىۋالدىم دېيەلمەيدۇ»: inside a quotation another's words, without marks of their own."""
    at = predicate.last + 1
    again = at < len(clauses.tokens) and clauses.quote_at[at] == clauses.quote_at[predicate.last]
    return again and predicate.form == "finite" and clauses.tokens[at].lemma in function_words("say")


def _contest(clauses: Clauses, trigger: Trigger, inside: Sequence[Phrase]) -> bool:
    """«پىنال مۇسابىقىسىدە … بىلەن ئۇچرىشىدۇ»: teams that meet in a contest play it."""
    if trigger.kind != "meeting":
        return False
    return any(p.case in {"Loc", "Dat"} and clauses.tokens[p.last].lemma in function_words("contest") for p in inside)


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
