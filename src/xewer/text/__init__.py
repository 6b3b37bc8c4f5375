"""Letters, normal form, scripts, language: the text itself.

Each function is loaded when it is first asked for. Those named like their module stay in it:
``xewer.text.normalise.normalise``, ``xewer.text.detect.detect``, ``xewer.text.repair.repair``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xewer.text.detect import detect_passages, detect_script
    from xewer.text.detect_many import detect_many
    from xewer.text.legacy import decode_legacy, suggest_legacy
    from xewer.text.normalise import normal_form
    from xewer.text.scripts import canonical, convert, convert_text, letter_key

__all__ = [
    "canonical",
    "convert",
    "convert_text",
    "decode_legacy",
    "detect_many",
    "detect_passages",
    "detect_script",
    "letter_key",
    "normal_form",
    "suggest_legacy",
]

_HOMES = {
    "canonical": "scripts",
    "convert": "scripts",
    "convert_text": "scripts",
    "decode_legacy": "legacy",
    "detect_many": "detect_many",
    "detect_passages": "detect",
    "detect_script": "detect",
    "letter_key": "scripts",
    "normal_form": "normalise",
    "suggest_legacy": "legacy",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
