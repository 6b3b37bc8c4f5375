"""Article extraction on the frozen pages (``tests/harvest/pages``), beside ``trafilatura`` in the same run.

Milliseconds are told for a page of 50 kB, the mean size of saved news pages. The words that are right are told beside
the time: a fast wrong extractor is of no use.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.texts import peak_mb, timed

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

if TYPE_CHECKING:
    from collections.abc import Callable

Read = tuple[str, str | None, str | None, str | None]


def run() -> dict[str, object]:
    import page_scores
    from harvest.pages import compose

    sheets = [compose.sheet(row) for row in compose.rows()]
    pages = [(s.row, compose.page(s), compose.gold(s)) for s in sheets]
    size = sum(len(data) for _, data, _ in pages)
    result: dict[str, object] = {"pages": len(pages), "kB a page": round(size / len(pages) / 1000, 1)}
    ways: dict[str, Callable[[bytes, dict[str, str]], Read]] = {"xewer": _xewer}
    try:
        import trafilatura
    except ImportError:
        result["trafilatura"] = "not installed"
    else:

        def peer(data: bytes, row: dict[str, str]) -> Read:
            found: Any = trafilatura.bare_extraction(data, url=row["url"], with_metadata=True)
            return (found.text or "", found.title, found.date, found.author) if found else ("", None, None, None)

        ways["trafilatura"] = peer
    seconds = {}
    for name, way in ways.items():
        read = [way(data, row) for row, data, _ in pages]
        articles = [(r, gold) for r, (_, _, gold) in zip(read, pages, strict=True) if gold["body"]]
        body = sum(page_scores.f1(gold["body"], r[0]) for r, gold in articles) / len(articles)
        same = [sum((r[i] or None) == gold[k] for r, gold in articles) for i, k in ((1, "title"), (2, "date"))]
        wrong = sum(bool(r[2]) and r[2] != gold["date"] for r, gold in articles)
        seconds[name] = timed(lambda way=way: [way(data, row) for row, data, _ in pages])  # type: ignore[misc]
        result[f"{name}: ms for 50 kB"] = round(1000 * seconds[name] / size * 50_000, 2)
        result[f"{name}: body F1, title, date, wrong dates"] = [
            round(body, 3),
            *(round(n / len(articles), 3) for n in same),
            wrong,
        ]
    if "trafilatura" in seconds:
        result["times as fast as trafilatura"] = round(seconds["trafilatura"] / seconds["xewer"], 1)
    return {**result, "peak MB": peak_mb()}


def _xewer(data: bytes, row: dict[str, str]) -> Read:
    from xewer.errors import InputError
    from xewer.harvest.html import page_record

    try:
        record = page_record(data, row["id"], url=row["url"], captured=row["captured"] or None)
    except InputError:
        return "", None, None, None
    return record.text, record.title, record.published, record.author
