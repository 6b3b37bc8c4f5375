"""An article as safe HTML: its paragraphs with marks for people, places, times, figures, quotes and events.

A mark never begins or ends inside a word, since letters of Uyghur join; marks nest, and a mark that crosses the
end of another, or of a paragraph, is closed and opened again.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from xewer.find.reasons import why_figure, why_time
from xewer.show.shown import displayable, shown, word_starts
from xewer.show.word_help import word_help

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from xewer.model import Article
    from xewer.show.shown import Shown

__all__ = ["KINDS", "Mark", "article_marks", "figure_value", "mark", "mark_snippet", "show_article"]

KINDS = ("person", "org", "place", "time", "figure", "quote", "event")
"""Kinds of marks, which are the names of their CSS classes too."""

_LABELS = {"PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place"}
_RANK = {"quote": 0, "event": 1, "person": 2, "org": 2, "place": 2, "time": 2, "figure": 2, "hit": 3, "word": 4}
_WORD = 200  # longer runs of letters are no words
_LONG = 24  # a shorter word is never parted at its hyphen


class Mark(NamedTuple):
    """One marked span of the original text; ``id`` is its anchor on the page, ``title`` says what it is and why."""

    start: int
    end: int
    kind: str
    id: str = ""
    title: str = ""


def article_marks(article: Article) -> list[Mark]:
    """All marks of an article: ``n3`` is its fourth name, ``t`` times, ``f`` figures, ``q`` quotes, ``e`` events.

    >>> from xewer.model import Article, Entity
    >>> name = Entity(0, 5, 5, "پۇتىن", "PERSON", "Vladimir Putin", rule="names/table")
    >>> article_marks(Article(id="1", text="پۇتىن", sha256="", entities=(name,)))[0].title
    'person: Vladimir Putin · names/table · 100%'
    """
    out = []
    for n, e in enumerate(article.entities):
        kind = _LABELS.get(e.label, "org")
        out.append(Mark(e.start, e.end, kind, f"n{n}", _title(kind, e.name or e.text, e)))
    for n, t in enumerate(article.times):
        value = t.value + (f" ({t.mod})" if t.mod else "") + _bounds(t.earliest, t.latest, t.value)
        out.append(Mark(t.start, t.end, "time", f"t{n}", _title("time", value, t, why_time(t))))
    for n, f in enumerate(article.quantities):
        out.append(Mark(f.start, f.end, "figure", f"f{n}", _title("figure", figure_value(f), f, why_figure(f))))
    for n, q in enumerate(article.quotes):
        speaker = q.speaker_name or (q.speaker.text if q.speaker else "speaker not named")
        out.append(Mark(q.start, q.end, "quote", f"q{n}", _title("quote", speaker, q)))
    for n, v in enumerate(article.events):
        what = v.kind + (f", {v.modality}" if v.modality != "asserted" else "") + (", not" if v.polarity == "-" else "")
        out.append(Mark(v.start, v.end, "event", f"e{n}", _title("event", v.gloss_en or what, v)))
    return out


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


def show_article(article: Article, script: str | None = None) -> Shown:
    """The text of an article as displayed in ``script``, with capitals at names: every word of a person's."""
    names = [(e.start, e.end) for e in article.entities]
    for e in article.entities:
        if e.label == "PERSON":
            names += [(e.start + at, e.end) for at in word_starts(article.text[e.start : e.end])]
    return shown(article.text, article.script, script, names)


