"""Words of two parts: run together by a writer («مۇسابىقىدەپەقەت» is no name), or by a hyphen («فرىززى-باب» is one)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.morph.analyse import analyse
from xewer.morph.known import is_known

if TYPE_CHECKING:
    from xewer.model import Reading, Token

__all__ = ["double_surname", "run_together"]

LEAST = 4  # code points of each word; shorter ones stand in many names
BARE = frozenset({"", "Nom"})
MOST = 40


@lru_cache(maxsize=20_000)
def run_together(text: str) -> bool:
    """Whether a word is two words of the language, the first of which has come to its end: a case, a finished verb.

    >>> run_together("مۇسابىقىدەپەقەت"), run_together("كولورادو")
    (True, False)
    """
    if len(text) > MOST:
        return False
    cuts = [c for c in range(LEAST, len(text) - LEAST + 1) if is_known(text[c:]) and is_known(text[:c])]
    return any(_listed(analyse(text[cut:])[0]) and _ended(analyse(text[:cut])[0]) for cut in cuts)


def _listed(reading: Reading) -> bool:
    return reading.listed and reading.upos not in {"PROPN", "X", "INTJ"}


def _ended(reading: Reading) -> bool:
    """Nothing can be hung on it any more: «مۇسابىقىدە», «قىلدى», «دېگەننى»."""
    finite = reading.upos == "VERB" and (bool(reading.feat("Person")) or reading.feat("VerbForm") == "Conv")
    return _listed(reading) and (finite or reading.feat("Case") not in BARE)


def double_surname(token: Token) -> bool:
    """A surname of two parts, the first of which no lexicon has: «فرىززى-باب»."""
    first, hyphen, second = token.text.partition("-")
    if not hyphen or len(first) < LEAST or not second.isalpha() or token.reading.listed or not first.isalpha():
        return False
    return not analyse(first)[0].listed
