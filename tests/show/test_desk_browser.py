"""The desk in a real browser: the ways through it, with and without JavaScript, and what only a browser can see."""

from __future__ import annotations

import pytest

from xewer.archive.store import Archive
from xewer.model import Article

pytestmark = pytest.mark.browser


def test_first_run_takes_the_examples(page, served, own_article, tmp_path, monkeypatch):
    from xewer.harvest import job

    def add(paths, archive):
        archive.add(own_article)
        return job.Tally(new=1)

    monkeypatch.setattr(job, "add", add)
    page.goto(served(tmp_path / "empty.db"))
    page.click("button.strong")
    page.wait_for_selector(".hit")
    assert page.locator(".hit").count() == 1


def test_find_read_and_switch_script(page, base):
    page.goto(base)
    page.fill("#q", "qeshqer")
    page.keyboard.press("Enter")
    page.click(".hit a.open")
    assert page.locator("#text mark").inner_text() == "قەشقەرگە"
    page.click("#scripts a:has-text('Latin')")
    page.wait_for_selector("#n0:text-is('Alim')")
    assert page.locator("#n0").inner_text() == "Alim"
    assert page.locator("#text mark").inner_text() == "Qeshqerge"
    assert page.evaluate("getComputedStyle(document.querySelector('article')).direction") == "ltr"


def test_a_ledger_row_opens_at_its_evidence(page, base):
    page.goto(base + "/ledger?kind=said")
    page.click(".ledger a.open")
    page.wait_for_selector(":target")  # the address changes before the page has been read to that point
    assert page.evaluate("document.querySelector(':target').id") == "q0"
    assert page.locator("#q0").is_visible()


def test_a_tap_on_a_word_explains_it(page, served, tmp_path):
    path = tmp_path / "w.db"
    token = {"start": 0, "end": 7, "lemma": "مەكتەپ", "upos": "NOUN", "feats": "", "known": True}
    token["segments"] = [["مەكتەپ", "NOUN"], ["كە", "DAT"]]
    text = "مەكتەپكە"
    token["end"] = len(text)
    with Archive(path) as archive:
        archive.add(Article(id="1", text=text, sha256="", script="arabic", tokens=(token,)))
    page.goto(served(path) + "/article/1")
    assert not page.locator("#wordbox").is_visible()
    page.click(".w")
    told = page.locator("#wordbox").inner_text()
    assert "school" in told
    assert "dative" in told


def test_marks_switch_without_javascript(browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "/article/first")
    line = page.locator("#n0")
    assert "underline" in line.evaluate("e => getComputedStyle(e).textDecorationLine")
    page.uncheck("#show-person")
    assert line.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
    assert "underline" in page.locator("#n1").evaluate("e => getComputedStyle(e).textDecorationLine")
    context.close()


def test_marks_that_were_switched_off_stay_off(browser, base):
    context = browser.new_context()
    page = context.new_page()
    page.goto(base + "/article/first")
    page.uncheck("#show-place")
    page.goto(base + "/article/first?q=")
    assert not page.is_checked("#show-place")
    context.close()


def test_kinds_differ_without_colour(page, base):
    page.goto(base + "/help")
    styles = page.evaluate(
        """[...document.querySelectorAll('.legend .m:not(.quote)')].map(e => { const s = getComputedStyle(e);
        return s.textDecorationStyle + s.textDecorationThickness })"""
    )
    assert len(styles) == len(set(styles)) == 6


def test_a_marked_word_is_as_wide_as_an_unmarked_one(page, base):
    """Padding, or letters that no longer join, would change its width."""
    page.goto(base + "/article/first", wait_until="networkidle")
    widths = page.evaluate(
        """async () => { await document.fonts.ready;
        return [...document.querySelectorAll('#text .person, #text .place, #text .event')].map(e => {
          const plain = document.createElement('span'); plain.textContent = e.textContent;
          const line = document.createElement('p'); line.dir = 'rtl'; line.append(plain);
          document.querySelector('#text').append(line);
          return [e.getBoundingClientRect().width, plain.getBoundingClientRect().width]; }) }"""
    )
    assert len(widths) >= 3
    assert all(abs(marked - plain) < 0.5 for marked, plain in widths)


def test_own_font_is_used_for_all_letters(page, base):
    page.goto(base + "/article/first", wait_until="networkidle")
    assert page.evaluate("document.fonts.check('20px \"Naskh Text\"', 'ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي')")
    faces = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("Naskh Text" in family for family in faces)


def test_keys_are_physical_and_can_be_switched_off(page, base):
    press = "code => document.body.dispatchEvent(new KeyboardEvent('keydown', {code, key: 'س', bubbles: true}))"
    page.goto(base + "/?q=déngiz", wait_until="networkidle")
    page.evaluate(press, "KeyJ")
    page.evaluate(press, "KeyJ")
    assert page.locator(".hit").nth(1).evaluate("e => e.classList.contains('now')")
    page.evaluate(press, "KeyK")
    page.evaluate(press, "KeyO")
    page.wait_for_selector("article")
    page.wait_for_load_state("networkidle")
    page.evaluate(press, "KeyS")
    page.wait_for_url("**script=arabic*")
    page.goto(base + "/help")
    page.uncheck("#keys-on")
    page.goto(base + "/?q=déngiz", wait_until="networkidle")
    page.evaluate(press, "KeyJ")
    assert page.locator(".hit.now").count() == 0


