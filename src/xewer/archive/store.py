"""The archive: articles in, articles out; every change is one transaction over the archive and its index."""

from __future__ import annotations

import hashlib
import os
import threading
from contextlib import contextmanager
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import apsw

from xewer.archive import index, repair
from xewer.archive.filing import ABOUT, corrected, file_article
from xewer.archive.originals import forget_original
from xewer.archive.packing import Packed, pack, storable, unpack_article
from xewer.archive.schema import archive_errors, connect, is_whole, private_file
from xewer.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from typing_extensions import Self

    from xewer.model import Article

__all__ = ["Added", "Archive", "Version", "chain_hash", "default_path", "utc_now"]

_BATCH = 200


class Added(NamedTuple):
    """What `Archive.add` did: status is new, same or updated."""

    id: str
    status: str


class Version(NamedTuple):
    """One version of an article."""

    seq: int
    added: str
    sha256: str
    title: str | None
    published: str | None


def default_path() -> Path:
    """The user's archive: ``XEWER_ARCHIVE``, or ``archive.db`` in the user's data folder.

    >>> default_path().suffix
    '.db'
    """
    told = os.environ.get("XEWER_ARCHIVE")
    if told:
        return Path(told).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("xewer", appauthor=False)) / "archive.db"


def utc_now() -> str:
    """The time as it is kept: UTC, ISO form, to the microsecond, so that later is greater.

    >>> utc_now() <= utc_now()
    True
    """
    return datetime.now(timezone.utc).isoformat(timespec="microseconds")


