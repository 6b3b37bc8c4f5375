"""English spelling of a name that no table knows: the nearest English name by its sound, else letter by letter.

Either is a guess, and marked as one by who uses it. Two keys bring a Uyghur and an English word together: the skeleton
(consonants that survive every transcription) finds the candidates, the sounds with their vowels choose among them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from xewer.find.name_chinese import chinese_name, chinese_surname, pinyin
from xewer.find.name_sounds import VOWELS, by_letters, distance, english_sounds, heard, near, skeleton
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

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

PLACE = frozenset({"place"})
PERSON = frozenset({"given", "surname"})
BODY = frozenset({"body"})
WORD = frozenset({"word"})  # common words of which names of clubs, streets and companies are made
GIVEN, SURNAME = frozenset({"given"}), frozenset({"surname"})

WORST = 0.125  # cost by sound beyond which a candidate is not the name
AS_GOOD = 0.03  # distance up to which the known spelling of a known person is kept before one of the same sound
FAR_OFF = 0.06  # ... beyond which a name of another use that is as good as exact is taken: «فورد» is Ford, not Farid
WORST_OF_RARE = 0.085  # ... where the candidate is not among the most common
EXACT = 0.02  # distance by sound at which no rarer name is looked for
RARE, RARE_ENOUGH = 0.03, 0.05  # what is added to the distance of a rare name, and the most that it may be
MOST_LONGER = 4  # letters by which a name may be longer than it sounds
EASTERN = frozenset({"uyghur", "central-asian", "turkish"})
LEAST_PINYIN = 4  # letters; a shorter word reads as Chinese by chance
SURE_PLACE = 0.02  # distance by sound at which an English town is meant, though the word reads as Chinese
TOWN_FIRST = 0.03  # by so much a person's name must be nearer than a town's to be the better one for a place
OPEN = VOWELS | {"y"}
OPEN_LETTERS = frozenset("aeiouy")
INNER_V = re.compile(r"v(?!a?\b)")  # Uyghur names are written with w: Abduweli, but Mominova
NATIVE = frozenset({"q", "gh"})
PLACES = frozenset({"city", "county", "capital", "province", "village"})
# What is added to the distance of a candidate, so that of two alike the better comes first.
OFTEN = (0.0, 0.008, 0.016, 0.03)  # by how common the name is: the first 60, 300, 1500, the rest
PICKED = 0.006  # a name of our own list whose frequency is not known
OPEN_END = 0.08  # one ends in a vowel, the other does not: «بېن» is Ben, not Benny
DOUBLED = 0.003  # each doubled letter that only the English name has
SINGLED = 0.015  # ... that only ours has
SHORT_BODY = 5  # letters; the s of a shorter name of a body is never left out
ACCENTED = 0.004  # English newspapers leave accents out
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
    if uses == PERSON and (_eastern(parts[0]) if parts else False):
        spelt = " ".join(_spelt(word) for word in parts)
        return INNER_V.sub("w", spelt) if _easterners()[parts[0]] == "uyghur" else spelt
    for number, word in enumerate(parts):
        wanted = uses
        if uses == PERSON:
            wanted = SURNAME if number and number == len(parts) - 1 else GIVEN if len(parts) > 1 else uses
        alone = chinese_surname(word) if len(parts) == 1 and uses == PERSON else ""
        if alone and english_match(word, uses)[1] > 0.0:
            return alone  # «يۈەن» is Yuan rather than Juan, which only sounds like it
        words.append(_nearest(word, wanted, uses) or chinese_surname(word) or _spelt(word))
    return " ".join(words)


def _nearest(word: str, wanted: frozenset[str], uses: frozenset[str]) -> str:
    """The name of the wanted use, else of any use asked for; streets and towns are also named after people."""
    name, far = _spelling(word, wanted)
    if uses == PLACE:
        syllables = pinyin(word)
        if len(syllables) > LEAST_PINYIN and far > SURE_PLACE:
            return syllables
        common, nearest = english_match(word, WORD)
        if common and nearest <= EXACT and (far > EXACT or _rarity(name, PLACE) >= OFTEN[2]):
            return common  # «سولجېر فىلد» is Soldier Field
        person, near = _spelling(word, PERSON)
        better = near + TOWN_FIRST < far or (near <= far and common_name(person) and _rarity(name, PLACE) >= OFTEN[2])
        return person if person and better else name
    other, near_by = _spelling(word, uses)
    if not name and not other and wanted >= SURNAME:
        town, near_by = english_match(word, PLACE)  # many English surnames are those of towns
        return town if near_by <= SURE_PLACE else ""
    return other if other and (not name or (near_by <= AS_GOOD and far > FAR_OFF)) else name


@lru_cache(maxsize=20_000)
def _spelling(word: str, uses: frozenset[str]) -> tuple[str, float]:
    """Like `english_match`, also among the rare names, which tell how to spell a name but not that it is one."""
    name, far = english_match(word, uses)
    if far <= EXACT or _eastern(word) or _native(word):
        return name, far
    said = heard(word)
    best, least = name, far if name else 1.0
    for rare, rare_uses in _rare().get(skeleton(said), ()):
        if rare_uses & uses and abs(len(rare) - len(said)) <= MOST_LONGER:
            apart = _far(said, rare, min(RARE_ENOUGH, least - RARE))
            apart += OPEN_END * ((said[-1] in OPEN) != (rare[-1] in OPEN_LETTERS))
            if apart <= RARE_ENOUGH and apart + RARE < least:
                best, least = rare, apart + RARE
    return (best, least) if best != name else (name, far)


@lru_cache(maxsize=1)
def _rare() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Skeleton -> rare names with their uses; the table has the skeletons, since to make them takes long."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row in read_table("names/english_rare.tsv"):
        uses = frozenset(row["uses"].split(" "))
        for key in row["keys"].split(" "):
            found.setdefault(key, []).append((row["name"], uses))
    return {key: tuple(rows) for key, rows in found.items()}


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
    aligned = _aligned().get(word) if PERSON & uses else None
    if not aligned or not _names().get(aligned, PERSON) & uses:
        return name, far
    apart = _far(heard(word), aligned)
    better = far == 0.0 and common_name(name) and apart > AS_GOOD
    if not better and _rarity(name, uses) == OFTEN[0] < _rarity(aligned, uses):
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
    if len(said) < 3 or _native(word) or _eastern(word):
        return "", 1.0
    best, least, best_far = "", WORST + OFTEN[-1], 1.0
    doubles = _doubles(word)
    names, length = _names(), len(said)
    for name, sound, later in _index().get(skeleton(said), ()):
        if abs(len(sound) - length) > 4 or not _same_onset(said, sound) or not names[name] & uses:
            continue
        longest = max(length, len(sound))
        far = distance(said, sound, min(WORST, least - later) * longest) / longest
        if far > WORST or far + later >= least:
            continue
        later += 0.0 if name.isascii() else ACCENTED
        far += OPEN_END * ((said[-1] in OPEN) != (sound[-1] in OPEN))
        rarity = _rarity(name, uses)
        if far > WORST_OF_RARE and (rarity > OFTEN[1] or uses == PLACE):
            continue
        if rarity == OFTEN[-1]:
            far += rarity
        else:
            later += rarity
        more = _doubles(name.casefold()) - doubles
        cost = far + later + max(DOUBLED * more, -SINGLED * more)
        if far < WORST and cost < least:
            best, least, best_far = name, cost, far
    return best, best_far


@lru_cache(maxsize=1)
def _easterners() -> dict[str, str]:
    """Given names of the East with their origin."""
    return {r["form"]: r["origin"] for r in read_table("names/given_names.tsv") if r["origin"] in EASTERN}


def _native(word: str) -> bool:
    """Letters that no transcription from English has."""
    return any(by_letters(c, 0) in NATIVE for c in word)


def _eastern(word: str) -> bool:
    """A Uyghur, Turkish or Kazakh name is spelt by its letters, not after the English name that it resembles."""
    return word in _easterners()


def _same_onset(said: str, sound: str) -> bool:
    """Both begin with a vowel or a weak sound, or with the same consonant."""
    a, b = said[0], sound[0]
    if a in VOWELS or b in VOWELS:
        return (a in VOWELS and b in VOWELS) or "y" in (a, b)
    return a == b or near(a, b)


def body_name(word: str) -> str:
    """The company or medium that a word sounds like, or nothing.

    >>> body_name("دېبېنخام"), body_name("كىتاب")
    ('Debenhams', '')
    """
    name, far = english_match(word, BODY)
    return name if far <= FAR_OFF else ""


def common_name(latin: str) -> bool:
    """Whether a person's name is among the most common, or one that we have picked.

    >>> common_name("Johnson"), common_name("Buster")
    (True, False)
    """
    return bool(latin) and _rarity(latin, PERSON) <= OFTEN[1]


@lru_cache(maxsize=1)
def _figures() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("names/public_figures.tsv"):
        found.setdefault(row["name_en"].split(" ")[-1], set()).add(row["kind"])
    return {name: frozenset(kinds) for name, kinds in found.items()}


def figure_kinds(surname: str) -> frozenset[str]:
    """What public figures of this surname are.

    >>> sorted(figure_kinds("Kante"))
    ['athlete']
    """
    return _figures().get(surname, frozenset())


def uses_of(latin: str) -> frozenset[str]:
    """What an English word is used for as a name: given, surname, place; empty if the tables do not have it."""
    return _names().get(latin, frozenset())


def listed_names() -> list[str]:
    """Every Latin name of the tables but the rare ones, sorted."""
    return sorted(_names())


@lru_cache(maxsize=1)
def _names() -> dict[str, frozenset[str]]:
    """English names with what they are used for: given name, surname, place."""
    found: dict[str, set[str]] = {}
    for table in ("names/english.tsv", "names/english_more.tsv", "names/british_names.tsv"):
        for row in read_table(table):
            found.setdefault(row["name"], set()).update(row["uses"].split(" "))
    for word, use in _known_words():
        found.setdefault(word, set()).add(use)
    return {name: frozenset(uses) for name, uses in found.items()}


def _known_words() -> Iterator[tuple[str, str]]:
    """Words of the English names of the tables of places and people, with their use; none that one press has."""
    for row in read_table("names/places.tsv"):
        if row["kind"] in PLACES and row["name_en"].isascii():
            yield from ((w, "place") for w in row["name_en"].split(" ") if w.isalpha() and len(w) > 3)
    for table in ("names/people.tsv", "names/public_figures.tsv"):
        for row in read_table(table):
            words = row["name_en"].split(" ")
            if len(words) in {2, 3} and row["kind"] != "religious" and not row.get("register"):
                for number, word in enumerate(words):
                    if word.isascii() and word.isalpha() and len(word) > 1 and word[0].isupper():
                        yield word, "surname" if number else "given"


@lru_cache(maxsize=1)
def _aligned() -> dict[str, str]:
    """Words of known persons' names with their English, one to one: «كوربىن» is Corbyn."""
    found: dict[str, str] = {}
    for row in read_table("names/people.tsv"):
        ours, english = row["form"].split(" "), row["name_en"].split(" ")
        plain = row["kind"] != "religious" and not row["register"]
        if len(ours) == len(english) and not ours[0].isascii() and plain:
            for a, b in zip(ours, english, strict=True):
                if skeleton(heard(a)) in {skeleton(s) for s in english_sounds(b)}:
                    known = found.setdefault(a, b)
                    if b != known and _rarity(b, PERSON) < _rarity(known, PERSON):
                        found[a] = b
    return found


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[tuple[str, str, float], ...]]:
    """Skeleton -> names with one of their sounds and what is added to its distance for standing late."""
    found: dict[str, list[tuple[str, str, float]]] = {}
    for name in sorted(_names()):
        ways = english_sounds(name)
        if "body" in _names()[name] and name[-1] == "s" and len(name) > SHORT_BODY:
            ways = (*ways, *english_sounds(name[:-1]))  # «دېبېنخام»: the shop's s is felt as an ending and left out
        for number, sound in enumerate(ways):
            if sound:
                found.setdefault(skeleton(sound), []).append((name, sound, LATER * number))
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache(maxsize=1)
def _frequencies() -> dict[tuple[str, str], float]:
    """Name and use -> what its rank adds."""
    found: dict[tuple[str, str], float] = {}
    for row in read_table("names/english_more.tsv"):
        for use, rank in zip(row["uses"].split(" "), row["often"].split(" "), strict=True):
            found[row["name"], use] = OFTEN[int(rank) - 1]
    for row in read_table("names/british_names.tsv"):
        for use in row["uses"].split(" "):
            found.setdefault((row["name"], use), OFTEN[-1])
    for row in read_table("names/english.tsv"):
        for use in row["uses"].split(" "):
            found[row["name"], use] = min(PICKED, found.get((row["name"], use), PICKED))
    return found


def _rarity(name: str, uses: frozenset[str]) -> float:
    """What a name's rank adds to its distance; the better rank of the uses asked for."""
    return min(_frequencies().get((name, use), OFTEN[2]) for use in uses)


def _doubles(word: str) -> int:
    """Doubled letters, which tell two names of one sound apart."""
    return sum(a == b for a, b in pairwise(word))
