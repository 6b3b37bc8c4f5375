"""The second development set: items of a native exile-press feed, annotated by offsets alone.

``tests/gold/feed/*.json`` holds times and quantities (the keys of the development gold, without any text), the ``guid`` of
the feed item that they point into, its day and the sha256 of its text. The text itself stays in the data folder
``../shared``; it is taken out of the feed here by the standard library alone, so that the offsets do not move when the
harvest room learns to read pages better.
"""

from __future__ import annotations

import hashlib
import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

FEED = Path("pages") / "rfa-uyghur-2019-01.xml"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
SPANS = ("times", "quantities")


class _Lines(HTMLParser):
    """Text of a fragment: a new line after each paragraph and each break."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "p"):
            self.pieces.append("\n")


def item_text(content: str) -> str:
    """The lines of an item's HTML, trimmed, empty ones left out, joined by one line feed."""
    parser = _Lines()
    parser.feed(content)
    parser.close()
    return "\n".join(line.strip() for line in "".join(parser.pieces).split("\n") if line.strip())


def texts(shared: Path) -> dict[str, str]:
    """Text of each feed item by its guid; empty where the data folder is absent."""
    if not (shared / FEED).exists():
        return {}
    items = ET.parse(shared / FEED).iter("item")
    return {item.findtext("guid", ""): item_text(item.findtext(CONTENT, "")) for item in items}


def load(folder: Path, shared: Path) -> dict[str, dict[str, Any]]:
    """Gold articles with their text put back; raises ValueError if a text is not the one that was annotated."""
    found = texts(shared)
    gold: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.json")) if found else ():
        document = json.loads(path.read_text(encoding="utf-8"))
        text = found.get(document["guid"], "")
        if hashlib.sha256(text.encode()).hexdigest() != document["sha256"]:
            raise ValueError(f"{path.name}: the feed item is not the text that was annotated")
        gold[path.name] = {**document, "text": text, "entities": [], "quotes": []}
    return gold
