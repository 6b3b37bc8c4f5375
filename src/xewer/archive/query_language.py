"""The query language: a query as a tree, or a `QueryError` that points at the spot.

::

    پۇتىن   putin   путин        a word in any script, with all its endings
    =پۇتىننىڭ                    exactly this form
    "شىمالىي كورېيە"             words side by side, each with any ending
    NEAR(پۇتىن كىم, 5)           near each other, at most 5 words between
    a b   a AND b   a OR b   a NOT b   -b   ( )
    پۇ*   putin~                 beginnings; spellings that are close
    lemma:  title:  quote:       dictionary form; in the title; inside reported speech (a phrase: begins there)
    Putin   "North Korea"        an English name, written large, finds its Uyghur mentions too
    person: place: org: by: event: source:    names in English or Uyghur, or their ids; by: is who speaks
    date:2025   date:2025-08..2025-09   date:..2024-12-31
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from xewer.archive.days import first_day, last_day
from xewer.errors import QueryError

__all__ = ["FIELDS", "And", "Date", "Leaf", "Near", "Node", "Not", "Or", "parse"]

FIELDS = ("by", "date", "event", "lemma", "org", "person", "place", "quote", "source", "title")
_LONGEST = 2000  # code points of a query
_DEEPEST = 50
_NEAR = 10
_QUOTES = {'"': '"', "“": "”", "«": "»", "”": "”"}
_FIELD = re.compile(r"([A-Za-z]{2,12}):(?!//)")
_WORD_END = re.compile(r'[\s()"“”«»]')


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word or phrase; ``mode`` is word, exact, prefix, fuzzy or phrase."""

    text: str
    mode: str
    field: str
    position: int


@dataclass(frozen=True, slots=True)
class Near:
    """Leaves with at most ``distance`` words between the first and the last."""

    leaves: tuple[Leaf, ...]
    distance: int
    position: int


