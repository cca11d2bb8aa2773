"""Rewrites a page so that it shows one ink in grey: white for none, black for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

import pikepdf
from pikepdf import Dictionary, Name, Operator

from keychain.preflight.reading.bounded import read_bounded
from keychain.preflight.reading.brush import StateSetter
from keychain.preflight.reading.faults import parse_content
from keychain.preflight.reading.inks import Colour, read_space
from keychain.preflight.reading.marks import Brush
from keychain.preflight.reading.operators import (
    CLIPS,
    FILL_COLOURS,
    FILLS,
    PATHS,
    SHOWS,
    STROKE_COLOURS,
    STROKES,
)
from keychain.preflight.reading.painted import DEEPEST, stream_name
from keychain.preflight.reading.pictures import ink_channels
from keychain.preflight.reading.values import (
    entries,
    entry,
    inherited,
    name,
    number,
    resources_of,
)
from keychain.values import dataclass

_COLOURS = FILL_COLOURS | STROKE_COLOURS | {"ri", "sh"}
_LARGEST = 20_000_000

Instruction = tuple[Sequence[object], Operator]


@dataclass(slots=True)
class PlateWriter:
    """Rewrites within ``pdf``. A form is rewritten once for every brush that it is drawn with."""

    pdf: pikepdf.Pdf
    ink: str
    _forms: dict[str, pikepdf.Object | None] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def rewrite(self, page: pikepdf.Dictionary) -> None:
        """The page itself. Raises one of FAULTS where it cannot be read."""
        resources = inherited(page, "/Resources")
        content, listed = _Stream(self, resources, Brush()).through(page)
        page.Resources = listed
        page.Contents = self.pdf.make_stream(content)
        if "/Annots" in page:
            del page.Annots

    def form(self, form: pikepdf.Stream, outer: object, brush: Brush) -> pikepdf.Object | None:
        """The form as it is on this plate; None for one in itself, or too large."""
        key = stream_name(form, outer, brush)
        if key in self._open or len(self._open) >= DEEPEST:
            return None
        if key not in self._forms:
            self._forms[key] = None
            if read_bounded(form, _LARGEST) is None:
                return None
            self._open.append(key)
            content, listed = _Stream(self, resources_of(form, outer), brush).through(form)
            self._open.pop()
            made = self.pdf.make_stream(content)
            for item, value in entries(form.stream_dict):
                if item not in ("/Length", "/Filter", "/DecodeParms", "/Resources", "/OPI"):
                    made[item] = value
            if isinstance(entry(made, "/Group"), Dictionary):
                made.Group = Dictionary(S=Name.Transparency, I=entry(form.Group, "/I") is True)
            made.Resources = listed
            self._forms[key] = made
        return self._forms[key]

    def image(self, image: pikepdf.Stream, named: object) -> tuple[pikepdf.Object, Colour] | None:
        """The image as it is on this plate, and the inks that it has; None where not told."""
        channels = ink_channels(image, read_space(entry(image, "/ColorSpace"), named))
        if channels is None:
            return None
        spot = "DeviceCMYK" if set(channels) >= {"Cyan", "Black"} else "Spot"
        family = "DeviceGray" if set(channels) == {"Black"} else spot
        band = channels.get(self.ink)
        data = bytes([255]) if band is None else bytes(255 - tone for tone in band.tobytes())
        wide, high = (1, 1) if band is None else band.size
        made = self.pdf.make_stream(
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=wide,
            Height=high,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )
        for mask in ("/SMask", "/Mask"):
            if isinstance(entry(image, mask), pikepdf.Stream):
                made[mask] = image[mask]
        return made, Colour(family, tuple((ink, 1.0) for ink in channels))


@dataclass(slots=True)
class _State:
    brush: Brush
    shown: int = 0


@dataclass(slots=True)
class _Stream:
    """One stream on its way through. Colours are dropped where they are set, and set in grey
    before whatever is painted; what does not reach the plate is painted fully transparent, so
    that text still moves on and paths still clip."""

    writer: PlateWriter
    resources: object
    brush: Brush
    _out: list[Instruction] = field(default_factory=list)
    _path: list[Instruction] = field(default_factory=list)
    _objects: dict[str, pikepdf.Object] = field(default_factory=dict)
    _states: dict[str, Dictionary] = field(default_factory=dict)
    _state: _State = field(init=False)
    _stack: list[_State] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._state = _State(self.brush)

    def through(self, stream: pikepdf.Object) -> tuple[bytes, Dictionary]:
        """The new content and its resources."""
        setter = StateSetter(self.resources)
        for instruction in parse_content(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                image = instruction.iimage.obj
                if entry(image, "/ImageMask") is True or entry(image, "/IM") is True:
                    self._prepare(fill=True, stroke=False)
                    self._out.append(instruction)  # type: ignore[arg-type]  # it is written as it is
                continue
            operator, operands = str(instruction.operator), list(instruction.operands)
            brush = setter.changed(self._state.brush, operator, operands)
            if brush is not None:
                self._state.brush = brush
            if operator not in _COLOURS:
                self._take(operator, operands)
        return pikepdf.unparse_content_stream(self._out), self._listed()  # type: ignore[arg-type]  # tuples are taken too

    def _take(self, operator: str, operands: Sequence[object]) -> None:
        instruction = (operands, Operator(operator))
        if operator in PATHS or operator in CLIPS:
            self._path.append(instruction)  # no colour may be set within a path (8.5.2)
            return
        if operator in FILLS or operator in STROKES:
            self._prepare(fill=operator in FILLS, stroke=operator in STROKES)
        if operator in SHOWS:
            stroked = self._state.shown in (1, 2, 5, 6)
            self._prepare(fill=self._state.shown not in (1, 5), stroke=stroked)
        if operator == "q":
            self._stack.append(replace(self._state))
        elif operator == "Q" and self._stack:
            self._state = self._stack.pop()
        elif operator == "Tr" and operands:
            self._state.shown = int(number(operands[0]) or 0)
        self._out += self._path
        self._path = []
        if operator == "Do":
            self._draw(operands)
        else:
            self._out.append(instruction)

    def _prepare(self, *, fill: bool, stroke: bool) -> None:
        """Set grey and alpha for what is painted next."""
        brush = self._state.brush
        if fill:
            self._set("g", "ca", brush.fill, brush.fill_alpha, over=brush.fill_over)
        if stroke:
            self._set("G", "CA", brush.stroke, brush.stroke_alpha, over=brush.stroke_over)

    def _set(self, operator: str, key: str, colour: Colour, alpha: float, *, over: bool) -> None:
        reaches = colour.touches(self.writer.ink, overprint=over, mode=self._state.brush.mode)
        if colour.family == "Pattern":
            reaches = False
        self._out.append(([round(1 - colour.amount(self.writer.ink), 5)], Operator(operator)))
        self._alpha(key, alpha if reaches else 0.0)

    def _alpha(self, key: str, alpha: float) -> None:
        state = f"/Plate{key}{round(alpha * 1000)}"
        self._states[state] = Dictionary({f"/{key}": alpha})
        self._out.append(([Name(state)], Operator("gs")))

    def _draw(self, operands: Sequence[object]) -> None:
        target = entry(entry(self.resources, "/XObject"), str(operands[0])) if operands else None
        if not isinstance(target, pikepdf.Stream):
            return
        brush = self._state.brush
        made: pikepdf.Object | None = None
        if name(entry(target, "/Subtype")) != "Image":
            made = self.writer.form(target, self.resources, brush)
            grouped = isinstance(entry(target, "/Group"), Dictionary)
            self._alpha("ca", brush.fill_alpha if grouped else 1.0)
        elif entry(target, "/ImageMask") is True:
            made = target
            self._prepare(fill=True, stroke=False)
        else:
            found = self.writer.image(target, entry(self.resources, "/ColorSpace"))
            if found is not None:
                made, colour = found
                over = brush.fill_over and colour.family == "Spot"
                reaches = colour.touches(self.writer.ink, overprint=over, mode=0)
                self._alpha("ca", brush.fill_alpha if reaches else 0.0)
        if made is not None:
            called = f"/Plate{len(self._objects)}"
            self._objects[called] = made
            self._out.append(([Name(called)], Operator("Do")))

    def _listed(self) -> Dictionary:
        """The resources with what was made."""
        listed = Dictionary(dict(entries(self.resources)))
        states = dict(entries(entry(self.resources, "/ExtGState")))
        listed.ExtGState = Dictionary({**states, **self._states})
        listed.XObject = Dictionary(self._objects)
        return listed
