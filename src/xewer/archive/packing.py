"""An article as it is kept, and back: equal to what went in, lone surrogates included.

Tokens (`xewer.archive.token_columns`) and layers (`xewer.archive.layers`) are columns of JSON, compressed. Whether an
article says the same as before is told by a hash of all that is in its JSON.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from xewer.archive.compact_json import dumps, storable
from xewer.archive.layers import LAYERS, MENTION_LISTS, MENTIONS, pack_layers, read_layers
from xewer.archive.token_columns import pack_tokens, press, read_tokens, token_spans, unpack_tokens
from xewer.model import Article, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "LAYERS",
    "MARKED",
    "Packed",
    "Row",
    "article_from_dict",
    "dumps",
    "item_from_json",
    "pack",
    "quote_json",
    "quotes_from_json",
    "read_tokens",
    "storable",
    "token_spans",
    "unpack_article",
]

MARKED = ("entities", "times", "quantities")
"""Layers whose items are rows of the archive's table ``annotation``; quotes and events are its facts."""
_KIND = {"entities": "label", "times": "type", "quantities": "kind", "events": "kind"}
_NAME = {"entities": "name", "times": "value", "quantities": "unit", "quotes": "speaker_name", "events": "plover"}
_INDEX_LISTS = ("quantities", "same_as")
_SPAN = {"start", "end", "text"}
_OWN = {layer: [(f.name, f.default) for f in fields(kind) if f.name not in _SPAN] for layer, kind in LAYERS.items()}


class Row(NamedTuple):
    """One item of a layer: where it stands, its kind and name, and all that it says as JSON."""

    layer: str
    n: int
    start: int
    end: int
    text: str
    kind: str | None
    name: str | None
    value: str


class Packed(NamedTuple):
    """An article as it is kept: tokens and layers in few bytes, its items row by row, and the hash of all of it."""

    data: bytes
    layers: bytes
    rows: list[Row]
    digest: str

    def marks(self, version: int) -> list[tuple[Any, ...]]:
        """Rows of the table ``annotation``."""
        return [(version, *row[:4], row.kind, row.name) for row in self.rows if row.layer in MARKED]


def pack(article: Article) -> Packed:
    """The article as it is kept.

    >>> pack(Article(id="1", text="a", sha256="")).digest == pack(Article(id="1", text="b", sha256="")).digest
    False
    """
    tokens, items = pack_tokens(article), _rows(article)
    return Packed(press(tokens), pack_layers(article), items, _digest(article, tokens, items))


def _rows(article: Article) -> list[Row]:
    """All items of the layers; of a quote's mentions without their names, which its JSON does not tell."""
    out = []
    for layer in LAYERS:
        for n, item in enumerate(getattr(article, layer)):
            value = _value(layer, item, article.text)
            if layer == "quotes":
                value = {key: v[:3] if key in MENTIONS and v else v for key, v in value.items()}
            label, name = getattr(item, _KIND.get(layer, ""), None), getattr(item, _NAME[layer])
            if layer == "quotes":
                label = "direct" if item.direct else "indirect"
            text = storable(item.text)
            out.append(Row(layer, n, item.start, item.end, text, _clean(label), _clean(name), dumps(value)))
    return out


def _value(layer: str, item: Any, text: str) -> dict[str, Any]:
    """What an item says beside its span; a key that is not there has its usual value."""
    value = {
        name: v
        for name, usual in _OWN[layer]
        if (v := getattr(item, name)) is not usual and (v != usual or type(v) is not type(usual))
    }
    if item.text != text[item.start : item.end]:
        value["text"] = item.text
    return value


def _clean(text: str | None) -> str | None:
    return None if text is None else storable(text)


def _digest(article: Article, tokens: str, items: Iterable[Row]) -> str:
    """Hash of everything that an article says in its JSON, to tell a changed one from the same."""
    about = (article.id, article.text, article.url, article.source, article.title, article.author, article.published)
    total = hashlib.sha256(tokens.encode())
    total.update(json.dumps([*about, article.language, article.script]).encode())
    total.update(json.dumps([list(item) for item in items]).encode())
    if article.published_from is not None:
        total.update(json.dumps(["published_from", article.published_from]).encode())
    return total.hexdigest()


def unpack_article(about: Mapping[str, Any], data: bytes, layers: bytes) -> Article:
    """The article again; ``about`` holds id, text, sha256 and the other simple fields."""
    told: dict[str, Any] = {**about, **unpack_tokens(data, about["text"])}
    told |= read_layers(layers, told["text"])
    return Article(**told)


def quote_json(article: Article) -> list[str]:
    """What each quote says as JSON with the names of its mentions, which the article's JSON does not tell."""
    return [dumps(_value("quotes", quote, article.text)) for quote in article.quotes]


def quotes_from_json(article: Article, values: Iterable[str]) -> Article:
    """The article with its quotes as `quote_json` told them."""
    quotes = zip(article.quotes, values, strict=False)
    named = [
        item_from_json("quotes", {"start": q.start, "end": q.end, "text": q.text, **json.loads(v)}) for q, v in quotes
    ]
    return replace(article, quotes=(*named, *article.quotes[len(named) :]))


def _mention(value: Any, name: str | None = None, ident: str | None = None) -> Mention | None:
    if value is None:
        return None
    if isinstance(value, dict):
        about = (value.get("name", name), value.get("entity_id", ident))
        return Mention(value["start"], value["end"], value["text"], *about)
    return Mention(*value)


def item_from_json(layer: str, value: dict[str, Any]) -> Any:
    """An item of a layer, mentions in any of the forms that JSON has them in."""
    if layer == "quotes":
        for key in MENTIONS:
            told = (value.get(f"{key}_name"), value.get(f"{key}_id"))
            value[key] = _mention(value.get(key), *told)
    elif layer == "events":
        for key in MENTION_LISTS:
            value[key] = tuple(_mention(m) for m in value.get(key, ()))
        for key in _INDEX_LISTS:
            value[key] = tuple(value.get(key, ()))
    return LAYERS[layer](**value)


def article_from_dict(data: Mapping[str, Any]) -> Article:
    """An article from what `Article.to_dict` gave; keys that Xewer does not know are passed over.

    >>> article_from_dict({"id": "1", "text": "a", "sha256": "", "sentences": [[0, 1]]}).sentences
    (Span(start=0, end=1),)
    """
    known = {f.name for f in fields(Article)}
    simple = {
        k: v for k, v in data.items() if k in known and k not in LAYERS and k not in {"sentences", "tokens", "notes"}
    }
    layers: dict[str, Any] = {}
    for layer, kind in LAYERS.items():
        names = {f.name for f in fields(kind)}
        layers[layer] = tuple(
            item_from_json(layer, {k: v for k, v in d.items() if k in names}) for d in data.get(layer, ())
        )
    return Article(
        **simple,
        sentences=tuple(Span(*s) for s in data.get("sentences", ())),
        tokens=tuple(dict(t) for t in data.get("tokens", ())),
        notes=tuple(data.get("notes", ())),
        **layers,
    )
