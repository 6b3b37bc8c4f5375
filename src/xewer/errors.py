"""Every error that Xewer raises on purpose.

::

    XewerError
    ├── InputError        a file, page or text that cannot be read
    ├── DataError         a row of the language data that is wrong
    ├── ArchiveError      an archive or index that cannot be opened or written
    ├── QueryError        a search that cannot be understood (knows the spot)
    └── MissingExtraError an optional package that is not installed
"""

from __future__ import annotations

__all__ = ["ArchiveError", "DataError", "InputError", "MissingExtraError", "QueryError", "XewerError"]


class XewerError(Exception):
    """Parent of all errors of Xewer; ``hint`` is the next thing to do or type.

    >>> str(XewerError("no such file: a.txt", hint="check the path"))
    'no such file: a.txt'
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(XewerError):
    """A file, page or text that cannot be read."""


class DataError(XewerError):
    """A row of the language data that is wrong; the message names file and line."""


class ArchiveError(XewerError):
    """An archive or index that cannot be opened, read or written."""


class QueryError(XewerError):
    """A search that cannot be understood; ``position`` is the code point in the query where it fails.

    ``query`` is the query, where it is known; `spot` shows it with the place marked.
    """

    def __init__(self, message: str, *, position: int = 0, hint: str = "", query: str = "") -> None:
        super().__init__(message, hint=hint)
        self.position = position
        self.query = query

    @property
    def spot(self) -> str:
        """The query with marks around the word at which it fails; they stand right in any writing direction.

        >>> QueryError("", position=6, query="putin )").spot
        'putin ⟪)⟫'
        """
        if not self.query:
            return ""
        before, rest = self.query[: self.position], self.query[self.position :]
        word = rest.split(maxsplit=1)[0] if rest and not rest[0].isspace() else ""
        return f"{before}⟪{word}⟫{rest[len(word) :]}"


class MissingExtraError(XewerError):
    """An optional package that is not installed; the hint is its ``pip install`` line."""
