"""The examples of docs/text.md are run, and print what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from xewer.show.cli import Commands

PAGE = (Path(__file__).parents[1] / "docs" / "text.md").read_text(encoding="utf-8")
EXAMPLES = [
    (match[1], re.findall(r"^    → ?(.*)$", match[2], re.MULTILINE))
    for match in re.finditer(r"^    ((?:echo|printf) .*)\n((?:    → .*\n)+)", PAGE, re.MULTILINE)
]


def run(line):
    """What a pipe of ``echo`` or ``printf`` and commands of ours prints."""
    first, *stages = line.split(" | ")
    name, text = shlex.split(first)
    text = text.replace("\\n", "\n") if name == "printf" else text + "\n"
    for stage in stages:
        program, command, *arguments = shlex.split(stage)
        assert program == "xewer"
        found = CliRunner().invoke(Commands().get_command(None, command), arguments, input=text)
        assert found.exit_code == 0, found.output
        text = found.stdout
    return text


@pytest.mark.parametrize(("line", "wanted"), EXAMPLES, ids=[line for line, _ in EXAMPLES])
def test_example(line, wanted):
    printed = [re.sub(r"\s+", " ", row).strip() for row in run(line).splitlines()]
    assert printed == [re.sub(r"\s+", " ", row).strip() for row in wanted]


def test_python_of_the_page_runs():
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(code, "text.md", "exec"), {})


def test_there_are_examples():
    assert len(EXAMPLES) >= 18
