"""Quotations that go on behind their verb: «…»، دېدى ئۇ، «…», «…، — دەيدۇ ئۇ، — …» and «…» دېدى ئۇ. «…»."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.cues import speaker_kinds
from xewer.find.direct import CONTINUED_WORDS, is_sentence
from xewer.find.speakers_joined import is_person
from xewer.model import Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.direct import DirectSpeech
    from xewer.find.marks import Marked
    from xewer.find.phrases import Phrase

__all__ = ["further_parts", "told_behind", "told_further"]

JOINS = frozenset("،,-–—؛: \t")
STOPS = frozenset(".!؟?… \t")
STOPS_OR_SPACE = ".!؟? \t"
MARKS = frozenset('«»“”"\n:')
BETWEEN = 12  # tokens of where, when and to whom between the speaker and a further part
LONG_SENTENCE = 6  # words of a marked sentence that need not end with a verb
LEAST_WORDS = 2  # of a further part in the same sentence
LEAST_SENTENCE = 3  # of a quotation that stands as a sentence of its own behind another


def further_parts(speech: DirectSpeech, found: Sequence[Quote]) -> list[Quote]:
    """The parts of ``found`` quotations behind their verb and speaker, each a quotation of the same speaker."""
    starts = {q.start for q in found}
    told = _Told(
        {max(q.cue.end, q.speaker.end if q.speaker else 0): q for q in found if q.cue and q.cue.start >= q.end}
    )
    out = [tail for q in found if q.rule == "quote/broken-off" for tail in _inside(speech, q)]
    for marked in speech.top:
        before = None if marked.start in starts else _told_before(speech, marked, told)
        if before is not None and _stands_alone(speech, marked):
            quote, joined = before
            words = len(speech.text[marked.start : marked.end].split())
            if words < (LEAST_WORDS if joined else LEAST_SENTENCE):
                continue
            part = replace(
                quote,
                start=marked.start,
                end=marked.end,
                text=speech.text[marked.start : marked.end],
                speaker=quote.speaker if joined else None,
                addressee=None,
                cue=quote.cue if joined else None,
                rule="quote/further",
                confidence=0.8,
            )
            out.append(part)
            told.add(marked.close, part)
    return out


def told_further(speech: DirectSpeech, direct: Sequence[Quote], claims: Sequence[Quote]) -> list[Quote]:
    """«X … لىقىنى دېدى. «…»»: a marked sentence behind one that reports is of the same speaker."""
    starts = {q.start for q in direct}
    ends = {q.cue.end for q in claims if q.cue is not None and q.cue.start >= q.end}
    out = []
    for marked in speech.top:
        text = speech.text[marked.start : marked.end]
        if marked.start in starts or len(text.split()) < LEAST_SENTENCE or not _stands_alone(speech, marked):
            continue
        at = marked.open
        while at > 0 and speech.text[at - 1] in STOPS:
            at -= 1
        if at in ends and speech.text[at : marked.open].strip():
            out.append(Quote(marked.start, marked.end, text, direct=True, rule="quote/further", confidence=0.75))
    return out


class _Told:
    """Quotations by where their verb or speaker behind it ends; the last before a code point in logarithmic time."""

    def __init__(self, quotes: dict[int, Quote]) -> None:
        self.quotes = quotes
        self.ends = sorted(quotes)

    def add(self, end: int, quote: Quote) -> None:
        """A further part, which others may follow."""
        if end not in self.quotes:
            insort(self.ends, end)
        self.quotes[end] = quote

    def last(self, line: int, at: int) -> int:
        """The last end in ``(line, at]``, or -1."""
        number = bisect_right(self.ends, at) - 1
        return self.ends[number] if number >= 0 and self.ends[number] > line else -1


def _told_before(speech: DirectSpeech, marked: Marked, told: _Told) -> tuple[Quote, bool] | None:
    """The quotation whose verb or speaker stands right before a mark, and whether a comma joins them."""
    at = marked.open
    while at > 0 and speech.text[at - 1] in JOINS:
        at -= 1
    if at in told.quotes:
        return told.quotes[at], at < marked.open and bool(speech.text[at : marked.open].strip())
    ended = at
    if at < marked.open and speech.text[at : marked.open].strip():
        return _in_sentence(speech, at, told)
    while at > 0 and speech.text[at - 1] in STOPS:
        at -= 1
    if at in told.quotes or at == ended or not speech.text[at:ended].strip():
        return (told.quotes[at], False) if at in told.quotes else None
    return _same_paragraph(speech, at, told)


def _same_paragraph(speech: DirectSpeech, at: int, told: _Told) -> tuple[Quote, bool] | None:
    """The quotation told in the sentence that ends at ``at``: «…» دېدى X Y غا. «…», without marks or verbs between."""
    line = speech.text.rfind("\n", 0, at) + 1
    end = told.last(line, at)
    if end < 0 or set(speech.text[end:at]) & MARKS:
        return None
    first, last = speech.phrases.token_at(end - 1) + 1, speech.phrases.token_at(at - 1)
    cue = told.quotes[end].cue
    verb = None if cue is None else speech.tokens[speech.phrases.token_at(cue.end - 1)]
    if verb is None or verb.feat("VerbForm") != "Fin" or any(i in speech.cues for i in range(first, last + 1)):
        return None
    return told.quotes[end], False


def _in_sentence(speech: DirectSpeech, at: int, told: _Told) -> tuple[Quote, bool] | None:
    """«…» دېدى X (Latin) شەنبە كۈنىدىكى نۇتقىدا، «…»: where and when it was said stands between, and no other verb."""
    line = speech.text.rfind("\n", 0, at) + 1
    end = told.last(line, at)
    if end < 0 or set(speech.text[end:at]) & (MARKS | set(".!؟?")):
        return None
    first, last = speech.phrases.token_at(end - 1) + 1, speech.phrases.token_at(at - 1)
    verbs = any(t.upos in {"VERB", "AUX"} and t.feat("VerbForm") == "Fin" for t in speech.tokens[first : last + 1])
    return None if verbs or last - first > BETWEEN else (told.quotes[end], True)


def _stands_alone(speech: DirectSpeech, marked: Marked) -> bool:
    """Whether the sentence ends behind a closing mark: no case, noun or verb goes on from it."""
    rest = speech.text[marked.close :].lstrip(" \t")
    if not rest or rest[0] in "\n.!؟?…،,-–—":
        return True
    last = bisect_left(speech.doc.token_starts, marked.close) - 2
    return 0 <= last < len(speech.tokens) and speech.tokens[last].text in STOPS  # «… كەلدى.» ئۇ …: a stop inside


def _inside(speech: DirectSpeech, quote: Quote) -> list[Quote]:
    """What stands behind the speaker inside the marks of a quotation that broke off for its verb."""
    at = bisect_left(speech.opens, quote.start) - 1
    marked = speech.marked[at] if at >= 0 and speech.marked[at].start == quote.start else None
    if marked is None or quote.speaker is None or quote.speaker.end >= marked.end:
        return []
    start = quote.speaker.end
    while start < marked.end and speech.text[start] in JOINS | STOPS:
        start += 1
    if len(speech.text[start : marked.end].split()) < LEAST_WORDS:
        return []
    return [replace(quote, start=start, end=marked.end, text=speech.text[start : marked.end], rule="quote/further")]


def told_behind(speech: DirectSpeech, direct: Sequence[Quote]) -> list[Quote]:
    """«ئۇنىڭ ئېرى قوپال ئىدى. «…»»: a marked sentence that ends its line is of whom the one right before it tells."""
    starts = {q.start for q in direct}
    out = []
    for marked in speech.top:
        opening = speech.phrases.token_at(marked.open)
        inside = speech.tokens[opening + 1 : speech.phrases.token_at(marked.close - 1)]
        words = sum(t.upos != "PUNCT" for t in inside)
        stopped = words >= LONG_SENTENCE and inside[-1].text in STOPS
        if marked.start in starts or words < CONTINUED_WORDS or not (stopped or is_sentence(inside)):
            continue
        who = _told_of(speech, marked, opening)
        if who is not None:
            out.append(speech.quote(marked.start, marked.end, who, None, None, "quote/behind", 0.7))
    return out


def _told_of(speech: DirectSpeech, marked: Marked, opening: int) -> Phrase | None:
    """The subject of the sentence right before a marked one on its line, if that is a person."""
    number = speech.sentence_of.get(opening - 1)
    end = speech.text.find("\n", marked.close)
    behind = speech.text[marked.close : end if end >= 0 else None]
    if number is None or speech.tokens[opening - 1].text not in STOPS or behind.strip(STOPS_OR_SPACE):
        return None
    before = speech.bounds[number]
    if "\n" in speech.text[speech.tokens[opening - 1].end : marked.open]:
        return None
    who = speech.subject(before.first, before.last - 1)
    if who is None:
        return None
    head = speech.tokens[who.last]
    person = speaker_kinds().get(head.lemma) == "person" or head.upos == "PRON"
    return who if person or is_person(speech.phrases, who) else None
