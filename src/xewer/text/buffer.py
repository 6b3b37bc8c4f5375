"""A text while it is being changed, with the way back to where each code point came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.model import Note, Text

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

__all__ = ["Buffer"]


class Buffer:
    """A text being changed, and for each of its code points the original span it came from."""

    def __init__(self, text: str, *, track: bool = True) -> None:
        self.original = text
        self.text = text
        self.track = track
        self.starts: list[int] = list(range(len(text))) if track else []
        self.ends: list[int] = list(range(1, len(text) + 1)) if track else []
        self.notes: list[Note] = []

    def apply(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str | None], rule: str) -> bool:
        """Replace each match for which ``replace`` gives another text; say whether anything changed."""
        text, last, changed = self.text, 0, False
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in pattern.finditer(text):
            old, new = match[0], replace(match)
            if new is None or new == old:
                continue
            a, b = match.span()
            changed = True
            parts += (text[last:a], new)
            if self.track:
                starts += self.starts[last:a]
                ends += self.ends[last:a]
                if len(new) == len(old):
                    starts += self.starts[a:b]
                    ends += self.ends[a:b]
                else:
                    starts += [self.starts[a]] * len(new)
                    ends += [self.ends[b - 1]] * len(new)
                low, high = self.starts[a], self.ends[b - 1]
                self.notes.append(Note(low, high, self.original[low:high], new, rule))
            last = b
        if not changed:
            return False
        parts.append(text[last:])
        self.text = "".join(parts)
        if self.track:
            self.starts = starts + self.starts[last:]
            self.ends = ends + self.ends[last:]
        return True

    def part(self, start: int, end: int) -> Buffer:
        """A stretch of the text as a buffer of its own, with the same way back."""
        piece = Buffer("", track=self.track)
        piece.original, piece.text = self.original, self.text[start:end]
        piece.starts, piece.ends = self.starts[start:end], self.ends[start:end]
        return piece

    def join(self, parts: list[Buffer]) -> bool:
        """Take the text from the parts it was cut into; say whether it is another one now."""
        before = self.text
        self.text = "".join(part.text for part in parts)
        self.starts = [at for part in parts for at in part.starts]
        self.ends = [at for part in parts for at in part.ends]
        self.notes += [note for part in parts for note in part.notes]
        return self.text != before

    def finish(self, script: str) -> Text:
        """The text and its way back."""
        n = len(self.original)
        if self.text == self.original:
            return Text(self.original, self.original, range(n), range(1, n + 1), script)
        notes = tuple(sorted(self.notes, key=lambda note: (note.start, note.end)))
        return Text(self.original, self.text, tuple(self.starts), tuple(self.ends), script, notes)
