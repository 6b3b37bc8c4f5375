"""Run the benchmarks: ``python -m bench [NAME...]``.

Each measures Xewer and a peer on the same text in the same process, alternating, prints the ratio and the peak memory,
and writes ``bench/results/NAME.json``. Where a peer is not installed its line says so.
"""

from __future__ import annotations

import json
import platform
import sys
from importlib import import_module
from pathlib import Path

BENCHMARKS = ("archive", "conversion", "dates", "desk", "detection", "morphology", "pages", "reading", "scans", "udt")
ON_REQUEST = ("archive_large",)  # hours
RESULTS = Path(__file__).parent / "results"


def main(names: list[str]) -> int:
    RESULTS.mkdir(exist_ok=True)
    for name in names or BENCHMARKS:
        if name not in BENCHMARKS + ON_REQUEST:
            print(f"no such benchmark: {name}; there are {', '.join(BENCHMARKS + ON_REQUEST)}", file=sys.stderr)
            return 2
        result = {
            "python": platform.python_version(),
            "machine": platform.machine(),
            **import_module(f"bench.{name}").run(),
        }
        (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{name}:")
        for key, value in result.items():
            print(f"  {key:<44} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
