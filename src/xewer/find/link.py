"""Mentions of one thing brought together: surname and full name, pronoun and speaker, the one spoken to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.gloss import gloss_span
from xewer.find.name_sounds import heard_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Quote, Token

    Whole = dict[tuple[int, int], Entity]

__all__ = ["link_names", "link_speakers"]

LEAST_LETTERS = 4  # shorter words are alike by chance
STRANGER = "name/namesake"
KNOWN = frozenset({"name/people", "name/people-by-sound"})
NEAR = 600  # code points back to the one whom a pronoun or a dropped subject means (three sentences of the gold)


def link_names(doc: Doc, names: Sequence[Entity]) -> tuple[Entity, ...]:
    """The same names; a surname or first name alone takes name and id of the full name in the same article."""
    lemmas = [[t.lemma for t in doc.tokens_in(e.start, e.end) if t.upos != "PUNCT"] for e in names]
    full = [i for i, e in enumerate(names) if e.label == "PERSON" and len(lemmas[i]) > 1]
    having: dict[str, list[int]] = {}
    for k in full:
        for word in dict.fromkeys(lemmas[k]):
            having.setdefault(word, []).append(k)
    meant: dict[str, tuple[list[int], int]] = {}
    out = []
    for i, entity in enumerate(names):
        if entity.label == "PERSON" and len(lemmas[i]) == 1 and full:
            word = lemmas[i][0]
            if word not in meant:
                found = having.get(word) or _alike(lemmas, full, word)
                meant[word] = found, len({names[k].entity_id or names[k].name for k in found})
            matches, strangers = meant[word]
            if entity.rule == STRANGER:
                # a coach of the president's surname is nobody's short name, but another coach's in full
                matches = [k for k in matches if names[k].rule not in KNOWN]
            if matches:
                k = matches[max(0, bisect_left(matches, i) - 1)]
                if strangers == 1 or lemmas[k][-1] == word:
                    entity = replace(
                        entity,
                        name=names[k].name or entity.name,
                        entity_id=names[k].entity_id or entity.entity_id,
                        confidence=max(entity.confidence, min(0.9, names[k].confidence)),
                    )
        out.append(entity)
    return tuple(out)


def _alike(lemmas: Sequence[list[str]], full: Sequence[int], word: str) -> list[int]:
    """Full names with a word that is another spelling of this one: «كاۋاناۋ», «كاۋانا»."""
    if len(word) < LEAST_LETTERS:
        return []
    return [
        k
        for k in full
        if any(w[:1] == word[:1] and len(w) >= LEAST_LETTERS and heard_alike(w, word) for w in lemmas[k])
    ]


class _Dialogue:
    """Who spoke last and to whom, as the article goes on."""

    def __init__(self) -> None:
        self.speaker: tuple[str | None, str | None] = (None, None)
        self.at = -NEAR
        self.addressee: str | None = None
        self.addressed_by: str | None = None


def link_speakers(doc: Doc, names: Sequence[Entity], quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The same quotes with the speaker's and addressee's English name and id.

    A pronoun or a dropped subject is the last speaker, or the person named last, if near; then ``guess`` is set.
    """
    whole = {(e.start, e.end): e for e in names}
    persons = [e for e in names if e.label == "PERSON"]
    person_starts = [e.start for e in persons]
    dialogue = _Dialogue()
    out: list[Quote] = []
    for quote in quotes:
        name, ident, guess = _who(doc, names, whole, quote, dialogue, persons, person_starts)
        addressee_name = _addressee(doc, names, whole, quote)
        if (
            quote.direct
            and quote.addressee is None
            and name
            and name == dialogue.addressed_by
            and _says_you(doc, quote)
        ):
            addressee_name, guess = dialogue.addressee, True
        if quote.speaker is not None or name:
            dialogue.speaker, dialogue.at = (name, ident), quote.end
        if quote.addressee is not None and addressee_name:
            dialogue.addressee, dialogue.addressed_by = addressee_name, name
        speaker = quote.speaker
        if speaker is not None:
            speaker = speaker._replace(name=name, entity_id=ident)
        out.append(
            replace(
                quote,
                speaker=speaker,
                speaker_name=name,
                speaker_id=ident,
                addressee_name=addressee_name,
                guess=quote.guess or guess,
            )
        )
    return tuple(out)


def _who(
    doc: Doc,
    names: Sequence[Entity],
    whole: Whole,
    quote: Quote,
    dialogue: _Dialogue,
    persons: Sequence[Entity],
    person_starts: Sequence[int],
) -> tuple[str | None, str | None, bool]:
    mention = quote.speaker
    if mention is None:
        if quote.start - dialogue.at <= NEAR and dialogue.speaker[0]:
            return (*dialogue.speaker, True)
        return None, None, False
    entity = whole.get((mention.start, mention.end))
    if entity is not None:
        return entity.name, entity.entity_id, False
    token = doc.tokens[max(0, bisect_right(doc.token_starts, mention.start) - 1)]
    if token.upos == "PRON" and token.end == mention.end:
        return _pronoun(token, dialogue, persons, person_starts, quote)
    return gloss_span(doc, names, mention.start, mention.end), None, False


def _pronoun(
    token: Token, dialogue: _Dialogue, persons: Sequence[Entity], person_starts: Sequence[int], quote: Quote
) -> tuple[str | None, str | None, bool]:
    """«ئۇ»: the last speaker if near, else the person named last; «مەن» inside a quotation: its own speaker."""
    near = quote.start - dialogue.at <= NEAR
    before = bisect_left(person_starts, token.start) - 1
    if token.feat("Number") == "Plur":
        return None, None, False
    last = persons[before] if before >= 0 and token.start - persons[before].start <= NEAR else None
    if near and dialogue.speaker[0] and (last is None or last.start < dialogue.at):
        return (*dialogue.speaker, True)
    if last is not None:
        return last.name, last.entity_id, True
    if near and dialogue.speaker[0]:
        return (*dialogue.speaker, True)
    return None, None, False


def _addressee(doc: Doc, names: Sequence[Entity], whole: Whole, quote: Quote) -> str | None:
    if quote.addressee is None:
        return None
    entity = whole.get((quote.addressee.start, quote.addressee.end))
    if entity is not None:
        return entity.name
    return gloss_span(doc, names, quote.addressee.start, quote.addressee.end)


def _says_you(doc: Doc, quote: Quote) -> bool:
    """Whether the second person stands in a quotation: a pronoun or an ending."""
    inside = doc.tokens_in(quote.start, quote.end)
    return any(t.feat("Person[psor]") == "2" or t.feat("Person") == "2" for t in inside)
