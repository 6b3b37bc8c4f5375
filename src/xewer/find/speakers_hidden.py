"""Subjects that no bare phrase shows: «ئۇ» that looks like "that", names run together with what follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words, source_forms, speaker_kinds
from xewer.find.gazetteer import small_table
from xewer.find.phrase_words import possessed
from xewer.find.phrases import BARE, Phrase
from xewer.find.speakers_joined import can_speak

if TYPE_CHECKING:
    from xewer.find.phrases import Phrases

__all__ = ["by_name", "hidden_subject"]

REACH = 7  # tokens between «ئىسىملىك» and what somebody is
PAUSE = frozenset({"،", ":", ",", "؛"})


def hidden_subject(phrases: Phrases, first: int, last: int) -> Phrase | None:
    """Who speaks in tokens ``[first, last)`` where no bare phrase can, or None."""
    return (
        _pronoun_at_head(phrases, first, last)
        or _called(phrases, first, last)
        or _in_a_statement(phrases, first, last)
        or _name_before_noun(phrases, first, last)
        or _sounds_accusative(phrases, first, last)
    )


def _pronoun_at_head(phrases: Phrases, first: int, last: int) -> Phrase | None:
    """«ئۇ يىغىندا: «…» دېدى»: where nobody else speaks, «ئۇ» at the head is who does, not "that" meeting."""
    if first >= last:
        return None
    token = phrases.tokens[first]
    here = phrases.at(first, last)
    pronoun = (
        token.lemma in function_words("he")
        and token.upos in {"DET", "PRON"}
        and (here is None or here.case not in BARE)
    )
    return Phrase(first, first, "Nom") if pronoun else None


def _in_a_statement(phrases: Phrases, first: int, last: int) -> Phrase | None:
    """«كېڭەش ئەزاسى | باياناتىدا بۇنى رەت قىلدى», «ھەيئەتنىڭ خېتىدە …»: whose statement it is."""
    tokens = phrases.tokens
    for phrase in phrases.between(first, last):
        head = tokens[phrase.last]
        said = head.lemma in source_forms()[0] or speaker_kinds().get(head.lemma) == "medium"
        if phrase.case != "Loc" or not said or not possessed(head):
            continue
        owner = phrase.owner
        if owner is not None and phrases.found[owner].last == phrase.first - 1:
            return phrases.whole(phrases.found[owner])
        name = phrases.name_at.get(phrase.last - 1)
        if phrase.first < phrase.last and (name is not None or can_speak(tokens[phrase.last - 1].lemma)):
            return phrase._replace(last=phrase.last - 1, case="Nom", entity=name)
    return None


def by_name(phrases: Phrases, phrase: Phrase, first: int) -> Phrase:
    """«ئادىل ئىسىملىك بىر | ياش»: what somebody is, with the name that stands before it."""
    for i in range(phrase.first - 1, max(first, phrase.first - REACH), -1):
        if phrases.tokens[i].upos in {"VERB", "PUNCT", "PRON"}:
            break
        name = phrases.name_at.get(i - 1)
        if name is not None and phrases.tokens[i].text in function_words("by name"):
            start = phrases.token_at(phrases.names[name].start)
            if start >= first and phrase.entity is None and phrases.names[name].label == "PERSON":
                return phrase._replace(first=start, entity=name, owner=None)
            break
    return phrase


def _called(phrases: Phrases, first: int, last: int) -> Phrase | None:
    """«روي ۋارن ئىسىملىك 75 ياشلىق گۇۋاھچى | فىلىپنى …»: a name, that it is one, and who has it."""
    tokens = phrases.tokens
    for i in range(first + 1, last):
        name = phrases.name_at.get(i - 1)
        if tokens[i].text not in function_words("by name") or name is None or phrases.names[name].label != "PERSON":
            continue
        start = phrases.token_at(phrases.names[name].start)
        for k in range(i + 1, min(last, i + REACH)):
            if tokens[k].upos == "NOUN" and can_speak(tokens[k].lemma):
                return Phrase(start, k, "Nom", name) if tokens[k].feat("Case") in BARE else None
            if tokens[k].upos in {"VERB", "PUNCT", "PROPN", "PRON"}:
                break
    return None


def _name_before_noun(phrases: Phrases, first: int, last: int) -> Phrase | None:
    """«ۋىليامس | بېشىنى لىڭشىتىپ», «فورد | كومىتېتقا»: a name run together with the phrase behind it."""
    tokens = phrases.tokens
    for phrase in phrases.between(first, last):
        lead = tokens[phrase.first]
        bare = lead.upos == "PROPN" and not possessed(lead) and lead.feat("Case") in BARE
        if phrase.case in {*BARE, "Gen"} or not bare or phrase.first == phrase.last or phrase.entity is not None:
            continue
        name = phrases.name_at.get(phrase.first)
        if name is not None and phrases.names[name].label != "PERSON":
            continue
        end = phrase.first
        while end + 1 < phrase.last and tokens[end + 1].upos == "PROPN":
            end += 1
        apart = not any(possessed(t) for t in tokens[end + 1 : phrase.last + 1])
        leads = phrase.first == first or tokens[phrase.first - 1].text in PAUSE
        if (apart or leads) and tokens[end + 1].upos == "NOUN":
            return Phrase(phrase.first, end, "Nom", name)
    return None


def _sounds_accusative(phrases: Phrases, first: int, last: int) -> Phrase | None:
    """«دىرېكتورى نىلېش سامانى | يۈرەك …»: an office and a name whose end sounds like an accusative."""
    for phrase in phrases.between(first, last):
        entity = None if phrase.entity is None else phrases.names[phrase.entity]
        titled = entity is not None and entity.label == "PERSON" and phrases.tokens[phrase.first].start < entity.start
        verb = phrase.last + 1 < len(phrases.tokens) and phrases.tokens[phrase.last + 1].upos in {"VERB", "AUX", "ADP"}
        listed = phrases.tokens[phrase.last].lemma in small_table("given_names")
        if phrase.case == "Acc" and titled and not verb and not listed:
            return phrase
    return None
