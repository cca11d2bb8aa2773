"""The die line: where a tag is cut and its hole is punched, in an ink of its own.

A shop's die cutter goes by it and no press prints it. So it is stroked in a spot colour, lies over
what is printed without knocking it out, and in PDF/X-4 has a layer that can be switched off.
"""

from __future__ import annotations

from collections.abc import Callable

from keychain.geometry import Close, Curve, Line, Move, Path, Point, Step
from keychain.layout.placed import PlacedTag, Side
from keychain.pdf.content import Content, circle
from keychain.pdf.coordinates import MM_PER_PT, turned_into
from keychain.pdf.document import Document, pdf_name, text_string
from keychain.sheets.model import Cell, SheetFace

WIDTH = 0.25 * MM_PER_PT
"""mm: 0.25 pt, the thinnest line that is sure to show on a proof (GWG 2022)."""

_NEAR = 0.01
"""mm; closer than a die is made."""

_SPOT = "DieInk"
_LAYER = "DieLayer"


class DieLine:
    """One file's die line: its colour space, made once, and its layer where it has one."""

    def __init__(self, document: Document, name: str, *, layered: bool) -> None:
        tint = document.add("<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 1 0 0]/N 1>>")
        ink = document.add(f"[/Separation{pdf_name(name)}/DeviceCMYK {tint}]")
        self.resources = f"/ColorSpace<</{_SPOT} {ink}>>"
        """What a form needs that draws it."""
        self.catalog = ""
        """The catalog's entry for its layer (ISO 32000-1, 8.11.4; ISO 15930-7, 6.18)."""
        self._layered = layered
        if layered:
            layer = document.add(f"<</Type/OCG/Name {text_string(name)}>>")
            self.resources += f"/Properties<</{_LAYER} {layer}>>"
            self.catalog = (
                f"/OCProperties<</OCGs[{layer}]/D<</Name {text_string(name)}"
                f"/Order[{layer}]/ON[{layer}]>>>>"
            )

    def draw(self, content: Content, face: SheetFace, tags: tuple[PlacedTag, ...]) -> None:
        """The cuts and holes of all of a sheet's tags, over everything else."""
        if self._layered:
            content.add(f"/OC /{_LAYER} BDC")
        content.stroke_spot(_SPOT)
        content.line_width(WIDTH)
        for cell in face.cells:
            content.save()
            content.move(turned_into(cell.trim, cell.turn))
            for path in cuts(tags[cell.tag], cell.face or face.side):
                content.paint(_unfolded(path, cell), fill=False, stroke=True, even_odd=False)
            content.restore()
        if self._layered:
            content.add("EMC")


def cuts(tag: PlacedTag, side: Side) -> tuple[Path, ...]:
    """The cut and the hole of one side, as that side is seen."""
    hole = (tag.front if side == "front" else tag.back).hole
    cut = tag.cut(side)
    return (cut,) if hole is None else (cut, circle(hole.centre, hole.diameter))


def _unfolded(path: Path, cell: Cell) -> Path:
    """``path`` without what lies on an edge that the cell's clip shares with its trim: a fold,
    which is not cut."""
    folds = _folds(cell)
    if not folds:
        return path
    steps: list[Step] = []
    start = at = Point(0, 0)
    gap = False
    for step in path:
        to = start if isinstance(step, Close) else step.to
        if isinstance(step, Move):
            start, gap = to, False
            steps.append(step)
        elif not isinstance(step, Curve) and any(fold(at) and fold(to) for fold in folds):
            gap = True
            steps.append(Move(to))
        else:
            # Behind a gap, Close would go back to the gap and not to the start.
            steps.append(Line(to) if gap and isinstance(step, Close) else step)
        at = to
    return tuple(steps)


def _folds(cell: Cell) -> list[Callable[[Point], bool]]:
    """For each fold of the cell, whether a point of the face lies on it."""
    clip, trim = cell.clip, cell.trim
    if clip is None:
        return []
    a, b, c, d, e, f = turned_into(trim, cell.turn)

    def across(x: float) -> Callable[[Point], bool]:
        return lambda point: abs(a * point.x + c * point.y + e - x) < _NEAR

    def down(y: float) -> Callable[[Point], bool]:
        return lambda point: abs(b * point.x + d * point.y + f - y) < _NEAR

    edges = [
        (across, clip.x, trim.x),
        (across, clip.right, trim.right),
        (down, clip.y, trim.y),
        (down, clip.bottom, trim.bottom),
    ]
    return [edge(own) for edge, end, own in edges if abs(end - own) < _NEAR]
