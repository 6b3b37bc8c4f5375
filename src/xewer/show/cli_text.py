"""Commands on words and lines: scripts, normal form, sentences, readings, numbers, order."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

import click

from xewer.show.terminal import as_json, in_script

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["analyse", "convert", "decode", "detect", "normalise", "numbers", "sentences", "sort", "syllables", "tag"]

SCRIPTS = click.Choice(["arabic", "latin", "cyrillic"])
ALL_SCRIPTS = click.Choice(["arabic", "latin", "cyrillic", "yengi", "cts", "ipa"])


def lines() -> Iterator[str]:
    """Lines of standard input without their ends."""
    for line in sys.stdin:
        yield line.removesuffix("\n").removesuffix("\r")


@click.command()
@click.option("--from", "source", type=ALL_SCRIPTS, help="Script of the input (default: told from its letters).")
@click.option("--to", "target", type=ALL_SCRIPTS, required=True, help="Script to write.")
@click.option("--marks", is_flag=True, help="Fence foreign words, so that the way back is perfect.")
def convert(source: str | None, target: str, *, marks: bool) -> None:
    """Convert standard input, line by line.

    \b
    Example:
      echo "ئۇيغۇر تىلى" | xewer convert --to latin
    """
    from xewer.text.scripts import convert as convert_line

    for line in lines():
        click.echo(convert_line(line, source, target, marks=marks))


@click.command()
@click.option("--explain", is_flag=True, help="After each line the changes: offset, old, new, rule (tab-separated).")
def normalise(*, explain: bool) -> None:
    """Normal form of standard input, line by line.

    \b
    Example:
      xewer normalise --explain < old.txt
    """
    from xewer.text.normalise import normalise as normalise_line

    for line in lines():
        text = normalise_line(line)
        click.echo(text.text)
        if explain:
            for note in text.notes:
                click.echo(f"\t{note.start}\t{note.old!r}\t{note.new!r}\t{note.rule}")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "json_", is_flag=True, help="One object a reading.")
@click.option("--script", type=SCRIPTS, help="Letters to show.")
def analyse(words: tuple[str, ...], *, json_: bool, script: str | None) -> None:
    """Readings of words, likeliest first.

    \b
    Example:
      xewer analyse پۇتىننىڭ
    """
    from xewer.morph.analyse import analyse as readings
    from xewer.text.scripts import canonical

    for word in words:
        for reading in readings(canonical(word).text):
            segments = [list(s) for s in reading.segments]
            if json_:
                click.echo(
                    as_json(
                        {
                            "form": word,
                            "lemma": reading.lemma,
                            "upos": reading.upos,
                            "feats": reading.feats,
                            "segments": segments,
                            "gloss": reading.gloss or None,
                            "known": reading.known,
                            "cost": round(reading.cost, 3),
                        }
                    )
                )
                continue
            parts = " + ".join(f"{in_script(form, script)} {tag}" for form, tag in reading.segments)
            guess = "" if reading.known else "  (guess)"
            lemma = in_script(reading.lemma, script)
            click.echo(f"{reading.upos}\t{reading.feats or '_'}\t{reading.gloss or '-'}{guess}\t{lemma}\t{parts}")


@click.command()
def sentences() -> None:
    """Sentences of standard input, one a line; a break inside a quotation prints as a space.

    \b
    Example:
      xewer sentences < article.txt
    """
    from xewer.tokens.sentences import sentences as spans

    text = sys.stdin.read()
    for start, end in spans(text):
        click.echo(" ".join(text[start:end].splitlines()))


@click.command()
@click.option("--explain", is_flag=True, help="Add the reasons.")
def detect(*, explain: bool) -> None:
    """Language (ISO 639-3), script and confidence of each line, tab-separated.

    \b
    Example:
      xewer detect < lines.txt
    """
    from xewer.text.detect import detect as detect_line

    for line in lines():
        found = detect_line(line)
        row = [found.language, found.script or "-", f"{found.confidence:.3f}"]
        if explain:
            row.append("; ".join(found.reasons))
        click.echo("\t".join(row))


@click.command()
@click.option("--to", "target", type=click.Choice(["value", "words"]), default="value", help="Direction.")
@click.option("--published", metavar="DAY", help="ISO day that relative dates count from.")
def numbers(target: str, published: str | None) -> None:
    """Numbers and dates of standard input to values (type, value) or to words, line by line.

    \b
    Examples:
      echo "ئون ئىككى مىڭ" | xewer numbers
      echo 12000 | xewer numbers --to words
    """
    from xewer.show.number_lines import number_to_line, value_of_line

    for line in lines():
        click.echo(number_to_line(line) if target == "words" else "\t".join(value_of_line(line, published)))


@click.command()
def sort() -> None:
    """Sort lines of standard input in the order of Uyghur dictionaries.

    \b
    Example:
      xewer sort < words.txt
    """
    from xewer.text.collate import collation_key
    from xewer.text.scripts import canonical

    for line in sorted(lines(), key=lambda s: collation_key(canonical(s).text)):
        click.echo(line)


@click.command()
def syllables() -> None:
    """Syllables of the words of each line, joined by hyphens.

    \b
    Example:
      echo "مەكتەپلىرىمىز" | xewer syllables
    """
    from xewer.text.syllables import syllables as split

    for line in lines():
        click.echo(" ".join("-".join(split(word)) or word for word in line.split()))


@click.command()
@click.option("--from", "encoding", required=True, metavar="ENC", help="Old encoding, such as uighursoft or duldul.")
def decode(encoding: str) -> None:
    """Decode standard input from an old font encoding, line by line.

    \b
    Example:
      xewer decode --from uighursoft < old.txt
    """
    from xewer.text.legacy import decode_legacy

    for line in lines():
        click.echo(decode_legacy(line, encoding))


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
def tag(file: TextIO) -> None:
    """Fill LEMMA, UPOS and FEATS of a CoNLL-U file (``-``: standard input); tokens stay as they are.

    \b
    Example:
      xewer tag text.conllu > tagged.conllu
    """
    from xewer.morph.conllu import read_conllu, tag_conllu, write_conllu

    for line in write_conllu(tag_conllu(read_conllu(file))):
        click.echo(line.removesuffix("\n"))
