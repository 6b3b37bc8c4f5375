"""Checks the word tables of ``data/lexicon``; where counted forms are there, also against what writers write.

    python tests/lint_lexicon.py             structure, then contradictions with the counts of ../shared
    python tests/lint_lexicon.py --least 3   counts from 3 on (default 6)

Structure (a test runs it): columns, classes, flags, letters, sorting, the same word and class in two places.
Counts: a stem with a last ا or ە must raise where its rows say so (مەكتىپى, but قارارى), and a stem takes -لار or -لەر,
-غا or -گە as its harmony says. A contradiction is for a person to judge: other words can have the same forms.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from xewer.morph.lexicon import Stem, allomorphs
from xewer.morph.phonology import is_vowel, vowels
from xewer.resources import data_path

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
# suffixes that raise the vowel before them
AFTER_VOWEL = ("لار", "لەر", "سى", "نى", "نىڭ", "سىنى", "سىدا", "سىدە", "سىنىڭ", "دىن", "لىرى", "لارنى", "لەرنى")
AFTER_CONSONANT = ("ى", "ىنى", "ىنىڭ", "ىدا", "ىدە", "ىغا", "ىگە", "ىدىن", "ىدىكى", "ىمىز", "ىم")
SIDES = (
    ("لار", "لەر"),
    ("لارنى", "لەرنى"),
    ("لارنىڭ", "لەرنىڭ"),
    ("غا", "گە"),
    ("قا", "كە"),
    ("دا", "دە"),
    ("تا", "تە"),
    ("لىق", "لىك"),
)


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


def contradictions(rows: list[Row], counts: Counter[str], least: int = 6) -> list[str]:
    """Rows whose suffixed forms are written otherwise than their flags say, most often first."""
    spelt = spellings(rows)
    found = []
    for place, cells in rows:
        if len(cells) != len(HEADER) or cells[1] not in ("NOUN", "ADJ") or "form" in cells[2] or "feat" in cells[2]:
            continue
        stem = Stem(cells[0], cells[1], frozenset(cells[2].split()))
        for what, said, other in (*raising(stem, counts, spelt), *sides(stem, counts)):
            if other >= least and other > 2 * said:
                found.append((other, f"{place}: {stem.lemma} [{cells[2]}] {what}: {said} as it says, {other} against"))
    return [text for _, text in sorted(found, reverse=True)]


def spellings(rows: list[Row]) -> dict[str, set[str]]:
    """Spelling -> the words it may belong to, each word with its last ا or ە raised."""
    spelt: dict[str, set[str]] = {}
    for _, cells in rows:
        lemma = cells[0]
        spelt.setdefault(lemma, set()).add(lemma)
        if lemma[-1:] in ("ا", "ە"):
            spelt.setdefault(lemma[:-1] + "ى", set()).add(lemma)
        elif lemma[-2:-1] in ("ا", "ە"):
            for vowel in ("ى", "ې") if vowels(lemma) == 1 else ("ى",):
                spelt.setdefault(lemma[:-2] + vowel + lemma[-1], set()).add(lemma)
    return spelt


def raising(stem: Stem, counts: Counter[str], spelt: dict[str, set[str]]) -> list[tuple[str, int, int]]:
    """(question, forms counted as the row says, forms counted against it) for the vowel that may raise."""
    lemma = stem.lemma
    if {"raise", "elide"} & stem.flags or "-" in lemma:
        return []
    if lemma[-1] in "اە" and vowels(lemma) > 1:
        raised, suffixes = lemma[:-1] + "ى", AFTER_VOWEL
    elif lemma[-2:-1] in ("ا", "ە") and not is_vowel(lemma[-1]):
        raised = lemma[:-2] + ("ې" if vowels(lemma) == 1 else "ى") + lemma[-1]
        suffixes = AFTER_CONSONANT
    else:
        return []
    own = {lemma}
    if any(spelt.get(form, own) - own for form in (raised, raised + "ى", lemma + "ى", raised.removesuffix("ى"))):
        return []  # another word has these forms
    plain = sum(counts[lemma + suffix] for suffix in suffixes)
    turned = sum(counts[raised + suffix] for suffix in suffixes)
    kept = not any(form != lemma for form, _ in allomorphs(stem))
    return [("raising", plain, turned) if kept else ("raising", turned, plain)]


def sides(stem: Stem, counts: Counter[str]) -> list[tuple[str, int, int]]:
    """The same for the side of the mouth: -لار or -لەر."""
    forms = [form for form, _ in allomorphs(stem)]
    side = next(entry.shape.harmony for _, entry in allomorphs(stem))
    back = sum(counts[form + suffix] for form in forms for suffix, _ in SIDES)
    front = sum(counts[form + suffix] for form in forms for _, suffix in SIDES)
    return [("harmony", back, front) if side == "b" else ("harmony", front, back)]


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
