"""A sheet of labels, ``layouts/labels/NAME.yaml``, as a :class:`LabelSheet`."""

from __future__ import annotations

from typing import get_args

from keychain.diagnostics import Diagnostic, error, has_errors
from keychain.geometry import Point, Size
from keychain.layout.label_sheet import LabelSheet, check_labels
from keychain.layout.reading.inherit import Load, is_layout_name
from keychain.layout.reading.outline import LabelShape, read_plain_outline
from keychain.layout.reading.quantities import read_point, read_size
from keychain.layout.reading.sheet import read_count, read_paper
from keychain.layout.reading.title import read_title
from keychain.layout.sheet_spec import FixedGrid
from keychain.text import nearest
from keychain.yaml_source import read_yaml
from keychain.yaml_source.fields import NOT_A_VALUE, Fields, expect_mapping
from keychain.yaml_source.nodes import Scalar, Sequence

NO_LABELS = error("labels-missing", "without its figures a label sheet is paper like any other")

FOLDER = "labels/"
GRID_KEYS = ("rows", "columns", "pitch", "offset")
LABELS_KEYS = ("title", "sold-as", "paper", "shape", "size", "radius", *GRID_KEYS, "more")
SHAPES = get_args(LabelShape)


def labels_file(name: str) -> str:
    """The file of a label sheet in the layouts folder."""
    return f"{FOLDER}{name}.yaml"


def read_labels(
    name: str, load: Load, names: tuple[str, ...] = ()
) -> tuple[LabelSheet | None, tuple[Diagnostic, ...]]:
    """The sheet of labels called ``name``; None where an error stands in its way.

    ``load`` gives a file of the layouts folder by its path in it, or None. ``names`` are the
    label sheets that there are, for suggestions.
    """
    data = load(labels_file(name)) if is_layout_name(name) else None
    if data is None:
        near = nearest(name, names, least=0) or "—"
        return None, (NO_LABELS(None, name=name[:60], nearest=near, known=names or ("—",)),)
    document = read_yaml(data, labels_file(name))
    faults = list(document.diagnostics)
    root = document.root
    if root is None or not document.complete:
        return None, tuple(faults)
    fields = Fields(root, LABELS_KEYS, faults)
    title = read_title(fields, faults)
    sold = _names(fields.sequence("sold-as"), faults)
    paper, paper_name = read_paper(fields, faults)
    label = read_plain_outline(fields, faults)
    first = read_grid_places(fields, faults)
    more = fields.sequence("more")
    further = []
    for node in more.items if more else ():
        group = expect_mapping(node, faults, "more")
        if group is not None:
            further.append(read_grid_places(Fields(group, GRID_KEYS, faults), faults))
    if has_errors(faults) or title is None or label is None or first is None:
        return None, tuple(faults)
    rest = tuple(FixedGrid(*each, label) for each in further if each)
    grid = FixedGrid(*first, label, rest)
    sheet = LabelSheet(name, title, root.place, paper, paper_name, grid, sold)
    faults += check_labels(sheet)
    return (None if has_errors(faults) else sheet), tuple(faults)


def read_grid_places(
    fields: Fields, faults: list[Diagnostic]
) -> tuple[int, int, Size, Point] | None:
    """Rows, columns, pitch and offset of a grid, all of them required."""
    rows = read_count(fields.scalar("rows", required=True), faults)
    columns = read_count(fields.scalar("columns", required=True), faults)
    pitch = read_size(fields.scalar("pitch", required=True), faults)
    offset = read_point(fields.node("offset", required=True), faults)
    if rows is None or columns is None or pitch is None or offset is None:
        return None
    return rows, columns, pitch, offset


def _names(node: Sequence | None, faults: list[Diagnostic]) -> tuple[str, ...]:
    names = []
    for item in node.items if node else ():
        if isinstance(item, Scalar) and not item.empty:
            names.append(" ".join(item.text.split()))
        else:
            faults.append(NOT_A_VALUE(item.place, key="sold-as"))
    return tuple(names)
