"""Whether a predicate tells an event: its form, and what its trigger needs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.event_clauses import participant_kinds
from xewer.find.event_modality import wide_kinds
from xewer.find.event_predicates import triggers
from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase
    from xewer.model import Token

__all__ = ["CASES", "of_case", "satisfied", "tells"]

CASES = {"dat": "Dat", "acc": "Acc", "abl": "Abl", "loc": "Loc", "gen": "Gen"}
STOPS = frozenset({".", "!", "؟", "?", ":"})
# «گېرمانىيەدىن كەلگەن مېھمان»: a participle with an ablative says where somebody is from, not that he came
_WAYS = (frozenset({"Dat", "Abl"}), frozenset({"Dat"}))


def tells(clauses: Clauses, predicate: Predicate, last: int, people: Sequence[Phrase]) -> bool:
    """Whether the form tells an event at all: «كونترول قىلىش ھوقۇقى», «چەكلەنگەن رايون» do not."""
    tokens = clauses.tokens
    token = tokens[predicate.last]
    if predicate.form == "rel" and predicate.trigger is not None and " " not in predicate.trigger.lemma:
        # «چەكلەنگەن رايون»: a passive participle before a thing describes it
        return any(clauses.somebody(p) for p in people) if predicate.passive else bool(people)
    untensed = predicate.form == "vnoun" and not token.feat("Tense")
    if untensed and not token.feat("Person[psor]") and (token.feat("Case") == "Gen" or token.feat("Form") == "Ki"):
        return False  # «چېكىنىشنىڭ پىلانى», «چېكىنىشتىكى سەۋەب»: part of another description
    trigger = predicate.trigger  # «يامغۇر يېغىش»: it rains without anybody
    nature = predicate.nature or (trigger is not None and "storm" in trigger.needs)
    if untensed and not people and not nature and token.feat("Person[psor]") not in {"1", "2"}:
        return False
    bare = untensed and not token.feat("Person[psor]")
    if bare and token.feat("Case") in {"Acc", "Dat", "Abl"} and not _governed(tokens, predicate.last + 1, last):
        return False  # «ئوينىشىشقا ئامراق»: fond of playing, which tells no play
    if bare and token.feat("Case") in BARE:
        following = tokens[predicate.last + 1] if predicate.last + 1 < last else None
        topics = function_words("case") | function_words("design")
        if following is not None and following.lemma in topics and following.feat("Person[psor]"):
            # «… ئوققا تۇتۇش دېلوسى», «… قۇرۇش پىلانى»: the case, the plan is about what is told
            return predicate.trigger is not None and predicate.trigger.kind not in wide_kinds()
        return (
            following is None
            or following.upos in ({"ADP", "VERB", "AUX", "ADV", "CCONJ"} if nature else {"ADP", "VERB", "AUX", "ADV"})
            or following.text
            in (function_words("possibility") | function_words("necessity") | function_words("purpose"))
        )
    return True


def of_case(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """«… ئوققا تۇتۇش دېلوسى»: whoever looks into the case is not who did it."""
    if predicate.form != "vnoun" or predicate.last + 1 >= len(tokens) or tokens[predicate.last].feat("Person[psor]"):
        return False
    return tokens[predicate.last + 1].lemma in function_words("case")


def _governed(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a gerund is what somebody wants, tries, asks for or is bound to do: «ئويناشنى ئۈمىد قىلىدۇ».

    A postposition tells when or what for. The object of any other verb is a deed in general.
    """
    while at < last and tokens[at].upos == "ADV":
        at += 1
    if at >= last:
        return False
    token, following = tokens[at], tokens[at + 1] if at + 1 < last else None
    if token.upos in {"ADP", "CCONJ"} or token.text == "،" or {token.text, token.lemma} & function_words("will"):
        return True
    if {token.text, token.lemma} & (function_words("cause") | function_words("involved")):
        return True  # «يامغۇر يېغىشنى كەلتۈرۈپ چىقىرىدۇ», «ئۆلتۈرۈشكە چېتىشلىق گۇماندار»
    verbs = triggers()[0]
    compound = None if following is None else verbs.get(f"{token.text} {following.lemma}")
    return compound is not None or token.lemma in verbs or token.upos == "AUX"


