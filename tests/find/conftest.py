"""A document as the rules see it, made without the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xewer.find.dateline import find_dateline
from xewer.model import Doc, Span, Token
from xewer.morph.tag import tag
from xewer.text.scripts import canonical
from xewer.tokens.sentences import sentences
from xewer.tokens.words import words

if TYPE_CHECKING:
    from collections.abc import Callable


def build_doc(text: str, published: str | None = None) -> Doc:
    """Canonical text, words, sentences and readings, the dateline taken off."""
    text = canonical(text).text
    line = find_dateline(text)
    body = line.body_start if line else 0
    bounds = [Span(max(s.start, body), s.end) for s in sentences(text) if s.end > body]
    groups: list[list[Span]] = [[] for _ in bounds] or [[]]
    at = 0
    for span in words(text):
        if span.start < body:
            continue
        while at + 1 < len(bounds) and span.start >= bounds[at + 1].start:
            at += 1
        groups[at].append(span)
    read = tag([[text[a:b] for a, b in group] for group in groups])
    tokens = tuple(
        Token(span.start, span.end, text[span.start : span.end], reading, (reading,))
        for group, chosen in zip(groups, read, strict=True)
        for span, reading in zip(group, chosen, strict=True)
    )
    return Doc(text, tokens, tuple(bounds), published or (line.published if line else None), body)


@pytest.fixture(scope="session")
def make_doc() -> Callable[..., Doc]:
    """``make_doc(text, published=None)``."""
    return build_doc
