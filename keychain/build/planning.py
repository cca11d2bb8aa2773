"""The plan of several communes: what is stale in each, by the ledger and a layout."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from keychain.build.held import issues_of
from keychain.build.stale import Stale, stale_villages
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic
from keychain.layout.spec import LayoutSpec
from keychain.ledger import Issue
from keychain.sheets import plan_grid, sheets_needed
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Planned:
    """A commune's plan for ``day``. ``issues`` are its hand-outs by village."""

    contacts: Contacts
    day: date
    stale: tuple[Stale, ...]
    issues: Mapping[str, Sequence[Issue]]

    def only(self, villages: Collection[str]) -> Planned:
        """The plan of those villages alone, by id."""
        kept = tuple(each for each in self.stale if each.roster.village.id in villages)
        issues = {id_: issues for id_, issues in self.issues.items() if id_ in villages}
        return replace(self, stale=kept, issues=issues)

    @property
    def quantities(self) -> dict[str, int]:
        """How many tags are to be printed, by village; those without any are left out."""
        return {each.roster.village.id: each.tags for each in self.stale if each.tags}


def plan_communes(
    communes: Sequence[Contacts],
    output: Path,
    day_of: Callable[[Contacts], date],
    layout: LayoutSpec | None,
) -> tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]:
    """What is stale in each commune; sheets are counted for ``layout``, 0 without one and where a
    press puts one tag on a page: the shop makes its own sheets.

    Nothing is planned where the ledger refuses: that nobody knows what people hold does not mean
    that they hold nothing.
    """
    issues, found = issues_of(output, communes)
    if found:
        return (), found
    on_sheets = layout is not None and layout.sheet.production.pages != "tags"
    grid = plan_grid(layout.size, layout.sheet) if layout and on_sheets else None

    def sheets_of(tags: int) -> int:
        return sheets_needed(tags, grid.count) if grid and tags else 0

    planned: list[Planned] = []
    for contacts in communes:
        day = day_of(contacts)
        stale, findings = stale_villages(contacts, day, issues[contacts.file], sheets_of)
        planned.append(Planned(contacts, day, stale, issues[contacts.file]))
        # Who leaves soon is a reason of the plan where tags are out.
        found += tuple(each for each in findings if has_errors_of(each))
    return tuple(planned), found


def has_errors_of(finding: Diagnostic) -> bool:
    """Whether the finding keeps a village out of the plan."""
    return finding.severity == "error"
