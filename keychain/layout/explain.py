"""What each box of a layout became for one tag: its place, its text, and why it gave way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from keychain.geometry import Rect
from keychain.layout.fitting.clearance import Problem, reach
from keychain.layout.fitting.fitted import FittedFace, fit_tag
from keychain.layout.fitting.flow import arrange, layer_rect
from keychain.layout.fitting.ladder import Concession
from keychain.layout.fitting.live import Live
from keychain.layout.fitting.state import FULL, State
from keychain.layout.measure import Measure, remembered
from keychain.layout.placed import Item, QrItem, Side, TextItem
from keychain.layout.spec import (
    Box,
    ImageBox,
    LayoutSpec,
    PhoneList,
    QrBox,
    ShapeBox,
    Stack,
    TextBox,
    When,
)
from keychain.tags.content import TagContent
from keychain.values import dataclass

Absence = Literal["left-out", "condition", "nothing"]
"""Why a box is not there: it gave way, its ``when`` does not hold, or it has nothing to show."""

Way = Literal["smaller", "shorter", "left-out"]

_JOINED = 0.01
"""mm between two pieces of one line, which differ in their font."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of text as it stands: size in pt, left end and baseline in mm."""

    text: str
    size: float
    x: float
    baseline: float


@dataclass(frozen=True, slots=True)
class GaveWay:
    """A box gave way in ``turn``, since else ``problem`` would be: the worst there was."""

    way: Way
    turn: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class ExplainedBox:
    """One box, ``depth`` levels under its face; ``rect`` is its place in mm, None where it is
    not there, and ``absence`` says why it is not.

    ``kind`` is the key that says what is in it: text, phones, qr, image, shape, row, column or
    layers. ``lines`` are its texts, ``module`` its code's module in mm. ``shorter`` tells which of
    its shorter texts it shows, from 1; 0 is the full one.
    """

    name: str
    kind: str
    depth: int
    rect: Rect | None
    absence: Absence | None
    when: When | None
    lines: tuple[ShownLine, ...]
    module: float | None
    shorter: int
    gave: tuple[GaveWay, ...]


@dataclass(frozen=True, slots=True)
class ExplainedFace:
    """A face's boxes in the order of the file, the background's first; ``stands`` is whether
    the face could be made."""

    side: Side
    boxes: tuple[ExplainedBox, ...]
    stands: bool


def explain_tag(
    content: TagContent, layout: LayoutSpec, measure: Measure
) -> tuple[ExplainedFace, ExplainedFace]:
    """Front and back of a tag, explained, whether it could be made or not."""
    front, back = fit_tag(content, layout, remembered(measure), why=True)
    return _explain(front, layout), _explain(back, layout)


def _explain(face: FittedFace, layout: LayoutSpec) -> ExplainedFace:
    trim = Rect(0, 0, layout.size.width, layout.size.height)
    boxes: list[ExplainedBox] = []
    for root, state in ((face.spec.background, {}), (face.spec.body, face.fit.state)):
        if root is not None:
            spots = arrange(root, layer_rect(root, trim), face.live, state, stacks=True)
            places = {spot.box.name: spot.rect for spot in spots}
            for box, depth in _walk(root, 0, face.live, state):
                boxes.append(_explained(box, depth, places.get(box.name), state, face))
    return ExplainedFace(face.side, tuple(boxes), not face.fit.made.problems)


def _walk(box: Box, depth: int, live: Live, state: State) -> Iterator[tuple[Box, int]]:
    """Every box with its depth; what is inside of one that left or may not show is passed over."""
    yield box, depth
    if isinstance(box.content, Stack) and _absence(box, live, state) in (None, "nothing"):
        for child in box.content.children:
            yield from _walk(child, depth + 1, live, state)


def _absence(box: Box, live: Live, state: State) -> Absence | None:
    if live.is_there(box, state):
        return None
    if state.get(box.name, FULL).out:
        return "left-out"
    return "nothing" if live.may_show(box, state) else "condition"


def _explained(
    box: Box, depth: int, rect: Rect | None, state: State, face: FittedFace
) -> ExplainedBox:
    items = (*face.background, *face.fit.made.items)
    own = [item for item in items if item.box == box.name]
    if rect is not None and own and isinstance(box.content, ShapeBox | ImageBox):
        # A disc has a centre of its own, and a picture keeps its proportions.
        rect = reach(own[0])
    return ExplainedBox(
        name=box.name,
        kind=_kind(box),
        depth=depth,
        rect=rect,
        absence=_absence(box, face.live, state),
        when=box.when,
        lines=tuple(_lines(own)),
        module=next((item.module for item in own if isinstance(item, QrItem)), None),
        shorter=state.get(box.name, FULL).short,
        gave=tuple(
            GaveWay(_way(concession), concession.turn, max(problems, key=lambda p: p.over))
            for concession, problems in face.fit.needed
            if concession.box == box.name and problems
        ),
    )


def _way(concession: Concession) -> Way:
    if concession.after.out != concession.before.out:
        return "left-out"
    return "shorter" if concession.after.short != concession.before.short else "smaller"


def _kind(box: Box) -> str:
    match box.content:
        case Stack(direction=direction):
            return direction
        case TextBox():
            return "text"
        case PhoneList():
            return "phones"
        case QrBox():
            return "qr"
        case ImageBox():
            return "image"
        case ShapeBox():
            return "shape"


def _lines(items: Iterable[Item]) -> Iterator[ShownLine]:
    """Lines of text; pieces that stand end to end on one baseline are one line."""
    line: ShownLine | None = None
    end = 0.0
    for item in items:
        if not isinstance(item, TextItem):
            continue
        joins = line is not None and item.baseline == line.baseline and item.size == line.size
        if line is not None and joins and abs(item.x - end) < _JOINED:
            line = ShownLine(line.text + item.text, line.size, line.x, line.baseline)
        else:
            if line is not None:
                yield line
            line = ShownLine(item.text, item.size, item.x, item.baseline)
        end = item.x + item.width
    if line is not None:
        yield line
