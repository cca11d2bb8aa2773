"""Text and the knife: digits, capitals and lines keep their distance from the cut and the hole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from keychain.diagnostics import Diagnostic, error, warning
from keychain.geometry import PT_PER_MM, Point, Rect
from keychain.preflight.finished import FinishedFace
from keychain.preflight.outline import Outline, to_rect
from keychain.preflight.pieces import around
from keychain.preflight.scene import Seen

NEAR_CUT = warning(
    "text-near-cut", "Knives are off by a millimetre and more: what stands near is cut into."
)
CUT_OFF = error("text-cut-off", "What the knife or the punch takes away is not on the tag.")
NEAR_HOLE = warning("text-near-hole", "Punches are off, and rings lie over what is near the hole.")

_EXACT = 0.05
"""mm; the outline is flattened, and coordinates are rounded."""

_FOREIGN = 3.0
"""mm from the trim box: what print shops ask for."""


def check_margins(face: FinishedFace) -> Iterator[tuple[Rect, Diagnostic]]:
    """Texts of a face that come nearer than its shape allows, with their areas on paper."""
    shape, cut = face.tag.shape, face.cut
    if shape is None or cut is None or not cut.outlines:
        return
    hole = shape.hole
    if hole is not None and face.side == "back":
        hole = Point(shape.size.width - hole.x, hole.y)
    for seen in face.marks:
        inks = [
            (letter.text, face.ink(seen, letter.ink))
            for letter in seen.mark.letters
            if not letter.text.isspace()
        ]
        if seen.mark.kind != "text" or not inks:
            continue
        line = face.on_face(around([ink for _, ink in inks]))
        if not cut.is_clear(line, shape.safe - _EXACT):
            yield from _by_cut(face, seen, inks, cut)
        nearest = shape.diameter / 2 + shape.clear - _EXACT
        if hole is not None and to_rect(hole, line) < nearest:
            yield from _by_hole(face, seen, inks, hole)


def _by_cut(
    face: FinishedFace, seen: Seen, inks: list[tuple[str, Rect]], cut: Outline
) -> Iterator[tuple[Rect, Diagnostic]]:
    """The letter that breaks its distance by most."""
    shape = face.tag.shape
    if shape is None:
        return
    worst: tuple[float, float, float, Rect] | None = None
    for text, ink in inks:
        wanted = shape.safe if _counts(text) else shape.safe_lines
        clear = cut.clearance(face.on_face(ink))
        if worst is None or clear - wanted < worst[0]:
            worst = clear - wanted, clear, wanted, ink
    if worst is None or worst[0] >= -_EXACT:
        return
    _, clear, wanted, ink = worst
    if clear < -_EXACT:
        yield ink, CUT_OFF(text=seen.quoted)
    else:
        yield ink, NEAR_CUT(text=seen.quoted, mm=round(clear, 1), least=round(wanted, 1))


def _counts(text: str) -> bool:
    """Whether a letter is a digit or a capital. Of Ấ its marks reach out, which are not more than
    those of a line; the letter under them ends where other capitals do."""
    return text.isdigit() or (text.isupper() and len(normalize("NFD", text)) == 1)


def _by_hole(
    face: FinishedFace, seen: Seen, inks: list[tuple[str, Rect]], hole: Point
) -> Iterator[tuple[Rect, Diagnostic]]:
    shape = face.tag.shape
    if shape is None:
        return
    clear, ink = min(
        ((to_rect(hole, face.on_face(ink)) - shape.diameter / 2, ink) for _, ink in inks),
        key=lambda pair: pair[0],
    )
    if clear < -_EXACT:
        yield ink, CUT_OFF(text=seen.quoted)
    elif clear < shape.clear - _EXACT:
        yield ink, NEAR_HOLE(text=seen.quoted, mm=round(clear, 1), least=round(shape.clear, 1))


def check_trim(scene: Iterable[Seen]) -> Iterator[tuple[Seen, Diagnostic]]:
    """Of a PDF of which nothing else is known: text less than 3 mm inside the trim box."""
    for seen in scene:
        trim = seen.page.trim
        if seen.mark.kind != "text" or trim is None:
            continue
        left, low, right, high = seen.box
        outside = right <= trim[0] or left >= trim[2] or high <= trim[1] or low >= trim[3]
        clear = min(left - trim[0], low - trim[1], trim[2] - right, trim[3] - high) / PT_PER_MM
        if outside or clear >= _FOREIGN - _EXACT:
            continue
        if clear < -_EXACT:
            yield seen, CUT_OFF(text=seen.quoted)
        else:
            yield seen, NEAR_CUT(text=seen.quoted, mm=round(clear, 1), least=round(_FOREIGN, 1))
