"""An article as safe HTML: its paragraphs with marks for people, places, times, figures, quotes and events.

A mark never begins or ends inside a word, since letters of Uyghur join; marks nest, and a mark that crosses the
end of another, or of a paragraph, is closed and opened again.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from xewer.find.name_reasons import why_name
from xewer.find.reasons import why_figure, why_time
from xewer.show.marked_html import paragraphs, pieces
from xewer.show.shown import shown, word_starts
from xewer.show.word_help import word_help

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from xewer.model import Article
    from xewer.show.shown import Shown

__all__ = ["KINDS", "PART", "Mark", "article_marks", "figure_value", "mark", "mark_snippet", "parts", "show_article"]

PART = 12_000
"""Code points of an article that one page shows; a longer one is shown in parts, cut between paragraphs."""

KINDS = ("person", "org", "place", "time", "figure", "quote", "event")
"""Kinds of marks, which are the names of their CSS classes too."""

_LABELS = {"PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place"}
_WORD = 200  # longer runs of letters are no words


class Mark(NamedTuple):
    """One marked span of the original text; ``id`` is its anchor on the page, ``title`` says what it is and why."""

    start: int
    end: int
    kind: str
    id: str = ""
    title: str = ""
    layer: str = ""


def parts(text: str) -> list[tuple[int, int]]:
    r"""Stretches of a text that a page shows one at a time, cut after a line, or after a word in an endless line.

    >>> parts("a\nb"), [b - a for a, b in parts("word " * 10_000)]
    ([(0, 3)], [12005, 12005, 12005, 13985])
    """
    if len(text) <= PART * 3 // 2:
        return [(0, len(text))]
    out, at = [], 0
    while at < len(text):
        end = at + PART
        if end >= len(text) - PART // 4:
            out.append((at, len(text)))
            break
        line = text.rfind("\n", at + PART // 2, end)
        word = text.find(" ", end, end + _WORD)
        end = line + 1 if line >= 0 else word + 1 if word >= 0 else end
        out.append((at, end))
        at = end
    return out


def article_marks(
    article: Article, low: int = 0, high: int | None = None, wrong: Collection[tuple[str, int, str]] = ()
) -> list[Mark]:
    """Marks of an article: ``n3`` is its fourth name, ``t`` times, ``f`` figures, ``q`` quotes, ``e`` events.

    Args:
        low: what ends before this place is left out.
        high: what begins here or later is left out.
        wrong: layer, start and words of what the user says is wrong; it gets no mark.

    >>> from xewer.model import Article, Entity
    >>> name = Entity(0, 5, 5, "پۇتىن", "PERSON", "Vladimir Putin", rule="name/people")
    >>> article_marks(Article(id="1", text="پۇتىن", sha256="", entities=(name,)))[0].title.splitlines()
    ... # doctest: +NORMALIZE_WHITESPACE
    ['person: Vladimir Putin · name/people · 100%', 'it stands in the table of people',
     'names/people.tsv: پۇتىن · leader · Vladimir Putin']
    """
    until = len(article.text) if high is None else high
    barred = set(wrong)

    def inside(layer: str) -> Iterator[tuple[int, Any]]:
        for n, item in enumerate(getattr(article, layer)):
            if item.start < until and item.end > low and (layer, item.start, item.text) not in barred:
                yield n, item

    out = []
    for n, e in inside("entities"):
        kind = _LABELS.get(e.label, "org")
        out.append(
            Mark(
                e.start,
                e.end,
                kind,
                f"n{n}",
                _title(kind, e.name or e.text, e, _why(why_name, e, stem_end=0)),
                "entities",
            )
        )
    for n, t in inside("times"):
        value = t.value + (f" ({t.mod})" if t.mod else "") + _bounds(t.earliest, t.latest, t.value)
        out.append(Mark(t.start, t.end, "time", f"t{n}", _title("time", value, t, _why(why_time, t)), "times"))
    for n, f in inside("quantities"):
        told = _title("figure", figure_value(f), f, _why(why_figure, f))
        out.append(Mark(f.start, f.end, "figure", f"f{n}", told, "quantities"))
    for n, q in inside("quotes"):
        speaker = q.speaker_name or (q.speaker.text if q.speaker else "speaker not named")
        out.append(Mark(q.start, q.end, "quote", f"q{n}", _title("quote", speaker, q), "quotes"))
    for n, v in inside("events"):
        what = v.kind + (f", {v.modality}" if v.modality != "asserted" else "") + (", not" if v.polarity == "-" else "")
        out.append(Mark(v.start, v.end, "event", f"e{n}", _title("event", v.gloss_en or what, v), "events"))
    return out


def _why(reasons: Callable[[Any], tuple[str, ...]], item: Any, **places: int) -> tuple[str, ...]:
    """The reasons for an item: they come of its words and what was read in them, so the same item has the same."""
    return _reasons(reasons, replace(item, start=0, end=0, **places))


@lru_cache(maxsize=8_000)
def _reasons(reasons: Callable[[Any], tuple[str, ...]], item: Any) -> tuple[str, ...]:
    return reasons(item)


def figure_value(item: object) -> str:
    """A figure in short: bounds, unit, what is counted.

    >>> from xewer.model import Quantity
    >>> figure_value(Quantity(0, 1, "", "CARDINAL", 20, None, approx=True, unit="person"))
    'about 20 or more person'
    """
    low, high = getattr(item, "min", None), getattr(item, "max", None)
    unit, counted = getattr(item, "unit", None), getattr(item, "counted", None)
    if low is None and high is None:
        size = "unknown"
    elif high is None:
        size = f"{'more than ' if getattr(item, 'min_open', False) else ''}{_number(low)}"
        size += "" if getattr(item, "min_open", False) else " or more"
    elif low is None:
        size = f"up to {_number(high)}"
    elif low == high:
        size = _number(low)
    else:
        size = f"{_number(low)} to {_number(high)}"
    parts = ["about" if getattr(item, "approx", False) else "", size, unit or "", counted if counted != unit else ""]
    return " ".join(p for p in parts if p)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"


def _bounds(earliest: str | None, latest: str | None, value: str) -> str:
    if earliest is None or latest is None or earliest == value == latest:
        return ""
    return f", {earliest}" if earliest == latest else f", {earliest} to {latest}"


def _title(kind: str, what: str, item: object, why: tuple[str, ...] = ()) -> str:
    sure = f"{getattr(item, 'confidence', 1.0):.0%}"
    guess = "guess" if getattr(item, "guess", False) else ""
    head = " · ".join(p for p in (f"{kind}: {what}", getattr(item, "rule", ""), sure, guess) if p)
    return "\n".join((head, *why))


def show_article(article: Article, script: str | None = None, low: int = 0, high: int | None = None) -> Shown:
    """The text of an article from ``low`` to ``high`` as displayed in ``script``.

    Capitals stand at names, and at every word of a person's.
    """
    until = len(article.text) if high is None else high
    names = []
    for e in article.entities:
        if low <= e.start < until:
            names.append((e.start - low, e.end - low))
            if e.label == "PERSON":
                names += [(e.start + at - low, e.end - low) for at in word_starts(article.text[e.start : e.end])]
    return replace(shown(article.text[low:until], article.script, script, names), first=low)


def mark(
    article: Article,
    *,
    script: str | None = None,
    kinds: Collection[str] | None = None,
    hits: Iterable[tuple[int, int]] = (),
    words: bool = False,
    body: int = 0,
    end: int | None = None,
    passage: tuple[int, int] | None = None,
    wrong: Collection[tuple[str, int, str]] = (),
    display: Shown | None = None,
    known: Sequence[Mark] | None = None,
) -> Markup:
    """The article's paragraphs as safe HTML, one ``<p>`` for each line that is not empty.

    Args:
        script: ``arabic``, ``latin`` or ``cyrillic``; None leaves the text in its own.
        kinds: kinds of marks to draw (`KINDS`); None for all.
        hits: spans of words that were searched for.
        words: each word gets a title that explains it.
        body: where to begin; what lies before is left out.
        end: where to stop; None for the end of the text.
        passage: a span that is cited; its anchor is ``at``.
        wrong: as in `article_marks`.
        display: the text from ``body`` to ``end`` as `show_article` gives it, if it is at hand.
        known: what `article_marks` gives, if it is at hand.

    >>> from xewer.model import Article, Entity
    >>> name = Entity(0, 7, 7, "نۇگروخو", "PERSON", "Nugroho")
    >>> print(mark(Article(id="1", text="نۇگروخو", sha256="", entities=(name,))))
    <p dir="auto" data-at="0"><span class="m person" id="n0" title="person: Nugroho · 100%">نۇگروخو</span></p>
    """
    until = len(article.text) if end is None else min(end, len(article.text))
    display = display or show_article(article, script, body, until)
    found = known if known is not None else article_marks(article, body, until, wrong)
    marks = [m for m in found if (kinds is None or m.kind in kinds) and m.end > body]
    marks += [Mark(a, b, "hit") for a, b in hits if a < until and b > body]
    if passage and passage[0] < until and passage[1] > body:
        marks.append(Mark(*passage, "passage", "at"))
    placed = []
    for m in marks:
        start, stop = _whole(article.text, m.start, m.end)
        start, stop = display.at(max(start, body)), display.at(min(stop, until))
        if start < stop:
            placed.append(m._replace(start=start, end=stop))
    told = list(_words(article, display, body, until, script or article.script)) if words else ()
    return Markup("\n".join(paragraphs(display, display.at(body), placed, told)))  # noqa: S704 - each piece is escaped


def mark_snippet(text: str, spans: Iterable[tuple[int, int]], script: str | None = None) -> Markup:
    """A snippet on one line with what was found in ``<mark>``.

    >>> print(mark_snippet("پۇتىن <b>", [(0, 5)]))
    <mark>پۇتىن</mark> &lt;b&gt;
    """
    from xewer.text.detect import detect_script

    display = shown(text, detect_script(text), script) if script else shown(text)
    placed = []
    for a, b in spans:
        start, end = _whole(text, a, b)
        placed.append(Mark(display.at(start), display.at(end), "hit"))
    flat = display.text.replace("\n", " ").replace("\r", " ")
    said = pieces(flat, 0, len(flat), [m for m in placed if m.start < m.end], set())
    return Markup("".join(said))  # noqa: S704 - each piece is escaped


def _words(article: Article, display: Shown, low: int, high: int, script: str | None) -> Iterator[tuple[int, int, str]]:
    """Words that have something to tell, with their places in the displayed text; none lies over another."""
    text, last = article.text, low
    first = bisect_left(article.tokens, low, key=lambda token: token["start"])
    for token in islice(article.tokens, first, None):
        start, end = token["start"], token["end"]
        if start >= high:
            return
        told = word_help(token, script)
        if told is None:
            continue
        if (start and _joined(text, start)) or (end < len(text) and _joined(text, end)):
            start, end = _whole(text, start, end)
        start, end = max(start, last), min(end, high)
        if start < end:
            yield display.at(start), display.at(end), told
            last = end


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, widened so that it cuts no word: a tag between two letters would part them."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    if end <= start:
        return start, start
    low, high = max(0, start - _WORD), min(len(text), end + _WORD)
    while start > low and _joined(text, start):
        start -= 1
    while end < high and _joined(text, end):
        end += 1
    return start, end


def _joined(text: str, at: int) -> bool:
    """Whether a letter stands on each side of a place."""
    return _letter(text[at - 1]) and _letter(text[at])


def _letter(char: str) -> bool:
    return char.isalpha() or char in "\u0640\u200d\u200c" or "\u064b" <= char <= "\u065f"
