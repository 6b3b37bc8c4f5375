"""What a reader says of an article on the desk: corrections, notes, tags, wrong marks; and taking it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.archive.packing import LAYERS
from xewer.archive.remarks import correct, drop_remark, mark_wrong, note, remarks
from xewer.archive.saved import tag, untag
from xewer.errors import XewerError
from xewer.show.desk import digits, field, html, message, no_article, to
from xewer.show.page_views import draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from xewer.archive.store import Archive
    from xewer.model import Article
    from xewer.show.desk import Desk
    from xewer.show.page_views import View

__all__ = ["RemarkPages"]

_LONGEST = 10_000  # code points of a note


class RemarkPages:
    """Forms under an article."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def edit(self, request: Request, form: FormData, view: View) -> Response:
        """Do what one of the forms asks for, and go back to the article."""
        ident = request.path_params["ident"]
        work = _WORKS.get(request.path_params["what"])
        with self.desk.archive() as archive:
            article = archive.get(ident)
            if article is None or work is None:
                return no_article(view)
            try:
                work(archive, article, form)
            except XewerError as error:
                return message(view, 400, str(error), error.hint)
        return to(view.link(f"/article/{ident}", "own"))

    def ask_remove(self, request: Request) -> Response:
        """Whether the article is really to be taken out."""
        view = self.desk.view(request)
        with self.desk.archive() as archive:
            article = archive.get(request.path_params["ident"])
        if article is None:
            return no_article(view)
        return html(draw("remove.html", view, article=article))

    def remove(self, request: Request, form: FormData, view: View) -> Response:
        """Take it out, after a plain yes."""
        ident = request.path_params["ident"]
        if field(form, "sure") != "yes":
            return to(view.link(f"/remove/{ident}"))
        with self.desk.archive() as archive:
            if not archive.remove(ident):
                return no_article(view)
        return message(view, 200, view.say("removed"), view.say("removed_text"))


def _correct(archive: Archive, article: Article, form: FormData) -> None:
    """Only fields that differ from what is there; an empty one says that it has none."""
    for name in ("title", "published", "source", "author"):
        if name in form:
            value = " ".join(field(form, name).split()) or None
            if value != getattr(article, name):
                correct(archive, article.id, name, value)


def _note(archive: Archive, article: Article, form: FormData) -> None:
    note(archive, article.id, field(form, "note")[:_LONGEST], at=field(form, "words") or None)


def _tag(archive: Archive, article: Article, form: FormData) -> None:
    tag(archive, article.id, " ".join(field(form, "tag").split())[:100])


def _untag(archive: Archive, article: Article, form: FormData) -> None:
    untag(archive, article.id, field(form, "tag"))


def _wrong(archive: Archive, article: Article, form: FormData) -> None:
    layer, _, start = field(form, "mark").partition(":")
    if layer in LAYERS and digits(start):
        mark_wrong(archive, article.id, layer, int(start), why=field(form, "why") or None)


def _drop(archive: Archive, article: Article, form: FormData) -> None:
    number = field(form, "n")
    if digits(number) and int(number) in {r.n for r in remarks(archive, article.id)}:
        drop_remark(archive, int(number))


_WORKS: dict[str, Callable[[Archive, Article, FormData], None]] = {
    "correct": _correct,
    "note": _note,
    "tag": _tag,
    "untag": _untag,
    "wrong": _wrong,
    "drop": _drop,
}
