"""Lists beside and under an article as HTML, written as strings: a template takes too long for some hundred lines."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from xewer.show.ledger_rows import anchor
from xewer.show.page_views import short
from xewer.show.shown import displayable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xewer.archive.fact_rows import FactRow
    from xewer.show.article_side import Entry, Side
    from xewer.show.marks import Mark
    from xewer.show.page_views import View

__all__ = ["panels"]

_FIELDS = {"people": "person", "organisations": "org", "places": "place"}


def panels(side: Side, view: View, tongue: str, *, own: bool) -> dict[str, tuple[int, Markup]]:
    """Name of a list -> how many lines it has, and the lines; lists without any are left out.

    Args:
        tongue: language tag of the text as it is displayed.
        own: the article is kept, so a mark can be called wrong.
    """
    made: dict[str, tuple[Sequence[object], Iterable[str]]] = {
        group: (found, _names(found, view, tongue, _FIELDS[group])) for group, found in side.names.items()
    }
    made["quotes"] = (side.quotes, _quotes(side.quotes, view, tongue))
    made["times"] = (side.times, _values(side.times, tongue))
    made["figures"] = (side.figures, _values(side.figures, tongue))
    made["facts"] = (side.facts, _facts(side.facts, view))
    made["why"] = (side.why, _why(side.why, view, tongue, own=own))
    return {
        name: (len(found), Markup("\n".join(lines)))  # noqa: S704 - each piece is escaped
        for name, (found, lines) in made.items()
        if found
    }


@lru_cache(maxsize=20_000)
def _clean(text: str) -> str:
    return escape(displayable(text))


def _names(found: Iterable[Entry], view: View, tongue: str, field: str) -> Iterable[str]:
    place, all_of = escape(view.say("place_in_text")), escape(view.say("find_all"))
    for e in found:
        name = ""
        if e.name:
            address = escape(view.link("/entity", name=e.name, kind=field))
            name = f' <a class="en" href="{address}" title="{all_of}"><bdi>{_clean(e.name)}</bdi></a>'
        where = " ".join(f'<a href="#{a}" aria-label="{place} {n}">{n}</a>' for n, a in enumerate(e.anchors, 1))
        yield (
            f'<li><bdi lang="{tongue}" class="ug">{escape(e.words)}</bdi>{name} <span class="where">{where}</span></li>'
        )


def _quotes(found: Iterable[Entry], view: View, tongue: str) -> Iterable[str]:
    unknown, to = view.say("speaker_unknown"), escape(view.say("to"))
    for e in found:
        more = f' <span class="quiet">{to} <bdi>{_clean(e.more)}</bdi></span>' if e.more else ""
        yield (
            f'<li><a href="#{e.anchors[0]}"><bdi>{_clean(e.name or unknown)}</bdi></a>{more}'
            f'<span class="said" lang="{tongue}" dir="auto">{escape(e.words)}</span></li>'
        )


def _values(found: Iterable[Entry], tongue: str) -> Iterable[str]:
    for e in found:
        more = f' <span class="quiet"><bdi>{_clean(e.more)}</bdi></span>' if e.more else ""
        yield (
            f'<li><a href="#{e.anchors[0]}"><bdi lang="{tongue}" class="ug">{escape(e.words)}</bdi></a>'
            f' <bdi class="en">{_clean(e.name)}</bdi>{more}</li>'
        )


def _facts(found: Iterable[FactRow], view: View) -> Iterable[str]:
    narrator, told = escape(view.say("by_narrator")), escape(view.say("according_to"))
    for f in found:
        parts = "".join(f"{view.uyghur(part)} · " for part in (f.when, f.who, f.whom, f.where, f.how_many) if part)
        source = f"{told} {view.uyghur(f.source)}" if f.source else narrator
        yield (
            f'<li><a href="#{anchor(f)}">{view.uyghur(f.text)}</a> <span class="en"><bdi>{_clean(f.gloss or f.kind)}'
            f'</bdi></span><br><span class="quiet">{parts}{source}</span></li>'
        )


def _why(found: Iterable[tuple[Mark, str]], view: View, tongue: str, *, own: bool) -> Iterable[str]:
    wrong = escape(view.say("wrong"))
    for m, words in found:
        said = escape(short(words, 60))
        told = "<br>".join(f'<bdi lang="en" dir="ltr">{_clean(line)}</bdi>' for line in m.title.split("\n"))
        button = ""
        if own:
            button = (
                f'<td><button class="small" name="mark" value="{m.layer}:{m.start}"'
                f' aria-label="{wrong}: {_clean(short(words, 40))}">{wrong}</button></td>'
            )
        yield (
            f'<tr><td><a href="#{m.id}"><bdi lang="{tongue}" dir="auto">{said}</bdi></a></td>'
            f"<td>{told}</td>{button}</tr>"
        )
