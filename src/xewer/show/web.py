"""The desk: the archive as pages on this machine, each with a twin for programs. Prints nothing."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from xewer.archive.query import concordance
from xewer.errors import InputError, QueryError, XewerError
from xewer.show import pages
from xewer.show.headers import HEADERS, LOOPBACK, Guard
from xewer.show.marks import KINDS, mark, mark_snippet, show_article
from xewer.show.page_views import LANGUAGES, View, draw
from xewer.show.shown import SCRIPTS, shown, word_starts
from xewer.show.word_help import gloss_sentences

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from starlette.requests import Request

    from xewer.archive.fact_rows import FactRow
    from xewer.archive.store import Archive

__all__ = ["create_app", "serve"]

_FURTHER_PORTS = 20
_LAST_PAGE = 1_000_000
_FILTERS = ("q", "person", "place", "kind", "since", "until", "certain")


class Desk:
    """The archive behind the pages, opened at the first request; one request at a time reads it."""

    def __init__(self, path: str | Path | None) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._archive: Archive | None = None

    @contextlib.contextmanager
    def archive(self) -> Iterator[Archive]:
        """The archive, alone."""
        from xewer.archive.store import Archive

        with self._lock:
            if self._archive is None:
                self._archive = Archive(self.path)
            yield self._archive

    def close(self) -> None:
        """Close the archive; the next request would open it again."""
        with self._lock:
            if self._archive is not None:
                self._archive.close()
                self._archive = None

    def home(self, request: Request) -> Response:
        """Search, and the newest articles."""
        view, found, error = self._search(request)
        order = request.query_params.get("lines", "")
        lines = []
        with self.archive() as archive:
            counts = archive.counts()
            if order in pages.ORDERS and found.query and found.total:
                lines = concordance(archive, found.query, limit=pages.LINES, width=60, sort=order)
        snippets = [mark_snippet(hit.snippet, hit.spans, view.script) for hit in found.hits]
        page = draw(
            "search.html",
            view,
            found=found,
            error=error,
            snippets=snippets,
            counts=counts,
            rank=_rank(request),
            lines=lines,
            order=order,
            orders=pages.ORDERS,
        )
        return _html(page, 400 if error else 200)

    def search_json(self, request: Request) -> Response:
        """The same for programs."""
        _, found, error = self._search(request)
        if error:
            return _json({"error": str(error), "hint": error.hint, "position": error.position}, 400)
        return _json(found.to_dict())

    def _search(self, request: Request) -> tuple[View, pages.Found, QueryError | None]:
        query = request.query_params.get("q", "")
        with self.archive() as archive:
            try:
                found = pages.find(archive, query, page=_page(request), rank=_rank(request))
            except QueryError as error:
                return _view(request), pages.Found(query), error
        return _view(request), found, None

    def article(self, request: Request) -> Response:
        """One article with its marks."""
        view, ident = _view(request), request.path_params["ident"]
        query = request.query_params.get("q", "")
        seq = request.query_params.get("version", "")
        with self.archive() as archive:
            article = archive.get(ident, seq=int(seq) if _digits(seq) else None)
            if article is None:
                return _message(view, 404, view.say("no_article"), view.say("no_article_hint"))
            versions = archive.versions(ident)
            hits = pages.hit_spans(archive, ident, query) if article.text and not seq else []
        display = show_article(article, view.script)
        chosen = [k for k in request.query_params.getlist("kinds") if k in KINDS] or list(KINDS)
        text = mark(article, script=view.script, hits=hits, words=True, body=_after_title(article.text, article.title))
        author = article.author or ""
        shown_script = view.script or article.script or "arabic"
        page = draw(
            "article.html",
            view,
            article=article,
            author=shown(author, None, view.script, [(at, at + 1) for at in word_starts(author)]).text,
            title=shown(article.title or "", None, view.script).text,
            text=text,
            side=pages.side(article, display),
            kinds=KINDS,
            chosen=chosen,
            versions=versions,
            glosses=gloss_sentences(article, display) if request.query_params.get("gloss") else [],
            tongue=SCRIPTS.get(shown_script, "ug"),
            flow="rtl" if shown_script == "arabic" else "ltr",
            anchor=pages.anchor,
            back=query,
        )
        return _html(page)

    def article_json(self, request: Request) -> Response:
        """The article as `Article.to_dict` gives it."""
        with self.archive() as archive:
            article = archive.get(request.path_params["ident"])
        return _json(article.to_dict()) if article else _json({"error": "no such article"}, 404)

    def ledger(self, request: Request) -> Response:
        """The facts of all articles as a table."""
        view, page = _view(request), _page(request)
        asked = {k: request.query_params.get(k, "") for k in _FILTERS}
        rows: list[FactRow] = []
        more, error = False, None
        with self.archive() as archive:
            kinds = pages.ledger_kinds(archive)
            try:
                rows, more = pages.ledger(archive, asked, page=page)
            except QueryError as caught:
                error = caught
        drawn = draw(
            "ledger.html",
            view,
            rows=rows,
            more=more,
            page=page,
            asked=asked,
            kinds=kinds,
            error=error,
            anchor=pages.anchor,
        )
        return _html(drawn, 400 if error else 200)

    def ledger_json(self, request: Request) -> Response:
        """One page of the ledger for programs."""
        page = _page(request)
        try:
            with self.archive() as archive:
                rows, more = pages.ledger(archive, request.query_params, page=page)
        except QueryError as error:
            return _json({"error": str(error), "hint": error.hint, "position": error.position}, 400)
        return _json({"page": page, "more": more, "rows": [row.to_dict() for row in rows]})

    def ledger_csv(self, request: Request) -> Response:
        """All rows that the filters leave, as a file."""
        try:
            with self.archive() as archive:
                table = pages.csv_lines(pages.all_rows(archive, request.query_params))
        except QueryError as error:
            return _json({"error": str(error), "hint": error.hint, "position": error.position}, 400)
        # the mark at the start tells spreadsheets that it is UTF-8
        return Response(
            ("\ufeff" + table).encode("utf-8", "replace"),
            media_type="text/csv; charset=utf-8",
            headers={"content-disposition": 'attachment; filename="xewer-ledger.csv"'},
        )

    def help(self, request: Request) -> Response:
        """What can be asked, what the marks mean, all keys."""
        return _html(draw("help.html", _view(request), kinds=KINDS, keys=_keys()))

    def help_json(self, _: Request) -> Response:
        """Keys and kinds of marks for programs."""
        return _json({"keys": _keys(), "kinds": list(KINDS)})

    def examples(self, request: Request) -> Response:
        """Put the example articles into the archive."""
        from xewer.harvest.job import add
        from xewer.resources import data_path

        view = _view(request)
        with self.archive() as archive:
            tally = add([data_path("examples")], archive)
        if not tally.new + tally.same + tally.updated:
            first = tally.refusals[0] if tally.refusals else None
            return _message(view, 500, first.reason if first else view.say("no_examples"), first.hint if first else "")
        return RedirectResponse(view.link("/"), status_code=303)


def create_app(archive_path: str | Path | None = None) -> Starlette:
    """The desk for one archive (None: the user's own) as an application for any ASGI server.

    >>> sorted(r.path for r in create_app("no-such.db").routes)[:3]
    ['/', '/article/{ident:path}', '/article/{ident:path}.json']
    """
    desk = Desk(archive_path)

    @contextlib.asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    return Starlette(
        routes=[
            Route("/", desk.home),
            Route("/search.json", desk.search_json),
            Route("/article/{ident:path}.json", desk.article_json),
            Route("/article/{ident:path}", desk.article),
            Route("/ledger", desk.ledger),
            Route("/ledger.json", desk.ledger_json),
            Route("/ledger.csv", desk.ledger_csv),
            Route("/help", desk.help),
            Route("/help.json", desk.help_json),
            Route("/examples", desk.examples, methods=["POST"]),
            Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={404: _not_found, XewerError: _failed, Exception: _crashed},
        lifespan=life,
    )


def serve(
    archive_path: str | Path | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    announce: Callable[[str], object] | None = None,
) -> None:
    """Serve the desk until Ctrl-C; takes one of the next ports if ``port`` is busy.

    Args:
        host: an address of this machine that other machines cannot reach.
        announce: is given the address once the desk can be opened.

    Raises:
        InputError: the host can be reached from outside, or no port is free.
        ArchiveError: the archive cannot be opened.
    """
    import uvicorn

    from xewer.archive.store import Archive

    if host not in LOOPBACK:
        raise InputError(
            f"the desk has no passwords, so it does not listen on {host}",
            hint="leave --host out; from another machine use a tunnel: ssh -L 8765:127.0.0.1:8765 THIS-MACHINE",
        )
    Archive(archive_path).close()  # a damaged archive is told here, not in the browser
    listener = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(create_app(archive_path), log_config=None, access_log=False, server_header=False)
    server = uvicorn.Server(config)
    if announce is not None:
        announce(f"http://{name}:{listener.getsockname()[1]}/")
    with contextlib.closing(listener), contextlib.suppress(KeyboardInterrupt):
        asyncio.run(server.serve(sockets=[listener]))


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket on the port, or on one of the next."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, min(port + _FURTHER_PORTS, 65535) + 1):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
            listener.listen(64)
        except OSError:
            listener.close()
        else:
            return listener
    raise InputError(f"no free port from {port} on", hint="give another with --port")


def _view(request: Request) -> View:
    asked = request.query_params
    language, script = asked.get("lang", "en"), asked.get("script", "")
    return View(
        language if language in LANGUAGES else "en",
        script if script in SCRIPTS else None,
        request.url.path,
        dict(asked),
    )


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _page(request: Request) -> int:
    asked = request.query_params.get("page", "1")
    return min(max(int(asked), 1), _LAST_PAGE) if _digits(asked) else 1


def _rank(request: Request) -> bool:
    return request.query_params.get("sort") == "rank"


def _after_title(text: str, title: str | None) -> int:
    """Where the text goes on after its title, which the page shows above it."""
    first, newline, _ = text.partition("\n")
    return len(first) + 1 if newline and title and first.strip() == title.strip() else 0


def _keys() -> list[dict[str, str]]:
    import json

    return list(json.loads((Path(__file__).parent / "static" / "keys.json").read_text(encoding="utf-8")))


def _html(page: str, status: int = 200) -> Response:
    return Response(page.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")


def _json(data: Any, status: int = 200) -> Response:
    from xewer.archive.packing import dumps

    return Response(dumps(data).encode(), status, media_type="application/json")


def _message(view: View, status: int, title: str, hint: str) -> Response:
    return _html(draw("message.html", view, title=title, hint=hint), status)


def _not_found(request: Request, _: Exception) -> Response:
    view = _view(request)
    return _message(view, 404, view.say("no_page"), view.say("no_page_hint"))


def _failed(request: Request, error: Exception) -> Response:
    return _message(_view(request), 500, str(error), getattr(error, "hint", ""))


def _crashed(request: Request, error: Exception) -> Response:
    """A fault of ours: the page says so. This answer does not pass the guard, so it gets its headers here."""
    view = _view(request)
    answer = _message(view, 500, view.say("crashed"), f"{type(error).__name__}: {error}"[:300])
    answer.raw_headers.extend(HEADERS)
    return answer
