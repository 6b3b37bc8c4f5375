"""Where names end: how the listed ones do, told by their last letters.

Nothing in «پېسكوفىنىڭ» says whether it is of پېسكوف or of a پېسكوفى: but of the names that we list many end in كوف and
none in كوفى. Names in تتى are as common as those in تت.
"""

from __future__ import annotations

from functools import lru_cache
from math import log

from xewer.morph.lexicon import default_table

__all__ = ["ends_before"]

_LETTERS = 4
_WEIGHT = 2.0
_RAISED = "ىاە"  # what a last ى may be
_MORE = ("ى", "سى")  # what a name may end in and is also a suffix: "its"


def _folded(name: str) -> str:
    """Russian names are written with either letter: پېسكوف, پېسكوۋ."""
    return name.replace("ف", "ۋ")


@lru_cache(maxsize=1)
def _ends() -> dict[str, int]:
    """Last letters -> how many listed names end so; ``""``: all of them."""
    ends: dict[str, int] = {}
    for spelling, entries in default_table().items():
        form = _folded(spelling)
        if len(form) > _LETTERS and any(e.stem.upos == "PROPN" and e.stem.lemma == spelling for e in entries):
            more = next((more for more in reversed(_MORE) if form.endswith(more)), "")
            for length in range(min(len(form), _LETTERS + len(more)) + 1):
                end = form[len(form) - length :]
                ends[end] = ends.get(end, 0) + 1
    return ends


@lru_cache(maxsize=5000)
def _odds(end: str, more: str) -> float:
    ends = _ends()
    going_on = ends[more] / ends[""]
    for length in range(1, len(end) + 1):
        last = end[-length:]
        here = sum([ends.get(last[:-1] + vowel, 0) for vowel in _RAISED]) if last[-1] == "ى" else ends.get(last, 0)
        on = ends.get(last + more, 0)
        going_on = (on + _WEIGHT * going_on) / (here + on + _WEIGHT)
    return log((1 - going_on) / going_on)


def ends_before(written: str, more: str) -> float:
    """By how much likelier it is that a name ends than that it goes on with ``more``; a natural logarithm.

    ``written``: the name as it is written there, its last vowel perhaps raised (پراگى for پراگا).

    >>> ends_before("پېسكوف", "ى") > 3 > ends_before("موراتت", "ى")
    True
    """
    return _odds(_folded(written[-_LETTERS:]), more)
