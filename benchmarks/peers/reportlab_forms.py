"""reportlab by somebody who knows PDF: a form for each tag and for each full sheet, codes as one
path, no ASCII85. The yardstick."""

from __future__ import annotations

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.peers.work import (
    NUMBER,
    OWN_CODE,
    PAGE,
    QR,
    card,
    command_line,
    font_file,
    matrix,
    pages,
    texts,
)

rl_config.useA85 = 0
work, out = command_line()
pdfmetrics.registerFont(TTFont("Regular", str(font_file())))
pdfmetrics.registerFont(TTFont("Bold", str(font_file("700Bold"))))
canvas = Canvas(out, (PAGE[0] * mm, PAGE[1] * mm))
width, height = work["tag"]
full = work["columns"] * work["rows"]
forms: set[str] = set()


def tag_form(village: dict[str, str]) -> str:
    """The name of a village's tag, drawn when it is first asked for; origin at the top left."""
    name = f"tag-{village['payload']}"
    if name not in forms:
        canvas.beginForm(name, 0, -height * mm, width * mm, 0)
        canvas.rect(0, -height * mm, width * mm, height * mm)
        for left, baseline, size, bold, text in texts(village):
            canvas.setFont("Bold" if bold else "Regular", size)
            canvas.drawString(left * mm, -baseline * mm, text)
        draw_code(village["payload"], QR)
        canvas.endForm()
        forms.add(name)
    return name


def draw_code(payload: str, where: tuple[float, float, float]) -> None:
    """A code as one path of a rectangle for each run of modules."""
    modules = matrix(payload)
    left, top, wide = where
    side = wide / len(modules) * mm
    path = canvas.beginPath()
    for row, line in enumerate(modules):
        y = -top * mm - (row + 1) * side
        column = 0
        while column < len(line):
            run = column
            while run < len(line) and line[run]:
                run += 1
            if run > column:
                path.rect(left * mm + column * side, y, (run - column) * side, side)
            column = max(run, column + 1)
    canvas.drawPath(path, stroke=0, fill=1)


def place(name: str, places: list[tuple[float, float]]) -> None:
    """Tags at their places, top left corners in mm."""
    for x, y in places:
        canvas.saveState()
        canvas.translate(x * mm, (PAGE[1] - y) * mm)
        canvas.doForm(name)
        canvas.restoreState()


for village, places, numbers in pages(work):
    tag = tag_form(village)
    sheet = f"sheet-{village['payload']}"
    if len(places) == full:
        if sheet not in forms:
            canvas.beginForm(sheet, 0, 0, PAGE[0] * mm, PAGE[1] * mm)
            place(tag, places)
            canvas.endForm()
            forms.add(sheet)
        canvas.doForm(sheet)
    else:
        place(tag, places)
    canvas.setFont("Regular", NUMBER[2])
    for (x, y), number in zip(places, numbers, strict=False):
        canvas.drawString((x + NUMBER[0]) * mm, (PAGE[1] - y - NUMBER[1]) * mm, number)
        if work["own"] == "card":
            canvas.saveState()
            canvas.translate(x * mm, (PAGE[1] - y) * mm)
            draw_code(card(village, number), OWN_CODE)
            canvas.restoreState()
    canvas.showPage()
canvas.save()
