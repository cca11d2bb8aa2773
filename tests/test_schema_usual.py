"""The examples and defaults of the schemas are right, and the defaults are the program's."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator

import pytest
import yaml
from jsonschema import Draft202012Validator
from layout_samples import from_text
from schema_samples import CONTACTS, LAYOUT, LOADER, PRESS, parts, schema_refuses

from keychain.contacts import read_contacts
from keychain.diagnostics import Place
from keychain.layout.reading.box_keys import LONGER_KEYS

FEW_KEYS = """\
title: Few keys
tag: {size: 60mm x 40mm, hole: {at: [10mm, 10mm], diameter: 5mm}}
sheet: {grid: {rows: 1, columns: 1, pitch: 65mm x 45mm, offset: [5mm, 5mm]}}
styles:
  plain: {}
front:
  background: {layers: {disc: {shape: disc, centre: [0mm, 0mm]}}}
  body:
    column:
      text: {text: a, style: plain, longer: {}}
      qr: {qr: dial}
      line: {shape: line, stroke: black}
      phones: {phones: rest, number: {style: plain}, labels: [{lines: [{text: b, style: plain}]}]}
      row: {row: {}}
back: {body: {row: {}}}
"""
FEW_CONTACTS = """\
commune: {name: Xã Kiên Mộc, province: Tỉnh Lạng Sơn}
campaign: {}
hotlines: [{label: Công an, phone: 113}]
officers: {an: {name: Hoàng Văn An, phone: 0950 000 001}}
villages: {ban-phuc: {name: Bản Phục, officers: [an]}}
"""


@pytest.mark.parametrize(
    "validator", [CONTACTS, LAYOUT, PRESS], ids=["contacts", "layout", "press"]
)
def test_examples_and_defaults_are_right(validator: Draft202012Validator) -> None:
    count = 0
    for place, each in parts(validator.schema):
        samples = [*each.get("examples", []), *([each["default"]] if "default" in each else [])]
        if place.endswith("/properties"):
            continue
        own = validator.evolve(schema={**each, "$defs": validator.schema["$defs"]})
        for sample in samples:
            assert list(own.iter_errors(sample)) == [], (place, sample)
            count += 1
    assert count >= (10 if validator is PRESS else 21)


@pytest.mark.parametrize(
    ("validator", "text", "read"),
    [
        (CONTACTS, FEW_CONTACTS, lambda text: read_contacts(text.encode(), "c.yaml")[0]),
        (LAYOUT, FEW_KEYS, lambda text: from_text(text)[0]),
    ],
    ids=["contacts", "layout"],
)
def test_a_default_says_what_is_so_without_it(
    validator: Draft202012Validator, text: str, read: Callable[[str], object]
) -> None:
    without = read(text)
    assert without is not None
    assert schema_refuses(validator, text) == []
    tried = set()
    schema = validator.schema
    groups = [schema, *schema["$defs"].values()]
    usual = [
        (set(group["properties"]), key, value["default"])
        for group in groups
        for key, value in group.get("properties", {}).items()
        if "default" in value
    ]
    for number in range(len(list(mappings(yaml.compose(text, LOADER))))):
        for keys, key, default in usual:
            root = yaml.compose(text, LOADER)
            name, mapping = list(mappings(root))[number]
            there = {name.value for name, _ in mapping.value}
            # Of all groups only this one could be taken for another: a box has lines too.
            other = (name == "longer") != (keys == set(LONGER_KEYS))
            if key in there or not there <= keys or other:
                continue
            mapping.value.append(
                (yaml.compose(key, LOADER), yaml.compose(json.dumps(default), LOADER))
            )
            changed = yaml.serialize(root, Dumper=yaml.BaseDumper, allow_unicode=True)
            if schema_refuses(validator, changed) == []:
                assert bare(read(changed)) == bare(without), (key, default, changed)
                tried.add(key)
    assert tried == {key for _, key, _ in usual}


def mappings(node: yaml.Node | None, name: str = "") -> Iterator[tuple[str, yaml.MappingNode]]:
    """Every mapping with the key that it stands under."""
    if isinstance(node, yaml.MappingNode):
        yield name, node
        for key, value in node.value:
            yield from mappings(value, key.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from mappings(item)


def bare(value: object) -> object:
    """A value without the places that it was read from."""
    if isinstance(value, Place):
        return None
    if dataclasses.is_dataclass(value):
        return [
            bare(getattr(value, field.name)) for field in dataclasses.fields(value) if field.compare
        ]
    return [bare(each) for each in value] if isinstance(value, tuple) else value
