"""Makes the pages of the frozen set: a shell (the markup of one kind of site), a text, and what stands around it.

A shell holds orders in double braces: ``{{title}}``, ``{{body p}}``, ``{{nav 20 li}}``. All that is chosen is chosen by
the page's own name, so that a page is the same each time it is made; ``frozen.sha256`` holds them to that.
"""

from __future__ import annotations

import csv
import html
import json
import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass
class Sheet:
    """One page: its row of ``pages.tsv``, its blocks of text, and its own source of chance."""

    row: dict[str, str]
    blocks: list[tuple[str, Any]] = field(default_factory=list)
    chance: random.Random = field(default_factory=random.Random)

    @property
    def words(self) -> dict[str, Any]:
        found: dict[str, Any] = _words()[self.row["script"]]
        return found

    @property
    def extras(self) -> set[str]:
        return set(self.row["extras"].split())


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def _texts() -> dict[str, list[list[str]]]:
    loaded: dict[str, list[list[str]]] = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))
    return loaded


def rows(name: str = "pages.tsv") -> list[dict[str, str]]:
    """The rows of ``pages.tsv``, or of ``later.tsv``."""
    with (HERE / name).open(encoding="utf-8", newline="") as handle:
        return [{k: v or "" for k, v in row.items()} for row in csv.DictReader(handle, delimiter="\t")]


def sheet(row: dict[str, str]) -> Sheet:
    """The blocks of a page's text, in order: ``("p", text)``, ``("h", text)``, ``("ul", [text])``, ``("table", rows)`` …"""
    made = Sheet(row, chance=random.Random(row["id"]))
    texts = _texts()[row["script"]]
    if not row["text"]:
        return made
    at = int(row["text"])
    paragraphs = list(texts[at])
    extras = made.extras
    if "short" in extras:
        paragraphs = paragraphs[:2]
    if "long" in extras:
        others = [p for i, t in enumerate(texts) if i != at for p in t]
        paragraphs += made.chance.sample(others, 9)
    blocks: list[tuple[str, Any]] = [("p", p) for p in paragraphs]
    subjects = made.words["nav"]
    if "quote" in extras:
        blocks[2] = ("quote", paragraphs[2])
    if "h" in extras:
        for place in range(len(blocks) - 2, 1, -3):
            blocks.insert(place, ("h", f"{made.chance.choice(subjects)} — {made.chance.choice(subjects)}"))
    if "ul" in extras:
        blocks.insert(3, ("ul", made.chance.sample(made.words["heads"], 4)))
    if "table" in extras:
        years = [[str(y), str(made.chance.randint(20, 900)), made.chance.choice(subjects)] for y in range(2015, 2021)]
        blocks.insert(3, ("table", years))
    for extra in ("fig", "pull", "inlinerel", "ad"):
        if extra in extras:
            blocks.insert(min(2, len(blocks)), (extra, None))
    made.blocks = blocks
    return made


def gold(made: Sheet) -> dict[str, Any]:
    """What a reader keeps of the page; ``body`` is empty where it holds no article."""
    row = made.row
    body: list[str] = []
    for kind, what in made.blocks:
        if kind in {"p", "h", "quote"}:
            body.append(what)
        elif kind == "ul":
            body += what
        elif kind == "table":
            body += [" ".join(cells) for cells in what]
    return {
        "body": "\n".join(body),
        "title": row["title"] or None,
        "date": row["iso"] or None,
        "author": row["author"] or None,
        "source": row["source"] or None,
    }


def page(made: Sheet) -> bytes:
    """The page as its server would send it."""
    shell = (HERE / "shells" / f"{made.row['shell']}.html").read_text(encoding="utf-8")
    text = re.sub(r"\{\{(\w+)([^}]*)\}\}", lambda m: _order(made, m[1], m[2].split()), shell)
    how = made.row["charset"]
    if how == "entities":
        return re.sub(r"[^\x00-\x7f]", lambda m: f"&#{ord(m[0])};", text).encode()
    if how == "presentation":
        text = text.replace("ە", "\ufee9").replace("لا", "\ufefb").replace("ې", "\ufbe4")
    return text.encode("utf-16-le" if how == "utf-16" else "utf-8")


def _order(made: Sheet, name: str, rest: list[str]) -> str:
    if name in made.row:
        return html.escape(made.row[name], quote=True)
    if name in made.words and isinstance(made.words[name], str):
        return str(made.words[name])
    order = ORDERS[name]
    return str(order(made, *rest))


def _slug(made: Sheet) -> str:
    return "-".join("".join(made.chance.choices(LETTERS[:26], k=made.chance.randint(4, 8))) for _ in range(3))


def _nav(made: Sheet, count: str, tag: str = "li") -> str:
    names = made.chance.sample(made.words["nav"], min(int(count), len(made.words["nav"])))
    items = [f'<a href="/{_slug(made)}/">{n}</a>' for n in names]
    if tag == "bar":
        return " | ".join(items)
    return "\n".join(f'<{tag} class="menu-item menu-item-{made.chance.randint(10, 900)}">{i}</{tag}>' for i in items)


