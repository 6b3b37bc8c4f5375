"""How well languages are told apart in documents that nothing was counted on: cross-validation over documents.

The articles of NTREX-128 are dealt into five parts. For each part the tables are counted anew on the other four (and
on the training text of UD_Uyghur-UDT), then the sentences of the part, in every language and script, are judged, whole
and cut into pieces of 20 characters. The 53 real lines of Kazakh in Arabic script, which have no documents, are dealt
line by line. ``--strange=-third`` (or ``-other``) leaves those letter tables of ``bench/alphabets.py`` out of the
counting: how the detector does on a spelling of Kazakh, Kyrgyz and Uzbek in Arabic script that it has never met.
``--peers`` judges with the peers too.

    python -m bench.crossvalidate ../shared/corpora
"""

from __future__ import annotations

import collections
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.count_trigrams import MERGED, Lines, chosen, corpora, counted, table_of
from xewer.text import detect as single

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDS = 5


def pieces(line: str, size: int = 20) -> list[str]:
    """The line cut into stretches of ``size`` characters; a shorter rest is left out."""
    return [line[i : i + size] for i in range(0, len(line) - size + 1, size)]


def install(script: str, counts: dict[str, collections.Counter[str]]) -> None:
    """Let the detector use tables that were counted just now."""
    header, rows = table_of(script, counts)
    module: Any = single
    original = module.read_table
    module.read_table = lambda _: [{"letters": gram, header: levels} for gram, levels in rows]
    try:
        single._model.cache_clear()  # noqa: SLF001
        import_module("xewer.text.detect_many")._tables.cache_clear()  # noqa: SLF001
        single._model(script)  # noqa: SLF001
    finally:
        module.read_table = original


def part(lines: Lines, fold: int) -> list[str]:
    """The lines of one part of the documents."""
    return chosen(lines, lambda document: document % FOLDS == fold)


class Score:
    """Right and wrong answers to «is it Uyghur?»."""

    def __init__(self) -> None:
        self.hits = self.misses = self.wrong = self.total = self.right = 0
        self.confused: collections.Counter[str] = collections.Counter()
        self.taken: collections.Counter[str] = collections.Counter()

    def add(self, language: str, found: str) -> None:
        name = MERGED.get(language, language.partition("-")[0])
        self.total += 1
        self.right += found == name
        self.taken[language] += 1
        if name == "uig":
            self.hits += found == "uig"
            self.misses += found != "uig"
        else:
            self.wrong += found == "uig"
        if (name == "uig") != (found == "uig"):
            self.confused[f"{language} as {found}"] += 1

    def f1(self) -> float:
        return 2 * self.hits / max(1, 2 * self.hits + self.misses + self.wrong)


def _named(judge: Callable[[list[str]], list[bool]], lines: list[str]) -> list[str]:
    return ["uig" if yes else "und" for yes in judge(lines)]


def main(root: Path, *, strange: str = "", peers: bool = False) -> None:
    judges: dict[str, Callable[[list[str]], list[str]]] = {
        "xewer": lambda lines: [single.detect(line, explain=False).language for line in lines]
    }
    if peers:
        from bench.detection import peers as others

        for name, yes_or_no in others().items():
            judges[name] = partial(_named, yes_or_no)
    scores: dict[tuple[str, str, str], Score] = collections.defaultdict(Score)
    data = corpora(root)
    for script, languages in data.items():
        parts = {
            language: [counted(script, part(lines, fold)) for fold in range(FOLDS)]
            for language, lines in languages.items()
            if not (strange and language.endswith(strange))
        }
        for fold in range(FOLDS):
            counts = {
                language: sum((c for i, c in enumerate(each) if i != fold), collections.Counter[str]())
                for language, each in parts.items()
            }
            install(script, counts)
            _judge(script, languages, fold, judges, scores)
    single._model.cache_clear()  # noqa: SLF001
    for (judge_name, script, unit), score in scores.items():
        print(f"{judge_name:22} {script:9} {unit:24} F1 of Uyghur {score.f1():.4f}", end="  ")
        print(f"missed {score.misses} of {score.hits + score.misses}, wrongly taken {score.wrong}", end="  ")
        print(f"all right {score.right / score.total:.4f} of {score.total}", dict(score.confused.most_common(7)))


def _judge(
    script: str,
    languages: dict[str, Lines],
    fold: int,
    judges: dict[str, Callable[[list[str]], list[str]]],
    scores: dict[tuple[str, str, str], Score],
) -> None:
    for language, lines in languages.items():
        if language.startswith("uig-"):
            continue  # other text of ours: counted, not judged
        mine = part(lines, fold)
        for name, judge in judges.items():
            cut = [piece for line in mine for piece in pieces(line) if sum(map(str.isalpha, piece)) > 2]
            for unit, texts in (("sentences", mine), ("pieces", cut if name in {"xewer", "pycld2"} else [])):
                for found in judge(texts):
                    scores[name, script, f"{unit}, all spellings"].add(language, found)
                    if not language.endswith(("-other", "-third")):
                        scores[name, script, unit].add(language, found)


if __name__ == "__main__":
    left_out = [a.removeprefix("--strange=") for a in sys.argv if a.startswith("--strange=")]
    main(Path(sys.argv[1]), strange="".join(left_out), peers="--peers" in sys.argv)
