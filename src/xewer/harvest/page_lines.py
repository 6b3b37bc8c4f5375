"""Lines of a page that are no part of its text: labels, days, headings of what follows an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xewer.harvest.page_dates import days_told, find_written
from xewer.harvest.page_labels import bare_label, label_of, label_set, labels

if TYPE_CHECKING:
    from xewer.harvest.blocks import Block

__all__ = ["ends_article", "is_date_only", "is_label_line", "opens_comments"]


def ends_article(block: Block) -> bool:
    """A heading after which others speak or other articles are listed."""
    return not block.score and (opens_comments(block) or _bare(block) in label_set("related"))


def opens_comments(block: Block) -> bool:
    """A heading after which readers speak, with or without their number."""
    return not block.linked and _bare(block) in label_set("comments")


def _bare(block: Block) -> str:
    if len(block.text) > 40 or block.row >= 0:  # a cell of a table is no heading
        return ""
    return bare_label(re.sub(r"[\d()\[\]:：]", " ", block.text))


def is_label_line(block: Block) -> bool:
    """A short line that names a writer, a source, a day or the like."""
    if len(block.text) > 120:
        return False
    text = block.text.strip("()（） ")
    if label_of(text, ("author", "source", "date", "updated", "editor", "views", "tags", "url")):
        return True
    if len(text) < 60 and any(text.lower().startswith(form + " ") for form in labels("bare author")):
        return True
    # The head of an article in one line: its day, who wrote it, where it is from.
    return text[-1:] not in ".!?؟…" and bool(find_written(text))


def is_date_only(block: Block) -> bool:
    """A field of the page that holds a day and next to nothing else."""
    if len(block.text) > 60 or block.tag not in ("div", "span", "td", "time", "small"):
        return False
    if days_told(block.text) is not None:
        return True
    found = find_written(block.text)
    return bool(found) and len(block.text) - (found[0].end - found[0].start) < 12
