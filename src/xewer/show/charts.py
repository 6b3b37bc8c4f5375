"""Charts as SVG that can be read without colour: counts over time, events on their days, figures with their bounds.

They carry no style of their own: on a page its style sheet and text colour hold; as a file they are black on white.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import log1p, log10
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xewer.archive.fact_figures import FigureGroup
    from xewer.archive.fact_timeline import TimelineRow
    from xewer.show.page_views import View

__all__ = ["alone", "bar_drawing", "bars", "figure_chart", "timeline_chart"]

_BAR = Markup(
    '<a href="{}" data-period="{}"><rect class="bar" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect></a>'
)
_MOST_BARS = 120
_PAPER = "640"  # a chart that is as wide as its page, as a file
_FONT = Markup('font-family="Noto Naskh Arabic, DejaVu Sans, sans-serif" font-size="12"')


def bars(counts: Sequence[tuple[str, int]], view: View, href: str | Callable[[str], str]) -> Markup:
    """Counts over time as a chart of bars that are links, the newest on the side where reading ends.

    Args:
        href: the query to which ``date:`` is added, or what gives the address of a period.
    """
    if len(counts) < 2:
        return Markup("")
    counts = _filled(counts)
    most = max(n for _, n in counts)
    step, height = 100 / len(counts), 40
    drawn = []
    for at, (period, n) in enumerate(counts):
        tall = max(2.0, n / most * height) if n else 0.0
        left = 100 - (at + 1) * step if view.direction == "rtl" else at * step
        asked = view.link("/", q=f"{href} date:{period}".strip()) if isinstance(href, str) else href(period)
        drawn.append(
            _BAR.format(
                asked,
                period,
                f"{left + step * 0.1:.3f}",
                f"{height - tall:.2f}",
                f"{step * 0.8:.3f}",
                f"{tall:.2f}",
                f"{period}: {n}",
            )
        )
    return Markup(
        '<svg class="bars{}" viewBox="0 0 100 {}" preserveAspectRatio="none" role="group" aria-label="{}">{}</svg>'
    ).format(" few" if len(counts) < 12 else "", height, view.say("over_time"), Markup("").join(drawn))


def _filled(counts: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """The counts with the months or years between them in which there is none, if they are not too many.

    >>> _filled([("2024-11", 2), ("2025-01", 1)])
    [('2024-11', 2), ('2024-12', 0), ('2025-01', 1)]
    """
    known = dict(counts)
    if all(len(p) == 7 for p in known):
        first, last = (int(p[:4]) * 12 + int(p[5:]) - 1 for p in (min(known), max(known)))
        names = [f"{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 1)]
    elif all(len(p) == 4 for p in known):
        names = [str(year) for year in range(int(min(known)), int(max(known)) + 1)]
    else:
        return counts
    return [(name, known.get(name, 0)) for name in names] if len(names) <= _MOST_BARS else counts


def alone(drawing: Markup) -> str:
    """A chart as a file of its own: on white paper, with the declaration that programs want, at a size to look at.

    >>> alone(Markup('<svg class="c" viewBox="0 0 9 9" role="img" aria-label=""></svg>'))[:38]
    '<?xml version="1.0" encoding="UTF-8"?>'
    """
    opened, rest = str(drawing).split(">", 1)
    if 'viewBox="' in opened:
        width, height = opened.split('viewBox="', 1)[1].split('"', 1)[0].split()[2:]
    else:  # it is as wide as its page
        width, height = _PAPER, opened.split(' height="', 1)[1].split('"', 1)[0]
        opened = opened.replace(f' width="100%" height="{height}"', "")
    head = opened.replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" ', 1)
    paper = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head} color="#000000">{paper}{rest}'


def bar_drawing(counts: Sequence[tuple[str, int]], *, label: str, rtl: bool = False) -> Markup:
    """Counts over time to be looked at alone: bars on an axis, with periods below and counts above where there is room.

    >>> str(bar_drawing([("2024", 2), ("2025", 5)], label="")).count("<rect")
    2
    """
    if len(counts) < 2:
        return Markup("")
    counts = _filled(counts)
    most, left, right, top, bottom = max(n for _, n in counts), 60, 940, 40, 260
    step = (right - left) / len(counts)
    every = -(-len(counts) // 12)  # twelve periods can be read below the axis
    drawn = []
    for at, (period, n) in enumerate(counts):
        tall = n / most * (bottom - top)
        middle = right - (at + 0.5) * step if rtl else left + (at + 0.5) * step
        drawn.append(_COLUMN.format(middle - step * 0.4, bottom - tall, step * 0.8, tall))
        if at % every == 0:
            drawn.append(_UNDER.format(middle, bottom + 20, period))
        if len(counts) <= 24 and n:
            drawn.append(_UNDER.format(middle, bottom - tall - 6, f"{n:,}"))
    return Markup(
        '<svg class="chart" viewBox="0 0 960 300" role="img" aria-label="{0}" direction="ltr" {1}>'
        '<line x1="{2}" x2="{3}" y1="{4}" y2="{4}" stroke="currentColor"/>'
        '<line x1="{2}" x2="{3}" y1="{5}" y2="{5}" stroke="currentColor" stroke-opacity="0.25"/>'
        '<text x="{6}" y="{5}" text-anchor="end" fill="currentColor">{7:,}</text>'
        '<text x="480" y="18" text-anchor="middle" fill="currentColor">{0}</text>{8}</svg>'
    ).format(label, _FONT, left, right, bottom, top, left - 8, most, Markup("").join(drawn))


_COLUMN = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="currentColor"/>')
_UNDER = Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="middle" fill="currentColor">{}</text>')


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return 0


def _spread(days: Sequence[int], width: float) -> dict[int, float]:
    """Where each day stands on an axis whose gaps are shortened: a lone old year would squeeze all the rest.

    >>> [round(x) for x in _spread([1, 2, 1000], 100).values()]
    [0, 9, 100]
    """
    places, at = {days[0]: 0.0}, 0.0
    for before, day in pairwise(days):
        at += log1p(day - before)
        places[day] = at
    return {day: place / (at or 1) * width for day, place in places.items()}


def timeline_chart(
    rows: Sequence[TimelineRow], *, label: str, href: Callable[[TimelineRow], str], first: int = 1, rtl: bool = True
) -> Markup:
    """Events (full) and statements (round, hollow) on their days, numbered as in the table; the uncertain dashed.

    Time runs from right to left, as Uyghur does, or with ``rtl=False`` the other way. Long gaps are shortened.
    """
    placed = [
        (n, row, _ordinal(row.first), _ordinal(row.last))
        for n, row in enumerate(rows, first)
        if row.first and row.last and _ordinal(row.first) and _ordinal(row.last)
    ]
    if not placed:
        return Markup("")
    width, margin, row_height = 960.0, 46.0, 20
    spread = _spread(sorted({d for _, _, a, b in placed for d in (a, b)}), width - 2 * margin)

    def x(day: int) -> float:
        return width - margin - spread[day] if rtl else margin + spread[day]

    lanes: list[float] = []
    drawn = []
    for n, row, a, b in sorted(placed, key=lambda p: (p[2], p[3])):
        left, right = sorted((x(a), x(b)))
        if right - left < 10:
            left, right = left - 5, left + 5
        begins, ends = left - 30, right + 4
        begin, end = (width - ends, width - begins) if rtl else (begins, ends)
        lane = next((i for i, free in enumerate(lanes) if free <= begin), len(lanes))
        lanes[lane : lane + 1] = [end]
        drawn.append(_step(n, row, (left, 34 + lane * row_height, right - left), href(row)))
    height = 44 + len(lanes) * row_height
    axis, last = [], -1e9
    for day, place in sorted(((day, x(day)) for day in spread), key=lambda item: item[1]):
        if place - last >= 84:
            last = place
            axis.append(_LINE.format(f"{place:.1f}", height, date.fromordinal(day).isoformat()))
    return Markup(
        '<svg class="chart" viewBox="0 0 {:.0f} {}" role="group" aria-label="{}" direction="ltr" {}>{}{}</svg>'
    ).format(width, height, label, _FONT, Markup("").join(axis), Markup("").join(drawn))


_LINE = Markup(
    '<line x1="{0}" x2="{0}" y1="20" y2="{1}" stroke="currentColor" stroke-opacity="0.25"/>'
    '<text x="{0}" y="14" text-anchor="middle" fill="currentColor">{2}</text>'
)
_STEP = Markup(
    '<a href="{}"><title>{}</title><rect x="{:.1f}" y="{}" width="{:.1f}" height="11" rx="{}" fill="{}"{}'
    ' stroke="currentColor" stroke-width="1.5"/>'
    '<text x="{:.1f}" y="{}" text-anchor="end" fill="currentColor">{}</text></a>'
)
_DASHED = Markup(' stroke-dasharray="3 2"')


def _step(n: int, row: TimelineRow, box: tuple[float, int, float], address: str) -> Markup:
    left, top, wide = box
    said, sure = row.fact.layer == "quotes", row.fact.certain
    told = f"{n}. {row.fact.gloss or row.fact.kind}: {row.first} – {row.last}"
    fill = "currentColor" if sure and not said else "none"
    dash = Markup("") if sure else _DASHED
    return _STEP.format(address, told, left, top, wide, 5 if said else 1, fill, dash, left - 4, top + 10, n)


def figure_chart(group: FigureGroup, *, label: str) -> Markup:
    """The figures of one group below each other on one scale: a bar from the least to the most, an arrow where open.

    It is as wide as its page, with letters that keep their size. Numbers are those of the table. The scale is
    logarithmic where the figures lie far apart.
    """
    values = [v for row in group.rows for v in (row.least, row.most) if v is not None]
    if not values:
        return Markup("")
    low, high = min(values), max(values)
    far = low > 0 and high / low > 50
    start = low if far else min(0.0, low)

    def x(value: float) -> float:
        """Where a value stands, in hundredths of the width."""
        if high == start:
            return 45.0
        share = log10(value / start) / log10(high / start) if far else (value - start) / (high - start)
        return 4 + 88 * share

    drawn = []
    for n, row in enumerate(group.rows, 1):
        y = 12 + n * 40
        given = [v for v in (row.least, row.most) if v is not None]
        if not given:
            continue
        left, right = x(min(given)), x(max(given))
        name = " · ".join(filter(None, (row.as_of, _isolated(row.source or row.medium or "", 26))))
        drawn.append(_NAMED.format(y - 14, f"{n}.", row.figure[:28], name))
        if row.least is None:
            left = 2.0
            drawn.append(_arrow(left, y, -1))
        if row.most is None:
            right = min(right + 5, 97.0)
            drawn.append(_arrow(right, y, 1))
        fill = "none" if row.approx else "currentColor"
        if right - left > 0.1:
            drawn.append(_RANGE.format(left, y - 5, right - left, fill, row.figure))
        else:
            drawn.append(_DOT.format(left, y, fill, row.figure))
    height = 30 + 40 * len(group.rows)
    return Markup(
        '<svg class="fluid" width="100%" height="{}" role="img" aria-label="{}" direction="ltr" {}>'
        '<line x1="4%" x2="92%" y1="16" y2="16" stroke="currentColor" stroke-opacity="0.4"/>'
        '<text x="4%" y="11" fill="currentColor">{}</text>'
        '<text x="92%" y="11" text-anchor="end" fill="currentColor">{}</text>{}</svg>'
    ).format(height, label, _FONT, f"{start:,.10g}", f"{high:,.10g}", Markup("").join(drawn))


def _isolated(text: str, length: int) -> str:
    """A name that may be in either direction, cut to a length, so that what stands beside it keeps its place."""
    return f"\u2068{text[:length]}{'…' if len(text) > length else ''}\u2069" if text else ""


def _arrow(x: float, y: int, way: int) -> Markup:
    return Markup(
        '<svg x="{:.1f}%" y="{}" overflow="visible"><path d="M0 -6 l{} 6 l{} 6" fill="none" stroke="currentColor"'
        ' stroke-width="1.5"/></svg>'
    ).format(x, y, 7 * way, -7 * way)


_NAMED = Markup(
    '<text x="0" y="{}" fill="currentColor">{} <tspan font-weight="700">{}</tspan>'
    '<tspan dx="10" fill-opacity="0.8">{}</tspan></text>'
)
_RANGE = Markup(
    '<rect x="{:.1f}%" y="{}" width="{:.1f}%" height="10" fill="{}" stroke="currentColor" stroke-width="1.5">'
    "<title>{}</title></rect>"
)
_DOT = Markup(
    '<circle cx="{:.1f}%" cy="{}" r="6" fill="{}" stroke="currentColor" stroke-width="1.5"><title>{}</title></circle>'
)
