"""The desk: the archive as pages on this machine, each with a twin for programs. Prints nothing."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import secrets
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from xewer.errors import InputError, XewerError
from xewer.show.desk import Desk, message, posted, view_of
from xewer.show.headers import HEADERS, LOOPBACK, Guard
from xewer.show.web_alike import AlikePages
from xewer.show.web_article import ArticlePages
from xewer.show.web_bring import BringPages
from xewer.show.web_counts import CountPages
from xewer.show.web_entity import EntityPages
from xewer.show.web_help import HelpPages
from xewer.show.web_ledger import LedgerPages
from xewer.show.web_remarks import RemarkPages
from xewer.show.web_search import SearchPages

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["create_app", "serve"]

_FURTHER_PORTS = 20


def create_app(archive_path: str | Path | None = None, *, token: str | None = None) -> Starlette:
    """The desk for one archive (None: the user's own) as an application for any ASGI server.

    Args:
        token: what every request must carry; None lets in this machine only, and asks for none.

    >>> sorted(r.path for r in create_app("no-such.db").routes)[:3]
    ['/', '/alike/{ident:path}', '/alike/{ident:path}.json']
    """
    desk = Desk(archive_path)

    @contextlib.asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    return Starlette(
        routes=[*_routes(desk), Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))],
        middleware=[Middleware(Guard, token=token)],
        exception_handlers={
            404: _not_found,
            HTTPException: _refused,
            XewerError: _failed,
            Exception: _crashed,
        },
        lifespan=life,
    )


def _routes(desk: Desk) -> list[Route]:
    search, article, alike, own = SearchPages(desk), ArticlePages(desk), AlikePages(desk), RemarkPages(desk)
    ledger, entity, bring, told = LedgerPages(desk), EntityPages(desk), BringPages(desk), HelpPages(desk)
    counts = CountPages(desk)
    return [
        Route("/", search.home),
        Route("/search.json", search.json),
        Route("/search.csv", search.csv),
        Route("/search.jsonl", search.jsonl),
        Route("/saved.json", search.saved_json),
        Route("/saved", posted(desk, search.save), methods=["POST"]),
        Route("/saved/change", posted(desk, search.change), methods=["POST"]),
        Route("/article/{ident:path}.json", article.json),
        Route("/article/{ident:path}", article.article),
        Route("/reading/{name}.json", article.held_json),
        Route("/reading/{name}", article.held),
        Route("/alike/{ident:path}.json", alike.json),
        Route("/alike/{ident:path}", alike.page),
        Route("/versions/{ident:path}.json", article.versions_json),
        Route("/versions/{ident:path}", article.versions),
        *(Route(f"/cite/{{ident:path}}.{e}", article.cite_file(e)) for e in ("json", "bib", "ris", "txt")),
        Route("/cite/{ident:path}", article.cite),
        Route("/speech/{ident:path}.wav", article.speech),
        Route("/edit/{what}/{ident:path}", posted(desk, own.edit), methods=["POST"]),
        Route("/remove/{ident:path}", own.ask_remove),
        Route("/remove/{ident:path}", posted(desk, own.remove), methods=["POST"]),
        Route("/ledger", ledger.ledger),
        Route("/ledger.json", ledger.ledger_json),
        Route("/ledger.csv", ledger.ledger_csv),
        Route("/timeline", ledger.timeline),
        Route("/timeline.json", ledger.timeline_json),
        Route("/timeline.csv", ledger.timeline_csv),
        Route("/timeline.svg", ledger.timeline_svg),
        Route("/figures", ledger.figures),
        Route("/figures.json", ledger.figures_json),
        Route("/figures.csv", ledger.figures_csv),
        Route("/figures.svg", ledger.figures_svg),
        Route("/entity", entity.page),
        Route("/entity.json", entity.json),
        Route("/entity.svg", entity.svg),
        Route("/entity.csv", entity.csv),
        Route("/over-time.csv", counts.csv),
        Route("/over-time.svg", counts.svg),
        Route("/bring", bring.bring),
        Route("/bring.json", bring.bring_json),
        Route("/bring/files", posted(desk, bring.files), methods=["POST"]),
        Route("/bring/text", posted(desk, bring.text), methods=["POST"]),
        Route("/bring/address", posted(desk, bring.ask_address), methods=["POST"]),
        Route("/bring/fetch", posted(desk, bring.address), methods=["POST"]),
        Route("/bring/{batch}.json", bring.batch_json),
        Route("/bring/{batch}", bring.batch),
        Route("/keep/{name}", posted(desk, bring.keep), methods=["POST"]),
        Route("/examples", posted(desk, bring.examples), methods=["POST"]),
        Route("/help", told.help),
        Route("/help.json", told.help_json),
        Route("/tour", told.tour),
        Route("/tour.json", told.tour_json),
        Route("/openapi.json", told.openapi),
    ]


def serve(
    archive_path: str | Path | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    announce: Callable[[str], object] | None = None,
) -> None:
    """Serve the desk until Ctrl-C; takes one of the next ports if ``port`` is busy.

    Args:
        host: an address of this machine. Where others can reach it, a token is made for this run: only who opens the
            address that is announced, which carries it, is let in.
        announce: is given the address once the desk can be opened.

    Raises:
        InputError: the host is no address of this machine, or no port is free.
        ArchiveError: the archive cannot be opened.
    """
    import uvicorn

    from xewer.archive.store import Archive

    token = None if host in LOOPBACK else secrets.token_urlsafe(24)
    Archive(archive_path).close()  # a damaged archive is told here, not in the browser
    listener = _listen(host, port)
    shown = socket.gethostname() if host in {"0.0.0.0", "::"} else host  # noqa: S104 - the user has asked for it
    name = f"[{shown}]" if ":" in shown else shown
    config = uvicorn.Config(
        create_app(archive_path, token=token), log_config=None, access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    if announce is not None:
        announce(f"http://{name}:{listener.getsockname()[1]}/" + (f"?token={token}" if token else ""))
    threading.Thread(target=_load, daemon=True).start()
    with contextlib.closing(listener), contextlib.suppress(KeyboardInterrupt):
        asyncio.run(server.serve(sockets=[listener]))


def _load() -> None:
    """Load the tables that explain words and marks, while the reader looks at the first page: they take a second."""
    from xewer.find.gloss import gloss_lemma
    from xewer.find.name_reasons import why_name
    from xewer.find.reasons import why_figure, why_time
    from xewer.model import Entity, Quantity, Timex
    from xewer.morph.analyse import analyser

    gloss_lemma("", "")
    analyser()
    why_name(Entity(0, 1, 1, "x", "PERSON"))
    why_time(Timex(0, 1, "x", "DATE", ""))
    why_figure(Quantity(0, 1, "1", "CARDINAL", 1, 1))


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket on the port, or on one of the next."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, min(port + _FURTHER_PORTS, 65535) + 1):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
            listener.listen(64)
        except OSError as error:
            listener.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise InputError(
                    f"{host} is no address of this machine", hint="leave --host out, or name one of its own addresses"
                ) from error
        else:
            return listener
    raise InputError(f"no free port from {port} on", hint="give another with --port")


def _not_found(request: Request, _: Exception) -> Response:
    view = view_of(request)
    return message(view, 404, view.say("no_page"), view.say("no_page_hint"))


def _refused(request: Request, error: Exception) -> Response:
    """What Starlette refuses: another method, a form that cannot be taken apart."""
    status, detail = getattr(error, "status_code", 400), str(getattr(error, "detail", ""))
    answer = message(view_of(request), status, detail)
    for name, value in (getattr(error, "headers", None) or {}).items():
        answer.headers[name] = value
    return answer


def _failed(request: Request, error: Exception) -> Response:
    return message(view_of(request), 500, str(error), getattr(error, "hint", ""))


def _crashed(request: Request, error: Exception) -> Response:
    """A fault of ours: the page says so. This answer does not pass the guard, so it gets its headers here."""
    view = view_of(request)
    answer = message(view, 500, view.say("crashed"), f"{type(error).__name__}: {error}"[:300])
    answer.raw_headers.extend(HEADERS)
    return answer
