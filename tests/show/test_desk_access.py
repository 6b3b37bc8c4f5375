"""Every page for everybody: axe finds nothing, light and dark, in each language; zoom, phone, keyboard, no motion."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/?q=déngiz",
    "/?q=déngiz&lines=date",
    "/?q=putin (",
    "/article/first",
    "/article/first?gloss=1&at=6-14",
    "/ledger",
    "/timeline",
    "/figures?all=1",
    "/entity?name=Kashgar",
    "/entity?name=Nobody",
    "/bring",
    "/cite/first?at=0-5",
    "/versions/first",
    "/alike/first",
    "/remove/first",
    "/tour",
    "/help",
    "/nothing",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def axe():
    made = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    return made.Axe()


@pytest.mark.parametrize(
    ("language", "scheme"), [("en", "light"), ("en", "dark"), ("ug", "light"), ("ug", "dark"), ("ug-Latn", "light")]
)
def test_axe_finds_nothing(browser, base, axe, scheme, language):
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
    found = []
    for path in PAGES:
        page.goto(base + path + ("&" if "?" in path else "?") + f"lang={language}")
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        told = axe.run(page, options={"runOnly": TAGS}).response["violations"]
        found += [(path, v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in told]
    page.close()
    assert found == []


def test_axe_finds_nothing_on_a_phone(browser, base, axe):
    """Filters folded, a word explained at the foot of the screen."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce")
    found = []
    for path in PAGES:
        page.goto(base + path, wait_until="networkidle")
        if path.startswith("/article/"):
            page.locator("#n0").tap()
        told = axe.run(page, options={"runOnly": TAGS}).response["violations"]
        found += [(path, v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in told]
    page.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_what_follows_a_form(browser, served, axe, tmp_path, scheme):
    text = "قەشقەردە يەر تەۋرىدى.\n\n2025-يىلى 9-ئاينىڭ 3-كۈنى قەشقەردە يەر تەۋرەپ، ئون ئادەم يارىلاندى.\n"
    (tmp_path / "bad.txt").write_text("Nothing of this is in Uyghur, and it is said at some length.", encoding="utf-8")
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
    base = served(tmp_path / "forms.db")
    found = []

    def look(name):
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        told = axe.run(page, options={"runOnly": TAGS}).response["violations"]
        found.extend((name, v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in told)

    page.goto(base + "/bring")
    page.fill("#text-in", text)
    page.click("button:has-text('without keeping')")
    page.wait_for_selector("#text .m")
    look("read without keeping")
    page.click(".held button")
    page.wait_for_selector("#own")
    page.click("#own summary")
    page.fill("#tag", "checked")
    page.click("#own button:has-text('Add a tag')")
    page.wait_for_selector(".remarks .label")
    look("with a tag")
    page.goto(base + "/bring")
    page.fill("#url", "https://news.example/1")
    page.click("button:has-text('Go on')")
    page.wait_for_selector(".sent")
    look("asked whether to fetch")
    page.goto(base + "/bring")
    page.set_input_files("#files", [str(tmp_path / "bad.txt")])
    page.click("#drop button.strong")
    page.wait_for_selector("#batch[data-running=no]", timeout=60_000)
    look("tally with a failure")
    page.goto(base + "/?q=qeshqer")
    page.fill("#save-name", "Kashgar")
    page.click(".facets button:has-text('Save')")
    page.wait_for_selector(".news")
    look("saved search")
    page.close()
    assert found == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "ug"])
def test_nothing_sticks_out_on_a_phone_or_at_400_percent(browser, base, path, language):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(base + path + ("&" if "?" in path else "?") + f"lang={language}", wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_all_can_be_done_by_keyboard(page, base):
    """The first tab stop leads past the head; each stop is seen."""
    page.goto(base + "/article/first", wait_until="networkidle")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(12):
        page.keyboard.press("Tab")
        box = page.evaluate(
            "(() => { const b = document.activeElement.getBoundingClientRect(); return [b.width, b.height] })()"
        )
        assert min(box) > 0
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_words_are_explained_by_keyboard(page, base):
    page.goto(base + "/article/first", wait_until="networkidle")
    page.keyboard.press("j")
    assert page.locator("#wordbox").is_visible()
    assert "Alim Example" in page.locator("#wordbox").inner_text()


def test_reduced_motion_scrolls_at_once(browser, base):
    page = browser.new_page(reduced_motion="reduce")
    page.goto(base)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.close()
