"""What is wrong, where, and by which rule: values that the edge puts into words.

A diagnostic holds no sentence. It holds the rule's code and the values that the sentence needs;
``keychain.cli.words`` has one file of sentences a language.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from keychain.geometry import Rect
from keychain.values import dataclass


class Severity(StrEnum):
    """How much a finding matters: an error stops something, a warning or a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a text file. ``line`` and ``column`` count from 1; columns count characters."""

    file: str
    line: int
    column: int


Value = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. What does not apply is None.

    ``village`` is the village's id, ``box`` the layout box's name, ``page`` counts from 1 in a
    PDF, ``position`` is ``row:column`` on that page, counted from 1 at the top left. ``area`` is
    what to mark on a picture of the page, mm from its top left.
    """

    rule: Rule
    values: tuple[tuple[str, Value], ...] = ()
    place: Place | None = None
    village: str | None = None
    box: str | None = None
    page: int | None = None
    position: str | None = None
    area: Rect | None = None

    @property
    def code(self) -> str:
        """The rule's stable kebab-case code."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    def value(self, name: str) -> Value | None:
        """The value called ``name``, or None."""
        return dict(self.values).get(name)

    def about(
        self,
        *,
        village: str | None = None,
        box: str | None = None,
        page: int | None = None,
        position: str | None = None,
        area: Rect | None = None,
    ) -> Diagnostic:
        """The same finding, with what is given here filled in where it was still open."""
        return replace(
            self,
            village=self.village or village,
            box=self.box or box,
            page=self.page or page,
            position=self.position or position,
            area=self.area or area,
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: its code, its severity, and in one line why it is looked for.

    Rules are module constants beside the code that finds them. Calling a rule makes a finding:
    ``DUPLICATE_KEY(place, key="name")``.
    """

    code: str
    severity: Severity
    reason: str

    def __call__(self, place: Place | None = None, /, **values: Value) -> Diagnostic:
        """A finding of this rule at ``place``, with the values its sentence needs."""
        return Diagnostic(self, tuple(values.items()), place)


def error(code: str, reason: str) -> Rule:
    """A rule whose findings stop a village or a file."""
    return Rule(code, Severity.ERROR, reason)


def warning(code: str, reason: str) -> Rule:
    """A rule whose findings should be looked at, but stop nothing."""
    return Rule(code, Severity.WARNING, reason)


def note(code: str, reason: str) -> Rule:
    """A rule whose findings tell something worth knowing."""
    return Rule(code, Severity.NOTE, reason)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
