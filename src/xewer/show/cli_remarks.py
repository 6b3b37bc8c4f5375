"""What the user adds to articles: notes, corrections, tags; saved queries; and taking it in on another machine."""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xewer.errors import InputError
from xewer.show.cli_read import day
from xewer.show.cli_search import archive_option, write_rows
from xewer.show.terminal import as_json

if TYPE_CHECKING:
    from xewer.archive.store import Archive

__all__ = ["correct", "load", "note", "notes", "saved", "tags"]


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    return day(context, parameter, value) if value else value  # "" says that the day is not known


_AS_JSON = click.option("--json", "json_", is_flag=True, help="One object a line.")
_REMARK = ("n", "article", "kind", "value", "layer", "start", "end", "added", "text")


@click.command()
@click.argument("article_id")
@click.argument("text")
@click.option("--at", metavar="WORDS", help="Words of the article that the note is about.")
@_AS_JSON
@archive_option
def note(article_id: str, text: str, archive_path: str | None, *, at: str | None, json_: bool) -> int:
    """Write a note on an article, or on some of its words. It stays when the article is read again.

    \b
    Example:
      xewer note 3f2a90c1d4e5b678 "ask the ministry" --at "600 كىشى"
    """
    from xewer.archive.remarks import note as write
    from xewer.archive.store import Archive

    with Archive(archive_path, create=False) as archive:
        _told(archive, article_id, [write(archive, article_id, text, at=at)], "note", json_=json_)
    return 0


def _told(archive: Archive, article_id: str, numbers: list[int], what: str, *, json_: bool) -> None:
    """Remarks that were just written: their numbers, or as `xewer notes --json` gives them."""
    if not json_:
        for n in numbers:
            click.echo(f"{what} {n}")
        return
    from xewer.archive.remarks import remarks

    for remark in remarks(archive, article_id):
        if remark.n in numbers:
            click.echo(as_json(remark._asdict()))


@click.command()
@click.argument("article_id")
@click.option("--published", metavar="DAY", callback=_day, help="The right publishing day.")
@click.option("--title", help="The right title.")
@click.option("--source", help="The right source.")
@click.option("--author", help="The right author.")
@click.option("--wrong", nargs=2, metavar="LAYER START", help="This mark is wrong; xewer show ID --json has its start.")
@click.option("--why", help="Why it is wrong.")
@_AS_JSON
@archive_option
def correct(
    article_id: str,
    archive_path: str | None,
    *,
    wrong: tuple[str, str] | None,
    why: str | None,
    json_: bool,
    **fields: str | None,
) -> int:
    """Correct what is known of an article, or say that a mark in it is wrong. The text is never changed.

    \b
    Examples:
      xewer correct 3f2a90c1d4e5b678 --published 2025-09-03
      xewer correct 3f2a90c1d4e5b678 --wrong events 118 --why "it is denied"
    """
    from xewer.archive import remarks
    from xewer.archive.store import Archive

    if not wrong and not any(value is not None for value in fields.values()):
        raise click.UsageError("say what is to be corrected")
    if wrong and not wrong[1].isdecimal():
        raise click.UsageError(f"START is a number, not {wrong[1]}")
    with Archive(archive_path, create=False) as archive, archive.batch():
        numbers = [
            remarks.correct(archive, article_id, field, value or None)
            for field, value in fields.items()
            if value is not None
        ]
        if wrong:
            numbers.append(remarks.mark_wrong(archive, article_id, wrong[0], int(wrong[1]), why=why))
        _told(archive, article_id, numbers, "correction", json_=json_)
    return 0


def _known(archive: Archive, article_id: str | None) -> None:
    """An error, if an article is named that is not there."""
    if article_id is not None and not archive.run("SELECT 1 FROM article WHERE id = ?", (article_id,)):
        raise InputError(f"no article {article_id} in the archive", hint="'xewer search' shows the ids")


@click.command()
@click.argument("article_id", required=False)
@click.option("--drop", type=int, metavar="N", help="Take one back.")
@click.option("--json", "json_", is_flag=True, help="One object a line.")
@click.option("--csv", "csv_", is_flag=True, help="Comma-separated values with a header.")
@archive_option
def notes(article_id: str | None, archive_path: str | None, *, drop: int | None, json_: bool, csv_: bool) -> int:
    """Notes and corrections, of one article or of all.

    \b
    Examples:
      xewer notes --csv > notes.csv
      xewer notes --drop 3
    """
    from xewer.archive.remarks import drop_remark, remarks
    from xewer.archive.store import Archive

    with Archive(archive_path, create=False) as archive:
        if drop is not None:
            if not drop_remark(archive, drop):
                raise InputError(f"there is no note {drop}", hint="`xewer notes` shows their numbers")
            click.echo(as_json({"n": drop, "dropped": True}) if json_ else "taken back")
            return 0
        _known(archive, article_id)
        found = remarks(archive, article_id)
    write_rows((r._asdict() for r in found), _REMARK, json_=json_, csv_=csv_, script=None)
    return 0


