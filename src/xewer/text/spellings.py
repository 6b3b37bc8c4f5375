"""Other ways to read a word that was typed carelessly: without apostrophes, with j for ژ, with ng for ن and گ.

Which of them is a word only a lexicon knows: whoever has one passes ``known`` to `xewer.text.scripts.canonical`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.text.letters import CONSONANTS, HAMZA, VOWELS
from xewer.text.schemes import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["choose", "spellings"]

_LETTERS = VOWELS | CONSONANTS
_SPLIT = {"ڭ": "نگ", "ش": "سھ", "غ": "گھ", "ژ": "زھ"}
_OTHER = {"ج": "ژ"}
_MOST = 64


def _edits(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """The pieces with one of them read otherwise."""
    for i, (text, start, end) in enumerate(pieces):
        before = pieces[i - 1].text[-1] if i else ""
        new = ""
        if text in VOWELS and before in _LETTERS:
            new = HAMZA + text
        elif text in _SPLIT and i:
            new = _SPLIT[text]
        elif text in _OTHER:
            new = _OTHER[text]
        if new:
            yield (*pieces[:i], Piece(new, start, end), *pieces[i + 1 :])


def spellings(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """The word with one and then two of its letters read otherwise, at most 64 ways.

    >>> from xewer.text.schemes import read_word
    >>> ["".join(p.text for p in way) for way in spellings(read_word("latin", "mesul"))][:2]
    ['مئەسۇل', 'مەسئۇل']
    """
    count = 0
    once = list(_edits(pieces))
    for way in once:
        count += 1
        if count > _MOST:
            return
        yield way
    for first in once:
        for way in _edits(first):
            count += 1
            if count > _MOST:
                return
            yield way


def choose(pieces: tuple[Piece, ...], known: Callable[[str], bool]) -> tuple[Piece, ...]:
    """The reading that the lexicon knows; as written if it knows it, or none.

    >>> from xewer.text.schemes import read_word
    >>> "".join(p.text for p in choose(read_word("latin", "mesul"), {"مەسئۇل"}.__contains__))
    'مەسئۇل'
    """
    if known("".join(piece.text for piece in pieces)):
        return pieces
    for way in spellings(pieces):
        if known("".join(piece.text for piece in way)):
            return way
    return pieces
