"""The operators that change what a stream paints with: colours, overprint, line width, alpha."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

import pikepdf

from keychain.preflight.reading.inks import CMYK, GRAY, PATTERN, RGB, Space, read_space
from keychain.preflight.reading.marks import Brush
from keychain.preflight.reading.operators import FILL_COLOURS, STROKE_COLOURS
from keychain.preflight.reading.values import entry, name, number
from keychain.values import dataclass

_DEVICE = {"g": GRAY, "rg": RGB, "k": CMYK}
_BRUSHES = FILL_COLOURS | STROKE_COLOURS | {"w", "gs"}


@dataclass(slots=True)
class StateSetter:
    """Applies operators to a brush; ``resources`` are those of the stream."""

    resources: object
    _spaces: dict[str, Space] = field(default_factory=dict)

    def changed(self, brush: Brush, operator: str, operands: Sequence[object]) -> Brush | None:
        """The brush after an operator, None where the operator is none of these."""
        if operator not in _BRUSHES:
            return None
        figures = [n for n in map(number, operands) if n is not None]
        if operator == "w":
            return replace(brush, width=abs(figures[0])) if figures else brush
        if operator == "gs":
            listed = entry(self.resources, "/ExtGState")
            return _with_state(brush, entry(listed, str(operands[0])) if operands else None)
        fills, kind = operator.islower(), operator.lower()
        if kind == "cs":
            space = self._space(operands[0]) if operands else GRAY
            colour = space.initial
        elif kind in _DEVICE:
            space = _DEVICE[kind]
            colour = space.colour(figures)
        else:
            space = brush.fill_space if fills else brush.stroke_space
            colour = PATTERN if space.family == "Pattern" else space.colour(figures)
        if fills:
            return replace(brush, fill=colour, fill_space=space)
        return replace(brush, stroke=colour, stroke_space=space)

    def _space(self, operand: object) -> Space:
        plain = name(operand) or "?"
        if plain not in self._spaces:
            self._spaces[plain] = read_space(operand, entry(self.resources, "/ColorSpace"))
        return self._spaces[plain]


def _with_state(brush: Brush, state: object) -> Brush:
    """The brush after a graphics state parameter dictionary (ISO 32000-1, table 58): OP sets both
    kinds of overprint unless op is there as well."""
    said: dict[str, object] = {}
    if isinstance(state, (pikepdf.Dictionary, pikepdf.Stream)):
        said.update(state.items())  # most keys are missing, which is slow to find one by one
    stroke, fill = said.get("/OP"), said.get("/op")
    if stroke is not None:
        brush = replace(brush, stroke_over=stroke is True)
        if fill is None:
            brush = replace(brush, fill_over=stroke is True)
    if fill is not None:
        brush = replace(brush, fill_over=fill is True)
    mode, width = number(said.get("/OPM")), number(said.get("/LW"))
    if mode is not None:
        brush = replace(brush, mode=int(mode))
    if width is not None:
        brush = replace(brush, width=abs(width))
    alpha = number(said.get("/ca")), number(said.get("/CA"))
    if alpha[0] is not None:
        brush = replace(brush, fill_alpha=min(max(alpha[0], 0.0), 1.0))
    if alpha[1] is not None:
        brush = replace(brush, stroke_alpha=min(max(alpha[1], 0.0), 1.0))
    blend = said.get("/BM")
    if isinstance(blend, pikepdf.Array):
        blend = blend[0] if len(blend) else None
    if blend is not None:
        brush = replace(brush, blends=name(blend) not in ("Normal", "Compatible"))
    return brush
