"""How tags of one layout are arranged on sheets, as its ``sheet:`` block says."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from keychain.diagnostics import Place
from keychain.geometry import NO_CORRECTION, Correction, Point, Size
from keychain.layout.outline import Outline
from keychain.values import dataclass

Duplex = Literal["long-edge", "short-edge"]
Fold = Literal["left", "right", "top", "bottom"]
Standard = Literal["plain", "x-4", "x-1a"]
Delivery = Literal["sheets", "tags"]

PAPERS: dict[str, Size] = {
    "A3": Size(297, 420),
    "A4": Size(210, 297),
    "A5": Size(148, 210),
    "Letter": Size(215.9, 279.4),
    "SRA3": Size(320, 450),
}
"""Papers by name, portrait, mm (ISO 216, ISO 217, ANSI/ASME Y14.1)."""


@dataclass(frozen=True, slots=True)
class FixedGrid:
    """A label sheet's own grid: ``pitch`` from cell to cell, ``offset`` of the first trim, mm.

    Where the ``label``'s own outline is known, ``offset`` is that of the first label, and a tag
    stands in the middle of its label. ``more`` are further grids on the same sheet.
    """

    rows: int
    columns: int
    pitch: Size
    offset: Point
    label: Outline | None = None
    more: tuple[FixedGrid, ...] = ()


@dataclass(frozen=True, slots=True)
class OutputCondition:
    """What is printed on, by the name of its characterisation and its ICC profile's bytes.

    ``registry`` is the address of the list that holds the name, empty for a name of one's own;
    ``info`` says in words what it is (ISO 15930-7, 6.2.2).
    """

    identifier: str
    registry: str
    info: str
    icc: bytes


@dataclass(frozen=True, slots=True)
class Production:
    """What a press decides beyond the geometry of a sheet.

    ``standard``: plain PDF, PDF/X-4 (ISO 15930-7) or PDF/X-1a:2003 (ISO 15930-4), the latter two
    with a ``condition``. ``die_line`` is the name of the spot colour that the cut and the hole are
    stroked in, or None. ``pages`` are imposed sheets, or single tags for whoever imposes them.
    ``stack``: items run through the pile, so that cut piles lie in order. ``front`` and ``back``
    are what cancels a printer's errors; ``printer`` and its ``tray`` are told to people.
    """

    standard: Standard = "plain"
    condition: OutputCondition | None = None
    die_line: str | None = None
    pages: Delivery = "sheets"
    stack: bool = False
    front: Correction = NO_CORRECTION
    back: Correction = NO_CORRECTION
    printer: str = ""
    tray: str = ""


PLAIN = Production()
"""Sheets in plain PDF, in the order in which they are read, for a printer without errors."""


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """Paper and grid. Lengths in mm.

    ``margin`` is the border that the printer cannot print; ``gutter`` the space between the
    bleeds of neighbours; ``bleed`` how far the background runs over the cut on this sheet.
    ``labels`` names the label sheet that ``grid`` is of; ``fold`` is the front's edge that the back
    hangs on, where both stand side by side on one side of the paper. ``whole``: the tag is the
    sheet, as a poster is. ``press`` is the profile that it was prepared for, ``production`` what
    that decides; ``stated`` are the keys that the layout itself states, each with its place.
    """

    paper: Size = PAPERS["A4"]
    paper_name: str = "A4"
    margin: float = 5.0
    gutter: float = 0.0
    bleed: float = 1.5
    duplex: Duplex = "long-edge"
    marks: bool = True
    grid: FixedGrid | None = None
    labels: str = ""
    fold: Fold | None = None
    whole: bool = False
    press: str = ""
    production: Production = PLAIN
    stated: tuple[tuple[str, Place], ...] = field(default=(), compare=False)
