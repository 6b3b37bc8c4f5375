"""Who said what: one case a line in ``tests/gold/quotes.txt``, and what must hold for any text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import xewer
from xewer.find.marks import marked_spans

GOLD = Path(__file__).resolve().parents[1] / "gold" / "quotes.txt"
FEED = Path(__file__).resolve().parents[1] / "gold" / "feed-quotes"
CASES = [line for line in GOLD.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]


@pytest.mark.parametrize("case", CASES)
def test_gold_line(case):
    import xewer

    sentence, *expected = (cell.strip().replace("⏎", "\n") for cell in case.split(" | "))
    article = xewer.read(sentence, published="2025-06-01", script="arabic")
    if expected == ["-"]:
        assert not article.quotes, [q.text for q in article.quotes]
        return
    text, kind, speaker, addressee, cue, name = (*expected, "*", "*")[:6]
    found = [q for q in article.quotes if q.text == text and q.direct == (kind == "D")]
    assert found, [(q.text, q.direct) for q in article.quotes]
    quote = found[0]
    told = {
        "speaker": (speaker, quote.speaker.text if quote.speaker else "-"),
        "addressee": (addressee, quote.addressee.text if quote.addressee else "-"),
        "cue": (cue, quote.cue.text if quote.cue else "-"),
        "name": (name, quote.speaker_name or "-"),
    }
    assert not {key: pair for key, pair in told.items() if pair[0] not in {"*", pair[1]}}


def test_a_quotation_over_two_lines_is_one():
    import xewer

    text = "ۋالىي مۇنداق دېدى: «يول ئېچىلدى.\nئەمدى ھەممە ئادەم قايتىپ كېلەلەيدۇ»."
    (quote,) = xewer.read(text, published="2025-06-01").quotes
    assert quote.text == "يول ئېچىلدى.\nئەمدى ھەممە ئادەم قايتىپ كېلەلەيدۇ"


def test_the_one_spoken_to_is_remembered_and_marked_as_a_guess():
    import xewer

    text = "پۇتىن كىم جوڭئۇنغا: «سىزنى كۆرگىنىمدىن خۇشالمەن» دېدى.\nپۇتىن: «سىزنىڭ ياردىمىڭىزنى ئۇنتۇمايمەن» دېدى."
    first, second = xewer.read(text, published="2025-06-01").quotes
    assert first.addressee is not None
    assert not first.guess
    assert second.addressee is None
    assert second.addressee_name == first.addressee_name
    assert second.guess


def test_the_one_spoken_to_keeps_name_and_id():
    import xewer

    article = xewer.read("پۇتىن كىم جوڭئۇنغا: «سىزنى كۆرگىنىمدىن خۇشالمەن» دېدى.", published="2025-06-01")
    (quote,) = article.quotes
    assert quote.addressee is not None
    assert quote.addressee_id == quote.addressee.entity_id == article.entities[1].entity_id is not None
    assert article.to_dict()["quotes"][0]["addressee_id"] == quote.addressee_id


def test_a_source_inside_a_source_keeps_the_chain():
    import xewer

    text = "رويتېرسنىڭ خەۋەر قىلىشىچە، سېئۇل ھۆكۈمىتى: «باياناتچى پارتلاشنى جەزملەشتۈردى، دەپ ئاڭلىدۇق» دېگەن."
    outlet, government = xewer.read(text, published="2025-06-01").quotes[:2]
    assert (outlet.speaker_name, outlet.parent) == ("Reuters", None)
    assert (government.speaker.text, government.parent) == ("سېئۇل ھۆكۈمىتى", 0)


def test_a_title_means_the_one_so_titled_and_is_marked_as_a_guess():
    import xewer

    text = (
        "زۇڭتۇڭ دونالد ترامپ پەيشەنبە كۈنى توكيوغا كەلدى. پىرېزىدېنت كېلىشىمنىڭ ئىمزالانغانلىقىنى ئېيتتى. "
        "بىر پىرېزىدېنت مۇنداق دېگەن: «سۆز باشقا، ئىش باشقا.»"
    )
    known, other = xewer.read(text, published="2025-06-01").quotes
    assert (known.speaker_name, known.guess) == ("Donald Trump", True)
    assert known.speaker_id is not None
    assert other.speaker_name != "Donald Trump"


def test_a_pronoun_is_not_the_one_spoken_of():
    import xewer

    text = "ۋالىي ئەكبەر سابىروۋ يىغىنغا كەلدى. «ترامپنى ياخشى كۆرىمەن» دېدى ئۇ."
    (quote,) = xewer.read(text, published="2025-06-01").quotes
    assert quote.speaker_name == "Ekber Sabirov"
    assert quote.guess


def test_what_was_said_before_is_no_part_of_a_later_speech():
    import xewer

    text = "ئۇ مۇنداق دېدى: «يول ئېچىلدى.\nئەمدى قايتىمىز.»\nۋالىي سۇ چۈشتى،-دەپ قارىدى."
    first, second = xewer.read(text, published="2025-06-01").quotes
    assert first.text == "يول ئېچىلدى.\nئەمدى قايتىمىز."
    assert (second.text, second.speaker.text) == ("سۇ چۈشتى", "ۋالىي")


def test_a_quotation_inside_another_on_a_later_line():
    text = "«بىرىنچى قۇر.\nئۇ « نېمە بولدى؟ » دېدى.\nئاخىرقى قۇر»."
    outer, inner = marked_spans(text)
    assert text[outer.start : outer.end].endswith("ئاخىرقى قۇر")
    assert text[inner.start : inner.end] == "نېمە بولدى؟"


def test_marks_pair_and_nest():
    text = "ئۇ: «كىتابتا <ياخشى> دېيىلگەن» دېدى. “باشقا”"
    inner = {text[m.start : m.end]: m.depth for m in marked_spans(text)}
    assert inner == {"كىتابتا <ياخشى> دېيىلگەن": 0, "ياخشى": 1, "باشقا": 0}


def test_a_lost_mark_does_not_swallow_the_text():
    text = "ئۇ: «بىرىنچى قۇر.\nئىككىنچى قۇر «ئۈچىنچى» دېدى."
    lost, kept = marked_spans(text)
    assert not lost.closed
    assert "\n" not in text[lost.start : lost.end]
    assert text[kept.start : kept.end] == "ئۈچىنچى"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from('«»“”<>"\n ئاب.:،-'), max_size=80))
def test_marks_of_any_text_lie_inside_it(text):
    for marked in marked_spans(text):
        assert 0 <= marked.open < marked.start <= marked.end <= marked.close <= len(text)


def test_quotes_of_a_real_feed(shared):
    """Offsets and labels of seven items of the exile press against what is read; the text stays in the data folder."""
    import scoring
    import xewer
    from xewer.harvest.feed import feed_records

    gold = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in sorted(FEED.glob("*.json"))}
    assert len(gold) == 7
    records = list(feed_records((shared / "pages" / "rfa-uyghur-2019-01.xml").read_bytes(), "f"))
    texts = {hashlib.sha256(r.text.encode()).hexdigest(): r.text for r in records}
    pred = {
        name: xewer.read(texts[item["sha256"]], published=item["reference_date"]).to_dict()
        for name, item in gold.items()
    }
    empty = {"entities": [], "times": [], "quantities": []}
    reached = scoring.score({name: {**empty, **item} for name, item in gold.items()}, pred)
    assert reached["quotes.overlap.p"] >= 0.93
    assert reached["quotes.overlap.f1"] >= 0.93
    assert reached["quotes.speaker.f1"] >= 0.86


@pytest.mark.parametrize(
    "text",
    ["دېدى", "ئۇ دېدى", "ئەنسىرەيدىغانلىقىنى بىلدۈردى", "مىنىستىرلىق بۇ ئىشنىڭ كەچۈرگىلى بولمايدىغانلىقىنى تەكىتلەپ"],
)
def test_a_text_may_end_with_its_verb(text):
    """Headlines have no full stop: there may be nothing behind the last word."""
    assert all(text[q.start : q.end] == q.text for q in xewer.read(text).quotes)
