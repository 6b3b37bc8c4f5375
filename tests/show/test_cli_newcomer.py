"""What a newcomer tries on the command line: odd numbers, wrong ids, letters to show, what is installed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

TEXT = "title: سىناق\npublished: 2025-07-17\nsource: Radio\n\nپۇتىن دۈشەنبە كۈنى بېيجىڭغا كەلدى. 12 ئادەم قازا قىلدى."


@pytest.fixture
def filled(run, tmp_path, monkeypatch):
    path = tmp_path / "one.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("XEWER_ARCHIVE", str(tmp_path / "archive.db"))
    assert run("add", path)[0] == 0
    return run


@pytest.fixture
def ident(filled):
    return json.loads(filled("search", "putin", "--json")[1])["id"]


@pytest.mark.parametrize(
    "argv",
    [
        ["words", "--limit", "-1"],
        ["words", "putin", "--rest", "--least", "-1"],
        ["collocates", "putin", "--limit", "-1"],
        ["collocates", "putin", "--window", "0"],
        ["search", "putin", "--limit", "-1"],
        ["search", "putin", "--kwic", "--width", "-1"],
        ["facts", "--limit", "-1"],
        ["serve", "--port", "99999"],
        ["words", "--pos", "BOGUS"],
        ["numbers", "--published", "yesterday"],
        ["correct", "x", "--published", "yesterday"],
        ["search", "putin", "--json", "--csv"],
    ],
)
def test_a_value_that_an_option_cannot_have_is_a_usage_error(filled, argv):
    code, out, err = filled(*argv)
    assert (code, out) == (2, "")
    assert "Error:" in err


def test_parts_of_speech_in_any_case(filled):
    assert filled("words", "--pos", "noun")[1] == filled("words", "--pos", "NOUN")[1]


def test_ids_and_english_keep_their_letters_in_another_script(filled, ident):
    for argv in (["facts"], ["facts", "--csv"], ["facts", "--timeline"], ["facts", "--figures", "--csv"]):
        out = filled(*argv, "--script", "cyrillic")[1]
        assert ident in out
    out = filled("facts", "putin", "--script", "cyrillic")[1]
    assert "Vladimir Putin" in out
    assert "Radio" in filled("search", "putin", "--csv", "--script", "cyrillic")[1]
    assert "кәлди" in out
    assert "NOUN" in filled("words", "--script", "cyrillic")[1]
    assert ident in filled("search", "putin", "--kwic", "--csv", "--script", "cyrillic")[1]


def test_keyness_against_nothing_is_an_error(filled):
    code, out, err = filled("words", "putin", "--against", "date:1990")
    assert (code, out) == (1, "")
    assert "date:1990" in err


@pytest.mark.parametrize("command", ["tags", "notes"])
def test_what_was_added_to_an_unknown_article(filled, command):
    code, _, err = filled(command, "nix")
    assert code == 1
    assert "no article nix" in err


def test_tags_doctor_and_verify_as_json(filled, ident):
    assert json.loads(filled("tags", ident, "--add", "checked", "--json")[1]) == {"tag": "checked", "articles": 1}
    rows = [json.loads(line) for line in filled("doctor", "--json")[1].splitlines()]
    assert {"name": "extra harvest", "value": "installed"} in rows
    assert json.loads(filled("verify", "--json")[1])["problems"] == []


def test_doctor_tells_how_an_extra_is_installed(filled, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert 'extra parquet\tnot installed: pip install "xewer[parquet]"' in filled("doctor")[1]


def test_remove_without_anybody_to_ask_says_what_to_do(filled, ident, monkeypatch):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, out, err = filled("remove", ident)
    assert (code, out) == (1, "")
    assert "--yes" in err
    assert filled("show", ident)[0] == 0


def test_a_day_that_was_given_stays_when_the_article_is_read_again(run, tmp_path, monkeypatch):
    path = tmp_path / "one.txt"
    path.write_text(TEXT.partition("\n\n")[2], encoding="utf-8")
    monkeypatch.setenv("XEWER_ARCHIVE", str(tmp_path / "archive.db"))
    assert run("add", path, "--published", "2025-07-17")[0] == 0
    assert run("add", path, "--again")[0] == 0
    assert json.loads(run("search", "putin", "--json")[1])["published"] == "2025-07-17"


def test_a_failed_load_leaves_no_archive(run, tmp_path):
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text("no json\n", encoding="utf-8")
    assert run("load", wrong, "--archive", tmp_path / "new.db")[0] == 1
    assert not (tmp_path / "new.db").exists()


def test_latin_and_cyrillic_words_are_tagged(run, tmp_path):
    for form in ("Ürümchidin", "Үрүмчидин"):
        path = tmp_path / "a.conllu"
        path.write_text(f"1\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n\n", encoding="utf-8")
        row = run("tag", path)[1].split("\t")
        assert row[1:4] == [form, "ئۈرۈمچى", "PROPN"]
        assert row[5] == "Case=Abl"


def test_a_reader_that_leaves_early_is_no_failure():
    line = "ئۇيغۇر تىلى\n" * 60_000
    with subprocess.Popen(
        [sys.executable, "-m", "xewer", "sort"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdin.write(line.encode())
        process.stdin.close()
        process.stdout.readline()
        process.stdout.close()
        assert (process.wait(timeout=120), process.stderr.read()) == (0, b"")
