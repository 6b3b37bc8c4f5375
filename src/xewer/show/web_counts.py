"""Articles that a query finds, counted over time: as a drawing and as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.archive.query import counts_over_time
from xewer.errors import QueryError
from xewer.show.charts import alone, bar_drawing
from xewer.show.desk import attachment, json_answer, not_understood
from xewer.show.ledger_rows import csv_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from xewer.show.desk import Desk
    from xewer.show.page_views import View

__all__ = ["CountPages", "counts_csv", "counts_svg"]

_MOST_MONTHS = 60  # more of them are counted by year


def counts_csv(counts: Sequence[tuple[str, int]], name: str) -> Response:
    """Periods and how many, as a file."""
    table = csv_table(["period", "articles"], ({"period": period, "articles": n} for period, n in counts))
    return attachment("\ufeff" + table, "text/csv; charset=utf-8", name)


def counts_svg(counts: Sequence[tuple[str, int]], name: str, *, label: str, view: View) -> Response:
    """The same, drawn; 404 if there are not two periods to draw."""
    drawing = bar_drawing(counts, label=label, rtl=view.direction == "rtl")
    if not drawing:
        return json_answer({"error": "nothing to draw"}, 404)
    return attachment(alone(drawing), "image/svg+xml", name)


class CountPages:
    """The chart beside the results of a search."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def _counts(self, request: Request) -> list[tuple[str, int]]:
        query = " ".join(request.query_params.get("q", "").split())
        with self.desk.archive() as archive:
            months = counts_over_time(archive, query) if query else []
            return months if len(months) <= _MOST_MONTHS else counts_over_time(archive, query, by="year")

    def csv(self, request: Request) -> Response:
        """Articles in each month, or in each year if these are many."""
        try:
            return counts_csv(self._counts(request), "xewer-over-time.csv")
        except QueryError as error:
            return not_understood(error)

    def svg(self, request: Request) -> Response:
        """The same, drawn."""
        view = self.desk.view(request)
        label = f"{request.query_params.get('q', '')}: {view.say('over_time')}"
        try:
            return counts_svg(self._counts(request), "xewer-over-time.svg", label=label, view=view)
        except QueryError as error:
            return not_understood(error)
