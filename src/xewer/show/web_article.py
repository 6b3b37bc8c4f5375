"""Article page of the desk: the text with its marks, citations, versions, the voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.archive.remarks import remarks
from xewer.errors import XewerError
from xewer.show import pages
from xewer.show.article_panels import panels
from xewer.show.article_side import side
from xewer.show.bounded import Bounded
from xewer.show.cite import bibtex, cite, find_passage, plain, ris, span_of
from xewer.show.desk import attachment, digits, html, json_answer, message, no_article
from xewer.show.marks import KINDS, article_marks, mark, parts, show_article
from xewer.show.page_views import draw
from xewer.show.shown import SCRIPTS, shown, word_starts
from xewer.show.speech import can_speak, speak
from xewer.show.word_diff import word_diff
from xewer.show.word_help import gloss_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from markupsafe import Markup
    from starlette.requests import Request
    from starlette.responses import Response

    from xewer.archive.remarks import Remark
    from xewer.archive.store import Archive
    from xewer.model import Article
    from xewer.show.desk import Desk
    from xewer.show.page_views import View

__all__ = ["ArticlePages"]

_DRAWN = 24_000_000
"""Code points of HTML that stay in memory."""
_CITED = {
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (ris, "application/x-research-info-systems; charset=utf-8"),
    "txt": (plain, "text/plain; charset=utf-8"),
}


class ArticlePages:
    """One article: kept, or read without being kept."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._drawn: Bounded[tuple[Markup, dict[str, tuple[int, Markup]]]] = Bounded(_DRAWN)

    def article(self, request: Request) -> Response:
        """One article with its marks."""
        view, ident = self.desk.view(request), request.path_params["ident"]
        query, seq = request.query_params.get("q", ""), request.query_params.get("version", "")
        with self.desk.archive() as archive:
            article = self.desk.article(ident, int(seq) if digits(seq) else None)
            if article is None:
                return no_article(view)
            about = {
                "versions": archive.versions(ident),
                "remarks": remarks(archive, ident),
                "tags": _tags_of(archive, ident),
            }
            hits = pages.hit_spans(archive, ident, query) if article.text and not seq else []
        return self._page(request, article, view, hits=hits, **about)

    def held(self, request: Request) -> Response:
        """A text that is read without being kept."""
        view = self.desk.view(request)
        article = self.desk.held(request.path_params["name"])
        if article is None:
            return message(view, 404, view.say("not_held"), view.say("not_held_hint"))
        return self._page(request, article, view, name=request.path_params["name"])

    def held_json(self, request: Request) -> Response:
        """The same for programs."""
        article = self.desk.held(request.path_params["name"])
        return json_answer(article.to_dict()) if article else json_answer({"error": "no such text"}, 404)

    def _page(
        self, request: Request, article: Article, view: View, *, hits: Sequence[tuple[int, int]] = (), **about: Any
    ) -> Response:
        asked = request.query_params
        stretches = parts(article.text)
        passage = span_of(asked.get("at", ""), len(article.text))
        number = _part(stretches, asked.get("part", ""), passage[0] if passage else hits[0][0] if hits else 0)
        low, high = stretches[number - 1]
        wrong = frozenset(wrong_marks(about.get("remarks", ())))
        own = not about.get("name")
        of = (self.desk.state(), article.id, asked.get("version")) if own else about["name"]
        key = (of, view.script, view.language, number, wrong, passage, tuple(hits))
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = _drawn(article, view, (low, high), hits=hits, wrong=wrong, passage=passage, own=own)
            self._drawn.keep(key, drawn, sum(len(piece) for _, piece in drawn[1].values()) + len(drawn[0]))
        author = article.author or ""
        script = view.script or article.script or "arabic"
        page = draw(
            "article.html",
            view,
            article=article,
            author=shown(author, None, view.script, [(at, at + 1) for at in word_starts(author)]).text,
            title=shown(article.title or "", None, view.script).text,
            text=drawn[0],
            panels=drawn[1],
            kinds=KINDS,
            chosen=[k for k in asked.getlist("kinds") if k in KINDS] or list(KINDS),
            glosses=_glosses(article, view, low, high) if asked.get("gloss") else [],
            tongue=SCRIPTS.get(script, "ug"),
            flow="rtl" if script == "arabic" else "ltr",
            back=asked.get("q", ""),
            part=number,
            parts=len(stretches),
            speaks=can_speak(),
            told=cite(article, None),
            **{
                "name": "", "versions": [], "remarks": [], "tags": [],
                **about,
            },
        )  # fmt: skip
        self.desk.settle("article")
        return html(page)

    def json(self, request: Request) -> Response:
        """The article as `Article.to_dict` gives it."""
        article = self.desk.article(request.path_params["ident"])
        return json_answer(article.to_dict()) if article else json_answer({"error": "no such article"}, 404)

    def cite(self, request: Request) -> Response:
        """A passage cited, or the article."""
        view = self.desk.view(request)
        article, span, failed = self._passage(request)
        if article is None:
            return no_article(view)
        told = cite(article, span)
        files = {ending: write(told) for ending, (write, _) in _CITED.items()}
        passage = _displayed(article, span, view.script) if span else ""
        return html(
            draw(
                "cite.html",
                view,
                article=article,
                told=told,
                passage=passage,
                files=files,
                failed=failed,
                base=str(request.base_url),
            )
        )

    def cite_file(self, ending: str) -> Callable[[Request], Response]:
        """The same as a file: ``bib``, ``ris``, ``txt`` or ``json``."""

        def endpoint(request: Request) -> Response:
            article, span, _ = self._passage(request)
            if article is None:
                return json_answer({"error": "no such article"}, 404)
            told = cite(article, span)
            if ending == "json":
                return json_answer(told.to_dict())
            write, kind = _CITED[ending]
            return attachment(write(told), kind, f"xewer-citation.{ending}")

        return endpoint

    def _passage(self, request: Request) -> tuple[Article | None, tuple[int, int] | None, bool]:
        """The article, the span that was asked for, and whether words were asked for that it does not hold."""
        asked = request.query_params
        article = self.desk.article(request.path_params["ident"])
        if article is None:
            return None, None, False
        script, words = asked.get("script", ""), asked.get("words", "")
        if asked.get("cut"):  # places of a part of the text as it was displayed
            stretches = parts(article.text)
            low, high = stretches[_part(stretches, asked.get("part", ""), 0) - 1]
            way = show_article(article, script if script in SCRIPTS else None, low, high)
            cut = span_of(asked["cut"], len(way.text))
            if cut and cut[0] < cut[1]:
                return article, (way.original(cut[0]), way.original(cut[1])), False
            return article, None, True
        if words.strip():
            span = find_passage(article.text, words)
            if span is None:
                way = show_article(article, script if script in SCRIPTS else None)
                found = find_passage(way.text, words)
                span = (way.original(found[0]), way.original(found[1])) if found else None
            return article, span, span is None
        span = span_of(asked.get("at", ""), len(article.text))
        return article, span if span and span[0] < span[1] else None, False

    def versions(self, request: Request) -> Response:
        """Two versions of an article, word by word."""
        view, ident = self.desk.view(request), request.path_params["ident"]
        with self.desk.archive() as archive:
            known = archive.versions(ident)
            if not known:
                return no_article(view)
            old, new = _chosen(request, [v.seq for v in known])
            one, other = self.desk.article(ident, old), self.desk.article(ident, new)
        pieces = word_diff(one.text, other.text) if one and other else []
        return html(
            draw(
                "versions.html",
                view,
                ident=ident,
                versions=known,
                old=old,
                new=new,
                pieces=pieces,
                one=one,
                other=other,
            )
        )

    def versions_json(self, request: Request) -> Response:
        """The versions of an article, and what changed between two of them."""
        ident = request.path_params["ident"]
        with self.desk.archive() as archive:
            known = archive.versions(ident)
            if not known:
                return json_answer({"error": "no such article"}, 404)
            old, new = _chosen(request, [v.seq for v in known])
            one, other = self.desk.article(ident, old), self.desk.article(ident, new)
        pieces = word_diff(one.text, other.text) if one and other else []
        return json_answer({"versions": [v._asdict() for v in known], "from": old, "to": new, "pieces": pieces})

    def speech(self, request: Request) -> Response:
        """The article or a passage of it, spoken."""
        view = self.desk.view(request)
        article, span, _ = self._passage(request)
        if article is None:
            return no_article(view)
        try:
            sound = speak(article.text[span[0] : span[1]] if span else article.text)
        except XewerError as error:
            return message(view, 404, str(error), error.hint)
        return attachment(sound, "audio/wav", "xewer.wav", show=True)


