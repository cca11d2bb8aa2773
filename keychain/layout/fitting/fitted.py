"""The faces of a tag, each fitted as well as it can be, whether it stands or not."""

from __future__ import annotations

from keychain.geometry import Point, Rect
from keychain.layout.fitting.clearance import Zones
from keychain.layout.fitting.face import Placements, attempt_face, place_background
from keychain.layout.fitting.known import known_face
from keychain.layout.fitting.ladder import Fit, concessions, fit, left_out
from keychain.layout.fitting.live import Live
from keychain.layout.measure import Measure, source_of
from keychain.layout.placed import Hole, Item, Side
from keychain.layout.spec import FaceSpec, LayoutSpec
from keychain.tags.content import TagContent
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class FittedFace:
    """One face as it could be made; it stands where ``fit`` has no problems."""

    side: Side
    spec: FaceSpec
    live: Live
    background: tuple[Item, ...]
    hole: Hole | None
    fit: Fit


def fit_tag(
    content: TagContent, layout: LayoutSpec, measure: Measure, *, why: bool = False
) -> tuple[FittedFace, FittedFace]:
    """Front and back, whether they stand or not. ``why`` as for ``fit``."""
    front = _fit_face(content, layout, "front", measure, set(), why=why)
    out = left_out(layout.front.body, front.live, front.fit.state)
    return front, _fit_face(content, layout, "back", measure, out, why=why)


def _fit_face(
    content: TagContent,
    layout: LayoutSpec,
    side: Side,
    measure: Measure,
    out: set[str],
    *,
    why: bool,
) -> FittedFace:
    """One face; ``out`` are the boxes that the front has left out. The face that an earlier tag
    had, where all that it asks of the two is the same."""
    spec = layout.front if side == "front" else layout.back
    known = known_face(layout, side)
    live = Live(content, measure, out, known.dependents, known.in_height)
    answers = known.asked.answers(live), source_of(measure), why
    face = known.fitted.get(answers)
    if face is not None:
        return face
    trim = Rect(0, 0, layout.size.width, layout.size.height)
    hole = _hole(layout, side)
    clear = layout.hole.clear if layout.hole else 0.0
    outline = layout.outline if side == "front" else layout.outline.turned_over
    zones = Zones(outline, layout.safe, layout.safe_lines, hole, clear)
    background = place_background(spec, trim, live)
    placements: Placements = {}
    fitted = fit(
        concessions(spec.body, live, known.ladders),
        lambda state, whole: attempt_face(
            spec, trim, live, state, zones, background, placements, whole=whole
        ),
        why=why,
    )
    face = FittedFace(side, spec, live, background, hole, fitted)
    known.keep(answers, face)
    return face


def _hole(layout: LayoutSpec, side: Side) -> Hole | None:
    """The hole as seen on a face: the back is seen turned about the tag's upright axis."""
    if layout.hole is None:
        return None
    centre = layout.hole.centre
    if side == "back":
        centre = Point(layout.size.width - centre.x, centre.y)
    return Hole(centre, layout.hole.diameter)
