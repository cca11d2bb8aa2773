"""The JSON Schema of a press profile, out of the tables that its readers use."""

from __future__ import annotations

from typing import get_args

from keychain.layout.output_profile import FOGRA39
from keychain.layout.reading.press import OWN_KEYS, PRESS_KEYS
from keychain.layout.reading.production import CONDITION_KEYS, CORRECTION_KEYS, CUT_CONTOUR
from keychain.layout.reading.quantities import NUMBER
from keychain.layout.schema_values import layout_values, title, title_group
from keychain.layout.sheet_spec import Delivery, Duplex, Standard
from keychain.yaml_source.json_schema import (
    DIALECT,
    Groups,
    Schema,
    SchemaWords,
    any_case,
    choice,
    flag,
    form,
    listed,
    ref,
    text,
)


def press_schema(words: SchemaWords) -> Schema:
    """The schema, its titles and descriptions in the words given.

    What a profile leaves out is its layout's, so there are no defaults. One that extends another
    is a part, as with layouts.
    """
    whole_file, part = Groups(words), Groups(words, part=True)
    values = layout_values(whole_file)
    percent = {"type": "string", "pattern": form(rf"\+?{NUMBER}\s*%")}
    scale = listed(percent, least=2, most=2)
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
            "measure": values["measure"],
            "point": values["point"],
            "scale": whole_file.value("scale", scale, ["99.8%", "100.1%"]),
        },
    }


def _groups(groups: Groups) -> Schema:
    made = {
        "press": _press(groups),
        "title": title_group(groups),
        "condition": _condition(groups),
        "correction": _correction(groups),
    }
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
            "standard": {**choice(get_args(Standard)), "examples": list(get_args(Standard))},
            "profile": {**text(), "examples": [FOGRA39, "coated.icc"]},
            "condition": groups.ref("condition"),
            "die-line": {"anyOf": [flag(), text()], "examples": [True, CUT_CONTOUR]},
            "pages": {**choice(get_args(Delivery)), "examples": list(get_args(Delivery))},
            "stack": flag(),
            "printer": text(),
            "tray": text(),
            "front": groups.ref("correction"),
            "back": groups.ref("correction"),
        },
        required=("title",),
        never_null=OWN_KEYS,
        rules=[] if groups.part else [_own_profile_needs_a_condition()],
    )


def _own_profile_needs_a_condition() -> Schema:
    """What a profile of one's own is of, nobody can know from the file."""
    bundled = rf"^\s*{any_case(FOGRA39)}\s*$"
    own = {"required": ["profile"], "properties": {"profile": {"not": {"pattern": bundled}}}}
    return {"if": own, "then": {"required": ["condition"]}}


def _condition(groups: Groups) -> Schema:
    return groups.group(
        "condition",
        CONDITION_KEYS,
        {
            "identifier": {**text(), "examples": ["FOGRA51"]},
            "registry": {**text(), "examples": ["http://www.color.org"]},
            "info": text(),
        },
        required=("identifier",),
    )


def _correction(groups: Groups) -> Schema:
    return groups.group(
        "correction", CORRECTION_KEYS, {"shift": ref("point"), "scale": ref("scale")}
    )
