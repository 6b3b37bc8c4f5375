"""Commands on words and sentences: readings, sentence breaks, tags for CoNLL-U."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from xewer.show.terminal import as_json, in_script
from xewer.show.text_lines import JSON, SCRIPT, SCRIPTS, in_part, lines, whole_input, without_breaks

if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["analyse", "sentences", "tag"]

_COLUMNS = ("id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc")


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
    from xewer.morph.known import is_known
    from xewer.text.scripts import canonical

    for word in words:
        for reading in readings(canonical(word, known=is_known).text):
            segments = [[in_script(form, script), tag] for form, tag in reading.segments]
            if json_:
                click.echo(
                    as_json(
                        {
                            "form": word,
                            "lemma": in_script(reading.lemma, script),
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


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="surrogateescape"))
@JSON
@click.option("--script", type=SCRIPTS, help="Letters of the lemmas; tokens stay as they are.")
@in_part
def tag(file: TextIO, *, json_: bool, script: str | None) -> None:
    """Fill LEMMA, UPOS and FEATS of a CoNLL-U file (``-``: standard input); tokens stay as they are.

    \b
    Example:
      xewer tag text.conllu > tagged.conllu
    """
    from xewer.morph.conllu import Sentence, read_conllu, tag_conllu, write_conllu

    for sentence in tag_conllu(read_conllu(lines(file))):
        rows = tuple((*row[:2], in_script(row[2], script), *row[3:]) for row in sentence.rows)
        if json_:
            words = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
            click.echo(as_json({"comments": sentence.comments, "words": words}))
            continue
        for line in write_conllu([Sentence(sentence.comments, rows)]):
            click.echo(line)
