"""Sentences: closed by marks and line ends, held open by quotations."""

from __future__ import annotations

import re
from functools import lru_cache

from xewer.model import Span
from xewer.resources import read_table
from xewer.tokens.words import say_word_pattern

__all__ = ["quotations", "sentences"]

# A quotation longer than this was never closed: its opening mark is a slip and binds nothing.
_LONGEST, _MOST_LINES = 3000, 12
_BRACKET_LONGEST = 400
_HESITATES = 5
# Open marks that are remembered at one time.
_DEEPEST = 8
_PARTNER = {"«": "»", "“": "”", "‹": "›", "《": "》", "〈": "〉", '"': '"', "<": ">", "(": ")", "[": "]"}
_CLOSERS = frozenset(_PARTNER.values())
_SHORT = frozenset("<([")

_LINE_END = "\n\r\x0b\x0c\x85\u2028\u2029"
_END = ".!?؟…。！？"
_MARKS = re.compile(rf"[«»“”„‹›《》〈〉<>()\[\]\"]|[{_LINE_END}]+")
_EVENTS = re.compile(rf"[{_END}]+(?:[^\S{_LINE_END}]?[{_END}]+)*|[{_LINE_END}]\s*")
_CLOSING = re.compile(rf"(?:[^\S{_LINE_END}]{{0,2}}[»”›》〉>)\]\"{_END}]){{0,16}}")
_SPACE = re.compile(rf"[^\S{_LINE_END}]*")
_DATELINE = re.compile(r"\s*date[ ]+\d{4}-\d\d?-\d\d?(?=\s)")
_LETTERS = re.compile(r"[\u0620-\u06ff]{2}")

_Open = tuple[str, int, int]


def quotations(text: str) -> list[Span]:
    """Outermost quotations and brackets with both marks, in order; what is never closed is left out.

    >>> text = "ئۇ «بارىمەن. كېلىمەن» دېدى. «يوق"
    >>> [text[a:b] for a, b in quotations(text)]
    ['«بارىمەن. كېلىمەن»']
    """
    found: list[Span] = []
    stack: list[_Open] = []
    line = 0
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if mark[0] in _LINE_END:
            line += 1
            continue
        opens, closes = _role(text, at, mark, stack)
        if opens:
            stack.append((opens, at, line))
            del stack[:-_DEEPEST]
        for depth in range(len(stack) - 1, -1, -1) if closes else ():
            opened, start, opened_line = stack[depth]
            if _PARTNER[opened] != closes:
                continue
            if opened in _SHORT and any(inner not in _SHORT for inner, _, _ in stack[depth + 1 :]):
                break  # a bracket does not close a quotation that began inside it
            longest, lines = (_BRACKET_LONGEST, 0) if opened in _SHORT else (_LONGEST, _MOST_LINES)
            if at - start > longest or line - opened_line > lines:
                del stack[: depth + 1]
                break
            del stack[depth:]
            while found and found[-1].start > start:
                found.pop()
            found.append(Span(start, at + 1))
            break
    return found


def _role(text: str, at: int, mark: str, stack: list[_Open]) -> tuple[str, str]:
    """What a mark opens or closes; marks that look alike on both sides go by the spaces around them."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    leaning = (before.isspace() or before in ":(«-") and after.isalnum()
    if mark == '"':
        is_open = any(opened == '"' for opened, _, _ in stack)
        return ("", '"') if is_open and not leaning else ('"', "")
    if mark in "“”„":
        is_open = any(opened == "“" for opened, _, _ in stack)
        if mark == "”":
            return ("“", "") if leaning and not is_open else ("", "”")
        return ("", "”") if mark == "“" and is_open and not leaning and not after.isalnum() else ("“", "")
    if mark == "<" and not (after.isalpha() or after in "«“"):
        return "", ""
    return ("", mark) if mark in _CLOSERS else (mark, "")


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(row["form"] for row in read_table("abbreviations.tsv"))


@lru_cache(maxsize=1)
def _goes_on() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What shows that a sentence goes on: after any mark; after a closed quotation."""
    dash = rf"[^\S{_LINE_END}]{{0,4}}(?:[-–—_,،]{{1,3}}[^\S{_LINE_END}]{{0,4}})?"
    rows = read_table("say_words.tsv")
    speech = "|".join(re.escape(row["form"]) for row in rows if row["kind"] == "speech")
    after = "|".join(re.escape(row["form"]) for row in rows if row["kind"] == "after")
    say = say_word_pattern()
    return re.compile(dash + say), re.compile(rf"{dash}(?:{say}|{speech}|(?:{after})(?!\w))")


@lru_cache(maxsize=1)
def _apart() -> re.Pattern[str]:
    """Endings that begin no sentence, written apart from a foreign word."""
    forms = [row["form"] for row in read_table("numbers.tsv") if row["kind"] == "case"]
    return re.compile("(?:" + "|".join(sorted(forms, key=len, reverse=True)) + r")(?!\w)")


