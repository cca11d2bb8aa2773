"""Whether what cancels a printer's errors leaves every tag where that printer can print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keychain.diagnostics import Diagnostic, Rule, error, warning
from keychain.geometry import Rect, Size
from keychain.layout.placed import Side
from keychain.sheets.model import SheetBook

FRONT_OFF_SHEET = error("front-off-sheet", "What is sent beyond the paper's edge is not printed.")
BACK_OFF_SHEET = error("back-off-sheet", "What is sent beyond the paper's edge is not printed.")
FRONT_INTO_MARGIN = warning(
    "front-into-margin", "What is sent into the border that a printer cannot print is lost."
)
BACK_INTO_MARGIN = warning(
    "back-into-margin", "What is sent into the border that a printer cannot print is lost."
)

_RULES: dict[Side, tuple[Rule, Rule]] = {
    "front": (FRONT_OFF_SHEET, FRONT_INTO_MARGIN),
    "back": (BACK_OFF_SHEET, BACK_INTO_MARGIN),
}
_SLACK = 0.01
"""mm."""


def check_corrections(book: SheetBook, press: str, margin: float) -> Iterator[Diagnostic]:
    """For each side of ``book``, what its correction sends over the paper's edge.

    A cut must stay on the paper. Where only its bleed leaves it, nothing of the tag is lost. What
    gets into the ``margin``, mm, and was clear of it without the correction, is doubtful.
    """
    corrections = {"front": book.production.front, "back": book.production.back}
    for side, (off_sheet, into_margin) in _RULES.items():
        correction = corrections[side]
        faces = [face for face in book.faces if face.side == side and face.cells]
        if correction.is_none or not faces:
            continue
        over = max(
            _over((correction.sent_rect(c.trim, f.paper) for c in f.cells), f.paper, 0)
            for f in faces
        )
        if over > _SLACK:
            needed = _tenths(margin + over)
            yield off_sheet(press=press, over=over, needed=needed)
            continue
        within = max(
            _over(
                (correction.sent_rect(c.trim.grown(book.bleed), f.paper) for c in f.cells),
                f.paper,
                margin,
            )
            for f in faces
        )
        before = max(
            _over((c.trim.grown(book.bleed) for c in f.cells), f.paper, margin) for f in faces
        )
        if within > max(before, 0) + _SLACK:
            needed = _tenths(margin + within)
            yield into_margin(press=press, over=within, margin=margin, needed=needed)


def _over(areas: Iterable[Rect], paper: Size, margin: float) -> float:
    """How far the areas reach over the paper within its margin, mm; negative where they do not."""
    return max(
        margin + max(-area.x, -area.y, area.right - paper.width, area.bottom - paper.height)
        for area in areas
    )


def _tenths(length: float) -> float:
    return float(-(-length * 10 // 1) / 10)
