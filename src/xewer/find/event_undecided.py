"""Phrases that cannot be who a verb is told of, and structures that leave it open: then nobody is named."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase
    from xewer.model import Token

__all__ = [
    "Part",
    "agrees",
    "apposed",
    "beside_noun",
    "described",
    "governs",
    "nearest",
    "open_head",
    "parts",
    "possessor",
]

CLOSING = frozenset({"»", "”", '"'})


class Part(NamedTuple):
    """A comma that ends a clause before a predicate; ``same``: its subject goes on (-ip), as a rule."""

    comma: int
    same: bool


def agrees(clauses: Clauses, phrase: Phrase, predicate: Predicate) -> bool:
    """Whether a pronoun may be the subject of a finite verb: «مەن ئاڭلىدىم، … مېنى تەكلىپ قىلدى» is not I.

    A noun fits any verb: «بىز ئۇيغۇرلار كەلدۇق».
    """
    head, verb = clauses.tokens[phrase.last], clauses.tokens[predicate.last]
    if head.upos != "PRON" or predicate.form != "finite" or verb.feat("Person") != "3":
        return True
    return head.feat("Person") not in {"1", "2"}


def beside_noun(clauses: Clauses, phrase: Phrase) -> bool:
    """«كىشىلەر ئارىسىدا», «ئومۇمىي خەلق ئاۋازغا قويۇش»: a bare noun that belongs to the noun behind it."""
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
    return f"{head.lemma} {following.lemma}" in function_words("referendum")


def _owned_noun(token: Token) -> bool:
    return token.upos == "NOUN" and token.feat("Person[psor]") == "3"


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
    return head is not None and clauses.somebody(head) and single and clauses.tokens[beside.first].upos in {"ADJ", "NUM"}


def governs(clauses: Clauses, predicate: Predicate, last: int) -> bool:
    """Whether the subject of the sentence is that of a bare gerund too: of what he wants, tries, begins to do.

    «نام ئۆزگەرتىش پەقەت بەدەل», «ئاۋازغا قويۇشتا بېلەت تاشلىدى»: it is anybody's.
    """
    tokens, token = clauses.tokens, clauses.tokens[predicate.last]
    if predicate.form != "vnoun" or token.feat("Tense") or token.feat("Person[psor]"):
        return True
    if token.feat("Case") == "Loc":
        return False
    if token.feat("Case") not in BARE or predicate.last + 1 >= last:
        return True
    following = tokens[predicate.last + 1]
    if following.text in function_words("purpose"):
        return True
    # «كىتاب چەكلەش تالاش-تارتىشى»: it describes a noun
    noun = following.feat("Person[psor]") == "3" and not following.feat("Tense")
    return not (noun or following.upos == "ADV" or following.text in function_words("about"))


def parts(clauses: Clauses, inside: Sequence[Phrase], predicate: Predicate) -> list[Part]:
    """The commas that end other clauses before a predicate, last first."""
    tokens = clauses.tokens
    if not inside:
        return []
    out = []
    low, high = (bisect_left(clauses.commas, at) for at in (inside[0].first + 1, predicate.first))
    for i in reversed(clauses.commas[low:high]):
        # «… قىلغاندىن كېيىن، ئالتە ئادەم قولغا ئېلىندى»: the postposition belongs to the verb before it
        at = i - 1 - (tokens[i - 1].upos == "ADP" or tokens[i - 1].text in function_words("order"))
        if tokens[i].text == "،" and at > 0 and tokens[at].upos in {"VERB", "AUX"}:
            out.append(Part(i, at == i - 1 and tokens[at].feat("VerbForm") == "Conv"))
        elif tokens[i].text == ":":
            out.append(Part(i, False))  # «كەنيې ۋېست: رەپ ناخشىچىسى ئىسمىنى ئۆزگەرتمەكچى»: a headline
    return out


def nearest(clauses: Clauses, people: Sequence[Phrase], ends: Sequence[Part]) -> list[Phrase]:
    """Those of the clause that a predicate stands in, or of the nearest before it whose subject goes on.

    «توماس ئارقىدا قالغاندىن كېيىن، ئۇ توپ ئۇرۇپ، ئۇتتى»: he, not Thomas.
    """
    end = len(clauses.tokens)
    for number, part in enumerate((*ends, Part(-1, True))):
        found = [p for p in people if part.comma < p.first < end]
        if found:
            before = [p for p in people if p.first < part.comma]
            # «ئۇ شۇغۇللىنىپ، ئامېرىكا ماھىرىنى يەڭدى»: America describes, as he goes on
            if part.same and number == 0 and before and all(apposed(clauses, p) for p in found):
                end = part.comma
                continue
            return found
        end = part.comma
    return []


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
