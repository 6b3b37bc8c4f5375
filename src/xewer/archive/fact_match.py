"""Which facts of an article fulfil a query: the index tells where its words stand, a fact which places it has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from xewer.archive.index import BODY, place_of
from xewer.archive.matching import Close, Hits, to_fts
from xewer.archive.positions import FactPlaces, read_places
from xewer.archive.query_language import Date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xewer.archive.matching import Plan, PlanNode
    from xewer.archive.store import Archive

__all__ = ["Stands", "facts_that_fit", "fits"]


class Stands(NamedTuple):
    """Where a word or phrase of the query stands: positions in the body, groups."""

    body: tuple[tuple[int, int], ...] = ()
    groups: frozenset[int] = frozenset()


def facts_that_fit(archive: Archive, plan: Plan, docid: int) -> frozenset[int]:
    """Numbers of the facts of one article that fulfil a query by themselves."""
    packed = archive.run("SELECT places, words FROM ix.doc WHERE docid = ?", (docid,))
    if not packed:
        return frozenset()
    stands = _stands(archive, plan, docid, packed[0][1])
    return frozenset(fact.fact for fact in read_places(packed[0][0])[1] if fits(plan.node, stands, fact))


def _stands(archive: Archive, plan: Plan, docid: int, words: int) -> dict[Hits, Stands]:
    asked = [hits for hits in dict.fromkeys(plan.hits) if hits.leaf.field != "title"]
    if not asked:
        return {}
    match = " OR ".join(to_fts(hits) for hits in asked)
    found = archive.run("SELECT xewer_phrases(fts) FROM ix.fts WHERE fts MATCH ? AND rowid = ?", (match, docid))
    owners = [hits for hits in asked for _ in hits.alternatives]  # the phrases of the match, in its order
    body: dict[Hits, list[tuple[int, int]]] = {hits: [] for hits in asked}
    groups: dict[Hits, set[int]] = {hits: set() for hits in asked}
    for phrase, column, position, length in json.loads(found[0][0]) if found else ():
        if column != BODY:
            continue
        group, at = place_of(position, words)
        if group:
            groups[owners[phrase]].add(at)
        else:
            body[owners[phrase]].append((at, at + length))
    return {hits: Stands(tuple(sorted(body[hits])), frozenset(groups[hits])) for hits in asked}


def fits(node: PlanNode, stands: Mapping[Hits, Stands], fact: FactPlaces) -> bool:
    """Whether a fact fulfils the node; title and date hold for the whole article.

    >>> from xewer.archive.query_language import Leaf
    >>> word = Hits(Leaf("putin", "word", "", 0), ((("putin",),),))
    >>> [fits(word, {word: Stands(((3, 4),))}, FactPlaces(1, (), ranges)) for ranges in (((2, 5),), ((5, 9),))]
    [True, False]
    """
    if isinstance(node, Hits):
        if node.leaf.field == "title":
            return True
        return not stands[node].groups.isdisjoint(fact.groups) or bool(_inside(stands[node], fact))
    if isinstance(node, Close):
        return _close(node, stands, fact)
    if isinstance(node, Date):
        return True
    if node.kind == "not":
        return not fits(node.nodes[0], stands, fact)
    check: Callable[..., bool] = any if node.kind == "or" else all
    return check(fits(n, stands, fact) for n in node.nodes)


def _inside(stands: Stands, fact: FactPlaces) -> list[tuple[int, int]]:
    return [hit for hit in stands.body if any(first <= hit[0] and hit[1] <= end for first, end in fact.ranges)]


def _close(node: Close, stands: Mapping[Hits, Stands], fact: FactPlaces) -> bool:
    """Whether one hit of each leaf stands in a stretch with few enough other words."""
    places: list[Sequence[tuple[int, int]]] = [_inside(stands[hits], fact) for hits in node.hits]
    if not all(places):
        return False
    for start, _ in (p for found in places for p in found):
        nearest = [min((hit for hit in found if hit[0] >= start), default=None) for found in places]
        hits = [hit for hit in nearest if hit]
        if len(hits) == len(places):
            words = sum(end - first for first, end in hits)
            if max(end for _, end in hits) - start - words <= node.distance:
                return True
    return False
