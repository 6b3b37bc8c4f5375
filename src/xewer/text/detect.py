"""Which language, in which script, and how sure."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Detection", "detect", "detect_script"]

_ARABIC = re.compile("[\u0620-\u065f\u066e-\u06d5\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿⱠ-Ɀ]")
_CYRILLIC = re.compile("[\u0400-\u052f]")


class Detection(NamedTuple):
    """A language (ISO 639-3, ``und`` if unsure), a script (or None), a confidence (0 to 1), and why."""

    language: str
    script: str | None
    confidence: float
    reasons: tuple[str, ...] = ()


def detect_script(text: str) -> str:
    """The script that most letters are in: arabic, latin or cyrillic; arabic if there is no letter.

    >>> detect_script("BBC نىڭ خەۋىرى"), detect_script("хәвәр")
    ('arabic', 'cyrillic')
    """
    if text.isascii():
        return "latin" if _LATIN.search(text) else "arabic"
    counts = [(len(pattern.findall(text)), name) for pattern, name in _PATTERNS]
    best = max(counts, key=lambda pair: pair[0])
    return best[1] if best[0] else "arabic"


_PATTERNS = ((_ARABIC, "arabic"), (_LATIN, "latin"), (_CYRILLIC, "cyrillic"))


def detect(text: str) -> Detection:
    """Language and script of a text."""
    script = detect_script(text)
    if script == "arabic" and re.search("[ۇۆۈۋېڭ]|ئ[اوەى]", text):
        return Detection("uig", script, 0.9, ("Uyghur letters",))
    if script == "latin" and re.search(r"gh|[öüé]", text) and re.search(r"(?:ning|lar|ler|din|ghan|gen|di|ti)\b", text):
        return Detection("uig", script, 0.8, ("Uyghur endings",))
    if script == "cyrillic" and re.search("[җһқ]", text):
        return Detection("uig", script, 0.8, ("Uyghur letters",))
    return Detection("und", script, 0.0, ())
