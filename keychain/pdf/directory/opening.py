"""What a directory and each of its communes open with: a red head, and the hotlines under it."""

from __future__ import annotations

from functools import cached_property

from keychain.directory.book.model import Cover, Part, Row
from keychain.geometry import PT_PER_MM, mm_of_pt
from keychain.layout.placed import Font
from keychain.pdf.directory.metrics import PLAIN, RED, STRONG, WHITE, Metrics
from keychain.pdf.directory.pen import Pen, path
from keychain.pdf.directory.red_head import paint_red_head
from keychain.pdf.directory.rows import RowStyle, set_rows, widest_number
from keychain.pdf.directory.setting import SetBox, Setting, leading

_COVER_FOOT = 80.0
_PART_FOOT = 50.0
"""How far down the disc reaches on A4, mm."""

_ABOVE_FOOT = 6.0
"""White above the foot of a cover, and above the notice in it, mm on A4."""
_NOTICE_GAP = 2.0
_COUNTS_GAP = 6.0
"""Between a directory's days and its counts, on one line of a cover, mm."""

_SHIELD = path(
    ("m", (15, 0)),
    ("c", (11, 2.6, 6, 4, 0, 4)),
    ("l", (0, 19)),
    ("c", (0, 27.5, 6, 33, 15, 36)),
    ("c", (24, 33, 30, 27.5, 30, 19)),
    ("l", (30, 4)),
    ("c", (24, 4, 19, 2.6, 15, 0)),
    ("h", ()),
    ("f", ()),
)
_KEYHOLE = path(
    ("m", (13.4, 15.6)),
    ("c", (8.9, 13.6, 10.4, 8.2, 15, 8.2)),
    ("c", (19.6, 8.2, 21.1, 13.6, 16.6, 15.6)),
    ("l", (18.9, 25.5)),
    ("l", (11.1, 25.5)),
    ("h", ()),
    ("f", ()),
)
"""The sign of the poster, in mm of an A4 page."""

_STEPS = (77.0, 64.2, 53.5, 44.6, 37.2, 31.0, 25.8, 21.5, 17.9, 14.9)


class CoverHead(SetBox):
    """The head of the title page, or of the back cover, and the lines at that page's foot."""

    def __init__(self, setting: Setting, cover: Cover, *, back: bool = False) -> None:
        super().__init__(setting)
        self.cover = cover
        self.back = back

    @cached_property
    def high(self) -> float:
        """From the top of the body to where the hotlines begin, mm."""
        metrics = self.setting.metrics
        return _cover_body(metrics) - metrics.top

    def paint(self, pen: Pen) -> None:
        """Draw both; the disc is drawn from the page's own top."""
        setting, metrics, cover = self.setting, self.setting.metrics, self.cover
        scale, top = metrics.scale, -metrics.top
        room = metrics.width - 38 * scale
        paint_red_head(pen, setting, _COVER_FOOT, cover.above, cover.place, cover.where, room)
        left = metrics.width - 30 * scale
        pen.shape(_SHIELD, WHITE, left, top + 14.5 * scale, scale)
        pen.shape(_KEYHOLE, RED, left, top + 14.5 * scale, scale)
        # The day stands on white, level with the disc's lowest point: its left is free there.
        day = 21.5 * max(scale, 0.8)
        baseline = top + (_COVER_FOOT + 16) * scale
        pen.text(cover.day, STRONG, day, 0, baseline, RED)
        if cover.counts:
            wide = setting.measure.width(cover.day, STRONG) * mm_of_pt(day)
            wide += setting.measure.width(cover.counts, PLAIN) * mm_of_pt(metrics.who)
            if wide + _COUNTS_GAP > metrics.width:
                below = baseline + 1.4 * leading(metrics.who)
                pen.text(cover.counts, PLAIN, metrics.who, 0, below)
            else:
                pen.text(cover.counts, PLAIN, metrics.who, metrics.width, baseline, align="right")
        self._paint_foot(pen)
        setting.opening = "cover"
        if not self.back:
            setting.opened(setting.book.title, "cover", 0, pen, top)

    def _paint_foot(self, pen: Pen) -> None:
        baseline = self.setting.metrics.foot - self.setting.metrics.top
        for line, font, size, above in reversed(foot_lines(self.setting)):
            if font is PLAIN or not self.back:
                pen.text(line, font, size, 0, baseline)
            baseline -= leading(size) + above


