"""Drawing in millimetres, y down, on a canvas of points, y up."""

from __future__ import annotations

from typing import Literal

from keychain.contacts.phones.number import PhoneNumber
from keychain.geometry import PT_PER_MM, inset
from keychain.layout.measure import Measure
from keychain.layout.placed import Colour, Font
from keychain.layout.typesetting import DIGIT_HEIGHT, line_width, split_runs
from keychain.pdf.colours import PRESS
from keychain.pdf.coordinates import number as written
from keychain.pdf.directory.canvas import BookCanvas
from keychain.pdf.directory.metrics import INK, RED
from keychain.pdf.document import byte_string
from keychain.pdf.fonts import load_font
from keychain.pdf.symbol import symbol_operators
from keychain.tags.qr import QrSymbol
from keychain.values import dataclass

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws on ``canvas``, whose origin is at the bottom left of an area ``height`` mm high; all
    places are from that area's top left."""

    canvas: BookCanvas
    height: float
    measure: Measure

    def text(
        self,
        text: str,
        font: Font,
        size: float,
        x: float,
        baseline: float,
        colour: Colour = INK,
        align: Align = "left",
    ) -> float:
        """A line of text from ``x`` on, or up to it; its width."""
        width = line_width(text, font, size, self.measure)
        at = written((x - inset(align, width)) * PT_PER_MM)
        operators = [PRESS.fill(colour), "BT", f"{at} {self._up(baseline)} Td"]
        for run, used in split_runs(text, font, self.measure):
            for name, codes in self.canvas.show(run, load_font(used)):
                operators.append(f"{name} {written(size)} Tf {byte_string(codes)} Tj")
        self.canvas.add(*operators, "ET")
        return width

    def number(
        self,
        number: PhoneNumber,
        font: Font,
        size: float,
        x: float,
        baseline: float,
        align: Align = "left",
    ) -> float:
        """A number that is dialled where somebody touches it; its width."""
        width = self.text(number.printed, font, size, x, baseline, align=align)
        high = DIGIT_HEIGHT * size / PT_PER_MM
        left = x - inset(align, width)
        rect = self._rect(left, baseline - high - 0.8, left + width, baseline + 0.8)
        self.canvas.linkURL(number.dialled, rect, relative=1)
        return width

    def link(self, key: str, left: float, top: float, right: float, bottom: float) -> None:
        """An area that leads to what goes by ``key``."""
        self.canvas.linkRect("", key, self._rect(left, top, right, bottom), relative=1)

    def target(self, key: str, top: float) -> None:
        """Let links to ``key`` lead to this height of this page."""
        self.canvas.bookmarkHorizontal(key, 0, (self.height - top) * PT_PER_MM)

    def symbol(self, symbol: QrSymbol, left: float, top: float, module: float) -> None:
        """A code as one path in black; ``module`` is the side of one module."""
        self.shape(symbol_operators(symbol), INK, left, top, module)

    def shape(self, operators: str, colour: Colour, left: float, top: float, scale: float) -> None:
        """A path in units of ``scale`` mm, y down, filled."""
        factor = scale * PT_PER_MM
        place = f"{written(left * PT_PER_MM)} {self._up(top)}"
        self.canvas.add(
            "q",
            PRESS.fill(colour),
            f"{written(factor)} 0 0 {written(-factor)} {place} cm",
            operators,
            "Q",
        )

    def stamp(self, form: str, x: float, baseline: float) -> None:
        """Draw a form, perhaps one that is defined later, from (``x``, ``baseline``) on."""
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(x * PT_PER_MM, (self.height - baseline) * PT_PER_MM)
        canvas.doForm(form)
        canvas.restoreState()

    def disc(self, x: float, y: float, radius: float) -> None:
        """The red head: a disc around (``x``, ``y``)."""
        self.canvas.add(PRESS.fill(RED))
        self.canvas.circle(
            x * PT_PER_MM,
            (self.height - y) * PT_PER_MM,
            radius * PT_PER_MM,
            stroke=0,
            fill=1,
        )

    def _up(self, down: float) -> str:
        return written((self.height - down) * PT_PER_MM)

    def _rect(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        up = self.height * PT_PER_MM
        return (
            left * PT_PER_MM,
            up - bottom * PT_PER_MM,
            right * PT_PER_MM,
            up - top * PT_PER_MM,
        )


def path(*steps: tuple[str, tuple[float, ...]]) -> str:
    """Operators of a path: ``m``, ``l``, ``c``, ``h`` and ``f`` with their numbers."""
    return "\n".join(" ".join((*map(written, numbers), name)) for name, numbers in steps)
