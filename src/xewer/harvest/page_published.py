"""The publishing day of a page: where it may stand, and what to do when two places differ."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from xewer.harvest.page_about import FARTHEST, title_at
from xewer.harvest.page_dates import days_told, find_written, iso_day, written_day
from xewer.harvest.page_labels import bare_label, label_set, labels
from xewer.harvest.sources import address_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.harvest.blocks import Block, Body, Box
    from xewer.harvest.page_about import About
    from xewer.harvest.sources import SourceRule

__all__ = ["days_ago", "published_of"]

_DAY_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish_date",
    "pubdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
)
_OVER = 16  # blocks over a headline
_WRITTEN = ("source rule", "label", "date field", "beside the title")


def published_of(
    about: About, tree: Any, rule: SourceRule | None, boxes: list[Box], blocks: list[Block], body: Body
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Day, where it was found, and notes. Two sources that contradict each other leave it open."""
    found: list[tuple[str, str]] = []
    day = iso_day(about.linked.get("datePublished"))
    if day:
        found.append((day, "json-ld"))
    for name in _DAY_METAS:
        day = iso_day(about.metas.get(name)) or (written_day(about.metas[name]) if name in about.metas else None)
        if day:
            found.append((day, "meta"))
            break
    if rule:
        for selector in rule.published:
            node = tree.css_first(selector)
            day = written_day(node.text(deep=True)) if node is not None else None
            if day:
                found.append((day, "source rule"))
                break
    visible = _visible(boxes, blocks, body, replies=rule is not None and not rule.author_names)
    found += visible
    address = address_day(about.url, rule)
    if address:
        found.append((address, "address"))
    if not found:
        return None, None, ()
    best, place = found[0]
    if len(best) < 10:
        longer = [f for f in found if f[0].startswith(best) and len(f[0]) == 10]
        best, place = longer[0] if longer else (best, place)
    others = [f for f in found if not _near(f[0], best, 7 if f[1] == "address" else 1)]
    if not others:
        written = next((f for f in found if f[1] in _WRITTEN and len(f[0]) == 10), None)
        if written and written[0] != best and place not in _WRITTEN and _in_utc(about, best):
            # The machine's time is that of Greenwich; the day that readers saw is the publisher's own.
            return *written, (f"the page also gives {best} ({place}, UTC)",)
        return best, place, ()
    # Three witnesses settle it; two that contradict each other do not.
    for day, where in found:
        agree = [f for f in found if _near(day, f[0])]
        if len(day) == 10 and len({place for _, place in agree}) >= 2 > len(found) - len(agree):
            other, place = next(f for f in found if not _near(day, f[0]))
            return day, where, (f"the page also gives {other} ({place})",)
    said = "; ".join(f"{d} ({w})" for d, w in found[:3])
    return None, None, (f"the dates of the page contradict each other: {said}",)


def days_ago(boxes: list[Box], blocks: list[Block], body: Body, captured: str) -> str | None:
    """The day that a line beside the article tells by its distance from the capture, None if lines differ.

    Only whole days count: «3 months ago» names no day.
    """
    near = blocks[max(0, min(body.first - 8, title_at(boxes, blocks, body))) : body.last + 6]
    told = (days_told(b.text) for b in near if b.skipped not in ("comments", "side", "hidden"))
    found = {days for days in told if days is not None}
    if len(found) != 1 or len(captured) != 10:
        return None
    try:
        day = date.fromisoformat(captured) - timedelta(days=found.pop())
    except (ValueError, OverflowError):
        return None
    return iso_day(day.isoformat())


def _in_utc(about: About, day: str) -> bool:
    stated = [about.linked.get("datePublished"), *(about.metas.get(name) for name in _DAY_METAS)]
    times = [s.strip() for s in stated if isinstance(s, str) and s.startswith(day) and len(s) > 10]
    return bool(times) and all(t.endswith(("Z", "+00:00", "+0000", "UTC")) for t in times)


def _near(a: str, b: str, days: int = 1) -> bool:
    """The same day, or so near that an offset explains it, or one a prefix of the other."""
    if a.startswith(b) or b.startswith(a):
        return True
    if len(a) < 10 or len(b) < 10:
        return False
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= days


