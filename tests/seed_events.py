"""The events of the acceptance article against its gold, row by row: ``python tests/seed_events.py``.

A predicate counts as found if half of the longer span is covered; the type may be one of ``plover_alt``; actors and
recipients must all be there (same span, or the same name) with nothing added. What is implicit or optional neither
rewards nor costs.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.model import Article, Event, Mention

SHARED = Path(os.environ.get("XEWER_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def load(shared: Path) -> dict[str, Any]:
    """The gold of the acceptance article."""
    data: dict[str, Any] = json.loads((shared / "seed" / "gold.json").read_text(encoding="utf-8"))
    return data


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Shared code points over the longer span."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / max(a[1] - a[0], b[1] - b[0])


def match(gold: list[dict[str, Any]], events: Iterable[Event]) -> dict[str, Event | None]:
    """For each gold event the found event that covers it best, each used once."""
    free = list(events)
    out: dict[str, Event | None] = {}
    for item in gold:
        span = (item["predicate"]["start"], item["predicate"]["end"])
        best = max(free, key=lambda e: overlap(span, (e.start, e.end)), default=None)
        if best is None or overlap(span, (best.start, best.end)) < 0.5:
            out[item["id"]] = None
            continue
        free.remove(best)
        out[item["id"]] = best
    return out


def same(gold: dict[str, Any], mention: dict[str, Any], found: Mention) -> bool:
    """Whether a mention is the gold's: the spans meet, or the names do."""
    if overlap((mention["start"], mention["end"]), (found.start, found.end)) > 0:
        return True
    entity = next(e for e in gold["entities"] if e["id"] == mention["entity"])
    return found.name is not None and entity["name_en"].startswith(found.name)


def roles_right(gold: dict[str, Any], wanted: list[str], found: tuple[Mention, ...], allowed: set[str]) -> bool:
    """All wanted mentions found, and nothing that is neither wanted nor allowed."""
    mentions = {m["id"]: m for m in gold["mentions"]}
    if not all(any(same(gold, mentions[w], f) for f in found) for w in wanted):
        return False
    names = {e["id"]: e["name_en"] for e in gold["entities"] if e["id"] in allowed}
    return all(
        any(same(gold, mentions[w], f) for w in wanted) or any(n.startswith(f.name or "\0") for n in names.values())
        for f in found
    )


def rows(gold: dict[str, Any], article: Article) -> list[dict[str, Any]]:
    """One row for each gold event."""
    out = []
    matched = match(gold["events"], article.events)
    for item in gold["events"]:
        event = matched[item["id"]]
        if event is None:
            out.append({"id": item["id"], "found": False, "type": False, "roles": False, "event": None})
            continue
        allowed = {i["entity"] for i in item.get("implicit", ()) if "entity" in i}
        wanted = {item["plover"], *item["plover_alt"]}
        right = roles_right(gold, item["actor"], event.actors, allowed)
        right = right and roles_right(gold, item["recipient"], event.recipients, allowed)
        out.append({"id": item["id"], "found": True, "type": event.plover in wanted, "roles": right, "event": event})
    return out


def show(gold: dict[str, Any], article: Article) -> list[dict[str, Any]]:
    """Print the comparison row by row and the totals; gives the rows."""
    table = rows(gold, article)
    marks = {True: "+", False: "-"}
    for row in table:
        event = row["event"]
        line = f"{row['id']:4} {marks[row['found']]}{marks[row['type']]}{marks[row['roles']]}"
        print(line, event.gloss_en if event is not None else "")
    extra = [e for e in article.events if all(e is not row["event"] for row in table)]
    for event in extra:
        print("more    ", event.kind, event.gloss_en)
    total = {key: sum(row[key] for row in table) for key in ("found", "type", "roles")}
    print(f"{total['found']} found, {total['type']} types, {total['roles']} with all roles, of {len(table)}")
    print(f"{len(extra)} not in the gold")
    return table


def lost(original: list[dict[str, Any]], twin: list[dict[str, Any]]) -> list[str]:
    """Ids of the events that are read in the original and not, or with another type, in its twin."""
    return [a["id"] for a, b in zip(original, twin, strict=True) if a["found"] and a["type"] and not b["type"]]


def main() -> None:
    """Print the article's rows, then those of each twin, and what each twin loses."""
    import twins_of_seed
    import xewer

    original = show(load(SHARED), xewer.read((SHARED / "seed" / "article.txt").read_text(encoding="utf-8")))
    for twin in twins_of_seed.twins(SHARED):
        print(f"\ntwin {twin.name}")
        table = show(twin.events, xewer.read(twin.text))
        facts = twin.lost()
        quotes = [text for layer, text in facts if layer == "quotes"]
        print(f"lost: {len(lost(original, table))} events {lost(original, table)}, {len(quotes)} quotes {quotes}")
        fewer = [a["id"] for a, b in zip(original, table, strict=True) if a["roles"] and not b["roles"]]
        print(f"roles no longer right: {fewer}; other layers lost: {len(facts) - len(quotes)}")


if __name__ == "__main__":
    main()
