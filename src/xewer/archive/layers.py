"""The five layers of an article in few bytes, and back, equal to what went in.

Each field of a layer is one column of JSON; what follows from the rest is not written: the usual value, the text that
stands at a span, the name of a speaker that stands in the quote itself. Spans are written from the item before.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any

from xewer.archive.compact_json import dumps
from xewer.model import Entity, Event, Mention, Quantity, Quote, Timex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.model import Article

__all__ = ["LAYERS", "MENTIONS", "MENTION_LISTS", "pack_layers", "read_layers"]

LAYERS: dict[str, type[Any]] = {
    "entities": Entity,
    "times": Timex,
    "quantities": Quantity,
    "quotes": Quote,
    "events": Event,
}
MENTIONS = ("speaker", "addressee", "cue")
MENTION_LISTS = ("actors", "recipients", "places")
_TUPLES = frozenset({"quantities", "same_as"})
_FIELDS = {layer: tuple((f.name, f.default) for f in fields(kind)) for layer, kind in LAYERS.items()}


def pack_layers(article: Article) -> bytes:
    """All items of the layers, compressed.

    >>> from xewer.model import Article, Timex
    >>> article = Article(id="1", text="2025-yili", sha256="", times=(Timex(0, 9, "2025-yili", "DATE", "2025"),))
    >>> read_layers(pack_layers(article), article.text)["times"] == article.times
    True
    """
    told = {layer: _columns(layer, items, article.text) for layer in LAYERS if (items := getattr(article, layer))}
    return zlib.compress(dumps(told).encode(), 6) if told else b""


def _columns(layer: str, items: Iterable[Any], text: str) -> dict[str, list[Any]]:
    items = tuple(items)
    starts, lengths, last = [], [], 0
    for item in items:
        starts.append(item.start - last)
        lengths.append(item.end - item.start)
        last = item.start
    out: dict[str, list[Any]] = {"start": starts, "end": lengths}
    texts = [None if item.text == text[item.start : item.end] else item.text for item in items]
    if any(own is not None for own in texts):
        out["text"] = texts
    for name, usual in _FIELDS[layer][2:]:
        if name == "text":
            continue
        column = [getattr(item, name) for item in items]
        if usual is not MISSING and all(v is usual or (v == usual and type(v) is type(usual)) for v in column):
            continue
        if name == "stem_end":
            column = [item.end - item.stem_end for item in items]
        elif name in MENTIONS and layer == "quotes":
            column = [m and _short(m, item, text, _told(item, name)) for m, item in zip(column, items, strict=True)]
        elif name in MENTION_LISTS:
            column = [
                [_short(m, item, text, (None, None)) for m in own] for own, item in zip(column, items, strict=True)
            ]
        out[name] = column
    return out


def _told(quote: Quote, name: str) -> tuple[str | None, str | None]:
    """The English name and id that a quote itself gives its speaker or addressee."""
    return getattr(quote, f"{name}_name", None), getattr(quote, f"{name}_id", None)


def _short(mention: Mention, item: Any, text: str, told: tuple[str | None, str | None]) -> list[Any]:
    """A mention without what follows from the rest: span from the item's start, then name and id, then its text."""
    start, end, own, name, ident = mention
    span = [start - item.start, end - start]
    if own != text[start:end]:
        return [*span, name, ident, own]
    return span if (name, ident) == told else [*span, name, ident]


def _whole(short: list[Any], at: int, text: str, told: tuple[str | None, str | None]) -> Mention:
    start = at + short[0]
    end = start + short[1]
    own = short[4] if len(short) > 4 else text[start:end]
    name, ident = short[2:4] if len(short) > 2 else told
    return Mention(start, end, own, name, ident)


def read_layers(packed: bytes, text: str) -> dict[str, tuple[Any, ...]]:
    """The layers that `pack_layers` kept of an article with this text; one that it does not know has none."""
    told = json.loads(zlib.decompress(packed)) if packed else {}
    return {layer: _items(layer, told[layer], text) if layer in told else () for layer in LAYERS}


def _items(layer: str, told: dict[str, list[Any]], text: str) -> tuple[Any, ...]:
    starts, ends, last = [], [], 0
    for gap, length in zip(told["start"], told["end"], strict=True):
        last += gap
        starts.append(last)
        ends.append(last + length)
    count = len(starts)
    own = told.get("text") or [None] * count
    columns: dict[str, list[Any]] = {
        "start": starts,
        "end": ends,
        "text": [text[a:b] if t is None else t for a, b, t in zip(starts, ends, own, strict=True)],
    }
    if "stem_end" in told:
        columns["stem_end"] = [end - rest for end, rest in zip(ends, told["stem_end"], strict=True)]
    for name, usual in _FIELDS[layer]:
        if name not in columns:
            columns[name] = _column(layer, name, told, starts, text) if name in told else [usual] * count
    return tuple(LAYERS[layer](*row) for row in zip(*(columns[name] for name, _ in _FIELDS[layer]), strict=True))


def _column(layer: str, name: str, told: dict[str, list[Any]], starts: list[int], text: str) -> list[Any]:
    column = told[name]
    if layer == "quotes" and name in MENTIONS:
        nothing = [None] * len(starts)
        names = zip(told.get(f"{name}_name", nothing), told.get(f"{name}_id", nothing), strict=True)
        return [m and _whole(m, at, text, known) for m, at, known in zip(column, starts, names, strict=True)]
    if name in MENTION_LISTS:
        return [tuple(_whole(m, at, text, (None, None)) for m in own) for own, at in zip(column, starts, strict=True)]
    return [tuple(value) for value in column] if name in _TUPLES else column
