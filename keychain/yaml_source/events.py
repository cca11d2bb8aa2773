"""PyYAML's events: what stands in the text, before anything is resolved or constructed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError


class EventSource(Protocol):
    """A parser that is asked for one event at a time; None is the end."""

    def get_event(self) -> yaml.Event | None:
        """The next event."""


class PythonParser(Reader, Scanner, Parser):
    """PyYAML's parser in Python, with no composer, resolver or constructor behind it."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> yaml.Event | None:
        """The next event. chr() fails on an escape beyond Unicode, which is a syntax fault."""
        try:
            event: yaml.Event | None = Parser.get_event(self)  # type: ignore[no-untyped-call]  # untyped stub
        except (ValueError, OverflowError) as error:
            context = "while scanning a double-quoted scalar"
            raise ScannerError(context, None, str(error), self.get_mark()) from error
        return event


def open_parser(text: str) -> EventSource:
    """The parser over libyaml where PyYAML was built with it, which is ten times as fast."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return PythonParser(text)
    source: EventSource = CParser(text)
    return source


class Unreadable(Exception):
    """A syntax fault, at 0-based ``line`` and ``column``, and the opening that led to it."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        problem = getattr(error, "problem_mark", None)
        context = getattr(error, "context_mark", None)
        mark = problem or context
        self.context: str = getattr(error, "context", None) or ""
        self.problem: str = getattr(error, "problem", None) or ""
        self.line: int = mark.line if mark else 0
        self.column: int = mark.column if mark else 0
        self.opening: tuple[int, int] | None = (context.line, context.column) if context else None


def events(text: str) -> Iterator[yaml.Event]:
    """The events of ``text``. Raises Unreadable at a syntax fault."""
    try:
        source = open_parser(text)
        while (event := source.get_event()) is not None:
            yield event
    except yaml.YAMLError as error:
        raise Unreadable(error) from error
