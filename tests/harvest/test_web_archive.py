"""Web archives: which pages come out, what is counted, and what is left of damaged files."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
import zlib
from itertools import pairwise

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from xewer.harvest import warc_stream as stream_of
from xewer.harvest.files import Record, Refusal, records
from xewer.harvest.record import Remark, Wanted
from xewer.harvest.warc_stream import Damage, is_warc, warc_stream

TEXT = "شەھەردە {} نومۇرلۇق يېڭى مەكتەپ دۈشەنبە كۈنى ئېچىلدى، بىرىنچى كۈنى ئۈچ يۈز ئوقۇغۇچى كەلدى."
PAGE = "<html><head><title>مەكتەپ {0}</title></head><body><h1>مەكتەپ {0}</h1><p>{1}</p><p>{1}</p></body></html>"


def page(n):
    return PAGE.format(n, TEXT.format(n)).encode()


def archive(*answers, packed=True, kind="response", date="2019-05-20T10:00:00Z"):
    """A WARC of answers: (address, content type, body, more headers)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, content_type, body, *more in answers:
        headers = StatusAndHeaders("200 OK", [("Content-Type", content_type), *more], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), http_headers=headers, warc_headers_dict={"WARC-Date": date}
            )
        )
    return out.getvalue()


def pages(count, **keys):
    return archive(*[(f"https://example.org/{n}", "text/html; charset=utf-8", page(n)) for n in range(count)], **keys)


def members(data):
    """Where the gzip members of a file begin."""
    places, at = [], 0
    while at < len(data):
        places.append(at)
        unpack = zlib.decompressobj(31)
        unpack.decompress(data[at:])
        at = len(data) - len(unpack.unused_data)
    return places


def put(tmp_path, data, name="a.warc.gz"):
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def split(found):
    found = [f for f in found if not isinstance(f, Remark)]
    return [f for f in found if isinstance(f, Record)], [f for f in found if isinstance(f, Refusal)]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "a.html", "noname"])
def test_articles_with_their_addresses_whatever_the_name(tmp_path, packed, name):
    found = list(records(put(tmp_path, pages(3, packed=packed), name)))
    kept, refused = split(found)
    assert [r.url for r in kept] == [f"https://example.org/{n}" for n in range(3)]
    assert [r.title for r in kept] == [f"مەكتەپ {n}" for n in range(3)]
    assert kept[1].text == "\n".join([TEXT.format(1)] * 2)
    assert kept[1].origin.endswith("#https://example.org/1")
    assert not refused
    assert found[-1].text == "web archive of 3 records: 3 articles"


def test_one_gzip_stream_over_all_records(tmp_path):
    kept, refused = split(records(put(tmp_path, gzip.compress(pages(3, packed=False)))))
    assert (len(kept), refused) == (3, [])


def test_all_else_is_counted_not_refused_one_by_one(tmp_path):
    english = b"<html><body>" + b"<p>The new school was opened on Monday, and three hundred pupils came.</p>" * 3
    data = archive(
        ("https://example.org/1", "text/html", page(1)),
        ("https://example.org/a.png", "image/png", b"\x89PNG"),
        ("https://example.org/en", "text/html", english),
        ("https://example.org/list", "text/html", b"<html><body><a href='/1'>1</a></body></html>"),
        ("https://example.org/none", "text/html", b""),
    ) + archive(("https://example.org/1", "text/html", b""), kind="revisit")
    moved = archive(("https://example.org/old", "text/html", page(7))).replace(b"200 OK", b"301 No")
    data += gzip.compress(gzip.decompress(moved).replace(b"200 OK", b"301 No"))
    kept, remark = records(put(tmp_path, data))
    assert isinstance(kept, Record)
    assert remark.text == (
        "web archive of 7 records: 1 articles, 1 not HTML, 1 pages in other languages, 2 pages without an article, "
        "1 redirects and errors, 1 revisits"
    )
    kept, _ = split(records(put(tmp_path, data), Wanted(other=True)))
    assert len(kept) == 2


