"""Where an event happened: names and nouns of places in the locative, and names within such phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.phrases import Phrase

__all__ = ["where"]

PLACES = frozenset({"GPE", "LOC"})


def where(clauses: Clauses, phrase: Phrase, frame: Sequence[tuple[str, str]], inside: Sequence[Phrase]) -> list[Phrase]:
    """The places that a phrase of the clause gives: itself in the locative, or in the dative or ablative of a way.

    A locative that is no place by itself may hold one: «شوتلاندىيەدىكى بىر قورۇدا» gives both.
    """
    if clauses.followed(phrase, "against") or _on_the_way(clauses, phrase):
        return []
    if phrase.entity is None:
        going = ("place", "dat") in frame or any(slot == "dest" for _, slot in frame)
        if phrase.case == "Dat":
            return [phrase] if going and clauses.place(phrase) else []
        return _within(clauses, phrase) if phrase.case == "Loc" and not _other_sense(clauses, phrase) else []
    if not clauses.place(phrase) or phrase.last in clauses.owned(inside) or _other_sense(clauses, phrase):
        return []
    at = phrase.case in {"Loc", "Abl"} or (phrase.case == "Dat" and ("place", "dat") in frame)
    return [phrase] if at else []


def _on_the_way(clauses: Clauses, phrase: Phrase) -> bool:
    """«ئۇتۇش يولىدا», on the way to winning: the noun behind a gerund is no place."""
    head = clauses.tokens[phrase.last]
    if phrase.entity is not None or phrase.last < 1 or head.feat("Person[psor]") != "3":
        return False
    before = clauses.tokens[phrase.last - 1]
    return before.feat("VerbForm") == "Vnoun" and before.feat("Case") in BARE


def _other_sense(clauses: Clauses, phrase: Phrase) -> bool:
    """«… دىكى» describes the noun behind it; a phrase that ends with it is no place of the verb."""
    return clauses.tokens[phrase.last].feat("Form") == "Ki"


def _within(clauses: Clauses, phrase: Phrase) -> list[Phrase]:
    """Names of places that describe a locative, nearest last: «…دىكى», a genitive, or a bare name; then the noun."""
    place = clauses.place(phrase) or _site(clauses, phrase)
    found = _described(clauses, phrase)
    owner = clauses.own(phrase)
    if owner is not None:
        found = _described(clauses, owner) + found
        if place and owner.entity is not None and clauses.phrases.names[owner.entity].label in PLACES:
            found.append(owner)
    if found and found[-1].first == phrase.first and clauses.tokens[found[-1].last].feat("Form") != "Ki":
        return found[-1:]  # «تاغلىق بەدەخشان ئاپتونوم ۋىلايىتىدە»: the name says it all
    return [*found[-1:], phrase] if place else found[-2:]


def _site(clauses: Clauses, phrase: Phrase) -> bool:
    """«نەق مەيداندا», on the scene; «كېيىنكى يېرىم مەيداندا» is in the second half of a match."""
    lemma, before = clauses.tokens[phrase.last].lemma, clauses.tokens[max(0, phrase.last - 1)]
    counted = lemma in function_words("round") and before.upos == "NUM"
    there = before.text in function_words("being")  # «مىڭ ئادەم بار جايدا»
    return lemma in function_words("site") and not (counted or there)


def _described(clauses: Clauses, phrase: Phrase) -> list[Phrase]:
    """Names of places with «دىكى» inside a phrase, and the bare one that it begins with if it is a place."""
    phrases, tokens, out = clauses.phrases, clauses.tokens, []
    for at in range(phrase.first, phrase.last):
        number = phrases.name_at.get(at)
        if number is None or phrases.names[number].label not in PLACES or phrases.name_at.get(at + 1) == number:
            continue
        first = at
        while first > phrase.first and phrases.name_at.get(first - 1) == number:
            first -= 1
        token = tokens[at]
        bare = token.feat("Case") in BARE and first == phrase.first and clauses.place(phrase)
        if token.feat("Form") == "Ki" or bare:
            out.append(phrase._replace(first=first, last=at, entity=number, owner=None))
    return out
