"""Pages drawn for measuring recognition: text in a font at 300 dots an inch, straight or as a bad scanner sees it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

WIDTH, HEIGHT, MARGIN = 2480, 3508, 220  # A4 at 300 dots an inch
FONTS = Path("/usr/share/fonts")


def font_file(name: str) -> Path | None:
    """A font of this machine by its file name."""
    return next(FONTS.rglob(name), None) if FONTS.is_dir() else None


def drawn(paragraphs: list[str], font: Path, *, points: float = 12, dots: int = 300) -> Image.Image:
    """A page with the paragraphs that fit on it, set from the right, lines 1.7 times as high as the letters."""
    from PIL import Image, ImageDraw, ImageFont

    scale = dots / 300
    size = round(points * dots / 72)
    face = ImageFont.truetype(str(font), size, layout_engine=ImageFont.Layout.RAQM)
    page = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    draw = ImageDraw.Draw(page)
    y, margin = round(MARGIN * scale), round(MARGIN * scale)
    for paragraph in paragraphs:
        line = ""
        for word in [*paragraph.split(), ""]:
            longer = f"{line} {word}".strip()
            if word and draw.textlength(longer, font=face, direction="rtl", language="ug") < page.width - 2 * margin:
                line = longer
                continue
            width = draw.textlength(line, font=face, direction="rtl", language="ug")
            draw.text((page.width - margin - width, y), line, font=face, fill=0, direction="rtl", language="ug")
            y += round(size * 1.7)
            line = word
        y += round(size * 0.6)
    return page


def worn(page: Image.Image, seed: int = 1) -> Image.Image:
    """The page as a bad scanner sees it: half a degree askew, soft, grey, with specks."""
    from PIL import Image, ImageFilter

    chance = random.Random(seed)
    page = page.rotate(0.5, fillcolor=255, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.7))
    noise = Image.effect_noise(page.size, 40).point(lambda v: max(0, min(255, v + 90)))
    page = Image.blend(page, noise, 0.18)
    dots = page.load()
    for _ in range(page.width * page.height // 4000):
        dots[chance.randrange(page.width), chance.randrange(page.height)] = 60  # type: ignore[index]
    return page


def distance(one: str, other: str) -> int:
    """Edits between two texts (Myers's bit vectors).

    >>> distance("kitten", "sitting")
    3
    """
    if not one or not other:
        return len(one) + len(other)
    places: dict[str, int] = {}
    for i, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << i
    every, top, score = (1 << len(one)) - 1, 1 << (len(one) - 1), len(one)
    plus, minus = every, 0
    for letter in other:
        here = places.get(letter, 0)
        across = (((here & plus) + plus) ^ plus) | here | minus
        down = minus | ~(across | plus) & every
        up = plus & across
        score += bool(down & top) - bool(up & top)
        down, up = (down << 1 | 1) & every, up << 1 & every
        plus, minus = up | ~(across | down) & every, down & across
    return score
