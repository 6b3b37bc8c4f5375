"""How names sound: Uyghur and English spellings brought to one small alphabet, and how far two sounds are apart.

Sounds are Latin letters; C is ch, S is sh, E the open e of «ە». Two keys bring a Uyghur and an English word together:
the skeleton (consonants that survive every transcription) finds candidates, the sounds with their vowels choose.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from xewer.morph.sounds import VOWELS, by_letters, heard, single
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "VOWELS",
    "by_letters",
    "distance",
    "distance_by_sound",
    "english_sounds",
    "heard",
    "heard_alike",
    "near",
    "near_sound",
    "outline",
    "plain",
    "same_onset",
    "skeleton",
    "sounds_by_origin",
    "sounds_like",
]

WEAK = frozenset("hvyg")  # letters that one spelling writes and another leaves out
# Sounds that one spelling has for another, by what the change costs.
NEAR_BY_COST = {
    0.1: "Ea Ee iy sz",
    0.2: "ei ou uv",
    0.25: "ae ao au",
    0.3: "Ei Eo ey ov",
    0.4: "gh jy jz fv",
    0.5: "CS Cj Ss bp dt gk hj",
    0.6: "Sj st",
}
NEAR = {frozenset(pair): cost for cost, pairs in NEAR_BY_COST.items() for pair in pairs.split(" ")}
SOUNDS = "abcdefghijklmnopqrstuvwxyzCES"
_SKELETON = str.maketrans("z", "s", "".join(VOWELS) + "hvy")
_UNLIKE = str.maketrans("øłđıəðþ", "oldieat", "ʻʼ’") | {
    ord("æ"): "ae",
    ord("œ"): "oe",
}  # letters that are no accented ones
ALIKE = 0.14  # distance beyond which two spellings of one article are two names
LOOSEST = 0.35  # ... beyond which a Latin gloss is not the name before it
FAR = 100.0  # more than any distance that counts
MOST_ALTERNATIVES = 24  # ways to say one English name


_Rules = dict[str, tuple[tuple[re.Pattern[str], int, tuple[str, ...]], ...]]


@lru_cache(maxsize=1)
def _spellings() -> _Rules:
    """How English spellings sound."""
    return _compiled(read_table("names/english_sounds.tsv"))


@lru_cache(maxsize=1)
def _by_origin() -> dict[str, _Rules]:
    """How spellings of other languages sound."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in read_table("names/origin_sounds.tsv"):
        found.setdefault(row["origin"], []).append(row)
    return {origin: _compiled(rows) for origin, rows in found.items()}


def _compiled(table: Iterable[dict[str, str]]) -> _Rules:
    """First letter -> rules: pattern, letters that it takes, sounds; bound to an edge or a context first, then longest.

    A rule's spelling may be bound to the beginning (^) or end ($) and may look ahead behind ">", where "." is any
    consonant: ``a>.e$`` is the a of Gates and Blake.
    """
    rows = []
    for row in table:
        spelling, _, ahead = row["spelling"].partition(">")
        taken = len(spelling.strip("^$"))
        pattern = spelling.replace("^", r"\b") + (f"(?={ahead})" if ahead else "")
        pattern = pattern.replace(".", "[bcdfgklmnprstvz]")
        sounds = tuple("" if s == "-" else s for s in row["sounds"].split(" "))
        bound = bool(ahead) or row["spelling"].strip("^$") != row["spelling"]
        rows.append(
            (
                spelling.strip("^$")[0],
                (not bound, -taken, -len(spelling), spelling),
                (re.compile(pattern), taken, sounds),
            )
        )
    found: dict[str, list[tuple[re.Pattern[str], int, tuple[str, ...]]]] = {}
    for first, _, rule in sorted(rows, key=lambda r: r[1]):
        found.setdefault(first, []).append(rule)
    return {first: tuple(rules) for first, rules in found.items()}


@lru_cache(maxsize=40_000)
def english_sounds(name: str) -> tuple[str, ...]:
    """How an English name may sound, the likeliest first.

    >>> english_sounds("Blake")
    ('bleyk', 'bleyke', 'blak', 'blake')
    """
    return _sounds(name, _spellings())


def sounds_by_origin(name: str, origin: str) -> tuple[str, ...]:
    """How a name of another language may sound, the likeliest first; nothing for an origin without rules.

    >>> sounds_by_origin("Marchetti", "italian")
    ('marketi',)
    """
    rules = _by_origin().get(origin)
    return _sounds(name, rules) if rules else ()


def _sounds(name: str, rules: _Rules) -> tuple[str, ...]:
    left, parts, i = plain(name), list[tuple[str, ...]](), 0
    while i < len(left):
        for pattern, taken, sounds in rules.get(left[i], ()):
            if pattern.match(left, i) is not None:
                parts.append(sounds)
                i += taken
                break
        else:
            if left[i] in SOUNDS:
                parts.append((left[i],))
            i += 1
    choices = islice(product(*parts), MOST_ALTERNATIVES)
    return tuple(dict.fromkeys(single("".join(choice)) for choice in choices))


def plain(name: str) -> str:
    """Small letters without accents.

    >>> plain("Solskjær")
    'solskjaer'
    """
    folded = name.casefold()
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFD", folded.translate(_UNLIKE))
    return "".join(c for c in apart if not unicodedata.combining(c))


