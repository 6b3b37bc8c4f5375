"""Capitals for Latin and Cyrillic output, which Arabic script cannot show: at sentence starts and names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["capitalise"]

_START = re.compile(r"(?:\A\s*|[.!?…][\"»”’)\]]*\s+|\n[ \t]*)[«“\"(\[‹]*(?=[^\W\d_])")


def capitalise(text: str, names: Iterable[tuple[int, int]] = ()) -> str:
    """A converted text with capitals at the start of its sentences and of each of ``names`` (spans of it).

    One code point stays one code point, so spans stay too; never Turkic dotted İ.

    >>> capitalise("u yaxshi. putin keldi: «men»", [(10, 15)])
    'U yaxshi. Putin keldi: «men»'
    """
    out = list(text)
    starts = [match.end() for match in _START.finditer(text)]
    for at in (*starts, *(start for start, _ in names)):
        if 0 <= at < len(out):
            upper = out[at].upper()
            out[at] = upper if len(upper) == 1 else out[at]
    return "".join(out)
