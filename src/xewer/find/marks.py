"""Quotation marks: which opens with which, across lines and nested, and what to do when one is lost."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Marked", "marked_spans"]

# Opening mark -> closing mark. Straight quotes open and close; angle signs only where they are not comparisons.
PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›", "《": "》", "<": ">", "「": "」", "‘": "’"}
CLOSING_OF = {**PAIRS, '"': '"'}
CLOSERS = frozenset(PAIRS.values()) | {"”"}
ANY = re.compile(r"[«»“”„‹›《》<>「」‘’\"\n]")
_ANGLED = re.compile(
    r"<\s*[^\W\d_a-zA-Z][^<>«»\n]*[\s.!؟?،][^<>«»\n]*>"
)  # «<نېمىشقا كەتتىڭ؟>», no comparison and no tag
_TWO = re.compile(r"''")
_TURNED = re.compile(r"(?m)(^|(?<=[\s:،]))»(\w[^«»\n]+[^\s«»])«(?!\w)")
_ANGLES = re.compile("[«»]")
NEAR_CLOSE = 800  # code points that a quotation with another inside it may have when its mark is in doubt
JOINED = 4  # lines that one unclosed quotation may hold before the next speaker is named
INTRODUCED = 24  # code points: somebody with a colon at the head of a line
LONGEST = 3000  # code points between two marks; a longer "quotation" is a lost mark (longest in the gold: 700)


class Marked(NamedTuple):
    """A marked stretch: its mark stands at ``open``, the text is ``[start, end)``, ``close`` is after the last mark."""

    open: int
    start: int
    end: int
    close: int
    depth: int
    closed: bool = True


def marked_spans(text: str) -> list[Marked]:
    """All stretches between quotation marks, in order of their opening; an unclosed one ends with its line.

    >>> [(m.start, m.end, m.closed) for m in marked_spans("ئۇ: «ياخشى» دېدى")]
    [(5, 10, True)]
    """
    found: list[Marked] = []
    stack: list[tuple[str, int]] = []
    line_end = -1
    text = _usual_marks(text)

    def close_lost(at: int, *, lines: int = 1) -> None:
        """The mark on top of the stack was never closed: its stretch ends with its line, or ``at`` if so near."""
        mark, start = stack.pop()
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if lines > 1 and at - start <= LONGEST and text.count("\n", start, at) < lines:
            end = at
        if mark != "<":
            found.append(_trimmed(text, start - 1, start, min(end, at), min(end, at), len(stack), closed=False))

    for match in ANY.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            line_end = at
            if stack and ":" in text[at + 1 : at + 1 + INTRODUCED].split("\n", maxsplit=1)[0]:
                while stack:
                    close_lost(at, lines=JOINED)  # the next line opens a speech of its own: «ئۇ: …»
            continue
        while stack and at - stack[0][1] > LONGEST:
            close_lost(at)
        if mark == "„" and stack and stack[-1][0] == "“" and _ends_here(text, at):
            mark = "”"  # “… „
        if (
            mark == '"'
            and not any(m == '"' for m, _ in stack)
            and stack
            and (_ends_here(text, at) or _led_over(text, at))
        ):
            mark = CLOSING_OF[stack[-1][0]]  # «…" closes
        if mark == '"' and stack and stack[-1][0] == '"' and line_end > stack[-1][1] and _begins_here(text, at):
            close_lost(at)  # a new quotation on a later line: the mark before was lost
        if mark == '"':
            mark = "»" if any(m == '"' for m, _ in stack) else "«"
            if mark == "«":
                stack.append(('"', at + 1))
                continue
            while stack and stack[-1][0] != '"':
                stack.pop()
            _, start = stack.pop()
            found.append(_trimmed(text, start - 1, start, at, at + 1, len(stack)))
        elif mark in PAIRS and not (mark == "“" and stack and stack[-1][0] == "„"):
            later = mark in {"«", "“"} and stack and stack[-1][0] == mark and line_end > stack[-1][1]
            if later and not (mark == "«" and _closes_twice(text, at, stack[-1][1])):
                close_lost(at)  # a new quotation on a later line: the mark before was lost
            if mark == "<" and not stack and not _ANGLED.match(text, at):
                continue
            stack.append((mark, at + 1))
        elif mark in CLOSERS:
            level = next((k for k in range(len(stack) - 1, -1, -1) if _closes(stack[k][0], mark)), None)
            if level is None:
                continue
            del stack[level + 1 :]
            _, start = stack.pop()
            found.append(_trimmed(text, start - 1, start, at, at + 1, len(stack)))
    while stack:
        close_lost(len(text))
    return sorted(m for m in found if m.end > m.start)


def _usual_marks(text: str) -> str:
    """The text, as long as before, with «''…''» and «»…«» written in the usual marks."""
    if "''" in text:
        text = _TWO.sub(
            lambda m: '" ' if text[max(0, m.start() - 1) : m.start()] in {"", " ", "\n", ":", "("} else ' "', text
        )
    if _TURNED.search(text):
        text = _TURNED.sub(lambda m: m[1] + "«" + m[2] + "»", text)
    return text


def _ends_here(text: str, at: int) -> bool:
    """Whether a straight mark stands as a closing one does: behind a letter or stop, with no letter behind it."""
    behind = text[at + 1 : at + 2]
    return not text[at - 1 : at].isspace() and not behind.isalnum()


def _begins_here(text: str, at: int) -> bool:
    """Whether a straight mark stands as an opening one does: at the head of a line or behind a colon."""
    before = text[:at].rstrip(" ")[-1:] if at and text[at - 1] == " " else text[at - 1 : at]
    return before in {"", "\n", ":"} and text[at + 1 : at + 2].isalnum()


def _led_over(text: str, at: int) -> bool:
    """Whether a comma or dash leads over from a mark that stands apart: «… ئاتتى " ، دېدى ئۇ»."""
    return text[at + 1 : at + 4].lstrip(" ")[:1] in {"،", ",", "-"} and text[at - 1 : at] == " "


def _closes_twice(text: str, at: int, start: int) -> bool:
    """Whether the quotation that opens at ``at`` stands inside the one that began at ``start``: that one closes soon.

    Soon: within as many lines and code points as a quotation in the gold has.
    """
    end = at
    for _ in range(JOINED):
        line = text.find("\n", end + 1)
        end = len(text) if line < 0 else line
    end = min(end, start + NEAR_CLOSE)
    depth = 0
    for match in _ANGLES.finditer(text, at, end):
        depth += 1 if match[0] == "«" else -1
        if depth < 0:
            return True
        if depth == 0 and match[0] == "»":
            following_mark = _ANGLES.search(text, match.end(), end)
            return following_mark is not None and following_mark[0] == "»"
    return False


def _closes(opening: str, mark: str) -> bool:
    return PAIRS.get(opening) == mark or (opening in "“„" and mark in "”“") or (opening == '"' and mark in "»”")


def _trimmed(text: str, opening: int, start: int, end: int, close: int, depth: int, *, closed: bool = True) -> Marked:
    """Without the white space that stands inside the marks."""
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    right = len(inner) - len(inner.rstrip())
    return Marked(opening, start + left, max(start + left, end - right), close, depth, closed)
