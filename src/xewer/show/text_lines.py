"""Standard input line by line, and what the commands on text share: options, pieces of endless lines, broken bytes."""

from __future__ import annotations

import re
import sys
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["JSON", "SCRIPT", "SCRIPTS", "day", "in_part", "lines", "pieces", "whole_input", "without_breaks"]

SCRIPTS = click.Choice(["arabic", "latin", "cyrillic"])
JSON = click.option("--json", "json_", is_flag=True, help="One object a line.")
SCRIPT = click.option("--script", type=SCRIPTS, help="Letters to show.")
_LONGEST = 500_000  # code points of a line that are worked on at once
_BROKEN = re.compile("[\udc80-\udcff]")  # what bytes that are no UTF-8 become
_KEY = "xewer.show.broken"

_Command = TypeVar("_Command", bound="Callable[..., Any]")


def day(_: click.Context | None, __: click.Parameter | None, value: str | None) -> str | None:
    """An ISO day, month or year given as an option, checked; anything else is a mistake of usage.

    >>> day(None, None, "2025-09")
    '2025-09'
    """
    if value is None:
        return None
    from datetime import date

    parts = value.split("-")
    widths = [len(p) for p in parts if p.isascii() and p.isdigit()]
    try:
        if widths != [4, 2, 2][: len(parts)]:
            raise ValueError(value)
        date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
    except ValueError as error:
        raise click.BadParameter(f"not a day: {value} (write it as 2025-09-03, 2025-09 or 2025)") from error
    return value


def in_part(command: _Command) -> _Command:
    """The command, with exit code 3 if some line of its input was broken."""

    @wraps(command)
    def whole(*args: Any, **kwargs: Any) -> Any:
        result = command(*args, **kwargs)
        broken = click.get_current_context().meta.get(_KEY, 0)
        if broken > 1:
            click.echo(f"xewer: {broken} lines are not UTF-8", err=True)
        return 3 if broken else result

    return whole  # type: ignore[return-value]


def _noticed(number: int, line: str) -> None:
    """Say so when a line holds bytes that are no UTF-8; the first time with what to do."""
    found = _BROKEN.search(line)
    if not found:
        return
    meta = click.get_current_context().meta
    meta[_KEY] = meta.get(_KEY, 0) + 1
    if meta[_KEY] == 1:
        byte = ord(found[0]) - 0xDC00
        click.echo(
            f"xewer: line {number} is not UTF-8 (byte 0x{byte:02x}, shown as {ascii(found[0])[1:-1]}): convert the file"
            " to UTF-8 first, or read it with xewer decode",
            err=True,
        )


def lines(source: Iterable[str] | None = None) -> Iterator[str]:
    """Lines of standard input (or another source) without their ends."""
    for number, line in enumerate(sys.stdin if source is None else source, start=1):
        if not line.isascii():
            _noticed(number, line)
        yield line.removesuffix("\n").removesuffix("\r")


def whole_input() -> str:
    """All of standard input."""
    text = sys.stdin.read()
    if _BROKEN.search(text):
        for number, line in enumerate(text.split("\n"), start=1):
            _noticed(number, line)
    return text


def pieces(line: str) -> Iterator[str]:
    """A line as it is, or, where it is longer than any line of text, pieces that end in a space: memory stays small."""
    start = 0
    while len(line) - start > _LONGEST:
        cut = line.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        yield line[start:cut]
        start = cut
    yield line[start:]


def without_breaks(text: str) -> str:
    r"""A sentence on one line: each break inside it is a space.

    >>> without_breaks("«بىر. \nئىككى»")
    '«بىر. ئىككى»'
    """
    return " ".join(part.strip() for part in text.splitlines() if part.strip())
