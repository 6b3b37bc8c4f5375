"""JSON lines and CSV."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from xewer.errors import InputError
from xewer.harvest.files import records
from xewer.harvest.record import Record, Refusal
from xewer.harvest.tabular import csv_records, json_document, json_records

TEXT = "يېڭى مەكتەپ دۈشەنبە كۈنى ئېچىلدى."
ROW = {
    "id": 7,
    "text": TEXT,
    "published": "2025-09-01",
    "title": "مەكتەپ",
    "url": "https://example.org/7",
    "author": "ئالىم",
    "source": "سىناق",
}
WHOLE = Record(TEXT, "مەكتەپ", "ئالىم", "2025-09-01", "column", "سىناق", "https://example.org/7", "x:1#7")


def lines(tmp_path, content):
    path = tmp_path / "a.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return list(json_records(path, "x"))


def test_all_fields(tmp_path):
    assert lines(tmp_path, json.dumps(ROW)) == [WHOLE]
    assert lines(tmp_path, json.dumps(ROW, ensure_ascii=False) + "\r\n\n") == [WHOLE]
    assert lines(tmp_path, "\ufeff" + json.dumps(ROW, ensure_ascii=False)) == [WHOLE]
    assert lines(tmp_path, (json.dumps(ROW) + "\n").encode("utf-16")) == [WHOLE]


def test_other_names_of_the_fields(tmp_path):
    (record,) = lines(
        tmp_path,
        json.dumps(
            {"Body": TEXT, "date": "2025-يىلى 9-ئاينىڭ 1-كۈنى", "Link": "https://example.org/", "author": ["ئا", "ب"]}
        ),
    )
    assert (record.text, record.published, record.url, record.author) == (
        TEXT,
        "2025-09-01",
        "https://example.org/",
        "ئا, ب",
    )


def test_text_is_never_changed(tmp_path):
    text = "  بىر\r\n ئىككى \u200c \ud800\n"
    (record,) = lines(tmp_path, json.dumps({"text": text}))
    assert record.text == text


def test_a_bad_line_is_refused_by_itself(tmp_path):
    bad = ["{", "[]", "3", '{"text": ""}', '{"text": 5}', '{"title": "x"}', "[" * 100_000, "\x00\x01"]
    content = "\n".join(f"{json.dumps(ROW)}\n{line}" for line in bad)
    found = lines(tmp_path, content)
    assert [type(f) for f in found] == [Record, Refusal] * len(bad)
    assert all(f.hint and f.origin == f"x:{i}" for i, f in enumerate(found, 1) if isinstance(f, Refusal))


def test_an_unclear_date_is_noted(tmp_path):
    (record,) = lines(tmp_path, json.dumps({"text": TEXT, "published": "03/09/2025"}))
    assert record.published is None
    assert "not understood" in record.notes[0]


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_nothing_in_it(tmp_path, content):
    (refusal,) = lines(tmp_path, content)
    assert refusal.reason == "nothing in it"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv(mark):
    head = mark.join(ROW)
    cells = mark.join(f'"{value}"' for value in ROW.values())
    (record,) = csv_records(f"{head}\r\n{cells}\r\n".encode("utf-8-sig"), "x")
    assert record == Record(TEXT, "مەكتەپ", "ئالىم", "2025-09-01", "column", "سىناق", "https://example.org/7", "x:2#7")


def test_csv_cells_keep_their_lines_and_rows_without_text_are_refused():
    first, second, third = csv_records(f'Title,Text\na,"{TEXT}\n{TEXT}"\nb\nc,{TEXT},d,e\n'.encode(), "x")
    assert first.text == f"{TEXT}\n{TEXT}"
    assert isinstance(second, Refusal)
    assert third.title == "c"


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", "تېكىست\nبىر\n".encode()])
def test_csv_without_the_column(data):
    with pytest.raises(InputError, match="no column called text") as caught:
        list(csv_records(data, "x"))
    assert caught.value.hint


def test_csv_without_rows():
    (refusal,) = csv_records(b"text,title\n", "x")
    assert "without rows" in refusal.reason


def test_a_json_file_is_one_article_or_a_list_of_them(tmp_path):
    (record,) = json_document(json.dumps(ROW).encode(), "x")
    assert record == replace(WHOLE, origin="x#7")
    first, second, third = json_document(json.dumps([ROW, {"title": "a"}, 5]).encode(), "x")
    assert first == WHOLE
    assert [(r.origin, bool(r.hint)) for r in (second, third) if isinstance(r, Refusal)] == [
        ("x:2", True),
        ("x:3", True),
    ]
    path = tmp_path / "a.json"
    path.write_text(json.dumps([ROW, ROW]), "utf-8")
    assert [r.title for r in records(tmp_path) if isinstance(r, Record)] == ["مەكتەپ"] * 2


def test_a_json_file_without_articles():
    (refusal,) = json_document(b"[]", "x")
    assert refusal.reason == "an empty list"
    for data in (b"{bad", b"[" * 100_000):
        with pytest.raises(InputError, match="JSON") as caught:
            list(json_document(data, "x"))
        assert caught.value.hint
