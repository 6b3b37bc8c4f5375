"""A silver measure of names: what Xewer finds in NTREX lines against the capitalised words of their English originals.

    python tests/silver_names.py             two figures over the articles that are no gold
    python tests/silver_names.py --show      the words behind them, line by line
    python tests/silver_names.py --without ID [ID ...]    leave articles out (held out for another measurement)

*found*: of the capitalised words inside English sentences, how many stand in the English name of something that Xewer
found in the aligned Uyghur line. *borne out*: of the words of Xewer's English names, how many stand anywhere in the
English article. Words are equal that begin alike (Korea, Korean). Neither can reach 1: English capitalises peoples,
titles, events and days, and a translator renders some names by meaning. They are for comparing two states of the
tables or rules, not for quoting as accuracy.
"""

from __future__ import annotations

import argparse
import os
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import xewer

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("XEWER_SHARED", HERE.parents[1] / "shared"))
DAY = "2018-09-30"
ALIKE = 5  # letters that two words must share from the first on to be one name: Korea, Korean
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# In Xewer's names of what English texts write short: U.S., U.K., EU, or as a people: Britain's, the Welsh.
ALWAYS = frozenset(["united", "states", "kingdom", "european", "union", "nations", "china", "uk"])
# Capitalised in English without being names: days, months, titles, and what stands for "I".
NO_NAME = frozenset(
    [
        "i",
        "i'm",
        "i've",
        "i'll",
        "i'd",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "lord",
        "lady",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "sept",
        "oct",
        "nov",
        "dec",
        "jan",
        "feb",
        "aug",
        "president",
        "prime",
        "minister",
        "secretary",
        "senator",
        "sen",
        "rep",
        "judge",
        "justice",
        "professor",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "the",
        "a",
        "an",
        "of",
        "and",
        "us",
        "uk",
        "eu",
        "british",
        "english",
        "american",
        "americans",
        "republican",
        "republicans",
        "democrat",
        "democrats",
        "democratic",
    ]
)


def plain(word: str) -> str:
    """A word without accents, possessive and capitals.

    >>> plain("López's")
    'lopez'
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return re.sub(r"['’]s?$", "", bare).casefold()


def within(word: str, words: set[str]) -> bool:
    """Whether a word, or one that begins like it, stands among others.

    >>> within("korean", {"korea"}), within("paul", {"paula"})
    (True, False)
    """
    return word in words or (len(word) >= ALIKE and any(w[:ALIKE] == word[:ALIKE] for w in words))


def english_words(line: str) -> Iterator[str]:
    """Capitalised words that do not begin a sentence or a quotation.

    >>> list(english_words("On Monday he met Ms Merkel in Berlin. They spoke."))
    ['merkel', 'berlin']
    """
    for match in WORD.finditer(line):
        word, before = match.group(), line[: match.start()].rstrip(" \"'“”‘’(")
        if word[0].isupper() and before and before[-1] not in ".?!:;" and plain(word) not in NO_NAME and len(word) > 1:
            yield plain(word)


def documents(without: frozenset[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Articles that have no gold, as lists of (Uyghur line, English line)."""
    folder = SHARED / "corpora" / "ntrex"
    ids, ours, english = (
        (folder / name).read_text(encoding="utf-8").split("\n") for name in ("documents.txt", "uig.txt", "eng.txt")
    )
    gold = {p.stem.removeprefix("ntrex-") for p in (SHARED / "gold" / "dev").glob("*.json")}
    lines: dict[str, list[tuple[str, str]]] = {}
    for ident, a, b in zip(ids, ours, english, strict=True):
        if ident and ident not in gold | without:
            lines.setdefault(ident, []).append((a, b))
    yield from lines.items()


def main() -> int:
    """Count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--without", nargs="*", default=[])
    options = parser.parse_args()
    if not (SHARED / "corpora" / "ntrex").is_dir():
        print("no data folder: nothing measured")
        return 0
    n: Counter[str] = Counter()
    for ident, lines in documents(frozenset(options.without)):
        article = xewer.read("\n".join(a for a, _ in lines), published=DAY)
        at = 0
        everything = {plain(w) for _, english in lines for w in WORD.findall(english)} | ALWAYS
        for number, (ours, english) in enumerate(lines):
            names = [e for e in article.entities if at <= e.start < at + len(ours)]
            at += len(ours) + 1
            found = {plain(w) for e in names for w in WORD.findall(e.name or "")}
            wanted = set(english_words(english))
            given = {w for w in found if w not in NO_NAME}
            missed = {w for w in wanted if not within(w, found)}
            strange = {w for w in given if not within(w, everything)}
            n["wanted"] += len(wanted)
            n["found"] += len(wanted) - len(missed)
            n["given"] += len(given)
            n["borne out"] += len(given) - len(strange)
            if options.show and (missed or strange):
                print(f"{ident} {number}  missed: {sorted(missed)}  not there: {sorted(strange)}")
                print(f"    {ours}\n    {english}")
                print("    " + " ; ".join(f"{e.text}|{e.label}|{e.name}|{e.rule}" for e in names))
    print(
        f"found {n['found'] / n['wanted']:.3f} of {n['wanted']}, borne out {n['borne out'] / n['given']:.3f} of {n['given']}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
