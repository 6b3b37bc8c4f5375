"""Scripts: the hard cases, the way back, what is never touched, and offsets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xewer.errors import InputError
from xewer.morph.known import is_known
from xewer.text.capitals import capitalise
from xewer.text.cases import spell_acronyms
from xewer.text.changes import reading_changes, writing_changes
from xewer.text.lines import read_lines, write_lines
from xewer.text.normalise import normal_form
from xewer.text.schemes import SCHEMES
from xewer.text.scripts import canonical, convert, convert_text, letter_key

GOLD = Path(__file__).parents[1] / "gold"


def _rows(name):
    lines = (GOLD / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


TRIPLES = _rows("text-scripts.txt") + _rows("text-triples.txt") + _rows("text-triples-2.txt")


def _shown(cell):
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), cell).replace("\\n", "\n")


@pytest.mark.parametrize(("arabic", "latin", "cyrillic"), TRIPLES)
def test_gold_four_directions(arabic, latin, cyrillic):
    assert convert(arabic, "arabic", "latin") == latin
    assert convert(arabic, "arabic", "cyrillic") == cyrillic
    assert convert(latin, "latin", "arabic") == arabic
    assert convert(cyrillic, "cyrillic", "arabic") == arabic


@pytest.mark.parametrize(("source", "target", "text", "wanted"), _rows("text-conversion.txt"))
def test_gold_one_way(source, target, text, wanted):
    assert convert(_shown(text), source, target) == _shown(wanted)


@pytest.mark.parametrize(("source", "text", "wanted"), _rows("text-careless.txt"))
def test_careless_spelling_is_read_with_the_lexicon(source, text, wanted):
    profile = "kz" if source == "cyrillic" else "standard"
    assert convert(text, source, "arabic", known=is_known, profile=profile) == wanted


@pytest.mark.parametrize(("script", "written", "arabic"), _rows("text-reading.txt"))
def test_reading_accepts(script, written, arabic):
    assert convert(written, script, "arabic") == arabic


WORDS = st.text(st.sampled_from("ابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيەئئئ  0،؛؟.,-"), max_size=16)
MIXED = st.text(st.sampled_from("ابپتجژسشغگڭنھوۇېىيەئ  0،؛؟.,-abSHgжяъшe('MWP"), max_size=16)
BACK = st.sampled_from(["latin", "cyrillic", "yengi", "cts"])


@settings(max_examples=400, deadline=None)
@given(WORDS, BACK)
def test_every_word_comes_back(text, script):
    text = normal_form(text)
    written = convert(text, "arabic", script)
    assert convert(written, script, "arabic") == text
    assert convert_text(text, "arabic", script).text == written


@settings(max_examples=400, deadline=None)
@given(MIXED, BACK)
def test_everything_comes_back_with_marks(text, script):
    text = normal_form(text)
    assert convert(convert(text, "arabic", script, marks=True), script, "arabic") == text


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=20) | MIXED, st.sampled_from([None, "arabic", "latin", "cyrillic", "no such script"]))
def test_canonical_never_raises_and_maps_back(text, script):
    found = canonical(text, script)
    assert len(found.starts) == len(found.ends) == len(found.text)
    last = 0
    for start, end in zip(found.starts, found.ends, strict=True):
        assert last <= start < end <= len(text)
        last = start
    letter_key(found.text)


LINES = st.text(st.sampled_from("ابپجزسشغگڭنھوۇېىيەئئئئ     0،؛؟.,-'sSHgngheiéu(«»—%\n\tяаәеуюъьBه"), max_size=24)


@settings(max_examples=500, deadline=None)
@given(LINES, BACK, st.booleans())
def test_whole_lines_and_single_words_agree(text, script, marks):
    """The quick way by one-byte codes gives what the letter-by-letter way gives."""
    slow = "".join(_apply(text, writing_changes(text, script, marks=marks)))
    assert convert(text, "arabic", script, marks=marks) == slow
    for written in (slow, text):
        read = reading_changes(written, script, shouting=written.upper() == written)
        assert convert(written, script, "arabic") == "".join(_apply(written, read))


def _apply(text, changes):
    last = 0
    for start, end, pieces in changes:
        yield text[last:start]
        yield from (piece.text for piece in pieces)
        last = end
    yield text[last:]


@pytest.mark.parametrize("script", ["latin", "cyrillic", "yengi", "cts"])
def test_plain_lines_take_the_quick_way(script):
    written = write_lines(script, "ھۆكۈمەت: «ئۇيغۇرلار» 2,5 مىليون، سائەت 9:45 دا؟")
    assert written is not None
    assert read_lines(script, written) is not None
    assert write_lines(script, "ۇنىڭ") is read_lines(script, "Uning") is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=15) | MIXED, st.sampled_from(SCHEMES), st.sampled_from(SCHEMES))
def test_any_text_can_be_converted(text, source, target):
    assert isinstance(convert(text, source, target), str)
    assert isinstance(convert(text, "arabic", target), str)


def test_acronyms_at_the_start_of_a_sentence():
    assert spell_acronyms("A Q Sh prézidénti, b d t", "latin") == "AQSh prézidénti, BDT"


def test_one_key_for_all_scripts():
    words = ["پۇتىن", "putin", "Putin", "Путин", "PUTIN"]
    assert {letter_key(canonical(word).text) for word in words} <= {"putin"}
    for arabic, latin, cyrillic in _rows("text-scripts.txt")[:20]:
        keys = {letter_key(canonical(arabic).text), letter_key(canonical(latin, "latin").text)}
        keys.add(letter_key(canonical(cyrillic, "cyrillic").text))
        assert len(keys) == 1, arabic


@settings(max_examples=400, deadline=None)
@given(
    st.text(st.sampled_from("ابپتجچخدرزژسشغقكگڭلنھوۇۈېىيەئئ،؟«».-"), min_size=1, max_size=8), st.sampled_from(SCHEMES)
)
def test_the_quick_way_is_the_same_way(word, script):
    """Whole words by table (`plain`) give what letter by letter gives (`convert_text` never takes the quick way)."""
    written = convert_text(word, "arabic", script).text
    assert convert(word, "arabic", script) == written
    assert convert(written, script, "arabic") == convert_text(written, script, "arabic").text


def test_offsets_of_a_digraph():
    found = canonical("Shinjangda", "latin")
    assert found.text == "شىنجاڭدا"
    assert found.span(0, 1) == (0, 2)
    assert found.span(0, 6) == (0, 8)
    start = found.text.index("دا")
    assert found.span(start, start + 2) == (8, 10)


def test_hamza_that_no_letter_shows_has_a_span():
    found = canonical("Уйғур", "cyrillic")
    assert found.text == "ئۇيغۇر"
    assert found.span(0, 2) == (0, 1)


def test_marks_are_arabic_in_canonical_latin():
    text = "U keldi, «bardim» dédi; némishqa? 1,000 kishi."
    assert canonical(text, "latin").text == "ئۇ كەلدى، «باردىم» دېدى؛ نېمىشقا؟ 1,000 كىشى."


def test_latin_words_in_arabic_text_stay():
    text = "BBC نىڭ Facebook بېتى, www.a.example"
    assert canonical(text).text == "BBC نىڭ Facebook بېتى، www.a.example"


def test_headline_in_capitals_is_read():
    assert convert("XITAY DÖLITI", "latin", "arabic") == "خىتاي دۆلىتى"


def test_dotted_capital_i_is_not_turkic():
    assert convert("İran IRAN iran", "latin", "arabic") == "ئىران IRAN ئىران"


def test_unknown_script():
    with pytest.raises(InputError, match="unknown script"):
        convert("a", "latin", "klingon")


def test_ipa_shows_sounds():
    assert convert("شىنجاڭ ئۇيغۇر", "arabic", "ipa") == "ʃindʒɑŋ ujʁur"


@pytest.mark.parametrize("script", ["latin", "cyrillic"])
def test_all_news_comes_back(shared, script):
    """UEY to ULY or USY and back: every line with marks, every line without Latin words else."""
    lines = (shared / "corpora" / "ntrex" / "uig.txt").read_text(encoding="utf-8").split("\n")
    for line in map(normal_form, lines):
        assert convert(convert(line, "arabic", script, marks=True), script, "arabic") == line
        if not re.search("[A-Za-z]", line):
            assert convert(convert(line, "arabic", script), script, "arabic") == line


def test_lexicon_fills_in_apostrophes():
    lexicon = {"مەسئۇل", "سىنگاپور", "ژۇرنال", "كىتاب"}
    found = canonical("mesul singapor jurnal kitab", "latin", known=lexicon.__contains__)
    assert found.text == "مەسئۇل سىنگاپور ژۇرنال كىتاب"
    assert found.span(2, 5) == (2, 4)


def test_hamza_between_vowels_is_added_except_in_chinese_names():
    assert canonical("saet jungxua yüen", "latin").text == "سائەت جۇڭخۇا يۈەن"


def test_acronyms_that_are_spelt_out():
    assert canonical("AQShning", "latin").text == "ئا ق شنىڭ"
    assert canonical("АҚШниң", "cyrillic").text == "ئا ق شنىڭ"


def test_latin_letters_in_cyrillic_words():
    assert canonical("aптоном BBCниң iPhoneниң", "cyrillic").text == "ئاپتونوم BBCنىڭ iPhoneنىڭ"


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("shinjang xewiri", [], "Shinjang xewiri"),
        ("«u keldi.» biz kettuq", [], "«U keldi.» Biz kettuq"),
        ("2024-yili u 3.5 tonna aldi", [], "2024-yili u 3.5 tonna aldi"),
        ("у пекинда", [(2, 8)], "У Пекинда"),
        ("", [(5, 6)], ""),
    ],
)
def test_capitals(text, names, wanted):
    assert capitalise(text, names) == wanted
