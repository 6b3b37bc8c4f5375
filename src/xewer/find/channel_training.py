"""Makes ``names/channel.tsv``: how the letters of Latin names are written in Uyghur, learnt from our tables of names.

    python -m xewer.find.channel_training

The tables of people, places, bodies and surnames hold both spellings of some 7,000 words. Which letters answer which is
found by expectation maximisation over all ways to cut two words into steps; the best cut of each pair is then counted
with what is around each step. Only + - * / are used before the last rounding, so that every machine finds the same.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from xewer.find.latin_names import listed_names
from xewer.find.name_channel import MOVES, UNSEEN, contexts, in_letters
from xewer.find.name_index import census
from xewer.find.name_letters import BEHIND
from xewer.find.name_sounds import by_letters, distance, english_sounds, heard, plain
from xewer.resources import data_path, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["answer_lines", "as_lines", "letter_lines", "pairs", "step_weights"]

TABLES = ("organisations", "people", "places", "surnames", "written")
LEAST = 3  # Latin letters of a word that is learnt from
ALIKE = 0.3  # distance by sound up to which two words are spellings of one name: not «فىرانسىيە», France
ROUNDS = 6
FEWEST = 0.05  # expected times below which a step is forgotten
# What a step is worth before anything is seen: a letter for a letter, sooner one that spells like it.
FIRST = {(1, 1): 1.0, (2, 1): 0.1, (1, 0): 0.05, (3, 1): 0.02, (1, 2): 0.02, (2, 0): 0.002, (0, 1): 0.01, (2, 2): 0.002}
SAME = 20.0
SEEN = 2  # times that a context must be seen to be kept
DEAREST, RAREST = 400, 0.5  # the most that an answer costs, and times of ten thousand steps that it is seen
SEEN_LETTERS = 8  # times that three letters must be seen for what follows them
_PART = re.compile("[ -]")

_Step = tuple[int, str]  # letters taken, letters written
_Pair = tuple[str, str]


def pairs() -> list[_Pair]:
    """Latin word in small letters and Uyghur word in letters, each pair of the tables once."""
    found: dict[_Pair, None] = {}
    for table in TABLES:
        for row in read_table(f"names/{table}.tsv"):
            ours, theirs = _PART.split(row["form"]), _PART.split(row["name_en"])
            if len(ours) != len(theirs) or row.get("kind") == "religious":
                continue
            for word, name in zip(ours, theirs, strict=True):
                latin = plain(name).replace("'", "")
                if _learnt(latin, name, word) and _alike(heard(word), name):
                    found[latin, in_letters(word)] = None
    return sorted(found)


def _learnt(latin: str, name: str, word: str) -> bool:
    """A Latin name and a word in Uyghur letters, both of letters alone."""
    if len(latin) < LEAST or not latin.isascii() or not latin.isalpha() or not name[0].isupper():
        return False
    return word.isalpha() and not word.isascii()


def _alike(said: str, name: str) -> bool:
    ways = english_sounds(name)
    return bool(said) and any(distance(said, s) <= ALIKE * max(len(said), len(s)) for s in ways)


def step_weights(learnt: Iterable[_Pair]) -> dict[_Pair, float]:
    """How often letters of one spelling answer those of the other, of all steps."""
    seen: dict[_Pair, float] | None = None
    for _ in range(ROUNDS):
        expected: dict[_Pair, float] = defaultdict(float)
        for latin, word in learnt:
            for step, times in _expected(latin, word, seen):
                expected[step] += times
        total = sum(expected.values())
        seen = {step: times / total for step, times in sorted(expected.items()) if times > FEWEST}
    return seen or {}


def _expected(latin: str, word: str, seen: dict[_Pair, float] | None) -> Iterator[tuple[_Pair, float]]:
    """The steps of all ways through a pair, each as often as it is to be expected."""
    n, m = len(latin), len(word)
    ahead = [[0.0] * (m + 1) for _ in range(n + 1)]
    ahead[0][0] = 1.0
    steps = []
    for i in range(n + 1):
        for j in range(m + 1):
            for a, b in MOVES if ahead[i][j] > 0.0 else ():
                if i + a <= n and j + b <= m:
                    pair = (latin[i : i + a], word[j : j + b])
                    worth = _first(pair) if seen is None else seen.get(pair, 0.0)
                    if worth > 0.0:
                        ahead[i + a][j + b] += ahead[i][j] * worth
                        steps.append((i, j, pair, worth))
    if ahead[n][m] > 0.0:
        behind = [[0.0] * (m + 1) for _ in range(n + 1)]
        behind[n][m] = 1.0
        for i, j, pair, worth in reversed(steps):
            rest = worth * behind[i + len(pair[0])][j + len(pair[1])]
            behind[i][j] += rest
            yield pair, ahead[i][j] * rest / ahead[n][m]


def _first(pair: _Pair) -> float:
    latin, letters = pair
    alike = len(latin) == len(letters) == 1 and by_letters(letters, 0)[:1] == latin
    return FIRST[len(latin), len(letters)] * 0.02 * (SAME if alike else 1.0)


def _best(latin: str, word: str, seen: dict[_Pair, float]) -> list[tuple[int, _Step]]:
    """The likeliest way through a pair: where each step stands, what it takes and writes; empty if there is none."""
    n, m = len(latin), len(word)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 1.0
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        for j in range(m + 1):
            for a, b in MOVES if best[i][j] > 0.0 else ():
                if i + a <= n and j + b <= m:
                    worth = best[i][j] * seen.get((latin[i : i + a], word[j : j + b]), 0.0)
                    if worth > best[i + a][j + b]:
                        best[i + a][j + b] = worth
                        came[i + a, j + b] = i, j
    steps, at = [], (n, m)
    while at != (0, 0):
        if at not in came:
            return []
        i, j = came[at]
        steps.append((i, (at[0] - i, word[j : at[1]])))
        at = i, j
    return steps[::-1]


def as_lines(learnt: list[_Pair], weights: dict[_Pair, float]) -> str:
    """The table: ``around``, ``back`` and ``steps``, a context a line, each step with its cost."""
    count: dict[str, dict[_Step, int]] = defaultdict(lambda: defaultdict(int))
    shorter: dict[str, str] = {}
    for latin, word in learnt:
        for at, step in _best(latin, word, weights):
            around = (*contexts(latin, at), "")
            for context, less in zip(around, (*around[1:], ""), strict=True):
                count[context][step] += 1
                shorter[context] = less
    likely: dict[str, dict[_Step, float]] = {}
    lines = []
    for context in sorted(count, key=lambda c: (len(c), c)):  # those that others step back to come first
        if context and sum(count[context].values()) < SEEN:
            continue
        likely[context], back = _smoothed(context, count[context], likely, shorter)
        steps = sorted((f"{taken}{letters}", _cost(p)) for (taken, letters), p in likely[context].items())
        lines.append(f"{context}\t{_cost(back)}\t{' '.join(f'{step}:{cost}' for step, cost in steps)}\n")
    return "around\tback\tsteps\n" + "".join(sorted(lines))


def _smoothed(
    context: str, seen: dict[_Step, int], likely: dict[str, dict[_Step, float]], shorter: dict[str, str]
) -> tuple[dict[_Step, float], float]:
    """How likely the steps seen here are, mixed with those with less around (Witten and Bell), and their share."""
    total, kinds = sum(seen.values()), len(seen)
    if not context:
        return {step: 0.9 * times / total for step, times in seen.items()}, 1.0
    less, back = shorter[context], kinds / (total + kinds)
    mixed = {
        step: times / (total + kinds) + back * _likely(step, less, likely, shorter) for step, times in seen.items()
    }
    return mixed, back


def _likely(step: _Step, context: str, likely: dict[str, dict[_Step, float]], shorter: dict[str, str]) -> float:
    while context not in likely:  # seen too seldom
        context = shorter[context]
    return likely[context].get(step, 0.0)


def _cost(share: float) -> int:
    return min(UNSEEN, round(-100.0 * math.log(share)))


def answer_lines(weights: dict[_Pair, float]) -> str:
    """``answers.tsv``: ``letters`` (Uyghur, "-" for none) and ``latin``, what is written so with its cost."""
    whole: dict[str, float] = defaultdict(float)
    for (latin, _), share in weights.items():
        whole[latin] += share
    found: dict[str, list[str]] = defaultdict(list)
    for (latin, letters), share in sorted(weights.items()):
        if latin or letters:
            cost = _cost(share / whole[latin])
            if cost <= DEAREST and share * 10_000 > RAREST:
                found[letters or "-"].append(f"{latin or '-'}:{cost}")
    return "letters\tlatin\n" + "".join(f"{letters}\t{' '.join(row)}\n" for letters, row in sorted(found.items()))


def letter_lines() -> str:
    """``letters.tsv``: which letter of a name follows those before it, from all names of our tables."""
    count: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for latin, weight in sorted(_names().items()):
        bound = f"^{latin}$"
        for at in range(1, len(bound)):
            for behind in range(min(BEHIND, at) + 1):
                count[bound[at - behind : at]][bound[at]] += weight
    likely: dict[str, dict[str, float]] = {}
    lines = []
    for context in sorted(count, key=lambda c: (len(c), c)):
        seen = count[context]
        total, kinds = sum(seen.values()), len(seen)
        if len(context) == BEHIND and total < SEEN_LETTERS:
            continue
        back = kinds / (total + kinds) if context else 0.0
        less = likely.get(context[1:], {}) if context else {}
        likely[context] = {c: n / (total + kinds) + back * less.get(c, 0.0) for c, n in seen.items()}
        steps = " ".join(f"{c}:{_cost(p)}" for c, p in sorted(likely[context].items()))
        lines.append(f"{context}\t{_cost(back) if back else UNSEEN}\t{steps}\n")
    return "around\tback\tsteps\n" + "".join(sorted(lines))


def _names() -> dict[str, int]:
    """Names in small letters, with what each counts: the more bear it, the more."""
    found: dict[str, int] = {}
    for name, borne in census().items():
        found[plain(name)] = 1 + (borne.given + borne.surname).bit_length() // 2
    for row in read_table("names/world_names.tsv"):
        found.setdefault(plain(row["name"]), 3)
    for name in listed_names():
        found.setdefault(plain(name), 3)
    return {name: weight for name, weight in found.items() if name.isascii() and name.isalpha()}


def write() -> None:
    """Write the three tables."""
    learnt = pairs()
    weights = step_weights(learnt)
    data_path("names/answers.tsv").write_bytes(answer_lines(weights).encode())
    data_path("names/channel.tsv").write_bytes(as_lines(learnt, weights).encode())
    data_path("names/letters.tsv").write_bytes(letter_lines().encode())


if __name__ == "__main__":
    write()