def satisfied(
    clauses: Clauses,
    predicate: Predicate,
    needs: frozenset[str],
    inside: Sequence[Phrase],
    places: Sequence[Phrase],
    people: Sequence[Phrase],
    whom: Sequence[Phrase],
) -> bool:
    """Whether what the trigger needs is there; without it the verb is too common to tell an event."""
    tokens = clauses.tokens
    for need in needs:
        if need == "neg" and not any(
            tokens[i].feat("Polarity") == "Neg" for i in range(predicate.first, predicate.last + 1)
        ):
            return False
        if need == "place" and not any(p.case in _WAYS[predicate.form == "rel"] for p in places):
            return False
        spoken = {tokens[predicate.last].feat("Person"), tokens[predicate.last].feat("Person[psor]")} & {"1", "2"}
        quoted = clauses.quote_at[predicate.last] >= 0
        if need == "who" and not people and not (spoken and quoted):
            return False
        if (
            need == "doer"
            and predicate.form != "finite"
            and not spoken
            and not any(clauses.somebody(p) and p not in whom for p in people)
        ):
            return False  # «ئاۋازغا قوشۇلۇشى كېرەك»: a vote is added, nobody agrees
        if need == "whom" and not whom:
            return False
        if need == "figure" and not any(i in clauses.figures for p in inside for i in range(p.first, p.last + 1)):
            return False
        if need == "body" and not all(clauses.somebody(p) for p in whom):
            return False
        if need == "thing" and any(clauses.somebody(p) and not clauses.vehicle(p) for p in people):
            return False  # «بالا سۇغا چۆكۈپ راك تۇتتى»: a diver is not destroyed
        if need == "storm" and (any(p not in whom for p in people) or not _storm(tokens, predicate)):
            return False
        if need == "amount" and not any(_amount(tokens, p) for p in (*people, *inside)):
            return False  # «باھاسى يۈزگە يەتتى», not «ئۇ ئۆيىگە يەتتى»
        if need in CASES and not any(p.case == CASES[need] for p in inside):
            beside = inside[-1] if need == "acc" and inside and inside[-1].last + 1 == predicate.first else None
            if beside is None or beside.case not in BARE or not _stands(clauses, beside) or beside.entity is not None:
                return False  # «زاۋۇت ئاچتى»: what is built stands bare, too
    return True


def _amount(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase names something that is measured: a number, a price, a rate, a temperature."""
    return phrase.case in {*BARE, "Gen", "Acc"} and tokens[phrase.last].lemma in function_words("amount")


def _storm(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """Whether a storm, rain or flood stands in the nominative before the predicate, or the name of a storm.

    «قارا بوران روسا» names one for the whole text.
    """
    words = function_words("weather")
    for i in range(predicate.first - 1, -1, -1):
        token = tokens[i]
        if token.text in STOPS:
            return False
        if token.feat("Case") not in BARE or tokens[i + 1].upos == "PROPN" or tokens[i + 1].feat("Person[psor]"):
            continue  # «قارا بوران مەركىزى» is no storm
        if token.lemma in words:
            return True
        if token.upos == "PROPN" and any(b.lemma in words and a.lemma == token.lemma for b, a in pairwise(tokens)):
            return True
    return False


def _stands(clauses: Clauses, phrase: Phrase) -> bool:
    """Whether a noun is a building, or a body that has one: «زاۋۇت», «مەكتەپ», «دۇكان»."""
    lemma = clauses.tokens[phrase.last].lemma
    return clauses.place(phrase) or "group" in {participant_kinds().get(lemma), speaker_kinds().get(lemma)}
