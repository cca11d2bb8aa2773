"""One YAML file, read: its top mapping, and every fault of its form in one run."""

from __future__ import annotations

from keychain.diagnostics import Diagnostic, Place, error
from keychain.values import dataclass
from keychain.yaml_source.bounded import bounded
from keychain.yaml_source.characters import check_characters, read_text, without_refused
from keychain.yaml_source.lines import check_remarks, check_tabs, first_document, has_content
from keychain.yaml_source.nodes import Mapping, Node
from keychain.yaml_source.recovery import read_lines

FILE_TOO_LARGE = error("file-too-large", "a hostile file would cost time and memory")
TOO_MANY_LINES = error("too-many-lines", "each line costs memory, however short it is")
EMPTY_FILE = error("empty-file", "there is nothing in it to work with")
NO_KEYS = error("no-keys", "such a file is made of keys and values")

MOST_BYTES = 1280 * 1024
"""The largest file that is read. A commune of a hundred villages needs some 50 kB, a whole
province in one file, 2,000 villages with three officers each, 1,150 kB."""
MOST_LINES = 100_000
"""Lines in a file; a whole province in one file has 30,000."""


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """``root`` is the file's top mapping, None where there is none to go on with.

    ``complete`` is false when a fault hides a part of the file; the mapping that misses
    something says so itself (``Mapping.whole``).
    """

    root: Mapping | None
    diagnostics: tuple[Diagnostic, ...]
    complete: bool


def read_yaml(data: bytes, file: str) -> YamlDocument:
    """The nodes of a YAML file. Nothing in them is typed; every fault is an error.

    ``file`` is the name that places carry. Reading costs well under a second for any bytes.
    """
    if len(data) > MOST_BYTES:
        fault = FILE_TOO_LARGE(
            Place(file, 1, 1), size=-(-len(data) // 1024), most=MOST_BYTES // 1024
        )
        return YamlDocument(None, (fault,), False)
    text, undecodable = read_text(data, file)
    if text is None:
        return YamlDocument(None, (undecodable,) if undecodable else (), False)
    if text.count("\n") > MOST_LINES:
        many = TOO_MANY_LINES(Place(file, MOST_LINES + 1, 1), most=MOST_LINES)
        return YamlDocument(None, (many,), False)
    faults = _in_lines(text, file)
    source, found = first_document(without_refused(text), file)
    faults += found
    if any(map(has_content, source.lines)):
        node, found, complete = read_lines(source)
        root, wrong_top = _top(node)
        faults += found + wrong_top
    else:
        root, complete = None, False
        faults.append(EMPTY_FILE(Place(file, 1, 1)))
    return YamlDocument(root, in_order(bounded(faults)), complete)


def _in_lines(text: str, file: str) -> list[Diagnostic]:
    """What is found line by line."""
    lines = text.split("\n")
    checks = (check_characters, check_tabs, check_remarks)
    return [finding for check in checks for finding in check(lines, file)]


def in_order(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file in the order of their places; those without one come last."""
    last = Place("", 1 << 62, 1)
    return tuple(sorted(diagnostics, key=lambda d: (d.place is None, d.place or last)))


def _top(node: Node | None) -> tuple[Mapping | None, list[Diagnostic]]:
    if node is None or isinstance(node, Mapping):
        return node, []
    return None, [NO_KEYS(node.place)]
