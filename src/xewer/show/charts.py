"""Charts as SVG that can be read without colour: counts over time, events on their days, figures with their bounds.

They carry no style of their own: on a page its style sheet and text colour hold; as a file they are black on white.
"""

from __future__ import annotations

from datetime import date
from math import log10
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xewer.archive.fact_figures import FigureGroup
    from xewer.archive.fact_timeline import TimelineRow
    from xewer.show.page_views import View

__all__ = ["alone", "bars", "figure_chart", "timeline_chart"]

_BAR = Markup(
    '<a href="{}" data-period="{}"><rect class="bar" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect></a>'
)
_FONT = Markup('font-family="Noto Naskh Arabic, DejaVu Sans, sans-serif" font-size="12"')


def bars(counts: Sequence[tuple[str, int]], view: View, href: str | Callable[[str], str]) -> Markup:
    """Counts over time as a chart of bars that are links, the newest on the side where reading ends.

    Args:
        href: the query to which ``date:`` is added, or what gives the address of a period.
    """
    if len(counts) < 2:
        return Markup("")
    most = max(n for _, n in counts)
    step, height = 100 / len(counts), 40
    drawn = []
    for at, (period, n) in enumerate(counts):
        tall = max(2.0, n / most * height)
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
        '<svg class="bars" viewBox="0 0 100 {}" preserveAspectRatio="none" role="group" aria-label="{}">{}</svg>'
    ).format(height, view.say("over_time"), Markup("").join(drawn))


def alone(drawing: Markup) -> str:
    """A chart as a file of its own: on white paper, with the declaration that programs want.

    >>> alone(Markup('<svg class="c" viewBox="0 0 9 9" role="img" aria-label=""></svg>'))[:38]
    '<?xml version="1.0" encoding="UTF-8"?>'
    """
    opened, rest = str(drawing).split(">", 1)
    box = opened.split('viewBox="', 1)[1].split('"', 1)[0]
    width, height = box.split()[2:]
    head = opened.replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" ', 1)
    paper = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head} color="#000000">{paper}{rest}'


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return 0


