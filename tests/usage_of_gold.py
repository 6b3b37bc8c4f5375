"""The development gold in the other press usage: words exchanged in any inflection, spans and labels carried along.

Made at test time from articles in Ürümchi's usage; what is found in them may differ little from what is found in the
originals, or the reader is at home in one usage only.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from xewer.morph.analyse import analyse
from xewer.morph.generate import generate
from xewer.tokens.words import words

# One usage -> the other: single words, inflected as they stand.
WORDS = {
    "جۇڭگو": "خىتاي",
    "چاۋشيەن": "شىمالىي كورېيە",
    "ئەنگلىيە": "بىرىتانىيە",
    "فرانسىيە": "فىرانسىيە",
    "رۇسىيە": "روسىيە",
    "نيۇيورك": "نيۇ-يورك",
    "ۋاشىنگتون": "ۋاشىنگىتون",
    "سىنگاپور": "سىنگاپۇر",
    "زۇڭتۇڭ": "پىرېزىدېنت",
    "زۇڭلى": "باش مىنىستىر",
    "ئىشتات": "شتات",
    "شىتات": "شتات",
    "گۇبېرناتور": "ۋالىي",
    "تىۋىتتېر": "تۋىتتېر",
    "فېيسبۇك": "فەيسبۇك",
}
# ... and word groups, exchanged before single words, with what hangs on their end.
GROUPS = {
    "جىن جېڭئېن": "كىم جوڭئۇن",
    "دېموكراتلار پارتىيىسى": "دېموكراتىك پارتىيە",
    "دېموكراتلار پارتىيەسى": "دېموكراتىك پارتىيە",
    "جۇمھۇرىيەتچىلەر پارتىيىسى": "رېسپۇبلىكانلار پارتىيەسى",
    "جۇمھۇرىيەتچىلەر پارتىيەسى": "رېسپۇبلىكانلار پارتىيەسى",
    "بىرلەشكەن دۆلەتلەر تەشكىلاتى": "بىرلەشكەن مىللەتلەر تەشكىلاتى",
}


@lru_cache(maxsize=5_000)
def exchanged(word: str) -> str:
    """A word of one usage in the other, in the same form; else the word itself.

    >>> exchanged("جۇڭگونىڭ"), exchanged("زۇڭتۇڭغا"), exchanged("كىتابنى")
    ('خىتاينىڭ', 'پىرېزىدېنتقا', 'كىتابنى')
    """
    for reading in analyse(word):
        other = WORDS.get(reading.lemma)
        if other is None or reading.upos not in {"NOUN", "PROPN"}:
            continue
        if word == reading.lemma:
            return other
        *before, last = other.split(" ")
        for upos in (reading.upos, "PROPN", "NOUN"):
            forms = generate(last, upos, reading.feats)
            if forms:
                return " ".join([*before, forms[0]])
    return word


def other_usage(document: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """The article in the other usage, and how many words or groups were exchanged."""
    text, pieces = document["text"], list[tuple[int, int, str]]()
    taken = set[int]()
    for group, other in GROUPS.items():
        at = text.find(group)
        while at >= 0:
            pieces.append((at, at + len(group), other))
            taken.update(range(at, at + len(group)))
            at = text.find(group, at + 1)
    for span in words(text):
        if span.start not in taken:
            word = text[span.start : span.end]
            if exchanged(word) != word:
                pieces.append((span.start, span.end, exchanged(word)))
    pieces.sort()
    out, at = list[str](), 0
    moves: list[tuple[int, int, int]] = []  # start, end in the old text, and how much longer the new piece is
    for start, end, other in pieces:
        out += [text[at:start], other]
        moves.append((start, end, len(other) - (end - start)))
        at = end
    new = "".join([*out, text[at:]])

    def moved(offset: int) -> int:
        return offset + sum(more for _, end, more in moves if end <= offset)

    entities = [
        {**e, "start": moved(e["start"]), "end": moved(e["end"]), "text": new[moved(e["start"]) : moved(e["end"])]}
        for e in document["entities"]
    ]
    return {**document, "text": new, "entities": entities}, len(pieces)
