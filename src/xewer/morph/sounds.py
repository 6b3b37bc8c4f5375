"""How a word in Uyghur letters sounds, in one small alphabet that names of every spelling can be brought to.

Sounds are Latin letters; C is ch, S is sh, E the open e of «ە». Doubled letters sound once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xewer.resources import read_table

__all__ = ["VOWELS", "blurred", "by_letters", "heard", "single"]

VOWELS = frozenset("aeiouE")
_DOUBLED = re.compile(r"(.)\1+")
_BLUR = str.maketrans("EeuyzC", "aaoisS")


@lru_cache(maxsize=1)
def _letters() -> dict[str, tuple[str, str]]:
    """One or more letters -> English spelling and sound; "^" binds to the beginning of the word, "$" to its end."""
    return {row["letter"]: (row["english"], row["sound"]) for row in read_table("name_letters.tsv")}


def by_letters(word: str, column: int) -> str:
    """A word letter by letter, longest group first: column 0 spells in English, 1 sounds."""
    letters, out, i = _letters(), [], 0
    while i < len(word):
        for width in (4, 3, 2, 1):
            part = word[i : i + width]
            found = letters.get(part + "$") if i + width >= len(word) and i else None
            found = found or (letters.get("^" + part) if not i else None)
            found = found or letters.get(part)
            if found is not None and len(part) == width:
                out.append(found[column])
                break
        else:
            width = 1
            out.append("" if column else word[i])
        i += width
    return "".join(out)


@lru_cache(maxsize=1)
def _alone() -> tuple[dict[int, str], re.Pattern[str]]:
    """Sounds of letters that stand alone, and the groups that sound otherwise or letters that have no sound here."""
    letters = {letter: sound for letter, (_, sound) in _letters().items()}
    groups = "|".join(one for one in letters if len(one) > 1)  # "^" and "$" bind here too
    alone = {ord(one): sound for one, sound in letters.items() if len(one) == 1}
    return alone, re.compile(f"{groups}|[^{''.join(map(chr, alone))}]")


@lru_cache(maxsize=20_000)
def heard(word: str) -> str:
    """A Uyghur word as sounds.

    >>> heard("مىللېر")
    'miler'
    """
    single_letters, groups = _alone()
    said = by_letters(word, 1) if groups.search(word) else word.translate(single_letters)
    sound = single(said)
    if len(sound) > 2 and sound[-1] == "y" and sound[-2] not in VOWELS:
        sound = sound[:-1] + "i"
    return sound


def single(sound: str) -> str:
    """Doubled sounds once."""
    return _DOUBLED.sub(r"\1", sound)


def blurred(sound: str) -> str:
    """A sound without what transcriptions differ in: open and closed vowels, hisses.

    >>> blurred(heard("ماكفېرسون")) == blurred(heard("مەكفېرسون"))
    True
    """
    return single(sound.translate(_BLUR))
