"""English glosses from the parts: names in English, words from the lexicon. A gloss is a hint, not a translation."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Token

__all__ = ["gloss_span", "gloss_word"]


@lru_cache(maxsize=1)
def _speaker_glosses() -> dict[str, str]:
    return {row["lemma"]: row["gloss_en"] for row in read_table("speakers.tsv")}


def gloss_word(token: Token) -> str | None:
    """English gloss of one word, or None where the lexicon has none."""
    gloss = _speaker_glosses().get(token.lemma) or token.reading.gloss
    if not gloss:
        return token.text if token.text.isascii() and token.text.strip() else None
    gloss = gloss.split(",")[0].split(";")[0].strip()
    if token.feat("Number") == "Plur" and token.upos == "NOUN":
        return _plural(gloss)
    return gloss


def gloss_span(doc: Doc, names: Sequence[Entity], start: int, end: int) -> str | None:
    """English gloss of a phrase, word by word: «سېئۇل ھۆكۈمىتى» -> "Seoul government".

    None where a content word has no gloss: half a description would mislead.
    """
    parts: list[str] = []
    inside = [e for e in names if e.start >= start and e.end <= end]
    for token in doc.tokens:
        if token.end <= start or token.start >= end:
            continue
        entity = next((e for e in inside if e.start <= token.start < e.end), None)
        if entity is not None:
            if token.start == entity.start:
                if not entity.name:
                    return None
                owner = entity.end < end and token_case(doc, entity.end) == "Gen"
                parts.append(entity.name + ("'s" if owner else ""))
            continue
        if token.upos in {"PUNCT", "PART", "DET"}:
            continue
        if token.upos == "CCONJ":
            parts.append("and")
            continue
        word = gloss_word(token)
        if word is None:
            return None
        owner = token.feat("Case") == "Gen" and token.upos != "PRON" and token.end < end
        parts.append(word + (("'" if word.endswith("s") else "'s") if owner else ""))
    return " ".join(parts) or None


def token_case(doc: Doc, end: int) -> str:
    """Case of the token that ends at a code point."""
    from bisect import bisect_left

    at = bisect_left([t.end for t in doc.tokens], end)
    return doc.tokens[at].feat("Case") if at < len(doc.tokens) else ""


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + "s"
