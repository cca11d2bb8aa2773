"""The codes that say serial numbers, each read from the page's pixels as a telephone reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.checks.codes import FINE_DPI
from keychain.preflight.checks.serials import Cell
from keychain.preflight.expected import Expected
from keychain.preflight.pixels import DPI, pixels
from keychain.preflight.reading.codes import decode_codes
from keychain.preflight.reading.pages import PdfPages
from keychain.preflight.serials import codes

SERIAL_CODE = error("serial-code-wrong", "Whoever scans a found tag is led to another household.")

_QUIET = 4 / 21
"""The quiet zone, in sides of the smallest symbol."""


def check_serial_codes(
    expected: Expected, pages: PdfPages, wanted: Mapping[Cell, str]
) -> Iterator[Diagnostic]:
    """Every code that does not say the number of its tag."""
    if not any(t.series and (t.series.front_codes or t.series.back_codes) for t in expected.tags):
        return
    for number, page in enumerate(expected.pages):
        own = [
            (index, code)
            for index, cell in enumerate(page.cells)
            for code in codes(cell, page, expected.tags[cell.tag])
        ]
        if not own:
            continue
        picture = pages.picture(number, DPI, correction=page.correction)
        for index, code in own:
            cell, around = page.cells[index], code.area.grown(code.area.width * _QUIET)
            found = decode_codes(picture.crop(pixels(around, DPI)))
            if not found:
                found = decode_codes(pages.picture(number, FINE_DPI, around, page.correction))
            said = f"{code.before}{wanted.get((number, index), '')}{code.after}"
            if found != (said,):
                yield SERIAL_CODE(found=", ".join(found) or "—", wanted=said).about(
                    village=expected.tags[cell.tag].village_id,
                    page=number + 1,
                    position=f"{cell.row}:{cell.column}",
                )
