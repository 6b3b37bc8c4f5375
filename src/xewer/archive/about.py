"""What an article is about, as groups of places in the index: names, speakers, events, source, date.

A group is the words of one name in one writing; the same keys stand once in an article.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from xewer.archive.keys import ALL, BREAK, Place, english_words, text_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xewer.model import Article, Entity

__all__ = [
    "Group",
    "about_groups",
    "between",
    "entity_groups",
    "event_groups",
    "keys_of",
    "laid_out",
    "origin_groups",
    "speaker_groups",
]

LABELS = {"PERSON": "p:", "ORG": "o:", "GPE": "g:", "LOC": "g:"}

Group: TypeAlias = "tuple[Place, ...]"


def keys_of(group: Group) -> tuple[tuple[str, ...], ...]:
    """The keys of a group, without its place in the text."""
    return tuple(place.keys for place in group)


def about_groups(article: Article, body: Sequence[Place]) -> list[Group]:
    """All groups of an article, the same keys once; the first stands for every article.

    >>> from xewer.model import Article
    >>> [keys_of(g) for g in about_groups(Article(id="1", text="", sha256="", published="2025-09-03"), [])]
    [(('@all',),), (('d:2025', 'd:2025-09', 'd:2025-09-03'),)]
    """
    found: list[Group] = origin_groups(article)
    for entity in article.entities:
        found += entity_groups(entity, body)
    for quote in article.quotes:
        found += speaker_groups(quote.speaker, quote.speaker_name, quote.speaker_id, body, (quote.start, quote.end))
    if article.quotes:
        found += event_groups("said", None, (article.quotes[0].start, article.quotes[0].end), ())
    for event in article.events:
        found += event_groups(event.kind, event.plover, (event.start, event.end), body)
    return list({keys_of(group): group for group in reversed(found)}.values())[::-1]


def laid_out(groups: Iterable[Group]) -> list[list[Place]]:
    """Groups as they follow each other in the index: a break after one whose words could go on in the next."""
    out: list[list[Place]] = []
    for group in groups:
        if out and out[-1][-1].keys[0][:2] == group[0].keys[0][:2]:
            out[-1].append(Place(group[0].start, group[0].end, (BREAK,)))
        out.append(list(group))
    return out


def _named(prefix: str, span: tuple[int, int], name: str | None, ident: str | None) -> list[Group]:
    """An English name and an id."""
    words = [word for text in (name, ident) if text for word in english_words(text)]
    return [tuple(Place(*span, (prefix + word,)) for word in words)] if words else []


def between(body: Sequence[Place], start: int, end: int) -> tuple[int, int]:
    """The positions of the body whose words begin in a span."""
    return bisect_left(body, start, key=lambda p: p.start), bisect_left(body, end, key=lambda p: p.start)


def _written(prefix: str, span: tuple[int, int], body: Sequence[Place]) -> list[Group]:
    """The Uyghur words that stand in a span of the body."""
    first, last = between(body, *span)
    inside = [p for p in body[first:last] if p.end <= span[1]]
    if not inside:
        return []
    return [tuple(Place(*span, tuple(prefix + k for k in p.keys if k[0] not in "=>")) for p in inside)]


def entity_groups(entity: Entity, body: Sequence[Place]) -> list[Group]:
    """One name: English words and id, Uyghur words."""
    prefix, span = LABELS.get(entity.label, "g:"), (entity.start, entity.end)
    return [*_named(prefix, span, entity.name, entity.entity_id), *_written(prefix, span, body)]


def speaker_groups(
    speaker: tuple[object, ...] | None,
    name: str | None,
    ident: str | None,
    body: Sequence[Place],
    quote: tuple[int, int],
) -> list[Group]:
    """Who says something: English name and id, Uyghur words."""
    span = (speaker[0], speaker[1]) if speaker else quote
    return [*_named("b:", span, name, ident), *(_written("b:", span, body) if speaker else [])]  # type: ignore[arg-type]


def event_groups(kind: str, plover: str | None, span: tuple[int, int], body: Sequence[Place]) -> list[Group]:
    """An event: its kind and PLOVER type, its verb."""
    return [*_named("e:", span, kind, plover), *_written("e:", span, body)]


def origin_groups(article: Article) -> list[Group]:
    """What holds for everything in an article: that it is one, its source (name in any script, host), its date."""
    url = article.url
    host = urlsplit(url).hostname if url and url.isprintable() and "[" not in url else None
    out: list[Group] = [(Place(0, 0, (ALL,)),), *_named("s:", (0, 0), article.source, host)]
    if article.source and not article.source.isascii():
        words = tuple(Place(0, 0, tuple("s:" + k for k in p.keys[1:])) for p in text_places(article.source))
        out += [words] if words else []
    if article.published:
        day = article.published
        out.append((Place(0, 0, tuple("d:" + day[:n] for n in (4, 7, 10) if len(day) >= n)),))
    return [group for group in out if group[0].keys]
