"""Pages of the desk drawn: templates, the interface's words in its languages, addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from xewer.show.charts import bars
from xewer.show.phrases import LANGUAGES, counted, phrase
from xewer.show.shown import SCRIPTS, displayable, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2

__all__ = ["LANGUAGES", "View", "draw", "short"]


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    import jinja2

    loader = jinja2.PackageLoader("xewer.show", "templates")
    made = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["clean"] = lambda value: displayable(str(value)) if value is not None else ""
    made.filters["number"] = lambda value: f"{value:,}"
    made.globals["bars"] = bars
    made.globals["scripts"] = SCRIPTS
    made.globals["short"] = short
    made.globals["languages"] = LANGUAGES
    return made


@dataclass(frozen=True, slots=True)
class View:
    """How a reader wants pages: language of the interface, script of the Uyghur text, and where they are.

    ``form_token`` goes into every form; a page that answers a form is not ``steady``: it has no address of its own.
    """

    language: str = "en"
    script: str | None = None
    path: str = "/"
    query: Mapping[str, str] = field(default_factory=dict)
    form_token: str = ""
    steady: bool = True

    @property
    def direction(self) -> str:
        """Direction of the interface."""
        return LANGUAGES[self.language]

    def say(self, key: str) -> str:
        """A word of the interface."""
        return phrase(self.language, key)

    def many(self, key: str, n: int) -> str:
        """A word of the interface for ``n`` things, without the number.

        >>> View().many("count_articles", 1)
        'article'
        """
        return counted(self.language, key, n)

    def link(self, path: str, /, anchor: str = "", **query: Any) -> str:
        """Address of a page that keeps language and script.

        >>> View(script="latin").link("/article/a b", q="پ")
        '/article/a%20b?q=%D9%BE&script=latin'
        """
        kept = {k: str(v) for k, v in query.items() if v not in {None, "", False}}
        if self.script and "script" not in query:
            kept["script"] = self.script
        if self.language != "en" and "lang" not in query:
            kept["lang"] = self.language
        asked = urlencode(kept, errors="replace")
        where = quote(path, errors="replace")
        return where + (f"?{asked}" if asked else "") + (f"#{anchor}" if anchor else "")

    def again(self, **change: Any) -> str:
        """This page's own address with something changed (None takes it out)."""
        kept: dict[str, Any] = {**dict(self.query), **change}
        return self.link(self.path, **{"script": self.script, **kept})

    def twin(self, ending: str) -> str:
        """Address of this page's twin for programs: ``.json`` or ``.csv``."""
        path = "/search" if self.path == "/" else self.path
        kept = {k: v for k, v in self.query.items() if v and k not in {"lang", "script"}}
        asked = urlencode(kept, errors="replace")
        return quote(path + ending, errors="replace") + (f"?{asked}" if asked else "")

    def text(self, text: str | None) -> str:
        """A piece of an article in the reader's script; what is in Latin letters stays: English names as a rule."""
        if not text or not self.script:
            return displayable(text or "")
        from xewer.text.detect import detect_script

        source = detect_script(text)
        return shown(text, source, None if source == "latin" else self.script).text

    def uyghur(self, text: str | None) -> Markup:
        """A piece of an article, isolated, in the reader's script."""
        return Markup('<bdi dir="auto">{}</bdi>').format(self.text(text)) if text else Markup("")

    def flow(self, text: str | None) -> str:
        """Direction of a piece of an article as it is displayed.

        >>> View(script="latin").flow("خەۋەر"), View().flow("خەۋەر")
        ('ltr', 'rtl')
        """
        from xewer.text.detect import detect_script

        return "rtl" if text and detect_script(self.text(text)) == "arabic" else "ltr"


def short(text: str, length: int) -> str:
    """A text on one line, cut after a word, with an ellipsis if anything is missing.

    >>> short("one two three", 9)
    'one two…'
    """
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[: length + 1].rpartition(" ")[0] or flat[:length]
    return cut.rstrip(" ،,;؛:.-") + "…"


def draw(template: str, view: View, /, **context: Any) -> str:
    """One page."""
    return (
        _templates()
        .get_template(template)
        .render(view=view, t=view.say, many=view.many, link=view.link, escape=escape, **context)
    )
