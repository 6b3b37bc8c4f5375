"""Scores events against ``tests/gold/events``: predicates, types and participants.

    python tests/score_events.py            the development articles, with what was missed and what was too much
    python tests/score_events.py --learnt   those held at first and learnt from since
    python tests/score_events.py --held     the held articles: figures only
    python tests/score_events.py --second   eight more that are held, of twenty-four marked later: figures only
    python tests/score_events.py --bins     how many of the events of a confidence are right, in the first two sets

An event is right in these bins if its type is, and nobody is named who takes no part.

A predicate is found if it shares half of the longer span with the gold's, each used once. A type is right if the PLOVER
type is one of the gold's and, where that is null, the kind is. Participants are compared by span (any overlap) or by
name, role by role, end to end: those of a predicate that was not found are missed, those of a predicate that is not in
the gold are too much. What is optional neither rewards nor costs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import scoring
import xewer

if TYPE_CHECKING:
    from xewer.model import Article, Event, Mention

HERE = Path(__file__).resolve().parent
GOLD = HERE / "gold" / "events"
SHARED = Path(os.environ.get("XEWER_SHARED", HERE.parents[1] / "shared"))
ROLES = ("actors", "recipients", "places")

Gold = dict[str, Any]


def load(*, held: bool | str) -> list[Gold]:
    """The gold files: development, held, ``"learnt"`` (held once), ``"second"``; each has its document under ``read``.

    The texts must be those that were marked.
    """
    out = []
    for path in sorted(GOLD.glob("*.json")):
        gold: Gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["held"] != held:
            continue
        document = _document(gold["document"])
        found = hashlib.sha256(document["text"].encode()).hexdigest()
        if found != gold["sha256"]:
            raise ValueError(f"{path.name}: the text of {gold['document']} is another than the one that was marked")
        out.append({**gold, "read": document})
    return out


def _document(name: str) -> dict[str, Any]:
    """A document of the annotated articles, or the lines of one of the corpus, whose names nobody has marked."""
    annotated = SHARED / "gold" / "dev" / name
    if annotated.exists():
        document: dict[str, Any] = json.loads(annotated.read_text(encoding="utf-8"))
        return document
    corpus = SHARED / "corpora" / "ntrex"
    owners, lines = ((corpus / f).read_text(encoding="utf-8").splitlines() for f in ("documents.txt", "uig.txt"))
    wanted = name.removeprefix("ntrex-").removesuffix(".json")
    text = "\n".join(line for owner, line in zip(owners, lines, strict=True) if owner == wanted)
    return {"text": text, "reference_date": "2018-10-01", "entities": []}


def _span(item: Event | Mention) -> dict[str, int]:
    return {"start": item.start, "end": item.end}


def pair(gold: list[Gold], events: tuple[Event, ...]) -> list[tuple[Gold, Event]]:
    """Gold and found predicates one to one, best first."""
    scored = [(scoring.shared_part(g, _span(e)), -i, -j) for i, g in enumerate(gold) for j, e in enumerate(events)]
    pairs, left, right = [], set(), set()
    for share, i, j in sorted(scored, reverse=True):
        if share >= 0.5 and -i not in left and -j not in right:
            left.add(-i)
            right.add(-j)
            pairs.append((gold[-i], events[-j]))
    return pairs


def right_type(gold: Gold, event: Event) -> bool:
    """The PLOVER type, or where there is none our kind."""
    if event.plover not in {gold["plover"], *gold["plover_alt"]}:
        return False
    return event.plover is not None or event.kind in {gold["kind"], *gold["kind_alt"]}


def right_mention(gold: Gold, found: Mention, entities: list[dict[str, Any]]) -> bool:
    """Overlapping spans, or the name of an entity that stands in the gold's span."""
    if min(gold["end"], found.end) > max(gold["start"], found.start):
        return True
    names = [e["name"] for e in entities if gold["start"] <= e["start"] and e["end"] <= gold["end"]]
    return bool(found.name) and any(scoring.same_name(found.name, name) for name in names)


def count(gold: Gold, article: Article, tally: Counter[str], show: list[str]) -> None:
    """Add one article to the tally; ``show`` takes a line for each error."""
    text, entities = article.text, gold["read"]["entities"]
    pairs = pair(gold["events"], article.events)
    matched = {id(e): g for g, e in pairs}
    found = {id(g): e for g, e in pairs}
    for g in gold["events"]:
        if g.get("optional"):
            continue
        event = found.get(id(g))
        tally["gold"] += 1
        words = text[g["start"] : g["end"]]
        if event is None:
            show.append(f"missed   {g['kind']:<14} {words}")
        else:
            tally["found"] += 1
            tally["type"] += right_type(g, event)
            tally["kind"] += event.kind in {g["kind"], *g["kind_alt"]}
            tally["modality"] += event.modality in g["modality"]
            tally["polarity"] += event.polarity in g["polarity"]
            tally["told"] += ("narrator" if event.source is None else "quoted") in g["told"]
            if not right_type(g, event):
                show.append(f"type     {g['kind']}/{g['plover']} read {event.kind}/{event.plover}: {words}")
            if event.modality not in g["modality"] or event.polarity not in g["polarity"]:
                show.append(f"modality {g['modality']} {g['polarity']} read {event.modality} {event.polarity}: {words}")
        _participants(g, event, entities, tally, show, text)
        _times(g, event, article, tally)
    for event in article.events:
        if id(event) not in matched:
            tally["extra"] += 1
            show.append(f"extra    {event.kind:<14} {event.text}: {event.gloss_en}")
            for role in ROLES:
                tally[f"{role}.pred"] += len(getattr(event, role))


