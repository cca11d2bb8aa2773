"""The shape of a tag or of a label: ``shape``, ``size``, ``radius``, ``path``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, cast, get_args

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Path, Size
from keychain.layout.free_outline import NoOutline, as_cut
from keychain.layout.outline import Outline, ShapeName
from keychain.layout.reading.inherit import Load
from keychain.layout.reading.quantities import read_mm, read_size
from keychain.yaml_source.fields import Fields
from keychain.yaml_source.nodes import Scalar

CIRCLE = error("layout-circle", "a circle has one diameter")
NO_FILE = error("layout-path-missing", "without its drawing nobody knows where to cut")
BAD_PATH = error("layout-path-unreadable", "a cut with a fault would be cut in part")
NOT_ONE = error("layout-path-several", "a tag has one outline; pictures go into boxes")
OPEN = error("layout-path-open", "only a closed line cuts something out")
CROSSES = error("layout-path-crosses", "where a cut crosses itself the tag falls apart")
PIECES = error("layout-path-pieces", "two pieces are two tags")
PROPORTIONS = error("layout-path-proportions", "a drawing that is stretched is another shape")
PATH_ALONE = error("layout-path-unused", "a path for another shape would be left out in silence")

LabelShape = Literal["rectangle", "rounded", "circle", "oval"]
USUAL_SHAPE: LabelShape = "rectangle"

_FLAWS = {"open": OPEN, "crosses": CROSSES, "pieces": PIECES}


def read_plain_outline(fields: Fields, faults: list[Diagnostic]) -> Outline | None:
    """A label's outline."""
    return _read(fields, get_args(LabelShape), None, faults)


def read_outline(fields: Fields, load: Load, faults: list[Diagnostic]) -> Outline | None:
    """A tag's outline, which may be a path of its own."""
    return _read(fields, get_args(ShapeName), load, faults)


def _read(
    fields: Fields, shapes: Iterable[str], load: Load | None, faults: list[Diagnostic]
) -> Outline | None:
    shape = fields.choice("shape", shapes) or USUAL_SHAPE
    size = read_size(fields.scalar("size", required=True), faults)
    radius = read_mm(fields.scalar("radius"), faults, most=100)
    drawn: Path | None = ()
    if load is not None:
        drawn = _read_path(fields, shape, size, load, faults)
    if size is None or drawn is None:
        return None
    if shape == "circle" and size.width != size.height:
        faults.append(CIRCLE(fields.place("size"), width=size.width, height=size.height))
        return None
    return Outline(cast(ShapeName, shape), size, radius or 0.0, drawn)


def _read_path(
    fields: Fields, shape: str, size: Size | None, load: Load, faults: list[Diagnostic]
) -> Path | None:
    """The cut in mm; empty for a shape that needs none, None where it is at fault."""
    node = fields.scalar("path", required=shape == "path")
    if shape != "path":
        if node is not None:
            faults.append(PATH_ALONE(node.place, shape=shape))
        return ()
    path = _drawn(node, load, faults) if node else None
    if node is None or path is None or size is None:
        return None
    cut = as_cut(path, size)
    if not isinstance(cut, NoOutline):
        return cut
    if cut.flaw == "proportions":
        place = fields.place("size")
        faults.append(PROPORTIONS(place, width=size.width, height=round(cut.size.height, 2)))
    else:
        faults.append(_FLAWS[cut.flaw](node.place))
    return None


def _drawn(node: Scalar, load: Load, faults: list[Diagnostic]) -> Path | None:
    from keychain.layout.path_data import read_drawn_path, read_path

    text = node.text.strip()
    if not text.casefold().endswith(".svg"):
        path = read_path(text)
        if path is None:
            faults.append(BAD_PATH(node.place, found=text[:40]))
        return path
    inside = not ("\\" in text or ":" in text or text.startswith("/") or ".." in text.split("/"))
    data = load(text) if inside else None
    if data is None:
        faults.append(NO_FILE(node.place, file=text[:80]))
        return None
    path, found = read_drawn_path(data)
    faults += (replace(each, place=node.place) for each in found)
    if path is None and not found:
        faults.append(NOT_ONE(node.place, file=text[:80]))
    return path
