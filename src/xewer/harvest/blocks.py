"""A page's tree as a row of text blocks, and which of them are the article.

The tree is walked once, without recursion. What is no article by its element or by its class words is marked, not
cut, since dates and names are looked for there. The article is the deepest element that holds nearly all of what
reads as paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from xewer.harvest.page_headline import below_headline
from xewer.harvest.page_labels import label_of, label_set
from xewer.harvest.page_lines import ends_article, is_date_only, is_label_line
from xewer.harvest.page_tables import mark_rows
from xewer.text.detect import detect_script

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Block", "Body", "Box", "article_blocks", "page_blocks"]

_UNREAD = frozenset({
    "head", "title", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
    "canvas", "audio", "video", "map", "select", "option", "datalist", "textarea", "input", "button", "meter",
    "progress", "amp-ad", "amp-img", "amp-script", "frameset", "applet",
})  # fmt: skip
_NO_ARTICLE = frozenset(["nav", "aside", "footer", "form", "figure", "figcaption", "dialog", "amp-sidebar", "menu"])
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_ENTIRE = frozenset(["html", "body", "main", "article"])  # class words here say what the page has
_HEADING = re.compile("h[1-6]$")
_HIDDEN = re.compile(r"display\s*:\s*none")
_LETTERS = {
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d5\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+"),
    "latin": re.compile("[A-Za-zÀ-ÖØ-öø-ʯ]+"),
    "cyrillic": re.compile("[\u0400-\u052f]+"),
}
_STOPS = '.!?؟…»”":؛'
_PARAGRAPH = 20  # letters of a line that may be a paragraph
_TEASERS = 3  # linked headings that make a list of other articles
_SHARE = 0.72  # of the paragraphs that the article's element must hold


@dataclass(slots=True)
class Box:
    """An element that may hold blocks; ``skipped`` says why nothing in it is article (empty: it may be)."""

    parent: int
    tag: str
    words: frozenset[str]
    skipped: str
    node: Any
    score: float = 0.0
    paragraphs: int = 0


@dataclass(slots=True)
class Block:
    """One run of text between block boundaries, white space folded."""

    text: str
    box: int
    tag: str
    linked: int
    skipped: str
    times: tuple[str, ...] = ()
    letters: int = 0
    score: float = 0.0
    row: int = -1  # box of its row, in a table of figures
    headline: bool = False  # repeats the page's own title


@dataclass(slots=True)
class Body:
    """The article's blocks and where they lie among all blocks of the page."""

    blocks: list[Block] = field(default_factory=list)
    first: int = 0
    last: int = 0
    linked: float = 0.0


@lru_cache(maxsize=4096)
def _class_skip(names: str) -> str:
    """What the class and id words of an element say it is: ``comments``, ``side``, ``meta`` or nothing."""
    whole = names.lower().split()
    if any(name in label_set("class meta") or name in label_set("class author") for name in whole):
        return "meta"
    for name in whole:
        parts = re.split(r"[-_]+", name)
        if len(parts) > 1 and parts[-1] in label_set("class end meta"):
            return "meta"
        if any(part in label_set("class guard") for part in parts):
            continue
        if any(part in label_set("class part comments") for part in parts):
            return "comments"
        if name in label_set("class whole") or any(part in label_set("class part") for part in parts):
            return "side"
        if "header" in parts:
            return "header"
    return ""


