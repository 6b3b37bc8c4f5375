"""Arabic script to Latin and back, beside ``umsc``."""

from __future__ import annotations

from bench.texts import lines, peak_mb, timed


def run() -> dict[str, object]:
    from xewer.text.scripts import convert

    text = lines(40)
    size = sum(len(line.encode()) for line in text) / 1e6
    latin = [convert(line, "arabic", "latin") for line in text]
    result: dict[str, object] = {"MB of UTF-8": round(size, 2)}
    ours = (
        timed(lambda: [convert(line, "arabic", "latin") for line in text]),
        timed(lambda: [convert(line, "latin", "arabic") for line in latin]),
    )
    result["xewer, MB/s to Latin and back"] = [round(size / t, 1) for t in ours]
    result["xewer, lines that come back the same"] = round(
        sum(convert(b, "latin", "arabic") == a for a, b in zip(text, latin, strict=True)) / len(text), 4
    )
    try:
        from umsc import UgMultiScriptConverter
    except ImportError:
        result["umsc"] = "not installed"
        return {**result, "peak MB": peak_mb()}
    there, back = UgMultiScriptConverter("UAS", "ULS"), UgMultiScriptConverter("ULS", "UAS")
    theirs_latin = [there(line) for line in text]
    theirs = (timed(lambda: [there(line) for line in text]), timed(lambda: [back(line) for line in theirs_latin]))
    result["umsc, MB/s to Latin and back"] = [round(size / t, 1) for t in theirs]
    result["umsc, lines that come back the same"] = round(
        sum(back(b) == a for a, b in zip(text, theirs_latin, strict=True)) / len(text), 4
    )
    result["ratio xewer/umsc, to Latin and back"] = [round(b / a, 2) for a, b in zip(ours, theirs, strict=True)]
    return {**result, "peak MB": peak_mb()}
