"""What a page says of itself: title, author, day, publisher, address; each from the surest place that states it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from xewer.harvest.page_dates import find_written
from xewer.harvest.page_labels import bare_label, label_of, labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.harvest.blocks import Block, Body, Box

__all__ = ["FARTHEST", "About", "author_of", "clean_author", "page_about", "title_at", "title_of"]

_ARTICLE_TYPES = ("article", "posting", "report", "webpage")
_AUTHOR_METAS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "parsely-title")
FARTHEST = 40
"""Blocks between a headline and its text: share bars and tables of tools stand there, each link a block."""
_SEPARATOR = re.compile(r"\s+[|·•»«–—:-]+\s+|\s*[|»_]\s*|\s*--+\s*")


@dataclass(slots=True)
class About:
    """Metadata of a page, before its visible text is looked at."""

    metas: dict[str, str] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)  # the JSON-LD object of the article
    writer: str | None = None  # of microdata
    head_title: str = ""
    url: str | None = None
    generator: str = ""
    site: str | None = None


def page_about(tree: Any) -> About:
    """Metas, JSON-LD and canonical address of a parsed page."""
    about = About()
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = " ".join((attributes.get("content") or "").split())
        if name and content:
            about.metas.setdefault(name.lower(), content)
    about.linked = _json_ld(tree)
    about.writer = _microdata_writer(tree)
    title = tree.css_first("head > title") or tree.css_first("title")
    about.head_title = " ".join((title.text(deep=True) if title is not None else "").split())
    about.generator = about.metas.get("generator", "")
    canonical = tree.css_first('link[rel="canonical"]')
    for address in (
        canonical.attributes.get("href") if canonical is not None else None,
        about.metas.get("og:url"),
        _address(about.linked.get("mainEntityOfPage")),
        _address(about.linked.get("url")),
    ):
        if address and re.match(r"https?://[^\s/]+", address):
            about.url = address
            break
    about.site = about.metas.get("og:site_name") or _name(about.linked.get("publisher"))
    return about


def _microdata_writer(tree: Any) -> str | None:
    """The ``author`` of microdata that is not that of a comment: its ``name``, or its own text."""
    for node in tree.css('[itemprop~="author"]')[:10]:
        around, spoken = node.parent, False
        while around is not None and not spoken:
            attributes = around.attributes
            said = f"{attributes.get('itemtype') or ''} {attributes.get('itemprop') or ''}"
            spoken = "comment" in said.lower()
            around = around.parent
        if spoken:
            continue
        name = node.css_first('[itemprop~="name"]') or node
        text = name.attributes.get("content") or name.text(deep=True)
        text = " ".join(text.split())
        if text:
            return text
    return None


def _json_ld(tree: Any) -> dict[str, Any]:
    """The first JSON-LD object that is an article; broken JSON counts as none."""
    fallback: dict[str, Any] = {}
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(node.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            kinds = item.get("@type")
            names = [str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds])]
            if any(name.endswith(_ARTICLE_TYPES[:3]) for name in names):
                return item
            if not fallback and "datePublished" in item and any(name.endswith(_ARTICLE_TYPES) for name in names):
                fallback = item
    return fallback


def _items(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (i for i in graph if isinstance(i, dict))


def _name(value: Any) -> str | None:
    """A name in JSON-LD: text, an object with a name, or a list of these (joined by ``, ``)."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:5]))) or None
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _address(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) else None


def title_of(about: About, boxes: list[Box], blocks: list[Block], body: Body) -> str | None:
    """The headline: what JSON-LD, Open Graph or a heading of the page says, without the site's name."""
    before = blocks[: body.first + 1]
    headings = [b.text for b in before if _is_heading(b, boxes)]
    stated = [_name(about.linked.get("headline")), *(about.metas.get(name) for name in _TITLE_METAS)]
    for title in filter(None, stated):
        shorter = [h for h in headings if len(h) > 5 and h in title]
        if shorter:
            return max(shorter, key=len)
        if title != about.site:
            return _without_site(title, about) if title == about.head_title else title
    within = [h for h in headings if len(h) > 5 and h in about.head_title and h != about.site]
    if within:
        return max(within, key=len)
    if about.head_title:
        cleaned = _without_site(about.head_title, about)
        tops = [b.text for b in before if b.tag == "h1" and b.skipped in ("", "header", "meta")]
        return tops[-1] if len(tops) == 1 and not _shares_words(cleaned, tops[0]) and cleaned == about.site else cleaned
    return headings[-1] if headings else None


def _is_heading(block: Block, boxes: list[Box]) -> bool:
    if block.tag in ("h1", "h2", "h3"):
        return block.skipped in ("", "header", "meta")
    box = boxes[block.box]
    return len(block.text) < 200 and any("title" in word or "headline" in word for word in box.words)


def _shares_words(a: str, b: str) -> bool:
    return bool(set(a.split()) & set(b.split()))


