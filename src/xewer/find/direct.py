"""Direct speech: quotations with marks, with dash or colon, each with its speaker.

A quotation mark alone proves nothing: titles and doubts wear it too. What makes speech is the reporting verb beside
it, the colon before it, or a line that is nothing but a marked sentence after somebody spoke.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.claims_bounds import clause_starts, nominalised
from xewer.find.claims_sources import is_medium, medium_owner
from xewer.find.cues import function_words, source_forms
from xewer.find.direct_broken import SKIP_AFTER, broken_off, cut_at_verb
from xewer.find.direct_owners import medium_of, whose_words
from xewer.find.dispatch import after_dispatch
from xewer.find.marks import marked_spans
from xewer.find.phrase_words import possessed
from xewer.find.phrases import BARE
from xewer.find.speakers import addressee, subject
from xewer.find.speakers_behind import after_verb
from xewer.find.speakers_mention import mention_of
from xewer.model import Mention, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.cues import Cue
    from xewer.find.marks import Marked
    from xewer.find.phrases import Phrase, Phrases
    from xewer.model import Doc, Token

__all__ = ["CONTINUED_WORDS", "DirectSpeech", "is_sentence"]

END = ".!؟?… \n،,؛-–—»”›\"'>"
DASHED = " \t-–—"  # what may stand before the mark of a quotation that has its line for itself
STOPS = frozenset(".!؟?")
NAMED = frozenset({"NOUN", "PROPN"})  # what is called so: «… دېگەن نام», «… دېگەن لەۋھە»
CHAIN = 6  # quotations in a row that one verb closes
LONGEST_CLAUSE = 400  # tokens back from a verb to the farthest subject that it can have
FEWEST_WORDS = 2  # of a marked line that is a whole sentence
CONTINUED_WORDS = 4  # a marked line of fewer words is a heading or a title, not more of the speech (gold: shortest 5)


def is_sentence(inside: Sequence[Token]) -> bool:
    """Whether words end with a finite verb and a stop: «كېچىلىرى چىراغنى ئۆچۈرمەيتتى.»."""
    stopped = len(inside) > 1 and inside[-1].text in STOPS
    return stopped and inside[-2].feat("VerbForm") == "Fin"


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
        self.bounds = [Bound(after_dispatch(phrases, a, b), b) for a, b in doc.sentence_tokens()]
        self.sentence_of: dict[int, int] = {}
        for number, (first, last) in enumerate(self.bounds):
            for i in range(first, last):
                self.sentence_of[i] = number
        self.marked = [m for m in marked_spans(doc.text) if m.start >= doc.body_start]
        self.number_of = {m.open: number for number, m in enumerate(self.marked)}
        self.by_close = {m.close: m for m in self.marked if m.closed}
        self.around = _around(self.marked)
        self.last_speaker: tuple[int, Phrase | None] = (-1, None)
        self.opens = [m.open for m in self.marked]
        self.top = [m for m in self.marked if m.closed and m.depth == 0]
        self.top_opens = [m.open for m in self.top]

    # -- one marked stretch ------------------------------------------------------------------------------------------

    def of_marks(self, marked: Marked) -> Quote | None:
        """The quotation that a marked stretch is, or None where nothing says that it was spoken."""
        opening = self.phrases.token_at(marked.open)
        if not marked.closed:
            marked = cut_at_verb(self, marked, opening)
        else:
            cut = broken_off(self, marked, opening)
            if cut is not None:
                return cut
        inside = [
            t for t in self.tokens[opening + 1 : opening + 900] if t.start >= marked.start and t.end <= marked.end
        ]
        word_count = sum(t.upos not in {"PUNCT", "SYM"} for t in inside)
        if not word_count:
            return None
        cue = self._cue_after(self._token_after(marked), clause=bool(inside) and nominalised(inside[-1], bare=True))
        head = self._chain_head(marked, opening)
        first = self.clause_start(head)
        outer = self.around.get(marked.open)
        if outer is not None:
            first = max(first, min(head, self.phrases.token_at(outer.start)))
            first = next((i + 1 for i in range(head - 2, first, -1) if self.tokens[i].text in STOPS), first)
        colon = head > 0 and self.tokens[head - 1].text == ":" and head - 1 >= first
        if colon or self._manner_before(head):
            return self._introduced(marked, first, head - 1 if colon else head, cue, word_count)
        if cue is not None and (word_count > 1 or cue.kind == "de"):
            return self._said(marked, first, head, cue)
        least = FEWEST_WORDS if is_sentence(inside) else CONTINUED_WORDS
        if self._alone(marked) and word_count >= least and marked.depth == 0:
            return self.quote(marked.start, marked.end, None, None, None, "quote/continued", 0.7)
        return None

    def _manner_before(self, opening: int) -> bool:
        """«X مۇنداق دەيدۇ «…»»: the verb that leads over to a quotation, its colon left out."""
        cue = self.cue_before(opening)
        manner = cue is not None and cue.first > 0 and self.tokens[cue.first - 1].text in function_words("manner")
        return manner and cue is not None and cue.finite

    def _token_after(self, marked: Marked) -> int:
        """The first token behind a closing mark."""
        after = self.phrases.token_at(marked.close - 1) + 1
        while after < len(self.tokens) and self.tokens[after].start < marked.close:
            after += 1
        return after

    def _chain_head(self, marked: Marked, opening: int) -> int:
        """Opening token of the first in a row of quotations, «…» ۋە «…» دېدى, that one speaker and verb go with."""
        for _ in range(CHAIN):
            before = self.by_close.get(self.tokens[opening - 2].end) if opening >= 2 else None
            if before is None or before.depth != marked.depth or not self._joins(opening - 1):
                break
            opening = self.phrases.token_at(before.open)
        return opening

    def _joins(self, i: int) -> bool:
        """Whether a token only joins two quotations: a comma or «ۋە»."""
        return self.tokens[i].text in {"،", ","} or self.tokens[i].upos == "CCONJ"

    def _introduced(self, marked: Marked, first: int, until: int, cue: Cue | None, word_count: int) -> Quote | None:
        """«X: …», «X Yغا: …», «X مۇنداق دېدى: …»."""
        before = self.cue_before(until)
        until = before.first if before else until
        who = self.subject(first, until, cue or before)
        if before is None and cue is None and (who is None or word_count < 2):
            return None
        after = self._token_after(marked)
        said = after < len(self.tokens) and self.tokens[after].text in function_words("said")  # «…» دەپ كۈلدۈردى
        if cue is None and not said and self.runs_on(marked.open):
            return None  # «ئۇ مۇنداق دېدى: «…»نىڭ …»: the marks hold only the first words of what was said
        if who is None and cue is not None and cue.passive:
            who = medium_of(self, first, opening=until, cue=cue)  # «باياناتتا: «…» دېيىلگەن»
        whom = addressee(self.phrases, first, until)
        return self.quote(
            marked.start, marked.end, who, whom, cue or before, "quote/colon-marks", 0.97 if cue or before else 0.85
        )

    def _said(self, marked: Marked, first: int, opening: int, cue: Cue) -> Quote | None:
        """«…» دېدى, with the speaker before the marks or after the verb."""
        if cue.passive and cue.kind != "de" and (not cue.said or cue.kind in {"name", "view", "show"}):
            return None
        if cue.kind == "urge" and not cue.said:
            return None  # «…» نى تەلەپ قىلدى
        if cue.kind == "view" and self.tokens[cue.last].feat("VerbForm") == "Part":
            return None  # «مۇھىم ئەمەس» دەپ قارايدىغان …: what is believed
        following = self.tokens[cue.last + 1] if cue.last + 1 < len(self.tokens) else None
        words = following is not None and following.lemma in function_words("words") and possessed(following)
        named = self.tokens[cue.last].text in function_words("named")
        if named and following is not None and following.upos in NAMED and not words:
            return None  # «…» دېگەن نام: what something is called; «…» دېگەن گېپى are words
        line = self.text.rfind("\n", 0, marked.open) + 1
        if any(
            self.tokens[i].text == ":" and self.tokens[i].start > line and i - 1 not in self.cue_ends
            for i in range(first + 1, opening - 1)
        ):
            return None  # «ئۇ: …، «…»،-دېدى»: the speech begins at the colon
        if cue.passive:
            who = medium_of(self, first, opening, cue)  # «… باياناتىدا «…» دېيىلدى», «…» دەپ سورالغاندا
            whom = addressee(self.phrases, first, opening, asked=cue.kind == "ask")
            return self.quote(marked.start, marked.end, who, whom, cue, "quote/marks-passive", 0.85)
        behind = self.after_verb(cue)
        who = whose_words(self, opening, cue) or behind or self.subject(first, opening, cue)
        if who is None and marked.depth == 0:
            who = self._spoke_before(opening)
        self.last_speaker = (self.sentence_of.get(opening, -1), who)
        whom = addressee(self.phrases, first, opening, asked=cue.kind == "ask")
        if whom is None and behind is not None:
            whom = self._told_behind(behind)
        rule = "quote/marks-dep" if cue.said else "quote/marks-say"
        return self.quote(marked.start, marked.end, who, whom, cue, rule, 0.95 if cue.kind == "de" else 0.85)

    # -- who and whom -------------------------------------------------------------------------------------------------

    def subject(self, first: int, until: int, cue: Cue | None = None) -> Phrase | None:
        """Who speaks, from the clause nearest to the colon or the mark; the name before a colon is no object."""
        cited = self._cited(first, until)
        if cited is not None:
            return cited
        person = self.tokens[cue.last].feat("Person") if cue is not None and cue.finite else ""
        bound = self.bounds[self.sentence_of[until]] if until in self.sentence_of else Bound(first, until)
        opened = bisect_left(self.opens, self.tokens[bound.first].start)
        if first > bound.first and not (opened < len(self.opens) and self.opens[opened] < self.tokens[first].start):
            first = bound.first  # «X ئۇنى باشقىچە ئاتىغان، يەنى: …»: nothing was quoted before
        starts = clause_starts(self.tokens, max(first, until - LONGEST_CLAUSE), until)
        for start in starts:
            who = subject(self.phrases, start, until, person)
            if who is not None:
                return who
        number = self.phrases.by_last.get(until - 1)
        if number is not None and until < len(self.tokens) and self.tokens[until].text == ":":
            phrase = self.phrases.found[number]
            if phrase.case == "Acc" and phrase.entity is not None:
                return phrase  # «ئائۇلىيا ئاررىئانى:», a name that sounds like an accusative
            if phrase.case == "Loc" and is_medium(self.tokens[phrase.last]):
                owner = medium_owner(self.phrases, phrase, first)
                return owner if owner != phrase else None  # «ھۆكۈمەت تەرەپنىڭ باياناتىدا: …»
        return None

    def _spoke_before(self, opening: int) -> Phrase | None:
        """«ئۇ «…» دېدى، يەنە ئۇلارنى «…» دەپ ئاتىدى»: who spoke earlier in the same sentence."""
        sentence, who = self.last_speaker
        return who if sentence == self.sentence_of.get(opening) else None

    def _cited(self, first: int, until: int) -> Phrase | None:
        """«… «ۋۇ» فامىلىلىك نەۋرە ئاكىنىڭ سۆزىنى نەقىل كەلتۈرۈپ: …»: whose words are cited, not who cites them."""
        cue = self.cues.get(until) or self.cue_ends.get(until - 1)
        if cue is None or cue.lemma.split(" ")[0] not in function_words("citing") or cue.finite:
            return None
        for phrase in self.phrases.between(max(first, cue.first - 4), cue.first):
            if (
                phrase.case == "Acc"
                and phrase.owner is not None
                and self.tokens[phrase.last].lemma in source_forms()[0]
            ):
                return self.phrases.whole(self.phrases.found[phrase.owner])
        return None

    def closes_before(self, opening: int, end: int) -> bool:
        """Whether the marks that open at a code point close on a line before ``end``: a quotation of its own."""
        number = self.number_of.get(opening)
        if number is None or not self.marked[number].closed:
            return False
        return "\n" in self.text[self.marked[number].close : end]

    def runs_on(self, opening: int) -> bool:
        """Whether the sentence goes on with a word right behind the marks that open at a code point."""
        number = self.number_of.get(opening)
        if number is None or not self.marked[number].closed:
            return False
        after = self._token_after(self.marked[number])
        if after < len(self.tokens) and "\n" in self.text[self.marked[number].close : self.tokens[after].start]:
            return False
        inside = after in self.sentence_of and self.sentence_of.get(after) == self.sentence_of.get(after - 1)
        return inside and self.tokens[after].upos not in {"PUNCT", "CCONJ"}

    def _told_behind(self, speaker: Phrase) -> Phrase | None:
        """«… دېدى باش مىنىستىر مۇخبىرلارغا»: who was told, right behind the speaker."""
        at = speaker.last + 1
        following = self.phrases.at(at, at + 8)
        return None if following is None else addressee(self.phrases, at, following.last + 1)

    # -- small questions ---------------------------------------------------------------------------------------------

    def cue_at(self, i: int) -> Cue | None:
        """The reporting verb that begins with token ``i``."""
        return self.cues.get(i)

    def _cue_after(self, i: int, *, clause: bool = False) -> Cue | None:
        """The reporting verb that follows a closing mark, past stops, dashes and one adverb or pronoun.

        With ``clause`` a nominalised clause stands in the marks, and «توغرىسىدا» may follow it.
        """
        steps = chained = 0
        while i < len(self.tokens) and steps < 5:
            cue = self.cues.get(i)
            if cue is not None:
                gerund = self.tokens[cue.last].feat("VerbForm") == "Vnoun" and not self.tokens[cue.last].feat("Tense")
                return None if gerund else cue
            token = self.tokens[i]
            if self._joins(i) and i + 1 < len(self.tokens) and self.tokens[i + 1].start in self.number_of:
                following = self.marked[self.number_of[self.tokens[i + 1].start]]
                if following.closed and chained < CHAIN:
                    i, steps, chained = self._token_after(following), 0, chained + 1  # «…» ۋە «…» دېدى
                    continue
            if not steps and not chained and self._described(i):
                i, steps = i + 1, 1  # «…» گەپ دەپ ئاتىدى
                continue
            if token.text in SKIP_AFTER:
                if token.text in ".!؟?" and "\n" in self.text[token.end : token.end + 2]:
                    return None
            elif not (steps < 3 and (token.upos == "ADV" or token.text in function_words("adverb"))) and not (
                clause and token.text in function_words("about")
            ):
                return None
            i, steps = i + 1, steps + 1
        return None

    def _described(self, i: int) -> bool:
        """Whether a bare noun behind a mark goes on with «دەپ» and a verb that names or describes."""
        token, cue = self.tokens[i], self.cues.get(i + 1)
        bare = token.upos == "NOUN" and token.feat("Case") in BARE and not token.feat("Person[psor]")
        return bare and cue is not None and cue.said and cue.lemma in function_words("describe")

    def cue_before(self, i: int) -> Cue | None:
        """The reporting verb that ends right before token ``i``."""
        return self.cue_ends.get(i - 1)

    def clause_start(self, opening: int) -> int:
        """First token of the clause before a mark: after the last finished quotation or full stop of the sentence."""
        bound = self.bounds[self.sentence_of[opening]] if opening in self.sentence_of else Bound(opening, opening)
        first = bound.first
        near = bisect_left(self.cue_firsts, max(first, opening - LONGEST_CLAUSE))
        for i in range(near, bisect_left(self.cue_firsts, opening)):
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
        return not self.text[left : marked.open].strip(DASHED) and not self.text[marked.close : right].strip(END)

    def after_verb(self, cue: Cue) -> Phrase | None:
        """Who stands behind the verb, before the sentence ends."""
        return after_verb(self.phrases, cue.last, self.bounds[self.sentence_of.get(cue.last, 0)].last)

    def text_after(self, token: int) -> int:
        """Where the text goes on after a token and the comma behind it."""
        at = self.tokens[token].end
        while at < len(self.text) and self.text[at] in " ،,:\t":
            at += 1
        return at

    def speech_end(self, token: int, stops: str = '،,-–— »”"') -> int:
        """Where the speech that ends with a token ends, without the marks that lead over to «دېدى»."""
        end = self.tokens[token].end
        while end > 0 and self.text[end - 1] in stops:
            end -= 1
        return end

    def marks_between(self, start: int, end: int) -> bool:
        """Whether the stretch is itself one marked quotation, which has been found already."""
        at = bisect_right(self.top_opens, start + 1) - 1
        return at >= 0 and self.top[at].close >= end

    def quote(
        self,
        start: int,
        end: int,
        who: Phrase | None,
        whom: Phrase | None,
        cue: Cue | None,
        rule: str,
        confidence: float,
    ) -> Quote:
        """A direct quotation of this document."""
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
