"""Forms of a lemma: the analyser's tables and automaton walked in the other direction."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.morph.lexicon import Entry, Stem, allomorphs, default_table
from xewer.morph.phonology import Shape
from xewer.morph.suffixes import automaton, merge_feats, split_feats
from xewer.text.spell_numbers import number_to_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xewer.morph.suffixes import Feats, Node

__all__ = ["generate"]

_DEPTH = 8  # suffixes in a row; no Uyghur word of the news has more
# pieces that no feature shows: clitics, short copulas, fused auxiliaries, questions
_UNSEEN = frozenset({"MU", "LA", "CHU", "GHU", "MIKIN", "MIDUR", "DUR", "COMPL", "SELF", "KEEP", "Q", "DIM"})
_COPULAS = frozenset({"COP", "COP.Q", "EVID", "MISH", "KI"})
_VARIANT = 0.25  # a spelling this much dearer than the best is left out
_DEAREST = 2.3  # what the analyser would not read either
_LAST_NUMBER = re.compile(r"[0-9]{1,30}")


@lru_cache(maxsize=1)
def _entries() -> dict[tuple[str, str], list[tuple[str, Entry]]]:
    """(lemma, class) -> spellings of its stem."""
    found: dict[tuple[str, str], list[tuple[str, Entry]]] = {}
    for form, entries in default_table().items():
        for entry in entries:
            found.setdefault((entry.stem.lemma, entry.stem.upos), []).append((form, entry))
    return found


def _stems(lemma: str, upos: str) -> list[tuple[str, Entry]]:
    if lemma[-1:].isdecimal():
        return _figures(lemma, upos)
    if lemma[-1:].isascii() and lemma[-1:].isalpha():
        return _latin(lemma, upos)
    return _entries().get((lemma, upos)) or list(allomorphs(Stem(lemma, upos)))


def _latin(lemma: str, upos: str) -> list[tuple[str, Entry]]:
    """A word in Latin letters takes its suffixes by ear: WhatsAppتا. Its harmony is not settled."""
    low = lemma.lower()
    vowel = next((letter for letter in reversed(low) if letter in "aeiou"), "e")
    side = "b" if vowel in "aou" else "f"
    end = "i" if low[-1] in "aeiouy" else "T" if low[-1] in "cfhkpqstx" else "L" if low[-1] == "l" else "D"
    shapes = (Shape(side, vowel in "ou", end), Shape("f" if side == "b" else "b", vowel in "ou", end))
    return [(lemma, Entry(Stem(lemma, upos), "N", shape, 0.5 * place)) for place, shape in enumerate(shapes)]


def _figures(lemma: str, upos: str) -> list[tuple[str, Entry]]:
    """A number in figures takes its suffixes by its last spoken word: 17گە (يەتتىگە), 80گە (سەكسەنگە), 1000غا."""
    digits = _LAST_NUMBER.findall(lemma)[-1]
    spoken = number_to_words(int(digits)).split()[-1]
    stem = Stem(lemma, upos)
    # its own vowel is not written, so it cannot be seen to raise
    sides = {entry.shape.harmony: entry for _, entry in reversed(_stems(spoken, "NUM"))}
    side = min(sides.values(), key=lambda entry: entry.cost).shape
    return [(lemma, Entry(stem, "M" if upos == "NUM" else "N", side._replace(turn="")))]


def generate(
    lemma: str, upos: str, feats: str = "", *, pieces: Sequence[str] = (), every: bool = False
) -> tuple[str, ...]:
    """Forms of a lemma that have exactly the features, best first; empty if the grammar has none.

    An unlisted lemma is inflected by rule. ``pieces``: tags of suffixes that have no feature and are wanted all the
    same, in their order: clitics (``MU``), fused auxiliaries (``SELF``), the question (``Q``). ``every``: rarer
    spellings as well.

    >>> generate("كىتاب", "NOUN", "Case=Dat|Number=Plur")
    ('كىتابلارغا',)
    >>> generate("ئال", "VERB", "Aspect=Perf|VerbForm=Conv", pieces=["SELF"])
    ('ئېلىۋېلىپ',)
    """
    goal = _Goal(dict(split_feats(feats)), tuple(pieces), {})
    machine = automaton()
    for form, entry in _stems(lemma, upos):
        node = machine.node(entry.state, entry.shape)
        _walk(node, form, split_feats(entry.stem.feats), entry.cost, goal, _DEPTH, 0)
    found = goal.found
    if not found:
        return ()
    limit = _DEAREST if every else min(found.values()) + _VARIANT
    return tuple(sorted((f for f, cost in found.items() if cost < limit), key=lambda f: (found[f], f)))


class _Goal(NamedTuple):
    """What is looked for, and what has been found: form -> cost."""

    feats: dict[str, str]
    pieces: tuple[str, ...]
    found: dict[str, float]


def _walk(node: Node, form: str, feats: Feats, cost: float, goal: _Goal, depth: int, used: int) -> None:
    edges = node.edges()
    if used == len(goal.pieces):
        for accept in node.accepts():
            if merge_feats(feats + accept.feats) == goal.feats:
                goal.found[form] = min(goal.found.get(form, 99.0), cost + accept.cost)
    if not depth:
        return
    wanted = goal.pieces[used] if used < len(goal.pieces) else ""
    for piece, alternatives in edges.items():
        for edge in alternatives:
            arc = edge.arc
            if arc.renames:
                continue
            asked = arc.tag == wanted
            if not asked and (arc.tag in _UNSEEN or not _useful(arc.tag, arc.feats, goal.feats)):
                continue
            _walk(edge.target, form + piece, feats + arc.feats, cost + edge.cost, goal, depth - 1, used + asked)


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