def foot_lines(setting: Setting) -> list[tuple[str, Font, float, float]]:
    """What stands at the foot of a cover, line by line: text, font, size and the white above."""
    metrics, cover = setting.metrics, setting.book.cover
    size = metrics.who + 2.5
    slogan = setting.lines(cover.slogan or "", STRONG, size, metrics.width)
    found: list[tuple[str, Font, float, float]] = [
        (line, STRONG, size, 0.0) for line in slogan if line
    ]
    for text in (cover.notice, cover.replace):
        lines = setting.lines(text, PLAIN, metrics.note, metrics.width)
        above = _NOTICE_GAP if text == cover.notice and found else 0.0
        found += [
            (line, PLAIN, metrics.note, 0.0 if at else above) for at, line in enumerate(lines)
        ]
    return found


def cover_bottom(setting: Setting) -> float:
    """What the foot of a cover needs, mm from the page's end, with white above it."""
    metrics = setting.metrics
    lines = foot_lines(setting)
    high = sum(leading(size) + above for _, _, size, above in lines)
    return metrics.paper.height - metrics.foot + high + _ABOVE_FOOT * metrics.scale


class PartHead(SetBox):
    """The head of a commune in a directory of several."""

    def __init__(self, setting: Setting, part: Part) -> None:
        super().__init__(setting)
        self.part = part

    @cached_property
    def high(self) -> float:
        """From the top of the body to where the hotlines begin, mm."""
        metrics = self.setting.metrics
        return (_PART_FOOT + 13) * metrics.scale - metrics.top

    def paint(self, pen: Pen) -> None:
        """Draw it."""
        setting, part = self.setting, self.part
        width = setting.metrics.width
        above = " · ".join(filter(None, (part.where, part.day))) or None
        paint_red_head(pen, setting, _PART_FOOT, above, part.name, None, width)
        setting.opening = "part"
        setting.section = part.label
        setting.opened(part.label, part.key, 0, pen, -setting.metrics.top)


class Hotlines(SetBox):
    """Numbers for everybody, as large as their page and their count allow."""

    def __init__(self, setting: Setting, rows: tuple[Row, ...], *, cover: bool) -> None:
        super().__init__(setting)
        self.cover = cover
        self._given = rows

    @cached_property
    def style(self) -> RowStyle:
        """On a cover the largest at which all fit, labels under numbers or beside them; else as in
        villages."""
        metrics = self.setting.metrics
        if self.cover:
            label = metrics.who * 1.6
            for size in _STEPS[:4]:
                style = RowStyle(
                    size * metrics.scale,
                    size * metrics.scale,
                    label,
                    metrics.note,
                    0,
                    metrics.width,
                    under=True,
                )
                if self._fits(style):
                    return style
            for size in _STEPS[3:]:
                style = self._beside(max(size * metrics.scale, metrics.number), metrics.who * 1.2)
                if style.who_width > 0.3 * metrics.width and self._fits(style):
                    return style
        return self._beside(metrics.lead if len(self._given) <= 3 else metrics.number, metrics.who)

    def _beside(self, number: float, who: float) -> RowStyle:
        metrics, setting = self.setting.metrics, self.setting
        none = RowStyle(number, number, who, metrics.note, 0, 0)
        x = widest_number(self._given, none, setting) + 0.45 * mm_of_pt(number)
        return RowStyle(number, number, who, metrics.note, x, max(metrics.width - x, 10))

    def _fits(self, style: RowStyle) -> bool:
        metrics = self.setting.metrics
        room = metrics.paper.height - _cover_body(metrics) - cover_bottom(self.setting)
        wide = widest_number(self._given, style, self.setting) <= metrics.width
        return wide and self._needed(style) <= room

    def _needed(self, style: RowStyle) -> float:
        rows = set_rows(self._given, style, self.setting)
        return sum(row.high for row in rows) + (len(rows) - 1) * _gap(style)

    @cached_property
    def high(self) -> float:
        """The height, mm."""
        return self._needed(self.style)

    def split(self, _width: float, height: float) -> list[Hotlines]:
        """As many rows as fit, and the others."""
        room = height / PT_PER_MM
        fit = 0
        for row in set_rows(self._given, self.style, self.setting):
            room -= row.high + (_gap(self.style) if fit else 0)
            if room < 0:
                break
            fit += 1
        if not 0 < fit < len(self._given):
            return []
        pieces = [
            Hotlines(self.setting, rows, cover=self.cover)
            for rows in (self._given[:fit], self._given[fit:])
        ]
        for piece in pieces:
            piece.__dict__["style"] = self.style
        return pieces

    def paint(self, pen: Pen) -> None:
        """Draw the rows."""
        top = 0.0
        for row in set_rows(self._given, self.style, self.setting):
            row.paint(pen, top)
            top += row.high + _gap(self.style)


def _gap(style: RowStyle) -> float:
    return mm_of_pt(style.number) * (0.75 if style.under else 0.62)


def _cover_body(metrics: Metrics) -> float:
    """Where hotlines begin on a cover, mm from the page's top."""
    return (_COVER_FOOT + 33) * metrics.scale
