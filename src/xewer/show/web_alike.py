"""Articles that are nearly the same as one: a page of its own, which the article's page fetches when it is drawn.

To find them takes longer than to draw the article, and more so the larger the archive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xewer.archive.twins import twins
from xewer.show.bounded import Bounded
from xewer.show.desk import html, json_answer, no_article
from xewer.show.page_views import draw

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from xewer.show.desk import Desk

__all__ = ["AlikePages"]

_MOST = 20
_KEPT = 500


class Alike(NamedTuple):
    """An article that is nearly the same: share is that of the word pairs that both have."""

    id: str
    title: str | None
    source: str | None
    published: str | None
    share: float


class AlikePages:
    """Near-duplicates of an article."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: Bounded[tuple[Alike, ...]] = Bounded(_KEPT)

    def page(self, request: Request) -> Response:
        """The page."""
        view, ident = self.desk.view(request), request.path_params["ident"]
        found = self._found(ident)
        if found is None:
            return no_article(view)
        return html(draw("alike.html", view, ident=ident, alike=found))

    def json(self, request: Request) -> Response:
        """The same for programs."""
        found = self._found(request.path_params["ident"])
        if found is None:
            return json_answer({"error": "no such article"}, 404)
        return json_answer({"alike": [one._asdict() for one in found]})

    def _found(self, ident: str) -> tuple[Alike, ...] | None:
        archive = self.desk.reader()
        if not archive.run("SELECT 1 FROM article WHERE id = ?", (ident,)):
            return None
        key = (ident, self.desk.state())
        found = self._kept.get(key)
        if found is None:
            made = []
            for twin in twins(archive, ident)[:_MOST]:
                about = archive.run("SELECT title, source, published FROM article WHERE id = ?", (twin.id,))
                made += [Alike(twin.id, title, source, day, round(twin.share, 3)) for title, source, day in about]
            found = tuple(made)
            self._kept.keep(key, found)
        return found
