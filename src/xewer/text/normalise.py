"""Normal form: one code for each letter, the unseen marks gone, the text as it was meant, with the way back.

Never NFKC (it turns ە into another letter, and m² into m2). Each pass is linear; passes run until nothing changes,
which is the second time for all text seen so far. Clean text costs one look and is given back as it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.model import Note, Text
from xewer.resources import read_table
from xewer.text.lookalikes import heh, yeh

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PROTECTED", "Buffer", "normal_form", "normalise"]

ARABIC = "\u0620-\u065f\u066e-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06fc\u0750-\u077f"
UYGHUR = "ابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيەئ"
UNIQUE = "ۇۆۈۋېڭ"
"""Letters that Persian, Arabic, Urdu and Sindhi do not have."""
FOREIGN = "آأؤإثحذصضطظعٱٹڈڑںےېٿڄڃڦڇڏڌڊڍڙڳڱڻځڅډړږښڼۍۂۃۓ".replace("ې", "")
_PROTECT = (
    r"(?:(?:https?|ftp)://|www\.)[^\s<>«»\"“”]*[^\s<>«»\"“”.,;:!?،؛؟…)\]]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w&])[#@]\w+|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});"
)
PROTECTED = re.compile(_PROTECT)
"""Addresses, hashtags and entities: never changed, in any script."""
_MAY_PROTECT = re.compile(r"://|www\.|[@#&]")
_ROUNDS = 6


class Buffer:
    """A text being changed, and for each of its code points the original span it came from."""

    def __init__(self, text: str, *, track: bool = True) -> None:
        self.original = text
        self.text = text
        self.track = track
        self.starts: list[int] = list(range(len(text))) if track else []
        self.ends: list[int] = list(range(1, len(text) + 1)) if track else []
        self.notes: list[Note] = []

    def apply(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str | None], rule: str) -> bool:
        """Replace each match for which ``replace`` gives another text; say whether anything changed."""
        text, last, changed = self.text, 0, False
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in pattern.finditer(text):
            old, new = match[0], replace(match)
            if new is None or new == old:
                continue
            a, b = match.span()
            changed = True
            parts += (text[last:a], new)
            if self.track:
                starts += self.starts[last:a]
                ends += self.ends[last:a]
                if len(new) == len(old):
                    starts += self.starts[a:b]
                    ends += self.ends[a:b]
                else:
                    starts += [self.starts[a]] * len(new)
                    ends += [self.ends[b - 1]] * len(new)
                low, high = self.starts[a], self.ends[b - 1]
                self.notes.append(Note(low, high, self.original[low:high], new, rule))
            last = b
        if not changed:
            return False
        parts.append(text[last:])
        self.text = "".join(parts)
        if self.track:
            self.starts = starts + self.starts[last:]
            self.ends = ends + self.ends[last:]
        return True

    def finish(self, script: str) -> Text:
        """The text and its way back."""
        n = len(self.original)
        if self.text == self.original:
            return Text(self.original, self.original, range(n), range(1, n + 1), script)
        notes = tuple(sorted(self.notes, key=lambda note: (note.start, note.end)))
        return Text(self.original, self.text, tuple(self.starts), tuple(self.ends), script, notes)


def _decode(cell: str) -> str:
    return "".join(chr(int(code.removeprefix("U+"), 16)) for code in cell.split())


@lru_cache(maxsize=1)
def presentation_letters() -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern and table of the presentation forms: our own, for NFKC makes ە another letter."""
    table = {chr(int(row["code"], 16)): row["letters"] for row in read_table("presentation.tsv")}
    return re.compile(f"[{''.join(table)}]"), table


@lru_cache(maxsize=4)
def _confusables(where: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {_decode(row["from"]): _decode(row["to"]) for row in read_table("confusables.tsv") if row["where"] == where}
    keys = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, keys))), table


_RUN = re.compile(r"[^\n\r\u2028\u2029«»“”\"()\[\]‹›<>.!?؟]+")
_HARD = re.compile(f"[{UNIQUE}]|ئ[اوەهىی]")
_ALIEN = re.compile(f"[{FOREIGN}]")
_MUTABLE = re.compile("[کڪݣةۀهہیء]|و[\u064f\u065a\u0670]")
_WORD_WITH = re.compile(f"[{ARABIC}]*[هہیء][{ARABIC}]*")
_SHORT = 3


