"""The ledger on the desk: its table, its timeline, its figures side by side; each also as data and as files."""

from __future__ import annotations

from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, Any

from xewer.archive.fact_figures import FigureRow, figure_rows, figures
from xewer.archive.fact_timeline import timeline
from xewer.errors import QueryError
from xewer.show.bounded import Bounded
from xewer.show.charts import alone, figure_chart, timeline_chart
from xewer.show.desk import attachment, digits, html, json_answer, not_understood, page_of
from xewer.show.ledger_rows import (
    FILTERS,
    all_rows,
    anchor,
    chosen,
    csv_lines,
    csv_table,
    ledger,
    ledger_kinds,
    openings,
)
from xewer.show.page_views import draw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from xewer.archive.fact_figures import FigureGroup
    from xewer.archive.fact_rows import FactRow
    from xewer.archive.fact_timeline import TimelineRow
    from xewer.show.desk import Desk
    from xewer.show.page_views import View

__all__ = ["LedgerPages", "evidence"]

STEPS = 40
"""Rows of a timeline on one page."""
GROUPS = 25
"""Things counted on one page of figures."""
_SORTED = {
    "when": "newest",
    "who": "who",
    "what": "kind",
    "whom": "whom",
    "where": "where",
    "how_many": "figure",
    "according_to_whom": "source",
    "article": "article",
}
"""Columns of the ledger -> the order that their headings ask for."""
_CSV = "text/csv; charset=utf-8"
_SVG = "image/svg+xml"
_KEPT = 40  # timelines and comparisons of figures that stay in memory until the archive changes


def evidence(view: View, row: Any) -> str:
    """Address of the words that state a fact.

    >>> from xewer.archive.fact_rows import FactRow
    >>> from xewer.show.page_views import View
    >>> evidence(View(), FactRow("a", "events", 2, 17, 21, "", "", ""))
    '/article/a?at=17#e2'
    """
    return view.link(f"/article/{row.article_id}", anchor(row), at=str(row.start))


