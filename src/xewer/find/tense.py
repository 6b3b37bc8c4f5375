"""Which way the tense points: from a time expression to the verb that it belongs to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.endings import endings
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.time_patterns import Draft
    from xewer.model import Token

__all__ = ["direction"]

# A nominalised future this near to its time is what the time belongs to.
_NEAR = 3
# How many words ahead a verb is looked for.
_REACH = 80


@lru_cache(maxsize=8)
def _words(name: str) -> frozenset[str]:
    return frozenset(row["form"] for row in read_table("times.tsv") if row["class"] == name)


def direction(
    tokens: Sequence[Token],
    first: int,
    last: int,
    draft: Draft,
    quoted: tuple[int, int] | None,
    begin: int | None = None,
) -> int:
    """-1 past, 1 future, 0 if no verb tells: the nearest participle or finite verb after the expression.

    A marked quote between is passed over; inside a quote nothing beyond it is looked at. A weekday at the head of
    a clause belongs to the main verb («شەنبە كۈنى … بېرىدىغانلىقىنى ئېلان قىلدى»), one beside the embedded verb or
    behind its subject («ئۇنىڭ شەنبە كۈنى … بېرىدىغانلىقىنى») to that. ``begin`` is the token where the time begins.
    """
    if first < last and tokens[first].text in _words("since"):
        return -1
    dated = draft.weekday is not None or (draft.day is not None and draft.year is None)
    if dated and first and tokens[first - 1].text.endswith(endings("dative")):
        # «پەيشەنبىگە قالدۇرۇلدى»: put on a day to come
        ahead = (t.text for t in tokens[first : min(last, first + _NEAR)])
        if any(text.startswith(stem) for text in ahead for stem in _words("goal stem")):
            return 1
    # «دۈشەنبىدىن بۇرۇن … قىلىدىغانلىقىنى ئېيتتى»: what is to be done by then is said, not when it was said
    by = first + (first < last and tokens[first].text in endings("ablative"))
    deadline = by < last and tokens[by].text in _words("deadline")
    deadline = deadline or (first > 0 and tokens[first - 1].text.endswith(endings("until")))
    embedded = deadline or (begin is not None and _behind_subject(tokens, begin))
    apart = first < last and tokens[first].text in {"،", ","}
    main_only = draft.rule == "time/reference"
    depth = 0
    genitive = False
    pending = 0
    seen = 0
    noun_object = False
    for i in range(first, min(last, first + _REACH)):
        token = tokens[i]
        if quoted and token.start >= quoted[1]:
            break
        if not quoted:
            if token.text == "«":
                depth += 1
                continue
            if token.text == "»":
                depth = max(0, depth - 1)
                continue
            if depth:
                continue
        seen += 1
        if token.feat("Case") == "Gen":
            genitive = True
        if token.feat("VerbForm") == "Vnoun" and token.feat("Case") in {"Acc", "Dat"}:
            noun_object = True
        if _expected(tokens, i, last):
            return 1
        points = _points(token) or int(token.text in _words("future word") and seen > 1)
        if points == -1 and noun_object and token.lemma in _words("plan stem"):
            points = 1
        if main_only:
            # «يېقىندا» is taken as past unless the sentence as a whole lies ahead
            pending = points if token.feat("VerbForm") in {"Fin", ""} and points else pending
            continue
        if points == 2:
            # a nominalised future: its time if near and without a subject of its own between
            if draft.weekday is not None and not embedded and (seen > _NEAR or genitive):
                pending = pending or 1
                continue
            return 1
        if points and _of_a_noun(tokens, i, last, apart=apart):
            pending = pending or points
            continue
        if points:
            return points
    return pending


def _expected(tokens: Sequence[Token], i: int, last: int) -> bool:
    """«سوتقا چىقىشى مۆلچەرلەنمەكتە», «كېلىش ئېھتىماللىقى بار»: what is planned, expected or likely lies ahead."""
    token = tokens[i]
    if token.feat("VerbForm") != "Vnoun" or token.feat("Case") not in {"", "Nom"} or i + 1 >= last:
        return False
    after = tokens[i + 1]
    return after.lemma in _words("plan stem") | _words("likely")


def _of_a_noun(tokens: Sequence[Token], i: int, last: int, *, apart: bool) -> bool:
    """Whether a participle only describes somebody: «شەنبە كۈنى، قوللايدىغانلار …», «شەنبە كۈنى، كەلگەن ۋەكىللەر …»."""
    token = tokens[i]
    if token.feat("VerbForm") != "Part" or token.feat("Person[psor]"):
        return False
    if token.feat("Number") == "Plur":
        return True
    return apart and not token.feat("Case") and i + 1 < last and tokens[i + 1].upos in {"ADJ", "NOUN", "NUM", "PROPN"}


def _behind_subject(tokens: Sequence[Token], begin: int) -> bool:
    """Whether a genitive stands before the time in the same clause: the subject of an embedded verb.

    «داشۆسىنىڭ ئالىملىرى پەيشەنبە كۈنى»: here it owns the subject, which is of the main verb.
    """
    for token in reversed(tokens[max(0, begin - _NEAR) : begin]):
        if token.upos in {"PUNCT", "VERB", "AUX"}:
            return False
        if token.upos == "NOUN" and token.feat("Person[psor]") == "3" and token.feat("Case") in {"", "Nom"}:
            return False
        if token.feat("Case") == "Gen":
            return True
    return False


def _points(token: Token) -> int:
    """What one word says: -1, 0, 1, or 2 for a nominalised future."""
    if token.upos not in {"VERB", "AUX"}:
        return 0
    tense, form = token.feat("Tense"), token.feat("VerbForm")
    if tense == "Past":
        if token.text in _words("source word"):
            return -1
        if form == "Part" and (token.feat("Case") in {"Loc", "Equ"} or (token.lemma in _words("be stem"))):
            # «بارغاندا» is a condition of time, «كەتكەندەك» a likeness, «… غا بولغان» a postposition
            return 0
        return -1
    if form == "Part" and token.feat("Aspect") == "Prog":
        # «ۋەزىپە ئۆتەۋاتقان»: at the same time
        return 0
    if form == "Vnoun" and token.feat("Case") == "Equ":
        # «ئۇنىڭ ئېيتىشىچە»: as he said
        return -1
    if tense == "Fut" or token.feat("Aspect") == "Prosp":
        return 1
    if tense == "Pres":
        if form == "Fin":
            return -1 if token.lemma in _words("say stem") else int(token.feat("Aspect") != "Prog")
        return {"Vnoun": 2, "Part": 1}.get(form, 0)
    return 0
