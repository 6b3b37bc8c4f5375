"""An archive with articles of our own, made once."""

from __future__ import annotations

import shutil
import socket
import threading
import time

import pytest

from xewer.archive.store import Archive
from xewer.model import Article, Entity, Event, Mention, Quote, Timex
from xewer.show import web
from xewer.show.cli import main

FIRST = "ئالىم قەشقەرگە كەلدى.\nئۇ: «يەر تەۋرەشتە ئون ئادەم يارىلاندى» دېدى."


def first_article():
    who = Mention(0, 5, "ئالىم", "Alim Example", "x1")
    place = Mention(6, 14, "قەشقەرگە", "Kashgar", None)
    start = FIRST.index("يەر")
    end = FIRST.index("»")
    return Article(
        id="first",
        text=FIRST,
        sha256="",
        title="قەشقەر خەۋىرى",
        source="BBC سىناق",
        published="2025-09-03",
        script="arabic",
        entities=(
            Entity(0, 5, 5, "ئالىم", "PERSON", "Alim Example", "x1", rule="name/test"),
            Entity(6, 14, 12, "قەشقەرگە", "GPE", "Kashgar", rule="name/test"),
        ),
        times=(),
        quotes=(Quote(start, end, FIRST[start:end], True, who, "Alim Example", "x1", rule="quote/test"),),
        events=(Event(15, 20, "كەلدى", "arrival", None, (who,), (), (place,), gloss_en="come", rule="event/test"),),
    )


def others():
    made = [
        Article(
            id=f"a{n}",
            text=f"خەۋەر {n}: دېڭىز ھەققىدە سۆز.",
            sha256="",
            published=f"2025-{n % 9 + 1:02}-01",
            script="arabic",
        )
        for n in range(25)
    ]
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(2)> دېڭىز"
    made.append(Article(id="hostile", text=hostile, sha256="", title=hostile, source=hostile, script="arabic"))
    formula = "=HYPERLINK(1)"
    made.append(
        Article(
            id="sum",
            text=formula,
            sha256="",
            published="2024-01-01",
            times=(Timex(0, 1, "=", "DATE", "2024"),),
            events=(Event(0, len(formula), formula, "death", modality="planned"),),
        )
    )
    return made


@pytest.fixture
def run(capsys):
    """Run one command line: (exit code, standard output, standard error)."""

    def call(*argv):
        with pytest.raises(SystemExit) as end:
            main([str(a) for a in argv])
        out = capsys.readouterr()
        return end.value.code or 0, out.out, out.err

    return call


@pytest.fixture
def own_article():
    """An article with a person, a place, a quote and an event."""
    return first_article()


@pytest.fixture(scope="session")
def desk_archive(tmp_path_factory):
    """Path of the archive; nothing writes to it."""
    path = tmp_path_factory.mktemp("desk") / "archive.db"
    with Archive(path) as archive, archive.batch():
        for article in [first_article(), *others()]:
            archive.add(article)
    return path


FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser():
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def served():
    """Start desks; gives the address of each."""
    import uvicorn

    running = []

    def start(path):
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(web.create_app(path), log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        running.append((server, thread, listener))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield start
    for server, thread, listener in running:
        server.should_exit = True
        thread.join(20)
        listener.close()


@pytest.fixture(scope="module")
def base(served, desk_archive):
    return served(desk_archive)


@pytest.fixture
def page(browser):
    """A page that must not complain, and must not ask any other machine."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    said, asked = [], []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    opened.close()
    assert said == []
    assert all(url.startswith("http://127.0.0.1:") for url in asked)
