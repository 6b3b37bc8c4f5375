"""A report of a batch that can be sent with a bug: counts and reasons, no texts, no names of files, no addresses."""

from __future__ import annotations

import hashlib
import platform
import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from xewer import __version__

if TYPE_CHECKING:
    from xewer.harvest.job import Tally

__all__ = ["batch_report"]

_PRIVATE = re.compile(
    r"https?://\S+|(?:[A-Za-z]:)?[\\/]\S+|«[^»]*»|[^\x00-\x7f]+|\b\w[\w.-]*\.(?:html?|txt|pdf|docx?|odt|epub|json\w*)\b"
)
_MOST = 200  # kinds of reasons


def batch_report(tally: Tally, *, seconds: float, size: int) -> dict[str, Any]:
    """What became of a batch of ``size`` bytes, as JSON values; an input is named by its ending and a short hash.

    >>> from xewer.harvest.job import Tally
    >>> batch_report(Tally(new=2), seconds=1.5, size=10)["articles"]["new"]
    2
    """
    counts = {k: getattr(tally, k) for k in ("new", "same", "updated", "refused", "failed", "undated")}
    reasons = Counter(_without_private(refusal.reason) for refusal in tally.refusals)
    remarks = Counter(re.sub(r"\d+", "N", _without_private(note)) for _, note in tally.notes)
    return {
        "xewer": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "bytes": size,
        "seconds": round(seconds, 2),
        "articles": counts,
        "reasons": dict(reasons.most_common(_MOST)),
        "remarks": dict(remarks.most_common(_MOST)),
        "inputs": [
            {"input": _named(refusal.origin), "reason": _without_private(refusal.reason)}
            for refusal in tally.refusals[: 5 * _MOST]
        ],
    }


def _without_private(text: str) -> str:
    """A reason without words of the texts, file names and addresses.

    >>> _without_private("not JSON: /news/b.txt «گەپ» https://example.org/x")
    'not JSON: … … …'
    """
    return _PRIVATE.sub("…", text)


def _named(origin: str) -> str:
    """An input by its ending and a hash that tells it from the others.

    >>> _named("/news/a.html")
    '574240e5.html'
    """
    file = origin.partition("#")[0]
    suffix = "".join(re.findall(r"\.[A-Za-z]{1,6}(?=\.|$|:)", PurePath(file).name)[-2:])
    return hashlib.sha256(origin.encode("utf-8", "replace")).hexdigest()[:8] + suffix
