"""The whole reader on the example articles: articles a second, and the share of each step."""

from __future__ import annotations

import cProfile
import pstats

from bench.texts import articles, peak_mb, timed


def run() -> dict[str, object]:
    import xewer

    texts = articles()
    words = sum(len(text.split()) for text, _, _ in texts)
    reader = xewer.Reader()

    def read_all() -> None:
        for text, day, _ in texts:
            reader.read(text, published=day)

    def read_half(first: int) -> None:
        for text, day, _ in texts[first::2]:
            reader.read(text, published=day)

    cold = timed(lambda: read_half(0), rounds=1)
    unseen = timed(lambda: read_half(1), rounds=1)
    halves = [sum(len(text.split()) for text, _, _ in texts[first::2]) for first in (0, 1)]
    warm = timed(read_all)
    profile = cProfile.Profile()
    profile.runcall(read_all)
    stats = pstats.Stats(profile)
    steps = {
        name: round(row[3], 3)
        for (path, _, name), row in stats.stats.items()  # type: ignore[attr-defined]
        if name.startswith(("find_", "link_", "tag", "canonical", "detect")) and "xewer" in path
    }
    return {
        "articles": len(texts),
        "words": words,
        "articles of 300 words a second, the first ones, tables read": round(halves[0] / 300 / cold, 1),
        "articles of 300 words a second, not seen before, after others": round(halves[1] / 300 / unseen, 1),
        "articles of 300 words a second, caches warm": round(words / 300 / warm, 1),
        "seconds by step under the profiler": dict(sorted(steps.items(), key=lambda kv: -kv[1])),
        "peak MB": peak_mb(),
    }
