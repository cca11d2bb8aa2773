"""One syntax fault should not hide the rest: the text is cut at its keys, level by level.

Each piece is read alone. What cannot be read is left out, and the mapping that it belonged to
is marked as not whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from keychain.diagnostics import Diagnostic, Place
from keychain.text import excerpt, nfc
from keychain.values import dataclass
from keychain.yaml_source.lines import Lines, has_content
from keychain.yaml_source.nodes import Mapping, Node, Scalar, Sequence
from keychain.yaml_source.syntax import MISSING_COLON
from keychain.yaml_source.tree import MOST_NODES, Tree, grow, mapping_of

# A key that stands alone on its line, with its value below.
_HEADER = re.compile(r" *(?P<key>[^\s#'\"\[\]{},&*!|>%@`:?-][^:#'\"]*):(?: +#.*| *)$")

_MOST_PIECES = 2000
_DEEPEST_CUT = 4


@dataclass(slots=True)
class _Reading:
    """What all pieces of a file share: its lines, its faults, and what may still be spent."""

    source: Lines
    faults: list[Diagnostic] = field(default_factory=list)
    nodes: int = MOST_NODES
    pieces: int = _MOST_PIECES
    excess: bool = False


def read_lines(source: Lines) -> tuple[Node | None, list[Diagnostic], bool]:
    """The tree of a file's lines, all that is wrong with them, and whether all was read.

    A mapping with a syntax fault in it holds the entries that can be read.
    """
    reading = _Reading(source)
    tree = _grow(reading, 0, len(source.lines))
    if tree and not tree.syntax:
        node = _accept(reading, tree)
        return node, reading.faults, not reading.excess
    node = _recover(reading, 0, len(source.lines), tree, 0)
    return (None if reading.excess else node), reading.faults, False


def _recover(
    reading: _Reading, start: int, end: int, tree: Tree | None, level: int
) -> Mapping | Sequence | None:
    """What can be read of lines ``start`` to ``end``, which ``tree`` shows to have a fault."""
    cuts = _cuts(reading, start, end) if level < _DEEPEST_CUT else []
    reading.pieces -= len(cuts)
    if not cuts or reading.pieces < 0:
        _refuse(reading, tree)
        return None
    before = len(reading.faults)
    pieces: list[Mapping | Sequence] = []
    whole = True
    for cut, following in zip(cuts, [*cuts[1:], end], strict=True):
        piece = _read_piece(reading, cut, following, level)
        if reading.excess:
            return None
        whole = whole and piece is not None
        pieces += [piece] if piece else []
    if len(reading.faults) == before:
        # Each piece is right by itself: the fault is in how they stand together.
        _refuse(reading, tree)
    place = Place(reading.source.file, cuts[0] + 1, _indent(reading.source.lines[cuts[0]]) + 1)
    if _begins_item(reading.source.lines[cuts[0]]):
        items = [item for piece in pieces if isinstance(piece, Sequence) for item in piece.items]
        return Sequence(tuple(items), place, whole)
    entries = [entry for piece in pieces if isinstance(piece, Mapping) for entry in piece.entries]
    return mapping_of(entries, place, reading.faults, whole)


def _read_piece(reading: _Reading, start: int, end: int, level: int) -> Mapping | Sequence | None:
    """What lines hold that begin with a key or a dash, or should; None if they cannot be read."""
    tree = _grow(reading, start, end)
    line = reading.source.lines[start]
    if tree and not tree.syntax:
        node = _accept(reading, tree)
        if isinstance(node, Mapping) or (isinstance(node, Sequence) and _begins_item(line)):
            return node
        if node:
            text = node.text if isinstance(node, Scalar) else line
            reading.faults.append(MISSING_COLON(node.place, text=excerpt(text)))
        return None
    header = _HEADER.match(line)
    if not header:
        _refuse(reading, tree)
        return None
    before = len(reading.faults)
    value = _recover(reading, start + 1, end, tree, level + 1)
    if len(reading.faults) == before:
        _refuse(reading, tree)
    if value is None:
        return None
    place = Place(reading.source.file, start + 1, header.start("key") + 1)
    return Mapping(((Scalar(nfc(header["key"].rstrip()), place), value),), place)


def _grow(reading: _Reading, start: int, end: int) -> Tree | None:
    """The tree of some lines; None if tabs hide how they belong together."""
    source = reading.source
    if any(source.tabbed[start:end]):
        return None
    return grow(source.lines[start:end], start, source.file, reading.nodes)


def _accept(reading: _Reading, tree: Tree) -> Node | None:
    reading.faults += tree.faults
    reading.nodes -= tree.count
    reading.excess = reading.excess or tree.excess
    return tree.node


def _refuse(reading: _Reading, tree: Tree | None) -> None:
    """Reports why a piece cannot be read; tabs have been reported line by line."""
    if tree and tree.syntax:
        reading.faults += [*tree.faults, tree.syntax]


def _cuts(reading: _Reading, start: int, end: int) -> list[int]:
    """The lines at which a block's keys begin; none where that cannot be told."""
    source = reading.source

    def content() -> Iterator[tuple[int, int]]:
        for index in range(start, end):
            if not source.tabbed[index] and has_content(source.lines[index]):
                yield index, _indent(source.lines[index])

    first, least = next(content(), (0, 0))
    begin = source.lines[first][least : least + 1]
    if begin in ("", "[", "{", "?") or any(depth < least for _, depth in content()):
        return []
    heads = (index for index, depth in content() if depth == least)
    if _begins_item(source.lines[first]):
        return [index for index in heads if _begins_item(source.lines[index])]
    # An item may stand as far left as the key of its list; a bracket may close there.
    return [index for index in heads if source.lines[index][least] not in "-]}"]


def _begins_item(line: str) -> bool:
    return f"{line} ".lstrip(" ").startswith("- ")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
