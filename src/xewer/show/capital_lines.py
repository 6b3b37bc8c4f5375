"""A line in another script with the capitals that Arabic script cannot show, for ``xewer convert --capitals``."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from xewer.text.capitals import capitalise
from xewer.text.cases import CASED, spell_acronyms
from xewer.text.detect import detect_script
from xewer.text.scripts import convert_text

if TYPE_CHECKING:
    from xewer.model import Text

__all__ = ["capital_line"]


def capital_line(line: str, source: str | None, target: str, *, profile: str = "standard", marks: bool = False) -> str:
    """The line converted, with capitals at sentence starts and names; acronyms as they are written (AQSh).

    Only text from Arabic script gets capitals: other scripts show their own.

    >>> capital_line("پۇتىن موسكۋادا سۆزلىدى.", "arabic", "latin")
    'Putin Moskwada sözlidi.'
    """
    source = source or detect_script(line)
    way = convert_text(line, source, target, marks=marks, profile=profile)
    if source != "arabic" or target not in CASED:
        return way.text
    return spell_acronyms(capitalise(way.text, _names(way)), target)


def _names(way: Text) -> list[tuple[int, int]]:
    """Spans of the names in the converted line."""
    from xewer.reader import read

    found = read(way.original, script="arabic").entities
    starts = way.starts
    spans = []
    for entity in found:
        for start, end in _words(way.original, entity.start, entity.end):
            spans.append((bisect_left(starts, start), bisect_left(starts, end)))
    return spans


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words of a name: each has its capital."""
    spans, at = [], start
    for word in text[start:end].split():
        at = text.index(word, at)
        spans.append((at, at + len(word)))
        at += len(word)
    return spans
