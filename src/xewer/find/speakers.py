"""Who speaks, and to whom: the nominative subject of a reporting verb, and its dative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words, source_forms, speaker_kinds
from xewer.find.gazetteer import role_nouns
from xewer.find.phrase_words import doer, is_people, possessed
from xewer.find.phrases import BARE, Phrase
from xewer.find.speakers_excluded import glossed, heads_body, in_marks, issued, named_beside, that_one
from xewer.find.speakers_hidden import by_name, hidden_subject
from xewer.find.speakers_joined import can_speak, indefinite_subject, is_person, joined_subject, of_purpose

if TYPE_CHECKING:
    from xewer.find.phrases import Phrases
    from xewer.model import Token

__all__ = ["addressee", "owner_phrase", "speaks", "subject"]

LEAST = 1.0  # score above which a phrase may be the speaker; a person named behind a genitive subject has just this
CLEAR = 2.4  # score of somebody who can speak
PAUSE = frozenset({"،", ":", ",", "؛"})
ENDS = frozenset(".!؟?…")
GLOSS = 12  # tokens of a gloss in brackets
SERIES = 6  # things that commas and one «ۋە» join
APPOSED = 16  # tokens between an office and the name of who holds it


def subject(phrases: Phrases, first: int, last: int, person: str = "", *, finite: bool = False) -> Phrase | None:
    """The likeliest subject among the phrases in tokens ``[first, last)``, or None.

    ``person`` is that of the reporting verb; with ``finite`` what is told stands there too, with finite verbs.

    The matrix subject is nominative and stands before the genitive subject of the reported clause
    («سېئۇل ھۆكۈمىتى پيوڭياڭنىڭ … ئەۋەتكەنلىكىنى ئېلان قىلدى»), so what follows a genitive counts less.
    """
    best: tuple[float, int] | None = None
    chosen = None
    genitive = -1  # last token of a genitive subject that has come
    first = _inside_marks(phrases, first, last)
    for phrase in phrases.between(first, last):
        if phrase.case == "Gen":
            if not _owns_bare(phrases, phrase):
                genitive = phrase.last
            continue
        if phrase.case not in BARE:
            continue
        score = _score(phrases, phrase, first, last)
        if score is None or not _agrees(phrases.tokens[phrase.last], person):
            continue
        if finite and score >= CLEAR and genitive < 0:
            return phrases.whole(phrase)  # what is told has a subject of its own, further on
        if genitive < 0 and score >= CLEAR and _opens(phrases, phrase, first, last):
            return joined_subject(phrases, phrases.whole(phrase), first)
        inner = phrase.owner is None and genitive >= 0 and not of_purpose(phrases, phrase)
        if (
            inner
            and not _clause_ends(phrases, genitive + 1, phrase.first)
            and not _has(phrases, phrase, genitive, first)
        ):
            score -= 3
        key = (score, -phrase.first)
        if best is None or key > best:
            best, chosen = key, phrase
    if chosen is not None and best is not None and (best[0] > LEAST or _leads(phrases, chosen, first, genitive)):
        return joined_subject(phrases, by_name(phrases, phrases.whole(chosen), first), first)
    return indefinite_subject(phrases, first, last) or hidden_subject(phrases, first, last)


def _published(phrases: Phrases, phrase: Phrase, last: int) -> bool:
    """«X ئېلان قىلغان سىندا سەنئەتكار «…» دېگەن»: X made what somebody right before the marks is seen in."""
    number = phrases.by_last.get(last - 1)
    near = None if number is None else phrases.found[number]
    person = near is not None and speaker_kinds().get(phrases.tokens[near.last].lemma) == "person"
    if near is None or not person or near == phrase or near.case not in BARE:
        return False
    between = phrases.tokens[phrase.last + 1 : near.first]
    return any(t.upos == "VERB" and t.feat("VerbForm") == "Part" and not t.feat("Case") for t in between)


def _opens(phrases: Phrases, phrase: Phrase, first: int, last: int) -> bool:
    """Whether somebody at the head of the clause is its subject, whoever is named behind: «X … چېن چۈەنگونىڭ …»."""
    lead = phrases.whole(phrase).first if phrase.owner is None else phrases.found[phrase.owner].first
    if lead != first or (phrase.owner is not None and not can_speak(phrases.tokens[phrase.last].lemma)):
        return False
    if phrase.entity is not None and phrases.names[phrase.entity].label in {"GPE", "LOC"}:
        return False  # a country may only describe who comes behind it
    beside = phrases.at(phrase.last + 1, last)
    if beside is not None and phrases.tokens[beside.first].upos not in {"NUM", "DET", "PRON"}:
        whose = possessed(phrases.tokens[beside.last]) and beside.entity is None
        if beside.case in BARE or whose:
            return False  # «كومىتېت | رەئىسى چاك گراسلېي», «مۇساپىرلار | لاگېرىدا ياشايدىغان مەريەم»
    if any(phrases.tokens[i].text in ENDS for i in range(phrase.last + 1, last)):
        return False
    if _apposed(phrases, phrase, last) or _published(phrases, phrase, last):
        return False
    return not (_clause_ends(phrases, phrase.last + 1, last) or _when_ends(phrases, phrase.last + 1, last))


def _has(phrases: Phrases, phrase: Phrase, genitive: int, first: int) -> bool:
    """Whether an earlier genitive is no subject: it belongs to this phrase or to the clause that describes it.

    «كېڭەشنىڭ مائارىپقا مەسئۇل ئەزاسى جۇلىي مارسدېن», «شەھەرنىڭ ئارخىپىنى تەھلىل قىلغان تەتقىقاتچىلار».
    """
    before = phrases.tokens[phrase.first - 1]
    owned = phrases.by_last.get(phrase.first - 1)
    beside = None if owned is None else phrases.found[owned]
    oblique = beside is not None and beside.owner == phrases.by_last[genitive] and beside.case in {"Dat", "Loc", "Abl"}
    if oblique and phrases.tokens[phrase.last].upos == "PRON":
        return True  # «ئادۋوكاتىنىڭ سوئالىغا | ئۇ …»
    if before.upos == "VERB" and before.feat("VerbForm") == "Part" and before.feat("Case") in BARE:
        return True
    if not any(possessed(t) for t in phrases.tokens[phrase.first : phrase.last + 1]):
        return False
    if phrases.found[phrases.by_last[genitive]].first == first and can_speak(phrases.tokens[phrase.last].lemma):
        return True  # «مىنىستىرلىقنىڭ لايىھەسىگە مەسئۇل بىر ئەمەلدارى»: nobody stands before the genitive
    between = phrases.between(genitive + 1, phrase.first)
    return not any(possessed(phrases.tokens[p.last]) for p in between)


def _when_ends(phrases: Phrases, first: int, last: int) -> bool:
    """Whether «-غاندا» with somebody right behind it stands there: «X چىقىپ كېتىۋاتقاندا | بىر ئايال …»."""
    tokens = phrases.tokens
    for i in range(first, last - 1):
        verb = tokens[i]
        if verb.upos not in {"VERB", "AUX"} or verb.feat("VerbForm") != "Part" or verb.feat("Case") != "Loc":
            continue
        behind = phrases.at(i + 1, last)
        if behind is not None and behind.case in BARE and behind.owner is None:
            head = tokens[behind.last]
            if head.upos == "PRON" or is_person(phrases, behind) or can_speak(head.lemma):
                return True
    return False


def _leads(phrases: Phrases, phrase: Phrase, first: int, genitive: int) -> bool:
    """A bare phrase at the head of the clause, with the genitive subject of another clause behind it, must be one."""
    tokens = phrases.tokens
    lead = phrases.found[phrase.owner].first if phrase.owner is not None else phrase.first
    following = tokens[phrase.last + 1] if phrase.last + 1 < len(tokens) else None
    plain = following is not None and following.upos not in {"VERB", "AUX", "PUNCT", "CCONJ", "ADP", "PART"}
    return lead == first and genitive > phrase.last and plain


def _agrees(head: Token, person: str) -> bool:
    """«مەن» says «دېدىم», everybody else «دېدى»."""
    own = head.feat("Person") if head.upos == "PRON" else "3"
    return not person or (own or "3") == person


def _owns_bare(phrases: Phrases, genitive: Phrase) -> bool:
    """Whether a genitive owns the bare phrase right behind it: «تەشكىلاتنىڭ رەئىسى», no subject of a clause."""
    following = phrases.at(genitive.last + 1, genitive.last + GLOSS)
    if following is None or following.owner is None:
        return False
    behind = phrases.tokens[following.last + 1] if following.last + 1 < len(phrases.tokens) else None
    one_of = following.case == "Abl" and behind is not None and behind.lemma in function_words("somebody")
    return following.case in BARE or one_of  # «دوكلاتنىڭ ئاپتورلىرىدىن بىرى …»


def _inside_marks(phrases: Phrases, first: int, last: int) -> int:
    """First token behind a quotation mark that is still open at ``last``: who speaks in a quotation stands in it.

    «تەپتىش … دېدى: «گۇۋاھچى بىزگە <…> دېدى»»: the witness, not the prosecutor.
    """
    opened: list[int] = []
    for i in range(first, last):
        if phrases.tokens[i].text == "«":
            opened.append(i)
        elif phrases.tokens[i].text == "»" and opened:
            opened.pop()
    if not opened:
        return first
    a, b = phrases.tokens[last - 1].end, phrases.text.find("\n", phrases.tokens[last - 1].end)
    line = phrases.text[a : b if b >= 0 else None]
    return opened[-1] + 1 if line.count("»") > line.count("«") else first


def _score(phrases: Phrases, phrase: Phrase, first: int, last: int) -> float | None:
    """How likely a bare phrase is the one who speaks; None if it cannot be."""
    tokens = phrases.tokens
    head = tokens[phrase.last]
    following = tokens[phrase.last + 1] if phrase.last + 1 < len(tokens) else None
    topic = following is not None and following.text in function_words("topic")
    series = _series(phrases, phrase, last)
    if series is not None and series.case not in BARE:
        return None  # «گوگل، مىكروسوفت ۋە ئالما شىركەتلىرىدە ئىشلىگەن …»: the case of the last is that of all
    if following is not None and not topic:
        aside = following.upos in {"PART", "AUX"} or following.text in function_words("apart")
        if aside or (following.upos == "ADP" and phrase.last + 1 not in phrases.time_at):  # «X يېقىندا …»: recently
            return None
        if following.feat("VerbForm") == "Vnoun" and following.feat("Case") == "Abl" and not following.feat("Tense"):
            return None  # «بالا تۇغۇلۇشتىن بۇرۇن ئۇ …»: the subject of another clause
        if following.text in function_words("being"):
            return None  # «3200 ئادەم بار جايدا، ئاھالىلەر …»: that they are there is said of them
        light = following.lemma in function_words("light")
        if following.upos == "VERB" and phrase.entity is None and head.upos == "NOUN":
            if light and phrase.first == phrase.last and head.feat("Number") != "Plur":
                return None  # light-verb noun: «ئېلان قىلدى», «مۇكاپات بەردى»
            if not can_speak(head.lemma):
                return None  # object: «قارار چىقاردى»
        if series is not None:
            return None  # «جەنۇبىي كورېيە ۋە غەرب ئاخبارات ئورگانلىرى»: the last of them stands for all
    if (
        head.text in function_words("apart")
        or head.lemma in function_words("self")
        or in_marks(phrases, phrase)
        or glossed(phrases, phrase)
    ):
        return None
    if phrase.entity is None and issued(phrases, phrase):
        return None
    if phrase.entity is not None and heads_body(phrases, phrase, last):
        return None  # «ساينسبۇري | تۈرلۈك ماللار شىركىتىنىڭ … مايك كوئۇپ»: whose company it is
    if head.lemma in function_words("pointing"):
        return None  # «مانا بۇ … دىن دېرەك بېرىدۇ»
    if head.upos == "PRON" and head.lemma in function_words("he") and that_one(phrases, phrase, last):
        return None  # «ئۇ | ئايال: …»: that woman
    if phrase.entity is None and possessed(head) and can_speak(head.lemma) and named_beside(phrases, phrase, last):
        return None  # «… تاللا بازار گۇرۇھى | سەينىسبۇرى»: the name says who it is
    score = 0.0
    if phrase.last in phrases.called:
        score = 4.0
    elif is_people(head) or _somebody(head):
        score = 3.0
    elif phrase.entity is not None:
        label = phrases.names[phrase.entity].label
        score = {"PERSON": 4.0, "ORG": 3.0, "GPE": 2.5}.get(label, 0.6)  # a palace that opens its clause
    elif head.upos == "PRON":
        indefinite = head.feat("PronType") not in {"Prs", "", "Dem"}
        score = 0.5 if indefinite and head.lemma not in function_words("somebody") else 3.0
    elif can_speak(head.lemma, tokens[phrase.last - 1].text if phrase.first < phrase.last else ""):
        score = 3.0
    elif head.text.startswith(tuple(function_words("etc"))):
        score = 3.0  # «… ۋە شىنجاڭ گېزىتى» قاتارلىقلار
    elif doer(head) or head.upos == "PROPN":
        score = 2.6 if head.feat("Number") == "Plur" else 2.0
    elif head.feat("Number") == "Plur" or head.feat("Person[psor]"):
        score = 0.6
    elif head.upos == "VERB":
        return None
    else:
        score = 0.2
    if head.upos == "PRON" and phrase.first == phrase.last and _before_person(phrases, phrase, last):
        score += 1.5  # «ئۇ | ۋىلدېرس باش مىنىستىر بولىدىغان ھۆكۈمەتكە …»: the clause of another begins behind it
    pause = following is not None and following.text in PAUSE and not _apposed(phrases, phrase, last)
    if topic or pause:
        score += 1.2
    lead = phrases.found[phrase.owner].first if phrase.owner is not None else phrases.whole(phrase).first
    if lead == first:
        score += 0.8
    if following is not None and following.feat("Reflex") and following.feat("Case") == "Gen":
        score += 1.5  # «ئۇ | ئۆزىنىڭ … لىقىنى بىلدۈردى»
    if phrase.last + 1 == last:
        score += 0.4
    beside = phrases.at(phrase.last + 1, last)
    at_end = beside is not None and beside.last + 1 == last
    if beside is not None and at_end and tokens[beside.last].lemma in role_nouns("platform"):
        score += 1.2  # «باغچا تىۋىتتېردا: «…»»
    many = head.upos == "PRON" or (head.feat("Number") == "Plur" and can_speak(head.lemma))
    if following is not None and following.upos == "VERB" and phrase.entity is None and lead != first and not many:
        score -= 1.5  # right before a verb stands its object: «… بىر گۇرۇپپا ئەۋەتكەنلىكىنى»
    if _when_ends(phrases, phrase.last + 1, last) or _published(phrases, phrase, last):
        score -= 2.5
    if any(t.text in function_words("aged") for t in tokens[phrase.first : phrase.last]):
        score += 2.0  # «52 ياشلىق كارېن ۋىتلوك»
    if _clause_ends(phrases, phrase.last + 1, last):
        score -= 1.5  # «X … قايتقاندا، Y … دېدى»: the later one is nearer the verb
    elif _clause_ends(phrases, phrase.last + 1, last, converb=True):
        score -= 0.4  # «X … ئىشلەپ، … دېدى» has one subject, as a rule
    compound = following is not None and following.feat("Person[psor]") == "3" and following.upos == "NOUN"
    if compound and phrase.entity is None and head.feat("Number") == "Plur" and lead != first:
        score -= 2.2  # «باشلىقلار يىغىنىغا»
    return score


def _before_person(phrases: Phrases, pronoun: Phrase, last: int) -> bool:
    """Whether somebody named, in the nominative too, stands right behind a pronoun."""
    behind = phrases.at(pronoun.last + 1, last)
    return behind is not None and behind.entity is not None and behind.case in BARE and is_person(phrases, behind)


def _somebody(head: Token) -> bool:
    """«ئىككىيلەن», «ئۇلارنىڭ بىرى»; the bare numeral «بىر» is nobody."""
    if head.lemma in function_words("collective"):
        return True
    counted = head.upos == "NUM" and head.feat("Person[psor]") != "3"
    return head.upos != "PRON" and not counted and head.lemma in function_words("somebody")


def _series(phrases: Phrases, phrase: Phrase, last: int) -> Phrase | None:
    """The last of the things that «ۋە» joins to this one, with commas before it; None if none is."""
    tokens, here, joined = phrases.tokens, phrase, False
    while here.last + 2 < last:
        mark = tokens[here.last + 1]
        if not (mark.upos == "CCONJ" or mark.text in {"،", ","}):
            break
        following = phrases.at(here.last + 2, last)
        if following is None:
            break
        if mark.upos == "CCONJ":
            joined = True
        elif not _and_follows(phrases, following, last):
            break
        here = following
        if joined:
            return here
    return None


def _and_follows(phrases: Phrases, phrase: Phrase, last: int) -> bool:
    """Whether «ۋە» or a further comma with «ۋە» behind it follows a phrase."""
    tokens, here = phrases.tokens, phrase
    for _ in range(SERIES):
        if here.last + 2 >= last or here.case not in BARE:
            return False
        mark = tokens[here.last + 1]
        if mark.upos == "CCONJ":
            return True
        following = phrases.at(here.last + 2, last)
        if mark.text not in {"،", ","} or following is None:
            return False
        here = following
    return False


def _apposed(phrases: Phrases, phrase: Phrase, last: int) -> bool:
    """«شىركەتنىڭ قۇرغۇچىسى، مىلياردېر ئېلون ماسك …»: an office, a comma, and the person who holds it."""
    head = phrases.tokens[phrase.last]
    if phrase.entity is not None or phrase.last in phrases.called or head.upos == "PRON":
        return False
    for other in phrases.between(phrase.last + 2, min(last, phrase.last + APPOSED)):
        if other.case in BARE and is_person(phrases, other):
            # «ئۇلارنىڭ بىرى، لىدىستىن كەلگەن ئوقۇتقۇچى X»: a participle may stand between
            verbs = [t for t in phrases.tokens[phrase.last + 2 : other.first] if t.upos in {"VERB", "AUX"}]
            return all(t.feat("VerbForm") == "Part" and not t.feat("Case") for t in verbs)
    return False


def _clause_ends(phrases: Phrases, first: int, last: int, *, converb: bool = False) -> bool:
    """Whether a verb with a comma behind it stands between two tokens: a converb («-ىپ،»), or any other verb."""
    tokens = phrases.tokens
    for i in range(first, min(last, len(tokens) - 2)):
        told = tokens[i].feat("Case") == "Acc"  # «X … كەلگەنلىكىنى، … لىقىنى ئېيتتى»: one clause with two objects
        if not told and tokens[i].upos in {"VERB", "AUX"} and (tokens[i].feat("VerbForm") == "Conv") == converb:
            later = tokens[i].feat("Case") == "Abl" and tokens[i + 1].upos == "ADP"  # «ئەيىبلىگەندىن كېيىن،»
            if tokens[i + 2 if later else i + 1].text in PAUSE:
                return True
    return False


def speaks(phrases: Phrases, phrase: Phrase) -> bool:
    """Whether a phrase is somebody: a person, a body, a place that stands for its government, a pronoun."""
    head = phrases.tokens[phrase.last]
    if head.upos == "PRON":
        return head.feat("PronType") != "Dem" or head.feat("Number") == "Plur"  # «بۇ … كۆرسىتىدۇ»: a thing shows it
    if any(t.text in function_words("aged") for t in phrases.tokens[phrase.first : phrase.last]):
        return True  # «سەككىز ياشلىق ئەمىلى»
    return phrase.entity is not None or head.upos == "PROPN" or can_speak(head.lemma)


def addressee(phrases: Phrases, first: int, last: int, *, asked: bool = False) -> Phrase | None:
    """The dative person or body nearest before token ``last``: «كىمغا: …», «مۇخبىرلارغا … دېدى».

    ``asked``: the ablative, too («گۇۋاھچىدىن … سورىدى»).
    """
    for phrase in reversed(phrases.between(first, last)):
        if phrase.case != "Dat" and not (asked and phrase.case == "Abl"):
            continue
        head = phrases.tokens[phrase.last]
        if phrase.entity is not None:
            if phrases.names[phrase.entity].label in {"PERSON", "ORG", "GPE"}:
                return phrases.whole(phrase)
        elif (head.upos == "PRON" or can_speak(head.lemma)) and head.lemma not in source_forms()[0]:
            return phrases.whole(phrase)
    return None


def owner_phrase(phrases: Phrases, token: int) -> Phrase | None:
    """The phrase that ends just before a token, genitive or bare: who owns a report («رېيتېرنىڭ خەۋىرى»)."""
    number = phrases.by_last.get(token - 1)
    return None if number is None else phrases.whole(phrases.found[number])
