"""The command line as a user meets it: output, exit codes, errors that say what to do next."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from xewer.show.cli import COMMANDS

ARTICLE = (
    "title: سىناق خەۋەر\npublished: 2025-06-03\n\n"
    "پۇتىن سەيشەنبە كۈنى بېيجىڭغا كەلدى. ئۇ مۇخبىرلارغا: «سۆھبەت ياخشى بولدى» دېدى.\n"
    "دوختۇرلار 40 ئادەمنىڭ يارىلانغانلىقىنى ئېيتتى. قۇتقۇزغۇچىلار ئۇلارغا ياردەم قىلدى.\n"
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_with_an_example(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "Example" in out
    assert f"xewer {command}" in out


def test_help_lists_every_command(run):
    code, out, _ = run("--help")
    assert code == 0
    assert all(f"  {name} " in out for name in COMMANDS)


def test_help_imports_nothing_heavy():
    script = "import sys, xewer.show.cli; sys.exit(any(m in sys.modules for m in ('rich', 'apsw', 'starlette', 'xewer.reader')))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_misspelt_command_is_a_usage_error_with_a_suggestion(run):
    code, _, err = run("serch", "x")
    assert code == 2
    assert "search" in err


def test_read_summary_and_json(run, article):
    code, out, _ = run("read", article)
    assert code == 0
    assert "Vladimir Putin" in out
    assert "2025-06-03" in out
    code, out, _ = run("read", article, "--json")
    data = json.loads(out)
    assert data["published"] == "2025-06-03"
    assert data["title"] == "سىناق خەۋەر"
    assert data["quotes"][0]["text"] == "سۆھبەت ياخشى بولدى"
    assert data["text"][data["quotes"][0]["start"] : data["quotes"][0]["end"]] == data["quotes"][0]["text"]


def test_read_published_wins_and_bad_days_are_refused(run, article):
    assert json.loads(run("read", article, "--json", "--published", "2024-01")[1])["published"] == "2024-01"
    for argv in (["read", article, "--published", "yesterday"], ["add", article, "--published", "2025-13"]):
        code, _, err = run(*argv)
        assert code == 2
        assert "2025-09-03" in err


def test_read_tells_what_was_mended_and_refuses_an_endless_text(run, tmp_path, monkeypatch):
    broken = tmp_path / "broken.txt"
    broken.write_bytes(ARTICLE.encode() + b"\xff\xfe\x80 ")
    code, _, err = run("read", broken)
    assert code == 0
    assert "broken characters" in err
    monkeypatch.setattr("xewer.harvest.files.LARGEST", 100)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    code, _, err = run("read", "-")
    assert code == 1
    assert "too large" in err


def test_read_keeps_other_languages_from_standard_input_when_asked(run, monkeypatch):
    english = b"The president said on Monday that the talks with the neighbours would go on for another week."
    for argv, wanted in ((["read", "-"], 1), (["read", "-", "--keep-other"], 0)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(english)))
        assert run(*argv)[0] == wanted


def test_an_empty_ledger_is_still_a_table(run, article):
    run("add", article)
    code, out, _ = run("facts", "nosuchword", "--csv")
    assert code == 0
    assert out.startswith("when,who,")
    assert "0 facts" in run("facts", "nosuchword")[2]


def test_read_why_names_rules(run, article):
    assert "quote/colon-marks" in run("read", article, "--why")[1]


def test_read_in_latin_letters(run, article):
    out = run("read", article, "--script", "latin")[1]
    assert "söhbet yaxshi boldi" in out.lower()


def test_archive_from_add_to_remove(run, article, tmp_path):
    code, out, _ = run("add", article)
    assert (code, out.split(",")[0]) == (0, "1 new")
    assert "1 same" in run("add", article)[1]
    for query in ("پۇتىننىڭ", "putin", "путин"):
        code, out, err = run("search", query)
        assert code == 0
        assert "[پۇتىن]" in out, query
        assert "1 found" in err
    hit = json.loads(run("search", "putin", "--json")[1])
    assert [hit["snippet"][a:b] for a, b in hit["spans"]] == ["پۇتىن"]
    assert ARTICLE.split("\n\n")[1].strip() in run("show", hit["id"])[1]
    rows = [json.loads(line) for line in run("facts", "--json")[1].splitlines()]
    assert rows
    assert all(row["article_id"] == hit["id"] for row in rows)
    assert run("facts", "--csv")[1].splitlines()[0].startswith("when")
    assert run("facts")[0] == 0
    code, out, _ = run("verify")
    assert code == 0
    assert "all well" in out
    assert run("export", "--out", tmp_path / "out.jsonl")[0] == 0
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["id"] == hit["id"]
    assert run("backup", tmp_path / "copy.db")[0] == 0
    assert run("remove", hit["id"], "--yes")[0] == 0
    assert "0 found" in run("search", "putin")[2]
    assert run("doctor")[0] == 0


def test_a_bad_file_in_a_batch_is_named_and_the_rest_is_done(run, article, tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    code, out, err = run("add", article, tmp_path / "empty.txt", tmp_path / "absent.txt")
    assert code == 3
    assert out.startswith("1 new")
    assert "empty.txt" in err
    assert "absent.txt" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["read", "/no/such/file.txt"], 1),
        (["show", "0000000000000000"], 1),
        (["search", "("], 1),
        (["add"], 2),
        (["read", "--nonsense"], 2),
    ],
)
def test_errors_are_one_line_with_the_right_code(run, argv, code):
    got, _, err = run(*argv)
    assert got == code
    assert "Traceback" not in err
    assert err.strip()


@pytest.mark.parametrize(
    ("argv", "stdin", "expected"),
    [
        (["convert", "--to", "latin"], "ئۇيغۇر\n", "uyghur\n"),
        (["convert", "--to", "arabic"], "uyghur\n", "ئۇيغۇر\n"),
        (["sort"], "ياخشى\nئالما\nباغ\n", "ئالما\nباغ\nياخشى\n"),
        (["syllables"], "مەكتەپ\n", "مەك-تەپ\n"),
        (["numbers", "--to", "words"], "12\n", "ئون ئىككى\n"),
        (["numbers"], "ئون ئىككى\n", "number\t12\n"),
        (["sentences"], "ئۇ كەلدى. بىز كەتتۇق.\n", "ئۇ كەلدى.\nبىز كەتتۇق.\n"),
        (["normalise"], "ئۇيغۇر\n", "ئۇيغۇر\n"),
    ],
)
def test_line_commands(argv, stdin, expected):
    done = subprocess.run(
        [sys.executable, "-m", "xewer", *argv], input=stdin.encode(), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == expected


def test_detect_line():
    done = subprocess.run(
        [sys.executable, "-m", "xewer", "detect"],
        input="بۇ يىل ھوسۇل ناھايىتى ياخشى بولدى\n".encode(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    language, script, confidence = done.stdout.decode().strip().split("\t")
    assert (language, script) == ("uig", "arabic")
    assert 0.5 < float(confidence) <= 1


def test_analyse_tells_the_pieces_in_the_script_asked_for(run):
    code, out, _ = run("analyse", "مەكتەپكە", "--script", "latin")
    assert code == 0
    assert out.splitlines()[0] == 'NOUN\tCase=Dat\tschool\tmektep\tmektep + ke: dative "to"'


def test_tag_goes_on_after_a_bad_line(run, tmp_path):
    file = tmp_path / "text.conllu"
    file.write_text("1\tكىتاب\n\n1\tكىتابنى" + "\t_" * 8 + "\n", encoding="utf-8")
    code, out, err = run("tag", str(file))
    assert code == 3
    assert "line 1: 2 columns" in err
    assert out.startswith("1\tكىتاب\n\n1\tكىتابنى\tكىتاب\tNOUN\t_\tCase=Acc\t")


def test_analyse_json(run):
    rows = [json.loads(line) for line in run("analyse", "مەكتەپلەردە", "--json")[1].splitlines()]
    assert rows[0]["lemma"] == "مەكتەپ"
    assert "".join(form for form, _ in rows[0]["segments"]) == "مەكتەپلەردە"
    assert [piece["label"] for piece in rows[0]["pieces"]] == ["noun", "plural", "locative"]


def test_reading_makes_no_archive_where_one_was_named(run, tmp_path):
    named = tmp_path / "worng.db"
    for command in (["serve"], ["search", "putin"], ["facts"], ["show", "x"], ["export"], ["words"]):
        code, _, err = run(*command, "--archive", named)
        assert code == 1, command
        assert "no archive" in err
        assert "xewer add" in err
    assert list(tmp_path.iterdir()) == []


def test_where_the_day_was_found_is_kept_and_shown(run, article, tmp_path):
    archive = tmp_path / "a.db"
    bare = tmp_path / "bare.txt"
    bare.write_text("پۇتىن بېيجىڭغا كەلدى.\n", encoding="utf-8")
    assert run("add", article, "--archive", archive)[0] == 0
    assert run("add", bare, "--published", "2025-01-02", "--archive", archive)[0] == 0
    found = {}
    for line in run("search", "putin", "--archive", archive, "--json")[1].splitlines():
        hit = json.loads(line)
        told = json.loads(run("show", hit["id"], "--archive", archive, "--json")[1])
        found[told["published"]] = told["published_from"]
        assert f"{told['published']} ({told['published_from']})" in run("show", hit["id"], "--archive", archive)[1]
    assert found == {"2025-06-03": "header", "2025-01-02": "given"}
    assert run("correct", hit["id"], "--published", "2025-01-03", "--archive", archive)[0] == 0
    told = json.loads(run("show", hit["id"], "--archive", archive, "--json")[1])
    assert (told["published"], told["published_from"]) == ("2025-01-03", "correction")
