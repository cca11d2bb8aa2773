"""A layout file, its parents merged in, as a :class:`LayoutSpec`; every fault in one run."""

from __future__ import annotations

from keychain.diagnostics import Diagnostic, Place, error, has_errors
from keychain.layout.outline import Outline
from keychain.layout.reading.boxes import BoxReader
from keychain.layout.reading.inherit import Load, layout_file, read_merged
from keychain.layout.reading.outline import read_outline
from keychain.layout.reading.quantities import read_distance, read_mm, read_point
from keychain.layout.reading.sheet import read_sheet
from keychain.layout.reading.styles import read_colours, read_styles
from keychain.layout.reading.title import read_title
from keychain.layout.sheet_spec import SheetSpec
from keychain.layout.spec import (
    USUAL_READ_FROM,
    USUAL_SCAN_FROM,
    Box,
    FaceSpec,
    HoleSpec,
    LayoutSpec,
    Stack,
)
from keychain.yaml_source import read_yaml
from keychain.yaml_source.fields import YES, Fields
from keychain.yaml_source.nodes import Mapping, Scalar

FOLD_CURVED = error("layout-fold-curved", "paper folds along a straight line only")
NOT_WHOLE = error("layout-not-whole", "a tag that is the sheet is as large as its paper")
HOLE_OUTSIDE = error("layout-hole-outside", "a hole over the cut tears out")

LAYOUT_KEYS = ("title", "larger", "tag", "sheet", "colours", "styles", "front", "back")
TAG_KEYS = (
    *("shape", "size", "radius", "path", "bleed", "safe", "safe-lines", "hole"),
    *("read-from", "scan-from"),
)
HOLE_KEYS = ("at", "diameter", "clear")
FACE_KEYS = ("background", "body")

USUAL_BLEED = 3.0
USUAL_SAFE = 3.0
USUAL_CLEAR = 2.0

NO_BACK = FaceSpec(None, Box("back", Place("", 0, 0), Stack("column", ())))
"""The back of what is printed on one side, as labels are: nothing."""


def read_layout(
    name: str, load: Load, names: tuple[str, ...] = ()
) -> tuple[LayoutSpec | None, tuple[Diagnostic, ...]]:
    """The layout ``name``; None where an error stands in its way.

    ``load`` gives a file of the layouts folder by its path in it, or None. ``names`` are the
    layouts that there are, for suggestions. Places name files as ``load`` takes them.
    """
    faults: list[Diagnostic] = []
    root = read_merged(name, load, names, faults)
    if root is None:
        return None, tuple(faults)
    layout = _read(name, root, load, faults)
    return (None if has_errors(faults) else layout), tuple(faults)


def is_abstract(name: str, load: Load) -> bool:
    """Whether a layout is only there to be extended (``abstract: true`` in its own file)."""
    data = load(layout_file(name))
    # Reading every layout costs more than laying out a tag: most do not speak of it at all.
    root = read_yaml(data, layout_file(name)).root if data and b"abstract" in data else None
    flag = root.get("abstract") if root else None
    return isinstance(flag, Scalar) and flag.text.strip().casefold() in YES


def _read(name: str, root: Mapping, load: Load, faults: list[Diagnostic]) -> LayoutSpec | None:
    fields = Fields(root, LAYOUT_KEYS, faults)
    title = read_title(fields, faults)
    larger = fields.text("larger")
    colours = read_colours(fields.mapping("colours"), faults)
    styles = read_styles(fields.mapping("styles"), colours, faults)
    tag = fields.mapping("tag", required=True)
    readers = [BoxReader(styles, colours, load, faults) for _ in range(2)]
    front = _read_face(fields.mapping("front", required=True), readers[0])
    one_sided = fields.node("back") is None
    back = NO_BACK if one_sided else _read_face(fields.mapping("back"), readers[1])
    for reader in readers:
        reader.check_names(readers[0].names)
    sheet = read_sheet(fields.mapping("sheet"), faults)
    if tag is None:
        return None
    parts = Fields(tag, TAG_KEYS, faults)
    outline = read_outline(parts, load, faults)
    _check_fold(sheet, outline, faults)
    _check_whole(sheet, outline, faults)
    hole = _read_hole(parts.mapping("hole"), outline, faults)
    bleed = read_mm(parts.scalar("bleed"), faults, most=20)
    safe = read_mm(parts.scalar("safe"), faults, most=50)
    safe_lines = read_mm(parts.scalar("safe-lines"), faults, most=50)
    read_from = read_distance(parts.scalar("read-from"), faults)
    scan_from = read_distance(parts.scalar("scan-from"), faults)
    if title is None or outline is None or front is None or back is None:
        return None
    bleed = USUAL_BLEED if bleed is None else bleed
    safe = USUAL_SAFE if safe is None else safe
    return LayoutSpec(
        name,
        title,
        root.place,
        outline,
        bleed,
        safe,
        safe if safe_lines is None else safe_lines,
        hole,
        front,
        back,
        sheet,
        larger.value if larger else None,
        one_sided,
        read_from or USUAL_READ_FROM,
        scan_from or USUAL_SCAN_FROM,
    )


def _check_fold(sheet: SheetSpec, outline: Outline | None, faults: list[Diagnostic]) -> None:
    """A fold needs a straight edge: rounded corners may take half of it."""
    if sheet.fold is None or outline is None:
        return
    place = dict(sheet.stated)["fold"]
    upright = sheet.fold in ("left", "right")
    side = outline.size.height if upright else outline.size.width
    straight = side - 2 * outline.radius if outline.shape == "rounded" else side
    if outline.shape not in ("rectangle", "rounded") or straight < side / 2:
        faults.append(FOLD_CURVED(place, fold=sheet.fold, shape=outline.shape))


def _check_whole(sheet: SheetSpec, outline: Outline | None, faults: list[Diagnostic]) -> None:
    """A tag that is the sheet must be cut as paper is: at right angles, at the paper's edge."""
    if not sheet.whole or outline is None:
        return
    if outline.shape != "rectangle" or outline.size != sheet.paper:
        size = f"{outline.size.width:g} × {outline.size.height:g} mm"
        paper = sheet.paper_name
        faults.append(NOT_WHOLE(dict(sheet.stated)["whole"], size=size, paper=paper))


def _read_hole(
    node: Mapping | None, outline: Outline | None, faults: list[Diagnostic]
) -> HoleSpec | None:
    if node is None:
        return None
    fields = Fields(node, HOLE_KEYS, faults)
    centre = read_point(fields.node("at", required=True), faults)
    diameter = read_mm(fields.scalar("diameter", required=True), faults, least=1, most=50)
    clear = read_mm(fields.scalar("clear"), faults, most=50)
    if centre is None or diameter is None:
        return None
    if outline and outline.depth(centre) < diameter / 2:
        over = diameter / 2 - outline.depth(centre)
        faults.append(HOLE_OUTSIDE(fields.place("at"), over=round(over, 2)))
    return HoleSpec(centre, diameter, USUAL_CLEAR if clear is None else clear)


def _read_face(node: Mapping | None, reader: BoxReader) -> FaceSpec | None:
    if node is None:
        return None
    fields = Fields(node, FACE_KEYS, reader.faults)
    boxes = {}
    for key in FACE_KEYS:
        value, name = fields.node(key, required=key == "body"), node.key(key)
        boxes[key] = reader.read(name, value) if value and name else None
    body = boxes["body"]
    return FaceSpec(boxes["background"], body) if body else None
