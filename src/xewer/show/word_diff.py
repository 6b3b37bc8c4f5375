"""Two versions of a text, word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

__all__ = ["word_diff"]

_PIECES = re.compile(r"\s+|[^\s]+")
_MOST = 60_000


def word_diff(old: str, new: str) -> list[tuple[str, str]]:
    r"""Pieces as (what, text): ``same``, ``gone`` or ``new``; the first two are the old text, same and new the new one.

    Texts too long to be compared by words are compared by lines.

    >>> word_diff("bir ikki üch", "bir töt üch")
    [('same', 'bir '), ('gone', 'ikki'), ('new', 'töt'), ('same', ' üch')]
    """
    long = len(old) + len(new) > _MOST
    before, after = (text.splitlines(keepends=True) if long else _PIECES.findall(text) for text in (old, new))
    out = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            out.append(("same", "".join(before[a:b])))
            continue
        if a < b:
            out.append(("gone", "".join(before[a:b])))
        if c < d:
            out.append(("new", "".join(after[c:d])))
    return out
