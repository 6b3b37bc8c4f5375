"""What a figure counts: the noun behind it, in English by its gloss, and as a lemma."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words
from xewer.find.endings import endings
from xewer.find.english_verbs import ing
from xewer.find.figure import quantity_senses
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xewer.model import Doc, Token

__all__ = ["Counted", "before", "behind"]

_REACH = 8
# How many bare nouns may stand before the head of a compound.
_CHAIN = 3
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"ADJ", "DET", "ADV", "NUM"})
_SUFFIXES = frozenset({"ى"})
# Counted nouns that are often but the first part of a compound.
# With a classifier for people they belong to the person behind: «6 نەپەر تۈرمە ساقچىسى».
_PLACES = frozenset(
    {"bank", "board", "camp", "church", "club", "committee", "company", "council", "country", "court", "department"}
    | {"hospital", "ministry", "newspaper", "parliament", "party", "police", "prison", "school", "team", "union"}
    | {"university"}
)
# These are counted whatever stands behind them: «ئىككى تەرەپ ۋەكىلى», «ئۈچ خىل دورىسى».
_WHOLE = frozenset({"kind", "part", "side", "type", "way"})
_HEADED = frozenset({"goal", "point", "police officer", "seat", "vote"})


@lru_cache(maxsize=4)
def _words(name: str) -> frozenset[str]:
    return frozenset(row["form"] for row in read_table("counters.tsv") if row["class"] == name)


class Counted(NamedTuple):
    """Unit in English, lemma, and whether a classifier stood between."""

    unit: str | None = None
    lemma: str | None = None
    classified: bool = False
    found: bool = False


def gloss(token: Token) -> str | None:
    """English singular of a noun: the first sense of its gloss."""
    text = re.sub(r"\([^)]*\)", "", token.reading.gloss if token.reading.listed else "")
    return re.split("[,;/]", text)[0].strip().removeprefix("to ") or None


def behind(doc: Doc, first: int, last: int, named: Callable[[Token], bool]) -> Counted:
    """The noun counted, from token ``first`` on: classifiers, adjectives, names and ages are passed over.

    «3 نەپەر ئون نەچچە ياشلىق ئوغۇل بالا»: boy; «ئىككى ساقچى ئاپتوموبىلى»: the head of the compound.
    """
    senses = quantity_senses()
    default: Counted | None = None
    # «ئىككى تاشقى سودا شىركىتى»: the head of what looks like a name, where nothing else is counted
    in_name = Counted()
    i = first
    while i < min(last, first + _REACH):
        token = doc.tokens[i]
        word = _senses_of(token)
        if named(token):
            if "counted" in word and token.feat("Person[psor]") == "3":
                in_name = Counted(word["counted"][0], token.lemma, found=True)
            i += 1
            continue
        length, phrase = senses.phrase([t.text for t in doc.tokens[i : min(i + 4, last)]])
        if "counted" in phrase:
            return Counted(phrase["counted"][0], _lemma(doc, i, length), default is not None, True)
        if i == first and "repeat" in word:
            return _deed(doc, i + 1, last) or Counted("time", token.lemma, True, True)
        if token.feat("Person[psor]") and token.lemma in _words("place word"):
            break
        if i == first and "classifier" in word:
            default = Counted(word["classifier"][0], token.lemma, True, True)
            hedged = i + 1 < last and word["classifier"][1] in endings("ablative", "dative")
            if hedged and {"after ablative", "after dative"} & senses.word(doc.tokens[i + 1].text).keys():
                # «200 نەپەردىن ئارتۇق ئوقۇغۇچى»
                i += 2
                continue
            if word["classifier"][1] and not word["classifier"][1].endswith(endings("liq")):
                return default
            i += 1
            continue
        if i == first and "detached" in word and i + 1 < last and doc.tokens[i + 1].feat("VerbForm") == "Part":
            # «20 گە يەتمىگەن ئادەم»
            i += 1
            continue
        if ("unit" in word or "currency" in word) and "counted" not in word:
            if i == first or not token.text.endswith(endings("liq")):
                break
            i += 1
            continue
        if token.text == "«":
            i += 1
            continue
        if (
            token.upos == "PUNCT"
            or token.upos in {"CCONJ", "SCONJ", "PRON", "ADP"}
            or "detached" in word
            or token.text in _SUFFIXES
        ):
            break
        if token.upos in {"VERB", "AUX"}:
            form = token.feat("VerbForm")
            if token.feat("Mood") == "Imp" and i + 1 < last and doc.tokens[i + 1].upos == "NOUN":
                # no order stands here: «شۇڭغۇما پاراشۇت تەنھەرىكەتچىسى» is a noun that looks like one
                i += 1
                continue
            if form == "Part" and not token.feat("Case"):
                i += 1
                continue
            if form == "Vnoun" and _compound(doc, i, last):
                i += 1
                continue
            if form != "Vnoun" or token.feat("Tense") or token.feat("Person[psor]"):
                break
            return Counted(default.unit if default else _unit_of(token, word), token.lemma, default is not None, True)
        if token.upos in _MODIFIERS and "counted" not in word:
            if token.feat("Case"):
                break
            i += 1
            continue
        if token.upos in _NOUNS or "counted" in word or not token.reading.listed:
            whole = "counted" in word and word["counted"][0] not in _HEADED
            whole = whole and not (default and default.unit == "person" and word["counted"][0] in _PLACES)
            head = _compound(doc, i, last)
            whole = whole and not (head and token.feat("Number") == "Plur")
            whole = whole and not (
                head and not default and _owns(token, word["counted"][0], _senses_of(doc.tokens[head]))
            )
            if not whole and head and not named(doc.tokens[i + 1]):
                i += 1
                continue
            if token.text.endswith(endings("liq")) and token.upos != "NOUN" and i + 1 < last and i != first:
                i += 1
                continue
            if ("counted" not in word and _describes(doc, i, last)) or _apposed(doc, i, last):
                i += 1
                continue
            if default and default.unit == "match" and _light(doc, i, last):
                return default
            unit = _unit_of(token, word)
            if default and (unit is None or not ("counted" in word or token.reading.listed)):
                unit = default.unit
            return Counted(unit, token.lemma, default is not None, True)
        i += 1
    return default or in_name


def _deed(doc: Doc, i: int, last: int) -> Counted | None:
    """«40 قېتىم ھادىسە يۈز بەردى»: what happened or was held so often; «بەش قېتىم تېلېفون قىلدى» counts times."""
    while i < last and doc.tokens[i].upos == "ADJ" and doc.tokens[i].feat("Case") in {"", "Nom"}:
        i += 1
    if i + 1 >= last:
        return None
    token, following = doc.tokens[i], doc.tokens[i + 1]
    bare = token.upos == "NOUN" and token.feat("Case") in {"", "Nom"} and not token.feat("Person[psor]")
    word = _senses_of(token)
    happens = following.lemma in function_words("happen")
    if not bare or not happens or not token.reading.listed or "detached" in word or "unit" in word:
        return None
    unit = _unit_of(token, word)
    return None if unit is None else Counted(unit, token.lemma, True, True)


def _unit_of(token: Token, word: Mapping[str, tuple[str, str]]) -> str | None:
    """What a noun is called in news: by the table of counted nouns, else by its gloss."""
    for name in ("counted", "sense"):
        if name in word:
            return word[name][0]
    meaning = gloss(token)
    if meaning and token.feat("VerbForm") == "Vnoun":
        # «ئىككى سىناش»: two testings, not two test
        return ing(meaning.split()[0])
    return meaning


def _lemma(doc: Doc, i: int, length: int) -> str:
    words = [t.text for t in doc.tokens[i : i + length - 1]]
    return " ".join([*words, doc.tokens[i + length - 1].lemma])


def _senses_of(token: Token) -> Mapping[str, tuple[str, str]]:
    """The senses of a word; of its lemma where its form hides a noun that is counted: جەمئىيىتى, جەمئىيەت."""
    word = quantity_senses().word(token.text)
    if "counted" in word or token.upos not in _NOUNS:
        return word
    whole = quantity_senses().word(token.lemma)
    return {**word, **{name: whole[name] for name in ("counted", "sense") if name in whole and not whole[name][1]}}


def _compound(doc: Doc, i: int, last: int) -> int:
    """Head of bare nouns before a noun in the third person possessive, 0 if there is none.

    «ساقچى ئاپتوموبىلى», «تېخنىكا تەربىيەلەش مەركىزى», with a plural at its beginning «بالىلار دوختۇرخانىسى».
    """
    for at in range(i, min(i + _CHAIN, last - 1)):
        token, after = doc.tokens[at], doc.tokens[at + 1]
        if token.feat("Case") not in {"", "Nom"} or token.feat("Person[psor]"):
            return 0
        if token.feat("Number") == "Plur" and (at > i or after.feat("Person[psor]") != "3"):
            return 0
        if at == i and after.upos == "ADJ" and token.feat("VerbForm") == "Vnoun" and not after.feat("Case"):
            # «قۇتقۇزۇش تىك ئۇچارى»
            continue
        verbal = after.upos == "VERB" and after.feat("VerbForm") == "Vnoun"
        if (after.upos != "NOUN" and not verbal) or after.lemma in _words("place word"):
            return 0
        if after.feat("Person[psor]") == "3":
            return at + 1 if not after.feat("Tense") and after.feat("Number") != "Plur" else 0
    return 0


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    tables = ("participants.tsv", "speakers.tsv")
    return frozenset(row["lemma"] for name in tables for row in read_table(name) if row["kind"] == "person")


def _owns(token: Token, unit: str, head: Mapping[str, tuple[str, str]]) -> bool:
    """«ئىككى مەكتەپ مۇدىرى», «281 دورا دۇكىنى»: the head is counted if it can be and no person stands before it.

    «ئىككى دۆلەت مۇناسىۋىتى» are two countries, «نەچچە يۈز بالا ئاتا-ئانىسىدىن ئايرىلدى» children.
    """
    if "counted" not in head or head["counted"][0] == "person" or token.upos == "ADJ":
        return False  # «120 كىشىلىك يىغىن ئۆيى» holds 120 persons
    return token.lemma not in _people() and unit not in _WHOLE


def _describes(doc: Doc, i: int, last: int) -> bool:
    """«يېشىل كىيىملىك توپچى», «ئامېرىكىلىق ئەسكەر»: a bare word in -liq without a gloss before a noun describes it."""
    token = doc.tokens[i]
    if i + 1 >= last or not token.text.endswith(endings("liq")) or gloss(token):
        return False
    return doc.tokens[i + 1].upos == "NOUN"


def _apposed(doc: Doc, i: int, last: int) -> bool:
    """«تۆت ئايال ئوقۇغۇچى», «بەش تۈرك ئەسكەر»: a bare word for sex or people before the noun that is counted."""
    token = doc.tokens[i]
    if i + 1 >= last or token.feat("Case") not in {"", "Nom"} or token.feat("Person[psor]") or token.feat("Number"):
        return False
    if token.lemma not in _words("attributive") and not (gloss(token) or "").istitle():
        return False
    after = doc.tokens[i + 1]
    if i + 2 < last and doc.tokens[i + 2].lemma in _words("light verb"):
        # «ئۇيغۇر تۇتقۇن قىلىندى»: no detainees
        return False
    if after.lemma not in _people() and after.feat("Case") not in {"", "Nom"}:
        # «3 نەپەر ئەر قولغا ئېلىندى»: no hands
        return False
    return "counted" in _senses_of(after) and not after.feat("Person[psor]") and not after.feat("Number")


def _light(doc: Doc, i: int, last: int) -> bool:
    """Noun and light verb after a classifier («مەيدان غەلىبە قىلدى») are no thing counted."""
    return i + 1 < last and doc.tokens[i].feat("Case") in {"", "Nom"} and doc.tokens[i + 1].upos in {"VERB", "AUX"}


def before(doc: Doc, first: int, start: int, previous: Counted | None) -> Counted:
    """What a figure without a noun counts: «قازا قىلغانلارنىڭ سانى 51 گە يەتتى», «ئۇلارنىڭ 48 ى»."""
    senses = quantity_senses()
    for i in range(first - 1, max(start, first - 6) - 1, -1):
        token = doc.tokens[i]
        if token.text in {"،", "؛", ".", ":", "«", "»"}:
            break
        if "population" in senses.word(token.text):
            return Counted("person", token.lemma, found=True)
        if i == first - 1 and token.feat("Number") == "Plur" and token.feat("Case") in {"", "Nom"}:
            # «يارىلانغانلار 540 قا يەتتى», «كۆرۈرمەنلىرى 3 مىليون»
            if token.upos == "NOUN" and token.feat("Person[psor]"):
                word = senses.word(token.text)
                return Counted(_unit_of(token, word), token.lemma, found=True)
            if token.upos in {"VERB", "AUX"} or token.feat("VerbForm"):
                return Counted("person", token.lemma, found=True)
        if "number noun" in senses.word(token.text) or token.feat("Case") in {"Gen", "Abl"}:
            owner = token
            if "number noun" in senses.word(token.text):
                if i == start:
                    return previous or Counted()
                owner = doc.tokens[i - 1]
            if owner.upos in {"VERB", "AUX"} or owner.feat("VerbForm"):
                return Counted("person", owner.lemma, found=True)
            if owner.upos == "NOUN":
                word = senses.word(owner.text)
                return Counted(_unit_of(owner, word), owner.lemma, found=True)
            break
    return previous or Counted()
