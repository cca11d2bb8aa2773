"""Where on the pages what a PDF paints stands: each mark once, however often it is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic
from keychain.geometry import Rect
from keychain.preflight.expected import Expected, ExpectedCell
from keychain.preflight.place import rect_of
from keychain.preflight.reading.marks import Mark
from keychain.preflight.reading.painted import Painted, PaintedPage
from keychain.preflight.reading.values import Box, Matrix, moved_box, times
from keychain.values import dataclass

_MOST_TEXT = 40
"""Characters of a text that a message quotes."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark on a page. ``frame`` takes the stream's space to the page's points."""

    page: PaintedPage
    stream: str
    mark: Mark
    frame: Matrix

    @property
    def final(self) -> Matrix:
        """From the mark's own space, em, line units or the unit square, to the page's points."""
        return times(self.mark.frame, self.frame)

    @property
    def box(self) -> Box:
        """What surely holds it, in points of the page."""
        return moved_box(self.mark.box, self.frame)

    @property
    def area(self) -> Rect:
        """The same in mm from the page's top left."""
        return rect_of(self.box, self.page.media)

    @property
    def quoted(self) -> str:
        """The beginning of its text, for messages."""
        text = " ".join(self.mark.text.split())
        return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1] + "…"


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share a point."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def read_scene(painted: Painted) -> tuple[Seen, ...]:
    """Every mark once for each way it is turned and scaled, at the first place where it stands
    within what is meant to be printed."""
    told: set[tuple[str, tuple[float, ...]]] = set()
    shown: set[tuple[str, tuple[float, ...], int]] = set()
    found: list[Seen] = []
    for page in painted.pages:
        for stream, paint, frame, clip in painted.placed(page):
            turned = tuple(round(n, 6) for n in frame[:4])
            if (stream, turned) in told:
                continue
            whole = True
            for index, mark in enumerate(paint.marks):
                seen = Seen(page, stream, mark, frame)
                if not meet(seen.box, page.live) or (clip and not meet(seen.box, clip)):
                    whole = False
                elif (stream, turned, index) not in shown:
                    shown.add((stream, turned, index))
                    found.append(seen)
            if whole:
                told.add((stream, turned))
    return tuple(found)


def cell_of(area: Rect, page: int, expected: Expected | None) -> ExpectedCell | None:
    """The cell of a page, counted from 1, in which the middle of an area of it stands."""
    if expected is None or not 0 < page <= len(expected.pages):
        return None
    wanted = expected.pages[page - 1]
    at = wanted.correction.lies(area.centre, wanted.paper)
    for cell in wanted.cells:
        trim = cell.trim
        if trim.x <= at.x <= trim.right and trim.y <= at.y <= trim.bottom:
            return cell
    return None


def told(
    finding: Diagnostic, page: int, area: Rect | None, expected: Expected | None
) -> Diagnostic:
    """A finding with its page, its area, and where they are known its village and position."""
    cell = None if area is None else cell_of(area, page, expected)
    if cell is None or expected is None:
        return finding.about(page=page, area=area)
    return finding.about(
        village=expected.tags[cell.tag].village_id,
        page=page,
        position=f"{cell.row}:{cell.column}",
        area=area,
    )


def groups(scene: tuple[Seen, ...]) -> Iterator[tuple[PaintedPage, list[Seen]]]:
    """The marks page by page."""
    by_page: dict[int, list[Seen]] = {}
    for seen in scene:
        by_page.setdefault(seen.page.number, []).append(seen)
    for found in by_page.values():
        yield found[0].page, found
