"""What no rule may change: addresses, hashtags, entities."""

from __future__ import annotations

import re

__all__ = ["MAY_PROTECT", "PROTECTED"]

PROTECTED = re.compile(
    r"(?:(?:https?|ftp)://|www\.)[^\s<>«»\"“”]*[^\s<>«»\"“”.,;:!?،؛؟…)\]]"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w&])[#@]\w+|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});"
)
"""Addresses, hashtags and entities: never changed, in any script."""
MAY_PROTECT = re.compile(r"[@#&:w](?:(?<=[@#&])|(?<=:)//|(?<=w)ww\.)")
"""One of these stands in every text that holds something protected."""
