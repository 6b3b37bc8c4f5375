"""What is measured on: the example articles, repeated, so that every clone measures the same text."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "examples"


def articles() -> list[tuple[str, str, str]]:
    """(text, publishing day, name) of the example articles in Arabic script."""
    out = []
    for path in sorted(GOLD.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        if path.stem.startswith(("prc", "exile")):
            out.append((data["text"], data["reference_date"], path.stem))
    return out


def lines(repeat: int = 1) -> list[str]:
    """Lines of the articles; each repetition differs in its numbers, so that no cache of whole lines helps."""
    return [f"{line} {number}" for number in range(repeat) for text, _, _ in articles() for line in text.split("\n")]


def timed(work: Callable[[], object], rounds: int = 3) -> float:
    """Best processor time of some rounds, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def peak_mb() -> float:
    """Peak resident memory of this process so far, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