def _ticks(low: int, high: int) -> Iterable[tuple[int, str]]:
    """Days where a line of the axis stands: years, months or days, at most about a dozen."""
    span = max(1, high - low)
    if span > 900:
        step = max(1, span // 365 // 10)
        first = date.fromordinal(low).year
        for year in range(first - first % step, date.fromordinal(high).year + 1, step):
            yield date(max(1, year), 1, 1).toordinal(), str(year)
    elif span > 45:
        step = max(1, span // 30 // 10)
        begun = date.fromordinal(low)
        for month in range(begun.year * 12 + begun.month - 1, begun.year * 12 + begun.month + span // 28, step):
            yield date(month // 12, month % 12 + 1, 1).toordinal(), f"{month // 12}-{month % 12 + 1:02}"
    else:
        for day in range(low, high + 1, max(1, span // 10)):
            yield day, date.fromordinal(day).isoformat()


def timeline_chart(
    rows: Sequence[TimelineRow], *, label: str, href: Callable[[TimelineRow], str], first: int = 1, rtl: bool = True
) -> Markup:
    """Events (full) and statements (hollow) on their days, numbered as in the table; what is not certain is dashed.

    Time runs from right to left, as Uyghur does, or with ``rtl=False`` the other way.
    """
    placed = [
        (n, row, _ordinal(row.first), _ordinal(row.last))
        for n, row in enumerate(rows, first)
        if row.first and row.last and _ordinal(row.first) and _ordinal(row.last)
    ]
    if not placed:
        return Markup("")
    days = sorted([d for _, _, a, b in placed for d in (a, b)])
    trimmed = days[len(days) // 50 : len(days) - len(days) // 50] or days  # a lone old year would squeeze the rest
    low, high = trimmed[0], max(trimmed[-1], trimmed[0] + 1)
    width, margin, row_height = 960, 40, 20

    def x(day: int) -> float:
        share = (min(max(day, low), high) - low) / (high - low)
        return margin + (width - 2 * margin) * ((1 - share) if rtl else share)

    lanes: list[float] = []
    drawn, axis = [], []
    for n, row, a, b in sorted(placed, key=lambda p: (p[2], p[3])):
        left, right = sorted((x(a), x(b)))
        right = max(right, left + 9)
        begins, ends = left - 30, right + 4
        begin, end = (width - ends, width - begins) if rtl else (begins, ends)
        lane = next((i for i, free in enumerate(lanes) if free <= begin), len(lanes))
        if lane == len(lanes):
            lanes.append(end)
        lanes[lane] = end
        y = 34 + lane * row_height
        said = row.fact.layer == "quotes"
        look = 'fill="none"' if said else 'fill="currentColor"' if row.fact.certain else 'fill="none"'
        dash = "" if row.fact.certain or said else ' stroke-dasharray="3 2"'
        told = f"{n}. {row.fact.gloss or row.fact.kind}: {row.first} – {row.last}"
        drawn.append(
            Markup(
                '<a href="{}"><title>{}</title><rect x="{:.1f}" y="{}" width="{:.1f}" height="11" rx="{}" {}'
                ' stroke="currentColor" stroke-width="1.5"{}/>'
                '<text x="{:.1f}" y="{}" text-anchor="end" fill="currentColor">{}</text></a>'
            ).format(
                href(row),
                told,
                left,
                y,
                right - left,
                5 if said else 1,
                Markup(look),
                Markup(dash),
                left - 4,
                y + 10,
                n,
            )  # fmt: skip
        )
    height = 44 + len(lanes) * row_height
    at_last = -1e9
    for day, name in sorted(_ticks(low, high), key=lambda t: x(t[0])):
        if not low <= day <= high or x(day) - at_last < 66:
            continue
        at_last = x(day)
        axis.append(
            Markup(
                '<line x1="{0:.1f}" x2="{0:.1f}" y1="20" y2="{1}" stroke="currentColor" stroke-opacity="0.25"/>'
                '<text x="{0:.1f}" y="14" text-anchor="middle" fill="currentColor">{2}</text>'
            ).format(x(day), height, name)
        )
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="group" aria-label="{}" direction="ltr" {}>{}{}</svg>'
    ).format(width, height, label, _FONT, Markup("").join(axis), Markup("").join(drawn))


def figure_chart(group: FigureGroup, *, label: str) -> Markup:
    """The figures of one group below each other on one scale: a bar from the least to the most, an arrow where open.

    Numbers at the side are those of the table. The scale is logarithmic where the figures lie far apart.
    """
    values = [v for row in group.rows for v in (row.least, row.most) if v is not None]
    if not values:
        return Markup("")
    low, high = min(values), max(values)
    far = low > 0 and high / low > 50
    start = low if far else min(0.0, low)

    def x(value: float) -> float:
        if high == start:
            return 490.0
        share = log10(value / start) / log10(high / start) if far else (value - start) / (high - start)
        return 240 + 640 * share

    drawn = []
    for n, row in enumerate(group.rows, 1):
        y = 14 + n * 26
        given = [v for v in (row.least, row.most) if v is not None]
        if not given:
            continue
        left, right = x(min(given)), x(max(given))
        name = " · ".join(filter(None, (row.as_of, row.source or row.medium)))
        drawn.append(
            Markup(
                '<text x="8" y="{0}" fill="currentColor">{1}.</text><text x="30" y="{0}" fill="currentColor">{2}</text>'
            ).format(y + 4, n, name[:30] + ("…" if len(name) > 30 else ""))
        )
        if row.least is None:
            left = 232.0
            drawn.append(_arrow(left, y, -1))
        if row.most is None:
            right = min(right + 40, 900.0)
            drawn.append(_arrow(right, y, 1))
        hollow = 'fill="none"' if row.approx else 'fill="currentColor"'
        shape = Markup(
            '<rect x="{:.1f}" y="{}" width="{:.1f}" height="10" {} stroke="currentColor" stroke-width="1.5"><title>{}</title></rect>'
        ) if right - left > 1 else Markup('<circle cx="{0:.1f}" cy="{1}" r="6" {3} stroke="currentColor" stroke-width="1.5"><title>{4}</title></circle>')  # fmt: skip
        top = y - 5 if right - left > 1 else y
        drawn.append(shape.format(left, top, right - left, Markup(hollow), row.figure))
        drawn.append(
            Markup('<text x="{:.1f}" y="{}" fill="currentColor">{}</text>').format(right + 12, y + 4, _short(given))
        )
    height = 34 + 26 * len(group.rows)
    return Markup(
        '<svg class="chart" viewBox="0 0 960 {}" role="img" aria-label="{}" direction="ltr" {}>'
        '<line x1="240" x2="880" y1="20" y2="20" stroke="currentColor" stroke-opacity="0.4"/>'
        '<text x="240" y="14" text-anchor="middle" fill="currentColor">{:,g}</text>'
        '<text x="880" y="14" text-anchor="middle" fill="currentColor">{:,g}</text>{}</svg>'
    ).format(height, label, _FONT, start, high, Markup("").join(drawn))


def _arrow(x: float, y: int, way: int) -> Markup:
    return Markup('<path d="M{:.1f} {} l{} 6 l{} 6" fill="none" stroke="currentColor" stroke-width="1.5"/>').format(
        x, y - 6, 7 * way, -7 * way
    )


def _short(values: Sequence[float]) -> str:
    return " – ".join(dict.fromkeys(f"{v:,.10g}" for v in (min(values), max(values))))
