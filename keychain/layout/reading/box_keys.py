"""What a box of a layout may say: the keys of each kind, their bounds and what they usually are."""

from __future__ import annotations

from keychain.layout.placed import Says
from keychain.layout.reading.styles import STYLE_KEYS
from keychain.layout.spec import Align, LabelSide, Valign

STYLED_KEYS = ("style", *STYLE_KEYS)
"""A named style and what differs from it."""
COMMON_KEYS = ("x", "y", "width", "height", "grow", "align", "valign", "when", "shrinks", "leaves")
KIND_KEYS: dict[str, tuple[str, ...]] = {
    "text": ("lines", "longer", "shorter", "shortens", "on", *STYLED_KEYS),
    "phones": ("number", "short", "labels", "side", "gap", "row-gap"),
    "qr": ("module",),
    "image": (),
    "shape": ("fill", "stroke", "stroke-width", "radius", "centre"),
    "row": ("gap",),
    "column": ("gap",),
    "layers": (),
}
"""The key that tells a box's kind, and the keys that only this kind takes."""

LONGER_KEYS = ("size", "lines")
WORDS_KEYS = ("vi", "en")
LABEL_KEYS = ("lines", "hotline-lines")
LINE_KEYS = ("text", *STYLED_KEYS)

MAX_TURN = 1000
MOST_LINES = 3
MOST_GROW = 100

USUAL_ALIGN: Align = "left"
USUAL_VALIGN: Valign = "top"
USUAL_SIDE: LabelSide = "right"
USUAL_SAYS: Says = "dial"
USUAL_GAP = 1.0
USUAL_ROW_GAP = 0.5
USUAL_MODULE = 0.508
USUAL_STROKE = 0.25
USUAL_LINES = 1
USUAL_LONGER_LINES = 2
USUAL_HOTLINE_LINES = 2
