"""Values of the times in the example articles, beside ``dateparser``, which knows Uyghur from CLDR."""

from __future__ import annotations

import json
import time
from datetime import datetime

from bench.texts import GOLD, peak_mb


def run() -> dict[str, object]:
    import xewer

    gold = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(GOLD.glob("*.json"))]
    gold = [g for g in gold if not g["id"].startswith(("latin", "cyrillic"))]
    total = sum(len(g["times"]) for g in gold)
    start = time.process_time()
    right = 0
    for g in gold:
        read = {(t.start, t.end): t.value for t in xewer.read(g["text"], published=g["reference_date"]).times}
        right += sum(read.get((t["start"], t["end"])) == t["value"] for t in g["times"])
    ours = time.process_time() - start
    result: dict[str, object] = {
        "times in the gold": total,
        "xewer, right span and value": right,
        "xewer, seconds": round(ours, 2),
    }
    try:
        import dateparser
    except ImportError:
        return {**result, "dateparser": "not installed", "peak MB": peak_mb()}
    start = time.process_time()
    theirs = 0
    for g in gold:
        base = datetime.fromisoformat(g["reference_date"])
        for t in g["times"]:  # it cannot find spans, so it is given the gold's
            found = dateparser.parse(t["text"], languages=["ug"], settings={"RELATIVE_BASE": base})
            theirs += found is not None and found.strftime("%Y-%m-%d").startswith(t["value"][:10])
    result["dateparser given the spans, right day or prefix"] = theirs
    result["dateparser, seconds"] = round(time.process_time() - start, 2)
    return {**result, "peak MB": peak_mb()}
