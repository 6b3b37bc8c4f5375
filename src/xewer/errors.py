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
    """A search that cannot be understood; ``position`` is the code point in the query where it fails."""

    def __init__(self, message: str, *, position: int = 0, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.position = position


class MissingExtraError(XewerError):
    """An optional package that is not installed; the hint is its ``pip install`` line."""
