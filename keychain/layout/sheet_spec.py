"""How tags of one layout are arranged on sheets, as its ``sheet:`` block says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from keychain.diagnostics import Place
from keychain.geometry import Point, Size

Duplex = Literal["long-edge", "short-edge"]

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
    """A label sheet's own grid: ``pitch`` from cell to cell, ``offset`` of the first trim, mm."""

    rows: int
    columns: int
    pitch: Size
    offset: Point


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """Paper and grid. Lengths in mm.

    ``margin`` is the border that the printer cannot print; ``gutter`` the space between the
    bleeds of neighbours; ``bleed`` how far the background runs over the cut on this sheet.
    ``press`` is the profile that it was prepared for; ``stated`` are the keys that the layout
    itself states, each with its place.
    """

    paper: Size = PAPERS["A4"]
    paper_name: str = "A4"
    margin: float = 5.0
    gutter: float = 0.0
    bleed: float = 1.5
    duplex: Duplex = "long-edge"
    marks: bool = True
    grid: FixedGrid | None = None
    press: str = ""
    stated: tuple[tuple[str, Place], ...] = field(default=(), compare=False)
