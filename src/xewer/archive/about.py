"""What an article is about, as groups in the index: names, speakers, events, source, date.

A group is one name as one mention has it: its English words, its id, its Uyghur words. It has one position in the
index, whose key is its number in the table of names (`xewer.archive.known_names`); the same group stands once in an
article.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from xewer.archive.keys import ALL, english_words, key_word, text_places
from xewer.find.name_sounds import english_sounds, heard, skeleton, sounds_like

if TYPE_CHECKING:
    from xewer.archive.keys import Body
    from xewer.model import Article, Entity

__all__ = [
    "UNTOLD",
    "Group",
    "about_groups",
    "between",
    "entity_groups",
    "event_groups",
    "keys_of",
    "origin_groups",
    "speaker_groups",
]

LABELS = {"PERSON": "p", "ORG": "o", "GPE": "g", "LOC": "g"}
UNTOLD = "~"
"""Before an English word that the mention itself does not have: Trump alone is ~donald trump."""


class Group(NamedTuple):
    """A name as a mention has it; ``sign``: p person, o organisation, g place, b speaker, e event, s source, or a key.

    ``uyghur`` has the dictionary forms of its words. A name that nobody gave is a ``guess``.
    """

    sign: str
    start: int
    end: int
    english: tuple[str, ...] = ()
    ident: tuple[str, ...] = ()
    uyghur: tuple[str, ...] = ()
    guess: bool = False


def keys_of(group: Group) -> str:
    """The group without its place in the text: the keys themselves of a date, else sign, English, id and Uyghur words.

    >>> keys_of(Group("g", 0, 8, ("north", "korea"), ("q423",), ("ʃimaliy", "korɛye")))
    'g;north korea;q423;ʃimaliy korɛye'
    """
    if group.sign[0] in "@d":
        return group.sign
    fields = (group.sign, " ".join(group.english), " ".join(group.ident), " ".join(group.uyghur))
    return ";".join((*fields, "?") if group.guess else fields)


def about_groups(article: Article, body: Body) -> list[Group]:
    """All groups of an article, the same keys once; the first stands for every article.

    >>> from xewer.archive.keys import Body
    >>> from xewer.model import Article
    >>> [keys_of(g) for g in about_groups(Article(id="1", text="", sha256="", published="2025-09-03"), Body())]
    ['@all', 'd:2025|d:2025-09|d:2025-09-03']
    """
    found: list[Group] = origin_groups(article)
    for entity in article.entities:
        found += entity_groups(entity, body)
    for quote in article.quotes:
        found += speaker_groups(quote.speaker, quote.speaker_name, quote.speaker_id, body, (quote.start, quote.end))
    if article.quotes:
        found += event_groups("said", None, (article.quotes[0].start, article.quotes[0].end))
    for event in article.events:
        found += event_groups(event.kind, event.plover, (event.start, event.end))
    return list({keys_of(group): group for group in reversed(found)}.values())[::-1]


def between(body: Body, start: int, end: int) -> tuple[int, int]:
    """The positions of the body whose words begin in a span."""
    return bisect_left(body.starts, start), bisect_left(body.starts, end)


def _written(span: tuple[int, int], body: Body) -> tuple[str, ...]:
    """The Uyghur words that stand in a span of the body."""
    first, last = between(body, *span)
    return tuple([next(k for k in p.keys if k[0] != "=") for p in body[first:last] if p.end <= span[1]])


@lru_cache(maxsize=20_000)
def _words(text: str | None) -> tuple[str, ...]:
    return tuple(english_words(text)) if text else ()


@lru_cache(maxsize=20_000)
def _told(english: tuple[str, ...], uyghur: tuple[str, ...]) -> tuple[str, ...]:
    """English words of which the mention has fewer in Uyghur: those that none of them sounds like are marked.

    >>> _told(("donald", "trump"), ("tramp",)), _told(("united", "states"), ("amɛrika",))
    (('~donald', 'trump'), ('united', 'states'))
    """
    if len(uyghur) >= len(english):
        return english
    said = [key_word(word) for word in uyghur]
    told = [any(_alike(word, other) for word in said) for other in english]
    if sum(told) < len(uyghur):
        return english
    return tuple(word if has else UNTOLD + word for word, has in zip(english, told, strict=True))


def _alike(word: str, latin: str) -> bool:
    return sounds_like(word, latin) and skeleton(heard(word))[:1] in {skeleton(s)[:1] for s in english_sounds(latin)}


def _named(
    sign: str,
    span: tuple[int, int],
    about: tuple[str | None, str | None],
    uyghur: tuple[str, ...],
    *,
    guess: bool = False,
) -> list[Group]:
    """One group of an English name, an id and Uyghur words, if there is any of them."""
    english, ident = _words(about[0]), _words(about[1])
    if not (english or ident or uyghur):
        return []
    if sign in "pb":
        english = _told(english, uyghur) if uyghur else english
    return [Group(sign, *span, english, ident, uyghur, guess)]


def entity_groups(entity: Entity, body: Body) -> list[Group]:
    """One name: English words, id, Uyghur words."""
    span = (entity.start, entity.end)
    sign = LABELS.get(entity.label, "g")
    return _named(sign, span, (entity.name, entity.entity_id), _written(span, body), guess=entity.guess)


def speaker_groups(
    speaker: tuple[object, ...] | None,
    name: str | None,
    ident: str | None,
    body: Body,
    quote: tuple[int, int],
) -> list[Group]:
    """Who says something: English name, id, Uyghur words."""
    span: tuple[int, int] = (speaker[0], speaker[1]) if speaker else quote  # type: ignore[assignment]
    return _named("b", span, (name, ident), _written(span, body) if speaker else ())


def event_groups(kind: str, plover: str | None, span: tuple[int, int]) -> list[Group]:
    """An event: its kind and PLOVER type; its verb is found by itself."""
    return _named("e", span, (kind, plover), ())


def origin_groups(article: Article) -> list[Group]:
    """What holds for everything in an article: that it is one, its source (name in any script, host), its date."""
    return list(_origin(article.url, article.source, article.published))


@lru_cache(maxsize=1000)
def _origin(url: str | None, source: str | None, day: str | None) -> tuple[Group, ...]:
    host = urlsplit(url).hostname if url and url.isprintable() and "[" not in url else None
    places = text_places(source) if source and not source.isascii() else []
    uyghur = tuple(place.keys[1] for place in places)
    out = [Group(ALL, 0, 0), *_named("s", (0, 0), (source, host), uyghur)]
    if day:
        keys = "|".join("d:" + day[:n] for n in (4, 7, 10) if len(day) >= n)
        out += [Group(keys, 0, 0)] if keys else []
    return tuple(out)