class Archive:
    """An archive file and its index.

    Args:
        path: the file; `default_path` if None. The index lies beside it and is made again when it is lost.
        create: make the file if it is not there.

    One archive may serve many threads; they take turns. To read while a `batch` goes on, open a second one. A file
    that may not be written is opened for reading (``read_only``); if its index is missing, one is made for the while.

    Raises:
        ArchiveError: no archive, not writable, locked, damaged, or of a newer Xewer.

    >>> import tempfile
    >>> from xewer.model import Article
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     archive.add(Article(id="1", text="سالام", sha256=""))
    Added(id='1', status='new')
    """

    def __init__(self, path: str | Path | None = None, *, create: bool = True) -> None:
        self.path = Path(path) if path is not None else default_path()
        self.index_path = self.path.with_name(
            "index.db" if self.path.name == "archive.db" else f"{self.path.stem}.index.db"
        )
        self._lock = threading.RLock()
        self._depth = 0
        self.db = connect(self.path, create=create)
        self.read_only = bool(self.db.readonly("main"))
        try:
            with archive_errors(self.path):
                index.register(self.db)
                if self.read_only:
                    index.attach_read_only(self.db, self.index_path)
                else:
                    index.attach(self.db, self.index_path)
                repair.reconcile(self)
        except BaseException:
            self.db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; a closed archive can be closed again."""
        self.db.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction for many changes: all or none; what was added counts as kept when the block ends."""
        with self._lock, archive_errors(self.path):
            if self._depth == 0:
                self.db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
                if self._depth == 1:
                    self.db.execute("COMMIT")
            except BaseException:
                if self._depth == 1 and not self.db.get_autocommit():
                    self.db.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """As `archive_errors`; says which of the two files is damaged."""
        with archive_errors(self.path):
            try:
                yield
            except apsw.CorruptError as error:
                if is_whole(self.db):
                    message = f"the search index is damaged: {self.index_path}"
                    raise ArchiveError(message, hint="delete it: it is made again from the archive") from error
                raise

    def run(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement (the index's tables are ``ix.``); errors as `ArchiveError`."""
        with self._lock, self._errors():
            return self.db.execute(sql, values).fetchall()

    def stream(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """The same row by row, for results that may be long; other threads get their turn in between."""
        with self._lock, self._errors():
            cursor = self.db.execute(sql, values)
        while True:
            with self._lock, self._errors():
                some = list(islice(cursor, _BATCH))
            yield from some
            if len(some) < _BATCH:
                return

    def add(self, article: Article, *, origin: str | None = None) -> Added:
        """Keep an article. A changed text or reading under a known id becomes its next version.

        Args:
            origin: where it came from (a path or address), for the import log.

        Raises:
            ArchiveError: the archive cannot be written; then nothing has changed.
        """
        if storable(article.id) != article.id or not article.id:
            raise ArchiveError("an id must be text that can be written", hint="give the article another id")
        packed = pack(article)
        with self.batch():
            old = self.run(
                "SELECT a.docid, v.digest, v.seq FROM article a JOIN version v USING (version) WHERE a.id = ?",
                (article.id,),
            )
            status = "new" if not old else "same" if old[0][1] == packed.digest else "updated"
            if status != "same":
                self._write(article, packed, old[0][0] if old else None, old[0][2] + 1 if old else 1)
            self.run(
                "INSERT INTO import_log (time, origin, article, status) VALUES (?,?,?,?)",
                (utc_now(), storable(origin) if origin else None, article.id, status),
            )
        return Added(article.id, status)

    def _write(self, article: Article, packed: Packed, old: int | None, seq: int) -> None:
        now, content = utc_now(), packed.digest
        about = tuple(None if (v := getattr(article, k)) is None else storable(v) for k in ABOUT)
        columns = ", ".join(ABOUT)
        self.run(
            f"INSERT INTO version (article, seq, text, sha256, {columns}, data, layers, digest, added)"
            f" VALUES (?,?,?,?{',?' * len(ABOUT)},?,?,?,?)",
            (article.id, seq, storable(article.text), article.sha256, *about, packed.data, packed.layers, content, now),
        )
        version = self.db.last_insert_rowid()
        self.db.executemany("INSERT INTO annotation VALUES (?,?,?,?,?,?,?)", packed.marks(version))
        file_article(self.run, self.db, corrected(self.run, article), (version, content, now), old)
        self.record("add" if seq == 1 else "update", article.id, content)

    def refile(self, id: str) -> None:  # noqa: A002
        """Bring an article's row, facts and keys in step with its corrections."""
        with self.batch():
            found = self.run(
                "SELECT a.docid, a.version, v.digest FROM article a JOIN version v USING (version) WHERE a.id = ?",
                (id,),
            )
            article = self.get(id, corrected=False)
            if article is None:
                raise ArchiveError(f"no article {id}", hint="look for its id with `xewer search`")
            docid, version, content = found[0]
            file_article(self.run, self.db, corrected(self.run, article), (version, content, utc_now()), docid)

    def record(self, what: str, article: str, content: str) -> None:
        """Add a link to the audit chain; the index follows it if it was in step."""
        last = self.run("SELECT hash FROM audit ORDER BY n DESC LIMIT 1")
        previous, now = last[0][0] if last else "", utc_now()
        new = chain_hash(previous, now, what, article, content)
        self.run(
            "INSERT INTO audit (time, what, article, digest, previous, hash) VALUES (?,?,?,?,?,?)",
            (now, what, article, content, previous, new),
        )
        if repair.synced(self) == previous:
            self.run("INSERT OR REPLACE INTO ix.meta VALUES ('synced', ?)", (new,))

    def get(self, id: str, *, seq: int | None = None, corrected: bool = True) -> Article | None:  # noqa: A002
        """The article, or None; ``seq`` asks for an earlier version (1 is the first), as it was added.

        Without ``corrected`` the newest version is as it was added, too: the user's corrections are left out.
        """
        about = "a." if corrected and seq is None else "v."
        found = self.run(
            f"SELECT v.text, v.sha256, v.data, v.layers, {', '.join(about + k for k in ABOUT)} FROM version v "
            + (
                "WHERE v.article = ? AND v.seq = ?"
                if seq is not None
                else "JOIN article a USING (version) WHERE a.id = ?"
            ),
            (storable(id),) if seq is None else (storable(id), seq),
        )
        return self._article(id, found[0]) if found else None

    def _article(self, ident: str, found: tuple[Any, ...]) -> Article:
        text, sha256, data, layers, *about = found
        simple = {"id": ident, "text": text, "sha256": sha256, **dict(zip(ABOUT, about, strict=True))}
        return unpack_article(simple, data, layers)

    def ids(self) -> Iterator[str]:
        """Ids of all articles, newest first, undated last."""
        return (ident for (ident,) in self.stream("SELECT id FROM article ORDER BY docid DESC"))

    def versions(self, id: str) -> list[Version]:  # noqa: A002
        """All versions of an article, first to last."""
        found = self.run(
            "SELECT seq, added, sha256, title, published FROM version WHERE article = ? ORDER BY seq", (id,)
        )
        return [Version(*row) for row in found]

    def counts(self) -> dict[str, int]:
        """How many articles, undated articles, versions, facts, sources."""
        asked = {
            "articles": "SELECT count(*) FROM article",
            "undated": "SELECT count(*) FROM article WHERE docid < 0",
            "versions": "SELECT count(*) FROM version",
            "facts": "SELECT count(*) FROM fact",
            "sources": "SELECT count(DISTINCT source) FROM article",
        }
        return {name: self.run(sql)[0][0] for name, sql in asked.items()}

    def remove(self, id: str) -> bool:  # noqa: A002
        """Remove an article so that nothing of its words is left in either file; False if there is none.

        The audit chain keeps its id and a hash. Backups and exports made earlier keep the article.
        """
        with self.batch():
            found = self.run("SELECT docid FROM article WHERE id = ?", (id,))
            if not found:
                return False
            docid = found[0][0]
            self.run("DELETE FROM annotation WHERE version IN (SELECT version FROM version WHERE article = ?)", (id,))
            self.run("DELETE FROM fact WHERE docid = ?", (docid,))
            for table, key in (
                ("version", "article"),
                ("tag", "article"),
                ("remark", "article"),
                ("import_log", "article"),
                ("article", "id"),
            ):
                self.run(f"DELETE FROM {table} WHERE {key} = ?", (id,))
            index.forget(self.db, docid)
            index.purge(self.db)
            self.record("remove", id, "")
        self._checkpoint()
        forget_original(self.path, id)
        return True

    def _checkpoint(self) -> None:
        """Empty the write-ahead logs, which hold earlier pages."""
        for schema in ("main", "ix"):
            self.run(f"PRAGMA {schema}.wal_checkpoint(TRUNCATE)")

    def backup(self, path: str | Path) -> Path:
        """Write a copy of the archive file, readable by its owner only; the index is made again when it is opened.

        Raises:
            ArchiveError: there is a file already, or the folder cannot be written.
        """
        target = Path(path)
        if target.exists():
            raise ArchiveError(f"there is a file already: {target}", hint="give another name")
        private_file(target)
        with self._lock:
            self.run("VACUUM main INTO ?", (str(target),))
        return target

    @property
    def stale(self) -> int:
        """How many articles are indexed with earlier language data; `reindex` brings them up to date."""
        return repair.stale(self)

    def reindex(self) -> int:
        """Index again whatever is missing, changed or was indexed with other language data; gives how many."""
        return repair.reindex(self)


def chain_hash(previous: str, time: str, what: str, article: str, content: str) -> str:
    """Hash of one link of the audit chain.

    >>> chain_hash("", "t", "add", "1", "x") == chain_hash("", "t", "add", "2", "x")
    False
    """
    link = f"{previous}\x1f{time}\x1f{what}\x1f{article}\x1f{content}"
    return hashlib.sha256(link.encode("utf-8", "replace")).hexdigest()
