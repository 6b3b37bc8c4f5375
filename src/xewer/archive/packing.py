"""An article as rows and back: equal to what went in, lone surrogates included.

Tokens are stored as columns and compressed; the six layers are rows of JSON whose spans and texts stand in columns.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from xewer.model import Article, Entity, Event, Mention, Quantity, Quote, Span, Timex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["LAYERS", "Row", "article_from_dict", "dumps", "pack_tokens", "rows", "storable", "unpack_article"]

LAYERS: dict[str, type[Any]] = {
    "entities": Entity,
    "times": Timex,
    "quantities": Quantity,
    "quotes": Quote,
    "events": Event,
}
_KIND = {"entities": "label", "times": "type", "quantities": "kind", "events": "kind"}
_NAME = {"entities": "name", "times": "value", "quantities": "unit", "quotes": "speaker_name", "events": "plover"}
_MENTIONS = ("speaker", "addressee", "cue")
_MENTION_LISTS = ("actors", "recipients", "places")
_INDEX_LISTS = ("quantities", "same_as")
_TOKEN_KEYS = ("start", "end", "lemma", "upos", "feats", "segments", "known")


class Row(NamedTuple):
    """One item of a layer as it is stored."""

    layer: str
    n: int
    start: int
    end: int
    text: str
    kind: str | None
    name: str | None
    value: str


def storable(text: str) -> str:
    """The text with lone surrogates replaced, code point for code point, since SQLite keeps UTF-8.

    >>> storable("a" + chr(0xD800)) == "a" + chr(0xFFFD)
    True
    """
    if text.isascii():
        return text
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text) if _has_surrogate(text) else text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def dumps(value: Any) -> str:
    """Compact JSON, readable where it can be: escapes only if there are lone surrogates.

    >>> dumps({"name": None})
    '{"name":null}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(value, separators=(",", ":")) if _has_surrogate(text) else text


def rows(article: Article) -> list[Row]:
    """All items of the layers of an article."""
    out = []
    for layer, kind in LAYERS.items():
        names = [f.name for f in fields(kind) if f.name not in {"start", "end", "text"}]
        for n, item in enumerate(getattr(article, layer)):
            value = {name: getattr(item, name) for name in names}
            if item.text != article.text[item.start : item.end]:
                value["text"] = item.text
            label, name = getattr(item, _KIND.get(layer, ""), None), getattr(item, _NAME[layer])
            if layer == "quotes":
                label = "direct" if item.direct else "indirect"
            out.append(
                Row(layer, n, item.start, item.end, storable(item.text), _clean(label), _clean(name), dumps(value))
            )
    return out


def _clean(text: str | None) -> str | None:
    return None if text is None else storable(text)


def pack_tokens(article: Article) -> bytes:
    """Sentences, tokens and notes, compressed; the exact text too if SQLite cannot keep it."""
    tokens = article.tokens
    plain = all(tuple(token) == _TOKEN_KEYS for token in tokens)
    data: dict[str, Any] = {
        "sentences": [list(s) for s in article.sentences],
        "notes": list(article.notes),
        "tokens": [[token[key] for token in tokens] for key in _TOKEN_KEYS] if plain else [dict(t) for t in tokens],
    }
    if plain:
        data["columns"] = 1
        starts, ends = data["tokens"][:2]
        data["tokens"][1] = [end - start for start, end in zip(starts, ends, strict=True)]
        data["tokens"][0] = [start - before for start, before in zip(starts, [0, *starts], strict=False)]
    exact = {name: getattr(article, name) for name in ("text", "title", "url", "source", "author")}
    exact = {name: value for name, value in exact.items() if value is not None and storable(value) != value}
    if exact:
        data["exact"] = exact
    return zlib.compress(json.dumps(data, separators=(",", ":")).encode(), 6)


def digest(article: Article, packed: bytes, items: Iterable[Row]) -> str:
    """Hash of everything that an article says, to tell a changed one from the same."""
    about = (article.id, article.text, article.url, article.source, article.title, article.author, article.published)
    total = hashlib.sha256(zlib.decompress(packed))
    total.update(json.dumps([*about, article.language, article.script]).encode())
    total.update(json.dumps([list(item) for item in items]).encode())
    return total.hexdigest()


def unpack_article(about: Mapping[str, Any], packed: bytes, items: Iterable[Row]) -> Article:
    """The article again; ``about`` holds id, text, sha256 and the other simple fields."""
    data = json.loads(zlib.decompress(packed))
    simple = {**about, **data.get("exact", {})}
    text = simple["text"]
    layers: dict[str, Any] = {layer: [] for layer in LAYERS}
    for row in items:
        value = json.loads(row.value)
        value.setdefault("text", text[row.start : row.end])
        layers[row.layer].append(_item(row.layer, {"start": row.start, "end": row.end, **value}))
    return Article(
        **simple,
        sentences=tuple(Span(*s) for s in data["sentences"]),
        tokens=tuple(_tokens(data)),
        notes=tuple(data["notes"]),
        **_tuples(layers),
    )


def _tuples(layers: dict[str, Any]) -> dict[str, Any]:
    return {layer: tuple(found) for layer, found in layers.items()}


def _tokens(data: dict[str, Any]) -> list[dict[str, Any]]:
    if "columns" not in data:
        return list(data["tokens"])
    at, out = 0, []
    for step, length, *rest in zip(*data["tokens"], strict=True):
        at += step
        out.append(dict(zip(_TOKEN_KEYS, (at, at + length, *rest), strict=True)))
    return out


def _mention(value: Any, name: str | None = None, ident: str | None = None) -> Mention | None:
    if value is None:
        return None
    if isinstance(value, dict):
        about = (value.get("name", name), value.get("entity_id", ident))
        return Mention(value["start"], value["end"], value["text"], *about)
    return Mention(*value)


def _item(layer: str, value: dict[str, Any]) -> Any:
    if layer == "quotes":
        for key in _MENTIONS:
            told = (value.get("speaker_name"), value.get("speaker_id")) if key == "speaker" else (None, None)
            value[key] = _mention(value.get(key), *told)
    elif layer == "events":
        for key in _MENTION_LISTS:
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
        layers[layer] = tuple(_item(layer, {k: v for k, v in d.items() if k in names}) for d in data.get(layer, ()))
    return Article(
        **simple,
        sentences=tuple(Span(*s) for s in data.get("sentences", ())),
        tokens=tuple(dict(t) for t in data.get("tokens", ())),
        notes=tuple(data.get("notes", ())),
        **layers,
    )
