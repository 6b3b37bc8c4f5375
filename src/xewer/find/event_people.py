"""Participants as mentions: spans with names, and who «I» and «you» are inside a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.phrases import BARE
from xewer.model import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase
    from xewer.model import Quantity, Quote

__all__ = ["count_tokens", "direct_quote", "mention", "person", "spoken"]


def mention(clauses: Clauses, phrase: Phrase, counted: dict[int, int]) -> Mention:
    """The span of a phrase: the name it ends with, or the description without its figure.

    ``counted`` holds the tokens of figures; they are the event's quantities, not part of who takes part.
    """
    phrases, tokens = clauses.phrases, clauses.tokens
    end = tokens[phrase.last].end
    if phrase.entity is not None:
        entity = phrases.names[phrase.entity]
        return Mention(entity.start, end, phrases.text[entity.start : end], entity.name, entity.entity_id)
    first = phrase.first
    while first < phrase.last and first in counted:
        first += 1
    while first < phrase.last and first > phrase.first and tokens[first].lemma in function_words("counter"):
        first += 1
    own = clauses.own(phrase)
    if own is not None and first == phrase.first and own.last == first - 1:
        first = own.first
    start, name, ident = tokens[first].start, None, None
    head = tokens[phrase.last]
    if head.upos == "PRON" and head.feat("Person") in {"1", "2"}:
        name, ident = _known(direct_quote(clauses, phrase.last), head.feat("Person"))
    return Mention(start, end, phrases.text[start:end], name, ident)


def direct_quote(clauses: Clauses, token: int) -> Quote | None:
    """The innermost direct quotation around a token: there «I» is its speaker."""
    quote = clauses.quote(token)
    for _ in range(8):
        if quote is None or quote.direct:
            return quote
        quote = clauses.quotes[quote.parent] if quote.parent is not None else None
    return None


def _known(quote: Quote | None, person: str) -> tuple[str | None, str | None]:
    if quote is None:
        return None, None
    if person == "1":
        return quote.speaker_name, quote.speaker_id
    ident = quote.addressee.entity_id if quote.addressee is not None else None
    return quote.addressee_name, ident


def person(clauses: Clauses, predicate: Predicate) -> str:
    """Grammatical person in the verb's ending: "1", "2" or an empty string for the third or none."""
    token = clauses.tokens[predicate.last]
    value = token.feat("Person") if predicate.form != "vnoun" else token.feat("Person[psor]")
    if predicate.form == "when":
        value = token.feat("Person[psor]") or token.feat("Person")
    return value if value in {"1", "2"} else ""


def spoken(clauses: Clauses, at: int, who: str) -> list[Mention]:
    """«I» or «you» at a token of a quotation: the pronoun where one stands, else the speaker or the one spoken to."""
    quote = direct_quote(clauses, at)
    if quote is None:
        return []
    name, ident = _known(quote, who)
    if who == "1" and quote.speaker is not None:
        own = _pronoun(clauses, at, quote, name, ident, who)
        return own or [Mention(quote.speaker.start, quote.speaker.end, quote.speaker.text, name, ident)]
    if who == "2":
        if quote.addressee is not None:
            return [quote.addressee._replace(name=name, entity_id=ident)]
        return _pronoun(clauses, at, quote, name, ident, who)
    return []


def _pronoun(clauses: Clauses, at: int, quote: Quote, name: str | None, ident: str | None, who: str) -> list[Mention]:
    """The nearest «you» of the same quotation; the nominative «I» or «we» of the same clause, before the verb."""
    tokens = clauses.tokens
    first = clauses.phrases.token_at(quote.start)
    last = clauses.phrases.token_at(max(quote.start, quote.end - 1))
    if who == "1":
        first, last = max(first, clauses.start(at, first)), at
    best = None
    for i in range(first, min(last + 1, len(tokens))):
        token = tokens[i]
        near = best is None or abs(i - at) < abs(best - at)
        fits = token.upos == "PRON" and token.feat("Person") == who
        if fits and near and (who == "2" or token.feat("Case") in BARE):
            best = i
    if best is None:
        return []
    token = tokens[best]
    return [Mention(token.start, token.end, token.text, name, ident)]


def count_tokens(clauses: Clauses, quantities: Sequence[Quantity]) -> dict[int, int]:
    """Token index -> index of the figure that stands on it; «ئىككى» before its noun is no figure but "both"."""
    covered: dict[int, int] = {}
    for number, quantity in enumerate(quantities):
        age = quantity.unit == "year-old"
        if age or quantity.kind not in {"CARDINAL", "MEASURE"} or (quantity.min == quantity.max == 2):
            continue
        i = clauses.phrases.token_at(quantity.start)
        while i < len(clauses.tokens) and clauses.tokens[i].start < quantity.end:
            covered[i] = number
            i += 1
    return covered
