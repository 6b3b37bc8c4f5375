"""Normal form: one code for each letter, the unseen marks gone, the text as it was meant, with the way back.

Never NFKC (it turns ە into another letter, and m² into m2). Each pass is linear; passes run until nothing changes,
which is the second time for all text seen so far. Clean text costs one look and is given back as it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.resources import read_table
from xewer.text.buffer import Buffer
from xewer.text.lookalikes import ARABIC, confusables, fix_lookalikes
from xewer.text.protected import MAY_PROTECT, PROTECTED
from xewer.text.punctuation import fix_marks, fix_tatweel

if TYPE_CHECKING:
    from xewer.model import Text

__all__ = ["is_clean", "normal_form", "normalise", "presentation_letters"]

_ROUNDS = 6
_JOINERS = re.compile("[\u200c\u200d]+")
_ARABIC = re.compile(f"[{ARABIC}]")
# A starter that nothing before it can compose with, and what hangs on it: marks are the rest of Unicode's M and jamo.
_CLUSTER = re.compile(
    r"(?:[^\W_]|[^\w\s]|\s|_)(?:[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0711-\u074a\u07a6-\u0f84\u0f86-\u109f\u135d-\u17dd\u1160-\u11ff\u180b-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099"
    r"\u309a\ua66f-\ua953\ua980-\uabed\ufb1e\ufe20-\ufe2f\U00010a01-\U0001e94a])*"
)


@lru_cache(maxsize=1)
def presentation_letters() -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern and table of the presentation forms: our own, for NFKC makes ە another letter."""
    table = {chr(int(row["code"], 16)): row["letters"] for row in read_table("presentation.tsv")}
    return re.compile(f"[{''.join(table)}]"), table


def _compose(buffer: Buffer) -> bool:
    if unicodedata.is_normalized("NFC", buffer.text):
        return False
    return buffer.apply(_CLUSTER, lambda m: unicodedata.normalize("NFC", m[0]), "compose")


def _joiner(match: re.Match[str]) -> str | None:
    """Joiners beside an Arabic letter go; those of emoji stay."""
    text, (a, b) = match.string, match.span()
    beside = (a and _ARABIC.match(text, a - 1)) or _ARABIC.match(text, b)
    return "" if beside else None


def _pass(buffer: Buffer) -> bool:
    changed = _compose(buffer)
    forms, letters = presentation_letters()
    changed |= buffer.apply(forms, lambda m: letters[m[0]], "presentation-form")
    codes, everywhere = confusables("all")
    changed |= buffer.apply(codes, lambda m: everywhere[m[0]], "code")
    changed |= buffer.apply(_JOINERS, _joiner, "joiner")
    changed |= fix_tatweel(buffer)
    changed |= fix_lookalikes(buffer)
    return changed | fix_marks(buffer)


@lru_cache(maxsize=1)
def _suspects() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One quick look that most clean text passes, and a closer one for text that does not."""
    singles = set(presentation_letters()[1]) | set("\u200c\u200d\u0640هہیء–−‐‑‒")
    pairs = []
    for where in ("all", "uyghur", "uncjk"):
        for key in confusables(where)[1]:
            if len(key) == 1:
                singles.add(key)
            else:
                pairs.append(key)
    inside = "".join(sorted(map(re.escape, singles)))
    ends = "".join({re.escape(pair[-1]) for pair in pairs})
    near = f"[{inside}]|{'|'.join(map(re.escape, pairs))}|<<|>>|(?<!\\d)[,;?]|[,;?](?!\\d)"
    return re.compile(f"[{inside}{ends},;?<>]"), re.compile(near)


def is_clean(text: str) -> bool:
    """Whether no rule can touch the text (some texts that are in normal form still say no).

    >>> is_clean("بۇ تېكىست پاكىز."), is_clean("2014ـيىلى")
    (True, False)
    """
    if text.isascii():
        return True
    quick, near = _suspects()
    first = quick.search(text)
    if first is not None and near.search(text, max(0, first.start() - 1)) is not None:
        return False
    return unicodedata.is_normalized("NFC", text)


def _run(buffer: Buffer) -> None:
    for _ in range(_ROUNDS):
        if is_clean(buffer.text) or not _pass(buffer):
            return


def _pieces(text: str) -> list[tuple[int, int, bool]]:
    """The text cut into stretches that may change and addresses that may not."""
    pieces, last = [], 0
    for match in PROTECTED.finditer(text):
        if match.start() > last:
            pieces.append((last, match.start(), True))
        pieces.append((match.start(), match.end(), False))
        last = match.end()
    if last < len(text):
        pieces.append((last, len(text), True))
    return pieces


def _normalise(buffer: Buffer) -> None:
    # Once more after a change: an address may have come out of hiding.
    for _ in range(_ROUNDS):
        if not MAY_PROTECT.search(buffer.text):
            _run(buffer)
            return
        parts = []
        for start, end, free in _pieces(buffer.text):
            part = buffer.part(start, end)
            if free:
                _run(part)
            parts.append(part)
        if not buffer.join(parts):
            return


def normalise(text: str, *, script: str = "arabic") -> Text:
    """Normal form of a text in any script, with offset map and a note for each change. Never raises.

    >>> normalise("ئ‍ۆزىنىڭ ۋهزىپىسى").text
    'ئۆزىنىڭ ۋەزىپىسى'
    """
    if is_clean(text):
        return Buffer(text, track=False).finish(script)
    buffer = Buffer(text)
    _normalise(buffer)
    return buffer.finish(script)


def normal_form(text: str) -> str:
    """Normal form without the way back: for text that is only compared or counted.

    >>> normal_form("ﺋﯘﻳﻐﯘﺭ")
    'ئۇيغۇر'
    """
    if is_clean(text):
        return text
    buffer = Buffer(text, track=False)
    _normalise(buffer)
    return buffer.text
