"""What stands beside an article: names, quotes, times, figures, facts of the part shown, with their places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from xewer.archive.fact_rows import FactRow, fact_rows
from xewer.show.marks import article_marks, figure_value, show_article
from xewer.show.page_views import short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from xewer.model import Article
    from xewer.show.marks import Mark
    from xewer.show.shown import Shown

__all__ = ["Entry", "Side", "side"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the side list: what it is called, the words of the article, what more is known, where it stands."""

    name: str
    words: str
    more: str
    anchors: tuple[str, ...]


@dataclass(slots=True)
class Side:
    """Lists beside an article."""

    names: dict[str, list[Entry]]
    times: list[Entry]
    figures: list[Entry]
    quotes: list[Entry]
    facts: list[FactRow]
    why: list[tuple[Mark, str]]


def side(
    article: Article,
    display: Shown | None = None,
    low: int = 0,
    high: int | None = None,
    wrong: Collection[tuple[str, int, str]] = (),
    known: Sequence[Mark] | None = None,
) -> Side:
    """What a part of an article says, in lists: people, places, organisations, times, figures, quotes, facts.

    Args:
        low: where the part begins.
        high: where it ends; None for the end of the text.
        wrong: layer, start and words of what the user says is wrong.
        known: what `article_marks` gives for the part, if it is at hand.
    """
    until = len(article.text) if high is None else high
    display = display or show_article(article, None, low, until)

    def inside(layer: str) -> Iterator[tuple[int, Any]]:
        for n, item in enumerate(getattr(article, layer)):
            if low <= item.start < until and (layer, item.start, item.text) not in wrong:
                yield n, item

    names: dict[str, list[Entry]] = {}
    for kind, labels in (("people", {"PERSON"}), ("organisations", {"ORG"}), ("places", {"GPE", "LOC"})):
        groups: dict[str, list[int]] = {}
        for n, e in inside("entities"):
            if e.label in labels:
                groups.setdefault(e.entity_id or e.name or article.text[e.start : e.stem_end], []).append(n)
        names[kind] = []
        for group in groups.values():
            items = [article.entities[n] for n in group]
            name = next((e.name for e in items if e.name), "")
            forms = dict.fromkeys(display.piece(e.start, e.stem_end) for e in items)
            names[kind].append(Entry(name, max(forms, key=len), "", tuple(f"n{n}" for n in group)))
        names[kind].sort(key=lambda entry: -len(entry.anchors))
    times = [
        Entry(t.value, display.piece(t.start, t.end), _span_of_days(t.earliest, t.latest, t.value), (f"t{n}",))
        for n, t in inside("times")
    ]
    figures = [
        Entry(figure_value(q), display.piece(q.start, q.end), q.kind.lower(), (f"f{n}",))
        for n, q in inside("quantities")
    ]
    quotes = []
    for n, q in inside("quotes"):
        speaker = q.speaker_name or (display.piece(q.speaker.start, q.speaker.end) if q.speaker else "")
        to = q.addressee_name or (display.piece(q.addressee.start, q.addressee.end) if q.addressee else "")
        quotes.append(Entry(speaker, short(display.piece(q.start, q.end), 110), to, (f"q{n}",)))
    marks = known if known is not None else article_marks(article, low, until, wrong)
    why = [(m, display.piece(m.start, m.end)) for m in marks]
    facts_ = [row for row in _facts(article, low, until) if ("events", row.start, row.text) not in wrong]
    return Side(names, times, figures, quotes, facts_, why)


def _facts(article: Article, low: int, high: int) -> list[FactRow]:
    """Rows of the events that begin in a part: only its events are gone through, since a book has many thousand."""
    numbers = [n for n, event in enumerate(article.events) if low <= event.start < high]
    if not numbers:
        return []
    first, last = numbers[0], numbers[-1]
    some = replace(article, events=article.events[first : last + 1]) if len(numbers) < len(article.events) else article
    rows = fact_rows(some, layers=("events",))
    shift = first if some is not article else 0
    return [replace(row, n=row.n + shift) for row in rows if low <= row.start < high]


def _span_of_days(earliest: str | None, latest: str | None, value: str) -> str:
    if earliest is None or latest is None or earliest == value == latest:
        return ""
    return earliest if earliest == latest else f"{earliest} – {latest}"
