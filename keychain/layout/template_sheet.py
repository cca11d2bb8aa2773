"""A gLabels template as a sheet of labels, its lengths in mm."""

from __future__ import annotations

import math
import re

from keychain.diagnostics import Diagnostic
from keychain.geometry import Close, Line, Move, Path, Point, Size
from keychain.layout.drawn_path import extent, moved
from keychain.layout.free_outline import NoOutline, as_cut
from keychain.layout.label_sheet import LabelSheet, check_labels, written_size
from keychain.layout.label_templates import (
    BAD_ATTRIBUTE,
    NO_LABEL,
    NO_LENGTH,
    UNKNOWN_PAPER,
    Element,
    Template,
)
from keychain.layout.outline import Outline, ellipse_path
from keychain.layout.path_data import read_path
from keychain.layout.sheet_spec import FixedGrid
from keychain.layout.spec import Words
from keychain.values import dataclass

_MM = {"": 25.4 / 72, "pt": 25.4 / 72, "in": 25.4, "mm": 1.0, "cm": 10.0, "pc": 25.4 / 6}
_LENGTH = re.compile(
    r"\s*([+-]?(?:\d{1,9}\.?\d{0,9}|\.\d{1,9})(?:[eE][+-]?\d{1,2})?)\s*([a-z]*)\s*"
)
_LONGEST = 2000.0
_MOST_LABELS = 1000

_ISO = {"A": (841, 1189), "B": (1000, 1414), "RA": (860, 1220), "SRA": (900, 1280)}
_PAPERS = {
    "US-Letter": Size(215.9, 279.4),
    "US-Legal": Size(215.9, 355.6),
    "US-Executive": Size(184.15, 266.7),
    "number10": Size(104.775, 241.3),
    "monarch": Size(98.425, 190.5),
    "c5": Size(162, 229),
    "c6": Size(114, 162),
    "dl": Size(110, 220),
}
"""Papers by gLabels' names, portrait, mm; those of ISO 216 and 217 come from the largest."""


@dataclass(slots=True)
class _Lengths:
    """Reads an element's lengths; what is wrong with them is collected."""

    element: Element
    faults: list[Diagnostic]

    def mm(self, key: str, usual: float | None = None, *, least: float = 0.0) -> float:
        """A length in mm; ``usual`` where it is not stated."""
        text = self.element.attributes.get(key)
        if text is None:
            if usual is None:
                self.faults.append(
                    NO_LENGTH(self.element.place, key=key, element=self.element.name)
                )
            return usual or 0.0
        found = _LENGTH.fullmatch(text)
        value = float(found[1]) * _MM.get(found[2], math.nan) if found else math.nan
        if not least <= value <= _LONGEST:
            self._bad(key, text)
            return usual or 0.0
        return value

    def count(self, key: str) -> int:
        """How many there are, from 1."""
        text = self.element.attributes.get(key, "").strip()
        if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= _MOST_LABELS:
            self._bad(key, text)
            return 1
        return int(text)

    def _bad(self, key: str, text: str) -> None:
        self.faults.append(BAD_ATTRIBUTE(self.element.place, key=key, found=text[:40]))


def template_sheet(
    template: Template, name: str
) -> tuple[LabelSheet | None, tuple[Diagnostic, ...]]:
    """The sheet of a template whose equivalent is put in; ``name`` is what it is asked for by."""
    faults: list[Diagnostic] = []
    place = template.element.place
    paper, paper_name = _paper(template.element, faults)
    label = _label(template, faults)
    if len(template.layouts) < 1:
        faults.append(NO_LENGTH(place, key="Layout", element="Template"))
    grids = [_grid(each, label, faults) for each in template.layouts]
    if faults or label is None or paper is None:
        return None, tuple(faults)
    first, *rest = grids
    grid = FixedGrid(*first, label, tuple(FixedGrid(*each, label) for each in rest))
    own = template.element.attributes
    told = own.get("_description") or own.get("description") or ""
    title = f"{template.name}: {told}" if told else template.name
    sheet = LabelSheet(
        name, Words((("vi", title), ("en", title)), place), place, paper, paper_name, grid
    )
    wrong = check_labels(sheet)
    return (None if wrong else sheet), wrong


