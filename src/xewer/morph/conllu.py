"""CoNLL-U in and out: reads and writes the ten columns, and fills LEMMA, UPOS and FEATS by our own tagger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xewer.errors import InputError
from xewer.morph.tag import tag
from xewer.text.normalise import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xewer.model import Reading

__all__ = ["Sentence", "read_conllu", "tag_conllu", "write_conllu"]

_WIDTH = 10
_ID, _FORM, _LEMMA, _UPOS, _FEATS, _MISC = 0, 1, 2, 3, 5, 9


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its comment lines (with ``#``) and its rows of ten columns, ranges and empty nodes among them."""

    comments: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def words(self) -> list[str]:
        """Forms of the syntactic words, without ranges (3-4) and empty nodes (5.1)."""
        return [row[_FORM] for row in self.rows if row[_ID].isdigit()]


def read_conllu(lines: Iterable[str]) -> Iterator[Sentence]:
    r"""Sentences of a CoNLL-U file, line ends optional.

    Raises:
        InputError: a row has not ten columns, or its id is no number, range or empty node.

    >>> next(read_conllu(["1\tكىتاب" + "\t_" * 8, ""])).words()
    ['كىتاب']
    """
    comments: list[str] = []
    rows: list[tuple[str, ...]] = []
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n")
        if not line.strip(" "):
            if rows or comments:
                yield Sentence(tuple(comments), tuple(rows))
            comments, rows = [], []
        elif line.startswith("#") and not rows:
            comments.append(line)
        else:
            cells = tuple(line.split("\t"))
            if len(cells) != _WIDTH:
                raise InputError(f"line {number}: {len(cells)} columns instead of ten", hint="give a CoNLL-U file")
            if not cells[_ID] or not cells[_ID][0].isdigit():
                raise InputError(f"line {number}: {cells[_ID]!r} is no token id", hint="give a CoNLL-U file")
            rows.append(cells)
    if rows or comments:
        yield Sentence(tuple(comments), tuple(rows))


def write_conllu(sentences: Iterable[Sentence]) -> Iterator[str]:
    """Lines of a CoNLL-U file, without line ends; a blank one after each sentence.

    >>> list(write_conllu([Sentence(("# a",), ())]))
    ['# a', '']
    """
    for sentence in sentences:
        yield from sentence.comments
        for row in sentence.rows:
            yield "\t".join(row)
        yield ""


def reading_rows(
    words: Sequence[str], readings: Sequence[Reading], spaces: Sequence[bool]
) -> tuple[tuple[str, ...], ...]:
    """Rows for a tagged sentence; ``spaces`` says which words have a space after them."""
    rows = []
    for number, (word, reading, space) in enumerate(zip(words, readings, spaces, strict=True), start=1):
        misc = "_" if space else "SpaceAfter=No"
        feats = reading.feats or "_"
        rows.append((str(number), word, reading.lemma, reading.upos, "_", feats, "_", "_", "_", misc))
    return tuple(rows)


def tag_conllu(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The same sentences with LEMMA, UPOS and FEATS of each word filled in; XPOS and the tree are left as they are.

    Words are read in normal form (joiners dropped, look-alike letters mended), FORM stays as it is. The words of the
    whole file are evidence for each other, so all sentences are read before the first comes out.
    """
    kept = list(sentences)
    tagged = tag([[normal_form(word) or word for word in sentence.words()] for sentence in kept])
    for sentence, readings in zip(kept, tagged, strict=True):
        rows, following = [], iter(readings)
        for row in sentence.rows:
            if not row[_ID].isdigit():
                rows.append(row)
                continue
            reading = next(following)
            cells = list(row)
            cells[_LEMMA], cells[_UPOS], cells[_FEATS] = reading.lemma or "_", reading.upos, reading.feats or "_"
            rows.append(tuple(cells))
        yield replace(sentence, rows=tuple(rows))
