"""Dictionary order: the thirty-two letters, with ئ passed over as dictionaries do (and as CLDR does not)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from xewer.text.letters import HAMZA, column

__all__ = ["collation_key"]

# First code point of the letters' ranks; spaces, marks and digits come before, other alphabets after.
_FIRST_RANK = 0x10
_OTHERS = "\x7f"


class _Order(dict[int, str]):
    """Code point -> what it sorts as; filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        self[code] = value = _sorts_as(chr(code))
        return value


def _sorts_as(character: str) -> str:
    if character == HAMZA:
        return ""
    category = unicodedata.category(character)
    if category[0] == "M" or category == "Cf" or character == "ـ":
        return ""
    if character.isspace():
        return "\x01"
    if category == "Nd":
        return "\x03" + chr(1 + unicodedata.decimal(character))
    if category[0] in "LN":
        return _OTHERS + character.casefold()
    return "\x02" + character


@lru_cache(maxsize=1)
def _order() -> _Order:
    return _Order({ord(letter): chr(_FIRST_RANK + rank) for rank, letter in enumerate(column("key"))})


def collation_key(s: str) -> tuple[str, str]:
    """Key by which canonical words and phrases sort as in a dictionary.

    Spaces come before marks, marks before digits, digits before letters, Uyghur letters before others; ئ, joiners
    and tatweel do not count, and the text itself breaks ties.

    >>> sorted(["ئېلان", "قەلەم", "باش", "ئات", "ئەل", "40"], key=collation_key)
    ['40', 'ئات', 'ئەل', 'باش', 'قەلەم', 'ئېلان']
    """
    return s.translate(_order()), s
