"""The batch: tally, progress, and that nothing stops it."""

from __future__ import annotations

import json

import pytest

from xewer.archive.store import Archive
from xewer.errors import ArchiveError, InputError
from xewer.harvest.job import add
from xewer.harvest.report import batch_report
from xewer.reader import Reader

TEXT = "يېڭى مەكتەپ دۈشەنبە كۈنى ئېچىلدى، بىرىنچى كۈنى ئۈچ يۈز ئوقۇغۇچى كەلدى."
OTHER = "شەھەردە سەيشەنبە كۈنى يامغۇر ياغدى، ئىككى كوچا سۇ ئاستىدا قالدى."


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "t.db") as opened:
        yield opened


def test_one_bad_input_never_stops_the_rest(tmp_path, archive):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(f"published: 2025-09-01\n\n{TEXT}", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"%PDF-1.4")
    (folder / "c.jsonl").write_text(f'{{"text": "{OTHER}"}}\nbroken\n', encoding="utf-8")
    (folder / "d.txt").write_text("Nothing but English words in this one, as everybody can see.", encoding="utf-8")
    seen = []
    tally = add([folder, tmp_path / "none.txt"], archive, progress=seen.append)
    assert (tally.new, tally.same, tally.updated, tally.refused, tally.failed) == (2, 0, 0, 4, 0)
    told = [step.status for step in seen if step.status]
    assert told == ["refused", "new", "refused", "new", "refused", "refused"]
    assert (seen[-1].done, seen[-1].size) == (sum(p.stat().st_size for p in folder.iterdir()),) * 2
    assert all(refusal.reason and refusal.hint for refusal in tally.refusals)
    assert tally.undated == 1
    assert any("undated" in note for _, note in tally.notes)
    again = add([folder], archive)
    assert (again.new, again.same) == (0, 2)


def test_a_changed_page_is_an_update(tmp_path, archive):
    path = tmp_path / "a.txt"
    path.write_text(f"url: https://example.org/a\npublished: 2025-09-01\n\n{TEXT}", encoding="utf-8")
    assert add([path], archive).new == 1
    path.write_text(f"url: https://example.org/a\npublished: 2025-09-01\n\n{TEXT} {OTHER}", encoding="utf-8")
    assert add([path], archive).updated == 1


def test_the_day_for_all_yields_to_what_articles_say(tmp_path, archive):
    (tmp_path / "a.jsonl").write_text(
        f'{{"text": "{TEXT}"}}\n{{"text": " date 2025-05-20 {OTHER}"}}\n{{"text": "{OTHER}", "published": "2025-06-01"}}\n',
        encoding="utf-8",
    )
    assert add([tmp_path / "a.jsonl"], archive, published="2025-09-03").undated == 0
    assert sorted(archive.get(i).published for i in archive.ids()) == ["2025-05-20", "2025-06-01", "2025-09-03"]


def test_a_wrong_day_is_refused_before_anything_is_read(archive):
    with pytest.raises(InputError, match="not a day") as caught:
        add([], archive, published="3 September")
    assert caught.value.hint


class Failing:
    def __init__(self, error):
        self.error = error

    def add(self, article, *, origin=None):
        raise self.error

    def run(self, sql, values=()):
        return []


def test_an_article_that_fails_is_named_and_the_rest_goes_on(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    tally = add([tmp_path], Failing(RuntimeError("boom")))
    assert tally.failed == 2
    assert "boom" in tally.refusals[0].reason
    assert tally.refusals[0].hint


def test_an_archive_that_cannot_be_written_ends_the_run(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ArchiveError):
        add([tmp_path], Failing(ArchiveError("disk full")))


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path, archive, monkeypatch):
    rows = [{"text": f"{n}-مەكتەپ. {TEXT}", "published": "2025-09-03", "title": f"{n}"} for n in range(6)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    def stop(step):
        if step.id and archive.counts()["articles"] == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add([path], archive, progress=stop)
    read = []
    real = Reader.read
    monkeypatch.setattr(Reader, "read", lambda self, text, **about: read.append(text) or real(self, text, **about))
    tally = add([path], archive)
    assert (tally.same, tally.new, len(read)) == (3, 3, 3)
    tally = add([path], archive, again=True)
    assert (tally.same, len(read)) == (6, 9)


@pytest.mark.parametrize("change", [{"title": "y"}, {"published": "2025-09-04"}, {"text": TEXT + " ."}])
def test_what_has_changed_is_read_again(tmp_path, archive, change):
    row = {"text": TEXT, "published": "2025-09-03", "title": "x", "url": "https://example.org/1"}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    assert add([path], archive).new == 1
    assert add([path], archive).same == 1
    path.write_text(json.dumps(row | change), encoding="utf-8")
    assert add([path], archive).updated == 1


def test_several_workers_give_the_same_archive(tmp_path, archive):
    rows = [{"text": f"{n}-مەكتەپ. {TEXT}", "published": "2025-09-03"} for n in range(12)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Archive(tmp_path / "other.db") as other:
        add([path], other, workers=0)
        assert add([path], archive, workers=2).new == 12
        assert [archive.get(i) for i in archive.ids()] == [other.get(i) for i in other.ids()]


def test_a_report_holds_no_text_no_name_and_no_address(tmp_path, archive):
    folder = tmp_path / "secret"
    folder.mkdir()
    (folder / "ئەركىن.txt").write_text(f"date: مەخپىي كۈن\nurl: https://secret.example\n\n{TEXT}", encoding="utf-8")
    (folder / "mysource.html").write_text("<html><body></body></html>", encoding="utf-8")
    (folder / "list.csv").write_text("secret,b\n1,2", encoding="utf-8")
    tally = add([folder, tmp_path / "secret.pdf"], archive)
    told = batch_report(tally, seconds=1.0, size=10)
    assert told["articles"] == {"new": 1, "same": 0, "updated": 0, "refused": 3, "failed": 0, "undated": 1}
    written = json.dumps(told, ensure_ascii=False)
    for private in ("ئەركىن", "مەخپىي", "secret", "mysource", str(tmp_path), "example"):
        assert private not in written
    assert sum(told["reasons"].values()) == 3
    assert [one["input"].rpartition(".")[2] for one in told["inputs"]] == ["pdf", "csv", "html"]
