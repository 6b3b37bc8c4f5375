"""The archive file: its tables, its numbered migrations, and how it is opened.

``archive.db`` holds plain STRICT tables, so that the sqlite3 shell, Datasette and sqlite-utils open it. All times are
UTC in ISO form; all spans are code points of the version's text.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import apsw

from xewer.archive.form_three import to_third
from xewer.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = [
    "APPLICATION_ID",
    "MIGRATIONS",
    "archive_errors",
    "connect",
    "is_whole",
    "migrate",
    "private_file",
    "read_only_uri",
]

APPLICATION_ID = 0x58455752  # "XEWR"
WAIT = 10_000  # milliseconds that a second writer waits for the first
_HEADER = b"SQLite format 3\x00"

_FIRST = """
CREATE TABLE article (                 -- one row an article: what its newest version says of it
    docid INTEGER PRIMARY KEY,         -- day * 16384 + number, so that row order is date order; negative: undated
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    title TEXT, published TEXT, source TEXT, url TEXT, author TEXT, language TEXT, script TEXT,
    added TEXT NOT NULL, updated TEXT NOT NULL
) STRICT;
CREATE INDEX article_url ON article (url);
CREATE TABLE version (                 -- append-only: a changed text or a new reading adds a row
    version INTEGER PRIMARY KEY,
    article TEXT NOT NULL,
    seq INTEGER NOT NULL,
    text TEXT NOT NULL, sha256 TEXT NOT NULL,
    title TEXT, published TEXT, source TEXT, url TEXT, author TEXT, language TEXT, script TEXT,
    data BLOB NOT NULL,                -- sentences and tokens, packed (xewer.archive.packing)
    digest TEXT NOT NULL,              -- of everything in the article
    added TEXT NOT NULL,
    UNIQUE (article, seq)
) STRICT;
CREATE TABLE annotation (              -- one row an item of a layer; value is JSON
    version INTEGER NOT NULL,
    layer TEXT NOT NULL, n INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    kind TEXT, name TEXT,
    value TEXT NOT NULL,
    PRIMARY KEY (version, layer, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_name ON annotation (version, kind, name) WHERE layer = 'entities';
CREATE TABLE fact (                    -- the ledger: events and statements of the newest version of each article
    fact INTEGER PRIMARY KEY,
    docid INTEGER NOT NULL,
    layer TEXT NOT NULL, n INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    "when" TEXT, earliest TEXT, latest TEXT,
    sort_from TEXT, sort_to TEXT,      -- earliest and latest, or else the publishing day; for order and filters
    who TEXT, who_id TEXT, did TEXT NOT NULL, gloss TEXT, kind TEXT NOT NULL, plover TEXT,
    whom TEXT, "where" TEXT, how_many TEXT, least REAL, most REAL, unit TEXT, counted TEXT,
    source TEXT, modality TEXT NOT NULL, polarity TEXT NOT NULL, direct INTEGER,
    confidence REAL NOT NULL, guess INTEGER NOT NULL, certain INTEGER NOT NULL,
    rule TEXT NOT NULL
) STRICT;
CREATE INDEX fact_docid ON fact (docid, layer, kind);
CREATE INDEX fact_order ON fact (sort_from DESC, docid DESC, start);
CREATE TABLE tag (article TEXT NOT NULL, tag TEXT NOT NULL, added TEXT NOT NULL, PRIMARY KEY (article, tag)) STRICT;
CREATE TABLE saved_query (name TEXT PRIMARY KEY, query TEXT NOT NULL, checked TEXT NOT NULL) STRICT;
CREATE TABLE import_log (
    n INTEGER PRIMARY KEY, time TEXT NOT NULL, origin TEXT, article TEXT NOT NULL, status TEXT NOT NULL
) STRICT;
CREATE TABLE audit (                   -- a chain: each hash is made of the row and of the hash before it
    n INTEGER PRIMARY KEY, time TEXT NOT NULL, what TEXT NOT NULL, article TEXT NOT NULL, digest TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
"""

_REMARKS = """
CREATE TABLE remark (                  -- what the user says of an article; survives when it is read again
    n INTEGER PRIMARY KEY,
    article TEXT NOT NULL,
    kind TEXT NOT NULL,                -- note, wrong (this mark is), or a field: published title source author
    value TEXT,                        -- the note, or the right value (NULL: it has none)
    layer TEXT, start INTEGER, "end" INTEGER, text TEXT,  -- what it is about; text is what stood there
    added TEXT NOT NULL
) STRICT;
CREATE INDEX remark_article ON remark (article, kind);
"""

MIGRATIONS: list[str | Callable[[apsw.Connection], None]] = [_FIRST, _REMARKS, to_third]
"""Forward only: the n-th takes a file from ``user_version`` n-1 to n."""


@contextmanager
def archive_errors(path: Path | str) -> Iterator[None]:
    """Turn what SQLite raises into an `ArchiveError` that says what to do.

    >>> with archive_errors("a.db"):
    ...     raise apsw.BusyError
    Traceback (most recent call last):
    ...
    xewer.errors.ArchiveError: the archive is in use by another program: a.db
    """
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        message = f"the archive is in use by another program: {path}"
        raise ArchiveError(message, hint="wait until it has finished, then try again") from error
    except (apsw.ReadOnlyError, apsw.PermissionsError, apsw.CantOpenError) as error:
        message = f"the archive cannot be written: {path}"
        raise ArchiveError(message, hint="check the rights of the file and of its folder") from error
    except apsw.NotADBError as error:
        raise ArchiveError(f"not an archive: {path}", hint="give the path of another file") from error
    except apsw.FullError as error:
        raise ArchiveError(f"the disk is full: {path}", hint="nothing was changed; free some space") from error
    except apsw.CorruptError as error:
        message = f"the archive is damaged: {path}"
        raise ArchiveError(message, hint="restore a backup; this file was left as it is") from error
    except apsw.IOError as error:
        raise ArchiveError(f"the archive cannot be read or written: {path} ({error})", hint="check the disk") from error


def private_file(path: Path) -> None:
    """Make an empty file that only its owner may read, with its folder, if it is not there.

    Raises:
        ArchiveError: the folder cannot be made or written.
    """
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        if not path.is_file():
            raise ArchiveError(f"not a file: {error.filename}", hint="give the path of a file") from error
    except OSError as error:
        message = f"the archive cannot be made: {path} ({error.strerror})"
        raise ArchiveError(message, hint="choose a folder that you may write, with --archive PATH") from error


def connect(path: Path, *, create: bool = True) -> apsw.Connection:
    """Open an archive file for reading and writing, brought to the newest schema; one that may not be written, to read.

    Raises:
        ArchiveError: it is absent (and ``create`` is false), no archive, newer than this Xewer, or locked.
    """
    if create:
        private_file(path)
    elif not path.is_file():
        if path.is_dir():
            raise ArchiveError(f"a folder is no archive: {path}", hint="give the path of a file in it")
        raise ArchiveError(f"no archive: {path}", hint="make one with `xewer add PATH`")
    _check_header(path)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _connect_read_only(path)
    with archive_errors(path):
        db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            db.set_busy_timeout(WAIT)
            _check_owner(db, path)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "journal_size_limit=67108864"):
                db.execute(f"PRAGMA {pragma}").fetchall()
            migrate(db, path)
        except BaseException:
            db.close()
            raise
    return db


def read_only_uri(path: Path) -> str:
    """The address by which SQLite opens a file without writing anything, not even beside it.

    Raises:
        ArchiveError: there are changes beside it that were not yet taken into it.
    """
    log = path.with_name(path.name + "-wal")
    if log.is_file() and log.stat().st_size:
        message = f"the archive may not be written and has unfinished changes beside it: {log}"
        raise ArchiveError(message, hint="copy both files to a folder that you may write")
    return path.resolve().as_uri() + "?mode=ro&immutable=1"


def _connect_read_only(path: Path) -> apsw.Connection:
    with archive_errors(path):
        # the connection itself may write: the index may have to be made in a temporary file
        db = apsw.Connection(read_only_uri(path), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)
        try:
            _check_owner(db, path)
            if db.pragma("user_version") < len(MIGRATIONS):
                message = f"the archive is of an earlier Xewer and may not be written: {path}"
                raise ArchiveError(message, hint="copy it to a folder that you may write")
        except BaseException:
            db.close()
            raise
    return db


def is_whole(db: apsw.Connection) -> bool:
    """Whether the pages of the archive file itself are in order."""
    try:
        return bool(db.execute("PRAGMA main.quick_check(1)").fetchall() == [("ok",)])
    except apsw.Error:
        return False


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        message = f"the archive cannot be read: {path} ({error.strerror})"
        raise ArchiveError(message, hint="check the rights of the file") from error
    if head and head != _HEADER:
        raise ArchiveError(f"not an archive: {path}", hint="give the path of another file")


def _check_owner(db: apsw.Connection, path: Path) -> None:
    """Refuse files of other programs and files of a newer Xewer, before anything is written."""
    owner, version = db.pragma("application_id"), db.pragma("user_version")
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchall()[0][0]
    if owner != APPLICATION_ID and (tables or version or owner):
        raise ArchiveError(f"a database of another program: {path}", hint="give the path of another file")
    if version > len(MIGRATIONS):
        message = f"the archive is of a newer Xewer (schema {version}, this one knows {len(MIGRATIONS)}): {path}"
        raise ArchiveError(message, hint="update Xewer: pip install --upgrade xewer")


def migrate(db: apsw.Connection, path: Path) -> None:
    """Bring the file to the newest schema, one transaction a step; a copy is made first.

    The copy is ``NAME.before-N`` beside the file, N being the schema it will have.
    """
    version = db.pragma("user_version")
    if 0 < version < len(MIGRATIONS):
        copy = path.with_name(f"{path.name}.before-{len(MIGRATIONS)}")
        copy.unlink(missing_ok=True)
        private_file(copy)
        db.execute("VACUUM INTO ?", (str(copy),))
    while db.pragma("user_version") < len(MIGRATIONS):
        db.execute("BEGIN IMMEDIATE")
        try:
            version = db.pragma("user_version")  # read again: another program may have done it while we waited
            if version < len(MIGRATIONS):
                step = MIGRATIONS[version]
                db.execute(step) if isinstance(step, str) else step(db)
                db.execute(f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={version + 1}")
            db.execute("COMMIT")
        except BaseException:
            if not db.get_autocommit():
                db.execute("ROLLBACK")
            raise
