"""Reported clauses and source phrases: «… كەلگەنلىكىنى ئېيتتى», «… خەۋىرىگە قارىغاندا، …», «…نىڭ ئېيتىشىچە …»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import cue_table, function_words, source_forms
from xewer.find.phrases import BARE
from xewer.find.speakers import addressee, after_verb, mention_of, owner_phrase, speaks, subject
from xewer.model import Mention, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.cues import Cue
    from xewer.find.phrases import Phrase, Phrases
    from xewer.model import Doc, Token

__all__ = ["find_claims"]

STOPS = frozenset({"،", ",", "؛", ":"})
CLOSING = frozenset({"»", "”", '"', "›", ">"})
END = ".!؟?… \n،,؛-–—"
SHORTEST = 2  # words: «كەلگەنلىكىنى ئېيتتى» alone reports too little to be a claim of its own


def find_claims(doc: Doc, phrases: Phrases, cues: dict[int, Cue], direct: Sequence[Quote]) -> list[Quote]:
    """Indirect speech of a document; ``direct`` are the quotations found before, which are not found again."""
    found = []
    reported = {q.cue.start for q in direct if q.cue is not None}
    taken = _Taken(phrases, direct, reported)
    for first, last in doc.sentence_tokens():
        sources = _source_phrases(doc, phrases, first, last)
        found += sources
        begin = max((phrases.token_at(q.cue.end - 1) + 1 for q in sources if q.cue is not None), default=first)
        here = {i: cues[i] for i in range(first, last) if i in cues}
        found += _reported(doc, phrases, here, begin, last, taken)
    return found


class _Taken:
    """The direct speech found before: no claim begins before a quotation and ends inside it."""

    def __init__(self, phrases: Phrases, direct: Sequence[Quote], cues: set[int]) -> None:
        self.cues = cues
        self.floors: dict[int, int] = {}
        for quote in sorted(direct, key=lambda q: q.start):  # an inner quotation comes later and wins
            first, last = phrases.token_at(quote.start), phrases.token_at(max(quote.start, quote.end - 1))
            self.floors.update(dict.fromkeys(range(first, last + 1), first))

    def floor(self, token: int) -> int:
        """First token of the innermost quotation around a token, or 0."""
        return self.floors.get(token, 0)


def _reported(doc: Doc, phrases: Phrases, cues: dict[int, Cue], first: int, last: int, taken: _Taken) -> list[Quote]:
    """Clauses that a reporting verb of this sentence takes as its content."""
    out = []
    tokens = doc.tokens
    previous_end = first
    for at in sorted(cues):
        cue = cues[at]
        if tokens[cue.last].feat("VerbForm") == "Part" and (tokens[cue.last].feat("Case") or cue.kind == "de"):
            continue  # «ئاز دېگەندە» is a bound, «ئېيتقاندا» a time, «… دېگەن» a name
        lowest = max(previous_end, taken.floor(at))
        content = _content_end(phrases, lowest, cue)
        start = _clause_start(tokens, lowest, at if content is None else content)
        if content is None or tokens[cue.first].start in taken.cues:
            if cue.finite and content is None:
                previous_end = max(previous_end, cue.last + 1)
            continue
        after = tokens[content].end
        who = subject(phrases, start, content + 1)
        between = subject(phrases, content + 1, cue.first)
        if between is not None and (who is None or between.last == cue.first - 1):
            who = between
        behind = after_verb(phrases, cue.last, last) if cue.kind == "de" else None
        if behind is not None and speaks(phrases, behind):
            who = behind
        if cue.kind == "show" and (who is None or not speaks(phrases, who)):
            continue  # a picture or a result that shows reports nothing
        begin = _content_start(phrases, who, start, content)
        if begin > content or (who is None and content - begin + 1 < SHORTEST):
            previous_end = cue.last + 1
            continue
        if cue.passive:
            who = _medium_owner(phrases, start, content)
            if who is None:
                previous_end = cue.last + 1
                continue
            begin = max(begin, _after_medium(phrases, start, content))
        whom = addressee(phrases, start, begin)
        span = Mention(
            tokens[cue.first].start, tokens[cue.last].end, doc.text[tokens[cue.first].start : tokens[cue.last].end]
        )
        rule = "claim/dep" if cue.said or cue.kind == "de" else "claim/nominalised"
        out.append(
            Quote(
                start=tokens[begin].start,
                end=after,
                text=doc.text[tokens[begin].start : after],
                direct=False,
                speaker=_mention(doc, phrases, who),
                addressee=_mention(doc, phrases, whom),
                cue=span,
                rule=rule,
                confidence=0.85 if who is not None else 0.65,
            )
        )
        previous_end = cue.last + 1 if cue.finite else previous_end
    return out


def _content_end(phrases: Phrases, start: int, cue: Cue) -> int | None:
    """Last token of the content clause, or None if this verb has none here.

    Between the clause and its verb may stand an adverb, a time, who spoke and to whom; an object may not.
    """
    tokens = phrases.tokens
    i = cue.first - 1
    light = function_words("manner") | function_words("adverb")
    while i >= start and (tokens[i].upos == "ADV" or tokens[i].text in light) and cue.first - i <= 4:
        i -= 1
    if i < start:
        return None
    if cue.said or cue.kind == "de":
        while i >= start and tokens[i].text in {"،", "-", "–", ","}:
            i -= 1
        return i if i >= start and _clausal(tokens[i]) else None
    apart = False
    for k in range(i, max(start, i - 6) - 1, -1):
        token = tokens[k]
        if _nominalised(token, bare=apart or k == cue.first - 1):
            return k + 1 if tokens[k + 1].text in CLOSING else k
        if (token.upos == "PART" and token.feat("Case") == "Acc") or token.text in CLOSING:
            apart = True  # a case ending written apart after a mark: «…» نى
            continue
        if token.upos == "ADV" or k in phrases.time_at:
            continue
        number = phrases.by_last.get(k)
        inside = number is None and any(p.first <= k < p.last for p in phrases.between(max(start, k - 6), cue.first))
        if not inside and (number is None or phrases.found[number].case not in {"Nom", "Dat"}):
            return None
    return None


def _nominalised(token: Token, *, bare: bool = False) -> bool:
    """«-لىقىنى», «ئىكەنلىكىنى», «يوقلۇقىنى»; with ``bare`` also «-لىقى», before a passive or in loose writing."""
    tags = {s.tag for s in token.reading.segments}
    clause = (token.feat("VerbForm") == "Vnoun" and bool(token.feat("Tense"))) or "NMLZ" in tags
    predicate = "P3" in tags and (token.lemma in function_words("clausal") or ("LIQ" in tags and token.upos == "ADJ"))
    if not clause and not predicate:
        return False
    return token.feat("Case") == "Acc" or (bare and token.feat("Case") in BARE and clause)


def _clausal(token: Token) -> bool:
    """Whether a clause can end with this token: a verb, a predicate, a closing mark; not a bare case-marked noun."""
    if token.upos in {"VERB", "AUX"}:
        return token.feat("VerbForm") in {"Fin", "Part", ""} and not token.feat("Case")
    return (
        token.upos in {"ADJ", "NOUN", "PART", "PUNCT"}
        and token.feat("Case") in {*BARE, "Loc"}
        and token.text not in STOPS
    )


def _clause_start(tokens: Sequence[Token], first: int, at: int) -> int:
    """First token after the last clause boundary before ``at``: a conjunction that opens a new statement."""
    boundary = function_words("boundary")
    for i in range(at - 1, first, -1):
        if tokens[i].text in boundary and tokens[i - 1].text in STOPS | {")"} and not _nominalised(tokens[i - 2]):
            return i + 1
        if (
            tokens[i].text in STOPS
            and tokens[i - 1].feat("VerbForm") == "Fin"
            and tokens[i - 1].upos in {"VERB", "AUX"}
        ):
            return i + 1
    while first < at and tokens[first].text in STOPS | boundary | {"-"}:
        first += 1
    return first


def _content_start(phrases: Phrases, who: Phrase | None, start: int, content: int) -> int:
    """First token of the reported clause: its genitive subject where there is one, else what follows the speaker."""
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
    begin = _after_adjuncts(phrases, begin, content)
    whom = addressee(phrases, begin, content)
    genitive = next((p for p in phrases.between(begin, content + 1) if p.case == "Gen"), None)
    if whom is not None and whom.first == begin and genitive is not None and genitive.first > whom.last:
        return whom.last + 1  # «مۇخبىرلارغا … نىڭ … لىقىنى ئېيتتى»: who was told stands outside
    return begin


def _after_adjuncts(phrases: Phrases, begin: int, content: int) -> int:
    """Past the matrix clause's own adjuncts: a time, a locative or dative phrase with a comma, a «-غاندا» clause."""
    tokens, i = phrases.tokens, begin
    moved = True
    while moved and i < content:
        moved = False
        while i < content and (i in phrases.time_at or tokens[i].text in STOPS | function_words("adverb")):
            i, moved = i + 1, True
        number = next((p for p in phrases.between(i, content) if p.first == i), None)
        if (
            number is not None
            and number.case in {"Loc", "Dat"}
            and number.last + 1 < content
            and tokens[number.last + 1].text in STOPS
        ):
            i, moved = number.last + 2, True
            continue
        for k in range(i, min(content - 1, i + 16)):
            verb = tokens[k]
            if verb.upos == "VERB" and verb.feat("Case") == "Loc" and verb.feat("VerbForm") in {"Part", "Vnoun"}:
                i, moved = k + 1, True
                break
            if tokens[k].text in STOPS or _nominalised(tokens[k], bare=True) or verb.feat("Case") == "Gen":
                break
    return min(i, content)


