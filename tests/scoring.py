"""Scores what Xewer reads against gold annotations.

Spans are paired one to one within an article and layer, best pair first: equal spans ("exact") or spans that
share at least half of the longer one ("overlap"). An attribute line counts a pair only if the attribute is right too.
The definitions are those of the data folder's scorer; `test_scoring.py` checks that both give the same figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Item = Mapping[str, Any]
Test = Callable[[Item, Item], bool]


def shared_part(a: Item, b: Item) -> float:
    """Shared length of two spans over the length of the longer one."""
    common = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return float(max(0, common) / max(a["end"] - a["start"], b["end"] - b["start"], 1))


def _words(name: str | None) -> set[str]:
    return set(re.findall(r"\w+", (name or "").casefold()))


def same_name(a: str | None, b: str | None) -> bool:
    """Equal, or one leaves words of the other out ("Putin" for "Vladimir Putin")."""
    x, y = _words(a), _words(b)
    return bool(x and y) and (x <= y or y <= x)


def same_number(a: float | None, b: float | None) -> bool:
    """Both open, or equal but for rounding."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-9 * max(1.0, abs(a))


def right_speaker(gold: Item, pred: Item) -> bool:
    """The same name, overlapping speaker spans, or nobody in both."""
    span, name = gold.get("speaker"), gold.get("speaker_name")
    if span is None and not name:
        return pred.get("speaker") is None and not pred.get("speaker_name")
    if same_name(name, pred.get("speaker_name")):
        return True
    return bool(span and pred.get("speaker") and shared_part(span, pred["speaker"]) >= 0.5)


def _same(key: str) -> Test:
    return lambda g, p: bool(g.get(key) == p.get(key))


TESTS: dict[str, dict[str, Test]] = {
    "entities": {
        "label": _same("label"),
        "name": lambda g, p: g.get("name") == p.get("name") or same_name(g.get("name"), p.get("name")),
    },
    "times": {
        "type": _same("type"),
        "value": _same("value"),
        "type+value": lambda g, p: g.get("type") == p.get("type") and g.get("value") == p.get("value"),
        "mod": _same("mod"),
    },
    "quantities": {
        "minmax": lambda g, p: same_number(g.get("min"), p.get("min")) and same_number(g.get("max"), p.get("max")),
        "kind": _same("kind"),
        "approx": _same("approx"),
        "unit": _same("unit"),
    },
    "quotes": {"direct": _same("direct"), "speaker": right_speaker},
}
LINES = {
    "entities": ("exact+label", "overlap+label"),
    "times": ("value", "type+value"),
    "quantities": ("minmax",),
    "quotes": ("speaker",),
}
PARTS = {"quotes_direct": ("quotes", True), "quotes_indirect": ("quotes", False)}


def pair(gold: list[Item], pred: list[Item], tests: Iterable[Test]) -> list[tuple[Item, Item, bool]]:
    """One-to-one pairs ``(gold, predicted, exact)``; ties go to the pair with more equal attributes."""
    tests = list(tests)
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            share = shared_part(g, p)
            if share >= 0.5:
                candidates.append((-share, -sum(t(g, p) for t in tests), i, j))
    used_gold: set[int] = set()
    used_pred: set[int] = set()
    pairs = []
    for share, _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_pred:
            used_gold.add(i)
            used_pred.add(j)
            pairs.append((gold[i], pred[j], share == -1))
    return pairs


def score(gold: Mapping[str, Item], pred: Mapping[str, Item]) -> dict[str, float]:
    """Flat figures, ``layer.line.p/r/f1`` and ``layer.attribute`` (accuracy on overlap pairs), summed over articles."""
    figures: dict[str, float] = {}
    for line in (*TESTS, *PARTS):
        layer, direct = PARTS.get(line, (line, None))
        tests = TESTS[layer]
        n: Counter[str] = Counter()
        for name, document in gold.items():
            g_items = list(document[layer])
            p_items = list((pred.get(name) or {}).get(layer) or [])
            if direct is not None:
                g_items = [q for q in g_items if bool(q.get("direct")) == direct]
                p_items = [q for q in p_items if bool(q.get("direct")) == direct]
            n["gold"] += len(g_items)
            n["pred"] += len(p_items)
            for g, p, exact in pair(g_items, p_items, tests.values()):
                n["overlap"] += 1
                n["exact"] += exact
                for key, test in tests.items():
                    right = test(g, p)
                    n[key] += right
                    n["exact+" + key] += exact and right
        n["overlap+label"] = n["label"]
        for key in ("exact", "overlap", *LINES[layer]):
            p_value = n[key] / n["pred"] if n["pred"] else float(not n["gold"])
            r_value = n[key] / n["gold"] if n["gold"] else float(not n["pred"])
            figures[f"{line}.{key}.p"] = p_value
            figures[f"{line}.{key}.r"] = r_value
            figures[f"{line}.{key}.f1"] = 2 * p_value * r_value / (p_value + r_value) if p_value + r_value else 0.0
        for key in tests:
            figures[f"{line}.{key}"] = n[key] / n["overlap"] if n["overlap"] else 1.0
    return figures
