"""reportlab's canvas, held to what every file here keeps: embedded fonts, CMYK, no clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from keychain.geometry import PT_PER_MM, Size
from keychain.layout.placed import Font
from keychain.pdf.document import NO_ID, VERSION, digest_of, identified, text_string
from keychain.pdf.fonts import LoadedFont, begin_subset, embed_fonts, load_font
from keychain.pdf.metadata import PROGRAM, pdf_date
from keychain.pdf.papers import PAPER_KEY


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]  # reportlab has no types
    """Document information whose every entry is said here."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self._body = body.encode("latin-1")

    def digest(self, _signature: object) -> None:
        """The file's identifier is made of the whole file instead."""

    def format(self, _document: object) -> bytes:
        return self._body


class BookCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas for one directory; ``data`` is the finished file once it is saved.

    ``before_end`` draws what waits for the number of the last page.
    """

    def __init__(self, title: str, language: str, day: date, paper: Size, first: Font) -> None:
        # What somebody's own reportlab settings say must not show in the file.
        rl_config.pdfComments = 0
        rl_config.pdfMultiLine = 0
        rl_config.useA85 = 0
        self._used: dict[str, LoadedFont] = {}
        self.before_end: Callable[[], None] | None = None
        self.data = b""
        loaded = load_font(first)
        size = (paper.width * PT_PER_MM, paper.height * PT_PER_MM)
        super().__init__(
            "",
            pagesize=size,
            invariant=1,
            pageCompression=1,
            pdfVersion=VERSION,
            initialFontName=loaded.reportlab.fontName,
            lang=language,
        )
        self.use(loaded)
        self._doc._ID = NO_ID
        when = pdf_date(day)
        self._doc.info = _Info(
            f"<</Title {text_string(title)}"
            f"/Creator {text_string(PROGRAM)}/Producer {text_string(PROGRAM)}"
            f"/CreationDate {when}/ModDate {when}/Trapped/False/{PAPER_KEY}(yes)>>"
        )
        self.setViewerPreference("PrintScaling", "None")
        self.setViewerPreference("DisplayDocTitle", "true")
        self.showOutline()

    def use(self, font: LoadedFont) -> str:
        """The name of ``font``, which is embedded for having been asked for."""
        name: str = font.reportlab.fontName
        if name not in self._used:
            self._used[name] = font
            begin_subset(self._doc, font)
        return name

    def show(self, text: str, font: LoadedFont) -> list[tuple[str, bytes]]:
        """``text`` as runs: the name of the font's subset, and the codes in it."""
        self.use(font)
        drawing = font.reportlab
        return [
            (drawing.getSubsetInternalName(subset, self._doc), codes)
            for subset, codes in drawing.splitString(font.as_drawn(text), self._doc)
        ]

    def add(self, *operators: str) -> None:
        """Add operators to the page: reportlab's own way to draw text and set colours does the
        same in three times the time."""
        self._code.extend(operators)

    def save(self) -> None:
        """Finish the file; its identifier is the digest of everything else in it."""
        if self.before_end is not None:
            self.before_end()
        embed_fonts(self._doc, self._used.values())
        self._doc.delayedFonts = []
        data: Any = self._doc.GetPDFData(self)
        self.data = identified(data, digest_of(data))
