"""Marks of an article: whole words only, every nesting closed, every letter kept, in each script."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.find.gloss import gloss_lemma
from xewer.model import Article, Entity, Event, Quantity, Quote, Span, Timex
from xewer.show.marks import KINDS, article_marks, figure_value, mark, mark_snippet, show_article
from xewer.show.shown import displayable
from xewer.show.word_help import gloss_sentences, word_help

TEXT = "باش مىنىستىر ئالىم: «بىز قەشقەرگە\nدۈشەنبە كۈنى 20 ئادەم بىلەن بارىمىز» دېدى."


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def named(words, label, name=None):
    start, end = span(words)
    return Entity(start, end, end, words, label, name, rule="name/test", confidence=0.9)


@pytest.fixture
def article():
    quote = Quote(TEXT.index("بىز"), TEXT.index("»"), "", True, speaker_name="Alim")
    return Article(
        id="1",
        text=TEXT,
        sha256="",
        script="arabic",
        entities=(named("ئالىم", "PERSON", "Alim"), named("قەشقەرگە", "GPE", "Kashgar")),
        times=(Timex(*span("دۈشەنبە كۈنى"), "", "DATE", "2025-09-01"),),
        quantities=(Quantity(*span("20 ئادەم"), "", "CARDINAL", 20, 20, unit="person"),),
        quotes=(quote,),
        events=(Event(*span("بارىمىز"), "", "travel", gloss_en="go"),),
        tokens=(
            {
                "start": span("قەشقەرگە")[0],
                "end": span("قەشقەرگە")[1],
                "lemma": "قەشقەر",
                "upos": "PROPN",
                "feats": "Case=Dat",
                "segments": [["قەشقەر", "PROPN"], ["گە", "DAT"]],
                "known": True,
            },
        ),
    )


class Reader(HTMLParser):
    """Text of the page, and whether its elements nest."""

    def __init__(self):
        super().__init__()
        self.open, self.lines, self.ids, self.marked = [], [], [], {}

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        if tag == "p":
            self.lines.append("")
        if "id" in about:
            self.ids.append(about["id"])
        self.open.append((tag, about.get("class", "")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if self.lines and self.open:
            self.lines[-1] += data
            for _, kind in self.open:
                self.marked[kind] = self.marked.get(kind, "") + data


def parsed(html):
    reader = Reader()
    reader.feed(str(html))
    reader.close()
    assert reader.open == []
    return reader


def test_the_text_stays_letter_by_letter(article):
    assert parsed(mark(article)).lines == TEXT.split("\n")


def test_each_kind_marks_its_words(article):
    marked = parsed(mark(article)).marked
    assert marked["m person"] == "ئالىم"
    assert marked["m place"] == "قەشقەرگە"
    assert marked["m time"] == "دۈشەنبە كۈنى"
    assert marked["m figure"] == "20 ئادەم"
    assert marked["m event"] == "بارىمىز"
    assert marked["m quote"] == TEXT[TEXT.index("بىز") : TEXT.index("»")].replace("\n", "")


def test_a_quote_over_two_paragraphs_has_one_anchor(article):
    ids = parsed(mark(article)).ids
    assert ids.count("q0") == 1
    assert sorted(ids) == ["e0", "f0", "n0", "n1", "q0", "t0"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_left_out(article, kind):
    html = mark(article, kinds=[k for k in KINDS if k != kind])
    assert f'class="m {kind}"' not in html
    assert parsed(html).lines == TEXT.split("\n")


def test_a_mark_never_parts_the_letters_of_a_word(article):
    start, _ = span("قەشقەرگە")
    html = mark(article, kinds=(), hits=[(start + 2, start + 6)])
    assert "<mark>قەشقەرگە</mark>" in html


def test_marks_that_cross_are_closed_and_opened_again():
    text = "بىر ئىككى ئۈچ تۆت"
    crossing = Article(
        id="1",
        text=text,
        sha256="",
        quotes=(Quote(*span("بىر ئىككى ئۈچ", text), "", True), Quote(*span("ئۈچ تۆت", text), "", False)),
    )
    reader = parsed(mark(crossing))
    assert reader.lines == [text]
    assert reader.ids == ["q0", "q1"]


@pytest.mark.parametrize(
    ("script", "name", "place"), [("latin", "Alim", "Qeshqerge"), ("cyrillic", "Алим", "Қәшқәргә")]
)
def test_marks_stay_in_another_script(article, script, name, place):
    reader = parsed(mark(article, script=script))
    assert reader.marked["m person"] == name
    assert reader.marked["m place"] == place
    assert not re.search("[\u0620-\u06ff]", "".join(reader.lines))


def test_a_word_tells_what_it_is_and_what_marks_it(article):
    html = mark(article, words=True)
    assert 'title="قەشقەر · name' in html
    assert "قەشقەر + گە: dative &quot;to&quot;" in html
    assert "place: Kashgar · name/test · 90%" in html


def test_a_word_is_explained_in_the_script_in_which_it_is_read(article):
    html = mark(article, words=True, script="latin")
    assert 'title="qeshqer · name' in html
    assert "qeshqer + ge: dative" in html
    assert 'title="қәшқәр · name' in mark(article, words=True, script="cyrillic")


def test_a_name_tells_the_rows_that_made_it():
    text = "پۇتىن كەلدى."
    name = Entity(0, 5, 5, "پۇتىن", "PERSON", "Vladimir Putin", rule="name/people", confidence=0.9)
    title = article_marks(Article(id="a", text=text, sha256="", entities=(name,)))[0].title
    assert title.splitlines()[1] == "it stands in the table of people"
    assert "names/people.tsv: پۇتىن" in title


def test_marks_of_the_page_cannot_be_written_by_the_article():
    hostile = '<script>alert(1)</script> "onmouseover=x & \ud800\x00'
    name = Entity(0, len(hostile), len(hostile), hostile, "PERSON", '"><img src=x>', rule="<b>")
    html = str(mark(Article(id="1", text=hostile, sha256="", entities=(name,))))
    assert set(re.findall(r"</?([a-z]+)", html)) == {"p", "span"}
    html.encode("utf-8")


def test_spans_outside_the_text_mark_nothing():
    broken = Article(
        id="1", text="سالام", sha256="", times=(Timex(9, 12, "", "DATE", "2025"), Timex(3, 3, "", "DATE", ""))
    )
    assert parsed(mark(broken)).lines == ["سالام"]


def test_a_body_begins_after_the_title():
    assert parsed(mark(Article(id="1", text="ماۋزۇ\nتېكىست", sha256=""), body=6)).lines == ["تېكىست"]


def test_every_mark_says_its_rule(article):
    assert all(m.title.startswith(f"{m.kind}: ") for m in article_marks(article))


@pytest.mark.parametrize(
    ("low", "high", "more", "said"),
    [
        (3, 3, {}, "3"),
        (3, 5, {"unit": "person"}, "3 to 5 person"),
        (20, None, {"min_open": True}, "more than 20"),
        (None, 7, {"approx": True}, "about up to 7"),
        (None, None, {}, "unknown"),
        (1500000, 1500000, {"unit": "USD"}, "1,500,000 USD"),
    ],
)
def test_figures_in_short(low, high, more, said):
    assert figure_value(Quantity(0, 1, "", "CARDINAL", low, high, **more)) == said


def test_help_is_silent_on_marks_and_figures():
    assert word_help({"lemma": ".", "upos": "PUNCT"}) is None
    assert word_help({"lemma": "20", "upos": "NUM"}) is None


def test_glosses_keep_names_together(article):
    sentence = replace(article, sentences=(Span(0, len(TEXT)),))
    assert gloss_sentences(sentence, show_article(sentence, "latin")) == [[("Qeshqerge", "Kashgar")]]


def test_a_gloss_is_that_of_the_dictionary_form():
    assert gloss_lemma("مەن", "PRON") == "I"


def test_a_snippet_is_one_line_with_its_hits():
    assert str(mark_snippet("بىر\nئىككى", [(4, 9)])) == "بىر <mark>ئىككى</mark>"
    assert str(mark_snippet("بىر ئىككى", [(4, 9)], "latin")) == "Bir <mark>ikki</mark>"


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(st.text(max_size=40), spans, spans, st.sampled_from([None, "latin", "cyrillic", "arabic"]))
def test_any_text_with_any_spans_gives_sound_html(text, quotes, hits, script):
    made = Article(id="1", text=text, sha256="", quotes=tuple(Quote(a, b, "", True) for a, b in quotes))
    html = str(mark(made, script=script, hits=hits))
    html.encode("utf-8")
    lines = parsed(html).lines
    if script is None:
        kept = [line.replace("\r", "") for line in displayable(text).split("\n") if line.strip()]
        assert [line.replace("\r", "") for line in lines] == kept


def token(start, end, word):
    segments = [[word, "NOUN"]]
    return {"start": start, "end": end, "lemma": word, "upos": "NOUN", "feats": "", "segments": segments, "known": True}


@given(st.text(max_size=40), spans, spans, st.sampled_from([None, "latin", "arabic"]))
def test_any_text_with_any_words_and_spans_gives_sound_html(text, quotes, words, script):
    made = Article(
        id="1", text=text, sha256="", quotes=tuple(Quote(a, b, "", True) for a, b in quotes),
        tokens=tuple(token(a, b, text[a:b] or "x") for a, b in sorted(words)),
    )  # fmt: skip
    html = str(mark(made, script=script, words=True))
    lines = parsed(html).lines
    assert lines == parsed(mark(made, script=script)).lines


def test_a_mark_in_a_word_parts_only_what_is_told_of_it():
    text = "2024-يىلى كەلدى"
    made = Article(
        id="1", text=text, sha256="", script="arabic", tokens=(token(0, 9, "يىل"), token(10, 15, "كەل")),
        quantities=(Quantity(0, 4, "2024", "CARDINAL", 2024, 2024),),
    )  # fmt: skip
    html = str(mark(made, words=True))
    told = re.findall('<span class="w" title="([^"]+)">([^<]+)</span>', html)
    assert [words for _, words in told] == ["2024", "-يىلى", "كەلدى"]
    assert told[0][0].startswith(told[1][0])
    assert "figure: 2,024" in told[0][0]
    assert "figure" not in told[1][0] + told[2][0]
