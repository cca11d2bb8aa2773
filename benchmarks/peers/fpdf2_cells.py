"""fpdf2: texts placed one by one, a picture of a code for each payload."""

from __future__ import annotations

from functools import cache
from typing import Any

import qrcode
from fpdf import FPDF

from benchmarks.peers.work import QR, command_line, font_file, pages, texts

work, out = command_line()
pdf = FPDF(unit="mm", format="A4")
pdf.set_auto_page_break(False)
pdf.add_font("Regular", fname=font_file())
pdf.add_font("Bold", fname=font_file("700Bold"))


@cache
def picture(payload: str) -> Any:
    """The code of a payload, made once."""
    return qrcode.make(payload, border=0).get_image()


for village, places, _ in pages(work):
    pdf.add_page()
    for x, y in places:
        pdf.rect(x, y, *work["tag"])
        for left, baseline, size, bold, text in texts(village):
            pdf.set_font("Bold" if bold else "Regular", size=size)
            pdf.text(x + left, y + baseline, text)
        pdf.image(picture(village["payload"]), x + QR[0], y + QR[1], QR[2], QR[2])
pdf.output(out)