def _visible(boxes: list[Box], blocks: list[Block], body: Body, *, replies: bool = False) -> list[tuple[str, str]]:
    """Days written around the article: in ``time`` elements, after a label, or alone between headline and text.

    ``replies``: what stands below the text is said by others, in a forum.
    """
    title = title_at(boxes, blocks, body)
    start = max(0, min(title, body.first) - 3, body.first - FARTHEST)
    near = _ancestors(boxes, blocks[title].box)
    head = [
        (i, blocks[i])
        for i in range(start, body.first)
        if blocks[i].skipped in ("", "meta", "header")
        and (i >= title or not any(boxes[a].skipped == "header" for a in _ancestors(boxes, blocks[i].box) - near))
    ]
    tail = [(i, b) for i, b in enumerate(blocks[body.last + 1 : body.last + 7], body.last + 1)]
    # A heading after the text opens a card of another article, whose day is not this one's.
    ended = next((i for i, b in tail if b.tag in ("h1", "h2", "h3", "h4", "h5", "h6")), len(blocks))
    own = [(i, b) for i, b in enumerate(blocks[body.first : body.last + 1], body.first) if b.skipped == "meta"]
    timed = [day for _, block in (*head, *own) for day in map(iso_day, block.times) if day]
    head = [(i, b) for i, b in head if b.tag != "dd" or _is_date_label(blocks[i - 1].text)]
    above = _told((*head, *own), boxes, title, body)
    below = _told([(i, b) for i, b in tail if i < ended or _labelled_day(b.text)], boxes, title, body)
    # What stands below the text may be a reply's: it is asked only where nothing is told above.
    labelled, marked, bare = above if any(above) or timed or replies else below
    if not (labelled or marked or bare or timed):
        bare = _over_headline(boxes, blocks, title, body)
    out = []
    for days, place in (
        (labelled, "label"),
        (timed, "time element"),
        (marked, "date field"),
        (bare, "beside the title"),
    ):
        if len(set(days)) == 1:
            out.append((days[0], place))
        elif days and not out:
            return []
    return out


def _over_headline(boxes: list[Box], blocks: list[Block], title: int, body: Body) -> list[str]:
    """A day that stands over the headline, in the element that holds headline and text and nothing else.

    Newspapers and forums set it so. A line over the page's menu is no such day: the element that holds it holds the
    menu too, which is of links.
    """
    texts = _ancestors(boxes, blocks[body.first].box)
    found = []
    for i in range(title - 1, max(-1, title - _OVER), -1):
        block = blocks[i]
        day = written_day(block.text) if len(block.text) < 80 and block.skipped in ("", "meta", "header") else None
        if block.tag == "dd" and not _is_date_label(blocks[i - 1].text):
            continue
        if not day or len(day) < 10 or block.linked * 2 > len(block.text) or _is_clock(block.text):
            continue
        shared = max(_ancestors(boxes, block.box) & texts, default=0)
        if boxes[shared].tag in ("html", "body") or any(
            boxes[a].skipped == "header" for a in _ancestors(boxes, block.box) - texts
        ):
            continue
        inside = [b for b in blocks[: body.first] if shared in _ancestors(boxes, b.box)]
        links = sum(b.linked > 20 and b.linked * 2 > len(b.text) for b in inside)
        own = any(b.headline for b in inside) or blocks[title] in inside
        if own and not links and all(b.skipped in ("", "meta", "header") for b in inside) and len(inside) <= _OVER:
            found.append(day)
    return found


def _told(
    some: Iterable[tuple[int, Block]], boxes: list[Box], title: int, body: Body
) -> tuple[list[str], list[str], list[str]]:
    """Days after a label, in an element for days, and alone below the headline."""
    labelled: list[str] = []
    marked: list[str] = []
    bare: list[str] = []
    for i, block in some:
        if block.skipped in ("comments", "side", "hidden") or block.linked * 2 > len(block.text) > 80:
            continue
        if _is_clock(block.text):
            continue
        after_label = _labelled_day(block.text)
        if after_label is not None:
            labelled += [after_label] if after_label else []
            continue
        if i > body.last and block.skipped != "meta":
            continue
        day = written_day(block.text) if len(block.text) < 120 else None
        if day and len(day) == 10:
            dated = _date_field(boxes[block.box].words) or block.tag == "time"
            (marked if dated else bare if title <= i < body.first else []).append(day)
    return labelled, marked, bare


def _is_clock(text: str) -> bool:
    """«today 2026-01-01»: the site's clock, not the day of an article."""
    word = text.split(maxsplit=1)[0].strip(":،, ").lower() if text.strip() else ""
    return word in label_set("day word") and days_told(text) is None


def _is_date_label(text: str) -> bool:
    """Whether the term of a list is that of the publishing day: a member's day of joining stands so, too."""
    return bare_label(text) in label_set("date")


def _date_field(words: frozenset[str]) -> bool:
    """Whether class words say that the element is a day: whole, or by their last part («td-post-date»)."""
    names = label_set("class date")
    return bool(words & names) or any(re.split(r"[-_]+", word)[-1] in names for word in words)


def _ancestors(boxes: list[Box], box: int) -> set[int]:
    """A box and all around it."""
    found = set()
    while box >= 0:
        found.add(box)
        box = boxes[box].parent
    return found


def _labelled_day(text: str) -> str | None:
    """The day after a date label anywhere in a short line; empty where the label says it is no publishing day."""
    if len(text) > 300:
        return None
    found = find_written(text)
    if not found:
        return None
    for written in found:
        before = text[: written.start].rstrip(" :：\t")
        for kind in ("updated", "date"):
            for form in labels(kind):
                if before.lower().endswith(form) and not before[: -len(form)][-1:].isalpha():
                    # «time of joining»: a participle that is part of no label of ours makes it another's.
                    other = before[: -len(form)].rstrip().lower().endswith(labels("participle end"))
                    return written.value if kind == "date" and not other else ""
    return None
