"""Which of a file's sheets is the list, and what of the file is left unread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from keychain.contacts.importing.heads import (
    Table,
    check_named,
    find_table,
    find_tables,
    is_people,
    weight,
)
from keychain.contacts.importing.rules import OTHER_SHEETS, UNREAD_COLUMNS
from keychain.contacts.importing.table import ListFile
from keychain.diagnostics import Diagnostic, Place
from keychain.text import spelling
from keychain.values import dataclass

_UNIT = "Đơn vị"
"""Under this head cards have whom they belong to; other lists have anything there."""


class UnknownSheet(Exception):
    """A sheet that was asked for and is not there. ``known`` are those that are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


@dataclass(frozen=True, slots=True)
class Choice:
    """The list's table, the other tables of its file, and notes of what is not read."""

    table: Table
    others: tuple[Table, ...]
    told: tuple[Diagnostic, ...]


def choose_table(listed: ListFile, named: Mapping[str, str], sheet: str | None) -> Choice | None:
    """The sheet called ``sheet``, else the one with the best head; None where none has one.

    Raises UnknownSheet and UnknownColumn for what was asked for and is not there.
    """
    columns = {_UNIT: "commune", **named} if listed.cards else dict(named)
    if sheet is None:
        people = [each for each in find_tables(listed, columns) if is_people(each)]
        table = max(people, key=weight) if people else None
    else:
        wanted = [each for each in listed.sheets if spelling(each.name) == spelling(sheet)]
        if not wanted:
            raise UnknownSheet(sheet, tuple(each.name for each in listed.sheets))
        table = find_table(wanted[0], columns)
    if table is None:
        return None
    check_named(table, named)
    # What was named by hand is the list's own: on another sheet that column is anything.
    rest = tuple(each for each in listed.sheets if each.name != table.sheet)
    others = tuple(find_tables(replace(listed, sheets=rest), {}))
    if table.own:
        guarded = not (table.sheet or listed.cards)
        table = table.as_written(guarded=guarded)
        others = tuple(each.as_written(guarded=guarded) for each in others)
    return Choice(table, others, tuple(_unread(listed.file, table, others)))


def _unread(file: str, table: Table, others: tuple[Table, ...]) -> list[Diagnostic]:
    told: list[Diagnostic] = []
    columns = tuple(head for _, head in table.unread())
    if columns:
        told.append(UNREAD_COLUMNS(Place(file, 0, 0), known=columns, first=columns[0]))
    sheets = tuple(each.sheet for each in others if is_people(each))
    if sheets:
        told.append(OTHER_SHEETS(Place(file, 0, 0), known=sheets))
    return told
