"""PDF: letters drawn from left to right become text in reading order; documents that cannot be read are refused."""

from __future__ import annotations

import html
import shutil
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.errors import InputError, MissingExtraError
from xewer.harvest import pdf
from xewer.harvest.files import Record, Refusal, records
from xewer.harvest.pdf import is_pdf, paragraphs, pdf_record, read_pdf
from xewer.harvest.pdf_lines import Glyph, mirrored, page_lines
from xewer.resources import data_path

LATIN = "Yéngi mektep düshenbe küni échildi, birinchi küni üch yüz oqughuchi keldi."


def drawn(shown, x=500.0, y=100.0, size=10.0):
    """Glyphs of a line, given from left to right, ending at ``x``."""
    start = x - 5 * len(shown)
    return [Glyph(t, start + 5 * i, start + 5 * i + 5, y, y + size, size) for i, t in enumerate(shown)]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (list("ىدلىك رەۋەخ"), "خەۋەر كىلدى"),
        ([*"مات", "لا", *"ئ"], "ئلاتام"),
        (list("ىشىك 38"), "38 كىشى"),
        (list("لاب 6.4 ىردەق"), "قەدرى 6.4 بال"),
        (list("ىرلىئ 10-9 نىي"), "يىن 9-10 ئىلرى"),
        (list("ىلىي-2025"), "2025-يىلى"),
        (list("ىدلەك BBC News ىسلىئ"), "ئىلسى BBC News كەلدى"),
        (list("ﻪﻛ"), "كە"),
        (["ﻯ", "ﻫ"], "ھى"),
    ],
)
def test_right_to_left_order(shown, text):
    (line,) = page_lines(drawn(shown), rtl=True)
    assert line.text == text


def test_arabic_words_in_a_line_from_left_to_right():
    (line,) = page_lines(drawn(list("kitab (باتىك) dep")), rtl=False)
    assert line.text == "kitab (كىتاب) dep"


def test_gaps_are_spaces():
    glyphs = drawn(list("لەك"), x=500) + drawn(list("ۇئ"), x=520)
    (line,) = page_lines(glyphs, rtl=True)
    assert line.text == "ئۇ كەل"


@pytest.mark.parametrize(("rtl", "first"), [(True, "ئوڭ"), (False, "سول")])
def test_columns_in_reading_order(rtl, first):
    glyphs = []
    for n in range(5):
        glyphs += drawn(list("لوس"), x=200, y=100 + 12 * n) + drawn(list("ڭوئ"), x=500, y=100 + 12 * n)
    lines = [line.text[::1] for line in page_lines(glyphs, rtl=rtl)]
    assert len(lines) == 10
    assert len(set(lines[:5])) == len(set(lines[5:])) == 1
    assert lines[0].strip() in (first, first[::-1])


def test_a_headline_over_two_columns_comes_first():
    glyphs = drawn(list("ۋاس" * 12), x=500, y=60, size=10)
    for n in range(5):
        glyphs += drawn(list("لوس"), x=300, y=100 + 12 * n) + drawn(list("ڭوئ"), x=500, y=100 + 12 * n)
    lines = [line.text for line in page_lines(glyphs, rtl=True)]
    assert lines[0].startswith("ساۋ")
    assert lines[1:6] == ["ئوڭ"] * 5


def test_lines_become_paragraphs():
    y, glyphs = 100, []
    for n, words in enumerate(["ا" * 30, "ب" * 30, "." + "ت" * 10, "د" * 30, "." + "ر" * 29]):
        glyphs += drawn(list(words), y=y + 12 * n)
    lines = page_lines(glyphs, rtl=True)
    assert paragraphs(lines, rtl=True) == [f"{'ا' * 30} {'ب' * 30} {'ت' * 10}.", f"{'د' * 30} {'ر' * 29}."]


def test_brackets():
    assert mirrored("ئۇ )بىر( دېدى") == "ئۇ (بىر) دېدى"
    assert mirrored("ئۇ (بىر) دېدى") == "ئۇ (بىر) دېدى"


glyph = st.builds(
    lambda t, x, w, y, s: Glyph(t, x, x + w, y, y + s, s),
    st.text(min_size=1, max_size=2),
    st.floats(0, 600),
    st.floats(0, 30),
    st.floats(0, 800),
    st.floats(1, 60),
)


@given(st.lists(glyph, max_size=40), st.booleans())
def test_no_letter_is_lost_wherever_they_stand(glyphs, rtl):
    import unicodedata

    def bag(texts):
        return sorted(c for c in "".join(texts) if not c.isspace() and not unicodedata.decomposition(c))

    lines = page_lines(glyphs, rtl=rtl)
    plain = [g.text for g in glyphs if not any("\ufb50" <= c <= "\ufefc" for c in g.text)]
    assert len(bag(line.text for line in lines)) >= len(bag(plain))
    paragraphs(lines, rtl=rtl)


