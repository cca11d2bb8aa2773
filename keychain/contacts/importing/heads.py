"""Where a list's table begins: the row or rows that name its columns, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from keychain.contacts.exchange import unguard
from keychain.contacts.importing.columns import IGNORED, column_of, key_of
from keychain.contacts.importing.table import Cell, ListFile, Row, Sheet
from keychain.text import fold, one_line, spelling
from keychain.values import dataclass

_DEEPEST = 60
"""Rows of a sheet among which the head is looked for: titles rarely take ten."""
_TALLEST = 3
"""Rows of a head with merged cells."""
_TELLING = ("name", "phone", "village", "label", "officer-id")
"""Without two of these, or one and another column, a row is no head of a list of people."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its head found: ``columns`` by number with the key of each, ``heads`` what is
    written above every column, ``body`` the rows below. ``head`` is the head's last row."""

    sheet: str
    head: int
    columns: tuple[tuple[int, str], ...]
    heads: tuple[tuple[int, str], ...]
    body: tuple[Row, ...]

    @property
    def keys(self) -> frozenset[str]:
        """All that the table's columns hold."""
        return frozenset(key for _, key in self.columns)

    @property
    def own(self) -> bool:
        """Whether the table has the form of our own exports, whose texts mean what they say."""
        return {"officer-id", "village-id"} <= self.keys

    def as_written(self, *, guarded: bool) -> Table:
        """A table of our own, whose letters are Unicode whatever they look like; ``guarded`` is
        CSV, whose guard against formulas goes."""

        def text(cell: Cell) -> str:
            own = cell.text if cell.was is None else cell.was
            return unguard(own) if guarded else own

        body = tuple(
            replace(
                row, cells=tuple((at, replace(cell, text=text(cell))) for at, cell in row.cells)
            )
            for row in self.body
        )
        return replace(self, body=body)

    def cells(self, row: Row, key: str) -> list[tuple[int, Cell]]:
        """The row's cells that hold ``key``, with their columns, from the left."""
        wanted = {column for column, each in self.columns if each == key}
        return [(at, cell) for at, cell in row.cells if at in wanted]

    def unread(self) -> Iterator[tuple[int, str]]:
        """The columns whose heads say nothing that is known."""
        known = {column for column, _ in self.columns}
        yield from ((column, head) for column, head in self.heads if column not in known)


class UnknownColumn(Exception):
    """A column that was named by hand and is not there. ``known`` are those that are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


def find_table(sheet: Sheet, named: Mapping[str, str]) -> Table | None:
    """The table of a sheet, or None where no row names at least two columns.

    ``named`` are columns that the user has named, by head or by letter, with their keys; what is
    named goes before what is found. Raises UnknownColumn.
    """
    found: list[tuple[tuple[int, int, int], Table]] = []
    for at in range(min(len(sheet.rows), _DEEPEST)):
        for height in range(1, _TALLEST + 1):
            rows = sheet.rows[at : at + height]
            if len(rows) == height and rows[-1].number - rows[0].number == height - 1:
                table = _table(sheet, rows, at + height, named)
                score = _score(table, rows, named)
                if score:
                    found.append(((score, -at, -height), table))
    if found:
        return max(found, key=lambda each: each[0])[1]
    by_letter = {c: key for name, key in named.items() if (c := column_of(name))}
    if by_letter and len(by_letter) == len(named):
        # Named by letters alone: a list without any head.
        columns = tuple(sorted(by_letter.items()))
        return Table(sheet.name, 0, columns, (), sheet.rows)
    if named:
        heads = [one_line(c.text) for row in sheet.rows[:_DEEPEST] for _, c in row.cells]
        for name in named:
            if not column_of(name) and not any(_same_head(name, head) for head in heads):
                raise UnknownColumn(name, tuple(dict.fromkeys(heads))[:20])
    return None


def check_named(table: Table, named: Mapping[str, str]) -> None:
    """Raises UnknownColumn for a column that was named by hand and is not in the table."""
    filled = {at for at, _ in table.heads} | {at for row in table.body for at, _ in row.cells}
    for name in named:
        if not any(_same_head(name, head) for _, head in table.heads):
            if column_of(name) in filled:
                continue
            raise UnknownColumn(name, tuple(head for _, head in table.heads))


def find_tables(file: ListFile, named: Mapping[str, str]) -> list[Table]:
    """The tables of a file's sheets, in their order."""
    return [table for sheet in file.sheets if (table := find_table(sheet, named))]


def is_people(table: Table) -> bool:
    """Whether a table is a list of people or villages, and not of hotlines or a commune."""
    return bool(table.keys & {"name", "officer-id"}) or {"village", "households"} <= table.keys


def weight(table: Table) -> tuple[int, int]:
    """How much a table looks like the list: the columns that it has, then its rows."""
    known = table.keys & {"name", "phone", "village", "rank", "role", "rank-role"}
    return len(known), len(table.body)


def _table(sheet: Sheet, rows: Sequence[Row], below: int, named: Mapping[str, str]) -> Table:
    heads: dict[int, list[str]] = {}
    for row in rows:
        for column, cell in row.cells:
            text = one_line(cell.text)
            if text not in heads.setdefault(column, []):
                heads[column].append(text)
    columns: dict[int, str] = {}
    told = {column: " ".join(texts) for column, texts in sorted(heads.items())}
    for column, texts in sorted(heads.items()):
        own = next((key for name, key in named.items() if column_of(name) == column), None)
        own = own or next(
            (k for n, k in named.items() if any(_same_head(n, t) for t in (*texts, told[column]))),
            None,
        )
        # The lowest row of a head says most: "Họ và tên" under "Cán bộ phụ trách".
        key = own or next((k for text in reversed(texts) if (k := key_of(text))), None)
        if key:
            columns[column] = key
    for name, key in named.items():
        lettered = column_of(name)
        if (
            lettered
            and lettered not in columns
            and not any(_same_head(name, t) for t in told.values())
        ):
            columns[lettered] = key
    return Table(
        sheet.name,
        rows[-1].number,
        tuple(sorted(columns.items())),
        tuple(told.items()),
        sheet.rows[below:],
    )


def _score(table: Table, rows: Sequence[Row], named: Mapping[str, str]) -> int:
    """How many columns a head explains; 0 where the rows are none."""
    for row in rows:
        texts = [one_line(cell.text) for _, cell in row.cells]
        if not any(key_of(text) or any(_same_head(n, text) for n in named) for text in texts):
            return 0
        if any(sum(map(str.isdigit, text)) > 6 for text in texts):
            return 0
        if len(rows) > 1 and len(set(texts)) == 1 and len(texts) > 2:
            return 0  # a title across the table
    keys = table.keys - IGNORED
    telling = keys.intersection(_TELLING) or {"commune", "province"} <= keys
    if not telling or len(keys) < 2:
        return 0
    return len(table.columns) + len(keys)


def _same_head(named: str, head: str) -> bool:
    """Whether a person who writes ``named`` means the column ``head``."""
    return spelling(named) == spelling(head) or (named == fold(named) == fold(head))
