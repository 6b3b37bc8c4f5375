"""The commands on text: JSON, the script asked for, and input that is broken."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from xewer.show.cli import Commands

LINE = "ئۇيغۇر تىلى\n"
CONLLU = "# a\n1\tئۇيغۇرلار" + "\t_" * 8 + "\n\n"


def call(argv, text):
    name, *rest = argv
    found = CliRunner().invoke(Commands().get_command(None, name), rest, input=text)
    assert found.exit_code == 0, found.output
    return found.stdout


@pytest.mark.parametrize(
    ("argv", "text", "wanted"),
    [
        (["normalise", "--script", "latin"], LINE, "uyghur tili\n"),
        (["sentences", "--script", "cyrillic"], "ئۇ كەلدى. بىز كەتتۇق.\n", "у кәлди.\nбиз кәттуқ.\n"),
        (["numbers", "--to", "words", "--script", "latin"], "12\n", "on ikki\n"),
        (["sort", "--script", "latin"], "باغ\nئالما\n", "alma\nbagh\n"),
        (["syllables", "--script", "cyrillic"], LINE, "уй-ғур ти-ли\n"),
        (["decode", "--from", "duldul", "--script", "latin"], "ظذيغذر\n", "uyghur\n"),
        (["tag", "-", "--script", "latin"], CONLLU, "# a\n1\tئۇيغۇرلار\tuyghur\t"),
        (["analyse", "ئۇيغۇرلار", "--script", "latin"], "", "NOUN"),
        (["sentences"], "ئۇ: «بىر.  \n\n ئىككى.» دېدى.\n", "ئۇ: «بىر. ئىككى.» دېدى.\n"),
    ],
)
def test_the_script_asked_for(argv, text, wanted):
    assert call(argv, text).startswith(wanted)


@pytest.mark.parametrize(
    ("argv", "text", "wanted"),
    [
        (["convert", "--to", "latin"], LINE, {"text": "uyghur tili"}),
        (["normalise", "--script", "latin"], LINE, {"text": LINE.strip(), "shown": "uyghur tili", "changes": []}),
        (["detect"], "بۇ يىل ھوسۇل ناھايىتى ياخشى بولدى\n", {"language": "uig", "script": "arabic"}),
        (["numbers"], "ئون ئىككى\n", {"input": "ئون ئىككى", "values": [{"type": "number", "value": "12"}]}),
        (["numbers", "--to", "words"], "12\n", {"input": "12", "words": "ئون ئىككى"}),
        (["sort", "--script", "latin"], LINE, {"text": LINE.strip(), "shown": "uyghur tili"}),
        (["syllables"], LINE, {"text": LINE.strip(), "words": [["ئۇي", "غۇر"], ["تى", "لى"]]}),
        (["syllables", "--hyphens"], "ئانا\n", {"words": [["ئا", "نا"]]}),
        (["decode", "--from", "duldul"], "ظذيغذر\n", {"text": "ئۇيغۇر"}),
        (
            ["sentences", "--script", "latin"],
            LINE,
            {"start": 0, "end": 11, "text": LINE.strip(), "shown": "uyghur tili"},
        ),
        (["analyse", "ئۇيغۇرلار", "--script", "latin"], "", {"form": "ئۇيغۇرلار", "lemma": "uyghur"}),
        (["tag", "-"], CONLLU, {"comments": ["# a"]}),
    ],
)
def test_one_object_a_line(argv, text, wanted):
    first = call([*argv, "--json"], text).split("\n")[0]
    item = json.loads(first)
    assert {key: item[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    "argv",
    [["convert", "--to", "latin"], ["normalise", "--json"], ["detect"], ["sentences"], ["sort"], ["tag", "-"]],
)
def test_bytes_that_are_no_utf8_are_told_and_the_rest_goes_on(argv):
    data = CONLLU.encode() if argv[0] == "tag" else "بۇ يىل ھوسۇل ناھايىتى ياخشى بولدى\n".encode()
    bad = b"# \xf9\xa1\n" + data if argv[0] == "tag" else data + b"\xf9\xa1\n"
    done = subprocess.run(
        [sys.executable, "-m", "xewer", *argv], input=bad, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 3
    assert b"not UTF-8 (byte 0xf9" in done.stderr
    assert b"Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) >= 2


def test_an_encoding_without_a_table_says_what_to_do():
    done = subprocess.run(
        [sys.executable, "-m", "xewer", "decode", "--from", "boghda"], input=b"x", capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"save the text as Unicode" in done.stderr


def test_an_encoding_that_nobody_has_is_a_wrong_use(run):
    code, out, err = run("decode", "--from", "bogus")
    assert (code, out) == (2, "")
    assert "uighursoft" in err
