"""Each face lies where it is cut, the right way up, with all its text inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Rect
from keychain.preflight.expected import Expected, ExpectedLine
from keychain.preflight.faces import Face
from keychain.preflight.pieces import Piece
from keychain.text import nfc

CELL_OUTSIDE_PAPER = error("cell-outside-paper", "What lies beyond the paper is not printed.")
TEXT_OUTSIDE_TRIM = error("text-outside-trim", "What stands over the cut is cut off.")
FACE_TURNED = error("face-turned", "A face turned otherwise does not fit the one behind it.")
TEXT_MISPLACED = error("text-misplaced", "A face beside its place, or scaled, misses its cut.")

_NEAR = 0.1
"""How exactly a line stands in its place, mm: rounding, and the reader's own boxes."""

_OVERHANG = 0.1
"""By how much a last letter's ink may reach over its advance, em, as the horn of Ư and the mark of
í do."""


def check_cells(expected: Expected) -> Iterator[Diagnostic]:
    """Every position lies on the paper, and on the page where it is sent."""
    for index, page in enumerate(expected.pages):
        paper = Rect(0, 0, page.paper.width, page.paper.height)
        for cell in page.cells:
            sent = page.correction.sent_rect(cell.trim, page.paper)
            if not (paper.holds(cell.trim, slack=0.01) and paper.holds(sent, slack=0.01)):
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


def check_lines(face: Face, lines: Iterable[ExpectedLine]) -> Iterator[Diagnostic]:
    """The first line that does not stand, as it should read, where it should."""
    pieces = [piece for piece in face.pieces if piece.turn == face.cell.turn]
    for line in lines:
        text = " ".join(nfc(line.text).split())
        if text and not any(_stands(piece, text, line) for piece in pieces):
            yield TEXT_MISPLACED(text=text)
            return


def _stands(piece: Piece, text: str, line: ExpectedLine) -> bool:
    """Whether a piece of text holds the line, from its beginning to its end. Fonts in a PDF are
    as wide as whole thousandths of an em (ISO 32000-1, 9.2.4), which adds up in large type."""
    if abs(piece.baseline - line.baseline) > _NEAR:
        return False
    # Before a word in another font a line ends with its space.
    after = len(line.text) - len(line.text.rstrip())
    for start, char in enumerate(piece.chars):
        end = start + len(text)
        if abs(char.x - line.x) <= _NEAR and piece.text[start:end] == text:
            end += after
            right = piece.chars[end].x if end < len(piece.chars) else piece.body.right
            over = right - line.x - line.width
            rounded = len(text) * piece.body.height / 1000
            hangs = _OVERHANG * piece.body.height if text[-1:].isalpha() else 0.0
            return -2 * _NEAR - rounded <= over <= 2 * _NEAR + rounded + hangs
    return False
