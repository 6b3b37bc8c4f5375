"""The desk's state: the archive behind its pages, what is read without being kept, and how answers are made."""

from __future__ import annotations

import contextlib
import gc
import hmac
import secrets
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from xewer.archive.packing import storable
from xewer.show.bounded import Bounded
from xewer.show.page_views import LANGUAGES, View, draw
from xewer.show.shown import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from xewer.archive.store import Archive
    from xewer.errors import QueryError
    from xewer.model import Article
    from xewer.show.bring_jobs import Jobs

__all__ = [
    "Desk",
    "attachment",
    "digits",
    "field",
    "html",
    "json_answer",
    "message",
    "no_article",
    "not_understood",
    "page_of",
    "posted",
    "to",
    "view_of",
]

HELD = 8
"""Texts that are read without being kept: so many stay in memory, the newest."""
READ = 3_000_000
"""Code points of the articles that stay in memory, since a reader turns to their parts and other scripts."""
MOST_FIELD = 8_000_000
"""Bytes of one field of a form that is no file."""
MOST_FILES = 200
_LAST_PAGE = 1_000_000


class Desk:
    """The archive behind the pages, opened at the first request; one request at a time reads it."""

    def __init__(self, path: str | Path | None) -> None:
        from xewer.show.bring_jobs import Jobs

        self.path = path
        self.form_token = secrets.token_urlsafe(24)
        self.jobs: Jobs = Jobs(path)
        self._lock = threading.RLock()
        self._archive: Archive | None = None
        self._held: Bounded[Article] = Bounded(HELD)
        self._read: Bounded[Article] = Bounded(READ)
        self._settled: set[str] = set()
        self._counts: tuple[Any, dict[str, int]] | None = None

    @contextlib.contextmanager
    def archive(self) -> Iterator[Archive]:
        """The archive, alone."""
        from xewer.archive.store import Archive

        with self._lock:
            if self._archive is None:
                self._archive = Archive(self.path)
            yield self._archive

    def reader(self) -> Archive:
        """The archive for what takes long: others get their turn, since its statements take turns by themselves."""
        with self.archive() as archive:
            return archive

    def settle(self, kind: str) -> None:
        """A page of a kind was drawn: what the first of its kind has loaded stays, and is not looked through again.

        Tables of language data are many objects; the search for garbage among them takes longer than to draw a page.
        """
        if kind not in self._settled:
            self._settled.add(kind)
            gc.freeze()

    def state(self) -> tuple[Any, ...]:
        """What changes when anything in the archive does: what was made of another state is no longer good."""
        with self.archive() as archive:
            return archive.run("SELECT (SELECT max(n) FROM audit), (SELECT max(n) FROM remark)")[0]

    def counts(self) -> dict[str, int]:
        """`Archive.counts`, counted again only after a change."""
        with self.archive() as archive:
            state = self.state()
            if self._counts is None or self._counts[0] != state:
                self._counts = (state, archive.counts())
            return self._counts[1]

    def close(self) -> None:
        """Close the archive; the next request would open it again."""
        self.jobs.close()
        with self._lock:
            if self._archive is not None:
                self._archive.close()
                self._archive = None

    def article(self, ident: str, seq: int | None = None) -> Article | None:
        """`Archive.get`; those that were read last stay in memory."""
        with self.archive() as archive:
            row = archive.run("SELECT version, updated FROM article WHERE id = ?", (storable(ident),))
            if not row:
                return None
            key = (ident, seq, *row[0])
            found = self._read.get(key)
            if found is None:
                with _uncollected():
                    found = archive.get(ident, seq=seq)
                if found is not None:
                    self._read.keep(key, found, len(found.text))
            return found

    def hold(self, article: Article) -> str:
        """Keep an article in memory only, and name it; nothing of it is written anywhere."""
        name = secrets.token_urlsafe(9)
        self._held.keep(name, article)
        return name

    def held(self, name: str) -> Article | None:
        """What `hold` named so, while it is there."""
        return self._held.get(name)

    def view(self, request: Request) -> View:
        """How the reader wants this page."""
        return view_of(request, self.form_token)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for garbage, which takes as long again where very many objects are made and all are kept."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def view_of(request: Request, form_token: str = "") -> View:
    """How the reader wants this page, by its address."""
    asked = request.query_params
    language, script = asked.get("lang", "en"), asked.get("script", "")
    return View(
        language if language in LANGUAGES else "en",
        script if script in SCRIPTS else None,
        request.url.path,
        dict(asked),
        form_token,
    )


def posted(desk: Desk, work: Callable[[Request, FormData, View], Response]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for a form of ours: the form's token is checked before ``work`` runs in a thread of its own."""

    async def endpoint(request: Request) -> Response:
        view = replace(desk.view(request), steady=False)
        async with request.form(max_files=MOST_FILES, max_fields=200, max_part_size=MOST_FIELD) as form:
            told = form.get("token")
            # bytes, since the comparison takes no other letters than ASCII in text
            if not hmac.compare_digest(str(told).encode("utf-8", "replace"), desk.form_token.encode()):
                return message(view, 403, view.say("form_old"), view.say("form_old_hint"))
            return await run_in_threadpool(work, request, form, view)

    return endpoint


def field(form: FormData, name: str) -> str:
    """A field of a form that is text, trimmed; empty if it is absent or a file."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def digits(text: str) -> bool:
    """Whether a text is a number that fits.

    >>> digits("12"), digits("-1"), digits("١")
    (True, False, False)
    """
    return text.isascii() and text.isdigit() and len(text) < 10


def page_of(request: Request) -> int:
    """The page number that an address asks for."""
    asked = request.query_params.get("page", "1")
    return min(max(int(asked), 1), _LAST_PAGE) if digits(asked) else 1


def html(page: str, status: int = 200) -> Response:
    """A page."""
    return Response(page.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")


def json_answer(data: Any, status: int = 200) -> Response:
    """Data for programs."""
    from xewer.archive.packing import dumps

    return Response(dumps(data).encode(), status, media_type="application/json")


def not_understood(error: QueryError) -> Response:
    """A query that cannot be understood, for programs."""
    return json_answer({"error": str(error), "hint": error.hint, "position": error.position}, 400)


def attachment(body: str | bytes, kind: str, name: str, *, show: bool = False) -> Response:
    """A file to save, or with ``show`` to look at; ``name`` is its name, of ASCII letters."""
    data = body.encode("utf-8", "replace") if isinstance(body, str) else body
    way = "inline" if show else "attachment"
    return Response(data, media_type=kind, headers={"content-disposition": f'{way}; filename="{name}"'})


def message(view: View, status: int, title: str, hint: str = "") -> Response:
    """A page that says one thing."""
    return html(draw("message.html", view, title=title, hint=hint), status)


def no_article(view: View) -> Response:
    """An article that is not there."""
    return message(view, 404, view.say("no_article"), view.say("no_article_hint"))


def to(address: str) -> Response:
    """On to another page after a form."""
    return RedirectResponse(address, status_code=303)
