"""Originals: kept when asked for, extracted anew, really gone when their article is removed."""

from __future__ import annotations

import io
import json
import stat

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from xewer.archive.originals import Original, Originals, originals_path
from xewer.archive.store import Archive
from xewer.harvest import html
from xewer.show.cli import main

TEXT = "{} نومۇرلۇق مەكتەپ دۈشەنبە كۈنى ئېچىلدى، بىرىنچى كۈنى ئۈچ يۈز ئوقۇغۇچى كەلدى."
PAGE = "<html><head><title>مەكتەپ {0}</title></head><body><h1>مەكتەپ {0}</h1>{2}<p>{1}</p><p>{1}</p></body></html>"


def page(n, beside=""):
    return PAGE.format(n, TEXT.format(n), beside)


def feed(path):
    item = "<item><title>مەكتەپ {0}</title><link>https://example.org/{0}</link><description>{1}</description></item>"
    items = "".join(item.format(n, TEXT.format(n)) for n in range(2))
    path.write_text(f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>', encoding="utf-8")
    return path


def crawl(path):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    body = page(7, "<div>3 كۈن بۇرۇن</div>").encode()
    record = writer.create_warc_record(
        "https://example.org/7", "response", payload=io.BytesIO(body), http_headers=headers,
        warc_headers_dict={"WARC-Date": "2019-05-20T10:00:00Z"},
    )  # fmt: skip
    writer.write_record(record)
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def shelf(tmp_path, capsys):
    """Runs the command line on an archive; gives exit code, output, complaints."""

    def run(*argv):
        with pytest.raises(SystemExit) as ended:
            main([str(a) for a in (*argv, "--archive", tmp_path / "a.db")])
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return run


def sources(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(page(1), encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(TEXT.format(9), encoding="utf-8")
    feed(tmp_path / "in" / "c.xml")
    crawl(tmp_path / "in" / "d.warc.gz")
    (tmp_path / "in" / "e.jsonl").write_text(json.dumps({"text": TEXT.format(5)}), encoding="utf-8")
    return tmp_path / "in"


def test_nothing_is_kept_unasked(tmp_path, shelf):
    assert shelf("add", sources(tmp_path))[0] == 0
    assert not originals_path(tmp_path / "a.db").exists()
    code, _, err = shelf("reextract")
    assert code == 0
    assert "--keep-original" in err


def test_kept_and_extracted_anew_to_the_same(tmp_path, shelf):
    folder = sources(tmp_path)
    assert shelf("add", folder, "--keep-original")[0] == 0
    assert stat.S_IMODE(originals_path(tmp_path / "a.db").stat().st_mode) == 0o600
    for path in folder.iterdir():
        path.unlink()
    code, out, err = shelf("reextract")
    assert (code, out.strip()) == (0, "5 same, 0 updated, 0 refused"), err


def test_a_better_extractor_makes_a_new_version(tmp_path, shelf, monkeypatch):
    folder = sources(tmp_path)
    shelf("add", folder, "--keep-original")
    real = html._paragraphs
    monkeypatch.setattr(html, "_paragraphs", lambda body, title: [*real(body, title)][:1])
    assert shelf("reextract")[1].strip() == "3 same, 2 updated, 0 refused"
    with Archive(tmp_path / "a.db") as archive:
        (changed,) = (a for a in map(archive.get, archive.ids()) if a.url == "https://example.org/7")
        assert changed.text == TEXT.format(7)
        assert changed.published == "2019-05-17"
        assert [v.seq for v in archive.versions(changed.id)] == [1, 2]


def test_a_removed_article_takes_its_original_along(tmp_path, shelf):
    shelf("add", sources(tmp_path), "--keep-original")
    with Archive(tmp_path / "a.db") as archive:
        ids = {archive.get(i).url or archive.get(i).text[:2]: i for i in archive.ids()}
    path = originals_path(tmp_path / "a.db")
    with Originals(tmp_path / "a.db") as originals:
        assert b"rss" in originals.get(ids["https://example.org/0"]).data
    assert shelf("remove", ids["https://example.org/0"], "--yes")[0] == 0
    with Originals(tmp_path / "a.db") as originals:
        assert originals.get(ids["https://example.org/0"]) is None
        assert b"rss" in originals.get(ids["https://example.org/1"]).data, "another article of the same feed"
    assert shelf("remove", ids["https://example.org/1"], "--yes")[0] == 0
    with Originals(tmp_path / "a.db") as originals:
        assert sorted(originals.articles()) == sorted(
            set(ids.values()) - {ids["https://example.org/0"], ids["https://example.org/1"], ids["5 "]}
        )
    assert path.exists()


def test_the_bytes_are_gone_from_the_file(tmp_path):
    mark = bytes(range(256)) * 3
    with Originals(tmp_path / "a.db") as originals:
        originals.keep("1", Original(mark, "a.html"))
        packed = originals._run("SELECT data FROM original")[0][0]
        originals.forget("1")
    assert packed not in originals_path(tmp_path / "a.db").read_bytes()


def test_one_that_cannot_be_extracted_any_more_stays(tmp_path, shelf, monkeypatch):
    shelf("add", sources(tmp_path), "--keep-original")
    monkeypatch.setattr(html, "_LEAST", 10**6)
    code, out, err = shelf("reextract")
    assert (code, out.strip()) == (3, "3 same, 0 updated, 2 refused")
    assert "no article in this page" in err
    assert shelf("reextract", "nosuchid")[0] == 1
