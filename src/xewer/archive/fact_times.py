"""When something was said, and where and when a sentence is about: what a fact takes from around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xewer.model import Article, Entity, Quote, Timex

__all__ = ["said_at", "sentence_of", "source_chain", "speaker_of", "telling"]

_DATED = frozenset({"DATE", "TIME"})


def sentence_of(article: Article, offset: int) -> tuple[int, int]:
    """The sentence around a code point; the whole text where there is none."""
    at = bisect_right(article.sentences, offset, key=lambda s: s[0]) - 1
    if at < 0:
        return 0, len(article.text)
    start, end = article.sentences[at]
    return start, end


def said_at(article: Article, quote: Quote) -> Timex | None:
    """The time that stands beside the reporting verb, outside what is reported: when it was said.

    A time inside the statement is its own: «ئۇ دۈشەنبە كۈنى: «ئۇلار ئەتە كېلىدۇ» دېدى» was said on Monday.
    """
    if quote.cue is None:
        return None
    start, end = sentence_of(article, quote.cue.start)
    low = min(start, sentence_of(article, quote.start)[0])
    best = None
    first = bisect_left(article.times, low, key=lambda t: t.start)
    for time in article.times[first : bisect_left(article.times, end, key=lambda t: t.start)]:
        outside = time.end <= quote.start or time.start >= quote.end
        inside_other = any(
            q is not quote and q.start <= time.start < q.end and not q.start <= quote.start < q.end
            for q in article.quotes
        )
        past = time.earliest and not (article.published and time.earliest > article.published)  # nobody has spoken yet
        if outside and not inside_other and time.type in _DATED and past:
            near = best is None or abs(time.start - quote.cue.start) < abs(best.start - quote.cue.start)
            best = time if near else best
    return best


def speaker_of(quote: Quote) -> str | None:
    """Who says it: the English name, else the words of the article."""
    return quote.speaker_name or (quote.speaker.text if quote.speaker else None)


def source_chain(article: Article, at: int | None) -> list[Quote]:
    """The quotes around something, nearest first; each is visited once, whatever its parents say."""
    found: list[Quote] = []
    seen: set[int] = set()
    while at is not None and at not in seen and 0 <= at < len(article.quotes):
        seen.add(at)
        found.append(article.quotes[at])
        at = article.quotes[at].parent
    return found


def telling(article: Article, offset: int) -> list[Entity]:
    """Names of places of the sentence around a code point, else of the first two sentences that have one."""
    places = [e for e in article.entities if e.label in {"GPE", "LOC"}]
    start, end = sentence_of(article, offset)
    here = [e for e in places if start <= e.start < end]
    if here:
        return here
    return [e for e in places if e.start < sentence_of(article, places[0].start)[1]] if places else []
