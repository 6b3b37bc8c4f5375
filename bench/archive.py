"""The archive at many synthetic articles: size, time of queries, beside tantivy, FTS5 unicode61 and LIKE in one run.

100,000 articles are wanted, which takes some twenty minutes on a core that has nothing else to do; as many are made as
``XEWER_BENCH_SECONDS`` (1800; 0: all) allow. ``XEWER_BENCH_ARTICLES`` wants another number, ``make bench-large``
1,000,000 (40 GB with the peers, 35 without). With ``XEWER_BENCH_FOLDER`` the files are kept there, and what is there
already is measured again without filling; ``XEWER_BENCH_PEERS=0`` leaves the peers out.

The peers hold the same texts in files of their own: they find a form, not a word, so their answers are counted beside
ours. Times are those of the machine as it is; compare only what stands in one run.
"""

from __future__ import annotations

import json
import os
import sys
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
    """Median and 95th percentile of warm runs in milliseconds: by the clock, and of processor time.

    The clock counts what other programs take of the core as well; processor time is what an idle machine would show.
    """
    for question in asked:
        work(question)
    times = []
    for _ in range(rounds):
        for question in asked:
            start = _now()
            work(question)
            times.append(_since(start))
    return _both(times)


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()


def _since(start: tuple[float, float]) -> tuple[float, ...]:
    return tuple((b - a) * 1000 for a, b in zip(start, _now(), strict=True))


def _both(times: list[tuple[float, ...]]) -> str:
    clock, processor = (quantiles(each, n=20) for each in zip(*times, strict=True))
    return f"{clock[9]:.2f} / {clock[18]:.2f} (processor {processor[9]:.2f} / {processor[18]:.2f})"


def run() -> dict[str, object]:
    wanted = int(os.environ.get("XEWER_BENCH_ARTICLES", "100000"))
    seconds = float(os.environ.get("XEWER_BENCH_SECONDS", "1800")) or float("inf")
    kept = os.environ.get("XEWER_BENCH_FOLDER")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        return _measured(Path(kept), wanted, seconds)
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder), wanted, seconds)


class _Peers:
    """FTS5 with its own tokenizer, plain text for LIKE, and tantivy where it is installed."""

    def __init__(self, folder: Path) -> None:
        self.db = apsw.Connection(str(folder / "peer.db"))
        self.db.execute("PRAGMA journal_mode=WAL").fetchall()
        self.db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS plain USING fts5(text, content='', tokenize='unicode61')")
        self.db.execute("CREATE TABLE IF NOT EXISTS body (id INTEGER PRIMARY KEY, text TEXT)")
        self.folder = folder / "tantivy"
        self.folder.mkdir(exist_ok=True)
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
            self.seconds["tantivy"] += time.process_time() - start

    def open(self) -> None:
        if self.tantivy is not None:
            self.tantivy.reload()
            self.searcher = self.tantivy.searcher()

    def best(self, query: str) -> Any:
        return self.searcher.search(self.tantivy.parse_query(query, ["text"]), 20)

    def newest(self, query: str) -> Any:
        return self.searcher.search(self.tantivy.parse_query(query, ["text"]), 20, order_by_field="n")


def _filled(archive: Archive, peers: _Peers | None, wanted: int, seconds: float) -> dict[str, Any]:
    """How many articles, bytes of text, CPU seconds of ours and of the peers."""
    count = texts = 0
    ours = making = 0.0
    begun, made = time.monotonic(), synthetic(wanted)
    while time.monotonic() - begun < seconds:
        start = time.process_time()
        some = list(islice(made, 200))
        making += time.process_time() - start
        if not some:
            break
        start = time.process_time()
        with archive.batch():
            for article in some:
                archive.add(article)
        ours += time.process_time() - start
        if peers is not None:
            peers.add([article.text for article in some], count)
        count += len(some)
        texts += sum(len(a.text.encode()) for a in some)
        if count % 5000 < 200:
            print(f"  {count} articles, {count / (time.monotonic() - begun):.0f} a second", file=sys.stderr, flush=True)
    if peers is not None:
        peers.done()
    told = dict(peers.seconds) if peers is not None else {}
    wall = time.monotonic() - begun
    return {"count": count, "texts": texts, "ours": ours, "making": making, "wall": wall, "peers": told}


def _one_more(archive: Archive, how_many: int = 60) -> str:
    there = archive.counts()["articles"]  # others than those of an earlier run
    times = []
    for article in synthetic(there + how_many, seed=2, first=there):
        start = _now()
        archive.add(article)
        times.append(_since(start))
    return _both(times)


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


def _sizes(db: apsw.Connection, schema: str) -> dict[str, int]:
    found = db.execute(
        "SELECT name, sum(pgsize) FROM dbstat(?) WHERE aggregate = TRUE GROUP BY 1", (schema,)
    ).fetchall()
    return {str(name): int(str(size)) for name, size in found}


