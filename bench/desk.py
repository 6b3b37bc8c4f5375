"""The desk on some thousand synthetic articles: how long its pages take, and what the first one weighs.

``XEWER_BENCH_ARTICLES`` sets how many (3,000 by default; 100,000 take an hour to make); ``XEWER_BENCH_ARCHIVE`` names
one that is there already. The peer is the bare search beside it: the same articles found and given as JSON lines,
without a page. Pages are made in this process, without a network, one after the other.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING
from urllib.parse import quote

from bench.archive import WORDS
from bench.archive_texts import synthetic
from bench.texts import peak_mb
from xewer.archive.query import search
from xewer.archive.store import Archive
from xewer.show.web import create_app

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STATIC = Path(__file__).parents[1] / "src" / "xewer" / "show" / "static"


def run() -> dict[str, object]:
    count = int(os.environ.get("XEWER_BENCH_ARTICLES", "3000"))
    told = os.environ.get("XEWER_BENCH_ARCHIVE")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(told) if told else Path(folder) / "archive.db"
        if not told:
            _fill(path, count)
        return asyncio.run(_measured(path))


def _fill(path: Path, count: int) -> None:
    with Archive(path) as archive:
        made = synthetic(count)
        while some := list(islice(made, 200)):
            with archive.batch():
                for article in some:
                    archive.add(article)


async def _measured(path: Path) -> dict[str, object]:
    import httpx

    with Archive(path) as archive:
        count = archive.counts()["articles"]
        ids = [ident for (ident,) in archive.run("SELECT id FROM article ORDER BY random() LIMIT 60")]
        bare = _times([partial(search, archive, w) for w in WORDS], 5)
    transport = httpx.ASGITransport(app=create_app(path))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        pages = {
            "article": [f"/article/{quote(i)}" for i in ids],
            "article in Latin letters": [f"/article/{quote(i)}?script=latin" for i in ids],
            "search": [f"/?q={quote(w)}" for w in WORDS],
            "search, best match first": [f"/?q={quote(w)}&sort=rank" for w in WORDS],
            "first page": ["/"] * 20,
            "articles nearly the same": [f"/alike/{quote(i)}" for i in ids[:20]],
            "timeline": ["/timeline"] * 5,
            "ledger of a word": [f"/ledger?q={quote(w)}" for w in WORDS],
        }
        out: dict[str, object] = {"articles": count, "bare search, ms (median, p95)": _told(bare)}
        weights: dict[str, int] = {}
        for name, addresses in pages.items():
            times, busy = [], []
            await client.get(addresses[0])  # what only the first pays: templates, tables of language data
            for address in addresses[1:]:  # none of them was drawn before, so that nothing comes from memory
                start, worked = time.perf_counter(), time.process_time()
                answer = await client.get(address)
                times.append((time.perf_counter() - start) * 1000)
                busy.append((time.process_time() - worked) * 1000)  # the clock also tells what others did meanwhile
                assert answer.status_code == 200, address
                weights[name] = max(weights.get(name, 0), len(answer.content))
            out[f"{name}, ms (median, p95)"] = f"{_told(times)}, processor {_told(busy)}"
        kept = sum(p.stat().st_size for p in [*STATIC.glob("*.*"), *STATIC.glob("fonts/*.woff2")])
        out["first page with style, script and fonts, kB"] = round((weights["first page"] + kept) / 1000)
        out["largest article page, kB"] = round(weights["article"] / 1000)
    out["peak MB"] = peak_mb()
    return out


def _times(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        for work in works:
            start = time.perf_counter()
            work()
            times.append((time.perf_counter() - start) * 1000)
    return times


def _told(times: Sequence[float]) -> str:
    cuts = quantiles(times, n=20)
    return f"{cuts[9]:.1f} / {cuts[18]:.1f}"
