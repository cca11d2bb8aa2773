"""Lines of text: which font each word is set in, how wide a line is, where it may break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from keychain.geometry import Turn, mm_of_pt
from keychain.layout.measure import Measure, Remembered
from keychain.layout.placed import BLACK, Colour, Font, TextItem

DIGIT_HEIGHT = 0.711
"""Height of digits and capitals in em, in Roboto Condensed and in Be Vietnam Pro alike."""
LINE_HEIGHT = 1.25
"""Height of a line in em; its baseline is 1 em below its top, so that Ễ (0.99 em) and ỵ
(0.25 em) touch nothing."""

FALLBACK_FAMILY = "Noto Sans"
KEEP = "\N{NO-BREAK SPACE}"
"""Stands for a space at which a line may not break; printed as a plain space."""

_WORD = re.compile(r"\s*\S+\s*")


def fallback_of(font: Font) -> Font:
    """The font for words whose letters ``font`` lacks: Noto Sans, regular or bold."""
    return Font(FALLBACK_FAMILY, 700 if font.weight >= 600 else 400)


def split_runs(text: str, font: Font, measure: Measure) -> tuple[tuple[str, Font], ...]:
    """``text`` as runs of one font each; a word goes to the fallback font as a whole."""
    text = text.replace(KEEP, " ")
    if not measure.lacks(text, font):
        return ((text, font),) if text else ()
    runs: list[tuple[str, Font]] = []
    for word in _WORD.findall(text):
        chosen = fallback_of(font) if measure.lacks(word, font) else font
        if runs and runs[-1][1] == chosen:
            runs[-1] = (runs[-1][0] + word, chosen)
        else:
            runs.append((word, chosen))
    return tuple(runs)


def unprintable(text: str, font: Font, measure: Measure) -> str:
    """The letters of ``text`` that neither ``font`` nor its fallback can print."""
    return "".join(
        letter
        for run, used in split_runs(text, font, measure)
        for letter in measure.lacks(run, used)
    )


def line_width(text: str, font: Font, size: float, measure: Measure) -> float:
    """Advance width of a line in mm; ``size`` in pt."""
    if not isinstance(measure, Remembered):
        return _em(text, font, measure) * mm_of_pt(size)
    em = measure.lines.get((text, font))
    if em is None:
        em = measure.lines[text, font] = _em(text, font, measure)
    return em * mm_of_pt(size)


def _em(text: str, font: Font, measure: Measure) -> float:
    return sum(measure.width(run, used) for run, used in split_runs(text, font, measure))


def set_line(
    text: str,
    font: Font,
    size: float,
    x: float,
    baseline: float,
    measure: Measure,
    *,
    colour: Colour = BLACK,
    box: str = "",
    turn: Turn = 0,
) -> tuple[TextItem, ...]:
    """A line as items, left end at (``x``, ``baseline``) mm; ``turn`` is about that point."""
    items: list[TextItem] = []
    for run, used in split_runs(text, font, measure):
        width = measure.width(run, used) * mm_of_pt(size)
        items.append(TextItem(run, used, size, x, baseline, width, colour, box, turn))
        # The next run begins where this one ends, in the direction in which the line runs.
        if turn == 0:
            x += width
        elif turn == 90:
            baseline += width
        elif turn == 180:
            x -= width
        else:
            baseline -= width
    return tuple(items)


def _breaks(words: Sequence[str], lines: int) -> Iterator[tuple[str, ...]]:
    """Every way to lay ``words`` out in exactly ``lines`` lines."""
    for cuts in combinations(range(1, len(words)), lines - 1):
        edges = (0, *cuts, len(words))
        yield tuple(" ".join(words[a:b]) for a, b in pairwise(edges))


def break_lines(
    text: str, font: Font, size: float, width: float, lines: int, measure: Measure
) -> tuple[str, ...]:
    """``text`` in the fewest lines that fit ``width`` mm, at most ``lines``, as even as can be.

    A line breaks at plain spaces only. Two lines break after a dash where that fits. Where even
    ``lines`` lines are too wide the most even break is returned; the caller finds it too wide.
    """
    if line_width(text, font, size, measure) <= width + 1e-6:
        return (text,)
    words = text.split(" ")
    best: tuple[str, ...] = (text,)
    for count in range(1, min(lines, len(words)) + 1):
        options = [
            (max(line_width(line, font, size, measure) for line in broken), broken)
            for broken in _breaks(words, count)
        ]
        widest, best = min(options, key=lambda option: option[0])
        if widest <= width + 1e-6:
            dashed = [b for w, b in options if w <= width + 1e-6 and b[0].endswith(("-", "–"))]
            return dashed[0] if dashed and count == 2 else best
    return best
