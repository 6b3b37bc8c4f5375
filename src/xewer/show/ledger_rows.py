"""The ledger as its pages show it: the fields of their form, a page of rows, tables as files."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from xewer.archive.compact_json import dumps
from xewer.archive.export import cell
from xewer.archive.fact_rows import FactRow
from xewer.archive.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xewer.archive.fact_figures import FigureRow
    from xewer.archive.store import Archive

__all__ = [
    "FILTERS",
    "ROWS",
    "all_rows",
    "anchor",
    "chosen",
    "csv_lines",
    "csv_table",
    "ledger",
    "ledger_kinds",
    "openings",
]

FILTERS = ("q", "person", "place", "by", "kind", "source", "since", "until", "certain", "order")
"""Fields of the form that the ledger, the timeline and the figures share."""
ROWS = 100
OPENING = 20  # letters of a line that says something
_DATED = re.compile(r"^date \d{4}-\d\d-\d\d *")  # a field before the first sentence


def anchor(row: FactRow) -> str:
    """Anchor of a fact on its article's page.

    >>> anchor(FactRow("1", "events", 12, 0, 1, "", "", ""))
    'e12'
    """
    return f"{'e' if row.layer == 'events' else 'q'}{row.n}"


def ledger(archive: Archive, asked: Mapping[str, str], *, page: int = 1) -> tuple[list[FactRow], bool]:
    """One page of the ledger, and whether another follows.

    Raises:
        QueryError: the query or a day cannot be understood.
    """
    first = (page - 1) * ROWS
    rows = list(islice(all_rows(archive, asked, limit=first + ROWS + 1), first, None))
    return rows[:ROWS], len(rows) > ROWS


def chosen(asked: Mapping[str, str]) -> dict[str, Any]:
    """Arguments of `xewer.archive.facts.facts` for the fields of the form, without the query.

    >>> chosen({"place": " kashgar ", "certain": "1"})["place"]
    'kashgar'
    """
    told: dict[str, Any] = {k: asked.get(k, "").strip() or None for k in FILTERS if k not in {"q", "certain"}}
    return {**told, "certain": bool(asked.get("certain"))}


def all_rows(archive: Archive, asked: Mapping[str, str], *, limit: int = 0) -> Iterator[FactRow]:
    """The ledger's rows for the fields of its form.

    Raises:
        QueryError: the query, a day or the order cannot be understood.
    """
    return facts(archive, asked.get("q", "").strip(), limit=limit, **chosen(asked))


def openings(archive: Archive, rows: Iterable[FactRow | FigureRow]) -> dict[str, str]:
    """For the articles of rows that have no title, the first words of their text, which say more than an id."""
    untitled = sorted({row.article_id for row in rows if not row.title})
    sql = (
        "SELECT a.id, substr(v.text, 1, 400) FROM article a JOIN version v USING (version)"
        " WHERE a.id IN (SELECT value FROM json_each(?))"
    )
    found = {}
    for ident, text in archive.run(sql, (dumps(untitled),)) if untitled else ():
        lines = [_DATED.sub("", " ".join(line.split())) for line in text.split("\n")]
        found[ident] = next((line for line in lines if len(line) > OPENING), "")
    return {ident: line for ident, line in found.items() if line}


def ledger_kinds(archive: Archive) -> list[str]:
    """Kinds of facts in the archive, commonest first."""
    return [kind for (kind,) in archive.run("SELECT kind FROM fact GROUP BY kind ORDER BY count(*) DESC, kind")]


def csv_lines(rows: Iterable[FactRow]) -> str:
    """The ledger as comma-separated values."""
    return csv_table(list(FactRow.__dataclass_fields__), (row.to_dict() for row in rows))


def csv_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A table as comma-separated values.

    Words of an article that a spreadsheet would run as a formula get an apostrophe before them.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: cell(row.get(k)) for k in columns})
    return out.getvalue()
