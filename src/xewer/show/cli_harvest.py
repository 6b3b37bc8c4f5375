"""Commands that bring news in: ``xewer add`` and ``xewer reextract``."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xewer.show.cli_read import day
from xewer.show.cli_search import archive_option
from xewer.show.terminal import as_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from xewer.archive.originals import Originals
    from xewer.harvest.job import Step, Tally
    from xewer.harvest.record import Record, Wanted
    from xewer.model import Article

__all__ = ["add", "progress", "reextract", "report"]

COUNTS = ("new", "same", "updated", "refused", "failed", "undated")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|ADDRESS...")
@archive_option
@click.option("--published", metavar="DAY", callback=day, help="Publishing day for what has none of its own.")
@click.option("--keep-other", is_flag=True, help="Keep texts in other languages too.")
@click.option("--keep-names", is_flag=True, help="Keep names of forum users and of those who write messages.")
@click.option("--keep-original", is_flag=True, help="Keep what articles are extracted from, for xewer reextract.")
@click.option("--workers", type=click.IntRange(0, 64), help="Reading processes (default: by the size of the batch).")
@click.option("--again", is_flag=True, help="Read again what the archive holds already (after an upgrade).")
@click.option("--report", "report_path", type=click.Path(path_type=Path), help="Write counts and reasons, no texts.")
@click.option("--json", "json_", is_flag=True, help="One object an article as it comes, then the tally.")
def add(
    paths: tuple[str, ...],
    archive_path: str | None,
    *,
    published: str | None,
    keep_other: bool,
    keep_names: bool,
    keep_original: bool,
    workers: int | None,
    again: bool,
    report_path: Path | None,
    json_: bool,
) -> int:
    """Put texts, pages, feeds, web archives, documents, scans, tables, or folders of these into the archive.

    An address of the web is fetched, and nothing else is; what was sent is told. A run that was stopped goes on where
    it was when it is started again: what the archive holds is passed over.

    \b
    Examples:
      xewer add article.txt page.html
      xewer add saved-site/ crawl.warc.gz --workers 4 --report run.json
      xewer add https://example.org/uyghur/article
    """
    from xewer.archive.originals import Originals
    from xewer.archive.store import Archive
    from xewer.harvest.fetch import is_address
    from xewer.harvest.job import add as add_all
    from xewer.harvest.record import Wanted

    wanted = Wanted(other=keep_other, names=keep_names, pages=keep_original)
    started, size = time.monotonic(), [0]
    step = progress(json_=json_)

    def counted(at: Step) -> None:
        size[0] = max(size[0], at.size)
        step(at)

    with Archive(archive_path) as archive, Originals(archive.path) as originals:
        options: dict[str, Any] = {"published": published, "again": again, "progress": counted}
        if keep_original:
            options |= {"kept": _keeping(originals), "again": True}
        files = [Path(path) for path in paths if not is_address(path)]
        tally = add_all(files, archive, wanted=wanted, workers=workers, **options)
        for address in filter(is_address, paths):
            _add_address(address, archive, tally, wanted, options)
    if report_path:
        _write_report(report_path, tally, seconds=time.monotonic() - started, size=size[0])
    report(tally, json_=json_)
    bad = tally.refused + tally.failed
    return 0 if not bad else 3 if tally.new + tally.same + tally.updated else 1


def _add_address(address: str, archive: Any, tally: Tally, wanted: Wanted, options: dict[str, Any]) -> None:
    from xewer.harvest.fetch import AGENT, Fetcher, address_records
    from xewer.harvest.job import add_found
    from xewer.show.cli import complain

    fetcher = Fetcher()
    one = add_found(address_records(address, fetcher, wanted), archive, **options)
    if fetcher.sent:
        complain(f"sent as {AGENT}: {', '.join(fetcher.sent)}")
    for count in COUNTS:
        setattr(tally, count, getattr(tally, count) + getattr(one, count))
    tally.refusals += one.refusals
    tally.notes += one.notes


def _keeping(originals: Originals) -> Callable[[Record, Article], None]:
    from xewer.harvest.reextract import original_of

    def keep(record: Record, article: Article) -> None:
        original = original_of(record)
        if original:
            originals.keep(article.id, original)

    return keep


def _write_report(path: Path, tally: Tally, *, seconds: float, size: int) -> None:
    from xewer.harvest.report import batch_report

    text = json.dumps(batch_report(tally, seconds=seconds, size=size), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def progress(*, json_: bool = False) -> Callable[[Step], None]:
    """Progress on standard error: a line that counts bytes and articles, on a terminal only; or a log in JSON."""
    count, started = [0], time.monotonic()

    def step(at: Step) -> None:
        count[0] += bool(at.status)
        if json_ and at.status:
            told = {
                "origin": at.origin, "status": at.status, "id": at.id, "reason": at.reason,
                "published": at.published, "published_from": at.published_from,
            }  # fmt: skip
            click.echo(as_json({k: v for k, v in told.items() if v is not None}))
        elif sys.stderr.isatty():
            share = f"{at.done / 1e6:.1f} of {at.size / 1e6:.1f} MB" if at.size else ""
            seconds = time.monotonic() - started
            line = f"{share}  {count[0]} articles and refusals  {seconds:.0f} s  {at.status} {at.origin[-40:]}"
            print(f"\r{line[:100]:<100}", end="", file=sys.stderr, flush=True)

    return step


def report(tally: Tally, *, json_: bool) -> None:
    """The tally on standard output, each refusal on standard error."""
    from xewer.show.cli import complain

    if sys.stderr.isatty():
        print("\r" + " " * 100 + "\r", end="", file=sys.stderr)
    for refusal in tally.refusals:
        complain(f"{refusal.origin}: {refusal.reason}", refusal.hint)
    for origin, note in tally.notes:
        complain(f"{origin}: {note}")
    counts = {k: getattr(tally, k) for k in COUNTS}
    if json_:
        refusals = [{"origin": r.origin, "reason": r.reason, "hint": r.hint} for r in tally.refusals]
        click.echo(as_json({**counts, "refusals": refusals}))
    else:
        click.echo(", ".join(f"{n} {k}" for k, n in counts.items()))


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID...]")
@archive_option
@click.option("--json", "json_", is_flag=True, help="One object an article, then the counts.")
def reextract(ids: tuple[str, ...], archive_path: str | None, *, json_: bool) -> int:
    """Extract and read articles anew from the originals that were kept, all of them or those of these ids.

    \b
    Example:
      xewer reextract 3f2a90c1d4e5b678
    """
    from collections import Counter

    from xewer.archive.originals import Originals
    from xewer.archive.store import Archive
    from xewer.harvest.reextract import reextract as extract_again
    from xewer.show.cli import complain

    counts: Counter[str] = Counter()
    with Archive(archive_path, create=False) as archive, Originals(archive.path) as originals:
        for ident, status, refusal in extract_again(archive, originals, ids or list(originals.articles())):
            counts[status] += 1
            if json_:
                click.echo(as_json({"id": ident, "status": status, **({"reason": refusal.reason} if refusal else {})}))
            if refusal:
                complain(f"{ident}: {refusal.reason}", refusal.hint)
    if not counts:
        complain("no originals were kept", "keep them with: xewer add --keep-original PATH")
    told = {k: counts[k] for k in ("same", "updated", "refused")}
    click.echo(as_json(told) if json_ else ", ".join(f"{n} {k}" for k, n in told.items()))
    return 0 if not counts["refused"] else 3 if counts.total() > counts["refused"] else 1
