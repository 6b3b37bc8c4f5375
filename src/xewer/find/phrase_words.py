"""What a word is within a noun phrase: possessed, a name, people by its form, one who acts or speaks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.gazetteer import small_table
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Token

__all__ = [
    "NOMINAL",
    "aged",
    "beings",
    "bracketed",
    "demonym",
    "doer",
    "how_often",
    "is_people",
    "nameword",
    "one_who",
    "ownable",
    "pointed_at",
    "possessed",
    "postposed",
    "some",
    "speaks_of",
    "those_at",
    "those_who",
    "vehicles",
    "vnoun",
]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FROM = frozenset({"لىك", "لىق", "لۇق", "لۈك"})
BRACKETED = 8  # tokens of a gloss in brackets


@lru_cache(maxsize=1)
def beings() -> dict[str, str]:
    """Persons and animals that act without speaking -> person or animal; a bare one describes no other noun."""
    rows = read_table("participants.tsv")
    return {row["lemma"]: row["kind"] for row in rows if row["kind"] in {"person", "animal"}}


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """Names of countries in all their spellings."""
    return frozenset(row["form"] for row in read_table("names/places.tsv") if row["kind"] == "country")


def demonym(token: Token) -> bool:
    """«گېرمانىيەلىك», «جۇڭگولۇق»: who comes from a country."""
    return token.upos in {"ADJ", "NOUN"} and token.lemma[-3:] in FROM and token.lemma[:-3] in _countries()


def doer(token: Token) -> bool:
    """«ئوت ئۆچۈرگۈچى», «نۆۋەتچى»: one who does, by the ending."""
    return token.upos == "NOUN" and token.lemma.endswith(tuple(function_words("agent")))


def how_often(token: Token) -> bool:
    """«تۇنجى قېتىم», «بىر ھەسسە»: how many times, which is neither who nor what."""
    return token.lemma in function_words("once") or token.lemma in function_words("fold")


@lru_cache(maxsize=1)
def vehicles() -> frozenset[str]:
    """What one rides, drives or flies in."""
    return frozenset(row["lemma"] for row in read_table("participants.tsv") if row["kind"] == "vehicle")


def bracketed(tokens: Sequence[Token], at: int) -> int:
    """The token behind a gloss in brackets that begins at a token, or that token: «ئىۋانوۋ (Gjorge Ivanov) ۋە …»."""
    if at < len(tokens) and tokens[at].text == "(":
        for k in range(at + 1, min(len(tokens), at + BRACKETED)):
            if tokens[k].text == ")":
                return k + 1
    return at


def possessed(token: Token) -> bool:
    """Third-person possessive, which is what joins a bare modifier to its head."""
    return token.feat("Person[psor]") == "3" or any(s.tag == "P3" for s in token.reading.segments[1:])


def speaks_of(token: Token) -> bool:
    """Whether a word is an office or a body that speaks."""
    return token.lemma in speaker_kinds() or token.lemma in small_table("org_heads")


def nameword(token: Token) -> bool:
    """A proper noun in Uyghur letters."""
    return token.upos == "PROPN" and not token.text.isascii()


def is_people(token: Token) -> bool:
    """Whether a word is people by its form alone: «كومىتېتتىكىلەر», «قاتناشقانلار»."""
    return those_at(token) or those_who(token) or some(token)


def some(token: Token) -> bool:
    """«باشقىلار», «ئاز سانلىقلار»: an adjective in the plural is people."""
    return token.upos == "ADJ" and token.feat("Number") == "Plur"


def those_at(token: Token) -> bool:
    """«كومىتېتتىكىلەر», «ئائىلىسىدىكىلەر»: those at a place are people, in the case that stands last."""
    return token.upos in NOMINAL and token.feat("Form") == "Ki" and token.reading.segments[-1].tag == "PL"


def those_who(token: Token) -> bool:
    """«قاتناشقانلار», «تەنقىدلىگەنلەرنى»: a participle in the plural is people."""
    return token.upos == "VERB" and token.feat("VerbForm") == "Part" and token.feat("Number") == "Plur"


def vnoun(token: Token) -> bool:
    """A nominalised verb that stands as a noun: «كۈرەش قىلىش» is not one, «ئۇچرىشىش» with case is."""
    return token.upos == "VERB" and token.feat("VerbForm") == "Vnoun" and not token.feat("Tense")


def one_who(tokens: Sequence[Token], j: int) -> bool:
    """An adjective that stands for somebody: «تەشكىلات مەسئۇلى», «بىر ياش»."""
    head = tokens[j]
    if head.upos != "ADJ" or head.lemma not in speaker_kinds():
        return False
    return possessed(head) or (j > 0 and tokens[j - 1].text in function_words("one"))


def pointed_at(tokens: Sequence[Token], j: int) -> bool:
    """Whether a demonstrative stands right before a token: «بۇ مىنىستىر»."""
    return j > 0 and tokens[j - 1].upos in {"DET", "PRON"} and tokens[j - 1].feat("PronType") == "Dem"


def aged(tokens: Sequence[Token], j: int, last: int) -> bool:
    """Whether the number at a token is an age that describes somebody."""
    return j + 1 < last and tokens[j + 1].lemma in function_words("aged")


def postposed(token: Token) -> bool:
    """Whether a word behind a dative is a postposition, not a modifier: «قارشى», «چېتىشلىق»."""
    return token.text in function_words("against") or token.text in function_words("related")


def ownable(tokens: Sequence[Token], owner: int, i: int, j: int) -> bool:
    """Whether a phrase can belong to the genitive before it: by an ending, or as a deed or «بىزنىڭ ئۆي».

    ``owner`` is the last token of the genitive, ``i`` and ``j`` are the first and last of the phrase.
    """
    head, genitive = tokens[j], tokens[owner]
    if i == j and head.upos == "PRON" and head.lemma in function_words("he"):
        return False  # «راشفوردنىڭ | ئۇ چاغقىچە …»
    return (
        any(possessed(t) for t in tokens[i : j + 1])
        or head.upos != "NOUN"
        or genitive.upos == "PRON"
        or not head.reading.listed
    )
