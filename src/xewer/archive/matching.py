"""From a query's tree to what the index is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from xewer.archive.english import english_names
from xewer.archive.keys import ALL, SPEECH, asked_forms, clean_key, english_words, is_name, key_word, text_places
from xewer.archive.known_names import learnt_keys, name_keys, other_spellings, sounding_keys, spellings
from xewer.archive.nearest import Run, nearest_keys
from xewer.archive.query_language import Date, Leaf, Near, Node, Not, Or
from xewer.errors import QueryError
from xewer.morph.known import is_known
from xewer.text.detect import detect_script
from xewer.text.scripts import canonical, letter_key

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Branch", "Close", "Expansion", "Hits", "Plan", "PlanNode", "plan", "to_fts"]

_SIGNS = {"person": "p", "org": "o", "place": "g", "by": "b", "event": "e", "source": "s"}
_NAMES = "pog"
_NOBODY = ("#0",)  # numbers begin at 1: a key that no article has
_FEW = 50  # names that a query finds; more are no one's name, but a first name or a title

Alternative = tuple[tuple[str, ...], ...]
"""One way to fulfil a leaf: for each word in a row, the keys that will do."""


class Expansion(NamedTuple):
    """A word of the query and the words that it was widened to."""

    word: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """A leaf with its keys: any of the alternatives; ``prefix``: the last word is a beginning."""

    leaf: Leaf
    alternatives: tuple[Alternative, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A query made ready: its tree with keys, what was widened, and the days that it is held to."""

    node: PlanNode
    hits: tuple[Hits, ...]
    expansions: tuple[Expansion, ...]


