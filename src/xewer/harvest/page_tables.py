"""Tables of figures in articles, told apart from tables that only lay a page out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.harvest.blocks import Block, Box

__all__ = ["lines", "mark_rows"]

_CELLS = ("td", "th")
_WIDEST = 20  # columns
_LONGEST = 200  # letters of a cell of a table of figures


def mark_rows(boxes: list[Box], blocks: list[Block]) -> None:
    """Give each block in a table of figures its row (`Block.row`): two rows at least, alike, of short cells."""
    if not any(box.tag == "tr" for box in boxes):
        return
    cells: dict[int, list[int]] = {}
    tables: dict[int, list[int]] = {}
    nested: set[int] = set()
    for i, box in enumerate(boxes):
        if box.tag in _CELLS:
            cells.setdefault(box.parent, []).append(i)
        elif box.tag == "tr":
            tables.setdefault(_table(boxes, i), []).append(i)
        elif box.tag == "table":
            nested.add(_table(boxes, box.parent))
    texts: dict[int, int] = {}
    for block in blocks:
        texts[block.box] = texts.get(block.box, 0) + len(block.text)
    rows: dict[int, int] = {}
    for table, trs in tables.items():
        widths = {len(cells.get(tr, ())) for tr in trs}
        short = all(texts.get(cell, 0) <= _LONGEST for tr in trs for cell in cells.get(tr, ()))
        if table not in nested and len(trs) > 1 and len(widths) == 1 and 2 <= widths.pop() <= _WIDEST and short:
            rows |= {cell: tr for tr in trs for cell in cells[tr]}
    for block in blocks:
        at = block.box
        while at >= 0 and boxes[at].tag not in (*_CELLS, "table"):
            at = boxes[at].parent
        block.row = rows.get(at, -1)


def _table(boxes: list[Box], at: int) -> int:
    while at >= 0 and boxes[at].tag != "table":
        at = boxes[at].parent
    return at


def lines(blocks: Iterable[Block]) -> list[str]:
    """The texts of blocks, one a line; the cells of a row stand in one line, with tabs between them.

    Lines without a letter or a figure («***») are left out.
    """
    out: list[str] = []
    before = -1
    for block in blocks:
        if not any(letter.isalnum() for letter in block.text):
            continue
        if block.row >= 0 and block.row == before:
            out[-1] += "\t" + block.text
        else:
            out.append(block.text)
        before = block.row
    return out
