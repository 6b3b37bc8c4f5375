"""Why a time or a figure was read as it was: for each of its words the reading and the table row that it comes from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.figure import quantity_senses
from xewer.find.pieces import stem_rest, time_senses
from xewer.morph.analyse import analyse
from xewer.resources import read_table
from xewer.text.scripts import canonical
from xewer.text.spell_numbers import parse_number

if TYPE_CHECKING:
    from xewer.find.pieces import Senses
    from xewer.model import Quantity, Timex

__all__ = ["why_figure", "why_time"]

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,:/٫٬،]*|[^\w\s]")
# Tables of the words of times and figures: the column of the class and that of the value.
_TIME_TABLES = (("times.tsv", "class", "value"), ("numbers.tsv", "kind", "value"))
_FIGURE_TABLES = (
    ("counters.tsv", "class", "unit"),
    ("currencies.tsv", "", "code"),
    ("hedges.tsv", "place", "effect"),
    ("units.tsv", "kind", "unit"),
)


def why_time(time: Timex) -> tuple[str, ...]:
    """Lines that tell how each word of a time was read, and by which row.

    >>> from xewer.model import Timex
    >>> why_time(Timex(0, 11, "شەنبە كۈنى", "DATE", "2018-09-29"))[0]
    'شەنبە: شەنبە NOUN Case=Nom; numbers.tsv: weekday 6 شەنبە'
    """
    return _lines(time.text, time_senses(), _TIME_TABLES)


def why_figure(figure: Quantity) -> tuple[str, ...]:
    """Lines that tell how each word of a figure was read, and by which row; the noun counted comes last.

    >>> from xewer.model import Quantity
    >>> why_figure(Quantity(0, 3, "600", "CARDINAL", 600, 600, unit="soldier", counted="ئەسكەر"))
    ('600: number 600', 'ئەسكەر: counted; counters.tsv: counted soldier ئەسكەر')
    """
    lines = _lines(figure.text, quantity_senses(), _FIGURE_TABLES)
    if figure.counted:
        word = canonical(figure.counted).text
        found = [row for row in _rows(word, _FIGURE_TABLES) if row.startswith("counters.tsv: counted ")]
        gloss = next((reading.gloss for reading in analyse(word) if reading.gloss and reading.listed), "")
        lines += (f"{word}: counted; {found[0] if found else f'lexicon: {gloss}' if gloss else 'no gloss'}",)
    return lines


def _lines(text: str, senses: Senses, tables: tuple[tuple[str, str, str], ...]) -> tuple[str, ...]:
    text = canonical(text).text
    words = list(_WORD.finditer(text))
    lines = []
    i = 0
    while i < len(words):
        spoken = [m.group() for m in words[i : i + 6]]
        length, _ = senses.phrase(spoken) if senses.begins_phrase(spoken[0]) else (0, {})
        number = None if length else parse_number(text, words[i].start())
        if number is not None:
            length = sum(m.start() < number.word_end for m in words[i:])
            form = text[number.start : number.word_end]
            parts = [f"number {number.value:,}{' ordinal' if number.ordinal else ''}"]
        else:
            length = max(length, 1)
            form = " ".join(spoken[:length])
            parts = [_reading(form)] if length == 1 and form[0].isalpha() else []
            parts += _rows(form, tables)
        if parts:
            lines.append(f"{form}: {'; '.join(parts)}")
        i += length
    return tuple(lines)


def _reading(word: str) -> str:
    reading = analyse(word)[0]
    return " ".join(filter(None, (reading.lemma, reading.upos, reading.feats)))


def _rows(form: str, tables: tuple[tuple[str, str, str], ...]) -> list[str]:
    """The rows that a word is a form of: those with the longest stem."""
    best: list[str] = []
    longest = 0
    first = form[:2]
    for table, stem, told in _index(tables).get(first, ()):
        if len(stem) >= longest and stem_rest(form, stem) is not None:
            if len(stem) > longest:
                best, longest = [], len(stem)
            best.append(f"{table}: {told} {stem}")
    return best


@lru_cache(maxsize=4)
def _index(tables: tuple[tuple[str, str, str], ...]) -> dict[str, list[tuple[str, str, str]]]:
    index: dict[str, list[tuple[str, str, str]]] = {}
    for table, kind, value in tables:
        for row in read_table(table):
            if table == "numbers.tsv" and row[kind] not in {"month", "weekday"}:
                continue
            told = " ".join(filter(None, (row[kind] if kind else "", row[value])))
            index.setdefault(row["form"][:2], []).append((table, row["form"], told))
    return index
