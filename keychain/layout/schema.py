"""The JSON Schema of a layout file, out of the tables that its readers use.

A layout that extends another may lack any key, and takes one away with ``null``; inside a list,
which replaces the parent's, nothing may lack. So most groups are there twice: ``box`` and
``part-box``. A value is judged where it stands: which names there are (styles, boxes, pictures,
layouts), the bounds of lengths, and what a parent holds, only the program knows.
"""

from __future__ import annotations

from typing import get_args

from keychain.layout.outline import ShapeName
from keychain.layout.reading.inherit import OWN_KEYS
from keychain.layout.reading.layout_file import (
    FACE_KEYS,
    HOLE_KEYS,
    LAYOUT_KEYS,
    TAG_KEYS,
    USUAL_BLEED,
    USUAL_CLEAR,
    USUAL_SAFE,
)
from keychain.layout.reading.outline import USUAL_SHAPE
from keychain.layout.reading.sheet import GRID_KEYS, MAX_CELLS_A_SIDE, SHEET_KEYS
from keychain.layout.reading.styles import FAMILIES, PLAIN, STYLE_KEYS
from keychain.layout.schema_boxes import box_groups, label_groups
from keychain.layout.schema_values import (
    font_rules,
    layout_values,
    mm,
    title,
    title_group,
    weight,
)
from keychain.layout.sheet_spec import PAPERS, Duplex, Fold, SheetSpec
from keychain.layout.spec import USUAL_READ_FROM, USUAL_SCAN_FROM
from keychain.yaml_source.fields import YES
from keychain.yaml_source.json_schema import (
    DIALECT,
    Groups,
    Schema,
    SchemaWords,
    choice,
    flag,
    named,
    ref,
    switch,
    text,
    whole,
)


def layout_schema(words: SchemaWords) -> Schema:
    """The schema, its titles and descriptions in the words given."""
    whole_file, part = Groups(words), Groups(words, part=True)
    incomplete = {"properties": {"abstract": switch(YES)}, "required": ["abstract"]}
    return {
        "$schema": DIALECT,
        **whole_file.told("file", "layout"),
        "type": "object",
        "if": {"anyOf": [{"required": ["extends"]}, incomplete]},
        "then": part.ref("layout"),
        "else": whole_file.ref("layout"),
        "$defs": {
            **_groups(whole_file),
            **box_groups(whole_file),
            **label_groups(whole_file),
            **_groups(part),
            **box_groups(part),
            **layout_values(whole_file),
        },
    }


def _groups(groups: Groups) -> Schema:
    made = {
        "layout": _layout(groups),
        "title": title_group(groups),
        "tag": _tag(groups),
        "hole": groups.group(
            "hole",
            HOLE_KEYS,
            {
                "at": ref("point"),
                "diameter": {**ref("measure"), "examples": ["5mm"]},
                "clear": {**ref("measure"), "default": mm(USUAL_CLEAR)},
            },
            required=("at", "diameter"),
        ),
        "sheet": _sheet(groups),
        "grid": groups.group(
            "grid",
            GRID_KEYS,
            {
                "rows": whole(1, MAX_CELLS_A_SIDE),
                "columns": whole(1, MAX_CELLS_A_SIDE),
                "pitch": {**ref("size"), "examples": ["63.5mm x 38.1mm"]},
                "offset": ref("point"),
            },
            required=GRID_KEYS,
        ),
        "face": groups.group(
            "face", FACE_KEYS, dict.fromkeys(FACE_KEYS, groups.ref("box")), required=("body",)
        ),
        "style": groups.told("group", "style")
        | groups.group(
            "box",
            STYLE_KEYS,
            {
                "font": {**choice(FAMILIES), "default": PLAIN.font.family},
                "weight": {**weight(), "default": PLAIN.font.weight},
                "size": {**ref("type-sizes"), "default": f"{PLAIN.sizes[0]:g}pt"},
                "colour": {**ref("colour"), "default": "black"},
                "digits": {**flag(), "default": PLAIN.digits},
            },
            rules=font_rules(),
        ),
    }
    return {groups.name(name): group for name, group in made.items()}


def _layout(groups: Groups) -> Schema:
    colour = groups.nullable(ref("inks"))
    return groups.group(
        "layout",
        (*OWN_KEYS, *LAYOUT_KEYS),
        {
            "extends": {**text(), "examples": ["base", "fob-54x29"]},
            "abstract": {**flag(), "default": False},
            "title": title(groups, vi="Móc chìa khóa 54 × 29", en="Key fob 54 × 29"),
            "larger": {**text(), "examples": ["card-cr80"]},
            "tag": groups.ref("tag"),
            "sheet": groups.ref("sheet"),
            "colours": {**named(colour), "examples": [{"red": [0, 100, 90, 10]}]},
            "styles": named(groups.nullable(groups.ref("style"))),
            "front": groups.ref("face"),
            "back": groups.ref("face"),
        },
        required=("title", "tag", "front"),
        never_null=OWN_KEYS,
    )


def _tag(groups: Groups) -> Schema:
    return groups.group(
        "tag",
        TAG_KEYS,
        {
            "shape": {**choice(get_args(ShapeName)), "default": USUAL_SHAPE},
            "size": ref("size"),
            "radius": {**ref("measure"), "default": mm(0)},
            "path": {**text(), "examples": ["M 0 10 L 10 0 H 40 V 20 H 10 Z", "shield.svg"]},
            "bleed": {**ref("measure"), "default": mm(USUAL_BLEED)},
            "safe": {**ref("measure"), "default": mm(USUAL_SAFE)},
            "safe-lines": {**ref("measure"), "examples": ["2mm"]},
            "hole": groups.ref("hole"),
            "read-from": {**ref("distance"), "default": f"{USUAL_READ_FROM:g}m"},
            "scan-from": {**ref("distance"), "default": f"{USUAL_SCAN_FROM:g}m"},
        },
        required=("size",),
    )


def _sheet(groups: Groups) -> Schema:
    usual = SheetSpec()
    return groups.group(
        "sheet",
        SHEET_KEYS,
        {
            "paper": {
                "anyOf": [*choice(PAPERS)["anyOf"], ref("size")],
                "default": usual.paper_name,
            },
            "margin": {**ref("measure"), "default": mm(usual.margin)},
            "gutter": {**ref("measure"), "default": mm(usual.gutter)},
            "bleed": {**ref("measure"), "default": mm(usual.bleed)},
            "duplex": {**choice(get_args(Duplex)), "default": usual.duplex},
            "marks": {**flag(), "default": usual.marks},
            "grid": groups.ref("grid"),
            "labels": {**text(), "examples": ["63x38-21", "Avery L7160"]},
            "fold": choice(get_args(Fold)),
            "whole": {**flag(), "default": usual.whole},
        },
        rules=[groups.excludes("labels", ("paper", "grid"))],
    )
