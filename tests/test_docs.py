"""What the pages say is held to the code: commands, options, make targets, links, files and signatures exist."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from xewer.show.cli import COMMANDS, Commands, cli

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "xewer" / "data"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), DATA / "README.md"]
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
FIRST_PART = re.compile(r"(?:src|tests|docs|names|lexicon|sources)/[\w./*-]+")
ROOM = re.compile(r"^## (\w+)")
CALL = re.compile(r"`(\w+)\.(\w+)(?:\.(\w+))?\(([^`]*?)\)(?: -> ([^`]*))?`")


def command(name):
    """The Click command behind a name."""
    return Commands().get_command(None, name)


def options_of(name):
    """Options of a command, and of its verbs if it has some (``xewer names add``)."""
    found = command(name)
    parts = [found, *getattr(found, "commands", {}).values()]
    return {o for part in parts for p in part.params for o in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}


def invocations(text):
    """``xewer NAME ...`` in code of a page: (name, rest of the line); placeholders in capitals are none."""
    code = "\n".join([*CODE.findall(FENCE.sub("", text)), *FENCE.findall(text)])
    return [(m[1], m[2]) for m in re.finditer(r"\bxewer ([a-z]+)\b([^\n|#(]*)", code)]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_and_options_of_a_page_exist(page):
    for name, rest in invocations(page.read_text(encoding="utf-8")):
        assert name in COMMANDS, f"xewer {name} is no command"
        unknown = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest)) - options_of(name)
        assert not unknown, f"xewer {name} has no {unknown}"


def readme_rows():
    """Rows of the README's table of commands: the commands of the row and the options named in it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line.startswith("| `xewer "):
            first = line.split(" | ", 1)[0]
            names = [code.removeprefix("xewer ").split()[0] for code in CODE.findall(first)]
            yield names, [code.split()[0] for code in CODE.findall(line) if code.startswith("--")]


def test_the_readme_names_every_command():
    named = {name for names, _ in readme_rows() for name in names}
    assert named | {"demo"} == set(COMMANDS)


def test_options_in_the_readmes_table_exist():
    for names, options in readme_rows():
        known = set().union(*(options_of(name) for name in names))
        assert set(options) <= known, (names, set(options) - known)


def test_the_readmes_reading_is_what_is_printed():
    """The sample of ``xewer read``; a line of dots stands for lines left out, dots in a line for a part left out."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"^\$ xewer read (\S+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    printed = CliRunner().invoke(cli, ["read", str(ROOT / block[1])], standalone_mode=False).output
    parts = [part.strip("\n") for part in re.split(r"^… *\n|…", block[2], flags=re.MULTILINE)]
    at = 0
    for part in filter(None, parts):
        found = printed.find(part, at)
        assert found >= 0, f"not printed: {part}"
        at = found + len(part)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_and_files_of_a_page_exist(page):
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in link:
            assert (page.parent / link).exists(), link
    for code in CODE.findall(FENCE.sub("", text)):
        if FIRST_PART.fullmatch(code):
            places = [ROOT, DATA, page.parent]
            assert any(place.glob(code.rstrip("/")) and list(place.glob(code.rstrip("/"))) for place in places), code


def make_targets():
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_what_ci_runs_exists():
    steps = re.search(r"^for step in (.+); do$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(steps[1].split()) == {"lint", "gate", "test"} <= make_targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_make_targets_of_a_page_exist(page):
    text = page.read_text(encoding="utf-8")
    lines = [*CODE.findall(text), *"\n".join(FENCE.findall(text)).split("\n")]
    targets = make_targets()
    for line in lines:
        words = line.split("#")[0].split()
        if words[:1] == ["make"]:
            assert {w for w in words[1:] if "=" not in w} <= targets, line


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_of_a_command_has_examples_that_parse(name):
    """Each command's help shows an example, and its examples use options that it has."""
    shown = CliRunner().invoke(cli, [name, "--help"])
    assert shown.exit_code == 0
    assert re.search(r"^  Examples?:", shown.output, re.MULTILINE), shown.output
    examples = re.findall(rf"^ +.*?xewer {name}\b([^\n|>#]*)", shown.output.split("Example")[1], re.MULTILINE)
    assert examples, shown.output
    for example in examples:
        assert set(re.findall(r"(?<!\S)--[a-z][a-z-]*", example)) <= options_of(name), example


def test_help_imports_no_room():
    """``xewer --help`` is quick because it loads Click and nothing of the rooms."""
    script = (
        "import sys; sys.argv=['xewer','--help']\n"
        "from xewer.show.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0\n"
        "rooms = [m for m in sys.modules if m.split('.')[:2] in (['xewer', r] for r in"
        " ('text','tokens','morph','find','reader','archive','harvest'))]\n"
        "heavy = [m for m in ('apsw','starlette','rich','jinja2','yaml','selectolax') if m in sys.modules]\n"
        "assert not rooms + heavy, rooms + heavy\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def calls_of_the_rooms():
    room = ""
    for line in (ROOT / "docs" / "rooms.md").read_text(encoding="utf-8").split("\n"):
        heading = ROOM.match(line)
        room = heading[1] if heading else room
        if line.startswith("| `"):
            for module, name, method, parameters, _ in CALL.findall(line.split(" | ")[0]):
                yield pytest.param(
                    room, module, name, method, parameters, id=f"{room}.{module}.{name}{method and '.'}{method}"
                )


@pytest.mark.parametrize(("room", "module", "name", "method", "parameters"), list(calls_of_the_rooms()))
def test_signatures_of_the_rooms(room, module, name, method, parameters):
    """What ``docs/rooms.md`` shows can be called so: same parameters, same order, none required left out."""
    place = "xewer.reader" if room == "reader" else f"xewer.{room}.{module}"
    thing = getattr(importlib.import_module(place), name)
    thing = getattr(thing, method) if method else thing
    real = [p for p in inspect.signature(thing).parameters.values() if p.name != "self"]
    order = [p.name for p in real]
    shown = [re.split(r"[:=]", part)[0].strip() for part in re.sub(r"\[[^\]]*\]", "", parameters).split(",")]
    shown = [name for name in shown if name and name != "*"]
    assert [name for name in order if name in shown] == shown, f"{shown} against {inspect.signature(thing)}"
    required = {p.name for p in real if p.default is p.empty and p.kind not in {p.VAR_KEYWORD, p.VAR_POSITIONAL}}
    assert required <= set(shown), f"{required - set(shown)} is missing"
