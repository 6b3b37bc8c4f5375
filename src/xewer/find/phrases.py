"""Noun phrases: who and what a sentence speaks of, as runs of tokens with a head at the end.

Uyghur phrases are head-final and most modifiers are bare, so a phrase is found by asking, token by token, whether
the next one can still belong to it. Times are left out: «ئاپرېل ئېيىدا» is when, not who.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.gazetteer import small_table
from xewer.find.phrase_row import BARE, MODIFIER, Row
from xewer.find.phrase_words import (
    NOMINAL,
    aged,
    beings,
    bracketed,
    doer,
    is_people,
    nameword,
    one_who,
    ownable,
    pointed_at,
    possessed,
    postposed,
    some,
    speaks_of,
    those_at,
    those_who,
    vehicles,
    vnoun,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Timex

__all__ = ["BARE", "NOMINAL", "Phrase", "Phrases", "noun_phrases"]

CLOSERS = frozenset({"»", ")", '"', "”"})
COMMAS = frozenset("،,")
LONGEST_NAME = 3  # words of a name that only its title gives away


class Phrase(NamedTuple):
    """Tokens ``first..last`` (inclusive); the head is ``last``; ``case`` is the head's, "Nom" where it has none."""

    first: int
    last: int
    case: str
    entity: int | None = None
    owner: int | None = None


