"""An article as rows and back: equal to what went in, lone surrogates included.

Tokens are stored as columns and compressed; the six layers are rows of JSON whose spans and texts stand in
columns; a key that is not there has its usual value.
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

__all__ = [
    "LAYERS",
    "Row",
    "article_from_dict",
    "dumps",
    "pack_tokens",
    "read_tokens",
    "rows",
    "storable",
    "token_spans",
    "unpack_article",
]

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
        names = [(f.name, f.default) for f in fields(kind) if f.name not in {"start", "end", "text"}]
        for n, item in enumerate(getattr(article, layer)):
            value = {
                name: v for name, usual in names if (v := getattr(item, name)) != usual or type(v) is not type(usual)
            }
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
    plain = all(_is_plain(token) for token in tokens)
    data: dict[str, Any] = {"sentences": [list(s) for s in article.sentences], "notes": list(article.notes)}
    data["columns" if plain else "tokens"] = _columns(article) if plain else [dict(t) for t in tokens]
    exact = {name: getattr(article, name) for name in ("text", "title", "url", "source", "author")}
    exact = {name: value for name, value in exact.items() if value is not None and storable(value) != value}
    if exact:
        data["exact"] = exact
    return zlib.compress(dumps(data).encode(), 6)


def _is_plain(token: dict[str, Any]) -> bool:
    """Whether a token is as the reader makes it, and can be kept as columns without loss."""
    return (
        tuple(token) == _TOKEN_KEYS
        and type(token["segments"]) is list
        and all(type(s) is list and len(s) == 2 and type(s[0]) is type(s[1]) is str for s in token["segments"])
        and type(token["lemma"]) is type(token["upos"]) is type(token["feats"]) is str
        and type(token["known"]) is bool
    )


def _columns(article: Article) -> dict[str, list[Any]]:
    """Tokens as columns: gap, length, how the lemma comes of the word, cuts, number in a list of all else."""
    gaps, lengths, stems, cuts, numbers = [], [], [], [], []
    kinds: dict[tuple[Any, ...], int] = {}
    last = 0
    for token in article.tokens:
        start, end, lemma = token["start"], token["end"], token["lemma"]
        word = article.text[start:end]
        forms = [form for form, _ in token["segments"]]
        kind = (token["upos"], token["feats"], tuple(tag for _, tag in token["segments"]), token["known"])
        gaps.append(start - last)
        lengths.append(end - start)
        numbers.append(kinds.setdefault(kind, len(kinds)))
        cuts.append([len(form) for form in forms] if "".join(forms) == word else forms)
        shared = _shared(word, lemma)
        stems.append([len(word) - shared, lemma[shared:]] if shared else lemma)
        last = end
    return {
        "gaps": gaps,
        "lengths": lengths,
        "stems": [s[0] if isinstance(s, list) and not s[1] else s for s in stems],
        "cuts": cuts,
        "numbers": numbers,
        "kinds": list(kinds),
    }


def _shared(word: str, lemma: str) -> int:
    """How many letters two words begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(word, lemma, strict=False)) if a != b), min(len(word), len(lemma)))


def digest(article: Article, packed: bytes, items: Iterable[Row]) -> str:
    """Hash of everything that an article says in its JSON, to tell a changed one from the same."""
    about = (article.id, article.text, article.url, article.source, article.title, article.author, article.published)
    total = hashlib.sha256(zlib.decompress(packed))
    total.update(json.dumps([*about, article.language, article.script]).encode())
    total.update(json.dumps([[*item[:-1], _public(item)] for item in items]).encode())
    return total.hexdigest()


def _public(row: Row) -> str:
    """The value without what `Article.to_dict` does not tell: names of a quote's mentions."""
    if row.layer != "quotes":
        return row.value
    value = json.loads(row.value)
    return dumps({key: v[:3] if key in _MENTIONS and v else v for key, v in value.items()})


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
        tokens=tuple(_tokens(data, text)),
        notes=tuple(data["notes"]),
        **_tuples(layers),
    )


def read_tokens(packed: bytes, text: str) -> list[dict[str, Any]]:
    """The tokens that `pack_tokens` kept of an article with this text."""
    data = json.loads(zlib.decompress(packed))
    return _tokens(data, data.get("exact", {}).get("text", text))


def token_spans(packed: bytes) -> list[tuple[int, int]]:
    """The spans of the tokens that `pack_tokens` kept."""
    data = json.loads(zlib.decompress(packed))
    if "columns" not in data:
        return [(token["start"], token["end"]) for token in data["tokens"]]
    at, out = 0, []
    for gap, length in zip(data["columns"]["gaps"], data["columns"]["lengths"], strict=True):
        out.append((at + gap, at + gap + length))
        at += gap + length
    return out


def _tuples(layers: dict[str, Any]) -> dict[str, Any]:
    return {layer: tuple(found) for layer, found in layers.items()}


def _tokens(data: dict[str, Any], text: str) -> list[dict[str, Any]]:
    if "columns" not in data:
        return list(data["tokens"])
    table = data["columns"]
    at, out = 0, []
    columns = (table[name] for name in ("gaps", "lengths", "stems", "cuts", "numbers"))
    for gap, length, stem, cuts, number in zip(*columns, strict=True):
        start = at + gap
        at = start + length
        word = text[start:at]
        upos, feats, tags, known = table["kinds"][number]
        values = (start, at, _lemma(word, stem), upos, feats, _segments(word, cuts, tags), known)
        out.append(dict(zip(_TOKEN_KEYS, values, strict=True)))
    return out


def _lemma(word: str, stem: Any) -> str:
    if isinstance(stem, str):
        return stem
    drop, tail = (stem, "") if isinstance(stem, int) else stem
    return word[: len(word) - drop] + str(tail)


def _segments(word: str, cuts: list[Any], tags: list[str]) -> list[list[str]]:
    out, at = [], 0
    for cut, tag in zip(cuts, tags, strict=True):
        form = cut if isinstance(cut, str) else word[at : at + cut]
        at += len(form)
        out.append([form, tag])
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
            told = (value.get(f"{key}_name"), value.get(f"{key}_id"))
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
