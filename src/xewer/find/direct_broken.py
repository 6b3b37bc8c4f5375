"""Quotations whose marks are lost or that break off for their «دېدى»: where the words of the speaker end."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xewer.find.direct import DirectSpeech
    from xewer.find.marks import Marked
    from xewer.model import Quote, Token

__all__ = ["SKIP_AFTER", "broken_off", "cut_at_verb"]

SKIP_AFTER = frozenset({"،", ",", "-", "–", "—", ".", "!", "؟", "?", "؛"})
LOST_LINES = 3  # lines that a quotation without its closing mark may take in
DASHES = frozenset("-–—")
MARKS = frozenset('«»“”„‹›"')


def cut_at_verb(speech: DirectSpeech, marked: Marked, opening: int) -> Marked:
    """An unclosed quotation ends before its «دېدى», where that stands after a stop."""
    i = opening + 2
    while i < len(speech.tokens) and speech.tokens[i].end <= marked.end:
        cue = speech.cues.get(i)
        told = cue is not None and (cue.kind == "de" or (cue.said and cue.kind in {"say", "dep"}))
        if told and speech.tokens[i - 1].text in SKIP_AFTER:
            end = speech.speech_end(i - 1, stops=",،-–— ")
            return marked._replace(end=end, close=speech.tokens[i - 1].end)
        i += 1
    return _into_next_lines(speech, marked)


def broken_off(speech: DirectSpeech, marked: Marked, opening: int) -> Quote | None:
    """«…،-دېدى كاترىن، …»: the first words of a quotation that tells inside its own marks who speaks."""
    if marked.depth:
        return None
    for at in range(bisect_left(speech.cue_firsts, opening + 3), len(speech.cue_firsts)):
        cue = speech.cues[speech.cue_firsts[at]]
        if speech.tokens[cue.last].end > marked.end:
            return None
        dash = speech.tokens[cue.first - 1].text in DASHES and speech.tokens[cue.first - 2].text in {"،", ","}
        if not dash or cue.kind != "de" or not cue.finite:
            continue
        who = speech.after_verb(cue)
        if who is None or who.last + 1 >= len(speech.tokens) or speech.tokens[who.last + 1].text not in SKIP_AFTER:
            return None
        end = speech.speech_end(cue.first - 1, stops=",،-–— ")
        return speech.quote(marked.start, end, who, None, cue, "quote/broken-off", 0.85)
    return None


def _into_next_lines(speech: DirectSpeech, marked: Marked) -> Marked:
    """A quotation whose closing mark is lost goes on over lines that speak of «بىز» and «مەن» without marks."""
    for _ in range(LOST_LINES):
        start = marked.end + 1
        end = speech.text.find("\n", start)
        end = len(speech.text) if end < 0 else end
        if speech.text[marked.end : start] != "\n" or set(speech.text[start:end]) & MARKS:
            break
        first, last = speech.phrases.token_at(start), speech.phrases.token_at(max(start, end - 1))
        own = {"1", "2"}  # «كەچۈرۈم سورايمىز» is part of the speech
        told = next(
            (
                i
                for i in range(first, last + 1)
                if i in speech.cues and speech.tokens[speech.cues[i].last].feat("Person") not in own
            ),
            None,
        )
        if told is not None:
            return _closed_there(speech, marked, first, told)
        if not any(_speaks_to(t) for t in speech.tokens[first : last + 1]):
            break
        stop = start + len(speech.text[start:end].rstrip())
        marked = marked._replace(end=stop, close=stop)
    return marked


def _speaks_to(token: Token) -> bool:
    """Whether a word has the first or second person: «بىز», «كەلدۇق», «سىزنىڭ»."""
    return token.feat("Person") in {"1", "2"} or token.feat("Person[psor]") in {"1", "2"}


def _closed_there(speech: DirectSpeech, marked: Marked, first: int, told: int) -> Marked:
    """The quotation with the line that its «،-دېدى» ends, where that line speaks of «بىز»; else as it was."""
    own = any(_speaks_to(t) for t in speech.tokens[first:told])
    cue = speech.cues[told]
    closes = (cue.kind == "de" or cue.said) and told - 2 >= first and speech.tokens[told - 1].text in SKIP_AFTER
    if not own or not closes or any(t.text == ":" for t in speech.tokens[first:told]):
        return marked
    end = speech.speech_end(told - 1, stops=",،-–— ")
    return marked._replace(end=end, close=speech.tokens[told - 1].end)
