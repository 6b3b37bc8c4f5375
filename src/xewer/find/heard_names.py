"""Makes ``data/names/heard.tsv``: how the Latin names of the name tables sound, for the analyser.

    python -m xewer.find.heard_names

A sound that is also that of a word of the lexicon is left out (a misspelt word would be taken for a name), as is one
of fewer than four sounds.
"""

from __future__ import annotations

from xewer.find.english_names import common_name, listed_names
from xewer.find.name_sounds import english_sounds, heard
from xewer.morph.lexicon import lexicon_stems
from xewer.morph.names import LEAST
from xewer.resources import data_path

__all__ = ["as_lines", "sounds"]

WAYS = 4  # ways to say a name that are kept, the likeliest first
WAYS_OF_RARE = 3  # ... where the name is not among the most common
LEAST_OF_RARE = 5  # sounds of such a name


def sounds() -> dict[str, str]:
    """Sound -> name; of two names of one sound the one that is said so in a likelier way."""
    words = {heard(stem.lemma) for stem in lexicon_stems()}
    found: dict[str, tuple[int, str]] = {}
    for name in listed_names():
        ways = WAYS if common_name(name) else WAYS_OF_RARE
        for way, sound in enumerate(english_sounds(name)[:ways]):
            if len(sound) >= (LEAST if common_name(name) else LEAST_OF_RARE) and sound not in words:
                found[sound] = min(found.get(sound, (way, name)), (way, name))
    return {sound: name for sound, (_, name) in sorted(found.items())}


def as_lines() -> str:
    """The table as it is kept: ``sound`` and ``name``, a line each, sorted by sound."""
    return "sound\tname\n" + "".join(f"{sound}\t{name}\n" for sound, name in sounds().items())


if __name__ == "__main__":
    data_path("names/heard.tsv").write_bytes(as_lines().encode())
