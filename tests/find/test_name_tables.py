"""The name tables: columns, kinds, letters, order; and that a name of each kind is found in running text."""

from __future__ import annotations

import re

import pytest

import xewer
from xewer.resources import data_path, read_table
from xewer.text.normalise import normalise
from xewer.tokens.words import words

NAME_COLUMNS = ["form", "lemma", "kind", "name_en", "id", "register"]
COLUMNS = {
    "people": NAME_COLUMNS,
    "organisations": NAME_COLUMNS,
    "given_names": ["form", "gender", "origin"],
    "titles": ["form", "place", "gloss_en"],
    "org_heads": ["form", "strength", "name_en"],
    "place_heads": ["form", "label", "name_en"],
}
KINDS = {
    "people": {"leader", "official", "historical", "writer", "artist", "scientist", "athlete", "religious"},
    "organisations": {
        "body",
        "party",
        "agency",
        "media",
        "company",
        "club",
        "military",
        "university",
        "government",
        "movement",
        "ngo",
        "bank",
    },
}
LEAST_ROWS = {"people": 700, "organisations": 700, "given_names": 600, "titles": 150}
UYGHUR_WORD = re.compile(r"['.\-ءئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېەىي]+")
LATIN_WORD = re.compile(r"[A-Za-z0-9&+.'\-]+")
VOWELS = "اەېىوۇۆۈ"


@pytest.fixture(params=sorted(COLUMNS))
def table(request) -> str:
    return request.param


def test_columns_order_and_single_rows(table):
    header = data_path(f"names/{table}.tsv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert header.split("\t") == COLUMNS[table]
    forms = [row["form"] for row in read_table(f"names/{table}.tsv")]
    assert forms == sorted(forms)
    assert len(forms) == len(set(forms)), "a form stands twice"
    assert len(forms) >= LEAST_ROWS.get(table, 1)


def test_forms_are_words_in_normal_form(table):
    """A form that the normaliser or the tokeniser sees otherwise would never be found."""
    for row in read_table(f"names/{table}.tsv"):
        form = row["form"]
        assert form == form.strip()
        for word in form.split(" "):
            assert UYGHUR_WORD.fullmatch(word) or LATIN_WORD.fullmatch(word), form
            assert word[0] not in VOWELS, f"{form}: a vowel begins without hamza"
        assert normalise(form).text == form
        assert [form[s.start : s.end] for s in words(form)] == form.split(" ")


@pytest.mark.parametrize("name", sorted(KINDS))
def test_kinds_registers_and_english_names(name):
    english: dict[str, str] = {}
    rows = read_table(f"names/{name}.tsv")
    forms = {row["form"] for row in rows}
    for row in rows:
        assert row["kind"] in KINDS[name], row
        assert row["register"] in {"", "prc", "exile"}, row
        assert re.search("[A-Za-z]", row["name_en"]), row
        assert not re.search("[\u0600-\u06ff]", row["name_en"]), row
        assert row["lemma"] in forms, f"{row['form']}: its lemma has no row"
        assert english.setdefault(row["lemma"], row["name_en"]) == row["name_en"], row


def test_small_tables_hold_known_values():
    assert {row["place"] for row in read_table("names/titles.tsv")} == {"before", "after"}
    assert {row["label"] for row in read_table("names/place_heads.tsv")} <= {"LOC", "GPE"}
    assert {row["strength"] for row in read_table("names/org_heads.tsv")} == {"name", "weak"}
    assert {row["gender"] for row in read_table("names/given_names.tsv")} <= {"m", "f", "mf", ""}


def test_no_form_is_both_a_person_and_an_organisation():
    people = {row["form"] for row in read_table("names/people.tsv")}
    assert not people & {row["form"] for row in read_table("names/organisations.tsv")}


def test_more_figures_have_two_names_and_a_known_origin_and_are_sorted():
    rows = read_table("names/public_figures_more.tsv")
    names = [row["name_en"] for row in rows]
    assert names == sorted(set(names))
    assert all(len(name.split(" ")) == 2 and name.isascii() for name in names)
    assert {r["kind"] for r in rows} <= {r["kind"] for r in read_table("names/public_figures.tsv")}
    assert {r["origin"] for r in rows} - {""} <= {r["origin"] for r in read_table("names/origin_sounds.tsv")}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("ۋىۋېك پاندېي", "Vivek Pandey"),  # nobody of the table: the surname of Basdeo Panday is not taken for it
        ("جىم برايدىنستاين", "Jim Bridenstine"),
        ("بلەيس كۇپىچ", "Blase Cupich"),
        ("كېيت بروۋن", "Kate Brown"),
        ("خورخې كاپىتانىچ", "Jorge Capitanich"),
        ("روبېرتو جورج", "Roberto George"),  # not Robert George: one ends in a vowel
    ],
)
def test_figures_are_known_by_both_names_together(form, name):
    found = xewer.read(f"بۇ ھەقتە {form} سۆز قىلدى.", published="2018-10-01").to_dict()["entities"]
    assert [e["name"] for e in found if e["label"] == "PERSON"] == [name]


def test_long_names_have_three_or_four_words_and_no_second_row():
    rows = read_table("names/public_figures_long.tsv")
    names = [row["name_en"] for row in rows]
    known = {row["name_en"] for table in ("people", "public_figures") for row in read_table(f"names/{table}.tsv")}
    assert names == sorted(set(names))
    assert not known & set(names)
    assert all(len(name.split(" ")) in {3, 4} and name.isascii() for name in names)
    assert {r["kind"] for r in rows} <= {r["kind"] for r in read_table("names/public_figures.tsv")}
    assert {r["origin"] for r in rows} - {""} <= {r["origin"] for r in read_table("names/origin_sounds.tsv")}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("بارت دې ۋېۋېر", "Bart De Wever"),
        ("ئابدېل فاتتاھ ئەل-بۇرھان", "Abdel Fattah al-Burhan"),
        ("خالىد ئەل فالىھ", "Khalid al-Falih"),  # of two words in the table, the hyphen written as a blank
        ("مىلان كۇندېرا", "Milan Kundera"),  # not somebody of Milan
        ("ئېمىلى مېيتلىس", "Emily Maitlis"),  # not the county of Emin
        ("جو سۋىنسون", "Jo Swinson"),
        ("مارگرېت پول", "Margaret Paul"),  # «خانىم» behind it is no "my Khan"
    ],
)
def test_figures_are_known_over_what_a_table_has_of_their_names(form, name):
    found = xewer.read(f"بۇ ھەقتە {form} خانىم سۆز قىلدى.", published="2018-10-01").to_dict()["entities"]
    assert [e["name"] for e in found if e["label"] in {"PERSON", "GPE"}] == [name]


def test_names_of_one_press_spell_nobody_else():
    found = xewer.read("مەمتىمىن روزى بۇ ھەقتە سۆز قىلدى. مەمتىمىن ئەلا ئاڭلىدى.").to_dict()["entities"]
    assert [e["name"].split(" ")[0] for e in found] == ["Memtimin", "Mamtimin"]
