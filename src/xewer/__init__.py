"""Xewer reads Uyghur news: who said what to whom, what happened, when, where, how many, and according to whom.

>>> import xewer
>>> xewer.__version__.count(".")
2

Names are loaded on first use, so that ``import xewer`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_WHERE = {
    "Archive": "xewer.archive.store",
    "Article": "xewer.model",
    "Reader": "xewer.reader",
    "XewerError": "xewer.errors",
    "analyse": "xewer.morph.analyse",
    "convert": "xewer.text.scripts",
    "detect": "xewer.text.detect",
    "normalise": "xewer.text.normalise",
    "read": "xewer.reader",
}

__all__ = [
    "Archive",
    "Article",
    "Reader",
    "XewerError",
    "__version__",
    "analyse",
    "convert",
    "detect",
    "normalise",
    "read",
]

if TYPE_CHECKING:
    from xewer.archive.store import Archive
    from xewer.errors import XewerError
    from xewer.model import Article
    from xewer.morph.analyse import analyse
    from xewer.reader import Reader, read
    from xewer.text.detect import detect
    from xewer.text.normalise import normalise
    from xewer.text.scripts import convert


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'xewer' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
