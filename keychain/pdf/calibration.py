"""A calibration sheet as the bytes of a PDF file."""

from __future__ import annotations

from datetime import date

from keychain.geometry import Rect, Size
from keychain.pdf.content import Content
from keychain.pdf.coordinates import Matrix, page_box, page_matrix
from keychain.pdf.document import Document, text_string
from keychain.pdf.forms import draw_path, draw_strokes
from keychain.pdf.metadata import DUPLEX, PROGRAM, pdf_date
from keychain.pdf.text import draw_texts
from keychain.sheets.calibration.model import CalibrationSheet, Drawing
from keychain.sheets.duplex import turns_beside


def write_calibration(sheet: CalibrationSheet, day: date) -> bytes:
    """The PDF of ``sheet``, two pages in K only, dated ``day``."""
    document = Document()
    paper = sheet.paper
    over = document.add("<</Type/ExtGState/OP true/op true/OPM 1>>")
    out = document.add("<</Type/ExtGState/OP false/op false/OPM 0>>")
    resources = f"<</Font {document.fonts}/ExtGState<</Over {over}/Out {out}>>>>"
    tree, body = document.add_later()
    box = page_box(Rect(0, 0, paper.width, paper.height), paper)
    kids: list[str] = []
    for own, through in ((sheet.front, Drawing()), (sheet.back, sheet.through)):
        content = Content()
        content.save()
        content.move(page_matrix(paper))
        _draw(content, own, document)
        content.save()
        content.move(_behind(paper, beside=turns_beside(paper, sheet.duplex)))
        _draw(content, through, document)
        content.restore()
        content.restore()
        stream = document.add_stream("", content.data())
        kids.append(
            document.add(
                f"<</Type/Page/Parent {tree}/MediaBox{box}/TrimBox{box}"
                f"/Resources {resources}/Contents {stream}>>"
            )
        )
    body.body = f"<</Type/Pages/Count 2/Kids[{' '.join(kids)}]>>".encode("ascii")
    when = pdf_date(day)
    return document.finished(
        f"<</Type/Catalog/Pages {tree}/Lang {text_string(sheet.language)}"
        f"/ViewerPreferences<</PrintScaling/None/Duplex/{DUPLEX[sheet.duplex]}"
        "/DisplayDocTitle true>>>>",
        f"<</Title {text_string(sheet.title)}/Creator {text_string(PROGRAM)}"
        f"/Producer {text_string(PROGRAM)}/CreationDate {when}/ModDate {when}/Trapped/False>>",
    )


def _behind(paper: Size, *, beside: bool) -> Matrix:
    """From places as seen from the front to those on the back page."""
    return (-1, 0, 0, 1, paper.width, 0) if beside else (1, 0, 0, -1, 0, paper.height)


def _draw(content: Content, drawing: Drawing, document: Document) -> None:
    draw_strokes(content, drawing.strokes)
    for path in drawing.paths:
        draw_path(content, path)
    draw_texts(content, drawing.texts, document)
