"""Who takes part in an event: phrases of the clause in the cases that the trigger's frame asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words
from xewer.find.phrases import BARE
from xewer.model import Mention

if TYPE_CHECKING:
    from xewer.find.phrases import Phrase, Phrases

__all__ = ["Frame", "Roles", "fill_roles"]

Frame = tuple[tuple[str, str], ...]
CASES = {"dat": "Dat", "acc": "Acc", "abl": "Abl", "loc": "Loc"}


class Roles(NamedTuple):
    """The participants of one event."""

    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    places: tuple[Mention, ...]
    passive: bool


def fill_roles(phrases: Phrases, frame: Frame, clause: int, first: int, verb: int, *, noun: bool, last: int) -> Roles:
    """Participants of the predicate at ``first`` (its endings at ``verb``) in the clause that begins at ``clause``."""
    tokens = phrases.tokens
    head = tokens[verb]
    passive = head.feat("Voice") == "Pass"
    inside = phrases.between(clause, first)
    actors: list[Phrase] = []
    recipients: list[Phrase] = []
    for role, slot in frame:
        phrase = _slot(phrases, inside, slot, first, verb, noun=noun, last=last)
        if phrase is None:
            continue
        if passive and slot == "nom":
            recipients.append(phrase)
        else:
            (actors if role == "actor" else recipients).append(phrase)
    if passive:
        agent = _agent(phrases, inside)
        actors = [agent] if agent is not None else []
    taken = {p.last for p in (*actors, *recipients)}
    places = [p for p in inside if p.last not in taken and _is_place(phrases, p)]
    return Roles(
        tuple(_mention(phrases, p) for p in actors),
        tuple(_mention(phrases, p) for p in recipients if p.last not in {a.last for a in actors}),
        tuple(_mention(phrases, p) for p in places[-2:]),
        passive,
    )


def _slot(
    phrases: Phrases, inside: list[Phrase], slot: str, first: int, verb: int, *, noun: bool, last: int
) -> Phrase | None:
    if slot == "nom":
        return _subject(phrases, inside, first, verb, last)
    if slot == "owner":
        number = phrases.by_last.get(first) if noun else None
        owner = None if number is None else phrases.found[number]
        if owner is not None and owner.owner is not None:
            return phrases.found[owner.owner]
        return None
    if slot == "against":
        return next((p for p in reversed(inside) if p.case == "Dat" and _followed(phrases, p, "against")), None)
    if slot == "with":
        return next(
            (p for p in inside if p.case in BARE and _followed(phrases, p, "with") and _somebody(phrases, p)), None
        )
    case = CASES.get(slot)
    for phrase in reversed(inside):
        if phrase.case == case and not _followed(phrases, phrase, "against") and _somebody(phrases, phrase):
            return phrase
    return None


def _subject(phrases: Phrases, inside: list[Phrase], first: int, verb: int, last: int) -> Phrase | None:
    """Nominative in a finite clause, genitive in a nominalised one, the head noun behind a participle."""
    tokens = phrases.tokens
    form = tokens[verb].feat("VerbForm")
    if form == "Vnoun" or (form == "Part" and tokens[verb].feat("Case")):
        owned = {p.owner for p in inside if p.owner is not None}
        genitive = [p for p in inside if p.case == "Gen" and phrases.by_last.get(p.last) not in owned]
        if genitive:
            return genitive[-1]
    nominative = [p for p in inside if p.case in BARE and not _bound(phrases, p, first)]
    if nominative:
        before = [p for p in nominative if _somebody(phrases, p)]
        return phrases.whole((before or nominative)[0])
    if form == "Part" and not tokens[verb].feat("Case") and verb + 1 < last:
        behind = next((p for p in phrases.between(verb + 1, last) if p.first == verb + 1), None)
        if behind is not None:
            return behind
    return None


def _bound(phrases: Phrases, phrase: Phrase, first: int) -> bool:
    """Whether a bare phrase belongs to a postposition or light verb, or is no participant at all."""
    tokens = phrases.tokens
    following = tokens[phrase.last + 1] if phrase.last + 1 < len(tokens) else None
    if following is None or phrase.last + 1 > first:
        return True
    head = tokens[phrase.last]
    if following.upos in {"ADP", "PART", "CCONJ"} or following.text in function_words("with"):
        return True
    if head.upos == "NUM" or head.lemma in function_words("self"):
        return True
    return following.upos in {"VERB", "AUX"} and phrase.last + 1 < first


def _somebody(phrases: Phrases, phrase: Phrase) -> bool:
    """A name, a pronoun or a noun: not a number, not a gerund."""
    head = phrases.tokens[phrase.last]
    return phrase.entity is not None or head.upos in {"NOUN", "PRON", "PROPN"}


def _followed(phrases: Phrases, phrase: Phrase, role: str) -> bool:
    at = phrase.last + 1
    return at < len(phrases.tokens) and phrases.tokens[at].text in function_words(role)


def _agent(phrases: Phrases, inside: list[Phrase]) -> Phrase | None:
    """«… تەرىپىدىن»: who did it, in a passive."""
    for phrase in inside:
        if phrases.tokens[phrase.last].text in function_words("agency"):
            if phrase.owner is not None:
                return phrases.found[phrase.owner]
            if phrase.first < phrase.last:
                return phrase._replace(last=phrase.last - 1, entity=phrases.name_at.get(phrase.last - 1))
        elif _followed(phrases, phrase, "agency"):
            return phrase
    return None


def _is_place(phrases: Phrases, phrase: Phrase) -> bool:
    """A named place in the locative, ablative or dative, or a locative that holds one."""
    if phrase.entity is not None and phrases.names[phrase.entity].label in {"GPE", "LOC"}:
        return phrase.case in {"Loc", "Abl"} or (phrase.case == "Dat" and not _followed(phrases, phrase, "against"))
    named = any(i in phrases.name_at for i in range(phrase.first, phrase.last + 1))
    return phrase.case == "Loc" and named


def _mention(phrases: Phrases, phrase: Phrase) -> Mention:
    """The whole phrase, with name and id where it is a name and nothing else."""
    start, end = phrases.span(phrase)
    name = ident = None
    if phrase.entity is not None:
        entity = phrases.names[phrase.entity]
        start = entity.start if entity.label == "PERSON" else start
        name, ident = entity.name, entity.entity_id
    return Mention(start, end, phrases.text[start:end], name, ident)
