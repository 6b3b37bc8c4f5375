"""Who takes part in an event: phrases of the clause in the cases that the trigger's frame asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.event_clauses import participant_kinds
from xewer.find.event_modality import mutual_kinds, person_kinds, thing_kinds, whom_only_kinds
from xewer.find.event_needs import CASES, satisfied, tells
from xewer.find.event_participles import head_noun
from xewer.find.event_places import where
from xewer.find.event_predicates import triggers
from xewer.find.event_subjects import acts_between, find_subject, founded, genitive_subject, has_others, is_object
from xewer.find.phrase_words import how_often
from xewer.find.phrases import BARE, Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate, Trigger

__all__ = ["ARTICLES", "Roles", "fill_roles", "objects"]

ARTICLES = frozenset({"a", "an", "the"})  # in a gloss: the verb has its object with it


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
    passive = predicate.form != "noun" and predicate.passive
    slots: dict[str, list[Phrase]] = {"actor": [], "recipient": []}
    used: list[Phrase] = []
    places: list[Phrase] = []
    things: list[Phrase] = []  # what was found or passed: no recipient, but the verb has its object
    slots_asked = {slot.split("-")[0] for _, slot in trigger.frame}
    transitive = bool(slots_asked & {"acc", "theme"})
    subject = None
    own = predicate.first < predicate.main and bool(ARTICLES & set(trigger.gloss.split()))
    for role, slot in trigger.frame:
        if passive and ((slot == "nom" and role == "actor") or (own and slot.startswith("acc"))):
            continue  # «قارار ماقۇللاندى»: the noun of the compound is what was passed
        if predicate.form == "those" and slot.startswith("nom") and role in slots:
            slots["recipient" if passive else role].append(_those(clauses, predicate))
            continue
        name, _, loose = slot.partition("-")
        if role == "place" or slot == "theme" or (name == "nom" and "gen" in slots_asked and slots[role]):
            continue
        phrase = (
            find_subject(clauses, predicate, inside, last, transitive=transitive and not passive, loose=loose == "any")
            if name == "nom" or (passive and name == "acc")
            else _slot(clauses, predicate, inside, name)
        )
        if phrase is None:
            continue
        if name == "nom":
            subject = phrase
        away = name == "abl" and trigger.kind == "departure"  # «پيوڭياڭدىن ئايرىلدى»
        there = clauses.place(phrase) and (away or not _is_body(clauses, phrase)) and phrase.case not in BARE
        if (away or name in {"dat", "dest", "acc"}) and there and predicate.form != "rel":
            places.append(phrase)  # «كۇرسكى رايونىنى ئازاد قىلدى»: where, not whom
            used.append(phrase)
            owner = clauses.owner(phrase, inside) if name == "dest" else None
            if owner is not None:
                used.append(owner)
                slots[role].extend(clauses.who(owner, inside))
            continue
        if (
            name == "nom"
            and role == "recipient"
            and clauses.place(phrase)
            and not clauses.somebody(phrase)
            and not loose
        ):
            places.append(phrase)  # «سۇلاۋېسى ئارىلى ھۇجۇمغا ئۇچرىدى»
            used.append(phrase)
            continue
        if loose == "any" and name == "nom" and _no_thing(clauses, phrase, trigger):
            continue  # a country does not happen
        strict = (role == "actor" and loose != "owner") or (loose != "any" and _direct(trigger))
        if loose == "any" and name != "nom" and not passive and trigger.kind in whom_only_kinds():
            loose, strict = "", True
            things.append(phrase)
        who = clauses.who(phrase, inside) if not strict else _strict(clauses, phrase)
        if role == "recipient" and name in {"acc", "dat"} and not _deed(clauses, phrase, trigger):
            who = clauses.joined(phrase) if clauses.somebody(phrase) else []
        if loose == "any" and not clauses.somebody(phrase):
            # «بۇغداينىڭ باھاسى ئۆرلىدى»: the thing, not whose it is; «بۇنى رەت قىلدى»: it, which tells nothing
            noun = tokens[phrase.last]
            pointing = noun.upos == "PRON" and (noun.feat("PronType") == "Dem" or noun.lemma in function_words("self"))
            who = [] if pointing or noun.upos in {"NUM", "VERB"} else clauses.joined(phrase)
            things.extend([phrase] * pointing)
        used.extend([phrase, *who])
        slots[role].extend(w for w in who if w not in slots[role])
        if name == "dest" and clauses.place(phrase):
            places.append(phrase)
    actors, recipients = slots["actor"], slots["recipient"]
    if not passive and "actor" not in {role for role, _ in trigger.frame}:
        actors = _undergone(clauses, predicate)  # «تەنقىدچىلەرنىڭ ھۇجۇمىغا ئۇچرىدى»
    if passive:
        agent = _agent(clauses, inside)
        if agent is not None:
            used.append(agent)
            actors = _strict(clauses, agent)
    elif predicate.form != "noun" and "theme" not in slots_asked:
        actors = actors + [p for p in _company(clauses, inside) if p not in actors and p not in recipients]
    if predicate.form == "rel" and transitive and not passive and not recipients and actors:
        head = head_noun(clauses, predicate, last)
        if head is not None and head not in actors and clauses.somebody(head):
            recipients = [head]
    if len(actors) < 2 and trigger.kind in mutual_kinds():
        actors = between(clauses, inside) or actors
    recipients = [p for p in recipients if p not in actors]
    taken = {p.last for p in (*actors, *recipients, *places)}
    for phrase in inside:
        if phrase.last not in taken:
            places += where(clauses, phrase, trigger.frame, inside)
    beside = inside[-1] if inside and inside[-1].last + 1 == predicate.first else None
    if passive and transitive and beside is not None and beside.case == "Acc":
        return Roles([], [], [], [], passive=True, ok=False)  # «تەدبىرنى قوللاندى» applies it; nothing was supported
    ok = tells(clauses, predicate, last, (*actors, *recipients, *things)) and satisfied(
        clauses,
        predicate,
        trigger.needs - {"acc"} if passive and recipients else trigger.needs,
        inside,
        places,
        (*actors, *recipients, *things),
        recipients,
    )
    if subject is not None and subject not in used:
        used.append(subject)
    if ok and not recipients and trigger.kind in person_kinds() and _befalls_thing(clauses, predicate, inside, last):
        return Roles([], [], [], [], passive=passive, ok=False)
    return Roles(actors, recipients, places[-2:], used, passive=passive, ok=ok)


def _no_thing(clauses: Clauses, phrase: Phrase, trigger: Trigger) -> bool:
    """Whether a kind that befalls things would befall somebody; there may be more or fewer people."""
    if trigger.kind not in thing_kinds() or clauses.vehicle(phrase):
        return False
    if trigger.kind == "occurrence" and clauses.place(phrase):
        return True
    counted = trigger.kind in {"increase", "decrease", "change"}
    pronoun = clauses.tokens[phrase.last].upos == "PRON"
    lemma = clauses.tokens[phrase.last].lemma
    if phrase.entity is None and "group" in {participant_kinds().get(lemma), speaker_kinds().get(lemma)}:
        return trigger.kind not in {"beginning", "ending", "founding", "opening"}  # «ئون شۆبە ئېچىلدى»
    return phrase.entity is not None or (clauses.somebody(phrase) and not counted and not pronoun)


def _deed(clauses: Clauses, phrase: Phrase, trigger: Trigger) -> bool:
    """Whether what was blamed, refused or asked for is somebody's deed: then it is he («…نىڭ ھۇجۇمىنى ئەيىبلىدى»)."""
    if trigger.plover not in {"ACCUSE", "REJECT", "THREATEN"}:
        return True
    head = clauses.tokens[phrase.last]
    quality = head.lemma.endswith(tuple(function_words("quality")))
    return head.upos == "VERB" or head.lemma in triggers()[1] or quality


