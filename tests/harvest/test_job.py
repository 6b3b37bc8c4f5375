"""The batch: tally, progress, and that nothing stops it."""

from __future__ import annotations

import pytest

from xewer.errors import ArchiveError, InputError
from xewer.harvest.job import add

TEXT = "يېڭى مەكتەپ دۈشەنبە كۈنى ئېچىلدى، بىرىنچى كۈنى ئۈچ يۈز ئوقۇغۇچى كەلدى."
OTHER = "شەھەردە سەيشەنبە كۈنى يامغۇر ياغدى، ئىككى كوچا سۇ ئاستىدا قالدى."


@pytest.fixture
def archive(tmp_path):
    from xewer.archive.store import Archive

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
    tally = add([folder, tmp_path / "none.txt"], archive, progress=lambda *step: seen.append(step))
    assert (tally.new, tally.same, tally.updated, tally.refused, tally.failed) == (2, 0, 0, 4, 0)
    assert [status for _, status in seen] == ["new", "refused", "new", "refused", "refused", "refused"]
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
