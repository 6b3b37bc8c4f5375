"""One article of the archive: what it says, its versions, and what each of them changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from xewer.errors import InputError
from xewer.show.cli_archive import article_of
from xewer.show.cli_search import archive_option, write_rows
from xewer.show.cli_text import SCRIPTS
from xewer.show.terminal import as_json, in_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.archive.changes import Piece
    from xewer.archive.store import Archive
    from xewer.model import Article

__all__ = ["show", "twins"]


@click.command()
@click.argument("article_id")
@archive_option
@click.option("--json", "json_", is_flag=True, help="The whole article as one object.")
@click.option("--text", "text_only", is_flag=True, help="Only the text.")
@click.option("--script", type=SCRIPTS, help="Letters to show.")
@click.option("--why", is_flag=True, help="Show the rule and the confidence of each item.")
@click.option("--versions", is_flag=True, help="What was kept when, and near-duplicates in the archive.")
@click.option("--diff", is_flag=True, help="What the newest version changed, or that of --version: [-old-] {+new+}.")
@click.option("--version", "seq", type=int, metavar="N", help="An earlier version; 1 is the first.")
def show(
    article_id: str,
    archive_path: str | None,
    *,
    json_: bool,
    text_only: bool,
    script: str | None,
    why: bool,
    versions: bool,
    diff: bool,
    seq: int | None,
) -> int:
    """Show one article of the archive: its text and what it says; its versions and what they changed.

    \b
    Examples:
      xewer show 3f2a90c1d4e5b678
      xewer show 3f2a90c1d4e5b678 --versions
      xewer show 3f2a90c1d4e5b678 --diff
    """
    from xewer.archive.store import Archive
    from xewer.show.cli_read import summary

    with Archive(archive_path, create=False) as archive:
        article = article_of(archive, article_id)
        if versions:
            return _versions(archive, article_id, json_=json_)
        if diff:
            from xewer.archive.changes import changes

            return _diff(changes(archive, article_id, seq=seq), script, json_=json_)
        if seq is not None:
            article = _earlier(archive, article_id, seq)
    if json_:
        click.echo(as_json(article.to_dict()))
    elif text_only:
        click.echo(in_script(article.text, script))
    else:
        click.echo(in_script(article.text, script) + "\n\n" + summary(article, script, why=why), nl=False)
    return 0


def _earlier(archive: Archive, article_id: str, seq: int) -> Article:
    article = archive.get(article_id, seq=seq)
    if article is None:
        raise InputError(f"{article_id} has no version {seq}", hint="`xewer show ID --versions` lists them")
    return article


def _versions(archive: Archive, article_id: str, *, json_: bool) -> int:
    from xewer.archive.store import Version
    from xewer.archive.twins import twins

    kept = archive.versions(article_id)
    write_rows((v._asdict() for v in kept), Version._fields, json_=json_, csv_=False, script=None)
    if not json_:
        for twin in twins(archive, article_id):
            click.echo(f"nearly the same: {twin.id} ({twin.share:.0%})")
    return 0


def _diff(pieces: Sequence[Piece], script: str | None, *, json_: bool) -> int:
    for piece in pieces if json_ else ():
        click.echo(as_json(piece._asdict()))
    if not json_:
        parts = []
        for same, old, new in pieces:
            old, new = in_script(old, script), in_script(new, script)
            parts.append(new if same else (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else ""))
        click.echo("".join(parts))
        if all(piece.same for piece in pieces):
            click.echo("the text is the same; the reading or what is known of the article has changed", err=True)
    return 0


@click.command()
@click.argument("article_id", required=False)
@click.option("--json", "json_", is_flag=True, help="One object a line.")
@click.option("--csv", "csv_", is_flag=True, help="Comma-separated values with a header.")
@archive_option
def twins(article_id: str | None, archive_path: str | None, *, json_: bool, csv_: bool) -> int:
    """Near-duplicates, in any script: of one article, or all groups of articles that are nearly the same.

    \b
    Examples:
      xewer twins
      xewer twins 3f2a90c1d4e5b678
    """
    from xewer.archive.store import Archive
    from xewer.archive.twins import clusters
    from xewer.archive.twins import twins as of

    with Archive(archive_path, create=False) as archive:
        if article_id is not None:
            article_of(archive, article_id)
            rows = [{"group": 1, "id": t.id, "share": round(t.share, 3)} for t in of(archive, article_id)]
        else:
            rows = [{"group": n, "id": ident} for n, group in enumerate(clusters(archive), 1) for ident in group]
        for row in rows:
            found = archive.run("SELECT published, title FROM article WHERE id = ?", (row["id"],))
            row.update(zip(("published", "title"), found[0] if found else (None, None), strict=True))
    write_rows(rows, ("group", "published", "id", "share", "title"), json_=json_, csv_=csv_, script=None)
    return 0
