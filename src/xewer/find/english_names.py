"""English spelling of a name that no table knows: the nearest English name by its sound, else letter by letter.

Either is a guess, and marked as one by who uses it. Two keys bring a Uyghur and an English word together: the skeleton
(consonants that survive every transcription) finds the candidates, the sounds with their vowels choose among them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from xewer.find.latin_names import (
    BODY,
    GIVEN,
    OFTEN,
    PERSON,
    PLACE,
    SURNAME,
    WORD,
    common_name,
    eastern,
    easterners,
    figure_kinds,
    known_spellings,
    listed_names,
    listed_uses,
    native,
    particles,
    rarity,
    uses_of,
)
from xewer.find.name_chinese import chinese_name, chinese_surname, pinyin
from xewer.find.name_choice import likeliest
from xewer.find.name_index import near_names, rare_names
from xewer.find.name_letters import generated, spelling_cost
from xewer.find.name_sounds import VOWELS, by_letters, distance, english_sounds, heard, outline

__all__ = [
    "BODY",
    "GIVEN",
    "PERSON",
    "PLACE",
    "SURNAME",
    "body_name",
    "common_name",
    "english_guess",
    "english_match",
    "figure_kinds",
    "listed_names",
    "uses_of",
]

WORST = 0.125  # cost by sound beyond which a candidate is not the name
AS_GOOD = 0.03  # distance up to which the known spelling of a known person is kept before one of the same sound
FAR_OFF = 0.06  # ... beyond which a name of another use that is as good as exact is taken: «فورد» is Ford, not Farid
WORST_OF_RARE = 0.085  # ... where the candidate is not among the most common
EXACT = 0.02  # distance by sound at which no rarer name is looked for
LEAST_PINYIN = 4  # letters; a shorter word reads as Chinese by chance
SURE_PLACE = 0.02  # distance by sound at which an English town is meant, though the word reads as Chinese
TOWN_FIRST = 0.03  # by so much a person's name must be nearer than a town's to be the better one for a place
RARE, RARE_ENOUGH = 0.03, 0.05  # what is added to the distance of a rare name, and the most that it may be
NOTHING: frozenset[str] = frozenset()
OPEN = VOWELS | {"y"}
OPEN_LETTERS = frozenset("aeiouy")
INNER_V = re.compile(r"v(?!a?\b)")  # Uyghur names are written with w: Abduweli, but Mominova
# What is added to the distance of a candidate, so that of two alike the better comes first; more in `latin_names`.
OPEN_END = 0.08  # one ends in a vowel, the other does not: «بېن» is Ben, not Benny
DOUBLED = 0.003  # each doubled letter that only the English name has
SINGLED = 0.015  # ... that only ours has
ACCENTED = 0.004  # English newspapers leave accents out
CLEARLY_BETTER = 400  # by so much a spelling that looks like a name must cost less than one letter by letter
LATER = 0.002  # each likelier way to say the same name


def english_guess(name: str, uses: frozenset[str] = PERSON) -> str:
    """A name in Uyghur letters, spelt as English newspapers would.

    >>> english_guess("سكوت مىللېر")
    'Scott Miller'
    >>> english_guess("نۇگروخو")
    'Nugroho'
    """
    words, parts = [], name.split()
    chinese = chinese_name(name) if uses == PERSON else ""
    if chinese:
        return chinese
    if uses == PERSON and (eastern(parts[0]) if parts else False):
        spelt = " ".join(_spelt(word) for word in parts)
        return INNER_V.sub("w", spelt) if easterners()[parts[0]] == "uyghur" else spelt
    for number, word in enumerate(parts):
        if uses == PERSON and "-" in word.strip("-"):
            words.append("-".join(english_guess(part, uses) for part in word.split("-") if part))
            continue
        wanted = uses
        if uses == PERSON and 0 < number < len(parts) - 1 and word in particles():
            words.append(particles()[word])
            continue
        if uses == PERSON:
            wanted = uses if len(parts) == 1 else SURNAME if number == len(parts) - 1 else uses if number else GIVEN
        alone = chinese_surname(word) if len(parts) == 1 and uses == PERSON else ""
        if alone and english_match(word, uses)[1] > 0.0:
            return alone  # «يۈەن» is Yuan rather than Juan, which only sounds like it
        words.append(_nearest(word, wanted, uses) or chinese_surname(word) or _unheard(word))
    return " ".join(words)


def _nearest(word: str, wanted: frozenset[str], uses: frozenset[str]) -> str:
    """The likeliest name of the wanted use; streets and towns are also named after people."""
    if uses != PLACE:
        return "" if eastern(word) or native(word) else likeliest(word, wanted)
    name, far = _spelling(word, wanted)
    syllables = pinyin(word)
    if len(syllables) > LEAST_PINYIN and far > SURE_PLACE:
        return syllables
    common, nearest = english_match(word, WORD)
    if common and nearest <= EXACT and (far > EXACT or rarity(name, PLACE) >= OFTEN[2]):
        return common  # «سولجېر فىلد» is Soldier Field
    person, near = _spelling(word, PERSON)
    better = near + TOWN_FIRST < far or (near <= far and common_name(person) and rarity(name, PLACE) >= OFTEN[2])
    return person if person and better else name


@lru_cache(maxsize=20_000)
def _spelling(word: str, uses: frozenset[str]) -> tuple[str, float]:
    """Like `english_match`, also among those of the census, which tell how to spell a name but not that it is one."""
    name, far = english_match(word, uses)
    if far <= EXACT or eastern(word) or native(word):
        return name, far
    said = heard(word)
    best, least = name, far if name else 1.0
    for rare, borne in rare_names(outline(said)):
        if borne.towns if uses == PLACE else borne.given or borne.surname:
            apart = _far(said, rare, min(RARE_ENOUGH, least - RARE))
            apart += OPEN_END * ((said[-1] in OPEN) != (rare[-1] in OPEN_LETTERS))
            if apart <= RARE_ENOUGH and apart + RARE < least:
                best, least = rare, apart + RARE
    return (best, least) if best != name else (name, far)


def _unheard(word: str) -> str:
    """A name that no table has: by its letters, or where that is far from how names look, as names would have it."""
    spelt = _spelt(word)
    latin = "" if eastern(word) or native(word) else generated(word)
    if not latin or spelling_cost(latin, word) + CLEARLY_BETTER > spelling_cost(spelt.lower(), word):
        return spelt
    return latin[:1].upper() + latin[1:]


def _spelt(word: str) -> str:
    spelt = by_letters(word, 0)
    return spelt[:1].upper() + spelt[1:]


@lru_cache(maxsize=20_000)
def english_match(word: str, uses: frozenset[str] = PERSON) -> tuple[str, float]:
    """The English name that sounds nearest and how far off it is by sound (0 to 1); ``("", 1.0)`` if none is near.

    >>> english_match("كېللىي")[0]
    'Kelly'
    """
    name, far = _by_sound(word, uses)
    aligned = known_spellings().get(word) if PERSON & uses else None
    if not aligned or not listed_uses().get(aligned, PERSON) & uses:
        return name, far
    apart = _far(heard(word), aligned)
    better = far == 0.0 and common_name(name) and apart > AS_GOOD
    if not better and rarity(name, uses) == OFTEN[0] < rarity(aligned, uses):
        better = far <= apart  # «مارى» is Mary, though one known person is Marie
    return (name, far) if better else (aligned, 0.0)


def _far(said: str, latin: str, most: float = 1.0) -> float:
    """How far a word is from the nearest way to say a Latin one; 1 or more where that is farther than ``most``."""
    nearest = 1.0
    for sound in english_sounds(latin):
        longest = max(len(said), len(sound), 1)
        nearest = min(nearest, distance(said, sound, min(most, nearest) * longest) / longest)
    return nearest


def _by_sound(word: str, uses: frozenset[str]) -> tuple[str, float]:
    """The nearest name of these uses by its sound alone, and how far off it is."""
    said = heard(word)
    if len(said) < 3 or native(word) or eastern(word):
        return "", 1.0
    best, least, best_far = "", WORST + OFTEN[-1], 1.0
    doubles = _doubles(word)
    names, length = listed_uses(), len(said)
    for name, sound, way, away, _ in near_names(said):
        if not names.get(name, NOTHING) & uses:
            continue
        later = LATER * way
        far = away / max(length, len(sound))
        if far > WORST or far + later >= least:
            continue
        later += 0.0 if name.isascii() else ACCENTED
        far += OPEN_END * ((said[-1] in OPEN) != (sound[-1] in OPEN))
        rare = rarity(name, uses)
        if far > WORST_OF_RARE and (rare > OFTEN[1] or uses == PLACE):
            continue
        if rare == OFTEN[-1]:
            far += rare
        else:
            later += rare
        more = _doubles(name.casefold()) - doubles
        cost = far + later + max(DOUBLED * more, -SINGLED * more)
        if far < WORST and cost < least:
            best, least, best_far = name, cost, far
    return best, best_far


def body_name(word: str) -> str:
    """The company or medium that a word sounds like, or nothing.

    >>> body_name("دېبېنخام"), body_name("كىتاب")
    ('Debenhams', '')
    """
    name, far = english_match(word, BODY)
    return name if far <= FAR_OFF else ""


def _doubles(word: str) -> int:
    """Doubled letters, which tell two names of one sound apart."""
    return sum(a == b for a, b in pairwise(word))
