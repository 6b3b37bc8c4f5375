"""Participles and converbs: what they describe, and whose subject and object stand before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.event_bound import bound
from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase

__all__ = ["at_a_time", "described", "head_noun", "inner_subject", "open_head", "possessor", "shares_object"]


def head_noun(clauses: Clauses, predicate: Predicate, last: int) -> Phrase | None:
    """The noun that a participle describes: «جەڭ قىلغان تەخمىنەن 600 ئەسكەر»."""
    tokens, at = clauses.tokens, predicate.last + 1
    while at < last and (tokens[at].upos == "ADV" or (at in clauses.figures and not _begins(clauses, at))):
        at += 1
    found = clauses.phrases.between(at, last)
    head = next((p for p in found if p.first == at), None)
    if head is not None and head.entity is not None and head.last + 1 < last and tokens[head.last + 1].upos == "ADJ":
        # «مېكسىكا نەسەبلىك بوكسچى»: the country is that of the boxer
        behind = next((p for p in found if p.first == head.last + 1), None)
        bare = head.case in BARE and clauses.phrases.names[head.entity].label in {"GPE", "LOC"}
        return behind if bare and behind is not None else head
    return head


def at_a_time(clauses: Clauses, predicate: Predicate, last: int) -> bool:
    """«گورلەي سوقۇلغان چاغدا»: a participle before a word for a time tells when, and has a subject of its own."""
    at = predicate.last + 1
    if predicate.form != "rel" or at >= last:
        return False
    return clauses.tokens[at].lemma in function_words("moment") and clauses.tokens[at].feat("Case") in {"Loc", "Abl"}


def _begins(clauses: Clauses, at: int) -> bool:
    """Whether a phrase begins at a token: «يىغىلغان 5000 گە يېقىن ئادەم» has its figure outside."""
    return at in clauses.phrases.by_first


def shares_object(clauses: Clauses, predicate: Predicate, following: Predicate, last: int) -> bool:
    """«ۋايدنى ئوققا تۇتۇپ ئۆلتۈردى»: two verbs that stand together have one object.

    «ئائىلىنى زىيارەت قىلىپ تەييارلىغان دوكلات»: what the participle describes is its object.
    """
    if following.first != predicate.last + 1:
        return False
    head = head_noun(clauses, following, last) if following.form == "rel" else None
    return head is None or clauses.somebody(head)


def inner_subject(clauses: Clauses, predicate: Predicate, inside: Sequence[Phrase], last: int) -> list[Phrase]:
    """Who is the subject of a participle, and not of the verb behind it: the nearer of two nominatives.

    «ئۇلار ترامپ يەڭگەن شىتاتلاردا كۈرەش قىلدى», «لىئام نېيسون ئوينىغان ئوغرى ئۆلدى».
    """
    if predicate.form != "rel" or predicate.passive:
        return []
    people = [p for p in inside if clauses.nominative(p) and not bound(clauses, p, predicate.first)]
    if not people or any(c for c in clauses.commas if people[-1].last < c < predicate.first):
        return []
    near, head = people[-1], head_noun(clauses, predicate, last)
    before = people[-2] if len(people) > 1 else None
    if (
        before is not None
        and before.last + 1 < near.first
        and not any(before.last < c < near.first for c in clauses.commas)
    ):
        return [near]
    if head is None or not clauses.nominative(head) or clauses.behind(head) in clauses.commas:
        return []
    # «رىچارد سىئېرس باشلىغان بۇ شىركەت بىنا سالغان»
    pointed = clauses.tokens[head.first].feat("PronType") == "Dem" and head.first < head.last
    return [near] if pointed or (near.entity is not None and near.last + 1 == predicate.first) else []


def possessor(clauses: Clauses, inside: Sequence[Phrase], head: Phrase | None) -> Phrase | None:
    """The genitive subject of a participle: what it describes is his, and nothing else before the verb is.

    «ئوخايو شىتاتىنىڭ شەھىرىدە ئوغرىلىغان بېلەت», «ترامپنىڭ ئەترىتىنى تەكشۈرگەن ۋاقىت»: theirs is the town, the team.
    """
    if head is None or not any(clauses.tokens[i].feat("Person[psor]") for i in range(head.first, head.last + 1)):
        return None
    owned = clauses.owned(clauses.phrases.between(inside[0].first, head.first)) if inside else set()
    found = next((p for p in reversed(inside) if p.case == "Gen"), None)
    return found if found is not None and found.last not in owned and clauses.somebody(found) else None


def described(
    clauses: Clauses, beside: Phrase, head: Phrase | None, *, transitive: bool, inside: Sequence[Phrase]
) -> bool:
    """Whether a bare noun right before a participle may be its object: «كۆپ مېھمان ئەۋەتكەن دۆلەتلەر».

    «ساقچى تۇتقان ئوغرى» looks the same; «ساقچىلار تۇتقان ئوغرى» does not: several would stand in the accusative.
    """
    token = clauses.tokens[beside.last]
    if not transitive or beside.entity is not None or token.upos != "NOUN" or any(p.case == "Acc" for p in inside):
        return False
    if clauses.vehicle(beside):
        return True  # «ماشىنا توختىتىدىغان يەر»
    single = token.feat("Number") != "Plur" and not token.feat("Person[psor]") and beside.first < beside.last
    return (
        head is not None and clauses.somebody(head) and single and clauses.tokens[beside.first].upos in {"ADJ", "NUM"}
    )


def open_head(clauses: Clauses, head: Phrase, last: int) -> bool:
    """Whether a participle may describe something behind the noun that stands next to it.

    «ۋاتېرسنى چۈشۈرگەن پارتىيەنىڭ كاندىداتى ناۋاروۋ»: the party or its candidate; «يوللىغان كىشىنى جەلپ قىلىدىغان سۆز».
    """
    tokens, phrases = clauses.tokens, clauses.phrases
    at = clauses.behind(head)
    if head.case == "Gen":
        label = None if head.entity is None else phrases.names[head.entity].label
        behind = phrases.at(at, last)
        named = None if behind is None or behind.entity is None else phrases.names[behind.entity].label
        return label != "PERSON" and named == "PERSON" and behind is not None and behind.owner is not None
    if head.case != "Acc":
        return False
    while at < last and tokens[at].upos in {"ADV", "NOUN"} and tokens[at].feat("Case") in BARE and at < head.last + 3:
        at += 1
    verb = tokens[at] if at + 1 < last else None
    if verb is None or verb.upos != "VERB" or verb.feat("VerbForm") != "Part" or verb.feat("Case") not in BARE:
        return False
    return tokens[at + 1].upos in {"NOUN", "PROPN", "ADJ", "NUM", "DET"} and verb.feat("Number") != "Plur"
