"""Pages in the shapes that Uyghur sites have: text, title, author, day, publisher. All written for these tests."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.errors import InputError
from xewer.harvest.html import fragment_text, is_html, page_record
from xewer.resources import data_path
from xewer.text.scripts import convert

GOLD = Path(__file__).parents[1] / "gold" / "examples"
PARAGRAPHS = [
    "يېڭى كۆۋرۈك چارشەنبە كۈنى ئېچىلدى، مۇراسىمغا ئىككى مىڭدىن ئارتۇق ئادەم قاتناشتى.",
    "شەھەر باشلىقى سۆزىدە: «بۇ كۆۋرۈكنى ئۈچ يىلدا پۈتتۈردۇق، ئەمدى يول يېرىم سائەت قىسقىرىدۇ» دېدى.",
    "ياق.",
    "ئەتراپتىكى كەنتلەردە ياشايدىغانلار كۆۋرۈكنىڭ ئىشلىرىنى خېلىلا ئاسانلاشتۇرىدىغانلىقىنى ئېيتتى.",
    "كۆۋرۈككە جەمئىي قىرىق مىليون يۈەن سەرپ قىلىنغان، قۇرۇلۇشتا بەش يۈز ئىشچى ئىشلىگەن.",
]
TEXT = "\n".join(PARAGRAPHS)
TITLE = "دەريا ئۈستىدىكى يېڭى كۆۋرۈك ئېچىلدى"
BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
LINKS = "".join(f'<li><a href="/{i}">باشقا بىر خەۋەرنىڭ ئۇزۇن تېمىسى {i}</a></li>' for i in range(12))
CARDS = "".join(
    f'<div><h3><a href="/{i}">باشقا بىر خەۋەرنىڭ تېمىسى {i}</a></h3><p>بۇ خەۋەرنىڭ قىسقىچە مەزمۇنى بۇ يەردە تۇرىدۇ، تولۇقى باشقا بەتتە بار.</p></div>'
    for i in range(6)
)
COMMENT = "<p>بۇ خەۋەرنى ئوقۇپ خۇشال بولدۇم، كۆۋرۈك ھەممىمىزگە كېرەك ئىدى، رەھمەت سىلەرگە.</p>"


def page(body, head="", title=TITLE):
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'


def read(html, **options):
    return page_record(html.encode(**options), "page")


SHAPES = {
    "plain": BODY,
    "article": f"<article><h1>{TITLE}</h1>{BODY}</article>",
    "wordpress": f'<div class="post-12 post type-post hentry tag-kowruk category-xewer"><h2 class="entry-title">{TITLE}</h2>'
    f'<div class="entry-meta">ئاپتور: ئالىم يۇسۇپ</div><div class="entry-content">{BODY}</div></div><div id="sidebar"><ul>{LINKS}</ul></div>'
    f'<div id="comments"><ol class="commentlist"><li>{COMMENT * 30}</li></ol></div>',
    "portal table with line breaks": f"<table><tr><td>{LINKS}</td><td><table><tr><td><h2>{TITLE}</h2></td></tr><tr><td>"
    + "<br><br>&nbsp;&nbsp;".join(PARAGRAPHS)
    + "</td></tr></table></td></tr></table>",
    "paragraphs in divs": f'<div class="nav">{LINKS}</div><div id="c">'
    + "".join(f"<div>{p}</div>" for p in PARAGRAPHS)
    + "</div>",
    "fonts inside": "<div>"
    + "".join(f'<p><font size="4"><span style="color:red">{p}</span></font></p>' for p in PARAGRAPHS)
    + "</div>",
    "unclosed paragraphs": "<div>" + "".join(f"<p>{p}" for p in PARAGRAPHS) + "</div>",
    "has-sidebar on a wrapper": f'<div class="content has-sidebar no-comments"><div class="text">{BODY}</div></div><div class="sidebar"><ul>{LINKS}</ul></div>',
    "class that means something else": f'<div class="popup-news">{BODY}</div>',
    "comments without a class": f"<div><h1>{TITLE}</h1><div>{BODY}</div><h3>ئىنكاسلار (2)</h3>{COMMENT}</div>",
    "comments in the same element": f"<div><h1>{TITLE}</h1>{BODY}<h3>ئىنكاسلار (2)</h3>{COMMENT}{COMMENT}</div>",
    "related list in the text": f"<div>{BODY}<h4>مۇناسىۋەتلىك خەۋەرلەر</h4><ul>{LINKS}</ul></div>",
    "advert and form inside": f'<div>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS[:2])}<div class="ad">ئېلان: ئەرزان تېلېفون</div>'
    f"<form><p>خەۋەرلەرنى ئېلخەتتىن تاپشۇرۇۋېلىش ئۈچۈن ئادرېسىڭىزنى يېزىڭ.</p></form>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS[2:])}</div>",
    "caption": f'<div><figure><img src="a.jpg"><figcaption>كۆۋرۈكنىڭ يىراقتىن كۆرۈنۈشى، سۈرەت ئارخىپتىن ئېلىندى.</figcaption></figure>{BODY}</div>',
    "hidden": f'<div><p style="display: none">يوشۇرۇن قۇر بۇ يەردە تۇرىدۇ، ئوقۇرمەن ئۇنى كۆرمەيدۇ، خەۋەر ئەمەس.</p>{BODY}</div>',
    "script and comment": f"<div><script>document.write('<p>{PARAGRAPHS[0]}</p>')</script><!-- {PARAGRAPHS[0]} -->{BODY}</div>",
    "cards of other articles beside": f"<table><tr><td><h1>{TITLE}</h1>{BODY}</td><td>{CARDS}</td></tr></table>",
    "cards of other articles before": f"<div>{CARDS}</div><h2>{TITLE}</h2><div>{BODY}</div>",
    "opening sentence outside": f"<main><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><div>{BODY.partition('</p>')[2]}</div></main>",
    "marked opening": f'<main><p class="lead">{PARAGRAPHS[0]}</p><h1>{TITLE}</h1><div>{BODY.partition("</p>")[2]}</div></main>',
    "two halves": f"<main><h1>{TITLE}</h1><div><p>{PARAGRAPHS[0]}</p></div><div class=ad>ئېلان</div>"
    f"<div>{BODY.partition('</p>')[2]}</div></main>",
    "read also": f"<div><h1>{TITLE}</h1>{BODY.replace('<p>ياق', '<p>يەنە ئوقۇڭ: <a href=x>باشقا بىر خەۋەرنىڭ تېمىسى</a></p><p>ياق')}</div>",
    "buttons below": f"<div><h1>{TITLE}</h1>{BODY}<p><a href=x>Facebook</a></p><p>ھەمبەھىرلەڭ</p></div>",
    "label lines around": f"<div><h1>{TITLE}</h1>{BODY}<p>مەنبە: سىناق گېزىتى</p></div>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_text_is_the_article_and_nothing_else(shape):
    assert read(page(SHAPES[shape])).text == TEXT


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("target", ["latin", "cyrillic"])
def test_text_in_other_scripts(shape, target):
    # Every stretch of Arabic script in the page; the markup between them stays.
    html = re.sub(
        r"[\u0600-\u06ff][\u0600-\u06ff «»:.-]*", lambda m: convert(m[0], "arabic", target), page(SHAPES[shape])
    )
    assert letters(read(html).text) == letters(convert(TEXT, "arabic", target))


def letters(text):
    return [re.sub(r"\W", "", line).lower() for line in text.split("\n")]


@pytest.mark.parametrize("path", sorted(data_path("examples").glob("*.html")), ids=lambda p: p.stem)
def test_examples(path):
    gold = json.loads((GOLD / f"{path.stem}.json").read_text(encoding="utf-8"))
    record = page_record(path.read_bytes(), path.name)
    assert record.text == gold["text"]
    assert record.published == gold["reference_date"]
    assert record.title
    assert record.title in path.read_text(encoding="utf-8")


def test_a_name_with_its_address_within_the_text_is_kept():
    line = "تور بېتى: https://example.org/kowruk"
    html = page(f"<div>{BODY}<p>تور بېتى: <a href=x>https://example.org/kowruk</a></p>{BODY}</div>")
    assert line in read(html).text.split("\n")


def test_white_space_entities_and_inline_markup():
    record = read(
        page(
            f"<div>{BODY}<p>  بىر \n قىسىم&nbsp;&nbsp;<b>قې</b>نىق &laquo;گەپ&raquo; &#1608;&#x06D5; <i>&lt;x&gt;</i> بار ئىدى شۇ كۈنى. </p></div>"
        )
    )
    assert record.text.split("\n")[-1] == "بىر قىسىم قېنىق «گەپ» وە <x> بار ئىدى شۇ كۈنى."


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f'<meta property="og:title" content="{TITLE}">', BODY),
        (
            f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": TITLE})}</script>',
            BODY,
        ),
        ("", f"<h1>{TITLE}</h1>{BODY}"),
        ("", f"<div id='logo'><h1>كۆۋرۈك تورى</h1></div><h2>{TITLE}</h2>{BODY}"),
        ("", f'<div class="entry-title">{TITLE}</div>{BODY}'),
        ("", BODY),
    ],
)
@pytest.mark.parametrize("site", ["{} | كۆۋرۈك تورى", "{} - كۆۋرۈك تورى", "{} &#8211; كۆۋرۈك تورى", "{}"])
def test_title_without_the_site(head, body, site):
    assert read(page(body, head, site.format(TITLE))).title == TITLE


@pytest.mark.parametrize(
    ("head", "line", "author"),
    [
        ('<meta name="author" content="ئالىم يۇسۇپ">', "", "ئالىم يۇسۇپ"),
        ('<meta name="author" content="admin">', "ئاپتور: ئالىم يۇسۇپ", "ئالىم يۇسۇپ"),
        ("", "ئاپتور: ئالىم يۇسۇپ", "ئالىم يۇسۇپ"),
        ("", "مۇخبىرىمىز ئالىم يۇسۇپ", "ئالىم يۇسۇپ"),
        ("", "ئىختىيارىي مۇخبىرىمىز ئالىم يۇسۇپ", "ئالىم يۇسۇپ"),
        ("", "ۋاقتى: 2025-09-03 ئاپتور: ئالىم يۇسۇپ مەنبە: كۈندىلىك گېزىت", "ئالىم يۇسۇپ"),
        ("", "aptor: Alim Yüsüp", "Alim Yüsüp"),
        ("", "аптор: Алим Йүсүп", "Алим Йүсүп"),
        ("", "", None),
        ("", "كۆرۈلۈشى: 345", None),
        ('<meta name="author" content="https://example.org/user/3">', "", None),
    ],
)
def test_author(head, line, author):
    assert read(page(f"<h1>{TITLE}</h1><div>{line}</div><div>{BODY}</div>", head)).author == author


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta property="og:site_name" content="كۆۋرۈك تورى">', "كۆۋرۈك تورى"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "publisher": {"name": "كۆۋرۈك تورى"}}]}</script>',
            "كۆۋرۈك تورى",
        ),
        ("", "كۈندىلىك گېزىت"),
    ],
)
def test_source(head, source):
    html = page(
        f"<h1>{TITLE}</h1><div>ۋاقتى: 2025-09-03 مەنبە: كۈندىلىك گېزىت كۆرۈلۈشى: 12</div><div>{BODY}</div>", head
    )
    assert read(html).source == source


JSON_LD = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s"}</script>'


@pytest.mark.parametrize(
    ("head", "line", "day", "place"),
    [
        (JSON_LD % "2025-09-03T23:30:00+08:00", "", "2025-09-03", "json-ld"),
        ('<meta property="article:published_time" content="2025-09-03T01:00:00+03:00">', "", "2025-09-03", "meta"),
        ("", '<time datetime="2025-09-03T10:00:00Z">تۈنۈگۈن</time>', "2025-09-03", "time element"),
        ("", '<div class="post-meta"><time class="updated" datetime="2025-10-09">9-ئۆكتەبىر</time></div>', None, None),
        ("", "ۋاقتى: 2025-يىلى 9-ئاينىڭ 3-كۈنى كۆرۈلۈشى: 12", "2025-09-03", "label"),
        ("", "waqti: 2025-yili 3-séntebir", "2025-09-03", "label"),
        ("", "вақти: 3-сентябрь 2025", "2025-09-03", "label"),
        ("", "يېڭىلانغان ۋاقتى: 2025-09-09", None, None),
        ("", "ۋاقتى: 2025-09-03 يېڭىلانغان ۋاقتى: 2025-09-09", "2025-09-03", "label"),
        ("", '<span class="date">2025-يىلى 3-سېنتەبىر</span>', "2025-09-03", "date field"),
        ("", "<div>2025.09.03</div>", "2025-09-03", "beside the title"),
        ("", "<div>03/09/2025</div>", None, None),
        ('<link rel="canonical" href="https://example.org/2025/09/03/kowruk/">', "", "2025-09-03", "address"),
        ('<link rel="canonical" href="https://example.org/2025/09/kowruk/">', "", "2025-09", "address"),
        (
            '<link rel="canonical" href="https://example.org/2025/09/kowruk/">',
            "<div>2025.09.03</div>",
            "2025-09-03",
            "beside the title",
        ),
        (JSON_LD % "soon", "", None, None),
        ("", "448 كۈن بۇرۇن", None, None),
        ("", "", None, None),
    ],
)
def test_published(head, line, day, place):
    record = read(page(f"<h1>{TITLE}</h1><div>{line}</div><div>{BODY}</div>", head))
    assert (record.published, record.published_from) == (day, place)
    assert day or record.notes


def test_dates_that_contradict_each_other_leave_it_open_and_are_noted():
    record = read(page(f"<h1>{TITLE}</h1><div>ۋاقتى: 2015-09-03</div><div>{BODY}</div>", JSON_LD % "2025-09-03"))
    assert record.published is None
    assert "2015-09-03" in record.notes[0]
    assert "2025-09-03" in record.notes[0]


@pytest.mark.parametrize(
    ("stated", "line", "address", "day"),
    [
        ("2025-09-02T22:00:00Z", "ۋاقتى: 2025-09-03", "", "2025-09-03"),
        ("2025-09-02T22:00:00+08:00", "ۋاقتى: 2025-09-03", "", "2025-09-02"),
        ("2025-09-03T10:00:00+02:00", "", "https://www.rfa.org/uyghur/kowruk-09012025141500.html", "2025-09-03"),
        ("2025-09-03T10:00:00+02:00", "", "https://www.rfa.org/uyghur/kowruk-07012025141500.html", None),
    ],
)
def test_small_differences_are_explained(stated, line, address, day):
    head = JSON_LD % stated + f'<link rel="canonical" href="{address}">'
    assert read(page(f"<h1>{TITLE}</h1><div>{line}</div><div>{BODY}</div>", head)).published == day


def test_a_third_date_settles_it():
    head = JSON_LD % "2025-09-03" + '<link rel="canonical" href="https://example.org/2015/09/03/kowruk/">'
    record = read(page(f"<h1>{TITLE}</h1><div>ۋاقتى: 2015-09-03</div><div>{BODY}</div>", head))
    assert record.published == "2015-09-03"
    assert "2025-09-03" in record.notes[0]


def test_dates_of_other_things_are_not_the_day():
    html = page(
        f'<div id="header"><div class="time">بۈگۈن 2026-01-01</div></div><h1>{TITLE}</h1><div>{BODY}<p>كۆۋرۈكنى ياساش 2022-يىلى 3-سېنتەبىر باشلانغان ئىدى.</p></div>'
        f'<div class="related"><time datetime="2024-04-04">2024-04-04</time></div><div id="comments"><time datetime="2025-12-12">12-دېكابىر</time>{COMMENT}</div>'
        "<div id='footer'>© 2020-2026</div>"
    )
    assert read(html).published is None


@pytest.mark.parametrize("query", ["", "?encoding=latin", "?encoding=cyrillic"])
def test_radio_free_asia(query):
    html = page(
        f'<div id="content"><h1>{TITLE}</h1><div id="story_byline">مۇخبىرىمىز ئالىم<br><span id="story_date">2025-09-03</span></div>'
        f'<div id="storytext"><div class="image-inline captioned"><span>سۈرەتتە كۆۋرۈكنىڭ ئومۇمىي كۆرۈنۈشى، 2024-يىلى.</span></div>{BODY}</div></div>'
        f"<div>{COMMENT * 20}</div>",
        f'<link rel="canonical" href="https://www.rfa.org/uyghur/xewerler/kowruk-09032025141500.html{query}">',
    )
    record = read(html)
    assert record.text == TEXT
    assert (record.published, record.author, record.source) == ("2025-09-03", "ئالىم", "Radio Free Asia")


def test_a_forum_gives_its_first_post_and_no_user_names():
    posts = "".join(
        f'<table><tr><td class="t_f" id="postmessage_{i}">{b}</td></tr></table>'
        for i, b in enumerate([BODY, COMMENT * 9, COMMENT])
    )
    html = page(
        f'<h1 id="thread_subject">{TITLE}</h1><div class="authi">ئاپتور: bulaq77</div>{posts}',
        '<meta name="generator" content="Discuz! X3.4">',
    )
    record = read(html)
    assert (record.text, record.title, record.author) == (TEXT, TITLE, None)


@pytest.mark.parametrize("declared", ["windows-1256", "gb2312", "utf-8", "nonsense"])
def test_the_declared_charset_is_a_hint_only(declared):
    html = page(BODY, f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">')
    assert read(html).text == TEXT
    assert read(html, encoding="utf-16-le").text == TEXT


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page(""), "no article"),
        (page(f"<ul>{LINKS}</ul>"), "no article"),
        (page(f"<div>{CARDS}</div><ul>{LINKS}</ul>"), "no article"),
        (page("<p>قىسقا.</p>"), "no article"),
        ("<html></html>", "no article"),
        (page("<div>" * 30_000 + BODY), "nested"),
    ],
)
def test_pages_without_an_article_are_refused_with_a_hint(html, reason):
    with pytest.raises(InputError, match=reason) as caught:
        read(html)
    assert caught.value.hint


def test_unclosed_markup_of_a_thousand_is_no_bomb():
    assert read(page("<div><font>" * 400 + BODY)).text == TEXT


def test_markup_within_scripts_counts_not():
    assert read(page("<script>" + "if (i<n) {} " * 9000 + "</script>" + BODY)).text == TEXT


@pytest.mark.parametrize(
    ("data", "yes"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\xef\xbb\xbf  <HTML>", True),
        (b"<!-- saved --><!-- x --><html>", True),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", True),
        ("<html>".encode("utf-16"), True),
        (b"<rss>", False),
        (b"<3 love", False),
        ("تېما: <p>".encode(), False),
        (b"<!-- -->" * 900, False),
        (b"", False),
    ],
)
def test_is_html(data, yes):
    assert is_html(data) is yes


@given(st.text(alphabet=st.sampled_from("<>/abdivpth123 \"'=&;!-\u06d5\u0626\ud800\x00"), max_size=300))
def test_any_markup(text):
    fragment_text(text)
    try:
        record = page_record(text.encode("utf-8", "replace"), "x")
    except InputError:
        return
    assert record.text


def test_saved_pages_of_a_real_blog(shared):
    """Words of the extracted text against those of the element that the theme of this blog keeps its text in."""
    from collections import Counter

    from selectolax.lexbor import LexborHTMLParser

    recalls = []
    for path in sorted((shared / "pages").glob("*.html")):
        record = page_record(path.read_bytes(), path.name)
        entry = LexborHTMLParser(path.read_bytes()).css_first("#entry")
        for node in entry.css("script, style"):
            node.decompose()
        gold = Counter(re.findall(r"\w+", entry.text(deep=True, separator=" ")))
        words = Counter(re.findall(r"\w+", record.text))
        shared_words = sum((gold & words).values())
        assert shared_words / sum(words.values()) >= 0.99
        recalls.append(shared_words / sum(gold.values()))
        assert record.published is None  # only «so many days ago» stands there
        assert record.title
    assert sorted(recalls)[1] >= 0.95  # one page of four is a list of links
