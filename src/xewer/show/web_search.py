"""Search page of the desk: results, lines, saved queries and what is new, the whole result as a file."""

from __future__ import annotations

import csv
import io
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import StreamingResponse

from xewer.archive.export import cell
from xewer.archive.query import concordance, search
from xewer.archive.saved import drop_query, news, save_query, saved_queries
from xewer.archive.store import utc_now
from xewer.errors import QueryError
from xewer.show import pages
from xewer.show.bounded import Bounded
from xewer.show.desk import field, html, json_answer, message, not_understood, page_of, to
from xewer.show.marks import mark_snippet
from xewer.show.page_views import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from xewer.archive.query import Hit
    from xewer.archive.store import Archive
    from xewer.show.desk import Desk
    from xewer.show.page_views import View

__all__ = ["SearchPages"]

COLUMNS = ("id", "published", "title", "source", "url", "snippet")
_LONGEST_NAME = 120
_LETTERS = 33
_ACCENTED = "éöü"  # an English keyboard does not have them, and Latin script needs them
_COUNTED = 300  # queries whose counts stay in memory


class SearchPages:
    """Search and what belongs to it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._counted: Bounded[pages.Counted] = Bounded(_COUNTED)
        self._news: Bounded[int] = Bounded(_COUNTED)

    def home(self, request: Request) -> Response:
        """Search, and the newest articles."""
        view, asked = self.desk.view(request), request.query_params
        saved_name, order = asked.get("saved", ""), asked.get("lines", "")
        lines, fresh, error = [], frozenset[str](), None
        meant: list[tuple[str, int]] = []
        with self.desk.archive() as archive:
            saved = self._with_news(archive)
            query = next((s.query for s, _ in saved if s.name == saved_name), asked.get("q", ""))
            try:
                found = self._find(archive, request, query)
                if order in pages.ORDERS and found.query and found.total:
                    lines = concordance(archive, found.query, limit=pages.LINES, width=60, sort=order)
            except QueryError as caught:
                found, error = pages.Found(query), caught
            if found.query and not found.total and not error:
                meant = pages.accented(archive, found.query)
            if any(s.name == saved_name for s, _ in saved) and not error:
                fresh = frozenset(news(archive, saved_name, seen=False))
        page = draw(
            "search.html",
            view,
            found=found,
            error=error,
            snippets=[mark_snippet(hit.snippet, hit.spans, view.script) for hit in found.hits],
            counts=self.desk.counts(),
            rank=_rank(request),
            lines=lines,
            order=order,
            orders=pages.ORDERS,
            saved=saved,
            saved_name=saved_name if any(s.name == saved_name for s, _ in saved) else "",
            fresh=fresh,
            meant=meant,
            now=utc_now(),
            letters=_letters(),
            operators=pages.operators(),
        )
        self.desk.settle("search")
        return html(page, 400 if error else 200)

    def _find(self, archive: Archive, request: Request, query: str) -> pages.Found:
        total = self.desk.counts()["articles"] if not query.strip() else None
        return pages.find(
            archive, query, page=page_of(request), rank=_rank(request), kept=self._counted, state=self.desk.state(),
            total=total,
        )  # fmt: skip

    def _with_news(self, archive: Archive) -> list[tuple[Any, int]]:
        """Saved queries, and how many articles are new in each."""
        out, state = [], self.desk.state()
        for saved in saved_queries(archive):
            n = self._news.get((saved, state))
            if n is None:
                try:
                    n = len(news(archive, saved.name, seen=False))
                except QueryError:  # saved by an earlier version, which understood it
                    n = 0
                self._news.keep((saved, state), n)
            out.append((saved, n))
        return out

    def json(self, request: Request) -> Response:
        """The same for programs."""
        with self.desk.archive() as archive:
            try:
                found = self._find(archive, request, _asked(archive, request))
            except QueryError as error:
                return not_understood(error)
        return json_answer(found.to_dict())

    def csv(self, request: Request) -> Response:
        """All that a query finds, one article a row, as it is found."""
        return self._stream(request, _csv_lines, "text/csv; charset=utf-8", "xewer-search.csv")

    def jsonl(self, request: Request) -> Response:
        """The same as JSON lines."""
        return self._stream(request, _json_lines, "application/x-ndjson", "xewer-search.jsonl")

    def _stream(
        self, request: Request, write: Callable[[Iterator[Hit]], Iterator[bytes]], kind: str, name: str
    ) -> Response:
        try:
            with self.desk.archive() as archive:
                query = " ".join(_asked(archive, request).split())
                if query:
                    search(archive, query, limit=1)  # a query that cannot be understood is told before the file begins
        except QueryError as error:
            return not_understood(error)
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(write(self._all(query)), media_type=kind, headers=headers)

    def _all(self, query: str) -> Iterator[Hit]:
        """All hits, a page at a time, so that other requests get their turn."""
        page = 1
        while True:
            with self.desk.archive() as archive:
                hits = pages.hits(archive, query, page=page, size=200)
            yield from hits
            if len(hits) < 200:
                return
            page += 1

    def saved_json(self, _: Request) -> Response:
        """Saved queries, and how many articles are new in each."""
        with self.desk.archive() as archive:
            told = [
                {"name": s.name, "query": s.query, "since": s.checked, "new": n} for s, n in self._with_news(archive)
            ]
        return json_answer(told)

    def save(self, _: Request, form: FormData, view: View) -> Response:
        """Keep a query under a name."""
        query = " ".join(field(form, "q").split())
        name = " ".join(field(form, "name").split())[:_LONGEST_NAME] or query[:_LONGEST_NAME]
        if not query:
            return message(view, 400, view.say("nothing_to_save"), view.say("nothing_to_save_hint"))
        with self.desk.archive() as archive:
            try:
                save_query(archive, name, query)
            except QueryError as error:
                return message(view, 400, str(error), error.hint)
        return to(view.link("/", saved=name))

    def change(self, _: Request, form: FormData, view: View) -> Response:
        """Count a saved query's news as seen, or forget it."""
        name = field(form, "name")
        with self.desk.archive() as archive:
            known = {s.name: s.query for s in saved_queries(archive)}
            if name not in known:
                return message(view, 404, view.say("no_page"), view.say("no_page_hint"))
            if form.get("forget"):
                drop_query(archive, name)
                return to(view.link("/", q=known[name]))
            news(archive, name)
        return to(view.link("/", saved=name))


