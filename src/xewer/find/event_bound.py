"""Bare phrases that are no subject: they belong to the word behind them, or to a pronoun of another person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.event_clauses import participant_kinds
from xewer.find.phrase_words import how_often
from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase
    from xewer.model import Token

__all__ = ["agrees", "apposed", "bound", "points"]

CLOSING = frozenset({"»", "”", '"'})


def agrees(clauses: Clauses, phrase: Phrase, predicate: Predicate) -> bool:
    """Whether a pronoun may be the subject of a finite verb: «مەن ئاڭلىدىم، … مېنى تەكلىپ قىلدى» is not I.

    A noun fits any verb: «بىز ئۇيغۇرلار كەلدۇق».
    """
    head, verb = clauses.tokens[phrase.last], clauses.tokens[predicate.last]
    if head.upos != "PRON" or predicate.form != "finite" or verb.feat("Person") != "3":
        return True
    return head.feat("Person") not in {"1", "2"}


def bound(clauses: Clauses, phrase: Phrase, first: int) -> bool:
    """Whether a bare phrase belongs to a postposition or light verb, or is no participant at all."""
    tokens = clauses.tokens
    at = clauses.behind(phrase)
    following = tokens[at] if at < len(tokens) else None
    if following is None or at > first or _beside_noun(clauses, phrase):
        return True
    head = tokens[phrase.last]
    if following.text in function_words("with") or following.text in function_words("agency"):
        return True
    if following.text in function_words("topic"):
        return False  # «ئۇ بولسا …»: as for him
    if following.upos == "CCONJ" or following.text in function_words("denial"):
        return True  # the last of those joined stands for all; «ترامپ ئەمەس، ئامما»: not he
    if _describes(clauses, phrase) or clauses.listed(phrase) or _leads_list(clauses, phrase):
        return True
    thing = phrase.entity is None and head.upos == "NOUN" and not clauses.somebody(phrase)
    if (
        thing
        and at not in clauses.phrases.time_at
        and following.upos == "NOUN"
        and following.feat("Person[psor]") == "3"
        and following.feat("Case") != "Acc"
    ):
        return True  # «ئىمارەتلەر خارابىسىنىڭ ئاستىدا»
    timed = at in clauses.phrases.time_at  # «باھاسى كېلەر يىلى ئۆرلەيدۇ», «ئۇ يېقىندا …»: a time stands apart
    if following.upos == "ADP" and not timed:
        behind = tokens[phrase.last + 2].text if phrase.last + 2 < len(tokens) else ""
        # «ئىككى دۆلەت مۇناسىۋىتى»: not a postposition unless «بىلەن» follows it
        return not (following.text in function_words("relation") and behind not in function_words("with"))
    if how_often(head):
        return True  # «تۇنجى قېتىم»: how often, not who
    if head.upos == "NUM" or head.lemma in function_words("self") or head.text in function_words("agency"):
        return True
    if head.upos == "VERB":
        return True
    verb = following.upos == "VERB" and following.feat("VerbForm") in {"Conv", "Vnoun"}  # not «بىر كوماندا بولۇش …»
    if timed or (verb and clauses.somebody(phrase)):
        return False  # «بىر ئەر قەستلەپ ئۆلتۈرۈشكە چېتىلىپ قولغا ئېلىندى»: somebody would stand in the accusative
    return following.upos in {"VERB", "AUX"} and phrase.last + 1 < first and phrase.entity is None


def _beside_noun(clauses: Clauses, phrase: Phrase) -> bool:
    """«كىشىلەر ئارىسىدا», «خەلق ئاۋازغا قويۇش», «ئىنگلىز مىلى»: a bare noun that belongs to the one behind it."""
    tokens, at = clauses.tokens, clauses.behind(phrase)
    if at >= len(tokens) or tokens[phrase.last].upos == "PRON":
        return False
    following, head = tokens[at], tokens[phrase.last]
    if following.text in function_words("among") or following.text in function_words("being"):
        return True  # «3200 ئادەم بار جاي»: who is there, not who acts
    if following.text in CLOSING and at + 1 < len(tokens):
        noun = tokens[at + 1]  # «كەچلىك مەكتەپ» تۈزۈمى, but «كۆك ئاسمان» كوماندىسى
        return _owned_noun(noun) and noun.feat("Case") != "Loc" and noun.lemma not in speaker_kinds()
    if head.lemma in function_words("neighbouring") and following.upos in {"NOUN", "PROPN"}:
        return True  # «قوشنا ۋۇدمانكوت كەنتىدە»
    several = phrase.entity is None and head.feat("Number") == "Plur" and not head.feat("Person[psor]")
    if several and _owned_noun(following) and following.feat("Case") in BARE:
        return speaker_kinds().get(following.lemma) == "person"  # «بالىلار دوختۇرى»
    return f"{head.lemma} {following.lemma}".startswith(tuple(function_words("compound")))


def _owned_noun(token: Token) -> bool:
    return token.upos == "NOUN" and token.feat("Person[psor]") == "3"


def _leads_list(clauses: Clauses, phrase: Phrase) -> bool:
    """«سودا، خوڭكوڭ ۋە ۋىرۇس مەسىلىلىرى»: the last of a list stands for all."""
    phrases, tokens, at = clauses.phrases, clauses.tokens, phrase.last + 1
    while at + 1 < len(tokens) and tokens[at].text == "،" and at + 1 in phrases.by_first:
        at = phrases.found[phrases.by_first[at + 1]].last + 1
        if at < len(tokens) and tokens[at].upos == "CCONJ" and tokens[at].text not in function_words("boundary"):
            return True
    return False


def _describes(clauses: Clauses, phrase: Phrase) -> bool:
    """A bare name that describes what follows: «ترامپ ھۆكۈمىتى», «خىتاي چىڭخەي ئۆلكىسى شىنىڭ شەھىرىدىكى»."""
    phrases, at = clauses.phrases, phrase.last + 1
    if phrase.entity is None or at >= len(clauses.tokens) or at in phrases.time_at:
        return False  # «ترامپ 2015-يىلى …»: when, not what is his
    label, behind = phrases.names[phrase.entity].label, phrases.name_at.get(at)
    if label in {"GPE", "LOC"} and _at_its(clauses, at):
        return True
    if label in {"GPE", "LOC"} and behind is not None:
        return phrases.names[behind].label in {"GPE", "LOC"} and _address(clauses, phrase, behind)
    number = phrases.by_first.get(at)
    whose = None if number is None else phrases.found[number]
    if label == "ORG" and whose is not None and whose.case == "Loc" and whose.entity is None:
        # «ساينسبۇري تۈرلۈك ماللار دۇكىنىدا»: in its shop
        return clauses.tokens[whose.first].upos == "ADJ" and clauses.tokens[whose.last].feat("Person[psor]") == "3"
    head = clauses.tokens[at]
    kind = speaker_kinds().get(head.lemma) or participant_kinds().get(head.lemma)
    if head.text in function_words("level") and behind is None:
        return True  # «ئارىزونا ئىشتاتلىق ئالىي پالاتا ئەزاسى»
    if label != "PERSON" or behind is not None or head.feat("Person[psor]") != "3":
        return False
    return kind == "group" or _work(clauses, at, kind)


def _at_its(clauses: Clauses, at: int) -> bool:
    """«ئەنگلىيە | ئىچكى ئۇرۇشىدىكى ھەرىكەت»: whether the phrase at a token is described by what is at the country's."""
    number = clauses.phrases.by_first.get(at)
    if number is None:
        return False
    words = clauses.tokens[at : clauses.phrases.found[number].last + 1]
    return any(t.feat("Form") == "Ki" and t.feat("Person[psor]") == "3" for t in words)


