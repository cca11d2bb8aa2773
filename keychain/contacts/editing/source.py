"""A YAML file's characters and where in them each value stands, for edits that touch no others.

PyYAML composes the tree and says where each node begins and ends; positions here are indices into
``Source.text``, whose line ends are the file's own.
"""

from __future__ import annotations

import re

import yaml

from keychain.text import nfc
from keychain.values import dataclass

_BREAK = re.compile(r"\r\n|\n|\r")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Source:
    """The text without a byte-order mark, its tree, and the index at which each line begins."""

    text: str
    marked: bool
    root: yaml.MappingNode
    lines: tuple[int, ...]

    def start(self, node: yaml.Node) -> int:
        """Where a node's own characters begin."""
        return self._at(node.start_mark)

    def end(self, node: yaml.Node) -> int:
        """Behind a node's last character; comments and line ends are none of its own."""
        if isinstance(node, yaml.ScalarNode):
            at = self._at(node.end_mark)
            # The mark of a block scalar stands at the line after it.
            return len(self.text[:at].rstrip()) if node.style in ("|", ">") else at
        assert isinstance(node, yaml.CollectionNode)
        if node.flow_style or not node.value:
            return self._at(node.end_mark)
        last = node.value[-1]
        return self.end(last[1] if isinstance(node, yaml.MappingNode) else last)

    def column(self, node: yaml.Node) -> int:
        """How many characters stand before the node on its first line."""
        return int(node.start_mark.column)

    def line_end(self, at: int) -> int:
        """Where the line that holds ``at`` ends, before its line end."""
        found = _BREAK.search(self.text, at)
        return found.start() if found else len(self.text)

    def next_line(self, at: int) -> int:
        """Where the line after that of ``at`` begins, or the end of the text."""
        found = _BREAK.search(self.text, at)
        return found.end() if found else len(self.text)

    def line_start(self, at: int) -> int:
        """Where the line that holds ``at`` begins."""
        return max(start for start in self.lines if start <= at)

    @property
    def newline(self) -> str:
        """The file's line end, as its first line has it."""
        found = _BREAK.search(self.text)
        return found[0] if found else "\n"

    def _at(self, mark: yaml.Mark) -> int:
        return (
            self.lines[mark.line] + int(mark.column)
            if mark.line < len(self.lines)
            else len(self.text)
        )


def read_source(data: bytes) -> Source:
    """The source of a file that has been read without errors of form, UTF-8."""
    text = data.decode("utf-8")
    marked = text.startswith(_MARK)
    text = text.removeprefix(_MARK)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    root = yaml.compose(text, Loader=loader)
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("not a mapping")
    lines = (0, *(found.end() for found in _BREAK.finditer(text)))
    return Source(text, marked, root, lines)


def entry(mapping: yaml.MappingNode, key: str) -> tuple[yaml.ScalarNode, yaml.Node]:
    """A mapping's key and value nodes. Raises KeyError where it is not there."""
    for name, value in mapping.value:
        if isinstance(name, yaml.ScalarNode) and nfc(name.value) == key:
            return name, value
    raise KeyError(key)


def value_at(mapping: yaml.MappingNode, *keys: str) -> yaml.Node:
    """The node under ``keys``, one below the other. Raises KeyError."""
    node: yaml.Node = mapping
    for key in keys:
        if not isinstance(node, yaml.MappingNode):
            raise KeyError(key)
        node = entry(node, key)[1]
    return node


def mapping_at(mapping: yaml.MappingNode, *keys: str) -> yaml.MappingNode:
    """The mapping under ``keys``. Raises KeyError, and ValueError where another node is there."""
    node = value_at(mapping, *keys)
    if not isinstance(node, yaml.MappingNode):
        raise ValueError("not a mapping")
    return node
