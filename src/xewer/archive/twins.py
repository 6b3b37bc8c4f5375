"""Near-duplicates: the same agency text on many pages, found by MinHash and checked exactly.

A text is the set of its pairs of neighbouring words, in letter keys, so that script, spelling of letters and
punctuation do not matter. MinHash is that of rensa.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rensa import RMinHash

from xewer.archive.keys import text_places
from xewer.text.detect import detect_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xewer.archive.store import Archive

__all__ = ["LOW", "Twin", "band_key", "bands", "clusters", "pairs", "signature", "similarity", "twins", "word_pairs"]

BANDS, ROWS = 10, 3
"""Texts that agree in all numbers of one of ten bands are compared: 0.91 of those that share 0.6 of their pairs."""
SEED = 1
ALIKE = 0.6
"""Share of common pairs from which two texts are near-duplicates."""
LOW = (1 << 31) - 1
"""The bits of a `band_key` that are the article's number."""


class Twin(NamedTuple):
    """An article that is nearly the same, and the share of word pairs that both have."""

    id: str
    share: float


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring words of a text, in letter keys.

    >>> sorted(pairs("Putin bügün keldi.")) == sorted(pairs("پۇتىن بۈگۈن كەلدى"))
    True
    """
    return word_pairs([place.keys[0] for place in text_places(text, detect_script(text))])


def word_pairs(keys: Sequence[str]) -> frozenset[str]:
    """Pairs of neighbouring words; a single word stands for itself.

    >>> sorted(word_pairs(["=a", "=b", "=c"]))
    ['=a =b', '=b =c']
    """
    return frozenset(f"{a} {b}" for a, b in pairwise(keys)) or frozenset(keys)


def similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of common members of two sets; 0 if both are empty.

    >>> similarity(frozenset("ab"), frozenset("bc"))
    0.3333333333333333
    """
    return len(a & b) / len(a | b) if a or b else 0.0


def signature(found: frozenset[str]) -> tuple[int, ...]:
    """Thirty numbers; two sets agree in about as many of them as they share members. Empty for an empty set.

    >>> signature(pairs("Putin bügün keldi")) == signature(pairs("پۇتىن بۈگۈن كەلدى"))
    True
    """
    if not found:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    try:
        sketch.update(list(found))
    except UnicodeEncodeError:  # a lone surrogate
        sketch.update([pair.encode("utf-8", "replace").decode() for pair in found])
    return tuple(sketch.digest())


def bands(numbers: Sequence[int]) -> list[int]:
    """One hash for each band of a signature, 32 bits wide.

    >>> len(bands(signature(pairs("Putin bügün keldi"))))
    10
    """
    out = []
    for at in range(0, len(numbers), ROWS):
        group = ",".join(map(str, [at, *numbers[at : at + ROWS]]))
        out.append(int.from_bytes(blake2b(group.encode(), digest_size=4).digest(), "big"))
    return out


def band_key(band: int, number: int) -> int:
    """One whole number for a band of an article; those of a band are neighbours.

    >>> band_key(1, 7) - band_key(1, 0)
    7
    """
    return (band - (1 << 31)) * (LOW + 1) + number


def twins(archive: Archive, id: str, *, alike: float = ALIKE) -> list[Twin]:  # noqa: A002
    """Articles nearly the same as one, the most alike first; empty if there is no such article.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> from xewer.model import Article
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     for name, text in (("1", "Putin bügün keldi"), ("2", "پۇتىن بۈگۈن كەلدى."), ("3", "Yaponiyede qar yaghdi")):
    ...         _ = archive.add(Article(id=name, text=text, sha256=""))
    ...     twins(archive, "1")
    [Twin(id='2', share=1.0)]
    """
    found = archive.run("SELECT a.docid, v.text FROM article a JOIN version v USING (version) WHERE a.id = ?", (id,))
    if not found:
        return []
    docid, text = found[0]
    own = pairs(text)
    near = [band_key(band, 0) for band in bands(signature(own))]
    ranges = " OR ".join(["near BETWEEN ? AND ?"] * len(near)) or "0"
    others = archive.run(
        "SELECT a.id, v.text FROM article a JOIN version v USING (version) WHERE a.docid IN (SELECT docid FROM ix.doc"
        f" WHERE n IN (SELECT near & {LOW} FROM ix.band WHERE {ranges})) AND a.docid <> ? ORDER BY a.docid DESC",
        (*(bound for key in near for bound in (key, key + LOW)), docid),
    )
    out = [Twin(other, similarity(own, pairs(its))) for other, its in others]
    return sorted((t for t in out if t.share >= alike), key=lambda t: -t.share)


def clusters(archive: Archive, *, alike: float = ALIKE) -> Iterator[list[str]]:
    """Groups of ids whose articles are nearly the same, newest group first; articles without a twin are left out.

    Whoever is alike to one member belongs to the group.
    """
    seen: set[str] = set()
    for ident in _with_company(archive):
        if ident in seen:
            continue
        group, todo = [], [ident]
        seen.add(ident)
        while todo:
            at = todo.pop()
            group.append(at)
            new = [t.id for t in twins(archive, at, alike=alike) if t.id not in seen]
            seen.update(new)
            todo += new
        if len(group) > 1:
            yield group


def _with_company(archive: Archive) -> Iterator[str]:
    """Ids of articles that share a band with another, newest first."""
    found = archive.run(
        "SELECT a.id FROM article a WHERE a.docid IN (SELECT docid FROM ix.doc WHERE n IN"
        f" (SELECT near & {LOW} FROM ix.band WHERE near >> 31 IN"
        " (SELECT near >> 31 FROM ix.band GROUP BY near >> 31 HAVING count(*) > 1))) ORDER BY a.docid DESC"
    )
    return iter([ident for (ident,) in found])