def _work(clauses: Clauses, at: int, kind: str | None) -> bool:
    """«كرومۋېل ھەيكىلى …»: a thing that bears a person's name, in the nominative."""
    head, tokens = clauses.tokens[at], clauses.tokens
    thing = head.upos == "NOUN" and kind is None and head.feat("Case") in BARE and head.reading.listed
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    apart = behind in function_words("with") | function_words("being")  # «خارىڭتون زەھىرى بار ئەرلەرگە …»
    return thing and not apart and head.lemma not in function_words("self")


def _address(clauses: Clauses, phrase: Phrase, behind: int) -> bool:
    """Whether a place goes on with another as in an address, not as subject and object or place."""
    at = clauses.phrases.token_at(clauses.phrases.names[behind].end - 1)
    last = clauses.tokens[at]
    owned = clauses.tokens[phrase.last].feat("Person[psor]") == "3"
    head = last.feat("Case") in BARE and last.feat("Person[psor]") == "3"
    return head or (owned and last.feat("Form") == "Ki")


def points(clauses: Clauses, phrase: Phrase, inside: Sequence[Phrase]) -> bool:
    """«ئۇ ئەرنى ئۇردى»: a pronoun right before somebody in another case points to him and is no subject."""
    head, at = clauses.tokens[phrase.last], phrase.last + 1
    if head.upos != "PRON" or phrase.first != phrase.last or head.text not in function_words("pointer"):
        return False
    if at < len(clauses.tokens) and clauses.tokens[at].lemma in function_words("pointed"):
        return True  # «ئۇ يەردىكى خادىملار»: that place
    if not any(p.last < phrase.first and p.case in BARE and clauses.somebody(p) for p in inside):
        return False
    behind = next((p for p in inside if p.first == phrase.last + 1), None)
    if behind is None or behind.entity is not None or behind.case in BARE:
        return False
    owned = clauses.tokens[behind.last].feat("Person[psor]")
    return not owned and clauses.tokens[behind.first].upos == "NOUN" and clauses.somebody(behind)


def apposed(clauses: Clauses, phrase: Phrase) -> bool:
    """«ئامېرىكا ئوسېللو ماھىرىنى»: a bare country right before a possessed noun in another case describes it."""
    phrases, at = clauses.phrases, phrase.last + 1
    if phrase.entity is None or phrases.names[phrase.entity].label not in {"GPE", "LOC"}:
        return False
    number = phrases.by_first.get(at)
    if number is None:
        return False
    behind = phrases.found[number]
    return behind.case not in {*BARE, "Gen"} and clauses.tokens[behind.last].feat("Person[psor]") == "3"
