"""Marks in normal form: tatweel used as a dash, Latin marks in Uyghur text, wide marks, hyphens, doubled angles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xewer.text.letters import LETTERS
from xewer.text.lookalikes import ARABIC, confusables

if TYPE_CHECKING:
    from xewer.text.buffer import Buffer

__all__ = ["fix_marks", "fix_tatweel"]

_TATWEEL = re.compile("\u0640+")
_NOT_JOINING = frozenset("ادرزژوۇۆۈۋە")
_LETTER = re.compile(f"[{ARABIC}]")
_MARK = re.compile("[,;?]")
_MARKS = {",": "،", ";": "؛", "?": "؟"}
_CLOSERS = frozenset('»”"’)]!؟?.%،؛')
_REACH = 4  # closing marks and a space that may stand between a letter and its comma
_FIGURE = 20  # code points back to the letter before a figure
_LAST_LETTER = re.compile(r"([^\W\d_])[\W\d_]+\Z")
_CJK = re.compile("[\u2e80-\u2fff\u3005-\u3007\u3021-\u303f\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[–−‐‑‒](?=\w)|(?<=\d)[–−‐‑‒]")
_ANGLES = re.compile(f'(?<!<)<<(?=[{ARABIC}"“(])|(?<=[{ARABIC}.!?؟…"”)])>>(?!>)')


def fix_tatweel(buffer: Buffer) -> bool:
    """Drop tatweel inside words; where it stands for a hyphen or a dash, write that."""
    return "\u0640" in buffer.text and buffer.apply(_TATWEEL, _tatweel, "tatweel")


def _tatweel(match: re.Match[str]) -> str:
    text, (a, b) = match.string, match.span()
    before = text[a - 1] if a else " "
    after = text[b] if b < len(text) else " "
    left, right = bool(_LETTER.match(before)), bool(_LETTER.match(after))
    if (before.isdigit() and (right or after.isdigit())) or (left and after.isdigit()):
        return "-"
    if left and right:
        # Nothing can be stretched after a letter that does not join; before ئ it parts two words (ئاتاـئانا).
        return "-" if before in _NOT_JOINING and after == "ئ" else ""
    if before.isspace() and after.isspace():
        return "—"
    if left:
        return "-" if before in _NOT_JOINING and after.isspace() else ""
    return "—" if right or len(match[0]) > 1 else "-"


def fix_marks(buffer: Buffer) -> bool:
    """Wide marks, Latin marks, doubled angles, odd hyphens; say whether anything changed."""
    pattern, table = confusables("uncjk")

    def narrow(match: re.Match[str]) -> str | None:
        text, (a, b) = match.string, match.span()
        low, high = max(0, a - _REACH), min(len(text), b + _REACH)
        while a > low and text[a - 1] in table:
            a -= 1
        while b < high and text[b] in table:
            b += 1
        if (a and _CJK.match(text[a - 1])) or (b < len(text) and _CJK.match(text[b])):
            return None
        return table[match[0]]

    changed = buffer.apply(pattern, narrow, "wide-mark")
    changed |= buffer.apply(_MARK, _mark, "mark")
    changed |= buffer.apply(_ANGLES, lambda m: "«" if m[0] == "<<" else "»", "angles")
    return changed | buffer.apply(_HYPHEN, lambda _: "-", "hyphen")


def _mark(match: re.Match[str]) -> str | None:
    """A Latin mark becomes Arabic beside a Uyghur letter, over closing marks and one space; not between digits."""
    text, at = match.string, match.start()
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if before.isdigit() and after.isdigit():
        return None
    if before in LETTERS or after in LETTERS:
        return _MARKS[match[0]]
    i = at - 1
    low = max(-1, at - 1 - _REACH)
    while i > low and (text[i] in _CLOSERS or text[i] == " "):
        i -= 1
    if i > low and text[i] in LETTERS:
        return _MARKS[match[0]]
    if before and not before.isspace() and after == " " and text[at + 2 : at + 3] in LETTERS:
        return _MARKS[match[0]]
    # «سائەت 6?»: the question of a Uyghur sentence that ends in a figure
    if text[at] == "?" and before.isdigit() and (not after or after.isspace() or after in _CLOSERS):
        letters = _LAST_LETTER.search(text[max(0, at - _FIGURE) : at])
        return "؟" if letters and letters[1] in LETTERS else None
    return None
