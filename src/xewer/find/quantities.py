"""Figures of a document: numbers that count or measure, with bounds, hedge, unit and what they count."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from xewer.find.counted import Counted, before, behind
from xewer.find.dateline import find_dateline
from xewer.find.endings import endings
from xewer.find.figure import quantity_senses
from xewer.find.pieces import cut, merged, opaque_spans, time_senses
from xewer.find.quantity_bounds import VOTE, figures_at, opposed
from xewer.find.sport import HOLE, Sport, numbers_of
from xewer.model import Quantity
from xewer.resources import read_table
from xewer.text.spell_numbers import parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.figure import Figure
    from xewer.find.pieces import Piece
    from xewer.model import Doc, Entity, Timex, Token

__all__ = ["find_quantities"]

# A measure and what is left over of it, and how many of these it has.
PARTS = {("foot", "inch"): 12, ("pound", "ounce"): 16, ("metre", "centimetre"): 100, ("kilometre", "metre"): 1000}


def find_quantities(doc: Doc, names: Sequence[Entity], times: Sequence[Timex]) -> tuple[Quantity, ...]:
    """All figures of the document outside names, times, addresses and titles.

    >>> from xewer.model import Doc, Reading, Span, Token
    >>> doc = Doc("600", (Token(0, 3, "600", Reading("600", "600", "NUM")),), (Span(0, 3),))
    >>> [(q.kind, q.min, q.max) for q in find_quantities(doc, (), ())]
    [('CARDINAL', 600, 600)]
    """
    opaque = opaque_spans(doc, [n for n in names if not _in_unit(doc.text, n)])
    line = find_dateline(doc.text)
    if line:
        opaque.append((line.start, line.end))
    opaque = merged([*opaque, *((t.start, t.end) for t in times)])
    reader = _Figures(doc, names, opaque)
    for first, last in doc.sentence_tokens():
        if first < last:
            reader.sentence(first, last)
    return tuple(opposed(doc.text, reader.found))


class _Figures:
    """Reads the sentences of one document, remembering what was counted last."""

    def __init__(self, doc: Doc, names: Sequence[Entity], opaque: list[tuple[int, int]]) -> None:
        self.doc = doc
        self.names = names
        self.opaque = opaque
        self.found: list[Quantity] = []
        self.previous: Counted | None = None
        self._starts = [n.start for n in names]
        self._token_starts = [t.start for t in doc.tokens]
        self._sport = Sport([t.text for t in doc.tokens], names)

    def sentence(self, first: int, last: int) -> None:
        pieces = cut(self.doc, first, last, quantity_senses(), self.opaque)
        i = 0
        while i < len(pieces):
            figures = figures_at(pieces, i)
            if not figures or not self._counts(pieces, figures[0], last):
                i += 1
                continue
            start = None
            for figure in figures:
                start = self._keep(pieces, figure, first, last, start)
            i = max(figures[-1].last, i + 1)

    def _keep(self, p: Sequence[Piece], figure: Figure, first: int, last: int, start: int | None) -> int | None:
        """Add one figure; ``start`` is where the second number of a glued score begins."""
        at = p[figure.first].start if start is None else start
        end = figure.end
        kind, unit = figure.kind, figure.unit
        counted: str | None = None
        if figure.kind == "MONEY":
            unit = self._currency(figure.currency or "")
        elif figure.score:
            unit = VOTE if self._votes(figure, last) else self._score_of(p, figure)
        elif self._raised(p, figure):
            kind, unit = self.found[-1].kind, self.found[-1].unit
        elif figure.kind == "CARDINAL" and unit is None and figure.rule != "quantity/half":
            what = self._what(p, figure, first, last)
            unit, counted = self._near(what), what.lemma
            if unit in {"match", "game"}:
                unit = self._sport.game
            if unit == "family" and (figure.low or figure.high or 0) >= _HOUSEHOLDS:
                unit = "household"  # so many are counted by a census or a power company, not known to each other
            if what.found:
                self.previous = what
        elif figure.unit == "part":
            counted = None
        if figure.kind == "ORDINAL":
            unit = None
        self.found.append(
            Quantity(
                at,
                end,
                self.doc.text[at:end],
                kind,
                _tidy(figure.low),
                _tidy(figure.high),
                min_open=figure.over,
                approx=figure.approx,
                unit=unit,
                counted=counted,
                rule=figure.rule,
                confidence=0.9,
            )
        )
        self._join_parts()
        glued = figure.score and figure.last == figure.first + 1 and p[figure.first].number is None
        return end + 1 if glued else None

    def _raised(self, p: Sequence[Piece], figure: Figure) -> bool:
        """«10 مىليارد دوللاردىن 30 مىلياردقا»: what is named with the first amount is meant with the second."""
        if figure.kind != "CARDINAL" or figure.unit or not self.found or not figure.first:
            return False
        last, here = self.found[-1], p[figure.last - 1]
        between = self.doc.text[last.end : p[figure.first].start]
        money = last.kind == "MONEY" and last.text.endswith(endings("ablative")) and between == " "
        apart = p[figure.last].text if figure.last < len(p) else ""
        return money and here.number is not None and bool({here.ending, apart} & {*endings("dative")})

    def _join_parts(self) -> None:
        """«6 فوت 3 ديۇم» is one height: a measure and the parts of it that are left over."""
        if len(self.found) < 2:
            return
        whole, part = self.found[-2:]
        share = PARTS.get((whole.unit or "", part.unit or ""))
        exact = whole.min is not None and whole.min == whole.max and part.min is not None and part.min == part.max
        if share is None or not exact or whole.kind != "MEASURE" or self.doc.text[whole.end : part.start] != " ":
            return
        amount = _tidy((whole.min or 0) + (part.min or 0) / share)
        text = self.doc.text[whole.start : part.end]
        self.found[-2:] = [replace(whole, end=part.end, text=text, min=amount, max=amount, approx=part.approx)]

    def _what(self, p: Sequence[Piece], figure: Figure, first: int, last: int) -> Counted:
        stop = max(bisect_left(self._token_starts, figure.end), p[figure.first].token + 1)
        if not figure.partitive:
            what = behind(self.doc, stop, last, self._named)
            if what.found:
                return what
        # what was counted before goes on only in a part of it: «ئۇلارنىڭ 48 ى», «ئۈچى»
        after = self.doc.tokens[stop].text if stop < last else ""
        part = (figure.partitive and not self._of_these(p[figure.first].token)) or after in endings("possessive")
        return before(self.doc, p[figure.first].token, first, self.previous if part else None)

    def _of_these(self, at: int) -> bool:
        """«توماس ئىككىسى», «بۇ ئىككىسى», «ھەر ئىككىسى»: those just named, not a part of what was counted."""
        owner = self.doc.tokens[at - 1] if at else None
        return owner is not None and (owner.upos in {"DET", "PROPN"} or self._named(owner))

    def _named(self, token: Token) -> bool:
        at = bisect_right(self._starts, token.start) - 1
        return at >= 0 and self.names[at].end > token.start

    @cached_property
    def _lemmas(self) -> frozenset[str]:
        return frozenset(t.lemma for t in self.doc.tokens)

    def _near(self, what: Counted) -> str | None:
        """What a noun is in an article of some kind: a prisoner in one of prisons, a lap in one of races."""
        for unit, word in _nearby().get(what.lemma or "", ()):
            if word in self._lemmas:
                return unit
        return what.unit

    def _votes(self, figure: Figure, last: int) -> bool:
        """«7-4 ئاۋاز بىلەن»: the two sides of a vote."""
        at = bisect_left(self._token_starts, figure.end)
        words = [
            quantity_senses().word(t.text).get("counted", ("", ""))[0] for t in self.doc.tokens[at : min(last, at + 3)]
        ]
        return VOTE in words

    def _score_of(self, p: Sequence[Piece], figure: Figure) -> str:
        """What a score counts: holes of golf («4&5»), or what the sport of the article scores."""
        around = [*p[max(0, figure.first - 1) : figure.first], *p[figure.first + 1 : figure.first + 2]]
        if any(q.text == "&" for q in around):
            return HOLE
        own = p[figure.first].text
        reach = 0 if re.fullmatch(r"\d+\D\d+", own) else 2
        return self._sport.score(
            numbers_of([q.text for q in p[max(0, figure.first - reach) : figure.first + reach + 1]])
        )

    def _currency(self, form: str) -> str | None:
        """ISO 4217; a name that several countries use goes by the countries that the article names."""
        best, code = -1, None
        for row_code, where in _currencies().get(form, ()):
            hits = sum(n.text.startswith(where) for n in self.names) if where else 0
            if where and hits == 0:
                continue
            if hits > best:
                best, code = hits, row_code
        return code

    def _counts(self, p: Sequence[Piece], figure: Figure, last: int) -> bool:
        """Whether this is a figure: not a list number, a telephone number, «بىر» as an article, «يۈز» (face)."""
        i = figure.first
        piece = p[i]
        after = p[figure.last] if figure.last < len(p) else None
        token = self.doc.tokens[piece.token]
        if token.text[0].isascii() and token.text[0].isalpha():
            return False
        if piece.digits and figure.kind == "CARDINAL":
            if self._telephone(piece) or self._is_model(p, figure, last):
                return False
            if _is_latin(self.doc.text[figure.end : figure.end + 1]) or self._is_version(p, figure, last):
                return False
            if piece.text.isdecimal() and (len(piece.text) > 9 or (piece.text[0] == "0" and len(piece.text) > 1)):
                return False
            if i == 0 and after and after.text in {".", ")", "-"} and len(p) > 2 and not figure.score:
                return False
            if any("no figure" in q.senses for q in _next(p, figure.last)):
                return False
        year = piece.digits and (piece.number or 0) >= 1000
        if figure.kind == "CARDINAL" and self._titled(p, figure, last):
            return False
        if figure.kind == "ORDINAL" and after and ("event" in after.senses or year):
            return False
        if figure.kind == "ORDINAL" and piece.digits and after:
            # a street, a school; a day that names what happened on it: «11-سېنتەبىر ۋەقەسى»
            return "numbered" not in after.senses and "month" not in time_senses().word(after.text)
        if figure.kind == "CARDINAL" and figure.last + 1 < len(p) and "format" in p[figure.last + 1].senses:
            return False
        if figure.one and piece.ending in endings("like", "about"):
            # «بىردەك»: alike
            return False
        if figure.one and not figure.hedged and figure.kind == "CARDINAL":
            return self._one(p, figure)
        if figure.kind == "CARDINAL" and piece.number is not None and not piece.digits and piece.text.count(" ") == 0:
            value = piece.number
            if value == 0.5:
                owner = self.doc.tokens[piece.token - 1] if piece.token else None
                return figure.rule == "quantity/half" and owner is not None and owner.feat("Case") == "Gen"
            following = self.doc.tokens[piece.token + 1] if piece.token + 1 < last else None
            if value == 100 and figure.rule == "quantity/number":
                return figure.hedged or bool(
                    following and following.upos in {"NOUN", "ADJ", "PROPN"} and not piece.ending
                )
        return True

    def _is_version(self, p: Sequence[Piece], figure: Figure, last: int) -> bool:
        """«Playstation 3،»: a number after a Latin word, with nothing behind it to count."""
        at = p[figure.first].token
        stop = p[figure.last - 1].token + 1
        before_it = self.doc.tokens[at - 1].text if at else ""
        after = self.doc.tokens[stop].text if stop < last else "."
        verb = stop < last and self.doc.tokens[stop].upos in {"VERB", "AUX"}
        return _is_latin(before_it[-1:]) and (verb or not after[0].isalpha()) and not figure.hedged

    def _titled(self, p: Sequence[Piece], figure: Figure, last: int) -> bool:
        """«2018 رايدېر لوڭقىسى»: a year before a name; «تۆت توپ»: a form of golf."""
        piece = p[figure.first]
        stop = bisect_left(self._token_starts, figure.end)
        bare = piece.digits and piece.text.isdecimal() and len(piece.text) == _YEAR and not figure.hedged
        if bare and _RECENT[0] <= (piece.number or 0) <= _RECENT[1] and stop < last:
            # with the event that was held in it, a word or two behind: «2018 رايدېر لوڭقىسى»
            ahead = self.doc.tokens[stop : min(stop + _EVENT_REACH, last)]
            held = (t for t in ahead if "edition" in quantity_senses().word(t.lemma))
            return self._named(ahead[0]) or any(t.feat("Person[psor]") == "3" for t in held)
        after = p[figure.last].senses if figure.last < len(p) else {}
        return piece.number == _FOURSOME and "golf form" in after and self._sport.game == "match"

    def _telephone(self, piece: Piece) -> bool:
        """«0991-2345678», «859-292-3680»."""
        low = max(0, piece.start - 14)
        around = self.doc.text[low : piece.start + 16]
        return any(m.start() <= piece.start - low < m.end() for m in _TELEPHONE.finditer(around))

    def _is_model(self, p: Sequence[Piece], figure: Figure, last: int) -> bool:
        """«بوئىڭ 737 ئايروپىلانى», «بوئىڭ 737 تىپلىق»: a number between a name and the thing that both name."""
        at = p[figure.first].token
        stop = bisect_left(self._token_starts, figure.end)
        if not at or stop >= last or figure.hedged:
            return False
        owner, thing = self.doc.tokens[at - 1], self.doc.tokens[stop]
        named = self._named(owner)
        if owner.feat("Case") not in {"", "Nom"} or not (named or owner.upos == "PROPN"):
            return False
        if "model type" in quantity_senses().word(thing.text):
            return True
        machine = "model" in quantity_senses().word(thing.lemma)
        return (named or machine) and thing.upos == "NOUN" and thing.feat("Person[psor]") == "3"

    def _one(self, p: Sequence[Piece], figure: Figure) -> bool:
        """«بىر» counts before a classifier, as «بىرلا», after "only", beside another number; else it is an article."""
        i, j = figure.first, figure.last
        piece = p[i]
        if piece.ending == "لا":
            return True
        if piece.ending:
            return False
        after = p[j].senses if j < len(p) else {}
        if "repeat" in after:
            if p[j].text.endswith(endings("locative")):
                # «بىر قېتىمدا»: at once
                return False
            again = i > 0 and "again" in p[i - 1].senses
            return not again and not p[j].text.endswith(endings("liq")) and p[j].sense("repeat") == "time"
        if "classifier" in after and p[j].sense("classifier") in {"person", "item", "head", "tree", "piece"}:
            return True
        if after.get("counted", ("", ""))[0] == "point":
            return True
        if j + 2 < len(p) and ("and" in p[j + 1].senses or p[j + 1].text == "،"):
            # «بىر قىز، ئىككى ئوغۇل»
            listed = p[j + 2]
            if listed.number is not None and not listed.ordinal and 1 < listed.number < 100 and p[j].text.isalpha():
                return True
        if i > 0 and "only" in p[i - 1].senses:
            return True
        return i > 1 and "and" in p[i - 1].senses and any(q.number is not None for q in p[max(0, i - 4) : i - 1])


_YEAR = 4
_HOUSEHOLDS = 100
_RECENT = (1990, 2035)
_FOURSOME = 4
_EVENT_REACH = 3
_TELEPHONE = re.compile(r"(?<![\d-])(?:0\d{2,4}-\d{5,9}|\d{2,4}(?:-\d{2,5}){2,3})(?![\d-])")


def _in_unit(text: str, name: Entity) -> bool:
    """Whether a name is but part of a currency or unit («ئاۋسترالىيە دوللىرى»), or a word for one behind a number."""
    senses = quantity_senses()
    words = re.findall(r"[^\W\d_]+", text[name.start : name.start + 60])[:4]
    length, found = senses.phrase(words) if words else (0, {})
    if length > len(name.text.split()) and ("currency" in found or "unit" in found):
        return True
    behind = re.search(r"([\w.,،]+)\s+(?:([^\W\d_]+)\s+)?$", text[max(0, name.start - 40) : name.start])
    if not behind:
        return False
    length, found = senses.phrase([behind[2], *words]) if behind[2] and words else (0, {})
    if length > len(name.text.split()) and ("currency" in found or "unit" in found):
        return True
    word = senses.word(name.text)
    return ("unit" in word or "currency" in word) and parse_number(behind[2] or behind[1]) is not None


def _next(p: Sequence[Piece], i: int) -> Sequence[Piece]:
    """The next piece, or the one behind a case ending that stands apart."""
    return p[i : i + 2] if i < len(p) and "detached" in p[i].senses else p[i : i + 1]


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _tidy(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value


@lru_cache(maxsize=1)
def _nearby() -> dict[str, list[tuple[str, str]]]:
    """Lemma of a counted noun -> what it is called, and the word of the article that tells."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("counters.tsv"):
        if row["class"] == "near":
            table.setdefault(row["form"], []).append((row["unit"], row["note"]))
    return table


@lru_cache(maxsize=1)
def _currencies() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("currencies.tsv"):
        table.setdefault(row["form"], []).append((row["code"], row["where"]))
    return table
