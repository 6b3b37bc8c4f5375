"""Figures and times of aligned news beside the numbers and days of its English lines: a silver measure, no gold.

    python -m bench.news_silver             agreement by kind
    python -m bench.news_silver --list      the disagreements as well

The English side is read by small patterns, and a translator may say another thing: the figure is for finding causes
and for comparing two versions of the code, not for telling how good the code is.
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Quantity, Timex

HERE = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("XEWER_SHARED", HERE.parent / "shared"))
# The lines were published in the autumn of 2018; the development articles give their own days.
PUBLISHED = "2018-09-30"

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_SMALL = {w: i for i, w in enumerate(_ONES.split())}
_SMALL |= {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "k": 1000, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_SCALES |= {"trillion": 1e12, "dozen": 12}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife", "lives": "life",
    "feet": "foot", "policemen": "policeman", "countrymen": "countryman", "knives": "knife", "halves": "half",
    "matches": "match", "buses": "bus", "losses": "loss", "classes": "class", "hours": "hour",
    "congressmen": "congressman", "center": "centre", "centers": "centre",
    "metres": "metre", "times": "time", "courses": "course", "houses": "house", "cases": "case", "nurses": "nurse",
    "churches": "church", "businesses": "business", "series": "series", "species": "species", "meters": "metre",
    "miles": "mile", "horses": "horse", "races": "race", "places": "place", "pieces": "piece", "services": "service",
}  # fmt: skip
_WORD = re.compile(r"[$£€]?\d[\d,]*(?:\.\d+)?|[A-Za-z][A-Za-z'’]*|[^\w\s]")
_SPAN_UNITS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "Y",
}

# «three years ago» is a day or year of the past, "three years old" a figure.
_NO_SPAN = {("ago",), ("old",), ("earlier",), ("previously",)}


class Number(NamedTuple):
    """A number of an English line and the words behind it, singular."""

    value: float
    after: tuple[str, ...]
    before: str


def singular(word: str) -> str:
    """English singular of a plural.

    >>> singular("countries"), singular("boxes"), singular("goals"), singular("people")
    ('country', 'box', 'goal', 'person')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def numbers(line: str) -> list[Number]:
    """Numbers of an English line, in digits or words.

    >>> [(n.value, n.after[:2]) for n in numbers("More than 1.5 million people and three dogs")]
    [(1500000.0, ('person', 'and')), (3.0, ('dog',))]
    """
    words = [w.lower() for w in _WORD.findall(line.replace("-", " - "))]
    found = []
    i = 0
    while i < len(words):
        start = i
        value = None
        word = words[i].strip("$£€")
        if word[:1].isdigit():
            value = float(word.replace(",", "").rstrip("."))
            i += 1
        elif word in _SMALL:
            value = float(_SMALL[word])
            i += 1
            if value >= 20 and words[i : i + 1] == ["-"] and i + 1 < len(words) and words[i + 1] in _SMALL:
                value += _SMALL[words[i + 1]]
                i += 2
        elif word == "twice":
            found.append(Number(2, ("time",), ""))
        if value is None:
            i += 1
            continue
        while i < len(words) and words[i] in _SCALES:
            value *= _SCALES[words[i]]
            i += 1
        after = tuple(singular(w) for w in words[i : i + 7] if w not in {"-", "of", "the", "'", "’", '"', "“"})
        before = words[start - 1] if start else ""
        found.append(Number(value, after, before + (" $" if words[start][0] in "$£€" else "")))
    return found


def english_times(line: str) -> Counter[str]:
    """Weekdays, months with or without a day, years and durations of an English line, as marks that can be compared.

    >>> sorted(english_times("On Friday, September 28, 2018, after three years"))
    ['2018', '9-28', 'P3Y', 'friday']
    """
    marks: Counter[str] = Counter()
    low = line.lower()
    marks.update(d for d in re.findall(r"\b(" + "|".join(_DAYS) + r")\b", low))
    text = re.sub(r"\bsept?\.", "september", re.sub(r"\boct\.", "october", re.sub(r"\bnov\.", "november", low)))
    text = re.sub(r"\baug\.", "august", re.sub(r"\bjan\.", "january", text))
    months = "|".join(_MONTHS).replace("may", "(?<!\\w)may(?= \\d)").replace("march", "(?<!\\w)march(?= \\d)")
    for m in re.finditer(
        rf"(?:\b(\d\d?)(?:st|nd|rd|th)?(?: of)? )?\b({months})\b(?: (\d\d?)(?:st|nd|rd|th)?\b(?!,?\d|:))?", text
    ):
        day = m[1] or m[3]
        month = _MONTHS.index(m[2]) + 1
        marks[f"{month}-{int(day)}" if day else f"{month}"] += 1
    marks.update(re.findall(r"(?<![\d$£,.-])((?:19|20)\d\d)(?![\d,%]|s\b)", low))
    for decade in re.findall(r"(?<!\d)((?:19|20)\d)0s\b", low):
        marks[f"{decade}x"] += 1
    for n in numbers(line):
        unit = n.after[0] if n.after else ""
        if unit in _SPAN_UNITS and n.value == int(n.value) and n.after[1:2] not in _NO_SPAN:
            time = "T" if unit in {"second", "minute", "hour"} else ""
            value = int(n.value) * (10 if unit == "decade" else 1)
            marks["P" + time + str(value) + _SPAN_UNITS[unit]] += 1
    return marks


