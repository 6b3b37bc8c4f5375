"""Twins of the acceptance article: other names, dates and figures, or the other press usage; the same facts.

A rule made for one article would find nothing in them. Each twin is made at test time by exchanging words, and the
gold's spans are carried along; a fact is lost if the original is read right and its twin is not.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import scoring
import xewer

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {
    "ۋىلادىمىر پۇتىن": "رەجەپ تاييىپ ئەردوغان",
    "پۇتىن": "ئەردوغان",
    "كىم جوڭئۇنغا": "ئىلھام ئەلىيېۋغا",
    "كىمغا": "ئەلىيېۋغا",
    "رۇسىيە": "تۈركىيە",
    "شىمالىي كورېيە دېموكراتىك خەلق جۇمھۇرىيىتىنىڭ": "ئەزەربەيجان جۇمھۇرىيىتىنىڭ",
    "شىمالىي كورېيە": "ئەزەربەيجان",
    "جەنۇبىي كورېيە": "گېرمانىيە",
    "كورېيەنىڭ": "ئەزەربەيجاننىڭ",
    "ئۇكرائىناغا": "ئەرمېنىيەگە",
    "ئۇكرائىنا": "ئەرمېنىيە",
    "خىتايدا": "قازاقىستاندا",
    "كۇرسكى رايونى": "شۇشا رايونى",
    "ياپونىيە": "ئىران",
    "پيوڭياڭنىڭ": "باكۇنىڭ",
    "سېئۇل": "بېرلىن",
    "چارشەنبە": "پەيشەنبە",
    "date 2025-09-03": "date 2024-05-16",
    "ئاۋغۇست": "مارت",
    "ئاپرېل": "فېۋرال",
    "2024-يىلى": "2023-يىلى",
    "10 مىڭدىن": "25 مىڭدىن",
    "600": "1450",
    "مىڭلارچە": "يۈزلىگەن",
}
NAME_VALUES = {
    "2025-09-03": "2024-05-16",
    "2025": "2024",
    "2025-08": "2024-03",
    "2024": "2023",
    "2025-04": "2024-02",
    "10000": 25000,
    "600": 1450,
    "1000": 100,
}
USAGE = {
    "پىرېزىدېنتى": "زۇڭتۇڭى",
    "خىتايدا": "جۇڭگودا",
    "شىمالىي كورېيە": "چاۋشيەن",
    "جەنۇبىي كورېيە": "جەنۇبىي چاۋشيەن",
    "سېئۇل": "سېئول",
    "ئاۋغۇست ئېيىنىڭ": "8-ئاينىڭ",
    "ئاپرېل ئېيىدا": "4-ئايدا",
    "ۋىلادىمىر": "ۋلادىمىر",
    "ياردەم قىلغانىدى": "ياردەم قىلغان ئىدى",
    "ماختىغانىدى": "ماختىغان ئىدى",
    "دەلىللىگەنىدى": "جەزملەشتۈرگەن ئىدى",
    "مەكتۇپتا": "خەتتە",
}
ENTITIES = {
    "E-ru": "Turkey",
    "E-kp": "Azerbaijan",
    "E-ua": "Armenia",
    "E-cn": "Kazakhstan",
    "E-jp": "Iran",
    "E-kr": "Germany",
    "E-korea": "Azerbaijan",
    "E-kursk": "Shusha District",
    "E-putin": "Recep Tayyip Erdogan",
    "E-kim": "Ilham Aliyev",
    "E-pyongyang": "Baku",
    "E-seoul": "Berlin",
    "E-krgov": "Government of Germany",
    "E-kpgov": "Government of Azerbaijan",
    "E-kpf": "Azerbaijan's soldiers",
}
BOTH = {"ئاۋغۇست ئېيىنىڭ": "3-ئاينىڭ", "ئاپرېل ئېيىدا": "2-ئايدا"}


@dataclass
class Twin:
    """One twin: its text, publishing day and gold, the original's gold item by item, and the gold of its events."""

    name: str
    text: str
    day: str
    gold: dict[str, list[dict[str, Any]]]
    original: dict[str, Any]
    events: dict[str, Any]
    missed: list[tuple[str, str]] = field(default_factory=list)

    def lost(self) -> list[tuple[str, str]]:
        """Facts read right in the original and not here: (layer, text)."""
        right = _right(xewer.read(self.original["text"]).to_dict(), self.original)
        here = _right(xewer.read(self.text).to_dict(), self.gold)
        return [
            (layer, self.gold[layer][i]["text"])
            for layer in scoring.TESTS
            for i in range(len(self.gold[layer]))
            if (layer, i) in right and (layer, i) not in here
        ]


