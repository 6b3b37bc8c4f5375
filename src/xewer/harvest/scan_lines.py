"""What the first reading of a scanned page passes over: short lines, and the numbers that open a line.

Tesseract's Uyghur model drops about one line in twenty, mostly short ones and such as begin with «, and reads only the
last figure of a number that opens a line. Ink that no word covers tells of the first; a reading of the line by itself
(page segmentation 13, one raw line) gives back both.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xewer.harvest.scan_words import Word, recognised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["mended"]

_DARK = 128
_SCALES = (0.8, 1.0, 1.3)  # a line that one size loses, another gives
_MOST = 200  # lines of a page that are read again
_SURE = 55.0  # mean confidence of a line that was passed over
_DOUBTFUL = 84.0  # mean confidence below which a line is read again
_MARGIN = 3.0  # by how much surer another reading must be
_EMPTY = re.compile(r"[`_'\u200e\u200f]*")
_UYGHUR = re.compile("[\u0626-\u06d5]")
_OPENS = re.compile(r"[%(«]?\d")
_NUMBER = re.compile(r"[%(«]?\d[\d.,]*")

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was recognised: its words, from the right, and the box about them."""

    words: tuple[Word, ...]
    box: Box


def mended(path: Path, words: list[Word]) -> list[Word]:
    """The words of a page with the lines that were passed over and the whole of the numbers that open lines.

    Nothing is done where nothing was read: on a page of noise there is nothing to be missed.
    """
    if not words:
        return words
    try:
        from PIL import Image
    except ImportError:
        return words
    out: list[Word] = []
    with Image.open(path) as picture, tempfile.TemporaryDirectory(prefix="xewer-") as folder:
        for number in sorted({word.page for word in words}):
            here = [word for word in words if word.page == number]
            picture.seek(number - 1)
            out += _page(picture.convert("L"), here, Path(folder))
    return out


