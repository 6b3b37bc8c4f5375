"""Feeds: items, their days in the feed's own offset, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xewer.errors import InputError
from xewer.harvest.feed import feed_records, is_feed
from xewer.harvest.record import Record, Refusal
from xewer.resources import data_path

GOLD = Path(__file__).parents[1] / "gold" / "examples"
TEXT = "يېڭى مەكتەپ دۈشەنبە كۈنى ئېچىلدى، بىرىنچى كۈنى ئۈچ يۈز ئوقۇغۇچى كەلدى."
ITEM = """<item><title>مەكتەپ ئېچىلدى</title><link>https://example.org/mektep</link>
<pubDate>{day}</pubDate><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"""


def rss(items, head=""):
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0"><channel><title>سىناق تورى</title><link>https://example.org/</link>{items}</channel></rss>'


def one(text):
    (record,) = feed_records(text if isinstance(text, bytes) else text.encode(), "feed.xml")
    return record


def test_example_feed():
    found = list(feed_records((data_path("examples") / "exile-feed.xml").read_bytes(), "exile-feed.xml"))
    assert len(found) == 3
    for number, record in enumerate(found, 1):
        gold = json.loads((GOLD / f"exile-feed-{number}.json").read_text(encoding="utf-8"))
        assert record.text == gold["text"]
        assert record.published == gold["reference_date"]
        assert record.title
        assert record.author
        assert record.url in record.origin


@pytest.mark.parametrize(
    ("day", "published"),
    [
        ("Mon, 01 Sep 2025 23:30:00 +0800", "2025-09-01"),
        ("Mon, 01 Sep 2025 00:30:00 -0700", "2025-09-01"),
        ("1 September 2025 10:00 GMT", "2025-09-01"),
        ("2025-09-01T23:59:00+08:00", "2025-09-01"),
        ("2025-يىلى 9-ئاينىڭ 1-كۈنى", "2025-09-01"),
        ("31 Feb 2025", None),
        ("soon", None),
        ("", None),
    ],
)
def test_day_in_the_feeds_own_offset(day, published):
    record = one(rss(ITEM.format(day=day, text=TEXT)))
    assert record.published == published
    assert record.text == TEXT
    assert record.source == "سىناق تورى"
    assert published or "no date in the feed" in record.notes


def test_atom():
    record = one(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>سىناق تورى</title><entry><title>مەكتەپ ئېچىلدى</title>'
        '<link rel="alternate" href="https://example.org/mektep"/><author><name>ئالىم يۇسۇپ</name></author>'
        f'<published>2025-09-01T23:30:00+08:00</published><updated>2025-09-05T00:00:00Z</updated><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>'
    )
    assert (record.text, record.published, record.author) == (TEXT, "2025-09-01", "ئالىم يۇسۇپ")
    assert (record.title, record.url) == ("مەكتەپ ئېچىلدى", "https://example.org/mektep")


def test_whole_text_wins_over_the_summary():
    record = one(
        rss(
            f"<item><title>x</title><description>{TEXT[:20]}</description>"
            f'<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>{TEXT}</p><p>{TEXT}</p>]]></content:encoded></item>'
        )
    )
    assert record.text == f"{TEXT}\n{TEXT}"


def test_items_without_text_are_refused_and_the_rest_is_kept():
    first, second = feed_records(rss("<item><title>x</title></item>" + ITEM.format(day="", text=TEXT)).encode(), "f")
    assert isinstance(first, Refusal)
    assert first.hint
    assert isinstance(second, Record)


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes():
    whole = rss(ITEM.format(day="Mon, 01 Sep 2025 23:30:00 +0800", text=TEXT) * 2)
    found = list(feed_records(whole[: whole.rindex("<item>") + 30].encode(), "f"))
    assert found[0].text == TEXT
    assert any("damaged" in note for note in found[0].notes)


def test_utf_16_feed():
    assert one(rss(ITEM.format(day="", text=TEXT)).replace("UTF-8", "UTF-16").encode("utf-16")).text == TEXT


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "خەۋەر">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (rss(ITEM.format(day="", text="&j;"), BOMB), "document type"),
        (
            rss(ITEM.format(day="", text="&x;"), '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
            "document type",
        ),
        (rss("", '<!-- x --><!doctype rss PUBLIC "-//x" "http://example.org/x.dtd">'), "document type"),
        (rss("<a>" * 5000), "nested"),
        (rss(""), "without items"),
        ("<rss", "without items"),
        (rss(ITEM.format(day="", text=TEXT)).encode("utf-16-le")[:41], "without items"),
    ],
)
def test_refused_with_a_hint(text, reason):
    with pytest.raises(InputError, match=reason) as caught:
        list(feed_records(text if isinstance(text, bytes) else text.encode(), "f"))
    assert caught.value.hint


def test_what_a_cdata_section_quotes_is_no_declaration():
    record = one(
        rss(f"<item><description><![CDATA[<p>{TEXT} &lt;!DOCTYPE html&gt; {'<b>' * 3}x</p>]]></description></item>")
    )
    assert record.text.startswith(TEXT)


@pytest.mark.parametrize(
    ("data", "yes"),
    [
        (b"<rss>", True),
        (b"<?xml version='1.0'?>\n<?xml-stylesheet href='x'?><!-- y --><feed xmlns='x'>", True),
        (b"<rdf:RDF xmlns='x'>", True),
        ("<rss>".encode("utf-16"), True),
        (b"<?xml version='1.0'?><html>", False),
        (b"<rsss>", False),
        (b"rss", False),
    ],
)
def test_is_feed(data, yes):
    assert is_feed(data) is yes


def test_real_feed_of_seven_items(shared):
    found = list(feed_records((shared / "pages" / "rfa-uyghur-2019-01.xml").read_bytes(), "f"))
    assert len(found) == 7
    for record in found:
        assert record.published.startswith("2019-01-0")
        assert record.source == "Radio Free Asia"
        assert record.author
        assert record.title
        assert len(record.text) > 1500
        assert "<" not in record.text
