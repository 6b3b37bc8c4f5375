"""What comes in: a text with what its source says about it, or a refusal with the reason."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ARTICLES", "NO_TRAIL", "Page", "Record", "Refusal", "Remark", "Trail", "Wanted"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked to have kept.

    ``other``: texts in other languages too; ``names``: names of forum users and of those who write messages;
    ``pages``: the bytes of each page of a web archive, with what its capture says (`Page`).
    """

    other: bool = False
    names: bool = False
    pages: bool = False


ARTICLES = Wanted()
"""Uyghur articles and nothing beside them."""


class Trail:
    """Where reading stands in a file of many pieces (a web archive, JSON lines).

    `step` is called before each piece. A reader that is watched from outside tells its keeper then, and passes over a
    piece that killed it before.

    >>> NO_TRAIL.step(0)
    True
    """

    def step(self, at: int) -> bool:
        """Whether the piece that comes now is to be read; ``at`` is its place in the file, in bytes."""
        del at
        return True


NO_TRAIL = Trail()


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was captured: its bytes, address, ISO day of the capture, and the encoding that the server named."""

    data: bytes
    url: str | None
    captured: str | None
    charset: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its source gives it; ``published_from`` names where the day was found (``json-ld``, ``label`` …).

    ``page`` is given where it was wanted, for what lies inside a larger file.

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
    page: Page | None = None


@dataclass(frozen=True)
class Refusal:
    """Something that was not taken in: where it lies, why, and what to do next."""

    origin: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is told of an input as a whole, beside its articles: how many pieces of it are none, and why."""

    origin: str
    text: str
