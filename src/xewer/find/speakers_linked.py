"""Who the speaker of each quotation is: names and ids for pronouns, titles, dropped subjects and those spoken to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import cue_table, function_words, speaker_kinds
from xewer.find.english_names import english_guess
from xewer.find.gloss import gloss_span
from xewer.find.name_sounds import heard_alike
from xewer.find.phrases import BARE
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Mention, Quote, Token

__all__ = ["link_speakers"]

LETTERS = 3  # of a surname by which names are looked for
STATEMENT = 4  # tokens at the head of a line within which «باياناتتا» stands
NEAR = 600  # code points back to the one whom a pronoun or a dropped subject means (three sentences of the gold)
TITLE = 7  # tokens of an office before the name of who holds it


class _Known(NamedTuple):
    """English name and id of somebody, and whether that was inferred beyond the words."""

    name: str | None
    ident: str | None
    guess: bool = False


NOBODY = _Known(None, None)


class _Dialogue:
    """Who spoke last and to whom, as the article goes on."""

    def __init__(self) -> None:
        self.speaker = NOBODY
        self.many = False  # a body or several people, whom «ئۇلار» can mean
        self.at = -NEAR
        self.outermost: tuple[_Known, bool] | None = None  # who spoke last, not in the words of another
        self.addressee = NOBODY
        self.addressed_by: str | None = None
        self.asked = False  # what was said last was a question


def link_speakers(doc: Doc, names: Sequence[Entity], quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The same quotes with the speaker's and addressee's English name and id.

    A pronoun, a bare title or a dropped subject is resolved within the article where it means one only; then
    ``guess`` is set.
    """
    known = _People(doc, names)
    dialogue = _Dialogue()
    out: list[Quote] = []
    for quote in quotes:
        parent = out[quote.parent] if quote.parent is not None else None
        if parent is None and dialogue.outermost is not None:
            dialogue.speaker, dialogue.many = dialogue.outermost  # «X: «… Y ‹…› دېدى». «…»»: X goes on, not Y
        who = known.who(quote, dialogue, parent)
        whom = known.mentioned(quote.addressee) if quote.addressee is not None else NOBODY
        guess = who.guess
        spoke_to = dialogue.addressed_by is not None and who.name == dialogue.addressed_by
        if quote.direct and quote.addressee is None and who.name and spoke_to and _says_you(doc, quote):
            whom, guess = dialogue.addressee, True
        if known.asks(quote.cue) and dialogue.speaker.name and not dialogue.asked:
            dialogue.at = quote.end  # «مۇخبىر … سورىدى. … «…» دېدى»: whoever answers, it is not who asked
        elif quote.speaker is not None or who.name:
            dialogue.speaker, dialogue.at = who, quote.end
            dialogue.many = quote.speaker is not None and known.many(quote.speaker)
            if parent is None:
                dialogue.outermost = dialogue.speaker, dialogue.many
        dialogue.asked = quote.addressee is not None and known.asks(quote.cue)
        if quote.addressee is not None and whom.name:
            dialogue.addressee, dialogue.addressed_by = whom, who.name
        speaker, addressee = quote.speaker, quote.addressee
        out.append(
            replace(
                quote,
                speaker=None if speaker is None else speaker._replace(name=who.name, entity_id=who.ident),
                speaker_name=who.name,
                speaker_id=who.ident,
                addressee=None if addressee is None else addressee._replace(name=whom.name, entity_id=whom.ident),
                addressee_name=whom.name,
                addressee_id=whom.ident,
                guess=quote.guess or guess,
            )
        )
    return _from_behind(doc, out)


