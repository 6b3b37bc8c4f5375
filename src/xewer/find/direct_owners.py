"""Whose words a quotation is where a genitive or a statement says so: «X نىڭ «…» دېگىنى», «… باياناتىدا «…»»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.claims_sources import medium_in, medium_owner
from xewer.find.cues import function_words, study_forms

if TYPE_CHECKING:
    from xewer.find.cues import Cue
    from xewer.find.direct import DirectSpeech
    from xewer.find.phrases import Phrase
    from xewer.model import Token

__all__ = ["medium_of", "whose_words"]


def whose_words(speech: DirectSpeech, opening: int, cue: Cue) -> Phrase | None:
    """«رەئىسنىڭ «كەلمەيمەن» دېگىنى», «رەئىسنىڭ «…» دېگەن گېپى»: the genitive that owns what was said."""
    verb = speech.tokens[cue.last]
    behind = speech.tokens[cue.last + 1] if cue.last + 1 < len(speech.tokens) else verb
    verb = behind if verb.feat("VerbForm") == "Part" and behind.lemma in function_words("words") else verb
    number = speech.phrases.by_last.get(opening - 1)
    said = verb is behind or verb.feat("VerbForm") in {"Part", "Vnoun"}
    owned = said and verb.feat("Person[psor]") == "3"
    whose = None if number is None or not owned else speech.phrases.found[number]
    return whose if whose is not None and whose.case == "Gen" else None


def medium_of(speech: DirectSpeech, first: int, opening: int, cue: Cue) -> Phrase | None:
    """Whose statement a quotation stands in that nobody says: before the marks, or behind the verb."""
    last = speech.bounds[speech.sentence_of[cue.last]].last if cue.last in speech.sentence_of else cue.last
    for start, end in ((first, opening), (cue.last + 1, last)):
        medium = medium_in(speech.phrases, start, end)
        owner = None if medium is None else medium_owner(speech.phrases, medium, start)
        if owner is not None and (owner != medium or _paper(speech.tokens[owner.last])):
            return owner
    return None


def _paper(token: Token) -> bool:
    """«باياناتتا», «دوكلاتتا»: a paper that speaks for itself; «خەۋەرلەردە» are anybody's."""
    return token.feat("Number") != "Plur" and token.lemma in function_words("statement") | study_forms()
