"""The JSON Schema of a press profile, out of the tables that its readers use."""

from __future__ import annotations

from typing import get_args

from keychain.layout.reading.press import OWN_KEYS, PRESS_KEYS
from keychain.layout.schema_values import layout_values, title, title_group
from keychain.layout.sheet_spec import Duplex
from keychain.yaml_source.json_schema import (
    DIALECT,
    Groups,
    Schema,
    SchemaWords,
    choice,
    flag,
    ref,
    text,
)


def press_schema(words: SchemaWords) -> Schema:
    """The schema, its titles and descriptions in the words given.

    What a profile leaves out is its layout's, so there are no defaults. One that extends another
    is a part, as with layouts.
    """
    whole_file, part = Groups(words), Groups(words, part=True)
    return {
        "$schema": DIALECT,
        **whole_file.told("file", "press"),
        "type": "object",
        "if": {"required": ["extends"]},
        "then": part.ref("press"),
        "else": whole_file.ref("press"),
        "$defs": {
            **_groups(whole_file),
            **_groups(part),
            "measure": layout_values(whole_file)["measure"],
        },
    }


def _groups(groups: Groups) -> Schema:
    made = {"press": _press(groups), "title": title_group(groups)}
    return {groups.name(name): group for name, group in made.items()}


def _press(groups: Groups) -> Schema:
    return groups.group(
        "press",
        (*OWN_KEYS, *PRESS_KEYS),
        {
            "extends": {**text(), "examples": ["office"]},
            "title": title(groups, vi="Máy in ở cơ quan", en="Office printer"),
            "margin": {**ref("measure"), "examples": ["5mm"]},
            "bleed": {**ref("measure"), "examples": ["1.5mm", "3mm"]},
            "duplex": {**choice(get_args(Duplex)), "examples": list(get_args(Duplex))},
            "marks": flag(),
        },
        required=("title",),
        never_null=OWN_KEYS,
    )
