"""Reading in watched processes: order, what is known already, and what a process that dies costs."""

from __future__ import annotations

import json
import os
import signal
import time

import pytest

from xewer.harvest import crew, files
from xewer.harvest.crew import Came, opened, together
from xewer.harvest.record import ARTICLES, Record, Refusal

TEXT = "{} نومۇرلۇق مەكتەپ دۈشەنبە كۈنى ئېچىلدى، بىرىنچى كۈنى ئۈچ يۈز ئوقۇغۇچى كەلدى."


def rows(path, count):
    lines = [json.dumps({"text": TEXT.format(n), "published": "2025-09-03"}) for n in range(count)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def results(found):
    return [one for one in found if not isinstance(one, Came)]


def test_the_same_as_in_one_process_in_the_same_order(tmp_path):
    paths = [rows(tmp_path / "a.jsonl", 9), tmp_path / "none.txt", rows(tmp_path / "b.jsonl", 3)]
    found = results(together(opened(paths, ARTICLES), 2, known=lambda record: " 7 " in f" {record.text}"[:3]))
    read = [one for one in found if isinstance(one, tuple)]
    assert [article.text for record, article, _ in read] == [TEXT.format(n) for n in (*range(7), 8, 0, 1, 2)]
    assert [one.text for one in found if isinstance(one, Record)] == [TEXT.format(7)]
    assert [one.reason for one in found if isinstance(one, Refusal)] == ["no such file"]
    assert read[0][1].published == "2025-09-03"


def test_processes_end_without_a_word(tmp_path, capfd):
    paths = [rows(tmp_path / "a.jsonl", 3)]
    assert len(results(together(opened(paths, ARTICLES), 2))) == 3
    for target, told in ((crew._read_all, (None,)), (crew._open_all, (paths, ARTICLES, 0, frozenset()))):
        process, pipe = crew._started(target, *told)
        pipe.close()  # as when their keeper is killed
        process.join(60)
        assert process.exitcode == 0
    assert capfd.readouterr().err == ""


def test_bytes_are_counted_as_they_are_read(tmp_path):
    path = rows(tmp_path / "a.jsonl", 5)
    steps = [one.at for one in opened([path], ARTICLES) if isinstance(one, Came)]
    assert len(steps) == 5
    assert steps == sorted(steps)
    assert steps[-1] <= path.stat().st_size


def test_a_reader_that_dies_costs_one_record(monkeypatch):
    good = [Record(TEXT.format(n), origin=str(n)) for n in range(6)]
    real = crew._Reader._send

    def send(self):
        if self.given[0][1].origin == "3":
            self.process.kill()
            self.process.join()
        real(self)

    monkeypatch.setattr(crew._Reader, "_send", send)
    found = list(together(iter(good), 2))
    assert [record.origin for record, _, _ in found] == [str(n) for n in range(6)]
    assert [record.origin for record, article, _ in found if article is None] == ["3"]
    (refusal,) = (refusal for _, _, refusal in found if refusal)
    assert "ended its process" in refusal.reason
    assert refusal.hint


def test_a_reader_that_hangs_is_ended_from_outside(monkeypatch):
    good = [Record(TEXT.format(n), origin=str(n)) for n in range(3)]
    real = crew._Reader._send

    def send(self):
        if self.given[0][1].origin == "1":
            os.kill(self.process.pid, signal.SIGSTOP)
        real(self)

    monkeypatch.setattr(crew._Reader, "_send", send)
    found = list(together(iter(good), 1, longest=15.0))  # the first one loads the tables, perhaps on a busy machine
    assert [article is not None for _, article, _ in found] == [True, False, True]
    assert "longer than 15 seconds" in found[1][2].reason


@pytest.mark.parametrize("how", ["dies", "hangs"])
def test_a_piece_that_ends_its_opener_is_passed_over(tmp_path, monkeypatch, how):
    """The opening process is made to die or hang at the third line; the others come through, each once."""
    path = rows(tmp_path / "a.jsonl", 6)
    other = rows(tmp_path / "b.jsonl", 1)
    monkeypatch.setattr(crew, "_open_all", _dies if how == "dies" else _hangs)
    found = results(opened([path, other], ARTICLES, longest=8.0))
    assert [one.text for one in found if isinstance(one, Record)] == [TEXT.format(n) for n in (0, 1, 3, 4, 5, 0)]
    (refusal,) = (one for one in found if isinstance(one, Refusal))
    assert "piece 3" in refusal.origin
    assert ("longer than" if how == "hangs" else "ended") in refusal.reason


def _dies(pipe, paths, wanted, skip, avoid):
    _open_all_but(pipe, paths, wanted, skip, avoid, lambda: os.kill(os.getpid(), signal.SIGKILL))


def _hangs(pipe, paths, wanted, skip, avoid):
    _open_all_but(pipe, paths, wanted, skip, avoid, lambda: time.sleep(60))


def _open_all_but(pipe, paths, wanted, skip, avoid, end):
    step = crew._Pieces.step

    def deadly_step(self, at):
        wanted_now = step(self, at)
        if self._n == 2 and wanted_now and self._path.endswith("a.jsonl"):
            time.sleep(0.3)
            end()
        return wanted_now

    crew._Pieces.step = deadly_step
    for i, path in enumerate(paths):
        trail = crew._Pieces(pipe, str(path), skip if i == 0 else 0, avoid if i == 0 else frozenset())
        for found in files.records(path, wanted, trail):
            pipe.send(found)
        pipe.send(None)
