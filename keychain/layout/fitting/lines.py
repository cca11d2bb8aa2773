"""A text broken into lines, before it has a place."""

from __future__ import annotations

from keychain.geometry import mm_of_pt
from keychain.layout.measure import Measure
from keychain.layout.placed import Font
from keychain.layout.spec import TextForm
from keychain.layout.typesetting import LINE_HEIGHT, break_lines, line_width
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines with their widths and the height of all, mm; ``size`` is pt, ``first`` how far under
    their top the first baseline is, mm: text that shrinks stays on its baseline."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    height: float
    size: float
    first: float


def break_text(
    words: str, font: Font, form: TextForm, size: float, width: float | None, measure: Measure
) -> Lines:
    """``words`` at ``size`` pt in as many lines of ``width`` mm as the form allows; in one alone,
    however long, where ``width`` is None."""
    lines: tuple[str, ...] = (words,)
    if width is not None:
        lines = break_lines(words, font, size, width, form.lines, measure)
    widths = tuple(line_width(line, font, size, measure) for line in lines)
    height = LINE_HEIGHT * mm_of_pt(form.sizes[0] + (len(lines) - 1) * size)
    return Lines(lines, widths, height, size, mm_of_pt(form.sizes[0]))
