"""Words as the tesseract program of this machine recognises them, with their places."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LONGEST", "Word", "recognised", "tesseract_languages"]

LONGEST = 180.0
"""Seconds that one page may take; a usual one takes two."""


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: page, block, paragraph and line, its box in dots, and how sure it is (0 to 100)."""

    page: int
    block: int
    paragraph: int
    line: int
    left: int
    top: int
    width: int
    height: int
    sure: float
    text: str

    def covers(self, other: Word) -> bool:
        """Whether half of the narrower one's width lies in the other, at the same height."""
        wide = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        high = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return 2 * wide > min(self.width, other.width) and 2 * high > min(self.height, other.height)


def tesseract_languages() -> frozenset[str]:
    """Languages that the tesseract of this machine can read; none if it is not there."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    return _languages(program)


@lru_cache(maxsize=4)
def _languages(program: str) -> frozenset[str]:
    """What one program can read, asked once: it is wanted for every page."""
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    return frozenset(done.stdout.split()[1:] if done.returncode == 0 else ())


def recognised(path: Path, language: str, *, segmentation: int = 3) -> list[Word]:
    """Words of a picture, or of each page of a TIFF, or of each picture that a text file lists (these are its pages).

    Raises:
        InputError: it takes too long, or is no picture.
    """
    program = shutil.which("tesseract") or "tesseract"
    command = [program, str(path), "stdout", "-l", language, "--psm", str(segmentation), "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # its threads slow it down on small machines
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False, env=environment)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"a page that takes longer than {LONGEST:.0f} seconds", hint="scan it again, cleaner"
        ) from error
    if done.returncode:
        raise InputError("a picture that cannot be read", hint="save it as PNG or TIFF, at 300 dots an inch")
    rows = csv.reader(io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    out = []
    for row in rows:
        if len(row) == 12 and row[0] == "5" and row[11].strip():
            page, block, paragraph, line, _, left, top, width, height = map(int, row[1:10])
            text = row[11].strip()
            out.append(Word(page, block, paragraph, line, left, top, width, height, float(row[10]), text))
    return out
