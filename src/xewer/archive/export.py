"""The whole archive, or what a query finds, in every format; and our own JSON lines back in."""

from __future__ import annotations

import csv
import json
import os
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from xewer.archive.corpus_formats import brat, conllu, json_ld, open_search, vrt, web_annotations
from xewer.archive.fact_rows import FactRow
from xewer.archive.facts import facts
from xewer.archive.packing import article_from_dict, dumps, storable
from xewer.archive.question import ask
from xewer.archive.remarks import remarks, restore_remarks
from xewer.archive.saved import tags
from xewer.archive.store import Added
from xewer.archive.whole import is_empty, kept, other_rows, restore, restore_rows, vouch
from xewer.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from xewer.archive.store import Archive
    from xewer.model import Article

_SHARE = 20  # rows of other tables that go with a line

__all__ = ["FORMATS", "articles", "cell", "export", "export_brat", "export_parquet", "load", "private_output"]


def articles(archive: Archive, query: str = "", *, corrected: bool = True) -> Iterator[Article]:
    """Articles that a query finds, newest first; all of them without one; with the user's corrections or without.

    Raises:
        QueryError: the query cannot be understood.
    """
    found: Iterable[str] = archive.ids() if not query.strip() else _ids(archive, query)
    for ident in found:
        article = archive.get(ident, corrected=corrected)
        if article is not None:
            yield article


def _ids(archive: Archive, query: str) -> Iterator[str]:
    sql = (
        "SELECT a.id FROM ix.fts f JOIN article a ON a.docid = f.rowid"
        " WHERE f.fts MATCH ? AND f.rowid BETWEEN ? AND ? ORDER BY f.rowid DESC"
    )
    return (ident for (ident,) in archive.stream(sql, ask(archive, query).bounds))


def export(archive: Archive, format: str, out: TextIO, *, query: str = "") -> int:  # noqa: A002
    """Write articles or facts, and say how many.

    ``jsonl``: one article a line, all that was read in it, tags and remarks; `load` makes the same archive of it.
    ``csv``: the articles without their text. ``facts-csv``, ``facts-jsonl``: the ledger.
    ``conllu``, ``vrt``, ``webanno`` (W3C), ``jsonld`` (schema.org), ``opensearch`` (bulk): see `corpus_formats`.

    Raises:
        InputError: there is no such format.
        QueryError: the query cannot be understood.

    >>> import io, tempfile
    >>> from xewer.archive.store import Archive
    >>> from xewer.model import Article
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     _ = archive.add(Article(id="1", text="سالام", sha256=""))
    ...     export(archive, "csv", io.StringIO())
    1
    """
    if format not in FORMATS:
        raise InputError(f"unknown format: {format}", hint=f"one of: {' '.join(FORMATS)}")
    return FORMATS[format](archive, out, query)


def _articles_jsonl(archive: Archive, out: TextIO, query: str) -> int:
    rows = other_rows(archive) if not query.strip() else iter(())
    n = 0
    before: dict[str, Any] | None = None
    for article in articles(archive, query, corrected=False):
        if before is not None:
            _lines(out, [before])
        before = _whole(archive, article)
        before["kept"]["rows"] = list(islice(rows, _SHARE))
        n += 1
    left = list(rows)
    if before is not None:
        before["kept"]["rows"] += left
        _lines(out, [before])
    elif left:
        _lines(out, [{"rows": left}])  # nothing is left of it but its past
    return n


def _whole(archive: Archive, article: Article) -> dict[str, Any]:
    """An article as it was added, and beside it what the user has said of it."""
    said = [{k: v for k, v in r._asdict().items() if k not in {"n", "article"}} for r in remarks(archive, article.id)]
    named = list(tags(archive, article.id))
    own = {**({"tags": named} if named else {}), **({"remarks": said} if said else {})}
    return {**article.to_dict(), **own, "kept": kept(archive, article.id)}


def _facts_jsonl(archive: Archive, out: TextIO, query: str) -> int:
    return _lines(out, (row.to_dict() for row in facts(archive, query)))


def _lines(out: TextIO, items: Iterable[dict[str, Any]]) -> int:
    n = 0
    for item in items:
        out.write(dumps(item) + "\n")
        n += 1
    return n


def _articles_csv(archive: Archive, out: TextIO, query: str) -> int:
    columns = ["id", "published", "title", "source", "author", "url", "language", "script", "sha256"]
    return _table(out, columns, ({c: getattr(a, c) for c in columns} for a in articles(archive, query)))


