"""Who takes part in an event: phrases of the clause in the cases that the trigger's frame asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.event_clauses import participant_kinds
from xewer.find.event_places import where
from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase
    from xewer.model import Token

__all__ = ["Roles", "fill_roles", "objects", "subject_of"]

CASES = {"dat": "Dat", "acc": "Acc", "abl": "Abl", "loc": "Loc"}


class Roles(NamedTuple):
    """Participants of one event as phrases; ``used`` are all phrases that belong to the predicate."""

    actors: list[Phrase]
    recipients: list[Phrase]
    places: list[Phrase]
    used: list[Phrase]
    passive: bool
    ok: bool


def fill_roles(clauses: Clauses, predicate: Predicate, inside: list[Phrase], last: int) -> Roles:
    """Participants of a predicate out of the open phrases of its clause; ``last`` ends the sentence."""
    trigger = predicate.trigger
    if trigger is None:
        return Roles([], [], [], [], passive=False, ok=False)
    tokens = clauses.tokens
    passive = predicate.form != "noun" and tokens[predicate.main].feat("Voice") == "Pass"
    slots: dict[str, list[Phrase]] = {"actor": [], "recipient": []}
    used: list[Phrase] = []
    places: list[Phrase] = []
    slots_asked = {slot.split("-")[0] for _, slot in trigger.frame}
    transitive = bool(slots_asked & {"acc", "theme"})
    subject = None
    for role, slot in trigger.frame:
        if passive and slot == "nom" and role == "actor":
            continue
        name, _, loose = slot.partition("-")
        if role == "place" or slot == "theme":
            continue
        phrase = (
            _subject(clauses, predicate, inside, last, transitive=transitive and not passive, loose=loose == "any")
            if name == "nom" or (passive and name == "acc")
            else _slot(clauses, predicate, inside, name)
        )
        if phrase is None:
            continue
        if name == "nom":
            subject = phrase
        there = clauses.place(phrase) and not _is_body(clauses, phrase)
        if name in {"dat", "dest", "acc"} and there and predicate.form != "rel":
            places.append(phrase)  # «كۇرسكى رايونىنى ئازاد قىلدى»: where, not whom
            used.append(phrase)
            owner = clauses.owner(phrase, inside) if name == "dest" else None
            if owner is not None:
                used.append(owner)
                slots[role].extend(clauses.who(owner, inside))
            continue
        strict = role == "actor" and loose != "owner"
        who = clauses.who(phrase, inside) if not strict else _strict(clauses, phrase)
        if loose == "any" and not clauses.somebody(phrase):
            who = (
                [] if tokens[phrase.last].upos == "VERB" else [phrase]
            )  # «بۇغداينىڭ باھاسى ئۆرلىدى»: the thing, not whose it is
        used.extend([phrase, *who])
        slots[role].extend(w for w in who if w not in slots[role])
        if name == "dest" and clauses.place(phrase):
            places.append(phrase)
    actors, recipients = slots["actor"], slots["recipient"]
    if passive:
        agent = _agent(clauses, inside)
        if agent is not None:
            used.append(agent)
            actors = _strict(clauses, agent)
    elif predicate.form != "noun" and "theme" not in slots_asked:
        actors = actors + [p for p in _company(clauses, inside) if p not in actors and p not in recipients]
    if predicate.form == "rel" and transitive and not passive and not recipients and actors:
        head = _head(clauses, predicate, last)
        if head is not None and head not in actors and clauses.somebody(head):
            recipients = [head]
    recipients = [p for p in recipients if p not in actors]
    taken = {p.last for p in (*actors, *recipients, *places)}
    for phrase in inside:
        if phrase.last not in taken:
            places += where(clauses, phrase, trigger.frame, inside)
    ok = _tells(predicate, tokens, last, (*actors, *recipients)) and _satisfied(
        clauses,
        predicate,
        trigger.needs - {"acc"} if passive and recipients else trigger.needs,
        inside,
        places,
        (*actors, *recipients),
    )
    if subject is not None and subject not in used:
        used.append(subject)
    return Roles(actors, recipients, places[-2:], used, passive=passive, ok=ok)


def subject_of(clauses: Clauses, predicate: Predicate, inside: list[Phrase], last: int) -> Phrase | None:
    """Somebody who is the nominative subject of a finite verb, whether it tells an event or not."""
    phrase = _subject(clauses, predicate, inside, last, transitive=True, loose=False)
    return phrase if phrase is not None and phrase.case in BARE and clauses.somebody(phrase) else None


def objects(clauses: Clauses, predicate: Predicate, inside: Sequence[Phrase]) -> list[Phrase]:
    """What a verb that tells no event takes for itself: its accusative, and a genitive subject."""
    out: list[Phrase] = []
    if clauses.tokens[predicate.last].text in function_words("against"):
        return out  # «بۇ دۆلەتكە قاراتقان زىيارىتى»: the noun's, not the participle's
    if inside and inside[-1].last + 1 == predicate.first and (inside[-1].case not in BARE):
        out.append(inside[-1])
    accusative = next((p for p in reversed(inside) if p.case == "Acc"), None)
    if accusative is not None:
        out.append(accusative)
    if predicate.form in {"vnoun", "when"}:
        subject = _genitive(clauses, predicate, inside)
        if subject is not None:
            out.append(subject)
    return out


def _strict(clauses: Clauses, phrase: Phrase) -> list[Phrase]:
    return clauses.joined(phrase) if clauses.somebody(phrase) else []


def _is_body(clauses: Clauses, phrase: Phrase) -> bool:
    """A country or city may be whom something is done to; a region is where."""
    return phrase.entity is not None and clauses.phrases.names[phrase.entity].label == "GPE"


def _slot(clauses: Clauses, predicate: Predicate, inside: list[Phrase], slot: str) -> Phrase | None:
    if slot == "owner":
        return _event_owner(clauses, predicate, inside)
    if slot == "against":
        return next((p for p in reversed(inside) if p.case == "Dat" and clauses.followed(p, "against")), None)
    if slot == "with":
        return next(
            (p for p in reversed(inside) if clauses.followed(p, "with") and clauses.somebody(p) and p.case in BARE),
            None,
        )
    if slot == "self":
        # «نېفىت باھاسى ئۆرلىدى»: the noun of the trigger is what it happened to
        number = clauses.phrases.by_last.get(predicate.first)
        return None if number is None else clauses.phrases.found[number]
    case = CASES.get(slot, "Dat")
    for phrase in reversed(inside):
        against = clauses.followed(phrase, "against") and phrase.last + 1 < predicate.first
        if phrase.case == case and (predicate.form == "noun" or not against):
            return phrase
        alone = predicate.first == predicate.main and phrase.last + 1 == predicate.first
        alone = alone and not (clauses.somebody(phrase) and not _others(clauses, phrase, inside))
        if case == "Acc" and alone and phrase.case in BARE and _object(clauses, phrase):
            return phrase
    return None


def _object(clauses: Clauses, phrase: Phrase) -> bool:
    """A bare noun right before a transitive verb is its object: «بىر گۇرۇپپا ئەۋەتتى»."""
    return phrase.entity is None and clauses.tokens[phrase.last].upos == "NOUN"


def _others(clauses: Clauses, phrase: Phrase, inside: Sequence[Phrase]) -> bool:
    """Whether somebody else stands in the nominative or genitive before a phrase."""
    return any(p.last < phrase.first and p.case in {*BARE, "Gen"} and clauses.somebody(p) for p in inside)


def _genitive(clauses: Clauses, predicate: Predicate, inside: Sequence[Phrase]) -> Phrase | None:
    """The genitive subject of a nominalised verb: the nearest that owns nothing else."""
    if not clauses.tokens[predicate.last].feat("Person[psor]"):
        return None
    owned = clauses.owned(inside)
    found = [p for p in inside if p.case == "Gen" and p.last not in owned]
    if clauses.tokens[predicate.last].feat("Person[psor]") != "3":
        found = [p for p in found if clauses.tokens[p.last].upos == "PRON"]  # «سىزنىڭ … قاتناشقانلىقىڭىز»
    return found[-1] if found else None


def _subject(
    clauses: Clauses, predicate: Predicate, inside: list[Phrase], last: int, *, transitive: bool, loose: bool
) -> Phrase | None:
    """Nominative in a finite clause, genitive in a nominalised one, the head noun behind a participle."""
    form = predicate.form
    if form in {"vnoun", "when"}:
        genitive = _genitive(clauses, predicate, inside)
        if genitive is not None:
            return genitive
        modal = function_words("possibility") | function_words("necessity")
        after = clauses.tokens[predicate.last + 1].text if predicate.last + 1 < last else ""
        if form == "vnoun" and clauses.tokens[predicate.last].feat("Person[psor]") and after not in modal:
            return None  # «… قىلغانلىقى»: somebody's, and the sentence need not say whose
    nominative = [
        p
        for p in inside
        if p.case in BARE and not _bound(clauses, p, predicate.first) and not _points(clauses, p, inside)
    ]
    beside = nominative[-1] if nominative and nominative[-1].last + 1 == predicate.first else None
    if form == "rel":
        head = _head(clauses, predicate, last)
        passive = clauses.tokens[predicate.main].feat("Voice") == "Pass"
        if head is not None and (passive or clauses.somebody(head)):
            object_given = any(p.case == "Acc" for p in inside) or not transitive
            if object_given or beside is None or not clauses.somebody(beside) or passive:
                return head
        genitive = next((p for p in reversed(inside) if p.case == "Gen"), None)
        if genitive is not None and clauses.somebody(genitive):
            return genitive
        return beside if beside is not None and clauses.somebody(beside) else None
    if loose and nominative and form != "conv":
        things = [p for p in nominative if p.last not in clauses.measures]
        return things[-1] if things else None  # what rises or happens stands nearest to its verb
    if transitive and beside is not None and _object(clauses, beside):
        alone = clauses.somebody(beside) and not _others(clauses, beside, nominative)
        nominative = nominative if alone else nominative[:-1]  # «دوختۇر تەكشۈردى»: the only one there acts
    split = _aside_end(clauses, inside, predicate)
    late = [p for p in nominative if p.first > split and clauses.somebody(p)]
    early = [p for p in nominative if clauses.somebody(p)]
    pool = late or early
    if pool:
        return pool[0]
    if form == "vnoun" and not nominative:
        # «…لىرىنىڭ … خاتىمە بېرىش ئۈچۈن … جەڭ قىلغانلىقى»: the subject of the clause that this one serves
        owned = clauses.owned(inside)
        genitive = next((p for p in inside if p.case == "Gen" and p.last not in owned and clauses.somebody(p)), None)
        if genitive is not None:
            return genitive
    return nominative[-1] if nominative else None


def _points(clauses: Clauses, phrase: Phrase, inside: Sequence[Phrase]) -> bool:
    """«ئۇ ئەرنى ئۇردى»: a pronoun right before somebody in another case points to him and is no subject."""
    head = clauses.tokens[phrase.last]
    if head.upos != "PRON" or phrase.first != phrase.last or head.text not in function_words("pointer"):
        return False
    if not any(p.last < phrase.first and p.case in BARE and clauses.somebody(p) for p in inside):
        return False
    behind = next((p for p in inside if p.first == phrase.last + 1), None)
    if behind is None or behind.entity is not None or behind.case in BARE:
        return False
    owned = clauses.tokens[behind.last].feat("Person[psor]")
    return not owned and clauses.tokens[behind.first].upos == "NOUN" and clauses.somebody(behind)


def _aside_end(clauses: Clauses, inside: Sequence[Phrase], predicate: Predicate) -> int:
    """The comma that ends another clause before the predicate: the subject stands behind it, if one does."""
    tokens = clauses.tokens
    if not inside:
        return -1
    for i in range(predicate.first - 1, inside[0].first, -1):
        if tokens[i].text == "،" and tokens[i - 1].upos in {"VERB", "AUX"}:
            return i
    return -1


def _head(clauses: Clauses, predicate: Predicate, last: int) -> Phrase | None:
    """The noun that a participle describes: «جەڭ قىلغان تەخمىنەن 600 ئەسكەر»."""
    tokens, at = clauses.tokens, predicate.last + 1
    while at < last and tokens[at].upos == "ADV":
        at += 1
    return next((p for p in clauses.phrases.between(at, last) if p.first == at), None)


def _bound(clauses: Clauses, phrase: Phrase, first: int) -> bool:
    """Whether a bare phrase belongs to a postposition or light verb, or is no participant at all."""
    tokens = clauses.tokens
    following = tokens[phrase.last + 1] if phrase.last + 1 < len(tokens) else None
    if following is None or phrase.last + 1 > first:
        return True
    head = tokens[phrase.last]
    if following.text in function_words("with") or following.text in function_words("agency"):
        return True
    if following.upos == "CCONJ":
        return True  # the last of those joined stands for all
    if _describes(clauses, phrase):
        return True
    if following.upos == "ADP":
        behind = tokens[phrase.last + 2].text if phrase.last + 2 < len(tokens) else ""
        # «ئىككى دۆلەت مۇناسىۋىتى»: not a postposition unless «بىلەن» follows it
        return not (following.text in function_words("relation") and behind not in function_words("with"))
    if head.upos == "NUM" or head.lemma in function_words("self") or head.text in function_words("agency"):
        return True
    if head.upos == "VERB":
        return True
    return following.upos in {"VERB", "AUX"} and phrase.last + 1 < first and phrase.entity is None


def _describes(clauses: Clauses, phrase: Phrase) -> bool:
    """A bare name that describes what follows: «ترامپ ھۆكۈمىتى», «خىتاي چىڭخەي ئۆلكىسى شىنىڭ شەھىرىدىكى»."""
    phrases, at = clauses.phrases, phrase.last + 1
    if phrase.entity is None or at >= len(clauses.tokens):
        return False
    label, behind = phrases.names[phrase.entity].label, phrases.name_at.get(at)
    if label in {"GPE", "LOC"} and behind is not None:
        return phrases.names[behind].label in {"GPE", "LOC"} and _address(clauses, phrase, behind)
    head = clauses.tokens[at]
    kind = speaker_kinds().get(head.lemma) or participant_kinds().get(head.lemma)
    return label == "PERSON" and behind is None and kind == "group" and head.feat("Person[psor]") == "3"


def _address(clauses: Clauses, phrase: Phrase, behind: int) -> bool:
    """Whether a place goes on with another as in an address, not as subject and object or place."""
    at = clauses.phrases.token_at(clauses.phrases.names[behind].end - 1)
    last = clauses.tokens[at]
    owned = clauses.tokens[phrase.last].feat("Person[psor]") == "3"
    head = last.feat("Case") in BARE and last.feat("Person[psor]") == "3"
    return head or (owned and last.feat("Form") == "Ki")


def _company(clauses: Clauses, inside: Sequence[Phrase]) -> list[Phrase]:
    """«… بىلەن بىرلىكتە»: who did it too."""
    tokens = clauses.tokens
    return [
        p
        for p in inside
        if clauses.followed(p, "with")
        and clauses.somebody(p)
        and p.last + 2 < len(tokens)
        and tokens[p.last + 2].text in function_words("together")
        and p.case in BARE
    ]


def _agent(clauses: Clauses, inside: Sequence[Phrase]) -> Phrase | None:
    """«… تەرىپىدىن»: who did it, in a passive."""
    phrases = clauses.phrases
    for phrase in reversed(inside):
        if clauses.tokens[phrase.last].text in function_words("agency"):
            if phrase.owner is not None:
                return phrases.found[phrase.owner]
            if phrase.first < phrase.last:
                return phrase._replace(last=phrase.last - 1, entity=phrases.name_at.get(phrase.last - 1), case="Nom")
        elif clauses.followed(phrase, "agency"):
            return phrase
    return None


def _event_owner(clauses: Clauses, predicate: Predicate, inside: Sequence[Phrase]) -> Phrase | None:
    """Whose fight, visit, attack: a bare name before the noun, its genitive, or an open genitive around it."""
    phrases, tokens = clauses.phrases, clauses.tokens
    noun = tokens[predicate.last]
    number = phrases.by_last.get(predicate.last)
    phrase = phrases.found[number] if number is not None else None
    own = clauses.own(phrase) if phrase is not None else None
    if own is not None:
        return own
    if phrase is not None and phrase.first < phrase.last and phrase.first in phrases.name_at:
        cut = phrase._replace(last=phrase.last - 1, entity=phrases.name_at.get(phrase.last - 1), case="Nom")
        return cut if clauses.somebody(cut) and noun.feat("Person[psor]") else None
    genitive = [p for p in inside if p.case == "Gen"]
    if not genitive:
        return None
    candidate = genitive[-1]
    owned = clauses.owned(phrases.between(candidate.last, predicate.last))
    if candidate.last in owned or not clauses.somebody(candidate):
        return None
    if not noun.feat("Person[psor]") and noun.feat("Case") != "Loc":
        return None
    between = [p for p in inside if p.first > candidate.last and p.case in BARE]
    return None if between else candidate


def _tells(predicate: Predicate, tokens: Sequence[Token], last: int, people: Sequence[Phrase]) -> bool:
    """Whether the form tells an event at all: «كونترول قىلىش ھوقۇقى», «چەكلەنگەن رايون» do not."""
    token = tokens[predicate.last]
    if predicate.form == "rel" and predicate.trigger is not None and " " not in predicate.trigger.lemma:
        return bool(people)
    untensed = predicate.form == "vnoun" and not token.feat("Tense")
    if untensed and not people and token.feat("Person[psor]") not in {"1", "2"}:
        return False
    bare = untensed and not token.feat("Person[psor]")
    if bare and token.feat("Case") in BARE:
        following = tokens[predicate.last + 1] if predicate.last + 1 < last else None
        return (
            following is None
            or following.upos in {"ADP", "VERB", "AUX", "ADV"}
            or following.text
            in (function_words("possibility") | function_words("necessity") | function_words("purpose"))
        )
    return True


def _satisfied(
    clauses: Clauses,
    predicate: Predicate,
    needs: frozenset[str],
    inside: Sequence[Phrase],
    places: Sequence[Phrase],
    people: Sequence[Phrase],
) -> bool:
    """Whether what the trigger needs is there; without it the verb is too common to tell an event."""
    tokens = clauses.tokens
    for need in needs:
        if need == "neg" and not any(
            tokens[i].feat("Polarity") == "Neg" for i in range(predicate.first, predicate.last + 1)
        ):
            return False
        if need == "place" and not any(p.case in {"Dat", "Abl"} for p in places):
            return False
        spoken = {tokens[predicate.last].feat("Person"), tokens[predicate.last].feat("Person[psor]")} & {"1", "2"}
        if need == "who" and not people and not spoken:
            return False
        if need in CASES and not any(p.case == CASES[need] for p in inside):
            return False
    return True