def _direct(trigger: Trigger) -> bool:
    """Whether only somebody himself suffers it, not the owner of what does: «خەلقنىڭ ئىشەنچىنى يوقاتتى»."""
    return trigger.plover in {"ASSAULT", "COERCE"} or trigger.kind in {
        "departure",
        "displacement",
        "withdrawal",
        "death",
    }


def _befalls_thing(clauses: Clauses, predicate: Predicate, inside: list[Phrase], last: int) -> bool:
    """Whether the one to whom it is done is a thing: «مەسىلە تۇتقۇن قىلىندى», «توپنى قولىغا ئالدى»."""
    if predicate.form == "noun" or predicate.trigger is None:
        return False
    roles = {slot.partition("-")[0]: role for role, slot in predicate.trigger.frame}
    if roles.get("acc") == "recipient" and not predicate.passive:
        whom = _slot(clauses, predicate, inside, "acc")
    elif predicate.passive or roles.get("nom") == "recipient":
        whom = find_subject(clauses, predicate, inside, last, transitive=False, loose=True)
    else:
        return False
    if whom is None or clauses.tokens[whom.last].upos not in {"NOUN", "PRON"} or clauses.place(whom):
        return False
    head = clauses.tokens[whom.last]
    if not head.reading.listed or head.lemma.endswith(tuple(function_words("quality"))):
        return False  # «قارا تەنلىكلەر» are people
    return not clauses.somebody(whom) and not clauses.who(whom, inside)