def _participants(
    gold: Gold, event: Event | None, entities: list[dict[str, Any]], tally: Counter[str], show: list[str], text: str
) -> None:
    for role in ROLES:
        wanted = gold[role]
        got = list(getattr(event, role)) if event is not None else []
        tally[f"{role}.gold"] += sum(not w.get("optional") for w in wanted)
        for w in wanted:
            hits = [m for m in got if right_mention(w, m, entities)]
            got = [m for m in got if m not in hits]
            if w.get("optional"):
                continue
            tally[f"{role}.right"] += bool(hits)
            tally[f"{role}.pred"] += bool(hits)
            if event is not None and not hits:
                show.append(f"no {role[:-1]:<9} {text[w['start'] : w['end']]} of {event.text}")
        tally[f"{role}.pred"] += len(got)
        if event is not None:
            show.extend(f"wrong {role[:-1]:<9} {m.text} of {event.text}" for m in got)


def _times(gold: Gold, event: Event | None, article: Article, tally: Counter[str]) -> None:
    if event is None or (gold["time"] and gold["time"].get("optional")):
        return
    tally["timed"] += 1
    time = article.times[event.time] if event.time is not None else None
    if gold["time"] is None or time is None:
        tally["time"] += gold["time"] is None and time is None
    else:
        tally["time"] += min(gold["time"]["end"], time.end) > max(gold["time"]["start"], time.start)


def _prf(name: str, right: int, pred: int, gold: int) -> dict[str, float]:
    p, r = (right / pred if pred else 0.0), (right / gold if gold else 0.0)
    return {f"{name}.p": p, f"{name}.r": r, f"{name}.f1": 2 * p * r / (p + r) if p + r else 0.0}


def figures(tally: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 of predicates, types, participants (actors and recipients) and places; shares of the rest."""
    pred = tally["found"] + tally["extra"]
    out = {
        **_prf("predicate", tally["found"], pred, tally["gold"]),
        **_prf("type", tally["type"], pred, tally["gold"]),
        **_prf("kind", tally["kind"], pred, tally["gold"]),
    }
    both = [tally[f"actors.{k}"] + tally[f"recipients.{k}"] for k in ("right", "pred", "gold")]
    out |= _prf("argument", *both)
    for role in ROLES:
        out |= _prf(role, *(tally[f"{role}.{k}"] for k in ("right", "pred", "gold")))
    for key in ("modality", "polarity", "told"):
        out[key] = tally[key] / tally["found"] if tally["found"] else 0.0
    out["time"] = tally["time"] / tally["timed"] if tally["timed"] else 0.0
    return out


def bins() -> list[tuple[float, int, float]]:
    """For each tenth of confidence: where it begins, how many events of the known articles it has, the share right."""
    tally: dict[int, list[bool]] = {}
    for gold in (*load(held=False), *load(held="learnt")):
        document = gold["read"]
        article = xewer.read(document["text"], published=document["reference_date"])
        marked = {id(event): g for g, event in pair(gold["events"], article.events)}
        for event in article.events:
            g = marked.get(id(event))
            if g is None or not g.get("optional"):
                right = g is not None and right_type(g, event) and not _too_many(g, event, document["entities"])
                tally.setdefault(int(event.confidence * 10 + 1e-9), []).append(right)
    return [(tenth / 10, len(found), sum(found) / len(found)) for tenth, found in sorted(tally.items())]


def _too_many(gold: Gold, event: Event, entities: list[dict[str, Any]]) -> bool:
    """Whether an actor or recipient was found that the gold does not have."""
    roles = ("actors", "recipients")
    return any(not any(right_mention(w, m, entities) for w in gold[r]) for r in roles for m in getattr(event, r))


def score(*, held: bool | str = False, show: list[str] | None = None) -> dict[str, float]:
    """Figures of the development articles, of the held ones, or of those learnt from."""
    tally: Counter[str] = Counter()
    for gold in load(held=held):
        lines: list[str] = []
        document = gold["read"]
        count(gold, xewer.read(document["text"], published=document["reference_date"]), tally, lines)
        if show is not None:
            show += ["", gold["document"], *lines]
    return figures(tally)


def main() -> None:
    """Print the figures, and the errors of the development articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--learnt", action="store_true")
    parser.add_argument("--second", action="store_true")
    parser.add_argument("--bins", action="store_true")
    options = parser.parse_args()
    if options.bins:
        for start, count_, share in bins():
            print(f"{start:.1f} {count_:4} {share:.2f}")
        return
    lines: list[str] = []
    held = "learnt" if options.learnt else "second" if options.second else options.held
    for key, value in score(held=held, show=None if options.held or options.second else lines).items():
        print(f"{key:<16} {value:.3f}")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