def test_slash_goes_to_the_box_and_letters_stay_letters_there(page, base):
    page.goto(base, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("jkoes")
    assert page.input_value("#q") == "jkoes"


@pytest.mark.parametrize(
    "path",
    ["/", "/?q=déngiz", "/article/first", "/article/hostile", "/ledger", "/help", "/?lang=ug", "/ledger?lang=ug"],
)
def test_nothing_sticks_out_on_a_phone(browser, base, path):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(base + path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def contrast(page, selector, prop):
    """Contrast of an element's colour against the page, as WCAG counts it."""
    return page.evaluate(
        """([selector, prop]) => {
        const paint = (colour) => { const c = document.createElement('canvas').getContext('2d'); c.fillStyle = colour; c.fillRect(0, 0, 1, 1);
          return [...c.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4) };
        const light = (colour) => { const [r, g, b] = paint(colour); return 0.2126 * r + 0.7152 * g + 0.0722 * b };
        const a = light(getComputedStyle(document.querySelector(selector))[prop]), b = light(getComputedStyle(document.documentElement).backgroundColor);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) }""",
        [selector, prop],
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_lines_are_seen_in_light_and_dark(browser, base, scheme):
    page = browser.new_page(color_scheme=scheme)
    page.goto(base + "/help")
    for kind in ("person", "org", "place", "time", "figure", "event"):
        assert contrast(page, f".legend .{kind}", "textDecorationColor") >= 4.5, kind
    assert contrast(page, "html", "color") >= 7
    assert contrast(page, ".prose h1", "color") >= 7
    page.goto(base + "/?q=déngiz")
    assert contrast(page, ".about", "color") >= 4.5
    assert contrast(page, ".hit a", "color") >= 4.5
    page.close()


def test_nearly_the_same_articles_come_after_the_page(page, served, tmp_path, own_article):
    from dataclasses import replace

    from xewer.archive.store import Archive

    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        archive.add(own_article)
        archive.add(replace(own_article, id="second", source="Agency"))
    page.goto(served(path) + "/article/first")
    page.wait_for_selector("#twins details li")
    assert "Agency" in page.locator("#twins li").inner_text()
    page.click("#twins a.open")
    page.wait_for_url("**/article/second")


def test_an_english_keyboard_types_uyghur_letters_if_that_is_asked(browser, base):
    context = browser.new_context()
    page = context.new_page()
    page.goto(base, wait_until="networkidle")
    page.click("#q")
    page.keyboard.type("gad")
    assert page.input_value("#q") == "gad"
    page.fill("#q", "")
    page.click("#letters summary")
    page.check("#typing")
    page.keyboard.type("yer ")
    page.keyboard.press("Shift+KeyJ")
    page.keyboard.type("fv")
    assert page.input_value("#q") == "يېر جاۈ"
    page.keyboard.press("Control+a")
    page.keyboard.type("/")
    assert page.input_value("#q") == "ئ"
    page.goto(base + "/?q=x", wait_until="networkidle")
    assert page.is_checked("#typing")
    context.close()


def test_words_are_explained_one_after_the_other_by_keyboard(page, served, tmp_path):
    from xewer.archive.store import Archive
    from xewer.reader import Reader

    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        archive.add(Reader().read("ئوقۇغۇچىلار مەكتەپكە كەلدى.", published="2025-09-03"))
        ident = next(archive.ids())
    page.goto(f"{served(path)}/article/{ident}", wait_until="networkidle")
    told = []
    for key in "nnp":
        page.keyboard.press(key)
        told.append((page.locator(".w.now").inner_text(), page.locator("#wordbox").inner_text()))
    assert [word for word, _ in told] == ["ئوقۇغۇچىلار", "مەكتەپكە", "ئوقۇغۇچىلار"]
    assert "school" in told[1][1]
    page.keyboard.press("Escape")
    assert page.locator("#wordbox").is_hidden()


def test_on_a_phone_a_word_is_explained_where_it_is_seen(browser, base):
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(base + "/article/first", wait_until="networkidle")
    page.locator("#n0").tap()
    box = page.locator("#wordbox").bounding_box()
    assert box["y"] + box["height"] <= 844
    assert "Alim Example" in page.locator("#wordbox").inner_text()
    page.tap("#word-close")
    assert page.locator("#wordbox").is_hidden()
    page.close()


@pytest.mark.parametrize("path", ["/ledger", "/timeline", "/figures"])
def test_on_a_phone_filters_are_folded_and_what_is_set_is_told(browser, base, path):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(base + path + "?person=alim", wait_until="networkidle")
    assert page.locator(".fold form").is_hidden()
    assert page.locator(".fold summary").first.inner_text().split() == ["Filter", "by", "alim"]
    page.click(".fold > summary")
    assert page.locator(".fold form").is_visible()
    page.set_viewport_size({"width": 1200, "height": 800})
    assert page.locator(".fold form").is_visible()
    assert page.locator(".fold > summary").is_hidden()
    page.close()


def test_filters_are_there_without_javascript(browser, base):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(base + "/ledger")
    assert page.locator(".fold form").is_visible()
    context.close()


def test_another_script_shows_the_same_paragraph(browser, served, tmp_path):
    from xewer.archive.store import Archive
    from xewer.model import Article

    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        lines = "\n".join(f"{n}-قۇر: بۇ ماقالىنىڭ بىر قۇرى." for n in range(60))
        archive.add(Article(id="long", text=lines, sha256="", script="arabic"))
    page = browser.new_page(viewport={"width": 900, "height": 700}, reduced_motion="reduce")
    page.goto(served(path) + "/article/long", wait_until="networkidle")
    page.evaluate("document.querySelectorAll('#text p')[30].scrollIntoView({block: 'start', behavior: 'instant'})")
    page.keyboard.press("s")
    page.wait_for_selector("#scripts a[aria-current]")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("s")
    page.wait_for_selector("#scripts a[aria-current]:has-text('Latin')")
    page.wait_for_load_state("networkidle")
    top = page.evaluate("document.querySelectorAll('#text p')[30].getBoundingClientRect().top")
    assert -80 < top < 160
    page.close()