class Phrases(Row):
    """The phrases of one document and the tokens they stand on."""

    def __init__(
        self, doc: Doc, names: Sequence[Entity], times: Sequence[Timex] = (), *, detached: bool = False
    ) -> None:
        super().__init__(doc, names, times)
        self.detached = detached
        self.by_address = {
            i
            for i in range(1, len(self.tokens))
            if i - 1 in self.name_at and names[self.name_at[i - 1]].label == "PERSON" and self._address(i)
        }
        self.called: dict[int, int] = {}  # token of a name known only by the title before it -> first token of the name
        self.found: list[Phrase] = []
        self.by_last: dict[int, int] = {}
        self.by_first: dict[int, int] = {}
        for first, last in doc.sentence_tokens():
            self._scan(first, last)
        self._firsts = [p.first for p in self.found]

    def between(self, first: int, last: int) -> list[Phrase]:
        """Phrases that begin at token ``first`` or later and end before token ``last``."""
        at = bisect_right(self._firsts, first - 1)
        out = []
        while at < len(self.found) and self.found[at].first < last:
            if self.found[at].last < last:
                out.append(self.found[at])
            at += 1
        return out

    def at(self, first: int, last: int) -> Phrase | None:
        """The phrase that begins at token ``first`` and ends before token ``last``, or None."""
        number = self.by_first.get(first)
        phrase = None if number is None else self.found[number]
        return phrase if phrase is not None and phrase.last < last else None

    def span(self, phrase: Phrase) -> tuple[int, int]:
        """Code points of a phrase."""
        return self.tokens[phrase.first].start, self.tokens[phrase.last].end

    def whole(self, phrase: Phrase) -> Phrase:
        """The phrase with what is joined to it by «ۋە»: «جەنۇبىي كورېيە ۋە غەرب ئاخبارات ئورگانلىرى»."""
        first, joined = phrase.first, False
        while first >= 2 and first - 2 in self.by_last:
            joined = joined or self.tokens[first - 1].upos == "CCONJ"
            before = self.found[self.by_last[first - 2]]
            joins = self.tokens[first - 1].upos == "CCONJ" or self.tokens[first - 1].text in COMMAS
            if before.case not in BARE or not joined or not joins:
                break
            first = before.first
        return phrase._replace(first=first)

    def _scan(self, first: int, last: int) -> None:
        i = first
        while i < last:
            if not self._can_begin(i):
                i += 1
                continue
            j = i
            while j + 1 < last and self._goes_on(j, last):
                j += 1
            head = self.tokens[j]
            nominal = head.upos in NOMINAL or j in self.name_at or vnoun(head) or is_people(head)
            if (
                nominal
                or one_who(self.tokens, j)
                or head.upos == "NUM"
                or (head.upos == "ADJ" and head.feat("Case") == "Gen")
            ):
                case = "Nom" if those_at(head) else self._detached(j, last) or head.feat("Case") or "Nom"
                owner = self.by_last.get(i - 2 if self._part_apart(i - 1) else i - 1)
                whose = self.found[owner] if owner is not None else None
                if whose is not None and (whose.case != "Gen" or not ownable(self.tokens, whose.last, i, j)):
                    owner = None
                self.by_last[j] = self.by_first[i] = len(self.found)
                self.found.append(Phrase(i, j, case, self._entity(i, j), owner))
            i = j + 1

    def _detached(self, j: int, last: int) -> str:
        """The case that is written apart from the word or from the mark behind it: «CNBC نىڭ», «… گېزىتى» نىڭ»."""
        if not self.detached:
            return ""
        at = bracketed(self.tokens, j + 1)  # «تەكشۈرۈش ئىدارىسى (FBI) نىڭ»
        while at < last and self.tokens[at].upos == "PUNCT" and self.tokens[at].text in CLOSERS:
            at += 1
        if at >= last or self.tokens[at].upos != "PART" or self.tokens[j].feat("Case") not in BARE:
            return ""
        return self.tokens[at].feat("Case")

    def _whose(self, j: int) -> bool:
        """Whether somebody new ends at a token and a name with its genitive written apart begins behind it."""
        end = j + 1
        while self.name_at.get(end + 1) == self.name_at[j + 1]:
            end += 1
        new = j > 0 and self.tokens[j - 1].text in function_words("article")
        return new and (self._part_apart(end + 1) or self.tokens[end].feat("Case") == "Gen")

    def _part_apart(self, i: int) -> bool:
        """Whether a token is a genitive written apart that makes the phrase before it an owner: «كېڭەش نىڭ رەھبىرى»."""
        return (
            self.detached
            and 0 < i < len(self.tokens)
            and self.tokens[i].upos == "PART"
            and self.tokens[i].feat("Case") == "Gen"
        )

    def _entity(self, first: int, last: int) -> int | None:
        """The name that a phrase ends with, also before a form of address («سۈرەن خانىم»)."""
        if last in self.name_at or last == first:
            return self.name_at.get(last)
        before = self.name_at.get(last - 1)
        person = before is not None and self.names[before].label == "PERSON"
        return before if person and self._address(last) else None

    def _can_begin(self, i: int) -> bool:
        token = self.tokens[i]
        if i in self.time_at:
            return False
        before = self.by_last.get(i - 1)
        if token.upos == "ADJ" and postposed(token) and before is not None and self.found[before].case == "Dat":
            # «ئۇكرائىناغا قارشى | رۇسىيە قىسىملىرى», «دېلوغا چېتىشلىق | گۇماندار»: a postposition, not a modifier
            return False
        return token.upos in NOMINAL or token.upos in MODIFIER or i in self.name_at or vnoun(token) or those_who(token)

    def _goes_on(self, j: int, last: int) -> bool:
        """Whether token ``j + 1`` still belongs to the phrase whose tokens end with ``j``."""
        here, following = self.tokens[j], self.tokens[j + 1]
        if j + 1 in self.time_at:
            return False
        name, next_name = self.name_at.get(j), self.name_at.get(j + 1)
        if name is not None and name == next_name:
            return True
        if name is None and j in self.by_address:
            return False
        if j in self.called:
            return self.called.get(j + 1) == self.called[j]
        if name is not None and next_name is None and self._unknown_surname(j):
            return True
        if name is None and next_name is None and self._unknown_name(j, last):
            return True
        if those_at(here) or some(here):
            return False
        if here.feat("Form") == "Ki":
            # «كومىتېتتىكىلەر»: those who are there, a head of their own
            return here.feat("Number") != "Plur" and self._can_begin(j + 1)
        if here.feat("Case") not in BARE or following.text in function_words("apart"):
            return False
        if (
            following.lemma in function_words("occasion")
            and following.feat("Case") == "Loc"
            and not possessed(following)
        ):
            return here.upos in MODIFIER  # «بۇ رەپچى | تىۋىتتېردا», «باياناتچى | تېلېفوندا»
        if not (following.upos in NOMINAL or following.upos in MODIFIER or next_name is not None or vnoun(following)):
            return False
        if following.upos == "PRON" or (following.upos == "DET" and here.upos not in {"DET", "NUM"}):
            return False
        if following.upos == "NUM" and aged(self.tokens, j + 1, last) and here.lemma in function_words("counter"):
            return True  # «بىر نەپەر 20 ياشلىق ئەر»
        if following.upos == "NUM" and here.upos in {"NOUN", "PROPN"} and next_name is None:
            return False  # «ئېيىق | بىر دېھقاننى»: a figure begins a phrase of its own
        if here.lemma in function_words("once") and here.feat("Case") in BARE and speaks_of(following):
            return False  # «ئاخىرقى قېتىم | ئاپام»
        if here.lemma in function_words("side") and not possessed(here):
            return False  # «قازاقىستان تەرەپ | كېلىشىم لايىھەسىنى»
        someone = name is None and "PROPN" in {here.upos, self.tokens[j - 1].upos if j else ""}
        if someone and following.feat("Form") == "Ki" and not possessed(following) and next_name is None:
            return False  # «ھەبىبۇللا ئىزچى | ۋەتەندىكى تۇغقانلىرى»
        if here.upos == "PRON" or (vnoun(following) and here.lemma in speaker_kinds()):
            return False
        if name is not None and next_name is not None:
            labels = {self.names[name].label, self.names[next_name].label}
            if "PERSON" not in labels and self.names[name].label in {"GPE", "ORG"}:
                return False  # «ئامېرىكا | خىتاي شىركەتلىرىگە»: two that stand side by side
        if name is not None:
            return self._after_name(j, last)
        if here.upos in MODIFIER and not (possessed(here) and speaks_of(here)):
            return here.lemma not in function_words("collective")  # «ئىككىيلەن | مۇسابىقىنىڭ …»
        if next_name is not None and speaker_kinds().get(here.lemma) == "person" and self._whose(j):
            return False  # «بىر كىشى | لامپەرت نىڭ فوندىنىڭ …», «گېزىتنىڭ بىر خەۋەرچىسى | Xنىڭ …»
        if here.feat("Person[psor]") == "3" or possessed(here):
            if next_name is not None:
                return self.names[next_name].label == "PERSON"
            if following.upos == "PROPN" and following.text.isascii() and self._part_apart(j + 2):
                return speaker_kinds().get(here.lemma) == "group"  # «تېخنىكا شىركىتى Nordwave نىڭ»
            if speaker_kinds().get(here.lemma) == "person" and not speaks_of(following):
                return False  # «كۇلۇب باياناتچىسى | پاچىقى …», «بىر دۆلەتنىڭ پرېزىدېنتى | ئورنىدىن تۇرۇپ»
            if speaker_kinds().get(here.lemma) == speaker_kinds().get(following.lemma) == "person":
                return possessed(following) and following.feat("Case") in BARE  # «تۆت بالىنىڭ ئانىسى | قىزىنىڭ …»
            return possessed(following) and following.upos in NOMINAL
        if here.feat("Number") == "Plur":
            things = here.lemma not in speaker_kinds() and here.lemma not in beings() and speaks_of(following)
            gathering = following.lemma in function_words("occasion") or following.lemma in function_words("contest")
            return possessed(following) and (things or gathering or following.lemma in small_table("org_heads"))
        if doer(here) and here.lemma not in beings():
            described = following.upos in MODIFIER and next_name is None and here.lemma not in speaker_kinds()
            if described or (following.lemma in vehicles() and not possessed(following)):
                # «مەيدان قوغدىغۇچى | دەسلەپكى يېرىمدىكى …», «ۋېلىسپىت مىنگۈچى | ئاپتوموبىل بىلەن سوقۇلدى»
                return False  # one who does stands alone
        if here.lemma in function_words("neighbouring") and following.upos == "NOUN":
            return speaker_kinds().get(following.lemma) != "person"  # «قوشنا دۆلەتنىڭ مىنىستىرلىقى»
        being = beings().get(here.lemma)
        said = speaker_kinds().get(here.lemma)
        kind = said or ("person" if being else None)
        if being == "person" and "person" in {speaker_kinds().get(following.lemma), beings().get(following.lemma)}:
            # «ئۇيغۇر پائالىيەتچىلەر», but «بىر يولۇچى | مۇخبىرلارغا: …»
            return said != "person" or following.feat("Case") != "Dat"
        if said == "person" and speaker_kinds().get(following.lemma) == "person":
            if here.lemma in function_words("faction"):
                return True  # «ئۆكتىچى دېموكراتلار»
            office = following.lemma in function_words("aide") | function_words("candidate")
            if possessed(following) and following.feat("Case") == "Dat" and not possessed(here) and not office:
                return False  # «قىز | دادىسىغا قاراپ …», but «زۇڭتۇڭ نامزاتىغا»
        if here.lemma in function_words("portion") and j > 0 and self.tokens[j - 1].lemma in function_words("one"):
            return True  # «بىر قىسىم ئانالىزچىلار»
        group = speaker_kinds().get(following.lemma) == "group" and not kind
        if (group or following.lemma in function_words("side")) and following.upos == here.upos == "NOUN":
            return True  # «ساقچى تەرەپ», but «پارلامېنت | ھۆكۈمەتنىڭ قارارىنى», «مىنىستىر | پارلامېنت ئەزالىرىغا»
        if kind == "group" and next_name is not None and self.names[next_name].label in {"GPE", "LOC"}:
            return possessed(here)  # «ھۆكۈمەت | ئامېرىكا شىركەتلىرىنى چەكلىدى»
        if kind == "person" and next_name is not None and pointed_at(self.tokens, j) and not possessed(here):
            return False  # «بۇ مىنىستىر | كىم جوڭئۇن ۋە …»: he has been named before
        if kind and following.lemma in function_words("fresh") and not possessed(here):
            return False  # «پارلامېنت | يېڭى خەۋپسىزلىك كومىتېتى قۇردى»: what is new is another's
        if kind == "person" and following.text in function_words("against"):
            head = self.tokens[j + 2] if j + 2 < last else here
            return head.feat("Case") in BARE and head.lemma.endswith(tuple(function_words("agent")))
        if kind and not possessed(following) and here.upos == "NOUN":
            # «بىر دوختۇر | دورىلارنىڭ …»: one who can speak is no bare modifier, but may be a title before a name.
            person = next_name is not None and self.names[next_name].label == "PERSON"
            if next_name is not None and not person and kind == "person":
                return False  # «بىر دوختۇر | ئۈرۈمچىدىكى دوختۇرخانىدا …»
            title = kind == "person" and (person or (nameword(following) and following.feat("Case") in BARE))
            if kind == "person" and not title:
                return False  # «باش مىنىستىر | پارلامېنت ئەزالىرىغا»: a person owns no more than the next word
            return title or self._leads_to_head(j, last)
        return True

    def _unknown_surname(self, j: int) -> bool:
        """Whether a first name that the tables know has a surname behind it that they do not: «سەلىم ئايدوغان»."""
        entity, following = self.names[self.name_at[j]], self.tokens[j + 1]
        alone = entity.start == self.tokens[j].start and entity.end == self.tokens[j].end
        unknown = following.upos == "PROPN" and not following.reading.listed and not following.text.isascii()
        if entity.label != "PERSON" or not alone or not unknown or following.feat("Case") not in BARE:
            return False
        self.called.update({j: j, j + 1: j})
        return True

    def _unknown_name(self, j: int, last: int) -> bool:
        """Whether a name that no table knows follows a person's title: «رەئىسى ئارتۇق ھاجىيېف»; keeps its tokens."""
        title = self.tokens[j]
        kind = speaker_kinds().get(title.lemma)
        body = kind == "group" and possessed(title)  # «… تاللا بازار گۇرۇھى سەينىسبۇرى»
        if (kind != "person" and not body) or title.feat("Number") == "Plur":
            return False
        k, found = j + 1, False
        while k < last and k - j <= LONGEST_NAME and k not in self.name_at and k not in self.time_at:
            token = self.tokens[k]
            unknown = token.upos == "PROPN" and not token.text.isascii() and not (k == j + 1 and token.reading.listed)
            second = k == j + 1 and k + 1 < last and token.upos in {"NOUN", "ADJ"} and token.feat("Case") in BARE
            if second and not unknown:
                following = self.tokens[k + 1]
                surname = following.upos == "PROPN" and not following.text.isascii() and k + 1 not in self.name_at
                if not surname or possessed(token) or token.feat("Number") == "Plur":
                    break
            elif not unknown:
                break
            if token.feat("Case") == "Gen" and self.tokens[j - 1].text in function_words("article"):
                return False  # «گېزىتنىڭ بىر خەۋەرچىسى | گىلاسگوۋىسنىڭ …»
            found = found or unknown
            k += 1
            if token.feat("Case") not in BARE:
                break
        if found:
            self.called.update(dict.fromkeys(range(j + 1, k), j + 1))
        return found


def noun_phrases(doc: Doc, names: Sequence[Entity], times: Sequence[Timex] = (), *, detached: bool = False) -> Phrases:
    """The noun phrases of a document; names are never split, times are left out.

    ``detached``: a case ending written apart from its word is the phrase's case.
    """
    return Phrases(doc, names, times, detached=detached)
