"""Source phrases: «X نىڭ خەۋىرىگە قارىغاندا، …», «X نىڭ ئېيتىشىچە، …», «X خەۋىرىدە تەكىتلىنىشىچە، …»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import cue_table, function_words, source_forms, speaker_kinds, study_forms
from xewer.find.endings import endings
from xewer.find.speakers import owner_phrase, speaks, subject
from xewer.find.speakers_mention import mention_of
from xewer.model import Mention, Quote

if TYPE_CHECKING:
    from xewer.find.phrases import Phrase, Phrases
    from xewer.model import Doc, Token

__all__ = ["CLOSING", "SHORTEST", "STOPS", "hedge_end", "is_medium", "medium_in", "medium_owner", "source_phrases"]

STOPS = frozenset({"،", ",", "؛", ":"})
CLOSING = frozenset({"»", "”", '"', "›", ">"})
END = ".!؟?… \n،,؛-–—"
SHORTEST = 2  # words: «كەلگەنلىكىنى ئېيتتى» alone reports too little to be a claim of its own
HEDGE = 6  # tokens from the head of a sentence to the end of an impersonal «مەلۇم بولۇشىچە»
GERUND = ("ش", "ىش", "ۇش", "ۈش")
RELATIVE = 24  # tokens of a clause that says who published a report
FAR = 5  # tokens between the owner of a report and the report, adjectives and a day between them


def source_phrases(doc: Doc, phrases: Phrases, first: int, last: int) -> list[Quote]:
    """What sources named by a phrase of the sentence say: the rest of it."""
    out = []
    tokens = doc.tokens
    for i in range(first, last):
        named = _named(phrases, i, first)
        cue_first = i if named is not None else _cue_first(phrases, i, first)
        if cue_first is None:
            continue
        who = named or _source(phrases, i, cue_first, first)
        if who is None:
            continue
        begin = i + 1
        while begin < last and tokens[begin].text in STOPS:
            begin += 1
        end = last - 1
        while end > begin and tokens[end].upos == "PUNCT" and tokens[end].text in END:
            end -= 1
        if end - begin + 1 < SHORTEST:
            continue
        start, stop = tokens[begin].start, tokens[end].end
        cue = Mention(tokens[cue_first].start, tokens[i].end, doc.text[tokens[cue_first].start : tokens[i].end])
        speaker = mention_of(phrases, who)
        out.append(
            Quote(
                start,
                stop,
                doc.text[start:stop],
                direct=False,
                speaker=speaker._replace(text=doc.text[speaker.start : speaker.end]),
                cue=cue,
                rule="claim/source-phrase",
                confidence=0.85,
            )
        )
    return out


def hedge_end(phrases: Phrases, first: int, last: int) -> int:
    """Token after an impersonal «مەلۇم بولۇشىچە،» or «خەۋەر قىلىنىشىچە،» at the head of a sentence, else ``first``."""
    tokens = phrases.tokens
    for i in range(first, min(last - 1, first + HEDGE)):
        if tokens[i].feat("Case") == "Equ" and tokens[i].feat("VerbForm") == "Vnoun" and tokens[i + 1].text in STOPS:
            return i + 2
    return first


def is_medium(token: Token) -> bool:
    """Whether a noun is what something is said in: «بايانات», «خەۋەر», «سۆز», «گېزىت», «تەكشۈرۈش»."""
    nouns, _ = source_forms()
    gerund = token.feat("VerbForm") == "Vnoun" and any(token.lemma + ending in nouns for ending in GERUND)
    medium = speaker_kinds().get(token.lemma) == "medium" or token.lemma in function_words("decree")
    return token.lemma in nouns or gerund or medium


def medium_in(phrases: Phrases, start: int, end: int) -> Phrase | None:
    """The first phrase in tokens ``[start, end)`` that names a medium in the locative: «بىر باياناتىدا»."""
    for phrase in phrases.between(start, end):
        if phrase.case == "Loc" and is_medium(phrases.tokens[phrase.last]):
            return phrase
    return None


def medium_owner(phrases: Phrases, phrase: Phrase, first: int) -> Phrase:
    """Whose medium it is: «جەمئىيىتىنىڭ بىر باياناتىدا», «تەشكىلات دوكلاتىدا»; the medium itself where nobody's."""
    return _owner(phrases, phrase.last, first) or _publisher(phrases, phrase.last, first) or phrase


