"""The QR codes, read from the page's pixels as a telephone reads them from the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from PIL import Image

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Rect
from keychain.preflight.expected import Expected, ExpectedCell, ExpectedPage, ExpectedTag
from keychain.preflight.pixels import DPI, pixels
from keychain.preflight.reading.codes import decode_codes, sees_code
from keychain.preflight.reading.symbols import Symbol

CODE_MISSING = error("code-missing", "The words beside it promise a code.")
CODE_DEAD = error("code-dead", "A code that no telephone reads is worse than none.")
CODE_PAYLOAD = error("code-payload", "A code that dials another number calls the wrong person.")
CODE_FOREIGN = error("code-foreign", "A code that nobody asked for dials nobody knows whom.")

FINE_DPI = 600
"""For a code that is not read at the first go, before it is called dead."""

Picture = Callable[[int, Rect], Image.Image]
"""Renders a part of the page, in mm, at so many dots per inch."""


def check_codes(
    page: ExpectedPage,
    expected: Expected,
    sheet: Image.Image,
    picture: Picture,
    own: Mapping[int, Sequence[str]],
) -> Iterator[tuple[ExpectedCell | None, Diagnostic]]:
    """Each cell's codes, and those outside all cells, each finding with its cell or None.

    ``sheet`` is the whole page at DPI; it is painted white where it has been read. ``own`` is what
    codes of the cells may say as well, with their serial numbers.
    """
    for index, cell in enumerate(page.cells):
        part = pixels(cell.trim, DPI)
        near = decode_codes(sheet.crop(part))
        found = check_cell(cell, expected.tags[cell.tag], near, picture, own.get(index, ()))
        yield from ((cell, finding) for finding in found)
        sheet.paste(255, part)
    for payload in decode_codes(sheet):
        yield None, CODE_FOREIGN(found=payload)


def check_cell(
    cell: ExpectedCell,
    tag: ExpectedTag,
    near: Sequence[str],
    picture: Picture,
    own: Sequence[str] = (),
) -> Iterator[Diagnostic]:
    """The codes of one cell, of which ``near`` were read at DPI; some may say its ``own`` serial
    number, which is another check's to tell."""
    wanted = [tag.dials] * cell.qr + [tag.card] * cell.card
    payloads = [each for each in near if each not in own]
    if len(payloads) < len(wanted):
        fine = picture(FINE_DPI, cell.trim)
        finer = [each for each in decode_codes(fine) if each not in own]
        payloads = max(payloads, finer, key=len)
        if not payloads:
            yield CODE_DEAD() if sees_code(fine) else CODE_MISSING()
            return
    for right in [each for each in wanted if each in payloads]:
        wanted.remove(right)
        payloads.remove(right)
    for found, missed in zip(payloads, wanted, strict=False):
        yield CODE_PAYLOAD(found=found, wanted=missed)
    for _ in wanted[len(payloads) :]:
        yield CODE_MISSING()
    for found in payloads[len(wanted) :]:
        yield CODE_FOREIGN(found=found)


def codes_within(
    symbols: Sequence[Symbol], part: tuple[int, int, int, int]
) -> tuple[str, ...] | None:
    """What the dark ones of ``symbols`` say, which were found in a cell and around it, where all of
    them stand on ``part``, the cell's own pixels: left, top, right, bottom. None where there are
    none or one stands over its edge, of which only what stands within it counts."""
    dark = [symbol for symbol in symbols if symbol.dark]
    left, top, right, bottom = part
    for symbol in dark:
        x, y, far, low = symbol.box
        if x < left or y < top or far > right or low > bottom:
            return None
    return tuple(symbol.text for symbol in dark) or None
