"""Who said what: direct speech, reported clauses and fragments inside them, nested and in text order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.claims import find_claims
from xewer.find.cues import find_cues, function_words
from xewer.find.direct import DirectSpeech
from xewer.find.direct_split import further_parts, told_behind, told_further
from xewer.find.direct_unmarked import UnmarkedSpeech
from xewer.find.marks import LONGEST
from xewer.find.phrases import BARE, noun_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.cues import Cue
    from xewer.find.marks import Marked
    from xewer.find.phrases import Phrases
    from xewer.model import Doc, Entity, Quote, Timex

__all__ = ["find_quotes"]

TITLE_WORDS = 3
FRAGMENT_WORDS = 2  # the gold's rule: a marked fragment of two or more words inside a reported clause is direct


def find_quotes(doc: Doc, names: Sequence[Entity], times: Sequence[Timex] = ()) -> tuple[Quote, ...]:
    """All reported speech of a document, in text order; ``parent`` is the quotation that one stands in."""
    phrases = noun_phrases(doc, names, times, detached=True)
    cues = find_cues(doc.tokens)
    speech = DirectSpeech(doc, phrases, cues)
    direct: list[Quote] = []
    for marked in speech.marked:
        quote = speech.of_marks(marked)
        if quote is not None:
            direct.append(quote)
    direct += further_parts(speech, direct)
    direct += UnmarkedSpeech(speech).found(direct)
    claims = find_claims(doc, phrases, cues, direct)
    claims.sort(key=lambda q: q.start)
    direct += told_further(speech, direct, claims)
    direct += told_behind(speech, direct)
    claim_starts = [c.start for c in claims]
    known = {q.start for q in direct}
    fragments = [
        replace(
            claim,
            start=m.start,
            end=m.end,
            text=doc.text[m.start : m.end],
            direct=True,
            rule="quote/fragment",
            confidence=0.8,
        )
        for m in speech.marked
        if m.start not in known
        for claim in _innermost(claims, claim_starts, m)
        if _is_fragment(doc, m, cues, phrases)
    ]
    whole = {(m.open, m.close) for m in speech.marked if m.start in {f.start for f in fragments}}
    claims = [c for c in claims if (c.start, c.end) not in whole]  # a clause all in marks is the quotation alone
    return _nested([*direct, *claims, *fragments])


def _innermost(claims: Sequence[Quote], starts: Sequence[int], marked: Marked) -> list[Quote]:
    """The shortest claim that holds a marked stretch, as a list of none or one; claims in text order."""
    around = []
    at = bisect_right(starts, marked.start) - 1
    while at >= 0 and marked.start - starts[at] < LONGEST:
        if marked.end <= claims[at].end + 2:
            around.append(claims[at])
        at -= 1
    return sorted(around, key=lambda c: c.end - c.start)[:1]


def _is_fragment(doc: Doc, marked: Marked, cues: dict[int, Cue], phrases: Phrases) -> bool:
    """Two words or more, and not the name of something («… ناملىق كىتاب», «…» پىروگراممىسى)."""
    if marked.depth or len(doc.text[marked.start : marked.end].split()) < FRAGMENT_WORDS:
        return False
    inner = bisect_left(doc.token_starts, marked.start), bisect_left(doc.token_starts, marked.end)
    if _is_title(doc, marked) or all(i in phrases.name_at for i in range(*inner)):
        return False
    before = bisect_left(doc.token_starts, marked.open) - 1
    if before >= 0 and doc.tokens[before].text in function_words("so-called"):
        return False  # بۇ «سوغۇق ئۇرۇش»نىڭ, ئاتالمىش «…»
    at = bisect_left(doc.token_starts, marked.close)
    if at == len(doc.tokens):
        return True
    following = doc.tokens[at]
    cue = cues.get(at)
    if cue is not None and ((cue.kind == "view" and not cue.finite) or (cue.kind == "name" and cue.passive)):
        return False  # «مۇھىم ئەمەس» دەپ قارايدىغان, «…» دەپ ئاتالغان: what is believed, what it is called
    called = following.text in function_words("said") and cue is None
    if following.text == "(" or called:
        return False  # «ئالتۇن قىز» (golden girl), «ئالتۇن قىز» دەپ تونۇلغان: what something is called
    named = following.text in function_words("named")
    nominal = doc.tokens[inner[1] - 1].upos in {"NOUN", "PROPN", "NUM"}
    head = nominal and following.upos == "NOUN" and following.feat("Person[psor]") == "3" and following.reading.listed
    head = head and following.lemma not in function_words("clausal")  # «…» ئىكەنلىكىنى
    return not named and not head


def _is_title(doc: Doc, marked: Marked) -> bool:
    """A short compound with a possessed head («ھوقۇق ئويۇنى») names a work; it is nobody's words."""
    inside = doc.tokens_in(marked.start, marked.end)
    nominal = all(t.upos in {"NOUN", "PROPN", "ADJ", "NUM"} and t.feat("Case") != "Gen" for t in inside)
    if not 0 < len(inside) <= TITLE_WORDS or not nominal or inside[-1].feat("Case") not in BARE:
        return False
    return inside[-1].feat("Person[psor]") == "3"


def _nested(quotes: list[Quote]) -> tuple[Quote, ...]:
    """Text order, outer before inner, with ``parent`` filled in; of two with the same span the direct one stays."""
    quotes = sorted(quotes, key=lambda q: (q.start, -q.end, not q.direct))
    kept: list[Quote] = []
    for quote in quotes:
        if kept and (kept[-1].start, kept[-1].end) == (quote.start, quote.end):
            continue
        kept.append(quote)
    out: list[Quote] = []
    stack: list[int] = []
    for number, quote in enumerate(kept):
        while stack and kept[stack[-1]].end < quote.end:
            stack.pop()
        out.append(replace(quote, parent=stack[-1] if stack else None))
        stack.append(number)
    return tuple(out)