def _without_site(title: str, about: About) -> str:
    """A page title without the name of the site at its end (or beginning).

    A part goes if it is the site's name; of several parts otherwise the last, where it is not the longest.
    """
    parts = [p for p in _SEPARATOR.split(title) if p.strip()]
    if len(parts) < 2:
        return title.strip()
    if about.site:
        rest = [p for p in parts if p not in about.site and about.site not in p]
        if rest and len(rest) < len(parts):
            return (
                max(rest, key=len)
                if len(rest) > 1 and len(rest[0]) < 12
                else title[: title.find(rest[0]) + len(rest[0])].strip()
            )
    last = parts[-1]
    if len(last) < max(map(len, parts)):
        return title[: title.rfind(last)].rstrip(" |·•»«–—:-\t")
    return title.strip()


def title_at(boxes: list[Box], blocks: list[Block], body: Body) -> int:
    """Index of the last heading before the text, or just before it if there is none."""
    for i in range(body.first - 1, max(-1, body.first - FARTHEST), -1):
        if _is_heading(blocks[i], boxes):
            return i
    return max(0, body.first - 1)


def author_of(about: About, boxes: list[Box], blocks: list[Block], body: Body) -> str | None:
    """The writer: JSON-LD, metas, then bylines and labels around the article; never a site's or a user's name."""
    for value in filter(None, (_name(about.linked.get("author")), about.writer)):
        name = clean_author(value)
        if name and name != about.site:
            return name
    start = max(0, title_at(boxes, blocks, body) - 3)
    near = [
        block
        for block in (*blocks[start : body.first], *blocks[body.first : body.last + 7])
        if block.skipped not in ("comments", "side", "hidden") and (not block.score or block.skipped)
    ]
    # A line that says who wrote outdoes a meta, which on old systems names whoever set the site up.
    for name in (_labelled_name(block.text) for block in near):
        if name:
            return name
    for value in filter(None, (about.metas.get(name) for name in _AUTHOR_METAS)):
        name = clean_author(value)
        if name and name != about.site:
            return name
    classes = frozenset(labels("class author"))
    for block in near:
        name = clean_author(block.text) if boxes[block.box].words & classes else None
        if name:
            return name
    return None


@lru_cache(maxsize=1)
def _author_label() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, labels("author")))
    return re.compile(rf"(?:^|[\s(|·])(?:{forms})\s?[:：]\s?(.+)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _other_label() -> re.Pattern[str]:
    kinds = ("source", "date", "editor", "views", "tags", "updated")
    forms = "|".join(re.escape(form) for kind in kinds for form in labels(kind))
    return re.compile(rf"(?<!\w)(?:{forms})\s?[:：]", re.IGNORECASE)


def _labelled_name(text: str) -> str | None:
    if len(text) > 200:
        return None
    found = _author_label().search(text)
    if found:
        return clean_author(found[1])
    if len(text) < 120:
        for written in reversed(find_written(text)):
            text = f"{text[: written.start]}|{text[written.end :]}"
        text = text.strip("| \u00a0")
        for pattern in (_bare_author(), _after_author()):
            found = pattern.search(text)
            if found:
                return clean_author(found[1])
    return None


@lru_cache(maxsize=1)
def _bare_author() -> re.Pattern[str]:
    """«our reporter NAME»: at the start of a line, or after a date, a time or a mark that parts fields."""
    forms = "|".join(map(re.escape, labels("bare author")))
    sources = "|".join(map(re.escape, labels("source")))
    return re.compile(
        rf"(?:^|[\d|·•–—/-]\s{{0,3}}|(?:^|\s)(?:{sources})\s?[:：][^:：]{{1,40}}\s)(?:{forms})\s(.+)", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _after_author() -> re.Pattern[str]:
    """«sent in by NAME», where the words stand after the name."""
    forms = "|".join(map(re.escape, labels("author after")))
    return re.compile(rf"^(\S.{{1,50}}?)\s(?:{forms})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _author_tail() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, labels("author tail")))
    return re.compile(rf"\s(?:{forms})\W*$", re.IGNORECASE)


def clean_author(text: str) -> str | None:
    """A name without label, date and what follows it; None if that is no name of a person.

    >>> clean_author("مۇخبىرىمىز ئەركىن 2025-09-03"), clean_author("admin")
    ('ئەركىن', None)
    """
    text = " ".join(text[:300].split())
    if re.search(r"https?:|@|www\.", text):
        return None
    for form in (*labels("author"), *labels("bare author")):
        if text.lower().startswith(form) and text[len(form) : len(form) + 1] in (" ", ":", "："):
            text = text[len(form) :].lstrip(" :：")
            break
    for written in find_written(text):
        text = text[: written.start] if written.start else text[written.end :]
        break
    text = re.split(r"[|·•/()]|\s[-–—]\s|\s{2,}", text)[0]
    cut = _other_label().search(text)
    tail = _author_tail().search(text)
    text = text[: tail.start()] if tail else text
    name = bare = (text[: cut.start()] if cut else text).strip(' :،,-–—·|«»"')
    # A colon stands after a label that we do not know: «photographer: …».
    if not 2 <= len(name) <= 60 or len(name.split()) > 7 or re.search(r"[\d:：]", name):
        return None
    return None if bare_label(bare) in labels("no author") or label_of(name + ":", ("date", "source")) else name
