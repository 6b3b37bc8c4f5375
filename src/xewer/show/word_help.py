"""What one word is: dictionary form, pieces, meaning; for a tooltip or a panel."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["gloss_of", "word_help"]

_SILENT = frozenset({"PUNCT", "SYM", "NUM", "X", ""})


@lru_cache(maxsize=1)
def _glosses() -> dict[tuple[str, str], str]:
    from xewer.morph.lexicon import lexicon_stems

    found: dict[tuple[str, str], str] = {}
    for stem in lexicon_stems():
        if stem.gloss:
            lemma = stem.lemma.rpartition("=")[2] or stem.lemma
            found.setdefault((lemma, stem.upos), stem.gloss)
            found.setdefault((lemma, ""), stem.gloss)
    return found


def gloss_of(lemma: str, upos: str) -> str | None:
    """English gloss of a dictionary form, of its own class if there is one; None if the lexicon has none.

    >>> gloss_of("مەكتەپ", "NOUN")
    'school'
    """
    table = _glosses()
    return table.get((lemma, upos)) or table.get((lemma, ""))


def word_help(token: Mapping[str, Any]) -> str | None:
    """One line about a word: dictionary form, class, meaning, pieces; None for marks and figures.

    >>> word_help({"lemma": "مەكتەپ", "upos": "NOUN", "segments": [["مەكتەپ", "NOUN"], ["كە", "DAT"]], "known": True})
    'مەكتەپ · NOUN · school · مەكتەپ NOUN + كە DAT'
    """
    upos = str(token.get("upos") or "")
    lemma = str(token.get("lemma") or "")
    if upos in _SILENT or not lemma:
        return None
    segments = token.get("segments") or ()
    pieces = " + ".join(f"{form} {tag}".strip() for form, tag in segments) if len(segments) > 1 else ""
    gloss = gloss_of(lemma, upos)
    unknown = "" if token.get("known", True) else "guessed"
    return " · ".join(part for part in (lemma, upos, gloss, pieces, unknown) if part)
