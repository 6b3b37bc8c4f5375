"""The index file beside the archive: FTS5 with our own keys; it can always be made again from the archive.

It is attached to the archive's connection as ``ix``. What it holds is recorded by (digest of the article, analyser),
so that opening an archive finds and repairs every difference; the index is never trusted.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import apsw

from xewer.archive.about import about_groups, between, keys_of
from xewer.archive.fact_rows import FactParts
from xewer.archive.keys import SPEECH, Place, body_places, text_places, written
from xewer.archive.known_names import SCHEMA as NAMES_SCHEMA
from xewer.archive.known_names import drop_unused, keep_sounds, keys_for
from xewer.archive.positions import FactPlaces, pack_places
from xewer.archive.schema import archive_errors, private_file, read_only_uri
from xewer.archive.twins import bands, drop_bands, keep_bands, signature, word_pairs
from xewer.errors import ArchiveError
from xewer.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xewer.archive.about import Group
    from xewer.archive.keys import Body
    from xewer.model import Article

__all__ = [
    "INDEX_VERSION",
    "analyser_version",
    "attach",
    "attach_read_only",
    "attach_temporary",
    "forget",
    "place_of",
    "put",
    "register",
    "wire",
]

INDEX_VERSION = "7"  # form of keys and tables; another one is never read, the index is made anew
SHORT = 12  # letters of an article's digest that the index keeps
BODY, TITLE = range(2)
"""Columns; the first costs least room, so all of the body is in it: the group of every article, words, other groups."""

_SCHEMA = (
    """
