"""Spellings that the norm does not have but writers do: read as the standard word, at a cost.

A word that no known stem explains is put into standard spelling at one place, by the rows of ``data/variants.tsv``:
a devoiced last letter (كىتاپ for كىتاب), ى for ې in the first syllable (دىگەن for دېگەن), older or newer spellings of
loans (تېلىفون for تېلېفون). The lemma is that of the standard word; the segments stay those of the word as written.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.errors import DataError
from xewer.model import Reading, Segment
from xewer.morph.phonology import is_vowel
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.morph.analyse import Analyser
    from xewer.morph.lexicon import Table

__all__ = ["Change", "changes", "doublets", "read_variant"]

_PLAIN = 0.6  # only what is an ordinary reading of the standard word counts
_PLAINEST = 0.3  # the same where the change could be made in any word
_MOST = 6  # changes tried in one word
_KINDS = frozenset({"lemma", "beginning", "stem-end", "first-vowel", "inside"})
_ENDS = frozenset({"NOUN", "ADJ", "ADV", "ADP", "NUM"})  # classes of which a stem's last letter is devoiced
_FUSED = frozenset({"COMPL", "SELF", "KEEP"})


class Change(NamedTuple):
    """``written`` stands at ``place`` where the standard has ``standard``."""

    kind: str
    place: int
    written: str
    standard: str
    cost: float


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, tuple[str, float]]]:
    """``data/variants.tsv``: kind -> spelling as written -> (standard, cost)."""
    found: dict[str, dict[str, tuple[str, float]]] = {kind: {} for kind in _KINDS}
    for row in read_table("variants.tsv"):
        try:
            found[row["kind"]][row["written"]] = row["standard"], float(row["cost"])
        except (KeyError, ValueError) as error:
            raise DataError(f"variants.tsv: bad row of {row.get('written')!r}") from error
    return found


def doublets() -> dict[str, tuple[str, float]]:
    """Listed words that are another spelling of a listed one: lemma -> (standard lemma, cost).

    >>> doublets()["جاۋاپ"]
    ('جاۋاب', 0.3)
    """
    return _rows()["lemma"]


@lru_cache(maxsize=1)
def _beginnings() -> tuple[int, ...]:
    return tuple(sorted({len(written) for written in _rows()["beginning"]}, reverse=True))


def changes(word: str, table: Table) -> Iterator[Change]:
    """Places where a word may be in another spelling than the standard one, the surest first.

    >>> [change.standard for change in changes("مەخسەتلەر", {})]
    ['مەقسەت']
    """
    rows = _rows()
    for length in _beginnings():
        found = rows["beginning"].get(word[:length]) if length <= len(word) else None
        if found:
            yield Change("beginning", 0, word[:length], *found)
            break
    for written, (standard, cost) in rows["inside"].items():
        place = word.find(written, 2)
        if place > 0:
            yield Change("inside", place, written, standard, cost)
    for place in range(3, len(word)):
        found = rows["stem-end"].get(word[place])
        if found and word[:place] + found[0] in table:
            yield Change("stem-end", place, word[place], *found)
    place = next((place for place, letter in enumerate(word) if is_vowel(letter)), -1)
    found = rows["first-vowel"].get(word[place]) if place >= 0 else None
    if found and len(word) > 3:
        yield Change("first-vowel", place, word[place], *found)


def _fits(change: Change, reading: Reading) -> bool:
    """Whether the standard word is of the kind in which this change is made."""
    bare = len(reading.segments) == 1
    if reading.cost > _PLAIN or (bare and reading.upos in ("VERB", "AUX") and "Mood=Imp" in reading.feats):
        return False
    if change.kind == "stem-end":
        return reading.segments[0].tag in _ENDS and len(reading.segments[0].form) == change.place + len(change.standard)
    if change.kind == "inside":
        return any(segment.tag in _FUSED for segment in reading.segments)
    return change.kind == "beginning" or (reading.upos != "PROPN" and reading.cost <= _PLAINEST)


def _as_written(reading: Reading, word: str, change: Change) -> Reading:
    """The reading of the standard word as one of ``word``: its segments cut where they are cut there."""
    shift = len(change.written) - len(change.standard)
    after = change.place + len(change.standard)
    segments: list[Segment] = []
    start = end = 0
    for segment in reading.segments:
        end += len(segment.form)
        # inside the changed part the cut stays as near as it can
        cut = end + shift if end >= after else min(end, change.place + len(change.written))
        segments.append(Segment(word[start:cut], segment.tag))
        start = cut
    return reading._replace(form=word, segments=tuple(segments), cost=round(reading.cost + change.cost, 2))


def read_variant(word: str, analyser: Analyser) -> tuple[Reading, ...]:
    """Readings of a word with known stems, once put into standard spelling at one place; empty if none fits.

    >>> from xewer.morph.analyse import analyser
    >>> [(r.lemma, r.segments[0].form) for r in read_variant("كىتاپنى", analyser())]
    [('كىتاب', 'كىتاپ')]
    """
    best: dict[tuple[str, str, str], Reading] = {}
    for number, change in enumerate(changes(word, analyser.table)):
        if number == _MOST:
            break
        standard = word[: change.place] + change.standard + word[change.place + len(change.written) :]
        for reading in analyser.known(standard):
            if not _fits(change, reading):
                continue
            found = _as_written(reading, word, change)
            key = (found.lemma, found.upos, found.feats)
            if key not in best or found.cost < best[key].cost:
                best[key] = found
    return tuple(sorted(best.values(), key=lambda r: (r.cost, r.lemma, r.upos, r.feats)))
