"""What a finished PDF must hold: plain values, compared with what other readers find in it.

Page coordinates are mm from the top left of the page as it is seen, y down.
"""

from __future__ import annotations

from typing import Literal

from keychain.geometry import NO_CORRECTION, Correction, Path, Point, Rect, Size, Turn
from keychain.values import dataclass

ARM, HAND = 0.6, 0.18
"""m: how far away people hold what they read, and a telephone from a code in their hand."""


@dataclass(frozen=True, slots=True)
class ExpectedNumber:
    """A number as printed, and words of which at least the last must stand with it.

    ``names`` are what may name it, each enough by itself: the officer's full name, the given
    name, the hotline's label.
    """

    printed: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """A line of text on a face: mm from the top left of the cut as the face is seen."""

    text: str
    x: float
    baseline: float
    width: float


@dataclass(frozen=True, slots=True)
class ExpectedSerial:
    """Where a face says its tag's serial number, with words ``before`` and ``after`` it: mm from
    the top left of the cut as the face is seen. ``width`` is that of a text of ``long`` letters."""

    before: str
    after: str
    x: float
    baseline: float
    width: float
    long: int


@dataclass(frozen=True, slots=True)
class ExpectedSerialCode:
    """A code that says its tag's serial number, with what it says ``before`` and ``after`` it.
    ``area`` is the square of its modules, mm from the top left of the cut as the face is seen."""

    area: Rect
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedSeries:
    """A village's serial numbers: ``prefix`` is before them, ``first`` the first of them. Each of
    its tags says its own at these places, in text and in codes."""

    prefix: str
    first: int
    front: tuple[ExpectedSerial, ...] = ()
    back: tuple[ExpectedSerial, ...] = ()
    front_codes: tuple[ExpectedSerialCode, ...] = ()
    back_codes: tuple[ExpectedSerialCode, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpectedShape:
    """A tag's cut, mm from the top left of its bounding box as the front is seen; the back's is its
    mirror image. Digits and capitals keep ``safe`` from it, whole lines ``safe_lines``; all but the
    background keeps ``clear`` from the rim of the hole."""

    cut: Path
    size: Size
    safe: float
    safe_lines: float
    hole: Point | None = None
    diameter: float = 0.0
    clear: float = 0.0


@dataclass(frozen=True, slots=True)
class ExpectedTag:
    """One village's tag: every number that must show on its faces taken together, the lead
    first, and the URI that its code dials. ``card`` is the lead's contact card
    as a code says it.

    ``words`` are other texts that may show (slogan, title, roles), so that digits in them, such
    as a year, are not taken for a number that does not belong there. ``front`` and ``back`` are
    the lines of each face, ``shape`` what its cut is. Its numbers are read from ``read_from`` m
    away, its code is scanned from ``scan_from``. ``series`` are the serial numbers of its copies.
    """

    village_id: str
    village: str
    numbers: tuple[ExpectedNumber, ...]
    dials: str
    code: str
    words: tuple[str, ...] = ()
    front: tuple[ExpectedLine, ...] = ()
    back: tuple[ExpectedLine, ...] = ()
    shape: ExpectedShape | None = None
    read_from: float = ARM
    scan_from: float = HAND
    series: ExpectedSeries | None = None
    card: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedCell:
    """One face at one position. ``trim`` is the cut's bounding box on the page; ``turn`` how the
    face is turned clockwise; ``qr`` whether it bears the code that dials, ``card`` the one that is
    a contact card, where that is the same on all copies; ``tag`` an index into the tags.
    ``face`` is the face where that is not the page's side, as on tags that are folded; ``place``
    counts the places of a sheet from 0, a back's as the front's that it lies behind."""

    row: int
    column: int
    trim: Rect
    turn: Turn
    tag: int
    qr: bool
    face: Literal["front", "back"] | None = None
    place: int = 0
    card: bool = False

    def __hash__(self) -> int:
        """Cells are looked up often, and hardly any two of a page stand in one row and column."""
        return hash((self.row, self.column, self.tag))


@dataclass(frozen=True, slots=True)
class ExpectedPage:
    """One page. ``side`` is None on a separator sheet, which holds no cells. ``partner`` is the
    index of the page printed on the other side of the same sheet, or None. Cells stand where they
    are to lie on paper; ``correction`` takes them to where they stand on the page."""

    side: Literal["front", "back"] | None
    paper: Size
    cells: tuple[ExpectedCell, ...]
    partner: int | None = None
    correction: Correction = NO_CORRECTION


@dataclass(frozen=True, slots=True)
class Expected:
    """The whole file. ``bleed`` in mm; ``duplex`` None where one side is printed.

    ``sides`` are the faces that were asked for; where only one is, the numbers of the other
    face need not show. ``one_sided``: tags have no other. ``standard`` is what the file must keep
    to, ``die_line`` the name of the spot colour of cuts and holes, None for none. With ``stack``
    serial numbers are in order once all sheets are cut as one pile, else from sheet to sheet.
    """

    title: str
    language: str
    tags: tuple[ExpectedTag, ...]
    pages: tuple[ExpectedPage, ...]
    sides: tuple[Literal["front", "back"], ...]
    bleed: float
    duplex: Literal["long-edge", "short-edge"] | None
    standard: Literal["plain", "x-4", "x-1a"] = "plain"
    die_line: str | None = None
    one_sided: bool = False
    stack: bool = False