@dataclass(frozen=True, slots=True)
class Date:
    """Published between two ISO days; None is open."""

    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Where the node is not."""

    node: Node


Node: TypeAlias = "Leaf | Near | Date | And | Or | Not"


class _Token(NamedTuple):
    kind: str  # word phrase field ( ) and or not near
    text: str
    position: int


def parse(query: str) -> Node:
    """The tree of a query; an empty query is ``And(())``, which every article fulfils.

    Raises:
        QueryError: with the code point where reading stopped, and a hint.

    >>> parse("-putin")
    Not(node=Leaf(text='putin', mode='word', field='', position=1))
    >>> parse("(putin")
    Traceback (most recent call last):
    ...
    xewer.errors.QueryError: this bracket is not closed
    """
    if len(query) > _LONGEST:
        raise QueryError(f"the query is longer than {_LONGEST} characters", position=_LONGEST, hint="split it")
    try:
        return _parsed(query)
    except QueryError as error:
        error.query = query
        raise


def _parsed(query: str) -> Node:
    reader = _Parser(_tokens(query), len(query))
    if not reader.tokens:
        return And(())
    node = reader.any_of("", 0)
    left = reader.peek()
    if left is not None:
        raise QueryError("this bracket was not opened", position=left.position, hint="remove it")
    return node


def _tokens(query: str) -> list[_Token]:
    out: list[_Token] = []
    at, size = 0, len(query)
    while at < size:
        char = query[at]
        if char.isspace():
            at += 1
        elif char in "()":
            out.append(_Token(char, char, at))
            at += 1
        elif char in _QUOTES:
            end = _closing(query, at)
            out.append(_Token("phrase", query[at + 1 : end], at))
            at = end + 1
        elif char == "-" and at + 1 < size and not query[at + 1].isspace() and (not at or query[at - 1] in " \t\n("):
            out.append(_Token("not", "-", at))
            at += 1
        else:
            at = _word(query, at, out)
    return out


def _closing(query: str, at: int) -> int:
    """Where the quotation mark at a place is closed."""
    closers = {_QUOTES[query[at]], '"'} if query[at] != "«" else {"»"}
    ends = [i for i in (query.find(c, at + 1) for c in closers) if i >= 0]
    if not ends:
        raise QueryError("this quotation mark is not closed", position=at, hint='write "word word"')
    return min(ends)


def _word(query: str, at: int, out: list[_Token]) -> int:
    field = _FIELD.match(query, at)
    if field:
        name = field[1].lower()
        if name not in FIELDS:
            known = " ".join(f + ":" for f in FIELDS)
            raise QueryError(f"there is no field {field[1]}:", position=at, hint=f"fields are {known}")
        out.append(_Token("field", name, at))
        return field.end()
    found = _WORD_END.search(query, at)
    end = found.start() if found else len(query)
    text = query[at:end]
    kind = {"AND": "and", "OR": "or", "NOT": "not"}.get(text, "word")
    if text == "NEAR" and query[end : end + 1] == "(":
        kind = "near"
    out.append(_Token(kind, text, at))
    return end


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, tokens: list[_Token], size: int) -> None:
        self.tokens, self.at, self.size = tokens, 0, size

    def peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def next(self, wanted: str) -> _Token:
        token = self.peek()
        if token is None:
            raise QueryError(f"{wanted} is missing at the end", position=self.size, hint=f"add {wanted}")
        self.at += 1
        return token

    def any_of(self, field: str, depth: int) -> Node:
        if depth > _DEEPEST:
            raise QueryError("too many brackets inside brackets", position=self.tokens[self.at - 1].position)
        nodes = [self.all_of(field, depth)]
        while (token := self.peek()) and token.kind == "or":
            self.at += 1
            nodes.append(self.all_of(field, depth))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def all_of(self, field: str, depth: int) -> Node:
        nodes = [self.one(field, depth)]
        while (token := self.peek()) and token.kind not in {"or", ")"}:
            if token.kind == "and":
                self.at += 1
            nodes.append(self.one(field, depth))
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def one(self, field: str, depth: int) -> Node:
        token = self.next("a word")
        if token.kind == "not":
            if depth > _DEEPEST:
                raise QueryError("too many NOTs", position=token.position)
            return Not(self.one(field, depth + 1))
        if token.kind == "(":
            return self.bracket(token, field, depth)
        if token.kind == "field":
            if field:
                raise QueryError("a field inside a field", position=token.position, hint="take it out of the brackets")
            return self.field(token, depth)
        if token.kind == "near":
            return self.near(token)
        if token.kind in {"word", "phrase"}:
            return _leaf(token, field)
        raise QueryError(
            f"a word is missing before {token.text}", position=token.position, hint="AND, OR stand between two words"
        )

    def bracket(self, opening: _Token, field: str, depth: int) -> Node:
        following = self.peek()
        if following and following.kind == ")":
            raise QueryError("nothing stands in these brackets", position=opening.position, hint="remove them")
        if following is None:
            raise QueryError("this bracket is not closed", position=opening.position, hint="add )")
        node = self.any_of(field, depth + 1)
        closing = self.peek()
        if closing is None:
            raise QueryError("this bracket is not closed", position=opening.position, hint="add )")
        self.at += 1
        return node

    def field(self, token: _Token, depth: int) -> Node:
        value = self.peek()
        if value is None or value.kind not in {"word", "phrase", "("}:
            raise QueryError(
                f"{token.text}: has no value", position=token.position, hint=f"write {token.text}:word, without a space"
            )
        if token.text == "date":
            self.at += 1
            return _date(value)
        return self.one(token.text, depth)

    def near(self, token: _Token) -> Near:
        self.at += 1  # the bracket
        leaves: list[Leaf] = []
        distance, comma = _NEAR, False
        while (item := self.next(")")).kind != ")":
            if item.kind == "phrase":
                leaves.append(_leaf(item, ""))
                comma = False
            elif item.kind == "word":
                for n, piece in enumerate(item.text.replace("،", ",").split(",")):
                    comma = comma or n > 0
                    if not piece:
                        continue
                    following = self.peek()
                    if comma and piece.isascii() and piece.isdigit() and following and following.kind == ")":
                        distance = min(int(piece[:6]), 1000)
                    else:
                        leaves.append(_leaf(item._replace(text=piece), ""))
                    comma = False
            else:
                raise QueryError(f"{item.text} cannot stand in NEAR", position=item.position, hint="write NEAR(a b, 5)")
        if len(leaves) < 2:
            raise QueryError("NEAR wants two words", position=token.position, hint="write NEAR(a b, 5)")
        return Near(tuple(leaves), distance, token.position)


def _leaf(token: _Token, field: str) -> Leaf:
    text, position = token.text, token.position
    if token.kind == "phrase":
        if not any(c.isalnum() for c in text):
            raise QueryError("no word stands between these marks", position=position, hint='write "word word"')
        return Leaf(text, "phrase", field, position)
    mode = "word"
    if text.startswith("="):
        mode, text = "exact", text[1:]
    if text.endswith("*"):
        mode, text = "prefix", text.rstrip("*")
    elif text.endswith("~"):
        mode, text = "fuzzy", text.rstrip("~")
    if not any(c.isalnum() for c in text):
        raise QueryError(f"there is no letter in {token.text}", position=position, hint="write a word")
    if "*" in text:
        raise QueryError("* stands only at the end of a word", position=position + text.index("*"), hint="write word*")
    if mode in {"exact", "fuzzy"} and field not in {"", "title"}:
        sign = "=" if mode == "exact" else "~"
        raise QueryError(f"{sign} does not go with {field}:", position=position, hint=f"leave out the {sign}")
    return Leaf(text, mode, field, position)


def _date(token: _Token) -> Date:
    low, dots, high = token.text.partition("..")
    if not dots:
        high = low
    days = (first_day(low) if low else None, last_day(high) if high else None)
    if token.kind == "(" or (low and days[0] is None) or (high and days[1] is None) or not (low or high):
        raise QueryError(
            f"not a date: {token.text}", position=token.position, hint="write date:2025, date:2025-08..2025-09"
        )
    if days[0] and days[1] and days[0] > days[1]:
        raise QueryError("the range ends before it begins", position=token.position, hint="earlier..later")
    return Date(*days)