class _Walk:
    """Collects boxes and blocks of one tree."""

    def __init__(self, removed: Collection[int], entire: Collection[int]) -> None:
        self.boxes: list[Box] = []
        self.blocks: list[Block] = []
        self.removed = removed
        self.entire = entire
        self.pieces: list[str] = []
        self.times: list[str] = []
        self.linked = 0
        self.links = 0

    def run(self, root: Any) -> None:
        """Walk ``root`` and everything below it."""
        box = self._open(root, -1)
        stack: list[tuple[Any, int, str]] = [(root, box, "")]
        node = root.first_child
        while stack:
            if node is None:
                parent, box, kind = stack.pop()
                if kind == "a":
                    self.links -= 1
                elif kind != "inline":
                    self._flush(box)
                    box = self.boxes[box].parent
                node = parent.next if stack else None
                continue
            if node.is_text_node:
                text = node.text_content or ""
                self.pieces.append(text)
                if self.links:
                    self.linked += len(text.strip())
                node = node.next
                continue
            tag = node.tag
            if not node.is_element_node or tag in _UNREAD or node.mem_id in self.removed:
                node = node.next
                continue
            if tag in ("br", "hr"):
                self._flush(box)
                node = node.next
                continue
            if tag == "time":
                self._time(node)
            if tag == "a":
                self.links += 1
                stack.append((node, box, "a"))
            elif tag in _INLINE and not self._marked(node):
                if _stands_apart(node):
                    self.pieces.append(" ")
                stack.append((node, box, "inline"))
            else:
                self._flush(box)
                box = self._open(node, box)
                stack.append((node, box, ""))
            node = node.first_child

    @staticmethod
    def _marked(node: Any) -> bool:
        """Whether an inline element stands apart from the line around it (a date or a caption in a ``span``)."""
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        return bool(names.strip()) and bool(_class_skip(names))

    def _time(self, node: Any) -> None:
        """Keep what a ``time`` element says in figures, unless it is when the page was changed."""
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}".lower()
        if attributes.get("datetime") and "updat" not in names and "modif" not in names:
            self.times.append(attributes["datetime"])

    def _open(self, node: Any, parent: int) -> int:
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()
        tag = node.tag
        skipped = self.boxes[parent].skipped if parent >= 0 else ""
        if not skipped or skipped in ("meta", "header"):
            style = attributes.get("style")
            if "hidden" in attributes or (style and _HIDDEN.search(style)):
                skipped = "hidden"
            elif tag in _NO_ARTICLE and node.mem_id not in self.entire:
                skipped = "meta" if tag == "footer" and _class_skip(names) == "meta" else "side"
            elif tag == "header":
                skipped = "header"
            elif names and tag not in _ENTIRE and node.mem_id not in self.entire:
                said = _class_skip(names)
                # The foot of a post is its head turned round: who wrote, when, under which words.
                skipped = skipped if skipped == "meta" and said == "side" else said or skipped
        self.boxes.append(Box(parent, tag or "", frozenset(names.lower().split()), skipped, node))
        return len(self.boxes) - 1

    def _flush(self, box: int) -> None:
        if not self.pieces:
            return
        text = " ".join("".join(self.pieces).split())
        linked, self.linked = self.linked, 0
        self.pieces.clear()
        if text:
            of = self.boxes[box]
            times, self.times = tuple(self.times), []
            self.blocks.append(Block(text, box, of.tag, min(linked, len(text)), of.skipped, times))


def _stands_apart(node: Any) -> bool:
    """Whether a ``span`` follows another at once, each with a class of its own: the style sheet parts them."""
    before = node.prev
    if node.tag != "span" or before is None or before.tag != "span" or node.parent.tag == "p":
        return False
    classes = before.attributes.get("class"), node.attributes.get("class")
    return bool(classes[0] and classes[1]) and classes[0] != classes[1]


def page_blocks(
    root: Any, removed: Collection[int] = (), entire: Collection[int] = ()
) -> tuple[list[Box], list[Block]]:
    """Boxes and blocks below ``root`` in page order.

    ``removed`` are nodes (``mem_id``) that are passed over; of those in ``entire`` class words are not asked.
    """
    walk = _Walk(removed, entire)
    walk.run(root)
    said = [b for b in walk.blocks if b.linked * 2 <= len(b.text)]
    likely = " ".join(b.text[:200] for b in said if not b.skipped)
    script = detect_script(likely if len(likely) > 200 else " ".join(b.text[:200] for b in said))
    letters = _LETTERS[script]
    for block in walk.blocks:
        block.letters = len("".join(letters.findall(block.text)))
        block.score = _score(block)
    _mark_teasers(walk.blocks)
    mark_rows(walk.boxes, walk.blocks)
    return walk.boxes, walk.blocks


def _mark_teasers(blocks: list[Block]) -> None:
    """Paragraphs of cards that lead to other articles: each alone under a heading that is a link."""
    heads = [i for i, b in enumerate(blocks) if _HEADING.match(b.tag) and b.linked * 10 > len(b.text) * 8]
    if len(heads) < _TEASERS:
        return
    for start, end in zip(heads, [*heads[1:], len(blocks)], strict=True):
        said = [b for b in blocks[start + 1 : end] if b.score]
        if said and (len(said) == 1 or (end == len(blocks) and said[0].box != said[1].box)):
            said[0].score = 0.0


def _score(block: Block) -> float:
    """How much a block reads as a paragraph: its letters, less without a sentence's end, nothing where it is a link."""
    if block.letters < _PARAGRAPH or _HEADING.match(block.tag):
        return 0.0
    ended = block.text[-1] in _STOPS
    if block.linked * 2 > len(block.text):
        # A sentence may be mostly links; a line that is nothing else leads away.
        sentence = ended and block.tag == "p" and block.letters > 60 and block.linked * 10 < len(block.text) * 9
        return block.letters * 0.5 if sentence else 0.0
    if not ended and is_label_line(block):
        return 0.0
    return min(block.letters, 2000) * (1.0 if ended else 0.6 if block.letters > 80 else 0.25)


