"""Who speaks, and to whom: the nominative subject of a reporting verb, and its dative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.phrases import BARE, Phrase
from xewer.model import Mention

if TYPE_CHECKING:
    from xewer.find.phrases import Phrases

__all__ = ["addressee", "after_verb", "mention_of", "owner_phrase", "speaks", "subject"]

PAUSE = frozenset({"،", ":", ",", "؛"})


def subject(phrases: Phrases, first: int, last: int) -> Phrase | None:
    """The likeliest subject among the phrases in tokens ``[first, last)``, or None.

    The matrix subject is nominative and stands before the genitive subject of the reported clause
    («سېئۇل ھۆكۈمىتى پيوڭياڭنىڭ … ئەۋەتكەنلىكىنى ئېلان قىلدى»), so what follows a genitive counts less.
    """
    best: tuple[float, int] | None = None
    chosen = None
    genitive_seen = 0
    for phrase in phrases.between(first, last):
        if phrase.case == "Gen":
            genitive_seen += 1
            continue
        if phrase.case not in BARE:
            continue
        score = _score(phrases, phrase, first, last)
        if score is None:
            continue
        if phrase.owner is None and genitive_seen:
            score -= 3
        key = (score, -phrase.first)
        if best is None or key > best:
            best, chosen = key, phrase
    return phrases.whole(chosen) if chosen is not None and best is not None and best[0] >= 1 else None


def _score(phrases: Phrases, phrase: Phrase, first: int, last: int) -> float | None:
    """How likely a bare phrase is the one who speaks; None if it cannot be."""
    tokens = phrases.tokens
    head = tokens[phrase.last]
    following = tokens[phrase.last + 1] if phrase.last + 1 < len(tokens) else None
    topic = following is not None and following.text in function_words("topic")
    if following is not None and not topic:
        if following.upos in {"ADP", "PART", "AUX"}:
            return None
        if following.upos == "VERB" and phrase.entity is None and head.upos == "NOUN" and not _can_speak(head.lemma):
            return None  # object or light-verb noun: «مۇكاپات بەردى», «قارار چىقاردى»
        if following.upos == "CCONJ" and any(
            p.first == phrase.last + 2 and p.case in BARE for p in phrases.between(phrase.last + 2, last)
        ):
            return None  # «جەنۇبىي كورېيە ۋە غەرب ئاخبارات ئورگانلىرى»: the last of them stands for all
    if head.lemma in function_words("self") or _in_marks(phrases, phrase):
        return None
    score = 0.0
    if phrase.entity is not None:
        label = phrases.names[phrase.entity].label
        score = {"PERSON": 4.0, "ORG": 3.0, "GPE": 2.5}.get(label, 0.0)
    elif head.upos == "PRON":
        score = 3.0 if head.feat("PronType") in {"Prs", "", "Dem"} else 0.5
    elif _can_speak(head.lemma):
        score = 3.0
    elif (head.upos == "NOUN" and head.lemma.endswith(tuple(function_words("agent")))) or head.upos == "PROPN":
        score = 2.0
    elif head.feat("Number") == "Plur" or head.feat("Person[psor]"):
        score = 0.6
    elif head.upos == "VERB":
        return None
    else:
        score = 0.2
    if topic or (following is not None and following.text in PAUSE):
        score += 1.2
    lead = phrases.found[phrase.owner].first if phrase.owner is not None else phrases.whole(phrase).first
    if lead == first:
        score += 0.8
    if phrase.last + 1 == last:
        score += 0.4
    if following is not None and following.upos == "VERB" and phrase.entity is None and lead != first:
        score -= 1.5  # right before a verb stands its object: «… بىر گۇرۇپپا ئەۋەتكەنلىكىنى»
    if _clause_ends(phrases, phrase.last + 1, last):
        score -= 1.5  # «X … قايتقاندا، Y … دېدى»: the later one is nearer the verb
    return score


def _in_marks(phrases: Phrases, phrase: Phrase) -> bool:
    """«ئىتتىپاق» جەمئىيىتىنىڭ …: what stands between marks before a possessed head only names that head."""
    after = phrases.tokens[phrase.last + 1 : phrase.last + 3]
    return len(after) == 2 and after[0].text in {"»", "”", '"'} and after[1].feat("Person[psor]") == "3"


def _clause_ends(phrases: Phrases, first: int, last: int) -> bool:
    """Whether a verb with a comma behind it stands between two tokens."""
    tokens = phrases.tokens
    return any(
        tokens[i].upos == "VERB" and tokens[i + 1].text in PAUSE for i in range(first, min(last, len(tokens) - 1))
    )


def speaks(phrases: Phrases, phrase: Phrase) -> bool:
    """Whether a phrase is somebody: a person, a body, a place that stands for its government, a pronoun."""
    head = phrases.tokens[phrase.last]
    if head.upos == "PRON":
        return head.feat("PronType") != "Dem" or head.feat("Number") == "Plur"  # «بۇ … كۆرسىتىدۇ»: a thing shows it
    return phrase.entity is not None or _can_speak(head.lemma) or head.upos == "PROPN"


def _can_speak(lemma: str) -> bool:
    return lemma in speaker_kinds() or lemma.rsplit("-", maxsplit=1)[-1] in speaker_kinds()


def after_verb(phrases: Phrases, verb: int, last: int) -> Phrase | None:
    """«… دېدى ئۇ», «… دېدى مۇسابىقىدىن كېيىن باش ترېنېر X»: a nominative between a verb and token ``last``."""
    tokens, at = phrases.tokens, verb + 1
    for phrase in phrases.between(at, last):
        if any(tokens[i].upos in {"PUNCT", "VERB", "CCONJ"} for i in range(at, phrase.first)):
            return None
        at = phrase.last + 1
        following = tokens[at] if at < last else None
        if phrase.case == "Nom" and (following is None or following.upos in {"PUNCT", "ADV", "VERB"}):
            return phrase
    return None


def addressee(phrases: Phrases, first: int, last: int) -> Phrase | None:
    """The dative person or body nearest before token ``last``: «كىمغا: …», «مۇخبىرلارغا … دېدى»."""
    for phrase in reversed(phrases.between(first, last)):
        if phrase.case != "Dat":
            continue
        head = phrases.tokens[phrase.last]
        if phrase.entity is not None:
            if phrases.names[phrase.entity].label in {"PERSON", "ORG", "GPE"}:
                return phrases.whole(phrase)
        elif head.upos == "PRON" or _can_speak(head.lemma):
            return phrases.whole(phrase)
    return None


def owner_phrase(phrases: Phrases, token: int) -> Phrase | None:
    """The phrase that ends just before a token, genitive or bare: who owns a report («رېيتېرنىڭ خەۋىرى»)."""
    number = phrases.by_last.get(token - 1)
    return None if number is None else phrases.whole(phrases.found[number])


def mention_of(phrases: Phrases, phrase: Phrase) -> Mention:
    """The span to show for a phrase: the name that it ends with, else the description without its article."""
    tokens, first = phrases.tokens, phrase.first
    if phrase.entity is None and first >= 2 and tokens[first - 1].text in '»”"' and first - 2 in phrases.name_at:
        entity = phrases.names[phrases.name_at[first - 2]]  # «رويتېرس» ئاگېنتلىقى: the name is inside the marks
        return Mention(entity.start, entity.end, entity.text, entity.name, entity.entity_id)
    if phrase.entity is not None:
        entity = phrases.names[phrase.entity]
        start = tokens[phrase.first].start
        joined = any(t.upos == "CCONJ" for t in tokens[phrase.first : phrase.last])
        if not joined or entity.start <= start:
            return Mention(entity.start, entity.end, entity.text, entity.name, entity.entity_id)
    else:
        # A name with a possessed head is the description: «سېئۇل ھۆكۈمىتى»; «بىر», «بىر نەپەر» and demonstratives go.
        while first < phrase.last and tokens[first].upos in {"NUM", "DET"} and first not in phrases.name_at:
            first += 1
    if phrase.owner is not None and first == phrase.first and phrase.entity is None:
        owner = phrases.found[phrase.owner]
        if owner.last == first - 1:
            first = owner.first
    start, end = tokens[first].start, tokens[phrase.last].end
    return Mention(start, end, "")
