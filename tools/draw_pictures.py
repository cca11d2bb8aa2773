"""Draw README's pictures from the sample's own sheets: ``python tools/draw_pictures.py``.

Builds the sample into a temporary folder, renders its first sheet and cuts out one tag.
"""

from __future__ import annotations

import tempfile
from contextlib import chdir
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
    """Write ``tag.png`` (both faces), ``sheet.png`` (a front and a back) and, in each language,
    ``calibrate-….png``, the front of a calibration sheet and its back; ``papers.png``, the first
    pages of ticket, hand-out list and proof; ``directory.png``, the book and a poster."""
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
        for language in ("en", "vi"):
            _calibration(folder, language)
        _papers(arguments[2:]).save(PICTURES / "papers.png", optimize=True)
        _directory(arguments[2:]).save(PICTURES / "directory.png", optimize=True)


def _directory(arguments: list[str]) -> Image.Image:
    """The book's title, its first villages and its index, and a poster, on grey."""
    folder = Path(arguments[arguments.index("--output") + 1]) / "book"
    book = ["directory", *arguments, "--output", str(folder)]
    if main(book) != 0 or main([*book, "ban-phuc", "--format", "poster"]) != 0:
        raise SystemExit("the sample has no directory")
    (path,) = folder.glob("*/directory/directory.pdf")
    (poster,) = folder.glob("*/posters/ban-phuc.pdf")
    pages = [(path, 0), (path, 1), (path, -1), (poster, 0)]
    return _beside(pages).quantize(64)


def _papers(arguments: list[str]) -> Image.Image:
    """Ticket, list and proof of the whole sample beside each other, on grey."""
    folder = Path(arguments[arguments.index("--output") + 1]) / "papers"
    arguments = [*arguments, "--output", str(folder)]
    if main(["build", *arguments]) != 0 or main(["proof", *arguments]) != 0:
        raise SystemExit("the sample has no proof")
    (ticket,) = folder.glob("*/_ticket.pdf")
    names = (ticket, ticket.parent / "lists" / "ban-phuc.pdf", ticket.parent / "_proof.pdf")
    return _beside([(path, 0) for path in names])


def _beside(pages: list[tuple[Path, int]]) -> Image.Image:
    """Pages of PDFs, counted from either end, beside each other on grey."""
    shown = []
    for path, number in pages:
        document = pypdfium2.PdfDocument(path.read_bytes())
        page = document[number % len(document)]
        shown.append(page.render(scale=SHEET_DPI / 72).to_pil())
        document.close()
    return _row(shown)


def _row(pages: list[Image.Image]) -> Image.Image:
    gap = 20
    width, height = pages[0].size
    picture = Image.new("RGB", (len(pages) * (width + gap) + gap, height + 2 * gap), GREY)
    for index, page in enumerate(pages):
        picture.paste(page, (gap + index * (width + gap), gap))
    return picture


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
    return _row([document[index].render(scale=SHEET_DPI / 72).to_pil() for index in (0, 1)])


def _calibration(folder: str, language: str) -> None:
    """The two sides of a calibration sheet."""
    with chdir(ROOT):
        if main(["calibrate", "hall", "--output", folder, "--lang", language]) != 0:
            raise SystemExit("there is no calibration sheet")
    data = (Path(folder) / "calibrate-hall.pdf").read_bytes()
    document = pypdfium2.PdfDocument(data)
    picture = _sheet(document).convert("L").quantize(16)
    picture.save(PICTURES / f"calibrate-{language}.png", optimize=True)
    document.close()


if __name__ == "__main__":
    draw()