_ROUNDING = 1e-9
_UNHEARD = str.maketrans("", "", "yhv")
_OUTLINE = str.maketrans("uEeiz", "oaaas")


@lru_cache(maxsize=20_000)
def skeleton(sound: str) -> str:
    """Consonants that every spelling writes; voiced and voiceless hiss are one, so are f and v at the end."""
    if len(sound) > 2 and sound[-1] in "fv" and sound[-2] in VOWELS:
        sound = sound[:-1]
    return single(sound.translate(_SKELETON))


@lru_cache(maxsize=20_000)
def outline(sound: str) -> str:
    """A finer key than the skeleton: also where vowels stand, and whether they are rounded.

    >>> outline("langdeyl"), outline("langdol")
    ('langdal', 'langdol')
    """
    inner = sound[:1] + sound[1:].translate(_UNHEARD)
    return single(inner.translate(_OUTLINE))


@lru_cache(maxsize=20_000)
def heard_alike(a: str, b: str) -> bool:
    """Whether two Uyghur words are spellings of one name: a doubled letter, a vowel, a glide.

    >>> heard_alike("گېرراد", "گېرارد"), heard_alike("خولت", "خارت")
    (True, False)
    """
    return distance_by_sound(heard(a), heard(b)) <= ALIKE


def distance_by_sound(a: str, b: str) -> float:
    """How far two sounds are from each other: 0 the same, 1 nothing in common."""
    return distance(a, b) / max(len(a), len(b), 1)


def sounds_like(word: str, latin: str) -> bool:
    """Whether a Uyghur word can be a transcription of this Latin one.

    >>> sounds_like("روجېر", "Roger"), sounds_like("روجېر", "Thomas")
    (True, False)
    """
    said = heard(word)
    return any(distance(said, s) / max(len(said), len(s), 1) <= LOOSEST for s in english_sounds(latin))


def near_sound(said: str, sounds: tuple[str, ...], worst: float) -> bool:
    """Whether a word is as near as ``worst`` to one of the ways to say another, and begins like it."""
    for sound in sounds:
        longest = max(len(said), len(sound))
        onset = sound and said and (sound[0] == said[0] or near(sound[0], said[0]))
        most = worst * longest
        if onset and _apart(said, sound) <= most + _ROUNDING and distance(said, sound, most) <= most:
            return True
    return False


def _apart(a: str, b: str) -> float:
    """What two words are apart at least: the sounds that only one of them has. Sooner told than their `distance`."""
    least, one, other = _least(), _set_of(a), _set_of(b)
    return max(sum([least[c] for c in one - other]), sum([least[c] for c in other - one]))


_set_of = lru_cache(maxsize=20_000)(frozenset[str])


@lru_cache(maxsize=1)
def _least() -> dict[str, float]:
    """What it costs at least to be rid of a sound, or to come by one."""
    drop, change = _costs()
    return {x: min(drop[x], *(c for y in SOUNDS if y != x for c in (change[x][y], change[y][x]))) for x in SOUNDS}


def near(x: str, y: str) -> bool:
    """Whether one sound is written for the other now and then."""
    return frozenset((x, y)) in NEAR


def same_onset(said: str, sound: str) -> bool:
    """Both begin with a vowel or a weak sound, or with the same consonant.

    >>> same_onset("yust", "ust"), same_onset("amari", "mari")
    (True, False)
    """
    a, b = said[0], sound[0]
    if a in VOWELS or b in VOWELS:
        return (a in VOWELS and b in VOWELS) or "y" in (a, b)
    return a == b or near(a, b)


def distance(a: str, b: str, most: float = FAR) -> float:
    """Weighted edit distance: vowels and glides are cheap, consonants dear; `FAR` once it is more than ``most``."""
    drop, change = _costs()
    row, last = [0.0], 0.0
    for c in b:
        last += drop[c]
        row.append(last)
    drops = [drop[c] for c in b]
    for x in a:  # comparisons instead of min(): the loop runs some thousand times an article
        above, dropped, changed = row, drop[x], change[x]
        corner = above[0]
        least = last = corner + dropped
        row = [last]
        for j, y in enumerate(b, 1):
            best = corner if x == y else corner + changed[y]
            corner = above[j]
            if corner + dropped < best:  # noqa: PLR1730
                best = corner + dropped
            last += drops[j - 1]
            if best < last:  # noqa: PLR1730
                last = best
            if last < least:  # noqa: PLR1730
                least = last
            row.append(last)
        if least > most:
            return FAR
    return row[-1]


@lru_cache(maxsize=1)
def _costs() -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """What it costs to leave a sound out, and to have one for another."""
    drop = {c: _drop(c) for c in SOUNDS}
    return drop, {x: {y: _change(x, y) for y in SOUNDS} for x in SOUNDS}


def _drop(c: str) -> float:
    if c == "y":
        return 0.1
    return 0.35 if c in VOWELS else 0.4 if c in WEAK else 0.5 if c == "r" else 1.0


def _change(x: str, y: str) -> float:
    cost = NEAR.get(frozenset((x, y)))
    if cost is not None:
        return cost
    return 0.45 if x in VOWELS and y in VOWELS else 1.2
