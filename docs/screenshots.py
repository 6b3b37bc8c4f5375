# ruff: noqa: INP001 - a script, not a package
"""Draws the desk's pages: ``python docs/screenshots.py [FOLDER [ARCHIVE]]``. Needs Playwright and Chromium.

Without an archive the example articles are shown. Every page is drawn on a desktop in light; the chief ones also dark
and on a phone. Pictures have 64 colours, so that they stay small; needs Pillow.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
EVERYWHERE = {"article", "search", "ledger", "timeline", "figures", "bring"}
QUESTION = "زىلزىلە OR كەلكۈن OR سوت"


@contextlib.contextmanager
def desk(archive: Path) -> Iterator[str]:
    """The desk on a free port of this machine, for as long as the block runs."""
    import socket

    import uvicorn

    from xewer.show.web import create_app

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(create_app(archive), log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def pages(archive: Path) -> dict[str, str]:
    """Name of a picture -> address of its page."""
    from xewer.archive.query import search
    from xewer.archive.store import Archive

    with Archive(archive) as opened:
        ident = search(opened, "title:سوتى").hits[0].id
    return {
        "search": f"/?q={QUESTION}",
        "lines": "/?q=دېدى&lines=right",
        "article": f"/article/{ident}",
        "article-latin": f"/article/{ident}?script=latin",
        "word-by-word": f"/article/{ident}?gloss=1#glosses",
        "ledger": "/ledger?until=2025-11-20",
        "ledger-uyghur": "/ledger?lang=ug&until=2025-11-20",
        "timeline": "/timeline?dated=1&since=2024",
        "figures": "/figures",
        "figures-uyghur": "/figures?lang=ug",
        "name": "/entity?name=China&kind=place",
        "bring": "/bring",
        "cite": f"/cite/{ident}?at=132-178",
        "own": f"/article/{ident}?lang=ug-Latn#own",
        "tour": "/tour",
        "help": "/help",
    }


def shoot(browser: Browser, base: str, wanted: dict[str, str], folder: Path) -> None:
    """Each page on a desktop in light, the chief ones at each size and in dark too."""
    from PIL import Image

    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
            )
            for name, path in wanted.items():
                if (size, scheme) != ("desktop", "light") and name not in EVERYWHERE:
                    continue
                page.goto(base + path, wait_until="networkidle")
                page.evaluate("document.fonts.ready")
                if path.endswith("#own"):
                    page.click("#own summary")
                    page.locator("#own").scroll_into_view_if_needed()
                shot = folder / f"{name}-{size}-{scheme}.png"
                page.screenshot(path=shot)
                with Image.open(shot) as picture:
                    picture.convert("RGB").quantize(64).save(shot, optimize=True)
            page.close()


def main(folder: Path, archive: Path | None = None) -> None:
    """All pictures, of ``archive`` or of a fresh one with the example articles."""
    from playwright.sync_api import sync_playwright

    from xewer.archive.store import Archive
    from xewer.harvest.job import add
    from xewer.resources import data_path

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        if archive is None:
            archive = Path(place) / "archive.db"
            with Archive(archive) as opened:
                add([data_path("examples")], opened)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        with desk(archive) as base:
            shoot(browser, base, pages(archive), folder)
        with desk(Path(place) / "empty.db") as base:
            shoot(browser, base, {"empty": "/"}, folder)
        browser.close()


if __name__ == "__main__":
    told = [Path(word) for word in sys.argv[1:3]]
    main(told[0] if told else Path(__file__).parent / "pictures", told[1] if len(told) > 1 else None)
