"""Search: newest first, or the best of the newest; each hit with the piece of text that shows it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from xewer.archive.concordance import Line, concordance
from xewer.archive.keys import key_word
from xewer.archive.matching import Branch, Expansion, Hits, to_fts
from xewer.archive.nearest import nearest_keys
from xewer.archive.question import Question, ask, hits_json, spans_of
from xewer.archive.snippets import snippet
from xewer.archive.tallies import counts_over_time, facets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xewer.archive.store import Archive

__all__ = ["Hit", "Line", "Results", "best_of", "concordance", "counts_over_time", "every_hit", "facets", "search"]

RANKED = 20_000  # ranking looks at no more than the newest so many
_LISTED = {
    "event": "SELECT kind FROM fact WHERE layer = 'events' GROUP BY 1 ORDER BY count(*) DESC LIMIT 12",
    "source": "SELECT source FROM article WHERE source IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 12",
}
_WEIGHTS = "1.0, 5.0"  # body, title


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found; ``spans`` are the words found, in code points of ``snippet``."""

    id: str
    title: str | None
    published: str | None
    source: str | None
    url: str | None
    snippet: str
    spans: tuple[tuple[int, int], ...]

    def to_dict(self) -> dict[str, Any]:
        """The hit for JSON."""
        return {**asdict(self), "spans": [list(s) for s in self.spans]}


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found: how many articles, a page of them, what words were widened to, and what to know.

    ``offers``: words of the other usage (PRC, exile), which ``variants`` takes in.
    """

    total: int
    hits: tuple[Hit, ...]
    expansions: tuple[Expansion, ...] = ()
    note: str = ""
    offers: tuple[Expansion, ...] = ()


def search(
    archive: Archive, query: str, *, limit: int = 20, offset: int = 0, rank: bool = False, variants: bool = False
) -> Results:
    """Articles that a query finds, newest first; with ``rank`` the most fitting of the newest 20,000 first.

    Args:
        limit: hits on the page; 0 for all.
        variants: take in words of the other usage (PRC, exile).

    Raises:
        QueryError: the query cannot be understood.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> from xewer.model import Article
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     _ = archive.add(Article(id="1", text="پۇتىننىڭ سۆزى", sha256=""))
    ...     [hit.spans for hit in search(archive, "путин").hits]
    [((0, 8),)]
    """
    question = ask(archive, query, variants=variants)
    expansions = (*question.plan.expansions, *(question.offers if variants else ()))
    offers = () if variants else question.offers
    count = "SELECT count(*) FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ?"
    total = archive.run(count, question.bounds)[0][0]
    if not total:
        return Results(0, (), expansions, _why_nothing(archive, question), offers)
    note = f"ranked among the newest {RANKED} of {total} articles" if rank and total > RANKED else ""
    found = _page(archive, question, limit or -1, offset, total if rank else 0)
    hits = tuple(hit for docid, where in found for hit in _hit(archive, docid, where))
    return Results(total, hits, expansions, note, offers)


def every_hit(archive: Archive, query: str, *, variants: bool = False) -> Iterator[Hit]:
    """All that a query finds, newest first, one after the other: for results of any length.

    Raises:
        QueryError: the query cannot be understood.
    """
    bounds = ask(archive, query, variants=variants).bounds
    for docid, where in archive.stream(
        "SELECT rowid, xewer_hits(fts) FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC",
        bounds,
    ):
        yield from _hit(archive, docid, where)


def _page(archive: Archive, question: Question, limit: int, offset: int, ranked: int) -> list[tuple[int, str]]:
    if not ranked:
        return archive.run(
            "SELECT rowid, xewer_hits(fts) FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ?"
            " ORDER BY rowid DESC LIMIT ? OFFSET ?",
            (*question.bounds, limit, offset),
        )
    return [(docid, hits_json(archive, question, docid)) for docid in best_of(archive, question, limit, offset, ranked)]


def best_of(archive: Archive, question: Question, limit: int, offset: int, total: int) -> list[int]:
    """Row numbers of the most fitting articles of the newest 20,000 that a question finds, of ``total``."""
    low = question.low
    if total > RANKED:
        low = archive.run(
            "SELECT rowid FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
            (*question.bounds, RANKED - 1),
        )[0][0]
    best = archive.run(
        f"SELECT rowid FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ?"
        f" ORDER BY bm25(fts, {_WEIGHTS}), rowid DESC LIMIT ? OFFSET ?",
        (question.match, low, question.high, limit, offset),
    )
    return [docid for (docid,) in best]


def _hit(archive: Archive, docid: int, where: str) -> Iterator[Hit]:
    """The hit, unless another program has just removed the article."""
    for ident, title, published, source, url, text in archive.run(
        "SELECT a.id, a.title, a.published, a.source, a.url, v.text FROM article a JOIN version v USING (version)"
        " WHERE a.docid = ?",
        (docid,),
    ):
        words, names = spans_of(archive, docid, where)
        shown, spans = snippet(text, [*words, *names])
        yield Hit(ident, title, published, source, url, shown, tuple(spans))


def _why_nothing(archive: Archive, question: Question) -> str:
    """Which words no article has, and which are spelt almost so; else that they never come together."""
    parts = []
    for hits in _positive(question.plan.node):
        found = archive.run("SELECT 1 FROM ix.fts WHERE fts MATCH ? LIMIT 1", (to_fts(hits),))
        if not found:
            near, field = _near_words(archive, hits), hits.leaf.field
            said = f"no article has {field}:{hits.leaf.text}" if field else f"no article has {hits.leaf.text}"
            if field in _LISTED:
                near = [str(value) for (value,) in archive.run(_LISTED[field])]
                said += f"; there are {', '.join(near)}" if near else ""
            elif near:
                said += f"; spelt almost so: {' '.join(near)}"
            parts.append(said)
    if parts:
        return ". ".join(parts)
    return "each part is found, but not in one article" if question.plan.hits else "no article of that time"


def _positive(node: Any) -> Iterator[Hits]:
    if isinstance(node, Hits):
        yield node
    elif isinstance(node, Branch) and node.kind != "not":
        for inner in node.nodes:
            yield from _positive(inner)
    elif hasattr(node, "hits"):
        yield from node.hits


def _near_words(archive: Archive, hits: Hits) -> Sequence[str]:
    keys = {key.lstrip("=") for a in hits.alternatives for place in a for key in place if key[0] not in "#@>"}
    near = [k for key in sorted(keys) for k in nearest_keys(archive.run, key, limit=5)]
    return [key_word(k) for k in dict.fromkeys(near)][:5]
