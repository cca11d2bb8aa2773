"""Separations: a picture of a page for each ink, in grey, and where their sum is highest."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping

import pikepdf
from PIL import Image

from keychain.geometry import Rect
from keychain.preflight.plate_writer import PlateWriter
from keychain.preflight.reading.faults import FAULTS
from keychain.preflight.reading.inks import PROCESS
from keychain.preflight.reading.marks import Mark
from keychain.preflight.reading.pages import PageUnreadable, open_pages
from keychain.preflight.reading.painted import read_painted
from keychain.preflight.reading.pictures import add_bands
from keychain.values import dataclass

DPI = 100

_TECHNICAL = re.compile(
    r"cut|die.?line|crease|fold|perf|punch|drill|kiss|stanz|bế|varnish|legend|dimension|^none$",
    re.IGNORECASE,
)
"""Spot colours that tell what is done to the paper and do not print (as in ISO 19593-1)."""


@dataclass(frozen=True, slots=True)
class Heavy:
    """Where there is more ink than wanted: the most at one point, as a share of one full ink, the
    rectangle around it in mm, and how much of it there is."""

    most: float
    area: Rect
    mm2: float


def is_technical(ink: str) -> bool:
    """Whether an ink's name says that it is not printed, as of cuts and folds."""
    return bool(_TECHNICAL.search(ink))


def page_plates(
    data: bytes, index: int, dpi: int = DPI, part: Rect | None = None
) -> dict[str, Image.Image]:
    """The plates of a page, counted from 0, or of a ``part`` of it in mm: for each ink how much of
    it there is, 255 for all. The four process inks are always there, spot colours where used.

    Overprint is as in ISO 32000-1, 11.7.4. Shadings, patterns and pictures that are not in inks
    leave paper white. Nothing where the file cannot be read. Raises nothing.
    """
    plates: dict[str, Image.Image] = {}
    try:
        with (
            warnings.catch_warnings(action="error", category=UserWarning),
            pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf,
        ):
            page = pikepdf.new()
            page.pages.append(pdf.pages[index])
            for ink in _inks(page):
                with open_pages(_plate(page, ink)) as pages:
                    plates[ink] = pages.picture(0, dpi, part).point(_INVERTED)
    except (PageUnreadable, IndexError, ValueError, *FAULTS):
        return {}
    return plates


_INVERTED = [255 - tone for tone in range(256)]


def _inks(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    painted = read_painted(pdf)
    marks = (
        item for paint in painted.streams.values() for item in paint.items if isinstance(item, Mark)
    )
    inks = dict.fromkeys(ink for mark in marks for ink, _ in mark.colour.inks or ())
    return (*PROCESS, *(ink for ink in list(inks)[:24] if ink not in PROCESS))


def _plate(pdf: pikepdf.Pdf, ink: str) -> bytes:
    """The page of a one-page file, with that ink for grey and all else left out."""
    plate = pikepdf.new()
    plate.pages.append(pdf.pages[0])
    PlateWriter(plate, ink).rewrite(plate.pages[0].obj)
    out = io.BytesIO()
    plate.save(out, compress_streams=False)
    return out.getvalue()


def heaviest(
    plates: Mapping[str, Image.Image], limit: float, live: Rect | None = None, dpi: int = DPI
) -> Heavy | None:
    """Where the plates, but for those of cuts and the like, come to more than ``limit`` together,
    within ``live`` in mm from their top left; None where nowhere."""
    bands = [plate for ink, plate in plates.items() if not is_technical(ink)]
    if not bands:
        return None
    left = top = 0
    if live is not None:
        scale = dpi / 25.4
        corners = (live.x, live.y, live.right, live.bottom)
        wide, high = bands[0].size
        left, top, right, bottom = (round(max(edge, 0.0) * scale) for edge in corners)
        right, bottom = min(right, wide), min(bottom, high)
        if left >= right or top >= bottom:
            return None
        bands = [band.crop((left, top, right, bottom)) for band in bands]
    total = add_bands(bands)
    # Tones over 255 cannot be looked up: what is over the limit, and how far.
    over = total.point(lambda tone: tone * 1 + -limit * 255).convert("L")  # below 0 becomes 0
    box = over.getbbox()
    if box is None:
        return None
    peak = total.getextrema()[1]
    mm = 25.4 / dpi
    area = Rect(
        (left + box[0]) * mm, (top + box[1]) * mm, (box[2] - box[0]) * mm, (box[3] - box[1]) * mm
    )
    share = sum(over.histogram()[1:]) * mm * mm
    return Heavy(float(peak) / 255 if isinstance(peak, int | float) else limit, area, share)
