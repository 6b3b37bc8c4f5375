"""Whether an archive holds an article as it comes again: then it need not be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.archive.packing import storable
from xewer.reader import article_id, text_digest

if TYPE_CHECKING:
    from xewer.archive.nearest import Run

__all__ = ["held_day", "holds"]

_COMPARED = ("title", "author", "url", "source")


def holds(run: Run, text: str, *, published: str | None = None, **about: str | None) -> bool:
    """Whether the newest version of an article has this very text and these particulars.

    Args:
        run: runs a statement on the archive (`xewer.archive.store.Archive.run`).
        published: its day; None if it states none, then the day that was found in the text counts.
        about: title, author, url and source.
    """
    found = run(
        f"SELECT v.sha256, v.published, {', '.join('v.' + k for k in _COMPARED)}"
        " FROM article a JOIN version v USING (version) WHERE a.id = ?",
        (article_id(text, about.get("url")),),
    )
    if not found:
        return False
    sha256, day, *kept = found[0]
    given = [None if (v := about.get(k)) is None else storable(v) for k in _COMPARED]
    return bool(sha256 == text_digest(text) and kept == given and published in (None, day))


def held_day(run: Run, text: str, url: str | None = None) -> tuple[str | None, str | None]:
    """The publishing day that the archive holds for an article as it was read, and where that was found."""
    found = run(
        "SELECT v.published, v.published_from FROM article a JOIN version v USING (version) WHERE a.id = ?",
        (article_id(text, url),),
    )
    return found[0] if found else (None, None)
