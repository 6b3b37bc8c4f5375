"""Originals: what articles were extracted from, packed, in a third file beside the archive (``*.originals.db``).

They are kept only when the user asks for it, so that a later version can extract them anew. A file that holds many
articles (a feed, a book) is kept once. Each article knows its original and, for one of many, its place in it.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import apsw

from xewer.archive.schema import archive_errors, private_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typing_extensions import Self

__all__ = ["Original", "Originals", "forget_original", "originals_path"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS original (  -- bytes as they came, packed by zlib
    sha256 TEXT PRIMARY KEY,           -- of the bytes unpacked
    name TEXT NOT NULL,                -- of the file: its ending tells how it is read
    size INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS origin (    -- which original an article came from
    article TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    place TEXT NOT NULL,               -- which article of its original it is; empty if there is but one
    url TEXT, captured TEXT, charset TEXT  -- what the capture said of a page of a web archive
) STRICT;
CREATE INDEX IF NOT EXISTS origin_sha256 ON origin (sha256);
"""


@dataclass(frozen=True, slots=True)
class Original:
    """What an article came from: its bytes, the name of the file, and where in it the article stands."""

    data: bytes
    name: str
    place: str = ""
    url: str | None = None
    captured: str | None = None
    charset: str | None = None

    @property
    def captured_page(self) -> bool:
        """Whether it is a page taken out of a web archive, by itself."""
        return self.captured is not None or self.url is not None


def originals_path(archive: Path) -> Path:
    """The file of an archive's originals.

    >>> from pathlib import Path
    >>> originals_path(Path("news/archive.db")).name
    'archive.originals.db'
    """
    return archive.with_name(f"{archive.stem}.originals.db")


class Originals:
    """The originals of an archive; the file is made by the first `keep`.

    Raises:
        ArchiveError: the file is damaged, locked or not writable.
    """

    def __init__(self, archive: Path) -> None:
        self.path = originals_path(archive)
        self._db: apsw.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._db:
            self._db.close()
            self._db = None

    def _run(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with archive_errors(self.path):
            if self._db is None:
                private_file(self.path)
                self._db = apsw.Connection(str(self.path))
                self._db.set_busy_timeout(10_000)
                for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
                    self._db.execute(f"PRAGMA {pragma}").fetchall()
                self._db.execute(_SCHEMA)
            return self._db.execute(sql, values).fetchall()

    def keep(self, article: str, original: Original) -> None:
        """Keep what an article came from, in place of what was kept for it before."""
        digest = hashlib.sha256(original.data).hexdigest()
        known = self._run("SELECT 1 FROM original WHERE sha256 = ?", (digest,))
        if not known:
            packed = zlib.compress(original.data, 6)
            self._run(
                "INSERT OR IGNORE INTO original VALUES (?,?,?,?)", (digest, original.name, len(original.data), packed)
            )
        where = (original.place, original.url, original.captured, original.charset)
        self._run("INSERT OR REPLACE INTO origin VALUES (?,?,?,?,?,?)", (article, digest, *where))
        self._drop_orphans()

    def get(self, article: str) -> Original | None:
        """What an article came from, None if it was not kept."""
        if not self.path.exists():
            return None
        found = self._run(
            "SELECT data, name, place, url, captured, charset FROM origin JOIN original USING (sha256)"
            " WHERE article = ?",
            (article,),
        )
        return Original(zlib.decompress(found[0][0]), *found[0][1:]) if found else None

    def articles(self) -> Iterator[str]:
        """Ids of the articles whose originals are kept, by id."""
        if self.path.exists():
            yield from (row[0] for row in self._run("SELECT article FROM origin ORDER BY article"))

    def forget(self, article: str) -> None:
        """Take an article's original out, really, unless another article came from the same."""
        self._run("DELETE FROM origin WHERE article = ?", (article,))
        self._drop_orphans()
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")

    def _drop_orphans(self) -> None:
        self._run("DELETE FROM original WHERE sha256 NOT IN (SELECT sha256 FROM origin)")


def forget_original(archive: Path, article: str) -> None:
    """Take an article's original out, if originals of this archive are kept at all."""
    if originals_path(archive).exists():
        with Originals(archive) as originals:
            originals.forget(article)
