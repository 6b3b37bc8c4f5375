"""The parts of a sentence: in which of them the subject of a predicate stands, and whether it has one."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words
from xewer.find.event_bound import apposed
from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase

__all__ = ["Part", "governs", "nearest", "parts"]


class Part(NamedTuple):
    """A comma that ends a clause before a predicate; ``same``: its subject goes on (-ip), as a rule."""

    comma: int
    same: bool


def governs(clauses: Clauses, predicate: Predicate, last: int) -> bool:
    """Whether the subject of the sentence is that of a bare gerund too: of what he wants, tries, begins to do.

    «نام ئۆزگەرتىش پەقەت بەدەل», «ئاۋازغا قويۇشتا بېلەت تاشلىدى»: it is anybody's.
    """
    tokens, token = clauses.tokens, clauses.tokens[predicate.last]
    if predicate.form != "vnoun" or token.feat("Tense") or token.feat("Person[psor]"):
        return True
    if token.feat("Case") not in {*BARE, "Acc", "Dat", "Abl"}:
        return False
    following = tokens[predicate.last + 1] if predicate.last + 1 < last else None
    if following is not None and following.text in function_words("against"):
        return False  # «نام ئۆزگەرتىشكە قارشى»
    if token.feat("Case") not in BARE or following is None:
        return True
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
        elif tokens[i].text == "،" and tokens[i + 1].text in function_words("boundary") - function_words("additive"):
            out.append(Part(i, same=False))  # «… ئۇچرىشى مۇمكىن، چۈنكى رېپىر يارىلاندى»
        elif tokens[i].text == "،" and _begins_clause(clauses, i + 1):
            out.append(Part(i, same=False))
        elif tokens[i].text == ":":
            out.append(Part(i, same=False))  # «كەنيې ۋېست: رەپ ناخشىچىسى ئىسمىنى ئۆزگەرتمەكچى»: a headline
    return out


def _begins_clause(clauses: Clauses, at: int) -> bool:
    """«ئۇ بىر شىركەتنىڭ باشلىقى، بۇ شىركەت پۇل سالغان»: a subject that is pointed at begins a clause of its own."""
    number = clauses.phrases.by_first.get(at)
    phrase = None if number is None else clauses.phrases.found[number]
    if phrase is None or clauses.tokens[at].feat("PronType") != "Dem" or not clauses.nominative(phrase):
        return False
    behind = clauses.behind(phrase)
    following = clauses.tokens[behind] if behind < len(clauses.tokens) else None
    return phrase.first < phrase.last and following is not None and following.upos not in {"PUNCT", "CCONJ"}


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
