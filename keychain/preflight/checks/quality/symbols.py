"""QR codes on the finished page: large enough, with room around them, dark on light, in K alone.

ISO/IEC 18004 asks for four blank modules around. DENSO asks for four dots of the printer to a
module, 0.17 mm at 600 dpi; what an ordinary telephone reads off a worn tag is more, 0.40 mm, so
that whoever keeps to that keeps to both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PIL import Image

from keychain.diagnostics import Diagnostic, error, warning
from keychain.geometry import Rect
from keychain.preflight.reading.inks import Colour
from keychain.preflight.reading.symbols import PER_MODULE, QUIET, Symbol
from keychain.values import dataclass

MODULE_SMALL = warning("code-module-small", "Worn or laminated, small modules are not read.")
MODULE_TINY = error("code-module-tiny", "An ordinary telephone does not read modules so small.")
QUIET_ZONE = error(
    "code-quiet-zone", "A reader finds a code by the blank space around it, four modules wide."
)
FAINT = error("code-faint", "What is not dark on light a telephone does not find in poor light.")
NOT_BLACK = error("code-not-black", "Modules of several inks blur where plates are off.")
CLOSE = warning("codes-close", "A telephone held to one code reads the other.")

DPI = 300
LEAST, WARNED = 0.40, 0.45
"""mm to a module."""

_APART = 8.0
_CONTRAST = 0.55
"""Symbol contrast of grade 3 (ISO/IEC 15415, 7.8.3), which print is to have when it is new."""

_BLANK = 0.75
"""How light the quiet zone is, between the dark modules and paper."""

_MEASURED = 0.005
"""mm; corners are found to half a pixel."""

_MATCHED = 0.4
"""mm; a mark whose box is as near to a code's is the code."""


@dataclass(frozen=True, slots=True)
class Painted:
    """What may be of a code or lie under it: a mark's box on paper in mm, its colour, and of how
    many pieces it is."""

    area: Rect
    colour: Colour
    pieces: int = 2


Plates = Callable[[Rect], dict[str, Image.Image]]
"""The plates of a part of the paper, in mm."""


def check_symbols(
    picture: Image.Image,
    symbols: Sequence[Symbol],
    corner: tuple[float, float],
    marks: Iterable[Painted],
    plates: Plates,
) -> Iterator[tuple[Rect, Diagnostic]]:
    """The codes that were found in a picture at DPI whose top left is at ``corner`` on paper in mm;
    findings with their areas on paper."""
    known = list(marks) if symbols else []
    areas = []
    for symbol in symbols:
        area, module = _exact(symbol, corner, known)
        areas.append(area)
        upright = symbol.upright(picture)
        clear = _is_clear(upright)
        findings = [
            *_check_size(module),
            *_check_tones(upright),
            *_check_inks(area, known, plates, clear=clear),
        ]
        yield from ((area, finding) for finding in findings)
    for i, one in enumerate(areas):
        gaps = [_gap(one, other) for other in areas[:i]]
        if gaps and min(gaps) < _APART:
            yield one, CLOSE(mm=round(min(gaps), 1), least=round(_APART))


def _exact(symbol: Symbol, corner: tuple[float, float], marks: list[Painted]) -> tuple[Rect, float]:
    """The code's area and module in mm: those of the mark that it is, else as they were seen."""
    mm = 25.4 / DPI
    left, top, right, bottom = (edge * mm for edge in symbol.box)
    area = Rect(corner[0] + left, corner[1] + top, right - left, bottom - top)
    for mark in marks:
        own = mark.area
        edges = (
            own.x - area.x,
            own.y - area.y,
            own.right - area.right,
            own.bottom - area.bottom,
        )
        if max(map(abs, edges)) < _MATCHED and abs(own.width - own.height) < 0.05:
            return own, own.width / symbol.side
    return area, symbol.width * mm / symbol.side


def _check_size(module: float) -> Iterator[Diagnostic]:
    if module < LEAST - _MEASURED:
        yield MODULE_TINY(mm=round(module, 2), least=LEAST)
    elif module < WARNED - _MEASURED:
        yield MODULE_SMALL(mm=round(module, 2), least=WARNED)


def _check_tones(upright: Image.Image) -> Iterator[Diagnostic]:
    quiet, side = QUIET * PER_MODULE, upright.width
    inner = upright.crop((quiet, quiet, side - quiet, side - quiet))
    tones = inner.histogram()
    dark, light = _percentile(tones, 0.1), _percentile(tones, 0.9)
    finder = _middle(upright, quiet + PER_MODULE // 2)
    if light - dark < _CONTRAST * 255 or abs(finder - light) < abs(finder - dark):
        yield FAINT(percent=round((light - dark) * 100 / 255), least=round(_CONTRAST * 100))
        return
    soft = 3  # half a module, where the edge of the symbol itself may lie
    ring = upright.copy()
    ring.paste(255, (quiet - soft, quiet - soft, side - quiet + soft, side - quiet + soft))
    darkest = ring.crop((1, 1, side - 1, side - 1)).getextrema()[0]
    if isinstance(darkest, int | float) and darkest < dark + _BLANK * (255 - dark):
        yield QUIET_ZONE(modules=QUIET)


def _middle(picture: Image.Image, at: int) -> float:
    tone = picture.getpixel((at, at))
    return float(tone) if isinstance(tone, int | float) else 255.0


def _percentile(tones: list[int], share: float) -> int:
    left = share * sum(tones)
    for tone, count in enumerate(tones):
        left -= count
        if left <= 0:
            return tone
    return 255


def _is_clear(upright: Image.Image) -> bool:
    """Whether light modules are bare paper."""
    quiet, side = QUIET * PER_MODULE, upright.width
    inner = upright.crop((quiet, quiet, side - quiet, side - quiet))
    return _percentile(inner.histogram(), 0.75) >= 250


def _check_inks(
    area: Rect, marks: list[Painted], plates: Plates, *, clear: bool
) -> Iterator[Diagnostic]:
    """Only where something of another ink may lie are the plates looked at. Where light modules are
    ``clear``, nothing that is of one piece lies under the dark ones, or it would be seen between
    them; only its box reaches there."""
    inner = area.grown(-area.width * 0.02)
    others = [mark for mark in marks if _is_other(mark.colour) and mark.area.meets(inner)]
    if not any(mark.pieces > 1 or not clear for mark in others):
        return
    for ink, plate in plates(inner).items():
        if ink != "Black":
            peak = plate.getextrema()[1]
            if isinstance(peak, int | float) and peak > 0.05 * 255:
                yield NOT_BLACK(ink=ink)
                return
    rgb = [mark for mark in marks if mark.colour.rgb and _same(mark.area, area)]
    if rgb:
        yield NOT_BLACK(ink="RGB")


def _is_other(colour: Colour) -> bool:
    return colour.inks is None or any(tint for ink, tint in colour.inks if ink != "Black")


def _same(one: Rect, other: Rect) -> bool:
    return abs(one.x - other.x) < _MATCHED and abs(one.right - other.right) < _MATCHED


def _gap(one: Rect, other: Rect) -> float:
    return max(
        one.x - other.right, other.x - one.right, one.y - other.bottom, other.y - one.bottom, 0.0
    )
