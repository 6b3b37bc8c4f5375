"""Synthetic articles in any number: sentences of the example articles, in another order, with other names and days.

A tenth of the words are replaced by stems that are made up (so that the vocabulary grows as in real news, where rare
names never end), with an ending from the language data now and then. Layers keep pointing at their words.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.texts import articles
from xewer.model import Article, Entity, Event, Quote, Span, Timex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xewer.model import Mention, Quantity

REPLACED = 0.1  # share of words whose stem is made up
_SYLLABLES = ("لا", "مى", "رو", "تۇ", "سا", "بې", "گۈل", "تاش", "نۇر", "ئەز", "كام", "دىل", "زار", "ھال", "قۇت", "يار")
_ENDINGS = (("", ""), ("نىڭ", "GEN"), ("نى", "ACC"), ("دا", "LOC"), ("غا", "DAT"), ("لار", "PL"))


class Sentence(NamedTuple):
    """A sentence with the items that lie wholly in it; all offsets count from its start."""

    text: str
    tokens: tuple[dict[str, Any], ...]
    entities: tuple[Entity, ...]
    times: tuple[Timex, ...]
    quantities: tuple[Quantity, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]


@lru_cache(maxsize=1)
def sentences() -> tuple[Sentence, ...]:
    """Sentences of the example articles, read once."""
    import xewer

    reader = xewer.Reader()
    return tuple(
        _cut(found, *span)
        for text, day, _ in articles()
        for found in (reader.read(text, published=day),)
        for span in found.sentences
    )


def _cut(article: Article, start: int, end: int) -> Sentence:
    def inside(item: Any) -> bool:
        return item is None or (start <= item[0] and item[1] <= end if isinstance(item, tuple) else _in(item))

    def _in(item: Any) -> bool:
        return bool(start <= item.start and item.end <= end)

    def keep(layer: str) -> list[Any]:
        return [i for i in getattr(article, layer) if _in(i)]

    quotes = [
        replace(
            _moved(q, -start),
            parent=None,
            **{
                k: _mention(getattr(q, k) if inside(getattr(q, k)) else None, -start)
                for k in ("speaker", "addressee", "cue")
            },
        )
        for q in keep("quotes")
    ]
    events = [
        replace(
            _moved(e, -start),
            time=None,
            quantities=(),
            source=0 if quotes and e.source is not None else None,
            same_as=(),
            **_lists(e, -start, inside),
        )
        for e in keep("events")
    ]
    return Sentence(
        article.text[start:end],
        tuple(
            {**t, "start": t["start"] - start, "end": t["end"] - start}
            for t in article.tokens
            if start <= t["start"] < end
        ),
        tuple(replace(_moved(e, -start), stem_end=e.stem_end - start) for e in keep("entities")),
        tuple(_moved(t, -start) for t in keep("times")),
        tuple(_moved(t, -start) for t in keep("quantities")),
        tuple(quotes),
        tuple(events),
    )


def _lists(event: Event, by: int, keep: Callable[[Any], bool] = bool) -> dict[str, Any]:
    return {k: tuple(_mention(m, by) for m in getattr(event, k) if keep(m)) for k in ("actors", "recipients", "places")}


def _moved(item: Any, by: int) -> Any:
    return replace(item, start=item.start + by, end=item.end + by)


def _mention(mention: Mention | None, by: int) -> Mention | None:
    return mention and mention._replace(start=mention.start + by, end=mention.end + by)


def synthetic(count: int, *, seed: int = 1, words: int = 260) -> Iterator[Article]:
    """Articles of about ``words`` words (log-normal), 27 a day: as dense as 100,000 in ten years."""
    chance = random.Random(seed)
    for number in range(count):
        size = min(2000, max(40, int(chance.lognormvariate(0, 0.6) * words * 0.84)))
        day = date(2016, 1, 1) + timedelta(days=number // 27)
        yield _article(chance, number, size, day.isoformat())


def _rare(chance: random.Random) -> str:
    """A made-up stem; a few are common and most are rare."""
    rank = int(chance.paretovariate(0.6))
    own = random.Random(rank)
    return "".join(own.choice(_SYLLABLES) for _ in range(2 + rank % 3)) + "نملرسكتپ"[rank % 8]


def _article(chance: random.Random, number: int, size: int, day: str) -> Article:
    pool = sentences()
    text, count = "", 0
    layers: dict[str, Any] = {k: [] for k in ("tokens", "entities", "times", "quantities", "quotes", "events")}
    spans = []
    while count < size:
        piece = _changed(chance, pool[chance.randrange(len(pool))])
        at, quotes = len(text), len(layers["quotes"])
        for name, found in layers.items():
            for item in getattr(piece, name):
                found.append(_placed(item, at, quotes))
        spans.append(Span(at, at + len(piece.text)))
        text += piece.text + ("\n" if chance.random() < 0.3 else " ")
        count += len(piece.text.split())
    text = text.rstrip()
    layers = {name: tuple(found) for name, found in layers.items()}
    return Article(
        id=f"synthetic-{number}",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=text[: text.find(" ", 60)],
        source=f"Source {number % 40}",
        url=f"https://source{number % 40}.example/{number}",
        published=day,
        sentences=tuple(spans),
        **layers,
    )


def _placed(item: Any, at: int, quotes: int) -> Any:
    if isinstance(item, dict):
        return {**item, "start": item["start"] + at, "end": item["end"] + at}
    item = _moved(item, at)
    if isinstance(item, Entity):
        return replace(item, stem_end=item.stem_end + at)
    if isinstance(item, Quote):
        people: dict[str, Any] = {k: _mention(getattr(item, k), at) for k in ("speaker", "addressee", "cue")}
        return replace(item, **people)
    if isinstance(item, Event):
        return replace(item, source=None if item.source is None else item.source + quotes, **_lists(item, at))
    return item


def _changed(chance: random.Random, sentence: Sentence) -> Sentence:
    """The sentence with some of its words outside the layers made up, each of the same length as before."""
    barred = {p for layer in sentence[2:5] for item in layer for p in range(item.start, item.end)}
    barred |= {p for e in sentence.events for p in range(e.start, e.end)}
    barred |= {p for e in sentence.events for m in (*e.actors, *e.recipients, *e.places) for p in range(m.start, m.end)}
    barred |= {p for q in sentence.quotes for m in (q.speaker, q.cue, q.addressee) if m for p in range(m.start, m.end)}
    text, tokens = sentence.text, []
    for token in sentence.tokens:
        start, end = token["start"], token["end"]
        if end - start > 3 and start not in barred and chance.random() < REPLACED * 2:
            stem = _rare(chance)
            ending, tag = chance.choice(_ENDINGS)
            word = (stem + ending)[: end - start].ljust(end - start, "ا")  # spans stay where they are
            text = text[:start] + word + text[end:]
            stem = word[: max(2, len(word) - len(ending))]
            rest = [[word[len(stem) :], tag or "PL"]] if len(stem) < len(word) else []
            token = {
                **token,
                "lemma": stem,
                "upos": "NOUN",
                "feats": "",
                "segments": [[stem, "NOUN"], *rest],
                "known": False,
            }
        tokens.append(token)
    fresh = {
        name: tuple(replace(i, text=text[i.start : i.end]) for i in getattr(sentence, name))
        for name in ("entities", "times", "quantities", "quotes", "events")
    }
    return Sentence(text, tuple(tokens), **fresh)