def mark(
    article: Article,
    *,
    script: str | None = None,
    kinds: Collection[str] | None = None,
    hits: Iterable[tuple[int, int]] = (),
    words: bool = False,
    body: int = 0,
) -> Markup:
    """The article's paragraphs as safe HTML, one ``<p>`` for each line that is not empty.

    Args:
        script: ``arabic``, ``latin`` or ``cyrillic``; None leaves the text in its own.
        kinds: kinds of marks to draw (`KINDS`); None for all.
        hits: spans of words that were searched for.
        words: each word gets a title that explains it.
        body: where to begin; what lies before is left out.

    >>> from xewer.model import Article, Entity
    >>> name = Entity(0, 5, 5, "پۇتىن", "PERSON", "Vladimir Putin")
    >>> print(mark(Article(id="1", text="پۇتىن", sha256="", entities=(name,))))
    <p dir="auto"><span class="m person" id="n0" title="person: Vladimir Putin · 100%">پۇتىن</span></p>
    """
    display = show_article(article, script)
    marks = [m for m in article_marks(article) if kinds is None or m.kind in kinds]
    marks += [Mark(a, b, "hit") for a, b in hits]
    if words:
        marks += _words(article)
    text = article.text
    placed = []
    for m in marks:
        start, end = _whole(text, m.start, m.end)
        start, end = display.at(max(start, body)), display.at(end)
        if start < end:
            placed.append(m._replace(start=start, end=end))
    first = display.at(body)
    return Markup("\n").join(_paragraphs(display.text, first, placed))


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
    return Markup("").join(_pieces(flat, 0, len(flat), [m for m in placed if m.start < m.end], set()))


def _words(article: Article) -> Iterator[Mark]:
    for token in article.tokens:
        told = word_help(token)
        if told:
            yield Mark(token["start"], token["end"], "word", "", told)


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


def _paragraphs(text: str, first: int, marks: Sequence[Mark]) -> Iterator[Markup]:
    """One paragraph a line; marks that go over its end are opened again in the next."""
    marks = sorted(marks, key=lambda m: (m.start, -m.end, _RANK[m.kind]))
    used: set[str] = set()
    at = first
    waiting = 0
    carried: list[Mark] = []
    for line in text[first:].split("\n"):
        end = at + len(line)
        while waiting < len(marks) and marks[waiting].start < end:
            carried.append(marks[waiting])
            waiting += 1
        if line.strip():
            inside = [m for m in carried if m.end > at]
            pieces = Markup("").join(_pieces(text, at, end, inside, used))
            yield Markup('<p dir="auto">{}</p>').format(pieces)
        carried = [m for m in carried if m.end > end]
        at = end + 1


def _pieces(text: str, start: int, end: int, marks: Iterable[Mark], used: set[str]) -> Iterator[Markup]:
    """The stretch with its marks as nested elements."""
    inside = [m._replace(start=max(m.start, start), end=min(m.end, end)) for m in marks]
    inside = sorted((m for m in inside if m.start < m.end), key=lambda m: (m.start, -m.end, _RANK[m.kind]))
    places = sorted({start, end, *chain.from_iterable((m.start, m.end) for m in inside)})
    open_now: list[Mark] = []
    following = 0
    for here, there in zip(places, [*places[1:], end], strict=True):
        again: list[Mark] = []
        while any(m.end <= here for m in open_now):
            last = open_now.pop()
            yield Markup("</mark>") if last.kind == "hit" else Markup("</span>")
            if last.end > here:
                again.append(last)
        begins = list(reversed(again))
        while following < len(inside) and inside[following].start == here:
            begins.append(inside[following])
            following += 1
        for m in sorted(begins, key=lambda m: (-m.end, _RANK[m.kind])):
            yield _opened(m, open_now, used)
            open_now.append(m)
        yield escape(text[here:there].replace("\r", ""))


def _opened(m: Mark, around: Sequence[Mark], used: set[str]) -> Markup:
    if m.kind == "hit":
        return Markup("<mark>")
    if m.kind == "word":
        told = [m.title, *(a.title for a in around if a.title and a.kind != "quote")]
        long = " long" if m.end - m.start > _LONG else ""
        return Markup('<span class="w{}" title="{}">').format(long, displayable("\n".join(told)))
    anchor = Markup("")
    if m.id and m.id not in used:
        used.add(m.id)
        anchor = Markup(' id="{}"').format(m.id)
    return Markup('<span class="m {}"{} title="{}">').format(m.kind, anchor, displayable(m.title))