def _body(made: Sheet, mode: str = "p") -> str:
    return "".join(_block(made, mode, kind, what) for kind, what in made.blocks)


OPEN = {
    "p": ("<p>", "</p>\n"),
    "br": ("", "<br />\n<br />\n"),
    "brnbsp": ("&nbsp;&nbsp;&nbsp;&nbsp;", "<br>\r\n"),
    "div": ("<div>", "</div><div><br></div>\n"),
    "mso": (
        '<p class="MsoNormal" dir="RTL" style="text-align:justify"><span lang="UG" style="font-family:&quot;UKIJ Tuz&quot;">',
        "<o:p></o:p></span></p>\n",
    ),
    "span": ('<div class="css-53u6y8"><p class="css-at9mc1 evys1bk0"><span>', "</span></p></div>\n"),
    "font": ('<p align="right"><font face="UKIJ Tuz Tor" size="4">', "</font></p>\n"),
    "wp": ('<p class="has-text-align-right wp-block-paragraph">', "</p>\n\n"),
}


def _block(made: Sheet, mode: str, kind: str, what: Any) -> str:
    before, after = OPEN[mode]
    if kind == "p":
        return before + html.escape(what, quote=False) + after
    if kind == "h":
        return f"<h2>{what}</h2>\n" if mode in {"p", "span", "wp"} else f"{before}<b>{what}</b>{after}"
    if kind == "quote":
        return f"<blockquote><p>{html.escape(what, quote=False)}</p></blockquote>\n"
    if kind == "ul":
        return "<ul>" + "".join(f"<li>{x}</li>" for x in what) + "</ul>\n"
    if kind == "table":
        lines = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>" for cells in what)
        return f'<table border="1">{lines}</table>\n'
    if kind == "fig":
        return (
            f'<figure class="wp-caption aligncenter"><img src="/img/{_slug(made)}.jpg" alt="">'
            f'<figcaption class="wp-caption-text">{made.words["caption"]}</figcaption></figure>\n'
        )
    if kind == "pull":
        first = made.blocks[0][1] if made.blocks[0][0] == "p" else made.blocks[-1][1]
        return f'<aside class="pullquote">{" ".join(first.split()[:9])}</aside>\n'
    if kind == "inlinerel":
        return f'<div class="related-inline"><h4>{made.words["related"]}</h4><ul>{_heads(made, "3", "li")}</ul></div>\n'
    return '<div class="ad-slot"><script>googletag.cmd.push(function(){googletag.display("x");});</script></div>\n'


def _heads(made: Sheet, count: str, style: str = "li") -> str:
    heads = [h for h in made.words["heads"] if h != made.row["title"]]
    picked = made.chance.sample(heads, min(int(count), len(heads)))
    return "\n".join(_head(made, head, style) for head in picked)


def _head(made: Sheet, head: str, style: str) -> str:
    link = f'<a href="/{_slug(made)}.html" title="{html.escape(head)}">{html.escape(head)}</a>'
    day = date(2009, 1, 1) + timedelta(days=made.chance.randint(0, 5800))
    body = [t for i, t in enumerate(_texts()[made.row["script"]]) if str(i) != made.row["text"]]
    teaser = " ".join(made.chance.choice(body)[0].split()[:22])
    if style == "li":
        return f"<li>{link}</li>"
    if style == "dated":
        return f'<li><span class="date">{day.isoformat()}</span> {link}</li>'
    if style == "td":
        return f'<tr><td height="22">·{link}</td><td>[{day.month}-{day.day}]</td></tr>'
    if style == "teaser":
        return (
            f'<div class="post-{made.chance.randint(100, 9999)} post"><h2 class="entry-title">{link}</h2>'
            f'<time datetime="{day.isoformat()}T08:00:00+00:00">{day.isoformat()}</time><p>{teaser} {made.words["more"]}</p></div>'
        )
    return (
        f'<div class="card"><a href="/{_slug(made)}"><img src="/t/{_slug(made)}.jpg" alt="{html.escape(head)}"></a>'
        f'<h3 class="card-title">{link}</h3><p class="card-text">{teaser}…</p><span class="card-date">{day:%d.%m.%Y}</span></div>'
    )


def _comments(made: Sheet, count: str, style: str = "wp") -> str:
    return "\n".join(_comment(made, n, style) for n in range(int(count)))


