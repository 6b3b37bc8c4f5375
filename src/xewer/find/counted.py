"""What a figure counts: the noun behind it, in English by its gloss, and as a lemma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.endings import endings
from xewer.find.quantity_patterns import quantity_senses

if TYPE_CHECKING:
    from collections.abc import Callable

    from xewer.model import Doc, Token

__all__ = ["Counted", "before", "behind"]

_REACH = 8
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"ADJ", "DET", "ADV", "NUM"})
_SUFFIXES = frozenset({"ى"})
# Counted nouns that are often but the first part of a compound.
_HEADED = frozenset({"goal", "point", "seat", "vote"})


class Counted(NamedTuple):
    """Unit in English, lemma, and whether a classifier stood between."""

    unit: str | None = None
    lemma: str | None = None
    classified: bool = False
    found: bool = False


def gloss(token: Token) -> str | None:
    """English singular of a noun: the first sense of its gloss."""
    text = re.sub(r"\([^)]*\)", "", token.reading.gloss)
    return re.split("[,;/]", text)[0].strip().removeprefix("to ") or None


def behind(doc: Doc, first: int, last: int, named: Callable[[Token], bool]) -> Counted:
    """The noun counted, from token ``first`` on: classifiers, adjectives, names and ages are passed over.

    «3 نەپەر ئون نەچچە ياشلىق ئوغۇل بالا»: boy; «ئىككى ساقچى ئاپتوموبىلى»: the head of the compound.
    """
    senses = quantity_senses()
    default: Counted | None = None
    i = first
    while i < min(last, first + _REACH):
        token = doc.tokens[i]
        if named(token):
            i += 1
            continue
        word = senses.word(token.text)
        length, phrase = senses.phrase([t.text for t in doc.tokens[i : min(i + 4, last)]])
        if "counted" in phrase:
            return Counted(phrase["counted"][0], _lemma(doc, i, length), default is not None, True)
        if i == first and "repeat" in word:
            return Counted("time", token.lemma, True, True)
        if i == first and "classifier" in word:
            default = Counted(word["classifier"][0], token.lemma, True, True)
            if word["classifier"][1] and not word["classifier"][1].endswith(endings("liq")):
                return default
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
            if form == "Part" and not token.feat("Case"):
                i += 1
                continue
            if form == "Vnoun" and _compound(doc, i, last):
                i += 1
                continue
            if form != "Vnoun" or token.feat("Tense") or token.feat("Person[psor]"):
                break
            return Counted(default.unit if default else gloss(token), token.lemma, default is not None, True)
        if token.upos in _MODIFIERS and "counted" not in word:
            if token.feat("Case"):
                break
            i += 1
            continue
        if token.upos in _NOUNS or "counted" in word or not token.reading.known:
            whole = "counted" in word and word["counted"][0] not in _HEADED
            if not whole and _compound(doc, i, last) and not named(doc.tokens[i + 1]):
                i += 1
                continue
            if token.text.endswith(endings("liq")) and token.upos != "NOUN" and i + 1 < last and i != first:
                i += 1
                continue
            if default and default.unit == "match" and _light(doc, i, last):
                return default
            unit = word["counted"][0] if "counted" in word else gloss(token)
            if unit is None and default:
                unit = default.unit
            return Counted(unit, token.lemma, default is not None, True)
        i += 1
    return default or Counted()


def _lemma(doc: Doc, i: int, length: int) -> str:
    words = [t.text for t in doc.tokens[i : i + length - 1]]
    return " ".join([*words, doc.tokens[i + length - 1].lemma])


def _compound(doc: Doc, i: int, last: int) -> bool:
    """A bare noun before a noun in the third person possessive: «ساقچى ئاپتوموبىلى»."""
    token = doc.tokens[i]
    if i + 1 >= last or token.feat("Case") not in {"", "Nom"} or token.feat("Person[psor]") or token.feat("Number"):
        return False
    after = doc.tokens[i + 1]
    if after.feat("Person[psor]") != "3" or after.feat("Tense") or after.feat("Number") == "Plur":
        return False
    return after.upos == "NOUN" or (after.upos == "VERB" and after.feat("VerbForm") == "Vnoun")


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
        if "number noun" in senses.word(token.text) or token.feat("Case") in {"Gen", "Abl"}:
            owner = token
            if "number noun" in senses.word(token.text) and i > start:
                owner = doc.tokens[i - 1]
            if owner.upos in {"VERB", "AUX"} or owner.feat("VerbForm"):
                return Counted("person", owner.lemma, found=True)
            if owner.upos == "NOUN":
                word = senses.word(owner.text)
                return Counted(word["counted"][0] if "counted" in word else gloss(owner), owner.lemma, found=True)
            break
    return previous or Counted()
