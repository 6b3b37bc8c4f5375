"""Help, the tour, and the description of the desk for programs."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from xewer.show import pages
from xewer.show.desk import html, json_answer
from xewer.show.marks import KINDS
from xewer.show.openapi import describe
from xewer.show.page_views import draw

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from xewer.archive.store import Archive
    from xewer.show.desk import Desk
    from xewer.show.page_views import View

__all__ = ["HelpPages"]


@lru_cache(maxsize=1)
def _keys() -> tuple[dict[str, str], ...]:
    """The list that feeds this page and the script that listens to keys."""
    return tuple(json.loads((Path(__file__).parent / "static" / "keys.json").read_text(encoding="utf-8")))


class HelpPages:
    """Pages that explain the others."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def help(self, request: Request) -> Response:
        """What can be asked, what the marks mean, all keys."""
        view = self.desk.view(request)
        return html(draw("help.html", view, kinds=KINDS, keys=_keys(), operators=pages.operators()))

    def help_json(self, _: Request) -> Response:
        """Keys, kinds of marks and operators for programs."""
        return json_answer({"keys": list(_keys()), "kinds": list(KINDS), "operators": pages.operators()})

    def tour(self, request: Request) -> Response:
        """Five minutes through the desk, on the articles that are there."""
        view = self.desk.view(request)
        with self.desk.archive() as archive:
            steps = _steps(archive, view)
        return html(draw("tour.html", view, steps=steps))

    def tour_json(self, request: Request) -> Response:
        """The same for programs."""
        view = self.desk.view(request)
        with self.desk.archive() as archive:
            steps = _steps(archive, view)
        return json_answer(
            [{"title": view.say(key), "text": view.say(f"{key}_text"), "address": at} for key, at in steps]
        )

    def openapi(self, _: Request) -> Response:
        """What programs can ask for."""
        return json_answer(describe())


def _steps(archive: Archive, view: View) -> list[tuple[str, str]]:
    """Steps of the tour, each with a page of this archive; without articles only the first."""
    newest = archive.run("SELECT id FROM article WHERE docid > 0 ORDER BY docid DESC LIMIT 1")
    if not newest:
        return [("tour_start", view.link("/"))]
    ident = newest[0][0]
    person = archive.run(
        "SELECT name FROM annotation WHERE layer = 'entities' AND kind = 'PERSON' AND name IS NOT NULL LIMIT 1"
    )
    name = person[0][0] if person else ""
    return [
        ("tour_search", view.link("/", q=f'person:"{name}"' if name else "")),
        ("tour_read", view.link(f"/article/{ident}")),
        ("tour_script", view.link(f"/article/{ident}", script="latin")),
        ("tour_gloss", view.link(f"/article/{ident}", "glosses", gloss="1")),
        ("tour_ledger", view.link("/ledger")),
        ("tour_entity", view.link("/entity", name=name) if name else view.link("/ledger")),
        ("tour_figures", view.link("/figures", all="1")),
        ("tour_timeline", view.link("/timeline")),
        ("tour_cite", view.link(f"/cite/{ident}")),
        ("tour_bring", view.link("/bring")),
    ]
