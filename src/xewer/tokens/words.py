"""Words, numbers and marks: one master pattern, lossless."""

from __future__ import annotations

import re
from functools import lru_cache

from xewer.model import Span
from xewer.resources import read_table
from xewer.text.letters import CONSONANTS, HAMZA, VOWELS

__all__ = ["say_word_pattern", "words"]

# Marks that sit on a letter, and joiners that normalising left over.
_ON_LETTER = (
    "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u200c\u200d"
)
_ARABIC = r"\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
# Letters and digits of any script, with their marks; nothing but Arabic script goes on after Arabic script:
# «500دىن» is one word, «ئۇلار6» lost a space.
_OTHER = rf"[^\W_{_ARABIC}]+(?:[{_ON_LETTER}]+[^\W_{_ARABIC}]*)*"
_TAIL = rf"[{_ARABIC}][{_ARABIC}\u0640{_ON_LETTER}]*"
_CORE = rf"(?:{_OTHER}(?:{_TAIL})?|{_TAIL})"
_LEAD = r"[\u200c\u200d]{0,3}"
_CAPITAL = "A-Z\u0400-\u042f"
_LETTER = rf"[{_ARABIC}]"
# One Uyghur letter that stands for a name; ئۇ is the pronoun.
_INITIAL = f"(?:{HAMZA}[{''.join(sorted(VOWELS - {'ۇ'}))}]|[{''.join(sorted(CONSONANTS))}])"

_WORD = rf"""
    {_LEAD}{_CORE}
    (?: (?: ['’ʼ] (?=[^\W\d_])                         # O'Neill, ULY sa'et
          | (?<=[A-Za-z0-9]) [&@+_] (?=[A-Za-z0-9]) (?!(?<=&)[a-z]{{2,8}};)   # AT&T
          | (?<=[A-Za-z0-9]) \. (?=[a-z])              # example.com
          | (?<=[A-Z]) \. (?=[A-Z](?![a-z]))           # F.B.I
        ) {_CORE} )*
"""
_NUMBER = rf"\d+(?: [.,:/٫٬]\d+ | ،\d{{3}}(?!\d) )+ (?:{_CORE})?"


def _master(say: str) -> str:
    # Digits-hyphen-digits stays apart (scores, ranges); a hyphen before a reporting verb is a dash.
    hyphen = rf"(?: (?<=\d)[-‐‑](?![\d]) | (?<!\d)[-‐‑] ) (?!{say})"
    return rf"""
      (?:https?://|ftp://|www\.) (?: [!\#$%&*+,./0-9:;=?@A-Z_a-z~-] | (?<=[/_=-])[^\W_]+ )*
      (?: [\#$%&*+/0-9=@A-Z_a-z~-] | (?<=[/_=-])[^\W_]+ )
    | [A-Za-z0-9_.+-]{{1,64}} @ [A-Za-z0-9-]{{1,63}} (?: \.[A-Za-z0-9-]{{1,63}} )+
    | & (?: [a-zA-Z]{{2,8}} | \#\d{{1,6}} ) ;
    | [@\#] (?=[^\W\d]) \w+
    | \d{{4}}-\d\d?-\d\d? (?![\w-])                    # 2025-09-03
    | (?: [{_CAPITAL}]\. ){{1,12}} [{_CAPITAL}] (?![{_CAPITAL}a-z.]) (?:{_CORE})?   # F.B.I
    | (?: [{_CAPITAL}]\. ){{2,12}} (?![{_CAPITAL}])     # U.S.
    | (?: [{_CAPITAL}]\. (?=[ ]?[{_CAPITAL}]) | {_INITIAL}\. (?=[ ]?{_LETTER}{{3}}) )   # F. Kennedy
    | (?: {_NUMBER} | {_WORD} ) (?: {hyphen} {_WORD} )* (?: (?<=\d)-(?![\d\w]) (?!-) )?
    | \.\.+
    | [\u2190-\u2bff\U0001f000-\U0001faff]
      (?: [\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff] [\u2190-\u2bff\U0001f000-\U0001faff]? )*
    | \S
    """


@lru_cache(maxsize=1)
def say_word_pattern() -> str:
    """Pattern source that matches where a form of "say" begins (``data/say_words.tsv``).

    >>> import re
    >>> bool(re.match(say_word_pattern(), "دېدى ئۇ"))
    True
    """
    prefixes = (row["form"] for row in read_table("say_words.tsv") if row["kind"] == "say")
    return "(?:" + "|".join(map(re.escape, sorted(prefixes, key=len, reverse=True))) + ")"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(_master(say_word_pattern()), re.VERBOSE)


def words(text: str) -> list[Span]:
    """Words, numbers and marks of canonical text, in order; what lies between them is white space.

    Hyphenated words and ordinals stay whole, digits on both sides of a hyphen do not; a hyphen before a form of
    "say" is a mark of its own. Never raises.

    >>> text = "ئۇ 2025-يىلى 40% ،-دېدى."
    >>> [text[a:b] for a, b in words(text)]
    ['ئۇ', '2025-يىلى', '40', '%', '،', '-', 'دېدى', '.']
    """
    return [Span(*match.span()) for match in _pattern().finditer(text)]
