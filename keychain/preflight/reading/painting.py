"""What a PDF's streams paint, each stream walked once for every brush that it is drawn with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

import pikepdf

from keychain.preflight.reading.brush import StateSetter
from keychain.preflight.reading.fonts import FontFacts
from keychain.preflight.reading.inks import Colour
from keychain.preflight.reading.instructions import INLINE_IMAGE, PATH, Instruction, as_path
from keychain.preflight.reading.marks import Brush, Drawn, Mark, StreamPaint
from keychain.preflight.reading.operators import CLIPS, ENDS, FILLS, PATHS, SHOWS, STROKES, TEXT
from keychain.preflight.reading.paths import MOST_PARTS, PathTrace
from keychain.preflight.reading.pictures import PictureFacts
from keychain.preflight.reading.text_line import TextLine, TextState
from keychain.preflight.reading.texts import TextTrace
from keychain.preflight.reading.values import (
    IDENTITY,
    Box,
    Matrix,
    box,
    common,
    entry,
    grown,
    matrix,
    moved_box,
    name,
    six,
    times,
)
from keychain.values import dataclass

_BUILDS = PATHS | CLIPS


@dataclass(slots=True)
class Painter:
    """One walk through a stream. ``read_form`` walks a form and names it, None where it may not be
    drawn; ``read_font`` and ``read_image`` answer from what is known."""

    resources: object
    read_form: Callable[[pikepdf.Stream, object, Brush], str | None]
    read_font: Callable[[object], FontFacts | None]
    read_image: Callable[[pikepdf.Object, object], PictureFacts]
    brush: Brush = field(default_factory=Brush)
    items: list[Mark | Drawn] = field(default_factory=list)
    blends: bool = False
    _ctm: Matrix = IDENTITY
    _clip: Box | None = None
    _line: TextLine[FontFacts] = field(init=False)
    _stack: list[tuple[Brush, Matrix, Box | None, TextState[FontFacts]]] = field(
        default_factory=list
    )
    _path: PathTrace = field(default_factory=PathTrace)
    _texts: TextTrace = field(init=False)
    _setter: StateSetter = field(init=False)
    _drawn: dict[str, tuple[Brush, str, Matrix, Box | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._setter = StateSetter(self.resources)
        self._line = TextLine(self.resources, self.read_font)
        self._texts = TextTrace(self._line, self.items)

    def through(self, instructions: Sequence[Instruction]) -> StreamPaint:
        """What the instructions of a stream paint, in the stream's own space."""
        for operator, operands, figures in instructions:
            if operator in _BUILDS:
                self._path.take(operator, figures)
            elif operator == PATH:
                self._path.take_lines(*as_path(operands))
            elif operator == INLINE_IMAGE and isinstance(operands[0], pikepdf.Object):
                self._image(operands[0])
            else:
                self._do(operator, operands, figures)
        return StreamPaint(tuple(self.items), self.blends)

    def _do(self, operator: str, operands: Sequence[object], figures: tuple[float, ...]) -> None:
        if operator in ENDS:
            self._paint(operator)
        elif operator == "q":
            self._stack.append((self.brush, self._ctm, self._clip, self._line.state))
        elif operator == "Q":
            if self._stack:
                self.brush, self._ctm, self._clip, self._line.state = self._stack.pop()
        elif operator == "cm":
            self._ctm = times(six(figures), self._ctm)
        elif operator == "Do" and operands:
            self._draw(str(operands[0]))
        elif operator in SHOWS:
            self._texts.show(self.brush, self._ctm, operator, operands)
        elif operator in TEXT:
            self._line.take(operator, operands, figures)
        else:
            brush = self._setter.changed(self.brush, operator, operands)
            if brush is not None:
                self.brush = brush
                self.blends = self.blends or brush.blends

    def _paint(self, operator: str) -> None:
        """A path is painted, filled before it is stroked (ISO 32000-1, 8.5.3)."""
        path, brush, ctm = self._path, self.brush, self._ctm
        self._path = PathTrace()
        if path.box is None:
            return
        whole = moved_box(path.box, ctm)
        seen = common(whole, self._clip)
        if path.clips:
            self._clip = seen or (whole[0], whole[1], whole[0], whole[1])
        if seen is None:
            return
        if operator in FILLS:
            quad = path.thinnest(ctm)
            self.items.append(
                Mark(
                    "fill",
                    brush.fill,
                    brush.fill_over,
                    brush.mode,
                    seen,
                    quad=quad,
                    pieces=path.subpaths,
                )
            )
        if operator in STROKES:
            path.finish()
            parts = path.parts() if path.subpaths <= MOST_PARTS else []
            reached = [moved_box(grown(part, brush.width / 2), ctm) for part in parts]
            wide = moved_box(grown(path.box, brush.width / 2), ctm)
            self.items.append(
                Mark(
                    "stroke",
                    brush.stroke,
                    brush.stroke_over,
                    brush.mode,
                    common(wide, self._clip) or seen,
                    ctm,
                    brush.width,
                    parts=tuple(reached),
                )
            )

    def _draw(self, called: str) -> None:
        known = self._drawn.get(called)
        if known is not None and known[0] is self.brush:
            self._place(*known[1:])  # a sheet draws one form dozens of times
            return
        target = entry(entry(self.resources, "/XObject"), called)
        if not isinstance(target, pikepdf.Stream):
            return
        if name(entry(target, "/Subtype")) == "Image":
            self._image(target)
            return
        drawn = self.read_form(target, self.resources, self.brush)
        if drawn is not None:
            own, shown = matrix(entry(target, "/Matrix")), box(entry(target, "/BBox"))
            self._drawn[called] = self.brush, drawn, own, shown
            self._place(drawn, own, shown)

    def _place(self, drawn: str, own: Matrix, shown: Box | None) -> None:
        placed = times(own, self._ctm)
        clip = self._clip
        if shown is not None:
            clip = common(moved_box(shown, placed), clip)
            if clip is None:
                return
        self.items.append(Drawn(drawn, placed, clip))

    def _image(self, image: pikepdf.Object) -> None:
        brush, ctm = self.brush, self._ctm
        facts = self.read_image(image, entry(self.resources, "/ColorSpace"))
        colour = Colour("Image", facts.most)
        over = False
        if facts.stencil:
            colour, over = brush.fill, brush.fill_over
        seen = common(moved_box((0.0, 0.0, 1.0, 1.0), ctm), self._clip)
        if seen is None:
            return
        self.items.append(Mark("image", colour, over, brush.mode, seen, ctm, picture=facts))
