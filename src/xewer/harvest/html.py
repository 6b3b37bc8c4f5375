"""HTML pages: the article's paragraphs, and what the page says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xewer.errors import InputError
from xewer.harvest.blocks import article_blocks, page_blocks
from xewer.harvest.decode import decode
from xewer.harvest.page_about import author_of, clean_author, page_about, title_of
from xewer.harvest.page_headline import article_in_side, mark_headlines, mark_readers
from xewer.harvest.page_labels import label_of
from xewer.harvest.page_published import days_ago, published_of
from xewer.harvest.page_tables import lines
from xewer.harvest.record import Record
from xewer.harvest.sources import rule_for

if TYPE_CHECKING:
    from xewer.harvest.blocks import Block, Body, Box
    from xewer.harvest.sources import SourceRule

__all__ = ["DEEPEST", "first_element", "fragment_text", "is_html", "page_record", "parse", "tree_depth"]

DEEPEST = 2000
"""Nesting beyond which nothing is parsed: real pages stay below a hundred, with unclosed tags below a thousand."""
_LEAST = 40  # letters of a page's text
_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_STARTS = frozenset(["html", "head", "body", "meta", "title", "div", "p", "h1", "table", "article", "main", "center"])
_TAG = re.compile(rb"<!--|<(/?)([A-Za-z][A-Za-z0-9-]*)(?![A-Za-z0-9-])[^<>]*?(/?)>")
_RAW = {b"!--": b"-->", b"script": b"</script", b"style": b"</style"}
_CLOSED_BY_NEXT = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot "
    b"colgroup option optgroup".split()
)
_LINKED = 0.7  # share of the text that may be links
_NAME = re.compile(rb"<(!?[A-Za-z][A-Za-z0-9:]{0,20})")


def is_html(data: bytes) -> bool:
    """Whether a file begins as HTML does.

    >>> is_html(b"<!DOCTYPE html><title>x</title>"), is_html(b"<rss version='2.0'>")
    (True, False)
    """
    return first_element(data) in _STARTS


def first_element(data: bytes) -> str:
    """Name of the first element of a file of markup, after declarations and comments; empty if it is no markup.

    >>> first_element(b"<?xml version='1.0'?><!-- x --><rss version='2.0'>"), first_element(b"x < y")
    ('rss', '')
    """
    head = data[:8000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    while True:
        head = head.lstrip()
        end = b"-->" if head.startswith(b"<!--") else b"?>" if head.startswith(b"<?") else b""
        found = None if end else _NAME.match(head)
        name = found[1].decode("ascii").lower() if found else ""
        if name == "!doctype":
            if head[9:30].split()[:1] in ([b"html"], [b"HTML"]) or head[9:14].strip().lower().startswith(b"html"):
                return "html"
            end = b"]>" if b"[" in head.partition(b">")[0] else b">"
        if not end:
            return name
        head = head.partition(end)[2]


def tree_depth(data: bytes) -> int:
    """How deep elements are nested, without parsing: parsers take quadratic time on bombs of nested markup.

    >>> tree_depth(b"<div><b>x</b><br><p>y<p>z</div>")
    2
    """
    depth = deepest = 0
    tag = _TAG.search(data)
    while tag:
        at = tag.end()
        name = tag[2].lower() if tag[2] else b"!--"
        if name in _RAW and not tag[1]:
            # Scripts and comments hold what only looks like markup.
            at = data.find(_RAW[name], at)
            if at < 0:
                break
        elif name in _CLOSED_BY_NEXT or tag[3]:
            pass
        elif tag[1]:
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
        tag = _TAG.search(data, at)
    return deepest


def parse(text: str) -> Any:
    """The tree of a page or a piece of one.

    Raises:
        InputError: nested so deep that parsing could take for ever.
    """
    from selectolax.lexbor import LexborHTMLParser

    data = text.encode("utf-8", "replace")
    # No page is nested deeper than it has opening tags: most need no second look.
    depth = tree_depth(data) if data.count(b"<") - data.count(b"</") > DEEPEST else 0
    if depth > DEEPEST:
        raise InputError(f"elements nested {depth} deep", hint="no real page is; save the article's text by itself")
    return LexborHTMLParser(data.decode("utf-8"))


def fragment_text(html: str) -> str:
    r"""Text of a piece of HTML that is all article (a feed's item): paragraphs joined by line breaks.

    >>> fragment_text("<p>بىر  <b>گەپ</b>.</p><p>يەنە بىر &laquo;گەپ&raquo;.</p>")
    'بىر گەپ.\nيەنە بىر «گەپ».'
    """
    tree = parse(html)
    if tree.body is None:
        return ""
    _, blocks = page_blocks(tree.body)
    return "\n".join(lines(b for b in blocks if b.skipped not in ("side", "hidden", "comments")))


def page_record(
    data: bytes,
    origin: str,
    *,
    url: str | None = None,
    captured: str | None = None,
    charset: str | None = None,
    names: bool = False,
) -> Record:
    """The article of a page.

    ``url`` is where it was captured, ``captured`` the ISO day of that (it dates what the page says in days ago,
    nothing else), ``charset`` what the server said; what the page says of itself comes first. ``names`` keeps those
    of forum users as authors.

    Raises:
        InputError: no text, markup nested too deep, or no article in it.
    """
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared[1].decode("ascii") if declared else charset)
    tree = parse(decoded.text)
    about = page_about(tree)
    about.url = about.url or url
    rule = rule_for(about.url, about.generator)
    if tree.body is None:
        raise InputError("a page without content", hint="save the page again when it has loaded")
    removed = {node.mem_id for selector in (rule.remove if rule else ()) for node in tree.css(selector)}
    boxes, blocks = page_blocks(tree.body, removed)
    mark_headlines(blocks, about)
    held = article_in_side(boxes, blocks, about)
    if held is not None:
        boxes, blocks = page_blocks(tree.body, removed, (held,))
        mark_headlines(blocks, about)
    mark_readers(blocks)
    body = article_blocks(boxes, blocks, _chosen(tree, rule, boxes, blocks))
    if sum(b.letters for b in body.blocks) < _LEAST or body.linked > _LINKED:
        raise InputError("no article in this page", hint="it may be a list of articles: save their own pages")
    title = _selected(tree, rule.title if rule else ()) or title_of(about, boxes, blocks, body)
    published, place, notes = published_of(about, tree, rule, boxes, blocks, body)
    if published is None and captured:
        published = days_ago(boxes, blocks, body, captured)
        place, notes = ("days before the capture", ()) if published else (place, notes)
    if rule and not rule.author_names and not names:
        author = None
    else:
        author = clean_author(_selected(tree, rule.author if rule else ()) or "") or author_of(
            about, boxes, blocks, body
        )
    if published is None and not notes:
        notes = ("no date found around the text",)
    return Record(
        text="\n".join(_paragraphs(body, title)),
        title=title,
        author=author,
        published=published,
        published_from=place,
        source=(rule.name if rule else None) or about.site or _labelled_source(blocks, body),
        url=about.url,
        origin=origin,
        notes=(*decoded.notes, *notes),
    )


def _paragraphs(body: Body, title: str | None) -> list[str]:
    """The article's lines, without its own headline."""
    return lines(b for i, b in enumerate(body.blocks) if not (i < 3 and b.text == title))


def _selected(tree: Any, selectors: tuple[str, ...]) -> str | None:
    for selector in selectors:
        node = tree.css_first(selector)
        text = " ".join(node.text(deep=True).split()) if node is not None else ""
        if text:
            return text
    return None


def _chosen(tree: Any, rule: SourceRule | None, boxes: list[Box], blocks: list[Block]) -> int | None:
    """The box that the source's rule names, if it holds text."""
    places = {box.node.mem_id: i for i, box in enumerate(boxes)} if rule and rule.body else {}
    for selector in rule.body if rule else ():
        for node in tree.css(selector)[:1]:
            at = places.get(node.mem_id)
            if at is not None and _holds_text(boxes, blocks, at):
                return at
    return None


def _holds_text(boxes: list[Box], blocks: list[Block], root: int) -> bool:
    inside = {root}
    for i in range(root + 1, len(boxes)):
        if boxes[i].parent in inside:
            inside.add(i)
    return any(b.score for b in blocks if b.box in inside)


def _labelled_source(blocks: list[Block], body: Body) -> str | None:
    """The publisher that a line beside the article names («مەنبە: …»)."""
    for block in (*blocks[max(0, body.first - 8) : body.first], *blocks[body.last + 1 : body.last + 6]):
        if block.skipped in ("comments", "side", "hidden") or len(block.text) > 200:
            continue
        # Several labels may stand in one line: each begins after a space and ends with a colon.
        for start in (0, *(m.end() for m in re.finditer(r"\s", block.text))):
            found = label_of(block.text[start:], ("source",))
            if found:
                name = clean_author(found[1])
                if name:
                    return name
    return None
