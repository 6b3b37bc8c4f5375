"""Commands on the archive: add, show, serve and its upkeep."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from xewer.errors import ArchiveError, InputError
from xewer.show.cli_search import archive_option
from xewer.show.terminal import as_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from xewer.archive.store import Archive
    from xewer.model import Article

__all__ = ["backup", "doctor", "export", "remove", "serve", "verify"]

EXPORTS = (
    "jsonl",
    "csv",
    "facts-csv",
    "facts-jsonl",
    "conllu",
    "vrt",
    "brat",
    "webanno",
    "jsonld",
    "opensearch",
    "opensearch-mapping",
    "ftm",
    "parquet",
    "facts-parquet",
)


def article_of(archive: Archive, article_id: str) -> Article:
    """One article of the archive; an id that it does not hold is an error with what to do."""
    article = archive.get(article_id)
    if article is None:
        raise InputError(f"no article {article_id} in the archive", hint="'xewer search' shows the ids")
    return article


@click.command()
@archive_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Port; the next free one if it is busy.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; this machine only by default."
)
def serve(archive_path: str | None, *, port: int, host: str) -> int:
    """Open the desk in a browser: search, articles, ledger, figures, bringing news in.

    It listens on this machine only. With --host it can be reached from others, by whoever has the token in the
    address that is printed; what is sent is not encrypted, so use it in a network that you trust.

    \b
    Examples:
      xewer serve
      xewer serve --host 0.0.0.0
    """
    from xewer.show.web import serve as run

    if archive_path is not None and not Path(archive_path).expanduser().exists():
        hint = f"make one with `xewer add PATH --archive {archive_path}`; without --archive the desk opens yours"
        raise ArchiveError(f"no archive: {archive_path}", hint=hint)
    run(
        archive_path,
        host=host,
        port=port,
        announce=lambda address: click.echo(f"The desk is open at {address}  (Ctrl-C closes it)"),
    )
    return 0


@click.command()
@click.argument("article_id")
@archive_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "json_", is_flag=True, help="One object: what was removed.")
def remove(article_id: str, archive_path: str | None, *, yes: bool, json_: bool) -> int:
    """Take an article out of the archive: text, versions, index and facts. Backups made before still hold it.

    \b
    Example:
      xewer remove 3f2a90c1d4e5b678
    """
    from xewer.archive.store import Archive

    with Archive(archive_path, create=False) as archive:
        article = article_of(archive, article_id)
        if not yes:
            _ask(f"Remove {article.title or article_id} ({article.published or 'undated'})?")
        archive.remove(article_id)
    told = {"id": article_id, "title": article.title, "published": article.published, "removed": True}
    click.echo(as_json(told) if json_ else "removed; backups made before still hold it")
    return 0


def _ask(question: str) -> None:
    """Ask for a yes; where nobody answers, say how to do without."""
    click.echo(f"{question} [y/N]: ", nl=False, err=True)
    answer = sys.stdin.readline()
    if not answer:
        click.echo(err=True)
        raise InputError("not removed: nobody answered", hint="say --yes to be asked nothing")
    if answer.strip().lower() not in {"y", "yes"}:
        raise click.Abort


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@archive_option
@click.option("--json", "json_", is_flag=True, help="One object: file, bytes, articles.")
def backup(target: Path, archive_path: str | None, *, json_: bool) -> int:
    """Copy the archive into a new file, safely, while it is in use. The index is not copied: it is rebuilt.

    \b
    Example:
      xewer backup news-2025-09-03.db
    """
    from xewer.archive.store import Archive

    with Archive(archive_path, create=False) as archive:
        archive.backup(target)
        told = {"path": str(target), "bytes": target.stat().st_size, "articles": archive.counts()["articles"]}
    click.echo(as_json(told) if json_ else f"written: {target}")
    return 0


@click.command()
@archive_option
@click.option("--format", "format_", type=click.Choice(EXPORTS), default="jsonl", show_default=True)
@click.option("--query", default="", help="Only what this search finds.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="File to write (default: standard output); brat: a folder."
)
def export(archive_path: str | None, *, format_: str, query: str, out: Path | None) -> int:
    """Write all articles out, or what a query finds, whole.

    \b
    jsonl       everything, with tags and notes; xewer load takes it in again
    csv         articles without their text      facts-csv, facts-jsonl   the ledger
    conllu vrt brat                               corpora and annotation tools
    webanno jsonld                                W3C annotations, schema.org
    opensearch  bulk lines with the words' keys   opensearch-mapping      the mapping that they want
    parquet, facts-parquet   needs "xewer[parquet]"    ftm   FollowTheMoney, needs "xewer[ftm]"

    \b
    Examples:
      xewer export --format jsonl --out archive.jsonl
      xewer export --format vrt --query date:2025 --out 2025.vrt
    """
    from xewer.archive.corpus_formats import open_search_mapping
    from xewer.archive.export import export as write
    from xewer.archive.export import export_brat, export_parquet
    from xewer.archive.store import Archive

    if format_ == "brat" and out is None:
        raise click.UsageError("brat wants a folder: --out FOLDER")
    with Archive(archive_path, create=False) as archive:
        if format_ == "brat" and out is not None:
            export_brat(archive, out, query=query)
        elif format_.endswith("parquet"):
            ledger = format_ == "facts-parquet"
            _to_bytes(out, lambda file: export_parquet(archive, file, query=query, ledger=ledger))
        elif format_ == "opensearch-mapping":
            _to(out, lambda file: file.write(as_json(open_search_mapping()) + "\n"))
        else:
            _to(out, lambda file: write(archive, format_, file, query=query))
    return 0


def _to(out: Path | None, write: Callable[[TextIO], object]) -> None:
    """Write text to standard output, or to a file that only its owner may read."""
    if out is None:
        write(sys.stdout)
        return
    from io import TextIOWrapper

    from xewer.archive.export import private_output

    with TextIOWrapper(private_output(out), encoding="utf-8", newline="") as file:
        write(file)


def _to_bytes(out: Path | None, write: Callable[[BinaryIO], object]) -> None:
    if out is None:
        write(sys.stdout.buffer)
        return
    from xewer.archive.export import private_output

    with private_output(out) as file:
        write(file)


@click.command()
@archive_option
@click.option("--json", "json_", is_flag=True, help="One object: counts and problems.")
def verify(archive_path: str | None, *, json_: bool) -> int:
    """Check the archive: file, hashes, spans and index. Says what is wrong and exits with 1.

    \b
    Example:
      xewer verify
    """
    from xewer.archive.store import Archive
    from xewer.archive.verify import verify as check

    with Archive(archive_path, create=False) as archive:
        problems = check(archive)
        counts = archive.counts()
    if json_:
        click.echo(as_json({**counts, "problems": [str(problem) for problem in problems]}))
        return 1 if problems else 0
    for problem in problems:
        click.echo(str(problem))
    click.echo(
        ", ".join(f"{n} {k}" for k, n in counts.items())
        + (": all well" if not problems else f": {len(problems)} problems")
    )
    return 1 if problems else 0


EXTRAS = {
    "harvest": ("brotli", "httpx2", "protego", "warcio", "zstandard"),
    "office": ("odfdo", "docx"),
    "parquet": ("pyarrow",),
    "pdf": ("pdfplumber",),
    "fast": ("numpy",),
    "ftm": ("followthemoney",),
}
"""What is installed on request: extra -> modules that it brings."""


def _extras() -> list[tuple[str, str]]:
    from importlib.util import find_spec

    def told(extra: str, modules: tuple[str, ...]) -> str:
        there = all(find_spec(module) is not None for module in modules)
        return "installed" if there else f'not installed: pip install "xewer[{extra}]"'

    return [(f"extra {extra}", told(extra, modules)) for extra, modules in EXTRAS.items()]


@click.command()
@archive_option
@click.option("--json", "json_", is_flag=True, help="One object a line.")
def doctor(archive_path: str | None, *, json_: bool) -> int:
    """What is installed and where things are; changes nothing.

    \b
    Example:
      xewer doctor
    """
    import platform
    import shutil

    import apsw

    from xewer import __version__
    from xewer.archive.store import default_path
    from xewer.resources import data_path

    path = Path(archive_path) if archive_path else default_path()
    rows = [
        ("xewer", __version__),
        ("python", platform.python_version()),
        ("sqlite", apsw.sqlite_lib_version()),
        ("archive", f"{path} ({'there' if path.exists() else 'not made yet'})"),
        ("language data", str(data_path())),
        *_extras(),
        ("chromium (tests only)", shutil.which("chromium") or "not found"),
    ]
    for name, value in rows:
        click.echo(as_json({"name": name, "value": value}) if json_ else f"{name}\t{value}")
    return 0
