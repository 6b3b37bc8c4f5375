"""The desk's data pages described by OpenAPI, so that programs know what to ask for and what they get."""

from __future__ import annotations

from typing import Any

from xewer import __version__
from xewer.archive.fact_order import ORDERS

__all__ = ["describe"]

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 0}
_PAGE = {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1}}
_QUERY = {"name": "q", "in": "query", "schema": {**_TEXT, "maxLength": 2000}, "description": "A query; see /help."}
_DAY = {**_TEXT, "maxLength": 20, "description": "ISO day or its beginning: 2025, 2025-09, 2025-09-03."}


def _asked(name: str, schema: dict[str, Any], text: str = "", *, required: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "schema": schema,
        "required": required,
        **({"description": text} if text else {}),
    }


_FILTERS = [
    _QUERY,
    _asked("person", _TEXT, "Somebody who takes part, in any script or in English."),
    _asked("place", _TEXT, "Where, likewise."),
    _asked("by", _TEXT, "Who tells or says it."),
    _asked("kind", _TEXT, "Kind of event, PLOVER type, or said."),
    _asked("source", _TEXT, "The medium of the article."),
    _asked("since", _DAY),
    _asked("until", _DAY),
    _asked("certain", {**_TEXT, "enum": ["", "1"]}, "Only what is stated as certain."),
]
_ORDER = _asked("order", {**_TEXT, "enum": ["", *ORDERS]})
_AT = _asked("at", _TEXT, "START-END, code points of the text.")
_WORDS = _asked("words", _TEXT, "The passage's own words, instead of its place.")
_CUT = _asked("cut", _TEXT, "START-END in the text as it is displayed in `script`.")
_SCRIPT = _asked("script", {**_TEXT, "enum": ["", "arabic", "latin", "cyrillic"]})
_GROUP = _asked("group", _NUMBER, "Its number in the CSV.")
_ENTITY = [
    _asked("name", {**_TEXT, "maxLength": 200}, "A name, in English or Uyghur, or an id."),
    _asked("kind", {**_TEXT, "enum": ["", "person", "place", "org"]}),
]
_ID = {"name": "id", "in": "path", "required": True, "schema": {**_TEXT, "minLength": 1, "pattern": "^[0-9a-zA-Z-]+$"}}


