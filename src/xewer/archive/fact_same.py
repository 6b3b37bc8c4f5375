"""Whether two facts are one event that two sentences or two articles tell."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.archive.days import day_number, first_day, last_day
from xewer.resources import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.archive.fact_rows import FactRow
    from xewer.archive.store import Archive
    from xewer.model import Article, Event, Mention

__all__ = ["SameEvents"]

SPAN = 31  # days; a longer interval ("last year") does not show that two events are one
NARROW = 3  # days; on such an interval, one name that both have shows it
LATE = 2  # days before an article, in which what it tells without a time may have happened
CAST = 3  # names, and of those of the shorter article this part, that two articles on one story share
SHARE = 0.3
READ = 64  # articles kept in memory while their events are compared
ONCE = frozenset({"habitual", "possible", "purpose", "requested"})
"""Modalities of what did not happen once: such an event is only the same as another one of its own modality."""
GENERAL = frozenset({"match result"})
COUNTRY = "iso3166:"
HELPING = frozenset({"قىل", "بول", "ئەت", "بەر", "ئال", "كەت", "قال", "كەل", "چىق", "قوي", "ياق"})


class _Told(NamedTuple):
    """What of an event is compared: names of each role, and the words of its predicate."""

    who: frozenset[str]
    whom: frozenset[str]
    where: frozenset[str]
    spots: frozenset[str]
    words: frozenset[str]
    same_as: frozenset[int]


class SameEvents:
    """Compares facts of an archive; the events of the articles are read as they are needed."""

    def __init__(self, archive: Archive) -> None:
        self._article = lru_cache(maxsize=READ)(archive.get)
        self._cast = lru_cache(maxsize=READ)(self._names_of)
        self._told = lru_cache(maxsize=READ * 16)(self._read)

    def same(self, a: FactRow, b: FactRow) -> bool:
        """Whether two facts are one event: kind, days, names agree, and nothing contradicts.

        On the same few days one shared name is enough, and in two articles on one story; where a day is wide, or only
        that of the article, two are asked for. Pronouns and common nouns show nothing: "the police arrested two"
        happens daily. An earthquake of the same days in two articles on one story needs no place.
        """
        if a.layer != "events" or b.layer != "events" or (a.kind, a.polarity) != (b.kind, b.polarity):
            return False
        if {a.modality, b.modality} & ONCE and a.modality != b.modality:
            return False
        one, other = _days(a), _days(b)
        if one is None or other is None or one[0] > other[1] or other[0] > one[1]:
            return False
        if max(one[1] - one[0], other[1] - other[0]) > SPAN:
            return False
        if _roles(a.kind) and not any(_cells(a, key) & _cells(b, key) for key in ("who", "whom", "where")):
            return False
        narrow = _dated(a) and _dated(b) and max(one[1] - one[0], other[1] - other[0]) < NARROW
        story = self._one_story(a.article_id, b.article_id)
        if not _roles(a.kind):
            return self._agree(a, b, needed=0 if story and narrow else 1)
        return self._agree(a, b, needed=1 if narrow or story else 2)

    def _one_story(self, one: str, other: str) -> bool:
        """Whether two articles name so many of the same people, bodies and towns that they follow one story."""
        x, y = self._cast(one), self._cast(other)
        return one != other and len(x & y) >= max(CAST, min(len(x), len(y)) * SHARE)

    def _names_of(self, ident: str) -> frozenset[str]:
        article = self._article(ident)
        names = article.entities if article is not None else ()
        return frozenset(e.name for e in names if e.name and not (e.entity_id or "").startswith(COUNTRY))

    def _agree(self, a: FactRow, b: FactRow, *, needed: int) -> bool:
        x, y = self._told(a.article_id, a.n), self._told(b.article_id, b.n)
        if x is None or y is None:
            return False
        if a.article_id == b.article_id:
            return b.n in x.same_as and a.modality == b.modality and a.kind not in GENERAL
        if any(p and q and not p & q for p, q in ((x.who, y.who), (x.whom, y.whom), (x.spots, y.spots))):
            return False
        if (a.kind in _wide() or a.kind in GENERAL or not needed) and not x.words & y.words:
            return False
        shared = [x.who & y.who, x.whom & y.whom, x.where & y.where]
        return sum(map(bool, shared)) >= needed and bool(shared[0] or shared[1] or needed < 2)

    def _read(self, ident: str, n: int) -> _Told | None:
        article = self._article(ident)
        if article is None or n >= len(article.events):
            return None
        event = article.events[n]
        return _Told(
            _names(event.actors),
            _names(event.recipients),
            _names(event.places),
            frozenset(p.name for p in event.places if p.name and not (p.entity_id or "").startswith(COUNTRY)),
            _words(article, event),
            frozenset(event.same_as),
        )


def _names(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(m.name for m in mentions if m.name)


def _words(article: Article, event: Event) -> frozenset[str]:
    found = {str(t["lemma"]) for t in article.tokens if event.start <= t["start"] < event.end}
    return frozenset(found - HELPING)


def _cells(fact: FactRow, key: str) -> set[str]:
    return set((getattr(fact, key) or "").split("; ")) - {""}


def _dated(fact: FactRow) -> bool:
    return bool(fact.earliest or fact.latest)


def _days(fact: FactRow) -> tuple[int, int] | None:
    """The days in which it was: its own, else those up to its article."""
    first = fact.earliest or fact.latest or first_day(fact.published or "")
    last = fact.latest or fact.earliest or last_day(fact.published or "")
    low, high = day_number(first), day_number(last)
    if low is None or high is None:
        return None
    return low - (0 if _dated(fact) else LATE), high


@lru_cache(maxsize=1)
def _kinds() -> dict[str, dict[str, object]]:
    kinds: dict[str, dict[str, object]] = read_yaml("events.yaml")["kinds"]
    return kinds


def _roles(kind: str) -> bool:
    """Whether somebody takes part in events of a kind: an earthquake has a place and a time only."""
    return bool(_kinds().get(kind, {}).get("roles", True))


def _wide() -> frozenset[str]:
    """Kinds whose verbs tell much else: two events are one only if a word of theirs is the same."""
    return frozenset(kind for kind, row in _kinds().items() if row.get("wide"))
