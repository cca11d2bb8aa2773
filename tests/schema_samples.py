"""Files as an editor and as the program see them, for the tests of the schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from layout_samples import from_text

from keychain.cli.schema import schema_words
from keychain.contacts import read_contacts
from keychain.contacts.schema import contacts_schema
from keychain.diagnostics import Diagnostic, Severity
from keychain.layout import read_press
from keychain.layout.output_profile import fogra39
from keychain.layout.reading.labels import read_labels
from keychain.layout.schema import layout_schema
from keychain.layout.schema_labels import labels_schema
from keychain.layout.schema_press import press_schema

EVERY_KEY = """\
title: Every key
larger: card-cr80
tag:
  shape: rounded
  size: 60mm x 40mm
  radius: 3mm
  bleed: 3mm
  safe: 3mm
  safe-lines: 2mm
  hole: {at: [7.5mm, 20mm], diameter: 5mm, clear: 2mm}
sheet:
  paper: A4
  margin: 5mm
  gutter: 0mm
  bleed: 1.5mm
  duplex: long-edge
  marks: yes
  grid: {rows: 5, columns: 3, pitch: 65mm x 45mm, offset: [5mm, 8mm]}
colours:
  red: [0, 100, 90, 10]
styles:
  number: {font: Roboto Condensed, weight: 600, digits: true, size: 16pt - 8pt, colour: red}
  words: {font: Be Vietnam Pro, size: 8pt - 6pt}
front:
  background:
    layers:
      head: {shape: disc, centre: [-16mm, 14.5mm], radius: 29mm, fill: red}
      edge: {shape: line, stroke: [0, 0, 0, 100], stroke-width: 0.5mm}
  body:
    x: 15mm
    y: 5mm
    width: 80%
    height: 30mm
    gap: 1mm
    column:
      village:
        text: "{village.name}"
        style: words
        shorter: ["{village.kind}", {vi: a, en: b}]
        shortens: 3
        shrinks: 5
        leaves: 9
      lead: {text: "{lead.phone}", style: number, size: 12pt, grow: 1, valign: middle}
      note:
        text: {vi: "Từ {mark.month}", en: "From {mark.month}"}
        style: words
        weight: 700
        colour: red
        digits: no
        lines: 2
        align: right
        on: village
        longer: {size: 7pt, lines: 2}
        when: {with: village, has: campaign.slogan, lacks: village.kind, rest: 1-4, hotlines: 5+}
      code: {qr: dial, module: 0.508mm - 0.424mm, when: campaign.title}
back:
  body:
    x: 5mm
    y: 4mm
    width: 50mm
    height: 32mm
    layers:
      list:
        phones: others
        number: {style: number, size: 10pt}
        short: {style: number}
        side: left
        gap: 1mm
        row-gap: 0.5mm
        labels:
          - lines:
              - {text: "{name}", style: words}
              - {text: {vi: "{role}"}, style: words, font: Noto Sans}
            hotline-lines: 1
      row:
        when: {left-out: code, without: list}
        row: {}
"""
"""A layout with every key but ``extends`` and ``abstract``."""

EVERY_PRESS_KEY = """\
title: Every key
margin: 5mm
bleed: 1.5mm
duplex: long-edge
marks: yes
standard: x-4
profile: coated.icc
condition: {identifier: FOGRA39, registry: http://www.color.org, info: Coated paper}
die-line: CutContour
pages: tags
stack: no
printer: Hall
tray: Tray 2
front: {shift: [0.3mm, -0.2mm], scale: [99.8%, 100.1%]}
back: {shift: [-0.5mm, 0mm], scale: [100%, 100%]}
"""
"""A press with every key but ``extends``."""

EVERY_LABELS_KEY = """\
title: Every key
sold-as: [Own A-1]
paper: A4
shape: rounded
size: 60mm x 40mm
radius: 2mm
rows: 2
columns: 3
pitch: 62mm x 42mm
offset: [10mm, 10mm]
more: [{rows: 1, columns: 2, pitch: 62mm x 42mm, offset: [10mm, 200mm]}]
"""
"""A label sheet with every key."""

CONTACTS = Draft202012Validator(contacts_schema(schema_words("vi")))
LAYOUT = Draft202012Validator(layout_schema(schema_words("en")))
LABELS = Draft202012Validator(labels_schema(schema_words("en")))
PRESS = Draft202012Validator(press_schema(schema_words("en")))


LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads tags as they are, which is none; the C one is faster and not everywhere."""

_INTEGERS = ((r"[-+]?[0-9]+", 10), (r"0o[0-7]+", 8), (r"0x[0-9a-fA-F]+", 16))
_FLOAT = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
_ENDLESS = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"


def as_an_editor(text: str) -> Any:
    """The values that an editor's plugin validates."""
    return _value(yaml.compose(text, LOADER))


def _value(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if not isinstance(node, yaml.ScalarNode):
        return None
    return node.value if node.style else _plain(node.value)


def _plain(text: str) -> Any:
    """A plain scalar, typed by the core schema of YAML 1.2 (10.3.2)."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    for form, base in _INTEGERS:
        if re.fullmatch(form, text):
            return int(text if base == 10 else text[2:], base)
    if re.fullmatch(_FLOAT, text):
        return float(text)
    if re.fullmatch(_ENDLESS, text):
        return float(text.replace(".", ""))
    return text


def schema_refuses(validator: Draft202012Validator, text: str) -> list[str]:
    """Why the schema refuses the file; empty where it does not."""
    return [
        f"{'.'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
        for fault in validator.iter_errors(as_an_editor(text))
    ]


def contacts_refused(text: str) -> list[str]:
    """The codes of the program's errors in a contacts file."""
    return _errors(read_contacts(text.encode(), "c.yaml")[1])


def layout_refused(text: str, **others: str) -> list[str]:
    """The codes of the program's errors in a layout."""
    return _errors(from_text(text, **others)[1])


def labels_refused(text: str) -> list[str]:
    """The codes of the program's errors in a label sheet called ``own``."""
    files = {"labels/own.yaml": text.encode()}
    return _errors(read_labels("own", files.get, ("own",))[1])


def press_refused(text: str, **others: str) -> list[str]:
    """The codes of the program's errors in a press called ``own``; ``others`` are beside it."""
    files = {f"presses/{name}.yaml": body for name, body in {**others, "own": text}.items()}

    def load(path: str) -> bytes | None:
        if path == "presses/coated.icc":
            return fogra39().icc
        return files[path].encode() if path in files else None

    return _errors(read_press("own", load, ("own", *others))[1])


def _errors(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [each.code for each in findings if each.severity is Severity.ERROR]


def parts(schema: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table in a schema, with where it is."""
    if isinstance(schema, dict):
        yield place, schema
    for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if isinstance(value, dict | list):
            yield from parts(value, f"{place}/{key}")
