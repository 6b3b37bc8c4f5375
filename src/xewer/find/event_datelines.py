"""Where a report was sent from: the dash that ends a dateline at the head of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xewer.find.phrases import Phrases

__all__ = ["free_dash"]

DASHES = frozenset("-–—−")


def free_dash(phrases: Phrases, at: int) -> int | None:
    """The free dash behind token ``at`` with nothing before it but places, a day and an agency in brackets.

    «ئەنقەرە، تۈركىيە — …», «مانىلا ، 15-ئۆكتەبىر (ئا پ) – …».
    """
    tokens, inside, i = phrases.tokens, False, at
    while i < len(tokens):
        token = tokens[i]
        if i not in phrases.time_at:
            if token.text in DASHES and token.start > tokens[i - 1].end:
                return i
            inside = token.text == "(" or (inside and token.text != ")")
            number = phrases.name_at.get(i)
            place = number is not None and phrases.names[number].label in {"GPE", "LOC"}
            if not inside and not place and token.text not in {"،", ")"}:
                return None
        i += 1
    return None
