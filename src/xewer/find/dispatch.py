"""Where the news begins in a line that opens with place and agency: «لوندون (رويتېرس) - |», «سېئۇل، كورېيە — |»."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xewer.find.phrases import Phrases

__all__ = ["after_dispatch"]

LONGEST = 16  # tokens of places, agency and day before the dash
DASHES = frozenset("-–—")
PARTS = frozenset({"PROPN", "NOUN", "NUM", "PUNCT", "SYM", "X", "ADJ"})


def after_dispatch(phrases: Phrases, first: int, last: int) -> int:
    """First token of a sentence behind its place line, or ``first`` where there is none.

    A place line opens a line of the text with the name of a place or body and ends with a dash between spaces.
    """
    tokens, text = phrases.tokens, phrases.text
    if first not in phrases.name_at and tokens[first].upos != "PROPN":
        return first
    if text[: tokens[first].start].rstrip(" \t")[-1:] not in {"", "\n"}:
        return first
    for i in range(first + 1, min(last - 1, first + LONGEST)):
        token = tokens[i]
        if token.text in DASHES:
            spaced = text[token.start - 1] in " )" and text[token.end : token.end + 1] == " "
            return i + 1 if spaced and (tokens[i - 1].text == ")" or _place(phrases, i - 1)) else first
        if token.upos not in PARTS and i not in phrases.time_at and i not in phrases.name_at:
            return first
    return first


def _place(phrases: Phrases, i: int) -> bool:
    """Whether a token belongs to the name of a place or body; «ترامپ — …» is somebody who speaks."""
    number = phrases.name_at.get(i)
    return number is not None and phrases.names[number].label != "PERSON"
