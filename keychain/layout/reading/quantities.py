"""Numbers, lengths, type sizes and colours as layouts write them: ``3``, ``3mm``, ``8pt – 7pt``."""

from __future__ import annotations

import re

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import PT_PER_MM, Point, Size
from keychain.layout.placed import Colour
from keychain.layout.spec import Length
from keychain.yaml_source.nodes import Node, Scalar, Sequence

BAD_LENGTH = error("layout-length", "a length without its unit could mean anything")
BAD_DISTANCE = error("layout-distance", "how far away people stand is told in metres")
BAD_RANGE = error("layout-size-range", "type needs its largest and its smallest size")
BAD_COLOUR = error("layout-colour", "inks are four percentages, so that print is as designed")
BAD_NUMBER = error("layout-number", "a number outside its bounds cannot be laid out")

MAX_LENGTH = 2000.0
"""mm; nothing that is printed here is longer, and no arithmetic overflows."""

WORD_SIZES = (6.0, 7.2, 8.6, 10.4, 12.4, 14.9, 17.9, 21.5, 25.8, 31.0, 37.2, 44.6, 53.5, 64.2)
"""The steps in which words shrink, pt: 6 × 1.2ⁿ, so that one face shows few sizes."""

LARGE_DIGITS, LARGE_MODULE = 40.0, 1.0
"""pt, and mm: from here on digits and modules are a poster's, and shrink in coarser steps."""

NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,6})?"
SIGN = "[-+]?"
DISTANCE = rf"({NUMBER})\s*m"
LEAST_DISTANCE, MOST_DISTANCE = 0.1, 20.0
"""m; nearer no eye is sharp, and what is read from further away is no print of ours."""
TIMES = r"\s*[x×]\s*"
INK = r"[0-9]{1,3}(?:\.[0-9]{1,3})?"
MOST_INK = 100
_LENGTH = re.compile(rf"({SIGN}{NUMBER})\s*(mm|pt|%)")
_PAIR = re.compile(TIMES)


def range_form(unit: str) -> str:
    """The regular expression of ``8.6pt – 7.2pt`` or one size; the unit stands at least once."""
    one = rf"({SIGN}{NUMBER})\s*"
    return rf"(?=.*{unit}){one}(?:{unit})?(?:\s*(?:-|–|to)\s*{one}(?:{unit})?)?"


def _length(text: str) -> Length | None:
    found = _LENGTH.fullmatch(text.strip())
    if not found:
        return None
    value, unit = float(found[1]), found[2]
    if abs(value) > MAX_LENGTH:
        return None
    return Length(value / PT_PER_MM if unit == "pt" else value, percent=unit == "%")


def read_length(node: Scalar | None, faults: list[Diagnostic]) -> Length | None:
    """A length in mm, pt or %; None, and a fault, where it is not one."""
    if node is None:
        return None
    length = _length(node.text)
    if length is None:
        faults.append(BAD_LENGTH(node.place, found=node.text[:40]))
    return length


def read_mm(
    node: Scalar | None, faults: list[Diagnostic], *, least: float = 0.0, most: float = MAX_LENGTH
) -> float | None:
    """A length in mm within bounds, percentages refused."""
    length = read_length(node, faults)
    if node is None or length is None:
        return None
    if length.percent:
        faults.append(BAD_LENGTH(node.place, found=node.text[:40]))
        return None
    if not least <= length.value <= most:
        faults.append(BAD_NUMBER(node.place, found=node.text[:40], least=least, most=most))
        return None
    return length.value


def read_distance(node: Scalar | None, faults: list[Diagnostic]) -> float | None:
    """``3m``: how far away somebody stands, in m."""
    if node is None:
        return None
    found = re.fullmatch(DISTANCE, node.text.strip())
    if not found:
        faults.append(BAD_DISTANCE(node.place, found=node.text[:40]))
        return None
    if not LEAST_DISTANCE <= float(found[1]) <= MOST_DISTANCE:
        bounds = {"least": LEAST_DISTANCE, "most": MOST_DISTANCE}
        faults.append(BAD_NUMBER(node.place, found=node.text[:40], **bounds))
        return None
    return float(found[1])


def read_size(node: Scalar | None, faults: list[Diagnostic]) -> Size | None:
    """``54mm x 29mm`` as a size with both sides at least 5 mm."""
    if node is None:
        return None
    sides = [_length(part) for part in _PAIR.split(node.text.strip())]
    if len(sides) != 2 or any(s is None or s.percent for s in sides):
        faults.append(BAD_LENGTH(node.place, found=node.text[:40]))
        return None
    width, height = (s.value for s in sides if s is not None)
    if min(width, height) < 5:
        faults.append(BAD_NUMBER(node.place, found=node.text[:40], least=5.0, most=MAX_LENGTH))
        return None
    return Size(width, height)


