"""A parser's complaint, turned into what a person did wrong and the line where they look.

The parser tells where it could not go on, which is often the line after the slip.
"""

from __future__ import annotations

import re

from keychain.diagnostics import Diagnostic, Place, error
from keychain.text import excerpt
from keychain.values import dataclass
from keychain.yaml_source.events import Unreadable
from keychain.yaml_source.lines import has_content

MISSING_COLON = error("missing-colon", "a key ends in a colon and a space")
SECOND_COLON = error("second-colon", "a colon and a space inside a value begin another value")
WRONG_INDENT = error("wrong-indent", "how far a line is moved in says what it belongs to")
MISPLACED_ITEM = error("misplaced-item", "a dash begins an item, under the key of its list")
UNCLOSED_QUOTE = error("unclosed-quote", "the rest of the file would be part of the value")
TEXT_AFTER_QUOTE = error("text-after-quote", "a value that begins with a quote ends with it")
UNCLOSED_BRACKET = error("unclosed-bracket", "the rest of the file would be part of the list")
MISSING_COMMA = error("missing-comma", "inside brackets a comma stands between two items")
STRAY_BRACKET = error("stray-bracket", "a bracket closes what none has opened")
RESERVED_CHARACTER = error("reserved-character", "YAML keeps it for itself at the start of a value")
BAD_ESCAPE = error("bad-escape", "inside double quotes a backslash begins a code")
TAG = error("yaml-tag", "a tag would turn a number into something else")
ANCHOR = error("yaml-anchor", "a value that stands in two places is changed in one and forgotten")
ALIAS = error("yaml-alias", "a value that is written elsewhere cannot be checked by eye")
YAML_SYNTAX = error("yaml-syntax", "the file cannot be read from here on")

Mark = tuple[int, int]

_COLON = re.compile(r":(?=\s)")


@dataclass(frozen=True, slots=True)
class Trail:
    """What was read just before the fault; lines and columns count from 0.

    ``quoted`` is where the last scalar began and ended, if it stood in quotes; ``brackets``
    are the brackets still open.
    """

    quoted: tuple[Mark, Mark] | None
    brackets: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    fault: Unreadable
    lines: list[str]
    first: int
    file: str
    trail: Trail

    def at(self, mark: Mark) -> Place:
        return Place(self.file, self.first + mark[0] + 1, mark[1] + 1)

    def character(self, mark: Mark) -> str:
        line, column = mark
        return self.lines[line][column : column + 1] if line < len(self.lines) else ""

    @property
    def mark(self) -> Mark:
        return self.fault.line, self.fault.column

    @property
    def opening(self) -> Mark:
        return self.fault.opening or self.mark

    @property
    def line(self) -> str:
        return self.lines[self.fault.line] if self.fault.line < len(self.lines) else ""


def explain(fault: Unreadable, lines: list[str], first: int, file: str, trail: Trail) -> Diagnostic:
    """The finding for a syntax fault in ``lines``, which begin at index ``first`` of the file."""
    case = _Case(fault, lines, first, file, trail)
    return (
        _refused(case)
        or _quotes(case)
        or _brackets(case)
        or _levels(case)
        or YAML_SYNTAX(case.at(case.mark))
    )


def _refused(case: _Case) -> Diagnostic | None:
    context, problem = case.fault.context, case.fault.problem
    if "alias" in context:
        return ALIAS(case.at(case.opening))
    if "anchor" in context:
        return ANCHOR(case.at(case.opening))
    if "tag" in context or "tag handle" in problem:
        return TAG(case.at(case.opening))
    if "cannot start any token" in problem:
        return _reserved(case, case.mark)
    if "block scalar" in context:
        return _reserved(case, case.opening)
    if "node content" in problem:
        character = case.character(case.mark)
        if character in ("]", "}"):
            return STRAY_BRACKET(case.at(case.mark), bracket=character)
        return _reserved(case, case.mark) if character else None
    return None


def _reserved(case: _Case, mark: Mark) -> Diagnostic:
    return RESERVED_CHARACTER(case.at(mark), character=case.character(mark))


def _quotes(case: _Case) -> Diagnostic | None:
    fault = case.fault
    if "quoted scalar" in fault.context:
        if "end of stream" in fault.problem or "document separator" in fault.problem:
            return UNCLOSED_QUOTE(case.at(case.opening))
        # The C parser stands on the backslash, the Python one beyond it.
        column = case.line.rfind("\\", 0, fault.column + 1)
        return BAD_ESCAPE(case.at((fault.line, max(column, 0))))
    if case.trail.quoted is None or case.trail.quoted[1][0] != fault.line:
        return None
    start, end = case.trail.quoted
    if start[0] < end[0]:
        # Closed by the opening quote of a later value.
        return UNCLOSED_QUOTE(case.at(start))
    between = case.line[end[1] : fault.column]
    if case.trail.brackets or between.strip() or case.character(case.mark) in ("", ":", "]", "}"):
        return None
    return TEXT_AFTER_QUOTE(case.at(case.mark), text=excerpt(case.line[fault.column :]))


def _brackets(case: _Case) -> Diagnostic | None:
    # Of "a flow node" the context is where that would begin, at the end of a file nothing.
    if case.fault.context.endswith(("flow mapping", "flow sequence")) and case.fault.opening:
        bracket = case.fault.opening
    elif case.trail.brackets:
        bracket = case.trail.brackets[-1]
    else:
        return None
    if bracket[0] < case.fault.line or case.character(case.mark) in ("", "]", "}"):
        return UNCLOSED_BRACKET(case.at(bracket), bracket=case.character(bracket))
    return MISSING_COMMA(case.at(case.mark))


def _levels(case: _Case) -> Diagnostic | None:
    problem, character = case.fault.problem, case.character(case.mark)
    if "mapping values" in problem:
        return _unexpected_colon(case)
    if "could not find expected ':'" in problem:
        return MISSING_COLON(case.at(case.opening), text=_words(case, case.opening))
    if "sequence entries" in problem:
        return MISPLACED_ITEM(case.at(case.mark))
    if "block" not in case.fault.context and "document start" not in problem:
        return None
    if character in ("]", "}"):
        return STRAY_BRACKET(case.at(case.mark), bracket=character)
    if character == "-" and case.fault.context.endswith("mapping"):
        return MISPLACED_ITEM(case.at(case.mark))
    return WRONG_INDENT(case.at(case.mark)) if character else None


def _unexpected_colon(case: _Case) -> Diagnostic:
    """A colon where none may stand: the second of its line, or the first after a slip above."""
    line, column = case.mark
    if _COLON.search(case.line[:column]):
        return SECOND_COLON(case.at(case.mark))
    above = next((n for n in range(line - 1, -1, -1) if has_content(case.lines[n])), None)
    if above is None:
        return SECOND_COLON(case.at(case.mark))
    if _COLON.search(case.lines[above] + " "):
        return WRONG_INDENT(case.at((line, _indent(case.line))))
    mark = (above, _indent(case.lines[above]))
    return MISSING_COLON(case.at(mark), text=_words(case, mark))


def _words(case: _Case, mark: Mark) -> str:
    return excerpt(case.lines[mark[0]][mark[1] :])


def _indent(line: str) -> int:
    """Where a line's key begins, after spaces and the dashes of list items."""
    return len(line) - len(line.lstrip(" -"))
