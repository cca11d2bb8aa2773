"""The lines of the one document in a file, ready for the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from keychain.diagnostics import Diagnostic, Place, error, warning
from keychain.text import excerpt
from keychain.values import dataclass

TAB_INDENT = error("tab-indent", "YAML's levels are counted in spaces; a tab has no fixed width")
FOREIGN_SPACE = error("foreign-space", "it looks like a space, and YAML takes it for a letter")
TEXT_AFTER_HASH = warning("text-after-hash", "what belongs to a value would be left out in silence")
DIRECTIVE = error("directive", "a directive changes what the lines after it mean")
SEVERAL_DOCUMENTS = error("several-documents", "all but the first would be left out in silence")

# YAML 1.2, 9.1.2: a line that begins with --- or ... ends or begins a document wherever it stands.
_MARKER = re.compile(r"(---|\.\.\.)(?=\s|$)")
_ANY_MARKER = re.compile(_MARKER.pattern, re.MULTILINE)
_ANY_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_MOST_FINDINGS = 1000

_INDENT = re.compile(r"[ \t]*")

# Every space of Unicode (category Zs) but the plain one. They come from Word and from web pages.
_FOREIGN = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ANY_FOREIGN = re.compile(f"[{_FOREIGN}]")
# Seldom needed, and slow to compile, so the last three are compiled when they are.
# What stands before a value, where only plain spaces part and indent; inside braces likewise.
_HEAD = rf"[ {_FOREIGN}]*(?:-[ {_FOREIGN}]+)*(?:[\w-]+:[{_FOREIGN}]+)?"
_FLOW_HEAD = rf"[{{,][ {_FOREIGN}]*[\w-]+:[{_FOREIGN}]*"

# A value, not yet in quotes, and a # that touches a digit: "Tổ #5".
_REMARK = r"""[^#'"]*[^\s#'":,{\[-][ \t]+(?P<remark>#[0-9].*)"""


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


def check_remarks(lines: list[str], file: str) -> Iterator[Diagnostic]:
    """A finding for each remark that may be part of the value before it; up to a thousand."""
    found = (
        (number, re.match(_REMARK, line)) for number, line in enumerate(lines, 1) if "#" in line
    )
    for number, match in islice(((n, match) for n, match in found if match), _MOST_FINDINGS):
        place = Place(file, number, match.start("remark") + 1)
        yield TEXT_AFTER_HASH(place, text=excerpt(match["remark"]))


def first_document(text: str, file: str) -> tuple[Lines, list[Diagnostic]]:
    """The first document of ``text``; findings for directives, for further documents, and for
    spaces that are none.

    A tab that does not indent is white space like any other, and becomes a space.
    """
    lines = text.split("\n")
    faults = _make_plain(lines, file) if _ANY_FOREIGN.search(text) else []
    if _ANY_DIRECTIVE.search(text):
        for index, line in enumerate(lines):
            if line.startswith("%") and len(faults) < _MOST_FINDINGS:
                faults.append(DIRECTIVE(Place(file, index + 1, 1)))
            lines[index] = "" if line.startswith("%") else line
    if _ANY_MARKER.search(text):
        faults += _cut(lines, file)
    tabbed = bytes(map(_tabbed, lines))
    if "\t" in text:
        for index, line in enumerate(lines):
            lines[index] = line.replace("\t", " ")
    return Lines(file, lines, tabbed), faults


def _make_plain(lines: list[str], file: str) -> list[Diagnostic]:
    """Makes the spaces before values plain in ``lines``, so that the rest can be read."""
    faults: list[Diagnostic] = []
    for index, line in enumerate(lines):
        plain = _with_plain_spaces(line) if _ANY_FOREIGN.search(line) else line
        if plain != line and len(faults) < _MOST_FINDINGS:
            at = next(n for n, c in enumerate(plain) if c != line[n])
            place = Place(file, index + 1, at + 1)
            faults.append(FOREIGN_SPACE(place, character=f"U+{ord(line[at]):04X}"))
        lines[index] = plain
    return faults


def _with_plain_spaces(line: str) -> str:
    def plain(match: re.Match[str]) -> str:
        return _ANY_FOREIGN.sub(" ", match[0])

    start, brace, rest = re.sub(_HEAD, plain, line, count=1).partition("{")
    return start + re.sub(_FLOW_HEAD, plain, brace + rest)


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