def article_blocks(boxes: list[Box], blocks: list[Block], chosen: int | None = None) -> Body:
    """The blocks of the article, in ``chosen`` box or in the one that holds nearly all paragraphs."""
    _unskip(boxes, blocks)
    root = below_headline(boxes, blocks, _container(boxes, blocks)) if chosen is None else chosen
    inside = _inside(boxes, root)
    picked = [i for i, b in enumerate(blocks) if inside[b.box] and b.skipped in ("", *_kept(boxes, root))]
    if not picked:
        return Body()
    scored = [i for i in picked if blocks[i].score > 0]
    if not scored:
        return Body()
    scored = _below_title(blocks, scored)
    first, last = scored[0], scored[-1]
    cut = next((i for i in picked if i > first and ends_article(blocks[i])), None)
    if cut is not None:
        picked = [i for i in picked if i < cut]
        last = max(i for i in scored if i < cut)
    homes = {root, *(blocks[i].box for i in scored)}
    kept = [i for i in picked if _keep(blocks[i], i, first, last, at_home=blocks[i].box in homes)]
    before = range(max(0, first - 6), first)
    heads = [i for i in before if _HEADING.match(blocks[i].tag) and blocks[i].skipped != "side"]
    after = heads[-1] if heads else first
    lead = [i for i in before if _is_lead(boxes, blocks[i], root, below_head=i > after)]
    kept = sorted({*kept, *lead})
    out = [blocks[i] for i in kept]
    size = sum(len(b.text) for b in out)
    return Body(out, kept[0], kept[-1], sum(b.linked for b in out) / size if size else 0.0)


def _below_title(blocks: list[Block], scored: list[int]) -> list[int]:
    """Without what stands above the headline (the path to the page, a line of tools), where most stands below it."""
    heads = [i for i in range(scored[0], scored[-1]) if blocks[i].headline]
    for head in reversed(heads):
        above = sum(blocks[i].score for i in scored if i < head)
        if 2 * above < sum(blocks[i].score for i in scored if i > head):
            return [i for i in scored if i > head]
    return scored


def _unskip(boxes: list[Box], blocks: list[Block]) -> None:
    """A page whose only long text was passed over for a class word: the word meant something else there."""
    enough = 40 if any(b.headline for b in blocks) else 150
    if sum(b.score for b in blocks if not b.skipped) >= enough:
        return
    for block in blocks:
        if block.skipped in ("side", "meta", "header") and boxes[block.box].tag not in _NO_ARTICLE:
            block.skipped = ""


def _kept(boxes: list[Box], root: int) -> tuple[str, ...]:
    """Marks that do not count inside the chosen element, because it bears them itself."""
    return (boxes[root].skipped,) if boxes[root].skipped else ()


def _container(boxes: list[Box], blocks: list[Block]) -> int:
    """From the root down, as long as one child holds nearly all of the score."""
    children: dict[int, list[int]] = {}
    for i, box in enumerate(boxes):
        box.score, box.paragraphs = 0.0, 0
        children.setdefault(box.parent, []).append(i)
    for block in blocks:
        if not block.skipped and block.score:
            boxes[block.box].score += block.score
            boxes[block.box].paragraphs += 1
    for box in reversed(boxes):
        if box.parent >= 0:
            boxes[box.parent].score += box.score
            boxes[box.parent].paragraphs += box.paragraphs
    at = 0
    while at in children:
        best = max(children[at], key=lambda i: boxes[i].score)
        here, child = boxes[at], boxes[best]
        if child.score < _SHARE * here.score or not child.score:
            break
        # One long paragraph among short ones is no article by itself.
        if child.paragraphs == 1 and here.paragraphs > 1:
            break
        at = best
    # A paragraph alone in its element: take the element around it, for what stands beside it.
    while boxes[at].paragraphs == 1 and boxes[at].tag in ("p", "li", "blockquote") and boxes[at].parent >= 0:
        at = boxes[at].parent
    return at


def _inside(boxes: list[Box], root: int) -> list[bool]:
    inside = [False] * len(boxes)
    for i, box in enumerate(boxes):
        inside[i] = i == root or (box.parent >= 0 and inside[box.parent])
    return inside


def _keep(block: Block, at: int, first: int, last: int, *, at_home: bool) -> bool:
    """Whether a block within the article's element belongs to its text."""
    share = block.linked / len(block.text)
    # Within the text a line may hold a name and its address; one that says «read also» leads away.
    named = share < 0.9 and not label_of(block.text, ("related",))
    within = first < at < last and block.tag == "p" and (named or block.letters > 60)
    if not block.score and share > 0.6 and not within:
        return False
    if at < first:
        return False
    if block.tag in ("td", "th", "tr", "table") and not block.score and not at_home and block.row < 0:
        return False  # a figure in a table that lays the page out, not a short line beside paragraphs
    if at > last:
        ended = block.letters > 3 and block.text[-1] in _STOPS
        return ended and not is_label_line(block) and block.tag in ("p", "li", "blockquote")
    return not is_date_only(block)


def _is_lead(boxes: list[Box], block: Block, root: int, *, below_head: bool) -> bool:
    """Whether a block before the article's element opens the article: marked so, or a sentence below the headline."""
    if not block.score or block.linked or block.skipped:
        return False
    if boxes[block.box].words & label_set("class lead"):
        return True
    around = boxes[block.box].parent
    beside = boxes[root].parent in (around, boxes[around].parent if around >= 0 else -1) and block.tag == "p"
    return below_head and beside and block.text[-1] in _STOPS