def _paper(element: Element, faults: list[Diagnostic]) -> tuple[Size | None, str]:
    """The paper; of a roll, the piece of it that bears a label."""
    name = element.attributes.get("size", "").strip()
    if name.casefold() in ("other", "roll"):
        lengths = _Lengths(element, faults)
        size = Size(lengths.mm("width", least=1), lengths.mm("height", least=1))
        return size, written_size(size)
    size_of = {each.casefold(): (size, each) for each, size in _PAPERS.items()}
    known = size_of.get(name.casefold())
    if known:
        return known
    iso = re.fullmatch(r"(A|B|RA|SRA)(\d|10)", name.upper())
    if iso:
        width, height = _ISO[iso[1]]
        for _ in range(int(iso[2])):
            width, height = height // 2, width
        # RA and SRA are rounded to 5 mm at each step (ISO 217); of those, 3 and 4 are in use.
        named = {"RA3": (305, 430), "RA4": (215, 305), "SRA3": (320, 450), "SRA4": (225, 320)}
        return Size(*named.get(iso[0], (width, height))), iso[0]
    faults.append(UNKNOWN_PAPER(element.place, paper=name[:40]))
    return None, ""


def _label(template: Template, faults: list[Diagnostic]) -> Outline | None:
    if len(template.labels) != 1 or template.labels[0].name == "Label-continuous":
        what = ", ".join(each.name for each in template.labels) or "—"
        place = template.labels[0].place if template.labels else template.element.place
        faults.append(NO_LABEL(place, found=what[:60]))
        return None
    (element,) = template.labels
    lengths = _Lengths(element, faults)
    match element.name:
        case "Label-rectangle":
            size = Size(lengths.mm("width", least=1), lengths.mm("height", least=1))
            radius = lengths.mm("round", 0.0)
            return Outline("rounded" if radius else "rectangle", size, radius)
        case "Label-ellipse":
            size = Size(lengths.mm("width", least=1), lengths.mm("height", least=1))
            return Outline("oval", size)
        case "Label-round":
            across = 2 * lengths.mm("radius", least=0.5)
            return Outline("circle", Size(across, across))
        case "Label-cd":
            return _disc(lengths)
    return _drawn(lengths, faults)


def _disc(lengths: _Lengths) -> Outline:
    """A disc with its hole, cut off at the sides where it is narrower than round."""
    radius = lengths.mm("radius", least=0.5)
    hole = lengths.mm("hole")
    width = min(lengths.mm("width", 2 * radius, least=1), 2 * radius)
    height = min(lengths.mm("height", 2 * radius, least=1), 2 * radius)
    size = Size(width, height)
    middle = Point(width / 2, height / 2)
    if width == height == 2 * radius:
        edge = ellipse_path(middle, radius, radius)
    else:
        edge = moved(_clipped(radius, size), lambda p: Point(middle.x + p.x, middle.y + p.y))
    opening = ellipse_path(middle, hole, hole) if hole else ()
    drawn = as_cut((*edge, *opening), size)
    if isinstance(drawn, NoOutline):
        lengths.faults.append(NO_LABEL(lengths.element.place, found="Label-cd"))
        return Outline("rectangle", size)
    return Outline("path", size, drawn=drawn)


def _clipped(radius: float, size: Size) -> Path:
    """A circle cut off by a rectangle with the same middle, in steps of half a degree."""
    points = []
    for step in range(720):
        angle = math.tau * step / 720
        x = max(-size.width / 2, min(size.width / 2, radius * math.cos(angle)))
        y = max(-size.height / 2, min(size.height / 2, radius * math.sin(angle)))
        points.append(Point(x, y))
    distinct = list(dict.fromkeys(points))
    return (Move(distinct[0]), *(Line(point) for point in distinct[1:]), Close())


def _drawn(lengths: _Lengths, faults: list[Diagnostic]) -> Outline | None:
    """An outline by its path, whose box is the label's size."""
    element = lengths.element
    path = read_path(element.attributes.get("d", ""))
    unit = _MM.get(element.attributes.get("d_units", ""))
    if path is None or unit is None:
        faults.append(BAD_ATTRIBUTE(element.place, key="d", found=""))
        return None
    box = extent(path)
    size = Size(box.width * unit, box.height * unit)
    drawn = as_cut(path, size)
    if isinstance(drawn, NoOutline):
        faults.append(NO_LABEL(element.place, found="Label-path"))
        return None
    return Outline("path", size, drawn=drawn)


def _grid(
    element: Element, label: Outline | None, faults: list[Diagnostic]
) -> tuple[int, int, Size, Point]:
    lengths = _Lengths(element, faults)
    columns, rows = lengths.count("nx"), lengths.count("ny")
    # Where there is only one, the step to the next is often written as 0.
    wide, high = (label.size.width, label.size.height) if label else (1.0, 1.0)
    pitch = Size(lengths.mm("dx") if columns > 1 else wide, lengths.mm("dy") if rows > 1 else high)
    return rows, columns, pitch, Point(lengths.mm("x0", 0.0), lengths.mm("y0", 0.0))
