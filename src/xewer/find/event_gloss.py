"""One English line for an event, built from the parts: names in English, glosses of nouns, gloss of the predicate."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.english_verbs import ing, participle, past, present
from xewer.find.event_modality import lasting_kinds, thing_kinds
from xewer.find.figure_gloss import figure_words, is_one
from xewer.find.gloss import gloss_span, plural_noun
from xewer.find.phrase_words import bracketed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Event, Mention, Quantity

__all__ = ["gloss_event"]

VOWELS = "aeiou"
FAR = 12  # code points between a figure and what it counts: a counting word may stand there
CHANGES = frozenset({"increase", "decrease", "price change"})
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
    if not recipients and voice == "actor" and places and _case(doc, places[0]) == "Acc":
        recipients, places = parts.joined(places[:1]), places[1:]  # «كۇرسكى رايونىنى ئازاد قىلدى»
    if not recipients and voice != "actor" and form != "noun" and places and _case(doc, places[0]) in {"", "Nom"}:
        recipients, places = parts.joined(places[:1]), places[1:]  # «خارتۇم ئايرودرومى تاقالدى»
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
        if recipients and all(_case(doc, m) == "Dat" for m in event.recipients) and not predicate.endswith(" of"):
            predicate, recipients = _given(predicate, recipients)  # «ساقچىغا تاپشۇرۇلدى»: handed over to police
        plural = parts.plural(event.recipients) and bool(recipients)
        line = _passive_line(predicate, event, actors, recipients, plural=plural, condition=form == "if")
    else:
        plural = parts.plural(event.recipients if voice == "patient" else event.actors)
        if theme is not None and voice == "actor":
            verb, preposition = _cut(predicate)
            thing = parts.joined([theme])
            predicate = " ".join(filter(None, (verb, thing, preposition)))
        subject, others = (recipients, "") if voice == "patient" else (actors, recipients)
        if predicate.startswith("("):
            subject, others = actors, ""  # "there was a clash", of whom
        line = _active_line(predicate, event, subject, others, plural=plural, condition=form == "if")
    line = f"if {line}" if form == "if" else line
    return line + parts.measure(event.kind) + parts.where(places, _cut(predicate)[1])


def _followed(doc: Doc, mention: Mention, role: str) -> bool:
    """Whether a word of a role stands behind a mention, perhaps over a gloss in brackets."""
    at = bracketed(doc.tokens, bisect_left(doc.tokens, mention.end, key=lambda t: t.end) + 1)
    return at < len(doc.tokens) and doc.tokens[at].text in function_words(role)


def _partners(event: Event, predicate: str) -> tuple[Event, str]:
    """The event with its actors as those with whom it was done, and the predicate with the preposition for them."""
    verb, preposition = _cut(predicate)
    said = predicate if preposition in {"with", "against"} else f"{verb} with"
    return replace(event, actors=(), recipients=(*event.actors, *event.recipients)), said


def _given(predicate: str, recipients: str) -> tuple[str, str]:
    """What is given "to somebody" has another subject in the passive: the preposition is kept with its object."""
    verb, preposition = _cut(predicate)
    own = {"a", "an", "the"} & set(verb.split())  # "was given the right"
    return (f"{verb} {preposition} {recipients}", "") if preposition == "to" and not own else (predicate, recipients)


def _noun_line(predicate: str, actors: str, recipients: str) -> str:
    noun, preposition = _cut(predicate)
    of = f"{preposition or 'of'} {recipients}" if recipients else ""
    return " ".join(filter(None, (_of(actors) if actors else "", noun, of)))


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
RESULTS = frozenset({"guilty", "hostage", "dead", "responsible", "down"})


WHOM = {
    "I": "me",
    "we": "us",
    "they": "them",
    "you": "you",
    "he": "him",
    "she": "her",
    "he/she": "him/her",
    "he/she/it": "him/her",
}
WHO = {v: k for k, v in WHOM.items() if k != "he/she"} | {"him/her": "he/she", "my": "I", "our": "we", "their": "they"}
WHO |= {"his/her/its": "he/she", "his/her": "he/she", "his": "he", "her": "she", "your": "you"}
PRONOUNS = frozenset(WHO) | frozenset(WHOM) | frozenset(WHO.values()) | frozenset(WHOM.values())
POSSESSIVES = frozenset(
    {
        "this",
        "that",
        "these",
        "those",
        "such",
        "my",
        "our",
        "their",
        "his",
        "her",
        "your",
        "its",
        "his/her",
        "his/her/its",
    }
)
PARTICLES = frozenset({"out", "up", "down", "off", "in", "on", "over", "away", "back", "together", "to"})
PRONOUNS |= {"nobody", "somebody", "everybody", "others", "some", "it"}
WHERE = {"Dat": "to", "Abl": "from"}


def _case(doc: Doc, mention: Mention) -> str:
    """Case of the last word of a mention."""
    at = bisect_left(doc.tokens, mention.end, key=lambda t: t.end)
    return doc.tokens[at].feat("Case") if at < len(doc.tokens) else ""


def _of(owner: str) -> str:
    return owner + ("'" if owner.endswith("s") else "'s")


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


class Parts:
    """Participants, places and figures of one event in English."""

    def __init__(self, doc: Doc, names: Sequence[Entity], figures: Sequence[Quantity]) -> None:
        self.doc, self.names, self.figures = doc, names, figures
        self.told: set[int] = set()

    def _figure(self, mention: Mention) -> Quantity | None:
        """The figure that stands in a description or right before it."""
        if mention.name is not None:
            return None
        for figure in self.figures:
            between = self.doc.text[figure.end : mention.start].split()
            near = figure.end < mention.end and mention.start - figure.end < FAR and figure.kind != "PERCENT"
            if near and (not between or (len(between) == 1 and between[0] in function_words("counter"))):
                return figure
        return None

    def plural(self, mentions: Sequence[Mention]) -> bool:
        """Whether English wants a plural verb: several, or a plural or counted noun."""
        if len(mentions) > 1:
            return True
        if not mentions:
            return False
        figure = self._figure(mentions[0])
        if figure is not None:
            return not is_one(figure)
        at = bisect_left(self.doc.tokens, mentions[0].end, key=lambda t: t.end)
        token = self.doc.tokens[at] if at < len(self.doc.tokens) else None
        return token is not None and (token.feat("Number") == "Plur" or _two(self.doc, mentions[0]))

    def joined(self, mentions: Sequence[Mention], *, whom: bool = False, subject: bool = False) -> str:
        """Participants in a row: "Germany and France", "more than 300 refugees"."""
        known = [g for g in (self._one(m, whom=whom, subject=subject) for m in mentions) if g]
        return " and ".join(filter(None, (", ".join(known[:-1]), *known[-1:])))

    def _one(self, mention: Mention, *, whom: bool, subject: bool) -> str | None:
        if mention.name:
            return f"we ({mention.name})" if self._we(mention) else mention.name
        figure = self._figure(mention)
        inside = figure is not None and figure.start >= mention.start
        start = figure.end if figure is not None and inside else mention.start
        gloss = gloss_span(self.doc, self.names, start, mention.end, possessive=True)
        gloss = gloss or gloss_span(self.doc, self.names, start, mention.end, possessive=True, spelled=True)
        if not gloss:
            return None
        many = self.plural([mention])
        if figure is not None or _two(self.doc, mention):
            owner, mark, thing = gloss.partition("'s ")
            if mark and many and figure is None:
                gloss = f"{_of(plural_noun(owner))} {thing}"  # «ئىككى دۆلەت ھۆكۈمىتى»: of two states
            elif many and not self._marked(mention):
                gloss = plural_noun(gloss)  # «600 ئەسكەر» has no plural ending, "soldiers" has
            if figure is not None:
                self.told.add(id(figure))
                if is_one(figure) and gloss[:1].isdigit():
                    return f"a {gloss}"  # "a 20-year-old man"
                return f"{figure_words(figure, counting=True)} {gloss}"
            return gloss
        gloss = WHOM.get(WHO.get(gloss, gloss), gloss) if whom else WHO.get(gloss, gloss) if subject else gloss
        return _article(gloss, plural=many)

    def _we(self, mention: Mention) -> bool:
        """Whether a resolved mention is the speaker with others: «بىز»."""
        at = bisect_left(self.doc.tokens, mention.end, key=lambda t: t.end)
        token = self.doc.tokens[at] if at < len(self.doc.tokens) else None
        return token is not None and token.upos == "PRON" and token.feat("Number") == "Plur"

    def _marked(self, mention: Mention) -> bool:
        at = bisect_left(self.doc.tokens, mention.end, key=lambda t: t.end)
        return at < len(self.doc.tokens) and self.doc.tokens[at].feat("Number") == "Plur"

    def those(self) -> str:
        """Who is told of by the verb alone: their number, if it is said."""
        figure = next((q for q in self.figures if q.kind == "CARDINAL"), None)
        if figure is None:
            return "some"
        self.told.add(id(figure))
        return figure_words(figure)

    def measure(self, kind: str) -> str:
        """By how much, to how much, for how much, or with which score."""
        left = [q for q in self.figures if id(q) not in self.told]
        if len(left) == 2 and all(q.kind == "CARDINAL" and q.min == q.max for q in left):
            return f" {left[0].min:g}-{left[1].min:g}"
        out = ""
        for q in left:
            if q.kind == "CARDINAL" and q.unit:
                noun = q.unit if is_one(q) else plural_noun(q.unit)
                out += f" ({figure_words(q, counting=True)} {noun})"
            elif q.kind in {"PERCENT", "MONEY", "MEASURE"}:
                by = "to" if _case_at(self.doc, q.end) == "Dat" else "by"
                words = f" {by} {figure_words(q)}" if kind in CHANGES else f" ({figure_words(q)})"
                out += words if words not in out else ""
        return out

    def where(self, places: Sequence[Mention], preposition: str = "") -> str:
        """Where, where to, where from: `` in Scotland, to Berlin``."""
        out: list[str] = []
        for place in places:
            words = self.joined([place])
            if words and not any(words in other for other in out):
                case = _case(self.doc, place)
                to = preposition if case == "Dat" and preposition in {"in", "for", "to"} else WHERE.get(case, "in")
                out.append(f"{to} {words}")
        return "".join((", " if n and w.startswith("in ") else " ") + w for n, w in enumerate(out))


MASS = frozenset(
    {"police", "media", "people", "news", "aid", "help", "staff", "work", "water", "rain", "money", "trade"}
)
DETERMINED = ("a ", "an ", "the ", "some ", "many ", "all ", "every ", "each ", "this ", "that ", "both ", "two ")


def _article(gloss: str, *, plural: bool) -> str:
    """A common noun with its article: "one farmer" -> "a farmer", "government" -> "the government"."""
    if gloss.startswith("one "):
        rest = gloss[4:]
        return ("an " if rest[:1] in VOWELS else "a ") + rest
    own = gloss[:1].isupper() and any(word.endswith(("'s", "'")) for word in gloss.split())
    own = own or gloss.split(" ", 1)[0].endswith(("'s", "'")) or " own " in f" {gloss} "
    pronoun = gloss in PRONOUNS or gloss.split(" ", 1)[0] in POSSESSIVES
    if plural or own or pronoun or gloss.startswith(DETERMINED) or gloss.rsplit(" ", 1)[-1] in MASS:
        return gloss
    return "the " + gloss


def _two(doc: Doc, mention: Mention) -> bool:
    """«ئىككى دۆلەت»: a numeral in the description itself."""
    at = bisect_left(doc.tokens, mention.start + 1, key=lambda t: t.end)
    if at >= len(doc.tokens):
        return False
    token = doc.tokens[at]
    ordinal = token.text.endswith(tuple(function_words("ordinal")))
    after = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else token
    if ordinal or after.lemma in function_words("aged") or token.lemma in function_words("article"):
        return False
    return token.upos == "NUM" and token.end < mention.end


def _case_at(doc: Doc, end: int) -> str:
    """Case of the word that ends at a code point, or of a case ending written apart behind it."""
    at = bisect_left(doc.tokens, end, key=lambda t: t.end)
    if at >= len(doc.tokens):
        return ""
    after = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
    return doc.tokens[at].feat("Case") or (after.feat("Case") if after is not None and after.upos == "PART" else "")