def wrong_marks(said: tuple[Remark, ...] | list[Remark]) -> set[tuple[str, int, str]]:
    """Layer, start and words of the marks that the user says are wrong."""
    return {
        (r.layer, r.start, r.text) for r in said if r.kind == "wrong" and r.layer and r.start is not None and r.text
    }


def _tags_of(archive: Archive, ident: str) -> list[str]:
    return [name for (name,) in archive.run("SELECT tag FROM tag WHERE article = ? ORDER BY tag", (ident,))]


def _drawn(
    article: Article,
    view: View,
    stretch: tuple[int, int],
    *,
    hits: Sequence[tuple[int, int]],
    wrong: frozenset[tuple[str, int, str]],
    passage: tuple[int, int] | None,
    own: bool,
) -> tuple[Markup, dict[str, tuple[int, Markup]]]:
    """The text of a part of an article with its marks, and the lists beside it."""
    low, high = stretch
    display = show_article(article, view.script, low, high)
    marks = article_marks(article, low, high, wrong)
    body = _after_title(article.text, article.title) if low == 0 else low
    text = mark(
        article, script=view.script, hits=hits, words=True, body=body, end=high, wrong=wrong,
        passage=passage if passage and passage[0] < passage[1] else None, display=display, known=marks,
    )  # fmt: skip
    tongue = SCRIPTS.get(view.script or article.script or "arabic", "ug")
    return text, panels(side(article, display, low, high, wrong, marks), view, tongue, own=own)