def _medium_owner(phrases: Phrases, start: int, content: int) -> Phrase | None:
    """«قىزىل كرېست جەمئىيىتىنىڭ بىر باياناتىدا … كۆرسىتىلدى»: who owns the document that says it."""
    nouns, _ = source_forms()
    for phrase in phrases.between(start, content):
        head = phrases.tokens[phrase.last]
        if phrase.case == "Loc" and head.lemma in nouns:
            if phrase.owner is not None:
                return phrases.whole(phrases.found[phrase.owner])
            return phrase
    return None


def _after_medium(phrases: Phrases, start: int, content: int) -> int:
    nouns, _ = source_forms()
    for phrase in phrases.between(start, content):
        if phrase.case == "Loc" and phrases.tokens[phrase.last].lemma in nouns:
            return phrase.last + 1
    return start


def _source_phrases(doc: Doc, phrases: Phrases, first: int, last: int) -> list[Quote]:
    """«X نىڭ خەۋىرىگە قارىغاندا، …» and «X نىڭ ئېيتىشىچە، …»: the rest of the sentence is what X says."""
    out = []
    tokens = doc.tokens
    nouns, posts = source_forms()
    for i in range(first, last):
        token = tokens[i]
        if token.text in posts and i > first and tokens[i - 1].feat("Case") == "Dat" and tokens[i - 1].lemma in nouns:
            cue_first = i - 1
        elif _saying(token):
            cue_first = i
            if i > first and f"{tokens[i - 1].text} {token.lemma}" in cue_table():
                cue_first = i - 1
        else:
            continue
        if token.feat("Voice") == "Pass" and token.text not in posts:
            continue
        who = _source_owner(phrases, cue_first, first)
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
        cue = Mention(tokens[cue_first].start, token.end, doc.text[tokens[cue_first].start : token.end])
        out.append(
            Quote(
                start,
                stop,
                doc.text[start:stop],
                direct=False,
                speaker=_mention(doc, phrases, who),
                cue=cue,
                rule="claim/source-phrase",
                confidence=0.85,
            )
        )
    return out


