"""What a word may be in its sentence: its readings, and the classes that only a place can give them.

The analyser knows a verb, not whether it helps another («ئۇنتۇپ قالدى»); it knows ياشلىق, not whether it describes
(«37 ياشلىق»). Such readings are added here, each at a price when the rule of the place speaks against it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.model import Reading, Segment
from xewer.morph.context import in_role, roles

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["as_name", "expand", "role_price"]

_AGAINST = 0.5  # price of a class that the rule of the place does not give


def _from_noun(reading: Reading) -> bool:
    """Made in -لىق from a noun on the spot («چوڭ رازمېرلىق»); from an adjective it names a quality (ئاچكۆزلۈك)."""
    first, last = reading.segments[0], reading.segments[-1]
    return len(reading.segments) > 1 and last.tag == "LIQ" and first.tag in ("NOUN", "PROPN", "NUM")


@lru_cache(maxsize=50_000)
def _others(reading: Reading) -> tuple[Reading, ...]:
    """The same reading in the other classes that it may have in some place."""
    if reading.upos in ("VERB", "AUX"):
        known = roles()
        if reading.lemma in known["aspect"] or reading.lemma in known["copula"] or reading.lemma in known["like"]:
            return (reading._replace(upos="AUX" if reading.upos == "VERB" else "VERB"),)
    elif reading.upos == "NOUN" and reading.feats == "Case=Nom" and _from_noun(reading):
        return (reading._replace(upos="ADJ", feats=""),)
    return ()


def expand(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Readings of a word and, after them, the classes that its place may give them; none comes twice.

    >>> from xewer.morph.analyse import analyse
    >>> [reading.upos for reading in expand(analyse("قالدى"))]
    ['VERB', 'AUX']
    """
    added = [other for reading in readings for other in _others(reading)]
    if not added:
        return tuple(readings)
    seen = {(reading.lemma, reading.upos, reading.feats) for reading in readings}
    return (*readings, *(other for other in added if (other.lemma, other.upos, other.feats) not in seen))


def role_price(reading: Reading, before: Reading | None) -> float:
    """What a reading costs whose class is not the one that the word before it gives."""
    return 0.0 if in_role(reading, before).upos == reading.upos else _AGAINST


def as_name(reading: Reading) -> Reading:
    """The bare word as a name, unknown to every table."""
    segments = (Segment(reading.form, "PROPN"),)
    return Reading(reading.form, reading.form, "PROPN", "Case=Nom", segments, reading.cost, known=False)
