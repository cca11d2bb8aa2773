"""A layout's ``sheet:`` block: paper, margin, gutter, duplex, marks, or a fixed grid."""

from __future__ import annotations

import re
from typing import cast, get_args

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Size
from keychain.layout.reading.quantities import BAD_NUMBER, read_mm, read_point, read_size
from keychain.layout.sheet_spec import PAPERS, Duplex, FixedGrid, Fold, SheetSpec
from keychain.yaml_source.fields import UNKNOWN_VALUE, Fields
from keychain.yaml_source.nodes import Mapping, Scalar

LABELS_BESIDE = error(
    "layout-labels-beside", "a sheet of labels has its own paper and its own grid"
)
WHOLE_BESIDE = error("layout-whole-beside", "a tag that is the sheet leaves nothing to arrange")

SHEET_KEYS = (
    *("paper", "margin", "gutter", "bleed", "duplex", "marks"),
    *("grid", "labels", "fold", "whole"),
)
BESIDE_WHOLE = ("grid", "labels", "fold")
"""What says how tags are arranged on a sheet, and says nothing where one tag is the sheet."""

GRID_KEYS = ("rows", "columns", "pitch", "offset")
MAX_CELLS_A_SIDE = 100
LARGEST_PAPER = 1000.0
"""mm; a larger sheet could not be read back at the resolution of a printer."""


def read_sheet(node: Mapping | None, faults: list[Diagnostic]) -> SheetSpec:
    """The sheet, with the office's usual A4 for what is not stated."""
    usual = SheetSpec()
    if node is None:
        return usual
    fields = Fields(node, SHEET_KEYS, faults)
    paper, paper_name = read_paper(fields, faults)
    margin = read_margin(fields, faults)
    gutter = read_mm(fields.scalar("gutter"), faults, most=100)
    bleed = read_bleed(fields, faults)
    duplex, marks = read_duplex(fields), fields.flag("marks")
    labels = fields.text("labels")
    for key in ("paper", "grid") if labels else ():
        if node.get(key) is not None:
            faults.append(LABELS_BESIDE(fields.place(key), key=key))
    whole = bool(fields.flag("whole"))
    for key in BESIDE_WHOLE if whole else ():
        if node.get(key) is not None:
            faults.append(WHOLE_BESIDE(fields.place(key), key=key))
    return SheetSpec(
        paper,
        paper_name,
        usual.margin if margin is None else margin,
        usual.gutter if gutter is None else gutter,
        usual.bleed if bleed is None else bleed,
        duplex or usual.duplex,
        usual.marks if marks is None else marks,
        _read_grid(fields.mapping("grid"), faults),
        labels.value if labels else "",
        cast(Fold | None, fields.choice("fold", get_args(Fold))),
        whole,
        stated=tuple((key.text, value.place) for key, value in node.entries),
    )


def read_margin(fields: Fields, faults: list[Diagnostic]) -> float | None:
    """``margin`` of a sheet or of a press, mm."""
    return read_mm(fields.scalar("margin"), faults, most=100)


def read_bleed(fields: Fields, faults: list[Diagnostic]) -> float | None:
    """``bleed`` on a sheet or of a press, mm."""
    return read_mm(fields.scalar("bleed"), faults, most=20)


def read_duplex(fields: Fields) -> Duplex | None:
    """``duplex`` of a sheet or of a press."""
    return cast(Duplex | None, fields.choice("duplex", get_args(Duplex)))


def read_paper(fields: Fields, faults: list[Diagnostic]) -> tuple[Size, str]:
    """``paper`` by its name or its size, and what it is called; A4 unless it says otherwise."""
    scalar = fields.scalar("paper")
    if scalar is None:
        return PAPERS["A4"], "A4"
    for name, size in PAPERS.items():
        if name.casefold() == scalar.text.strip().casefold():
            return size, name
    if re.match(r"\s*[0-9]", scalar.text):
        own = read_size(scalar, faults)
        if own and max(own.width, own.height) > LARGEST_PAPER:
            faults.append(
                BAD_NUMBER(scalar.place, found=scalar.text[:40], least=5.0, most=LARGEST_PAPER)
            )
            own = None
        return (own, f"{own.width:g} × {own.height:g} mm") if own else (PAPERS["A4"], "A4")
    faults.append(
        UNKNOWN_VALUE(
            scalar.place, key="paper", value=scalar.text[:40], nearest="A4", known=tuple(PAPERS)
        )
    )
    return PAPERS["A4"], "A4"


def _read_grid(node: Mapping | None, faults: list[Diagnostic]) -> FixedGrid | None:
    if node is None:
        return None
    fields = Fields(node, GRID_KEYS, faults)
    rows = read_count(fields.scalar("rows", required=True), faults)
    columns = read_count(fields.scalar("columns", required=True), faults)
    pitch: Size | None = read_size(fields.scalar("pitch", required=True), faults)
    offset = read_point(fields.node("offset", required=True), faults)
    if rows is None or columns is None or pitch is None or offset is None:
        return None
    return FixedGrid(rows, columns, pitch, offset)


def read_count(node: Scalar | None, faults: list[Diagnostic]) -> int | None:
    """Rows or columns."""
    if node is None:
        return None
    text = node.text.strip()
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= MAX_CELLS_A_SIDE:
        faults.append(
            BAD_NUMBER(node.place, found=text[:40], least=1.0, most=float(MAX_CELLS_A_SIDE))
        )
        return None
    return int(text)
