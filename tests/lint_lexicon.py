"""Checks the word tables of ``data/lexicon``; where counted forms are there, also against what writers write.

    python tests/lint_lexicon.py             structure, then contradictions with the counts of ../shared
    python tests/lint_lexicon.py --least 3   counts from 3 on (default 6)

Structure (a test runs it): columns, classes, flags, letters, sorting, the same word and class in two places.
Counts: each row's small paradigm is made as its flags say (مەكتەپ: مەكتىپى, مەكتەپكە …) and as each other flag would have
it (مەكتەپى; مەكتەپقا); where the forms of the rival are written and its own are not, the flag is doubted. Forms that are
also of another word say nothing. A contradiction is for a person to judge.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xewer.morph.analyse import Analyser
from xewer.morph.lexicon import Stem, allomorphs, irregular_entries, load_table
from xewer.morph.phonology import is_vowel, vowels
from xewer.morph.suffixes import automaton
from xewer.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.morph.suffixes import Node

SHARED = Path(os.environ.get("XEWER_SHARED", Path(__file__).resolve().parents[2] / "shared"))
HEADER = ["lemma", "class", "flags", "gloss_en", "register"]
CLASSES = frozenset(
    ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "SCONJ", "VERB"]
)
FLAGS = frozenset(
    ["front", "back", "noraise", "noumlaut", "elide", "raise", "voiceless", "voiced", "tr", "intr", "form"]
)
CLASHES = (("front", "back"), ("voiceless", "voiced"), ("tr", "intr"), ("elide", "noraise"), ("raise", "noumlaut"))
REGISTERS = frozenset(["", "exile", "prc", "old", "spoken", "Kazakhstan"])
FEATURE = r"[A-Z][A-Za-z]*(\[psor\])?=[A-Z0-9][A-Za-z,]*"
FEATURES = re.compile(rf"{FEATURE}(\|{FEATURE})*")
LETTERS = frozenset("ئابپتجچخدرزژسشغفقكگڭلمنھەوۇۆۈۋېىي-=")
# one suffix or two: enough to see harmony, voicing, raising and elision
NOMINAL = frozenset({"PL", "P3", "P1SG", "P1PL", "DAT", "LOC", "ABL", "ACC", "GEN", "KI", "LIQ"})
VERBAL = frozenset({"PAST", "PTCP", "CONV", "COND", "NEG", "VNOUN", "PRES", "3"})
DEAREST = 0.8  # rarer spellings say nothing of a flag
# what each question sets against the row: flags to take away, flags to add
RIVALS = {
    "raising": ((("noraise", "raise"), ()), ((), ("noraise",)), (("noumlaut",), ()), ((), ("noumlaut",))),
    "elision": ((("elide",), ()), ((), ("elide",))),
    "harmony": ((("back",), ("front",)), (("front",), ("back",))),
    "voicing": ((("voiceless",), ()), (("voiced",), ()), ((), ("voiceless",)), ((), ("voiced",))),
}


class Row(NamedTuple):
    """One row and where it stands."""

    place: str
    cells: tuple[str, ...]


def rows_of(folder: Path) -> list[Row]:
    """Every row of every table, comments left out; the header is row 1."""
    found = []
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").rstrip("\n").split("\n"), start=1):
            if not line.startswith("#"):
                found.append(Row(f"{path.name}:{number}", tuple(line.split("\t"))))
    return found


def structure(rows: list[Row]) -> list[str]:
    """What is wrong with the tables as tables."""
    wrong = []
    first: dict[tuple[str, str], str] = {}
    before = ("", "")
    for place, cells in rows:
        table = place.partition(":")[0]
        if place.endswith(":1"):
            if list(cells) != HEADER:
                wrong.append(f"{place}: header {cells}")
            before = (table, "")
            continue
        if len(cells) != len(HEADER):
            wrong.append(f"{place}: {len(cells)} cells")
            continue
        lemma, upos, flags, gloss, register = cells
        wrong += [f"{place}: {lemma}: {what}" for what in row_faults(lemma, upos, flags, gloss, register)]
        if before[0] == table and lemma < before[1]:
            wrong.append(f"{place}: {lemma} is not sorted")
        before = (table, lemma)
        key = (lemma, upos + features(flags))
        if key in first:
            wrong.append(f"{place}: {lemma} {upos} again, first in {first[key]}")
        first.setdefault(key, place)
    return wrong


def features(flags: str) -> str:
    """The features of a row: two words of one class may differ by them alone."""
    return "".join(flag.partition(":")[2] for flag in flags.split())


def row_faults(lemma: str, upos: str, flags: str, gloss: str, register: str) -> list[str]:
    """What is wrong with one row by itself."""
    faults = []
    if upos not in CLASSES:
        faults.append(f"class {upos!r}")
    if strange := sorted(set(lemma) - LETTERS):
        faults.append(f"letters {strange}")
    for piece in re.split("[-=]", lemma):
        # suffixes written apart are words of class PART and may begin with a bare vowel
        if (not piece or is_vowel(piece[0])) and upos != "PART":
            faults.append("begins with a bare vowel or mark")
    if any(cell != cell.strip() or "  " in cell for cell in (lemma, flags, gloss, register)):
        faults.append("stray blanks")
    if not gloss:
        faults.append("no gloss")
    if register not in REGISTERS:
        faults.append(f"register {register!r}")
    names = [flag.partition(":")[0] for flag in flags.split()]
    for flag in flags.split():
        name, colon, value = flag.partition(":")
        if name not in FLAGS and name != "feat":
            faults.append(f"flag {flag!r}")
        if colon and (name not in ("feat", "form") or not FEATURES.fullmatch(value)):
            faults.append(f"features {flag!r}")
    if len(set(names)) != len(names):
        faults.append("a flag twice")
    faults += [f"flags {a} and {b}" for a, b in CLASHES if a in names and b in names]
    if "=" in lemma and "form" not in names:
        faults.append("a form without flag form:")
    if names and "form" not in names:
        faults += idle_flags(lemma, names)
    return faults


def idle_flags(lemma: str, names: list[str]) -> list[str]:
    """Flags that change nothing: the writer meant another word or another flag."""
    faults = []
    alternates = lemma[-1] in "اە" or lemma[-2:-1] in ("ا", "ە")
    if not alternates:
        faults += [f"flag {flag} without a last ا or ە" for flag in ("noraise", "noumlaut", "raise") if flag in names]
    if "noumlaut" in names and vowels(lemma) != 1:
        faults.append("flag noumlaut on a long stem")
    if "elide" in names and (vowels(lemma) < 2 or not is_vowel(lemma[-2])):
        faults.append("flag elide without a vowel to lose")
    return faults


def counts_of(path: Path) -> Counter[str]:
    """Form -> how often it was counted."""
    found: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        if line:
            form, *numbers = line.split("\t")
            found[form] = sum(map(int, numbers))
    return found


def paradigm(stem: Stem) -> frozenset[str]:
    """A stem with each of the commonest suffixes, and with two of them."""
    tags = VERBAL if stem.upos == "VERB" else NOMINAL
    found: set[str] = set()
    for form, entry in allomorphs(stem):
        if entry.cost <= DEAREST:
            _walk(automaton().node(entry.state, entry.shape), form, entry.cost, tags, 2, found)
    return frozenset(found)


def _walk(node: Node, form: str, cost: float, tags: frozenset[str], depth: int, found: set[str]) -> None:
    for piece, edges in node.edges().items():
        for edge in edges:
            if edge.arc.tag not in tags or cost + edge.cost > DEAREST + 0.5:
                continue
            if any(accept.cost < 1 for accept in edge.target.accepts()):
                found.add(form + piece)
            if depth > 1:
                _walk(edge.target, form + piece, cost + edge.cost, tags, depth - 1, found)


def rivals(stem: Stem) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """(question, forms only of the row as it is, forms only of the row with another flag)."""
    own = paradigm(stem)
    for question, changes in RIVALS.items():
        for gone, new in changes:
            flags = (stem.flags - set(gone)) | set(new)
            names = sorted(flags)
            clash = any(a in flags and b in flags for a, b in CLASHES)
            if flags == stem.flags or clash or (set(new) and idle_flags(stem.lemma, names)):
                continue
            other = paradigm(stem._replace(flags=frozenset(flags)))
            if other - own and own - other:
                yield question, own - other, other - own


def contradictions(rows: list[Row], counts: Counter[str], least: int = 6) -> list[str]:
    """Rows whose suffixed forms are written otherwise than their flags say, most often first."""
    stems = [(place, stem_of(cells)) for place, cells in rows if len(cells) == len(HEADER) and cells[1] in CLASSES]
    analyser = Analyser(table=load_table([stem for _, stem in stems], irregular_entries()))
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for place, stem in stems:
        if stem.upos not in ("NOUN", "ADJ", "VERB") or stem.feats or "form" in stem.flags or "-" in stem.lemma:
            continue
        for question, said, other in rivals(stem):
            against = sum(counts[form] for form in other if counts[form] and not _elsewhere(analyser, form, stem.lemma))
            agreed = sum(counts[form] for form in said)
            if against >= least and against > 2 * agreed:
                flags = " ".join(sorted(stem.flags))
                text = f"{place}: {stem.lemma} [{flags}] {question}: {agreed} as it says, {against} against"
                key = place, question
                found[key] = max(found.get(key, (0, "")), (against, text))
    return [text for _, text in sorted(found.values(), reverse=True)]


def _elsewhere(analyser: Analyser, form: str, lemma: str) -> bool:
    """Whether a form is read with another stem than this one."""
    return any(reading.lemma != lemma for reading in analyser.known(form))


def stem_of(cells: tuple[str, ...]) -> Stem:
    """The stem that a row makes."""
    flags = frozenset(flag.partition(":")[0] for flag in cells[2].split())
    return Stem(cells[0], cells[1], flags, feats=features(cells[2]))


def main(argv: list[str] | None = None) -> int:
    """Print what is wrong; 1 if the structure is."""
    parser = argparse.ArgumentParser(description="Checks the word tables.")
    parser.add_argument("--least", type=int, default=6, help="how many counted forms make a contradiction")
    options = parser.parse_args(argv)
    rows = rows_of(data_path("lexicon"))
    wrong = structure(rows)
    for line in wrong:
        print(line)
    path = SHARED / "wordlists" / "forms.tsv"
    if path.is_file():
        against = contradictions(rows, counts_of(path), options.least)
        for line in against:
            print(line)
        print(f"{len(rows)} rows, {len(wrong)} faults, {len(against)} contradictions")
    else:
        print(f"{len(rows)} rows, {len(wrong)} faults; no counted forms here")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
