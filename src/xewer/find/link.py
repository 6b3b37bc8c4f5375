"""Mentions of one person brought together: a surname or a first name alone means the full name in the article."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.name_sounds import heard, heard_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity

__all__ = ["link_names"]

LEAST_LETTERS = 4  # shorter words are alike by chance
STRANGER = "name/namesake"
KNOWN = frozenset({"name/people", "name/people-by-sound"})


def link_names(doc: Doc, names: Sequence[Entity]) -> tuple[Entity, ...]:
    """The same names; a surname or first name alone takes name and id of the full name in the same article."""
    lemmas = [[t.lemma for t in doc.tokens_in(e.start, e.end) if t.upos != "PUNCT"] for e in names]
    full = [i for i, e in enumerate(names) if e.label == "PERSON" and len(lemmas[i]) > 1]
    having: dict[str, list[int]] = {}
    for k in full:
        for word in dict.fromkeys(lemmas[k]):
            having.setdefault(word, []).append(k)
    meant: dict[str, tuple[list[int], int]] = {}
    out = []
    for i, entity in enumerate(names):
        if entity.label == "PERSON" and len(lemmas[i]) == 1 and full:
            word = lemmas[i][0]
            if word not in meant:
                found = having.get(word) or _alike(lemmas, full, word)
                meant[word] = found, len({names[k].entity_id or names[k].name for k in found})
            matches, strangers = meant[word]
            if entity.rule == STRANGER:
                # a coach of the president's surname is nobody's short name, but another coach's in full
                matches = [k for k in matches if names[k].rule not in KNOWN]
            if matches:
                k = matches[max(0, bisect_left(matches, i) - 1)]
                if strangers == 1 or lemmas[k][-1] == word:
                    entity = replace(
                        entity,
                        name=names[k].name or entity.name,
                        entity_id=names[k].entity_id or entity.entity_id,
                        confidence=max(entity.confidence, min(0.9, names[k].confidence)),
                    )
        out.append(entity)
    return tuple(out)


def _alike(lemmas: Sequence[list[str]], full: Sequence[int], word: str) -> list[int]:
    """Full names with a word that is another spelling of this one: «كاۋاناۋ», «كاۋانا»."""
    if len(word) < LEAST_LETTERS:
        return []
    sound = heard(word)[:1]  # «ھارۋوود», «خارۋود»
    return [
        k
        for k in full
        if any(heard(w)[:1] == sound and len(w) >= LEAST_LETTERS and heard_alike(w, word) for w in lemmas[k])
    ]