def _cue_first(phrases: Phrases, i: int, first: int) -> int | None:
    """First token of the source cue that ends with token ``i``, or None."""
    tokens = phrases.tokens
    token = tokens[i]
    nouns, posts = source_forms()
    oblique = i > first and tokens[i - 1].feat("Case") in {"Dat", "Abl"}
    if (
        oblique
        and token.text in posts
        and (tokens[i - 1].lemma in nouns or _what_was_said(tokens[i - 1]) or _studied(tokens[i - 1]))
    ):
        return i - 1
    if oblique and _learnt(token) and tokens[i - 1].feat("Case") == "Abl" and is_medium(tokens[i - 1]):
        return i  # «خەۋىرىدىن ئىگىلىنىشىچە»
    if i - 1 > first and token.lemma in function_words("able") and tokens[i - 1].text in function_words("known"):
        known = token.feat("Case") == "Equ" and tokens[i - 2].feat("Case") in {"Abl", "Loc"}
        return i - 1 if known and is_medium(tokens[i - 2]) else None  # «تەتقىقاتتىن مەلۇم بولۇشىچە»
    if token.upos == "NOUN" and token.lemma in nouns and token.feat("Person[psor]") == "3" and i > first:
        in_view = token.feat("Case") == "Loc" and token.lemma in function_words("view")
        if token.feat("Case") == "Equ" or (in_view and i + 1 < len(tokens) and tokens[i + 1].text in STOPS):
            return i  # «ئۇنىڭ سۆزىچە», «مۇتەخەسسىسلەرنىڭ قارىشىدا،»
    found = token.lemma in function_words("finding") and token.feat("Case") == "Equ" and token.feat("Voice") == "Pass"
    if not found and not _saying(token):
        return None
    if i > first and f"{tokens[i - 1].text} {token.lemma}" in cue_table():
        return i - 1
    return i


def _named(phrases: Phrases, i: int, first: int) -> Phrase | None:
    """«رويتېرس غا ئاساسلانغاندا، …», «X قا قارىغاندا، …»: a name itself is the source where it opens the sentence."""
    tokens = phrases.tokens
    if tokens[i].text not in source_forms()[1] or i + 1 >= len(tokens) or tokens[i + 1].text not in STOPS:
        return None
    apart = tokens[i - 1].text in endings("dative")
    number = phrases.by_last.get(i - 2 if apart else i - 1)
    phrase = None if number is None else phrases.found[number]
    if phrase is None or phrase.case != "Dat" or phrase.entity is None:
        return None
    opens = all(t.text not in STOPS and t.feat("VerbForm") in {"", "Part"} for t in tokens[first : phrase.first])
    return phrase if opens and phrases.names[phrase.entity].label in {"PERSON", "ORG"} else None


def _studied(token: Token) -> bool:
    """«تەكشۈرۈشىگە»: a study named by the verb, somebody's by its ending."""
    gerund = token.feat("VerbForm") == "Vnoun" and token.feat("Person[psor]") == "3"
    return gerund and any(token.lemma + ending in study_forms() for ending in GERUND)


def _learnt(token: Token) -> bool:
    """«ئىگىلىنىشىچە», «ئۇقۇلۇشىچە»: as is learnt."""
    return token.feat("Case") == "Equ" and token.lemma in function_words("learning")


