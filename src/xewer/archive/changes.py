"""What a new version of an article changed, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from xewer.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.archive.store import Archive

__all__ = ["Piece", "changes", "word_changes"]

_PIECE = re.compile(r"\s+|[^\W_]+(?:[-'’][^\W_]+)*|.", re.DOTALL)


class Piece(NamedTuple):
    """A stretch of two texts: the same in both, or what the old and the new one have there (either may be empty)."""

    same: bool
    old: str
    new: str


def word_changes(old: str, new: str) -> list[Piece]:
    """Two texts as stretches that are the same and stretches that differ; joined, either text is given back.

    >>> word_changes("10 ئادەم ئۆلدى", "12 ئادەم ئۆلدى")
    [Piece(same=False, old='10', new='12'), Piece(same=True, old=' ئادەم ئۆلدى', new=' ئادەم ئۆلدى')]
    """
    return list(_closed(_stretches(_PIECE.findall(old), _PIECE.findall(new))))


def _stretches(a: list[str], b: list[str]) -> Iterator[Piece]:
    head = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    most = min(len(a), len(b)) - head
    tail = next((n for n in range(most) if a[-1 - n] != b[-1 - n]), most)
    if head:
        yield Piece(True, "".join(a[:head]), "".join(b[:head]))
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    for kind, i, j, k, m in SequenceMatcher(None, inner_a, inner_b, autojunk=len(inner_a) > 20_000).get_opcodes():
        yield Piece(kind == "equal", "".join(inner_a[i:j]), "".join(inner_b[k:m]))
    if tail:
        yield Piece(True, "".join(a[len(a) - tail :]), "".join(b[len(b) - tail :]))


def _closed(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of a kind made one; a space between two changed words counts as changed."""
    out: list[Piece] = []
    for piece in pieces:
        if out and (piece.same == out[-1].same):
            out[-1] = Piece(piece.same, out[-1].old + piece.old, out[-1].new + piece.new)
        elif len(out) > 1 and not piece.same and out[-1].same and out[-1].old.isspace() and not out[-2].same:
            space, before = out.pop(), out.pop()
            out.append(Piece(False, before.old + space.old + piece.old, before.new + space.new + piece.new))
        else:
            out.append(piece)
    return iter(out)


def changes(archive: Archive, id: str, *, seq: int | None = None) -> list[Piece]:  # noqa: A002
    """What a version of an article (the newest without ``seq``) changed in the text of the one before.

    Raises:
        ArchiveError: there is no such article or version, or nothing before it.
    """
    last = seq if seq is not None else len(archive.versions(id))
    old, new = archive.get(id, seq=last - 1), archive.get(id, seq=last)
    if new is None:
        raise ArchiveError(
            f"no article {id}" + (f" with a version {seq}" if seq else ""), hint="`xewer show ID --versions`"
        )
    if old is None:
        raise ArchiveError(f"{id} has no version before {last}", hint="`xewer show ID --versions` lists them")
    return word_changes(old.text, new.text)
