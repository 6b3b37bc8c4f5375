"""One English line for an event, built from the parts: names in English, glosses of nouns, gloss of the predicate."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.english_verbs import ing, participle, past, present
from xewer.find.event_gloss_parts import CHANGES, Parts, case_of, owner_of
from xewer.find.event_modality import lasting_kinds, thing_kinds
from xewer.find.phrase_words import bracketed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Event, Mention, Quantity

__all__ = ["gloss_event"]

PREPOSITIONS = frozenset({"to", "on", "of", "for", "with", "against", "at", "in", "from", "about", "over", "into"})


def gloss_event(
    doc: Doc,
    names: Sequence[Entity],
    event: Event,
    predicate: str,
    *,
    voice: str = "actor",
    form: str = "finite",
    figures: Sequence[Quantity] = (),
    theme: Mention | None = None,
) -> str:
    """Build "600 North Korean soldiers fought Ukraine's troops" from its parts; what has no gloss is left out.

    ``predicate`` is the trigger's gloss: a verb in its base form, or a noun, perhaps with its preposition. ``voice``
    is actor, passive, or patient where the trigger has no actor and the recipient is its subject; ``figures`` are
    those of the event; ``theme`` is what is sent, sold, won or published, which has no role.
    """
    parts = Parts(doc, names, figures)
    event = replace(event, modality=_intent(doc, event) or event.modality)
    if (
        voice == "actor"
        and form not in {"noun", "those"}
        and event.actors
        and all(_followed(doc, m, "with") for m in event.actors)
    ):
        event, predicate = _partners(event, predicate)  # «ساقچى بىلەن ئالاقىلىشىڭ»: who does it too, not who does it
    actors = parts.joined(event.actors, subject=form != "noun")
    recipients = parts.joined(event.recipients, whom=voice == "actor", subject=voice != "actor")
    if form == "those":
        actors, recipients = (parts.those(), recipients) if voice == "actor" else (actors, parts.those())
    places = [p for p in event.places if p not in event.recipients]
    if not recipients and voice == "actor" and places and case_of(doc, places[0]) == "Acc":
        recipients, places = parts.joined(places[:1]), places[1:]  # «كۇرسكى رايونىنى ئازاد قىلدى»
    if not recipients and voice != "actor" and form != "noun" and places and case_of(doc, places[0]) in {"", "Nom"}:
        recipients, places = parts.joined(places[:1]), places[1:]  # «خارتۇم ئايرودرومى تاقالدى»
    if not recipients and voice == "actor" and places and _cut(predicate)[0] in AT_PLACES:
        recipients, places = parts.joined(places[:1]), places[1:]  # «چاۋشيەندە زىيارەتتە بولدى»: visited North Korea
    if not recipients and voice == "actor" and predicate in ALONE:
        predicate = ALONE[predicate]  # «كوماندا ئۇتتى»: who beats nobody wins
    if event.kind in CHANGES and voice == "patient" and parts.counted_only(event.recipients):
        return f"… {_tensed(*_split(predicate)[:1], event, plural=False)} by {recipients}" + parts.where(places)
    if event.kind in thing_kinds():
        actors, recipients = (re.sub("^he/she$", "it", w) for w in (actors, recipients))
    subject = actors if voice == "actor" else recipients
    if subject.startswith("nobody") and event.polarity == "-":
        event = replace(event, polarity="+")  # «ھېچكىم قارشى چىقمىدى»: nobody opposed
    elif event.polarity == "-" and voice == "actor":
        recipients = re.sub("^nobody", "anybody", recipients)
    if form == "noun":
        line = _noun_line(predicate, actors, recipients)
    elif voice == "passive":
        if recipients and all(case_of(doc, m) == "Dat" for m in event.recipients) and not predicate.endswith(" of"):
            predicate, recipients = _given(predicate, recipients)  # «ساقچىغا تاپشۇرۇلدى»: handed over to police
        plural = parts.plural(event.recipients) and bool(recipients)
        line = _passive_line(predicate, event, actors, recipients, plural=plural, condition=form == "if")
    else:
        plural = parts.plural(event.recipients if voice == "patient" else event.actors)
        if theme is not None and voice == "actor":
            verb, preposition = _cut(predicate)
            word, own = _split(verb)
            number = parts.number(theme) if own else ""
            words = (word, number, own) if number else (verb, parts.joined([theme]))  # «500 نەپەر ئەسكەر ئەۋەتتى»
            predicate = " ".join(filter(None, (*words, preposition)))
        subject, others = (recipients, "") if voice == "patient" else (actors, recipients)
        if predicate.startswith("("):
            subject, others = actors, ""  # "there was a clash", of whom
        line = _active_line(predicate, event, subject, others, plural=plural, condition=form == "if")
    line = f"if {line}" if form == "if" else line
    return line + parts.measure(event.kind) + parts.where(places, _cut(predicate)[1])


def _intent(doc: Doc, event: Event) -> str | None:
    """Whether somebody means to do it, or meant to: «ئۆلتۈرمەكچى بولغان» is not "will murder"."""
    at = bisect_left(doc.tokens, event.end, key=lambda t: t.end)
    if event.modality not in {"planned", "ongoing"} or at >= len(doc.tokens):
        return None
    tokens = [t for t in doc.tokens_in(event.start, event.end) if t.feat("Aspect") == "Prosp"]
    if not tokens:
        return None
    after = doc.tokens[at + 1] if tokens[-1].end == event.end and at + 1 < len(doc.tokens) else doc.tokens[at]
    return "meant" if after.upos in {"AUX", "VERB"} and after.feat("Tense") == "Past" else "means"


def _followed(doc: Doc, mention: Mention, role: str) -> bool:
    """Whether a word of a role stands behind a mention, perhaps over a gloss in brackets."""
    at = bracketed(doc.tokens, bisect_left(doc.tokens, mention.end, key=lambda t: t.end) + 1)
    return at < len(doc.tokens) and doc.tokens[at].text in function_words(role)


def _partners(event: Event, predicate: str) -> tuple[Event, str]:
    """The event with its actors as those with whom it was done, and the predicate with the preposition for them."""
    verb, preposition = _cut(predicate)
    said = predicate if preposition in {"with", "against"} else verb if verb in DIRECT else f"{verb} with"
    return replace(event, actors=(), recipients=(*event.actors, *event.recipients)), said


def _given(predicate: str, recipients: str) -> tuple[str, str]:
    """What is given "to somebody" has another subject in the passive: the preposition is kept with its object."""
    verb, preposition = _cut(predicate)
    own = {"a", "an", "the"} & set(verb.split())  # "was given the right"
    return (f"{verb} {preposition} {recipients}", "") if preposition == "to" and not own else (predicate, recipients)


def _noun_line(predicate: str, actors: str, recipients: str) -> str:
    noun, preposition = _cut(predicate)
    of = f"{preposition or 'of'} {recipients}" if recipients else ""
    return " ".join(filter(None, (owner_of(actors) if actors else "", noun, of)))


def _passive_line(predicate: str, event: Event, actors: str, recipients: str, *, plural: bool, condition: bool) -> str:
    subject = recipients
    word, rest = _split(_cut(predicate)[0])
    particle, _, thing = rest.partition(" ") if rest.split(" ")[0] in PARTICLES else ("", "", rest)
    if not subject and thing and thing.split(" ")[0] not in AROUND:
        subject, rest = thing, particle  # «يېزىلغان خەت»: a letter was written
        plural = plural or (thing.endswith("s") and not thing.startswith(("a ", "an ")))
    be = _tensed("be", event, plural=plural, condition=condition)
    line = " ".join(filter(None, (subject or _unsaid(event), be, participle(word), rest)))
    return line + (f" by {actors}" if actors else "")


def _active_line(predicate: str, event: Event, subject: str, others: str, *, plural: bool, condition: bool) -> str:
    text = predicate
    if text.startswith("("):
        if subject:  # "(there) be a clash", of whom
            others = f"{'between' if ' and ' in subject else 'of'} {subject}"
        subject, _, text = text[1:].partition(") ")  # "(there) be an earthquake"
        plural = False
    if not others:
        text = _cut(text)[0]
    plural = plural or subject in {"I", "you", "we", "they"}
    word, rest = _split(text)
    verb = _tensed(word, event, plural=plural, condition=condition)
    first = rest.partition(" ")[0]
    if others and (rest in RESULTS or (first in AROUND and first != rest and not _cut(rest)[1])):
        rest, others = others, rest  # "sentenced him to prison", "took them hostage"
    return " ".join(filter(None, (subject or _unsaid(event), verb, rest, others)))


def _unsaid(event: Event) -> str:
    """A mark for the subject that the sentence does not name; what is done for a purpose needs none."""
    return "" if event.modality == "purpose" else "…"


AROUND = frozenset({"to", "into", "under", "from", "in", "on"})  # begin what stands behind the object
AT_PLACES = frozenset({"visit", "leave", "enter", "reach"})  # whose object is a place
ALONE = {"beat": "win", "defeat": "win"}
DIRECT = frozenset({"marry", "divorce", "join", "accompany", "contact", "fight"})  # "with" somebody, without "with"
RESULTS = frozenset({"guilty", "hostage", "dead", "responsible", "down"})


PARTICLES = frozenset({"out", "up", "down", "off", "in", "on", "over", "away", "back", "together", "to"})


def _cut(gloss: str) -> tuple[str, str]:
    """A gloss without the preposition it ends with, and that preposition."""
    head, _, last = gloss.rpartition(" ")
    return (head, last) if last in PREPOSITIONS and head else (gloss, "")


def _split(gloss: str) -> tuple[str, str]:
    word, _, rest = gloss.partition(" ")
    return word, rest


def _tensed(verb: str, event: Event, *, plural: bool, condition: bool = False) -> str:
    """The verb with the tense and agreement that modality and number ask for."""
    no = event.polarity == "-"
    be = "are" if plural else "is"
    if condition:
        if verb == "be":
            return be + (" not" if no else "")
        return f"{'do' if plural else 'does'} not {verb}" if no else present(verb, plural=plural)
    match event.modality:
        case "planned":
            return f"will not {verb}" if no else f"will {verb}"
        case "meant" | "means" if verb == "be":  # "the meeting is to be held": it intends nothing
            told = be if event.modality == "means" else "were" if plural else "was"
            return f"{told} {'not ' if no else ''}to be"
        case "meant" | "means":
            word = "intended" if event.modality == "meant" else present("intend", plural=plural)
            return f"{'did not intend' if no else word} to {verb}"
        case "habitual":
            return f"{'do' if plural else 'does'} not {verb}" if no and verb != "be" else present(verb, plural=plural)
        case "possible":
            return f"may not {verb}" if no else f"may {verb}"
        case "purpose":
            return f"not to {verb}" if no else f"to {verb}"
        case "requested":
            return f"should not {verb}" if no else f"should {verb}"
        case "ongoing" if event.kind in lasting_kinds() and verb != "be":
            return f"{'do' if plural else 'does'} not {verb}" if no else present(verb, plural=plural)
        case "ongoing":
            return f"{be} {'not ' if no else ''}{'being' if verb == 'be' else ing(verb)}"
        case _:
            if verb == "be":
                return ("were" if plural else "was") + (" not" if no else "")
            return f"did not {verb}" if no else past(verb)
