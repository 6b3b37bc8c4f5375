"""The table of places: its shape, its spelling, and what it must hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from xewer.resources import read_table
from xewer.text.letters import LETTERS
from xewer.text.normalise import normalise

TABLE = "names/places.tsv"
# Every code of ISO 3166-1 alpha-2, and XK, which the standard leaves to users and which stands for Kosovo.
ALPHA_2 = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY
    MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM
    PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
    UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK
"""
# The 193 members of the United Nations.
UN_MEMBERS = """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO
    CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU
    ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY
    MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA
    RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ
    UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
"""
VOWELS = "اەوۇۆۈېى"


@pytest.fixture(scope="module")
def rows() -> tuple[dict[str, str], ...]:
    return read_table(TABLE)


def test_columns_and_size(rows):
    assert list(rows[0]) == ["form", "lemma", "kind", "name_en", "id", "register"]
    assert len(rows) >= 3500
    assert all(row["form"] and row["lemma"] and row["kind"] and row["name_en"] for row in rows)


def test_sorted_and_one_row_a_spelling(rows):
    forms = [row["form"] for row in rows]
    assert forms == sorted(forms)
    assert [form for form, count in Counter(forms).items() if count > 1] == []


def test_kinds_and_registers_are_known(rows):
    kinds = {row["kind"] for row in read_table("names/kinds.tsv")}
    assert {row["kind"] for row in rows} <= kinds
    assert {row["register"] for row in rows} <= {"", "prc", "exile"}


def test_letters(rows):
    allowed = set(LETTERS) | set("ئ -")
    assert [row["form"] for row in rows if set(row["form"]) - allowed] == []
    assert [row["form"] for row in rows if re.search(r"^[ -]|[ -]$|[ -][ -]", row["form"])] == []


def test_words_that_begin_with_a_vowel_bear_the_hamza(rows):
    assert [row["form"] for row in rows if re.search(rf"(?:^|[ -])[{VOWELS}]", row["form"])] == []


def test_forms_are_in_normal_form(rows):
    assert [row["form"] for row in rows if normalise(row["form"]).text != row["form"]] == []


def test_a_lemma_is_one_place_and_one_of_its_spellings(rows):
    places = defaultdict(set)
    for row in rows:
        places[row["lemma"]].add((row["kind"], row["name_en"], row["id"]))
    assert {lemma: found for lemma, found in places.items() if len(found) > 1} == {}
    lemma_of = {row["form"]: row["lemma"] for row in rows}
    assert [lemma for lemma in places if lemma_of.get(lemma) != lemma] == []


def test_an_id_is_one_place(rows):
    lemmas = defaultdict(set)
    for row in rows:
        if row["id"]:
            lemmas[row["id"]].add(row["lemma"])
    assert {key: found for key, found in lemmas.items() if len(found) > 1} == {}


def test_ids_are_codes_of_countries_or_numbers_of_geonames(rows):
    for row in rows:
        scheme, _, code = row["id"].partition(":")
        if scheme == "iso3166":
            assert row["kind"] == "country", row
            assert code in ALPHA_2.split(), row
        elif row["id"]:
            assert scheme == "geonames", row
            assert code.isdecimal(), row


def test_every_member_of_the_united_nations_is_there(rows):
    members = set(UN_MEMBERS.split())
    assert len(members) == 193
    assert members | {"TW", "PS", "XK", "HK", "MO", "VA"} <= {row["id"].removeprefix("iso3166:") for row in rows}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("جۇڭگو", "خىتاي"),
        ("چاۋشيەن", "شىمالىي كورېيە"),
        ("ئەنگلىيە", "بىرىتانىيە"),
        ("فرانسىيە", "فىرانسىيە"),
        ("ۋاشىنگتون", "ۋاشىنگىتون"),
        ("سېئۇل", "سېئول"),
        ("نيۇيورك", "نيۇ-يورك"),
        ("ئىستانبۇل", "ئىستامبۇل"),
        ("غۇلجا ناھىيەسى", "غۇلجا ناھىيىسى"),
        ("نيۇيورك شىتاتى", "نيۇيورك شتاتى"),
    ],
)
def test_spellings_of_one_place_share_the_lemma(rows, one, other):
    lemma_of = {row["form"]: row["lemma"] for row in rows}
    assert lemma_of[one] == lemma_of[other]


@pytest.mark.parametrize(
    ("form", "kind", "name"),
    [
        ("شىنجاڭ", "province", "Xinjiang"),
        ("شەرقىي تۈركىستان", "province", "East Turkestan"),
        ("بېيجىڭ", "capital", "Beijing"),
        ("گۇاڭجۇ", "city", "Guangzhou"),
        ("قاراقاش", "county", "Karakax County"),
        ("غەرب", "area", "West"),
        ("ئوتتۇرا شەرق", "area", "Middle East"),
        ("ياۋروپا", "continent", "Europe"),
        ("مالى", "country", "Mali"),
        ("چىلى", "country", "Chile"),
        ("سوۋېت ئىتتىپاقى", "country", "Soviet Union"),
        ("تەكلىماكان", "desert", "Taklamakan Desert"),
    ],
)
def test_places_that_news_names(rows, form, kind, name):
    (row,) = [row for row in rows if row["form"] == form]
    assert (row["kind"], row["name_en"]) == (kind, name)
