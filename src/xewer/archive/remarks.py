"""What the user says of articles: notes, corrections of date, title, source and author, marks that are wrong.

Remarks are rows of their own: a new reading leaves them as they are, and they are exported with their articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from xewer.archive.days import first_day
from xewer.archive.filing import CORRECTED
from xewer.archive.packing import LAYERS, storable
from xewer.archive.store import utc_now
from xewer.errors import ArchiveError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xewer.archive.store import Archive

__all__ = ["Remark", "correct", "drop_remark", "mark_wrong", "note", "remarks", "restore_remarks"]

_COLUMNS = 'n, article, kind, value, layer, start, "end", text, added'


class Remark(NamedTuple):
    """One remark: ``kind`` is note, wrong, or the field that is corrected; ``text`` is what it is about."""

    n: int
    article: str
    kind: str
    value: str | None
    layer: str | None
    start: int | None
    end: int | None
    text: str | None
    added: str


def note(archive: Archive, id: str, value: str, *, at: str | None = None) -> int:  # noqa: A002
    """Write a note on an article, or on the first place where some words stand in it; gives its number.

    Raises:
        ArchiveError: there is no such article.
        InputError: the note is empty, or the words do not stand there.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> from xewer.model import Article
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     _ = archive.add(Article(id="1", text="سالام دۇنيا", sha256=""))
    ...     note(archive, "1", "ask again", at="دۇنيا")
    1
    """
    if not value.strip():
        raise InputError("an empty note", hint="write something")
    start, end = _place(archive, id, at) if at else (None, None)
    return _write(archive, id, "note", value, None, (start, end, at or None))


def _place(archive: Archive, ident: str, words: str) -> tuple[int, int]:
    article = archive.get(ident)
    if article is None:
        raise ArchiveError(f"no article {ident}", hint="look for its id with `xewer search`")
    start = article.text.find(words)
    if start < 0:
        raise InputError(f"these words do not stand in {ident}: {words}", hint="copy them from the text")
    return start, start + len(words)


def correct(archive: Archive, id: str, field: str, value: str | None) -> int:  # noqa: A002
    """Put the right publishing day, title, source or author; the text and what was read in it stay.

    Times like "yesterday" were resolved by the day known when the article was read; add it again with
    ``--published`` to have them resolved by another.

    Raises:
        ArchiveError: there is no such article.
        InputError: the field cannot be corrected, or the day is none.
    """
    if field not in CORRECTED:
        raise InputError(f"{field} cannot be corrected", hint=f"one of: {' '.join(CORRECTED)}")
    if field == "published" and value is not None and first_day(value) is None:
        raise InputError(f"not a date: {value}", hint="write 2025, 2025-09 or 2025-09-03")
    with archive.batch():
        number = _write(archive, id, field, value, None, (None, None, None))
        archive.refile(id)
    return number


def mark_wrong(archive: Archive, id: str, layer: str, start: int, *, why: str | None = None) -> int:  # noqa: A002
    """Say that a mark is wrong: the ledger leaves the fact out as long as it stands there with the same words.

    Args:
        layer: ``events``, ``quotes``, ``entities``, ``times`` or ``quantities``.
        start: code point where the item begins.

    Raises:
        InputError: nothing of that layer begins there.
    """
    if layer not in LAYERS:
        raise InputError(f"there is no layer {layer}", hint=f"one of: {' '.join(LAYERS)}")
    article = archive.get(id)
    found = [item for item in getattr(article, layer, ()) if item.start == start]
    if not found:
        raise InputError(f"nothing of {layer} begins at {start} in {id}", hint="`xewer show ID --json` has the spans")
    return _write(archive, id, "wrong", why, layer, (start, found[0].end, found[0].text))


def _write(
    archive: Archive,
    ident: str,
    kind: str,
    value: str | None,
    layer: str | None,
    place: tuple[int | None, int | None, str | None],
) -> int:
    with archive.batch():
        if not archive.run("SELECT 1 FROM article WHERE id = ?", (ident,)):
            raise ArchiveError(f"no article {ident}", hint="look for its id with `xewer search`")
        start, end, text = place
        values = (ident, kind, value and storable(value), layer, start, end, text and storable(text), utc_now())
        archive.run(
            'INSERT INTO remark (article, kind, value, layer, start, "end", text, added) VALUES (?,?,?,?,?,?,?,?)',
            values,
        )
        return archive.db.last_insert_rowid()


def remarks(archive: Archive, id: str | None = None) -> list[Remark]:  # noqa: A002
    """Remarks on one article, or on all, in the order in which they were made."""
    where, values = ("WHERE article = ?", (id,)) if id is not None else ("", ())
    return [Remark(*row) for row in archive.run(f"SELECT {_COLUMNS} FROM remark {where} ORDER BY n", values)]


def drop_remark(archive: Archive, n: int) -> bool:
    """Take a remark back; a field that was corrected has its earlier value again. False if there is none."""
    with archive.batch():
        found = archive.run("SELECT article, kind FROM remark WHERE n = ?", (n,))
        if not found:
            return False
        archive.run("DELETE FROM remark WHERE n = ?", (n,))
        if found[0][1] in CORRECTED:
            archive.refile(found[0][0])
    return True


def restore_remarks(archive: Archive, id: str, found: Iterable[Mapping[str, Any]], tags: Iterable[str]) -> None:  # noqa: A002
    """Put back what was exported with an article: remarks that it does not have yet, and tags."""
    with archive.batch():
        have = {r[2:] for r in remarks(archive, id)}
        new = [r for r in (tuple(item.get(name) for name in Remark._fields[2:]) for item in found) if r not in have]
        for row in new:
            archive.run(
                'INSERT INTO remark (article, kind, value, layer, start, "end", text, added) VALUES (?,?,?,?,?,?,?,?)',
                (id, *row),
            )
        for name in tags:
            archive.run("INSERT OR IGNORE INTO tag VALUES (?,?,?)", (id, name, utc_now()))
        if any(row[0] in CORRECTED for row in new):
            archive.refile(id)
