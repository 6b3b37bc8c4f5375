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
_OTHER = {"ج": "ژ", "ژ": "جي"}  # casual Latin writes j for ژ, Kazakhstan ж for ج and ي
_MOST = 64


def _edits(pieces: tuple[Piece, ...], first: int = 0) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The pieces with one of them, from ``first`` on, read otherwise, and which one it is."""
    for i in range(first, len(pieces)):
        text, start, end = pieces[i]
        before = pieces[i - 1].text[-1] if i else ""
        ways: list[str] = []
        if text in VOWELS and before in _LETTERS:
            ways = [HAMZA + text]
        elif text in _SPLIT and i:
            ways = [_SPLIT[text]]
        elif text in _OTHER:
            ways = list(_OTHER[text])
        for new in ways:
            yield i, (*pieces[:i], Piece(new, start, end), *pieces[i + 1 :])


def spellings(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """The word with one and then two of its letters read otherwise, at most 64 ways.

    >>> from xewer.text.schemes import read_word
    >>> ["".join(p.text for p in way) for way in spellings(read_word("latin", "mesul"))][:2]
    ['مئەسۇل', 'مەسئۇل']
    """
    count = 0
    once = list(_edits(pieces))
    for _, way in once:
        count += 1
        if count > _MOST:
            return
        yield way
    for i, first in once:
        for _, way in _edits(first, i + 1):
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
