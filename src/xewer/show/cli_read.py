"""``xewer read``: what one article says, as a summary or as JSON."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xewer.show.cli_text import SCRIPTS
from xewer.show.terminal import as_json, in_script
from xewer.show.text_lines import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.harvest.files import Record, Refusal
    from xewer.harvest.record import Remark, Wanted
    from xewer.model import Article, Event, Mention, Quote

__all__ = ["day", "read", "summary"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|-")
@click.option("--json", "json_", is_flag=True, help="The whole article, one object a line.")
@click.option("--published", metavar="DAY", callback=day, help="Publishing day (ISO); wins over what the file says.")
@click.option("--script", type=SCRIPTS, help="Letters to show (JSON keeps the text as it is).")
@click.option("--why", is_flag=True, help="Show the rule and the confidence of each item, readings and table rows.")
@click.option("--keep-other", is_flag=True, help="Read text in other languages too.")
@click.option("--keep-names", is_flag=True, help="Keep names of forum users and of those who write messages.")
def read(
    paths: tuple[str, ...],
    *,
    json_: bool,
    published: str | None,
    script: str | None,
    why: bool,
    keep_other: bool,
    keep_names: bool,
) -> int:
    """What articles say: people, places, times, figures, quotes and events, each with its place in the text.

    FILE is anything that xewer add takes: a text, page, feed, document or scan;
    - reads a text from standard input. What is shown is what add would keep.

    \b
    Examples:
      xewer read article.txt
      xewer read page.html --json
      xewer read - --published 2025-09-03 < article.txt
    """
    from xewer.harvest.files import Refusal, records
    from xewer.harvest.record import Remark, Wanted
    from xewer.reader import Reader
    from xewer.show.cli import complain

    reader, done, refused = Reader(), 0, 0
    wanted = Wanted(other=keep_other, names=keep_names)
    for path in paths:
        given = _standard_input(wanted) if path == "-" else records(Path(path), wanted)
        for record in given:
            if isinstance(record, Refusal):
                complain(f"{record.origin}: {record.reason}", record.hint)
                refused += 1
                continue
            if isinstance(record, Remark):
                complain(f"{record.origin}: {record.text}")
                continue
            for remark in record.notes:
                complain(f"{record.origin}: {remark}")
            article = reader.read(
                record.text,
                published=published or record.published,
                title=record.title,
                author=record.author,
                url=record.url,
                source=record.source,
                script=record.script,
            )
            done += 1
            if record.published and not published:
                article = replace(article, published_from=record.published_from)
            told = {**article.to_dict(), "origin": record.origin}
            click.echo(as_json(told) if json_ else summary(article, script, why=why))
    if refused:
        return 3 if done else 1
    return 0


def _standard_input(wanted: Wanted) -> Iterator[Record | Refusal | Remark]:
    """The text given on standard input, as long as a file may be."""
    from xewer.harvest.files import LARGEST, Refusal, text_record

    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Refusal("-", f"too large: more than {LARGEST // 1_000_000} MB", "split it, or make it JSON lines")
    else:
        yield text_record(data, "-", wanted)


def summary(article: Article, script: str | None = None, *, why: bool = False) -> str:
    """A readable account of one article, Uyghur at the end of each line."""
    from xewer.find.reasons import why_figure, why_time

    def shown(text: str) -> str:
        return in_script(" ".join(text.split()), script)

    def reason(rule: str, confidence: float, *, guess: bool) -> str:
        return f"  [{rule} {confidence:.2f}{' guess' if guess else ''}]" if why else (" (guess)" if guess else "")

    out = [shown(article.title) if article.title else "(no title)"]
    about = [
        f"{article.published}{f' ({article.published_from})' if article.published_from else ''}"
        if article.published
        else "no date",
        shown(article.source or ""),
        shown(article.author or ""),
        f"{article.language}, {article.script} script",
    ]
    out.append("  " + " · ".join(filter(None, about)))
    if article.published is None:
        out.append("  No publishing day: relative times stay open. Give one with --published 2025-09-03.")
    named: dict[tuple[str, str], list[str]] = {}
    for e in article.entities:
        named.setdefault((e.label, e.name or shown(e.text)), []).append(shown(e.text[: e.stem_end - e.start]))
    reasons = _name_reasons(article) if why else {}
    for label in ("PERSON", "ORG", "GPE", "LOC"):
        rows = [(name, forms) for (kind, name), forms in named.items() if kind == label]
        if rows:
            out.append(f"\n{label}")
        for name, forms in rows:
            out.append(f"  {name} ×{len(forms)}  {forms[0]}")
            out += [f"      {line}" for line in reasons.get((label, name), ())]
    if article.times:
        out.append("\nTIMES")
        for t in article.times:
            mod = f" {t.mod}" if t.mod else ""
            out.append(f"  {t.value}{mod}{reason(t.rule, t.confidence, guess=t.guess)}  {shown(t.text)}")
            out += [f"      {line}" for line in (why_time(t) if why else ())]
    if article.quantities:
        out.append("\nFIGURES")
        for q in article.quantities:
            bounds = _bounds(q.min, q.max, approx=q.approx)
            out.append(f"  {bounds} {q.unit or ''}{reason(q.rule, q.confidence, guess=q.guess)}  {shown(q.text)}")
            out += [f"      {line}" for line in (why_figure(q) if why else ())]
    if article.quotes:
        out.append("\nWHO SAID WHAT")
        for quote in article.quotes:
            trust = reason(quote.rule, quote.confidence, guess=quote.guess)
            out.append(f"  {_said(quote)}{trust}  «{shown(quote.text)}»")
    if article.events:
        out.append("\nWHAT HAPPENED")
        for event in article.events:
            trust = reason(event.rule, event.confidence, guess=event.guess)
            out.append(f"  {_happened(event, article)}{trust}  {shown(event.text)}")
    return "\n".join(out) + "\n"


def _name_reasons(article: Article) -> dict[tuple[str, str], tuple[str, ...]]:
    """Label and English name -> the rule of its first mention, its confidence, and the rows behind it."""
    from xewer.find.name_reasons import why_name

    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for e in article.entities:
        if (e.label, e.name or e.text) not in found:
            head = f"[{e.rule} {e.confidence:.2f}{' guess' if e.guess else ''}]"
            found[e.label, e.name or e.text] = (head, *why_name(e))
    return found


def _bounds(low: float | None, high: float | None, *, approx: bool) -> str:
    def number(value: float) -> str:
        return f"{value:,.0f}" if value == int(value) else f"{value:,g}"

    about = "about " if approx else ""
    if low is not None and high is not None:
        return about + (number(low) if low == high else f"{number(low)} to {number(high)}")
    if low is not None:
        return f"{about}{number(low)} or more"
    return f"{about}up to {number(high)}" if high is not None else "some"


def _said(quote: Quote) -> str:
    who = quote.speaker_name or (quote.speaker.text if quote.speaker else "?")
    whom = f" to {quote.addressee_name}" if quote.addressee_name else ""
    return f"{who}{whom} ({'direct' if quote.direct else 'indirect'})"


def _happened(event: Event, article: Article) -> str:
    def names(mentions: tuple[Mention, ...]) -> str:
        return ", ".join(m.name or m.text for m in mentions)

    parts = [event.plover or event.kind, event.gloss_en or names(event.actors)]
    if event.time is not None:
        parts.append(article.times[event.time].value)
    if event.source is not None:
        quote = article.quotes[event.source]
        parts.append(
            f"according to {quote.speaker_name or (quote.speaker.text if quote.speaker else 'an unnamed source')}"
        )
    if event.modality != "asserted" or event.polarity == "-":
        parts.append(f"{event.modality}{' not' if event.polarity == '-' else ''}")
    return " · ".join(filter(None, parts))
