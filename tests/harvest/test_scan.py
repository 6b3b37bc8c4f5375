"""Scans: what is put right after recognition, and pages of our own drawn, recognised and read."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from xewer.harvest import scan
from xewer.harvest.files import Refusal, records
from xewer.harvest.scan import Word, tesseract_languages
from xewer.harvest.scan_repair import repaired

FONT = next((p for p in Path("/usr/share/fonts").rglob("UKIJTuz.ttf")), Path("no font"))
TITLE = "يىپەك يولى مەكتىپى ئېچىلدى"
LINES = [
    "شەھەر ھۆكۈمىتى دۈشەنبە كۈنى يېڭى مەكتەپنىڭ ئېچىلغانلىقىنى ئېلان قىلدى.",
    "مەكتەپ مۇدىرى بىرىنچى كۈنى ئۈچ يۈز ئوقۇغۇچىنىڭ كەلگەنلىكىنى ئېيتتى.",
]
needs_tesseract = pytest.mark.skipif(
    "uig" not in tesseract_languages() or not FONT.exists(),
    reason="tesseract with its Uyghur data and the font UKIJ Tuz are not installed (SYSTEM=1 make test installs them)",
)


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("ئۇ كەلدى› كەتتى.", "ئۇ كەلدى، كەتتى."),
        ("«ئۇ ‹كەل› دېدى»", "«ئۇ ‹كەل› دېدى»"),
        ("ئۈنىڭ ئۈچۈن بۈ سۈ", "ئۇنىڭ ئۈچۈن بۇ سۇ"),
        ("كۈن ۋە گۈل", "كۈن ۋە گۈل"),
        ("ئىشسىزلىق 40% كە يەتتى", "ئىشسىزلىق %40 كە يەتتى"),
        ("نەتىجە 1-3 بولدى", "نەتىجە 3-1 بولدى"),
        ("03-09-2025", "2025-09-03"),
        ("2025-يىلى", "2025-يىلى"),
        ("BBC ۋە 3.5", "BBC ۋە 3.5"),
        ("", ""),
    ],
)
def test_what_is_put_right(read, right):
    assert repaired(read) == right


def test_a_name_that_no_lexicon_knows_keeps_its_letters():
    assert repaired("كىملىچۈ سترۆمبېرگ") == "كىملىچۈ سترۆمبېرگ"


def drawn(path, *, turned=0, font=FONT):
    page = Image.new("L", (2480, 1200), 255)
    draw = ImageDraw.Draw(page)
    for text, y, size in (
        (TITLE, 150, 90),
        ("2025-يىلى 3-سېنتەبىر", 330, 50),
        (LINES[0], 480, 50),
        (LINES[1], 680, 50),
    ):
        face = ImageFont.truetype(str(font), size, layout_engine=ImageFont.Layout.RAQM)
        width = draw.textlength(text, font=face, direction="rtl", language="ug")
        draw.text((2300 - width, y), text, font=face, fill=0, direction="rtl", language="ug")
    page.rotate(turned, expand=True, fillcolor=255).save(path, dpi=(300, 300))
    return path


def letters(text):
    return text.replace(" ", "")


@needs_tesseract
@pytest.mark.parametrize("turned", [0, 90, 180])
def test_a_page_with_its_headline_and_day(tmp_path, turned):
    (record,) = records(drawn(tmp_path / "a.png", turned=turned))
    assert letters(record.title) == letters(TITLE)
    assert record.published == "2025-09-03"
    assert letters(record.text.replace("\n", "")) == letters("".join(LINES))
    assert "recognised from a scan" in record.notes[0]


@needs_tesseract
def test_a_pdf_of_pictures(tmp_path):
    Image.open(drawn(tmp_path / "a.png")).save(tmp_path / "a.pdf", resolution=300)
    (record,) = records(tmp_path / "a.pdf")
    assert (letters(record.title), record.published) == (letters(TITLE), "2025-09-03")


@needs_tesseract
def test_pictures_without_text(tmp_path):
    Image.effect_noise((1200, 900), 90).save(tmp_path / "noise.png", dpi=(300, 300))
    Image.new("L", (1200, 900), 255).save(tmp_path / "blank.png", dpi=(300, 300))
    (tmp_path / "cut.png").write_bytes(b"\x89PNG\r\n\x1a\nrubbish")
    for found in map(list, map(records, sorted(tmp_path.iterdir()))):
        (refusal,) = found
        assert isinstance(refusal, Refusal)
        assert refusal.hint


def test_without_tesseract(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    (refusal,) = records(drawn(tmp_path / "a.png", font=FONT) if FONT.exists() else _plain(tmp_path / "a.png"))
    assert "tesseract" in refusal.reason
    assert "tesseract-ocr-uig" in refusal.hint


def _plain(path):
    Image.new("L", (10, 10), 255).save(path)
    return path


def test_without_its_uyghur_data(tmp_path, monkeypatch):
    monkeypatch.setattr(scan, "tesseract_languages", lambda: frozenset(["eng"]))
    (refusal,) = records(_plain(tmp_path / "a.png"))
    assert "Uyghur data" in refusal.reason


def test_a_page_that_takes_too_long(tmp_path, monkeypatch):
    def late(*_, **__):
        raise subprocess.TimeoutExpired("tesseract", 1)

    monkeypatch.setattr(scan, "tesseract_languages", lambda: frozenset(["uig"]))
    monkeypatch.setattr(subprocess, "run", late)
    (refusal,) = records(_plain(tmp_path / "a.png"))
    assert "longer than" in refusal.reason


def test_an_unsure_word_gives_way_to_a_sure_latin_one():
    def word(left, text, sure):
        return Word(1, 1, 1, 1, left, 0, 90, 40, sure, text)

    read = [word(300, "بىر", 90), word(200, "847", 30), word(100, "2018", 95)]
    latin = [word(205, "MWP", 90)]
    assert [w.text for w in scan._with_latin(read, latin)] == ["بىر", "MWP", "2018"]
