"""What the user adds: tags on articles, and queries kept under a name that tell what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xewer.archive.query_language import parse
from xewer.archive.question import ask
from xewer.archive.store import utc_now
from xewer.errors import ArchiveError

if TYPE_CHECKING:
    from xewer.archive.store import Archive

__all__ = ["SavedQuery", "drop_query", "news", "save_query", "saved_queries", "tag", "tags", "untag"]


class SavedQuery(NamedTuple):
    """A query kept under a name, and when its news were last looked at."""

    name: str
    query: str
    checked: str


def tag(archive: Archive, id: str, name: str) -> None:  # noqa: A002
    """Put a tag on an article; it survives when the article is read again.

    Raises:
        ArchiveError: there is no such article, or the tag is empty.
    """
    if not name.strip():
        raise ArchiveError("a tag must have a name", hint="give one")
    with archive.batch():
        if not archive.run("SELECT 1 FROM article WHERE id = ?", (id,)):
            raise ArchiveError(f"no article {id}", hint="look for its id with `xewer search`")
        archive.run("INSERT OR IGNORE INTO tag VALUES (?,?,?)", (id, name.strip(), utc_now()))


def untag(archive: Archive, id: str, name: str) -> None:  # noqa: A002
    """Take a tag off an article."""
    archive.run("DELETE FROM tag WHERE article = ? AND tag = ?", (id, name.strip()))


def tags(archive: Archive, id: str | None = None) -> dict[str, int]:  # noqa: A002
    """Tags in use, or those of one article, with the number of articles that have each.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> from xewer.model import Article
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     _ = archive.add(Article(id="1", text="سالام", sha256=""))
    ...     tag(archive, "1", "checked")
    ...     tags(archive)
    {'checked': 1}
    """
    chosen = "WHERE tag IN (SELECT tag FROM tag WHERE article = ?)" if id is not None else ""
    found = archive.run(
        f"SELECT tag, count(*) FROM tag {chosen} GROUP BY tag ORDER BY tag", () if id is None else (id,)
    )
    return {str(name): int(n) for name, n in found}


def save_query(archive: Archive, name: str, query: str) -> None:
    """Keep a query under a name, in place of the one it had; its news begin now.

    Raises:
        QueryError: the query cannot be understood.
    """
    parse(query)
    archive.run("INSERT OR REPLACE INTO saved_query VALUES (?,?,?)", (name, query, utc_now()))


def drop_query(archive: Archive, name: str) -> None:
    """Forget a saved query."""
    archive.run("DELETE FROM saved_query WHERE name = ?", (name,))


def saved_queries(archive: Archive) -> list[SavedQuery]:
    """All saved queries, by name."""
    return [SavedQuery(*row) for row in archive.run("SELECT name, query, checked FROM saved_query ORDER BY name")]


def news(archive: Archive, name: str, *, seen: bool = True) -> list[str]:
    """Ids of what a saved query finds among articles added or changed since its last look, newest first.

    Args:
        seen: whether this counts as a look.

    Raises:
        ArchiveError: there is no such query.
    """
    found = archive.run("SELECT query, checked FROM saved_query WHERE name = ?", (name,))
    if not found:
        raise ArchiveError(f"no saved query {name}", hint="save it first")
    query, checked = found[0]
    now = utc_now()
    ids = archive.run(
        "SELECT a.id FROM ix.fts f JOIN article a ON a.docid = f.rowid"
        " WHERE f.fts MATCH ? AND f.rowid BETWEEN ? AND ? AND a.updated > ? ORDER BY f.rowid DESC",
        (*ask(archive, query).bounds, checked),
    )
    if seen:
        archive.run("UPDATE saved_query SET checked = ? WHERE name = ?", (now, name))
    return [ident for (ident,) in ids]
