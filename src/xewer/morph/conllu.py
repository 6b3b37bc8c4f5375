"""CoNLL-U in and out: reads and writes the ten columns, and fills LEMMA, UPOS and FEATS by our own tagger."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xewer.errors import InputError
from xewer.morph.tag import tag
from xewer.text.normalise import normal_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from xewer.model import Reading

__all__ = ["Sentence", "read_conllu", "tag_conllu", "write_conllu"]

_WIDTH = 10
_TOKEN = re.compile(r"[0-9]+(?:[-.][0-9]+)?")  # a word, a range, an empty node
_HINT = "give a CoNLL-U file: ten columns parted by tabs, an empty line after each sentence"
_ID, _FORM, _LEMMA, _UPOS, _FEATS, _MISC = 0, 1, 2, 3, 5, 9


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its comment lines (with ``#``) and its rows of ten columns, ranges and empty nodes among them.

    ``spoilt``: the lines of a sentence that could not be read, as they were; it has no rows.
    """

    comments: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spoilt: tuple[str, ...] = ()

    def words(self) -> list[str]:
        """Forms of the syntactic words, without ranges (3-4) and empty nodes (5.1)."""
        return [row[_FORM] for row in self.rows if row[_ID].isdigit()]


def read_conllu(lines: Iterable[str], complain: Callable[[InputError], object] | None = None) -> Iterator[Sentence]:
    r"""Sentences of a CoNLL-U file, line ends optional.

    Args:
        lines: the lines of the file.
        complain: told of each line that cannot be read; its sentence is then handed on unread, and the rest is read.

    Raises:
        InputError: a row has not ten columns, or its id is no number, range or empty node; only without ``complain``.

    >>> next(read_conllu(["1\tكىتاب" + "\t_" * 8, ""])).words()
    ['كىتاب']
    """
    kept: list[str] = []
    comments: list[str] = []
    rows: list[tuple[str, ...]] = []
    spoilt = False
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n")
        if number == 1:
            line = line.removeprefix("\ufeff")
        if not line.strip(" "):
            if kept:
                yield _sentence(kept, comments, rows, spoilt=spoilt)
            kept, comments, rows, spoilt = [], [], [], False
            continue
        kept.append(line)
        if line.startswith("#") and not rows:
            comments.append(line)
            continue
        try:
            rows.append(_row(line, number))
        except InputError as error:
            if complain is None:
                raise
            complain(error)
            spoilt = True
    if kept:
        yield _sentence(kept, comments, rows, spoilt=spoilt)


def _sentence(kept: list[str], comments: list[str], rows: list[tuple[str, ...]], *, spoilt: bool) -> Sentence:
    return Sentence((), (), tuple(kept)) if spoilt else Sentence(tuple(comments), tuple(rows))


def _row(line: str, number: int) -> tuple[str, ...]:
    cells = tuple(line.split("\t"))
    if len(cells) != _WIDTH:
        raise InputError(f"line {number}: {len(cells)} columns instead of ten", hint=_HINT)
    if not _TOKEN.fullmatch(cells[_ID]):
        raise InputError(f"line {number}: {cells[_ID]!r} is no token id", hint=_HINT)
    if not cells[_FORM]:
        raise InputError(f"line {number}: the word is missing", hint=_HINT)
    return cells


def write_conllu(sentences: Iterable[Sentence]) -> Iterator[str]:
    """Lines of a CoNLL-U file, without line ends; a blank one after each sentence.

    >>> list(write_conllu([Sentence(("# a",), ())]))
    ['# a', '']
    """
    for sentence in sentences:
        yield from sentence.spoilt or sentence.comments
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
