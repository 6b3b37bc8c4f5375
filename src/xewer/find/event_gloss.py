"""One English line for an event, built from the parts: names in English, glosses of nouns, gloss of the predicate."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.gloss import gloss_span, plural_noun
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Event, Mention

__all__ = ["gloss_event"]

VOWELS = "aeiou"
PREPOSITIONS = frozenset({"to", "on", "of", "for", "with", "against", "at", "in", "from", "about", "over", "into"})


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, str]]:
    """English verbs whose past or participle is not made with -ed."""
    return {row["base"]: (row["past"], row["participle"]) for row in read_table("english_verbs.tsv")}


def gloss_event(
    doc: Doc,
    names: Sequence[Entity],
    event: Event,
    predicate: str,
    *,
    voice: str = "actor",
    form: str = "finite",
    figures: Sequence[int] = (),
) -> str:
    """Build "North Korea's soldiers fought Ukraine's troops" from its parts; what has no gloss is left out.

    ``predicate`` is the trigger's gloss: a verb in its base form, or a noun, perhaps with its preposition. ``voice``
    is actor, passive, or patient where the trigger has no actor and the recipient is its subject; ``figures`` are
    the ends of the figures that count a participant.
    """
    actors = _joined(doc, names, event.actors, figures=figures, subject=form != "noun")
    recipients = _joined(doc, names, event.recipients, figures=figures, whom=voice == "actor", subject=voice != "actor")
    places = [p for p in event.places if p not in event.recipients]
    if not recipients and voice == "actor" and places and _case(doc, places[0]) == "Acc":
        recipients, places = _joined(doc, names, places[:1]), places[1:]  # «كۇرسكى رايونىنى ئازاد قىلدى»
    if form == "noun":
        noun, preposition = _cut(predicate)
        line = " ".join(
            filter(
                None,
                ((_of(actors) if actors else ""), noun, f"{preposition or 'of'} {recipients}" if recipients else ""),
            )
        )
    elif voice == "passive":
        subject = recipients
        plural = _plural(doc, event.recipients, figures)
        word, rest = _split(_cut(predicate)[0])
        if not subject and " " in rest:
            subject, rest = rest, ""  # «يېزىلغان خەت»: a letter was written
        line = " ".join(filter(None, (subject, _tensed("be", event, plural=plural), participle(word), rest)))
        line += f" by {actors}" if actors else ""
    else:
        patient = voice == "patient"
        text = predicate
        subject, others = (recipients, "") if patient else (actors, recipients)
        if text.startswith("("):
            subject, _, text = text[1:].partition(") ")  # "(there) be an earthquake"
        if not others:
            text = _cut(text)[0]
        word, rest = _split(text)
        plural = _plural(doc, event.recipients if patient else event.actors, figures)
        line = " ".join(filter(None, (subject, _tensed(word, event, plural=plural), rest, others)))
    for place in places:
        where = _joined(doc, names, [place])
        line += f" ({WHERE.get(_case(doc, place), 'in')} {where})" if where else ""
    return line


WHOM = {"I": "me", "we": "us", "they": "them", "he": "him", "she": "her", "he/she/it": "him/her/it"}
WHO = {"my": "I", "our": "we", "their": "they", "his/her/its": "he/she/it", "his": "he", "her": "she", "your": "you"}
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


def past(verb: str) -> str:
    """Past tense of an English verb.

    >>> past("fight"), past("carry"), past("arrive"), past("stop")
    ('fought', 'carried', 'arrived', 'stopped')
    """
    irregular = _irregular().get(verb)
    return irregular[0] if irregular else _ed(verb)


def participle(verb: str) -> str:
    """Past participle of an English verb."""
    irregular = _irregular().get(verb)
    return irregular[1] if irregular else _ed(verb)


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ed"


def _doubles(verb: str) -> bool:
    """One syllable ending in consonant, vowel, consonant: stop -> stopped."""
    return (
        len(verb) > 2
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in VOWELS
        and verb[-3] not in VOWELS
        and sum(c in VOWELS for c in verb) == 1
    )


def ing(verb: str) -> str:
    """Present participle: fighting, arriving, stopping, dying."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "be")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ing"


def _tensed(verb: str, event: Event, *, plural: bool) -> str:
    """The verb with the tense and agreement that modality and number ask for."""
    no = event.polarity == "-"
    be = "are" if plural else "is"
    match event.modality:
        case "planned":
            return f"will not {verb}" if no else f"will {verb}"
        case "possible":
            return f"may not {verb}" if no else f"may {verb}"
        case "purpose":
            return f"not to {verb}" if no else f"to {verb}"
        case "requested":
            return f"should not {verb}" if no else f"should {verb}"
        case "ongoing":
            return f"{be} {'not ' if no else ''}{'being' if verb == 'be' else ing(verb)}"
        case _:
            if verb == "be":
                return ("were" if plural else "was") + (" not" if no else "")
            return f"did not {verb}" if no else past(verb)


def _counted(mention: Mention, figures: Sequence[int]) -> bool:
    """Whether a figure stands in a description or right before it."""
    return mention.name is None and any(mention.start - 2 <= end < mention.end for end in figures)


def _plural(doc: Doc, mentions: Sequence[Mention], figures: Sequence[int] = ()) -> bool:
    """Whether English wants a plural verb: several, or a plural or counted noun."""
    if len(mentions) > 1 or any(_counted(m, figures) for m in mentions):
        return True
    if not mentions:
        return False
    at = bisect_left(doc.tokens, mentions[0].end, key=lambda t: t.end)
    return at < len(doc.tokens) and doc.tokens[at].feat("Number") == "Plur"


def _joined(
    doc: Doc,
    names: Sequence[Entity],
    mentions: Sequence[Mention],
    *,
    figures: Sequence[int] = (),
    whom: bool = False,
    subject: bool = False,
) -> str:
    glosses = [m.name or gloss_span(doc, names, m.start, m.end, possessive=True) for m in mentions]
    for n, mention in enumerate(mentions):
        gloss = glosses[n]
        if gloss and _counted(mention, figures) and not _plural(doc, [mention]):
            glosses[n] = plural_noun(gloss)  # «600 ئەسكەر» has no plural ending, "soldiers" has
        elif gloss and whom:
            glosses[n] = WHOM.get(gloss, gloss)
        elif gloss and subject:
            glosses[n] = WHO.get(gloss, gloss)
    known = [g for g in glosses if g]
    return " and ".join(filter(None, (", ".join(known[:-1]), *known[-1:])))
