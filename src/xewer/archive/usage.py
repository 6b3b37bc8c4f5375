"""Words for the same thing in the usage of the PRC and of the exile: offered with a search, taken in when asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.archive.keys import text_places
from xewer.archive.matching import Expansion
from xewer.archive.query_language import And, Leaf, Near, Not, Or
from xewer.resources import read_table
from xewer.text.detect import detect_script

if TYPE_CHECKING:
    from xewer.archive.query_language import Node

__all__ = ["usage_pairs", "widened"]

_FIELDS = frozenset({"", "title", "quote", "place", "org", "by"})


@lru_cache(maxsize=1)
def _pairs() -> dict[tuple[str, ...], tuple[str, ...]]:
    out: dict[tuple[str, ...], list[str]] = {}
    for row in read_table("usage_pairs.tsv"):
        for word, other in ((row["prc"], row["exile"]), (row["exile"], row["prc"])):
            out.setdefault(_keys(word, "arabic"), []).append(other)
    return {keys: tuple(others) for keys, others in out.items()}


def _keys(text: str, script: str | None) -> tuple[str, ...]:
    """Likeliest dictionary form of each word; a name keeps its ending inside."""
    return tuple(place.keys[1] for place in text_places(text, script, asked=True) if len(place.keys) > 1)


def usage_pairs(text: str) -> tuple[str, ...]:
    """What the other usage calls the thing, in any script and with any ending; empty if both call it the same.

    >>> usage_pairs("junggoning")
    ('خىتاي',)
    """
    return _pairs().get(_keys(text, detect_script(text)), ())


def widened(tree: Node) -> tuple[Node, tuple[Expansion, ...]]:
    """A query with the words of the other usage beside its own, and which these are; words after ``=`` stay alone.

    >>> from xewer.archive.query_language import parse
    >>> widened(parse("خىتاي"))[1]
    (Expansion(word='خىتاي', words=('جۇڭگو', 'خەنزۇ')),)
    """
    found: list[Expansion] = []
    return _node(tree, found), tuple(dict.fromkeys(found))


def _node(tree: Node, found: list[Expansion]) -> Node:
    if isinstance(tree, Leaf):
        return _leaf(tree, found)
    if isinstance(tree, Near):
        for leaf in tree.leaves:
            _leaf(leaf, found)
        return Or(tuple(_nears(tree)))
    if isinstance(tree, Not):
        return Not(_node(tree.node, found))
    if isinstance(tree, And):
        return And(tuple(_node(n, found) for n in tree.nodes))
    return Or(tuple(_node(n, found) for n in tree.nodes)) if isinstance(tree, Or) else tree


def _leaf(leaf: Leaf, found: list[Expansion]) -> Node:
    choices = _choices(leaf)
    if len(choices) == 1:
        return leaf
    found.append(Expansion(leaf.text, tuple(c.text for c in choices[1:])))
    return Or(tuple(choices))


def _choices(leaf: Leaf) -> list[Leaf]:
    """The leaf, and the same with the words of the other usage."""
    others = usage_pairs(leaf.text) if leaf.mode in {"word", "phrase"} and leaf.field in _FIELDS else ()
    return [leaf, *(Leaf(other, "phrase", leaf.field, leaf.position) for other in others)]


def _nears(near: Near) -> list[Near]:
    chosen: list[tuple[Leaf, ...]] = [()]
    for leaf in near.leaves:
        chosen = [(*before, choice) for before in chosen for choice in _choices(leaf)][:16]
    return [Near(leaves, near.distance, near.position) for leaves in chosen]
