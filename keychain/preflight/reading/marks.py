"""What a content stream paints: marks with their colour and size, and forms drawn between them."""

from __future__ import annotations

from dataclasses import field
from math import hypot, sqrt
from typing import Literal

from keychain.preflight.reading.inks import BLACK, GRAY, Colour, Space
from keychain.preflight.reading.pictures import PictureFacts
from keychain.preflight.reading.values import IDENTITY, Box, Matrix
from keychain.values import dataclass

Kind = Literal["text", "fill", "stroke", "image"]
Vector = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Brush:
    """The part of the graphics state that a form takes over from whoever draws it (ISO 32000-1,
    8.4 and 8.6.7), and that decides what reaches the plates. ``alpha`` is under 1 where anything is
    transparent, ``blends`` tells of a blend mode other than Normal."""

    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_over: bool = False
    stroke_over: bool = False
    mode: int = 0
    width: float = 1.0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blends: bool = False
    fill_space: Space = GRAY
    stroke_space: Space = GRAY


@dataclass(frozen=True, slots=True)
class Letter:
    """A glyph that is seen: what it means, and the box around its ink in the stream's space."""

    text: str
    ink: Box


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing painted. ``box`` surely holds it, in the stream's own space.

    ``frame`` takes text from em, strokes from the units of their ``width``, and images from the
    unit square to the stream's space. ``quad`` are the sides of the thinnest filled rectangle or
    the like, ``pieces`` how many subpaths a fill has. ``parts`` are boxes that together hold a
    stroke more closely.
    """

    kind: Kind
    colour: Colour
    overprint: bool
    mode: int
    box: Box
    frame: Matrix = IDENTITY
    width: float = 0.0
    text: str = ""
    letters: tuple[Letter, ...] = ()
    bold: bool = False
    quad: tuple[Vector, Vector] | None = None
    pieces: int = 1
    parts: tuple[Box, ...] = ()
    picture: PictureFacts | None = None

    @property
    def is_seen(self) -> bool:
        """Whether it leaves a trace: white that overprints in mode 1 leaves none."""
        white = self.colour.is_white and self.colour.family == "DeviceCMYK"
        return not (white and self.overprint and self.mode == 1)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form drawn: its identity among the streams, and the matrix to the space of its drawer,
    where nothing of it is seen outside of ``clip``."""

    stream: str
    matrix: Matrix
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class StreamPaint:
    """What one stream does, in its order, when it is drawn with one brush. ``blends`` tells that
    blend modes are used in it, whose sums of ink no rule of overprint bounds."""

    items: tuple[Mark | Drawn, ...]
    blends: bool
    marks: tuple[Mark, ...] = field(init=False, repr=False, compare=False)
    """Those of the items that the stream paints itself."""
    drawn: tuple[Drawn, ...] = field(init=False, repr=False, compare=False)
    """The streams that it draws."""

    def __post_init__(self) -> None:
        marks = tuple(item for item in self.items if isinstance(item, Mark))
        drawn = tuple(item for item in self.items if isinstance(item, Drawn))
        object.__setattr__(self, "marks", marks)
        object.__setattr__(self, "drawn", drawn)


def text_height(frame: Matrix) -> float:
    """How high an em stands over its baseline after ``frame``: its effective size."""
    along = hypot(frame[0], frame[1])
    return abs(_area(frame)) / along if along else 0.0


def thinnest(frame: Matrix) -> float:
    """By how much ``frame`` scales where it scales least: its smaller singular value."""
    a, b, c, d = frame[:4]
    whole = a * a + b * b + c * c + d * d
    spread = sqrt(max(whole * whole - 4 * _area(frame) ** 2, 0.0))
    largest = sqrt((whole + spread) / 2)
    return abs(_area(frame)) / largest if largest else 0.0


def thickness(quad: tuple[Vector, Vector], frame: Matrix) -> tuple[float, float]:
    """How thick and how long a parallelogram with these sides is after ``frame``."""
    (a, b), (c, d) = (turned(side, frame) for side in quad)
    long = max(hypot(a, b), hypot(c, d))
    return (abs(a * d - b * c) / long if long else 0.0), long


def turned(side: Vector, frame: Matrix) -> Vector:
    """A side as it lies after ``frame``, wherever that is."""
    x, y = side
    return frame[0] * x + frame[2] * y, frame[1] * x + frame[3] * y


def _area(frame: Matrix) -> float:
    return frame[0] * frame[3] - frame[1] * frame[2]
