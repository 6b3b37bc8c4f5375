"""Searching on the command line: hits, keyword in context, facets, counts, and many queries at once."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xewer.errors import InputError
from xewer.show.cli_text import SCRIPTS
from xewer.show.terminal import as_json, cell_in_script, in_script, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xewer.archive.query import Hit, Results
    from xewer.archive.store import Archive

__all__ = ["archive_option", "marked", "one_shape", "optional_query", "query_argument", "search", "write_rows"]

F = Any


def archive_option(function: F) -> F:
    """``--archive PATH``, else ``XEWER_ARCHIVE``, else the user's data folder."""
    return click.option(
        "--archive", "archive_path", metavar="PATH", help="Archive file (default: XEWER_ARCHIVE or yours)."
    )(function)


def query_argument(function: F) -> F:
    """The query: all words of the command line that are no options."""
    return click.argument("query", nargs=-1, callback=_joined, metavar="QUERY...")(function)


def optional_query(function: F) -> F:
    """A query where none is asked for: without one, all."""
    return click.argument("query", nargs=-1, callback=_joined, metavar="[QUERY]...")(function)


def _joined(_context: click.Context, _param: click.Parameter, words: tuple[str, ...]) -> str:
    return " ".join(words)


@click.command()
@query_argument
@archive_option
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="How many; 0 is all.")
@click.option("--rank", is_flag=True, help="Best match first instead of newest first.")
@click.option("--variants", is_flag=True, help="Take in words of the other usage (PRC and exile): Junggo and Xitay.")
@click.option("--kwic", is_flag=True, help="Every hit on a line of its own, in its context.")
@click.option(
    "--width",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    help="Letters of context on each side, with --kwic.",
)
@click.option("--sort", type=click.Choice(["date", "left", "right"]), default="date", help="Order, with --kwic.")
@click.option("--facets", is_flag=True, help="Years, sources, people, places, organisations, events of what is found.")
@click.option("--counts", type=click.Choice(["year", "month", "day"]), help="How many articles in each.")
@click.option("--batch", type=click.Path(path_type=Path), help="File of queries, one a line or the first CSV column.")
@click.option("--json", "json_", is_flag=True, help="One object a line.")
@click.option("--csv", "csv_", is_flag=True, help="Comma-separated values with a header.")
@click.option("--script", type=SCRIPTS, help="Letters to show.")
def search(
    query: str,
    archive_path: str | None,
    *,
    limit: int,
    rank: bool,
    variants: bool,
    kwic: bool,
    width: int,
    sort: str,
    facets: bool,
    counts: str | None,
    batch: Path | None,
    json_: bool,
    csv_: bool,
    script: str | None,
) -> int:
    """Search the archive: any script, any inflection; "phrases", AND OR NOT, =exact, prefix*, date: person: place:.

    \b
    Examples:
      xewer search putin
      xewer search putin NOT xitay
      xewer search '"شىمالىي كورېيە" date:2025-08..2025-09'
      xewer search putin --kwic --sort right --csv > lines.csv
      xewer search --batch queries.csv --csv > found.csv
    """
    from xewer.archive import query as ask
    from xewer.archive.store import Archive

    if sum((kwic, facets, bool(counts), bool(batch))) > 1:
        raise click.UsageError("one of --kwic, --facets, --counts, --batch")
    if not query and not batch:
        raise click.UsageError("a query is missing")
    one_shape(json_=json_, csv_=csv_)
    with Archive(archive_path, create=False) as archive:
        if batch:
            rows = _batch(archive, batch, limit=limit, rank=rank, variants=variants)
            write_rows(rows, ("query", "total", "id", "published", "source", "title", "snippet", "error"),
                       json_=json_, csv_=csv_, script=script)  # fmt: skip
        elif kwic:
            found = ask.concordance(archive, query, limit=limit, width=width, sort=sort, variants=variants)
            if json_ or csv_:
                write_rows((r._asdict() for r in found), ask.Line._fields, json_=json_, csv_=csv_, script=script)
            else:
                _lines(found, width, script)
        elif facets:
            groups = ask.facets(archive, query, limit=limit or 1_000_000, variants=variants)
            rows = ({"facet": k, "value": v, "articles": n} for k, found in groups.items() for v, n in found)
            write_rows(rows, ("facet", "value", "articles"), json_=json_, csv_=csv_, script=None)
        elif counts:
            per = ask.counts_over_time(archive, query, by=counts, variants=variants)
            rows = ({counts: period, "articles": n} for period, n in per)
            write_rows(rows, (counts, "articles"), json_=json_, csv_=csv_, script=None)
        else:
            whole = limit == 0 and not rank and (json_ or csv_)
            results = ask.search(archive, query, limit=1 if whole else limit, rank=rank, variants=variants)
            every = ask.every_hit(archive, query, variants=variants) if whole else results.hits
            _hits(results, every, json_=json_, csv_=csv_, script=script)
    return 0