def _facts_csv(archive: Archive, out: TextIO, query: str) -> int:
    return _table(out, list(FactRow.__dataclass_fields__), (row.to_dict() for row in facts(archive, query)))


def _table(out: TextIO, columns: list[str], items: Iterable[dict[str, Any]]) -> int:
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    n = 0
    for item in items:
        writer.writerow({k: cell(v) for k, v in item.items()})
        n += 1
    return n


def cell(value: Any) -> Any:
    """A value for a table; text that a spreadsheet would take for a formula has an apostrophe before it.

    >>> cell("=1+1"), cell("-"), cell(-3)
    ("'=1+1", '-', -3)
    """
    if not isinstance(value, str) or value in {"+", "-"}:  # a polarity
        return value
    return storable("'" + value if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value)


def load(archive: Archive, lines: Iterable[str], *, origin: str | None = None) -> Iterator[Added]:
    """Add articles from JSON lines that `export` wrote; they are not read again.

    An empty archive becomes the one that was written out, to the last number and time.

    Raises:
        InputError: a line is no article of ours; the lines before it have been added.
    """
    anew = is_empty(archive)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if data.keys() == {"rows"}:
                restore_rows(archive, data["rows"] if anew else ())
            else:
                yield _loaded(archive, data, origin, anew=anew)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            raise InputError(f"line {number} is not an article: {error}", hint="export with --format jsonl") from error
    if anew:
        vouch(archive)


def _loaded(archive: Archive, data: dict[str, Any], origin: str | None, *, anew: bool) -> Added:
    article = article_from_dict(data)
    if anew and data.get("kept"):
        with archive.batch():
            restore(archive, article, data["kept"])
            restore_rows(archive, data["kept"].get("rows", ()))
        return Added(article.id, "new")
    said, named = [dict(r) for r in data.get("remarks", ())], [str(t) for t in data.get("tags", ())]
    with archive.batch():
        added = archive.add(article, origin=origin)
        if said or named:
            restore_remarks(archive, article.id, said, named)
    return added


def _each(write: Callable[[Article], str]) -> Callable[[Archive, TextIO, str], int]:
    """A format that writes one article after the other."""

    def run(archive: Archive, out: TextIO, query: str) -> int:
        n = 0
        for article in articles(archive, query):
            out.write(write(article))
            n += 1
        return n

    return run


def private_output(path: Path) -> BinaryIO:
    """Open a file for writing that only its owner may read; one that is there already keeps its rights.

    Raises:
        OSError: it cannot be written.
    """
    return os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb")


def export_brat(archive: Archive, folder: Path, *, query: str = "") -> int:
    """Write the text and the stand-off file of each article into a folder for brat, and say how many articles.

    Raises:
        QueryError: the query cannot be understood.
        OSError: the folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    n = 0
    for article in articles(archive, query):
        plain = re.sub(r"[^\w-]", "_", article.id)[:80]
        name = f"{plain}-{n + 1}"
        for ending, content in (("txt", storable(article.text)), ("ann", brat(article))):
            with private_output(folder / f"{name}.{ending}") as file:
                file.write(content.encode())
        n += 1
    return n


def _ftm(archive: Archive, out: TextIO, query: str) -> int:
    from xewer.archive.follow_money import follow_money

    n = 0
    for article in articles(archive, query):
        out.writelines(line + "\n" for line in follow_money(article))
        n += 1
    return n


def export_parquet(archive: Archive, out: BinaryIO, *, query: str = "", ledger: bool = False) -> int:
    """Write articles, or the ledger, as Parquet and say how many rows.

    Raises:
        MissingExtraError: pyarrow is not installed.
        QueryError: the query cannot be understood.
    """
    from xewer.archive.fact_parquet import write_parquet
    from xewer.archive.parquet import write_articles

    return write_parquet(facts(archive, query), out) if ledger else write_articles(articles(archive, query), out)


FORMATS: dict[str, Callable[[Archive, TextIO, str], int]] = {
    "jsonl": _articles_jsonl,
    "csv": _articles_csv,
    "facts-jsonl": _facts_jsonl,
    "facts-csv": _facts_csv,
    "conllu": _each(conllu),
    "vrt": _each(vrt),
    "webanno": _each(lambda article: "".join(line + "\n" for line in web_annotations(article))),
    "jsonld": _each(lambda article: json_ld(article) + "\n"),
    "opensearch": _each(open_search),
    "ftm": _ftm,
}
"""Name -> how it is written."""
