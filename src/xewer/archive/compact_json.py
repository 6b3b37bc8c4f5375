"""Text and JSON as SQLite can keep them: UTF-8 without lone surrogates."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["dumps", "storable"]

_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ESCAPED = json.JSONEncoder(separators=(",", ":")).encode


def storable(text: str) -> str:
    """The text with lone surrogates replaced, code point for code point, since SQLite keeps UTF-8.

    >>> storable("a" + chr(0xD800)) == "a" + chr(0xFFFD)
    True
    """
    if text.isascii() or not _has_surrogate(text):
        return text
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


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
    text = _PLAIN(value)
    return text if text.isascii() or not _has_surrogate(text) else _ESCAPED(value)
