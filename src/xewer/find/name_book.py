"""The names of one document while they are being found, and the small questions that rules ask about its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.endings import endings
from xewer.find.english_names import (
    GIVEN,
    PERSON,
    PLACE,
    english_guess,
    english_match,
    uses_of,
)
from xewer.find.gazetteer import role_nouns, small_table
from xewer.find.name_sounds import heard_alike, sounds_like
from xewer.find.run_together import double_surname, run_together
from xewer.model import Entity

if TYPE_CHECKING:
    from xewer.find.gazetteer import Row
    from xewer.model import Doc, Token

__all__ = ["BARE", "NameBook"]

BARE = frozenset({"", "Nom"})
LEAST_LETTERS = 4  # shorter words are alike by chance
REACH = 5  # words from a place to the head of the event that it belongs to: «ئەنگلىيە ... لوڭقىسى»
LOOSE = 0.12  # distance by sound below which a word that comes back, or stands in its place, is an English name
SURE = 0.05  # distance by sound below which an English name is taken for the one meant
SHORT = 2  # code points of the name of a letter: «بى سى»
DETACHED = ("genitive", "accusative", "dative", "locative", "ablative", "ki", "at", "possessive", "until", "plural")
INITIAL = re.compile(r"(?:\w{1,2}\.){1,3}\Z")


class NameBook:
    """Names found so far; no token belongs to two. ``persons``, ``places``, ``organisations`` remember single words."""

    def __init__(self, doc: Doc) -> None:
        self.tokens = doc.tokens
        self.text = doc.text
        self.starts = [t.start for t in doc.tokens]
        self.found: list[Entity] = []
        self.used: dict[int, int] = {}
        self.persons: dict[str, str | None] = {}
        self.places: dict[str, Entity] = {}
        self.organisations: dict[tuple[str, ...], Entity] = {}
        self._words: dict[str, Entity] = {}
        self.bodies: list[tuple[int, int, int]] = []
        self.listed: dict[int, Row] = {}
        self.ends: dict[int, int] = {}  # first and last token of the names of the tables
        self.barred: set[int] = set()
        self.kinds: set[str] = set()  # what the public figures of the article are
        self.teams: list[tuple[int, int]] = []
        self.home: str | None = None  # the country of the article, ISO 3166
        self.whole: set[int] = set()  # names that only look as if they had an ending
        self.sporty = False  # whether the article is about a match
        self.titles = small_table("titles")
        self.place_heads = small_table("place_heads")
        self.org_heads = small_table("org_heads")
        self.given = small_table("given_names")
        self.word_names = small_table("word_names")
        self.eastern = _eastern_spelling({t.lemma for t in doc.tokens})

    def add(
        self,
        first: int,
        last: int,
        label: str,
        name: str | None,
        rule: str,
        confidence: float,
        *,
        ident: str | None = None,
        stem_end: int | None = None,
        guess: bool = False,
    ) -> bool:
        """Keep a name unless one of its tokens is taken; says whether it was kept."""
        if any(i in self.used for i in range(first, last + 1)):
            return False
        start, end = self.tokens[first].start, self.tokens[last].end
        stem = self.tokens[last].stem_end if stem_end is None else stem_end
        text = self.text[start:end]
        entity = Entity(start, end, max(start, min(stem, end)), text, label, name, ident, rule, confidence, guess)
        for i in range(first, last + 1):
            self.used[i] = len(self.found)
        self.found.append(entity)
        words = self.tokens[first : last + 1]
        if label == "PERSON":
            for t in words:
                if len(t.lemma) > 1 and not t.text.isascii():
                    self.persons.setdefault(t.lemma, ident)
        elif label == "ORG":
            lemmas = tuple(t.lemma for t in words)
            for k in range(len(lemmas) - 1 if len(lemmas) > 1 else 1):
                self.organisations.setdefault(lemmas[k:], entity)
        elif "place-head" in rule and len(words) > 1 and words[1].lemma in self.place_heads:
            self.places.setdefault(words[0].lemma, entity)
        return True

    def rename(self, number: int, latin: str) -> None:
        """A name found by guess takes the spelling of its Latin gloss, here and wherever it comes back."""
        entity = self.found[number]
        rule = entity.rule + "+latin"
        self.found[number] = replace(entity, name=latin, rule=rule, confidence=0.9, guess=False)
        for k, other in enumerate(self.found):
            if k != number and other.guess and other.label == entity.label and _stem(other) == _stem(entity):
                self.found[k] = replace(other, name=latin)

    def variant(self, lemma: str) -> Entity | None:
        """A person or club of the article whose name sounds the same but for a letter: «گېرراد», «گېررارد»."""
        if not self._words:
            for entity in sorted(self.found, key=lambda e: e.label != "PERSON"):
                if entity.label == "PERSON" or (entity.label == "ORG" and entity.rule == "name/team"):
                    for word in _stem(entity).split(" "):
                        if len(word) >= LEAST_LETTERS and not word.isascii():
                            self._words.setdefault(word, entity)
            self._words.pop("", None)
        if lemma in self._words:
            return self._words[lemma]
        for word, entity in self._words.items():
            if word[0] == lemma[0] and abs(len(word) - len(lemma)) <= 2 and heard_alike(word, lemma):
                return entity
        return None

    def person_like(self, lemma: str) -> bool:
        """Whether a word is, or nearly is, part of the name of a person of the article."""
        if lemma in self.persons:
            return True
        return len(lemma) >= LEAST_LETTERS and any(
            word[0] == lemma[0] and abs(len(word) - len(lemma)) <= 2 and heard_alike(word, lemma)
            for word in self.persons
        )

    @staticmethod
    def sounds_like(lemma: str, latin: str) -> bool:
        """Whether a Uyghur word can be this Latin one."""
        return sounds_like(lemma, latin)

    @staticmethod
    def uses(latin: str) -> frozenset[str]:
        """What an English word is used for as a name: given, surname, place."""
        return uses_of(latin)

    def tokens_in(self, start: int, end: int) -> range:
        """Indexes of the tokens that begin between two code points."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    # -- one word ----------------------------------------------------------------------------------------------------

    def unknown(self, i: int) -> bool:
        """Whether a word can be part of a name that no table has: not taken, and no word of the language."""
        if i >= len(self.tokens) or i < 0 or i in self.used or i in self.barred:
            return False
        token = self.tokens[i]
        lemma = token.lemma
        if not (token.upos == "PROPN" or lemma in self.given or token.text in self.given):
            return "-" in token.text and double_surname(token)
        if token.text.isascii() or len(lemma) < 2 or lemma in role_nouns("people") or scholar(token):
            return False
        if self.of_a_house(i) or (not token.reading.listed and run_together(token.text)):
            return False  # «لىدز | خان جەمەتى سوتى»: royal
        if i and token.text in endings(*DETACHED):  # written apart from a foreign word
            return False  # «تالېنت نىڭ شەھەر باشلىقى», «مولېكۇلانىڭ 20 سى»
        if len(token.text) == SHORT and i + 1 < len(self.tokens) and len(self.tokens[i + 1].text) == SHORT:
            return False  # «كارول ئەتكىنسون | بى بى سى …»: letters
        if i + 1 < len(self.tokens) and self.office(token) is not None and self._goes_on(i):
            return False  # «مۇئاۋىن رەئىسى | رون لانكاستېر»: also where a person is called so
        return not (i and self.tokens[i - 1].text in function_words("pound"))  # «فوند ستېرلىڭ»

    def office(self, token: Token) -> dict[str, str] | None:
        """The row of a title that a word is with a possessive, whatever the tagger took it for: «رەئىسى»."""
        bare = (token.text[: -len(e)] for e in function_words("possessive") if token.text.endswith(e))
        return next((self.titles[word] for word in bare if word in self.titles), None)

    def _goes_on(self, i: int) -> bool:
        """Whether a word that can begin a name stands right behind."""
        following = self.tokens[i + 1]
        close = self.text[self.tokens[i].end : following.start] == " "
        return close and (following.upos == "PROPN" or following.lemma in self.given)

    def initial(self, i: int) -> bool:
        """«ت.» or «J.» before a name."""
        if not 0 <= i < len(self.tokens) - 1 or INITIAL.match(self.tokens[i].text) is None:
            return False
        close = self.text[self.tokens[i].end : self.tokens[i + 1].start] in {"", " "}
        return close and self.tokens[i].text.rstrip(".") not in function_words("pronoun")

    def initials_before(self, first: int) -> int:
        """First token of the initials in front of a name, also where letter and stop are two tokens («ر. ت. …»)."""
        while first >= 2 and self.tokens[first - 1].text == ".":
            letter = self.tokens[first - 2]
            alone = letter.end == self.tokens[first - 1].start and len(letter.text) <= 2 and letter.text.isalpha()
            if not alone or first - 2 in self.used or self.tokens[first].start - self.tokens[first - 1].end > 1:
                break
            first -= 2
        return first

    def of_an_event(self, last: int) -> bool:
        """Whether a bare name opens that of a cup, a league, a prize, a language or a time zone."""
        heads = role_nouns("event")
        for i in range(last, min(last + REACH, len(self.tokens) - 1)):
            here, following = self.tokens[i], self.tokens[i + 1]
            beyond = following.text in role_nouns("beyond")  # «دەرىجىدىن تاشقىرى بىرلەشمە» is a league
            if (here.feat("Case") not in BARE and not beyond) or possessed(here) or following.start - here.end != 1:
                return False
            if following.lemma in heads and possessed(following):
                # «ئەنگلىيە ياز ۋاقتى» is a time zone, «نىكول ۋانس تۇغۇت ۋاقتىدا» is none
                return i == last or last in self.listed or following.lemma not in role_nouns("zone")
            if beyond or here.text in role_nouns("beyond"):
                heads |= role_nouns("league")
                if following.lemma in heads:
                    return True
                continue
            if following.upos not in {"NOUN", "ADJ", "PROPN", "NUM"}:
                return False
        return False

    def surname_like(self, i: int) -> bool:
        """A word that may end a name begun by another: not known, or a surname behind an English first name."""
        token, row = self.tokens[i], self.listed.get(i)
        if token.upos != "PROPN" or (row is not None and row.table != "people"):
            return False
        before = self.tokens[i - 1]
        return (row is None and not token.reading.listed) or english_match(before.lemma, GIVEN)[1] <= 0.02

    def glued(self, i: int) -> str:
        """A name with a word like «ۋە», «بەلكىم» written onto it, without that; else an empty string."""
        token = self.tokens[i]
        if token.reading.listed or len(token.text) < 6:
            return ""
        for word in role_nouns("and"):
            name = token.text.removesuffix(word)
            if name != token.text and (name in self.persons or english_match(name)[1] <= LOOSE):
                return name
        return ""

    def dotted(self, j: int) -> int:
        """Last token of a name that goes on behind an initial: «دىئونىسىئو.A.لىند»; else ``j``."""
        if j + 4 >= len(self.tokens) or not self.unknown(j + 4):
            return j
        parts = self.tokens[j : j + 5]
        close = all(a.end == b.start for a, b in pairwise(parts))
        stops = parts[1].text == parts[3].text == "."
        return j + 4 if close and stops and len(parts[2].text) <= 2 and parts[2].text.isalpha() else j

    def first_name(self, i: int) -> bool:
        """An unknown word, or a given name, that can stand before a surname."""
        if not self.unknown(i) or self.tokens[i].feat("Case") not in BARE:
            return False
        token = self.tokens[i]
        return not (token.lemma in self.titles or self.speaker_noun(token))

    def _stem(self, k: int) -> str:
        """The last word of a name without endings; «ئادام» ends as if it had one, and is a given name."""
        token = self.tokens[k]
        whole = k in self.whole or (token.text in self.given and token.lemma not in self.given)
        return token.text if whole else token.lemma

    def spelt(self, first: int, last: int, *, place: bool = False) -> str:
        """English spelling of tokens that no table knows."""
        words: list[str] = []
        for k in range(first, last + 1):
            if self.tokens[k].text == "." and words:
                words[-1] += "."
            elif self.tokens[k].upos != "PUNCT":
                words.append(self.glued(k) or (self._stem(k) if k == last else self.tokens[k].text))
        if place:
            return english_guess(" ".join(words), PLACE)
        known = [None if row is None else row["name_en"] for row in map(self.word_names.get, words)]
        eastern = small_table("eastern_names")
        if self.eastern is not None and not any(self._central_asian(w) for w in words) and not any(known):
            known = [eastern[w][self.eastern] if w in eastern else None for w in words]
        whole = english_guess(" ".join(words), PERSON)
        if not any(known):
            return whole
        spelt = whole.split(" ") if whole.count(" ") == len(words) - 1 else [english_guess(w) for w in words]
        return " ".join(name or word for word, name in zip(spelt, known, strict=True))

    def _central_asian(self, word: str) -> bool:
        """A Uyghur first name that is no Islamic one, or a surname in the Russian manner: «دىلمۇرات», «سابىروف»."""
        if word in small_table("eastern_names"):
            return False
        row = self.given.get(word)
        return (row is not None and row["origin"] == "uyghur") or word.endswith(tuple(function_words("slavic")))

    def given_name(self, i: int) -> bool:
        """A given name by the tables, or by its sound an English one."""
        token = self.tokens[i]
        if token.lemma in self.given or token.text in self.given:
            return True
        return not token.reading.listed and english_match(token.lemma, GIVEN)[1] <= SURE

    def blank_between(self, i: int) -> bool:
        """Whether only one blank stands between a word and the next."""
        return i + 1 < len(self.tokens) and self.text[self.tokens[i].end : self.tokens[i + 1].start] == " "

    def begins_place(self, i: int) -> bool:
        """Whether a country, town or region of the tables begins here."""
        row = self.listed.get(i)
        return row is not None and row.table == "places"

    def joined(self, j: int) -> bool:
        """Whether the next word can belong to the same name: this one is bare and only a blank stands between."""
        here, following = self.tokens[j], self.tokens[j + 1]
        if suffixed(here) and not self._given_whole(here, following):
            return False
        return not self.glued(j) and self.text[here.end : following.start] == " "

    def _given_whole(self, token: Token, following: Token) -> bool:
        """«ئادام گەيس», «تىففانى بوگس»: a given name that reads as if it had an ending, before a word of no lexicon."""
        if following.reading.listed or token.upos not in {"NOUN", "ADJ", "PROPN"}:
            return False
        return token.text in self.given or (not token.reading.listed and english_match(token.text, GIVEN)[1] <= SURE)

    def speaker_noun(self, token: Token) -> bool:
        """A noun for a person: a title, one who can speak, one who does («ھۇجۇمچى»)."""
        if token.upos != "NOUN":
            return False
        if speaker_kinds().get(token.lemma) == "person":
            return True
        return token.lemma.endswith(tuple(function_words("agent"))) or token.lemma.endswith(
            tuple(function_words("trade"))
        )

    # -- what stands before and behind -------------------------------------------------------------------------------

    def title_before(self, first: int) -> bool:
        """A title, trade or age right before: «زۇڭتۇڭ ترامپ», «باياناتچىسى سۇتوپو», «19 ياشلىق …»."""
        if first == 0:
            return False
        token = self.tokens[first - 1]
        if self.tokens[first].start - token.end != 1 or token.feat("Number") == "Plur":
            return False
        if token.text.lstrip("0123456789") in function_words("aged"):
            return True
        if token.feat("Case") not in BARE:
            return False
        row = self.title_row(token)
        if row is None and first > 1:
            two = f"{self.tokens[first - 2].text} "
            row = self.titles.get(two + token.text) or self.titles.get(two + token.lemma)
        return bool(row and row["place"] == "before") or self.speaker_noun(token) or scholar(token)

    def title_row(self, token: Token) -> dict[str, str] | None:
        """The row of a title, also of one that no lexicon knows with its possessive: «زىيالىيسى»."""
        row = self.titles.get(token.lemma) or self.titles.get(token.text)
        return self.office(token) if row is None and not token.reading.listed else row

    def title_after(self, last: int) -> bool:
        """A form of address right behind: «سۈرەن خانىم»."""
        if last + 1 >= len(self.tokens) or suffixed(self.tokens[last]):
            return False
        row = self.titles.get(self.tokens[last + 1].lemma)
        return bool(row and row["place"] == "after") and not self.of_a_house(last + 1)

    def of_a_house(self, i: int) -> bool:
        """Whether a title opens the name of a royal house: «خان جەمەتى» is no form of address."""
        return i + 1 < len(self.tokens) and self.tokens[i + 1].lemma in role_nouns("house")


def _eastern_spelling(lemmas: set[str]) -> str | None:
    """The column that spells Islamic names: Turkish in Turkey, English elsewhere; by Uyghur letters among Uyghurs."""
    if lemmas & role_nouns("native"):
        return None
    return "name_tr" if lemmas & role_nouns("turkish") else "name_en"


def scholar(token: Token) -> bool:
    """Somebody who studies what no lexicon has: «پىلانېتشۇناسى»."""
    return not token.reading.listed and any(part in token.text[3:] for part in function_words("scholar"))


def possessed(token: Token) -> bool:
    """Third-person possessive: the head of a name of several words."""
    return token.feat("Person[psor]") == "3"


def suffixed(token: Token) -> bool:
    """Whether anything hangs on the stem."""
    return len(token.reading.segments) > 1


def _stem(entity: Entity) -> str:
    """The text of a name without the suffixes of its last word."""
    return entity.text[: entity.stem_end - entity.start]
