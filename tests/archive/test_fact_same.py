"""Which facts are one event that several sentences or articles tell."""

from __future__ import annotations

import pytest

import xewer
from xewer.archive.fact_timeline import timeline
from xewer.archive.store import Archive

STORY = "ئوباما ۋە مېركېل بېرلىندا تىرېزا مېي بىلەن كۆرۈشتى. "  # names that two articles on one story share


def told_again(folder, texts, kind):
    """Glosses of the events of a kind that another article tells too, and how many rows there are."""
    with Archive(folder / "a.db") as archive:
        for published, text in texts:
            archive.add(xewer.read(text, published=published, script="arabic"))
        rows = [r for r in timeline(archive) if r.fact.kind == kind]
    return [len({f.article_id for f in (r.fact, *r.also)}) for r in rows]


SAME = {
    "a name on one day": (
        "movement",
        [
            ("2025-09-04", "پۇتىن چارشەنبە كۈنى بېيجىڭغا كەلدى."),
            ("2025-09-05", "پۇتىن 3-سېنتەبىر كۈنى بېيجىڭغا كەلدى."),
        ],
    ),
    "no time, two names": (
        "criticism",
        [("2025-09-04", "ترامپ مېركېلنى تەنقىد قىلدى."), ("2025-09-05", "دونالد ترامپ مېركېلنى تەنقىدلىدى.")],
    ),
    "no time, one name, one story": (
        "resignation",
        [("2025-09-04", STORY + "ترامپ ئىستېپا بەردى."), ("2025-09-05", STORY + "دونالد ترامپ ئىستېپا بەردى.")],
    ),
}
OTHER = {
    "he is another in each": (
        "arrest",
        [("2025-09-04", "ئۇ چارشەنبە كۈنى قولغا ئېلىندى."), ("2025-09-05", "ئۇ 3-سېنتەبىر كۈنى قولغا ئېلىندى.")],
    ),
    "the police of two towns": (
        "arrest",
        [("2025-09-04", "ساقچىلار چارشەنبە كۈنى ئىككى كىشىنى قولغا ئالدى."), ("2025-09-05", "ساقچىلار 3-سېنتەبىر كۈنى ئىككى كىشىنى قولغا ئالدى.")],
    ),
    "no time and one name": (
        "resignation",
        [("2025-09-04", "ترامپ ئىستېپا بەردى."), ("2025-09-05", "دونالد ترامپ ئىستېپا بەردى.")],
    ),
    "other towns": (
        "movement",
        [("2025-09-04", "پۇتىن چارشەنبە كۈنى بېيجىڭغا كەلدى."), ("2025-09-05", "پۇتىن 3-سېنتەبىر كۈنى شاڭخەيگە كەلدى.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "texts"), SAME.values(), ids=SAME.keys())
def test_two_articles_tell_one_event(kind, texts, tmp_path):
    assert told_again(tmp_path, texts, kind) == [2]


@pytest.mark.parametrize(("kind", "texts"), OTHER.values(), ids=OTHER.keys())
def test_two_events_stay_two(kind, texts, tmp_path):
    assert told_again(tmp_path, texts, kind) == [1, 1]


def test_a_name_is_found_by_any_of_its_spellings(tmp_path):
    from xewer.archive.facts import facts

    texts = ["ترامپ بېيجىڭغا كەلدى.", "پرېزىدېنت دونالد تىرامپ ئىستېپا بەردى."]
    with Archive(tmp_path / "a.db") as archive:
        for text in texts:
            archive.add(xewer.read(text, published="2025-09-04", script="arabic"))
        for name in ("Trump", "ترامپ", "تىرامپ", "tramp", "трамп", "Donald Trump"):
            assert {r.kind for r in facts(archive, person=name)} == {"movement", "resignation"}, name
