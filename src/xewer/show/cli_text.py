"""Commands on lines of text: scripts, normal form, language, numbers, order, syllables, old encodings."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING

import click

from xewer.show.cli_words import analyse, sentences, tag
from xewer.show.terminal import as_json, in_script
from xewer.show.text_lines import JSON, SCRIPT, SCRIPTS, day, in_part, lines, pieces, whole_input

if TYPE_CHECKING:
    from xewer.model import Note, Text

__all__ = [
    "SCRIPTS",
    "analyse",
    "convert",
    "decode",
    "detect",
    "normalise",
    "numbers",
    "sentences",
    "sort",
    "syllables",
    "tag",
]

ALL_SCRIPTS = click.Choice(["arabic", "latin", "cyrillic", "yengi", "cts", "ipa"])
PROFILES = click.Choice(["standard", "kz", "rfa", "lossless"])
_BATCH = 1000  # lines whose language is told at once


@click.command()
@click.option("--from", "source", type=ALL_SCRIPTS, help="Script of the input (default: told from its letters).")
@click.option("--to", "target", type=ALL_SCRIPTS, required=True, help="Script to write.")
@click.option("--marks", is_flag=True, help="Fence foreign words, so that the way back is perfect.")
@click.option("--capitals", is_flag=True, help="Capitals at sentence starts and names (from Arabic script).")
@click.option("--profile", type=PROFILES, default="standard", help="Usage of Cyrillic: of Kazakhstan, of RFA, exact.")
@click.option("--lexicon", is_flag=True, help="Read careless spelling (mesul for mes'ul) by the dictionary.")
@JSON
@in_part
def convert(
    source: str | None, target: str, *, marks: bool, capitals: bool, profile: str, lexicon: bool, json_: bool
) -> None:
    """Convert standard input, line by line. Foreign words, addresses and figures stay as they are.

    \b
    Examples:
      echo "ئۇيغۇر تىلى" | xewer convert --to latin
      xewer convert --to cyrillic --profile kz < article.txt
      echo "mesul kishi" | xewer convert --to arabic --lexicon
    """
    from xewer.text.detect import detect_script
    from xewer.text.scripts import convert as convert_line
    from xewer.text.scripts import convert_text

    known = None
    if lexicon:
        from xewer.morph.known import is_known

        known = is_known
    if capitals:
        if json_ or lexicon:
            raise click.UsageError("--capitals goes with neither --json nor --lexicon")
        from xewer.show.capital_lines import capital_line
    for line in lines():
        if capitals:
            click.echo(capital_line(line, source, target, profile=profile, marks=marks))
        elif json_:
            click.echo(_text_json(convert_text(line, source, target, marks=marks, profile=profile, known=known)))
        else:
            script = source or detect_script(line)
            for piece in pieces(line):
                click.echo(convert_line(piece, script, target, marks=marks, profile=profile, known=known), nl=False)
            click.echo()


def _text_json(text: Text, script: str | None = None) -> str:
    """A changed line with the place in the original where each of its code points begins, and each change."""
    notes = [note._asdict() for note in text.notes]
    item = {"text": text.text, "starts": list(text.starts), "ends": list(text.ends), "changes": notes}
    return as_json(item | ({"shown": in_script(text.text, script)} if script else {}))


@click.command()
@click.option("--explain", is_flag=True, help="After each line the changes: offset, old, new, rule (tab-separated).")
@click.option("--repair", "repairing", is_flag=True, help="Also repair misspellings: a missing ئ, a split hyphen.")
@JSON
@SCRIPT
@in_part
def normalise(*, explain: bool, repairing: bool, json_: bool, script: str | None) -> None:
    """Normal form of standard input, line by line; a line in an old font encoding is pointed out.

    \b
    Examples:
      xewer normalise --explain < old.txt
      echo "2024- يىلى ئش باشلاندى" | xewer normalise --repair
    """
    from xewer.text.legacy import suggest_legacy, suggestion
    from xewer.text.normalise import normal_form
    from xewer.text.normalise import normalise as normal
    from xewer.text.repair import repair

    warned = False
    for line in lines():
        encoding = None if warned else suggest_legacy(line)
        if encoding:
            warned = True
            click.echo(f"xewer: {suggestion(encoding)}", err=True)
        if json_:
            click.echo(_text_json(repair(line) if repairing else normal(line), script))
            continue
        notes: list[tuple[int, Note]] = []
        start = 0
        for piece in pieces(line):
            if repairing or explain:
                text = repair(piece) if repairing else normal(piece)
                notes += [(start, note) for note in text.notes]
                start += len(piece)
                click.echo(in_script(text.text, script), nl=False)
            else:
                click.echo(in_script(normal_form(piece), script), nl=False)
        click.echo()
        for start, note in notes if explain else ():
            click.echo(f"\t{start + note.start}\t{note.old!r}\t{note.new!r}\t{note.rule}")


@click.command()
@click.option("--explain", is_flag=True, help="Add the reasons.")
@click.option("--whole", is_flag=True, help="One answer for the whole input instead of one a line.")
@JSON
@in_part
def detect(*, explain: bool, whole: bool, json_: bool) -> None:
    """Language (ISO 639-3), script and confidence of each line, tab-separated.

    \b
    Examples:
      xewer detect < lines.txt
      xewer detect --whole --explain < article.txt
    """
    from xewer.text.detect import detect as detect_line
    from xewer.text.detect_many import detect_many

    if not (explain or whole or json_):
        rest = lines()
        while batch := list(islice(rest, _BATCH)):
            for found in detect_many(batch):
                click.echo(f"{found.language}\t{found.script or '-'}\t{found.confidence:.3f}")
        return
    for line in [whole_input()] if whole else lines():
        found = detect_line(line)
        if json_:
            click.echo(as_json(found._asdict()))
            continue
        row = [found.language, found.script or "-", f"{found.confidence:.3f}"]
        if explain:
            row.append("; ".join(found.reasons))
        click.echo("\t".join(row))


@click.command()
@click.option("--to", "target", type=click.Choice(["value", "words"]), default="value", help="Direction.")
@click.option("--published", metavar="DAY", callback=day, help="ISO day that relative dates count from.")
@click.option(
    "--style", type=click.Choice(["prc", "exile"]), default="prc", help="Dates in words: months by number or name."
)
@click.option("--figures", is_flag=True, help="Dates in words: keep the numbers in figures.")
@JSON
@SCRIPT
@in_part
def numbers(target: str, published: str | None, style: str, *, figures: bool, json_: bool, script: str | None) -> None:
    """Numbers and dates of standard input to values (type, value) or to words, line by line.

    Types are number, ordinal, percent, money, measure, date, time, duration, set; a line that states nothing gives
    "-". In words go numbers, ordinals (6-), fractions (2/3), shares (50%), ranges (10..15) and ISO dates.

    \b
    Examples:
      echo "ئون ئىككى مىڭ" | xewer numbers
      echo "ئۆتكەن چارشەنبە" | xewer numbers --published 2025-09-08
      echo 2025-09-03 | xewer numbers --to words --style exile --figures
    """
    from xewer.show.number_lines import number_to_line, values_of_line

    for line in lines():
        if target == "words":
            words = in_script(number_to_line(line, style=style, figures=figures), script)
            click.echo(as_json({"input": line, "words": words or None}) if json_ else words)
            continue
        found = values_of_line(line, published)
        if json_:
            click.echo(as_json({"input": line, "values": [{"type": kind, "value": value} for kind, value in found]}))
        else:
            click.echo("\t".join(cell for pair in found or [("-", "")] for cell in pair))


@click.command()
@JSON
@SCRIPT
@in_part
def sort(*, json_: bool, script: str | None) -> None:
    """Sort lines of standard input, in any script, in the order of Uyghur dictionaries.

    \b
    Example:
      xewer sort < words.txt
    """
    from xewer.text.collate import collation_key
    from xewer.text.scripts import canonical

    for line in sorted(lines(), key=lambda s: collation_key(canonical(s).text)):
        shown = in_script(line, script)
        click.echo(as_json({"text": line, **({"shown": shown} if script else {})}) if json_ else shown)


@click.command()
@click.option("--hyphens", is_flag=True, help="Only where a line may end: two letters at least on each side.")
@JSON
@SCRIPT
@in_part
def syllables(*, hyphens: bool, json_: bool, script: str | None) -> None:
    """Syllables of the words of each line, joined by hyphens.

    \b
    Examples:
      echo "مەكتەپلىرىمىز" | xewer syllables
      echo "ئانا تىلى" | xewer syllables --hyphens
    """
    from xewer.text.syllables import hyphenate
    from xewer.text.syllables import syllables as split

    def parts(word: str) -> list[str]:
        return hyphenate(word, "\u00ad").split("\u00ad") if hyphens else split(word) or [word]

    for line in lines():
        words = in_script(line, script).split()
        if json_:
            click.echo(as_json({"text": line, "words": [parts(word) for word in words]}))
        else:
            click.echo(" ".join("-".join(parts(word)) for word in words))


def _encoding(_: click.Context, __: click.Parameter, value: str) -> str:
    """A name that no encoding has is a wrong use; one without a table is told by `decode_legacy`."""
    from xewer.text.legacy import UNREADABLE, encodings

    if value.lower() not in {*encodings(), *UNREADABLE}:
        raise click.BadParameter(f"{value} is no old encoding; one of: {' '.join(encodings())}")
    return value


@click.command()
@click.option(
    "--from",
    "encoding",
    metavar="ENCODING",
    callback=_encoding,
    required=True,
    help="Old encoding of the input: duldul, persian or uighursoft.",
)
@JSON
@SCRIPT
def decode(encoding: str, *, json_: bool, script: str | None) -> None:
    """Decode standard input from an old font encoding: UTF-8, UTF-16 or Windows-1256 bytes, line by line.

    \b
    Example:
      xewer decode --from uighursoft < old.txt
    """
    from xewer.text.legacy import decode_legacy

    text = decode_legacy(sys.stdin.buffer.read(), encoding)
    for line in text.removesuffix("\n").split("\n") if text else ():
        line = line.removesuffix("\r")
        shown = in_script(line, script)
        click.echo(as_json({"text": line, **({"shown": shown} if script else {})}) if json_ else shown)