def _object(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_FACT = _object(
    "article_id", "start", "end", "text", "kind",
    article_id=_TEXT, layer=_TEXT, n=_NUMBER, start=_NUMBER, end=_NUMBER, text=_TEXT, kind=_TEXT,
)  # fmt: skip
_COUNTS = {"type": "object", "additionalProperties": _NUMBER}
_SEARCHED = _object(
    "query", "page", "total", "hits",
    query=_TEXT, page=_NUMBER, total=_NUMBER,
    hits=_list(_object("id", "snippet", "spans", id=_TEXT, snippet=_TEXT, spans=_list(_list(_NUMBER)))),
    facets={"type": "object", "additionalProperties": _COUNTS}, periods=_COUNTS,
)  # fmt: skip
_ROWS = _object("page", "more", "rows", page=_NUMBER, more={"type": "boolean"}, rows=_list(_FACT))
_ARTICLE = _object("id", "text", "sha256", id=_TEXT, text=_TEXT, sha256=_TEXT, sentences=_list(_list(_NUMBER)))
_ERROR = _object("error", error=_TEXT, hint=_TEXT, position=_NUMBER)
_GROUPS = _object(
    "groups",
    groups=_list(
        _object("what", "verdict", "rows", what=_TEXT, verdict={"enum": ["single", "agree", "change", "contradict"]})
    ),
)
_ALIKE = _object(
    "alike", alike=_list(_object("id", "share", id=_TEXT, share={"type": "number", "minimum": 0, "maximum": 1}))
)
_CITED = _object("id", "address", "text_sha256", id=_TEXT, address=_TEXT, text_sha256=_TEXT)
_VERSIONS = _object(
    "versions",
    "pieces",
    versions=_list(_object("seq", seq=_NUMBER)),
    pieces=_list(_list(_TEXT)),
    **{"from": _NUMBER},
    to=_NUMBER,
)
_SAVED = _list(_object("name", "query", "new", name=_TEXT, query=_TEXT, since=_TEXT, new=_NUMBER))
_KNOWN = _object("name", "kind", "total", name=_TEXT, kind={"enum": ["person", "place", "org"]}, total=_NUMBER)
_KEYS = _object("keys", "kinds", "operators", keys=_list(_object("code", "does")), kinds=_list(_TEXT))
_LIMITS = _object("largest_file", "kinds", largest_file=_NUMBER, kinds=_list(_TEXT))
_TOUR = _list(_object("title", "text", "address", title=_TEXT, text=_TEXT, address=_TEXT))


def _get(
    summary: str, schema: dict[str, Any] | str, asked: list[dict[str, Any]], *, missing: bool = False
) -> dict[str, Any]:
    """One GET: ``schema`` is that of its JSON, or another media type."""
    content = (
        {schema: {"schema": {"type": "string"}}}
        if isinstance(schema, str)
        else {"application/json": {"schema": schema}}
    )
    wrong = {"application/json": {"schema": _ERROR}}
    answers: dict[str, Any] = {"200": {"description": summary, "content": content}}
    answers["400"] = {"description": "The query cannot be understood.", "content": wrong}
    if missing:
        answers["404"] = {"description": "It is not there.", "content": wrong}
    return {"get": {"summary": summary, "parameters": asked, "responses": answers}}


def describe() -> dict[str, Any]:
    """The OpenAPI document.

    >>> describe()["paths"]["/search.json"]["get"]["summary"]
    'Articles that a query finds, newest first.'
    """
    sort = _asked("sort", {**_TEXT, "enum": ["", "rank"]}, "rank: the best match first.")
    paths = {
        "/search.json": _get("Articles that a query finds, newest first.", _SEARCHED, [_QUERY, _PAGE, sort]),
        "/search.csv": _get("All of them as a table.", "text/csv", [_QUERY]),
        "/search.jsonl": _get("All of them, one object a line.", "application/x-ndjson", [_QUERY]),
        "/saved.json": _get("Saved queries, and how many articles are new in each.", _SAVED, []),
        "/article/{id}.json": _get("One article with all that was read in it.", _ARTICLE, [_ID], missing=True),
        "/alike/{id}.json": _get("Articles that are nearly the same.", _ALIKE, [_ID], missing=True),
        "/versions/{id}.json": _get(
            "Its versions, and what changed between two of them.",
            _VERSIONS, [_ID, _asked("from", _NUMBER), _asked("to", _NUMBER)], missing=True,
        ),
        "/cite/{id}.json": _get("A passage cited.", _CITED, [_ID, _AT, _WORDS, _CUT, _SCRIPT], missing=True),
        "/cite/{id}.bib": _get("The same for BibTeX.", "application/x-bibtex", [_ID, _AT], missing=True),
        "/cite/{id}.ris": _get("The same in RIS.", "application/x-research-info-systems", [_ID, _AT], missing=True),
        "/cite/{id}.txt": _get("The same as text.", "text/plain", [_ID, _AT], missing=True),
        "/ledger.json": _get("A page of the ledger.", _ROWS, [*_FILTERS, _ORDER, _PAGE]),
        "/ledger.csv": _get("The whole ledger as a table.", "text/csv", [*_FILTERS, _ORDER]),
        "/timeline.json": _get("Facts in order of time; an event told twice stands once.", _ROWS, [*_FILTERS, _PAGE]),
        "/timeline.csv": _get("The whole timeline as a table.", "text/csv", _FILTERS),
        "/timeline.svg": _get("A page of it, drawn.", "image/svg+xml", [*_FILTERS, _PAGE], missing=True),
        "/figures.json": _get("Figures for the same thing, side by side.", _GROUPS, _FILTERS),
        "/figures.csv": _get("The same as a table, or one group of it.", "text/csv", [*_FILTERS, _GROUP], missing=True),
        "/figures.svg": _get(
            "One group, drawn.", "image/svg+xml", [*_FILTERS, _GROUP], missing=True
        ),
        "/entity.json": _get("What is known of a name.", _KNOWN, _ENTITY),
        "/entity.svg": _get("Its mentions over time, drawn.", "image/svg+xml", _ENTITY, missing=True),
        "/entity.csv": _get("The same as a table.", "text/csv", _ENTITY),
        "/over-time.csv": _get("Articles that a query finds in each month or year.", "text/csv", [_QUERY]),
        "/over-time.svg": _get("The same, drawn.", "image/svg+xml", [_QUERY], missing=True),
        "/bring.json": _get("What can be brought in.", _LIMITS, []),
        "/bring/{id}.json": _get("How a batch goes.", _object("running", "counts"), [_ID], missing=True),
        "/reading/{id}.json": _get("A text that is read without being kept.", _ARTICLE, [_ID], missing=True),
        "/help.json": _get("Keys, kinds of marks, operators.", _KEYS, []),
        "/tour.json": _get("The tour.", _TOUR, []),
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Xewer, the desk",
            "version": __version__,
            "description": "Read on this machine only. Spans are code points of the article's text, [start, end).",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
    }
