"""Recognition of scanned pages: wrong letters in a hundred (CER) on pages drawn from held-out sentences.

The pages are set in UKIJ Tuz of 12 points at 300 dots an inch, and as a bad scanner sees them. The peer is the same
program by itself, as it comes.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

from bench.scan_pages import distance, drawn, font_file, worn
from bench.texts import peak_mb

SHARED = Path(os.environ.get("XEWER_SHARED", Path(__file__).resolve().parents[2] / "shared"))
STARTS = (500, 514, 528)  # lines of the measuring text that nothing was tuned on
LINES = 14


def run() -> dict[str, object]:
    from xewer.harvest.scan import scan_record
    from xewer.harvest.scan_words import tesseract_languages

    text, font = SHARED / "corpora" / "ntrex" / "uig.txt", font_file("UKIJTuz.ttf")
    if "uig" not in tesseract_languages() or font is None or not text.exists():
        return {"scans": "not measured: tesseract with its Uyghur data, the font UKIJ Tuz or ../shared is absent"}
    lines = text.read_text(encoding="utf-8").split("\n")
    result: dict[str, object] = {"pages": len(STARTS)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        for kind in ("clean", "worn"):
            wrong = {"xewer": 0, "tesseract": 0}
            seconds = {"xewer": 0.0, "tesseract": 0.0}
            letters = 0
            for start in STARTS:
                paragraphs = [line.strip() for line in lines[start : start + LINES]]
                page = drawn(paragraphs, font, dots=300 if kind == "clean" else 200)
                dots = 300 if kind == "clean" else 200
                (page if kind == "clean" else worn(page)).save(path, dpi=(dots, dots))
                gold = " ".join(" ".join(paragraphs).split())
                letters += len(gold)
                began = time.perf_counter()
                record = scan_record(path, "page")
                middle = time.perf_counter()
                plain = subprocess.run(
                    ["tesseract", str(path), "stdout", "-l", "uig"],
                    capture_output=True,
                    text=True,
                    check=True,
                    env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                ).stdout
                seconds["xewer"] += middle - began
                seconds["tesseract"] += time.perf_counter() - middle
                wrong["xewer"] += distance(gold, " ".join(f"{record.title or ''} {record.text}".split()))
                wrong["tesseract"] += distance(gold, " ".join(plain.split()))
            for name, count in wrong.items():
                result[f"{kind}: {name}, CER"] = round(count / letters, 4)
            result[f"{kind}: time beside tesseract alone"] = round(seconds["xewer"] / seconds["tesseract"], 1)
    return {**result, "peak MB": peak_mb()}
