"""Draw README's pictures from the sample's own sheets: ``python tools/draw_pictures.py``.

Builds the sample into a temporary folder, renders its first sheet and cuts out one tag.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from keychain.cli import main

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "images"
MM = 1 / 25.4
GREY = (226, 226, 226)
TAG_DPI, SHEET_DPI = 300, 80


def draw() -> None:
    """Write ``tag.png`` (both faces) and ``sheet.png`` (a front and a back)."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["build", "ban-phuc", "--output", folder, "--as-of", "2026-12-01"]
        arguments += ["--contacts", str(ROOT / "contacts.yaml"), "--layouts", str(ROOT / "layouts")]
        if main(arguments) != 0:
            raise SystemExit("the sample does not build")
        (path,) = Path(folder).glob("*/ban-phuc.pdf")
        document = pypdfium2.PdfDocument(path.read_bytes())
        PICTURES.mkdir(parents=True, exist_ok=True)
        _tag(document).save(PICTURES / "tag.png", optimize=True)
        _sheet(document).save(PICTURES / "sheet.png", optimize=True)
        document.close()


def _tag(document: pypdfium2.PdfDocument) -> Image.Image:
    """Front and back of the fob at the top left, cut to its rounded trim, on grey."""
    width, height, radius, gap = (round(v * MM * TAG_DPI) for v in (54, 29, 3, 4))
    picture = Image.new("RGB", (2 * width + 3 * gap, height + 2 * gap), GREY)
    mask = Image.new("L", (width, height), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, width - 1, height - 1), radius, fill=255)
    for index in (0, 1):
        page = document[index]
        box = page.get_trimbox()
        image = page.render(scale=TAG_DPI / 72).to_pil()
        left = round(box[0] / 72 * TAG_DPI)
        top = image.height - round(box[3] / 72 * TAG_DPI)
        face = image.crop((left, top, left + width, top + height))
        picture.paste(face, (gap + index * (width + gap), gap), mask)
    return picture


def _sheet(document: pypdfium2.PdfDocument) -> Image.Image:
    """The first sheet's two sides beside each other, on grey."""
    pages = [document[index].render(scale=SHEET_DPI / 72).to_pil() for index in (0, 1)]
    gap = 20
    width, height = pages[0].size
    picture = Image.new("RGB", (2 * width + 3 * gap, height + 2 * gap), GREY)
    for index, page in enumerate(pages):
        picture.paste(page, (gap + index * (width + gap), gap))
    return picture


if __name__ == "__main__":
    draw()
