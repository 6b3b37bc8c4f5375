"""Arabic script to Latin and back, cold and warm, beside ``umsc``, ``turkicnlp``, ``uroman`` and ``epitran`` (IPA).

Cold: every round starts without what was remembered of earlier text, as a new process does.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bench.texts import lines, peak_mb, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    Way = Callable[[str], object]


def run() -> dict[str, object]:
    from xewer.text.scripts import convert

    text = lines(40)
    size = sum(len(line.encode()) for line in text) / 1e6
    latin = [convert(line, "arabic", "latin") for line in text]
    result: dict[str, object] = {"MB of UTF-8": round(size, 2)}

    def there(line: str) -> str:
        return convert(line, "arabic", "latin")

    def back(line: str) -> str:
        return convert(line, "latin", "arabic")

    first = lines(1)
    small = sum(len(line.encode()) for line in first) / 1e6
    first_latin = [convert(line, "arabic", "latin") for line in first]
    result["xewer cold, MB/s to Latin and back"] = [
        round(small / _cold(lambda: [there(line) for line in first]), 1),
        round(small / _cold(lambda: [back(line) for line in first_latin]), 1),
    ]
    ours = _rates(there, back, text, latin, size)
    result["xewer warm, MB/s to Latin and back"] = ours
    result["xewer, lines that come back the same"] = _same(there, back, text)
    marked = [convert(convert(line, "arabic", "latin", marks=True), "latin", "arabic") for line in text]
    result["xewer with marks, the same"] = round(sum(a == b for a, b in zip(text, marked, strict=True)) / len(text), 4)
    for name, make in {"umsc": _umsc, "turkicnlp": _turkicnlp}.items():
        try:
            peer_there, peer_back = make()
        except ImportError:
            result[name] = "not installed"
            continue
        rates = _rates(peer_there, peer_back, text, [str(peer_there(line)) for line in text], size)
        result[f"{name}, MB/s to Latin and back"] = rates
        result[f"{name}, lines that come back the same"] = _same(peer_there, peer_back, text)
        result[f"ratio xewer/{name}, to Latin and back"] = [round(a / b, 2) for a, b in zip(ours, rates, strict=True)]
    for name, one in {"uroman": _uroman, "epitran": _epitran}.items():
        try:
            way = one()
        except ImportError:
            result[name] = "not installed"
            continue
        few = first[:60]
        share = sum(len(line.encode()) for line in few) / 1e6
        result[f"{name}, MB/s, one way"] = round(share / timed(partial(_each, way, few), rounds=1), 2)
    return {**result, "peak MB": peak_mb()}


def _each(way: Way, text: list[str]) -> list[object]:
    return [way(line) for line in text]


def _cold(work: Callable[[], object]) -> float:
    """Best time of some rounds, each with empty memories."""
    from xewer.text import schemes, scripts

    best = float("inf")
    for _ in range(5):
        scripts._reader.cache_clear()  # noqa: SLF001
        scripts._writer.cache_clear()  # noqa: SLF001
        schemes.write_word.cache_clear()
        schemes.read_word.cache_clear()
        best = min(best, timed(work, rounds=1))
    return best


def _rates(there: Way, back: Way, text: list[str], latin: list[str], size: float) -> list[float]:
    return [
        round(size / timed(lambda: [there(line) for line in text]), 1),
        round(size / timed(lambda: [back(line) for line in latin]), 1),
    ]


def _same(there: Way, back: Way, text: list[str]) -> float:
    return round(sum(back(str(there(line))) == line for line in text) / len(text), 4)


def _umsc() -> tuple[Way, Way]:
    from umsc import UgMultiScriptConverter

    return UgMultiScriptConverter("UAS", "ULS"), UgMultiScriptConverter("ULS", "UAS")


def _turkicnlp() -> tuple[Way, Way]:
    from turkicnlp.scripts import Script
    from turkicnlp.scripts.transliterator import Transliterator

    there = Transliterator("uig", Script.PERSO_ARABIC, Script.LATIN)
    back = Transliterator("uig", Script.LATIN, Script.PERSO_ARABIC)
    return there.transliterate, back.transliterate


def _uroman() -> Way:
    import uroman

    machine = uroman.Uroman()
    return lambda line: machine.romanize_string(line, lcode="uig")


def _epitran() -> Way:
    import epitran

    way: Way = epitran.Epitran("uig-Arab").transliterate
    return way
