"""Content streams in mm, y down: colours, paths, forms and text as PDF operators."""

from __future__ import annotations

from keychain.geometry import Close, Curve, Line, Move, Path, Point, Rect
from keychain.layout.placed import BLACK, Colour
from keychain.pdf.colours import PRESS, Colours
from keychain.pdf.coordinates import Matrix, matrix, number

OVERPRINT = "/Over gs"
"""K over whatever is there already, so that no white shows where plates are off register."""

KNOCK_OUT = "/Out gs"

SOLID = "[] 0 d"
DASHED = "[1] 0 d"
"""A millimetre of line, a millimetre of none."""

CIRCLE = 0.5522847498
"""Length of a quarter circle's control arms, in radii."""


class Content:
    """Operators in the order of drawing; a colour is set only where it changes."""

    def __init__(self, colours: Colours = PRESS) -> None:
        self._colours = colours
        self._operators: list[str] = []
        self._state: dict[str, str] = {}
        self._saved: list[dict[str, str]] = []

    def add(self, *operators: str) -> None:
        """Operators that change no colour."""
        self._operators.extend(operators)

    def data(self) -> bytes:
        """The stream's bytes."""
        return "\n".join(self._operators).encode("ascii")

    def save(self) -> None:
        """Keep the graphics state."""
        self.add("q")
        self._saved.append(dict(self._state))

    def restore(self) -> None:
        """Go back to the state that was kept last."""
        self.add("Q")
        self._state = self._saved.pop()

    def move(self, to: Matrix) -> None:
        """Draw in the coordinates that ``to`` takes to the present ones."""
        self.add(f"{matrix(to)} cm")

    def fill_colour(self, colour: Colour, *, overprint: bool = False) -> None:
        """Fill in ``colour``; only K alone may overprint."""
        self._set("print", OVERPRINT if overprint else KNOCK_OUT)
        self._set("fill", self._colours.fill(colour))

    def stroke_colour(self, colour: Colour, *, overprint: bool = False) -> None:
        """Stroke in ``colour``; only K alone may overprint."""
        self._set("print", OVERPRINT if overprint else KNOCK_OUT)
        self._set("stroke", self._colours.stroke(colour))

    def stroke_spot(self, space: str) -> None:
        """Stroke in the full tint of a spot colour, over what is there already."""
        self._set("print", OVERPRINT)
        self._set("stroke", f"/{space} CS 1 SCN")

    def dashes(self, operator: str) -> None:
        """Stroke in the pattern that an operator like SOLID sets."""
        if operator != self._state.get("dashes", SOLID):
            self._set("dashes", operator)

    def line_width(self, width: float) -> None:
        """Stroke ``width`` mm wide."""
        self._set("width", f"{number(width)} w")

    def miter_limit(self, limit: float) -> None:
        """Corners of strokes reach out at most ``limit`` times half the line's width."""
        self._set("miter", f"{number(limit)} M")

    def clip_to(self, path: Path) -> None:
        """Draw only inside ``path`` from here to ``restore``."""
        self.add(path_operators(path), "W n")

    def clip_to_rect(self, rect: Rect) -> None:
        """Draw only inside ``rect`` from here to ``restore``."""
        self.add(rect_operator(rect), "W n")

    def clip_out(self, path: Path, within: Rect) -> None:
        """Draw only outside ``path``, which lies in ``within``, from here to ``restore``."""
        self.add(rect_operator(within), path_operators(path), "W* n")

    def paint(self, path: Path, *, fill: bool, stroke: bool, even_odd: bool) -> None:
        """Paint ``path`` in the colours that are set."""
        operator = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((fill, stroke))
        if operator is not None:
            star = "*" if even_odd and fill else ""
            self.add(path_operators(path), operator + star)

    def _set(self, what: str, operator: str) -> None:
        if self._state.get(what) != operator:
            self._state[what] = operator
            self.add(operator)


def is_black(colour: Colour) -> bool:
    """Whether ``colour`` is solid K and nothing else."""
    return colour is BLACK or colour == BLACK


def rect_operator(rect: Rect) -> str:
    """A rectangle as a subpath."""
    return " ".join(number(v) for v in (rect.x, rect.y, rect.width, rect.height)) + " re"


def path_operators(path: Path) -> str:
    """Path construction operators, ISO 32000-1, 8.5.2."""
    operators: list[str] = []
    for step in path:
        match step:
            case Move(to):
                operators.append(f"{_point(to)} m")
            case Line(to):
                operators.append(f"{_point(to)} l")
            case Curve(first, second, to):
                operators.append(f"{_point(first)} {_point(second)} {_point(to)} c")
            case Close():
                operators.append("h")
    return "\n".join(operators)


def circle(centre: Point, diameter: float) -> Path:
    """A circle of four curves, off by less than 0.03 % of its radius."""
    r = diameter / 2
    arm = r * CIRCLE
    x, y = centre.x, centre.y
    return (
        Move(Point(x + r, y)),
        Curve(Point(x + r, y + arm), Point(x + arm, y + r), Point(x, y + r)),
        Curve(Point(x - arm, y + r), Point(x - r, y + arm), Point(x - r, y)),
        Curve(Point(x - r, y - arm), Point(x - arm, y - r), Point(x, y - r)),
        Curve(Point(x + arm, y - r), Point(x + r, y - arm), Point(x + r, y)),
        Close(),
    )


def bounds(path: Path) -> Rect:
    """A rectangle that holds ``path``: the box of its points and control points."""
    points: list[Point] = []
    for step in path:
        match step:
            case Move(to) | Line(to):
                points.append(to)
            case Curve(first, second, to):
                points += [first, second, to]
            case Close():
                pass
    left, top = min(p.x for p in points), min(p.y for p in points)
    right, bottom = max(p.x for p in points), max(p.y for p in points)
    return Rect(left, top, right - left, bottom - top)


def _point(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"
