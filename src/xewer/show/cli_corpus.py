"""Commands for whoever studies words: frequency lists, keyness, collocates."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from xewer.show.cli_search import archive_option, optional_query, query_argument, write_rows
from xewer.show.cli_text import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["collocates", "words"]

F = Any

UPOS = click.Choice(
    [
        "ADJ",
        "ADP",
        "ADV",
        "AUX",
        "CCONJ",
        "DET",
        "INTJ",
        "NOUN",
        "NUM",
        "PART",
        "PRON",
        "PROPN",
        "PUNCT",
        "SCONJ",
        "SYM",
        "VERB",
        "X",
    ],
    case_sensitive=False,
)  # the seventeen of Universal Dependencies


def list_options(function: F) -> F:
    """What both commands share."""
    for option in (
        click.option("--script", type=SCRIPTS, help="Letters to show."),
        click.option("--csv", "csv_", is_flag=True, help="Comma-separated values with a header."),
        click.option("--json", "json_", is_flag=True, help="One object a line."),
        click.option("--limit", type=click.IntRange(min=0), default=50, show_default=True, help="How many; 0 is all."),
        click.option("--variants", is_flag=True, help="Take in words of the other usage (PRC and exile)."),
        click.option(
            "--pos", "upos", type=UPOS, metavar="UPOS", help="Only this part of speech: NOUN, VERB, PROPN, ADJ ..."
        ),
        click.option("--by", type=click.Choice(["lemma", "form"]), default="lemma", help="Dictionary forms or forms."),
        archive_option,
    ):
        function = option(function)
    return function


def _write(found: Sequence[Any], columns: Sequence[str], limit: int, shape: dict[str, Any]) -> int:
    write_rows((row._asdict() for row in islice(found, limit or None)), columns, **shape)
    return 0


@click.command()
@optional_query
@click.option("--against", metavar="QUERY", help="Keyness: what marks the first query's articles against these.")
@click.option("--rest", is_flag=True, help="Keyness against all other articles.")
@click.option(
    "--least",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="Keyness leaves out what stands less often in both.",
)
@list_options
def words(
    query: str,
    archive_path: str | None,
    *,
    against: str | None,
    rest: bool,
    least: int,
    by: str,
    upos: str | None,
    variants: bool,
    limit: int,
    **shape: Any,
) -> int:
    """How often each word stands in the archive, or in what a query finds; with --against what marks one from another.

    \b
    Examples:
      xewer words --pos NOUN
      xewer words date:2025 --against date:2024 --csv > key.csv
      xewer words putin --rest
    """
    from xewer.archive.frequency import Frequency, Key, frequencies, keyness
    from xewer.archive.store import Archive

    if (against or rest) and not query:
        raise click.UsageError("--against and --rest compare a query with others: a query is missing")
    with Archive(archive_path, create=False) as archive:
        if against or rest:
            found = keyness(archive, query, against or "", by=by, upos=upos, least=least, variants=variants)
            return _write(found, Key._fields, limit, shape)
        listed = frequencies(archive, query, by=by, upos=upos, variants=variants)
        return _write(listed, Frequency._fields, limit, shape)


@click.command()
@query_argument
@click.option("--window", type=click.IntRange(min=1), default=5, show_default=True, help="Words on each side.")
@click.option(
    "--least", type=click.IntRange(min=0), default=2, show_default=True, help="Leave out what stands there less often."
)
@list_options
def collocates(
    query: str,
    archive_path: str | None,
    *,
    window: int,
    least: int,
    by: str,
    upos: str | None,
    variants: bool,
    limit: int,
    **shape: Any,
) -> int:
    """Words that stand near the hits of a query, with logDice and log-likelihood.

    \b
    Example:
      xewer collocates putin --window 3 --pos VERB
    """
    from xewer.archive.frequency import Collocate
    from xewer.archive.frequency import collocates as find
    from xewer.archive.store import Archive

    if not query:
        raise click.UsageError("a query is missing")
    with Archive(archive_path, create=False) as archive:
        found = find(archive, query, window=window, least=least, by=by, upos=upos, variants=variants)
        return _write(found, Collocate._fields, limit, shape)
