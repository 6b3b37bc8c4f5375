"""What cannot be who speaks: glosses, titles in marks, what names only whose or what somebody issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.phrase_words import possessed
from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from xewer.find.phrases import Phrase, Phrases

__all__ = ["glossed", "heads_body", "in_marks", "issued", "named_beside", "that_one"]

GLOSS = 12  # tokens of a gloss in brackets


def issued(phrases: Phrases, phrase: Phrase) -> bool:
    """«بايانات | ئېلان قىلغان تەشكىلات», «يېڭى پارتىيە | قۇرۇش ھەققىدە»: the object of a deed that is no sentence."""
    tokens, at = phrases.tokens, phrase.last + 1
    head = tokens[phrase.last]
    if not head.reading.listed and head.text.startswith(tuple(function_words("told"))):
        return True  # «،-دېدىئۇ يەنە …»: a verb and its subject run together
    kind = speaker_kinds().get(tokens[phrase.last].lemma)
    if kind == "medium" and at + 1 < len(tokens):
        verb = tokens[at + 1]
        return tokens[at].upos == "NOUN" and verb.upos == "VERB" and verb.feat("VerbForm") == "Part"
    deed = tokens[at] if at < len(tokens) else None
    gerund = deed is not None and deed.feat("VerbForm") == "Vnoun" and not deed.feat("Tense")
    gerund = gerund and deed is not None and deed.feat("Case") in BARE
    return kind == "group" and gerund and tokens[phrase.last].feat("Number") != "Plur"


def heads_body(phrases: Phrases, name: Phrase, last: int) -> bool:
    """Whether the genitive of a body stands right behind a name, and right behind it somebody of that body."""
    body = phrases.at(name.last + 1, last)
    if body is None or body.case != "Gen" or body.first == body.last or not possessed(phrases.tokens[body.last]):
        return False
    holder = phrases.at(body.last + 1, last)
    group = speaker_kinds().get(phrases.tokens[body.last].lemma) == "group"
    return group and holder is not None and holder.owner is not None and holder.case in BARE


def named_beside(phrases: Phrases, phrase: Phrase, last: int) -> bool:
    """Whether the bare name of a person or body stands right behind a description."""
    name = phrases.at(phrase.last + 1, last)
    if name is None or name.case not in BARE or name.entity is None or name.first != phrase.last + 1:
        return False
    entity = phrases.names[name.entity]
    whole = phrases.tokens[name.first].start == entity.start and phrases.tokens[name.last].end == entity.end
    neighbour = phrases.tokens[phrase.last].lemma in function_words("neighbouring")
    return whole and entity.label in ({"GPE"} if neighbour else {"PERSON", "ORG"})  # «قوشنىسى ئانگولا بولسا …»


def in_marks(phrases: Phrases, phrase: Phrase) -> bool:
    """«ئىتتىپاق» جەمئىيىتىنىڭ …: what stands between marks before a possessed head only names that head."""
    after = phrases.tokens[phrase.last + 1 : phrase.last + 3]
    return len(after) == 2 and after[0].text in {"»", "”", '"'} and after[1].feat("Person[psor]") == "3"


def glossed(phrases: Phrases, phrase: Phrase) -> bool:
    """A gloss in brackets is nobody of its own, nor is what has its case behind the bracket: «مارلوۋ (Marlow) غا»."""
    tokens = phrases.tokens
    if phrase.first > 0 and tokens[phrase.first - 1].text == "(":
        return True
    after = phrase.last + 1
    if after >= len(tokens) or tokens[after].text != "(":
        return False
    closing = next((i for i in range(after, min(len(tokens) - 1, after + GLOSS)) if tokens[i].text == ")"), None)
    return closing is not None and tokens[closing + 1].upos == "PART" and bool(tokens[closing + 1].feat("Case"))


def that_one(phrases: Phrases, pronoun: Phrase, last: int) -> bool:
    """Whether «ئۇ» points at the noun right behind it, somebody or a time: «ئۇ ئايال …», «ئۇ چاغقىچە …»."""
    behind = phrases.at(pronoun.last + 1, last)
    if behind is None or behind.owner is not None or possessed(phrases.tokens[behind.last]):
        return False
    noun = phrases.tokens[behind.last]
    someone = behind.case in BARE and behind.entity is None and noun.feat("Number") != "Plur"
    alone = behind.first == behind.last
    return alone and someone and speaker_kinds().get(noun.lemma) == "person"
