"""Is everything still as it was written: pages, hashes, spans, the audit chain, the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import apsw

from xewer.archive.index import analyser_version
from xewer.archive.packing import pack, storable
from xewer.archive.store import chain_hash
from xewer.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.archive.store import Archive

__all__ = ["Problem", "verify"]


class Problem(NamedTuple):
    """Something that is wrong: where, what, and what to do."""

    where: str
    what: str
    hint: str


_RESTORE = "restore a backup"
_REINDEX = "delete the index file; it is made again from the archive"


def verify(archive: Archive) -> list[Problem]:
    """All problems of an archive and its index; an empty list is a clean bill. Reads everything.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     verify(archive)
    []
    """
    out: list[Problem] = []
    for check in (_pages, _tables, _versions, _evidence, _chain, _index):
        try:
            out += check(archive)
        except (ArchiveError, apsw.Error) as error:
            out.append(Problem(str(archive.path), str(error), getattr(error, "hint", "") or _RESTORE))
    return out


def _pages(archive: Archive) -> Iterator[Problem]:
    for schema, path, hint in (("main", archive.path, _RESTORE), ("ix", archive.index_path, _REINDEX)):
        for (message,) in archive.run(f"PRAGMA {schema}.integrity_check"):
            if message != "ok":
                yield Problem(str(path), str(message), hint)


def _tables(archive: Archive) -> Iterator[Problem]:
    """Rows that point at nothing."""
    lost = {
        "article": "SELECT id FROM article WHERE version NOT IN (SELECT version FROM version)",
        "version": "SELECT version FROM version WHERE article NOT IN (SELECT id FROM article)",
        "annotation": "SELECT DISTINCT version FROM annotation WHERE version NOT IN (SELECT version FROM version)",
        "remark": "SELECT n FROM remark WHERE article NOT IN (SELECT id FROM article)",
        "fact": "SELECT fact FROM fact WHERE docid NOT IN (SELECT docid FROM article)",
    }
    for table, sql in lost.items():
        for (key,) in archive.run(sql):
            yield Problem(f"{table} {key}", "belongs to nothing", _RESTORE)


def _versions(archive: Archive) -> Iterator[Problem]:
    """Every version, hashed again, with its rows for other programs; every span must give its own text."""
    for version, ident, seq, told in archive.stream(
        "SELECT version, article, seq, digest FROM version ORDER BY article, seq"
    ):
        where = f"article {ident}, version {seq}"
        try:
            article = archive.get(ident, seq=seq)
            packed = pack(article) if article else None
        except Exception:  # whatever damage does to packed bytes or JSON
            packed = None
        if packed is None or packed.digest != told:
            yield Problem(where, "is not what was added", _RESTORE)
            continue
        rows = archive.run("SELECT * FROM annotation WHERE version = ? ORDER BY layer, n", (version,))
        if rows != sorted(packed.marks(version)):
            yield Problem(where, "the rows of annotation are not what was read", "add the article again")
        for row in packed.rows:
            if article and storable(article.text[row.start : row.end]) != row.text:
                yield Problem(
                    f"{where}, {row.layer} {row.n}", "the span does not give the text", "add the article again"
                )


def _evidence(archive: Archive) -> Iterator[Problem]:
    """Every fact's span must give its own text."""
    # substr stops at a NUL, so such texts are left to `_versions`
    for ident, layer, n in archive.run(
        "SELECT a.id, f.layer, f.n FROM fact f JOIN article a USING (docid) JOIN version v USING (version)"
        ' WHERE substr(v.text, f.start + 1, f."end" - f.start) <> f.text AND instr(v.text, char(0)) = 0'
    ):
        yield Problem(f"article {ident}, {layer} {n}", "the span does not give the text", "add the article again")


def _chain(archive: Archive) -> Iterator[Problem]:
    before = ""
    for n, time, what, ident, content, previous, told in archive.run(
        "SELECT n, time, what, article, digest, previous, hash FROM audit ORDER BY n"
    ):
        if previous != before or chain_hash(previous, time, what, ident, content) != told:
            yield Problem(f"audit {n}", "the chain is broken here: a row was changed or taken out", _RESTORE)
        before = told
    unknown = archive.run(
        "SELECT article, seq FROM version WHERE digest NOT IN (SELECT digest FROM audit) ORDER BY 1, 2"
    )
    for ident, seq in unknown:
        yield Problem(f"article {ident}, version {seq}", "the audit chain does not know it", _RESTORE)


def _index(archive: Archive) -> Iterator[Problem]:
    where = str(archive.index_path)
    try:
        archive.run("INSERT INTO ix.fts (fts) VALUES ('integrity-check')")
    except ArchiveError as error:
        if not isinstance(error.__cause__, apsw.ReadOnlyError):  # the check itself counts as writing
            yield Problem(where, "the index is damaged", _REINDEX)
            return
    differing = archive.run(
        "SELECT count(*) FROM article a JOIN version v USING (version) LEFT JOIN ix.doc d USING (docid)"
        " WHERE d.digest IS NOT substr(v.digest, 1, 12)"
    )[0][0]
    extra = archive.run("SELECT count(*) FROM ix.doc WHERE docid NOT IN (SELECT docid FROM article)")[0][0]
    if differing or extra:
        yield Problem(where, f"{differing} articles are not indexed, {extra} are gone but indexed", _REINDEX)
    old = archive.run("SELECT count(*) FROM ix.doc WHERE analyser <> ?", (analyser_version(),))[0][0]
    if old:
        yield Problem(where, f"{old} articles are indexed with earlier language data", _REINDEX)
