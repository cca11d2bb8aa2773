"""Stage 7, write: sheets to the bytes of a PDF file, and the metrics of the fonts in it.

The only package that imports reportlab. Start with ``writer``.
"""

from keychain.pdf.colours import PRESS, SCREEN
from keychain.pdf.fonts import FontMeasure
from keychain.pdf.images import check_images
from keychain.pdf.writer import write_pdf

__all__ = ["PRESS", "SCREEN", "FontMeasure", "check_images", "write_pdf"]
