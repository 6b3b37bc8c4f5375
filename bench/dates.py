"""Values of times, beside ``dateparser``, which knows Uyghur from CLDR: in the example articles and the native feed."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.texts import GOLD, peak_mb

TESTS = GOLD.parents[1]
SHARED = Path(os.environ.get("XEWER_SHARED", TESTS.parents[1] / "shared"))


def run() -> dict[str, object]:
    examples = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(GOLD.glob("*.json"))]
    result = _measure([g for g in examples if not g["id"].startswith(("latin", "cyrillic"))], "")
    sys.path.insert(0, str(TESTS))
    import feed_gold

    feed = list(feed_gold.load(TESTS / "gold" / "feed", SHARED).values())
    if feed:
        result |= _measure(feed, "native feed: ")
    return {**result, "peak MB": peak_mb()}


def _measure(gold: list[dict[str, Any]], name: str) -> dict[str, object]:
    import xewer

    total = sum(len(g["times"]) for g in gold)
    start = time.process_time()
    right = 0
    for g in gold:
        read = {(t.start, t.end): t.value for t in xewer.read(g["text"], published=g["reference_date"]).times}
        right += sum(read.get((t["start"], t["end"])) == t["value"] for t in g["times"])
    ours = time.process_time() - start
    result: dict[str, object] = {
        f"{name}times in the gold": total,
        f"{name}xewer, right span and value": right,
        f"{name}xewer, seconds": round(ours, 2),
    }
    try:
        import dateparser
    except ImportError:
        return {**result, "dateparser": "not installed"}
    start = time.process_time()
    theirs = 0
    for g in gold:
        base = datetime.fromisoformat(g["reference_date"])
        for t in g["times"]:  # it cannot find spans, so it is given the gold's
            text = g["text"][t["start"] : t["end"]]
            found = dateparser.parse(text, languages=["ug"], settings={"RELATIVE_BASE": base})
            theirs += found is not None and found.strftime("%Y-%m-%d").startswith(t["value"][:10])
    result[f"{name}dateparser given the spans, right day or prefix"] = theirs
    result[f"{name}dateparser, seconds"] = round(time.process_time() - start, 2)
    return result
