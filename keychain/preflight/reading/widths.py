"""How wide the glyphs of a font are, by what its dictionary says."""

from __future__ import annotations

from dataclasses import field

import pikepdf

from keychain.preflight.reading.values import entry, items, name, number
from keychain.values import dataclass

_MOST = 70_000


@dataclass(slots=True)
class Widths:
    """Widths by code, in units that are ``scale`` em; ``widest`` is in em and surely no less than
    any."""

    default: float
    widest: float
    scale: float = 0.001
    _each: dict[int, float] = field(default_factory=dict)

    def of(self, code: int) -> float:
        """How far a glyph moves on, in em."""
        return self._each.get(code, self.default) * self.scale


def read_widths(font: object, holder: object) -> Widths:
    """The widths of a font (ISO 32000-1, 9.2.4), whose ``holder`` is itself, or where it is
    composite the font that it is made of."""
    each: dict[int, float] = {}
    if name(entry(font, "/Subtype")) == "Type0":
        default = number(entry(holder, "/DW"))
        _composite_widths(entry(holder, "/W"), each)
        return Widths(1000.0 if default is None else default, _widest(font, holder), 0.001, each)
    default = number(entry(entry(font, "/FontDescriptor"), "/MissingWidth")) or 500.0
    first, widths = number(entry(font, "/FirstChar")) or 0, entry(font, "/Widths")
    for i, width in enumerate(items(widths)[:256]):
        each[int(first) + i] = number(width) or 0.0
    return Widths(default, _widest(font, holder), _scale(font), each)


def _scale(font: object) -> float:
    """What a font's own units are in em, horizontally: those of Type 3 say it themselves."""
    frame = entry(font, "/FontMatrix") if name(entry(font, "/Subtype")) == "Type3" else None
    across = number(frame[0]) if isinstance(frame, pikepdf.Array) and len(frame) else None
    return across or 0.001


def _composite_widths(listed: object, widths: dict[int, float]) -> None:
    """/W: runs of widths, each after its first code, or one width for a range (9.7.4.3)."""
    runs = items(listed)
    i = 0
    while i + 1 < len(runs) and len(widths) < _MOST:
        first, after = number(runs[i]), runs[i + 1]
        if isinstance(after, pikepdf.Array):
            for step, each in enumerate(items(after)[:_MOST]):
                widths[int(first or 0) + step] = number(each) or 0.0
            i += 2
            continue
        last: float | None = number(after)
        width: float | None = number(runs[i + 2]) if i + 2 < len(runs) else None
        for code in range(int(first or 0), min(int(last or 0), int(first or 0) + _MOST) + 1):
            widths[code] = width or 0.0
        i += 3


def _widest(font: object, holder: object) -> float:
    widths = [
        number(entry(holder, "/DW")),
        number(entry(entry(font, "/FontDescriptor"), "/MissingWidth")),
    ]
    for array in (entry(font, "/Widths"), entry(holder, "/W")):
        for item in items(array):
            if isinstance(item, float):
                widths.append(item)
            else:
                widths += map(number, items(item) or [item])
    # /W mixes glyph numbers with widths; taking them all only makes the bound wider.
    return max([1000.0, *(abs(w) for w in widths if w is not None)]) / 1000
