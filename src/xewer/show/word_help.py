"""What one word is: dictionary form, pieces, meaning; for a tooltip or a panel."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from xewer.find.gloss import gloss_lemma
from xewer.model import Reading, Segment
from xewer.morph.explain import explain
from xewer.show.shown import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xewer.model import Article
    from xewer.show.shown import Shown

__all__ = ["gloss_sentences", "word_help"]

_SILENT = frozenset({"PUNCT", "SYM", "X", ""})


def word_help(token: Mapping[str, Any], script: str | None = None) -> str | None:
    """One line about a word: dictionary form, class, meaning, pieces; None for marks and figures.

    Args:
        script: in which its Uyghur parts are written; None for Arabic script.

    >>> word_help({"lemma": "مەكتەپ", "upos": "NOUN", "segments": [["مەكتەپ", "NOUN"], ["كە", "DAT"]], "known": True})
    'مەكتەپ · noun · school · مەكتەپ + كە: dative "to"'
    >>> word_help({"lemma": "مەكتەپ", "upos": "NOUN"}, "latin")
    'mektep · noun · school'
    """
    upos = str(token.get("upos") or "")
    lemma = str(token.get("lemma") or "")
    segments = token.get("segments") or ()
    if upos in _SILENT or not lemma or (upos == "NUM" and len(segments) < 2):
        return None
    return _told(lemma, upos, bool(token.get("known", True)), tuple(map(tuple, segments)), script)


@lru_cache(maxsize=20_000)
def _told(lemma: str, upos: str, known: bool, segments: tuple[tuple[str, str], ...], script: str | None) -> str:
    """The line about a word; a page has many words, and most of them again and again."""
    gloss = gloss_lemma(lemma, upos) or ""
    if script in SCRIPTS and script != "arabic":
        lemma = _in_script(lemma, script)
        segments = tuple((_in_script(form, script), tag) for form, tag in segments)
    return explain(Reading("", lemma, upos, segments=tuple(Segment(*s) for s in segments), known=known, gloss=gloss))


@lru_cache(maxsize=20_000)
def _in_script(word: str, script: str) -> str:
    from xewer.text.scripts import convert

    return convert(word, "arabic", script)


def gloss_sentences(
    article: Article, display: Shown, low: int = 0, high: int | None = None
) -> list[list[tuple[str, str]]]:
    """Each sentence word by word: the word as displayed, and its English gloss, empty where there is none.

    Only sentences that begin between ``low`` and ``high`` are given. Names stand together with their English name.
    A gloss is the dictionary's first sense, not a translation.

    >>> from xewer.model import Article, Span
    >>> from xewer.show.shown import Shown
    >>> token = {"start": 0, "end": 8, "lemma": "مەكتەپ", "upos": "NOUN"}
    >>> one = Article(id="1", text="مەكتەپكە", sha256="", sentences=(Span(0, 8),), tokens=(token,))
    >>> gloss_sentences(one, Shown(one.text))
    [[('مەكتەپكە', 'school')]]
    """
    names = {e.start: e for e in article.entities if e.name}
    sentences: list[list[tuple[str, str]]] = []
    until = len(article.text) if high is None else high
    tokens = islice(article.tokens, bisect_left(article.tokens, low, key=lambda token: token["start"]), None)
    token = next(tokens, None)
    for start, end in article.sentences:
        if not low <= start < until:
            continue
        pairs: list[tuple[str, str]] = []
        inside = start
        while token is not None and token["start"] < end:
            first, last = token["start"], token["end"]
            if first in names and first >= inside:
                inside = names[first].end
                pairs.append((display.piece(first, inside), names[first].name or ""))
            elif first >= inside:
                upos = str(token.get("upos") or "")
                sense = "" if upos in {"PUNCT", "SYM"} else gloss_lemma(str(token.get("lemma") or ""), upos) or ""
                pairs.append((display.piece(first, last), sense.split(",")[0].split(";")[0].strip()))
            token = next(tokens, None)
        if pairs:
            sentences.append(pairs)
    return sentences