class LedgerPages:
    """Facts of all articles: as they stand, on their days, in figures."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kinds: tuple[object, list[str]] = (None, [])
        self._timelines: Bounded[tuple[list[TimelineRow], bool]] = Bounded(_KEPT)
        self._figures: Bounded[list[FigureGroup]] = Bounded(_KEPT)

    def ledger(self, request: Request) -> Response:
        """The facts of all articles as a table."""
        view, page = self.desk.view(request), page_of(request)
        rows: list[FactRow] = []
        more, error = False, None
        try:
            rows, more = ledger(self.desk.reader(), request.query_params, page=page)
        except QueryError as caught:
            error = caught
        return self._draw(
            "ledger.html",
            request,
            view,
            error,
            rows,
            rows=rows,
            more=more,
            page=page,
            orders=_SORTED,
            evidence=evidence,
        )

    def ledger_json(self, request: Request) -> Response:
        """One page of the ledger for programs."""
        page = page_of(request)
        try:
            rows, more = ledger(self.desk.reader(), request.query_params, page=page)
        except QueryError as error:
            return not_understood(error)
        return json_answer({"page": page, "more": more, "rows": [row.to_dict() for row in rows]})

    def ledger_csv(self, request: Request) -> Response:
        """All rows that the filters leave, as a file."""
        try:
            table = csv_lines(all_rows(self.desk.reader(), request.query_params))
        except QueryError as error:
            return not_understood(error)
        return attachment("\ufeff" + table, _CSV, "xewer-ledger.csv")

    def timeline(self, request: Request) -> Response:
        """Events and statements in order of time, drawn and as a table."""
        view, page = self.desk.view(request), page_of(request)
        rows: list[TimelineRow] = []
        more, error = False, None
        try:
            rows, more = self._steps(request, page)
        except QueryError as caught:
            error = caught
        rtl = request.query_params.get("axis") != "ltr"
        return self._draw(
            "timeline.html", request, view, error, [row.fact for row in rows],
            rows=rows, more=more, page=page, evidence=evidence, rtl=rtl,
            first=(page - 1) * STEPS + 1, chart=self._timeline_chart(view, rows, page, rtl=rtl),
        )  # fmt: skip

    def _steps(self, request: Request, page: int) -> tuple[list[TimelineRow], bool]:
        first = (page - 1) * STEPS
        query, told = _asked(request)
        dated = bool(request.query_params.get("dated"))
        key = (query, *sorted(told.items()), dated, page, self.desk.state())
        kept = self._timelines.get(key)
        if kept is None:
            found = timeline(self.desk.reader(), query, dated=dated, limit=first + STEPS + 1, **told)
            rows = list(islice(found, first, None))
            kept = rows[:STEPS], len(rows) > STEPS
            self._timelines.keep(key, kept)
        return kept

    def _timeline_chart(self, view: View, rows: list[TimelineRow], page: int, *, rtl: bool) -> Any:
        return timeline_chart(
            rows,
            label=view.say("timeline"),
            href=lambda row: evidence(view, row.fact),
            first=(page - 1) * STEPS + 1,
            rtl=rtl,
        )

    def timeline_json(self, request: Request) -> Response:
        """One page of the timeline for programs."""
        page = page_of(request)
        try:
            rows, more = self._steps(request, page)
        except QueryError as error:
            return not_understood(error)
        return json_answer({"page": page, "more": more, "rows": [row.to_dict() for row in rows]})

    def timeline_csv(self, request: Request) -> Response:
        """The whole timeline as a file."""
        query, told = _asked(request)
        try:
            found = timeline(self.desk.reader(), query, dated=bool(request.query_params.get("dated")), **told)
            rows = [{**row.to_dict(), "told": 1 + len(row.also)} for row in found]
        except QueryError as error:
            return not_understood(error)
        columns = ["first", "last", "dated", "told", *(k for k in _FACT_COLUMNS if k not in {"layer", "n"})]
        return attachment("\ufeff" + csv_table(columns, rows), _CSV, "xewer-timeline.csv")

    def timeline_svg(self, request: Request) -> Response:
        """The drawing of one page of the timeline as a file."""
        page = page_of(request)
        try:
            rows, _ = self._steps(request, page)
        except QueryError as error:
            return not_understood(error)
        rtl = request.query_params.get("axis") != "ltr"
        drawing = self._timeline_chart(self.desk.view(request), rows, page, rtl=rtl)
        return _drawing(drawing, "xewer-timeline.svg")

    def figures(self, request: Request) -> Response:
        """Figures for the same thing side by side; those that contradict each other first."""
        view, page = self.desk.view(request), page_of(request)
        groups: list[FigureGroup] = []
        error = None
        try:
            groups = self._groups(request)
        except QueryError as caught:
            error = caught
        several = [(n, g) for n, g in enumerate(groups, 1) if len(g.rows) > 1 or request.query_params.get("all")]
        several.sort(key=lambda item: item[1].verdict != "contradict")
        shown = several[(page - 1) * GROUPS : page * GROUPS]
        compared = [(n, g, figure_chart(g, label=g.what) if len(g.rows) > 1 else "") for n, g in shown]
        return self._draw(
            "figures.html",
            request,
            view,
            error,
            [row for _, group in shown for row in group.rows],
            compared=compared,
            page=page,
            more=len(several) > page * GROUPS,
            single=sum(len(g.rows) == 1 for g in groups),
            contradicting=sum(g.verdict == "contradict" for g in groups),
        )

    def _groups(self, request: Request) -> list[FigureGroup]:
        query, told = _asked(request)
        key = (query, *sorted(told.items()), self.desk.state())
        kept = self._figures.get(key)
        if kept is None:
            kept = figures(self.desk.reader(), query, **told)
            self._figures.keep(key, kept)
        return kept

    def figures_json(self, request: Request) -> Response:
        """All groups of figures for programs."""
        try:
            groups = self._groups(request)
        except QueryError as error:
            return not_understood(error)
        return json_answer({"groups": [group.to_dict() for group in groups]})

    def figures_csv(self, request: Request) -> Response:
        """All figures as a file, each with what it belongs to; or those of one ``group``."""
        try:
            groups = self._groups(request)
        except QueryError as error:
            return not_understood(error)
        rows = list(figure_rows(groups))
        if "group" in request.query_params:
            told = request.query_params["group"]
            rows = [row for row in rows if str(row["group"]) == told]
            if not rows:
                return json_answer({"error": "no such group"}, 404)
        columns = ["group", "what", "verdict", *(f.name for f in fields(FigureRow))]
        return attachment("\ufeff" + csv_table(columns, rows), _CSV, "xewer-figures.csv")

    def figures_svg(self, request: Request) -> Response:
        """The drawing of one group (``group`` is its number in the CSV) as a file."""
        try:
            groups = self._groups(request)
        except QueryError as error:
            return not_understood(error)
        told = request.query_params.get("group", "1")
        number = int(told) if digits(told) else 0
        if not 1 <= number <= len(groups):
            return json_answer({"error": "no such group"}, 404)
        group = groups[number - 1]
        return _drawing(figure_chart(group, label=group.what), "xewer-figures.svg")

    def _draw(
        self,
        template: str,
        request: Request,
        view: View,
        error: QueryError | None,
        told: Iterable[FactRow | FigureRow] = (),
        **context: Any,
    ) -> Response:
        with self.desk.archive() as archive:
            state = self.desk.state()
            if self._kinds[0] != state:  # of very many facts it takes longer than the page
                self._kinds = (state, ledger_kinds(archive))
            kinds = self._kinds[1]
            opened = openings(archive, told)
        asked = {k: request.query_params.get(k, "") for k in FILTERS}
        page = draw(template, view, asked=asked, kinds=kinds, error=error, opened=opened, **context)
        return html(page, 400 if error else 200)


_FACT_COLUMNS = (
    "when", "who", "did", "whom", "where", "how_many", "source", "kind", "gloss", "text", "modality", "polarity",
    "certain", "guess", "confidence", "rule", "article_id", "start", "end", "title", "published",
)  # fmt: skip


def _asked(request: Request) -> tuple[str, dict[str, Any]]:
    """The query and the filters of an address."""
    asked = request.query_params
    return asked.get("q", "").strip(), {k: v for k, v in chosen(asked).items() if k != "order"}


def _drawing(drawing: Any, name: str) -> Response:
    if not drawing:
        return json_answer({"error": "nothing to draw"}, 404)
    return attachment(alone(drawing), _SVG, name)
