"""Sentences, tokens and notes of an article in few bytes: tokens as columns, since one is like the next."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from xewer.archive.compact_json import dumps, storable
from xewer.model import Span

if TYPE_CHECKING:
    from xewer.model import Article

__all__ = ["pack_tokens", "press", "read_tokens", "token_spans", "unpack_tokens"]

_TOKEN_KEYS = ("start", "end", "lemma", "upos", "feats", "segments", "known")
_Reading = tuple[Any, Any, tuple[Any, ...]]
_MOST = 50_000
_READINGS: dict[tuple[Any, ...], _Reading] = {}
"""What is kept of a word with a reading, for it comes again and again; threads may lose one another's work, no more."""


def press(told: str) -> bytes:
    """JSON as it is kept.

    >>> zlib.decompress(press("{}"))
    b'{}'
    """
    return zlib.compress(told.encode(), 6)


def pack_tokens(article: Article) -> str:
    """Sentences, tokens and notes as JSON; the exact text too if SQLite cannot keep it."""
    data: dict[str, Any] = {"sentences": [list(s) for s in article.sentences], "notes": list(article.notes)}
    table = _columns(article)
    if table is None:
        data["tokens"] = [dict(t) for t in article.tokens]
    else:
        data["columns"] = table
    exact = {name: getattr(article, name) for name in ("text", "title", "url", "source", "author")}
    exact = {name: value for name, value in exact.items() if value is not None and storable(value) != value}
    if exact:
        data["exact"] = exact
    return dumps(data)


def _columns(article: Article) -> dict[str, list[Any]] | None:
    """Tokens as columns: gap, length, how the lemma comes of the word, cuts, number in a list of all else.

    None if one is not as the reader makes it, and cannot be kept so without loss.
    """
    gaps, lengths, stems, cuts, numbers = [], [], [], [], []
    kinds: dict[tuple[Any, ...], int] = {}
    last, text = 0, article.text
    for token in article.tokens:
        if tuple(token) != _TOKEN_KEYS:
            return None
        start, end = token["start"], token["end"]
        found = _reading(text[start:end], token)
        if found is None:
            return None
        stem, cut, kind = found
        gaps.append(start - last)
        lengths.append(end - start)
        stems.append(stem)
        cuts.append(cut)
        numbers.append(kinds.setdefault(kind, len(kinds)))
        last = end
    columns = (gaps, lengths, stems, cuts, numbers, list(kinds))
    return dict(zip(("gaps", "lengths", "stems", "cuts", "numbers", "kinds"), columns, strict=True))


def _reading(word: str, token: dict[str, Any]) -> _Reading | None:
    segments, known = token["segments"], token["known"]
    if segments.__class__ is not list or known.__class__ is not bool:
        return None
    told: list[Any] = [word, token["lemma"], token["upos"], token["feats"], known]
    for segment in segments:
        if segment.__class__ is not list:
            return None
        told.append(tuple(segment))
    key = tuple(told)
    try:
        found = _READINGS.get(key)
    except TypeError:  # a list where a word should be
        return None
    if found is None and _is_plain(token):
        if len(_READINGS) >= _MOST:
            _READINGS.clear()
        found = _READINGS[key] = _short(word, token)
    return found


def _is_plain(token: dict[str, Any]) -> bool:
    return (
        all(len(s) == 2 and type(s[0]) is type(s[1]) is str for s in token["segments"])
        and type(token["lemma"]) is type(token["upos"]) is type(token["feats"]) is str
    )


def _short(word: str, token: dict[str, Any]) -> _Reading:
    lemma, segments = token["lemma"], token["segments"]
    forms = [form for form, _ in segments]
    cuts = [len(form) for form in forms] if "".join(forms) == word else forms
    shared = _shared(word, lemma)
    stem: Any = lemma
    if shared:
        stem = [len(word) - shared, lemma[shared:]] if lemma[shared:] else len(word) - shared
    return stem, cuts, (token["upos"], token["feats"], tuple(tag for _, tag in segments), token["known"])


def _shared(word: str, lemma: str) -> int:
    """How many letters two words begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(word, lemma, strict=False)) if a != b), min(len(word), len(lemma)))


def unpack_tokens(packed: bytes, text: str) -> dict[str, Any]:
    """Sentences, tokens and notes again, and the exact text and title where SQLite could not keep them."""
    data = json.loads(zlib.decompress(packed))
    exact = data.get("exact", {})
    return {
        **exact,
        "sentences": tuple(Span(*s) for s in data["sentences"]),
        "tokens": tuple(_tokens(data, exact.get("text", text))),
        "notes": tuple(data["notes"]),
    }


def read_tokens(packed: bytes, text: str) -> list[dict[str, Any]]:
    """The tokens that were packed of an article with this text."""
    data = json.loads(zlib.decompress(packed))
    return _tokens(data, data.get("exact", {}).get("text", text))


def token_spans(packed: bytes) -> list[tuple[int, int]]:
    """The spans of the tokens that were packed."""
    data = json.loads(zlib.decompress(packed))
    if "columns" not in data:
        return [(token["start"], token["end"]) for token in data["tokens"]]
    at, out = 0, []
    for gap, length in zip(data["columns"]["gaps"], data["columns"]["lengths"], strict=True):
        start = at + gap
        at = start + length
        out.append((start, at))
    return out


def _tokens(data: dict[str, Any], text: str) -> list[dict[str, Any]]:
    if "columns" not in data:
        return list(data["tokens"])
    table = data["columns"]
    at, out, kinds = 0, [], table["kinds"]
    columns = (table[name] for name in ("gaps", "lengths", "stems", "cuts", "numbers"))
    for gap, length, stem, cuts, number in zip(*columns, strict=True):
        start = at + gap
        at = start + length
        word = text[start:at]
        upos, feats, tags, known = kinds[number]
        out.append(
            {
                "start": start,
                "end": at,
                "lemma": _lemma(word, stem),
                "upos": upos,
                "feats": feats,
                "segments": _segments(word, cuts, tags),
                "known": known,
            }
        )
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
