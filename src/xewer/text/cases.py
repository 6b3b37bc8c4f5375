"""Capitals that a text has, kept when it goes from one script with capitals to another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.resources import read_table

if TYPE_CHECKING:
    from xewer.model import Text

__all__ = ["CASED", "has_capitals", "keep_case", "spell_acronyms"]

CASED = frozenset({"latin", "cyrillic", "yengi", "cts"})
"""Scripts that have capitals."""
_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʼʻ`´][^\W\d_]+)*")


def has_capitals(text: str) -> bool:
    """Whether any letter of the text is a capital.

    >>> has_capitals("Putin"), has_capitals("پۇتىن")
    (True, False)
    """
    return text.lower() != text


@lru_cache(maxsize=4)
def _acronyms(target: str) -> dict[str, str]:
    """Lower case -> as it is written: aqsh -> AQSh."""
    if target not in ("latin", "cyrillic"):
        return {}
    return {row[target].lower(): row[target] for row in read_table("acronyms.tsv")}


def keep_case(way: Text, target: str) -> str:
    """The converted text with the capitals of its original; one code point stays one.

    >>> from xewer.text.scripts import convert
    >>> convert("Шинҗаң ЯВРОПА АҚШ", "cyrillic", "latin")
    'Shinjang YAWROPA AQSh'
    """
    original, starts, ends = way.original, way.starts, way.ends
    out = list(way.text)
    at, n = 0, len(out)
    for match in _WORD.finditer(original):
        word, (a, b) = match[0], match.span()
        if word == word.lower():
            continue
        while at < n and ends[at] <= a:
            at += 1
        first = at
        while at < n and starts[at] < b:
            at += 1
        capitals = sum(map(str.isupper, word))
        known = _acronyms(target).get("".join(out[first:at]).lower()) if capitals > 1 else None
        if known and len(known) == at - first:
            out[first:at] = known
            continue
        loud = len(word) > 1 and word == word.upper()
        for i in range(first, at):
            begins = i == first or starts[i] != starts[i - 1]
            if loud or (begins and original[starts[i]] != original[starts[i]].lower()):
                upper = out[i].upper()
                out[i] = upper if len(upper) == 1 else out[i]
    return "".join(out)


@lru_cache(maxsize=2)
def _spelt(target: str) -> tuple[re.Pattern[str], dict[str, str]]:
    from xewer.text.scripts import convert

    rows = read_table("acronyms.tsv") if target in ("latin", "cyrillic") else ()
    table = {convert(row["arabic"], "arabic", target): row[target] for row in rows}
    longest = sorted(table, key=len, reverse=True)
    return re.compile(rf"(?<![\w'])({'|'.join(longest) or '(?!)'})", re.IGNORECASE), table


def spell_acronyms(text: str, target: str) -> str:
    """Acronyms that Arabic script spells letter by letter, as Latin and Cyrillic write them.

    >>> spell_acronyms("u a q shqa bardi", "latin"), spell_acronyms("A Q Sh", "latin")
    ('u AQShqa bardi', 'AQSh')
    """
    pattern, table = _spelt(target)
    return pattern.sub(lambda m: table[m[1].lower()], text)
