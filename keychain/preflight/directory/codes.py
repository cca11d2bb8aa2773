"""The codes of a directory: one to a village, each dialling the number that it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pypdfium2
from PIL import Image

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import PT_PER_MM, Rect
from keychain.preflight.directory.expected import ExpectedDirectory
from keychain.preflight.directory.pages import ReadPage, Shape
from keychain.preflight.directory.sections import Section
from keychain.preflight.reading.codes import decode_codes

CODE_WRONG = error("directory-code", "whoever scans a village's code calls that village's officer")

_PIXELS = (112, 300)
"""Pixels to a code's side: 4 to a module of the usual 25, and where that does not do, more."""

_QUIET = 4 / 29
"""Four modules of the largest code, as a share of its side: what must be blank around it."""

_WHITE = 200
_NONE = "–"


def check_codes(
    document: pypdfium2.PdfDocument,
    expected: ExpectedDirectory,
    blocks: Mapping[tuple[int, int], Section],
) -> Iterator[Diagnostic]:
    """Each village's block has one code, which is blank all around and dials its number.

    Only what is around codes is made into pixels, a page once for all that stand under one
    another on it.
    """
    strips = _Strips(document)
    for (at, number), section in blocks.items():
        village = expected.parts[at].villages[number]
        found = [strips.read(page, shape) for page, shape in section.codes]
        if found != [village.dialled.dialled]:
            yield CODE_WRONG(
                where=village.name,
                wanted=village.dialled.dialled,
                found=", ".join(each or _NONE for each in found) or _NONE,
            ).about(village=village.id, page=section.page + 1)
    strips.close()


class _Strips:
    """The columns of codes of one page after another, as pixels."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._key: tuple[int, int, float, float] | None = None
        self._strip: Image.Image | None = None

    def read(self, page: ReadPage, code: Shape) -> str | None:
        """What a code says; None where it cannot be read or something stands too near to it."""
        for pixels in _PIXELS:
            scale = pixels / code.box.width
            around = code.box.grown(code.box.width * _QUIET)
            strip = self._rendered(page, around, scale)
            top = round(around.y * scale)
            crop = strip.crop((0, top, strip.width, top + round(around.height * scale)))
            said = decode_codes(crop)
            if len(said) == 1:
                return said[0] if _blank(crop, round(code.box.width * _QUIET * scale) - 2) else None
        return None

    def _rendered(self, page: ReadPage, around: Rect, scale: float) -> Image.Image:
        key = (page.index, round(scale * 1000), round(around.x, 2), round(around.right, 2))
        if key != self._key or self._strip is None:
            shown = self._document[page.index]
            cut = (around.x * PT_PER_MM, 0.0, (page.width - around.right) * PT_PER_MM, 0.0)
            bitmap = shown.render(
                scale=scale / PT_PER_MM,
                grayscale=True,
                may_draw_forms=False,
                crop=tuple(max(edge, 0.0) for edge in cut),
            )
            self._strip = bitmap.to_pil().copy()
            self._key = key
            bitmap.close()
            shown.close()
        return self._strip

    def close(self) -> None:
        """Forget the last page."""
        self._strip = None


def _blank(crop: Image.Image, border: int) -> bool:
    """Whether there is nothing within ``border`` pixels of the edges."""
    wide, high = crop.size
    edges = (
        (0, 0, wide, border),
        (0, high - border, wide, high),
        (0, 0, border, high),
        (wide - border, 0, wide, high),
    )
    return all(_darkest(crop.crop(edge)) >= _WHITE for edge in edges)


def _darkest(part: Image.Image) -> float:
    low = part.getextrema()[0]
    return low if isinstance(low, int | float) else low[0]
