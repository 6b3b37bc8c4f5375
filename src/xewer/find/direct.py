"""Direct speech: quotations with marks, with dash or colon, each with its speaker.

A quotation mark alone proves nothing: titles and doubts wear it too. What makes speech is the reporting verb beside
it, the colon before it, or a line that is nothing but a marked sentence after somebody spoke.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.claims_bounds import clause_starts, content_start
from xewer.find.cues import function_words
from xewer.find.marks import marked_spans
from xewer.find.speakers import addressee, after_verb, mention_of, subject
from xewer.find.stretches import Stretches
from xewer.model import Mention, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.cues import Cue
    from xewer.find.marks import Marked
    from xewer.find.phrases import Phrase, Phrases
    from xewer.model import Doc

__all__ = ["DirectSpeech"]

STOP = frozenset({".", "!", "؟", "?", "…", "»", "”"})
SKIP_AFTER = frozenset({"،", ",", "-", "–", "—", ".", "!", "؟", "?", "؛"})
END = ".!؟?… \n،,؛-–—»”›\"'>"
CONTINUED_WORDS = 4  # a marked line of fewer words is a heading or a title, not more of the speech (gold: shortest 5)
JOINED_LINES = 4  # an opening «X:» and its «،-دېدى» stand at most this many sentences apart


class Bound(NamedTuple):
    """Token range of a sentence and its number."""

    first: int
    last: int


def _around(marked: Sequence[Marked]) -> dict[int, Marked]:
    """Opening of each nested stretch -> the stretch right around it."""
    around: dict[int, Marked] = {}
    stack: list[Marked] = []
    for stretch in marked:
        while stack and stack[-1].close <= stretch.open:
            stack.pop()
        if stack:
            around[stretch.open] = stack[-1]
        stack.append(stretch)
    return around


class DirectSpeech:
    """The direct speech of one document, from its phrases, reporting words and quotation marks."""

    def __init__(self, doc: Doc, phrases: Phrases, cues: dict[int, Cue]) -> None:
        self.doc = doc
        self.text = doc.text
        self.tokens = doc.tokens
        self.phrases = phrases
        self.cues = cues
        self.cue_firsts = sorted(cues)
        self.cue_ends = {c.last: c for c in self.cues.values()}
        self.bounds = [Bound(a, b) for a, b in doc.sentence_tokens()]
        self.sentence_of: dict[int, int] = {}
        for number, (first, last) in enumerate(self.bounds):
            for i in range(first, last):
                self.sentence_of[i] = number
        self.marked = [m for m in marked_spans(doc.text) if m.start >= doc.body_start]
        self.number_of = {m.open: number for number, m in enumerate(self.marked)}
        self.by_close = {m.close: m for m in self.marked if m.closed}
        self.around = _around(self.marked)

    # -- one marked stretch ------------------------------------------------------------------------------------------

    def of_marks(self, marked: Marked) -> Quote | None:
        """The quotation that a marked stretch is, or None where nothing says that it was spoken."""
        opening = self.phrases.token_at(marked.open)
        if not marked.closed:
            marked = self._cut_at_verb(marked, opening)
        inside = [
            t for t in self.tokens[opening + 1 : opening + 900] if t.start >= marked.start and t.end <= marked.end
        ]
        word_count = sum(t.upos not in {"PUNCT", "SYM"} for t in inside)
        if not word_count:
            return None
        cue = self._cue_after(self._token_after(marked))
        head = self._chain_head(marked, opening)
        first = self._clause_start(head)
        outer = self.around.get(marked.open)
        if outer is not None:
            first = max(first, min(head, self.phrases.token_at(outer.start)))
        colon = head > 0 and self.tokens[head - 1].text == ":" and head - 1 >= first
        if colon:
            return self._introduced(marked, first, head, cue, word_count)
        if cue is not None and (word_count > 1 or cue.kind == "de"):
            return self._said(marked, first, head, cue)
        if self._alone(marked) and word_count >= CONTINUED_WORDS and marked.depth == 0:
            return self._quote(marked.start, marked.end, None, None, None, "quote/continued", 0.7)
        return None

    def _token_after(self, marked: Marked) -> int:
        """The first token behind a closing mark."""
        after = self.phrases.token_at(marked.close - 1) + 1
        while after < len(self.tokens) and self.tokens[after].start < marked.close:
            after += 1
        return after

    def _chain_head(self, marked: Marked, opening: int) -> int:
        """Opening token of the first in a row of quotations, «…» ۋە «…» دېدى, that one speaker and verb go with."""
        number = self.number_of.get(marked.open)
        while number is not None and opening >= 2 and self._joins(opening - 1):
            before = self.by_close.get(self.tokens[opening - 2].end)
            if before is None:
                break
            opening = self.phrases.token_at(before.open)
        return opening

    def _joins(self, i: int) -> bool:
        """Whether a token only joins two quotations: a comma or «ۋە»."""
        return self.tokens[i].text in {"،", ","} or self.tokens[i].upos == "CCONJ"

    def _cut_at_verb(self, marked: Marked, opening: int) -> Marked:
        """An unclosed quotation ends before its «دېدى», where that stands after a stop."""
        i = opening + 2
        while i < len(self.tokens) and self.tokens[i].end <= marked.end:
            cue = self.cues.get(i)
            if cue is not None and cue.kind == "de" and self.tokens[i - 1].text in SKIP_AFTER:
                end = self._speech_end(i - 1, stops=",،-–— ")
                return marked._replace(end=end, close=self.tokens[i - 1].end)
            i += 1
        return marked

    def _introduced(self, marked: Marked, first: int, opening: int, cue: Cue | None, word_count: int) -> Quote | None:
        """«X: …», «X Yغا: …», «X مۇنداق دېدى: …»."""
        before = self._cue_before(opening - 1)
        until = before.first if before else opening - 1
        who = self._subject(first, until)
        if before is None and cue is None and (who is None or word_count < 2):
            return None
        whom = addressee(self.phrases, first, until)
        return self._quote(
            marked.start, marked.end, who, whom, cue or before, "quote/colon-marks", 0.97 if cue or before else 0.85
        )

    def _said(self, marked: Marked, first: int, opening: int, cue: Cue) -> Quote | None:
        """«…» دېدى, with the speaker before the marks or after the verb."""
        if cue.passive and cue.kind != "de":
            return None
        if cue.kind == "view" and self.tokens[cue.last].feat("VerbForm") == "Part":
            return None  # «مۇھىم ئەمەس» دەپ قارايدىغان …: what is believed
        following = self.tokens[cue.last + 1] if cue.last + 1 < len(self.tokens) else None
        if self.tokens[cue.last].text in function_words("named") and following is not None and following.upos == "NOUN":
            return None  # «…» دېگەن نام: what something is called
        dashed = self.tokens[cue.first - 1].text in {"-", "–", "—"}
        if dashed and any(self.tokens[i].text == ":" for i in range(first + 1, opening - 1)):
            return None  # «ئۇ: …، «…»،-دېدى»: the speech begins at the colon
        behind = self._after_verb(cue)
        who = behind or self._subject(first, opening)
        whom = addressee(self.phrases, first, opening)
        if whom is None and behind is not None:
            whom = self._told_behind(behind)
        rule = "quote/marks-dep" if cue.said else "quote/marks-say"
        return self._quote(marked.start, marked.end, who, whom, cue, rule, 0.95 if cue.kind == "de" else 0.85)

    # -- speech without marks ----------------------------------------------------------------------------------------

    def unmarked(self, taken: list[Quote]) -> list[Quote]:
        """«X: …،-دېدى», «X …،-دېدى» and «X مۇنداق دېدى: …» where no marks stand."""
        found: list[Quote] = []
        near = Stretches(((q.start, q.end) for q in taken), slack=3)
        for number, bound in enumerate(self.bounds):
            dash = self._dash_cue(bound)
            if dash is not None and not near.covers(self.tokens[dash - 1].start):
                quote = self._dashed(number, dash)
                if quote is not None:
                    found.append(quote)
        covered = Stretches((q.start, q.end) for q in taken + found)
        for bound in self.bounds:
            quote = self._colon_only(bound)
            if quote is not None and not covered.overlaps(quote.start, quote.end):
                found.append(quote)
        outer: list[Quote] = []
        for quote in sorted(found, key=lambda q: (q.start, -q.end)):
            if not outer or quote.start >= outer[-1].end:
                outer.append(quote)
        return outer

    def _dash_cue(self, bound: Bound) -> int | None:
        """Index of the dash in «،-دېدى»."""
        for i in range(bound.first + 2, bound.last):
            if self.tokens[i].text in {"-", "–", "—"} and i + 1 < len(self.tokens):
                joined = self.tokens[i].start - self.tokens[i - 1].end <= 1 and self.tokens[i - 1].text in SKIP_AFTER
                cue = self._cue_at(i + 1)
                if joined and cue is not None and (cue.kind == "de" or cue.said) and self._tells(cue):
                    return i
        return None

    def _tells(self, cue: Cue) -> bool:
        """Finite, or a converb: «…،-دېگەن تەكلىپ» and «…،-دەپ ئەيىبلىگەنلەر» stand inside a clause of another."""
        return cue.finite or self.tokens[cue.last].feat("VerbForm") == "Conv"

    def _dashed(self, number: int, dash: int) -> Quote | None:
        cue = self._cue_at(dash + 1)
        end = self._speech_end(dash - 1)
        for back in range(JOINED_LINES):
            if number - back < 0:
                break
            bound = self.bounds[number - back]
            if back and self._dash_cue(bound) is not None:
                break  # the speech before has come to its own verb
            intro = self._intro(bound, dash)
            if intro is not None:
                colon, who, whom = intro
                if back and any(i in self.cues for i in range(colon + 1, bound.last)):
                    return None  # that speech has its own verb
                start = self._text_after(colon)
                if end > start and not self._marks_between(start, end):
                    return self._quote(start, end, who, whom, cue, "quote/colon-dash", 0.93)
                return None
        bound = self.bounds[number]
        first = self._clause_start(dash)
        who = subject(self.phrases, first, min(first + 14, dash))
        if who is not None and who.first > first + 8:
            who = None
        begin = content_start(self.phrases, who, first, dash - 1, self.cues)
        start = self.tokens[begin].start
        if self._marks_between(start, end) or end <= start or begin >= dash - 1 > bound.first:
            return None
        return self._quote(start, end, who, None, cue, "quote/dash", 0.8)

    def _colon_only(self, bound: Bound) -> Quote | None:
        """«X مۇنداق دېدى: …» or «ئۇ: …» to the end of the sentence, without marks."""
        intro = self._intro(bound, bound.last)
        if intro is None or self.tokens[bound.last - 1].text not in STOP:
            return None  # a headline («X: …») has no full stop
        colon, who, whom = intro
        cue = self._cue_before(colon)
        manner = cue is not None and self.tokens[cue.first - 1].text in function_words("manner")
        if cue is not None and cue.kind != "de" and not manner:
            return None
        start, end = self._text_after(colon), self._paragraph_end(bound)
        while end > start and self.text[end - 1] in END:
            end -= 1
        if end - start < 12 or self.text[start] in '«“"<':
            return None
        if cue is None:
            head = self.tokens[who.last] if who else None
            person = who is not None and who.entity is not None and self.phrases.names[who.entity].label == "PERSON"
            if who is None or not (person or (head is not None and head.upos == "PRON")) or who.first != bound.first:
                return None
        return self._quote(start, end, who, whom, cue, "quote/colon", 0.85 if cue else 0.7)

    def _paragraph_end(self, bound: Bound) -> int:
        """Speech after a colon goes on over the sentences of its line that have no reporting verb of their own."""
        end = self.tokens[bound.last - 1].end
        for following in self.bounds[self.sentence_of[bound.first] + 1 :]:
            last = self.tokens[following.last - 1].end if following.last > following.first else end
            own = any(i in self.cues for i in range(following.first, following.last))
            if own or "\n" in self.text[end:last] or self.text[self.tokens[following.first].start] in '«“"':
                break
            end = last
        return end

    def _intro(self, bound: Bound, last: int) -> tuple[int, Phrase | None, Phrase | None] | None:
        """The colon (or the comma after «مۇنداق دەيدۇ») that opens a speech, with speaker and addressee."""
        for i in range(bound.first + 1, min(bound.last, last)):
            text = self.tokens[i].text
            cue = self._cue_before(i) if text in {":", "،", ","} else None
            if text == ":" or (
                cue is not None and cue.first > 0 and self.tokens[cue.first - 1].text in function_words("manner")
            ):
                until = cue.first if cue else i
                who = self._subject(bound.first, until)
                if who is None and cue is None:
                    return None
                return i, who, addressee(self.phrases, bound.first, until)
        return None

    def _subject(self, first: int, until: int) -> Phrase | None:
        """Who speaks, from the clause nearest to the colon or the mark; the name before a colon is no object."""
        starts = clause_starts(self.tokens, first, until)
        for start in starts:
            who = subject(self.phrases, start, until)
            if who is not None:
                return who
        number = self.phrases.by_last.get(until - 1)
        if number is not None and until < len(self.tokens) and self.tokens[until].text == ":":
            phrase = self.phrases.found[number]
            if phrase.case == "Acc" and phrase.entity is not None:
                return phrase  # «ئائۇلىيا ئاررىئانى:», a name that sounds like an accusative
        return None

    def _told_behind(self, speaker: Phrase) -> Phrase | None:
        """«… دېدى باش مىنىستىر مۇخبىرلارغا»: who was told, right behind the speaker."""
        at = speaker.last + 1
        following = next((p for p in self.phrases.between(at, at + 8) if p.first == at), None)
        return None if following is None else addressee(self.phrases, at, following.last + 1)

    # -- small questions ---------------------------------------------------------------------------------------------

    def _cue_at(self, i: int) -> Cue | None:
        return self.cues.get(i)

    def _cue_after(self, i: int) -> Cue | None:
        """The reporting verb that follows a closing mark, past stops, dashes and one adverb or pronoun."""
        steps = 0
        while i < len(self.tokens) and steps < 5:
            cue = self.cues.get(i)
            if cue is not None:
                gerund = self.tokens[cue.last].feat("VerbForm") == "Vnoun" and not self.tokens[cue.last].feat("Tense")
                return None if gerund else cue
            token = self.tokens[i]
            if self._joins(i) and i + 1 < len(self.tokens) and self.tokens[i + 1].start in self.number_of:
                following = self.marked[self.number_of[self.tokens[i + 1].start]]
                if following.closed:
                    i, steps = self._token_after(following), 0  # «…» ۋە «…» دېدى
                    continue
            if token.text in SKIP_AFTER:
                if token.text in ".!؟?" and "\n" in self.text[token.end : token.end + 2]:
                    return None
            elif not (steps < 3 and (token.upos == "ADV" or token.text in function_words("adverb"))):
                return None
            i, steps = i + 1, steps + 1
        return None

    def _cue_before(self, i: int) -> Cue | None:
        """The reporting verb that ends right before token ``i``."""
        return self.cue_ends.get(i - 1)

    def _clause_start(self, opening: int) -> int:
        """First token of the clause before a mark: after the last finished quotation or full stop of the sentence."""
        bound = self.bounds[self.sentence_of[opening]] if opening in self.sentence_of else Bound(opening, opening)
        first = bound.first
        for i in range(bisect_left(self.cue_firsts, first), bisect_left(self.cue_firsts, opening)):
            cue = self.cues[self.cue_firsts[i]]
            if cue.last < opening - 1 and cue.finite:
                following = self.tokens[cue.last + 1].text
                if following in SKIP_AFTER and following != ":":
                    first = max(first, cue.last + 2)
        return first

    def _alone(self, marked: Marked) -> bool:
        """Whether nothing but the marked stretch stands on its line or lines."""
        left = self.text.rfind("\n", 0, marked.open) + 1
        right = self.text.find("\n", marked.close)
        right = len(self.text) if right < 0 else right
        return not self.text[left : marked.open].strip() and not self.text[marked.close : right].strip(END)

    def _after_verb(self, cue: Cue) -> Phrase | None:
        """Who stands behind the verb, before the sentence ends."""
        return after_verb(self.phrases, cue.last, self.bounds[self.sentence_of.get(cue.last, 0)].last)

    def _text_after(self, token: int) -> int:
        """Where the text goes on after a token and the comma behind it."""
        at = self.tokens[token].end
        while at < len(self.text) and self.text[at] in " ،,:\t":
            at += 1
        return at

    def _speech_end(self, token: int, stops: str = '،,-–— »”"') -> int:
        """Where the speech that ends with a token ends, without the marks that lead over to «دېدى»."""
        end = self.tokens[token].end
        while end > 0 and self.text[end - 1] in stops:
            end -= 1
        return end

    def _marks_between(self, start: int, end: int) -> bool:
        """Whether the stretch is itself one marked quotation, which has been found already."""
        return any(m.closed and m.depth == 0 and m.open <= start + 1 and m.close >= end for m in self.marked)

    def _quote(
        self,
        start: int,
        end: int,
        who: Phrase | None,
        whom: Phrase | None,
        cue: Cue | None,
        rule: str,
        confidence: float,
    ) -> Quote:
        return Quote(
            start=start,
            end=end,
            text=self.text[start:end],
            direct=True,
            speaker=None if who is None else self._mention(who),
            addressee=None if whom is None else self._mention(whom),
            cue=None if cue is None else self._cue_mention(cue),
            rule=rule,
            confidence=confidence,
        )

    def _mention(self, phrase: Phrase) -> Mention:
        mention = mention_of(self.phrases, phrase)
        return mention._replace(text=self.text[mention.start : mention.end])

    def _cue_mention(self, cue: Cue) -> Mention:
        start, end = self.tokens[cue.first].start, self.tokens[cue.last].end
        return Mention(start, end, self.text[start:end])