def _what_was_said(token: Token) -> bool:
    """«ئېيتقانلىرىغا», «دېگەنلىرىدىن», «دېيىشلىرىگە»: somebody's words, in the dative or ablative."""
    said = token.upos == "VERB" and token.lemma in cue_table() and token.feat("Person[psor]") == "3"
    return said and token.feat("VerbForm") in {"Part", "Vnoun"}


def _source(phrases: Phrases, i: int, cue_first: int, first: int) -> Phrase | None:
    """Who is named as the source; an impersonal passive needs a medium: «X خەۋىرىدە تەكىتلىنىشىچە»."""
    tokens = phrases.tokens
    before = tokens[cue_first - 1] if cue_first > first else None
    place = tokens[i].feat("Case") == "Equ" and before is not None and before.feat("Case") in {"Loc", "Abl"}
    if place and before is not None and before.upos == "PRON" and cue_first - 1 in phrases.by_last:
        return phrases.found[phrases.by_last[cue_first - 1]]  # «ئۇنىڭدا دېيىلىشىچە»
    if place and before is not None and is_medium(before):
        return _whose(phrases, cue_first - 1, first)
    if tokens[i].feat("Voice") == "Pass" or tokens[i].lemma in function_words("able"):
        return None
    return _whose(phrases, cue_first, first)


def _whose(phrases: Phrases, medium: int, first: int) -> Phrase | None:
    """Whose report it is, or a study that nobody is named for: «يېڭى بىر تەتقىقاتتا»."""
    owner = _owner(phrases, medium, first) or _publisher(phrases, medium, first)
    token = phrases.tokens[medium]
    gerund = token.feat("VerbForm") == "Vnoun" and any(token.lemma + ending in study_forms() for ending in GERUND)
    pair = f"{phrases.tokens[medium - 1].text} {token.lemma}" if medium else ""  # «سانلىق مەلۇماتلاردا»
    if owner is not None or not (token.lemma in study_forms() or pair in study_forms() or gerund):
        return owner
    number = phrases.by_last.get(medium)
    return None if number is None else phrases.found[number]


def _publisher(phrases: Phrases, medium: int, first: int) -> Phrase | None:
    """«X … ئېلان قىلغان دوكلاتىدا»: the subject of the clause that says whose report it is."""
    number = phrases.by_last.get(medium)
    start = medium if number is None else phrases.found[number].first
    while start - 1 > first and phrases.tokens[start - 1].upos == "ADV":
        start -= 1  # «X ئېلىپ بارغان يەنە بىر تەكشۈرۈشتە»
    verb = phrases.tokens[start - 1] if start > first else None
    if verb is None or verb.upos != "VERB" or verb.feat("VerbForm") != "Part":
        return None
    for i in range(start - 2, max(first, start - RELATIVE), -1):
        made = phrases.by_last.get(i)
        if made is not None and phrases.tokens[i].text in function_words("by") and phrases.found[made].first < i:
            maker = phrases.found[made]._replace(last=i - 1, entity=phrases.name_at.get(i - 1))
            return maker if speaks(phrases, maker) else None  # «X تەرىپىدىن ئېلىپ بېرىلغان تەكشۈرۈشتە»
    if verb.feat("Voice") == "Pass" or verb.lemma.endswith(tuple(function_words("becoming"))):
        return None  # «74 مەكتەپتىن توپلانغان مەلۇمات»: gathered by nobody who is named
    who = subject(phrases, max(first, start - RELATIVE), start - 1)
    if who is None and start - first <= RELATIVE:
        number = phrases.by_first.get(first)  # «YouGov نىڭ 29-مارت ئېلان قىلغان تەكشۈرۈشىگە ئاساسلانغاندا»
        who = phrases.found[number] if number is not None and phrases.found[number].case == "Gen" else None
    return who if who is not None and speaks(phrases, who) else None


