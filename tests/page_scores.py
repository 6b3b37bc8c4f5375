"""Scores the extraction of the frozen pages (``tests/harvest/pages``): body, title, day, author.

python tests/page_scores.py           figures, and what went wrong on the pages that may be looked at
python tests/page_scores.py --blind   figures alone
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from harvest.pages import compose
from xewer.errors import InputError
from xewer.harvest.html import page_record
from xewer.text.normalise import normalise

HELD_OUT = compose.HERE / "held-out.txt"


@dataclass
class Scored:
    """One page: what was wanted, what was found (None: refused), and the F1 of its words."""

    id: str
    gold: dict[str, Any]
    found: dict[str, Any] | None
    body: float

    @property
    def article(self) -> bool:
        return bool(self.gold["body"])


def bag(text: str) -> Counter[str]:
    """Words of a text in our normal form, with how often each stands there."""
    return Counter(normalise(text).text.split())


def f1(gold: str, found: str) -> float:
    """F1 of two bags of words.

    >>> f1("بىر ئىككى", "بىر ئۈچ")
    0.5
    """
    wanted, got = bag(gold), bag(found)
    both = sum((wanted & got).values())
    total = sum(wanted.values()) + sum(got.values())
    return 2 * both / total if total else 1.0


def scored(ids: set[str] | None = None) -> list[Scored]:
    """Every page of the first set, or those of ``ids``, extracted and compared."""
    first = {row["id"] for row in compose.rows()}
    out = []
    for row in (*compose.rows(), *compose.rows("later.tsv")):
        if row["id"] not in (ids or first):
            continue
        sheet = compose.sheet(row)
        gold = compose.gold(sheet)
        found = extracted(compose.page(sheet), row)
        out.append(Scored(row["id"], gold, found, f1(gold["body"], found["body"] if found else "")))
    return out


def extracted(data: bytes, row: dict[str, str]) -> dict[str, Any] | None:
    """What the extractor makes of a page; None where it is refused."""
    try:
        record = page_record(data, row["id"], url=row["url"], captured=row["captured"] or None)
    except InputError:
        return None
    return {
        "body": record.text,
        "title": record.title,
        "date": record.published,
        "author": record.author,
        "source": record.source,
        "from": record.published_from,
    }


def figures(pages: list[Scored]) -> dict[str, float]:
    """Means over the pages; wrong days and authors as counts below zero, so that more is worse."""
    articles = [p for p in pages if p.article]
    named = [p for p in articles if p.gold["author"]]
    titled = [p for p in articles if p.found and same(p.found["title"], p.gold["title"])]
    dated = [p for p in articles if p.found and p.found["date"] == p.gold["date"]]
    # A month that holds the wanted day is less than was wanted, but not wrong.
    wrong = [p for p in articles if p.found and not (p.gold["date"] or "").startswith(p.found["date"] or "")]
    authors = [p for p in named if p.found and same(p.found["author"], p.gold["author"])]
    invented = [p for p in articles if p.found and p.found["author"] and not same(p.found["author"], p.gold["author"])]
    empty = [p for p in pages if not p.article]
    return {
        "body.f1": sum(p.body for p in articles) / max(1, len(articles)),
        "body.worst": min((p.body for p in articles), default=0.0),
        "title": len(titled) / max(1, len(articles)),
        "date": len(dated) / max(1, len(articles)),
        "date.wrong": -float(len(wrong)),
        "author": len(authors) / max(1, len(named)),
        "author.wrong": -float(len(invented)),
        "indexes refused": sum(p.found is None for p in empty) / len(empty) if empty else 1.0,
    }


def same(one: str | None, other: str | None) -> bool:
    """Whether two fields say the same in our normal form; unknown is empty."""
    return normalise(one or "").text == normalise(other or "").text


def later() -> set[str]:
    """Ids of the pages that were written after the first set was read right."""
    return {row["id"] for row in compose.rows("later.tsv")}


def held_out() -> set[str]:
    """Ids of the pages that are not looked at."""
    return set(HELD_OUT.read_text(encoding="utf-8").split())


def main(arguments: list[str]) -> None:
    """Print the figures; show what is wrong on the pages that may be seen."""
    held = held_out()
    pages = scored()
    newer = scored(later())
    sets = {
        "later": newer,
        "all": pages,
        "seen": [p for p in pages if p.id not in held],
        "held out": [p for p in pages if p.id in held],
    }
    for name, some in sets.items():
        print(f"{name} ({len(some)}):", {k: round(v, 3) for k, v in figures(some).items()})
    if "--blind" in arguments:
        return
    for page in (*newer, *sets["seen"]):
        found = page.found or {"title": None, "date": None, "author": None, "from": "refused"}
        for key in ("title", "date", "author"):
            if not same(found[key], page.gold[key]):
                print(f"{page.id} {key}: {found[key]!r}, wanted {page.gold[key]!r} ({found.get('from')})")
        if page.body < 0.97:
            print(f"{page.id} body {page.body:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