def _measured(folder: Path, wanted: int, seconds: float) -> dict[str, object]:
    note = folder / "filled.json"
    if not note.exists() and (folder / "archive.db").exists():
        raise SystemExit(f"{folder} holds an archive that is not from here, or was not filled to its end")
    peers = _Peers(folder) if os.environ.get("XEWER_BENCH_PEERS", "1") != "0" else None
    with Archive(folder / "archive.db") as archive:
        if not note.exists():
            note.write_text(json.dumps(_filled(archive, peers, wanted, seconds)), encoding="utf-8")
        out = {"articles wanted": wanted, **_ours(archive, json.loads(note.read_text(encoding="utf-8")))}
        if peers is not None:
            peers.open()
            out |= _theirs(peers, json.loads(note.read_text(encoding="utf-8")))
        out["one article more, ms (median / p95)"] = _one_more(archive)
        return {**out, "peak MB": peak_mb()}


def _ours(archive: Archive, filled: dict[str, Any]) -> dict[str, object]:
    count, texts = filled["count"], filled["texts"]
    index, file = _sizes(archive.db, "ix"), _sizes(archive.db, "main")
    return {
        "articles": count,
        "bytes of text in an article": round(texts / count),
        "index / text": round(sum(index.values()) / texts, 3),
        "largest parts of the index / text": _largest(index, texts),
        "archive file / text": round(sum(file.values()) / texts, 2),
        "largest parts of the archive file / text": _largest(file, texts),
        "articles a CPU-second, already read": round(count / filled["ours"]),
        "synthetic articles made a CPU-second": round(count / filled["making"]),
        "articles a second by the clock, with the peers": round(count / filled["wall"]),
        "articles found for the ten words": sum(search(archive, w, limit=1).total for w in WORDS),
        "newest 20 numbers, ms": _spread(lambda w: _numbers(archive, w), WORDS),
        "newest 20 with snippets and count, ms": _spread(lambda w: search(archive, w), WORDS),
        "bounded BM25, 20 numbers, ms": _spread(lambda w: _bounded(archive, w), WORDS),
        "bounded BM25, 20 with snippets, ms": _spread(lambda w: search(archive, w, rank=True), WORDS),
        "phrase, newest 20 numbers, ms": _spread(lambda p: _numbers(archive, p), PHRASES),
        "phrase, 20 with snippets and count, ms": _spread(lambda p: search(archive, p), PHRASES),
        "facets, ms": _spread(lambda w: facets(archive, w), WORDS, 2),
        "20 facts of the ledger, ms": _spread(lambda w: list(facts(archive, w, limit=20)), WORDS, 2),
        "one article by its id, ms": _spread(archive.get, tuple(islice(archive.ids(), 50)), 2),
    }


def _theirs(peers: _Peers, filled: dict[str, Any]) -> dict[str, object]:
    texts = filled["texts"]
    plain = sum(size for name, size in _sizes(peers.db, "main").items() if "plain" in name)
    out: dict[str, object] = {
        **{f"{name}, texts a CPU-second": round(filled["count"] / t) for name, t in filled["peers"].items() if t},
        "FTS5 unicode61 index / text": round(plain / texts, 3),
        "FTS5 unicode61 finds": sum(_hits(peers.db, "SELECT count(*) FROM plain(?)", f'"{w}"') for w in WORDS),
        "FTS5 unicode61, newest 20 numbers, ms": _spread(lambda w: _plain(peers.db, f'"{w}"', "rowid DESC"), WORDS),
        "FTS5 unicode61, BM25, 20 numbers, ms": _spread(lambda w: _plain(peers.db, f'"{w}"', "rank"), WORDS),
        "FTS5 unicode61, phrase, newest 20, ms": _spread(lambda p: _plain(peers.db, p, "rowid DESC"), PHRASES),
        "LIKE, newest 20 numbers, ms": _spread(lambda w: _like(peers.db, w), WORDS, 1),
        "LIKE, count, ms": _spread(
            lambda w: _hits(peers.db, "SELECT count(*) FROM body WHERE text LIKE ?", f"%{w}%"), WORDS[:3], 1
        ),
    }
    if peers.tantivy is not None:
        out["tantivy index / text"] = round(sum(f.stat().st_size for f in peers.folder.iterdir()) / texts, 3)
        out["tantivy finds"] = sum(peers.best(w).count for w in WORDS)
        out["tantivy, newest 20, ms"] = _spread(peers.newest, WORDS)
        out["tantivy, BM25, 20, ms"] = _spread(peers.best, WORDS)
        out["tantivy, phrase BM25, 20, ms"] = _spread(peers.best, PHRASES)
    return out


def _like(db: apsw.Connection, word: str) -> Any:
    return db.execute("SELECT id FROM body WHERE text LIKE ? ORDER BY id DESC LIMIT 20", (f"%{word}%",)).fetchall()


def _plain(db: apsw.Connection, match: str, order: str) -> Any:
    return db.execute(f"SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY {order} LIMIT 20", (match,)).fetchall()


def _hits(db: apsw.Connection, sql: str, value: str) -> int:
    return int(db.execute(sql, (value,)).fetchall()[0][0])  # type: ignore[arg-type]


def _largest(parts: dict[str, int], texts: int) -> dict[str, float]:
    most = sorted(parts.items(), key=lambda item: -item[1])[:5]
    return {name: round(size / texts, 2) for name, size in most}
