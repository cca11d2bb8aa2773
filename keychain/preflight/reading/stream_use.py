"""What a content stream uses: the colours it sets, and operators and filters it may not have."""

from __future__ import annotations

from dataclasses import field

import pikepdf

from keychain.preflight.reading.bounded import filters
from keychain.preflight.reading.instructions import INLINE_IMAGE, PATH, read_drawing
from keychain.preflight.reading.operators import (
    FILL_COLOURS,
    FILLS,
    GRAY_AND_RGB,
    KNOWN,
    SHOWS,
    STROKE_COLOURS,
    STROKES,
)
from keychain.preflight.reading.spaces import UNKNOWN, roots
from keychain.preflight.reading.values import entry, name
from keychain.values import dataclass

_DEVICES = frozenset({"DeviceGray", "DeviceRGB", "DeviceCMYK"})
_FILLS = FILLS | SHOWS
_SILENT = (KNOWN | {PATH}) - (FILL_COLOURS | STROKE_COLOURS | _FILLS | STROKES | {"q", "Q"})
"""Operators that set no colour and paint in none."""


@dataclass(slots=True)
class StreamUse:
    """What a stream does. ``spaces`` are colour spaces that it names itself, with the operator;
    those of its resources are not in it. ``foreign`` are operators that PDF does not have, and BX
    and EX; ``unset`` tells that it paints before it has set a colour."""

    spaces: dict[tuple[str, str], None] = field(default_factory=dict)
    foreign: dict[str, None] = field(default_factory=dict)
    inline_filters: dict[str, None] = field(default_factory=dict)
    unset: bool = False


def read_use(stream: pikepdf.Object, named: object) -> StreamUse:
    """What ``stream``, or the content of a page, does; ``named`` are its resources' colour spaces.

    Raises one of FAULTS where it cannot be parsed.
    """
    use = StreamUse()
    fill = stroke = False
    stack: list[tuple[bool, bool]] = []
    for operator, operands, _ in read_drawing(stream):
        if operator == INLINE_IMAGE and isinstance(operands[0], pikepdf.Object):
            _read_inline(operands[0], named, use)
            continue
        if operator in _SILENT:
            continue
        if operator == "q":
            stack.append((fill, stroke))
        elif operator == "Q":
            fill, stroke = stack.pop() if stack else (fill, stroke)
        elif operator in GRAY_AND_RGB:
            device = pikepdf.Name(f"/{GRAY_AND_RGB[operator]}")
            use.spaces.update(_families(operator, device, named))
        elif operator in ("cs", "CS") and operands:
            space = operands[0]
            if name(space) in _DEVICES:
                use.spaces.update(_families(operator, space, named))
        elif operator not in KNOWN:
            use.foreign[operator[:40]] = None
        fill = fill or operator in FILL_COLOURS
        stroke = stroke or operator in STROKE_COLOURS
        if (operator in _FILLS and not fill) or (operator in STROKES and not stroke):
            use.unset = True
    return use


def _families(where: str, space: object, named: object) -> dict[tuple[str, str], None]:
    found = (root for root in roots(space, named) if isinstance(root, str))
    return {(where, family): None for family in found if family != UNKNOWN}


def _read_inline(image: pikepdf.Object, named: object, use: StreamUse) -> None:
    for key in ("/F", "/Filter"):
        use.inline_filters.update(dict.fromkeys(filters(image, key)))
    space = entry(image, "/CS") or entry(image, "/ColorSpace")
    mask = entry(image, "/IM") is True or entry(image, "/ImageMask") is True
    if not mask and space is not None:
        use.spaces.update(_families("BI", space, named))
