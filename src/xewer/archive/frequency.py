"""Words counted: how often, beside what, and in which of two sets of articles more than in the other."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from xewer.archive.question import ask, spans_of
from xewer.archive.token_columns import read_tokens
from xewer.errors import InputError
from xewer.text.scripts import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from xewer.archive.store import Archive

__all__ = ["Collocate", "Frequency", "Key", "collocates", "frequencies", "keyness", "log_dice", "log_likelihood"]

MARKS = frozenset({"PUNCT", "SYM"})
_ALL = (
    "SELECT a.docid, '[]', v.data, v.text, a.script FROM article a JOIN version v USING (version) ORDER BY a.docid DESC"
)
_FOUND = (
    "SELECT f.rowid, xewer_hits(fts), v.data, v.text, a.script FROM ix.fts f JOIN article a ON a.docid = f.rowid"
    " JOIN version v USING (version) WHERE f.fts MATCH ? AND f.rowid BETWEEN ? AND ? ORDER BY f.rowid DESC"
)


class Frequency(NamedTuple):
    """A word, how often it stands, in how many articles, and how often in a million words."""

    word: str
    upos: str
    times: int
    articles: int
    per_million: float


class Collocate(NamedTuple):
    """A word beside the hits: how often there, how often in all that was counted, and how much that is.

    ``log_dice`` is at most 14 and does not depend on the size of the archive; ``log_likelihood`` from 3.84 is chance in
    one case of twenty, from 10.83 in one of a thousand; negative where the word is rarer there than elsewhere.
    """

    word: str
    upos: str
    together: int
    times: int
    log_dice: float
    log_likelihood: float


class Key(NamedTuple):
    """A word and its counts in two sets of articles; ``log_ratio`` 1 means twice as frequent in the first."""

    word: str
    upos: str
    times: int
    other: int
    log_ratio: float
    log_likelihood: float


def log_likelihood(a: int, b: int, total_a: int, total_b: int) -> float:
    """Signed log-likelihood of a word that stands ``a`` and ``b`` times in two sets of so many words.

    >>> round(log_likelihood(20, 5, 1000, 1000), 2), round(log_likelihood(5, 20, 1000, 1000), 2)
    (9.64, -9.64)
    """
    if not a + b or not total_a + total_b:
        return 0.0
    share = (a + b) / (total_a + total_b)
    found = sum(n * math.log(n / (total * share)) for n, total in ((a, total_a), (b, total_b)) if n)
    sign = 1 if a * total_b >= b * total_a else -1
    return sign * 2 * max(found, 0.0)


def log_dice(together: int, a: int, b: int) -> float:
    """How exclusively two words go together: 14 if never one without the other, 1 less for half as often.

    >>> log_dice(10, 10, 10), log_dice(5, 10, 10)
    (14.0, 13.0)
    """
    return 14 + math.log2(2 * together / (a + b)) if together else -math.inf


def _words(packed: bytes, text: str, script: str | None, by: str) -> list[tuple[int, int, tuple[str, str]]]:
    """Span and (word, part of speech) of every word of an article, without marks."""
    out = []
    for token in read_tokens(packed, text):
        if token.get("upos") in MARKS or not any(c.isalnum() for c in text[token["start"] : token["end"]]):
            continue
        word = token.get("lemma") if by == "lemma" else None
        if not word:
            form = text[token["start"] : token["end"]]
            word = form if script == "arabic" else canonical(form, script).text
        out.append((token["start"], token["end"], (str(word), str(token.get("upos", "")))))
    return out


def _articles(archive: Archive, query: str, *, variants: bool) -> Iterator[tuple[Any, ...]]:
    if not query.strip():
        return archive.stream(_ALL)
    return archive.stream(_FOUND, ask(archive, query, variants=variants).bounds)


def _counted(
    archive: Archive, query: str, by: str, *, variants: bool
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """How often each word stands, and in how many articles."""
    if by not in {"lemma", "form"}:
        raise ValueError(f"lemma or form, not {by}")
    counts: Counter[tuple[str, str]] = Counter()
    articles: Counter[tuple[str, str]] = Counter()
    for _, _, packed, text, script in _articles(archive, query, variants=variants):
        words = [word for _, _, word in _words(packed, text, script, by)]
        counts.update(words)
        articles.update(set(words))
    return counts, articles


def _chosen(word: tuple[str, str], upos: str | None) -> bool:
    return upos is None or word[1] == upos.upper()


def frequencies(
    archive: Archive, query: str = "", *, by: str = "lemma", upos: str | None = None, variants: bool = False
) -> list[Frequency]:
    """Words of the articles that a query finds (all articles without one), most frequent first.

    Args:
        by: ``lemma``, the dictionary form chosen in context, or ``form``, the word as written.
        upos: only this part of speech (NOUN, VERB, PROPN ...).
        variants: take in words of the other usage (PRC, exile).

    Raises:
        QueryError: the query cannot be understood.
        ValueError: ``by`` is another word.

    >>> import tempfile
    >>> from xewer.archive.store import Archive
    >>> with tempfile.TemporaryDirectory() as folder, Archive(f"{folder}/a.db") as archive:
    ...     frequencies(archive)
    []
    """
    counts, articles = _counted(archive, query, by, variants=variants)
    total = sum(counts.values())
    return [
        Frequency(*word, n, articles[word], round(n * 1e6 / total, 1))
        for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if _chosen(word, upos)
    ]


def keyness(
    archive: Archive,
    query: str,
    against: str = "",
    *,
    by: str = "lemma",
    upos: str | None = None,
    least: int = 3,
    variants: bool = False,
) -> list[Key]:
    """Words more frequent in what one query finds than in what another finds, the most telling first.

    Args:
        against: the other query; without one all articles that the first does not find.
        least: words that stand less often in both together are left out.

    Raises:
        InputError: one of the two holds no word, so that there is nothing to compare.
        QueryError: a query cannot be understood.
    """
    mine, _ = _counted(archive, query, by, variants=variants)
    others, _ = _counted(archive, against, by, variants=variants)
    if not against.strip():
        others.subtract(mine)
    total, other_total = sum(mine.values()), sum(others.values())
    if not total or not other_total:
        missing = query if not total else against if against.strip() else f"NOT ({query})"
        raise InputError(f"nothing to compare: no article has {missing}", hint="see what `xewer search` finds for it")
    out = []
    for word, n in mine.items():
        other = others[word]
        if n + other >= least and _chosen(word, upos):
            shares = (n + 0.5) / (total + 1), (other + 0.5) / (other_total + 1)  # a half, so that never has a logarithm
            likely = log_likelihood(n, other, total, other_total)
            out.append(Key(*word, n, other, round(math.log2(shares[0] / shares[1]), 2), round(likely, 2)))
    return sorted(out, key=lambda k: (-k.log_likelihood, k.word))


def collocates(
    archive: Archive,
    query: str,
    *,
    window: int = 5,
    by: str = "lemma",
    upos: str | None = None,
    least: int = 2,
    variants: bool = False,
) -> list[Collocate]:
    """Words that stand near the hits of a query, by logDice; compared with the whole archive.

    A word between two hits counts once. Hits themselves do not count.

    Args:
        window: words on each side.
        least: words that stand there less often are left out.
    """
    near: Counter[tuple[str, str]] = Counter()
    hits = 0
    for docid, where, packed, text, script in _articles(archive, query, variants=variants) if query.strip() else ():
        words = _words(packed, text, script, by)
        found, _ = spans_of(archive, docid, where)
        own = _numbers(words, found)
        hits += len(set(found))
        beside = {m for n in own for m in range(max(0, n - window), min(len(words), n + window + 1))} - own
        near.update(words[n][2] for n in beside)
    everywhere, _ = _counted(archive, "", by, variants=False) if near else (Counter(), None)
    total, beside_all = sum(everywhere.values()), sum(near.values())
    out = []
    for word, together in near.items():
        if together < least or not _chosen(word, upos):
            continue
        count = everywhere[word]
        likely = log_likelihood(together, count - together, beside_all, total - beside_all)
        out.append(Collocate(*word, together, count, round(log_dice(together, hits, count), 2), round(likely, 2)))
    return sorted(out, key=lambda c: (-c.log_dice, -c.log_likelihood, c.word))


def _numbers(words: Sequence[tuple[int, int, Any]], found: Sequence[tuple[int, int]]) -> set[int]:
    """Numbers of the words that stand in the spans of hits."""
    starts = [start for start, _, _ in words]
    out: set[int] = set()
    for start, end in found:
        out.update(range(bisect_left(starts, start), bisect_left(starts, end)))
    return out
