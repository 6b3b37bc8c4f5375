"""Names: one gold line a case, the same entity in every case form, English spelling by sound, the user's own names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from xewer.errors import DataError, InputError
from xewer.find.english_names import PLACE, english_guess, english_match
from xewer.find.gazetteer import gazetteer
from xewer.find.link import link_names
from xewer.find.name_sounds import heard_alike
from xewer.find.names import find_names
from xewer.find.own_names import add_name, own_names, remove_name
from xewer.morph.analyse import analyse
from xewer.morph.generate import generate
from xewer.show.cli_names import names as names_command

GOLD = Path(__file__).resolve().parents[1] / "gold" / "names.txt"
LINES = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
CASES = ("Gen", "Dat", "Acc", "Loc", "Abl")
SAME_ENTITY = 0.97  # of all case forms; dotted acronyms and foundations still fail


def read(make_doc, text):
    doc = make_doc(text)
    return link_names(doc, find_names(doc))


@pytest.mark.parametrize("line", LINES)
def test_gold_line(line, make_doc):
    text, _, wanted = line.partition("\t")
    found = [f"{e.text}|{e.label}|{e.name or ''}" for e in read(make_doc, text)]
    assert found == [w for w in wanted.split(" ; ") if w]


def test_spans_are_slices_and_apart(make_doc):
    text = "\n".join(line.partition("\t")[0] for line in LINES)
    doc = make_doc(text)
    end = 0
    for entity in find_names(doc):
        assert entity.start >= end
        assert doc.text[entity.start : entity.end] == entity.text
        assert entity.start < entity.stem_end <= entity.end
        end = entity.end


def test_a_surname_takes_the_full_name_also_in_another_spelling(make_doc):
    names = read(make_doc, "دېۋىد رېنولدس سەھنىگە چىقتى. رېينولدسنىڭ ناخشىسى ياقتى.")
    assert [e.name for e in names] == ["David Reynolds", "David Reynolds"]


def test_spellings_and_scripts_share_one_id(make_doc):
    forms = ("پۇتىن كەلدى.", "ۋىلادىمىر پۇتىن كەلدى.", "Putin keldi.")
    assert len({read(make_doc, form)[0].entity_id for form in forms}) == 1


def test_a_stranger_with_a_known_surname_is_nobody_known(make_doc):
    known, stranger = (read(make_doc, t)[0] for t in ("ترامپ كەلدى.", "مەشقاۋۇل ترامپ كەلدى."))
    assert known.name == "Donald Trump"
    assert stranger.entity_id is None
    assert stranger.guess


def test_each_gold_name_is_one_entity_in_all_case_forms(shared, make_doc):
    right = total = 0
    done = set()
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]:
            *inner, last = entity["text"].split()
            if entity["text"].isascii() or not entity["text"].replace(" ", "").isalpha():
                continue
            reading = analyse(last)[0]
            owned = "Person[psor]=3" if inner and any(s.tag == "P3" for s in reading.segments) else ""
            forms = {
                case: generate(reading.lemma, reading.upos, "|".join(filter(None, [f"Case={case}", owned])))
                for case in ("Nom", *CASES)
            }
            base = " ".join([*inner, *forms["Nom"][:1]])
            if not forms["Nom"] or base in done:
                continue
            done.add(base)
            wanted = only(make_doc, base)
            if wanted is None or wanted[0] != entity["label"]:
                continue
            for case in CASES:
                if forms[case]:
                    total += 1
                    right += only(make_doc, " ".join([*inner, forms[case][0]])) == wanted
    assert total > 1000
    assert right / total >= SAME_ENTITY


def only(make_doc, form):
    """Label, name and id of the one name that a form is, or None."""
    found = find_names(make_doc(form + " ."))
    return (found[0].label, found[0].name, found[0].entity_id) if len(found) == 1 else None


@pytest.mark.parametrize(
    ("ours", "english"),
    [
        ("سكوت مىللېر", "Scott Miller"),
        ("جېننىفېر ئاندېرسون", "Jennifer Anderson"),
        ("گېررارد", "Gerrard"),
        ("ئابدۇقادىر توختى", "Abduqadir Tohti"),
    ],
)
def test_english_spelling_by_sound(ours, english):
    assert english_guess(ours) == english


def test_a_place_is_spelt_as_a_place_and_a_strange_word_by_its_letters():
    assert english_guess("برادفورد", PLACE) == "Bradford"
    assert english_match("زۇزۇبى") == ("", 1.0)
    assert english_guess("زۇزۇبى") == "Zuzubi"


def test_spellings_of_one_name_are_alike_and_two_names_are_not():
    assert heard_alike("كاۋاناۋ", "كاۋانا")
    assert not heard_alike("خولت", "خارت")


@given(st.text(max_size=30))
def test_english_guess_takes_anything(text):
    assert isinstance(english_guess(text), str)


# -- the user's own names --------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path, monkeypatch):
    path = tmp_path / "folder" / "names.tsv"
    monkeypatch.setenv("XEWER_NAMES", str(path))
    gazetteer.cache_clear()
    yield path
    gazetteer.cache_clear()


def test_own_names_are_found_in_any_case_form(own, make_doc):
    add_name("Zelfira Turdush", "PERSON", "Zelfira Turdush", "desk:7")
    gazetteer.cache_clear()
    (entity,) = read(make_doc, "زەلفىرا تۇردۇشنىڭ كىتابى چىقتى.")
    assert (entity.label, entity.name, entity.entity_id) == ("PERSON", "Zelfira Turdush", "desk:7")


def test_own_names_with_stops_are_split_as_the_tokeniser_does(own, make_doc):
    add_name("ئا.ب.د تەشكىلاتى", "ORG", "ABD")
    gazetteer.cache_clear()
    assert [e.name for e in read(make_doc, "بۇ خەۋەر ئا.ب.د تەشكىلاتىدىن كەلدى.")] == ["ABD"]


def test_own_names_are_replaced_removed_and_checked(own):
    add_name("تۇردۇش", "PERSON", "Turdush")
    add_name("تۇردۇش", "GPE", "Turdush Village")
    assert [(n.label, n.name_en) for n in own_names()] == [("GPE", "Turdush Village")]
    assert remove_name("Turdush")
    assert not remove_name("Turdush")
    with pytest.raises(InputError):
        add_name("  ", "PERSON")
    with pytest.raises(InputError):
        add_name("...", "PERSON")
    own.write_text("تۇردۇش\tANIMAL\n", encoding="utf-8")
    with pytest.raises(DataError):
        own_names()


def test_names_command(own):
    run = CliRunner().invoke
    assert run(names_command, ["add", "تۇردۇش", "--label", "GPE", "--english", "Turdush"]).exit_code == 0
    assert run(names_command, ["list"]).output == "تۇردۇش\tGPE\tTurdush\n"
    assert json.loads(run(names_command, ["list", "--json"]).output)["label"] == "GPE"
    assert run(names_command, ["remove", "تۇردۇش"]).exit_code == 0
    assert own_names() == ()