def between(clauses: Clauses, inside: Sequence[Phrase]) -> list[Phrase]:
    """«ئامېرىكا بىلەن چاۋشيەن ئوتتۇرىسىدا سۆھبەت ئۆتكۈزۈلدى»: the two sides of a meeting, a fight, a deal."""
    phrases = clauses.phrases
    for phrase in reversed(inside):
        if clauses.tokens[phrase.last].text not in function_words("between"):
            continue
        if phrase.owner is not None:
            last: Phrase | None = phrases.found[phrase.owner]
        elif phrase.first < phrase.last:
            name = phrases.name_at.get(phrase.last - 1)
            last = phrase._replace(last=phrase.last - 1, entity=name, case="Nom")
        else:
            number = phrases.by_last.get(phrase.first - 1)
            last = None if number is None else phrases.found[number]
        if last is None or not clauses.somebody(last):
            return []
        sides = clauses.joined(last)
        return sides if len(sides) > 1 else []
    return []


def _undergone(clauses: Clauses, predicate: Predicate) -> list[Phrase]:
    """Whose attack it was that somebody came under: the genitive before the noun of the compound."""
    tokens = clauses.tokens
    if predicate.first == predicate.main or tokens[predicate.first].feat("Person[psor]") != "3":
        return []
    number = clauses.phrases.by_last.get(predicate.first - 1)
    phrase = None if number is None else clauses.phrases.found[number]
    if (
        phrase is None
        or phrase.case not in {*BARE, "Gen"}
        or tokens[predicate.main].lemma not in function_words("undergo")
    ):
        return []
    return _strict(clauses, phrase)


def _those(clauses: Clauses, predicate: Predicate) -> Phrase:
    """A participle that stands for people is itself who takes part: «ئۆلگەنلەر»."""
    case = clauses.tokens[predicate.last].feat("Case") or "Nom"
    return Phrase(predicate.main, predicate.last, case)


def objects(clauses: Clauses, predicate: Predicate, inside: Sequence[Phrase]) -> list[Phrase]:
    """What a verb that tells no event takes for itself: its accusative, and a genitive subject."""
    out: list[Phrase] = []
    if clauses.tokens[predicate.last].text in function_words("against"):
        return out  # «بۇ دۆلەتكە قاراتقان زىيارىتى»: the noun's, not the participle's
    if inside and inside[-1].last + 1 == predicate.first and (inside[-1].case not in BARE):
        out.append(inside[-1])
    accusative = None if predicate.passive else next((p for p in reversed(inside) if p.case == "Acc"), None)
    if accusative is not None:
        out.append(accusative)
    if predicate.form in {"vnoun", "when"}:
        subject = genitive_subject(clauses, predicate, inside)
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
    if case == "Acc" and founded(clauses, predicate, inside) is not None:
        return inside[-1]
    for phrase in reversed(inside):
        if how_often(clauses.tokens[phrase.last]):
            continue  # «بىر ھەسسە ئاشۇردى»: how many times, not what
        against = clauses.followed(phrase, "against") and phrase.last + 1 < predicate.first
        if phrase.case == case and (predicate.form == "noun" or not against):
            return phrase
        alone = predicate.first == predicate.main and phrase.last + 1 == predicate.first
        alone = alone and not (clauses.somebody(phrase) and not has_others(clauses, phrase, inside))
        alone = alone and not acts_between(clauses, phrase, inside)
        if case == "Acc" and alone and phrase.case in BARE and is_object(clauses, phrase):
            # «ھەيكەلنى ئامما چاقتى»: the object stands in the accusative, so the bare noun is who acts
            marked = next((p for p in reversed(inside) if p.case == "Acc"), None)
            return phrase if marked is None or not clauses.somebody(phrase) else marked
    return None


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
        # «ۋىرگىنىيەنىڭ ۋىلىڭ شەھىرىدىكى بىر يىغىلىشتا»: it owns the town, not the rally
        return own if noun.feat("Person[psor]") else None
    if phrase is not None and phrase.first < phrase.last and phrase.first in phrases.name_at:
        cut = phrase._replace(last=phrase.last - 1, entity=phrases.name_at.get(phrase.last - 1), case="Nom")
        if clauses.place(cut) and predicate.trigger is not None and predicate.trigger.kind == "fight":
            return None  # «چاۋشيەن ئۇرۇشى»: a war has its name from where it was
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
