"""Keeping the index in step with the archive: what is missing, changed or out of date is indexed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.archive import index
from xewer.archive.fact_rows import fact_rows

if TYPE_CHECKING:
    from xewer.archive.store import Archive

__all__ = ["reconcile", "reindex", "stale", "synced"]

_AT_OPEN = 1000  # articles with outdated keys that opening brings up to date; more wait for `reindex`
_BATCH = 200
_MISSING = f"""
SELECT a.docid, a.id, v.digest FROM article a JOIN version v USING (version) LEFT JOIN ix.doc d USING (docid)
WHERE d.docid IS NULL OR d.digest <> substr(v.digest, 1, {index.SHORT}) OR d.analyser <> coalesce(?, d.analyser)
ORDER BY a.docid LIMIT ?
"""


def synced(archive: Archive) -> str:
    """Hash of the link of the audit chain up to which the index follows."""
    found = archive.run("SELECT value FROM ix.meta WHERE key = 'synced'")
    return str(found[0][0]) if found else ""


def stale(archive: Archive) -> int:
    """How many articles are indexed with other language data."""
    return int(archive.run("SELECT count(*) FROM ix.doc WHERE analyser <> ?", (index.analyser_version(),))[0][0])


def reconcile(archive: Archive) -> None:
    """Bring the index in step with the archive; costs two look-ups when it is.

    For an archive that cannot be written an index that is not in step is made anew in a temporary file.
    """
    if synced(archive) != _head(archive):
        if archive.read_only:
            index.attach_temporary(archive.db)
        _repair(archive, with_analyser=False)
    if not archive.read_only and 0 < stale(archive) <= _AT_OPEN:
        _repair(archive, with_analyser=True)


def reindex(archive: Archive) -> int:
    """Index again whatever is missing, changed or was indexed with other language data; gives how many."""
    return _repair(archive, with_analyser=True)


def _head(archive: Archive) -> str:
    head = archive.run("SELECT hash FROM audit ORDER BY n DESC LIMIT 1")
    return str(head[0][0]) if head else ""


def _repair(archive: Archive, *, with_analyser: bool) -> int:
    analyser = index.analyser_version() if with_analyser else None
    done = 0
    while True:
        with archive.batch():
            for (docid,) in archive.run("SELECT docid FROM ix.doc EXCEPT SELECT docid FROM article"):
                index.forget(archive.db, docid)
            todo = archive.run(_MISSING, (analyser, _BATCH))
            for docid, ident, content in todo:
                _index_again(archive, docid, ident, content)
            done += len(todo)
            if not todo:
                archive.run("INSERT OR REPLACE INTO ix.meta VALUES ('synced', ?)", (_head(archive),))
                return done


def _index_again(archive: Archive, docid: int, ident: str, content: str) -> None:
    article = archive.get(ident)
    if article is None:
        return
    found = archive.run("SELECT fact, layer, n FROM fact WHERE docid = ?", (docid,))
    numbers = {(layer, n): fact for fact, layer, n in found}
    facts = [(numbers[row.layer, row.n], row) for row in fact_rows(article) if (row.layer, row.n) in numbers]
    index.put(archive.db, docid, content, article, facts)
