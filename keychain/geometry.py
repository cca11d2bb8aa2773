"""Plane geometry in millimetres: origin at the top left, x to the right, y down."""

from __future__ import annotations

from typing import Literal

from keychain.values import dataclass

PT_PER_MM = 72 / 25.4
"""Points in a millimetre (1 pt = 1/72 in, ISO 32000-1, 8.3.2.3)."""

Turn = Literal[0, 90, 180, 270]
"""Degrees clockwise, as seen."""


def mm_of_pt(points: float) -> float:
    """A length in points, in mm."""
    return points / PT_PER_MM


def inset(align: str, spare: float) -> float:
    """How far in from the left or top something stands that has ``spare`` mm of room."""
    if align in ("centre", "middle"):
        return spare / 2
    return spare if align in ("right", "bottom") else 0.0


@dataclass(frozen=True, slots=True)
class Point:
    """A point, mm."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height, mm."""

    width: float
    height: float

    @property
    def turned(self) -> Size:
        """The size after a quarter turn."""
        return Size(self.height, self.width)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its top left corner and size, mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the bottom edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Top left, top right, bottom right, bottom left."""
        return (
            Point(self.x, self.y),
            Point(self.right, self.y),
            Point(self.right, self.bottom),
            Point(self.x, self.bottom),
        )

    def grown(self, by: float) -> Rect:
        """The rectangle with every edge moved outward by ``by`` mm (inward if negative)."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def holds(self, other: Rect, slack: float = 1e-6) -> bool:
        """Whether ``other`` lies wholly inside, give or take ``slack`` mm."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Rect, slack: float = 1e-6) -> bool:
        """Whether the two share more than a border of ``slack`` mm."""
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.bottom - slack
            and other.y < self.bottom - slack
        )


@dataclass(frozen=True, slots=True)
class Correction:
    """Where a printer must be told to print so that it prints in the right place.

    About ``middle``, the middle of the paper: what is to lie at p is sent to
    middle + (p - middle) · (``across``, ``down``) + (``right``, ``lower``). Shifts in mm, y down;
    scales as factors.
    """

    right: float = 0.0
    lower: float = 0.0
    across: float = 1.0
    down: float = 1.0

    @property
    def is_none(self) -> bool:
        """Whether it leaves everything where it is."""
        return self is NO_CORRECTION or self == NO_CORRECTION

    def sent(self, point: Point, paper: Size) -> Point:
        """Where on the page what is to lie at ``point`` on paper stands, mm."""
        x, y = paper.width / 2, paper.height / 2
        return Point(
            x + (point.x - x) * self.across + self.right,
            y + (point.y - y) * self.down + self.lower,
        )

    def lies(self, point: Point, paper: Size) -> Point:
        """Where on paper what stands at ``point`` on the page is to lie, mm; undoes ``sent``."""
        x, y = paper.width / 2, paper.height / 2
        return Point(
            x + (point.x - self.right - x) / self.across,
            y + (point.y - self.lower - y) / self.down,
        )

    def sent_rect(self, rect: Rect, paper: Size) -> Rect:
        """The rectangle on the page for one on paper."""
        start = self.sent(Point(rect.x, rect.y), paper)
        return Rect(start.x, start.y, rect.width * self.across, rect.height * self.down)

    def lies_rect(self, rect: Rect, paper: Size) -> Rect:
        """The rectangle on paper of one on the page; undoes ``sent_rect``."""
        start = self.lies(Point(rect.x, rect.y), paper)
        return Rect(start.x, start.y, rect.width / self.across, rect.height / self.down)


NO_CORRECTION = Correction()


@dataclass(frozen=True, slots=True)
class Move:
    """Begin a subpath at ``to``."""

    to: Point


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line to ``to``."""

    to: Point


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier with two control points, to ``to``."""

    first: Point
    second: Point
    to: Point


@dataclass(frozen=True, slots=True)
class Close:
    """Close the subpath."""


Step = Move | Line | Curve | Close
Path = tuple[Step, ...]
