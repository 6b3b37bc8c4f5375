"""DOCX, ODT and EPUB: paragraphs in order, the head above the text, and what must not be read."""

from __future__ import annotations

import zipfile

import docx
import odfdo
import pytest

from xewer.harvest.files import Record, Refusal, records
from xewer.harvest.record import Wanted

TITLE = "يېڭى مەكتەپ ئېچىلدى"
LINES = [
    "شەھەر ھۆكۈمىتى دۈشەنبە كۈنى يېڭى مەكتەپنىڭ ئېچىلغانلىقىنى ئېلان قىلدى.",
    "مەكتەپ مۇدىرى بىرىنچى كۈنى ئۈچ يۈز ئوقۇغۇچىنىڭ كەلگەنلىكىنى ئېيتتى.",
]
HEAD = ["2025-يىلى 3-سېنتەبىر", "ئاپتور: ئەركىن", "مەنبە: كۈندىلىك گېزىت"]


def word_file(path, lines, *, title=TITLE):
    document = docx.Document()
    if title:
        document.add_heading(title, 0)
    for line in lines:
        document.add_paragraph(line)
    document.core_properties.author = "the owner of the computer"
    document.save(str(path))
    return document


def open_file(path, lines):
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, TITLE))
    for line in lines:
        document.body.append(odfdo.Paragraph(line))
    document.save(str(path))


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_head_title_and_paragraphs(tmp_path, kind):
    path = tmp_path / f"a.{kind}"
    (word_file if kind == "docx" else open_file)(path, [*HEAD, *LINES])
    (record,) = records(path)
    assert (record.title, record.published, record.author, record.source) == (
        TITLE, "2025-09-03", "ئەركىن", "كۈندىلىك گېزىت",
    )  # fmt: skip
    assert record.text == "\n".join(LINES)


def test_the_owner_of_the_computer_is_no_author(tmp_path):
    word_file(tmp_path / "a.docx", LINES)
    (record,) = records(tmp_path / "a.docx")
    assert record.author is None
    assert "no date" in record.notes[0]


def test_insertions_count_and_deletions_do_not(tmp_path):
    document = word_file(tmp_path / "a.docx", LINES)
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph = document.paragraphs[-1]._p
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t> ئۇ خۇشال.</w:t></w:r></w:ins>"))
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText> كونا گەپ.</w:delText></w:r></w:del>"))
    document.save(str(tmp_path / "b.docx"))
    (record,) = records(tmp_path / "b.docx")
    assert record.text.endswith(LINES[1] + " ئۇ خۇشال.")


def test_tables_stand_where_they_are(tmp_path):
    document = word_file(tmp_path / "a.docx", LINES[:1])
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "ئوقۇغۇچى", "300"
    document.add_paragraph(LINES[1])
    document.save(str(tmp_path / "b.docx"))
    (record,) = records(tmp_path / "b.docx")
    assert record.text == "\n".join([LINES[0], "ئوقۇغۇچى", "300", LINES[1]])


def test_comments_of_an_open_document_are_not_read(tmp_path):
    path = tmp_path / "a.odt"
    document = odfdo.Document("text")
    document.body.clear()
    paragraph = odfdo.Paragraph(LINES[0])
    paragraph.insert_annotation(after="ھۆكۈمىتى", body="بۇ ئىزاھات", creator="x")
    document.body.append(paragraph)
    document.body.append(odfdo.Paragraph(LINES[1]))
    document.save(str(path))
    (record,) = records(path)
    assert record.text == "\n".join(LINES)


def book(path, chapters, *, day="2025-09-03"):
    items = "".join(
        f'<item id="c{i}" href="c{i}.xhtml" media-type="application/xhtml+xml"/>' for i in range(len(chapters))
    )
    order = "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("mimetype", "application/epub+zip")
        zipped.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        )
        zipped.writestr(
            "OEBPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            f"<dc:title>ژۇرنال</dc:title><dc:date>{day}</dc:date></metadata><manifest>{items}</manifest>"
            f"<spine>{order}</spine></package>",
        )
        for i, chapter in enumerate(chapters):
            zipped.writestr(
                f"OEBPS/c{i}.xhtml", f"<html><head><title>ژۇرنال</title></head><body>{chapter}</body></html>"
            )


def test_each_document_of_a_book_is_an_article(tmp_path):
    chapters = ["<p>مۇقاۋا</p>"] + [
        f"<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in LINES) for title in (TITLE, "ئىككىنچى خەۋەر")
    ]
    book(tmp_path / "a.epub", chapters)
    *found, remark = records(tmp_path / "a.epub")
    assert [(r.title, r.published, r.published_from, r.source) for r in found] == [
        (TITLE, "2025-09-03", "date of the book", "ژۇرنال"),
        ("ئىككىنچى خەۋەر", "2025-09-03", "date of the book", "ژۇرنال"),
    ]
    assert all(r.text == "\n".join(LINES) for r in found)
    assert "1 documents" in remark.text


def test_documents_that_cannot_be_read(tmp_path):
    (tmp_path / "cut.docx").write_bytes(b"PK\x03\x04rubbish")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as zipped:
        zipped.writestr("a.bin", b"x")
    with zipfile.ZipFile(tmp_path / "bomb.odt", "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("META-INF/manifest.xml", "<m/>")
        zipped.writestr("content.xml", b" " * 30_000_000)
    with zipfile.ZipFile(tmp_path / "empty.docx", "w") as zipped:
        zipped.writestr("word/document.xml", "<no")
    word_file(tmp_path / "blank.docx", [], title="")
    book(tmp_path / "cover.epub", ["<p>مۇقاۋا</p>"])
    reasons = {p.name: list(records(p)) for p in sorted(tmp_path.iterdir())}
    assert all(len(found) == 1 and isinstance(found[0], Refusal) for found in reasons.values())
    assert all(found[0].hint for found in reasons.values())
    told = {name: found[0].reason for name, found in reasons.items()}
    assert told["bomb.odt"] == "packed as bombs are"
    assert "ZIP" in told["other.zip"]
    assert told["blank.docx"] == "a document without text"
    assert told["cover.epub"] == "an EPUB without an article"


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_missing_package_names_its_pip_line(tmp_path, monkeypatch, kind):
    path = tmp_path / f"a.{kind}"
    (word_file if kind == "docx" else open_file)(path, LINES)
    monkeypatch.setitem(__import__("sys").modules, "docx" if kind == "docx" else "odfdo", None)
    (refusal,) = records(path)
    assert isinstance(refusal, Refusal)
    assert 'pip install "xewer[office]"' in refusal.hint


def test_text_of_another_language_is_refused(tmp_path):
    word_file(tmp_path / "a.docx", ["The school was opened on Monday, and many pupils came to see it."], title="")
    (refusal,) = records(tmp_path / "a.docx")
    assert isinstance(refusal, Refusal)
    assert "English" in refusal.reason
    (record,) = records(tmp_path / "a.docx", Wanted(other=True))
    assert isinstance(record, Record)
