"""One face in one state: its finished items, and every reason why it cannot stand so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from keychain.geometry import Point, Rect, inset, mm_of_pt
from keychain.layout.fitting.clearance import Problem, Zones, dark_behind, touching
from keychain.layout.fitting.flow import Spot, arrange, layer_rect
from keychain.layout.fitting.live import Live, State, block_height
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
from keychain.layout.typesetting import DIGIT_HEIGHT, LINE_HEIGHT, line_width, set_line
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


def place_background(spec: FaceSpec, rect: Rect, live: Live) -> tuple[Item, ...]:
    """The items that may run over the cut; nothing of them is checked or shrunk."""
    if spec.background is None:
        return ()
    placer = _Placer(live, {}, None)
    return tuple(
        item
        for spot in arrange(spec.background, layer_rect(spec.background, rect), live, {})
        for item in placer.place(spot, Attempt())
    )


def attempt_face(
    spec: FaceSpec,
    rect: Rect,
    live: Live,
    state: State,
    zones: Zones,
    background: tuple[Item, ...],
) -> Attempt:
    """The face in ``state``; ``rect`` is the trim."""
    attempt = Attempt()
    live.remember(state)
    placer = _Placer(live, state, zones)
    for spot in arrange(spec.body, layer_rect(spec.body, rect), live, state):
        if spot.over:
            attempt.problems.append(Problem("size", spot.box.name, spot.over))
        else:
            attempt.items.extend(placer.place(spot, attempt))
    live.remember(None)
    for item in attempt.items:
        problem = zones.problem(item)
        if problem:
            attempt.problems.append(problem)
        if isinstance(item, QrItem):
            dark = dark_behind(item, background)
            if dark:
                attempt.problems.append(dark)
    attempt.problems.extend(touching(attempt.items))
    return attempt


@dataclass(slots=True)
class _Placer:
    """Turns spots into items; remembers first baselines for boxes that share one."""

    live: Live
    state: State
    zones: Zones | None
    baselines: dict[str, float] = field(default_factory=dict)

    def place(self, spot: Spot, attempt: Attempt) -> Iterator[Item]:
        box = spot.box
        match box.content:
            case TextBox() as text if text.style.digits:
                yield from self._digits(spot, text, attempt)
            case TextBox() as text:
                yield from self._words(spot, text, attempt)
            case PhoneList() as phones:
                yield from self._phones(spot, phones, attempt)
            case QrBox() as qr:
                yield from self._qr(spot, qr, attempt)
            case ImageBox() as image:
                yield from place_image(image, spot.rect, box.name)
            case ShapeBox() as shape:
                yield place_shape(shape, spot.rect, box.name)

    def _digits(self, spot: Spot, text: TextBox, attempt: Attempt) -> Iterator[Item]:
        box, rect, live = spot.box, spot.rect, self.live
        words = live.text(box, text, self.state)
        em = line_width(words, text.style.font, 1, live.measure)
        required = live.form(box, text, self.state)[1]
        fitting = min(rect.width / em, rect.height / (DIGIT_HEIGHT * mm_of_pt(1)))
        # Down to a hundredth of a point, so that a full box is never passed by rounding.
        size = min(text.forms[0].sizes[0], int(fitting * 100 + 1e-6) / 100)
        if size < required - 0.011:
            over = (required - size) * max(em, DIGIT_HEIGHT * mm_of_pt(1))
            attempt.problems.append(Problem("size", box.name, over))
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

    def _words(self, spot: Spot, text: TextBox, attempt: Attempt) -> Iterator[Item]:
        box, rect, live = spot.box, spot.rect, self.live
        form, size = live.form(box, text, self.state)
        lines = live.lines(box, text, self.state, rect.width)
        widths = [line_width(line, text.style.font, size, live.measure) for line in lines]
        height = block_height(form, size, len(lines))
        over = max(max(widths) - rect.width, height - rect.height)
        if over > 1e-3:
            attempt.problems.append(Problem("size", box.name, over))
        baseline = rect.y + inset(box.valign, rect.height - height) + mm_of_pt(form.sizes[0])
        if text.on:
            baseline = self.baselines.get(text.on, baseline)
        self.baselines[box.name] = baseline
        for line, width in zip(lines, widths, strict=True):
            x = rect.x + inset(box.align, rect.width - width)
            yield from self._set(line, text, size, x, baseline, box)
            baseline += LINE_HEIGHT * mm_of_pt(size)

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

    def _phones(self, spot: Spot, phones: PhoneList, attempt: Attempt) -> Iterator[Item]:
        rows = self.live.rows(phones)
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
            attempt.problems.append(least)

    def _qr(self, spot: Spot, qr: QrBox, attempt: Attempt) -> Iterator[Item]:
        box, rect = spot.box, spot.rect
        symbol = self.live.symbol(qr)
        module = self.live.module(box, qr, self.state)
        side = symbol.size * module
        over = side - min(rect.width, rect.height)
        if over > 1e-3:
            attempt.problems.append(Problem("size", box.name, over))
        x = rect.x + inset(box.align, rect.width - side)
        y = rect.y + inset(box.valign, rect.height - side)
        yield QrItem(symbol, x, y, module, box.name)


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
