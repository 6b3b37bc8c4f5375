"""The span to show for whom a text names or describes: a name without its office, a description without its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.phrases import BARE
from xewer.model import Mention

if TYPE_CHECKING:
    from xewer.find.phrases import Phrase, Phrases

__all__ = ["mention_of"]

LISTED = 40  # tokens of a list that «قاتارلىقلار» closes
LIST_MARKS = frozenset("«»،,“”")


def mention_of(phrases: Phrases, phrase: Phrase) -> Mention:
    """The span to show for a phrase: the name that it ends with, else the description without its article."""
    tokens, first = phrases.tokens, phrase.first
    if phrase.last in phrases.called:
        return Mention(tokens[phrases.called[phrase.last]].start, tokens[phrase.last].end, "")
    if tokens[phrase.last].text.startswith(tuple(function_words("etc"))):
        return Mention(tokens[_list_start(phrases, first)].start, tokens[phrase.last].end, "")
    behind_mark = phrase.entity is None and first >= 2 and tokens[first - 1].text in '»”"'
    behind_mark = behind_mark and "\n" not in phrases.text[tokens[first - 1].end : tokens[first].start]
    if behind_mark and first >= 3 and speaker_kinds().get(tokens[phrase.last].lemma) == "person":
        opening = next((i for i in range(first - 2, max(-1, first - 8), -1) if tokens[i].text in '«“"'), first)
        return Mention(tokens[opening].start, tokens[phrase.last].end, "")  # «پاختاكور» مەشقاۋۇلى
    marked = behind_mark and first - 2 in phrases.name_at
    if behind_mark and not marked and speaker_kinds().get(tokens[phrase.last].lemma) == "medium":
        mark = next((i for i in range(first - 2, max(-1, first - 8), -1) if tokens[i].text in '«“"'), None)
        if mark is not None:
            return Mention(tokens[mark + 1].start, tokens[first - 2].end, "")  # «سالامەتلىك» ژۇرنىلى
    if marked:
        entity = phrases.names[phrases.name_at[first - 2]]  # «رويتېرس» ئاگېنتلىقى: the name is inside the marks
        return Mention(entity.start, entity.end, entity.text, entity.name, entity.entity_id)
    if phrase.entity is not None:
        entity = phrases.names[phrase.entity]
        begin = _name_start(phrases, phrase)
        if begin is not None:
            return Mention(tokens[begin].start, entity.end, "")
        start = tokens[phrase.first].start
        joined = any(t.upos == "CCONJ" for t in tokens[phrase.first : phrase.last])
        if not joined or entity.start <= start:
            return Mention(entity.start, entity.end, entity.text, entity.name, entity.entity_id)
    else:
        # A name with a possessed head is the description: «سېئۇل ھۆكۈمىتى»; «بىر», «بىر نەپەر» and demonstratives go.
        such = next(
            (i for i in range(max(0, first - 1), phrase.last) if tokens[i].text in function_words("such as")), None
        )
        if such is not None and such - 1 in phrases.name_at:
            return Mention(
                tokens[_list_start(phrases, such)].start, tokens[such - 1].end, ""
            )  # «X ۋە Y | قاتارلىق تورلار»
        article = _article(phrases, phrase)
        if article is not None:
            return Mention(tokens[article + 1].start, tokens[phrase.last].end, "")
        while first < phrase.last and tokens[first].upos in {"NUM", "DET"} and first not in phrases.name_at:
            first += 1
        if phrase.first < first < phrase.last and tokens[first].lemma in function_words("counter"):
            first += 1
        aged = [i for i in range(first, phrase.last) if tokens[i].text in function_words("aged")]
        if aged:
            return Mention(tokens[aged[-1] + 1].start, tokens[phrase.last].end, "")  # «52 ياشلىق | كارېن ۋىتلوك»
    if phrase.owner is not None and phrase.entity is None:
        owner = phrases.found[phrase.owner]
        if owner.last == phrase.first - 1:
            first = owner.first + (tokens[owner.first].text in function_words("named"))
    if first == phrase.last and first > 0 and tokens[first - 1].feat("Case") == "Abl":
        before = phrases.by_last.get(first - 1)
        some = before is not None and tokens[first].lemma in function_words("somebody")
        if before is not None and some and _people(phrases, phrases.found[before]):
            first = phrases.found[before].first  # «ئاھالىلەردىن بىرى»
    start, end = tokens[first].start, tokens[phrase.last].end
    return Mention(start, end, "")


def _people(phrases: Phrases, phrase: Phrase) -> bool:
    """Whether a phrase is some of whom one may be: «ئاھالىلەردىن بىرى», not «كەينىدىن بىرسى»."""
    head = phrases.tokens[phrase.last]
    return phrase.entity is not None or head.feat("Number") == "Plur" or head.lemma in speaker_kinds()


def _article(phrases: Phrases, phrase: Phrase) -> int | None:
    """The «بىر» of a description: what stands before it only says which («بۇ ئىشتىن خەۋەردار بىر | مەنبە»), or None."""
    for i in range(phrase.last - 1, phrase.first - 1, -1):
        token = phrases.tokens[i]
        if token.text in function_words("article"):
            counted = phrases.tokens[i + 1].lemma in function_words("counter")
            return i + 1 if counted and i + 1 < phrase.last else i
    return None


def _name_start(phrases: Phrases, phrase: Phrase) -> int | None:
    """First token of a forename that the name's span leaves out: «گېنېرال روبېرت | ستانتون», or None."""
    tokens = phrases.tokens
    at = next(
        (i for i in range(phrase.first, phrase.last + 1) if phrases.name_at.get(i) == phrase.entity), phrase.first
    )
    if phrase.entity is None or phrases.names[phrase.entity].label != "PERSON" or at - 2 < phrase.first:
        return None
    forename, office = tokens[at - 1], tokens[at - 2]
    known = forename.upos == "PROPN" and at - 1 not in phrases.name_at and forename.feat("Case") in BARE
    return at - 1 if known and speaker_kinds().get(office.lemma) == "person" else None


def _list_start(phrases: Phrases, first: int) -> int:
    """First token of the names that «قاتارلىقلار» closes: «…» ۋە «…» قاتارلىقلار."""
    tokens, at = phrases.tokens, first
    while at > 0 and first - at < LISTED:
        before = tokens[at - 1]
        joins = before.text in LIST_MARKS or before.upos == "CCONJ"
        if not joins and not (before.upos in {"NOUN", "PROPN", "ADJ", "NUM"} and before.feat("Case") in BARE):
            break
        at -= 1
    while at < first and tokens[at].text in {"،", ",", "»"}:
        at += 1
    return at
