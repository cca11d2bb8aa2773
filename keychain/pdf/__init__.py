"""Stage 7, write: sheets to the bytes of a PDF file, and the metrics of the fonts in it.

The only package that imports reportlab. Start with ``writer``.
"""

from __future__ import annotations

from keychain.diagnostics import Diagnostic
from keychain.layout.placed import ImageItem, PlacedTag
from keychain.layout.sheet_spec import OutputCondition
from keychain.pdf.colours import PRESS, SCREEN
from keychain.pdf.fonts import FontMeasure
from keychain.pdf.writer import write_pdf

__all__ = ["PRESS", "SCREEN", "FontMeasure", "check_images", "write_pdf"]


def check_images(
    tag: PlacedTag, condition: OutputCondition | None = None
) -> tuple[Diagnostic, ...]:
    """Whether every picture on the tag can be printed; ``write_pdf`` raises where one cannot."""
    items = (i for face in (tag.front, tag.back) for i in (*face.background, *face.items))
    if not any(isinstance(item, ImageItem) for item in items):
        return ()
    from keychain.pdf import images  # with what converts colours

    return images.check_images(tag, condition)
