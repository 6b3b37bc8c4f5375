"""The archive at some thousand synthetic articles: size of the index, time of queries; beside FTS5 unicode61 and LIKE.

``XEWER_BENCH_ARTICLES`` sets how many (3,000 by default; 100,000 take an hour). The peers hold the same texts in a file
of their own: they find a form, not a word, so their answers are counted beside ours.
"""

from __future__ import annotations

import os
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Any

import apsw

from bench.archive_texts import synthetic
from bench.texts import peak_mb
from xewer.archive.facts import facts
from xewer.archive.query import facets, search
from xewer.archive.store import Archive

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = ("پۇتىن", "ھۆكۈمەت", "خىتاي", "كەلدى", "يىل", "ئادەم", "سۇ", "سۆز", "شەھەر", "ۋەقە")
PHRASES = ('"باش مىنىستىر"', '"تاشقى ئىشلار"', '"خەۋەر قىلدى"', '"بۇ يىل"')


def _spread(work: Callable[[Any], object], asked: tuple[Any, ...], rounds: int = 5) -> str:
    """Median and 95th percentile of warm runs, in milliseconds."""
    for question in asked:
        work(question)
    times = []
    for _ in range(rounds):
        for question in asked:
            start = time.perf_counter()
            work(question)
            times.append((time.perf_counter() - start) * 1000)
    cuts = quantiles(times, n=20)
    return f"{cuts[9]:.2f} / {cuts[18]:.2f}"


def run() -> dict[str, object]:
    count = int(os.environ.get("XEWER_BENCH_ARTICLES", "3000"))
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder), count)


def _measured(folder: Path, count: int) -> dict[str, object]:
    peer = apsw.Connection(str(folder / "peer.db"))
    peer.execute("CREATE VIRTUAL TABLE plain USING fts5(text, content='', tokenize='unicode61')")
    peer.execute("CREATE TABLE body (id INTEGER PRIMARY KEY, text TEXT)")
    texts = 0
    ours = peers = 0.0
    each = []
    with Archive(folder / "archive.db") as archive:
        made = synthetic(count)
        while some := list(islice(made, 200)):
            texts += sum(len(a.text.encode()) for a in some)
            start = time.process_time()
            with archive.batch():
                for article in some:
                    archive.add(article)
            ours += time.process_time() - start
            start = time.process_time()
            rows = [(article.text,) for article in some]
            with peer:
                peer.executemany("INSERT INTO body (text) VALUES (?)", rows)
                peer.executemany("INSERT INTO plain (text) VALUES (?)", rows)
            peers += time.process_time() - start
        for article in synthetic(30, seed=2):
            start = time.perf_counter()
            archive.add(article)
            each.append((time.perf_counter() - start) * 1000)

        def parts(schema: str) -> dict[str, int]:
            return dict(archive.run("SELECT name, sum(pgsize) FROM dbstat(?) GROUP BY 1", (schema,)))

        index, file = parts("ix"), parts("main")
        plain = sum(n for name, n in peer.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY 1") if "plain" in name)
        found = {w: search(archive, w, limit=1).total for w in WORDS}
        peer_found = {w: _hits(peer, "SELECT count(*) FROM plain WHERE plain MATCH ?", f'"{w}"') for w in WORDS}
        return {
            "articles": count,
            "bytes of text in an article": round(texts / count),
            "index / text": round(sum(index.values()) / texts, 2),
            "largest parts of the index / text": _largest(index, texts),
            "archive file / text": round(sum(file.values()) / texts, 2),
            "largest parts of the archive file / text": _largest(file, texts),
            "FTS5 unicode61 index / text": round(plain / texts, 2),
            "articles a CPU-second, already read": round(count / ours),
            "FTS5 unicode61, texts a CPU-second": round(count / peers),
            "one article more, ms (median, p95)": f"{quantiles(each, n=20)[9]:.0f} / {quantiles(each, n=20)[18]:.0f}",
            "articles found for the ten words": sum(found.values()),
            "FTS5 unicode61 finds": sum(peer_found.values()),
            "newest 20 with snippets, ms": _spread(lambda w: search(archive, w), WORDS),
            "bounded BM25, 20 with snippets, ms": _spread(lambda w: search(archive, w, rank=True), WORDS),
            "phrase, 20 with snippets, ms": _spread(lambda p: search(archive, p), PHRASES),
            "facets, ms": _spread(lambda w: facets(archive, w), WORDS, 2),
            "20 facts of the ledger, ms": _spread(lambda w: list(facts(archive, w, limit=20)), WORDS, 2),
            "FTS5 unicode61, newest 20 numbers, ms": _spread(
                lambda w: peer.execute(
                    "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rowid DESC LIMIT 20", (f'"{w}"',)
                ).fetchall(),
                WORDS,
            ),
            "LIKE, newest 20 numbers, ms": _spread(
                lambda w: peer.execute(
                    "SELECT id FROM body WHERE text LIKE ? ORDER BY id DESC LIMIT 20", (f"%{w}%",)
                ).fetchall(),
                WORDS,
                2,
            ),
            "peak MB": peak_mb(),
        }


def _hits(db: apsw.Connection, sql: str, value: str) -> int:
    return int(db.execute(sql, (value,)).fetchall()[0][0])  # type: ignore[arg-type]


def _largest(parts: dict[str, int], texts: int) -> dict[str, float]:
    most = sorted(parts.items(), key=lambda item: -item[1])[:5]
    return {name: round(size / texts, 2) for name, size in most}
