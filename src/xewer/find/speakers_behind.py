"""Who stands behind the reporting verb: «… دېدى ئۇ», «… دەپ يازدى ئۇ تورىدا», «… دېدى باش ترېنېر X»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.phrase_words import demonym, doer, possessed
from xewer.find.phrases import BARE, Phrase
from xewer.find.speakers import speaks
from xewer.find.speakers_joined import can_speak, is_person

if TYPE_CHECKING:
    from xewer.find.phrases import Phrases

__all__ = ["after_verb"]

MARKED = 8  # tokens of a name in marks
BEHIND = 40  # tokens behind a verb within which its subject may stand


def after_verb(phrases: Phrases, verb: int, last: int) -> Phrase | None:
    """«… دېدى ئۇ», «… دەپ يازدى ئۇ تورىدا», «… دېدى مۇسابىقىدىن كېيىن باش ترېنېر X»: the nominative behind a verb."""
    tokens, at = phrases.tokens, verb + 1
    last = min(last, at + BEHIND)
    right = phrases.at(at, last)
    if at < last and tokens[at].text in function_words("he") and tokens[at].upos in {"PRON", "DET"}:
        that = right is not None and right.case in BARE and right.last > at and can_speak(tokens[right.last].lemma)
        return right if that else Phrase(at, at, "Nom")  # «دېدى ئۇ تېلېۋىزىيەدە», «دېدى ئۇ ئايال»
    told = tokens[verb].feat("VerbForm") == "Fin"
    if (
        told
        and right is not None
        and right.case == "Acc"
        and (is_person(phrases, right) or tokens[right.last].upos == "PROPN")
    ):
        return right._replace(case="Nom")  # «… دېدى بېللىنى كۈلۈپ»: a name that sounds like an accusative
    marked = _marked_body(phrases, at, last)
    if marked is not None:
        return marked
    if right is not None and right.case == "Gen":
        owned = phrases.at(right.last + 1, last)
        right = owned if owned is not None and owned.owner is not None else right
    if right is not None and right.case in BARE:
        near = _right_behind(phrases, right, last)
        if near is not None:
            return near
    for phrase in phrases.between(at, last):
        if any(tokens[i].upos in {"PUNCT", "VERB", "CCONJ"} for i in range(at, phrase.first)):
            return _named_last(phrases, at, last)
        at = phrase.last + 1
        if phrase.case != "Nom":
            continue
        following = tokens[at] if at < last else None
        ends = following is None or following.upos in {"PUNCT", "ADV", "VERB"} or at in phrases.time_at
        behind = phrases.at(at, last)
        told = following is not None and following.upos == "VERB" and not speaks(phrases, phrase)
        somebody = speaks(phrases, phrase) or doer(tokens[phrase.last])
        if (ends and not told) or (somebody and behind is not None and behind.case not in BARE):
            return phrase
    return _within(phrases, right, verb)


def _within(phrases: Phrases, right: Phrase | None, verb: int) -> Phrase | None:
    """Somebody at the head of a longer phrase: «دېدى [ئاۋسترالىيەلىك شوپۇر] ماشىنىسىدىن چۈشۈپ»."""
    tokens = phrases.tokens
    if verb + 1 < len(tokens) and tokens[verb].feat("VerbForm") == "Fin" and demonym(tokens[verb + 1]):
        rest = phrases.name_at.get(verb + 2) if right is not None and right.first == verb + 1 else None
        name = right is not None and rest is not None and rest == right.entity  # «سكاي سپورتس قا»
        if right is None or right.first != verb + 1 or right.first == right.last or name:
            return Phrase(verb + 1, verb + 1, "Nom")
    if right is None or right.case in {*BARE, "Gen"} or right.first == right.last:
        return None
    owner = tokens[right.last - 1]
    person = owner.upos == "NOUN" and owner.feat("Case") in BARE and speaker_kinds().get(owner.lemma) == "person"
    return (
        right._replace(last=right.last - 1, case="Nom", entity=None)
        if person and possessed(tokens[right.last])
        else None
    )


def _marked_body(phrases: Phrases, at: int, last: int) -> Phrase | None:
    """«… دەپ خەۋەر قىلدى «سالامەتلىك» ژۇرنىلى»: a medium or body whose name stands in marks behind the verb."""
    tokens = phrases.tokens
    if at >= last or tokens[at].text not in {"«", "“"}:
        return None
    close = next((i for i in range(at + 1, min(last, at + MARKED)) if tokens[i].text in {"»", "”"}), None)
    body = None if close is None else phrases.at(close + 1, last)
    if body is None or body.case not in BARE or not possessed(tokens[body.last]):
        return None
    return body if can_speak(tokens[body.last].lemma) else None


def _named_last(phrases: Phrases, at: int, last: int) -> Phrase | None:
    """«… دېدى تۆتىنچى يىللىقتا ئوقۇيدىغان بىر بالىنىڭ ئانىسى X.»: whom the sentence ends with, however described."""
    tokens = phrases.tokens
    end = last - 1
    while end > at and tokens[end].upos == "PUNCT":
        end -= 1
    number = phrases.by_last.get(end)
    phrase = None if number is None else phrases.found[number]
    if phrase is None or phrase.first < at or phrase.case not in BARE:
        return None
    head = tokens[phrase.last]
    if not (is_person(phrases, phrase) or head.upos == "PROPN" or can_speak(head.lemma) or doer(head)):
        return None
    if any(tokens[i].upos == "PUNCT" and tokens[i].text not in {"،", ",", "(", ")"} for i in range(at, phrase.first)):
        return None
    verbs = [tokens[i] for i in range(at, phrase.first) if tokens[i].upos == "VERB"]
    return None if any(verb.feat("VerbForm") in {"", "Fin"} for verb in verbs) else phrase


def _right_behind(phrases: Phrases, right: Phrase, last: int) -> Phrase | None:
    """Somebody right behind the verb: «دېدى ئۇ كۆز يېشى قىلىپ», «دېدى ئاپتور، پروفېسسور X», «دېدى كۇپ ئىستېپاسى …»."""
    tokens = phrases.tokens
    head = tokens[right.last]
    if (head.upos == "PRON" and head.feat("PronType") in {"Prs", ""}) or is_person(phrases, right):
        return right
    following = tokens[right.last + 1] if right.last + 1 < last else None
    if following is not None and following.text in {"،", ","} and can_speak(head.lemma):
        holder = phrases.at(right.last + 2, last)
        if holder is not None and holder.case in BARE and is_person(phrases, holder):
            return holder
    lead = tokens[right.first]
    cut = right.first < right.last and lead.upos == "PROPN" and not possessed(lead) and right.entity is None
    if cut and following is not None and following.upos == "ADP" and lead.feat("Case") in BARE:
        return Phrase(right.first, right.first, "Nom", phrases.name_at.get(right.first))
    return None
