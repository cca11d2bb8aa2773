"""The faces of a tag, each fitted as well as it can be, whether it stands or not."""

from __future__ import annotations

from keychain.geometry import Point, Rect
from keychain.layout.fitting.clearance import Zones
from keychain.layout.fitting.face import Placements, attempt_face, place_background
from keychain.layout.fitting.known import Kept, KnownFace, known_face
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
    front, out = _fit_face(content, layout, "front", measure, frozenset(), why=why)
    back, _ = _fit_face(content, layout, "back", measure, out, why=why)
    return front, back


def _fit_face(
    content: TagContent,
    layout: LayoutSpec,
    side: Side,
    measure: Measure,
    out: frozenset[str],
    *,
    why: bool,
) -> tuple[FittedFace, frozenset[str]]:
    """One face, and the boxes that it has left out; ``out`` are those of the front. What an earlier
    tag had, where all that the face asks of the two is the same."""
    known = known_face(layout, side)
    live = Live(content, measure, set(out), known.dependents, known.in_height)
    hole = _hole(layout, side)
    answers = known.asked.answers(live), source_of(measure), why
    kept = known.fitted.get(answers)
    if kept is None:
        kept = _fit(live, known, layout, side, hole, why=why)
        known.keep(answers, kept)
    return FittedFace(side, known.spec, live, kept.background, hole, kept.fit), kept.left_out


def _fit(
    live: Live, known: KnownFace, layout: LayoutSpec, side: Side, hole: Hole | None, *, why: bool
) -> Kept:
    spec = known.spec
    trim = Rect(0, 0, layout.size.width, layout.size.height)
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
    return Kept(background, fitted, left_out(spec.body, live, fitted.state))


def _hole(layout: LayoutSpec, side: Side) -> Hole | None:
    """The hole as seen on a face: the back is seen turned about the tag's upright axis."""
    if layout.hole is None:
        return None
    centre = layout.hole.centre
    if side == "back":
        centre = Point(layout.size.width - centre.x, centre.y)
    return Hole(centre, layout.hole.diameter)