def _uyghur_run(text: str, *, whole: bool | None) -> bool:
    """Whether look-alikes in this stretch are to be read as Uyghur; ``whole`` is the verdict on the whole text."""
    if _HARD.search(text):
        return True
    if _ALIEN.search(text):
        return False
    return whole if whole is not None else len(text.split()) <= _SHORT


def _fix_run(run: str, *, whole: bool | None) -> str | None:
    if not _MUTABLE.search(run) or not _uyghur_run(run, whole=whole):
        return None
    return run


def _lookalikes(buffer: Buffer) -> bool:
    """Letters of other keyboards, in runs that are Uyghur."""
    text = buffer.text
    if not _MUTABLE.search(text):
        return False
    whole: bool | None = True if _HARD.search(text) else (False if _ALIEN.search(text) else None)
    allowed: list[tuple[int, int]] = []
    for match in _RUN.finditer(text):
        if _fix_run(match[0], whole=whole) is not None:
            allowed.append(match.span())
    if not allowed:
        return False
    # Marks of equal length first, pairs last: a run keeps its place as long as nothing is inserted or removed.
    inside = bytearray(len(text) + 1)
    for a, b in allowed:
        inside[a:b] = b"\x01" * (b - a)

    def word(match: re.Match[str]) -> str | None:
        if not inside[match.start()]:
            return None
        out = match[0].replace("ء", "ء")
        out = _HAMZA.sub("ئ", out)
        return yeh(heh(out))

    pattern, table = _confusables("uyghur")
    singles = re.compile(f"[{''.join(k for k in table if len(k) == 1)}]")
    changed = buffer.apply(singles, lambda m: table[m[0]] if inside[m.start()] else None, "letter")
    changed |= buffer.apply(_WORD_WITH, word, "heh-yeh")
    return changed | buffer.apply(pattern, lambda m: table[m[0]] if inside[m.start()] else None, "waw")


_HAMZA = re.compile("ء(?=[اەوۇۆۈېىهی])")
_JOINERS = re.compile(f"(?<=[{ARABIC}])[\u200c\u200d]+|[\u200c\u200d]+(?=[{ARABIC}])")
_TATWEEL = re.compile("\u0640+")
_NOT_JOINING = frozenset("ادرزژوۇۆۈۋە")


def _tatweel(match: re.Match[str]) -> str:
    text, (a, b) = match.string, match.span()
    before = text[a - 1] if a else " "
    after = text[b] if b < len(text) else " "
    left, right = _is_arabic(before), _is_arabic(after)
    if before.isdigit() and (right or after.isdigit()):
        return "-"
    if left and after.isdigit():
        return "-"
    if left and right:
        return "-" if before in _NOT_JOINING and after == "ئ" else ""
    if before.isspace() and after.isspace():
        return "—"
    if left:
        return "-" if before in _NOT_JOINING and after.isspace() else ""
    return "—" if right or len(match[0]) > 1 else "-"


def _is_arabic(char: str) -> bool:
    return bool(_ARABIC_LETTER.match(char))


_ARABIC_LETTER = re.compile(f"[{ARABIC}]")
_U = f"[{UYGHUR}]"
_MARK = re.compile(f'(?<={_U})[,;?]|[,;?](?={_U})|(?<={_U}[»”"’)\\]])[,;?]')
_MARKS = {",": "،", ";": "؛", "?": "؟"}
_CJK = re.compile("[\u2e80-\u2fff\u3005-\u3007\u3021-\u303f\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[–−‐‑‒](?=\w)|(?<=\d)[–−‐‑‒]")
_ANGLES = re.compile(f'(?<!<)<<(?=[{ARABIC}"“(])|(?<=[{ARABIC}.!?؟…"”)])>>(?!>)')


def _mark(match: re.Match[str]) -> str | None:
    text, at = match.string, match.start()
    if 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit():
        return None
    return _MARKS[match[0]]


def _uncjk(table: dict[str, str]) -> Callable[[re.Match[str]], str | None]:
    def replace(match: re.Match[str]) -> str | None:
        text, (a, b) = match.string, match.span()
        if (a and _CJK.match(text[a - 1])) or (b < len(text) and _CJK.match(text[b])):
            return None
        return table[match[0]]

    return replace


def _compose(buffer: Buffer) -> bool:
    if unicodedata.is_normalized("NFC", buffer.text):
        return False
    return buffer.apply(_CLUSTER, lambda m: unicodedata.normalize("NFC", m[0]), "compose")


