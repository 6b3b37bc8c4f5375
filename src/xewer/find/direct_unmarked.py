"""Direct speech without marks: «X: …،-دېدى», «X …،-دېدى», «X مۇنداق دېدى: …», and the turns of an interview."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xewer.find.claims_bounds import clause_starts, content_start
from xewer.find.cues import Cue, function_words, speaker_kinds, study_forms
from xewer.find.direct import LONGEST_CLAUSE, Bound
from xewer.find.direct_broken import SKIP_AFTER
from xewer.find.phrase_words import doer, possessed
from xewer.find.phrases import BARE
from xewer.find.speakers import addressee, speaks, subject
from xewer.find.speakers_joined import is_person
from xewer.find.stretches import Stretches

if TYPE_CHECKING:
    from xewer.find.direct import DirectSpeech
    from xewer.find.phrases import Phrase
    from xewer.model import Quote, Token

__all__ = ["UnmarkedSpeech"]

_LINE = re.compile(r"^[ \t]*([^\n:«»“”\"]{2,60}):[ \t]*([^\s«“\"<][^\n]*?)[ \t]*$", re.MULTILINE)
_DASHED = re.compile(r"^[ \t]*[-–—][ \t]*([^\s\-–—][^\n]*?)[ \t]*$", re.MULTILINE)
NEAR_TURNS = 4  # labelled lines between two turns of one interview; each may hold more than one paragraph
STOP = frozenset({".", "!", "؟", "?", "…", "»", "”"})
END = ".!؟?… \n،,؛-–—»”›\"'>"
QUESTIONS = frozenset("؟?")
SHORTEST = 12  # code points after a colon that can be speech
LABEL = 16  # tokens before the colon that opens a speech
OPENING = frozenset('«“"„‹<')
DASHES = frozenset("-–—")
JOINED_LINES = 4  # an opening «X:» and its «،-دېدى» stand at most this many sentences apart


class UnmarkedSpeech:
    """The speech without marks of one document; ``speech`` holds its phrases, reporting words and marks."""

    def __init__(self, speech: DirectSpeech) -> None:
        self.speech = speech

    def found(self, taken: list[Quote]) -> list[Quote]:
        """«X: …،-دېدى», «X …،-دېدى» and «X مۇنداق دېدى: …» where no marks stand."""
        turns = Stretches((q.start, q.end) for q in taken)
        found = [q for q in (*self._turns(), *self._dialogue()) if not turns.covers(q.start)]
        near = Stretches(((q.start, q.end) for q in taken + found), slack=3)
        for number, bound in enumerate(self.speech.bounds):
            closing = self._closing(bound)
            if closing is not None and not near.covers(self.speech.tokens[closing[0]].start):
                quote = self._closed(number, *closing)
                if quote is not None:
                    found.append(quote)
        covered = Stretches((q.start, q.end) for q in taken + found if not self._by_me(q))
        for bound in self.speech.bounds:
            quote = self._colon_only(bound)
            if quote is not None and not covered.overlaps(quote.start, quote.end):
                found.append(quote)
        outer: list[Quote] = []
        for quote in sorted(found, key=lambda q: (q.start, -q.end)):
            if not outer or quote.start >= outer[-1].end:
                outer.append(quote)
        return outer

    def _by_me(self, quote: Quote) -> bool:
        """Whether «مەن» says a quotation: it may stand in the words of another."""
        if quote.speaker is None:
            return False
        return self.speech.tokens[self.speech.phrases.token_at(quote.speaker.start)].feat("Person") == "1"

    def _turns(self) -> list[Quote]:
        """The turns of an interview: lines that begin with «سوئال:», «جاۋاب:», «مۇخبىر:» or who speaks."""
        turns: list[tuple[Quote, bool, int]] = []
        number = -1
        for line in _LINE.finditer(self.speech.text, self.speech.doc.body_start):
            number += 1
            label = self._label(line.start(), line.start(2))
            if label is None or not line[2].strip():
                continue
            who, cue, asks = label
            start, end = line.start(2), line.end(2)
            quote = self.speech.quote(start, end, who, None, cue, "quote/interview", 0.85)
            turns.append((quote, asks or line[2].rstrip()[-1] in QUESTIONS, number))
        return [
            quote
            for k, (quote, asks, at) in enumerate(turns)
            if any(
                0 <= other < len(turns) and abs(turns[other][2] - at) <= NEAR_TURNS and (asks or turns[other][1])
                for other in (k - 1, k + 1)
            )
        ]

    def _dialogue(self) -> list[Quote]:
        """«— ساقچىلار نېمىنى ئىزدەيدۇ؟», «— كىتاب.»: lines in a row that a dash opens, with a question among them."""
        runs: list[list[tuple[int, int]]] = []
        before = -1
        for line in _DASHED.finditer(self.speech.text, self.speech.doc.body_start):
            if line.start() != before + 1 or not runs:
                runs.append([])
            runs[-1].append((line.start(1), line.end(1)))
            before = line.end()
        asked = [r for r in runs if len(r) > 1 and any(self.speech.text[end - 1] in QUESTIONS for _, end in r)]
        spoken = [(start, end) for run in asked for start, end in run if not self._closes_itself(start, end)]
        return [self.speech.quote(start, end, None, None, None, "quote/interview", 0.75) for start, end in spoken]

    def _closes_itself(self, start: int, end: int) -> bool:
        """Whether a line has its own «— دېدى ئۇ»: then that tells where the speech ends."""
        first, last = self.speech.phrases.token_at(start), self.speech.phrases.token_at(end - 1)
        return any(
            i in self.speech.cues and self.speech.tokens[i - 1].text in DASHES for i in range(first + 1, last + 1)
        )

    def _label(self, start: int, after: int) -> tuple[Phrase | None, Cue | None, bool] | None:
        """Who or what a line begins with before its colon, and whether that is a label of interviews alone."""
        phrases, tokens = self.speech.phrases, self.speech.tokens
        first, colon = phrases.token_at(start), phrases.token_at(after - 1)
        while colon > first and tokens[colon].text != ":":
            colon -= 1
        if colon <= first or tokens[first].start < start:
            return None
        if colon == first + 1 and tokens[first].text in function_words("turn"):
            cue = Cue(first, first, "turn", tokens[first].text, said=False, passive=False, finite=False)
            return None, cue, True
        number = phrases.by_last.get(colon - 1)
        if number is None or phrases.found[number].first != first or phrases.found[number].case not in BARE:
            return None
        who = phrases.found[number]
        head = tokens[who.last]
        somebody = speaks(phrases, who) or doer(head)  # «نۆۋەتچى:»
        return (who, None, head.lemma in function_words("interviewer")) if somebody else None

    def _closing(self, bound: Bound) -> tuple[int, Cue] | None:
        """Last token of a speech that its own verb closes, and the verb: «…،-دېدى», and after «X:» also «… دېدى»."""
        tokens = self.speech.tokens
        colon = next(
            (k for k in range(bound.first + 1, min(bound.last, bound.first + LABEL)) if tokens[k].text == ":"), None
        )
        for i in range(bound.first + 2, bound.last):
            cue = self.speech.cue_at(i)
            if cue is None or not (cue.kind == "de" or cue.said):
                continue
            if colon is not None and (self._own_words(cue, colon) or self._told_in(cue, colon)):
                continue  # «X مۇنداق دېدى: مەن ئۇنىڭغا «…» دېدىم»: told in the speech, it does not close it
            before = tokens[i - 1]
            if before.text in DASHES:
                joined = before.start - tokens[i - 2].end <= 1 and tokens[i - 2].text in SKIP_AFTER
                if joined and self._tells(cue):
                    return i - 2, cue
            elif colon is not None and colon + 1 < i - 1 and cue.finite:
                ends = cue.last + 1 >= bound.last or tokens[cue.last + 1].upos == "PUNCT"
                if ends and not self._marked_from(before, colon):
                    return i - 1, cue  # «چاۋشيەن: … بولمايدۇ، دېدى»
        return None

    def _own_words(self, cue: Cue, colon: int) -> bool:
        """Whether «دېدىم» stands behind a colon that somebody else opens with a verb of the third person."""
        intro = self.speech.cue_before(colon)
        told = intro is not None and self.speech.tokens[intro.last].feat("Person") != "1"
        return told and self.speech.tokens[cue.last].feat("Person") == "1"

    def _told_in(self, cue: Cue, colon: int) -> bool:
        """Whether «دەپ سورىدى» stands behind «X مۇنداق دېدى:», which has its verb: X tells that somebody asked."""
        intro = self.speech.cue_before(colon)
        manner = intro is not None and self.speech.tokens[intro.first - 1].text in function_words("manner")
        return manner and cue.kind != "de"

    def _marked_from(self, last: Token, colon: int) -> bool:
        """Whether the speech is one quotation in marks from the colon on, to the mark that a token is."""
        marked = self.speech.by_close.get(last.end)
        return marked is not None and marked.open <= self.speech.tokens[colon + 1].start

    def _marked_line(self, first: int, last: int) -> bool:
        """Whether a sentence behind ``first`` and before ``last`` is a quotation in marks, which ends what was open."""
        tokens = self.speech.tokens
        starts = (tokens[b.first].start for b in self.speech.bounds[first + 1 : last] if b.last > b.first)
        return any(self.speech.text[start] in OPENING for start in starts)

    def _tells_out(self, i: int) -> bool:
        """Whether a verb at a token tells speech of its own: «دېدى», «دەپ يازدى»; «چاقىردۇق» is only a deed."""
        cue = self.speech.cues.get(i)
        return cue is not None and cue.finite and (cue.kind == "de" or cue.said)

    def _tells(self, cue: Cue) -> bool:
        """Finite, or a converb: «…،-دېگەن تەكلىپ» and «…،-دەپ ئەيىبلىگەنلەر» stand inside a clause of another."""
        return cue.finite or self.speech.tokens[cue.last].feat("VerbForm") == "Conv"

    def _closed(self, number: int, last: int, cue: Cue) -> Quote | None:
        end = self.speech.speech_end(last)
        for back in range(JOINED_LINES):
            if number - back < 0:
                break
            bound = self.speech.bounds[number - back]
            if back and self._closing(bound) is not None:
                break  # the speech before has come to its own verb
            intro = self._intro(bound, last)
            if intro is not None:
                colon, who, whom = intro
                if back and any(self._tells_out(i) for i in range(colon + 1, bound.last)):
                    break  # that speech has its own verb
                start = self.speech.text_after(colon)
                if back and (self.speech.text[start] in OPENING or self._marked_line(number - back, number)):
                    break  # what that colon opens stands in marks of its own
                if self.speech.closes_before(start, end):
                    return None
                if end > start and not self.speech.marks_between(start, end):
                    return self.speech.quote(start, end, who, whom, cue, "quote/colon-dash", 0.93)
                return None
        bound = self.speech.bounds[number]
        if self.speech.tokens[cue.first - 1].text not in DASHES:
            return None
        first = self.speech.clause_start(last)
        verb = self.speech.tokens[cue.last]
        starts = clause_starts(self.speech.tokens, max(first, last - LONGEST_CLAUSE), last, cue=verb)
        first = starts[0]
        behind = self.speech.after_verb(cue)
        ends = behind is not None and (
            behind.last + 1 >= bound.last
            or self.speech.tokens[behind.last + 1].upos in {"PUNCT", "ADV"}
            or self.speech.tokens[behind.last].upos == "PRON"  # «…،-دېدى ئۇ تېلېۋىزىيەگە»
            or is_person(self.speech.phrases, behind)
            or behind.last + 1 in self.speech.phrases.time_at  # «…،-دېدى ساقچىلار پەيشەنبە كۈنى»
        )
        if behind is not None and ends and speaks(self.speech.phrases, behind):
            told = [c for i, c in self.speech.cues.items() if bound.first <= i < cue.first and c.finite]
            if first == bound.first or not told:
                opens = bound.first + (self.speech.tokens[bound.first].text in DASHES)
                start = self.speech.tokens[opens].start  # «…،-دەپ ئاگاھلاندۇردى ھاۋارايى ئىدارىسى», «— …، — دېدى ئۇ»
                if not self.speech.marks_between(start, end) and end > start:
                    return self.speech.quote(start, end, behind, None, cue, "quote/dash", 0.85)
        person = verb.feat("Person") if cue.finite else ""
        who = subject(self.speech.phrases, first, last + 1, person, finite=True)
        for start in starts[1:] if who is None else ():
            who = subject(self.speech.phrases, start, first, person, finite=True)
            if who is not None:
                own = any(t.feat("Person") == "1" for t in self.speech.tokens[start:last])
                first = start if own else first  # «X … چىقتۇق، … ئاڭلىدىم،-دېدى»: told from the first person on
                break
        begin = content_start(self.speech.phrases, who, first, last, self.speech.cues)
        start = self.speech.tokens[begin].start
        if self.speech.marks_between(start, end) or end <= start or begin >= last > bound.first:
            return None
        return self.speech.quote(start, end, who, None, cue, "quote/dash", 0.8)

    def _colon_only(self, bound: Bound) -> Quote | None:
        """«X مۇنداق دېدى: …» or «ئۇ: …» to the end of the sentence, without marks."""
        intro = self._intro(bound, bound.last)
        if intro is None:
            return None
        colon, who, whom = intro
        cue = self.speech.cue_before(colon)
        stopped = self.speech.tokens[bound.last - 1].text in STOP
        verb = self.speech.tokens[bound.last - 1]
        if not stopped and cue is None and (verb.feat("VerbForm") != "Fin" or verb.feat("Aspect") == "Prosp"):
            return None  # a headline («X: …») has no full stop; «ترامپ: … قوغدىمايمەن» is speech all the same
        manner = cue is not None and self.speech.tokens[cue.first - 1].text in function_words("manner")
        if cue is not None and cue.kind != "de" and not manner:
            return None
        if cue is None and who is not None and self._predicate(who, colon):
            return None  # «… بەلگىلىرى تىزىلغان: …», «رىقابەتچىلەر جىم تۇرغىنى يوق: …»
        start, end = self.speech.text_after(colon), self._paragraph_end(bound)
        while end > start and self.speech.text[end - 1] in END:
            end -= 1
        if end - start < SHORTEST or (self.speech.text[start] in '«“"<' and not self.speech.runs_on(start)):
            return None
        opens = who is not None and self._lead(who) == bound.first
        if cue is None and (who is None or not opens or not self._somebody(who, bound)):
            return None
        return self.speech.quote(start, end, who, whom, cue, "quote/colon", 0.85 if cue else 0.7)

    def _predicate(self, who: Phrase, colon: int) -> bool:
        """Whether a clause of its own stands before a colon, not only who speaks, to whom and where."""
        last = self.speech.tokens[colon - 1]
        aside = last.feat("Case") in {"Dat", "Loc", "Abl"} and last.upos != "VERB"
        aside = aside or last.upos in {"ADV", "PART", "PUNCT", "ADP"} or colon - 1 in self.speech.phrases.time_at
        return colon - 1 > who.last and not aside

    def _lead(self, who: Phrase) -> int:
        """First token of who speaks, with the genitive that owns it: «مىنىستىرلىقنىڭ باش تەكشۈرگۈچىسى: …»."""
        owner = None if who.owner is None else self.speech.phrases.found[who.owner]
        return self.speech.phrases.whole(owner or who).first

    def _somebody(self, who: Phrase, bound: Bound) -> bool:
        """Whether a colon behind a phrase opens speech: a person, «ئۇ», an office before a sentence with its verb."""
        phrases, tokens = self.speech.phrases, self.speech.tokens
        head = tokens[who.last]
        thing = phrases.at(who.last + 1, bound.last)
        if (
            thing is not None
            and thing.case in BARE
            and possessed(tokens[thing.last])
            and tokens[thing.last + 1].text == ":"
        ):
            return False  # «X دېلوسى: …»: the case of X heads what follows
        if head.upos == "PRON" or is_person(phrases, who):
            return True
        last = bound.last - 1 if tokens[bound.last - 1].upos != "PUNCT" else bound.last - 2
        finite = tokens[last].feat("VerbForm") == "Fin"
        kind = "study" if head.lemma in study_forms() else speaker_kinds().get(head.lemma)
        return finite and who.entity is None and kind in {"person", "group", "study"}

    def _paragraph_end(self, bound: Bound) -> int:
        """Speech after a colon goes on over the sentences of its line that have no reporting verb of their own."""
        end = self.speech.tokens[bound.last - 1].end
        for following in self.speech.bounds[self.speech.sentence_of[bound.first] + 1 :]:
            last = self.speech.tokens[following.last - 1].end if following.last > following.first else end
            cues = [self.speech.cues[i] for i in range(following.first, following.last) if i in self.speech.cues]
            own = any(
                self.speech.tokens[c.last].feat("Person") != "1" for c in cues
            )  # «مەن … دېدىم» is still the speech
            if (
                own
                or "\n" in self.speech.text[end:last]
                or self.speech.text[self.speech.tokens[following.first].start] in '«“"'
            ):
                break
            end = last
        return end

    def _intro(self, bound: Bound, last: int) -> tuple[int, Phrase | None, Phrase | None] | None:
        """The colon (or the comma after «مۇنداق دەيدۇ») that opens a speech, with speaker and addressee."""
        for i in range(bound.first + 1, min(bound.last, last)):
            text = self.speech.tokens[i].text
            cue = self.speech.cue_before(i) if text in {":", "،", ","} else None
            if text == ":" or (
                cue is not None and cue.first > 0 and self.speech.tokens[cue.first - 1].text in function_words("manner")
            ):
                until = cue.first if cue else i
                who = self.speech.subject(bound.first, until, cue)
                if who is None and cue is None:
                    return None
                return i, who, addressee(self.speech.phrases, bound.first, until)
        return None