def test_nothing_uyghur(tmp_path):
    (refusal,) = records(put(tmp_path, archive(("https://example.org/a.png", "image/png", b"\x89PNG"))))
    assert "no Uyghur article" in refusal.reason
    assert "1 not HTML" in refusal.reason
    assert refusal.hint


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("ئېلان قىلىنغىلى 448 كۈن بولدى", "2018-02-26"),
        ("3 kün burun", "2019-05-17"),
        ("5 ئاي بۇرۇن", None),
        ("", None),
        ("ۋاقتى: 2019-05-02", "2019-05-02"),
    ],
)
def test_the_capture_dates_only_what_is_told_in_days_ago(tmp_path, told, day):
    body = page(1).decode().replace("</h1>", f"</h1><div>{told}</div>").encode()
    (kept,), _ = split(records(put(tmp_path, archive(("https://example.org/1", "text/html", body)))))
    assert kept.published == day


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("gzip", bytes),
        ("zstd", bytes),
        ("", bytes),
    ],
)
def test_bodies_as_they_were_sent(tmp_path, coding, pack):
    body = pack(page(1))
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(body[i : i + 99]), body[i : i + 99]) for i in range(0, len(body), 99))
    for sent, more in ((body, ()), (chunks + b"0\r\n\r\n", [("Transfer-Encoding", "chunked")])):
        data = archive(("https://example.org/1", "text/html", sent, ("Content-Encoding", coding), *more))
        (kept,), _ = split(records(put(tmp_path, data)))
        assert TEXT.format(1) in kept.text


@pytest.mark.parametrize("body", [gzip.compress(b"x" * 20_000_000), b"<p>" + b"x" * 9_000_000, b"\x1f\x8b\x08broken"])
def test_pages_that_are_bombs_or_broken_are_refused_and_the_rest_goes_on(tmp_path, body):
    data = archive(
        ("https://example.org/0", "text/html", body, ("Content-Encoding", "gzip")),
        ("https://example.org/1", "text/html", page(1)),
    )
    kept, refused = split(records(put(tmp_path, data)))
    assert len(kept) == 1
    assert len(refused) == 1
    assert "MB" in refused[0].reason or "unpacked" in refused[0].reason
    assert refused[0].origin.endswith("#https://example.org/0")


@pytest.mark.parametrize(
    "body", [zstandard.compress(bytes(50_000_000)), zstandard.compress(page(0))[:-30] + b"rubbish"]
)
def test_bodies_of_zstd_that_are_bombs_or_broken(tmp_path, body):
    data = archive(
        ("https://example.org/0", "text/html", body, ("Content-Encoding", "zstd")),
        ("https://example.org/1", "text/html", page(1)),
    )
    kept, refused = split(records(put(tmp_path, data)))
    assert len(kept) == len(refused) == 1
    assert "MB" in refused[0].reason or "unpacked" in refused[0].reason


