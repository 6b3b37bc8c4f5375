"""Forms of a lemma: the analyser's tables and automaton walked in the other direction."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.morph.lexicon import Entry, Stem, allomorphs, default_table
from xewer.morph.suffixes import automaton, merge_feats, split_feats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.morph.suffixes import Feats, Node

__all__ = ["generate"]

_DEPTH = 8  # suffixes in a row; no Uyghur word of the news has more
# pieces that no feature shows: clitics, short copulas, fused auxiliaries, questions
_UNSEEN = frozenset({"MU", "LA", "CHU", "GHU", "MIKIN", "MIDUR", "DUR", "COMPL", "SELF", "KEEP", "Q", "DIM"})
_COPULAS = frozenset({"COP", "EVID", "MISH", "KI"})
_VARIANT = 0.25  # a spelling this much dearer than the best is left out


@lru_cache(maxsize=1)
def _entries() -> dict[tuple[str, str], list[tuple[str, Entry]]]:
    """(lemma, class) -> spellings of its stem."""
    found: dict[tuple[str, str], list[tuple[str, Entry]]] = {}
    for form, entries in default_table().items():
        for entry in entries:
            found.setdefault((entry.stem.lemma, entry.stem.upos), []).append((form, entry))
    return found


def _stems(lemma: str, upos: str) -> list[tuple[str, Entry]]:
    return _entries().get((lemma, upos)) or list(allomorphs(Stem(lemma, upos)))


def generate(lemma: str, upos: str, feats: str = "") -> tuple[str, ...]:
    """Forms of a lemma that have exactly the features, best first; empty if the grammar has none.

    An unlisted lemma is inflected by rule. Clitics are not added, they have no feature.

    >>> generate("كىتاب", "NOUN", "Case=Dat|Number=Plur")
    ('كىتابلارغا',)
    """
    wanted = dict(split_feats(feats))
    found: dict[str, float] = {}
    machine = automaton()
    for form, entry in _stems(lemma, upos):
        node = machine.node(entry.state, entry.shape)
        own = split_feats(entry.stem.feats)
        _walk(node, form, own, entry.cost, wanted, found, _DEPTH)
    if not found:
        return ()
    best = min(found.values())
    return tuple(sorted((f for f, cost in found.items() if cost < best + _VARIANT), key=lambda f: (found[f], f)))


def _walk(
    node: Node, form: str, feats: Feats, cost: float, wanted: dict[str, str], found: dict[str, float], depth: int
) -> None:
    edges = node.edges()
    for accept in node.accepts():
        if merge_feats(feats + accept.feats) == wanted:
            found[form] = min(found.get(form, 99.0), cost + accept.cost)
    if not depth:
        return
    for piece, alternatives in edges.items():
        for edge in alternatives:
            if edge.arc.renames or edge.arc.tag in _UNSEEN or not _useful(edge.arc.tag, edge.arc.feats, wanted):
                continue
            _walk(edge.target, form + piece, feats + edge.arc.feats, cost + edge.cost, wanted, found, depth - 1)


def _useful(tag: str, feats: Iterable[tuple[str, str]], wanted: dict[str, str]) -> bool:
    """Whether a suffix can be on the way: no feature of it is foreign to the goal, save those that change later."""
    empty = True
    for key, value in feats:
        empty = False
        if (
            not value
            or value.startswith("?")
            or key in ("VerbForm", "Tense", "Mood", "Aspect", "Case", "Person", "Evident")
        ):
            continue
        if wanted.get(key) != value:
            return False
    return not (empty and tag in _COPULAS)
