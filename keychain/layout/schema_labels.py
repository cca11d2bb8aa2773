"""The JSON Schema of a label sheet, out of the tables that its reader uses."""

from __future__ import annotations

from keychain.layout.reading.labels import GRID_KEYS, LABELS_KEYS, SHAPES
from keychain.layout.reading.outline import USUAL_SHAPE
from keychain.layout.reading.sheet import MAX_CELLS_A_SIDE
from keychain.layout.schema_values import layout_values, title, title_group
from keychain.layout.sheet_spec import PAPERS
from keychain.yaml_source.json_schema import (
    DIALECT,
    Groups,
    Schema,
    SchemaWords,
    choice,
    listed,
    ref,
    text,
    whole,
)


def labels_schema(words: SchemaWords) -> Schema:
    """The schema, its titles and descriptions in the words given."""
    groups = Groups(words)
    values = layout_values(groups)
    return {
        "$schema": DIALECT,
        **groups.told("file", "labels"),
        **_labels(groups),
        "$defs": {
            "title": title_group(groups),
            "grid": groups.group("grid", GRID_KEYS, _grid(), required=GRID_KEYS),
            **{name: values[name] for name in ("measure", "size", "point")},
        },
    }


def _labels(groups: Groups) -> Schema:
    return groups.group(
        "labels",
        LABELS_KEYS,
        {
            "title": title(groups, vi="Tem 63,5 × 38,1", en="Labels 63.5 × 38.1"),
            "sold-as": {**listed(text()), "examples": [["Avery L7160"]]},
            "paper": {"anyOf": [*choice(PAPERS)["anyOf"], ref("size")], "default": "A4"},
            "shape": {**choice(SHAPES), "default": USUAL_SHAPE},
            "size": {**ref("size"), "examples": ["63.5mm x 38.1mm"]},
            "radius": {**ref("measure"), "examples": ["2mm"]},
            **_grid(),
            "more": listed(groups.ref("grid")),
        },
        required=("title", "size", *GRID_KEYS),
    )


def _grid() -> dict[str, Schema]:
    return {
        "rows": whole(1, MAX_CELLS_A_SIDE),
        "columns": whole(1, MAX_CELLS_A_SIDE),
        "pitch": {**ref("size"), "examples": ["66.04mm x 38.1mm"]},
        "offset": ref("point"),
    }