def _glosses(article: Article, view: View, low: int, high: int) -> list[list[tuple[str, str]]]:
    return gloss_sentences(article, show_article(article, view.script, low, high), low, high)


def _part(stretches: list[tuple[int, int]], asked: str, place: int) -> int:
    """Number of the part that is asked for, else of that in which a place lies."""
    if digits(asked) and 1 <= int(asked) <= len(stretches):
        return int(asked)
    return next((n for n, (low, high) in enumerate(stretches, 1) if low <= place < high), 1)


def _chosen(request: Request, known: list[int]) -> tuple[int, int]:
    """The two versions that an address asks for; the last two if it asks for none."""
    told = [request.query_params.get(k, "") for k in ("from", "to")]
    asked = [int(t) for t in told if digits(t) and int(t) in known]
    if len(asked) == 2:
        return asked[0], asked[1]
    return known[-2] if len(known) > 1 else known[0], known[-1]


def _displayed(article: Article, span: tuple[int, int], script: str | None) -> str:
    """A passage as its page displays it, with the capitals that it has there."""
    stretches = parts(article.text)
    low, high = stretches[_part(stretches, "", span[0]) - 1]
    return show_article(article, script, low, max(high, span[1])).piece(*span)


def _after_title(text: str, title: str | None) -> int:
    """Where the text goes on after its title, which the page shows above it."""
    first, newline, _ = text.partition("\n")
    return len(first) + 1 if newline and title and first.strip() == title.strip() else 0
