"""The engine's answer: a tag's two faces as finished items at fixed places.

Lengths are mm, sizes of type pt. The origin is the top left corner of the face's trim as it is
seen, y down; what bleeds has negative coordinates or lies beyond the trim.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from keychain.geometry import Path, Point, Rect, Size, Turn
from keychain.layout.drawn_path import mirrored
from keychain.tags.qr import QrSymbol
from keychain.values import dataclass

Side = Literal["front", "back"]
Says = Literal["dial", "serial", "card"]
"""What a code says: the number that a telephone dials, the tag's serial number, a contact card."""


@dataclass(frozen=True, slots=True)
class Colour:
    """DeviceCMYK, each ink from 0 to 1."""

    cyan: float
    magenta: float
    yellow: float
    black: float


BLACK = Colour(0, 0, 0, 1)
"""K only."""


class Font(NamedTuple):
    """A bundled font: family name and weight (400, 500, 600, 700, 800).

    A tuple since it is looked up some thousand times a tag, and a tuple's hash is the quickest.
    """

    family: str
    weight: int


@dataclass(frozen=True, slots=True)
class TextItem:
    """One line of text in one font; ``x`` is its left end, ``baseline`` its y.

    ``turn`` turns it clockwise about (x, baseline). ``width`` is its advance width in mm.
    """

    text: str
    font: Font
    size: float
    x: float
    baseline: float
    width: float
    colour: Colour = BLACK
    box: str = ""
    turn: Turn = 0


@dataclass(frozen=True, slots=True)
class PathItem:
    """A filled or stroked path. ``stroke_width`` is in mm. ``even_odd`` chooses the fill rule."""

    path: Path
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: float = 0.0
    even_odd: bool = False
    box: str = ""


@dataclass(frozen=True, slots=True)
class QrItem:
    """A QR symbol: ``x`` and ``y`` are the top left of its modules, ``module`` the side of one,
    ``says`` what it is for.

    The quiet zone of 4 modules lies around it.
    """

    symbol: QrSymbol
    x: float
    y: float
    module: float
    box: str = ""
    says: Says = "dial"

    @property
    def modules(self) -> Rect:
        """The square of the modules, mm."""
        side = self.symbol.size * self.module
        return Rect(self.x, self.y, side, side)


@dataclass(frozen=True, slots=True)
class ImageItem:
    """A raster image (the bytes of a PNG or JPEG file) filling ``rect``."""

    data: bytes
    rect: Rect
    box: str = ""


Item = TextItem | PathItem | QrItem | ImageItem


@dataclass(frozen=True, slots=True)
class Hole:
    """The hole for the ring, on the face as it is seen."""

    centre: Point
    diameter: float


@dataclass(frozen=True, slots=True)
class PlacedFace:
    """One face: ``background`` may reach into the bleed, ``items`` stay in the safe zone.

    Both are drawn in order, clipped to the outline grown by the bleed. ``numbered`` are the texts
    and codes that say the tag's serial number: they are drawn over the rest, for each tag anew.
    """

    background: tuple[Item, ...]
    items: tuple[Item, ...]
    hole: Hole | None
    numbered: tuple[TextItem | QrItem, ...] = ()

    @property
    def sample(self) -> PlacedFace:
        """The face with the serial number that its numbered items were set with."""
        return replace(self, items=(*self.items, *self.numbered), numbered=())


@dataclass(frozen=True, slots=True)
class PlacedTag:
    """A village's tag. ``outline`` is the cut, ``bleed_outline`` what the background fills, both
    as the front shows them; ``even`` where the back shows the same. ``serial`` is the serial number
    that its numbered items were set with, as wide as any other."""

    village_id: str
    size: Size
    outline: Path
    bleed: float
    bleed_outline: Path
    front: PlacedFace
    back: PlacedFace
    even: bool = True
    serial: str = ""

    @property
    def sample(self) -> PlacedTag:
        """The tag as one that bears ``serial``."""
        return replace(self, front=self.front.sample, back=self.back.sample)

    def cut(self, side: Side) -> Path:
        """The cut as this face shows it."""
        return self._seen(self.outline, side)

    def bleed_edge(self, side: Side) -> Path:
        """What the background fills, as this face shows it."""
        return self._seen(self.bleed_outline, side)

    def _seen(self, path: Path, side: Side) -> Path:
        over = side == "back" and not self.even
        return mirrored(path, self.size.width) if over else path
