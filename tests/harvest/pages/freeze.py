"""Writes what the pages are (their sums) and which third stays unlooked-at: run once, before anything was measured.

    python tests/harvest/pages/freeze.py

Running it again shows in the log of changes that the set is another one.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from harvest.pages import compose

HERE = Path(__file__).resolve().parent


def line(row: dict[str, str]) -> str:
    """The id of a page and the sum of its bytes and gold."""
    made = compose.sheet(row)
    data = compose.page(made) + json.dumps(compose.gold(made), ensure_ascii=False, sort_keys=True).encode()
    return f"{hashlib.sha256(data).hexdigest()}  {row['id']}"


def main() -> None:
    """Write ``frozen.sha256``, ``later.sha256`` and ``held-out.txt``."""
    rows = compose.rows()
    later = [line(r) for r in compose.rows("later.tsv")]
    (HERE / "later.sha256").write_text("\n".join(later) + "\n", encoding="utf-8")
    (HERE / "frozen.sha256").write_text("\n".join(line(r) for r in rows) + "\n", encoding="utf-8")
    held = random.Random("xewer pages").sample([r["id"] for r in rows], len(rows) // 3)
    (HERE / "held-out.txt").write_text("\n".join(sorted(held)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
