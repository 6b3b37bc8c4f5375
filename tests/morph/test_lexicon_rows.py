"""The word tables keep their form, and the linter sees what breaks it."""

from __future__ import annotations

from collections import Counter

import pytest

import lint_lexicon
from lint_lexicon import HEADER, Row, contradictions, row_faults, rows_of, structure
from xewer.resources import data_path


def table(*rows):
    return [Row("t.tsv:1", tuple(HEADER)), *(Row(f"t.tsv:{n}", tuple(row.split("|"))) for n, row in enumerate(rows, 2))]


def test_tables_are_in_order():
    assert structure(rows_of(data_path("lexicon"))) == []


def test_enough_words_of_each_class():
    found = Counter(row.cells[1] for row in rows_of(data_path("lexicon")))
    assert found["NOUN"] > 5000
    assert found["VERB"] > 1500
    assert found["ADJ"] > 1500


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("ياخشى|ADJECTIVE||good|", "class"),
        ("كتاب1|NOUN||book|", "letters"),
        ("ادەم|NOUN||man|", "bare vowel"),
        ("ياخشى|ADJ|frnt|good|", "flag"),
        ("ياخشى|ADJ|front back|good|", "flags front and back"),
        ("ياخشى|ADJ|front front|good|", "twice"),
        ("ياخشى|ADJ||good |", "blanks"),
        ("ياخشى|ADJ|||", "no gloss"),
        ("ياخشى|ADJ||good|slang", "register"),
        ("بىز|PRON|feat:Person1|we|", "features"),
        ("ماڭا=مەن|PRON||to me|", "without flag form"),
        ("قىز|NOUN|noraise|girl|", "without a last"),
        ("قارار|NOUN|noumlaut|decision|", "on a long stem"),
        ("باش|NOUN|elide|head|", "vowel to lose"),
    ],
)
def test_faults_of_a_row_are_seen(row, fault):
    faults = row_faults(*row.split("|"))
    assert any(fault in text for text in faults), faults


@pytest.mark.parametrize(
    "row",
    [
        "ئىسىم|NOUN|back elide|name|",
        "ماڭا=مەن|PRON|form:Case=Dat|Number=Sing|Person=1|PronType=Prs|to me|",
        "يوق|ADJ|feat:Polarity=Neg|absent|",
    ],
)
def test_good_rows_have_no_faults(row):
    lemma, upos, rest = row.split("|", 2)
    flags, gloss, register = rest.rsplit("|", 2)
    assert row_faults(lemma, upos, flags, gloss, register) == []


def test_faults_between_rows_are_seen():
    faults = structure([*table("ياخشى|ADJ||good|", "چوڭ|ADJ||big|", "باش|NOUN|"), *table("چوڭ|ADJ||large|")])
    assert [fault.partition(": ")[2] for fault in faults] == ["3 cells", "چوڭ ADJ again, first in t.tsv:3"]
    assert structure(table("چوڭ|ADJ||big|", "ياخشى|ADJ||good|")) == ["t.tsv:3: ياخشى is not sorted"]
    assert structure([Row("t.tsv:1", ("word", "class"))]) == ["t.tsv:1: header ('word', 'class')"]


@pytest.mark.parametrize(
    ("row", "counts", "asked"),
    [
        ("قارار|NOUN||decision|", {"قارارى": 9, "قارارىنى": 4}, "raising"),
        ("مەكتەپ|NOUN|noraise|school|", {"مەكتىپى": 9}, "raising"),
        ("بالا|NOUN|noraise|child|", {"بالىلار": 9, "بالىسى": 2}, "raising"),
        ("جان|NOUN||soul|", {"جانى": 9}, "raising"),
        ("دېڭىز|NOUN|front|sea|", {"دېڭىزغا": 9}, "harmony"),
        ("پىكىر|NOUN|back|opinion|", {"پىكىرلەر": 9}, "harmony"),
        ("قىر|VERB|front|scrape|", {"قىرغان": 9, "قىرسا": 4}, "harmony"),
        ("باشلا|VERB|noraise|begin|", {"باشلىدى": 9}, "raising"),
        ("ئورۇن|NOUN||place|", {"ئورنى": 9, "ئورنىدا": 3}, "elision"),
        ("شەھىد|NOUN|voiced|martyr|", {"شەھىدتىن": 9}, "voicing"),
    ],
)
def test_counts_against_flags_are_told(row, counts, asked):
    assert [asked in text for text in contradictions(table(row), Counter(counts))] == [True]


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        (["قارار|NOUN|noraise|decision|"], {"قارارى": 9}),
        (["دېڭىز|NOUN|back|sea|"], {"دېڭىزغا": 9}),
        (["قارار|NOUN||decision|"], {"قارارى": 2}),
        (["قارار|NOUN||decision|"], {"قارارى": 9, "قارىرى": 7}),
        (["ئىسىم|NOUN|back elide|name|"], {"ئىسمى": 9, "ئىسىملار": 9}),
        # نامى is of نام as well: says nothing about نامە
        (["نام|NOUN|noumlaut|name|", "نامە|NOUN|noraise|letter|"], {"نامىلار": 9}),
    ],
)
def test_counts_that_agree_or_say_little_are_passed(rows, counts):
    assert contradictions(table(*rows), Counter(counts)) == []


def test_tool_runs(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(lint_lexicon, "SHARED", tmp_path)
    assert lint_lexicon.main([]) == 0
    assert "0 faults; no counted forms here" in capsys.readouterr().out
    (tmp_path / "wordlists").mkdir()
    (tmp_path / "wordlists" / "forms.tsv").write_text("form\tweb\tnews\nقارىرى\t900\t0\n", encoding="utf-8")
    assert lint_lexicon.main(["--least", "800"]) == 0
    assert "1 contradictions" in capsys.readouterr().out


def test_few_contradictions_with_the_counts(shared):
    counts = lint_lexicon.counts_of(shared / "wordlists" / "forms.tsv")
    assert len(contradictions(rows_of(data_path("lexicon")), counts)) < 32
