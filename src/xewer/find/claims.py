"""Reported clauses and source phrases: «… كەلگەنلىكىنى ئېيتتى», «… خەۋىرىگە قارىغاندا، …», «…نىڭ ئېيتىشىچە …»."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xewer.find.claims_bounds import clause_starts, content_end, content_start, nominalised
from xewer.find.claims_sources import CLOSING, SHORTEST, STOPS, hedge_end, medium_in, medium_owner, source_phrases
from xewer.find.claims_taken import Taken
from xewer.find.cues import function_words
from xewer.find.dispatch import after_dispatch
from xewer.find.phrases import BARE
from xewer.find.speakers import addressee, speaks, subject
from xewer.find.speakers_behind import after_verb
from xewer.find.speakers_mention import mention_of
from xewer.model import Mention, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.cues import Cue
    from xewer.find.phrases import Phrase, Phrases
    from xewer.model import Doc, Token

__all__ = ["find_claims"]

ENDS = frozenset(".!؟?")
LONGEST_CLAUSE = 400  # tokens back from a reporting verb to the farthest beginning of its clause
OPEN_CASES = frozenset({"Acc", "Dat", "Gen"})  # what a sentence cannot end with
LONG_COMPOUND = 2  # words after a country's name that are too many for a plain compound with it («خىتاي سودىسى»)


def find_claims(doc: Doc, phrases: Phrases, cues: dict[int, Cue], direct: Sequence[Quote]) -> list[Quote]:
    """Indirect speech of a document; ``direct`` are the quotations found before, which are not found again."""
    found = []
    taken = Taken(phrases, direct)
    for begins, last in _whole_sentences(doc):
        first = after_dispatch(phrases, begins, last)
        sources = source_phrases(doc, phrases, first, last)
        found += sources
        ends = [phrases.token_at(q.cue.end - 1) + 1 for q in sources if q.cue is not None]
        begin = max(ends, default=hedge_end(phrases, first, last))
        here = {i: cues[i] for i in range(first, last) if i in cues}
        found += _Sentence(doc, phrases, here, begin, last, taken).claims()
    return found


def _whole_sentences(doc: Doc) -> list[tuple[int, int]]:
    """Sentences as token ranges; a stop behind a case that no verb has taken is a slip: «رەھبەرلىرىگە. ئۇنىڭ …»."""
    whole: list[tuple[int, int]] = []
    for first, last in doc.sentence_tokens():
        end = doc.tokens[whole[-1][1] - 2] if whole and whole[-1][1] >= 2 else None
        open_end = end is not None and end.upos in {"NOUN", "PROPN"} and end.feat("Case") in OPEN_CASES
        stop = doc.tokens[first - 1] if first else None
        slip = stop is not None and stop.text == "." and "\n" not in doc.text[stop.end : doc.tokens[first].start]
        if open_end and slip:
            whole[-1] = (whole[-1][0], last)
        else:
            whole.append((first, last))
    return whole


class _Source(NamedTuple):
    """Who speaks, whether that was taken over from the clause before, and where the content may begin."""

    who: Phrase | None
    carried: bool
    start: int


class _Sentence:
    """The reported clauses of one sentence, left to right; the speaker of one may be that of the next."""

    def __init__(self, doc: Doc, phrases: Phrases, cues: dict[int, Cue], first: int, last: int, taken: Taken) -> None:
        self.doc, self.phrases, self.tokens = doc, phrases, doc.tokens
        self.cues, self.first, self.last, self.taken = cues, first, last, taken
        self.free = first  # first token that no claim with a finite verb has used
        self.speaker: Phrase | None = None
        self.medium = False

    def claims(self) -> list[Quote]:
        """What each reporting verb of the sentence takes as its content."""
        out = []
        for at in sorted(self.cues):
            cue = self.cues[at]
            nothing = (
                not self._besides(cue)
                and _reports_nothing(self.tokens[cue.last], cue)
                and not (cue.passive and self._medium_behind(cue))
            )
            if nothing or (cue.kind == "view" and self.taken.floor(at)):
                continue
            quote = self._claim(at, cue) or self._behind(at, cue)
            if quote is not None:
                out.append(quote)
        return out

    def _besides(self, cue: Cue) -> bool:
        """«… لىقىنى بىلدۈرۈش بىلەن بىرگە، …»: a deed told beside another."""
        verb = self.tokens[cue.last]
        gerund = verb.feat("VerbForm") == "Vnoun" and verb.feat("Case") in BARE and not verb.feat("Person[psor]")
        beside = self._text_after(cue.last) in function_words("with") and cue.kind in {"say", "dep"}
        return gerund and beside and self._text_after(cue.last + 1) in function_words("together")

    def _text_after(self, i: int) -> str:
        """The word behind a token; empty at the end of the text."""
        return self.tokens[i + 1].text if i + 1 < len(self.tokens) else ""

    def _claim(self, at: int, cue: Cue) -> Quote | None:
        tokens, phrases = self.tokens, self.phrases
        floor = self.taken.floor(at)
        lowest = max(self.free, self._inner_sentence(floor, at) if floor else 0, at - LONGEST_CLAUSE)
        content = content_end(phrases, lowest, cue)
        if content is not None and tokens[cue.first].start in self.taken.leading:
            # «… لىقىنى بىلدۈردى: «…»»: the verb tells both; «مۇنداق دەپ يازدى: «…»» only what follows
            told = cue.said or cue.kind == "de" or tokens[cue.first - 1].text in function_words("manner")
            content = None if told else content
        if content is None or tokens[cue.first].start in self.taken.cues:
            deed = cue.kind == "dep" and not cue.said  # «تېلېفون قىلىپ يىغلايتتى، دېدى ئۇ»: it only wept
            deed = deed or tokens[cue.last].feat("Mood") == "Cnd"  # «… يازسىمۇ ئىشەنمەيدىغان …»
            if cue.finite and content is None and not deed and self._text_after(cue.last) not in function_words("said"):
                self.free = max(self.free, cue.last + 1)
            return None
        source = self._source(cue, lowest, content)
        who, begin = source.who, source.start
        if cue.passive:
            medium = medium_in(phrases, source.start, content) or self._medium_behind(cue)
            if medium is None and not (self.medium and self.speaker is not None):
                self._passed(cue)
                return None
            behind = medium is not None and medium.first > content
            who = self.speaker if medium is None else medium if behind else medium_owner(phrases, medium, self.first)
            begin = source.start if medium is None or medium.first > content else medium.last + 1
            begin = content_start(phrases, None, begin, content, self.cues)
        elif cue.kind == "show" and (who is None or not speaks(phrases, who)):
            return None  # a picture or a result that shows reports nothing
        else:
            own = None if source.carried else who
            if own is not None and own.first > cue.last:
                while tokens[begin].text in STOPS or tokens[begin].text == "-":
                    begin += 1  # «… دەپ خەۋەر قىلدى X»: when and where it happened is told, too
            else:
                carried = who is not None and source.carried
                begin = content_start(phrases, own, begin, content, self.cues, carried=carried)
        if self._said_this(begin, content, cue):
            self._passed(cue)
            return None
        if cue.said and self._calls(cue, begin, content):
            return None
        if not cue.said and tokens[content].feat("Mood") == "Cnd" and tokens[cue.last].feat("Person") == "1":
            return None  # «ۋاقتىدا يېتىپ بارسام دەيمەن»: a wish
        if cue.said and cue.lemma in function_words("accuse"):
            begin = self._after_accused(begin, content)
        if cue.kind == "ask":
            begin = self._after_asked(begin, content)
        if begin > content or (who is None and (content - begin + 1 < SHORTEST or not cue.finite)):
            self._passed(cue)
            return None
        if tokens[content].text in CLOSING and tokens[begin].end in self.taken.opened:
            return None  # all of it stands in the marks of a quotation that was found
        if tokens[begin].text in function_words("said"):
            return None  # «… دەپ ئەيىبلىگەنلىكىنى ئەيىبلىدى»: the clause began before what was found
        self.speaker, self.medium = who or self.speaker, cue.passive
        if cue.finite or (tokens[cue.last].feat("VerbForm") == "Conv" and self._text_after(cue.last) in {"،", ","}):
            self.free = cue.last + 1
        whom = addressee(phrases, source.start, begin, asked=cue.kind == "ask")
        return Quote(
            start=tokens[begin].start,
            end=tokens[content].end,
            text=self.doc.text[tokens[begin].start : tokens[content].end],
            direct=False,
            speaker=self._mention(who),
            addressee=self._mention(whom),
            cue=self._span(cue.first, cue.last),
            rule="claim/dep" if cue.said or cue.kind == "de" else "claim/nominalised",
            confidence=0.65 if who is None else 0.75 if source.carried else 0.85,
            guess=source.carried,
        )

    def _behind(self, at: int, cue: Cue) -> Quote | None:
        """«كوباك دېدى ئۇنىڭ پىلانى باشقىچە»: in the order of English, all behind the verb is what was said."""
        tokens, end = self.tokens, self.last - 1
        while end > cue.last and tokens[end].upos == "PUNCT" and tokens[end].text not in CLOSING:
            end -= 1
        begin = cue.last + 1
        leads = tokens[cue.last].text.endswith(tuple(function_words("leading")))  # «ئۇ دەيدۇكى، …»
        while leads and begin < end and tokens[begin].text in STOPS:
            begin += 1
        apart = tokens[cue.first].start in self.taken.cues | self.taken.leading or self.taken.floor(at)
        if apart or not cue.finite or cue.said or cue.passive or cue.kind not in {"de", "say"}:
            return None
        if end - begin < SHORTEST or tokens[begin].upos == "PUNCT" or not (leads or _predicate(tokens[end])):
            return None
        if any(t.upos in {"VERB", "AUX"} for t in tokens[self.first : cue.first]):
            return None
        who = subject(self.phrases, self.first, cue.first)
        behind = after_verb(self.phrases, cue.last, self.last)
        if who is None or not speaks(self.phrases, who) or (behind is not None and speaks(self.phrases, behind)):
            return None
        self.speaker = who
        return Quote(
            start=tokens[begin].start,
            end=tokens[end].end,
            text=self.doc.text[tokens[begin].start : tokens[end].end],
            direct=False,
            speaker=self._mention(who),
            addressee=self._mention(addressee(self.phrases, self.first, cue.first)),
            cue=self._span(cue.first, cue.last),
            rule="claim/behind",
            confidence=0.7,
        )

    def _inner_sentence(self, floor: int, at: int) -> int:
        """First token of the sentence around a verb within a quotation that holds several."""
        ends = (i for i in range(at - 2, floor, -1) if self.tokens[i].text in ENDS)
        return next(ends, floor - 1) + 1

    def _after_accused(self, begin: int, content: int) -> int:
        """«ئۇنى | جىنسىي تاجاۋۇز قىلدى | دەپ ئەيىبلىدى»: who is accused stands outside of what is said."""
        accused = next((p for p in self.phrases.between(begin, content) if p.case == "Acc"), None)
        return begin if accused is None else accused.last + 1

    def _after_asked(self, begin: int, content: int) -> int:
        """«رەئىستىن | باھانىڭ ئۆرلەيدىغان-ئۆرلىمەيدىغانلىقىنى سورىدى»: who is asked stands outside of the question."""
        # «ئۇنىۋېرسىتېت نىڭ پروفېسسورى X دىن | …»: what describes him stands before
        asked = next((p for p in self.phrases.between(begin, content) if p.case == "Abl"), None)
        if asked is None or any(t.upos == "VERB" for t in self.tokens[begin : asked.first]):
            return begin
        return asked.last + 1 if speaks(self.phrases, asked) else begin

    def _passed(self, cue: Cue) -> None:
        if cue.finite and self._text_after(cue.last) not in function_words("said"):
            self.free = cue.last + 1

    def _source(self, cue: Cue, lowest: int, content: int) -> _Source:
        """Who speaks in the clause of a reporting verb, or in those before it where it has no subject of its own."""
        phrases, tokens = self.phrases, self.tokens
        told = cue.said or cue.kind == "de"
        starts = clause_starts(tokens, lowest, content, cue=tokens[cue.last] if told else None)
        start = starts[0]
        if _nominal(tokens[cue.last]):
            return self._inner(start, content)
        person = tokens[cue.last].feat("Person") if cue.finite else ""
        who = subject(phrases, start, content + 1, person, finite=told)
        if told and who is not None and self._mine(who, content):
            return _Source(None, carried=True, start=starts[-1])
        between = subject(phrases, content + 1, cue.first, person)
        if between is not None and (who is None or between.last == cue.first - 1):
            who = between
        if told:
            behind = after_verb(phrases, cue.last, self.last)
            if behind is not None and speaks(phrases, behind):
                told_before = [c.last + 1 for c in self.cues.values() if c.finite and c.last < content]
                who, start = (
                    behind,
                    max([starts[-1], *told_before]),
                )  # «… ئۆلدى، … كەتتى دەپ خەۋەر قىلدى X»: all that stands before
        if not cue.finite and tokens[cue.last].feat("VerbForm") == "Part":
            after = phrases.at(cue.last + 1, self.last)
            if after is not None and speaks(phrases, after):
                return _Source(after, carried=True, start=start)  # «… لىقىنى ئېيتقان باياناتچى»
            if cue.kind == "show" and after is not None:
                return _Source(None, carried=False, start=start)  # «… لىقىنى ئىسپاتلايدىغان ھۆججەت»
        if who is not None and not told and self._object(who, content):
            before = self._carried(start, person)
            if before is not None:
                return _Source(before, carried=True, start=start)  # «…، ئەمما خىزمەتچى قىسقارتمايدىغانلىقىنى»
        if who is None and cue.lemma in function_words("announce"):
            who = self._country(start, content)
        if who is not None or cue.passive:
            return _Source(who, carried=False, start=start)
        earlier = self._carried(start, person)
        if told and earlier is not None and self._mine(earlier, content):
            return _Source(None, carried=True, start=starts[-1])
        return _Source(earlier, carried=True, start=start)

    def _medium_behind(self, cue: Cue) -> Phrase | None:
        """«… تۆۋەن، دېيىلگەن ژۇرنالدىكى بىر تەتقىقاتتا»: what it is said in, behind the verb at the end."""
        if cue.kind != "de" or cue.last + 1 >= self.last or self.tokens[cue.last + 1].upos == "PUNCT":
            return None
        media = (medium_in(self.phrases, p.first, self.last) for p in self.phrases.between(cue.last + 1, self.last))
        return next(
            (m for m in media if m and all(t.upos == "PUNCT" for t in self.tokens[m.last + 1 : self.last])), None
        )

    def _mine(self, who: Phrase, content: int) -> bool:
        """«قىزىم …، بىلمەيمەن، دەپ كۈلدى»: whose «my» is not who says «I» is part of what is told."""
        head, verb = self.tokens[who.last], self.tokens[content]
        return head.feat("Person[psor]") == "1" and verb.feat("Person") == "1" and head.feat("Number[psor]") != "Plur"

    def _calls(self, cue: Cue, begin: int, content: int) -> bool:
        """«ئۇنى ياخشى ئادەم دەپ تەرىپلىدى», «بۇنى «ئويدۇرما» دەپ رەت قىلدى»: what something is called."""
        if self.tokens[content].upos in {"VERB", "AUX", "PART"} or cue.lemma in function_words("accuse"):
            return cue.lemma in function_words("describe") and self.tokens[content].upos not in {"VERB", "AUX", "PART"}
        if cue.lemma in function_words("describe") or self._one_word(content):
            return True
        thing = next((p for p in self.phrases.between(begin, content) if p.case == "Acc"), None)
        words = [] if thing is None else [t for t in self.tokens[thing.last + 1 : content + 1] if t.upos != "PUNCT"]
        predicate = function_words("necessity") | function_words("possibility") | function_words("denial")
        verb = (
            len(words) == 1
            and not words[0].reading.listed
            and words[0].text.endswith(tuple(function_words("verb end")))
        )
        return cue.kind == "say" and len(words) == 1 and words[0].lemma not in predicate and not verb

    def _one_word(self, content: int) -> bool:
        """«ئۇنى «يىغلاڭغۇ» دەپ مەسخىرە قىلدى»: a single word in marks is what something is called."""
        closed = self.tokens[content].text in CLOSING and content >= 2
        return closed and self.tokens[content - 2].text in {"«", "“", '"', "‹", "<"}

    def _said_this(self, begin: int, content: int, cue: Cue) -> bool:
        """«مەن بۇنى يۈز قېتىم دېدىم»: the object of the verb, no clause."""
        inside = self.tokens[begin : content + 1]
        bare = cue.kind == "de" and not cue.said and self.tokens[cue.first - 1].upos != "PUNCT"
        verb = any(t.upos in {"VERB", "AUX"} for t in inside)
        return bare and not verb and any(t.upos == "PRON" and t.feat("Case") == "Acc" for t in inside)

    def _object(self, who: Phrase, content: int) -> bool:
        """Whether a bare noun right before the verb of what is said may be its object: «ئون شۆبە ئېچىلىدىغانلىقىنى»."""
        head = self.tokens[who.last]
        common = head.upos == "NOUN" and who.entity is None and head.feat("Number") != "Plur"
        return common and who.last + 1 == content

    def _country(self, start: int, content: int) -> Phrase | None:
        """«تۈركىيە | زەھەرلىك چېكىملىك سودىسىنىڭ … لىقىنى ئېلان قىلدى»: a country that opens the sentence announces."""
        phrases, tokens = self.phrases, self.tokens
        phrase = phrases.at(start, content)
        opens = start == self.first or tokens[start - 1].text == ":"
        if phrase is None or not opens or start not in phrases.name_at:
            return None
        name = phrases.names[phrases.name_at[start]]
        alone = name.label == "GPE" and (name.start, name.end) == (tokens[start].start, tokens[start].end)
        joined = phrase.last + 1 < len(tokens) and tokens[phrase.last + 1].upos == "CCONJ"
        ends = phrase.case == "Gen" or joined
        if not alone or not ends or tokens[start].feat("Case") not in BARE or phrase.last - start < LONG_COMPOUND:
            return None
        if speaks(phrases, phrase._replace(entity=None)):
            return None  # «خىتاي ھۆكۈمىتىنىڭ …»: the subject of what somebody unnamed announces
        return phrase._replace(last=start, case="Nom", entity=phrases.name_at[start])

    def _inner(self, start: int, content: int) -> _Source:
        """Who reports inside a clause that is itself reported: its genitive subject, «X نىڭ … لىقىنى ئېيتقانلىقىنى»."""
        for phrase in self.phrases.between(start, content):
            if phrase.case == "Gen" and speaks(self.phrases, phrase) and not self._owner(phrase):
                return _Source(phrase, carried=False, start=phrase.last + 1)
        who = subject(self.phrases, start, content + 1)
        return _Source(who, carried=who is not None, start=start if who is None else who.last + 1)

    def _owner(self, genitive: Phrase) -> bool:
        """Whether a genitive owns the phrase right behind it: «دۆلەتلەردىن بىرىنىڭ رەھبىرىگە»."""
        following = self.phrases.at(genitive.last + 1, len(self.tokens))
        owned = following is not None and following.owner is not None
        return owned and following is not None and following.case == "Dat" and speaks(self.phrases, following)

    def _carried(self, start: int, person: str) -> Phrase | None:
        """The subject of the clause before: «X تەكلىپنى رەت قىلدى، لېكىن … لىقىنى بىلدۈردى»."""
        if start <= self.first or self.taken.floor(start) > self.first:
            return None
        if self.speaker is not None:
            return self.speaker
        who = subject(self.phrases, max(self.first, start - LONGEST_CLAUSE), start, person)
        return who if who is not None and speaks(self.phrases, who) else None

    def _mention(self, phrase: Phrase | None) -> Mention | None:
        if phrase is None:
            return None
        mention = mention_of(self.phrases, phrase)
        return mention._replace(text=self.doc.text[mention.start : mention.end])

    def _span(self, first: int, last: int) -> Mention:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Mention(start, end, self.doc.text[start:end])


def _predicate(token: Token) -> bool:
    """Whether a clause ends with a token for sure: a finite verb, «-لىقىنى», «بار», an adjective."""
    if token.upos in {"VERB", "AUX"}:
        return token.feat("VerbForm") == "Fin" or nominalised(token)
    return nominalised(token) or token.upos == "ADJ" or token.text in function_words("being")


def _nominal(token: Token) -> bool:
    """«ئېيتقانلىقىنى»: a reporting verb that is itself reported."""
    return token.feat("VerbForm") == "Vnoun" and bool(token.feat("Tense"))


def _reports_nothing(token: Token, cue: Cue) -> bool:
    """«ئاز دېگەندە» is a bound, «ئېيتقاندا» a time, «… دېگەن» a name; «دەپ قارايدىغانلىقى» what somebody believes."""
    # «دەپ قارايمەن» is what the writer thinks, «دەپ قارىسىمۇ» what was thought in vain
    own = token.feat("Person") == "1" or token.feat("Mood") == "Cnd"
    if cue.kind == "view" and (own or (not cue.finite and token.feat("VerbForm") != "Conv")):
        return True
    if cue.kind == "ask" and token.feat("Case") == "Loc" and not cue.passive:
        return False  # «… قاتنىشىدىغان-قاتناشمايدىغانلىقىنى سورىغاندا، ئۇ: «…»»: a question and its answer
    if cue.kind == "urge" or (token.feat("VerbForm") == "Vnoun" and not token.feat("Tense")):
        return True  # «كېتىڭلار دەپ بۇيرۇدى» commands; «دېيىشكە بولىدۇ»: it may be said
    return token.feat("VerbForm") == "Part" and (bool(token.feat("Case")) or cue.kind == "de")
