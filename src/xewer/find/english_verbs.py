"""Forms of English verbs, for glosses."""

from __future__ import annotations

from functools import lru_cache

from xewer.resources import read_table

__all__ = ["ing", "participle", "past", "present"]

VOWELS = "aeiou"


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, str]]:
    """English verbs whose past or participle is not made with -ed."""
    return {row["base"]: (row["past"], row["participle"]) for row in read_table("english_verbs.tsv")}


def past(verb: str) -> str:
    """Past tense of an English verb.

    >>> past("fight"), past("carry"), past("arrive"), past("stop")
    ('fought', 'carried', 'arrived', 'stopped')
    """
    irregular = _irregular().get(verb)
    return irregular[0] if irregular else _ed(verb)


def participle(verb: str) -> str:
    """Past participle of an English verb."""
    irregular = _irregular().get(verb)
    return irregular[1] if irregular else _ed(verb)


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ed"


def _doubles(verb: str) -> bool:
    """One syllable ending in consonant, vowel, consonant: stop -> stopped."""
    return (
        len(verb) > 2
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in VOWELS
        and verb[-3] not in VOWELS
        and sum(c in VOWELS for c in verb) == 1
    )


def ing(verb: str) -> str:
    """Present participle: fighting, arriving, stopping, dying."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "be")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ing"


def present(verb: str, *, plural: bool) -> str:
    """Present tense: "they fight", "it carries", "it is".

    >>> present("fight", plural=False), present("carry", plural=False), present("be", plural=True)
    ('fights', 'carries', 'are')
    """
    if verb == "be":
        return "are" if plural else "is"
    if plural:
        return verb
    if verb == "have":
        return "has"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"
