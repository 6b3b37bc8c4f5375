"""Why a name was taken for one: the rule in words, the rows of the tables behind it, where its English comes from."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.english_names import PERSON, PLACE, english_match
from xewer.find.gazetteer import bases
from xewer.resources import read_table
from xewer.text.scripts import canonical

if TYPE_CHECKING:
    from xewer.model import Entity

__all__ = ["why_name"]

TABLES = ("places", "people", "organisations")
SMALL = ("titles", "org_heads", "place_heads", "given_names", "word_names", "place_openers")


@lru_cache(maxsize=1)
def _rules() -> dict[str, str]:
    """Rule -> what it says."""
    return {row["rule"]: row["reason"] for row in read_table("names/rules.tsv")}


@lru_cache(maxsize=1)
def _rows() -> dict[str, str]:
    """Form -> the row of the large tables that it stands in, as a line."""
    found: dict[str, str] = {}
    for table in TABLES:
        for row in read_table(f"names/{table}.tsv"):
            parts = (row["form"], row["kind"], row["name_en"], row["id"], row["register"])
            found.setdefault(row["form"], f"names/{table}.tsv: " + " · ".join(p for p in parts if p))
    return found


@lru_cache(maxsize=1)
def _small_rows() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table in SMALL:
        for row in read_table(f"names/{table}.tsv"):
            found.setdefault(row["form"], []).append(f"names/{table}.tsv: " + " · ".join(v for v in row.values() if v))
    return found


def why_name(entity: Entity) -> tuple[str, ...]:
    """Lines that tell what a name's rule says, which rows of the tables it used, and how its English was found.

    >>> from xewer.model import Entity
    >>> why_name(Entity(0, 7, 5, "پۇتىننى", "PERSON", "Vladimir Putin", "ۋىلادىمىر پۇتىن", "name/people"))[1]
    'names/people.tsv: پۇتىن · leader · Vladimir Putin'
    """
    text = canonical(entity.text).text
    lines = [_rules().get(entity.rule.partition("+")[0], "")]
    whole = _whole_row(text)
    if whole:
        lines.append(whole)
    else:
        lines += [row for word in text.split() for base in bases(word) for row in _small_rows().get(base, ())]
    if entity.guess and entity.name:
        lines.append(_spelling(text, entity.name))
    return tuple(dict.fromkeys(line for line in lines if line))


def _whole_row(text: str) -> str:
    """The row of the whole name; its last word in any form."""
    words = text.split()
    if not words:
        return ""
    *inner, last = words
    for base in bases(last):
        row = _rows().get(" ".join([*inner, base]))
        if row:
            return row
    return _rows().get(text.split(maxsplit=1)[0], "") if inner else ""


def _spelling(text: str, name: str) -> str:
    """Whether a guessed English name stands in the English tables or was spelt by letters."""
    heard = {english_match(base, uses)[0] for w in text.split() for base in bases(w) for uses in (PERSON, PLACE)}
    listed = [w for w in name.split() if w in heard]
    if not listed:
        return f"English spelling by letters: {name} (guess)"
    return f"English spelling by sound, nearest in names/english.tsv: {' '.join(listed)} (guess)"
