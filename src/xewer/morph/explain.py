"""What a word is, in plain English: dictionary form, meaning, and each of its pieces with its name.

``data/labels.tsv`` names every tag that a piece can have: ``پۇتىن + نىڭ: genitive "of"``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from xewer.model import Reading

__all__ = ["Piece", "explain", "label", "pieces", "segmentation"]


class Piece(NamedTuple):
    """One piece of a word: as it is written, the name of its tag, what it means (empty for a stem)."""

    form: str
    tag: str
    label: str
    meaning: str


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[str, str]]:
    return {row["tag"]: (row["label"], row["meaning"]) for row in read_table("labels.tsv")}


def label(tag: str) -> str:
    """Name of a tag, of a suffix or of a class; the tag itself if it has none.

    >>> label("GEN"), label("PROPN")
    ('genitive', 'name')
    """
    return _labels().get(tag, (tag, ""))[0]


def pieces(segments: Iterable[Iterable[str]]) -> tuple[Piece, ...]:
    """Segments ``(form, tag)`` with their names, the stem first.

    >>> pieces([("پۇتىن", "PROPN"), ("نىڭ", "GEN")])[1]
    Piece(form='نىڭ', tag='GEN', label='genitive', meaning='of')
    """
    found = []
    for form, tag in segments:
        name, meaning = _labels().get(tag, (tag, ""))
        found.append(Piece(form, tag, name, meaning))
    return tuple(found)


def segmentation(segments: Iterable[Iterable[str]], show: Callable[[str], str] = str) -> str:
    """The pieces of a word on one line, the stem without a name; empty for a word of one piece.

    ``show`` writes each piece in other letters.

    >>> segmentation([("پۇتىن", "PROPN"), ("نىڭ", "GEN")])
    'پۇتىن + نىڭ: genitive "of"'
    """
    stem, *rest = pieces(segments) or (Piece("", "", "", ""),)
    if not rest:
        return ""
    told = (f"{show(one.form)}: {one.label}" + (f' "{one.meaning}"' if one.meaning else "") for one in rest)
    return " + ".join((show(stem.form), *told))


def explain(reading: Reading) -> str:
    """One line about a reading: dictionary form, class, meaning, pieces, and whether it is a guess.

    >>> from xewer.morph.analyse import analyse
    >>> explain(analyse("پۇتىننىڭ")[0])
    'پۇتىن · name · Vladimir Putin · پۇتىن + نىڭ: genitive "of"'
    """
    parts = (reading.lemma, label(reading.upos), reading.gloss, segmentation(reading.segments))
    return " · ".join(part for part in (*parts, "" if reading.known else "a guess") if part)
