"""pylabels: a function that draws a label, which the library repeats over its sheets.

A village begins no page of its own: the library has no word for that.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import labels
import qrcode
from reportlab.graphics import shapes
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from benchmarks.peers.work import GAP, PAGE, QR, command_line, font_file, texts

work, out = command_line()
pdfmetrics.registerFont(TTFont("Regular", str(font_file())))
pdfmetrics.registerFont(TTFont("Bold", str(font_file("700Bold"))))
width, height = work["tag"]
columns, rows = work["columns"], work["rows"]


@cache
def picture(payload: str) -> Any:
    """The code of a payload, made once."""
    return qrcode.make(payload, border=0).get_image()


def draw(label: Any, _width: float, top: float, village: dict[str, Any]) -> None:
    """One tag; ``top`` is its height in pt, since reportlab counts from below."""
    for left, baseline, size, bold, text in texts(village):
        font = "Bold" if bold else "Regular"
        label.add(shapes.String(left * mm, top - baseline * mm, text, fontName=font, fontSize=size))
    bottom = top - (QR[1] + QR[2]) * mm
    code = picture(village["payload"])
    label.add(shapes.Image(QR[0] * mm, bottom, QR[2] * mm, QR[2] * mm, code))


sheet = labels.Sheet(
    labels.Specification(
        *PAGE,
        columns,
        rows,
        width,
        height,
        column_gap=GAP,
        row_gap=GAP,
        left_margin=(PAGE[0] - columns * width - (columns - 1) * GAP) / 2,
        top_margin=(PAGE[1] - rows * height - (rows - 1) * GAP) / 2,
    ),
    draw,
    border=True,
)
for village in work["villages"]:
    sheet.add_label(village, count=village["tags"])
sheet.save(out)