def _from_behind(doc: Doc, quotes: list[Quote]) -> tuple[Quote, ...]:
    """«…» without anybody, then «X سۆزىنى داۋاملاشتۇرۇپ: «…»»: X has spoken before, so the first is X's too."""
    for k in range(len(quotes) - 2, -1, -1):
        here, after = quotes[k], quotes[k + 1]
        nobody = here.direct and here.speaker is None and here.speaker_name is None and here.cue is None
        if not nobody or not after.speaker_name or after.parent is not None or after.start - here.end > NEAR:
            continue
        line = doc.text.rfind("\n", 0, after.start) + 1
        near = max(line, here.end), after.start if after.cue is None else max(after.start, after.cue.end)
        if any(
            t.lemma in function_words("going on")
            for t in doc.tokens_in(*near)
            if not after.start <= t.start < after.end
        ):
            quotes[k] = replace(here, speaker_name=after.speaker_name, speaker_id=after.speaker_id, guess=True)
    return tuple(quotes)


class _People:
    """The names of one article, with the titles that stand before them."""

    def __init__(self, doc: Doc, names: Sequence[Entity]) -> None:
        self.doc, self.names = doc, names
        self.whole = {(e.start, e.end): e for e in names}
        self.persons = [e for e in names if e.label == "PERSON"]
        self.person_starts = [e.start for e in self.persons]
        self.titled: dict[str, list[tuple[Entity, frozenset[str]]]] = {}
        self.bodies: dict[str, list[Entity]] = {}
        self.surnames: dict[str, list[Entity]] = {}  # by the first letters
        for person in self.persons:
            self.surnames.setdefault(person.text.split()[-1][:LETTERS], []).append(person)
            title = self._title(person)
            for lemma in title:
                if speaker_kinds().get(lemma) == "person":
                    self.titled.setdefault(_office(lemma), []).append((person, title))
        for body in names:
            if body.label == "ORG":
                last = self._token(max(body.start, body.end - 1))
                self.bodies.setdefault(last.lemma, []).append(body)

    def who(self, quote: Quote, dialogue: _Dialogue, parent: Quote | None) -> _Known:
        """Who speaks in one quotation."""
        if quote.speaker is not None:
            token = self._token(quote.speaker.start)
            if token.upos == "PRON" and token.end == quote.speaker.end:
                return self._pronoun(token, dialogue, quote, parent)
            issued = self._issuer(quote.start, dialogue) if self._is_statement(token) else NOBODY
            return issued if issued.name else self.mentioned(quote.speaker)
        verb = None if quote.cue is None else self._token(max(quote.cue.start, quote.cue.end - 1))
        passive = verb is not None and verb.feat("Voice") == "Pass"
        if passive and quote.direct and parent is None and self._in_the_statement(quote):
            return self._last(quote.start, dialogue)
        if quote.rule == "quote/interview" or passive:
            return NOBODY  # «مۇنداق دېيىلدى»: nobody is meant by name
        if verb is not None and verb.feat("Person") == "1":
            return _Known(parent.speaker_name, parent.speaker_id, guess=True) if parent is not None else NOBODY
        if parent is not None and quote.direct and parent.direct:
            return NOBODY  # whose words a speaker tells, the article does not say
        asked = dialogue.addressee if dialogue.asked and quote.start - dialogue.at <= NEAR else NOBODY
        if asked.name and quote.cue is not None and self._answers(quote.cue):
            return asked._replace(guess=True)  # «X Y دىن نېمىشقا كەلمىگەنلىكىنى سورىدى. «…» دەپ جاۋاب بەردى»
        introduced = self._introduced(quote.start, dialogue) if quote.rule == "quote/continued" else None
        if introduced is not None:
            return _Known(introduced.name, introduced.entity_id, guess=True)
        return self._last(quote.start, dialogue)

    def _introduced(self, at: int, dialogue: _Dialogue) -> Entity | None:
        """Who is new in the line before a paragraph that is all speech: «ساياھەتچى X بۇنى كۆرگەن. «…»»."""
        line = self.doc.text.rfind("\n", 0, at)
        before = max(self.doc.text.rfind("\n", 0, max(line, 0)) + 1, dialogue.at)
        first, last = bisect_left(self.person_starts, before), bisect_left(self.person_starts, line)
        earlier = {e.entity_id or e.name for e in self.persons[:first]}
        new = [e for e in self.persons[first:last] if e.name and (e.entity_id or e.name) not in earlier]
        return new[0] if len({e.entity_id or e.name for e in new}) == 1 else None

    def _in_the_statement(self, quote: Quote) -> bool:
        """«باياناتتا مۇنداق دېيىلدى: «…»»: the statement of whoever spoke last; of no «خەۋەر», which is the press's."""
        line = self.doc.text.rfind("\n", 0, quote.start) + 1
        return any(self._is_statement(t) for t in self.doc.tokens_in(line, quote.start)[:STATEMENT])

    def _issuer(self, at: int, dialogue: _Dialogue) -> _Known:
        """Whose «بايانات» it is: who issued one in the sentence before («X بايانات ئېلان قىلدى.»), or spoke last."""
        before = next((s for s in reversed(self.doc.sentences) if s.end <= at), None)
        if before is not None:
            papers = [t for t in self.doc.tokens_in(before.start, before.end) if t.lemma in function_words("statement")]
            until = papers[-1].start if papers else before.start
            issuers = [e for e in self.names if before.start <= e.start < until and e.label in {"PERSON", "ORG"}]
            if issuers:
                return _Known(issuers[-1].name, issuers[-1].entity_id, guess=True)
        return self._last(at, dialogue)

    def _answers(self, cue: Mention) -> bool:
        """«دەپ جاۋاب بەردى»."""
        return any(t.lemma in function_words("answering") for t in self.doc.tokens_in(cue.start, cue.end))

    def asks(self, cue: Mention | None) -> bool:
        """«سورىدى»: whether the verb asks."""
        verbs = [] if cue is None else self.doc.tokens_in(cue.start, cue.end)
        return any(cue_table().get(t.lemma) == "ask" for t in verbs)

    def _is_statement(self, token: Token) -> bool:
        """«باياناتتا»: in the statement."""
        locative = token.feat("Case") == "Loc" and token.feat("Number") != "Plur"
        return locative and token.lemma in function_words("statement")

    def mentioned(self, mention: Mention) -> _Known:
        """Somebody named or described: by the name, by the title held in this article, else by a gloss."""
        entity = self.whole.get((mention.start, mention.end))
        if entity is not None:
            return _Known(entity.name, entity.entity_id)
        partial = [e for e in self.persons if mention.start < e.start and e.end == mention.end]
        if partial and self._token(mention.start).upos == "PROPN":
            return _Known(partial[0].name, partial[0].entity_id)  # «روبېرت | ستانتون»
        tokens = [t for t in self.doc.tokens_in(mention.start, mention.end) if t.upos not in {"PUNCT", "DET"}]
        if not tokens:
            return NOBODY
        before = self._token(max(0, mention.start - 1))
        new = before.upos == "NUM" or before.lemma in function_words("counter")  # «بىر ئايال»: somebody new
        return (
            (None if new else self._holder(tokens, mention.start) or self._body(tokens, mention.start))
            or self._surname(tokens, mention.start)
            or self._unknown(tokens, mention)
            or _Known(
                gloss_span(self.doc, self.names, self._owner_start(mention.start), mention.end)
                or gloss_span(self.doc, self.names, mention.start, mention.end)
                or _kind(tokens[-1]),
                None,
            )
        )

    def _owner_start(self, at: int) -> int:
        """Where «ھاۋا شىركىتىنىڭ بىر | باياناتچىسى» begins with whose he is; ``at`` where no genitive stands before."""
        i = bisect_left(self.doc.token_starts, at) - 1
        if i < 1 or self.doc.tokens[i].text not in function_words("article"):
            return at
        i -= 1
        if self.doc.tokens[i].feat("Case") != "Gen" or self.doc.tokens[i].upos not in {"NOUN", "PROPN"}:
            return at
        named = next((e for e in self.names if e.start <= self.doc.tokens[i].start < e.end), None)
        if named is not None:
            return named.start
        while i and self.doc.tokens[i - 1].upos in {"NOUN", "PROPN"} and self.doc.tokens[i - 1].feat("Case") in BARE:
            i -= 1
        return self.doc.tokens[i].start

    def _surname(self, tokens: Sequence[Token], at: int) -> _Known | None:
        """«سامانى» where «نىلېش سامانى» was named before."""
        if len(tokens) != 1 or tokens[0].upos != "PROPN":
            return None
        alike = self.surnames.get(tokens[0].lemma[:LETTERS], ())
        named = [e for e in alike if e.start < at and e.text.split()[-1].startswith(tokens[0].lemma)]
        if not named and len(tokens[0].lemma) > LETTERS:  # another spelling: «ھارۋوود», «خارۋود»
            named = [e for e in self.persons if e.start < at and heard_alike(e.text.split()[-1], tokens[0].lemma)]
        alone = len({e.entity_id or e.name for e in named}) == 1
        return _Known(named[-1].name, named[-1].entity_id, guess=True) if alone and " " in named[-1].text else None

    def many(self, mention: Mention) -> bool:
        """Whether a speaker is a body or several people."""
        entity = self.whole.get((mention.start, mention.end))
        last = self._token(max(mention.start, mention.end - 1))
        return entity is None or entity.label != "PERSON" or last.feat("Number") == "Plur"

    def _pronoun(self, token: Token, dialogue: _Dialogue, quote: Quote, parent: Quote | None) -> _Known:
        """«ئۇ»: the last speaker if near, else the person named last; «مەن» inside a quotation: its own speaker."""
        near = quote.start - dialogue.at <= NEAR and dialogue.speaker.name is not None
        if token.feat("Person") == "1":
            return _Known(parent.speaker_name, parent.speaker_id, guess=True) if parent is not None else NOBODY
        if token.feat("Number") == "Plur":
            return dialogue.speaker._replace(guess=True) if near and dialogue.many else NOBODY
        last = self._named_before(min(token.start, quote.start))  # «… ترامپنى …» دېدى ئۇ: not the one spoken of
        if near and (last is None or last.start < dialogue.at):
            return dialogue.speaker._replace(guess=True)
        if last is not None:
            return _Known(last.name, last.entity_id, guess=True)
        return dialogue.speaker._replace(guess=True) if near else NOBODY

    def _last(self, at: int, dialogue: _Dialogue) -> _Known:
        """Whom a dropped subject means: who opens the paragraph, else the last speaker if near."""
        opens = self._opening(at)
        if opens is not None and opens.start > dialogue.at:
            return _Known(opens.name, opens.entity_id, guess=True)
        if at - dialogue.at <= NEAR and dialogue.speaker.name:
            return dialogue.speaker._replace(guess=True)
        return NOBODY

    def _opening(self, at: int) -> Entity | None:
        """The person whom the line of a code point begins with as its subject, in a sentence before that one."""
        line = self.doc.text.rfind("\n", 0, at) + 1
        number = bisect_left(self.person_starts, line)
        person = self.persons[number] if number < len(self.persons) else None
        if person is None or person.end > at or self._token(person.end - 1).feat("Case") not in BARE:
            return None
        first = next((s for s in self.doc.sentences if s.start <= person.start < s.end), None)
        if first is None or first.end > at:
            return None
        before = self.doc.tokens_in(first.start, person.start)
        describes = {"NOUN", "PROPN", "ADJ", "NUM", "DET", "ADP"}  # «ئەگمىگە يېقىن ئۆيدە تۇرىدىغان X»
        return person if all(t.upos in describes or t.feat("VerbForm") == "Part" for t in before) else None

    def _named_before(self, at: int) -> Entity | None:
        """The person named last before a code point, if near."""
        number = bisect_left(self.person_starts, at) - 1
        if number < 0 or at - self.person_starts[number] > NEAR:
            return None
        last = self.persons[number]
        if self._token(last.end - 1).feat("Case") in BARE:
            return last
        line = self.doc.text.rfind("\n", 0, last.start) + 1
        opens = self.persons[min(number, bisect_left(self.person_starts, line))]
        bare = opens.start < last.start and self._token(opens.end - 1).feat("Case") in BARE
        return opens if bare else last  # «X قىزى Yنى يوقاتقان، ئۇ …»: the subject of the clause before, not its object

    def _holder(self, tokens: Sequence[Token], at: int) -> _Known | None:
        """«مىنىستىر», «رۇسىيە پىرېزىدېنتى»: the one person of the article so titled, the nearest if there are more."""
        head = tokens[-1]
        generic = head.lemma in function_words("anybody")
        if generic or head.feat("Number") == "Plur" or speaker_kinds().get(head.lemma) != "person":
            return None
        asked = {_office(t.lemma) for t in tokens[:-1] if t.upos not in {"NUM", "PRON"} and not _from_there(t)}
        fitting = [
            person
            for person, title in self.titled.get(_office(head.lemma), ())
            if person.start < at and asked <= {_office(lemma) for lemma in title}
        ]
        if not fitting:
            return None
        last = fitting[-1]
        alone = len({p.entity_id or p.name for p in fitting}) == 1
        return _Known(last.name, last.entity_id, guess=True) if alone or at - last.start <= NEAR else None

    def _body(self, tokens: Sequence[Token], at: int) -> _Known | None:
        """«ئاگېنتلىق», «تەشكىلاتنىڭ»: the one body of the article whose name ends with this word."""
        if len(tokens) != 1 or tokens[0].feat("Number") == "Plur":
            return None
        bodies = [b for b in self.bodies.get(tokens[0].lemma, ()) if b.start < at]
        if not bodies or len({b.entity_id or b.name for b in bodies}) != 1:
            return None
        return _Known(bodies[-1].name, bodies[-1].entity_id, guess=True)

    def _unknown(self, tokens: Sequence[Token], mention: Mention) -> _Known | None:
        """A name that no table knows, spelt as it sounds: «ئارتۇق ھاجىيېف»."""
        plain = [t for t in tokens if t.upos in {"PROPN", "NOUN", "ADJ"}]
        named = all(t.upos == "PROPN" for t in plain)
        if len(plain) != len(tokens) or not (named or any(t.upos == "PROPN" and not t.reading.listed for t in plain)):
            return None
        if any(t.reading.listed and t.upos == "NOUN" and t.lemma in speaker_kinds() for t in plain):
            return None
        given = next((e for e in self.persons if e.start == mention.start and e.end < mention.end), None)
        rest = " ".join(t.lemma for t in plain if given is None or t.start >= given.end)
        first = f"{given.name} " if given is not None and given.name else ""
        return _Known(first + english_guess(rest), None, guess=True)

    def _title(self, person: Entity) -> frozenset[str]:
        """Lemmas of the nouns right before a name: «رۇسىيە تاشقى ئىشلار مىنىستىرى | لاۋروۋ»."""
        tokens = self.doc.tokens
        i = bisect_left(self.doc.token_starts, person.start) - 1
        found = []
        for k in range(i, max(-1, i - TITLE), -1):
            token = tokens[k]
            if token.upos not in {"NOUN", "PROPN", "ADJ"} or token.feat("Case") not in {*BARE, "Gen"}:
                break
            found.append(token.lemma)
        return frozenset(found)

    def _token(self, at: int) -> Token:
        return self.doc.tokens[max(0, bisect_right(self.doc.token_starts, at) - 1)]


def _from_there(token: Token) -> bool:
    """«پورتۇگالىيەلىك», «27 ياشلىق»: what says no office."""
    return token.upos == "ADJ" and token.text.endswith(tuple(function_words("quality")))


def _kind(token: Token) -> str | None:
    """English of a noun that can speak, where the lexicon has no gloss for its phrase."""
    row = next((r for r in read_table("speakers.tsv") if r["lemma"] == token.lemma), None)
    return None if row is None else row["gloss_en"]


def _office(lemma: str) -> str:
    """One word for an office that the two usages name differently: «زۇڭتۇڭ», «پىرېزىدېنت»."""
    return (
        "president"
        if lemma in function_words("president")
        else "minister"
        if lemma in function_words("minister")
        else lemma
    )


def _says_you(doc: Doc, quote: Quote) -> bool:
    """Whether the second person stands in a quotation: a pronoun or an ending."""
    inside = doc.tokens_in(quote.start, quote.end)
    return any(t.feat("Person[psor]") == "2" or t.feat("Person") == "2" for t in inside)
