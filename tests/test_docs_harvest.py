"""The commands of docs/harvest.md exist, with their options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from xewer.show.cli import Commands

PAGE = (Path(__file__).parents[1] / "docs" / "harvest.md").read_text(encoding="utf-8")
LINES = re.findall(r"^    (xewer .*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("line", LINES)
def test_a_command_of_the_page(line):
    _, name, *arguments = shlex.split(line)
    command = Commands().get_command(None, name)
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert {a for a in arguments if a.startswith("--")} <= known


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`(--[a-z-]+)", PAGE))))
def test_an_option_that_the_page_names(option):
    command = Commands().get_command(None, "add")
    assert option in {o for parameter in command.params for o in parameter.opts}


def test_there_are_some():
    assert len(LINES) > 5
