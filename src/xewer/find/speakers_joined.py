"""Subjects that are more than one phrase: joined by «بىلەن», named by a deed, or hidden before a possessed noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.phrase_words import beings
from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from xewer.find.phrases import Phrase, Phrases

__all__ = ["can_speak", "indefinite_subject", "is_person", "joined_subject", "of_purpose"]

FULL_NAME = 2  # words of a name and surname


def joined_subject(phrases: Phrases, phrase: Phrase, first: int) -> Phrase:
    """«مىنىستىرلىق بىلەن ئۇنىۋېرسىتېت …»: two of a kind at the head of the clause say it together."""
    if of_purpose(phrases, phrase) and all(_of_name(phrases, i) for i in range(first, phrase.first)):
        return phrase._replace(first=first, owner=None)
    if phrase.first < first + 2 or phrases.tokens[phrase.first - 1].text not in function_words("with"):
        return phrase
    before = phrases.by_last.get(phrase.first - 2)
    other = None if before is None else phrases.found[before]
    if other is None or other.case not in BARE or not _alike(phrases, other, phrase):
        return phrase
    lead = phrases.found[other.owner].first if other.owner is not None else other.first
    return phrase._replace(first=other.first, owner=other.owner) if lead == first else phrase


def _of_name(phrases: Phrases, i: int) -> bool:
    """Whether a token can stand before the deed that names a body: a noun, or a deed without time."""
    token = phrases.tokens[i]
    deed = token.feat("VerbForm") == "Vnoun" and not token.feat("Tense")
    return i not in phrases.time_at and (token.upos in {"NOUN", "PROPN", "ADJ"} or deed)


def _alike(phrases: Phrases, one: Phrase, other: Phrase) -> bool:
    """Whether two phrases name two persons, or two bodies that speak."""
    kinds = []
    for phrase in (one, other):
        head = phrases.tokens[phrase.last]
        if phrase.entity is not None or phrase.last in phrases.called:
            kinds.append("person" if is_person(phrases, phrase) else "group")
        else:
            kinds.append(speaker_kinds().get(head.lemma, ""))
    return kinds[0] == kinds[1] != ""


def of_purpose(phrases: Phrases, phrase: Phrase) -> bool:
    """«كېسەلنىڭ تارقىلىشىنى كونترول قىلىش مەركىزى»: a body named by the deed it is for; the genitive is its own."""
    tokens = phrases.tokens
    head = tokens[phrase.last]
    deed = tokens[phrase.last - 1]
    named = deed.feat("VerbForm") == "Vnoun" and not deed.feat("Tense") and deed.feat("Case") in BARE
    return phrase.last > 0 and named and head.feat("Person[psor]") == "3" and can_speak(head.lemma)


def indefinite_subject(phrases: Phrases, first: int, last: int) -> Phrase | None:
    """Somebody new right before a possessed noun: «تۈرمىدىن چىققان بىر دېھقان | نامىنى ئاتىماسلىق شەرتى بىلەن»."""
    tokens, kinds = phrases.tokens, speaker_kinds()
    phrase = next(iter(phrases.between(first, last)), None)
    while phrase is not None and phrase.last + 1 < last and _relative_ends(phrases, phrase.last + 1, last):
        phrase = next(iter(phrases.between(phrase.last + 2, last)), None)
    owned = None if phrase is None or phrase.case != "Gen" else _owned(phrases, phrase)
    for holder in (phrase, owned):
        named = None if holder is None else _overlong_name(phrases, holder)
        if named is not None:
            return named
    phrase = owned or phrase  # «مىنىستىرلىقىنىڭ | بىر ئەمەلدارى ئىسمىنى …»
    if phrase is None or phrase.case in BARE or kinds.get(tokens[phrase.last].lemma) == "person":
        return None
    for k in range(phrase.last - 1, phrase.first, -1):
        somebody = tokens[k].upos == "NOUN" and kinds.get(tokens[k].lemma) == "person"
        if somebody and k + 1 not in phrases.name_at and tokens[k].feat("Case") in BARE:
            new = any(t.text in function_words("one") for t in tokens[phrase.first : k])
            return phrase._replace(last=k, case="Nom", entity=None) if new else None
    return None


def _overlong_name(phrases: Phrases, phrase: Phrase) -> Phrase | None:
    """«تېرېنېرى لۇك ۋالتون | جامېسنىڭ …»: behind an office the name of its holder, and whom the clause is about."""
    tokens = phrases.tokens
    if phrase.case != "Gen" or phrase.entity is None or phrases.names[phrase.entity].label != "PERSON":
        return None
    begin = phrase.last
    while begin > phrase.first and phrases.name_at.get(begin - 1) == phrase.entity:
        begin -= 1
    office = begin > phrase.first and speaker_kinds().get(tokens[begin - 1].lemma) == "person"
    if not office or phrase.last - begin < FULL_NAME or tokens[phrase.last].feat("Case") != "Gen":
        return None
    return phrase._replace(first=begin, last=phrase.last - 1, case="Nom", entity=None, owner=None)


def _owned(phrases: Phrases, genitive: Phrase) -> Phrase | None:
    """The phrase right behind a genitive that belongs to it, or None."""
    number = phrases.by_first.get(genitive.last + 1)
    following = None if number is None else phrases.found[number]
    return following if following is not None and following.owner is not None else None


def _relative_ends(phrases: Phrases, i: int, last: int) -> bool:
    """Whether a participle that goes on to its noun stands at a token."""
    verb = phrases.tokens[i]
    return verb.upos == "VERB" and verb.feat("VerbForm") == "Part" and phrases.at(i + 1, last) is not None


def is_person(phrases: Phrases, phrase: Phrase) -> bool:
    """Whether a phrase ends with a person's name."""
    named = phrase.entity is not None and phrases.names[phrase.entity].label == "PERSON"
    return named or phrase.last in phrases.called


def can_speak(lemma: str, before: str = "") -> bool:
    """Whether a noun is somebody or a body that speaks; ``before`` is the word before it, for «تور بېكەت»."""
    kinds = speaker_kinds()
    if beings().get(lemma) == "person":
        return True  # «بالا», «يىگىت»: they mostly act, but may speak
    return lemma in kinds or lemma.rsplit("-", maxsplit=1)[-1] in kinds or f"{before} {lemma}" in kinds
