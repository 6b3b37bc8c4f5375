"""What comes in: a text with what its source says about it, or a refusal with the reason."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Record", "Refusal"]


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its source gives it; ``published_from`` names where the day was found (``json-ld``, ``label`` …).

    >>> Record("بۇ بىر خەۋەر.", published="2025-09-03", published_from="header").published
    '2025-09-03'
    """

    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    published_from: str | None = None
    source: str | None = None
    url: str | None = None
    origin: str = ""
    script: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Something that was not taken in: where it lies, why, and what to do next."""

    origin: str
    reason: str
    hint: str = ""
