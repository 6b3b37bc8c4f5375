"""English spelling of a name that no table knows: the nearest English name by its sound, else letter by letter.

Either is a guess, and marked as one by who uses it. Two keys bring a Uyghur and an English word together: the skeleton
(consonants that survive every transcription) finds the candidates, the sounds with their vowels choose among them.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, pairwise, product

from xewer.resources import read_table

__all__ = [
    "GIVEN",
    "PERSON",
    "PLACE",
    "SURNAME",
    "distance_by_sound",
    "english_guess",
    "english_match",
    "english_sounds",
    "heard",
    "heard_alike",
    "skeleton",
    "sounds_like",
    "uses_of",
]

PLACE = frozenset({"place"})
PERSON = frozenset({"given", "surname"})
GIVEN, SURNAME = frozenset({"given"}), frozenset({"surname"})

VOWELS = frozenset("aeiouE")
WEAK = frozenset("hvyg")  # letters that one spelling writes and another leaves out
# Sounds that one spelling has for another, by what the change costs.
NEAR_BY_COST = {
    0.1: "Ea Ee iy sz",
    0.2: "ei ou uv",
    0.25: "ae ao au",
    0.3: "Ei Eo ey ov",
    0.4: "gh jy jz",
    0.5: "CS Cj Ss bp dt fv gk hj",
    0.6: "Sj st",
}
NEAR = {frozenset(pair): cost for cost, pairs in NEAR_BY_COST.items() for pair in pairs.split(" ")}
WORST = 0.125  # cost by sound beyond which a candidate is not the name
EASTERN = frozenset({"uyghur", "central-asian", "turkish"})
TOWN_FIRST = 0.03  # by so much a person's name must be nearer than a town's to be the better one for a place
NATIVE = frozenset({"q", "gh"})
ALIKE = 0.14  # ... beyond which two spellings of one article are two names
LOOSEST = 0.35  # ... beyond which a Latin gloss is not the name before it
MOST_ALTERNATIVES = 16


@lru_cache(maxsize=1)
def _letters() -> dict[str, tuple[str, str]]:
    """One or more letters -> English spelling and sound; "$" binds to the end of the word."""
    return {row["letter"]: (row["english"], row["sound"]) for row in read_table("name_letters.tsv")}


def _by_letters(word: str, column: int) -> str:
    """A word letter by letter, longest group first: 0 spells, 1 sounds."""
    letters, out, i = _letters(), [], 0
    while i < len(word):
        for width in (3, 2, 1):
            part = word[i : i + width]
            found = letters.get(part + "$") if i + width >= len(word) and i else None
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
def _english_sounds() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Edge ("^", "$" or none), letters and their sounds; bound to an edge first, then the longest."""
    rows = []
    for row in read_table("names/english_sounds.tsv"):
        spelling = row["spelling"]
        edge = spelling[0] if spelling[0] == "^" else spelling[-1] if spelling[-1] == "$" else ""
        sounds = tuple("" if s == "-" else s for s in row["sounds"].split(" "))
        rows.append((edge, spelling.strip("^$"), sounds))
    return tuple(sorted(rows, key=lambda r: (not r[0], -len(r[1]), r)))


def english_guess(name: str, uses: frozenset[str] = PERSON) -> str:
    """A name in Uyghur letters, spelt as English newspapers would.

    >>> english_guess("سكوت مىللېر")
    'Scott Miller'
    >>> english_guess("نۇگروخو")
    'Nugroho'
    """
    words, parts = [], name.split()
    if uses == PERSON and (_eastern(parts[0]) if parts else False):
        return " ".join(_spelt(word) for word in parts)
    for number, word in enumerate(parts):
        wanted = uses
        if uses == PERSON:
            wanted = SURNAME if number and number == len(parts) - 1 else GIVEN if len(parts) > 1 else uses
        words.append(_nearest(word, wanted, uses) or _spelt(word))
    return " ".join(words)


def _nearest(word: str, wanted: frozenset[str], uses: frozenset[str]) -> str:
    """The name of the wanted use, else of any use asked for; streets and towns are also named after people."""
    name, far = english_match(word, wanted)
    if uses == PLACE:
        person, near = english_match(word, PERSON)
        return person if person and near + TOWN_FIRST < far else name
    return name or english_match(word, uses)[0]


def _spelt(word: str) -> str:
    spelt = _by_letters(word, 0)
    return spelt[:1].upper() + spelt[1:]


@lru_cache(maxsize=20_000)
def english_match(word: str, uses: frozenset[str] = PERSON) -> tuple[str, float]:
    """The English name that sounds nearest and how far off it is by sound (0 to 1); ``("", 1.0)`` if none is near.

    >>> english_match("كېللىي")[0]
    'Kelly'
    """
    if PERSON & uses:
        aligned = _aligned().get(word)
        if aligned and _names().get(aligned, PERSON) & uses:
            return aligned, 0.0
    said = heard(word)
    if len(said) < 3 or _native(word) or _eastern(word):
        return "", 1.0
    best, least = "", WORST
    doubles = _doubles(word)
    for name, sound in _index().get(skeleton(said), ()):
        if not _names()[name] & uses or abs(len(sound) - len(said)) > 4 or not _same_onset(said, sound):
            continue
        cost = _distance(said, sound) / max(len(said), len(sound)) + 0.01 * abs(_doubles(name.casefold()) - doubles)
        if cost < least:
            best, least = name, cost
    return (best, least) if best else ("", 1.0)


