"""The whole archive as JSON lines and back, bit for bit: what is beside the articles themselves.

A line that `xewer.archive.export` writes for an article holds the article as it was added, and under ``kept`` what the
archive knows of it: numbers, times, earlier versions, and a share of the rows of tables that belong to no article.
`restore` puts all this into an empty archive as it was; any other archive takes the articles in as new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xewer.archive import index
from xewer.archive.fact_rows import fact_rows
from xewer.archive.fact_table import write_facts
from xewer.archive.filing import ABOUT, corrected
from xewer.archive.packing import article_from_dict, pack, quote_json, quotes_from_json, storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xewer.archive.store import Archive
    from xewer.model import Article

__all__ = ["TABLES", "is_empty", "kept", "other_rows", "restore", "restore_rows", "vouch"]

TABLES = {
    "import_log": "n, time, origin, article, status",
    "audit": "n, time, what, article, digest, previous, hash",
    "saved_query": "name, query, checked",
}
"""Tables whose rows belong to no article, with their columns."""
_VERSION = f"version, article, seq, text, sha256, {', '.join(ABOUT)}, data, layers, digest, added"
_REMARK = 'n, article, kind, value, layer, start, "end", text, added'


def _marks(columns: str) -> str:
    return ", ".join("?" * len(columns.split(", ")))


def kept(archive: Archive, ident: str) -> dict[str, Any]:
    """What the archive knows of an article beside what it says: numbers, times, earlier versions, remarks, tags."""
    docid, added, updated = archive.run("SELECT docid, added, updated FROM article WHERE id = ?", (ident,))[0]
    versions = archive.run("SELECT version, seq, added FROM version WHERE article = ? ORDER BY seq", (ident,))
    return {
        "docid": docid,
        "added": added,
        "updated": updated,
        "facts": [n for (n,) in archive.run("SELECT fact FROM fact WHERE docid = ? ORDER BY fact", (docid,))],
        "versions": [_told(archive, ident, row, newest=row == versions[-1]) for row in versions],
        "remarks": archive.run(f"SELECT {_REMARK} FROM remark WHERE article = ? ORDER BY n", (ident,)),
        "tags": archive.run("SELECT tag, added FROM tag WHERE article = ? ORDER BY tag", (ident,)),
    }


def _told(archive: Archive, ident: str, row: tuple[Any, ...], *, newest: bool) -> dict[str, Any]:
    """A version; the text and reading of the newest stand beside it."""
    version, seq, added = row
    article = archive.get(ident, seq=seq)
    # quotes hold names that an article's JSON does not tell
    out = {"version": version, "added": added, "quotes": quote_json(article) if article else []}
    return {**out, "article": article.to_dict()} if article and not newest else out


def other_rows(archive: Archive) -> Iterator[tuple[Any, ...]]:
    """Rows of the tables whose rows belong to no article, each with the name of its table."""
    for table, columns in TABLES.items():
        for row in archive.stream(f"SELECT {columns} FROM {table} ORDER BY 1"):
            yield (table, *row)


def is_empty(archive: Archive) -> bool:
    """Whether nothing was ever written into an archive."""
    return not any(archive.run(f"SELECT 1 FROM {table} LIMIT 1") for table in ("article", "audit", "import_log"))


def restore(archive: Archive, article: Article, told: Mapping[str, Any]) -> None:
    """Put an article back as it was kept; the archive was empty when this began."""
    with archive.batch():
        for seq, version in enumerate(told["versions"], 1):
            own = article_from_dict(version["article"]) if "article" in version else article
            content = _version(archive, own, seq, version)
        for row in told["remarks"]:
            archive.run(f"INSERT INTO remark ({_REMARK}) VALUES ({_marks(_REMARK)})", tuple(row))
        for name, added in told["tags"]:
            archive.run("INSERT INTO tag VALUES (?,?,?)", (article.id, name, added))
        right = corrected(archive.run, article)
        about = [None if (v := getattr(right, k)) is None else storable(v) for k in ABOUT]
        archive.run(
            f"INSERT INTO article (docid, id, version, added, updated, {', '.join(ABOUT)})"
            f" VALUES (?,?,?,?,?{',?' * len(ABOUT)})",
            (told["docid"], article.id, told["versions"][-1]["version"], told["added"], told["updated"], *about),
        )
        numbers = told["facts"] if len(told["facts"]) == len(fact_rows(right)) else None
        index.put(archive.db, told["docid"], content, right, write_facts(archive.db, told["docid"], right, numbers))


def _version(archive: Archive, article: Article, seq: int, told: Mapping[str, Any]) -> str:
    article = quotes_from_json(article, told["quotes"])
    packed = pack(article)
    about = [None if (v := getattr(article, k)) is None else storable(v) for k in ABOUT]
    archive.run(
        f"INSERT INTO version ({_VERSION}) VALUES ({_marks(_VERSION)})",
        (
            told["version"],
            article.id,
            seq,
            storable(article.text),
            article.sha256,
            *about,
            packed.data,
            packed.layers,
            packed.digest,
            told["added"],
        ),
    )
    archive.db.executemany("INSERT INTO annotation VALUES (?,?,?,?,?,?,?)", packed.marks(told["version"]))
    return packed.digest


def restore_rows(archive: Archive, found: Iterable[Sequence[Any]]) -> None:
    """Put rows of `TABLES` back, each with the name of its table before it."""
    with archive.batch():
        for table, *row in found:
            columns = TABLES[table]
            archive.run(f"INSERT INTO {table} ({columns}) VALUES ({_marks(columns)})", tuple(row))


def vouch(archive: Archive) -> None:
    """End of a restoring: the index follows the chain; articles that came without theirs (a part) begin one."""
    with archive.batch():
        if not archive.run("SELECT 1 FROM audit LIMIT 1"):
            for ident, content in archive.run("SELECT article, digest FROM version ORDER BY version"):
                archive.record("load", ident, content)
        head = archive.run("SELECT hash FROM audit ORDER BY n DESC LIMIT 1")
        archive.run("INSERT OR REPLACE INTO ix.meta VALUES ('synced', ?)", (head[0][0] if head else "",))
