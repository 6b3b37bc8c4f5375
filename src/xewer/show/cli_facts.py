"""The command on the ledger: facts as a table, figures side by side, a timeline; CSV, JSON lines, Parquet."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xewer.archive.fact_order import ORDERS
from xewer.errors import InputError
from xewer.show.cli_read import day
from xewer.show.cli_search import archive_option, one_shape, optional_query, write_rows
from xewer.show.cli_text import SCRIPTS
from xewer.show.terminal import as_json, cell_in_script, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.archive.fact_figures import FigureGroup
    from xewer.archive.store import Archive

__all__ = ["facts"]

LEDGER = ("when", "who", "did", "whom", "where", "how_many", "source", "article_id", "gloss", "text")
HEADINGS = {
    "how_many": "how many",
    "source": "according to whom",
    "article_id": "article",
    "gloss": "in English",
    "as_of": "as of",
}
FIGURES = ("figure", "as_of", "source", "article_id", "gloss", "text")
TIMELINE = (
    "first",
    "last",
    "kind",
    "who",
    "whom",
    "where",
    "how_many",
    "source",
    "article_id",
    "told",
    "gloss",
    "text",
)


@click.command()
@optional_query
@archive_option
@click.option("--kind", help="Kind of event (death, visit ...), PLOVER type, or 'said'; a wrong one lists all.")
@click.option("--person", help="Somebody who takes part, in any script or in English.")
@click.option("--place", help="Where, in any script or in English.")
@click.option("--by", help="Who tells it or says it.")
@click.option("--source", help="The medium of the article.")
@click.option("--since", metavar="DAY", callback=day, help="From this day on.")
@click.option("--until", metavar="DAY", callback=day, help="Up to this day.")
@click.option("--certain", is_flag=True, help="Only what is stated as such: no guess or plan, nothing denied.")
@click.option("--sort", "order", type=click.Choice(list(ORDERS)), help="Order of the rows (default: newest).")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="How many rows; 0 is all.")
@click.option("--figures", "as_figures", is_flag=True, help="Figures for the same thing side by side, newest first.")
@click.option("--timeline", "as_timeline", is_flag=True, help="Oldest first, on their days; an event told twice once.")
@click.option("--json", "json_", is_flag=True, help="One object a row.")
@click.option("--csv", "csv_", is_flag=True, help="Comma-separated values with a header.")
@click.option(
    "--parquet", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help='Into a file; "xewer[parquet]".'
)
@click.option("--script", type=SCRIPTS, help="Letters to show.")
def facts(
    query: str,
    archive_path: str | None,
    *,
    json_: bool,
    csv_: bool,
    parquet: Path | None,
    script: str | None,
    as_figures: bool,
    as_timeline: bool,
    **chosen: Any,
) -> int:
    """The ledger: when, who, what, whom, where, how many, according to whom, and in which article.

    \b
    Examples:
      xewer facts putin
      xewer facts --place ukraine --since 2025-08 --csv > ledger.csv
      xewer facts --kind death --certain --sort figure
      xewer facts --figures sindh          what each source said, side by side
      xewer facts --timeline person:putin  in order of time
    """
    from xewer.archive.store import Archive

    if as_figures + as_timeline + (parquet is not None) > 1:
        raise click.UsageError("--figures, --timeline and --parquet exclude each other")
    if chosen["order"] and (as_figures or as_timeline):
        raise click.UsageError("--sort is for the ledger: figures stand newest first, a timeline oldest first")
    if parquet is not None and (json_ or csv_):
        raise click.UsageError("--parquet excludes --json and --csv")
    one_shape(json_=json_, csv_=csv_)
    with Archive(archive_path, create=False) as archive:
        if as_figures:
            _figures(archive, query, chosen, json_=json_, csv_=csv_, script=script)
        elif as_timeline:
            _timeline(archive, query, chosen, json_=json_, csv_=csv_, script=script)
        elif parquet is not None:
            from xewer.archive.fact_parquet import write_parquet
            from xewer.archive.facts import facts as ledger

            if not parquet.absolute().parent.is_dir():
                raise InputError(f"no such folder: {parquet.parent}", hint="make it first, or name another")
            click.echo(f"{write_parquet(ledger(archive, query, **chosen), parquet)} facts: {parquet}", err=True)
        else:
            _ledger(archive, query, chosen, json_=json_, csv_=csv_, script=script)
    return 0


def _ledger(
    archive: Archive, query: str, chosen: dict[str, Any], *, json_: bool, csv_: bool, script: str | None
) -> None:
    from xewer.archive.fact_rows import FactRow
    from xewer.archive.facts import facts as ledger

    rows = [row.to_dict() for row in ledger(archive, query, **chosen)]
    columns = (*LEDGER, *(f.name for f in fields(FactRow) if f.name not in LEDGER))
    if not (json_ or csv_):
        for row in rows:
            row["when"] = _when(row)
    _write(rows, columns, LEDGER, json_=json_, csv_=csv_, script=script)
    _count(len(rows), "facts", quiet=json_ or csv_)
    if not rows:
        _why_none(archive, query, chosen)


def _when(row: dict[str, Any]) -> str | None:
    """The day of a fact; in brackets the day of its article, where the article gives no day that can be resolved."""
    if row["earliest"] or row["latest"] or not row["published"]:
        return str(row["when"]) if row["when"] else None
    return f"({row['published']})"


def _why_none(archive: Archive, query: str, chosen: dict[str, Any]) -> None:
    """Tell which filters left nothing: without one of them there are facts."""
    from xewer.archive.facts import facts as ledger

    asked = {name: value for name, value in chosen.items() if name not in {"order", "limit"} and value}
    if len(asked) + bool(query.strip()) < 2:
        return
    barring = [f"--{name}" for name in asked if any(ledger(archive, query, limit=1, **{**asked, name: None}))]
    if query.strip() and any(ledger(archive, limit=1, **asked)):
        barring.append("those words")
    if barring:
        click.echo(f"there are facts without {' or without '.join(barring)}", err=True)


def _timeline(
    archive: Archive, query: str, chosen: dict[str, Any], *, json_: bool, csv_: bool, script: str | None
) -> None:
    from xewer.archive.fact_timeline import timeline

    found = [row.to_dict() for row in timeline(archive, query, **chosen)]
    rows = [{**row, "told": 1 + len(row["also"])} for row in found]
    columns = (*TIMELINE, *(c for c in (rows[0] if rows else ()) if c not in {*TIMELINE, "also"}))
    _write(found if json_ else rows, columns, TIMELINE, json_=json_, csv_=csv_, script=script)
    _count(len(rows), "events and statements", quiet=json_ or csv_)


def _figures(
    archive: Archive, query: str, chosen: dict[str, Any], *, json_: bool, csv_: bool, script: str | None
) -> None:
    from xewer.archive.fact_figures import FigureRow, figure_rows, figures

    limit = chosen.pop("limit", 0)
    chosen.pop("order", None)
    groups = figures(archive, query, **chosen)
    groups = groups[:limit] if limit else groups
    if json_:
        for group in groups:
            click.echo(as_json(group.to_dict()))
    elif csv_:
        columns = ("group", "what", "verdict", *(f.name for f in fields(FigureRow)))
        write_rows(figure_rows(groups), columns, json_=False, csv_=True, script=script)
    else:
        for group in groups:
            _group(group, script)
        _count(len(groups), "things counted", quiet=False)


VERDICTS = {
    "single": "",
    "agree": "the figures agree",
    "change": "later figures are higher",
    "contradict": "! the figures contradict each other",
}


def _group(group: FigureGroup, script: str | None) -> None:
    rows = [
        [
            _cell(c, getattr(row, c) if c != "source" else row.source or row.medium, script)
            for c in FIGURES
            if c != "medium"
        ]
        for row in group.rows
    ]
    note = f"  ({VERDICTS[group.verdict]})" if VERDICTS[group.verdict] else ""
    table([HEADINGS.get(c, c) for c in FIGURES], rows, title=f"{group.what}{note}")
    click.echo()


def _write(
    rows: list[dict[str, Any]],
    columns: Iterable[str],
    shown: tuple[str, ...],
    *,
    json_: bool,
    csv_: bool,
    script: str | None,
) -> None:
    if json_ or csv_:
        write_rows(rows, tuple(columns), json_=json_, csv_=csv_, script=script)
    else:
        table([HEADINGS.get(c, c) for c in shown], [[_cell(c, row.get(c), script) for c in shown] for row in rows])


def _count(number: int, what: str, *, quiet: bool) -> None:
    if not quiet:
        click.echo(f"{number} {what}", err=True)


def _cell(column: str, value: Any, script: str | None) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(v) for v in value)
    return cell_in_script(column, " ".join(str(value).split()), script) if value is not None else ""
