"""Whether a word is known: what `xewer.text.scripts` asks when a spelling leaves several readings open."""

from __future__ import annotations

from functools import lru_cache

from xewer.morph.analyse import LONGEST, analyser

__all__ = ["is_known"]

_DEAREST = 2.0  # a dearer reading is no good witness for a spelling


@lru_cache(maxsize=200_000)
def is_known(word: str) -> bool:
    """Whether a canonical word is a stem of the lexicon with endings that fit it; stops at the first such reading.

    >>> is_known("مەسئۇلنىڭ"), is_known("مەسۇلنىڭ")
    (True, False)
    """
    if len(word) > LONGEST:
        return False
    machine = analyser()
    for cut in range(len(word), 0, -1):
        for entry in machine.table.get(word[:cut], ()):
            own = entry.stem.cost + entry.cost
            if own > _DEAREST:
                continue
            for ending in machine.automaton.node(entry.state, entry.shape).read(word[cut:]):
                if own + ending.cost <= _DEAREST:
                    return True
    return False
