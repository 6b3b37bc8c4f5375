"""How well `xewer.text.detect` tells Uyghur from its neighbours, on the even lines, sentences and 20-character pieces.

python -m bench.measure_detect ../shared/corpora
"""

from __future__ import annotations

import collections
import sys
from pathlib import Path

from bench.count_trigrams import MERGED, corpora
from xewer.text.detect import detect


def pieces(line: str, size: int = 20) -> list[str]:
    """The line cut into stretches of ``size`` characters; a shorter rest is left out."""
    return [line[i : i + size] for i in range(0, len(line) - size + 1, size)]


def main(root: Path, *, show: bool = False) -> None:
    data = corpora(root, 0)
    for script, languages in data.items():
        for unit in ("sentences", "pieces"):
            hits = misses = wrong = total = good = 0
            confused: collections.Counter[str] = collections.Counter()
            for language, lines in languages.items():
                name = MERGED.get(language, "kaz" if language == "kaz-real" else language)
                for line in lines:
                    for text in [line] if unit == "sentences" else pieces(line):
                        if sum(c.isalpha() for c in text) < 3:
                            continue
                        found = detect(text).language
                        total += 1
                        good += found == name
                        hits += found == name == "uig"
                        if name == "uig" and found != "uig":
                            misses += 1
                            confused[f"uig as {found}"] += 1
                            if show and unit == "sentences":
                                print("   missed", found, text)
                        elif name != "uig" and found == "uig":
                            wrong += 1
                            confused[f"{language} as uig"] += 1
                            if show and unit == "sentences":
                                print("   taken", language, text)
            f1 = 2 * hits / max(1, 2 * hits + misses + wrong)
            print(f"{script:9} {unit:9} uig F1 {f1:.4f}  missed {misses}  wrongly taken {wrong}", end="  ")
            print(f"all languages right {good / total:.4f} of {total}", dict(confused.most_common(6)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), show="--show" in sys.argv)
