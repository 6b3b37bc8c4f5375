"""Filing an article: its row in date order, its facts and its keys, with what the user has corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xewer.archive import index
from xewer.archive.days import PER_DAY, UNDATED, day_number
from xewer.archive.fact_table import write_facts
from xewer.archive.packing import storable
from xewer.errors import ArchiveError

if TYPE_CHECKING:
    import apsw

    from xewer.archive.nearest import Run
    from xewer.model import Article

__all__ = ["ABOUT", "CORRECTED", "corrected", "file_article"]

ABOUT = ("title", "published", "source", "url", "author", "language", "script", "published_from")
CORRECTED = ("published", "title", "source", "author")
"""What a user may correct; the text is never changed."""


def corrected(run: Run, article: Article) -> Article:
    """The article with the newest correction of each field; versions keep what was added."""
    found = run(
        f"SELECT kind, value FROM remark WHERE article = ? AND kind IN ({', '.join('?' * len(CORRECTED))}) ORDER BY n",
        (article.id, *CORRECTED),
    )
    if not found:
        return article
    told: dict[str, Any] = dict(found)
    if "published" in told:
        told["published_from"] = "correction"
    return replace(article, **told)


def file_article(run: Run, db: apsw.Connection, article: Article, kept: tuple[int, str, str], old: int | None) -> None:
    """Write row, facts and keys of an article, in place of those it has under its old number; in a transaction.

    Args:
        kept: number and digest of its version, and the time.
        old: its row number if it is there already.

    Raises:
        ArchiveError: its day is full.
    """
    version, content, now = kept
    about = tuple(None if (v := getattr(article, k)) is None else storable(v) for k in ABOUT)
    docid = _number(run, article.published, old)
    if old is None:
        columns = ", ".join(ABOUT)
        run(
            f"INSERT INTO article (docid, id, version, added, updated, {columns})"
            f" VALUES (?,?,?,?,?{',?' * len(ABOUT)})",
            (docid, article.id, version, now, now, *about),
        )
    else:
        settings = ", ".join(f"{k} = ?" for k in ABOUT)
        run(
            f"UPDATE article SET docid = ?, version = ?, updated = ?, {settings} WHERE id = ?",
            (docid, version, now, *about, article.id),
        )
        run("DELETE FROM fact WHERE docid = ?", (old,))
        if old != docid:
            index.forget(db, old)
    index.put(db, docid, content, article, write_facts(db, docid, article))


def _number(run: Run, published: str | None, old: int | None) -> int:
    """Row number for a day: the old one if it still fits, else the next free one."""
    day = day_number(published)
    low, high = (UNDATED, -1) if day is None else (day * PER_DAY, day * PER_DAY + PER_DAY - 1)
    if old is not None and low <= old <= high:
        return old
    last = run("SELECT max(docid) FROM article WHERE docid BETWEEN ? AND ?", (low, high))[0][0]
    if last == high:
        raise ArchiveError(f"more than {PER_DAY} articles of {published}", hint="use a second archive")
    return low if last is None else int(last) + 1
