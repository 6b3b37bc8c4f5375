"""Headlines by what a page says of itself: lines that repeat its title, whatever element they stand in.

Old pages set their headline in a bold line of a table cell, and page systems set whole articles in a ``widget``: the
title in the page's head tells such lines apart, and with them the element that holds the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xewer.harvest.page_lines import opens_comments

if TYPE_CHECKING:
    from xewer.harvest.blocks import Block, Box
    from xewer.harvest.page_about import About

__all__ = ["article_in_side", "below_headline", "mark_headlines", "mark_readers", "stated_titles"]

_LEAST = 6  # letters of a line that can be told to be the title
_SHARE = 0.35  # of the page's title that a line in it must hold
_MOST = 0.6
_TAGS = ("h1", "h2", "h3", "h4")
_CARDS = 3  # linked headings of a list of other articles
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
            before, after = title[:at], title[at + len(text) :]
            # Where only a space parts it from the site's name, it must be most of the title.
            if len(text) < _MOST * len(title):
                before, after = before.rstrip(), after.lstrip()
            if not re.search(r"[^\W_]$", before) and not re.match(r"[^\W_]", after):
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
            block.headline = True
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
        inside = _below(boxes, outer)
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


def below_headline(boxes: list[Box], blocks: list[Block], root: int) -> int:
    """The element of a short article, where ``root`` is a list of other articles that outweighs it.

    A list has three linked headings at least; the text stands between the headline and the list.
    """
    inside = _below(boxes, root)
    places = [i for i, b in enumerate(blocks) if b.box in inside]
    if sum(blocks[i].tag in _TAGS and blocks[i].linked * 2 > len(blocks[i].text) for i in places) < _CARDS:
        return root
    heads = [i for i, b in enumerate(blocks) if b.headline]
    for head in reversed(heads):
        said = next((i for i in range(head + 1, len(blocks)) if _is_paragraph(blocks[i])), None)
        between = blocks[head + 1 : said]
        if said is None or any(b.tag in _TAGS and b.linked for b in between):
            continue
        at = blocks[said].box
        if boxes[at].tag in ("p", "li", "blockquote"):
            at = boxes[at].parent
        while boxes[at].parent >= 0:
            around = _below(boxes, boxes[at].parent)
            linked = sum(b.box in around and b.tag in _TAGS and b.linked * 2 > len(b.text) for b in blocks)
            if linked or any(blocks[h].box in around for h in heads):
                break
            at = boxes[at].parent
        return at
    return root


def mark_readers(blocks: list[Block]) -> None:
    """Mark what readers said on pages whose elements do not: all below «comments», below headline and text."""
    head = next((i for i, b in enumerate(blocks) if b.headline), None)
    said = next((i for i, b in enumerate(blocks) if head is not None and i > head and _is_paragraph(b)), None)
    for i in range(said or len(blocks), len(blocks)):
        if opens_comments(blocks[i]):
            for block in blocks[i:]:
                block.skipped, block.score = block.skipped or "comments", 0.0
            return


def _is_paragraph(block: Block) -> bool:
    """A sentence or more, no caption."""
    return bool(block.score) and not block.skipped and block.score >= 0.6 * block.letters


def _below(boxes: list[Box], root: int) -> set[int]:
    inside = {root}
    for i in range(root + 1, len(boxes)):
        if boxes[i].parent in inside:
            inside.add(i)
    return inside
