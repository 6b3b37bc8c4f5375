"""Tables and lines for the terminal. Uyghur stands in the last column: terminals disagree about right-to-left."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

UYGHUR = frozenset({"did", "hit", "left", "query", "right", "snippet", "text", "title", "word"})
"""Columns that hold words of articles, whatever their letters."""

MIXED = frozenset(
    {
        "author",
        "counted",
        "figure",
        "gloss",
        "how_many",
        "medium",
        "name",
        "source",
        "value",
        "what",
        "where",
        "who",
        "whom",
    }
)
"""Columns that hold words of articles or English: there Latin letters may be English, and stay."""

_NOT_LATIN = re.compile("[\u0400-\u04ff\u0600-\u06ff]")

__all__ = ["as_json", "cell_in_script", "in_script", "table"]


def as_json(item: Any) -> str:
    """One JSON object on one line, letters as they are; a lone surrogate is escaped."""
    text = json.dumps(item, ensure_ascii=False, default=str)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(item, default=str)
    return text


def in_script(text: str | None, script: str | None) -> str:
    """Text for display in the script asked for; as it is where none is asked for."""
    if not text or script is None:
        return text or ""
    from xewer.text.scripts import convert

    return convert(text, None, script)


def cell_in_script(column: str, text: str | None, script: str | None) -> str:
    """A cell for display in the script asked for: words of articles change; ids, kinds, addresses and English stay.

    >>> cell_in_script("who", "Vladimir Putin", "cyrillic"), cell_in_script("text", "putin", "cyrillic")
    ('Vladimir Putin', 'путин')
    """
    if column in UYGHUR or (column in MIXED and text and _NOT_LATIN.search(text)):
        return in_script(text, script)
    return text or ""


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str | None = None) -> None:
    """A table on standard output, as wide as the terminal; plain tab-separated lines if it is not a terminal."""
    rows = [[("" if c is None else str(c)) for c in row] for row in rows]
    if not sys.stdout.isatty():
        if title:
            print(title)
        print("\t".join(columns))
        for row in rows:
            print("\t".join(c.replace("\t", " ").replace("\n", " ") for c in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title, title_justify="left", show_lines=False)
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(c) for c in row))
    Console().print(drawn)
