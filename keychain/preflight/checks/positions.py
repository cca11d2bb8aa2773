"""Each face lies where it is cut, the right way up, with all its text inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Rect
from keychain.preflight.expected import Expected
from keychain.preflight.faces import Face

CELL_OUTSIDE_PAPER = error("cell-outside-paper", "What lies beyond the paper is not printed.")
TEXT_OUTSIDE_TRIM = error("text-outside-trim", "What stands over the cut is cut off.")
FACE_TURNED = error("face-turned", "A face turned otherwise does not fit the one behind it.")


def check_cells(expected: Expected) -> Iterator[Diagnostic]:
    """Every position lies on the paper."""
    for index, page in enumerate(expected.pages):
        paper = Rect(0, 0, page.paper.width, page.paper.height)
        for cell in page.cells:
            if not paper.holds(cell.trim, slack=0.01):
                yield CELL_OUTSIDE_PAPER().about(
                    village=expected.tags[cell.tag].village_id,
                    page=index + 1,
                    position=f"{cell.row}:{cell.column}",
                )


def check_positions(faces: Iterable[Face]) -> Iterator[tuple[Face, Diagnostic]]:
    """Text over the cut, and faces turned otherwise than they should be, with the face."""
    for face in faces:
        if face.outside:
            yield face, TEXT_OUTSIDE_TRIM(text=face.outside[:40])
        if face.turn is not None and face.turn != face.cell.turn:
            yield face, FACE_TURNED(found=face.turn, wanted=face.cell.turn)