def _saying(token: Token) -> bool:
    """«ئېيتىشىچە», «قارىشىچە», «مۆلچەرلىشىچە»: a reporting verb as gerund with possessive and equative."""
    return (
        token.feat("Case") == "Equ"
        and (token.feat("VerbForm") == "Vnoun" or token.upos in {"NOUN", "VERB"})
        and (
            token.lemma in cue_table()
            or any(token.lemma.startswith(v) for v in (cue_table() if token.upos == "NOUN" else ()))
        )
    ) or (
        token.feat("VerbForm") == "Vnoun"
        and token.feat("Case") == "Equ"
        and token.lemma in {k.split()[-1] for k in cue_table() if " " in k}
    )


def _source_owner(phrases: Phrases, cue_first: int, first: int) -> Phrase | None:
    """The genitive (or bare, in a compound) phrase that owns the report, also past a modifier in between."""
    tokens = phrases.tokens
    number = phrases.by_last.get(cue_first)
    if number is not None:
        report = phrases.found[number]
        if report.owner is not None:
            return phrases.whole(phrases.found[report.owner])
        if report.first < cue_first and report.first in phrases.name_at:
            return report._replace(last=cue_first - 1, entity=phrases.name_at.get(cue_first - 1))
    apart = _owner_apart(phrases, cue_first - 1, first)
    if apart is not None:
        return apart
    owner = owner_phrase(phrases, cue_first)
    if owner is not None and (owner.case == "Gen" or owner.entity is not None):
        return owner
    for i in range(cue_first - 1, max(first, cue_first - 5) - 1, -1):
        if i in phrases.by_last and phrases.found[phrases.by_last[i]].case == "Gen":
            return phrases.whole(phrases.found[phrases.by_last[i]])
        apart = _owner_apart(phrases, i, first)
        if apart is not None:
            return apart
        if tokens[i].text in STOPS:
            break
    return None


def _owner_apart(phrases: Phrases, ending: int, first: int) -> Phrase | None:
    """The phrase whose genitive is written apart: «… گېزىتى» نىڭ, … ئاگېنتلىقى (DPA) نىڭ."""
    tokens = phrases.tokens
    if ending <= first or tokens[ending].upos != "PART" or tokens[ending].feat("Case") != "Gen":
        return None
    at = ending - 1
    if tokens[at].text == ")":
        at = next((i - 1 for i in range(at, max(first, at - 10), -1) if tokens[i].text == "("), at)
    if tokens[at].text in CLOSING:
        at -= 1
    number = phrases.by_last.get(at)
    return None if number is None else phrases.whole(phrases.found[number])


def _mention(doc: Doc, phrases: Phrases, phrase: Phrase | None) -> Mention | None:
    if phrase is None:
        return None
    mention = mention_of(phrases, phrase)
    return mention._replace(text=doc.text[mention.start : mention.end])
