"""Count the letter sequences by which languages are told apart, and write ``src/xewer/data/trigrams-*.tsv``.

Counted from the odd lines of ``languages/*.txt`` and ``ntrex/uig.txt``, ``ntrex/eng.txt`` (NTREX-128, CC BY-SA 4.0) and
the training text of UD_Uyghur-UDT (CC BY-SA 4.0) in the folder of measuring data. Even lines are kept for measuring
(`bench/measure_detect.py`). Languages that are written in several scripts are turned into the others by the letter
tables of ``bench/alphabets.py``; Uyghur by `xewer.text.scripts`.

    python -m bench.count_trigrams ../shared/corpora
"""

from __future__ import annotations

import collections
import math
import sys
from pathlib import Path

from bench.alphabets import ALPHABETS, transliterate
from xewer.text.detect import WORDS, fold, grams
from xewer.text.normalise import normal_form
from xewer.text.scripts import convert

DATA = Path(__file__).resolve().parents[1] / "src" / "xewer" / "data"
SIZES = {"arabic": 13500, "latin": 9500, "cyrillic": 7500}
SCALE = 100_000
MERGED = {"prs": "fas"}
UNUSED = {("aze", "arabic"), ("tat", "arabic")}
"""No text of these exists to count, and their tables are too rough to help."""


def lines(path: Path, parity: int) -> list[str]:
    """Lines of one parity: 1 for the odd ones (the first line is line 1), 0 for the even ones."""
    everything = path.read_text(encoding="utf-8").split("\n")
    return [line for number, line in enumerate(everything, start=1) if number % 2 == parity and line.strip()]


def corpora(root: Path, parity: int) -> dict[str, dict[str, list[str]]]:
    """Script -> language -> lines, with the forms that are made by letter tables."""
    found: dict[str, dict[str, list[str]]] = {name: collections.defaultdict(list) for name in SIZES}
    arabic, latin, cyrillic = "arb ckb fas prs pus snd urd", "aze tuk tur uzb", "kaz kir tat"
    scripts = {
        **dict.fromkeys(arabic.split(), "arabic"),
        **dict.fromkeys(latin.split(), "latin"),
        **dict.fromkeys(cyrillic.split(), "cyrillic"),
    }
    for path in sorted((root / "languages").glob("*.txt")):
        language = path.stem[:3]
        kept = lines(path, parity)
        if path.stem == "kaz-Arab":
            found["arabic"]["kaz-real"] += kept
            continue
        found[scripts[language]][language] += kept
        for script, table in ALPHABETS.get(language, {}).items():
            if (language, script) not in UNUSED:
                found[script][language] += [transliterate(line, table, language, script) for line in kept]
    found["latin"]["eng"] += lines(root / "ntrex" / "eng.txt", parity)
    uyghur = [normal_form(line) for line in lines(root / "ntrex" / "uig.txt", parity)]
    if parity:
        train = (root / "udt" / "train.conllu").read_text(encoding="utf-8").split("\n")
        uyghur += [line[9:] for line in train if line.startswith("# text = ")]
    found["arabic"]["uig"] = uyghur
    found["cyrillic"]["uig"] = [convert(line, "arabic", "cyrillic").replace("\u200c", "") for line in uyghur]
    found["latin"]["uig"] = [convert(line, "arabic", "latin").replace("\u200c", "") for line in uyghur]
    return found


def count(root: Path) -> None:
    """Count and write the three tables."""
    data = corpora(root, 1)
    for script, languages in data.items():
        counts: dict[str, collections.Counter[str]] = {}
        for language, text in languages.items():
            counter: collections.Counter[str] = collections.Counter()
            for line in text:
                for word in WORDS[script].findall(fold(line)):
                    counter.update(grams(word))
            name = MERGED.get(language, "kaz" if language == "kaz-real" else language)
            weight = 3 if language == "kaz-real" else 1
            total = counts.setdefault(name, collections.Counter())
            for gram, number in counter.items():
                total[gram] += number * weight
        write(script, counts)


def write(script: str, counts: dict[str, collections.Counter[str]]) -> None:
    """Keep the sequences that tell most, per 100,000 of each length."""
    names = ["uig", *sorted(set(counts) - {"uig"})]
    rates: dict[str, dict[str, float]] = {}
    for name in names:
        sums: collections.Counter[int] = collections.Counter()
        for gram, number in counts[name].items():
            sums[len(gram)] += number
        for gram, number in counts[name].items():
            rates.setdefault(gram, {})[name] = number * SCALE / sums[len(gram)]
    worth = {}
    for gram, by in rates.items():
        mean = sum(by.values()) / len(names)
        own = by.get("uig", 0.0)
        tells = sum(v * abs(math.log((v + 2) / (mean + 2))) for v in by.values()) / len(names)
        against = max(abs(v - own) * abs(math.log((v + 2) / (own + 2))) for v in [*by.values(), 0.0])
        worth[gram] = tells + against
    chosen = sorted(sorted(worth, key=lambda g: (-worth[g], g))[: SIZES[script]])
    path = DATA / f"trigrams-{script}.tsv"
    with path.open("w", encoding="utf-8") as out:
        out.write("letters\t" + " ".join(names) + "\n")
        for gram in chosen:
            levels = "".join(level(rates[gram].get(name, 0.0)) for name in names)
            out.write(f"{gram.replace(' ', '_')}\t{levels.rstrip('.')}\n")
    print(path.name, len(chosen), "rows", path.stat().st_size, "bytes", " ".join(names))


def level(rate: float) -> str:
    """A rate per 100,000 as one digit of base 36, two for each doubling: 1 is 0.5, 3 is 1, 5 is 2; a dot is none."""
    if not rate:
        return "."
    return "0123456789abcdefghijklmnopqrstuvwxyz"[max(1, min(35, 3 + round(2 * math.log2(rate))))]


if __name__ == "__main__":
    count(Path(sys.argv[1]))
