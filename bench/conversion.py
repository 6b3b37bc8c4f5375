"""Arabic script to Latin and back, cold and warm, beside ``umsc``, ``turkicnlp``, ``uroman`` and ``epitran`` (IPA).

Cold: a process of its own for each, which converts every line once; its tables are made in that time, its imports are
told apart. Warm: the best of three rounds over forty repetitions of the lines in one process.
"""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

from bench.texts import lines, peak_mb, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    Way = Callable[[str], object]


_CODE = """
import sys, time
from bench.texts import lines
name, back = sys.argv[1], sys.argv[2] == "1"
text = lines(4)
if back:
    from xewer.text.schemes import write_word
    from xewer.text.changes import writing_changes
    from xewer.text.scripts import _string
    text = [_string(line, writing_changes(line, "latin", marks=False)) for line in text]
    write_word.cache_clear()
    for module in [m for m in sys.modules if m.startswith("xewer")]:
        del sys.modules[module]
start = time.process_time()
if name == "xewer":
    from xewer.text.scripts import convert
    def way(line):
        return convert(line, "latin" if back else "arabic", "arabic" if back else "latin")
else:
    from umsc import UgMultiScriptConverter
    way = UgMultiScriptConverter("ULS" if back else "UAS", "UAS" if back else "ULS")
imported = time.process_time()
for line in text:
    way(line)
done = time.process_time()
print(imported - start, sum(len(line.encode()) for line in text) / 1e6 / (done - imported))
"""


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
    cold = {name: _fresh(name) for name in ("xewer", "umsc")}
    for name, found in cold.items():
        result[f"{name} cold, MB/s to Latin and back"] = found[:2] if found else "not installed"
        result[f"{name}, seconds of import"] = found[2] if found else "not installed"
    if cold["xewer"] and cold["umsc"]:
        ratio = [round(a / b, 2) for a, b in zip(cold["xewer"][:2], cold["umsc"][:2], strict=True)]
        result["ratio xewer/umsc cold, to Latin and back"] = ratio
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


def _fresh(name: str) -> list[float]:
    """MB/s to Latin and back and the seconds of import, the best of five processes; empty if it is not installed."""
    rates: list[list[float]] = [[], []]
    imports = []
    for way in (0, 1):
        for _ in range(5):
            done = subprocess.run(
                [sys.executable, "-c", _CODE, name, str(way)], capture_output=True, text=True, check=False
            )
            if done.returncode:
                return []
            imported, rate = map(float, done.stdout.split())
            imports.append(imported)
            rates[way].append(rate)
    return [round(max(rates[0]), 1), round(max(rates[1]), 1), round(min(imports), 3)]


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
