"""What an import is not sure of: a proposal for each, taken where the user accepts its kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import field

from keychain.contacts.importing.columns import letters
from keychain.diagnostics import Diagnostic, Place, Rule, Value
from keychain.text import excerpt
from keychain.values import dataclass

PREFIX = "import-"
ALL = "all"


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A cell of a list: its sheet's name, empty in a file of text, its row and column from 1."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """The cell as spreadsheets name it: ``C7``."""
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be meant by a cell, of one ``kind``. ``written`` stands there, ``proposed`` is what
    would be taken in its place; ``accepted`` says that it was."""

    kind: str
    spot: Spot
    written: str
    proposed: tuple[str, ...]
    accepted: bool
    finding: Diagnostic


@dataclass(slots=True)
class Doubts:
    """The questions that come up while a list is read, and what the user has accepted.

    ``cards``: it is vCards, of which one is a row, counted from 2.
    """

    file: str
    accept: frozenset[str] = frozenset()
    cards: bool = False
    proposals: list[Proposal] = field(default_factory=list)
    told: list[Diagnostic] = field(default_factory=list)

    def ask(
        self, rule: Rule, spot: Spot, written: str, proposed: str | Iterable[str], **values: Value
    ) -> bool:
        """Whether ``proposed`` may be taken for what is ``written``; kept either way."""
        kind = kind_of(rule)
        several = (proposed,) if isinstance(proposed, str) else tuple(proposed)
        accepted = ALL in self.accept or kind in self.accept
        finding = self._at(
            rule, spot, written=excerpt(written), proposed=several, kind=kind, **values
        )
        new = Proposal(kind, spot, written, several, accepted, finding)
        if new not in self.proposals[-50:]:
            self.proposals.append(new)
        return accepted

    def tell(self, rule: Rule, spot: Spot, written: str = "", **values: Value) -> None:
        """A finding that nothing can be accepted for."""
        finding = self._at(rule, spot, written=excerpt(written), **values)
        if finding not in self.told[-50:]:
            self.told.append(finding)

    def asked(self) -> tuple[Proposal, ...]:
        """Every proposal, in the order of the list."""
        return tuple(sorted(self.proposals, key=lambda each: each.spot))

    def findings(self) -> tuple[Diagnostic, ...]:
        """What was not accepted, and what nobody can answer here."""
        open_ = (each.finding for each in self.proposals if not each.accepted)
        return (*open_, *self.told)

    def _at(self, rule: Rule, spot: Spot, **values: Value) -> Diagnostic:
        place = Place(self.file, spot.row, spot.column)
        finding = rule(place)
        where: tuple[tuple[str, Value], ...] = (("sheet", spot.sheet), ("cell", spot.cell))
        if self.cards:
            where += (("card", spot.row - 1),)
        return Diagnostic(finding.rule, (*values.items(), *where), place)


def kind_of(rule: Rule) -> str:
    """The word by which the user accepts a rule's proposals."""
    return rule.code.removeprefix(PREFIX)
