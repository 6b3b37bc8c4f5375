"""Count the letter sequences by which languages are told apart, and write ``src/xewer/data/trigrams-*.tsv``.

Counted from ``languages/*.txt``, ``ntrex/uig.txt`` and ``ntrex/eng.txt`` (NTREX-128, CC BY-SA 4.0) and the training
text of UD_Uyghur-UDT (CC BY-SA 4.0) in the folder of measuring data. All of it is counted, so figures on it flatter:
how good the tables are is measured by counting them anew without the documents that are judged
(``bench/crossvalidate.py``). Languages that are written in several scripts are turned into the others by the letter
tables of ``bench/alphabets.py``; Uyghur by `xewer.text.scripts`, in all its usages.

    python -m bench.count_trigrams ../shared/corpora
"""

from __future__ import annotations

import collections
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.alphabets import ALPHABETS, OTHER, THIRD, transliterate
from xewer.text.detect import WORDS, fold, grams
from xewer.text.normalise import normal_form
from xewer.text.scripts import convert

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).resolve().parents[1] / "src" / "xewer" / "data"
SIZES = {"arabic": 27000, "latin": 19000, "cyrillic": 15000}
SCALE = 100_000
MERGED = {"prs": "fas"}
WEIGHTS = {"real": 3}
UNUSED = {("aze", "arabic"), ("tat", "arabic")}
"""No text of these exists to count, and their tables are too rough to help."""


Lines = list[tuple[int, str]]
"""Lines of text, each with the number of the document it belongs to."""


def documents(root: Path) -> list[int]:
    """The number of the document of each line of NTREX-128."""
    names = (root / "ntrex" / "documents.txt").read_text(encoding="utf-8").split("\n")
    numbers: dict[str, int] = {}
    return [numbers.setdefault(name, len(numbers)) for name in names]


def lines(path: Path, of: list[int] | None = None) -> Lines:
    """Lines of a file with their documents; each is a document of its own where none are known."""
    everything = path.read_text(encoding="utf-8").split("\n")
    return [(of[i] if of else i, line) for i, line in enumerate(everything) if line.strip()]


def chosen(text: Lines, wanted: Callable[[int], bool]) -> list[str]:
    """The lines of some documents."""
    return [line for document, line in text if wanted(document)]


def corpora(root: Path) -> dict[str, dict[str, Lines]]:
    """Script -> language -> lines, with the forms that are made by letter tables.

    ``-real`` marks text that was written so, ``-other`` and ``-third`` further letter tables, ``-udt`` and the like
    further Uyghur.
    """
    found: dict[str, dict[str, Lines]] = {name: collections.defaultdict(list) for name in SIZES}
    arabic, latin, cyrillic = "arb ckb fas prs pus snd urd", "aze tuk tur uzb", "kaz kir tat"
    scripts = {
        **dict.fromkeys(arabic.split(), "arabic"),
        **dict.fromkeys(latin.split(), "latin"),
        **dict.fromkeys(cyrillic.split(), "cyrillic"),
    }
    of = documents(root)
    for path in sorted((root / "languages").glob("*.txt")):
        language = path.stem[:3]
        if path.stem == "kaz-Arab":
            found["arabic"]["kaz-real"] += lines(path)
            continue
        kept = lines(path, of)
        found[scripts[language]][language] += kept
        for mark, alphabets in (("", ALPHABETS), ("-other", OTHER), ("-third", THIRD)):
            for script, table in alphabets.get(language, {}).items():
                if (language, script) not in UNUSED:
                    made = [(d, transliterate(line, table, language, script, usage=mark[1:])) for d, line in kept]
                    found[script][language + mark] += made
    found["latin"]["eng"] += lines(root / "ntrex" / "eng.txt", of)
    for mark, uyghur in (("", lines(root / "ntrex" / "uig.txt", of)), ("-udt", _udt(root / "udt" / "train.conllu"))):
        normal = [(d, normal_form(line)) for d, line in uyghur]
        found["arabic"]["uig" + mark] = normal
        for script, usage in (("cyrillic", ""), ("cyrillic", "kz"), ("cyrillic", "rfa"), ("latin", "")):
            key = "uig" + mark + ("-" + usage if usage else "")
            written = ((d, convert(line, "arabic", script, profile=usage or "standard")) for d, line in normal)
            found[script][key] = [(d, line.replace("\u200c", "")) for d, line in written]
        found["latin"][f"uig{mark}-bare"] = [(d, line.replace("'", "")) for d, line in found["latin"]["uig" + mark]]
    return found


def _udt(path: Path) -> Lines:
    marked = (line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("# text = "))
    return [(-1 - i, line[9:]) for i, line in enumerate(marked)]


def counted(script: str, text: list[str]) -> collections.Counter[str]:
    """How often each sequence stands in some lines."""
    counter: collections.Counter[str] = collections.Counter()
    for line in text:
        for word in WORDS[script].findall(fold(line)):
            counter.update(grams(word))
    return counter


def merged(counts: dict[str, collections.Counter[str]]) -> dict[str, collections.Counter[str]]:
    """One counter for each language and one for its other spelling (``uzb+``); real text weighs more than made."""
    sums: dict[str, collections.Counter[str]] = {}
    for language, counter in counts.items():
        name, _, kind = language.partition("-")
        name = MERGED.get(name, name) + {"other": "+", "third": "++"}.get(kind, "")
        total = sums.setdefault(name, collections.Counter())
        weight = WEIGHTS.get(kind, 1)
        for gram, number in counter.items():
            total[gram] += number * weight
    return sums


def count(root: Path) -> None:
    """Count and write the three tables."""
    for script, languages in corpora(root).items():
        counts = {name: counted(script, [line for _, line in text]) for name, text in languages.items()}
        header, rows = table_of(script, counts)
        path = DATA / f"trigrams-{script}.tsv"
        with path.open("w", encoding="utf-8") as out:
            out.write(f"letters\t{header}\n")
            out.writelines(f"{gram}\t{levels}\n" for gram, levels in rows)
        print(path.name, len(rows), "rows", path.stat().st_size, "bytes", header)


def table_of(script: str, parts: dict[str, collections.Counter[str]]) -> tuple[str, list[tuple[str, str]]]:
    """The languages, and the sequences that tell most with their rates per 100,000 of each length."""
    counts = merged(parts)
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
    best = sorted(sorted(worth, key=lambda g: (-worth[g], g))[: SIZES[script]])
    rows = [(g.replace(" ", "_"), "".join(level(rates[g].get(n, 0.0)) for n in names).rstrip(".")) for g in best]
    return " ".join(names), rows


def level(rate: float) -> str:
    """A rate per 100,000 as one digit of base 36, two for each doubling: 1 is 0.5, 3 is 1, 5 is 2; a dot is none."""
    if not rate:
        return "."
    return "0123456789abcdefghijklmnopqrstuvwxyz"[max(1, min(35, 3 + round(2 * math.log2(rate))))]


if __name__ == "__main__":
    count(Path(sys.argv[1]))
