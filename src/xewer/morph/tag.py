"""One reading a word, chosen in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.morph.analyse import analyser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Reading

__all__ = ["tag"]


def tag(sentences: Sequence[Sequence[str]]) -> list[list[Reading]]:
    """One reading a word, chosen in its sentence."""
    read = analyser().analyse
    return [[read(word)[0] for word in sentence] for sentence in sentences]