def _comment(made: Sheet, n: int, style: str) -> str:
    text = " ".join(made.chance.sample(made.words["comments"], min(made.chance.randint(1, 3), 2)))
    who = made.chance.choice(made.words["people"])
    day = date(2012, 1, 1) + timedelta(days=made.chance.randint(0, 4700))
    hour = f"{made.chance.randint(0, 23):02}:{made.chance.randint(0, 59):02}"
    if style == "discuz":
        return _post(made, text, who, f"{day.year}-{day.month}-{day.day} {hour}", n + 2)
    if style == "blogger":
        return (
            f'<li class="comment" id="c{n}"><div class="comment-header"><cite class="user">{who}</cite>'
            f'<span class="datetime secondary-text">{day:%Y/%m/%d} {hour}</span></div><p class="comment-content">{text}</p></li>'
        )
    if style == "td":
        return f'<tr><td bgcolor="#eeeeee">{who} ({day:%Y-%m-%d} {hour})</td></tr><tr><td class="pl">{text}</td></tr>'
    return (
        f'<li class="comment even thread-even depth-1" id="comment-{n}"><div class="comment-author vcard">'
        f'<img class="avatar" src="/a/{n}.png"><cite class="fn">{who}</cite></div><div class="comment-meta">'
        f'<a href="#comment-{n}">{day:%Y-%m-%d} {hour}</a></div><p>{text}</p><a class="reply">{made.words["reply"]}</a></li>'
    )


def _post(made: Sheet, text: str, who: str, when: str, floor: int) -> str:
    number = made.chance.randint(1000, 99999)
    return f"""<div id="post_{number}"><table id="pid{number}" summary="pid{number}" cellspacing="0" cellpadding="0"><tr>
<td class="pls" rowspan="2"><div class="pi"><div class="authi"><a href="space-uid-{number}.html" class="xw1">{who}</a></div></div>
<p><em>ئالاھىدە ئەزا</em></p><dl class="pil cl"><dt>تېما</dt><dd>{floor * 7}</dd><dt>يازما</dt><dd>{number}</dd><dt>جۇغلانما</dt><dd>{number // 3}</dd></dl></td>
<td class="plc"><div class="pi"><strong><a href="#"><em>{floor}</em><sup>#</sup></a></strong><div class="pti"><div class="authi">
<em id="authorposton{number}">يوللانغان ۋاقتى {when}</em><span class="pipe">|</span><a href="#">پەقەت ئاپتورنىلا كۆرۈش</a></div></div></div>
<div class="pct"><div class="pcb"><div class="t_fsz"><table cellspacing="0" cellpadding="0"><tr><td class="t_f" id="postmessage_{number}">
{text}</td></tr></table></div></div></div></td></tr>
<tr><td class="plc plm"><div class="sign">ئىلىم ئىزدە، بۆشۈكتىن قەبرىگىچە.</div></td></tr></table></div>"""


def _opening(made: Sheet, mode: str = "brnbsp") -> str:
    """The first post of a thread."""
    return _post(made, _body(made, mode), made.row["byline"], made.row["shown"], 1)


def _css(made: Sheet, count: str) -> str:
    names = ["header", "menu", "entry", "widget", "side", "btn", "post", "wrap"]
    return "\n".join(
        f".{made.chance.choice(names)}-{_slug(made)} {{ margin: {made.chance.randint(0, 40)}px; color: #{made.chance.randint(100000, 999999)}; }}"
        for _ in range(int(count))
    )


def _js(made: Sheet, count: str) -> str:
    return "\n".join(
        f'window["{_slug(made)}"] = function (a, b) {{ return a && b ? {made.chance.randint(1, 999)} : "{_slug(made)}"; }};'
        for _ in range(int(count))
    )


def _share(made: Sheet) -> str:
    links = "".join(f'<li><a class="s" href="#{i}">{s}</a></li>' for i, s in enumerate(made.words["share"]))
    return f'<ul class="share-bar">{links}</ul>'


def _plain(made: Sheet) -> str:
    """The text as JSON data of a script, as single-page sites send it."""
    return json.dumps(gold(made)["body"], ensure_ascii=False)


def _entries(made: Sheet) -> str:
    """The text as the entries of a live page, newest first in the markup as it stands."""
    parts = []
    for n, (kind, what) in enumerate(made.blocks):
        parts.append(
            f'<article class="live-entry" id="e{n}"><header><time class="live-time">{23 - n:02}:{made.chance.randint(10, 59)}</time></header>'
            f"<div>{_block(made, 'p', kind, what)}</div></article>"
        )
    return "\n".join(parts)


def _gallery(made: Sheet) -> str:
    return "\n".join(
        f'<div class="slide"><img src="/g/{_slug(made)}.jpg"><p class="caption">{made.words["caption"]} ({n})</p></div>'
        for n in range(1, 9)
    )


ORDERS: dict[str, Callable[..., str]] = {
    "nav": _nav, "body": _body, "heads": _heads, "comments": _comments, "opening": _opening, "css": _css, "js": _js,
    "share_bar": _share, "plain": _plain, "entries": _entries, "gallery": _gallery,
    "later": lambda made: made.row["later"],
    "first": lambda made: html.escape(" ".join(str(made.blocks[0][1]).split()[:25]), quote=True),
}  # fmt: skip
