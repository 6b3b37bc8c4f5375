"""A query made ready for one archive: what the index is asked, and where in the text its answers stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xewer.archive.days import PER_DAY, day_number
from xewer.archive.index import BODY, place_of
from xewer.archive.keys import body_spans
from xewer.archive.matching import Expansion, Plan, plan, to_fts
from xewer.archive.positions import read_groups
from xewer.archive.query_language import And, Date, Node, parse
from xewer.archive.token_columns import token_spans
from xewer.archive.usage import widened
from xewer.errors import QueryError

if TYPE_CHECKING:
    from xewer.archive.store import Archive

__all__ = ["Question", "ask", "days_of", "hits_json", "spans_of"]

_FIRST, _LAST = -(1 << 62), 1 << 62


@dataclass(frozen=True, slots=True)
class Question:
    """A query made ready for the index: its match, the row numbers that it is held to, its plan.

    ``offers`` are words of the other usage that it has or could have.
    """

    match: str
    low: int
    high: int
    plan: Plan
    offers: tuple[Expansion, ...] = ()

    @property
    def bounds(self) -> tuple[str, int, int]:
        """Values for ``fts MATCH ? AND rowid BETWEEN ? AND ?``."""
        return self.match, self.low, self.high


def ask(archive: Archive, query: str, *, variants: bool = False) -> Question:
    """Make a query ready; with ``variants`` words of the other usage (PRC, exile) count as well.

    Raises:
        QueryError: it cannot be understood; knows the spot and has a hint.
    """
    tree, low, high = days_of(parse(query))
    wider, offers = widened(tree)
    try:
        made = plan(wider if variants else tree, archive.run)
    except QueryError as error:
        error.query = query
        raise
    return Question(to_fts(made.node), low, high, made, offers)


def days_of(tree: Node) -> tuple[Node, int, int]:
    """Take dates that hold for the whole query out of its tree: they are a range of rows."""
    nodes = tree.nodes if isinstance(tree, And) else (tree,)
    low, high = _FIRST, _LAST
    rest = []
    for node in nodes:
        if isinstance(node, Date):
            low = max(low, (day_number(node.low) or 0) * PER_DAY)
            high = min(high, ((day_number(node.high) or 1 << 40) + 1) * PER_DAY - 1)
        else:
            rest.append(node)
    return And(tuple(rest)), low, high


def hits_json(archive: Archive, question: Question, docid: int) -> str:
    """Where a question's words stand in one article: JSON of [column, position, length]."""
    found = archive.run("SELECT xewer_hits(fts) FROM ix.fts WHERE fts MATCH ? AND rowid = ?", (question.match, docid))
    return str(found[0][0]) if found else "[]"


def spans_of(archive: Archive, docid: int, where: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Spans of hits in the text: of words, and of names that were asked for in English where no word was hit."""
    told = json.loads(where)
    found = archive.run(
        "SELECT d.words, d.places, v.data, v.text, a.script FROM ix.doc d JOIN article a USING (docid)"
        " JOIN version v USING (version) WHERE d.docid = ?",
        (docid,),
    )
    if not found:
        return [], []
    count, places, packed, text, script = found[0]
    body = body_spans(token_spans(packed), text, script)
    hits = [(*place_of(at, count), n) for column, at, n in told if column == BODY]
    words = [(body[at][0], body[at + n - 1][1]) for group, at, n in hits if not group and at + n <= len(body)]
    groups = read_groups(places) if any(group for group, _, _ in hits) else []
    ranges = [groups[at] for group, at, _ in hits if group and at < len(groups)]
    names = [(body[first][0], body[end - 1][1]) for first, end in ranges if first < end <= len(body)]
    return words, [(a, b) for a, b in names if not any(c < b and a < d for c, d in words)]
