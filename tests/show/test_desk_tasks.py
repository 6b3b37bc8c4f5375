"""The tasks that people come with, done in a real browser on the example articles, from an empty archive on."""

from __future__ import annotations

import re
import shutil

import pytest

pytestmark = pytest.mark.browser
NEWS = "قەشقەردە يەر تەۋرىدى\n\n2025-يىلى 9-ئاينىڭ 3-كۈنى قەشقەردە يەر تەۋرەپ، ئون ئادەم يارىلاندى.\n"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """An archive with the example articles, read once."""
    from xewer.archive.store import Archive
    from xewer.harvest.job import add
    from xewer.resources import data_path

    path = tmp_path_factory.mktemp("tasks") / "archive.db"
    with Archive(path) as archive:
        add([data_path("examples")], archive)
    return path


@pytest.fixture(scope="module")
def examples(served, filled):
    return served(filled)


def test_first_run(page, served, tmp_path):
    """An empty archive explains itself; one click brings the examples; the tour leads through them."""
    base = served(tmp_path / "empty.db")
    page.goto(base)
    assert "empty" in page.locator("h1").inner_text()
    page.click("button.strong")
    page.wait_for_selector(".hit")
    page.wait_for_load_state()
    assert page.locator(".hit").count() == 20
    page.click(".top a:has-text('Help')")
    page.click("main a:has-text('Tour')")
    page.wait_for_selector(".tour")
    steps = page.locator(".tour a")
    assert steps.count() >= 8
    for address in [steps.nth(n).get_attribute("href") for n in range(steps.count())]:
        page.goto(base + address)
        assert page.locator("h1").count() >= 1


def test_add_a_file(page, served, tmp_path):
    base = served(tmp_path / "files.db")
    file = tmp_path / "xewer.txt"
    file.write_text(NEWS, encoding="utf-8")
    page.goto(base + "/bring")
    page.set_input_files("#files", [str(file)])
    assert "xewer.txt" in page.locator("#chosen").inner_text()
    page.click("#drop button.strong")
    page.wait_for_selector("#batch[data-running=no]", timeout=60_000)
    assert page.locator("#n-new").inner_text() == "1"
    page.click("#batch a.open")
    page.wait_for_selector("#text .m")
    assert "يارىلاندى" in page.locator("#text").inner_text()


def test_read_a_pasted_text_without_keeping_it_or_javascript(browser, served, tmp_path):
    base = served(tmp_path / "paste.db")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "/bring")
    page.fill("#text-in", NEWS)
    page.click("button:has-text('without keeping')")
    page.wait_for_selector("#text .m")
    page.wait_for_load_state()
    assert page.locator("#text .m").count() > 2
    page.goto(base)
    assert "empty" in page.locator("h1").inner_text()
    context.close()


def test_find_a_word_by_another_inflection_in_another_script(page, examples):
    page.goto(examples)
    page.fill("#q", "bérlinning")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hit mark")
    marks = page.locator(".hit mark").all_inner_texts()
    assert any("بېرلىن" in m and m != "بېرلىننىڭ" for m in marks)


def test_letters_on_the_screen_and_a_span_of_time(page, examples):
    page.goto(examples)
    page.click("#letters summary")
    for letter in "سۇۇ":
        page.click(f"#letters button[data-letter='{letter}']")
    page.click("#letters button[data-letter='']")
    assert page.input_value("#q") == "سۇ"
    page.goto(examples + "/?q=دېدى")
    bars = page.locator("#over-time a")
    first, last = bars.nth(1).bounding_box(), bars.nth(4).bounding_box()
    page.mouse.move(first["x"] + 2, first["y"] + first["height"] - 1)
    page.mouse.down()
    page.mouse.move(last["x"] + 2, first["y"] + first["height"] - 1, steps=6)
    page.mouse.up()
    page.wait_for_url("**date%3A*")
    assert re.search(r"date:\d{4}-\d\d\.\.\d{4}-\d\d", page.input_value("#q"))


