"""Names when the tables know nothing that only one article needs: a lower bound beside the tuned figure.

    python tests/cross_names.py            the development articles, tuned and with rows left out
    python tests/cross_names.py FOLDER     the same on gold of another folder

The tables were written with the development articles in view, so their figure flatters. For each article this leaves
out every row of people, public figures, organisations, bodies, places other than the large ones, and English names
whose English stands in the gold of that article and of no other and in none of the examples; then that article is read
and scored. Names that any table of the world's news would have (a president, a city) are left out too if only one
article has them: what is seen is what rules, sounds and the rest of the tables do with names never met. The census
(names/census.tsv) stays whole: it was not picked with any article in view.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("XEWER_SHARED", HERE.parents[1] / "shared"))
FIGURES = ("public_figures", "public_figures_more", "public_figures_long")
WHOLE = ("people", *FIGURES, "organisations", "public_bodies", "places", "public_places")
WORDS = ("english", "english_more")
LARGE = frozenset({"country", "province", "capital", "continent", "sea", "area"})


def words(name: str | None) -> frozenset[str]:
    """The words of an English name.

    >>> sorted(words("Theresa May"))
    ['may', 'theresa']
    """
    return frozenset(re.findall(r"\w+", (name or "").casefold()))


def names_in(document: dict[str, Any]) -> set[frozenset[str]]:
    """The names of a gold article, each as its words."""
    return {words(e["name"]) for e in document["entities"] if e.get("name")}


def only_here(name: str, gold: dict[str, dict[str, Any]], others: list[dict[str, Any]]) -> set[frozenset[str]]:
    """Names of one article that no other has, not even in part."""
    elsewhere = [n for k, d in gold.items() if k != name for n in names_in(d)]
    elsewhere += [n for d in others for n in names_in(d)]
    return {n for n in names_in(gold[name]) if not any(n <= other or other <= n for other in elsewhere)}


def left_out(table: str, row: dict[str, str], names: set[frozenset[str]]) -> bool:
    """Whether a row of a table tells one of these names."""
    if table in WORDS:
        return any(row["name"].casefold() in name for name in names)
    if table not in WHOLE or (table == "places" and row["kind"] in LARGE):
        return False
    own = words(row["name_en"])
    return any(own <= name or name <= own for name in names) if own else False


def read_without(path: Path, names: set[frozenset[str]]) -> dict[str, Any]:
    """One article read in this process by tables without the rows of these names."""
    from xewer import resources

    whole = resources.read_table
    kept: dict[str, Any] = {}

    def fewer(name: str) -> Any:
        if name not in kept:
            table = Path(name).stem if name.startswith("names/") else ""
            kept[name] = tuple(row for row in whole(name) if not left_out(table, row, names))
        return kept[name]

    resources.read_table = fewer
    import xewer

    document = json.loads(path.read_text(encoding="utf-8"))
    return xewer.read(document["text"], published=document["reference_date"]).to_dict()


def figures(gold: dict[str, dict[str, Any]], read: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Exact span and label, overlap and label (F1), and the share of right English names."""
    import scoring

    bare = {n: {**d, "times": [], "quantities": [], "quotes": []} for n, d in gold.items()}
    reached = scoring.score(bare, {n: {**d, "times": [], "quantities": [], "quotes": []} for n, d in read.items()})
    return {k: reached[f"entities.{k}"] for k in ("exact+label.f1", "overlap+label.f1", "name")}


def main() -> None:
    """Print the tuned figures, the lower bound, and how many names were left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "gold" / "dev")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        names = {frozenset(n) for n in json.loads(args.one[1])}
        print(json.dumps(read_without(Path(args.one[0]), names)))
        return
    paths = sorted(args.folder.glob("*.json"))
    if not paths:
        parser.error(f"no gold articles in {args.folder}; give a folder, or set XEWER_SHARED")
    gold = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in paths}
    examples = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((HERE / "gold" / "examples").glob("*.json"))]
    read: dict[str, list[dict[str, Any]]] = {}
    count: Counter[str] = Counter()
    for path in paths:
        names = only_here(path.name, gold, examples)
        count["names"] += len(names_in(gold[path.name]))
        count["left out"] += len(names)
        for without in (set[frozenset[str]](), names):
            wanted = json.dumps([sorted(n) for n in without])
            command = [sys.executable, str(Path(__file__).resolve()), "--one", str(path), wanted]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            read.setdefault(path.name, []).append(json.loads(done.stdout))
    print(f"{len(gold)} articles, {count['names']} names, {count['left out']} of them in one article only")
    for number, title in enumerate(("with all rows", "without the rows of one article only")):
        reached = figures(gold, {name: both[number] for name, both in read.items()})
        print(f"{title}: " + ", ".join(f"{k} {v:.3f}" for k, v in reached.items()))


if __name__ == "__main__":
    main()