def sentences(text: str) -> list[Span]:
    """Sentences of canonical text, without the white space around them, in order.

    Every word of the text lies in one. A line end closes a sentence unless a quotation is open; marks inside a
    quotation do not, and neither does a quotation before «دېدى». Never raises; linear in the text.

    >>> text = "ئۇ: «مەن باردىم. سەن كەلمىدىڭ.» دېدى. بىز F. Kennedy نى 3.5 كۈن ساقلىدۇق"
    >>> [text[a:b] for a, b in sentences(text)]
    ['ئۇ: «مەن باردىم. سەن كەلمىدىڭ.» دېدى.', 'بىز F. Kennedy نى 3.5 كۈن ساقلىدۇق']
    """
    found: list[Span] = []
    quotes = quotations(text)
    quote, start = 0, 0
    dateline = _DATELINE.match(text)
    if dateline:
        start = _close(text, 0, dateline.end(), found)
    for event in _EVENTS.finditer(text):
        first, last = event.span()
        if last <= start:
            continue
        while quote < len(quotes) and quotes[quote].end <= first:
            quote += 1
        inside = quotes[quote] if quote < len(quotes) and quotes[quote].start <= first else None
        if text[first] in _LINE_END:
            if inside is None and not _hyphenated(text, first, last):
                start = _close(text, start, first, found)
            continue
        if inside is None:
            end = _closed(text, last, quotes[quote] if quote < len(quotes) else None)
            if _breaks(text, start, first, end, closed=end > last):
                start = _close(text, start, end, found)
        elif _CLOSING.fullmatch(text, last, inside.end):
            following = quotes[quote + 1] if quote + 1 < len(quotes) else None
            end = _closed(text, inside.end, following)
            if _breaks_after(text, start, first, inside, end):
                start = _close(text, start, end, found)
    _close(text, start, len(text), found)
    return found


def _close(text: str, start: int, end: int, found: list[Span]) -> int:
    """Keep the stretch as a sentence if anything is in it; give the end."""
    first, last = start, end
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first < last:
        found.append(Span(first, last))
    return end


def _closed(text: str, at: int, following: Span | None) -> int:
    """End of the closing marks that belong to the sentence that ends at ``at``."""
    limit = following.start if following else len(text)
    match = _CLOSING.match(text, at, max(at, limit))
    return match.end() if match else at


def _hyphenated(text: str, first: int, last: int) -> bool:
    """A word that a hyphen divides over two lines."""
    return first >= 2 and text[first - 1] == "-" and text[first - 2].isalpha() and text[last : last + 1].isalpha()


def _word_before(text: str, at: int) -> str:
    while at and text[at - 1] in " \u00a0":
        at -= 1
    first = at
    while first and at - first < 40 and text[first - 1].isalnum():
        first -= 1
    return text[first:at]


def _breaks_after(text: str, start: int, mark: int, quote: Span, end: int) -> bool:
    """Whether a quotation or bracket that ends in a mark also ends the sentence."""
    before = text[max(start, quote.start - 60) : quote.start].rstrip()
    if text[quote.start] in _SHORT and before:
        return False
    if _goes_on()[1].match(text, end):
        return False
    # «كېلەمدۇ؟» in mid-sentence is a thing spoken of, unless a colon or a verb of saying leads to it.
    if text[mark] in "!?؟…" and before and before[-1] not in ":.!?؟":
        last = _word_before(before, len(before))
        if not re.match(say_word_pattern(), last):
            return False
    return _breaks(text, start, mark, end, closed=True)


def _breaks(text: str, start: int, mark: int, end: int, *, closed: bool) -> bool:
    """Whether the mark at ``mark``, closed up to ``end``, ends the sentence that began at ``start``."""
    space = _SPACE.match(text, end)
    after = space.end() if space else end
    if after >= len(text) or text[after] in _LINE_END:
        return True
    trailing = text[end - 1] == "…" or text[end - 2 : end] == ".."
    if _goes_on()[1 if closed or trailing else 0].match(text, end):
        return False
    # «ئۇ ... جىم بولدى»: who hesitates after one short word has not finished.
    if trailing and mark - start <= _HESITATES and len(text[start:mark].split()) == 1:
        return False
    # «Yahoo! دىكى»: an ending that stands apart goes on with the word before it.
    if after > end and _apart().match(text, after):
        return False
    following = text[after]
    word = _word_before(text, mark)
    # «Roe v. Wade»; but a sentence may begin with weather.com.
    if following in "،؛:,;)»”›》%]" or (following.islower() and not _LETTERS.match(word)):
        return False
    if text[mark] == "." and mark + 1 == end:
        if word in _abbreviations() or (word != "ئۇ" and len(word.removeprefix("ئ")) == 1 and word.isalpha()):
            return False
        if word.isdigit() and (following.isdigit() or (mark - start < 60 and text[start:mark].strip() == word)):
            return False
    if after > end:
        return True
    # No space: «كەلدى.ئۇ» is a slip, «example.com» is not.
    if following in "-–—" or not (_LETTERS.match(text, after) or following in '«“‹《("'):
        return False
    return (closed or (len(word) > 1 and bool(_LETTERS.match(word)))) and "://" not in text[
        max(start, mark - 200) : mark
    ]