def test_bomb_bounded_in_memory(tmp_path):
    bomb = archive(("https://example.org/big", "video/mp4", bytes(300_000_000)))
    path = put(tmp_path, pages(1) + bomb + pages(2))
    tracemalloc.start()
    kept, refused = split(records(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(kept) == 3
    assert "bombs" in refused[0].reason
    assert peak < 40_000_000


def test_zeros_in_the_middle_cost_only_what_they_hit(tmp_path):
    data = bytearray(pages(300))
    places = members(data)
    start = places[150] + 20
    data[start : start + 200] = bytes(200)
    kept, refused = split(records(put(tmp_path, bytes(data))))
    assert len(kept) == 299
    assert len(refused) == 1
    assert f"damaged at byte {places[150]}" in refused[0].reason
    assert f"byte {places[151]}" in refused[0].reason


def test_five_thousand_zeros_lose_only_the_records_they_touch(tmp_path):
    data = bytearray(pages(300))
    places = [*members(data), len(data)]
    start = len(data) // 2
    data[start : start + 5000] = bytes(5000)
    touched = sum(a < start + 5000 and b > start for a, b in pairwise(places))
    kept, refused = split(records(put(tmp_path, bytes(data))))
    assert len(kept) == 300 - touched
    assert refused


def test_one_flipped_bit_is_no_article(tmp_path):
    """The check sum stands behind the text: the page must not be kept before it is read."""
    data = bytearray(pages(3))
    second = members(data)[1]
    data[second - 8] ^= 1  # the check sum of the first
    kept, refused = split(records(put(tmp_path, bytes(data))))
    assert [r.url for r in kept] == ["https://example.org/1", "https://example.org/2"]
    assert len(refused) == 1


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_cut_short_is_told_and_its_last_page_not_kept(tmp_path, packed):
    data = pages(5, packed=packed)
    kept, refused = split(records(put(tmp_path, data[:-150])))
    assert len(kept) == 4
    assert len(refused) == 1
    assert "nothing after it" in refused[0].hint


def test_damage_in_an_unpacked_file(tmp_path):
    data = pages(5, packed=False)
    third = data.index(b"WARC/", data.index(b"https://example.org/2") + 30)
    broken = data[:third] + b"rubbish\r\n" * 50 + data[third:]
    kept, refused = split(records(put(tmp_path, broken, "a.warc")))
    assert len(kept) == 5
    assert "no record begins" in refused[0].reason
    wrong = data.replace(b"Content-Length: ", b"Content-Length: 9", 1)
    kept, refused = split(records(put(tmp_path, wrong, "a.warc")))
    assert len(kept) >= 3
    assert refused


def test_a_head_without_end(tmp_path):
    record = b"WARC/1.0\r\nWARC-Type: response\r\n" + b"X: y\r\n" * 400_000
    kept, refused = split(records(put(tmp_path, gzip.compress(record) + pages(1))))
    assert len(kept) == 1
    assert len(refused) == 1


@given(st.binary(max_size=400), st.integers(0, 3000), st.booleans())
def test_no_bytes_stop_it(noise, place, packed):
    data = pages(3, packed=packed)
    place %= len(data)
    found = list(warc_stream(io.BytesIO(data[:place] + noise + data[place + len(noise) // 2 :])))
    assert len(found) <= 10
    assert all(f.next_at is None or f.next_at > f.at for f in found if isinstance(f, Damage))


@given(st.binary())
def test_any_beginning(head):
    assert is_warc(head) in (True, False)
    list(warc_stream(io.BytesIO(b"WARC/1.0\r\n" + head)))


def wacz(tmp_path, *files, name="a.wacz"):
    with zipfile.ZipFile(tmp_path / name, "w") as zipped:
        zipped.writestr("datapackage.json", "{}")
        for inside, data, method in files:
            zipped.writestr(inside, data, method)
    return tmp_path / name


@pytest.mark.parametrize("name", ["a.wacz", "a.zip"])
def test_wacz_is_read_as_a_stream(tmp_path, name):
    path = wacz(
        tmp_path,
        ("archive/a.warc.gz", pages(2), zipfile.ZIP_STORED),
        ("archive/b.warc", pages(3, packed=False), zipfile.ZIP_DEFLATED),
        ("archive/../../c.warc.gz", pages(2), zipfile.ZIP_STORED),
        name=name,
    )
    found = list(records(path))
    kept, refused = split(found)
    assert (len(kept), refused) == (5, [])
    assert "web archive of 5 records" in found[-1].text
    assert list(tmp_path.iterdir()) == [path]


def test_wacz_bombs_and_damage(tmp_path):
    path = wacz(
        tmp_path,
        ("archive/a.warc", bytes(60_000_000), zipfile.ZIP_DEFLATED),
        ("archive/b.warc.gz", pages(2), zipfile.ZIP_STORED),
        ("archive/c.warc", pages(2, packed=False), zipfile.ZIP_DEFLATED),
    )
    data = path.read_bytes()
    at = data.index(b"archive/c.warc") + 300
    path.write_bytes(data[:at] + bytes(40) + data[at + 40 :])
    kept, refused = split(records(path))
    assert len(kept) >= 2
    assert "bombs" in refused[0].reason
    assert any("c.warc" in r.origin for r in refused)


def test_without_the_package_the_hint_is_its_pip_line(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "warcio.recordloader", None)
    (refusal,) = records(put(tmp_path, pages(1)))
    assert 'pip install "xewer[harvest]"' in refusal.hint


def test_folders_look_at_web_archives(tmp_path):
    put(tmp_path, pages(2))
    wacz(tmp_path, ("archive/a.warc.gz", pages(1), zipfile.ZIP_STORED))
    put(tmp_path, gzip.compress(b"x"), "other.gz")
    kept, refused = split(records(tmp_path))
    assert (len(kept), refused) == (3, [])


def test_a_fault_of_ours_in_one_page_stops_nothing(tmp_path, monkeypatch):
    from xewer.harvest import web_archive

    whole = web_archive.page_record

    def broken(data, place, **keys):
        if place.endswith("/1"):
            raise RuntimeError("boom")
        return whole(data, place, **keys)

    monkeypatch.setattr(web_archive, "page_record", broken)
    kept, refused = split(records(put(tmp_path, pages(3))))
    assert len(kept) == 2
    assert "boom" in refused[0].reason
    assert stream_of.LARGEST_PAGE > 1_000_000


def arc(count, *, packed):
    """An ARC of the same pages, as Heritrix 1 and the Internet Archive wrote them."""
    version = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://a.arc 0.0.0.0 20100520100000 text/plain %d\n" % len(version)
    out = [head + version + b"\n"]
    for n in range(count):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(n)
        line = f"https://example.org/{n} 127.0.0.1 20100520100000 text/html {len(body)}\n"
        out.append(line.encode() + body + b"\n")
    return b"".join(map(gzip.compress, out)) if packed else b"".join(out)


@pytest.mark.parametrize("packed", [True, False])
def test_arc(tmp_path, packed):
    *kept, remark = records(put(tmp_path, arc(3, packed=packed), "a.arc.gz" if packed else "a.arc"))
    assert [r.url for r in kept] == [f"https://example.org/{n}" for n in range(3)]
    assert kept[1].text == "\n".join([TEXT.format(1)] * 2)
    assert remark.text == "web archive of 4 records: 3 articles, 1 requests and descriptions"


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_arc_costs_the_record_that_is_hit(tmp_path, packed):
    data = arc(5, packed=packed)
    at = members(data)[3] + 30 if packed else data.index(b"https://example.org/2")
    kept, refused = split(records(put(tmp_path, data[:at] + bytes(40) + data[at + 40 :], "a.arc")))
    assert [r.url[-1] for r in kept] == list("0134")
    assert "damaged" in refused[0].reason


def frames(data, dictionary=None):
    """Records packed by zstd, each in a frame of its own."""
    starts = members(data)
    pack = zstandard.ZstdCompressor(dict_data=dictionary) if dictionary else zstandard.ZstdCompressor()
    return [pack.compress(gzip.decompress(data[a:b])) for a, b in pairwise([*starts, len(data)])]


@pytest.mark.parametrize("with_dictionary", [None, "plain", "packed"])
def test_packed_by_zstd(tmp_path, with_dictionary):
    data = pages(40)
    dictionary = zstandard.train_dictionary(4096, [page(n) for n in range(400)]) if with_dictionary else None
    head = b""
    if dictionary:
        told = dictionary.as_bytes()
        told = zstandard.ZstdCompressor().compress(told) if with_dictionary == "packed" else told
        head = b"\x5d\x2a\x4d\x18" + len(told).to_bytes(4, "little") + told
    path = put(tmp_path, head + b"".join(frames(data, dictionary)), "a.warc.zst")
    kept, refused = split(records(path))
    assert ([r.url for r in kept], refused) == ([f"https://example.org/{n}" for n in range(40)], [])


def test_a_damaged_frame_costs_its_records(tmp_path):
    packed = frames(pages(5))
    packed[2] = packed[2][:20] + bytes(30) + packed[2][50:]
    kept, _ = split(records(put(tmp_path, b"".join(packed), "a.warc.zst")))
    assert [r.url[-1] for r in kept] == list("0134")
    kept, _ = split(records(put(tmp_path, b"".join(packed)[:-20], "b.warc.zst")))
    assert [r.url[-1] for r in kept] == list("013")


def test_a_zstd_bomb_is_bounded(tmp_path):
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(400_000_000))
    path = put(tmp_path, b"".join(frames(pages(2))) + bomb + b"".join(frames(pages(2))), "a.warc.zst")
    tracemalloc.start()
    kept, refused = split(records(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(kept) == 4
    assert refused
    assert peak < 100_000_000


def test_zstd_without_its_package(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    (refusal,) = records(put(tmp_path, b"".join(frames(pages(2))), "a.warc.zst"))
    assert 'pip install "xewer[harvest]"' in refusal.hint
