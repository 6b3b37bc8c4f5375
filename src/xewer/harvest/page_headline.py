"""Headlines by what a page says of itself: lines that repeat its title, whatever element they stand in.

Old pages set their headline in a bold line of a table cell, and page systems set whole articles in a ``widget``: the
title in the page's head tells such lines apart, and with them the element that holds the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xewer.harvest.blocks import Block, Box
    from xewer.harvest.page_about import About

__all__ = ["article_in_side", "mark_headlines", "stated_titles"]

_LEAST = 6  # letters of a line that can be told to be the title
_SHARE = 0.35  # of the page's title that a line in it must hold
_TAGS = ("h1", "h2", "h3", "h4")
_LETTERS = 150  # score of an element that was passed over for a class word and may be the article


def stated_titles(about: About) -> tuple[str, ...]:
    """What the page's head gives as its title: JSON-LD, Open Graph and the title of the window."""
    headline = about.linked.get("headline")
    given = (headline, about.metas.get("og:title"), about.metas.get("twitter:title"), about.head_title)
    return tuple(dict.fromkeys(" ".join(t.split()) for t in given if isinstance(t, str) and t.strip()))


def _tells(text: str, titles: tuple[str, ...], site: str | None) -> bool:
    if len(text) < _LEAST or text == site:
        return False
    for title in titles:
        if text == title:
            return True
        at = title.find(text)
        if at >= 0 and len(text) >= _SHARE * len(title):
            before, after = title[:at].rstrip(), title[at + len(text) :].lstrip()
            if not re.search(r"\w$", before) and not re.match(r"\w", after):
                return True
    return False


def mark_headlines(blocks: list[Block], about: About) -> None:
    """Make a heading of each line that repeats the page's title and is no link.

    It is no paragraph then, and the lines between it and the text are its head.
    """
    titles = stated_titles(about)
    for block in blocks:
        if block.skipped in ("side", "comments", "hidden") or block.linked * 2 > len(block.text):
            continue
        if len(block.text) < 300 and _tells(block.text, titles, about.site):
            block.score = 0.0
            if block.tag not in _TAGS:
                block.tag = "h1"


def article_in_side(boxes: list[Box], blocks: list[Block], about: About) -> int | None:
    """The node (``mem_id``) of an element whose class words said «beside the article», though it holds it.

    It does where the page's title stands as a heading in it, unlinked, and nowhere outside such elements.
    """
    titles = stated_titles(about)
    heads = [b for b in blocks if b.tag in _TAGS and b.linked * 2 <= len(b.text) and _tells(b.text, titles, about.site)]
    if not heads or any(b.skipped in ("", "header", "meta") for b in heads):
        return None
    for head in heads:
        outer = _outermost(boxes, head.box)
        if outer is None:
            continue
        inside = {outer}
        for i in range(outer + 1, len(boxes)):
            if boxes[i].parent in inside:
                inside.add(i)
        if sum(b.score for b in blocks if b.box in inside) >= _LETTERS:
            node: Any = boxes[outer].node
            return int(node.mem_id)
    return None


def _outermost(boxes: list[Box], box: int) -> int | None:
    found = None
    while box >= 0:
        if boxes[box].skipped == "side":
            found = box
        box = boxes[box].parent
    return found
