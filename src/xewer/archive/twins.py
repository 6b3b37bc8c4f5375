"""Near-duplicates: the same agency text on many pages, found by MinHash and checked exactly.

A text is the set of its pairs of neighbouring words, in letter keys, so that script and punctuation do not matter. One
pass over the pairs fills 64 bins with their smallest hashes; bins that stay empty borrow from the next.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from xewer.archive.packing import dumps
from xewer.text.detect import detect_script
from xewer.text.scripts import canonical, letter_key
from xewer.tokens.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xewer.archive.store import Archive

__all__ = ["BANDS", "Twin", "bands", "clusters", "pairs", "signature", "similarity", "twins"]

BINS = 64
BANDS = 16
"""Groups of four bins; texts that agree in a whole group are compared."""
ALIKE = 0.6
"""Share of common pairs from which two texts are near-duplicates."""


class Twin(NamedTuple):
    """An article that is nearly the same, and the share of word pairs that both have."""

    id: str
    share: float


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring words of a text, in letter keys.

    >>> sorted(pairs("Putin bügün keldi.")) == sorted(pairs("پۇتىن بۈگۈن كەلدى"))
    True
    """
    way = canonical(text, detect_script(text)).text
    keys = [letter_key(way[a:b]) for a, b in words(way)]
    keys = [key for key in keys if any(c.isalnum() for c in key)]
    return frozenset(f"{a} {b}" for a, b in pairwise(keys)) or frozenset(keys)


def similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of common members of two sets; 0 if both are empty.

    >>> similarity(frozenset("ab"), frozenset("bc"))
    0.3333333333333333
    """
    return len(a & b) / len(a | b) if a or b else 0.0


def signature(text: str) -> tuple[int, ...]:
    """64 numbers; two texts agree in about as many of them as they share pairs. Empty for a text without words.

    >>> signature("Putin bügün keldi") == signature("پۇتىن بۈگۈن كەلدى")
    True
    """
    return _signature(pairs(text))


def _signature(found: frozenset[str]) -> tuple[int, ...]:
    least: list[int | None] = [None] * BINS
    for pair in found:
        number = int.from_bytes(blake2b(pair.encode("utf-8", "replace"), digest_size=8).digest(), "big")
        place, value = number % BINS, number // BINS
        now = least[place]
        if now is None or value < now:
            least[place] = value
    if not found:
        return ()
    out: list[int] = []
    for place in range(BINS):
        away = next(n for n in range(BINS) if least[(place + n) % BINS] is not None)
        value = least[(place + away) % BINS] or 0
        out.append((value + away * 0x9E3779B97F4A7C15) & 0x3FFFFFFFFFFFFFF)
    return tuple(out)


def bands(numbers: Sequence[int]) -> list[int]:
    """One hash for each group of four numbers of a signature, 32 bits wide.

    >>> len(bands(signature("Putin bügün keldi")))
    16
    """
    size = BINS // BANDS
    out = []
    for at in range(0, len(numbers), size):
        group = ",".join(map(str, [at, *numbers[at : at + size]]))
        out.append(int.from_bytes(blake2b(group.encode(), digest_size=4).digest(), "big"))
    return out


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
    others = archive.run(
        "SELECT a.id, v.text FROM article a JOIN version v USING (version) WHERE a.docid IN"
        " (SELECT docid FROM ix.band WHERE band IN (SELECT value FROM json_each(?)))"
        " AND a.docid <> ? ORDER BY a.docid DESC",
        (dumps(bands(_signature(own))), docid),
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
        "SELECT DISTINCT a.id, a.docid FROM ix.band b JOIN article a USING (docid)"
        " WHERE b.band IN (SELECT band FROM ix.band GROUP BY band HAVING count(*) > 1) ORDER BY a.docid DESC"
    )
    return iter([ident for ident, _ in found])