CREATE TABLE ix.meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE ix.fts USING fts5(body, title, content='', contentless_delete=1, tokenize='xewer');
CREATE TABLE ix.doc (
    n INTEGER PRIMARY KEY AUTOINCREMENT, docid INTEGER NOT NULL UNIQUE,
    digest TEXT NOT NULL, analyser INTEGER NOT NULL,  -- the first 12 letters of the digest
    words INTEGER NOT NULL, places BLOB NOT NULL  -- how many words the body has; words of every group and fact
) STRICT;
CREATE TABLE ix.band (bucket INTEGER PRIMARY KEY, near BLOB NOT NULL) STRICT;  -- see `xewer.archive.twins`
CREATE TABLE ix.lexicon (key TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE ix.terms USING fts5vocab(fts, row);
"""
    + NAMES_SCHEMA
)


@lru_cache(maxsize=1)
def analyser_version() -> int:
    """Hash of the language data that readings come from: other data, other keys.

    >>> analyser_version() > 0
    True
    """
    total = hashlib.sha256(INDEX_VERSION.encode())
    for path in sorted(data_path().rglob("*.tsv")):
        total.update(path.name.encode() + path.read_bytes())
    return int(total.hexdigest()[:6], 16) + 1


def register(db: apsw.Connection) -> None:
    """Teach a connection the tokenizer and the functions that tell where hits stand."""
    db.register_fts5_tokenizer("xewer", _tokenizer)
    db.register_fts5_function("xewer_hits", _hits)
    db.register_fts5_function("xewer_phrases", _phrases)


def _tokenizer(_db: apsw.Connection, _args: list[str]) -> Any:
    return _tokenize


def _tokenize(text: bytes, _reason: int, _locale: str | None) -> list[tuple[Any, ...]]:
    """``=putinniŋ|putin =keldi|kel``: positions by spaces, keys by bars; offsets are of no use here."""
    return [(0, 0, *place.split("|")) for place in text.decode("utf-8", "replace").split(" ") if place]


def _hits(api: apsw.FTS5ExtensionApi, *_: Any) -> str:
    """Every hit in a row as JSON: [column, position, length in words]."""
    return json.dumps([hit[1:] for hit in _found(api)])


def _phrases(api: apsw.FTS5ExtensionApi, *_: Any) -> str:
    """The same with the number of the phrase in the query: [phrase, column, position, length]."""
    return json.dumps(list(_found(api)))


def _found(api: apsw.FTS5ExtensionApi) -> Iterator[tuple[int, int, int, int]]:
    for n, phrase in enumerate(api.phrases):
        skip = int(bool(phrase) and phrase[0] == SPEECH)
        for column, positions in enumerate(api.phrase_locations(n)):
            for position in positions:
                yield n, column, position + skip, len(phrase) - skip


def wire(places: Sequence[Place], before: str = "", after: str = "") -> str:
    """Places as the tokenizer reads them, between other keys.

    >>> wire([Place(0, 9, ("=putinniŋ", "putin")), Place(10, 12, ("=a", "a"))])
    '=putinniŋ|putin =a'
    >>> wire([Place(0, 9, ("=a",)), Place(10, 12, ("=b",), True)], "@all", "#p1")
    '@all =a|> =b #p1'
    """
    out = [before] if before else []
    for place in places:
        if place.speech and out:
            out[-1] += "|" + SPEECH
        out.append(written(place.keys))
    return " ".join([*out, after] if after else out)


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


def attach_read_only(db: apsw.Connection, path: Path) -> None:
    """Attach the index of an archive that may not be written; a temporary one if there is none that will do."""
    if path.is_file():
        try:
            db.execute("ATTACH ? AS ix", (read_only_uri(path),))
            if _is_ours(db, path):
                return
        except (apsw.Error, ArchiveError):
            pass
    attach_temporary(db)


def attach_temporary(db: apsw.Connection) -> None:
    """Attach an empty index in a file that goes when the archive is closed, in place of any other."""
    _detach(db)
    db.execute("ATTACH '' AS ix")
    _make(db)


def _detach(db: apsw.Connection) -> None:
    if any(name == "ix" for _, name, _ in db.execute("PRAGMA database_list").fetchall()):
        db.execute("DETACH ix")


def _is_ours(db: apsw.Connection, path: Path) -> bool:
    """Whether the attached index has this form and is as long as it says."""
    found = db.execute("SELECT value FROM ix.meta WHERE key = 'format'").fetchall()
    db.execute("SELECT max(n) FROM ix.doc").fetchall()
    log = path.with_name(path.name + "-wal")
    pages, size = (int(str(db.pragma(name, schema="ix"))) for name in ("page_count", "page_size"))
    whole = (log.is_file() and log.stat().st_size > 0) or path.stat().st_size >= pages * size
    return found == [(INDEX_VERSION,)] and whole


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
            if _is_ours(db, path):
                return False
    except apsw.SQLError:  # a table is missing
        pass
    except ArchiveError as error:
        if not isinstance(error.__cause__, (apsw.NotADBError, apsw.CorruptError)):
            raise
    _detach(db)
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
    groups, places = _places(article, facts, body)
    about = _group_keys(db, list(groups))
    db.execute(
        "INSERT INTO ix.fts (rowid, body, title) VALUES (?,?,?)",
        (docid, wire(body, about[0], " ".join(about[1:])), wire(title)),
    )
    db.execute(
        "INSERT INTO ix.doc (docid, digest, analyser, words, places) VALUES (?,?,?,?,?)",
        (docid, digest[:SHORT], analyser_version(), len(body), places),
    )
    number = db.last_insert_rowid()
    keep_bands(db, number, bands(signature(word_pairs([place.keys[0] for place in body]))))
    keep_sounds(db, names_in(article, body))
    lexicon = {k for p in (*title, *body) for k in p.keys if k[0] != "="}
    db.executemany(
        "INSERT INTO ix.lexicon VALUES (?,1) ON CONFLICT (key) DO UPDATE SET n = n + 1",
        [(key,) for key in lexicon],
    )


def _group_keys(db: apsw.Connection, told: list[str]) -> list[str]:
    numbers = iter(keys_for(db, [keys for keys in told if keys[0] not in "@d"]))
    return [keys if keys[0] in "@d" else next(numbers) for keys in told]


def place_of(position: int, words: int) -> tuple[bool, int]:
    """What stands at a position of the body's column: whether it is a group, and the number of the word or group.

    >>> [place_of(position, 2) for position in range(4)]
    [(True, 0), (False, 0), (False, 1), (True, 1)]
    """
    return (False, position - 1) if 0 < position <= words else (True, max(0, position - words))


def names_in(article: Article, body: Sequence[Place]) -> set[str]:
    """Dictionary forms of the words of an article that are names, or that the lexicon does not know."""
    starts = {t["start"] for t in article.tokens if t.get("upos") == "PROPN" or not t.get("known", True)}
    return {place.keys[1] for place in body if place.start in starts and len(place.keys) > 1}


def _places(article: Article, facts: Sequence[tuple[int, Any]], body: Body) -> tuple[dict[str, Group], bytes]:
    """Groups of an article by their keys, and which words they and the facts stand in, packed."""
    groups = {keys_of(group): group for group in about_groups(article, body)}
    numbers = {keys: n for n, keys in enumerate(groups)}
    parts, rows = FactParts(article, body), []
    for fact, row in facts:
        own, ranges = parts.of(row)
        for keys, group in own.items():
            if numbers.setdefault(keys, len(groups)) == len(groups):
                groups[keys] = group
        rows.append(FactPlaces(fact, tuple({numbers[keys] for keys in own}), tuple(ranges)))
    words = [between(body, group.start, group.end) for group in groups.values()]
    return groups, pack_places(words, rows, len(parts.origin))


def forget(db: apsw.Connection, docid: int) -> None:
    """Drop one number from the index; its words stay in the file until `purge`, as do its bands, which find nothing."""
    db.execute("DELETE FROM ix.fts WHERE rowid = ?", (docid,))
    db.execute("DELETE FROM ix.doc WHERE docid = ?", (docid,))


def purge(db: apsw.Connection) -> None:
    """Rewrite the index without what was dropped, and forget words that no article has any more."""
    db.execute("INSERT INTO ix.fts (fts) VALUES ('optimize')")
    db.execute("DELETE FROM ix.lexicon WHERE key NOT IN (SELECT ltrim(term, '=') FROM ix.terms)")
    drop_bands(db)
    drop_unused(db)
