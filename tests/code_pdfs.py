"""PDFs of codes alone, drawn with pikepdf and another writer of codes than keychain's."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf
import zxingcpp
from PIL import Image

_PT = 72 / 25.4


def code_pdf(codes: Sequence[tuple[str, float]], grey: float = 0.0, title: str = "Codes") -> bytes:
    """An A4 page with each code, of a text and the side of a module in mm, 40 mm apart; ``grey``
    is 0 for black."""
    lines = [f"0 0 0 {1 - grey:.3f} k"]
    for index, (text, module) in enumerate(codes):
        symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
        dots = Image.fromarray(
            zxingcpp.write_barcode_to_image(symbol, scale=1, add_quiet_zones=False)
        )
        side = dots.width
        left, top = 20 + 40 * (index % 4), 260 - 40 * (index // 4)
        for row in range(side):
            for column in range(side):
                if dots.getpixel((column, row)) == 0:
                    x, y = left + column * module, top - (row + 1) * module
                    lines.append(
                        f"{x * _PT:.4f} {y * _PT:.4f} {module * _PT:.4f} {module * _PT:.4f} re"
                    )
        lines.append("f")
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(210 * _PT, 297 * _PT))
    pdf.pages[0].Contents = pdf.make_stream("\n".join(lines).encode())
    pdf.docinfo["/Title"] = title
    file = BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()