def _page(picture: Any, words: list[Word], folder: Path) -> list[Word]:
    lines = _lines(words)
    high = sorted(line.box[3] - line.box[1] for line in lines)[len(lines) // 2]
    opened = [line for line in lines if _OPENS.match(line.words[0].text)][:_MOST]
    unsure = [line for line in lines if _doubtful(line)][:_MOST]
    missed = list(_unread(picture, words, high))[:_MOST]
    # What stands to the right of a number that was cut lies outside the line's box.
    boxes = [_wider(line.box, high, picture.width) for line in (*opened, *unsure)] + missed
    if not boxes:
        return words
    raw = _read(picture, boxes, folder, 13, border=10)
    again = len(opened)
    tries = [raw[again:]]
    if boxes[again:]:
        tries += [_read(picture, boxes[again:], folder, 7, scale=scale) for scale in _SCALES]
    out = list(words)
    for line, found in zip(opened, raw, strict=False):
        if found:
            out[out.index(line.words[0])] = _whole_number(line.words[0], found)
    for i, line in enumerate(unsure):
        found = _surest([*(some[i] for some in tries)], _mean(line.words) + _MARGIN)
        if found:
            out = _replaced(out, line, found)
    for i in range(len(missed)):
        found = _surest([some[len(unsure) + i] for some in tries], _SURE)
        if found:
            out = _inserted(out, found)
    return out


def _wider(box: Box, high: int, most: int) -> Box:
    return box[0], box[1], min(most, box[2] + high), box[3]


def _doubtful(line: Line) -> bool:
    return _mean(line.words) < _DOUBTFUL or any(w.sure < _SURE and _UYGHUR.search(w.text) for w in line.words)


def _mean(words: Sequence[Word]) -> float:
    """Mean confidence, by letters."""
    letters = sum(len(w.text) for w in words)
    return sum(w.sure * len(w.text) for w in words) / letters if letters else 0.0


def _lines(words: list[Word]) -> list[Line]:
    found: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        found.setdefault((word.block, word.paragraph, word.line), []).append(word)
    return [Line(tuple(line), _about(line)) for line in found.values()]


def _about(words: list[Word]) -> Box:
    return (
        min(w.left for w in words),
        min(w.top for w in words),
        max(w.left + w.width for w in words),
        max(w.top + w.height for w in words),
    )


def _unread(picture: Any, words: list[Word], high: int) -> Iterator[Box]:
    """Boxes of ink that no word covers and that are as high as a line is."""
    from PIL import ImageDraw

    ink = picture.point(lambda value: 255 if value < _DARK else 0)
    draw = ImageDraw.Draw(ink)
    pad = max(2, high // 5)
    for word in words:
        draw.rectangle(
            (word.left - pad, word.top - pad, word.left + word.width + pad, word.top + word.height + pad), fill=0
        )
    for top, bottom in _runs(ink, max(2, high // 12)):
        band = ink.crop((0, top, ink.width, bottom))
        for start, end in _runs(band.transpose(_sideways()), 3 * high):
            piece = band.crop((start, 0, end, band.height)).getbbox()
            if piece and 0.45 * high <= piece[3] - piece[1] <= 2.5 * high and piece[2] - piece[0] >= high:
                yield start + piece[0], top + piece[1], start + piece[2], top + piece[3]


def _sideways() -> Any:
    from PIL import Image

    return Image.Transpose.TRANSPOSE


def _runs(ink: Any, gap: int) -> Iterator[tuple[int, int]]:
    """From where to where rows of a picture hold ink; rows less than ``gap`` apart belong together."""
    from PIL import Image

    # The mean of each row; single specks vanish in it.
    rows = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes() if ink.width < 400 else _rows(ink)
    start = last = -1
    for y, value in enumerate(rows):
        if not value:
            continue
        if start >= 0 and y - last > gap:
            yield start, last + 1
            start = y
        start = y if start < 0 else start
        last = y
    if start >= 0:
        yield start, last + 1


def _rows(ink: Any) -> bytes:
    """Whether each row holds more ink than a speck."""
    from PIL import Image

    narrow = ink.resize((max(1, ink.width // 100), ink.height), Image.Resampling.BOX)
    return bytes(max(narrow.crop((0, y, narrow.width, y + 1)).getextrema()) > 10 for y in range(narrow.height))


def _read(
    picture: Any, boxes: list[Box], folder: Path, segmentation: int, *, scale: float = 1.0, border: int = 20
) -> list[list[Word]]:
    """Words in each box, read by themselves in one run of the program; their places are those in the picture."""
    from PIL import Image, ImageOps

    names = []
    for i, box in enumerate(boxes):
        piece = picture.crop(box)
        if scale != 1:
            size = max(1, round(piece.width * scale)), max(1, round(piece.height * scale))
            piece = piece.resize(size, Image.Resampling.LANCZOS)
        name = folder / f"{segmentation}-{i}.png"
        ImageOps.expand(piece, border, 255).save(name, dpi=(300, 300))
        names.append(str(name))
    listed = folder / f"{segmentation}.txt"
    listed.write_text("\n".join(names) + "\n", encoding="utf-8")
    found: list[list[Word]] = [[] for _ in boxes]
    for word in recognised(listed, "uig", segmentation=segmentation):
        left, top = boxes[word.page - 1][:2]
        if not _EMPTY.fullmatch(word.text):
            place = round(left + (word.left - border) / scale), round(top + (word.top - border) / scale)
            size = round(word.width / scale), round(word.height / scale)
            found[word.page - 1].append(replace(word, left=place[0], top=place[1], width=size[0], height=size[1]))
    return found


def _whole_number(word: Word, again: list[Word]) -> Word:
    """The word that opens a line with all figures of its number, if the second reading ends as the first does."""
    other = again[0].text
    one, two = _NUMBER.match(word.text), _NUMBER.match(other)
    if not one or not two or len(two[0]) <= len(one[0]) or len(two[0]) > len(one[0]) + 12:
        return word
    same_end = two[0].lstrip("%(«").endswith(one[0].lstrip("%(«"))
    rest, other_rest = word.text[one.end() :], other[two.end() :]
    return replace(word, text=two[0] + rest) if same_end and rest[:3] == other_rest[:3] else word


def _surest(tries: list[list[Word]], least: float) -> list[Word]:
    """The surest reading of a line, with its numbers from the raw one (the first); none if none is sure enough."""
    raw = tries[0]
    best = max(tries, key=_mean)
    if not best or _mean(best) < least or not any(_UYGHUR.search(w.text) for w in best):
        return []
    return [_whole_number(best[0], raw), *best[1:]] if raw else best


def _replaced(words: list[Word], line: Line, found: list[Word]) -> list[Word]:
    """The words of a page with those of a line read anew."""
    like = line.words[0]
    at = words.index(
        next(w for w in words if (w.block, w.paragraph, w.line) == (like.block, like.paragraph, like.line))
    )
    rest = [w for w in words if (w.block, w.paragraph, w.line) != (like.block, like.paragraph, like.line)]
    made = [replace(w, page=like.page, block=like.block, paragraph=like.paragraph, line=like.line) for w in found]
    return [*rest[:at], *made, *rest[at:]]


def _inserted(words: list[Word], line: list[Word]) -> list[Word]:
    """The words of a page with a line put in below the nearest one above it in its column."""
    left, top, right, bottom = _about(line)
    lines = _lines(words)
    beside = [x for x in lines if min(x.box[2], right) > max(x.box[0], left)]
    above = [x for x in beside if x.box[1] + x.box[3] < top + bottom]
    below = [x for x in beside if x not in above]
    near = (
        max(above, key=lambda x: x.box[3], default=None)
        or min(below, key=lambda x: x.box[1], default=None)
        or lines[-1]
    )
    at = words.index(near.words[-1]) + 1 if near in above or near not in below else words.index(near.words[0])
    like = near.words[0]
    number = 1 + max(w.line for w in words)
    made = [replace(w, page=like.page, block=like.block, paragraph=like.paragraph, line=number) for w in line]
    return [*words[:at], *made, *words[at:]]