def test_read_with_word_help(page, examples):
    page.goto(examples + "/?q=title:سوتى")
    page.click(".hit a.open")
    page.wait_for_selector("#text .w")
    page.click("#text .w:has-text('دېدى')")
    told = page.locator("#wordbox").inner_text()
    assert "say" in told
    page.click("#wordbox a")
    page.wait_for_selector(".hit mark")
    page.go_back()
    page.click("a:has-text('Word by word')")
    page.wait_for_selector(".pair")
    page.wait_for_load_state()
    assert page.locator(".pair").count() > 50


def test_switch_script(page, examples):
    page.goto(examples + "/?q=title:سوتى")
    page.click(".hit a.open")
    page.wait_for_selector("#text .m")
    page.wait_for_load_state()
    marks = page.locator("#text .m").count()
    for name, letters in (("Latin", "[a-z]"), ("Кирил", "[а-я]"), ("ئەرەب", "[ئ-ي]")):
        page.click(f"#scripts a:has-text('{name}')")
        page.wait_for_selector(f"#scripts a[aria-current]:has-text('{name}')")
        assert re.search(letters, page.locator("#text").inner_text())
        page.wait_for_load_state()
        assert page.locator("#text .m").count() == marks


def test_open_a_ledger_row_at_its_evidence(page, examples):
    page.goto(examples + "/ledger?place=berlin")
    row = page.locator(".ledger tbody tr:has(.did a)").first
    words = row.locator("a.open").inner_text().rstrip("…")
    row.locator("a.open").click()
    page.wait_for_selector(":target")
    assert page.locator(":target").inner_text().startswith(words[:10])


def test_compare_two_figures(page, examples):
    page.goto(examples)
    page.click(".top a:has-text('Figures')")
    page.wait_for_selector("svg text")
    page.wait_for_load_state()
    group = page.locator(".compared").first
    assert group.locator("tbody tr").count() >= 2
    said = page.locator(".verdict").first.inner_text()
    assert any(word in said for word in ("contradict", "agree", "higher"))
    assert group.locator("svg text").count() >= 4
    with page.expect_download() as drawn:
        group.locator("a.png").click()
    assert drawn.value.path().read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    group.locator("a.open").first.click()
    page.wait_for_selector("mark.passage")
    assert page.locator("#at").is_visible()


@pytest.mark.parametrize("script", ["", "?script=latin"])
def test_cite_a_passage(page, examples, script):
    page.goto(examples + "/?q=title:سوتى")
    address = page.locator(".hit a.open").first.get_attribute("href").partition("?")[0]
    page.goto(examples + address + script, wait_until="networkidle")
    page.evaluate(
        """() => { const words = [...document.querySelectorAll('#text p:nth-of-type(2) .w')];
        const range = document.createRange(); range.setStartBefore(words[1]); range.setEndAfter(words[4]);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    said = page.evaluate("getSelection().toString()")
    page.wait_for_function("new URL(document.querySelector('#cite').href).searchParams.has('cut')")
    page.click("#cite")
    page.wait_for_selector("#passage")
    assert page.locator("#passage").inner_text() == said
    assert len(page.locator("#hash").inner_text()) == 64
    assert "@article{" in page.locator("#bib").inner_text()
    page.click("dd a[href*='?at=']")
    page.wait_for_selector("mark.passage")
    start, end = re.search(r"at=(\d+)-(\d+)", page.url).groups()
    text = page.evaluate("fetch(location.pathname + '.json').then(r => r.json()).then(a => a.text)")
    assert (
        page.evaluate("[...document.querySelectorAll('mark.passage')].map(m => m.textContent).join('')")
        == text[int(start) : int(end)]
    )


def test_correct_note_and_take_back(page, served, filled, tmp_path):
    path = tmp_path / "own.db"
    shutil.copy(filled, path)
    page.goto(served(path) + "/?q=title:سوتى")
    page.click(".hit a.open")
    page.click("#own summary")
    page.fill("#note", "ask the court")
    page.click("#own button:has-text('Add a note')")
    page.wait_for_selector(".remarks li")
    assert "ask the court" in page.locator(".remarks").inner_text()
    page.fill("#own-published", "2025-11-18")
    page.click("#own button:has-text('Correct')")
    page.wait_for_selector("time[datetime='2025-11-18']")
    page.locator(".remarks button").last.click()
    page.wait_for_selector("time[datetime='2025-11-19']")