def xewer_marks(value: str) -> list[str]:
    """Marks of one time of Xewer's, of the same kinds."""
    if value.startswith("P") and value[1:2] in "T0123456789":
        return [value] if re.fullmatch(r"PT?\d+[A-Z]", value) else []
    marks = []
    if m := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        marks = [_DAYS[day.weekday()], f"{day.month}-{day.day}", m[1]]
    elif m := re.match(r"(\d{4}|XXXX)-(\d\d)", value):
        marks = [m[1], str(int(m[2]))]
    elif re.fullmatch(r"\d{4}", value):
        marks = [value]
    elif re.fullmatch(r"\d{3}", value):
        marks = [value + "x"]
    return marks


class Row(NamedTuple):
    """One comparison."""

    kind: str
    right: bool
    ours: str
    theirs: str
    line: int
    text: str


def compare() -> list[Row]:
    """All comparisons over the corpus, document by document (the sport of an article tells what its figures count)."""
    import xewer

    folder = SHARED / "corpora" / "ntrex"
    uig, eng, docs = (
        (folder / f"{n}.txt").read_text(encoding="utf-8").splitlines() for n in ("uig", "eng", "documents")
    )
    rows: list[Row] = []
    for name in dict.fromkeys(docs):
        at = [i for i, d in enumerate(docs) if d == name]
        text = "\n".join(uig[i] for i in at)
        starts, position = [], 0
        for i in at:
            starts.append(position)
            position += len(uig[i]) + 1
        result = xewer.read(text, published=PUBLISHED)
        for k, i in enumerate(at):
            end = starts[k] + len(uig[i]) + 1
            quantities = [q for q in result.quantities if starts[k] <= q.start < end]
            times = [t for t in result.times if starts[k] <= t.start < end]
            rows += _figures(quantities, text, eng[i], i + 1) + _times(times, eng[i], i + 1)
    return rows


def _figures(quantities: Sequence[Quantity], text: str, english: str, line: int) -> list[Row]:
    rows = []
    there = numbers(english)
    free = list(there)
    for q in quantities:
        if q.kind == "ORDINAL" or q.rule.endswith("fraction"):
            continue
        ends = [v for v in (q.min, q.max) if v is not None]
        match = next((n for n in free if any(abs(n.value - v) <= 1e-6 * max(1, abs(v)) for v in ends)), None)
        around = text[q.start : q.end + 40].split("\n", maxsplit=1)[0]
        plain = not (q.approx and q.max is None)
        if plain and q.min != 1:
            rows.append(
                Row("bounds", match is not None, f"{q.min}..{q.max}", str([n.value for n in there]), line, around)
            )
        if match is None:
            continue
        free.remove(match)
        if q.kind == "CARDINAL" and q.rule != "quantity/score":
            words = match.after[:5]
            head = (q.unit or "").split()[-1:] or [""]
            rows.append(Row("unit", head[0] in words, q.unit or "-", " ".join(words), line, around))
    for n in free:
        follow = n.after[0] if n.after else ""
        timelike = (
            follow in _SPAN_UNITS or follow in {"am", "pm", "o'clock"} or n.before.split(" ")[0] in {*_MONTHS, "in"}
        )
        if n.value > 1 and not timelike and not (1900 <= n.value <= 2035) and n.before.split(" ")[0] != ":":
            rows.append(Row("missed", False, "", f"{n.value:g} {' '.join(n.after[:4])}", line, english[:0]))
    return rows


def _times(times: Sequence[Timex], english: str, line: int) -> list[Row]:
    there = english_times(english)
    here: Counter[str] = Counter()
    for t in times:
        here.update(set(xewer_marks(t.value)))
    shown = " | ".join(f"{t.text} {t.value}" for t in times)
    rows = []
    for mark, count in there.items():
        kind = (
            "weekday"
            if mark in _DAYS
            else "duration"
            if mark[0] == "P"
            else "year"
            if len(mark) == 4 and mark.isdigit()
            else "day or month"
        )
        rows += [Row(kind, here[mark] > 0, shown, mark, line, english) for _ in range(count)]
    for t in times:
        if re.fullmatch(r"PT?\d+[A-Z]", t.value) and t.value not in there:
            rows.append(Row("duration not there", False, f"{t.text} {t.value}", "", line, english))
    return rows


def run() -> dict[str, object]:
    """Agreement by kind."""
    if not (SHARED / "corpora" / "ntrex").is_dir():
        return {"aligned news": "not there"}
    rows = compare()
    # what only one side has is for reading, not for counting
    kinds = dict.fromkeys(r.kind for r in rows if r.kind not in {"missed", "duration not there"})
    totals = {k: (sum(r.right for r in rows if r.kind == k), sum(r.kind == k for r in rows)) for k in kinds}
    return {k: f"{right} of {total} ({right / total:.3f})" for k, (right, total) in totals.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--list", action="store_true", help="print the disagreements")
    if parser.parse_args().list:
        for r in sorted((r for r in compare() if not r.right), key=lambda r: (r.kind, r.ours)):
            print(r.kind, r.line, r.ours, r.theirs, r.text, sep="\t")
    for key, value in run().items():
        print(f"{key:20} {value}")


if __name__ == "__main__":
    main()
