"""Files and folders: what is taken in, and every bad input with its reason and hint."""

from __future__ import annotations

import os
import sqlite3
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.harvest import files
from xewer.harvest.files import Record, Refusal, records, text_record
from xewer.harvest.record import Wanted
from xewer.resources import data_path

TEXT = "يېڭى مەكتەپ دۈشەنبە كۈنى ئېچىلدى، بىرىنچى كۈنى ئۈچ يۈز ئوقۇغۇچى كەلدى."
ENGLISH = "The new school was opened on Monday, and three hundred pupils came on the first day."
PAGE = f"<html><title>مەكتەپ</title><body><p>{TEXT}</p><p>{TEXT}</p></body></html>"
FEED = f"<rss><channel><item><description>{TEXT}</description></item></channel></rss>"


def put(folder, name, content=TEXT):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", TEXT, TEXT),
        ("a", TEXT, TEXT),
        ("a.log", TEXT, TEXT),
        ("a.html", PAGE, f"{TEXT}\n{TEXT}"),
        ("page.txt", PAGE, f"{TEXT}\n{TEXT}"),
        ("view.php?id=3", PAGE, f"{TEXT}\n{TEXT}"),
        ("a.xml", FEED, TEXT),
        ("a.html", FEED, TEXT),
        ("a.csv", f"text\n{TEXT}\n", TEXT),
        ("a.jsonl", f'{{"text": "{TEXT}"}}', TEXT),
    ],
)
def test_kinds_are_told_by_content(tmp_path, name, content, text):
    (record,) = records(put(tmp_path, name, content))
    assert isinstance(record, Record)
    assert record.text == text


def database(tmp_path):
    with sqlite3.connect(tmp_path / "a.db") as db:
        db.execute("CREATE TABLE t (a)")
    return tmp_path / "a.db"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "nothing in it"),
        ("blank.txt", b" \n\n", "nothing in it"),
        ("a.pdf", b"%PDF-1.4\n%\xe2\xe3", "a damaged PDF"),
        ("a.docx", b"PK\x03\x04\x14\x00word/document.xml", "a damaged document"),
        ("a.gif", b"GIF89a" + bytes(20), "a GIF picture"),
        ("a.txt", bytes(range(256)) * 9, "zero bytes"),
        ("english.txt", ENGLISH, "it seems to be English"),
        ("english.html", f"<p>{ENGLISH}</p><p>{ENGLISH}</p>", "it seems to be English"),
        (
            "kazakh.txt",
            "Жаңа мектеп дүйсенбі күні ашылды, бірінші күні үш жүз оқушы келді, мұғалімдер қуанды.",
            "it seems to be Kazakh",
        ),
        ("font.txt", "ظذيغذر تئلئ ظذنئؤةرسئتئتئ " * 4, "old font encoding"),
        ("numbers.txt", "1 2 3 4 5", "no words"),
        ("a.html", "<html><body></body></html>", "no article"),
        ("a.xml", "<?xml version='1.0'?><note>x</note>", "neither feed nor page"),
        ("bomb.xml", '<!DOCTYPE rss [<!ENTITY a "x">]><rss>&a;</rss>', "document type"),
        ("bomb.html", "<html>" + "<div>" * 50_000, "nested"),
        ("a.csv", "a,b\n1,2", "no column called text"),
        ("a.jsonl", "{", "not JSON"),
    ],
)
def test_bad_files_are_refused_with_reason_and_hint(tmp_path, name, content, reason):
    path = put(tmp_path, name, content)
    (refusal,) = records(path)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason
    assert refusal.hint
    assert refusal.origin.startswith(str(path))


def test_a_fault_of_ours_in_one_file_is_named_and_the_rest_goes_on(tmp_path, monkeypatch):
    put(tmp_path, "a.html", PAGE)
    put(tmp_path, "b.txt")

    def broken(data, origin, **_):
        raise RuntimeError("boom")

    monkeypatch.setattr(files, "page_record", broken)
    refusal, record = records(tmp_path)
    assert "boom" in refusal.reason
    assert refusal.hint
    assert record.text == TEXT


def test_database(tmp_path):
    (refusal,) = records(database(tmp_path))
    assert "SQLite" in refusal.reason


@pytest.mark.parametrize(
    ("path", "reason"), [("none.txt", "no such file"), ("\x00", "no such file"), ("a" * 5000, "cannot be read")]
)
def test_names_that_lead_nowhere(path, reason):
    (refusal,) = records(path)
    assert reason in refusal.reason
    assert refusal.hint


def test_no_permission(tmp_path, monkeypatch):
    path = put(tmp_path, "a.txt")

    def denied(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(type(path), "read_bytes", denied)
    (refusal,) = records(path)
    assert "not allowed" in refusal.reason
    assert refusal.hint


def test_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)
    (refusal,) = records(path)
    assert "too large" in refusal.reason
    assert "split" in refusal.hint


def test_a_page_of_95_megabytes_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.write(b"<html><body>")
        file.truncate(95_000_000)
    tracemalloc.start()
    (refusal,) = records(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refusal.reason == "too large: 95 MB, at most 40"
    assert peak < 5_000_000


def test_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (refusal,) = records(tmp_path / "pipe.txt")
    assert refusal.reason == "not a file"


def test_other_languages_are_kept_on_request(tmp_path):
    (record,) = records(put(tmp_path, "a.txt", ENGLISH), Wanted(other=True))
    assert record.text == ENGLISH
    assert text_record(ENGLISH.encode(), "-", Wanted(other=True)).text == ENGLISH
    assert "English" in text_record(ENGLISH.encode(), "-").reason


def test_folder_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.html", "c/d.txt", "c/.hidden.txt", ".git/e.txt", "style.css", "x.js"):
        put(tmp_path, name, PAGE if name.endswith("html") else TEXT)
    assert [r.origin for r in records(tmp_path)] == [str(tmp_path / n) for n in ("a.html", "b.txt", "c/d.txt")]


def test_links_in_a_circle_end(tmp_path):
    put(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert [r.origin for r in records(tmp_path)] == [str(tmp_path / "a" / "b.txt")]


def test_broken_link_is_named(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (refusal,) = records(tmp_path)
    assert refusal.reason == "no such file"


def test_folder_without_articles(tmp_path):
    put(tmp_path, "style.css", "p {}")
    (refusal,) = records(tmp_path)
    assert "without articles" in refusal.reason
    assert ".html" in refusal.hint


def test_short_text_is_kept_with_a_note():
    record = text_record("ياق، بارمايدۇ".encode(), "-")
    assert isinstance(record, Record)


def test_text_record_takes_pages_and_single_item_feeds():
    assert text_record(PAGE.encode(), "-").text == f"{TEXT}\n{TEXT}"
    assert text_record(FEED.encode(), "-").text == TEXT
    two = text_record(FEED.replace("</item>", f"</item><item><description>{TEXT}</description></item>").encode(), "-")
    assert isinstance(two, Refusal)
    assert two.hint


def test_every_example_is_read():
    found = list(records(data_path("examples")))
    assert len(found) == 24
    assert all(isinstance(record, Record) for record in found)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.xml", "a.csv", "a"]))
def test_any_bytes_give_a_record_or_a_refusal(data, name):
    found = text_record(data, name)
    assert isinstance(found, Record) or (found.reason and found.hint)
