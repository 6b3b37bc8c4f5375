"""The index file beside the archive: FTS5 with our own keys; it can always be made again from the archive.

It is attached to the archive's connection as ``ix``. What it holds is recorded by (digest of the article, analyser),
so that opening an archive finds and repairs every difference; the index is never trusted.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import apsw

from xewer.archive.fact_rows import fact_places
from xewer.archive.keys import Place, about_places, body_places, text_places
from xewer.archive.schema import archive_errors, private_file
from xewer.archive.twins import bands, signature
from xewer.errors import ArchiveError
from xewer.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from xewer.model import Article

__all__ = [
    "INDEX_VERSION",
    "analyser_version",
    "attach",
    "forget",
    "put",
    "read_fact_words",
    "read_spans",
    "register",
    "wire",
]

INDEX_VERSION = "4"  # form of keys and tables; another one is never read, the index is made anew
BODY, TITLE, ABOUT = range(3)
"""Columns; the first one costs least room, so the body is it."""

_SCHEMA = """
CREATE TABLE ix.meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE ix.fts USING fts5(body, title, about, content='', contentless_delete=1, tokenize='xewer');
CREATE TABLE ix.doc (
    docid INTEGER PRIMARY KEY, digest TEXT NOT NULL, analyser TEXT NOT NULL,
    body BLOB NOT NULL, about BLOB NOT NULL  -- spans in the text of every position
) STRICT;
CREATE TABLE ix.fact_words (docid INTEGER PRIMARY KEY, words BLOB NOT NULL) STRICT;
CREATE TABLE ix.band (band INTEGER NOT NULL, docid INTEGER NOT NULL, PRIMARY KEY (band, docid)) STRICT, WITHOUT ROWID;
CREATE INDEX ix.band_docid ON band (docid);
CREATE TABLE ix.lexicon (key TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE ix.terms USING fts5vocab(fts, row);
"""


@lru_cache(maxsize=1)
def analyser_version() -> str:
    """Hash of the language data that readings come from: other data, other keys.

    >>> len(analyser_version())
    16
    """
    total = hashlib.sha256(INDEX_VERSION.encode())
    for path in sorted(data_path().rglob("*.tsv")):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


def register(db: apsw.Connection) -> None:
    """Teach a connection the tokenizer and the function that tells where a hit stands."""
    db.register_fts5_tokenizer("xewer", _tokenizer)
    db.register_fts5_function("xewer_hits", _hits)


def _tokenizer(_db: apsw.Connection, _args: list[str]) -> Any:
    return _tokenize


def _tokenize(text: bytes, _reason: int, _locale: str | None) -> list[tuple[Any, ...]]:
    """``=putinniŋ|putin =keldi|kel``: positions by spaces, keys by bars; offsets are of no use here."""
    return [(0, 0, *place.split("|")) for place in text.decode("utf-8", "replace").split(" ") if place]


def _hits(api: apsw.FTS5ExtensionApi, *_: Any) -> str:
    """Every hit in a row as JSON: [column, position, length in words]."""
    out = []
    for n, phrase in enumerate(api.phrases):
        for column, positions in enumerate(api.phrase_locations(n)):
            out += [[column, position, len(phrase)] for position in positions]
    return json.dumps(out)


def wire(places: Iterable[Place]) -> str:
    """Places as the tokenizer reads them.

    >>> wire([Place(0, 5, ("=putin", "putin")), Place(6, 8, ("=a", "a"))])
    '=putin|putin =a|a'
    """
    return " ".join("|".join(place.keys) for place in places)


def attach(db: apsw.Connection, path: Path) -> bool:
    """Attach the index file; True if it had to be made anew (absent, damaged, of another form)."""
    fresh = _try_attach(db, path)
    if fresh is not None:
        return fresh
    for name in ("", "-wal", "-shm", "-journal"):  # it holds nothing that the archive does not
        path.with_name(path.name + name).unlink(missing_ok=True)
    fresh = _try_attach(db, path)
    if fresh is None:
        raise ArchiveError(f"the index cannot be made: {path}", hint="delete it and try again")
    return fresh


def _try_attach(db: apsw.Connection, path: Path) -> bool | None:
    """True: made; False: was there; None: damaged or of another form, and detached again."""
    private_file(path)
    try:
        with archive_errors(path):
            db.execute("ATTACH ? AS ix", (str(path),))
            for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "journal_size_limit=67108864"):
                db.execute(f"PRAGMA ix.{pragma}").fetchall()
            tables = db.execute("SELECT count(*) FROM ix.sqlite_master").fetchall()[0][0]
            if not tables:
                return _make(db)
            found = db.execute("SELECT value FROM ix.meta WHERE key = 'format'").fetchall()
            db.execute("SELECT count(*) FROM ix.doc").fetchall()
            if found == [(INDEX_VERSION,)]:
                return False
    except apsw.SQLError:  # a table is missing
        pass
    except ArchiveError as error:
        if not isinstance(error.__cause__, (apsw.NotADBError, apsw.CorruptError)):
            raise
    if any(name == "ix" for _, name, _ in db.execute("PRAGMA database_list").fetchall()):
        db.execute("DETACH ix")
    return None


def _make(db: apsw.Connection) -> bool:
    db.execute("BEGIN IMMEDIATE")
    try:
        if not db.execute("SELECT count(*) FROM ix.sqlite_master").fetchall()[0][0]:
            db.execute(_SCHEMA)
            db.execute("INSERT INTO ix.meta VALUES ('format', ?)", (INDEX_VERSION,))
        db.execute("COMMIT")
    except BaseException:
        if not db.get_autocommit():
            db.execute("ROLLBACK")
        raise
    return True


def put(db: apsw.Connection, docid: int, digest: str, article: Article, facts: Sequence[tuple[int, Any]]) -> None:
    """Index one article in place of what the index has under its number; inside a transaction.

    Args:
        facts: number and `FactRow` of each of its facts.
    """
    forget(db, docid)
    title = text_places(article.title or "", article.script)
    body = body_places(article)
    about = about_places(article, body)
    db.execute(
        "INSERT INTO ix.fts (rowid, body, title, about) VALUES (?,?,?,?)",
        (docid, wire(body), wire(title), wire(about)),
    )
    spans = [_pack(places) for places in (body, about)]
    db.execute("INSERT INTO ix.doc VALUES (?,?,?,?,?)", (docid, digest, analyser_version(), *spans))
    lines = "\n".join(f"{fact} {wire(fact_places(article, row, body))}" for fact, row in facts)
    if lines:
        db.execute("INSERT INTO ix.fact_words VALUES (?,?)", (docid, zlib.compress(lines.encode(), 6)))
    near = set(bands(signature(article.text)))
    db.executemany("INSERT INTO ix.band VALUES (?,?)", [(band, docid) for band in near])
    lexicon = {k for p in (*title, *body) for k in p.keys if k[0] not in "=>"}
    db.executemany(
        "INSERT INTO ix.lexicon VALUES (?,1) ON CONFLICT (key) DO UPDATE SET n = n + 1",
        [(key,) for key in lexicon],
    )


def forget(db: apsw.Connection, docid: int) -> None:
    """Drop one number from the index; its words stay in the file until `purge`."""
    db.execute("DELETE FROM ix.fts WHERE rowid = ?", (docid,))
    db.execute("DELETE FROM ix.doc WHERE docid = ?", (docid,))
    db.execute("DELETE FROM ix.fact_words WHERE docid = ?", (docid,))
    db.execute("DELETE FROM ix.band WHERE docid = ?", (docid,))


def purge(db: apsw.Connection) -> None:
    """Rewrite the index without what was dropped, and forget words that no article has any more."""
    db.execute("INSERT INTO ix.fts (fts) VALUES ('optimize')")
    db.execute("DELETE FROM ix.lexicon WHERE key NOT IN (SELECT term FROM ix.terms)")


def _pack(places: Sequence[Place]) -> bytes:
    """Spans as two numbers each (gap, length), in bytes of seven bits."""
    out, last = bytearray(), 0
    for start, end, _ in places:
        for number in ((start - last) * 2 if start >= last else (last - start) * 2 - 1, end - start):
            while number > 127:
                out.append(number & 127 | 128)
                number >>= 7
            out.append(number)
        last = end
    return zlib.compress(bytes(out), 6)


def read_fact_words(packed: bytes) -> Iterator[tuple[int, str]]:
    """Number of each fact of an article, and its places in `wire` form."""
    for line in zlib.decompress(packed).decode().split("\n"):
        fact, _, places = line.partition(" ")
        yield int(fact), places


def read_spans(packed: bytes) -> list[tuple[int, int]]:
    """The spans that `put` kept, one for each position of a column."""
    numbers, value, shift = [], 0, 0
    for byte in zlib.decompress(packed):
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value = shift = 0
    out, last = [], 0
    for step, length in zip(numbers[::2], numbers[1::2], strict=True):
        start = last - (step + 1) // 2 if step & 1 else last + step // 2
        last = start + length
        out.append((start, last))
    return out
