"""Who said what in passages of several sentences: figures over ``tests/gold/quotes-2.txt`` to ``quotes-8.txt``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import scoring
import xewer

GOLD = Path(__file__).resolve().parents[1] / "gold"
FLOORS = {  # direct and indirect, overlap of spans and with the right speaker
    "quotes-2.txt": {"quotes_direct": (0.97, 0.90), "quotes_indirect": (0.98, 0.96)},
    "quotes-3.txt": {"quotes_direct": (0.97, 0.94), "quotes_indirect": (0.95, 0.91)},
    "quotes-5.txt": {"quotes_direct": (0.98, 0.93), "quotes_indirect": (0.98, 0.98)},
    "quotes-6.txt": {"quotes_direct": (0.99, 0.90), "quotes_indirect": (0.99, 0.99)},
    "quotes-7.txt": {"quotes_direct": (0.99, 0.99), "quotes_indirect": (0.99, 0.99)},
    "quotes-8.txt": {"quotes_direct": (0.99, 0.97), "quotes_indirect": (0.97, 0.90)},
    "quotes-4.txt": {"quotes_direct": (0.97, 0.97), "quotes_indirect": (0.98, 0.98)},
}


def passages(path: Path) -> dict[str, dict]:
    """Gold documents of a file of passages, by number."""
    found: dict[str, dict] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("= "):
            layers = {"entities": [], "times": [], "quantities": [], "quotes": []}
            found[str(len(found))] = {"text": line[2:].replace("⏎", "\n"), **layers}
        elif line and line[0] != "#":
            document = found[str(len(found) - 1)]
            kind, quote, speaker, name = (cell.strip().replace("⏎", "\n") for cell in line.split(" | "))
            start = document["text"].index(quote)
            document["quotes"].append(
                {
                    "start": start,
                    "end": start + len(quote),
                    "direct": kind == "D",
                    "speaker": _nearest(document["text"], speaker, start, start + len(quote), inside=kind == "I"),
                    "speaker_name": None if name == "-" else name,
                }
            )
    return found


def _nearest(text: str, speaker: str, start: int, end: int, *, inside: bool) -> dict[str, int] | None:
    """The occurrence of the speaker nearest to a quotation, outside of it where that can be."""
    places = [] if speaker == "-" else [i for i in range(len(text)) if text.startswith(speaker, i)]
    if not places:
        assert speaker == "-", speaker
        return None
    within = [i for i in places if start <= i < end]
    outside = [i for i in places if i not in within]
    pool = outside or within if not inside else places
    at = min(pool, key=lambda i: 0 if i in within else min(abs(i - end), abs(i + len(speaker) - start)))
    return {"start": at, "end": at + len(speaker)}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_passages(name):
    gold = passages(GOLD / name)
    read = {key: xewer.read(d["text"], published="2018-10-01").to_dict() for key, d in gold.items()}
    figures = scoring.score(gold, read)
    for kind, (overlap, speaker) in FLOORS[name].items():
        assert figures[f"{kind}.overlap.f1"] >= overlap
        assert figures[f"{kind}.speaker.f1"] >= speaker


def test_every_quotation_of_the_passages_stands_in_its_text():
    for name in FLOORS:
        for document in passages(GOLD / name).values():
            for quote in document["quotes"]:
                assert 0 <= quote["start"] < quote["end"] <= len(document["text"])
