"""The whole reader: spans of any text slice to it, nothing crashes, JSON has the documented keys, scripts agree."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import xewer

if TYPE_CHECKING:
    from xewer.model import Article

NEWS = (
    "پۇتىن",
    "كىم جوڭئۇنغا",
    "رۇسىيە",
    "چارشەنبە كۈنى",
    "2025-يىلى 9-ئاينىڭ 3-كۈنى",
    "10 مىڭدىن ئارتۇق",
    "%40",
    "ئەسكەر",
    "ئەۋەتكەنلىكىنى",
    "ئېلان قىلدى",
    "دېدى",
    ":",
    "«",
    "»",
    "،",
    "-",
    ".",
    "\n",
    "(BBC)",
    "ۋە",
    "بىلەن",
    "ئۇ",
    "قارىغاندا",
    "Putin",
    "dédi",
    "деди",
    "Россия",
    "https://example.org/a?b=1",
    "\u200d",
    "\ufeff",
    "ﯪ",
)


def check(article: Article) -> None:
    """Every span lies in the text and repeats it."""
    data = article.to_dict()
    for start, end in data["sentences"]:
        assert 0 <= start <= end <= len(article.text)
    for token in data["tokens"]:
        assert 0 <= token["start"] < token["end"] <= len(article.text)
    for layer in ("entities", "times", "quantities", "quotes", "events"):
        for item in data[layer]:
            assert article.text[item["start"] : item["end"]] == item["text"]
            assert 0 < item["confidence"] <= 1
            assert item["rule"]
            mentions = [item.get(k) for k in ("speaker", "addressee", "cue")]
            for key in ("actors", "recipients", "places"):
                mentions += item.get(key, [])
            for mention in filter(None, mentions):
                assert article.text[mention["start"] : mention["end"]] == mention["text"]
    for quote in data["quotes"]:
        assert quote["parent"] is None or 0 <= quote["parent"] < len(data["quotes"])
    for event in data["events"]:
        assert event["source"] is None or 0 <= event["source"] < len(data["quotes"])
        assert event["time"] is None or 0 <= event["time"] < len(data["times"])
        assert all(0 <= q < len(data["quantities"]) for q in event["quantities"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(NEWS), max_size=40).map(" ".join), st.sampled_from([None, "2025-09-03", "2025-09"]))
def test_spans_of_news_like_text(text, published):
    article = xewer.read(text, published=published)
    assert article.text == text
    check(article)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(codec=None), max_size=120))
def test_nothing_crashes_on_any_unicode(text):
    article = xewer.read(text)
    assert article.text == text
    check(article)
    json.dumps(article.to_dict())


def test_json_has_the_documented_keys():
    data = xewer.read(
        "پۇتىن: «ياخشى بولدى» دېدى.", published="2025-09-03", title="t", url="https://example.org/1"
    ).to_dict()
    documented = {
        "id", "url", "source", "title", "author", "published", "language", "script", "text", "sha256",
        "sentences", "tokens", "entities", "times", "quantities", "quotes", "events",
    }  # fmt: skip
    assert documented <= set(data)
    assert set(data["quotes"][0]) >= {
        "start", "end", "text", "direct", "speaker", "speaker_name", "speaker_id", "addressee", "addressee_name", "cue",
        "parent", "rule", "confidence", "guess",
    }  # fmt: skip


def test_the_id_comes_from_the_address_or_the_first_text():
    assert xewer.read("ئا", url="https://example.org/1").id == xewer.read("ب", url="https://example.org/1").id
    assert xewer.read("ئا").id != xewer.read("ب").id


def test_articles_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        xewer.read("ئۇ كەلدى.").text = ""


@pytest.mark.parametrize("script", ["latin", "cyrillic"])
def test_the_same_facts_in_another_script(script):
    text = "رۇسىيە پىرېزىدېنتى پۇتىن چارشەنبە كۈنى بېيجىڭغا كەلدى. ئۇ: «600 ئەسكەر قايتتى» دېدى."
    there = xewer.convert(text, "arabic", script)
    one, other = (xewer.read(t, published="2025-09-03") for t in (text, there))
    assert other.script == script
    assert [(e.label, e.name) for e in one.entities] == [(e.label, e.name) for e in other.entities]
    assert [t.value for t in one.times] == [t.value for t in other.times]
    assert [(q.min, q.max) for q in one.quantities] == [(q.min, q.max) for q in other.quantities]
    assert [q.speaker_name for q in one.quotes] == [q.speaker_name for q in other.quotes]
    check(other)


def test_published_wins_over_the_dateline_and_a_date_in_a_sentence_is_none():
    text = " date 2025-05-20 ئۇ تۈنۈگۈن كەلدى."
    assert xewer.read(text).published == "2025-05-20"
    assert xewer.read(text, published="2025-01-02").times[0].value == "2025-01-01"
    assert xewer.read("ئۇ 2025-يىلى 5-ئاينىڭ 20-كۈنى كەلدى.").published is None


def test_long_text_is_read_in_steps_that_grow_with_it():
    """Ten times the text gives ten times the facts: nothing is lost and nothing is paired across the whole text."""
    sentence = "ۋالىي كەلكۈندە 40 ئادەمنىڭ ئۆلگەنلىكىنى ئېيتتى. پۇتىن: «يول ئېچىلدى» دېدى.\n"
    one, ten = xewer.read(sentence), xewer.read(sentence * 10)
    assert len(ten.quotes) == 10 * len(one.quotes)
    assert len(ten.quantities) == 10 * len(one.quantities)


@pytest.mark.parametrize("about", [{"published": "yesterday"}, {"published": "2025-13-01"}, {"script": "klingon"}])
def test_what_is_said_of_a_text_is_checked(about):
    with pytest.raises(xewer.XewerError) as error:
        xewer.read("پۇتىن بۈگۈن كەلدى.", **about)
    assert error.value.hint


def test_a_moment_is_taken_for_its_day():
    article = xewer.read("پۇتىن بۈگۈن كەلدى.", published="2025-09-03T10:00:00+08:00")
    assert article.published == article.times[0].value == "2025-09-03"


@pytest.mark.parametrize("text", [None, b"x", 5])
def test_a_text_is_a_string(text):
    with pytest.raises(TypeError, match="a text is a str"):
        xewer.read(text)
