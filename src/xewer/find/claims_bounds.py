"""Where a reported clause begins and ends: «X … دا، | پيوڭياڭنىڭ … ئەۋەتكەنلىكىنى | ئېلان قىلدى»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.claims_sources import CLOSING, STOPS, is_medium
from xewer.find.cues import content_cases, function_words
from xewer.find.gazetteer import role_nouns
from xewer.find.phrases import BARE
from xewer.find.speakers import addressee

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from xewer.find.cues import Cue
    from xewer.find.phrases import Phrase, Phrases
    from xewer.model import Token

__all__ = ["clause_starts", "content_end", "content_start", "nominalised"]

ADJUNCT = 16  # tokens that one adjunct of the reporting clause may take
PREDICATE = 4  # tokens from «لېكىن» to the end of a clause that has two predicates: «… ئېغىر، لېكىن مۇقىم ئىكەنلىكى»
CONVERB = 24  # tokens from the speaker to the end of what he did first: «X … گە ئىنكاس قايتۇرۇپ، …»


def content_end(phrases: Phrases, start: int, cue: Cue) -> int | None:
    """Last token of the content clause, or None if this verb has none here.

    Between the clause and its verb may stand an adverb, a time, who spoke and to whom; an object may not.
    """
    tokens = phrases.tokens
    i = cue.first - 1
    light = function_words("manner") | function_words("adverb")
    if cue.kind == "de" and not cue.said and tokens[i].text in function_words("manner"):
        return None  # «X زالنىڭ پەلەمپىيىدە مۇنداق دېدى»: what is said is still to come
    while i >= start and (tokens[i].upos == "ADV" or tokens[i].text in light) and cue.first - i <= 4:
        i -= 1
    if i < start:
        return None
    if cue.said or cue.kind == "de":
        while i >= start and tokens[i].text in {"،", "-", "–", ","}:
            i -= 1
        if i >= start and not cue.said and nominalised(tokens[i], bare=cue.passive):
            return i  # «… كېلىدىغانلىقىنى دېدى», «… كېلىدىغانلىقى دېيىلگەن»
        named = cue.kind == "name" and tokens[i].text not in CLOSING
        return i if i >= start and not named and _clausal(tokens[i]) else None
    apart = False
    other = content_cases(cue.lemma)
    if cue.kind == "say" and i > start and tokens[i].text in function_words("about"):
        i -= 1  # «… كېلىدىغانلىقى توغرىسىدا ۋەدە بەردى»
    for k in range(i, max(start, i - 6) - 1, -1):
        token = tokens[k]
        if nominalised(token, bare=apart or k == i, also=other):
            return k + 1 if tokens[k + 1].text in CLOSING else k
        if (token.upos == "PART" and token.feat("Case") == "Acc") or token.text in CLOSING:
            apart = True  # a case ending written apart after a mark: «…» نى
            continue
        if token.upos == "ADV" or k in phrases.time_at:
            continue
        number = phrases.by_last.get(k)
        inside = number is None and any(p.first <= k < p.last for p in phrases.between(max(start, k - 6), cue.first))
        case = None if number is None else phrases.found[number].case
        where = case == "Loc" and (
            is_medium(token) or token.lemma in role_nouns("platform")
        )  # «… كۆرۈشىدىغانلىقىنى تىۋىتتېردا يازدى»
        if not inside and case not in {"Nom", "Dat"} and not where:
            return None
    return None


def nominalised(token: Token, *, bare: bool = False, also: Collection[str] = ()) -> bool:
    """«-لىقىنى», «ئىكەنلىكىنى», «يوقلۇقىنى»; with ``bare`` also «-لىقى», before a passive or in loose writing.

    ``also``: other cases that a verb asks for: «… كەلگەنلىكىدىن خەۋەر بەردى».
    """
    if token.text in function_words("nominaliser"):
        return bare or token.feat("Case") in {"Acc", *also}  # «… «ئاللىقاچان ئۆلگەن» لىكىنى»
    tags = {s.tag for s in token.reading.segments}
    clause = (token.feat("VerbForm") == "Vnoun" and bool(token.feat("Tense"))) or "NMLZ" in tags
    predicate = "P3" in tags and (token.lemma in function_words("clausal") or ("LIQ" in tags and token.upos == "ADJ"))
    if not clause and not predicate:
        return False
    whole = clause or token.lemma in function_words("clausal")  # «كېرەكلىكى تەكىتلەندى»
    return token.feat("Case") in {"Acc", *also} or (bare and token.feat("Case") in BARE and whole)


def _clausal(token: Token) -> bool:
    """Whether a clause can end with this token: a verb, a predicate, a closing mark; not a bare case-marked noun."""
    if token.upos in {"VERB", "AUX"}:
        return token.feat("VerbForm") in {"Fin", "Part", ""} and not token.feat("Case")
    return (
        token.upos in {"ADJ", "NOUN", "PROPN", "NUM", "PART", "PUNCT"}
        and token.feat("Case") in {*BARE, "Loc"}
        and token.text not in STOPS
    )


def clause_starts(tokens: Sequence[Token], first: int, at: int, *, cue: Token | None = None) -> list[int]:
    """Where the clause around token ``at`` can begin, the nearest first: after a finite verb with a comma or «لېكىن».

    With ``cue`` the clause is told with «دەپ» and holds finite verbs itself: then only a verb that tells a story in
    the past, as the reporting verb does, closes what stands before.
    """
    boundary = function_words("boundary")
    starts = []
    depth = 0  # of quotations that end before ``at``: what they hold is no clause of this sentence
    for i in range(at - 1, first, -1):
        before = tokens[i - 1]
        if tokens[i].text == "»":
            depth += 1
        elif tokens[i].text == "«" and depth:
            depth -= 1
        if depth:
            continue
        if tokens[i].text in boundary and before.text in STOPS | {")"}:
            ended = tokens[i - 2].feat("VerbForm") == "Fin" or tokens[i].text not in function_words("additive")
            ended = ended and not (
                tokens[i - 2].upos == "ADJ" and at - i <= PREDICATE
            )  # «ئېغىر، لېكىن مۇقىم ئىكەنلىكى»
            told = _told_apart(tokens, i - 2) or (cue is not None and _lasts(tokens[i - 2], cue))
            if ended and not told:
                starts.append(i + 1)
        elif cue is None and i >= 2 and _new_subject(tokens, i):
            starts.append(i)  # «… قارشى تۇرغۇچى، ئۇ ئۆزىنىڭ … لىقىنى بىلدۈردى»
        elif (
            tokens[i].text in function_words("and")
            and cue is None
            and before.upos == "VERB"
            and before.feat("VerbForm") == "Fin"
        ):
            starts.append(i + 1)  # «… چاقىردى ۋە … لىقىنى بىلدۈردى»
        elif tokens[i].text == ":" or (
            tokens[i].text in STOPS
            and before.feat("VerbForm") == "Fin"
            and before.feat("Mood") != "Cnd"
            and before.upos in {"VERB", "AUX"}
            and not (cue is not None and _lasts(before, cue))
            and not _said_follows(tokens, i + 1, at)
        ):
            starts.append(i + 1)
    while first < at and tokens[first].text in STOPS | boundary | {"-"}:
        first += 1
    return [*starts, first] if not starts or starts[-1] > first else starts


def _told_apart(tokens: Sequence[Token], i: int) -> bool:
    """Whether what is told ends at a token, its case perhaps behind a mark: «… لىقى» نى، لېكىن …»."""
    while i > 0 and (tokens[i].text in CLOSING or (tokens[i].upos == "PART" and tokens[i].feat("Case") == "Acc")):
        i -= 1
    return nominalised(tokens[i], bare=True)


def _new_subject(tokens: Sequence[Token], i: int) -> bool:
    """Whether «ئۇ» behind a comma begins a clause, a nominal predicate before it."""
    pronoun = tokens[i].upos == "PRON" and tokens[i].lemma in function_words("he") and tokens[i].feat("Case") in BARE
    before = tokens[i - 2]
    predicate = before.upos in {"NOUN", "ADJ"} and before.feat("Case") in BARE and not nominalised(before, bare=True)
    return pronoun and tokens[i - 1].text in STOPS and predicate


def _said_follows(tokens: Sequence[Token], i: int, at: int) -> bool:
    """Whether «دەپ» goes on with what a comma only set apart: «… ئەمەس،-دەپ بېكىتىلگەنلىكىنى»."""
    while i < at and tokens[i].text in {"-", "–", "—"}:
        i += 1
    return i < at and tokens[i].text in function_words("said")


def _lasts(verb: Token, cue: Token) -> bool:
    """Whether a finite verb says how things are or will be, not what happened next: part of what is told."""
    past = verb.feat("Tense") == "Past" and verb.feat("Mood") == "Ind" and verb.feat("Person") in {"3", ""}
    return not past or cue.feat("Tense") != "Past"


def content_start(
    phrases: Phrases,
    who: Phrase | None,
    start: int,
    content: int,
    cues: Mapping[int, Cue],
    *,
    carried: bool = False,
) -> int:
    """First token of the reported clause: its genitive subject where there is one, else what follows the speaker.

    ``carried``: the speaker is the subject of an earlier clause, so what the speaker did first may stand here too.
    """
    tokens = phrases.tokens
    begin = start if who is None or who.first > content else who.last + 1
    light = STOPS | function_words("adverb") | function_words("topic")
    if begin < content and tokens[begin].text == "(":
        closing = next((i for i in range(begin, min(content, begin + 12)) if tokens[i].text == ")"), begin)
        begin = closing + 1  # a Latin gloss behind the speaker's name
        while begin < content and tokens[begin].upos == "PART":
            begin += 1
    while begin < content and (tokens[begin].text in light or tokens[begin].text == ")"):
        begin += 1
        while begin < content and tokens[begin - 1].text == ")" and tokens[begin].upos == "PART":
            begin += 1
    ends = {c.last for c in cues.values()}
    before = -1
    while before < begin < content:
        before = begin
        begin = _after_adjuncts(phrases, begin, content)
        if carried or (who is not None and who.first <= content):
            begin = _after_channel(phrases, _after_medium(phrases, begin, content), content)
            begin = _after_first_deed(phrases, begin, content, ends)
    whom = addressee(phrases, begin, content)
    genitive = next((p for p in phrases.between(begin, content + 1) if p.case == "Gen"), None)
    if whom is not None and _leads(phrases, whom, begin) and genitive is not None and genitive.first > whom.last:
        return whom.last + 1  # «مۇخبىرلارغا … نىڭ … لىقىنى ئېيتتى»: who was told stands outside
    return begin


def _leads(phrases: Phrases, whom: Phrase, begin: int) -> bool:
    """Whether who was told stands first, or behind where it was: «نەق مەيداندا تاماشىبىنلارغا ئۆزىنىڭ …»."""
    before = phrases.between(begin, whom.first)
    return whom.first == begin or (len(before) == 1 and before[0].first == begin and before[0].case == "Loc")


def _after_medium(phrases: Phrases, begin: int, content: int) -> int:
    """Past what it was said in: «ئۆز نۇتقىدا», «رادىيومىزغا قىلغان سۆزىدە», «تور بېتىدە ئېلان قىلغان باياناتىدا»."""
    tokens = phrases.tokens
    for phrase in phrases.between(begin, min(content, begin + ADJUNCT)):
        if phrase.case == "Loc" and (
            is_medium(tokens[phrase.last]) or tokens[phrase.last].lemma in function_words("occasion")
        ):
            told = any(
                (tokens[i].upos in {"VERB", "AUX"} and tokens[i].feat("VerbForm") != "Part")
                or _owns_nothing(phrases, i)
                for i in range(begin, phrase.first)
            )  # «توپچىلارنىڭ بۇ خەۋەرنى يىغىندا ئاڭلىغانلىقىنى»: the clause has begun
            if not told:
                return phrase.last + 1
    return begin


def _after_first_deed(phrases: Phrases, begin: int, content: int, cue_ends: set[int]) -> int:
    """Past «-ىپ،» where it is the speaker's own deed: a reporting verb, or one before the clause's genitive subject."""
    tokens = phrases.tokens
    for i in range(begin, min(content - 1, begin + CONVERB)):
        if tokens[i].feat("VerbForm") != "Conv" or tokens[i].upos != "VERB":
            if _owns_nothing(phrases, i):
                return begin  # the subject of the clause has come already
            continue
        if i in cue_ends and tokens[i + 1].text in STOPS:
            return i + 2
        after = i + 2 if tokens[i + 1].text in STOPS else i + 1
        # The clause's own subject right behind: «… زىيارەتكە ئىنكاس قايتۇرۇپ | خەلقئارانىڭ … ئالدانماسلىقى كېرەكلىكىنى»
        leading = next((p for p in phrases.between(after, content) if p.case == "Gen" and p.first <= after + 3), None)
        serial = after < content and tokens[after].upos in {"VERB", "AUX"}  # «بېسىپ كەتكەنلىكىنى» is one verb
        while leading is not None and not _owns_nothing(phrases, leading.last):
            leading = phrases.at(leading.last + 1, content)  # «خىتاينىڭ بۇ سىياسىتىنىڭ …»
            leading = leading if leading is not None and leading.case == "Gen" else None
        if leading is not None and not serial:
            return after
    return begin


def _owns_nothing(phrases: Phrases, last: int) -> bool:
    """Whether the genitive that ends at a token is a subject and not the owner of the phrase right behind it."""
    number = phrases.by_last.get(last)
    if number is None or phrases.found[number].case != "Gen":
        return False
    following = phrases.found[number + 1] if number + 1 < len(phrases.found) else None
    owned = following is not None and following.owner == number and following.first == last + 1
    if owned and following is not None and "NMLZ" in {s.tag for s in phrases.tokens[following.last].reading.segments}:
        return True  # «خەلقئارانىڭ ئالدانماسلىقى»: a deed has its subject there
    return not owned or phrases.tokens[last].lemma in function_words("self")


def _of_the_clause(phrases: Phrases, i: int, content: int) -> bool:
    """Whether a time says when the reported thing is, not when it was said: «ھازىرغىچە», «كېلەر ھەپتە …»."""
    tokens = phrases.tokens
    number = phrases.time_at[i]
    first = last = i
    while first - 1 in phrases.time_at and phrases.time_at[first - 1] == number:
        first -= 1
    while last + 1 in phrases.time_at and phrases.time_at[last + 1] == number:
        last += 1
    if tokens[last].text.endswith(tuple(function_words("until"))) or phrases.times[number].type in {"DURATION", "SET"}:
        return True
    to_come = tokens[content].feat("Tense") == "Pres" or tokens[content].text in CLOSING
    return to_come and tokens[first].text in function_words("coming")


def _after_channel(phrases: Phrases, begin: int, content: int) -> int:
    """Past the way that it was said in: «ئېلېكترونلۇق خەت ئارقىلىق», «تېلېفون ئارقىلىق»."""
    tokens = phrases.tokens
    way = phrases.at(begin, content)
    if way is None or way.last + 1 >= content or tokens[way.last + 1].text not in function_words("channel"):
        return begin
    written = is_medium(tokens[way.last]) or tokens[way.last].lemma in function_words("occasion")
    return way.last + 2 if written else begin


def _after_adjuncts(phrases: Phrases, begin: int, content: int) -> int:
    """Past the matrix clause's own adjuncts: a time, a locative or dative phrase with a comma, a «-غاندا» clause."""
    tokens, i = phrases.tokens, begin
    moved = True
    while moved and i < content:
        moved = False
        while i < content and (
            (i in phrases.time_at and not _of_the_clause(phrases, i, content))
            or tokens[i].text in STOPS | function_words("adverb")
        ):
            i, moved = i + 1, True
            if i < content and tokens[i].upos == "ADP" and i - 1 in phrases.time_at:
                i += 1  # «2011-يىلدىن باشلاپ، …»
        number = phrases.at(i, content)
        if (
            number is not None
            and number.case in {"Loc", "Dat"}
            and number.last + 1 < content
            and (tokens[number.last + 1].text in STOPS or tokens[number.last].lemma in function_words("matter"))
        ):
            i, moved = number.last + 1, True
            continue
        owner = False  # «رۇسىيە تېلېۋىزىيەسىنىڭ زىيارىتىنى قوبۇل قىلغاندا،» needs its comma
        for k in range(i, min(content - 1, i + ADJUNCT)):
            verb = tokens[k]
            ends = not owner or tokens[k + 1].text in STOPS
            if (
                ends
                and verb.upos == "VERB"
                and verb.feat("Case") == "Loc"
                and verb.feat("VerbForm") in {"Part", "Vnoun"}
                and verb.feat("Number") != "Plur"
            ):
                i, moved = k + 1, True
                break
            later = verb.feat("VerbForm") == "Part" and verb.feat("Case") == "Abl" and tokens[k + 1].upos == "ADP"
            if later and not owner and k + 2 < content:
                i, moved = k + 2, True  # «… ئاياغلاشقاندىن كېيىن،»
                break
            genitive = verb.feat("Case") == "Gen"
            if verb.text in STOPS or nominalised(verb, bare=True) or (genitive and _owns_nothing(phrases, k)):
                break
            owner = owner or genitive
    return min(i, content)