def _hits(results: Results, hits: Iterable[Hit], *, json_: bool, csv_: bool, script: str | None) -> None:
    if csv_:
        columns = ("id", "published", "source", "url", "title", "snippet")
        write_rows((h.to_dict() for h in hits), columns, json_=False, csv_=True, script=script)
    for hit in () if csv_ else hits:
        if json_:
            click.echo(as_json({k: v for k, v in hit.to_dict().items() if k != "url"}))
        else:
            click.echo(f"{hit.published or 'undated':<10}  {hit.id}  {in_script(hit.title, script) or '(no title)'}")
            click.echo(f"    {marked(hit.snippet, list(hit.spans), script)}")
    if not json_:
        said = [f"{results.total} found", results.note]
        said += [f"{e.word}: also {', '.join(e.words)}" for e in results.expansions]
        said += [f"--variants takes in {', '.join(e.words)} beside {e.word}" for e in results.offers]
        click.echo("; ".join(filter(None, said)), err=True)


def _lines(found: Sequence[Any], width: int, script: str | None) -> None:
    """Lines of a concordance: the hit in brackets, its article before it."""
    for line in found:
        left, hit, right = (in_script(part, script) for part in line[:3])
        click.echo(f"{line.published or 'undated':<10}  {line.id}  {left[-width:]:>{width}}[{hit}]{right}")
    click.echo(f"{len(found)} lines", err=True)


def _batch(archive: Archive, path: Path, *, limit: int, rank: bool, variants: bool) -> Iterator[dict[str, Any]]:
    """What each query of a file finds; one that cannot be understood gives a line that says so."""
    from xewer.archive.query import search as run
    from xewer.errors import QueryError

    for query in queries_of(path):
        try:
            results = run(archive, query, limit=limit, rank=rank, variants=variants)
        except QueryError as error:
            said = f"{error} ({error.hint})" if error.hint else str(error)
            yield {"query": query, "total": 0, "error": f"{said}: {error.spot}" if error.spot else said}
            continue
        for hit in results.hits:
            yield {"query": query, "total": results.total, **hit.to_dict()}
        if not results.hits:
            yield {"query": query, "total": results.total}


def queries_of(path: Path) -> list[str]:
    """Queries of a file: the column ``query`` of a CSV file, else its first column, else one a line."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: {path}", hint="save it as UTF-8") from error
    if path.suffix != ".csv":
        return [line.strip() for line in text.splitlines() if line.strip()]
    rows = [row for row in csv.reader(text.splitlines()) if row]
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    at = head.index("query") if "query" in head else 0
    return [row[at] for row in rows["query" in head :] if len(row) > at and row[at].strip()]


def write_rows(
    rows: Iterable[dict[str, Any]], columns: Sequence[str], *, json_: bool, csv_: bool, script: str | None
) -> None:
    """Rows as JSON lines, CSV or a table; streamed, except for the table."""
    one_shape(json_=json_, csv_=csv_)
    if json_:
        for row in rows:
            click.echo(as_json(row))
    elif csv_:
        from xewer.archive.export import cell

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(
                [cell(cell_in_script(c, v, script) if isinstance(v := row.get(c), str) else v) for c in columns]
            )
    else:
        cells = (
            [cell_in_script(c, str(v), script) if (v := row.get(c)) is not None else "" for c in columns]
            for row in rows
        )
        table(list(columns), cells)


def one_shape(*, json_: bool, csv_: bool) -> None:
    """A mistake of usage, if two forms of output are asked for at once."""
    if json_ and csv_:
        raise click.UsageError("--json and --csv exclude each other")


def marked(snippet: str, spans: list[tuple[int, int]], script: str | None) -> str:
    """A snippet with its hits in square brackets (bold would vanish in a pipe)."""
    out, at = [], 0
    for start, end in spans:
        out += [in_script(snippet[at:start], script), "[", in_script(snippet[start:end], script), "]"]
        at = end
    return " ".join(("".join(out) + in_script(snippet[at:], script)).split())
