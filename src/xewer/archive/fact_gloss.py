"""The English line of a reported statement: how it was said, and the events that it tells."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.english_verbs import past
from xewer.resources import read_table

if TYPE_CHECKING:
    from xewer.model import Article, Quote

__all__ = ["said_gloss"]

EVENTS = 3  # of one statement that its line tells


@lru_cache(maxsize=1)
def _cues() -> dict[str, str]:
    """Reporting verbs -> English verb."""
    return {row["lemma"]: row["gloss_en"] for row in read_table("cues.tsv")}


def said_gloss(article: Article, n: int, quote: Quote) -> str:
    """How it was said, and what it tells: "announced: 51 people died in Sindh; about 200 people were wounded".

    The statement itself is not translated: what follows the colon are the events found in it.

    >>> from xewer.model import Article, Quote
    >>> said_gloss(Article(id="1", text="", sha256=""), 0, Quote(0, 1, "", direct=True))
    'said'
    """
    told = [e.gloss_en for e in article.events if e.source == n and e.gloss_en]
    line = _verb(article, quote)
    return f"{line}: {'; '.join(told[:EVENTS])}" if told else line


def _verb(article: Article, quote: Quote) -> str:
    if quote.cue is None:
        return "said"
    first = bisect_left(article.tokens, quote.cue.start, key=lambda t: int(t["start"]))
    last = bisect_left(article.tokens, quote.cue.end, key=lambda t: int(t["start"]))
    lemmas = [str(t["lemma"]) for t in article.tokens[first:last] if t["end"] <= quote.cue.end]
    for width in (3, 2, 1):
        for at in range(len(lemmas) - width + 1):
            gloss = _cues().get(" ".join(lemmas[at : at + width]))
            if gloss:
                verb, _, rest = gloss.split(",")[0].strip().partition(" ")
                return " ".join(filter(None, (past(verb), rest)))
    return "said"
