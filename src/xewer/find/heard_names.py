"""Makes ``data/names/heard.tsv``: how the Latin names of the name tables sound, for the analyser.

    python -m xewer.find.heard_names

A misspelt word must not be taken for a name. So a sound is left out if it is also that of a word of the lexicon, if it
is very short, or if one other sound would make it a word of our annotated text or the beginning of one before a case.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xewer.find.english_names import PLACE, common_name, listed_names, uses_of
from xewer.find.name_sounds import english_sounds, heard, sounds_by_origin
from xewer.morph.conllu import read_conllu
from xewer.morph.lexicon import lexicon_stems
from xewer.morph.names import LEAST, LEAST_BLURRED
from xewer.morph.sounds import blurred
from xewer.resources import data_path, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["as_lines", "sounds"]

WAYS = 4  # ways to say a name that are kept, the likeliest first
SURE_WAYS = 2  # ... of a name of few sounds
WAYS_OF_RARE = 3  # ... where the name is not among the most common
LEAST_OF_RARE = 5  # sounds of such a name
LEAST_OF_WORLD = 6  # ... of a rarer town, and of a name of another language: there are many
OFTEN = 3  # times a word stands in the annotated text that outweighs a name of four sounds
CASES = frozenset({"ablative", "accusative", "dative", "genitive", "locative", "plural"})


def sounds() -> dict[str, str]:
    """Sound, as heard and blurred -> name; of two of one sound the one that is said so in a likelier way."""
    words = {heard(stem.lemma) for stem in lexicon_stems()}
    seen = _seen()
    often, once = _near(s for s, n in seen.items() if n >= OFTEN), _near(seen)
    found: dict[str, tuple[int, str]] = {}
    for name in listed_names():
        ways, least = (WAYS, LEAST) if common_name(name) else (WAYS_OF_RARE, LEAST_OF_RARE)
        if least == LEAST_OF_RARE and uses_of(name) == PLACE:
            least = LEAST_OF_WORLD
        for way, sound in enumerate(english_sounds(name)[:ways]):
            if len(sound) < least or sound in words or (way >= SURE_WAYS and len(sound) < LEAST_OF_WORLD):
                continue
            if (often if len(sound) == LEAST else once).isdisjoint(_gaps(sound)):
                found[sound] = min(found.get(sound, (way, name)), (way, name))
    for row in read_table("names/world_names.tsv"):
        name = row["name"]
        said = dict.fromkeys((*sounds_by_origin(name, row["origin"])[:WAYS], english_sounds(name)[0]))
        for way, sound in enumerate(said):
            if len(sound) >= LEAST_OF_WORLD and sound not in words and once.isdisjoint(_gaps(sound)):
                found[sound] = min(found.get(sound, (way, name)), (way, name))
    for sound in [sound for sound in found if len(sound) >= LEAST_BLURRED]:
        way, name = found[sound]
        dull = blurred(sound)
        if dull not in words:
            found[dull] = min(found.get(dull, (way + WAYS, name)), (way + WAYS, name))
    return {sound: name for sound, (_, name) in sorted(found.items())}


def _seen() -> Counter[str]:
    """Sounds of the words of our annotated text, as they stand, by their lemmas and without case endings."""
    endings = sorted({row["form"] for row in read_table("noun_endings.tsv") if row["kind"] in CASES})
    found: Counter[str] = Counter()
    for path in sorted(data_path("tagged").glob("*.conllu")):
        with path.open(encoding="utf-8") as lines:
            for row in (row for sentence in read_conllu(lines) for row in sentence.rows):
                parts = {row[1], *(row[1].removesuffix(end) for end in endings)}
                if row[3] not in {"PROPN", "NUM", "PUNCT"}:
                    parts.add(row[2])
                found.update({heard(part) for part in parts})
    return found


def _gaps(sound: str) -> Iterator[str]:
    """The sound with each of its letters left open."""
    return (f"{sound[:n]}.{sound[n + 1 :]}" for n in range(len(sound)))


def _near(words: Iterable[str]) -> frozenset[str]:
    return frozenset(gap for word in words for gap in _gaps(word))


def as_lines() -> str:
    """The table as it is kept: ``sound`` and ``name``, a line each, sorted by sound."""
    return "sound\tname\n" + "".join(f"{sound}\t{name}\n" for sound, name in sounds().items())


if __name__ == "__main__":
    data_path("names/heard.tsv").write_bytes(as_lines().encode())