@lru_cache(maxsize=1)
def _easterners() -> frozenset[str]:
    return frozenset(r["form"] for r in read_table("names/given_names.tsv") if r["origin"] in EASTERN)


def _native(word: str) -> bool:
    """Letters that no transcription from English has."""
    return any(_letters().get(c, ("", ""))[0] in NATIVE for c in word)


def _eastern(word: str) -> bool:
    """A Uyghur, Turkish or Kazakh name is spelt by its letters, not after the English name that it resembles."""
    return word in _easterners()


def _same_onset(said: str, sound: str) -> bool:
    """Both begin with a vowel or a weak sound, or with the same consonant."""
    a, b = said[0], sound[0]
    if a in VOWELS or b in VOWELS:
        return (a in VOWELS and b in VOWELS) or "y" in (a, b)
    return a == b or frozenset((a, b)) in NEAR


@lru_cache(maxsize=20_000)
def heard_alike(a: str, b: str) -> bool:
    """Whether two Uyghur words are spellings of one name: a doubled letter, a vowel, a glide.

    >>> heard_alike("گېرراد", "گېرارد"), heard_alike("خولت", "خارت")
    (True, False)
    """
    return distance_by_sound(heard(a), heard(b)) <= ALIKE


def distance_by_sound(a: str, b: str) -> float:
    """How far two sounds are from each other: 0 the same, 1 nothing in common."""
    return _distance(a, b) / max(len(a), len(b), 1)


def sounds_like(word: str, latin: str) -> bool:
    """Whether a Uyghur word can be a transcription of this Latin one."""
    said = heard(word)
    return any(_distance(said, s) / max(len(said), len(s), 1) <= LOOSEST for s in english_sounds(latin))


def uses_of(latin: str) -> frozenset[str]:
    """What an English word is used for as a name: given, surname, place; empty if the tables do not have it."""
    return _names().get(latin, frozenset())


@lru_cache(maxsize=1)
def _names() -> dict[str, frozenset[str]]:
    """English names with what they are used for: given name, surname, place."""
    found: dict[str, set[str]] = {}
    for row in read_table("names/english.tsv"):
        found.setdefault(row["name"], set()).update(row["uses"].split(" "))
    for row in read_table("names/places.tsv"):
        if row["kind"] in {"city", "county", "capital", "province", "village"} and row["name_en"].isascii():
            for word in row["name_en"].split(" "):
                if word.isalpha() and len(word) > 3:
                    found.setdefault(word, set()).add("place")
    return {name: frozenset(uses) for name, uses in found.items()}


@lru_cache(maxsize=1)
def _aligned() -> dict[str, str]:
    """Words of known persons' names with their English, one to one: «كوربىن» is Corbyn."""
    found: dict[str, str] = {}
    for row in read_table("names/people.tsv"):
        ours, english = row["form"].split(" "), row["name_en"].split(" ")
        if len(ours) == len(english) and not ours[0].isascii() and row["kind"] != "religious":
            for a, b in zip(ours, english, strict=True):
                if skeleton(heard(a)) in {skeleton(s) for s in english_sounds(b)}:
                    found.setdefault(a, b)
    return found


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(_names()):
        for sound in english_sounds(name):
            found.setdefault(skeleton(sound), []).append((name, sound))
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache(maxsize=20_000)
def heard(word: str) -> str:
    """A Uyghur word as sounds."""
    return _single(_by_letters(word, 1))


def english_sounds(name: str) -> tuple[str, ...]:
    """How an English name may sound."""
    left, parts = name.casefold(), list[tuple[str, ...]]()
    i = 0
    while i < len(left):
        for edge, bare, sounds in _english_sounds():
            if not left.startswith(bare, i) or (edge == "^" and i) or (edge == "$" and i + len(bare) < len(left)):
                continue
            parts.append(sounds)
            i += len(bare)
            break
        else:
            if left[i].isalpha() and not (left[i] == "e" and i == len(left) - 1 and i > 2):
                parts.append((left[i],))
            i += 1
    choices = islice(product(*parts), MOST_ALTERNATIVES)
    return tuple(dict.fromkeys(_single("".join(choice)) for choice in choices))


def _single(sound: str) -> str:
    """Doubled sounds once."""
    return "".join(c for i, c in enumerate(sound) if i == 0 or sound[i - 1] != c)


def _doubles(word: str) -> int:
    """Doubled letters, which tell two names of one sound apart."""
    return sum(a == b for a, b in pairwise(word))


@lru_cache(maxsize=20_000)
def skeleton(sound: str) -> str:
    """Consonants that every spelling writes; voiced and voiceless hiss are one."""
    return _single("".join(c for c in sound.replace("z", "s") if c not in VOWELS and c not in "hvy"))


def _distance(a: str, b: str) -> float:
    """Weighted edit distance: vowels and glides are cheap, consonants dear."""
    row = [0.0]
    for c in b:
        row.append(row[-1] + _drop(c))
    for x in a:
        above, row = row, [row[0] + _drop(x)]
        for j, y in enumerate(b):
            change = 0.0 if x == y else _change(x, y)
            row.append(min(above[j] + change, above[j + 1] + _drop(x), row[j] + _drop(y)))
    return row[-1]


def _drop(c: str) -> float:
    if c == "y":
        return 0.1
    return 0.35 if c in VOWELS else 0.4 if c in WEAK else 0.7 if c == "r" else 1.0


def _change(x: str, y: str) -> float:
    cost = NEAR.get(frozenset((x, y)))
    if cost is not None:
        return cost
    return 0.45 if x in VOWELS and y in VOWELS else 1.2
