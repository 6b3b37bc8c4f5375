"""The quality gate: scores what Xewer reads against the gold and fails below ``floors.json``.

    python tests/gate.py             score, compare, exit 1 below a floor
    python tests/gate.py --update    raise the floors to what is reached; never lowers one
    python tests/gate.py --show      every figure, not only those with a floor

The example articles and the frozen pages (``tests/harvest/pages``) are always scored. The acceptance article, the development articles, times and figures of the
native feed and the morphology sentences are scored where the data folder ``../shared`` is there; otherwise the gate says that it could not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import feed_gold
import page_scores
import score_events
import scoring
import twins_of_seed
import xewer

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("XEWER_SHARED", HERE.parents[1] / "shared"))
FLOORS = HERE / "floors.json"
MARGIN = 0.0005  # rounding only: the reader is deterministic

# What a floor is kept for. The rest is printed with --show.
KEPT = (
    "entities.exact+label.f1",
    "entities.overlap+label.p",
    "entities.overlap+label.f1",
    "entities.name",
    "times.overlap.f1",
    "times.value.f1",
    "times.mod",
    "quantities.overlap.f1",
    "quantities.minmax.f1",
    "quantities.approx",
    "quantities.unit",
    "quotes.overlap.p",
    "quotes_direct.overlap.f1",
    "quotes_direct.speaker.f1",
    "quotes_indirect.overlap.f1",
    "quotes_indirect.speaker.f1",
    "lemma",
    "upos",
    "case",
    "lost",
    "type.p",
    "type.f1",
    "argument.p",
    "argument.f1",
    "body.f1",
    "title",
    "date",
    "date.wrong",
    "author",
    "indexes refused",
)


def load(folder: Path) -> dict[str, dict[str, Any]]:
    """Gold articles of a folder, by file name."""
    return {p.name: json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))}


def predict(gold: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Each gold article read by Xewer, published on its reference day."""
    return {
        name: xewer.read(document["text"], published=document["reference_date"]).to_dict()
        for name, document in gold.items()
    }


def morphology(path: Path) -> dict[str, float]:
    """Lemma, part of speech and case on gold tokens (words only; alternatives of the gold count as right)."""
    from xewer.morph import conllu

    text = path.read_text(encoding="utf-8")
    gold = [line.split("\t") for line in text.split("\n") if line and line[0] != "#"]
    tagged = conllu.tag_conllu(conllu.read_conllu(text.split("\n")))
    pred = [line.split("\t") for line in conllu.write_conllu(tagged) if line and line[0] != "#"]
    pairs = [(g, p) for g, p in zip(gold, pred, strict=True) if g[3] != "PUNCT" and "Typo=Yes" not in g[5] + g[9]]

    def pairs_of(cell: str) -> dict[str, str]:
        return dict(x.split("=", 1) for x in cell.split("|") if "=" in x)

    lemma = sum(p[2] in {g[2], *pairs_of(g[9]).get("AltLemma", "").split(",")} for g, p in pairs)
    upos = sum(p[3] in {g[3], *pairs_of(g[9]).get("AltUPOS", "").split(",")} for g, p in pairs)
    nominal = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
    cased = [(g, p) for g, p in pairs if g[3] in nominal and "Case=" in g[5] and "Attr=Yes" not in g[9]]
    case = sum(pairs_of(g[5])["Case"] == pairs_of(p[5]).get("Case") for g, p in cased)
    return {"lemma": lemma / len(pairs), "upos": upos / len(pairs), "case": case / len(cased)}


def figures() -> tuple[dict[str, dict[str, float]], list[str]]:
    """All figures by set, and the sets that could not be scored."""
    reached: dict[str, dict[str, float]] = {}
    absent = []
    examples = load(HERE / "gold" / "examples")
    reached["examples"] = scoring.score(examples, predict(examples))
    pages = page_scores.scored()
    reached["pages"] = page_scores.figures(pages)
    held = page_scores.held_out()
    reached["pages later"] = page_scores.figures(page_scores.scored(page_scores.later()))
    reached["pages held out"] = page_scores.figures([p for p in pages if p.id in held])
    sources = {"seed": SHARED / "seed" / "layers", "dev": SHARED / "gold" / "dev"}
    for name, folder in sources.items():
        gold = load(folder) if folder.is_dir() else {}
        if gold:
            reached[name] = scoring.score(gold, predict(gold))
        else:
            absent.append(name)
    if (SHARED / "gold" / "dev").is_dir():
        reached["events"] = score_events.score()
    else:
        absent.append("events")
    feed = feed_gold.load(HERE / "gold" / "feed", SHARED)
    if feed:
        scored = scoring.score(feed, predict(feed))
        reached["feed"] = {k: v for k, v in scored.items() if k.startswith(feed_gold.SPANS)}
    else:
        absent.append("feed")
    if (SHARED / "seed" / "article.txt").exists():
        reached["twins"] = {"lost": -float(sum(len(t.lost()) for t in twins_of_seed.twins(SHARED)))}
    else:
        absent.append("twins")
    conllu_path = SHARED / "gold" / "morph-dev.conllu"
    if conllu_path.exists():
        reached["morph"] = morphology(conllu_path)
    else:
        absent.append("morph")
    return reached, absent


def main() -> int:
    """Compare with the floors; print a line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    reached, absent = figures()
    passed = failed = 0
    for name, values in reached.items():
        print(f"{name}:")
        for key, value in values.items():
            floor = floors.get(name, {}).get(key)
            if floor is None and not (options.show or key in KEPT):
                continue
            below = floor is not None and value < floor - MARGIN
            failed += below
            passed += floor is not None and not below
            mark = "BELOW" if below else ""
            print(f"  {key:<32} {value:.3f}   floor {'-' if floor is None else format(floor, '.3f')} {mark}")
    for name in absent:
        print(f"not scored, the data folder ../shared is absent or has no such set: {name}")
    if options.update:
        for name, values in reached.items():
            for key in KEPT:
                if key in values:
                    kept = floors.setdefault(name, {})
                    kept[key] = max(
                        kept.get(key, -1e9), int(values[key] * 1000) / 1000 if values[key] >= 0 else values[key]
                    )
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(
            "floors raised where passed" + (f"; {failed} figures are below and stay where they were" if failed else "")
        )
    print(f"{passed} passed, {failed} failed, {len(absent)} skipped")
    if not floors and not options.update:
        print("there are no floors to hold the figures to: make gate-update writes tests/floors.json")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
