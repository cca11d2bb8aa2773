"""Pieces of text that replace others, and how YAML spells what goes into them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import yaml

from keychain.contacts.editing.source import Source, entry
from keychain.text import nfc
from keychain.values import dataclass
from keychain.yaml_source.nodes import NULLS


@dataclass(frozen=True, slots=True)
class Splice:
    """``text`` in place of the characters from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """``text`` with all splices made; those at one place in their order.

    Raises ValueError where two overlap.
    """
    parts: list[str] = []
    at = 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        if splice.start < at:
            raise ValueError(f"two edits of one place: {splice}")
        parts += (text[at : splice.start], splice.text)
        at = splice.end
    return "".join((*parts, text[at:]))


def spelled(value: str, style: str | None = None) -> str:
    """``value`` as a YAML scalar of the style given, plain where that says the same."""
    if style == "'":
        return "'" + value.replace("'", "''") + "'"
    if style == '"' or not _is_plain(value):
        return json.dumps(value, ensure_ascii=False)
    return value


def flow(entries: Mapping[str, str | None]) -> str:
    """``{key: value}`` of what is not None, the values already spelled."""
    return "{" + ", ".join(f"{k}: {v}" for k, v in entries.items() if v is not None) + "}"


def _is_plain(value: str) -> bool:
    """Whether the value reads back as itself without quotes, in brackets and out of them."""
    if value in NULLS or value != value.strip() or not value or "\n" in value:
        return False
    for text in (f"a: {value}", "{a: " + value + "}"):
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            return False
        assert isinstance(node, yaml.MappingNode)
        (_, read), *rest = node.value
        if rest or not isinstance(read, yaml.ScalarNode) or nfc(read.value) != nfc(value):
            return False
        if text[read.start_mark.index : read.end_mark.index] != value:
            return False
    return True


def replaced(source: Source, node: yaml.Node, value: str) -> Splice:
    """Another value for a scalar, in the quotes that it has."""
    start, end = source.start(node), source.end(node)
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    text = spelled(value, style if style in ("'", '"') else None)
    before = source.text[start - 1 : start]
    return Splice(start, end, f" {text}" if start == end and before in (":", "-") else text)


def new_entry(
    source: Source, mapping: yaml.MappingNode, key: str, text: str, order: tuple[str, ...]
) -> Splice:
    """A key with its value, already spelled, behind those that ``order`` puts before it."""
    before = set(order[: order.index(key)])
    places = [i for i, (name, _) in enumerate(mapping.value) if nfc(name.value) in before]
    after = places[-1] if places else len(mapping.value) - 1
    _, value = mapping.value[after]
    return behind(source, mapping, value, f"{key}: {text}", source.column(mapping.value[0][0]))


def with_value(
    source: Source, mapping: yaml.MappingNode, key: str, value: str, order: tuple[str, ...]
) -> Splice:
    """A key's value, replaced, or new behind those keys that ``order`` puts before it."""
    try:
        _, node = entry(mapping, key)
    except KeyError:
        return new_entry(source, mapping, key, spelled(value), order)
    return replaced(source, node, value)


def new_item(source: Source, sequence: yaml.SequenceNode, after: int, text: str) -> Splice:
    """An item, already spelled, directly behind that of index ``after``."""
    item = sequence.value[after]
    dash = source.column(sequence)
    return behind(source, sequence, item, text if sequence.flow_style else f"- {text}", dash)


def behind(
    source: Source, parent: yaml.CollectionNode, last: yaml.Node, text: str, indent: int
) -> Splice:
    """``text`` behind the part ``last`` of ``parent``: in its brackets, or on a line of its own
    that begins at column ``indent``; a text of several lines is indented with it."""
    end = source.end(last)
    if parent.flow_style:
        return Splice(end, end, f", {text}")
    at = source.line_end(end)
    lines = "".join(f"{source.newline}{' ' * indent}{line}" for line in text.split("\n"))
    return Splice(at, at, lines)


def without_item(source: Source, sequence: yaml.SequenceNode, index: int) -> Splice:
    """An item taken away, with its comma, or with its lines."""
    item = sequence.value[index]
    start, end = source.start(item), source.end(item)
    if not sequence.flow_style:
        return Splice(source.line_start(start), source.next_line(end), "")
    if index + 1 < len(sequence.value):
        return Splice(start, source.start(sequence.value[index + 1]), "")
    return Splice(source.end(sequence.value[index - 1]) if index else start, end, "")