def document(*streams, more=b""):
    """A PDF of one page for each stream of drawing commands."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = []
    for stream in streams:
        kids.append(len(objects) + 1)
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F %s >> >> >>" % (len(objects) + 2, font),
            b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), more, stream),
        ]
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out),
    )  # fmt: skip


def lines_of(*lines):
    drawn_lines = b"".join(b"(%s) Tj T* " % line.encode("cp1252") for line in lines)
    return b"BT /F 11 Tf 14 TL 50 700 Td " + drawn_lines + b"ET"


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "noname"])
def test_a_document_by_its_content(tmp_path, name):
    (tmp_path / name).write_bytes(
        document(lines_of("Waqti: 2025-09-03", "", *LATIN.split(" ", 4)[:4], LATIN.split(" ", 4)[4]))
    )
    (record,) = records(tmp_path / name)
    assert isinstance(record, Record)
    assert " ".join(record.text.split()) == LATIN
    assert (record.published, record.published_from) == ("2025-09-03", "line above the text")
    assert record.origin == str(tmp_path / name)


def test_page_numbers_and_running_heads_are_left_out(tmp_path):
    texts = [["Heptilik gézit", f"{n}-bette shundaq bir xewer bar idi, u nahayiti uzun bolup,", str(n)] for n in "1234"]
    path = tmp_path / "a.pdf"
    path.write_bytes(document(*[lines_of(*[t for line in page for t in (line, "")]) for page in texts]))
    text = read_pdf(str(path)).text
    assert "gézit" not in text
    assert text.count("xewer") == 4


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7", "damaged"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 50, "damaged"),
        (document(b""), "may be a scan|without text"),  # the second where tesseract is there to look
        (document(lines_of(LATIN))[:-200], ""),
        (document(lines_of(LATIN)).replace(b"/Root 1 0 R", b"/Root 9 0 R"), ""),
        (document(lines_of(LATIN)).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), ""),
        (document(lines_of("The school was opened on Monday, and three hundred pupils came there.")), "not Uyghur"),
    ],
)
def test_bad_documents(tmp_path, data, reason):
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    (found,) = records(path)
    assert isinstance(found, Refusal) == bool(reason) or isinstance(found, Refusal)
    if isinstance(found, Refusal):
        assert any(part in found.reason for part in reason.split("|"))
        assert found.hint


def test_a_pdf_locked_by_a_password(tmp_path):
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >> "
    data = document(lines_of(LATIN)).replace(b"/Root 1 0 R", lock + b"/ID [<41> <41>] /Root 1 0 R")
    (tmp_path / "a.pdf").write_bytes(data)
    (found,) = records(tmp_path / "a.pdf")
    assert isinstance(found, Refusal)
    assert "password" in found.reason
    assert "without" in found.hint


def test_a_bomb_dies_in_its_own_process(tmp_path, monkeypatch):
    packed = zlib.compressobj(9)
    stream = b"".join(packed.compress(b" " * 10_000_000) for _ in range(200)) + packed.flush()
    (tmp_path / "a.pdf").write_bytes(document(stream, more=b"/Filter /FlateDecode"))
    with pytest.raises(InputError, match=r"memory|damaged|scan"):
        pdf_record(tmp_path / "a.pdf", "a.pdf")
    monkeypatch.setattr(pdf, "LONGEST", 0.01)
    with pytest.raises(InputError, match="longer"):
        pdf_record(tmp_path / "a.pdf", "a.pdf")


def test_without_the_package_the_hint_is_its_pip_line(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(MissingExtraError) as told:
        read_pdf("a.pdf")
    assert 'pip install "xewer[pdf]"' in told.value.hint
    monkeypatch.setattr(pdf, "limit_memory", lambda _: None)
    pdf.main("a.pdf")
    assert b"pdfplumber" in capfdbinary.readouterr().out


@given(st.binary(max_size=50))
def test_any_beginning(head):
    assert is_pdf(head) in (True, False)


def distance(a, b):
    """Edits from one text to the other."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


@pytest.mark.browser
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("name", ["exile-khorog-quake", "prc-flood-1", "cyrillic-strike", "latin-refugees"])
def test_printed_articles_come_back(tmp_path, name, columns):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no Chromium on this system")
    from playwright.sync_api import sync_playwright

    (article,) = records(data_path(f"examples/{name}.txt"))
    lines = [" ".join(line.split()) for line in article.text.split("\n") if line.strip()]
    way = "ltr" if name.startswith(("latin", "cyrillic")) else "rtl"
    page = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    style = f"columns:{columns};column-gap:2em;text-align:justify;font-family:'Noto Naskh Arabic','DejaVu Sans'"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.set_content(f'<html dir="{way}"><body><div style="{style}">{page}</div></body></html>')
        tab.pdf(path=tmp_path / "a.pdf", format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "2cm"))
        browser.close()
    found = read_pdf(str(tmp_path / "a.pdf")).text
    want = "\n".join(lines)
    assert distance(want, found) <= 0.005 * len(want)
