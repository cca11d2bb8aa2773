"""One face in one state: its finished items, and every reason why it cannot stand so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from keychain.geometry import Point, Rect, inset, mm_of_pt
from keychain.layout.fitting.clearance import (
    Cover,
    Problem,
    Zones,
    cover,
    dark_behind,
    touching,
)
from keychain.layout.fitting.flow import Spot, arrange, layer_rect
from keychain.layout.fitting.live import Live
from keychain.layout.fitting.state import FULL, State, step_of
from keychain.layout.images import place_image
from keychain.layout.outline import ellipse_path, rectangle_path
from keychain.layout.placed import Item, PathItem, QrItem, TextItem
from keychain.layout.spec import (
    Box,
    FaceSpec,
    ImageBox,
    PhoneList,
    QrBox,
    ShapeBox,
    TextBox,
)
from keychain.layout.typesetting import DIGIT_HEIGHT, LINE_HEIGHT, set_line
from keychain.values import dataclass

DIGIT_STEP = 0.1
"""pt by which digits are made smaller until they are clear of a round cut."""


@dataclass(slots=True)
class Attempt:
    """A face laid out in one state. It stands when ``problems`` is empty."""

    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def over(self) -> float:
        """By how many mm the face misses, all its problems taken together."""
        return sum(problem.over for problem in self.problems)


@dataclass(frozen=True, slots=True)
class _Placement:
    """A box that has its place: its items and what they cover, by how much they miss their box and
    what is wrong with where they are; of a text the first baseline, mm."""

    items: tuple[Item, ...]
    missed: tuple[Problem, ...]
    faults: tuple[Problem, ...]
    covers: tuple[Cover, ...]
    baseline: float | None


Placements = dict[tuple[object, ...], _Placement]
"""Boxes as they were placed, by all that it depends on for one tag: in most states of a face most
boxes stand where they stood."""


def place_background(spec: FaceSpec, rect: Rect, live: Live) -> tuple[Item, ...]:
    """The items that may run over the cut; nothing of them is checked or shrunk."""
    if spec.background is None:
        return ()
    placer = _Placer(live, {}, None)
    return tuple(
        item
        for spot in arrange(spec.background, layer_rect(spec.background, rect), live, {})
        for item in placer.place(spot, [])
    )


def attempt_face(
    spec: FaceSpec,
    rect: Rect,
    live: Live,
    state: State,
    zones: Zones,
    background: tuple[Item, ...],
    known: Placements,
    *,
    whole: bool,
) -> Attempt:
    """The face in ``state``; ``rect`` is the trim. Without ``whole`` it is left at its first
    problem, for whoever wants to know only whether it stands."""
    attempt = Attempt()
    live.remember(state)
    placer = _Placer(live, state, zones)
    placements: list[_Placement] = []
    for spot in arrange(spec.body, layer_rect(spec.body, rect), live, state):
        if spot.over:
            attempt.problems.append(Problem("size", spot.box.name, spot.over))
        else:
            placed = placer.placement(spot, background, known)
            placements.append(placed)
            attempt.problems += placed.missed
        if attempt.problems and not whole:
            break
    live.remember(None)
    for placed in placements:
        attempt.items += placed.items
        attempt.problems += placed.faults
    if whole or not attempt.problems:
        attempt.problems.extend(touching([one for each in placements for one in each.covers]))
    return attempt


@dataclass(slots=True)
class _Placer:
    """Turns spots into items; remembers first baselines for boxes that share one."""

    live: Live
    state: State
    zones: Zones | None
    baselines: dict[str, float] = field(default_factory=dict)

    def placement(self, spot: Spot, background: tuple[Item, ...], known: Placements) -> _Placement:
        """A box's items in their place, made and looked at only once for each place."""
        box, rect, give = spot.box, spot.rect, self.state.get(spot.box.name, FULL)
        text = box.content
        beside = self.baselines.get(text.on) if isinstance(text, TextBox) and text.on else None
        place = rect.x, rect.y, rect.width, rect.height
        key = box.name, give.step, give.short, beside, place
        placed = known.get(key)
        if placed is None:
            missed: list[Problem] = []
            items = tuple(self.place(spot, missed))
            faults = tuple(self._faults(items, background))
            covers, baseline = tuple(map(cover, items)), self.baselines.get(box.name)
            placed = known[key] = _Placement(items, tuple(missed), faults, covers, baseline)
        elif placed.baseline is not None:
            self.baselines[box.name] = placed.baseline
        return placed

    def _faults(self, items: tuple[Item, ...], background: tuple[Item, ...]) -> Iterator[Problem]:
        for item in items:
            problem = self.zones.problem(item) if self.zones else None
            if problem:
                yield problem
            if isinstance(item, QrItem):
                dark = dark_behind(item, background)
                if dark:
                    yield dark

    def place(self, spot: Spot, missed: list[Problem]) -> Iterator[Item]:
        """A box's items; by how much they miss their box is added to ``missed``."""
        box = spot.box
        match box.content:
            case TextBox() as text if text.style.digits:
                yield from self._digits(spot, text, missed)
            case TextBox() as text:
                yield from self._words(spot, text, missed)
            case PhoneList() as phones:
                yield from self._phones(spot, phones, missed)
            case QrBox() as qr:
                yield from self._qr(spot, qr, missed)
            case ImageBox() as image:
                yield from place_image(image, spot.rect, box.name)
            case ShapeBox() as shape:
                yield place_shape(shape, spot.rect, box.name)

    def _digits(self, spot: Spot, text: TextBox, missed: list[Problem]) -> Iterator[Item]:
        box, rect, live = spot.box, spot.rect, self.live
        words, em = live.text(box, text, self.state), live.em(box, text, self.state)
        required = step_of(box.name, text, self.state)[1]
        fitting = min(rect.width / em, rect.height / (DIGIT_HEIGHT * mm_of_pt(1)))
        # Down to a hundredth of a point, so that a full box is never passed by rounding.
        size = min(text.forms[0].sizes[0], int(fitting * 100 + 1e-6) / 100)
        if size < required - 0.011:
            over = (required - size) * max(em, DIGIT_HEIGHT * mm_of_pt(1))
            missed.append(Problem("size", box.name, over))
        placed = self._digits_at(words, text, size, em, rect, box)
        # The box may reach nearer to a round cut than digits may: they stay within their range.
        while size > required and self.zones and any(map(self.zones.problem, placed)):
            size = max(size - DIGIT_STEP, required)
            placed = self._digits_at(words, text, size, em, rect, box)
        self.baselines[box.name] = placed[0].baseline
        yield from placed

    def _digits_at(
        self, words: str, text: TextBox, size: float, em: float, rect: Rect, box: Box
    ) -> tuple[TextItem, ...]:
        height = DIGIT_HEIGHT * mm_of_pt(size)
        top = rect.y + inset(box.valign, rect.height - height)
        x = rect.x + inset(box.align, rect.width - em * size)
        return self._set(words, text, size, x, top + height, box)

    def _words(self, spot: Spot, text: TextBox, missed: list[Problem]) -> Iterator[Item]:
        box, rect = spot.box, spot.rect
        broken = self.live.lines(box, text, self.state, rect.width)
        over = max(max(broken.widths) - rect.width, broken.height - rect.height)
        if over > 1e-3:
            missed.append(Problem("size", box.name, over))
        baseline = rect.y + inset(box.valign, rect.height - broken.height) + broken.first
        if text.on:
            baseline = self.baselines.get(text.on, baseline)
        self.baselines[box.name] = baseline
        for line, width in zip(broken.lines, broken.widths, strict=True):
            x = rect.x + inset(box.align, rect.width - width)
            yield from self._set(line, text, broken.size, x, baseline, box)
            baseline += LINE_HEIGHT * mm_of_pt(broken.size)

    def _set(
        self, words: str, text: TextBox, size: float, x: float, baseline: float, box: Box
    ) -> tuple[TextItem, ...]:
        style = text.style
        return set_line(
            words,
            style.font,
            size,
            x,
            baseline,
            self.live.measure,
            colour=style.colour,
            box=box.name,
        )

    def _phones(self, spot: Spot, phones: PhoneList, missed: list[Problem]) -> Iterator[Item]:
        rows = self.live.rows(spot.box, phones)
        rect, box = spot.rect, spot.box
        least: Problem | None = None
        for fitting in rows.fittings(rect.width, rect.height):
            if fitting.over:
                problem: Problem | None = Problem("size", box.name, fitting.over)
            else:
                items = rows.place(fitting, rect, box.align, box.name)
                found = (self.zones.problem(item) for item in items) if self.zones else ()
                problem = next((p for p in found if p), None)
                if problem is None:
                    yield from items
                    return
            if least is None or (problem and problem.over < least.over):
                least = problem
        if least:
            missed.append(least)

    def _qr(self, spot: Spot, qr: QrBox, missed: list[Problem]) -> Iterator[Item]:
        box, rect = spot.box, spot.rect
        symbol = self.live.symbol(qr)
        module = self.live.module(box, qr, self.state)
        side = symbol.size * module
        over = side - min(rect.width, rect.height)
        if over > 1e-3:
            missed.append(Problem("size", box.name, over))
        x = rect.x + inset(box.align, rect.width - side)
        y = rect.y + inset(box.valign, rect.height - side)
        yield QrItem(symbol, x, y, module, box.name, qr.says)


def place_shape(shape: ShapeBox, rect: Rect, box: str) -> PathItem:
    """A shape's path in its box; a disc has its own place, from the box's top left."""
    if shape.shape == "disc":
        centre = shape.centre or rect.centre
        at = Point(rect.x + centre.x, rect.y + centre.y) if shape.centre else centre
        path = ellipse_path(at, shape.radius, shape.radius)
    elif shape.shape == "oval":
        path = ellipse_path(rect.centre, rect.width / 2, rect.height / 2)
    elif shape.shape == "line":
        path = rectangle_path(rect)[:1] + rectangle_path(rect)[2:3]
    else:
        path = rectangle_path(rect, shape.radius)
    return PathItem(path, shape.fill, shape.stroke, shape.stroke_width, box=box)