@dataclass(frozen=True, slots=True)
class Close:
    """Hits near each other."""

    hits: tuple[Hits, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Branch:
    """``and``, ``or`` or ``not`` over other nodes."""

    kind: str
    nodes: tuple[PlanNode, ...]


PlanNode: TypeAlias = "Hits | Close | Branch | Date"


def plan(tree: Node, run: Run) -> Plan:
    """Find the keys of every word of a query; fuzzy words are looked up in the archive's vocabulary."""
    maker = _Maker(run)
    node = maker.node(tree)
    return Plan(node, tuple(maker.hits), tuple(maker.expansions))


class _Maker:
    def __init__(self, run: Run) -> None:
        self.run = run
        self.hits: list[Hits] = []
        self.expansions: list[Expansion] = []

    def node(self, tree: Node) -> PlanNode:
        if isinstance(tree, Leaf):
            return self.leaf(tree)
        if isinstance(tree, Near):
            return Close(tuple(self.leaf(leaf) for leaf in tree.leaves), tree.distance)
        if isinstance(tree, Not):
            return Branch("not", (self.node(tree.node),))
        if isinstance(tree, Date):
            return tree
        return Branch("or" if isinstance(tree, Or) else "and", tuple(self.node(n) for n in tree.nodes))

    def leaf(self, leaf: Leaf) -> Hits:
        hits = Hits(leaf, tuple(dict.fromkeys(self.alternatives(leaf))), leaf.mode == "prefix")
        if not hits.alternatives:
            raise QueryError(f"there is no word in {leaf.text}", position=leaf.position, hint="write a word")
        self.hits.append(hits)
        return hits

    def alternatives(self, leaf: Leaf) -> list[Alternative]:
        readings = _readings(leaf.text)
        if leaf.mode == "fuzzy":
            return self.fuzzy(leaf, readings)
        if leaf.mode == "exact":
            return [tuple((p[0],) for p in places) for places in readings]
        if leaf.mode == "prefix":
            return self.beginnings(leaf, readings)
        if leaf.field == "lemma":
            way = canonical(leaf.text, detect_script(leaf.text), known=is_known).text
            return [tuple((clean_key(letter_key(w)),) for w in way.split() if clean_key(letter_key(w)))]
        if leaf.field in _SIGNS:
            found = self.names(leaf, readings)
            if leaf.field == "event" and found == _NOBODY:
                return [tuple(p[1:] for p in places) for places in readings]
            return [((*found,),)]
        if leaf.field == "quote":
            return [((SPEECH,), *(p[1:] for p in places)) for places in readings]
        out = [tuple(p[1:] for p in places) for places in readings]
        if leaf.field:
            return out
        english = english_words(leaf.text) if leaf.text.isascii() else []
        if english and (leaf.text != leaf.text.lower() or not self.finds(leaf, out)):
            out += self.english(leaf, english)
        else:
            out = self.respelt(leaf, out)
        return out

    def beginnings(self, leaf: Leaf, readings: Sequence[Sequence[tuple[str, ...]]]) -> list[Alternative]:
        if leaf.field in _SIGNS:
            return [((*self.names(leaf, readings),),)]
        speech: Alternative = ((SPEECH,),) if leaf.field == "quote" else ()
        out: list[Alternative] = [(*speech, (key,)) for key in _starts(readings)]
        english = english_words(leaf.text)
        if len(english) == 1 and not leaf.field:
            found = name_keys(self.run, _NAMES, [(english[0],)], prefix=True)
            out += [((*found,),)] if found else []
        return out

    def names(self, leaf: Leaf, readings: Sequence[Sequence[tuple[str, ...]]]) -> tuple[str, ...]:
        """Keys of all names with the words of a leaf, in English or Uyghur, or its id; a key of nothing if none."""
        sign, prefix = _SIGNS[leaf.field], leaf.mode == "prefix"
        asked = [[p[1:] for p in places] for places in readings] if not prefix else []
        asked += [[(key,) for key in _starts(readings)[:1]]] if prefix else []
        asked += [[(word,) for word in words] for words in english_names(leaf.text)]
        found = [key for words in asked if words for key in name_keys(self.run, sign, words, prefix=prefix)]
        if not found and not prefix and sign in "pogb" and leaf.text.isascii():
            sounds = [sounding_keys(self.run, word) for word in english_words(leaf.text)]
            found = name_keys(self.run, sign, sounds) if all(sounds) else []
        if found and not prefix and len(found) <= _FEW and set(sign) <= set("pogb"):
            found += other_spellings(self.run, sign, found)
        return tuple(dict.fromkeys(found)) or _NOBODY

    def english(self, leaf: Leaf, english: list[str]) -> list[Alternative]:
        """An English name: the names that the archive knows by it, and its Uyghur words as they sound."""
        out: list[Alternative] = []
        for words in english_names(leaf.text):
            found = name_keys(self.run, _NAMES, [(word,) for word in words])
            out += [((*found,),)] if found else []
        sounds = [self.heard(word) for word in english]
        if all(sounds):
            out.append(tuple(tuple(keys) for keys in sounds))
            self.expansions.append(Expansion(leaf.text, tuple(key_word(k) for keys in sounds for k in keys)))
        return out

    def heard(self, word: str) -> list[str]:
        """Uyghur keys of an English word: learnt, or else by its sound, and their other spellings."""
        keys = learnt_keys(self.run, word) or sounding_keys(self.run, word)
        return list(dict.fromkeys((*keys, *(other for key in keys for other in spellings(self.run, key)))))

    def respelt(self, leaf: Leaf, alternatives: list[Alternative]) -> list[Alternative]:
        """The alternatives with other spellings of their names in this archive."""
        out, more = [], []
        for alternative in alternatives:
            places = []
            for keys in alternative:
                new = [k for key in keys if is_name(key) for k in spellings(self.run, key) if k not in keys]
                places.append((*keys, *dict.fromkeys(new)))
                more += new
            out.append(tuple(places))
        if more:
            self.expansions.append(Expansion(leaf.text, tuple(dict.fromkeys(key_word(k) for k in more))))
        return out

    def finds(self, leaf: Leaf, alternatives: list[Alternative]) -> bool:
        """Whether any article has the words as Uyghur.

        In small letters a word is English only where it is nothing else, so that a query gives the same in each script.
        """
        if not alternatives:
            return False
        match = to_fts(Hits(leaf, tuple(alternatives)))
        return bool(self.run("SELECT 1 FROM ix.fts WHERE fts MATCH ? LIMIT 1", (match,)))

    def fuzzy(self, leaf: Leaf, readings: Sequence[Sequence[tuple[str, ...]]]) -> list[Alternative]:
        keys = {key for places in readings for place in places[:1] for key in place[1:]}
        near = list(dict.fromkeys(k for key in sorted(keys) for k in nearest_keys(self.run, key)))
        self.expansions.append(Expansion(leaf.text, tuple(key_word(k) for k in near)))
        return [((key,),) for key in [*sorted(keys), *near]]


def _readings(text: str) -> list[list[tuple[str, ...]]]:
    """Keys of the words of a query text: read in its own script, and left as it is (BBC)."""
    out = []
    for script in dict.fromkeys((detect_script(text), "arabic")):
        places = [p.keys for p in text_places(text, script, asked=True)]
        if places and places not in out:
            out.append(places)
    return out


def _starts(readings: Sequence[Sequence[tuple[str, ...]]]) -> list[str]:
    """Beginnings of words, as keys."""
    keys = ("".join(p[0][1:] for p in places) for places in readings)
    return [key for key in dict.fromkeys(keys) if key]


def _phrase(alternative: Alternative, *, prefix: bool) -> str:
    return (
        '"'
        + " ".join("|".join(f for key in keys for f in asked_forms(key)) for keys in alternative)
        + '"'
        + ("*" if prefix and alternative[-1][0][0] != "#" else "")
    )


def to_fts(node: PlanNode) -> str:
    """The node in the language of FTS5.

    >>> from xewer.archive.query_language import parse
    >>> to_fts(Branch("and", ()))
    '"@all"'
    """
    if isinstance(node, Hits):
        text = " OR ".join(_phrase(a, prefix=node.prefix) for a in node.alternatives)
        return f"{{title}} : ({text})" if node.leaf.field == "title" else f"({text})"
    if isinstance(node, Close):
        return _near(node)
    if isinstance(node, Date):
        return "(" + " OR ".join(f'"{key}"' for key in date_keys(node)) + ")"
    if node.kind == "or":
        return "(" + " OR ".join(map(to_fts, node.nodes)) + ")"
    if node.kind == "not":
        return f'("{ALL}" NOT {to_fts(node.nodes[0])})'
    wanted = [to_fts(n) for n in node.nodes if not _is_not(n)] or [f'"{ALL}"']
    barred = [to_fts(n.nodes[0]) for n in node.nodes if isinstance(n, Branch) and n.kind == "not"]
    text = " AND ".join(wanted)
    return f"(({text}) NOT ({' OR '.join(barred)}))" if barred else f"({text})" if len(wanted) > 1 else text


def _is_not(node: PlanNode) -> bool:
    return isinstance(node, Branch) and node.kind == "not"


def _near(node: Close) -> str:
    """NEAR takes phrases only: one NEAR for each choice of alternatives."""
    choices: list[list[str]] = [[]]
    for hits in node.hits:
        phrases = [_phrase(a, prefix=hits.prefix) for a in hits.alternatives if a[0][0][0] != "#"]
        choices = [[*c, p] for c in choices for p in phrases][:64]
    return "(" + " OR ".join(f"NEAR({' '.join(c)}, {node.distance})" for c in choices) + ")"


def date_keys(days: Date) -> list[str]:
    """Keys of all years, months and days of a range.

    >>> date_keys(Date("2024-12-31", "2026-02-28"))
    ['d:2024-12-31', 'd:2025', 'd:2026-01', 'd:2026-02']
    """
    at = date.fromisoformat(days.low or "1900-01-01")
    end = date.fromisoformat(days.high or f"{date.today().year + 2}-12-31")  # noqa: DTZ011 - a bound, not a time
    out = []
    while at <= end:
        year_end = date(at.year, 12, 31)
        month_end = date(at.year + at.month // 12, at.month % 12 + 1, 1) - timedelta(days=1)
        if at.month == at.day == 1 and year_end <= end:
            out.append(f"d:{at.year:04}")
            at = year_end
        elif at.day == 1 and month_end <= end:
            out.append(f"d:{at.isoformat()[:7]}")
            at = month_end
        else:
            out.append(f"d:{at.isoformat()}")
        if at == date.max:
            break
        at += timedelta(days=1)
    return out or ["d:"]
