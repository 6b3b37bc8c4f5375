"""Synthetic articles in any number: sentences of the example articles, in another order, with other names and days.

A tenth of the words are replaced by stems that are made up (so that the vocabulary grows as in real news, where rare
names never end), with an ending from the language data now and then. Layers keep pointing at their words.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.texts import articles
from xewer.model import Article, Entity, Event, Mention, Quantity, Quote, Span, Timex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    words: int
    free: frozenset[int]  # tokens of four letters or more outside the layers


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
    tokens = tuple(
        {**t, "start": t["start"] - start, "end": t["end"] - start} for t in article.tokens if start <= t["start"] < end
    )
    return _with_free_words(
        article.text[start:end],
        tokens,
        tuple(replace(_moved(e, -start), stem_end=e.stem_end - start) for e in keep("entities")),
        tuple(_moved(t, -start) for t in keep("times")),
        tuple(_moved(t, -start) for t in keep("quantities")),
        tuple(quotes),
        tuple(events),
    )


def _with_free_words(
    text: str,
    tokens: tuple[dict[str, Any], ...],
    entities: tuple[Entity, ...],
    times: tuple[Timex, ...],
    quantities: tuple[Quantity, ...],
    quotes: tuple[Quote, ...],
    events: tuple[Event, ...],
) -> Sentence:
    marks: list[Any] = [*entities, *times, *quantities, *events]
    marks += [m for e in events for m in (*e.actors, *e.recipients, *e.places)]
    marks += [m for q in quotes for m in (q.speaker, q.cue, q.addressee) if m]
    barred = {p for mark in marks for p in range(mark.start, mark.end)}
    free = (n for n, t in enumerate(tokens) if t["end"] - t["start"] > 3 and t["start"] not in barred)
    words = len(text.split())
    return Sentence(text, tokens, entities, times, quantities, quotes, events, words, frozenset(free))


def _lists(event: Event, by: int, keep: Callable[[Any], bool] = bool) -> dict[str, Any]:
    return {k: tuple(_mention(m, by) for m in getattr(event, k) if keep(m)) for k in ("actors", "recipients", "places")}


def _moved(item: Any, by: int) -> Any:
    return replace(item, start=item.start + by, end=item.end + by)


def _mentions(found: tuple[Mention, ...], by: int) -> tuple[Mention, ...]:
    return tuple(Mention(m.start + by, m.end + by, m.text, m.name, m.entity_id) for m in found)


def _mention(mention: Mention | None, by: int) -> Mention | None:
    return mention and Mention(mention.start + by, mention.end + by, mention.text, mention.name, mention.entity_id)


def synthetic(count: int, *, seed: int = 1, words: int = 260, first: int = 0) -> Iterator[Article]:
    """Articles of about ``words`` words (log-normal), 27 a day: as dense as 100,000 in ten years.

    Each depends on ``seed`` and its number alone, so that a part of them (from ``first``) can be made again.
    """
    for number in range(first, count):
        chance = random.Random(seed * 1_000_003 + number)
        size = min(2000, max(40, int(chance.lognormvariate(0, 0.6) * words * 0.84)))
        day = date(2016, 1, 1) + timedelta(days=number // 27)
        yield _article(chance, f"synthetic-{seed}-{number}", number, size, day.isoformat())


@lru_cache(maxsize=100_000)
def _stem(rank: int) -> str:
    own = random.Random(rank)
    return "".join(own.choice(_SYLLABLES) for _ in range(2 + rank % 3)) + "نملرسكتپ"[rank % 8]


def _rare(chance: random.Random) -> str:
    """A made-up stem; a few are common and most are rare."""
    return _stem(int(chance.paretovariate(0.6)))


def _article(chance: random.Random, ident: str, number: int, size: int, day: str) -> Article:
    pool = sentences()
    pieces, spans, count, at = [], [], 0, 0
    layers: dict[str, Any] = {name: [] for name in _PLACED}
    tokens: list[dict[str, Any]] = []
    while count < size:
        sentence = pool[int(chance.random() * len(pool))]
        text = _changed(chance, sentence, at, tokens)
        quotes = len(layers["quotes"])
        for name, place in _PLACED.items():
            found = layers[name]
            for item in getattr(sentence, name):
                found.append(place(item, at, text, quotes))
        spans.append(Span(at, at + len(text)))
        pieces += [text, "\n" if chance.random() < 0.3 else " "]
        at += len(text) + 1
        count += sentence.words
    text = "".join(pieces[:-1])
    return Article(
        id=ident,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=text[: text.find(" ", 60)],
        source=f"Source {number % 40}",
        url=f"https://source{number % 40}.example/{number}",
        published=day,
        sentences=tuple(spans),
        tokens=tuple(tokens),
        **{name: tuple(found) for name, found in layers.items()},  # type: ignore[arg-type]
    )


def _changed(chance: random.Random, sentence: Sentence, at: int, tokens: list[dict[str, Any]]) -> str:
    """The sentence with some of its words outside the layers made up, each of the same length; its tokens are added."""
    text = sentence.text
    free = sentence.free
    for n, token in enumerate(sentence.tokens):
        start, end = token["start"], token["end"]
        new = {**token, "start": start + at, "end": end + at}
        if n in free and chance.random() < REPLACED * 2:
            ending, tag = _ENDINGS[int(chance.random() * len(_ENDINGS))]
            word = (_rare(chance) + ending)[: end - start].ljust(end - start, "ا")  # spans stay where they are
            text = text[:start] + word + text[end:]
            stem = word[: max(2, len(word) - len(ending))]
            rest = [[word[len(stem) :], tag or "PL"]] if len(stem) < len(word) else []
            made = {"lemma": stem, "upos": "NOUN", "feats": "", "segments": [[stem, "NOUN"], *rest], "known": False}
            new.update(made)
        tokens.append(new)
    return text


_VALUES = {kind: attrgetter(*(f.name for f in fields(kind))) for kind in (Entity, Timex, Quantity, Quote, Event)}


def _entity(item: Entity, at: int, text: str, _: int) -> Entity:
    start, end, stem, _text, *rest = _VALUES[Entity](item)
    return Entity(start + at, end + at, stem + at, text[start:end], *rest)


def _timex(item: Timex, at: int, text: str, _: int) -> Timex:
    start, end, _text, *rest = _VALUES[Timex](item)
    return Timex(start + at, end + at, text[start:end], *rest)


def _quantity(item: Quantity, at: int, text: str, _: int) -> Quantity:
    start, end, _text, *rest = _VALUES[Quantity](item)
    return Quantity(start + at, end + at, text[start:end], *rest)


def _quote(item: Quote, at: int, text: str, _: int) -> Quote:
    start, end, _text, direct, speaker, name, ident, addressee, to, to_id, cue, *rest = _VALUES[Quote](item)
    speaker, addressee, cue = (_mention(m, at) for m in (speaker, addressee, cue))
    return Quote(start + at, end + at, text[start:end], direct, speaker, name, ident, addressee, to, to_id, cue, *rest)


def _event(item: Event, at: int, text: str, quotes: int) -> Event:
    start, end, _text, kind, plover, actors, recipients, places, time, figures, source, *rest = _VALUES[Event](item)
    actors, recipients, places = (_mentions(own, at) for own in (actors, recipients, places))
    source = None if source is None else source + quotes
    return Event(
        start + at, end + at, text[start:end], kind, plover, actors, recipients, places, time, figures, source, *rest
    )


_PLACED: dict[str, Callable[[Any, int, str, int], Any]] = {
    "entities": _entity,
    "times": _timex,
    "quantities": _quantity,
    "quotes": _quote,
    "events": _event,
}
"""For each layer how its items are put into an article: moved by so many code points, numbers of quotes by so many."""
