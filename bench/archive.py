"""The archive at many synthetic articles: size, time of queries, beside tantivy, FTS5 unicode61 and LIKE in one run.

100,000 articles are wanted, as many are made as ``XEWER_BENCH_SECONDS`` (240; 0: all) allow; ``XEWER_BENCH_ARTICLES``
wants another number, ``make bench-large`` 1,000,000. The peers hold the same texts in files of their own: they find a
form, not a word, so their answers are counted beside ours. Times are those of the machine as it is; compare only what
stands in one run.
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
from xewer.archive.question import ask
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
    wanted = int(os.environ.get("XEWER_BENCH_ARTICLES", "100000"))
    seconds = float(os.environ.get("XEWER_BENCH_SECONDS", "240")) or float("inf")
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder), wanted, seconds)


class _Peers:
    """FTS5 with its own tokenizer, plain text for LIKE, and tantivy where it is installed."""

    def __init__(self, folder: Path) -> None:
        self.db = apsw.Connection(str(folder / "peer.db"))
        self.db.execute("CREATE VIRTUAL TABLE plain USING fts5(text, content='', tokenize='unicode61')")
        self.db.execute("CREATE TABLE body (id INTEGER PRIMARY KEY, text TEXT)")
        self.folder = folder / "tantivy"
        self.folder.mkdir()
        self.seconds = {"FTS5 unicode61": 0.0, "tantivy": 0.0}
        self.tantivy: Any = None
        try:
            import tantivy
        except ImportError:
            return
        schema = (
            tantivy.SchemaBuilder().add_text_field("text", stored=False).add_integer_field("n", stored=True, fast=True)
        )
        self.tantivy = tantivy.Index(schema.build(), path=str(self.folder))
        self.writer = self.tantivy.writer(100_000_000, 1)
        self.document = tantivy.Document

    def add(self, texts: list[str], first: int) -> None:
        start = time.process_time()
        with self.db:
            self.db.executemany("INSERT INTO body (text) VALUES (?)", [(text,) for text in texts])
            self.db.executemany("INSERT INTO plain (text) VALUES (?)", [(text,) for text in texts])
        self.seconds["FTS5 unicode61"] += time.process_time() - start
        if self.tantivy is not None:
            start = time.process_time()
            for n, text in enumerate(texts, first):
                self.writer.add_document(self.document(text=text, n=n))
            self.seconds["tantivy"] += time.process_time() - start

    def done(self) -> None:
        if self.tantivy is not None:
            start = time.process_time()
            self.writer.commit()
            self.writer.wait_merging_threads()
            self.tantivy.reload()
            self.seconds["tantivy"] += time.process_time() - start
            self.searcher = self.tantivy.searcher()

    def best(self, query: str) -> Any:
        return self.searcher.search(self.tantivy.parse_query(query, ["text"]), 20)

    def newest(self, query: str) -> Any:
        return self.searcher.search(self.tantivy.parse_query(query, ["text"]), 20, order_by_field="n")


def _filled(archive: Archive, peers: _Peers, wanted: int, seconds: float) -> tuple[int, int, float]:
    """How many articles, bytes of text and CPU seconds of ours."""
    count = texts = 0
    ours, begun, made = 0.0, time.monotonic(), synthetic(wanted)
    while time.monotonic() - begun < seconds and (some := list(islice(made, 200))):
        start = time.process_time()
        with archive.batch():
            for article in some:
                archive.add(article)
        ours += time.process_time() - start
        peers.add([article.text for article in some], count)
        count += len(some)
        texts += sum(len(a.text.encode()) for a in some)
    peers.done()
    return count, texts, ours


def _one_more(archive: Archive, how_many: int = 60) -> str:
    each = []
    for article in synthetic(how_many, seed=2):
        start = time.perf_counter()
        archive.add(article)
        each.append((time.perf_counter() - start) * 1000)
    cuts = quantiles(each, n=20)
    return f"{cuts[9]:.1f} / {cuts[18]:.1f}"


def _numbers(archive: Archive, query: str) -> Any:
    return archive.run(
        "SELECT rowid FROM ix.fts WHERE fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT 20",
        ask(archive, query).bounds,
    )


def _bounded(archive: Archive, query: str) -> Any:
    from xewer.archive.query import best_of

    return best_of(
        archive,
        ask(archive, query),
        20,
        0,
        _hits(archive.db, "SELECT count(*) FROM ix.fts(?)", ask(archive, query).match),
    )


def _measured(folder: Path, wanted: int, seconds: float) -> dict[str, object]:
    peers = _Peers(folder)
    with Archive(folder / "archive.db") as archive:
        count, texts, ours = _filled(archive, peers, wanted, seconds)

        def parts(schema: str) -> dict[str, int]:
            return dict(archive.run("SELECT name, sum(pgsize) FROM dbstat(?) GROUP BY 1", (schema,)))

        index, file = parts("ix"), parts("main")
        sizes = peers.db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY 1").fetchall()
        plain = sum(int(str(n)) for name, n in sizes if "plain" in str(name))
        out: dict[str, object] = {
            "articles": count,
            "articles wanted": wanted,
            "bytes of text in an article": round(texts / count),
            "index / text": round(sum(index.values()) / texts, 2),
            "largest parts of the index / text": _largest(index, texts),
            "archive file / text": round(sum(file.values()) / texts, 2),
            "largest parts of the archive file / text": _largest(file, texts),
            "FTS5 unicode61 index / text": round(plain / texts, 2),
            "tantivy index / text": round(sum(f.stat().st_size for f in peers.folder.iterdir()) / texts, 2),
            "articles a CPU-second, already read": round(count / ours),
            **{f"{name}, texts a CPU-second": round(count / t) for name, t in peers.seconds.items() if t},
            "articles found for the ten words": sum(search(archive, w, limit=1).total for w in WORDS),
            "FTS5 unicode61 finds": sum(_hits(peers.db, "SELECT count(*) FROM plain(?)", f'"{w}"') for w in WORDS),
            "newest 20 numbers, ms": _spread(lambda w: _numbers(archive, w), WORDS),
            "newest 20 with snippets and count, ms": _spread(lambda w: search(archive, w), WORDS),
            "bounded BM25, 20 numbers, ms": _spread(lambda w: _bounded(archive, w), WORDS),
            "bounded BM25, 20 with snippets, ms": _spread(lambda w: search(archive, w, rank=True), WORDS),
            "phrase, newest 20 numbers, ms": _spread(lambda p: _numbers(archive, p), PHRASES),
            "phrase, 20 with snippets and count, ms": _spread(lambda p: search(archive, p), PHRASES),
            "facets, ms": _spread(lambda w: facets(archive, w), WORDS, 2),
            "20 facts of the ledger, ms": _spread(lambda w: list(facts(archive, w, limit=20)), WORDS, 2),
            "FTS5 unicode61, newest 20 numbers, ms": _spread(lambda w: _plain(peers.db, f'"{w}"', "rowid DESC"), WORDS),
            "FTS5 unicode61, BM25, 20 numbers, ms": _spread(lambda w: _plain(peers.db, f'"{w}"', "rank"), WORDS),
            "FTS5 unicode61, phrase, newest 20, ms": _spread(lambda p: _plain(peers.db, p, "rowid DESC"), PHRASES),
            "LIKE, newest 20 numbers, ms": _spread(
                lambda w: peers.db.execute(
                    "SELECT id FROM body WHERE text LIKE ? ORDER BY id DESC LIMIT 20", (f"%{w}%",)
                ).fetchall(),
                WORDS,
                1,
            ),
        }
        if peers.tantivy is not None:
            out["tantivy finds"] = sum(peers.best(w).count for w in WORDS)
            out["tantivy, newest 20, ms"] = _spread(peers.newest, WORDS)
            out["tantivy, BM25, 20, ms"] = _spread(peers.best, WORDS)
            out["tantivy, phrase BM25, 20, ms"] = _spread(peers.best, PHRASES)
        out["one article more, ms (median / p95)"] = _one_more(archive)
        return {**out, "peak MB": peak_mb()}


def _plain(db: apsw.Connection, match: str, order: str) -> Any:
    return db.execute(f"SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY {order} LIMIT 20", (match,)).fetchall()


def _hits(db: apsw.Connection, sql: str, value: str) -> int:
    return int(db.execute(sql, (value,)).fetchall()[0][0])  # type: ignore[arg-type]


def _largest(parts: dict[str, int], texts: int) -> dict[str, float]:
    most = sorted(parts.items(), key=lambda item: -item[1])[:5]
    return {name: round(size / texts, 2) for name, size in most}
