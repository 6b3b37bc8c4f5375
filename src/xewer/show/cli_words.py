"""Commands on words and sentences: readings, sentence breaks, tags for CoNLL-U."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from xewer.show.terminal import as_json, in_script
from xewer.show.text_lines import JSON, SCRIPT, SCRIPTS, in_part, lines, whole_input, without_breaks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from xewer.errors import XewerError
    from xewer.morph.conllu import Sentence

__all__ = ["analyse", "sentences", "tag"]

_COLUMNS = ("id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc")
_TOLD = 20_000  # code points by which the script of a file is told


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "json_", is_flag=True, help="One object a reading, each piece with its name.")
@click.option("--script", type=SCRIPTS, help="Letters to show.")
def analyse(words: tuple[str, ...], *, json_: bool, script: str | None) -> None:
    """Readings of words, likeliest first: class, features, meaning, dictionary form, and what the word is made of.

    \b
    Examples:
      xewer analyse پۇتىننىڭ
      xewer analyse mekteplerde --script latin
    """
    from xewer.morph.analyse import analyse as readings
    from xewer.morph.explain import pieces, segmentation
    from xewer.morph.known import is_known
    from xewer.text.scripts import canonical

    def show(text: str) -> str:
        return in_script(text, script)

    for word in words:
        for reading in readings(canonical(word, known=is_known).text):
            made_of = segmentation(reading.segments, show)
            if json_:
                item = {
                    "form": word,
                    "lemma": show(reading.lemma),
                    "upos": reading.upos,
                    "feats": reading.feats,
                    "segments": [[show(form), tag] for form, tag in reading.segments],
                    "pieces": [{**p._asdict(), "form": show(p.form)} for p in pieces(reading.segments)],
                    "segmentation": made_of or show(reading.form),
                    "gloss": reading.gloss or None,
                    "known": reading.known,
                    "cost": round(reading.cost, 3),
                }
                click.echo(as_json(item))
                continue
            gloss = (reading.gloss or "-") + ("" if reading.known else " (a guess)")
            row = (reading.upos, reading.feats or "_", gloss, show(reading.lemma), made_of or show(reading.form))
            click.echo("\t".join(row))


@click.command()
@click.option("--words", "words_", is_flag=True, help="Part words, figures and marks by spaces.")
@click.option("--json", "json_", is_flag=True, help="One object a sentence: start, end, text (and words).")
@SCRIPT
@in_part
def sentences(*, words_: bool, json_: bool, script: str | None) -> None:
    """Sentences of standard input, one a line; a break inside a quotation prints as a space.

    \b
    Examples:
      xewer sentences < article.txt
      xewer sentences --words < article.txt
    """
    from xewer.text.scripts import canonical
    from xewer.tokens.sentences import sentences as spans
    from xewer.tokens.words import words

    text = whole_input()
    way = canonical(text)
    tokens = iter(words(way.text) if words_ else ())
    token = next(tokens, None)
    for first, last in spans(way.text):
        start, end = way.span(first, last)
        inside = []
        while token is not None and token.end <= last:
            if token.start >= first:
                inside.append(way.span(*token))
            token = next(tokens, None)
        if json_:
            item: dict[str, object] = {"start": start, "end": end, "text": text[start:end]}
            if script:
                item["shown"] = in_script(text[start:end], script)
            click.echo(as_json({**item, "words": inside} if words_ else item))
            continue
        shown = " ".join(text[a:b] for a, b in inside) if words_ else without_breaks(text[start:end])
        click.echo(in_script(shown, script))


def in_arabic(given: Sequence[Sentence]) -> list[Sentence]:
    """Sentences with their forms in Arabic script, in which words are read; one script is told for the whole file."""
    from dataclasses import replace

    from xewer.morph.known import is_known
    from xewer.text.detect import detect
    from xewer.text.scripts import canonical

    script = detect(" ".join(row[1] for sentence in given for row in sentence.rows)[:_TOLD]).script
    if script not in {"latin", "cyrillic"}:
        return list(given)

    def arabic(row: tuple[str, ...]) -> tuple[str, ...]:
        return (row[0], canonical(row[1], script, known=is_known).text or row[1], *row[2:])

    return [replace(sentence, rows=tuple(arabic(row) for row in sentence.rows)) for sentence in given]


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="surrogateescape"))
@JSON
@click.option("--script", type=SCRIPTS, help="Letters of the lemmas; tokens stay as they are.")
@in_part
def tag(file: TextIO, *, json_: bool, script: str | None) -> int:
    """Fill LEMMA, UPOS and FEATS of a CoNLL-U file (``-``: standard input); tokens stay as they are.

    Comments, multiword ranges and all other columns are kept. A sentence with a line that is no CoNLL-U comes out as
    it went in; the line is named, the rest is tagged, and the exit code is 3.

    \b
    Example:
      xewer tag text.conllu > tagged.conllu
    """
    from xewer.morph.conllu import Sentence, read_conllu, tag_conllu, write_conllu
    from xewer.show.cli import complain

    bad = 0

    def report(error: XewerError) -> None:
        nonlocal bad
        bad += 1
        complain(str(error), error.hint)

    given = list(read_conllu(lines(file), report))
    tagged = tag_conllu(in_arabic(given))
    for sentence, own in zip(tagged, given, strict=True):
        forms = zip(sentence.rows, own.rows, strict=True)
        rows = tuple((*kept[:2], in_script(row[2], script), *row[3:]) for row, kept in forms)
        if json_:
            if sentence.spoilt:
                continue
            words = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
            click.echo(as_json({"comments": sentence.comments, "words": words}))
            continue
        for line in write_conllu([Sentence(sentence.comments, rows, sentence.spoilt)]):
            click.echo(line)
    return 3 if bad else 0