def _asked(archive: Archive, request: Request) -> str:
    """The query of an address, or of the saved one that it names."""
    name = request.query_params.get("saved", "")
    saved = {s.name: s.query for s in saved_queries(archive)} if name else {}
    return saved.get(name, request.query_params.get("q", ""))


def _rank(request: Request) -> bool:
    return request.query_params.get("sort") == "rank"


@lru_cache(maxsize=1)
def _letters() -> tuple[tuple[str, str, str], ...]:
    """Letters for the keyboard on the screen, in the order of the alphabet, with their Latin ones and their keys.

    The keys are those of the usual Uyghur layout; the same file tells the page's script what a key types.
    """
    from xewer.resources import read_table

    path = Path(__file__).parent / "static" / "keyboard.json"
    keys = {key["letter"]: key["shown"] for key in json.loads(path.read_text(encoding="utf-8"))}
    rows = [(row["arabic"], row["latin"]) for row in read_table("letters.tsv")]
    found = [(a, latin, keys.get(a, "")) for a, latin in rows if len(a) == 1 and a.isalpha()][:_LETTERS]
    return (("ئ", "'", keys["ئ"]), *found, *((letter, "", "") for letter in _ACCENTED))


def _csv_lines(hits: Iterator[Hit]) -> Iterator[bytes]:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n", extrasaction="ignore")
    out.write("\ufeff")  # tells spreadsheets that it is UTF-8
    writer.writeheader()
    for n, hit in enumerate(hits, 1):
        writer.writerow({k: cell(v) for k, v in hit.to_dict().items()})
        if n % 100 == 0:
            yield out.getvalue().encode("utf-8", "replace")
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode("utf-8", "replace")


def _json_lines(hits: Iterator[Hit]) -> Iterator[bytes]:
    from xewer.archive.packing import dumps

    for hit in hits:
        yield (dumps(hit.to_dict()) + "\n").encode()
