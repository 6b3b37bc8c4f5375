"""The suffix automaton: which suffixes may follow which, spelt for the sound shape before them.

``data/suffixes.tsv`` names states and what leads from one to the next. A node is a state with a sound shape; its
edges are spelt out when it is first met, and what a node makes of the rest of a word is remembered, since the same few
thousand endings come again and again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from xewer.errors import DataError
from xewer.model import Segment
from xewer.morph.phonology import Shape, realise
from xewer.resources import read_table

__all__ = ["Automaton", "Ending", "Feats", "Node", "automaton", "join_feats", "merge_feats", "split_feats"]

Feats = tuple[tuple[str, str], ...]
_Found = TypeVar("_Found")
_MEMO_LIMIT = 60_000  # endings remembered before the memory is emptied


class Arc(NamedTuple):
    """One suffix as the grammar lists it."""

    tag: str
    template: str
    target: str
    cost: float
    feats: Feats
    upos: str
    renames: bool


class Accept(NamedTuple):
    """A word may end here."""

    cost: float
    feats: Feats


class Ending(NamedTuple):
    """One way to read the rest of a word after its stem.

    ``feats`` are in the order met, later ones win. ``upos`` is empty if the stem's stays. ``renamed``: how many of
    the segments belong to the lemma (0: none), ``tail`` the citation form of the last of those.
    """

    segments: tuple[Segment, ...]
    feats: Feats
    cost: float
    upos: str = ""
    renamed: int = 0
    tail: str = ""


class Edge(NamedTuple):
    arc: Arc
    target: Node
    cost: float
    citation: str
    segment: Segment


class Node:
    """A state with a shape; :meth:`read` gives the endings that a string can be from here."""

    __slots__ = ("_accepts", "_edges", "_lengths", "_memo", "automaton", "shape", "state")

    def __init__(self, automaton: Automaton, state: str, shape: Shape) -> None:
        self.automaton = automaton
        self.state = state
        self.shape = shape
        self._accepts: tuple[Accept, ...] = ()
        self._edges: dict[str, list[Edge]] | None = None
        self._lengths: tuple[int, ...] = ()
        self._memo: dict[str, tuple[Ending, ...]] = {}

    def edges(self) -> dict[str, list[Edge]]:
        """Spelling -> suffixes that are spelt so here."""
        if self._edges is None:
            accepts, arcs = self.automaton.closure(self.state)
            if self.shape.turn not in ("R", "r", "E"):  # these forms need a suffix that calls for them
                self._accepts = accepts
            found: dict[str, list[Edge]] = {}
            for arc in arcs:
                pieces = realise(arc.template, self.shape)
                if not pieces:
                    continue
                plain = next((p.form for p in pieces if p.shape.turn in ("", "P", "p")), pieces[0].form)
                for piece in pieces:
                    target = self.automaton.node(arc.target, piece.shape)
                    edge = Edge(arc, target, arc.cost + piece.cost, plain, Segment(piece.form, arc.tag))
                    found.setdefault(piece.form, []).append(edge)
            self._lengths = tuple(sorted({len(form) for form in found}))
            self._edges = found
        return self._edges

    def accepts(self) -> tuple[Accept, ...]:
        """Ways in which a word may end here."""
        self.edges()
        return self._accepts

    def read(self, rest: str) -> tuple[Ending, ...]:
        """All endings that ``rest`` can be."""
        known = self._memo.get(rest)
        if known is not None:
            return known
        edges = self.edges()
        if not rest:
            found = [Ending((), accept.feats, accept.cost) for accept in self._accepts]
        else:
            found = []
            for length in self._lengths:
                if length > len(rest):
                    break
                for edge in edges.get(rest[:length], ()):
                    found += [_extend(edge, tail) for tail in edge.target.read(rest[length:])]
        result = tuple(found)
        self.automaton.remember(self._memo, rest, result)
        return result


def _extend(edge: Edge, tail: Ending) -> Ending:
    arc = edge.arc
    upos, renamed, citation = tail.upos, tail.renamed, tail.tail
    if renamed:
        renamed += 1
    elif arc.renames:
        renamed, citation = 1, edge.citation
    return Ending(
        (edge.segment, *tail.segments),
        (*arc.feats, *tail.feats),
        edge.cost + tail.cost,
        upos or arc.upos,
        renamed,
        citation,
    )


class Automaton:
    """The grammar, its nodes, and how much of their memory is in use."""

    def __init__(self, rows: tuple[dict[str, str], ...]) -> None:
        self._arcs: dict[str, list[Arc]] = {}
        self._accepts: dict[str, list[Accept]] = {}
        self._closures: dict[str, tuple[tuple[Accept, ...], tuple[Arc, ...]]] = {}
        self._nodes: dict[tuple[str, Shape], Node] = {}
        self._memos: list[dict[str, Any]] = []
        self._used = 0
        for row in rows:
            self._add(row)

    def _add(self, row: dict[str, str]) -> None:
        try:
            cost = float(row["cost"] or 0)
        except ValueError as error:
            raise DataError(f"suffixes.tsv: cost {row['cost']!r} of {row['state']} is no number") from error
        feats = split_feats(row["feats"])
        if row["tag"] == "#":
            self._accepts.setdefault(row["state"], []).append(Accept(cost, feats))
        else:
            arc = Arc(row["tag"], row["template"], row["next"], cost, feats, row["upos"], row["lemma"] == "+")
            self._arcs.setdefault(row["state"], []).append(arc)

    def closure(self, state: str) -> tuple[tuple[Accept, ...], tuple[Arc, ...]]:
        """Ends and suffixes of a state, those of the states it includes among them."""
        known = self._closures.get(state)
        if known is None:
            if state not in self._arcs and state not in self._accepts:
                raise DataError(f"suffixes.tsv has no state {state!r}")
            accepts = list(self._accepts.get(state, ()))
            arcs = []
            for arc in self._arcs.get(state, ()):
                if arc.template:
                    arcs.append(arc)
                    continue
                inner_accepts, inner_arcs = self.closure(arc.target)
                accepts += [Accept(a.cost + arc.cost, arc.feats + a.feats) for a in inner_accepts]
                arcs += [a._replace(cost=a.cost + arc.cost, feats=arc.feats + a.feats) for a in inner_arcs]
            known = self._closures[state] = (tuple(accepts), tuple(arcs))
        return known

    def node(self, state: str, shape: Shape) -> Node:
        """The node of a state and a shape (made when first asked for)."""
        node = self._nodes.get((state, shape))
        if node is None:
            node = self._nodes[state, shape] = Node(self, state, shape)
        return node

    def remember(self, memo: dict[str, _Found], rest: str, found: _Found) -> None:
        """Keep a result; all memory is emptied when there is too much of it."""
        if self._used >= _MEMO_LIMIT:
            for other in self._memos:
                other.clear()
            self._memos.clear()
            self._used = 0
        if not memo:
            self._memos.append(memo)
        memo[rest] = found
        self._used += 1

    @property
    def size(self) -> int:
        """How many nodes have been made."""
        return len(self._nodes)


def split_feats(feats: str) -> Feats:
    """Pairs of a UD feature string."""
    if not feats:
        return ()
    pairs = [pair.partition("=") for pair in feats.split("|")]
    return tuple((key, value) for key, _, value in pairs)


def merge_feats(feats: Feats) -> dict[str, str]:
    """Later values win; ``?x`` only fills a gap, an empty value takes the feature away.

    >>> merge_feats((("Mood", "Pot"), ("Mood", "?Ind"), ("Case", "Gen"), ("Case", "Acc")))
    {'Mood': 'Pot', 'Case': 'Acc'}
    """
    merged: dict[str, str] = {}
    for key, value in feats:
        if value.startswith("?"):
            merged.setdefault(key, value[1:])
        elif value:
            merged[key] = value
        else:
            merged.pop(key, None)
    return merged


@lru_cache(maxsize=20_000)
def join_feats(stem: str, feats: Feats) -> str:
    """UD string of a stem's own features and those of an ending, sorted by name.

    >>> join_feats("PronType=Dem", (("Case", "?Nom"),))
    'Case=Nom|PronType=Dem'
    """
    merged = merge_feats(split_feats(stem) + feats)
    return "|".join(f"{key}={merged[key]}" for key in sorted(merged, key=str.lower))


@lru_cache(maxsize=1)
def automaton() -> Automaton:
    """The automaton of ``data/suffixes.tsv``."""
    return Automaton(read_table("suffixes.tsv"))
