"""A page while it is being composed: texts, lines, boxes and tags are put on it in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from keychain.geometry import Line, Move, Path, Point, Rect, Size
from keychain.layout.drawn_path import mirrored, moved
from keychain.layout.measure import Measure
from keychain.layout.outline import ellipse_path, rectangle_path
from keychain.layout.placed import BLACK, Colour, PathItem, PlacedTag, Side, TextItem
from keychain.layout.spec import Align
from keychain.papers.model import PaperPage, ShownFace, Stencil, Stencilled, TextColumn
from keychain.papers.paragraph import Paragraph, height_of, set_paragraphs
from keychain.values import dataclass

HAIRLINE = 0.12
"""mm; a third of a point, which office printers still draw."""
RULE = Colour(0, 0, 0, 0.45)
CUT = Colour(0, 0, 0, 0.5)


@dataclass(slots=True)
class Draft:
    """What stands on the page so far. Lengths are mm, y down."""

    paper: Size
    measure: Measure
    texts: list[TextItem] = field(default_factory=list)
    under: list[PathItem] = field(default_factory=list)
    faces: list[ShownFace] = field(default_factory=list)
    over: list[PathItem] = field(default_factory=list)
    stencils: list[Stencilled] = field(default_factory=list)
    columns: list[TextColumn] = field(default_factory=list)

    def write(
        self,
        paragraphs: Sequence[Paragraph],
        x: float,
        top: float,
        width: float,
        align: Align = "left",
        box: str = "",
    ) -> float:
        """Set paragraphs and tell where they end."""
        whole = tuple(paragraphs)
        self.texts += set_paragraphs(whole, x, top, width, self.measure, align, box)
        return top + height_of(whole, width, self.measure)

    def rule(self, start: Point, end: Point, width: float = HAIRLINE, ink: Colour = RULE) -> None:
        """A straight line."""
        self.rules([(start, end)], width, ink)

    def rules(
        self, lines: Sequence[tuple[Point, Point]], width: float = HAIRLINE, ink: Colour = RULE
    ) -> None:
        """Straight lines of one kind, as one path."""
        steps = tuple(step for a, b in lines for step in (Move(a), Line(b)))
        self.over.append(PathItem(steps, stroke=ink, stroke_width=width))

    def fill(self, rect: Rect, ink: Colour, radius: float = 0.0) -> None:
        """An area under everything else."""
        self.under.append(PathItem(rectangle_path(rect, radius), fill=ink))

    def frame(self, rect: Rect, width: float = HAIRLINE, ink: Colour = RULE) -> None:
        """The border of an area."""
        self.over.append(PathItem(rectangle_path(rect), stroke=ink, stroke_width=width))

    def tick(self, at: Point, size: float, right: bool) -> None:
        """A tick, or a cross, in a square of ``size`` mm with its top left at ``at``."""
        x, y, s = at.x, at.y, size
        if right:
            steps: Path = (
                Move(Point(x, y + 0.55 * s)),
                Line(Point(x + 0.36 * s, y + 0.92 * s)),
                Line(Point(x + s, y + 0.1 * s)),
            )
        else:
            steps = (
                Move(Point(x, y)),
                Line(Point(x + s, y + s)),
                Move(Point(x + s, y)),
                Line(Point(x, y + s)),
            )
        self.over.append(PathItem(steps, stroke=BLACK, stroke_width=0.16 * s))

    def show(self, tag: PlacedTag, side: Side, at: Point, scale: float) -> Rect:
        """A face of a tag with its cut and its hole as thin lines, and where it stands."""
        shown = ShownFace(tag, side, at, scale)
        self.faces.append(shown)
        outline = outline_of(tag, side)
        self.over.append(PathItem(_placed(outline, at, scale), stroke=CUT, stroke_width=HAIRLINE))
        hole = (tag.front if side == "front" else tag.back).hole
        if hole is not None:
            radius = hole.diameter / 2
            ring = _placed(ellipse_path(hole.centre, radius, radius), at, scale)
            self.over.append(PathItem(ring, stroke=CUT, stroke_width=HAIRLINE))
        return shown.rect

    def stencil(self, stencil: Stencil, top: float = 0.0) -> None:
        """Something that other pages have too, ``top`` mm further down."""
        self.stencils.append(Stencilled(stencil, top))

    def as_stencil(self) -> Stencil:
        """What stands on the page, which must be no tags, for many pages."""
        return Stencil(tuple(self.texts), tuple(self.under), tuple(self.over))

    def finished(self) -> PaperPage:
        """The page as it is."""
        return PaperPage(
            self.paper,
            tuple(self.texts),
            tuple(self.under),
            tuple(self.faces),
            tuple(self.over),
            tuple(self.stencils),
            tuple(self.columns),
        )


def outline_of(tag: PlacedTag, side: Side) -> Path:
    """The cut as a face is seen: the back's is the front's in a mirror."""
    if side == "front":
        return tag.outline
    return mirrored(tag.outline, tag.size.width)


def _placed(path: Path, at: Point, scale: float) -> Path:
    return moved(path, lambda p: Point(at.x + p.x * scale, at.y + p.y * scale))
