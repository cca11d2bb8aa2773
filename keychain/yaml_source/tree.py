"""Events into nodes: what the format allows is kept, the rest is refused where it stands."""

from __future__ import annotations

from dataclasses import field
from typing import Protocol

import yaml

from keychain.diagnostics import Diagnostic, Place, error
from keychain.text import excerpt, nfc
from keychain.values import dataclass
from keychain.yaml_source.characters import check_scalar, without_refused
from keychain.yaml_source.events import Unreadable, events
from keychain.yaml_source.nodes import Mapping, Node, Scalar, Sequence
from keychain.yaml_source.syntax import ALIAS, ANCHOR, TAG, Mark, Trail, explain

DUPLICATE_KEY = error("duplicate-key", "one of the two would be left out in silence")
MERGE_KEY = error("merge-key", "what a merge adds cannot be seen where it stands")
KEY_NOT_TEXT = error("key-not-text", "a key is a word, not a list or a group of keys")
TOO_DEEP = error("too-deep", "no honest file nests so far, and a hostile one does to cost time")
TOO_MANY_VALUES = error("too-many-values", "no commune is so large; a hostile file costs time")

DEEPEST = 20
"""Levels of lists and mappings."""
MOST_NODES = 100_000
"""Values and keys in a file. A commune of a hundred villages has some four thousand, a whole
province in one file 94,000."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What was read of a piece of text. ``syntax`` is the fault that ended it early; after
    ``excess`` no more of the file is read."""

    node: Node | None
    count: int
    faults: tuple[Diagnostic, ...]
    syntax: Diagnostic | None = None
    excess: bool = False


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come. A mapping's ``key`` waits for its value."""

    place: Place
    mapping: bool
    mark: Mark
    bracket: bool
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    key: Scalar | None = None
    key_lost: bool = False
    whole: bool = True


class _Builder:
    """Takes events in their order and grows the tree; faults are collected."""

    def __init__(self, file: str, first: int) -> None:
        self.file = file
        self.first = first
        self.faults: list[Diagnostic] = []
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.count = 0
        self.quoted: tuple[Mark, Mark] | None = None

    def place(self, event: yaml.Event) -> Place:
        line, column = _mark(event.start_mark)
        return Place(self.file, self.first + line + 1, column + 1)

    @property
    def trail(self) -> Trail:
        return Trail(self.quoted, tuple(part.mark for part in self.open if part.bracket))

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self.count += 1
            self.faults.append(ALIAS(self.place(event)))
            self._lose()
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        place = self.place(event)
        self.count += 1
        quoted = event.style in ("'", '"')
        self.quoted = (_mark(event.start_mark), _mark(event.end_mark)) if quoted else None
        self._check_properties(event, place)
        text = event.value
        if fault := check_scalar(text, place):
            self.faults.append(fault)
            text = without_refused(text)
        self._add(Scalar(nfc(text), place, plain=not event.style))

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        place = self.place(event)
        self.count += 1
        self.quoted = None
        self._check_properties(event, place)
        mapping = isinstance(event, yaml.MappingStartEvent)
        bracket = bool(event.flow_style)
        self.open.append(_Open(place, mapping, _mark(event.start_mark), bracket))

    def _end(self) -> None:
        part = self.open.pop()
        self.quoted = None
        if part.mapping:
            self._add(mapping_of(part.entries, part.place, self.faults, part.whole))
        else:
            self._add(Sequence(tuple(part.items), part.place, part.whole))

    def _check_properties(self, event: yaml.NodeEvent, place: Place) -> None:
        if event.anchor is not None:
            self.faults.append(ANCHOR(place))
        if getattr(event, "tag", None) is not None:
            self.faults.append(TAG(place))

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        part = self.open[-1]
        if not part.mapping:
            part.items.append(node)
        elif part.key_lost:
            part.key_lost = False
        elif part.key is not None:
            part.entries.append((part.key, node))
            part.key = None
        elif not isinstance(node, Scalar):
            self.faults.append(KEY_NOT_TEXT(node.place))
            self._lose()
        elif node.plain and node.text == "<<":
            self.faults.append(MERGE_KEY(node.place))
            self._lose()
        else:
            part.key = node

    def _lose(self) -> None:
        """Leaves out the item, the entry, or the key together with the value to come."""
        if not self.open:
            return
        part = self.open[-1]
        part.whole = False
        if part.mapping:
            part.key_lost = part.key is None and not part.key_lost
            part.key = None


class _Position(Protocol):
    """A parser's mark: counted from 0."""

    line: int
    column: int


def _mark(position: _Position | None) -> Mark:
    return (position.line, position.column) if position else (0, 0)


def mapping_of(
    entries: list[tuple[Scalar, Node]], place: Place, faults: list[Diagnostic], whole: bool = True
) -> Mapping:
    """A mapping of the first entry for each key; a fault for each further one."""
    lines: dict[str, int] = {}
    kept: list[tuple[Scalar, Node]] = []
    for name, value in entries:
        if name.text in lines:
            first = lines[name.text]
            faults.append(DUPLICATE_KEY(name.place, key=excerpt(name.text), first=first))
            continue
        lines[name.text] = name.place.line
        kept.append((name, value))
    return Mapping(tuple(kept), place, whole)


def grow(lines: list[str], first: int, file: str, spare: int = MOST_NODES) -> Tree:
    """The tree of ``lines``, which begin at index ``first`` of the file.

    ``spare`` is how many keys and values it may hold.
    """
    builder = _Builder(file, first)
    syntax: Diagnostic | None = None
    try:
        for event in events("\n".join(lines)):
            builder.take(event)
            rule = _excess(builder, spare)
            if rule:
                return Tree(None, builder.count, (*builder.faults, rule), excess=True)
    except Unreadable as fault:
        syntax = explain(fault, lines, first, file, builder.trail)
    node = builder.root if syntax is None else None
    return Tree(node, builder.count, tuple(builder.faults), syntax)


def _excess(builder: _Builder, spare: int) -> Diagnostic | None:
    if len(builder.open) > DEEPEST:
        return TOO_DEEP(builder.open[-1].place, most=DEEPEST)
    if builder.count > spare:
        part = builder.open[-1] if builder.open else None
        return TOO_MANY_VALUES(part.place if part else None, most=MOST_NODES)
    return None
