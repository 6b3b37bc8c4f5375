"""What happened and what was said in order of time; an event that several articles tell stands once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xewer.archive.days import first_day, last_day
from xewer.archive.fact_same import SameEvents
from xewer.archive.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.archive.fact_rows import FactRow
    from xewer.archive.store import Archive

__all__ = ["TimelineRow", "timeline"]

WINDOW = 40  # rows of one kind that are compared with each other


@dataclass(slots=True)
class TimelineRow:
    """One event or statement on its interval.

    ``first`` and ``last`` are ISO days; where the article gives no time, they are its publishing day and ``dated`` is
    False. ``also`` are the same event as other sentences or articles tell it.
    """

    fact: FactRow
    first: str | None
    last: str | None
    dated: bool
    also: list[FactRow] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The row for JSON: the fact, its interval, and where else it is told."""
        also = [{"article_id": f.article_id, "start": f.start, "end": f.end, "gloss": f.gloss} for f in self.also]
        return {"first": self.first, "last": self.last, "dated": self.dated, **self.fact.to_dict(), "also": also}


def timeline(archive: Archive, query: str = "", *, dated: bool = False, **chosen: Any) -> Iterator[TimelineRow]:
    """Facts of a query, oldest first, undated last; ``dated`` leaves out what has no time of its own.

    Two events are one if kind and polarity agree, their days meet, names that they share show it, and nothing
    contradicts (`fact_same`).

    Args:
        archive: where to look.
        query: as in `facts`: a name, words, ``person:putin``.
        dated: only what has a time of its own.
        chosen: other filters of `facts`.

    Raises:
        QueryError: the query or a day cannot be understood.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     list(timeline(archive, "putin"))
    []
    """
    rows: list[TimelineRow] = []
    compared = SameEvents(archive)
    of_kind: dict[tuple[str, str], list[TimelineRow]] = defaultdict(list)
    limit = int(chosen.pop("limit", 0) or 0)
    chosen.pop("order", None)
    for fact in facts(archive, query, order="oldest", **chosen):
        own = bool(fact.earliest or fact.latest)
        if dated and not own:
            continue
        row = TimelineRow(fact, *_interval(fact), own)
        earlier = of_kind[fact.kind, fact.polarity]
        same = next((r for r in reversed(earlier[-WINDOW:]) if compared.same(r.fact, fact)), None)
        if same is not None:
            same.also.append(fact)
            continue
        rows.append(row)
        earlier.append(row)
        if limit and len(rows) > limit:
            break
    yield from rows[:limit] if limit else rows


def _interval(fact: FactRow) -> tuple[str | None, str | None]:
    if fact.earliest or fact.latest:
        return fact.earliest or fact.latest, fact.latest or fact.earliest
    if fact.published:
        return first_day(fact.published), last_day(fact.published)
    return None, None
