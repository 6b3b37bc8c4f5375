"""Misspellings that break words apart or hide them from the dictionary. Opt-in, apart from the normal form.

Each edit is in the notes of the text, with the rule that made it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xewer.text.buffer import Buffer
from xewer.text.letters import CONSONANTS, LETTERS, VOWELS
from xewer.text.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Callable

    from xewer.model import Text

__all__ = ["repair"]

_L = "".join(sorted(LETTERS))
_V = "".join(sorted(VOWELS))
_C = "".join(sorted(CONSONANTS))
_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    # ئش for ئىش: the letter ى was forgotten after the hamza that carries it
    ("hamza-before-consonant", re.compile(f"(?<![\\w\u064b-\u065f])ئ(?=[{_C}])"), "ئى"),
    # ۇنىڭ for ئۇنىڭ, but not the suffix in BBCىدە, «BBC ىدە» or 5ىنچى
    ("missing-hamza", re.compile(f"(?<![\\w\u064b-\u065f-])(?<![A-Za-z0-9%] )[{_V}](?=[{_L}])"), "ئ{}"),
    ("double-hamza", re.compile("ئئ+"), "ئ"),
    # 2024- يىلى and 2024 -يىلى, but not 2024 - يىلى, which may be a dash
    ("split-hyphen", re.compile(f"(?<=\\d)- +(?=[{_L}])|(?<=\\d) +-(?=[{_L}])"), "-"),
)


def _writer(new: str) -> Callable[[re.Match[str]], str]:
    """Gives the new text; ``{}`` in it stands for the old one."""
    return lambda match: new.replace("{}", match[0])


def repair(text: str) -> Text:
    """Normal form with repairs; the notes name each change.

    >>> repair("2024- يىلى ئش باشلاندى").text
    '2024-يىلى ئىش باشلاندى'
    """
    base = normalise(text)
    buffer = Buffer(base.text)
    buffer.original = base.original
    buffer.starts, buffer.ends, buffer.notes = list(base.starts), list(base.ends), list(base.notes)
    for rule, pattern, new in _RULES:
        buffer.apply(pattern, _writer(new), rule)
    return buffer.finish("arabic")
