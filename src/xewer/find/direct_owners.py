"""Whose words a quotation is where a genitive or a statement says so: «X نىڭ «…» دېگىنى», «… باياناتىدا «…»»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.claims_sources import medium_in, medium_owner

if TYPE_CHECKING:
    from xewer.find.cues import Cue
    from xewer.find.direct import DirectSpeech
    from xewer.find.phrases import Phrase

__all__ = ["medium_of", "whose_words"]


def whose_words(speech: DirectSpeech, opening: int, cue: Cue) -> Phrase | None:
    """«رەئىسنىڭ «كەلمەيمەن» دېگىنى»: the genitive that owns what was said."""
    verb = speech.tokens[cue.last]
    number = speech.phrases.by_last.get(opening - 1)
    owned = verb.feat("VerbForm") in {"Part", "Vnoun"} and verb.feat("Person[psor]") == "3"
    whose = None if number is None or not owned else speech.phrases.found[number]
    return whose if whose is not None and whose.case == "Gen" else None


def medium_of(speech: DirectSpeech, first: int, opening: int, cue: Cue) -> Phrase | None:
    """Whose statement a quotation stands in that nobody says: before the marks, or behind the verb."""
    last = speech.bounds[speech.sentence_of[cue.last]].last if cue.last in speech.sentence_of else cue.last
    for start, end in ((first, opening), (cue.last + 1, last)):
        medium = medium_in(speech.phrases, start, end)
        if medium is not None:
            return medium_owner(speech.phrases, medium, start)
    return None