def _saying(token: Token) -> bool:
    """«ئېيتىشىچە», «قارىشىچە», «مۆلچەرلىشىچە»: a reporting verb as gerund with possessive and equative."""
    return (
        token.feat("Case") == "Equ"
        and token.feat("VerbForm") != "Part"  # «X ئېيتقاندەك»: a likeness
        and (token.feat("VerbForm") == "Vnoun" or token.upos in {"NOUN", "VERB"})
        and (
            token.lemma in cue_table()
            or token.lemma in function_words("learning")
            or any(token.lemma.startswith(v) for v in (cue_table() if token.upos == "NOUN" else ()))
        )
    ) or (
        token.feat("VerbForm") == "Vnoun"
        and token.feat("Case") == "Equ"
        and token.lemma in {k.split()[-1] for k in cue_table() if " " in k}
    )


def _owner(phrases: Phrases, cue_first: int, first: int) -> Phrase | None:
    """The genitive (or bare, in a compound) phrase that owns the report, also past a modifier in between."""
    tokens = phrases.tokens
    number = phrases.by_last.get(cue_first)
    if number is not None:
        report = phrases.found[number]
        if report.owner is not None:
            return phrases.whole(phrases.found[report.owner])
        press = (
            speaker_kinds().get(tokens[cue_first].lemma) == "medium"
            and tokens[cue_first].lemma not in source_forms()[0]
        )
        if press and report.first < cue_first and _of_land(phrases, report.first):
            return report  # «گېرمانىيە مېدىيالىرىدا»: the press, not the country
        if report.first < cue_first and report.first in phrases.name_at:
            return report._replace(last=cue_first - 1, entity=phrases.name_at.get(cue_first - 1))
        if report.first < cue_first and _speaker_noun(tokens[cue_first - 1]):
            if tokens[cue_first].lemma in function_words("paper"):
                return report  # «سوت ھۆججىتىدە»: the paper speaks, whoever it lies with
            return report._replace(last=cue_first - 1, entity=None)  # «تەشكىلات دوكلاتىدا»
    apart = _owner_apart(phrases, cue_first - 1, first)
    if apart is not None:
        return apart
    owner = owner_phrase(phrases, cue_first)
    if owner is not None and (owner.case == "Gen" or owner.entity is not None):
        return owner
    if cue_first - 1 > first and tokens[cue_first - 1].text in CLOSING and cue_first - 2 in phrases.by_last:
        return phrases.found[phrases.by_last[cue_first - 2]]  # «شىنجاڭ گېزىتى» خەۋىرىدە
    for i in range(cue_first - 1, max(first, cue_first - FAR) - 1, -1):
        if i in phrases.by_last and phrases.found[phrases.by_last[i]].case == "Gen":
            return phrases.whole(phrases.found[phrases.by_last[i]])
        apart = _owner_apart(phrases, i, first)
        if apart is not None:
            return apart
        if tokens[i].text in STOPS:
            break
    return None


def _of_land(phrases: Phrases, i: int) -> bool:
    number = phrases.name_at.get(i)
    return number is not None and phrases.names[number].label in {"GPE", "LOC"}


def _speaker_noun(token: Token) -> bool:
    return token.upos == "NOUN" and token.lemma in speaker_kinds()


def _owner_apart(phrases: Phrases, ending: int, first: int) -> Phrase | None:
    """The phrase whose genitive is written apart: «… گېزىتى» نىڭ, … ئاگېنتلىقى (DPA) نىڭ."""
    tokens = phrases.tokens
    genitive = tokens[ending].upos == "PART" and tokens[ending].feat("Case") == "Gen"
    if ending <= first or not (genitive or tokens[ending].text in function_words("apart")):
        return None
    at = ending - 1
    if tokens[at].text == ")":
        at = next((i - 1 for i in range(at, max(first, at - 10), -1) if tokens[i].text == "("), at)
    if tokens[at].text in CLOSING:
        at -= 1
    number = phrases.by_last.get(at)
    return None if number is None else phrases.whole(phrases.found[number])