def _right(read: dict[str, Any], gold: dict[str, Any]) -> set[tuple[str, int]]:
    """Indexes of the gold items that were read right."""
    decisive = {"entities": "label", "times": "value", "quantities": "minmax", "quotes": "speaker"}
    out = set()
    for layer, attribute in decisive.items():
        tests = scoring.TESTS[layer]
        for g, p, _ in scoring.pair(gold[layer], read[layer], tests.values()):
            if tests[attribute](g, p):
                out.add((layer, gold[layer].index(g)))
    return out


def twins(shared: Path) -> list[Twin]:
    """The twins of the article in the data folder."""
    gold = json.loads((shared / "seed" / "layers" / "seed.json").read_text(encoding="utf-8"))
    gold["text"] = (shared / "seed" / "article.txt").read_text(encoding="utf-8")
    gold["events"] = json.loads((shared / "seed" / "gold.json").read_text(encoding="utf-8"))
    return [
        _twin("names", gold, NAMES, NAME_VALUES, "2024-05-16", ENTITIES),
        _twin("usage", gold, USAGE, {}, "2025-09-03", {}),
        _twin("both", gold, {**USAGE, **NAMES, **BOTH}, NAME_VALUES, "2024-05-16", ENTITIES),
    ]


def _twin(
    name: str, gold: dict[str, Any], words: dict[str, str], values: dict[str, Any], day: str, entities: dict[str, str]
) -> Twin:
    pattern = re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)))
    pieces, at, moves, made = [], 0, [], 0
    for match in pattern.finditer(gold["text"]):
        pieces += [gold["text"][at : match.start()], words[match[0]]]
        made += match.start() - at
        moves.append((match.start(), match.end(), made, made + len(words[match[0]])))
        made += len(words[match[0]])
        at = match.end()
    text = "".join(pieces) + gold["text"][at:]

    def moved(offset: int, *, end: bool) -> int:
        shift = 0
        for old_start, old_end, new_start, new_end in moves:
            if old_end <= offset:
                shift = new_end - old_end
            elif old_start < offset or (old_start == offset and not end):
                return new_end if end else new_start
            else:
                break
        return offset + shift

    def carry(item: dict[str, Any]) -> dict[str, Any]:
        start, end = moved(item["start"], end=False), moved(item["end"], end=True)
        new = {**item, "start": start, "end": end, "text": text[start:end]}
        for key in ("speaker", "cue"):
            if item.get(key):
                new[key] = carry(item[key])
        if "value" in item:
            new["value"] = values.get(item["value"], item["value"])
        for key in ("min", "max"):
            if item.get(key) is not None:
                new[key] = values.get(str(item[key]), item[key])
        new.pop("speaker_name", None)
        return new

    layers = {layer: [carry(item) for item in gold[layer]] for layer in scoring.TESTS}
    told = gold["events"]
    events = {
        "entities": [{**e, "name_en": entities.get(e["id"], e["name_en"])} for e in told["entities"]],
        "mentions": [carry(m) for m in told["mentions"]],
        "events": [{**e, "predicate": carry(e["predicate"])} for e in told["events"]],
    }
    return Twin(name, text, day, layers, gold, events)
