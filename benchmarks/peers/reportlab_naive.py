"""reportlab as tutorials use it: every tag drawn afresh, its code a picture made for that tag."""

from __future__ import annotations

import qrcode
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.peers.work import PAGE, QR, command_line, font_file, pages, texts

work, out = command_line()
pdfmetrics.registerFont(TTFont("Regular", str(font_file())))
pdfmetrics.registerFont(TTFont("Bold", str(font_file("700Bold"))))
canvas = Canvas(out, (PAGE[0] * mm, PAGE[1] * mm))
for village, places, _ in pages(work):
    for x, y in places:
        canvas.rect(x * mm, (PAGE[1] - y - work["tag"][1]) * mm, *(s * mm for s in work["tag"]))
        for left, baseline, size, bold, text in texts(village):
            canvas.setFont("Bold" if bold else "Regular", size)
            canvas.drawString((x + left) * mm, (PAGE[1] - y - baseline) * mm, text)
        picture = ImageReader(qrcode.make(village["payload"], border=0).get_image())
        bottom = PAGE[1] - y - QR[1] - QR[2]
        canvas.drawImage(picture, (x + QR[0]) * mm, bottom * mm, QR[2] * mm, QR[2] * mm)
    canvas.showPage()
canvas.save()
