"""A person, place or organisation on the desk: mentions over time, what it said, what was said of it, its events."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from xewer.archive.facts import facts
from xewer.archive.query import counts_over_time, facets, search
from xewer.errors import QueryError
from xewer.show import pages
from xewer.show.bounded import Bounded
from xewer.show.charts import bars
from xewer.show.desk import html, json_answer, message, not_understood
from xewer.show.page_views import draw
from xewer.show.web_counts import counts_csv, counts_svg
from xewer.show.web_ledger import evidence

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from xewer.archive.fact_rows import FactRow
    from xewer.archive.store import Archive
    from xewer.show.desk import Desk
    from xewer.show.page_views import View

__all__ = ["EntityPages", "entity"]

KINDS = {"person": "PERSON", "place": "GPE", "org": "ORG"}
SHOWN = 25
_LOOKED_AT = 40  # articles whose forms are counted
_LONGEST = 200
_KEPT = 100  # names whose pages stay in memory until the archive changes


def entity(archive: Archive, name: str, kind: str = "") -> dict[str, Any]:
    """What the archive knows of a name: articles, counts over time, forms, company, quotes, events.

    Args:
        name: in English or Uyghur, or an id.
        kind: ``person``, ``place`` or ``org``; the commonest if empty.

    Raises:
        QueryError: the name cannot be looked for.
    """
    clean = " ".join(name.replace('"', " ").split())[:_LONGEST]
    totals = {k: search(archive, f'{k}:"{clean}"', limit=1).total for k in KINDS} if clean else dict.fromkeys(KINDS, 0)
    if kind not in KINDS:
        kind = max(totals, key=lambda k: totals[k])
    query = f'{kind}:"{clean}"'
    if not totals[kind]:
        return {"name": clean, "kind": kind, "query": query, "total": 0, "kinds": totals}
    months = counts_over_time(archive, query)
    company = facets(archive, query, limit=9, named=pages.NAMED)
    return {
        "name": clean,
        "kind": kind,
        "query": query,
        "total": totals[kind],
        "kinds": totals,
        "periods": months if len(months) <= 60 else counts_over_time(archive, query, by="year"),
        "forms": _forms(archive, query, clean, KINDS[kind]),
        "company": {
            k: [(v, n) for v, n in company.get(k, ()) if v != clean][:8] for k in ("people", "places", "organisations")
        },
        "quotes_by": list(facts(archive, by=clean, kind="said", limit=SHOWN)),
        "quotes_about": _about(archive, query, clean),
        "events": [r for r in _facts(archive, query) if r.layer == "events"][:SHOWN],
        "newest": pages.hits(archive, query, page=1, size=8),
    }


def _facts(archive: Archive, query: str) -> list[FactRow]:
    return list(facts(archive, query, limit=SHOWN * 4))


def _about(archive: Archive, query: str, name: str) -> list[FactRow]:
    """Statements that name it, made by somebody else."""
    found = (r for r in facts(archive, query, kind="said", limit=SHOWN * 8) if r.who != name)
    return list(islice(found, SHOWN))


def _forms(archive: Archive, query: str, name: str, label: str) -> list[tuple[str, int]]:
    """How it is written in the newest articles, without endings, commonest first."""
    counted: dict[str, int] = {}
    labels = ("GPE", "LOC") if label == "GPE" else (label, label)
    for hit in search(archive, query, limit=_LOOKED_AT).hits:
        article = archive.get(hit.id)
        for e in article.entities if article else ():
            written = e.name or e.text
            if e.label in labels and (written == name or name in {e.text, e.entity_id}) and article:
                form = article.text[e.start : e.stem_end]
                counted[form] = counted.get(form, 0) + 1
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:8]


class EntityPages:
    """The page of one name."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: Bounded[dict[str, Any]] = Bounded(_KEPT)

    def _told(self, request: Request) -> dict[str, Any]:
        asked = request.query_params
        key = (asked.get("name", ""), asked.get("kind", ""), self.desk.state())
        told = self._kept.get(key)
        if told is None:
            told = entity(self.desk.reader(), *key[:2])
            self._kept.keep(key, told)
        return told

    def page(self, request: Request) -> Response:
        """The page."""
        view = self.desk.view(request)
        try:
            told = self._told(request)
        except QueryError as error:
            return message(view, 400, str(error), error.hint)
        return html(draw("entity.html", view, e=told, evidence=evidence, chart=_chart(view, told)), 200)

    def json(self, request: Request) -> Response:
        """The same for programs."""
        try:
            told = self._told(request)
        except QueryError as error:
            return not_understood(error)
        rows = {k: [r.to_dict() for r in told.get(k, ())] for k in ("quotes_by", "quotes_about", "events", "newest")}
        return json_answer({**told, **rows, "periods": dict(told.get("periods", ()))})

    def svg(self, request: Request) -> Response:
        """Mentions over time as a file."""
        try:
            told = self._told(request)
        except QueryError as error:
            return not_understood(error)
        view = self.desk.view(request)
        label = f"{told['name']}: {view.say('mentions_over_time')}"
        return counts_svg(told.get("periods", ()), "xewer-mentions.svg", label=label, view=view)

    def csv(self, request: Request) -> Response:
        """The same counts as a table."""
        try:
            told = self._told(request)
        except QueryError as error:
            return not_understood(error)
        return counts_csv(told.get("periods", ()), "xewer-mentions.csv")


def _chart(view: View, told: dict[str, Any]) -> Any:
    return bars(told.get("periods", ()), view, told["query"])
