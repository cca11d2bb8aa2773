"""The operators of a content stream: the colours it sets, and what stands in it that it may not."""

from __future__ import annotations

from dataclasses import field

import pikepdf

from keychain.preflight.reading.bounded import filters
from keychain.preflight.reading.instructions import INLINE_IMAGE, PATH, read_drawing
from keychain.preflight.reading.spaces import UNKNOWN, roots
from keychain.preflight.reading.values import entry, name
from keychain.values import dataclass

_TABLE = """
b B b* B* BDC BI BMC BT c cm CS cs d d0 d1 Do DP EI EMC ET f F f* G g gs h i ID j J K k l m M MP n
q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
"""
_KNOWN = frozenset(_TABLE.split())
"""ISO 32000-1, table A.1, without BX and EX, between which anything may stand."""

_DEVICE = {"g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB"}
_DEVICES = frozenset({"DeviceGray", "DeviceRGB", "DeviceCMYK"})
_FILL_SET = frozenset({"g", "rg", "k", "cs", "sc", "scn"})
_STROKE_SET = frozenset({"G", "RG", "K", "CS", "SC", "SCN"})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"'})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_SILENT = (_KNOWN | {PATH}) - (_FILL_SET | _STROKE_SET | _FILLS | _STROKES | {"q", "Q"})
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
        elif operator in _DEVICE:
            device = pikepdf.Name(f"/{_DEVICE[operator]}")
            use.spaces.update(_families(operator, device, named))
        elif operator in ("cs", "CS") and operands:
            space = operands[0]
            if name(space) in _DEVICES:
                use.spaces.update(_families(operator, space, named))
        elif operator not in _KNOWN:
            use.foreign[operator[:40]] = None
        fill = fill or operator in _FILL_SET
        stroke = stroke or operator in _STROKE_SET
        if (operator in _FILLS and not fill) or (operator in _STROKES and not stroke):
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
