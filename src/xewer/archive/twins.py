"""Near-duplicates: the same agency text on many pages, found by MinHash and checked exactly.

A text is the set of its pairs of neighbouring words, in letter keys, so that script, spelling of letters and
punctuation do not matter. MinHash is that of rensa.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import pairwise
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

from rensa import RMinHash

from xewer.archive.compact_json import dumps
from xewer.archive.keys import text_places
from xewer.text.detect import detect_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import apsw

    from xewer.archive.store import Archive

__all__ = [
    "Twin",
    "bands",
    "clusters",
    "drop_bands",
    "keep_bands",
    "pairs",
    "signature",
    "similarity",
    "twins",
    "word_pairs",
]

BANDS, ROWS = 10, 3
"""Texts that agree in all numbers of one of ten bands are compared: 0.91 of those that share 0.6 of their pairs."""
SEED = 1
ALIKE = 0.6
"""Share of common pairs from which two texts are near-duplicates."""
_REST, _LOW = 16, 0xFFFF
_ENTRY = Struct("<HI")
"""A band has 32 bits: half of them are its bucket, the others stand there beside the number of the article."""


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


def _entries(number: int, found: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Bucket and entry of each band of an article: what the bucket does not tell of the band, and the number."""
    for band in found:
        yield band >> _REST, _ENTRY.pack(band & _LOW, number)


def keep_bands(db: apsw.Connection, number: int, found: Sequence[int]) -> None:
    """Keep the bands of an article under its number in the index: a few hundred articles share a bucket."""
    db.executemany(
        "INSERT INTO ix.band VALUES (?,?)"
        " ON CONFLICT (bucket) DO UPDATE SET near = CAST(near || excluded.near AS BLOB)",
        list(_entries(number, found)),
    )


def drop_bands(db: apsw.Connection) -> None:
    """Forget the bands of numbers that the index does not have any more."""
    alive = {number for (number,) in db.execute("SELECT n FROM ix.doc")}
    found: list[Any] = db.execute("SELECT bucket, near FROM ix.band").fetchall()
    for bucket, near in found:
        kept = b"".join(_ENTRY.pack(*entry) for entry in _ENTRY.iter_unpack(near) if entry[1] in alive)
        if not kept:
            db.execute("DELETE FROM ix.band WHERE bucket = ?", (bucket,))
        elif kept != near:
            db.execute("UPDATE ix.band SET near = ? WHERE bucket = ?", (kept, bucket))


def _near(archive: Archive, found: Sequence[int]) -> list[int]:
    """Numbers of the articles that have one of these bands."""
    rest: dict[int, set[int]] = {}
    for band in found:
        rest.setdefault(band >> _REST, set()).add(band & _LOW)
    rows = archive.run(
        f"SELECT bucket, near FROM ix.band WHERE bucket IN ({','.join('?' * len(rest))})", tuple(sorted(rest))
    )
    near = ((bucket, entry) for bucket, packed in rows for entry in _ENTRY.iter_unpack(packed))
    return sorted({number for bucket, (band, number) in near if band in rest[bucket]})


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
        "SELECT a.id, v.text FROM article a JOIN version v USING (version) WHERE a.docid IN (SELECT docid FROM ix.doc"
        " WHERE n IN (SELECT value FROM json_each(?))) AND a.docid <> ? ORDER BY a.docid DESC",
        (dumps(_near(archive, bands(signature(own)))), docid),
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
    company: set[int] = set()
    for (packed,) in archive.stream("SELECT near FROM ix.band"):
        first: dict[int, int] = {}
        for band, number in _ENTRY.iter_unpack(packed):
            other = first.setdefault(band, number)
            if other != number:
                company.update((other, number))
    found = archive.run(
        "SELECT a.id FROM article a WHERE a.docid IN (SELECT docid FROM ix.doc WHERE n IN"
        " (SELECT value FROM json_each(?))) ORDER BY a.docid DESC",
        (dumps(sorted(company)),),
    )
    return iter([ident for (ident,) in found])
