"""The lines of the one document in a file, ready for the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from keychain.diagnostics import Diagnostic, Place, error

TAB_INDENT = error("tab-indent", "YAML's levels are counted in spaces; a tab has no fixed width")
DIRECTIVE = error("directive", "a directive changes what the lines after it mean")
SEVERAL_DOCUMENTS = error("several-documents", "all but the first would be left out in silence")

# YAML 1.2, 9.1.2: a line that begins with --- or ... ends or begins a document wherever it stands.
_MARKER = re.compile(r"(---|\.\.\.)(?=\s|$)")
_ANY_MARKER = re.compile(_MARKER.pattern, re.MULTILINE)
_ANY_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_MOST_FINDINGS = 1000

_INDENT = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file's first document, every line of the file before it blank.

    ``tabbed`` has a 1 for each line whose depth nobody can know, else a 0.
    """

    file: str
    lines: list[str]
    tabbed: bytes


def has_content(line: str) -> bool:
    """Whether the line holds more than white space and a comment."""
    stripped = line.lstrip()
    return bool(stripped) and not stripped.startswith("#")


def check_tabs(lines: list[str], file: str) -> Iterator[Diagnostic]:
    """A finding for each line of content that a tab indents, at the tab; up to a thousand."""
    tabbed = (number for number, line in enumerate(lines, 1) if _tabbed(line))
    for number in islice(tabbed, _MOST_FINDINGS):
        yield TAB_INDENT(Place(file, number, lines[number - 1].index("\t") + 1))


def first_document(text: str, file: str) -> tuple[Lines, list[Diagnostic]]:
    """The first document of ``text``; findings for directives and for further documents.

    A tab that does not indent is white space like any other, and becomes a space.
    """
    lines = text.split("\n")
    faults: list[Diagnostic] = []
    if _ANY_DIRECTIVE.search(text):
        for index, line in enumerate(lines):
            if line.startswith("%") and len(faults) < _MOST_FINDINGS:
                faults.append(DIRECTIVE(Place(file, index + 1, 1)))
            lines[index] = "" if line.startswith("%") else line
    if _ANY_MARKER.search(text):
        faults += _cut(lines, file)
    tabbed = bytes(map(_tabbed, lines))
    if "\t" in text:
        lines = [line.replace("\t", " ") for line in lines]
    return Lines(file, lines, tabbed), faults


def _tabbed(line: str) -> bool:
    if "\t" not in line or not has_content(line):
        return False
    match = _INDENT.match(line)
    return match is not None and "\t" in match[0]


def _cut(lines: list[str], file: str) -> list[Diagnostic]:
    """Takes the markers out of ``lines``, and all lines after the first document."""
    begun = False
    ended = False
    for index, line in enumerate(lines):
        marker = _MARKER.match(line)
        if (marker is None and ended and has_content(line)) or (
            marker is not None and marker[0] == "---" and (begun or ended)
        ):
            del lines[index:]
            return [SEVERAL_DOCUMENTS(Place(file, index + 1, 1))]
        if marker is None:
            begun = begun or has_content(line)
            continue
        if marker[0] == "...":
            ended = True
            lines[index] = ""
        else:
            begun = True
            if not has_content(line[marker.end() :]):
                lines[index] = ""
    return []
