"""Whether two figures can be of one occasion: what happened, where, when, who did it to whom."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from xewer.archive.days import day_number, first_day, last_day
from xewer.archive.fact_times import sentence_of, telling
from xewer.find.event_predicates import triggers
from xewer.resources import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xewer.model import Article, Event, Mention, Quantity

__all__ = ["Occasion", "meet", "occasion_of"]

NEAR = 30  # days within which two articles may tell of one occasion
SAME = 3  # days between two events that tell their own: a toll "rises on Sunday" that was counted from Friday
LEAD = 2  # sentences that say what an article is about
COUNTRY = "iso3166:"
COUNTS = frozenset({"CARDINAL", "ORDINAL"})


class Occasion(NamedTuple):
    """What is known of the occasion that a figure is counted of; everything empty where the article does not say.

    ``places`` are names of places, ``spots`` those that the event itself names, without countries; ``days`` are the
    first and last day of the event, else of the article, as numbers; ``dated``: the event tells its days itself.
    """

    causes: frozenset[str]
    places: frozenset[str]
    spots: frozenset[str]
    days: tuple[int, int] | None
    dated: bool
    actors: frozenset[str]
    recipients: frozenset[str]
    about: frozenset[str] | None


def occasion_of(
    article: Article, event: Event, quantity: Quantity, days: Iterable[tuple[str | None, str | None]]
) -> Occasion:
    """The occasion of a figure; ``days`` are intervals, the event's own first, (None, None) where it has none."""
    own = [p for p in event.places if p.name]
    found = [_numbers(*interval) for interval in days]
    return Occasion(
        causes=_causes(article, event),
        places=frozenset(p.name for p in own if p.name) | _around(article, event),
        spots=frozenset(p.name for p in own if p.name and not (p.entity_id or "").startswith(COUNTRY)),
        days=next((d for d in found if d), None),
        dated=bool(found and found[0]),
        actors=_named(event.actors),
        recipients=_named(event.recipients),
        about=None if quantity.kind in COUNTS else _about(article, event, quantity),
    )


def _numbers(first: str | None, last: str | None) -> tuple[int, int] | None:
    low, high = day_number(first_day(first or last or "")), day_number(last_day(last or first or ""))
    return (low, high) if low is not None and high is not None else None


def _around(article: Article, event: Event) -> frozenset[str]:
    """Names of places of the sentence, or of the beginning; those that take part in the event are not where it was."""
    taking = {m.name for m in (*event.actors, *event.recipients)}
    return frozenset(e.name for e in telling(article, event.start) if e.name and e.name not in taking)


def _named(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(m.name for m in mentions if m.name)


def _about(article: Article, event: Event, quantity: Quantity) -> frozenset[str]:
    """What a percentage, a sum or a measure is of: who takes part, by name or by the head of the description."""
    found = set(_named((*event.actors, *event.recipients)))
    for mention in (*event.actors, *event.recipients):
        last = bisect_left(article.tokens, mention.end, key=lambda t: int(t["end"]))
        if not mention.name and last < len(article.tokens):
            found.add(str(article.tokens[last]["lemma"]))
    return frozenset(found | ({quantity.counted} if quantity.counted else set()))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Kinds of event that people die or flee of -> class of occasion."""
    kinds = read_yaml("events.yaml")["kinds"]
    return {kind: row["occasion"] for kind, row in kinds.items() if row.get("occasion")}


def _causes(article: Article, event: Event) -> frozenset[str]:
    """Classes of occasion that its sentence tells of, else what the article begins with."""
    here = _told(article, *sentence_of(article, event.start))
    if here or not article.sentences:
        return here
    return _told(article, 0, article.sentences[min(LEAD, len(article.sentences)) - 1][1])


def _told(article: Article, start: int, end: int) -> frozenset[str]:
    """Classes of occasion of the events and the event nouns of a stretch: «يەر تەۋرەشتە» is no event of its own."""
    kinds = {e.kind for e in article.events if start <= e.start < end}
    nouns = triggers()[1]
    first = bisect_left(article.tokens, start, key=lambda t: int(t["start"]))
    last = bisect_left(article.tokens, end, key=lambda t: int(t["start"]))
    lemmas = [str(t["lemma"]) for t in article.tokens[first:last]]
    for words in (*lemmas, *(" ".join(pair) for pair in pairwise(lemmas))):
        if words in nouns:
            kinds.add(nouns[words].kind)
    return frozenset(_kinds()[kind] for kind in kinds if kind in _kinds())


def meet(one: Occasion, others: Sequence[Occasion]) -> bool:
    """Whether an occasion can be that of others: it contradicts none of them, and shares a place with one."""
    return any(one.places & other.places for other in others) and all(_agree(one, other) for other in others)


def _agree(a: Occasion, b: Occasion) -> bool:
    """Whether nothing says that the two are different.

    >>> none, nature = frozenset(), frozenset({"nature"})
    >>> quake = Occasion(nature, frozenset({"Palu"}), none, (5, 5), False, none, none, None)
    >>> _agree(quake, quake._replace(days=(20, 20))), _agree(quake, quake._replace(causes=frozenset({"violence"})))
    (True, False)
    """
    if a.causes and b.causes and not a.causes & b.causes:
        return False
    if a.spots and b.spots and not a.spots & b.spots:
        return False
    if (a.days is None) != (b.days is None):
        return False
    if a.days and b.days:
        gap = max(a.days[0] - b.days[1], b.days[0] - a.days[1])
        if gap > (SAME if a.dated and b.dated else NEAR):
            return False
    shared = [_share(a.actors, b.actors), _share(a.recipients, b.recipients)]
    if False in shared:
        return False
    return a.about is None or b.about is None or bool(a.about & b.about)


def _share(one: frozenset[str], other: frozenset[str]) -> bool | None:
    """Whether two lists of names have one in common; None where one of them is empty."""
    if not one or not other:
        return None
    return any(a in b or b in a for a in one for b in other)  # "Pakistan", "Pakistan government"