@click.command()
@click.argument("article_id", required=False)
@click.option("--add", "new", multiple=True, metavar="TAG", help="Put a tag on the article.")
@click.option("--drop", multiple=True, metavar="TAG", help="Take a tag off it.")
@click.option("--json", "json_", is_flag=True, help="One object a line.")
@archive_option
def tags(
    article_id: str | None, archive_path: str | None, *, new: tuple[str, ...], drop: tuple[str, ...], json_: bool
) -> int:
    """Tags in use with the number of articles that have each, or the tags of one article.

    \b
    Examples:
      xewer tags
      xewer tags 3f2a90c1d4e5b678 --add checked --drop todo
    """
    from xewer.archive import saved as kept
    from xewer.archive.store import Archive

    if (new or drop) and article_id is None:
        raise click.UsageError("of which article?")
    with Archive(archive_path, create=False) as archive:
        _known(archive, article_id)
        with archive.batch():
            for name in new:
                kept.tag(archive, str(article_id), name)
            for name in drop:
                kept.untag(archive, str(article_id), name)
        for name, n in kept.tags(archive, article_id).items():
            click.echo(as_json({"tag": name, "articles": n}) if json_ else f"{name}\t{n}")
    return 0


@click.command()
@click.argument("name", required=False)
@click.option("--save", "query", metavar="QUERY", help="Keep a query under this name; its news begin now.")
@click.option("--drop", is_flag=True, help="Forget it.")
@click.option("--peek", is_flag=True, help="Look without counting it as a look.")
@click.option("--json", "json_", is_flag=True, help="One object a line.")
@archive_option
def saved(name: str | None, archive_path: str | None, *, query: str | None, drop: bool, peek: bool, json_: bool) -> int:
    """Saved queries; with a name: what it finds among articles added or changed since the last look.

    \b
    Examples:
      xewer saved floods --save "كەلكۈن OR تاشقىن"
      xewer saved floods
    """
    from xewer.archive import saved as kept
    from xewer.archive.store import Archive

    if name is None and (query or drop or peek):
        raise click.UsageError("a name is missing")
    with Archive(archive_path, create=False) as archive:
        if name is None:
            found: list[dict[str, Any]] = [q._asdict() for q in kept.saved_queries(archive)]
            write_rows(found, kept.SavedQuery._fields, json_=json_, csv_=False, script=None)
        elif query is not None:
            kept.save_query(archive, name, query)
            click.echo(f"saved: {name}")
        elif drop:
            kept.drop_query(archive, name)
            click.echo(f"forgotten: {name}")
        else:
            articles = (archive.get(ident) for ident in kept.news(archive, name, seen=not peek))
            rows = [{"published": a.published, "id": a.id, "title": a.title} for a in articles if a]
            write_rows(rows, ("published", "id", "title"), json_=json_, csv_=False, script=None)
    return 0


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "json_", is_flag=True, help="One object: the counts.")
@archive_option
def load(path: Path, archive_path: str | None, *, json_: bool) -> int:
    """Take in what `xewer export --format jsonl` wrote: readings, tags, notes; nothing is read anew.

    \b
    Example:
      xewer load archive.jsonl
    """
    from xewer.archive.export import load as take_in
    from xewer.archive.store import Archive

    try:
        with path.open(encoding="utf-8") as lines:
            first = next((line for line in lines if line.strip()), "")
            _looked_at(first, path)  # before an archive is made for it
            with Archive(archive_path) as archive:
                counts = Counter(added.status for added in take_in(archive, chain([first], lines), origin=path.name))
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: {path}", hint="export with --format jsonl") from error
    told = {status: counts[status] for status in ("new", "same", "updated")}
    click.echo(as_json(told) if json_ else ", ".join(f"{n} {status}" for status, n in told.items()))
    return 0


def _looked_at(first: str, path: Path) -> None:
    try:
        json.loads(first or "{}")
    except ValueError as error:
        raise InputError(f"line 1 is not an article: {path}: {error}", hint="export with --format jsonl") from error
