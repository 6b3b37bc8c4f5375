"""Bringing news in on the desk: files, pasted text, an address after a plain yes; how it goes, and what failed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import UploadFile

from xewer.errors import XewerError
from xewer.harvest.files import LARGEST, SUFFIXES
from xewer.harvest.page_dates import iso_day
from xewer.harvest.record import Record, Refusal
from xewer.show.bring_jobs import MOST
from xewer.show.desk import field, html, json_answer, message, to
from xewer.show.page_views import draw

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from xewer.show.desk import Desk
    from xewer.show.page_views import View

__all__ = ["BringPages"]

LONGEST_TEXT = 1_000_000
"""Code points of a pasted text."""


class BringPages:
    """Forms that bring news in, and the page of a batch."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def bring(self, request: Request) -> Response:
        """The forms."""
        return html(draw("bring.html", self.desk.view(request), limits=_limits(), fetches=_can_fetch()))

    def bring_json(self, _: Request) -> Response:
        """What can be brought in, for programs."""
        return json_answer(_limits())

    def files(self, _: Request, form: FormData, view: View) -> Response:
        """Take in the files of the form."""
        brought = [
            (f.filename or "", f.file) for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename
        ]
        day, wrong = _day(form, view)
        if wrong:
            return wrong
        try:
            batch = self.desk.jobs.files(brought, published=day)
        except XewerError as error:
            return message(view, 400, str(error), error.hint)
        return to(view.link(f"/bring/{batch.id}"))

    def text(self, _: Request, form: FormData, view: View) -> Response:
        """Read a pasted text without keeping it, or keep it."""
        text = field(form, "text").replace("\r\n", "\n")
        day, wrong = _day(form, view)
        if wrong:
            return wrong
        if not text:
            return message(view, 400, view.say("no_text"), view.say("no_text_hint"))
        if len(text) > LONGEST_TEXT:
            return message(view, 400, view.say("text_too_long"), view.say("text_too_long_hint"))
        record = _record(text, view)
        if isinstance(record, Refusal):
            return message(view, 400, record.reason, record.hint)
        if form.get("keep"):
            return to(view.link(f"/bring/{self.desk.jobs.text(record, published=day).id}"))
        from xewer.reader import read

        article = read(
            record.text,
            title=record.title,
            author=record.author,
            source=record.source,
            published=record.published or day,
        )
        if record.published:
            article = replace(article, published_from=record.published_from)
        return to(view.link(f"/reading/{self.desk.hold(article)}"))

    def keep(self, request: Request, _: FormData, view: View) -> Response:
        """Keep a text after all that was read without being kept."""
        article = self.desk.held(request.path_params["name"])
        if article is None:
            return message(view, 404, view.say("not_held"), view.say("not_held_hint"))
        with self.desk.archive() as archive:
            archive.add(article, origin=view.say("pasted"))
        return to(view.link(f"/article/{article.id}"))

    def ask_address(self, _: Request, form: FormData, view: View) -> Response:
        """What would be sent where, and whether that is wanted; nothing has been sent yet."""
        url, wrong = _address(form, view)
        return wrong or html(draw("bring_address.html", view, url=url, host=urlsplit(url).netloc, agent=_agent()))

    def address(self, _: Request, form: FormData, view: View) -> Response:
        """Fetch the address, after a plain yes."""
        url, wrong = _address(form, view)
        if wrong:
            return wrong
        if field(form, "sure") != "yes":
            return to(view.link("/bring"))
        return to(view.link(f"/bring/{self.desk.jobs.address(url).id}"))

    def batch(self, request: Request) -> Response:
        """How a batch goes, or how it went."""
        view = self.desk.view(request)
        batch = self.desk.jobs.get(request.path_params["batch"])
        if batch is None:
            return message(view, 404, view.say("no_batch"), view.say("no_batch_hint"))
        return html(draw("batch.html", view, batch=batch))

    def batch_json(self, request: Request) -> Response:
        """The same for programs."""
        batch = self.desk.jobs.get(request.path_params["batch"])
        return json_answer(batch.to_dict()) if batch else json_answer({"error": "no such batch"}, 404)

    def examples(self, _: Request, __: FormData, view: View) -> Response:
        """Put the example articles into the archive."""
        from xewer.harvest.job import add
        from xewer.resources import data_path

        with self.desk.archive() as archive:
            tally = add([data_path("examples")], archive)
        if not tally.new + tally.same + tally.updated:
            first = tally.refusals[0] if tally.refusals else None
            return message(view, 500, first.reason if first else view.say("no_examples"), first.hint if first else "")
        return to(view.link("/"))


def _limits() -> dict[str, object]:
    return {"largest_file": LARGEST, "largest_batch": MOST, "longest_text": LONGEST_TEXT, "kinds": sorted(SUFFIXES)}


def _day(form: FormData, view: View) -> tuple[str | None, Response | None]:
    """The day that the form names, or the page that says that it is none."""
    told = field(form, "published")
    if not told:
        return None, None
    if iso_day(told) is None and not (told.isdigit() and len(told) == 4):
        return None, message(view, 400, view.say("not_a_day"), view.say("not_a_day_hint"))
    return told, None


def _record(text: str, view: View) -> Record | Refusal:
    """A pasted text as an article, with what its first lines say about it."""
    from xewer.harvest.files import text_record

    return text_record(text.encode("utf-8", "replace"), view.say("pasted"))


def _address(form: FormData, view: View) -> tuple[str, Response | None]:
    from xewer.harvest.fetch import is_address

    url = field(form, "url")
    try:
        good = (
            is_address(url)
            and url.isprintable()
            and " " not in url
            and len(url) < 2000
            and bool(urlsplit(url).hostname)
        )
    except ValueError:
        good = False
    if not good:
        return url, message(view, 400, view.say("not_an_address"), view.say("not_an_address_hint"))
    return url, None


def _agent() -> str:
    from xewer.harvest.fetch import AGENT

    return AGENT


def _can_fetch() -> bool:
    from importlib.util import find_spec

    return find_spec("httpx2") is not None and find_spec("protego") is not None