# A starter that nothing before it can compose with, and what hangs on it: marks are the rest of Unicode's M and jamo.
_CLUSTER = re.compile(
    r"(?:[^\W_]|[^\w\s]|\s|_)(?:[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0711-\u074a\u07a6-\u0f84\u0f86-\u109f\u135d-\u17dd\u1160-\u11ff\u180b-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a"
    r"\ua66f-\ua953\ua980-\uabed\ufb1e\ufe20-\ufe2f\U00010a01-\U0001e94a])*"
)


def _pass(buffer: Buffer) -> bool:
    changed = _compose(buffer)
    pattern, table = presentation_letters()
    changed |= buffer.apply(pattern, lambda m: table[m[0]], "presentation-form")
    pattern, everywhere = _confusables("all")
    changed |= buffer.apply(pattern, lambda m: everywhere[m[0]], "code")
    changed |= buffer.apply(_JOINERS, lambda _: "", "joiner")
    if "\u0640" in buffer.text:
        changed |= buffer.apply(_TATWEEL, _tatweel, "tatweel")
    changed |= _lookalikes(buffer)
    pattern, marks = _confusables("uncjk")
    changed |= buffer.apply(pattern, _uncjk(marks), "wide-mark")
    changed |= buffer.apply(_MARK, _mark, "mark")
    changed |= buffer.apply(_ANGLES, lambda m: "«" if m[0] == "<<" else "»", "angles")
    return changed | buffer.apply(_HYPHEN, lambda _: "-", "hyphen")


@lru_cache(maxsize=1)
def _suspect() -> re.Pattern[str]:
    """One look that clean text passes: any code that some rule may touch."""
    single = set(presentation_letters()[1])
    pairs = []
    for where in ("all", "uyghur", "uncjk"):
        for key in _confusables(where)[1]:
            if len(key) == 1:
                single.add(key)
            else:
                pairs.append(re.escape(key))
    single |= set("\u200c\u200d\u0640هہیء–−‐‑‒")
    return re.compile(
        f'[{"".join(sorted(map(re.escape, single)))}]|{"|".join(pairs)}|<<|>>|{_U}[,;?]|[,;?]{_U}|[»”"’)\\]][,;?]'
    )


def is_clean(text: str) -> bool:
    """Whether no rule can touch the text (some texts that are in normal form still say no).

    >>> is_clean("بۇ تېكىست پاكىز."), is_clean("2014ـيىلى")
    (True, False)
    """
    return text.isascii() or (_suspect().search(text) is None and unicodedata.is_normalized("NFC", text))


def _run(buffer: Buffer) -> None:
    for _ in range(_ROUNDS):
        if is_clean(buffer.text) or not _pass(buffer):
            return


def _pieces(text: str) -> list[tuple[int, int, bool]]:
    """The text cut into stretches that may change and addresses that may not."""
    pieces, last = [], 0
    if _MAY_PROTECT.search(text):
        for match in PROTECTED.finditer(text):
            if match.start() > last:
                pieces.append((last, match.start(), True))
            pieces.append((match.start(), match.end(), False))
            last = match.end()
    if last < len(text):
        pieces.append((last, len(text), True))
    return pieces


def normalise(text: str, *, script: str = "arabic") -> Text:
    """Normal form of a text in any script, with offset map and a note for each change. Never raises.

    >>> normalise("ئ‍ۆزىنىڭ ۋهزىپىسى").text
    'ئۆزىنىڭ ۋەزىپىسى'
    """
    whole = Buffer(text, track=False)
    if is_clean(text):
        return whole.finish(script)
    pieces = _pieces(text)
    if len(pieces) == 1 and pieces[0][2]:
        buffer = Buffer(text)
        _run(buffer)
        return buffer.finish(script)
    whole.text = ""
    parts: list[str] = []
    for a, b, free in pieces:
        buffer = Buffer(text[a:b])
        if free:
            _run(buffer)
        parts.append(buffer.text)
        whole.starts += [a + i for i in buffer.starts]
        whole.ends += [a + i for i in buffer.ends]
        whole.notes += [Note(a + n.start, a + n.end, n.old, n.new, n.rule) for n in buffer.notes]
    whole.text = "".join(parts)
    return whole.finish(script)


def normal_form(text: str) -> str:
    """Normal form without the way back: for text that is only compared or counted.

    >>> normal_form("ﺋﯘﻳﻐﯘﺭ")
    'ئۇيغۇر'
    """
    if is_clean(text):
        return text
    parts = []
    for a, b, free in _pieces(text):
        buffer = Buffer(text[a:b], track=False)
        if free:
            _run(buffer)
        parts.append(buffer.text)
    return "".join(parts)
