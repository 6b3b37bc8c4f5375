"""Words that no stem explains but that sound like a listed name: «سىمىت» Smith, «گونزالېسنىڭ» of Gonzalez.

A name that came into the language in translation has no fixed spelling, so it is not looked up by its letters. The
guesser cuts the endings off; what is left is a name if a name of ``data/names/surnames.tsv`` or a Latin one of
``data/names/heard.tsv`` sounds the same. Such a reading is a :class:`xewer.model.NameReading`: known, not common.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.errors import DataError
from xewer.model import NameReading
from xewer.morph.phonology import VOWEL_LETTERS
from xewer.morph.sounds import blurred, heard
from xewer.resources import data_path, read_table
from xewer.text.letters import HAMZA

if TYPE_CHECKING:
    from xewer.model import Reading

__all__ = ["LEAST", "LEAST_BLURRED", "by_sound", "listed_name", "named"]

LEAST = 4  # sounds; a shorter word sounds like some name by chance
LEAST_NEAR = 6  # ... of a name whose open e may be a closed one
LEAST_BLURRED = 7  # ... of a name that is known by what transcriptions agree in
_FARTHEST = 0.8  # a guess that is so much dearer than the best one is none, whatever it sounds like
_POSSESSED = frozenset({"P1SG", "P2SG", "P2SGF", "P3", "P1PL", "P2PL"})


@lru_cache(maxsize=1)
def _spelt() -> dict[str, str]:
    """Names by their Uyghur letters."""
    return {row["form"]: row["name_en"] for row in read_table("names/surnames.tsv")}


@lru_cache(maxsize=1)
def by_sound() -> dict[str, str]:
    """Sound -> the Latin name that is heard so; the table is read when the first unknown word is met.

    Raises:
        DataError: the file is absent or spoilt.
    """
    try:
        lines = data_path("names/heard.tsv").read_text(encoding="utf-8").splitlines()[1:]
        found = dict(line.split("\t") for line in lines)
    except (OSError, ValueError) as error:
        raise DataError("language data missing or spoilt: names/heard.tsv", hint="run make model") from error
    return found


def listed_name(word: str) -> str:
    """The listed name that a bare word in Uyghur letters is, by its letters or its sound; empty if there is none.

    >>> listed_name("جونېس"), listed_name("دۆللار")
    ('Jones', '')
    """
    name = _spelt().get(word)
    if name is not None:
        return name
    if len(word) < LEAST or _strange().search(word):
        return ""
    sound = heard(word)
    if len(sound) < LEAST:
        return ""
    names = by_sound()
    found = names.get(sound, "")
    if not found and len(sound) > LEAST:
        found = names.get(sound.replace("Ey", "ey"), "")  # Bates is «بېيتس» and «بەيتس»
    if not found and len(sound) >= LEAST_NEAR:
        found = names.get(sound.replace("E", "e"), "")
    if not found and len(sound) >= LEAST_BLURRED:
        found = names.get(blurred(sound), "")
    return found


@lru_cache(maxsize=1)
def _strange() -> re.Pattern[str]:
    """Not spelt as a Latin name is: a letter of the East, a vowel or hamza without the other, a letter thrice."""
    eastern = "".join(row["letter"] for row in read_table("name_letters.tsv") if row["use"] == "east")
    vowels = "".join(sorted(VOWEL_LETTERS))
    return re.compile(f"[{eastern}]|^[{vowels}]|[{vowels}]{{2}}|{HAMZA}(?![{vowels}])|(.)\\1\\1")


def named(guesses: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Guesses with those first whose stem is a listed name; as they are if none is.

    Those nearly as good are kept: other forms in the document may show that the name is shorter.

    >>> from xewer.morph.analyse import analyse
    >>> analyse("جونېسنىڭ")[0].lemma, analyse("جونېسنىڭ")[0].gloss
    ('جونېس', 'Jones')
    """
    limit = round(guesses[0].cost + _FARTHEST, 2)
    near = [reading for reading in guesses if reading.cost <= limit]
    found = [(reading, _name_of(reading)) for reading in near]
    if not any(name for _, name in found):
        return guesses
    first = guesses[0].cost
    names = [_as_name(reading, name, min(first, reading.cost)) for reading, name in found if name]
    return (*names, *(reading for reading, name in found if not name))


def _name_of(reading: Reading) -> str:
    stem, *endings = reading.segments
    # a name of abroad keeps its last vowel and is nobody's; «پاددىسى» is a misspelt word
    if reading.upos != "PROPN" or stem.form != reading.lemma:
        return ""
    return listed_name(stem.form) if _POSSESSED.isdisjoint([ending.tag for ending in endings]) else ""


def _as_name(reading: Reading, name: str, cost: float) -> NameReading:
    return NameReading(reading.form, reading.lemma, "PROPN", reading.feats, reading.segments, cost, gloss=name)
