"""Which phrases a predicate may take: those of its clause and quotation that no other predicate has taken."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.event_datelines import free_dash
from xewer.find.phrase_words import bracketed, is_people, nameword, possessed
from xewer.find.phrases import BARE
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase, Phrases
    from xewer.model import Quantity, Quote

__all__ = ["Clauses", "participant_kinds"]

STOPS = frozenset({".", "!", "؟", "?", "؛", "…"})
COMMAS = frozenset("،:")
SOMEBODY = frozenset({"PERSON", "ORG", "GPE"})


@lru_cache(maxsize=1)
def participant_kinds() -> dict[str, str]:
    """Nouns of those who act or suffer without speaking -> person, group, animal, vehicle or place."""
    return {row["lemma"]: row["kind"] for row in read_table("participants.tsv")}


class Clauses:
    """The clauses of one document, opened and closed as the predicates are read from left to right."""

    def __init__(self, phrases: Phrases, quotes: Sequence[Quote], quantities: Sequence[Quantity] = ()) -> None:
        self.phrases = phrases
        self.tokens = phrases.tokens
        self.quotes = quotes
        self.quote_at = self._cover(quotes)
        self.stops = [i for i, t in enumerate(self.tokens) if t.text in STOPS]
        # «5 پىرسەنت ئۆرلىدى»: by how much is not what rose
        self.measures = {
            phrases.token_at(max(q.start, q.end - 1))
            for q in quantities
            if q.kind in {"PERCENT", "MONEY", "MEASURE"} and q.counted is None
        }
        self.figures = frozenset(
            i
            for q in quantities
            for i in range(phrases.token_at(q.start), phrases.token_at(max(q.start, q.end - 1)) + 1)
        )
        self._behind = self._glosses()
        self._bracketed = {at: phrases.by_last[last] for last, at in self._behind.items()}
        glosses = {i for last, at in self._behind.items() for i in range(last + 1, at)}
        self._somebody: dict[tuple[int, int | None], bool] = {}
        self.commas = [i for i, t in enumerate(self.tokens) if t.text in COMMAS]
        self.taken: set[int] = self._datelines() | glosses
        self.inner: dict[int, int] = {}  # subject of a clause with «-غاندا» or «-غاندىن كېيىن» -> its verb
        self.conditions: set[int] = set()  # subjects of clauses with «-سا»
        self.bounds: dict[int, int] = {}
        self.asides: list[tuple[int, int]] = []
        self.carried: dict[int, Phrase] = {}

    def _cover(self, quotes: Sequence[Quote]) -> list[int]:
        """For each token the index of the innermost quotation around it, or -1."""
        around = [-1] * len(self.tokens)
        for number in sorted(range(len(quotes)), key=lambda n: quotes[n].start - quotes[n].end):
            i = self.phrases.token_at(quotes[number].start)
            while i < len(around) and self.tokens[i].start < quotes[number].end:
                if self.tokens[i].start >= quotes[number].start:
                    around[i] = number
                i += 1
        return around

    def _datelines(self) -> set[int]:
        """Places that only say where the report was sent from: «ۋاشىنگتون - ئامېرىكا كېڭەش پالاتاسى …»."""
        out: set[int] = set()
        for phrase in self.phrases.found:
            at = self.behind(phrase)
            if not self.place(phrase) or phrase.entity is None or phrase.case not in BARE:
                continue
            before = self.tokens[phrase.first - 1].end if phrase.first else 0
            opens = not phrase.first or "\n" in self.phrases.text[before : self.tokens[phrase.first].start]
            dash = free_dash(self.phrases, at) if opens else None
            if dash is not None:
                out.update(i for i in range(phrase.last, dash) if i in self.phrases.by_last)
        return out

    def _glosses(self) -> dict[int, int]:
        """Last token of a name -> the token behind its gloss in brackets: «ئىۋانوۋ (Gjorge Ivanov)»."""
        opening = (i for i, t in enumerate(self.tokens) if t.text == "(" and i - 1 in self.phrases.by_last)
        ends = {i - 1: bracketed(self.tokens, i) for i in opening}
        return {last: at for last, at in ends.items() if at > last + 1}

    def behind(self, phrase: Phrase) -> int:
        """The token behind a phrase and its gloss in brackets."""
        return self._behind.get(phrase.last, phrase.last + 1)

    def quote(self, token: int) -> Quote | None:
        """The innermost quotation around a token."""
        number = self.quote_at[token]
        return self.quotes[number] if number >= 0 else None

    def start(self, token: int, first: int) -> int:
        """First token of the clause around ``token``, in the sentence that begins at ``first``."""
        number = self.quote_at[token]
        begin = self.phrases.token_at(self.quotes[number].start) if number >= 0 else first
        at = bisect_left(self.stops, token)
        stop = self.stops[at - 1] + 1 if at else 0
        return max(first, begin, stop, self.bounds.get(number, 0))

    def open(self, predicate: Predicate, first: int) -> list[Phrase]:
        """Phrases before the predicate that it may still take, in order."""
        number = self.quote_at[predicate.first]
        start = self.start(predicate.first, first)
        inside = [
            p
            for p in self.phrases.between(start, predicate.first)
            if self.quote_at[p.last] == number and p.last not in self.taken
        ]
        inside += self._cut(predicate, start)
        carried = self.carried.get(number)
        if carried is None or not first <= carried.first < start or self._ended(carried.last, start):
            return inside
        nominative = any(p.case in BARE and (self.somebody(p) or p.last + 1 < predicate.first) for p in inside)
        return inside if nominative or self._personal(predicate) else [carried, *inside]

    def _cut(self, predicate: Predicate, start: int) -> list[Phrase]:
        """The part of a phrase before the noun of a compound verb: «ئايروپىلان | يولدىن چىقىپ كەتتى»."""
        if predicate.form == "noun" or predicate.first == predicate.main or predicate.first <= start:
            return []
        at = predicate.first - 1
        whole = next(
            (p for p in self.phrases.between(start, predicate.last + 1) if p.first <= at and p.last == at + 1), None
        )
        if whole is None or self.tokens[at].upos not in {"NOUN", "PROPN", "PRON"} or at in self.taken:
            return []
        if self.tokens[at + 1].feat("Person[psor]") or self.tokens[at].feat("Case") not in BARE:
            return []  # «جازا مۇددىتىنى قىسقارتتى»: the two are one noun
        return [whole._replace(last=at, case="Nom", entity=self.phrases.name_at.get(at), owner=None)]

    def condition(self, predicate: Predicate, inside: Sequence[Phrase]) -> None:
        """The subject of a clause with «-سا» is not that of the one behind it, unless it stands before «ئەگەر»."""
        first = inside[0].first if inside else predicate.first
        opened = [i for i in range(first, predicate.first) if self.tokens[i].text in function_words("if")]
        start = opened[-1] if opened else first
        self.conditions.update(p.last for p in inside if p.first >= start and p.case in BARE and self.somebody(p))

    def carry(self, predicate: Predicate, subject: Phrase | None, inside: Sequence[Phrase]) -> None:
        """The subject of a finite clause, for a later one that has none: «…نى يەڭدى، ئەمما … ئالمىدى»."""
        number = self.quote_at[predicate.last]
        if subject is not None:
            self.carried[number] = subject
        elif self.tokens[predicate.last].feat("Person") in {"1", "2"} or any(p.case in BARE for p in inside):
            self.carried.pop(number, None)  # a thing did it: «دولقۇن … ئۇرۇلدى»

    def _ended(self, first: int, last: int) -> bool:
        """Whether a sentence ends between two tokens, as it may inside a quotation."""
        at = bisect_left(self.stops, first)
        return at < len(self.stops) and self.stops[at] < last

    def _personal(self, predicate: Predicate) -> bool:
        token = self.tokens[predicate.last]
        return token.feat("Person") in {"1", "2"} or predicate.form in {"vnoun", "rel", "noun"}

    def take(self, phrases: Sequence[Phrase], until: int) -> None:
        """What stands between the first of these phrases and the token ``until`` belongs to one clause from now on."""
        if not phrases:
            return
        start = min(p.first for p in phrases)
        self.taken.update(p.last for p in self.phrases.between(start, until))
        self.asides.append((start, until))

    def close(self, predicate: Predicate) -> None:
        """A finite verb: nothing before it belongs to what follows it."""
        self.bounds[self.quote_at[predicate.last]] = predicate.last + 1

    def aside(self, token: int) -> bool:
        """Whether a token belongs to a clause that another predicate has closed."""
        return any(a <= token < b for a, b in self.asides[-8:])

    def somebody(self, phrase: Phrase) -> bool:
        """A person, a body or a country: one that can act."""
        key = (phrase.last, phrase.entity)
        known = self._somebody.get(key)
        if known is None:
            known = self._somebody[key] = self._acts(phrase)
        return known

    def _acts(self, phrase: Phrase) -> bool:
        head = self.tokens[phrase.last]
        if phrase.entity is not None:
            return self.phrases.names[phrase.entity].label in SOMEBODY
        if head.upos == "PRON":
            some = head.feat("PronType") == "Ind" and head.feat("Number") == "Plur"  # «بەزىلەر»
            return some or head.feat("PronType") == "Prs" or participant_kinds().get(head.lemma) == "person"
        if is_people(head) or (head.feat("Form") == "Ki" and head.feat("Number") == "Plur"):
            return True  # «باشقىلار», «كومىتېتتىكىلەر»: those who are there
        if head.lemma in function_words("etc"):
            return any(self.somebody(name) for name in self._such(phrase))
        if head.lemma in function_words("counter") and head.feat("Person[psor]") == "3":
            return True  # «ئۇلارنىڭ 740 نەپىرى»
        kinds, others = speaker_kinds(), participant_kinds()
        for lemma in (head.lemma, *head.lemma.split("-")):
            kind = kinds.get(lemma) or others.get(lemma)
            if kind in {"person", "group", "animal", "vehicle"}:
                return True
        if phrase.first == phrase.last and phrase.case in BARE and nameword(head) and len(head.text) > 3:
            return not head.reading.listed and head.text.isalpha()  # «ماكسېنۋاتېرس»: a name that no table knows
        doers = tuple(function_words("agent") | function_words("doer"))
        return head.upos == "NOUN" and len(head.lemma) > 4 and head.lemma.endswith(doers)

    def nominative(self, phrase: Phrase) -> bool:
        """Somebody in the nominative who is not named with «بىلەن» or «تەرىپىدىن»: a subject, perhaps."""
        if phrase.case not in BARE or not self.somebody(phrase):
            return False
        return not self.followed(phrase, "with") and not self.followed(phrase, "agency")

    def vehicle(self, phrase: Phrase) -> bool:
        """A ship or plane: it acts like somebody and sinks or crashes like a thing."""
        return phrase.entity is None and participant_kinds().get(self.tokens[phrase.last].lemma) == "vehicle"

    def place(self, phrase: Phrase) -> bool:
        """A country, a place, or a common noun for one."""
        if phrase.entity is not None:
            return self.phrases.names[phrase.entity].label in {"GPE", "LOC"}
        return participant_kinds().get(self.tokens[phrase.last].lemma) == "place"

    def followed(self, phrase: Phrase, role: str) -> bool:
        """Whether the word behind a phrase plays a role («against», «with», «agency»)."""
        at = self.behind(phrase)
        if phrase.last + 1 < at < len(self.tokens) and self.tokens[at].upos == "PART":
            at += 1  # «لىدىل (Lidl) غا قارشى»
        return at < len(self.tokens) and self.tokens[at].text in function_words(role)

    def own(self, phrase: Phrase) -> Phrase | None:
        """The genitive right before a phrase, if it is possessed and not by a name of its own."""
        if phrase.owner is None:
            return None
        if not any(self.tokens[i].feat("Person[psor]") for i in range(phrase.first, phrase.last + 1)):
            return None  # «جۇڭگونىڭ غەربىدىكى بىر بازاردا»: owned within
        titled = phrase.entity is not None and self.phrases.names[phrase.entity].label == "PERSON"
        # «پارتىيەنىڭ ئالىي پالاتا ئەزاسى كرىس كۇنس»: a title that begins with a name is owned all the same
        return self.phrases.found[phrase.owner] if titled or self._named(phrase) is None else None

    def owned(self, inside: Sequence[Phrase]) -> set[int]:
        """Last tokens of the genitives that own one of these phrases."""
        return {owner.last for owner in map(self.own, inside) if owner is not None}

    def owner(self, phrase: Phrase, inside: Sequence[Phrase]) -> Phrase | None:
        """Whose it is: the genitive before a possessed phrase, also over what stands between."""
        near = self.own(phrase)
        if near is not None:
            return near
        head = self.tokens[phrase.last]
        if not head.feat("Person[psor]") or self._named(phrase) is not None:
            return None
        owned = self.owned(inside)
        for other in reversed(inside):
            if other.last < phrase.first:
                if other.case == "Gen":
                    return other if other.last not in owned else None
                if other.case in BARE and self.somebody(other) and not self.followed(other, "with"):
                    return None
        return None

    def who(self, phrase: Phrase, inside: Sequence[Phrase], depth: int = 0) -> list[Phrase]:
        """Those that a phrase stands for: itself or its owner («…نىڭ كۈرىشىنى ماختىدى»), with those joined to it."""
        if self.somebody(phrase):
            return self.joined(phrase)
        owner = self.owner(phrase, inside) if depth < 3 else None
        if owner is not None:
            return self.who(owner, inside, depth + 1)
        name = self._named(phrase)
        return [name] if name is not None and self.somebody(name) else []

    def _named(self, phrase: Phrase) -> Phrase | None:
        """The name that a phrase begins with: «ياپونىيە ھۆكۈمرانلىقى» -> «ياپونىيە»."""
        number = self.phrases.name_at.get(phrase.first)
        if number is None or number == phrase.entity:
            return None
        last = phrase.first
        while last < phrase.last and self.phrases.name_at.get(last + 1) == number:
            last += 1
        token = self.tokens[last]
        if last == phrase.last or token.feat("Form") == "Ki" or token.feat("Case") not in BARE:
            return None
        return phrase._replace(last=last, entity=number, owner=None)

    def alike(self, before: int, phrase: Phrase) -> bool:
        """Whether the phrase that ends at a token is a bare name of the same label: «فوينىكس، لاس ۋېگاسقا»."""
        names, number = self.phrases.names, self.phrases.by_last.get(before)
        other = None if number is None else self.phrases.found[number]
        if other is None or other.entity is None or phrase.entity is None or other.case not in BARE:
            return False
        return names[other.entity].label == names[phrase.entity].label

    def listed(self, phrase: Phrase) -> bool:
        """Whether a bare name is the first of a list whose last name carries another case, or that «قاتارلىق» ends."""
        names, at = self.phrases.names, self.behind(phrase)
        if phrase.entity is None or phrase.case not in BARE:
            return False
        alike = True
        while at + 1 < len(self.tokens):
            if self.tokens[at].lemma in function_words("etc"):
                return True
            if self.tokens[at].text != "،" and self.tokens[at].upos != "CCONJ":
                return False
            number = self.phrases.name_at.get(at + 1)
            if number is None:
                return False
            alike = alike and names[number].label == names[phrase.entity].label
            other = self.phrases.by_last.get(self.phrases.token_at(names[number].end - 1))
            if other is None:
                return False
            if self.phrases.found[other].case not in {*BARE, "Gen"}:
                return alike
            at = self.behind(self.phrases.found[other])
        return False

    def _such(self, phrase: Phrase) -> list[Phrase]:
        """The names that a noun behind «قاتارلىق» stands for: «لىدىل، ئالدى قاتارلىق شىركەتلەر», «… قاتارلىقلار»."""
        etc, at = function_words("etc"), phrase.first
        if at < 1 or (self.tokens[at].lemma not in etc and self.tokens[at - 1].text not in etc):
            return []
        at -= self.tokens[at].lemma not in etc
        number = self.phrases.by_last.get(at - 1, self._bracketed.get(at))
        last = None if number is None else self.phrases.found[number]
        if last is None or last.entity is None or last.case not in BARE:
            return []
        return self._and_before(last, last, seen_and=True)

    def joined(self, phrase: Phrase) -> list[Phrase]:
        """The phrase with those joined to it: «ۋە», a comma before «ۋە» or between names, «بىلەن» between subjects."""
        return self._such(phrase) or self._and_before(phrase, phrase, seen_and=False)

    def _and_before(self, last: Phrase, phrase: Phrase, *, seen_and: bool) -> list[Phrase]:
        out = [last]
        while True:
            at = out[0].first - 1
            own = self.own(out[0])
            while own is not None and at >= own.first:
                at = own.first - 1
                own = self.own(own)
            if at < 1:
                return out
            word = self.tokens[at]
            link = word.upos == "CCONJ" and word.text not in function_words("boundary")
            also = (word.text == "،" and (seen_and or self.alike(at - 1, out[0]))) or (
                word.text in function_words("with")
                and (phrase.case == "Gen" or phrase.case in BARE)
                and self.tokens[phrase.last].feat("PronType") != "Neg"  # «توققۇز توپچى بىلەن ھېچكىم ئۇتالمايدۇ»
            )
            number = self.phrases.by_last.get(at - 1)
            if number is None and self.tokens[at - 1].text == ")":
                number = self._bracketed.get(at)
            if not (link or also) or number is None:
                return out
            before = self.phrases.found[number]
            if before.case not in BARE and before.case != phrase.case:
                return out
            alike = self.somebody(before) or (
                not self.somebody(phrase)
                and self.tokens[before.last].upos == "NOUN"
                and not self.tokens[before.last].feat("VerbForm")  # «قويۇش ۋە فوند قۇرۇش»: two deeds
            )
            if not alike or before.last in self.taken:
                return out
            seen_and = seen_and or link
            if self._shared_head(before, out[0]):
                out[0] = out[0]._replace(first=before.first)
                continue
            out.insert(0, before)

    def _shared_head(self, before: Phrase, phrase: Phrase) -> bool:
        """«تۈركىيە ۋە گېرمانىيە رەھبەرلىرى»: two countries before one possessed head are described by both names."""
        names, head = self.phrases.names, self.tokens[phrase.last]
        owner = self._named(phrase)
        if owner is None or owner.entity is None or before.entity is None or not possessed(head):
            return False
        alike = names[before.entity].label == names[owner.entity].label
        return alike and before.case in BARE and head.feat("Number") == "Plur"