def read_point(node: Node | None, faults: list[Diagnostic]) -> Point | None:
    """``[7.5mm, 14.5mm]`` as a point."""
    if node is None:
        return None
    if isinstance(node, Sequence) and len(node.items) == 2:
        parts = [_length(n.text) if isinstance(n, Scalar) else None for n in node.items]
        if all(p is not None and not p.percent for p in parts):
            x, y = (p.value for p in parts if p is not None)
            return Point(x, y)
    found = node.text[:40] if isinstance(node, Scalar) else _written(node)
    faults.append(BAD_LENGTH(node.place, found=found))
    return None


def _bounds(node: Scalar, unit: str, faults: list[Diagnostic]) -> tuple[float, float] | None:
    found = re.fullmatch(range_form(unit), node.text.strip())
    if not found:
        faults.append(BAD_RANGE(node.place, found=node.text[:40], unit=unit))
        return None
    first = float(found[1])
    second = float(found[2]) if found[2] else first
    return max(first, second), min(first, second)


def read_type_sizes(
    node: Scalar | None, faults: list[Diagnostic], *, digits: bool = False
) -> tuple[float, ...] | None:
    """``8.6pt – 7.2pt`` as the sizes to try, largest first, pt.

    Words step through :data:`WORD_SIZES`; digits through half points, since they grow to fill,
    on a poster through whole ones.
    """
    bounds = _bounds(node, "pt", faults) if node else None
    if node is None or bounds is None:
        return None
    most, least = bounds
    if not 4 <= least <= most <= 400:
        faults.append(BAD_NUMBER(node.place, found=node.text[:40], least=4.0, most=400.0))
        return None
    if digits:
        step = 0.5 if most < LARGE_DIGITS else 1.0
        between = [most - step * k for k in range(1, int((most - least) / step) + 1)]
    else:
        between = [size for size in reversed(WORD_SIZES) if least < size < most]
    return tuple(dict.fromkeys([most, *(round(s, 3) for s in between if s > least), least]))


def read_modules(node: Scalar | None, faults: list[Diagnostic]) -> tuple[float, ...] | None:
    """``0.508mm – 0.424mm`` as module sizes to try, mm, in steps of a dot at 600 dpi.

    A module of whole dots prints with edges where they belong (DENSO: at least 4 dots). Modules
    from 1 mm step by a dot at 300 dpi, since less makes no difference there.
    """
    bounds = _bounds(node, "mm", faults) if node else None
    if node is None or bounds is None:
        return None
    most, least = bounds
    if not 0.1 <= least <= most <= 20:
        faults.append(BAD_NUMBER(node.place, found=node.text[:40], least=0.1, most=20.0))
        return None
    dot = 25.4 / (600 if most < LARGE_MODULE else 300)
    steps = int((most - least) / dot + 0.01)
    return tuple(round(most - k * dot, 6) for k in range(steps + 1))


def _written(node: Node) -> str:
    """A list or group of keys as it was written, as far as that helps to find it."""
    if not isinstance(node, Sequence):
        return "{…}"
    items = (item.text if isinstance(item, Scalar) else "…" for item in node.items)
    return f"[{', '.join(items)}]"[:40]


def read_colour(
    node: Node | None, named: dict[str, Colour], faults: list[Diagnostic]
) -> Colour | None:
    """``[0, 100, 90, 10]`` in percent of ink, or the name of one of the layout's colours."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        if node.text in named:
            return named[node.text]
        faults.append(BAD_COLOUR(node.place, found=node.text[:40], known=tuple(named) or ("—",)))
        return None
    inks = [
        float(n.text)
        for n in (node.items if isinstance(node, Sequence) else ())
        if isinstance(n, Scalar) and re.fullmatch(INK, n.text)
    ]
    if (
        not isinstance(node, Sequence)
        or len(node.items) != 4
        or len(inks) != 4
        or max(inks) > MOST_INK
    ):
        faults.append(BAD_COLOUR(node.place, found=_written(node), known=tuple(named) or ("—",)))
        return None
    cyan, magenta, yellow, black = (ink / 100 for ink in inks)
    return Colour(cyan, magenta, yellow, black)


def read_whole(node: Scalar | None, most: int, faults: list[Diagnostic]) -> int | None:
    """A whole number from 0 to ``most``, of six digits at the most."""
    if node is None:
        return None
    if not re.fullmatch("[0-9]{1,6}", node.text) or int(node.text) > most:
        found = node.text[:40]
        faults.append(BAD_NUMBER(node.place, found=found, least=0.0, most=float(most)))
        return None
    return int(node.text)
