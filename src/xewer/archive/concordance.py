"""Keyword in context: every hit of a search on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xewer.archive.question import ask, spans_of
from xewer.archive.snippets import merge
from xewer.text.collate import collation_key
from xewer.text.scripts import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.archive.store import Archive

__all__ = ["Line", "concordance"]

_FLAT = str.maketrans(dict.fromkeys("\n\r\t\x0b\x0c\x85\u2028\u2029", " "))


class Line(NamedTuple):
    """One hit with the text on both sides; start and end are code points of the article's text."""

    left: str
    hit: str
    right: str
    id: str
    start: int
    end: int
    published: str | None


def concordance(
    archive: Archive, query: str, *, limit: int = 100, width: int = 50, sort: str = "date", variants: bool = False
) -> list[Line]:
    """Hits in their context, at most ``limit`` (0 for all) of the newest articles.

    Args:
        width: code points on each side.
        sort: ``date`` newest first, ``left`` by the words before from the hit outwards, ``right`` by the words after.
        variants: take in words of the other usage (PRC, exile).

    Raises:
        QueryError: the query cannot be understood.
        ValueError: ``sort`` is another word.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> from xewer.model import Article
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     _ = archive.add(Article(id="1", text="Bügün Putinning sözi", sha256="", script="latin"))
    ...     [line[:3] for line in concordance(archive, "putin")]
    [('Bügün ', 'Putinning', ' sözi')]
    """
    if sort not in {"date", "left", "right"}:
        raise ValueError(f"date, left or right, not {sort}")
    out: list[Line] = []
    for line in _lines(archive, query, width, variants=variants):
        out.append(line)
        if len(out) == limit:
            break
    if sort == "left":
        out.sort(key=lambda r: [collation_key(w) for w in reversed(_words(r.left))])
    elif sort == "right":
        out.sort(key=lambda r: [collation_key(w) for w in _words(r.right)])
    return out


def _words(text: str) -> list[str]:
    return canonical(text).text.split()


def _lines(archive: Archive, query: str, width: int, *, variants: bool) -> Iterator[Line]:
    question = ask(archive, query, variants=variants)
    found = archive.stream(
        "SELECT rowid, xewer_hits(fts) FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC",
        question.bounds,
    )
    for docid, where in found:
        words, names = spans_of(archive, docid, where)
        ident, published, text = archive.run(
            "SELECT a.id, a.published, v.text FROM article a JOIN version v USING (version) WHERE a.docid = ?",
            (docid,),
        )[0]
        for start, end in merge([*words, *names]):
            left = text[max(0, start - width) : start].translate(_FLAT)
            right = text[end : end + width].translate(_FLAT)
            yield Line(left, text[start:end].translate(_FLAT), right, ident, start, end, published)
