"""``xewer demo``: the whole way once, on the example articles that are shipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xewer.show.cli_archive import article_of
from xewer.show.cli_harvest import progress, report
from xewer.show.cli_search import marked
from xewer.show.terminal import table

if TYPE_CHECKING:
    from xewer.archive.store import Archive
    from xewer.model import Article

__all__ = ["demo"]

LABELS = {"PERSON": "people", "ORG": "organisations", "GPE": "places", "LOC": "places"}


@click.command()
@click.option(
    "--archive", "archive_path", metavar="PATH", help="Archive to fill (default: one of its own beside yours)."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Port of the desk; the next free one if it is busy.",
)
@click.option("--no-serve", is_flag=True, help="Stop before the desk is opened.")
def demo(archive_path: str | None, *, port: int, no_serve: bool) -> int:
    """Fill an archive with the example articles, show what was found in them, search it, open the desk.

    \b
    Example:
      xewer demo --no-serve
    """
    from xewer.archive.store import Archive, default_path
    from xewer.harvest.job import add
    from xewer.resources import data_path

    path = Path(archive_path) if archive_path else default_path().with_name("demo.db")
    path.parent.mkdir(parents=True, exist_ok=True)
    click.echo(f"1. The example articles go into {path}")
    with Archive(path) as archive:
        tally = add([data_path("examples")], archive, progress=progress())
        report(tally, json_=False)
        click.echo("\n2. What was found in them")
        _found(archive)
        click.echo("\n3. Three searches, one in each script")
        for query in read_queries():
            _search(archive, query)
    if tally.failed or tally.refused:
        return 3
    if no_serve:
        return 0
    from xewer.show.web import serve

    click.echo("\n4. The desk")
    serve(
        path, host="127.0.0.1", port=port, announce=lambda at: click.echo(f"open {at} in a browser  (Ctrl-C closes it)")
    )
    return 0


def read_queries() -> list[str]:
    """The demonstration's searches: Arabic, Latin and Cyrillic script."""
    from xewer.resources import read_table

    return [row["query"] for row in read_table("demo_queries.tsv")]


def _found(archive: Archive) -> None:
    rows = []
    for ident in archive.ids():
        article = article_of(archive, ident)
        named: dict[str, set[str]] = {"people": set(), "organisations": set(), "places": set()}
        for e in article.entities:
            named[LABELS[e.label]].add(e.entity_id or e.name or e.text)
        rows.append(
            (
                article.published or "undated",
                len(named["people"]),
                len(named["organisations"]),
                len(named["places"]),
                len(article.times),
                len(article.quantities),
                len(article.quotes),
                len(article.events),
                article.title or lead(article),
            )
        )
    columns = ("published", "people", "organisations", "places", "times", "figures", "quotes", "events", "article")
    table(columns, sorted(rows, reverse=True))


def lead(article: Article) -> str:
    """The first words of an article without a title, past its dateline."""
    start = article.sentences[0].start if article.sentences else 0
    return " ".join(article.text[start:].split())[:50]


def _search(archive: Archive, query: str) -> None:
    from xewer.archive.query import search

    results = search(archive, query, limit=3)
    forms = {hit.snippet[a:b] for hit in search(archive, query, limit=0).hits for a, b in hit.spans}
    click.echo(f"\n   {query}: {results.total} articles, as {', '.join(sorted(forms)[:8])}")
    for hit in results.hits:
        click.echo(f"      {hit.published}  {marked(hit.snippet, list(hit.spans), None)}")
