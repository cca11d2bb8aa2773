"""The rows of a table that speak of people and villages; all else that stands there is told apart:
heads repeated on a later page, numbers of columns, sums, the lines where somebody signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keychain.contacts.find import KINDS
from keychain.contacts.importing.columns import key_of
from keychain.contacts.importing.doubts import Doubts, Spot
from keychain.contacts.importing.draft import Spots
from keychain.contacts.importing.heads import Table
from keychain.contacts.importing.rules import SKIPPED_ROW
from keychain.contacts.importing.table import Cell, Row
from keychain.text import fold, one_line
from keychain.values import dataclass

_COUNT = re.compile(r"\(?(?:[0-9]{1,4}|[IVXLC]{1,5}|[A-Za-zĐđ])[.)/]*")
_COUNTED = re.compile(r"^(?:[0-9]{1,3}|[IVXLC]{1,5}|[A-ZĐ])\s*[.)/-]\s*")
_SUM = re.compile(r"(?:tổng(?: cộng| số)?|cộng|total)\b", re.IGNORECASE)
_END = re.compile(
    r"ngày\s*[0-9….]*\s*tháng\s|^(?:người lập|thủ trưởng|nơi nhận|xác nhận|tm\.|t/m|kt\.|duyệt)",
    re.IGNORECASE,
)
_HOUSEHOLDS = re.compile(r"\s*\(?[–—:-]?\s*([0-9]{1,5}) hộ(?: dân)?\)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its table. ``section`` is the village whose heading stands above it, with its
    place; ``households`` are those that the heading names."""

    table: Table
    row: Row
    section: str = ""
    section_row: int = 0
    households: str = ""

    @property
    def own(self) -> bool:
        """Whether keychain wrote the row: its texts are then taken as they are."""
        return self.table.own and bool(self.text("officer-id"))

    def cells(self, key: str) -> list[tuple[int, Cell]]:
        """The row's cells that hold ``key``, with their columns."""
        return self.table.cells(self.row, key)

    def text(self, key: str) -> str:
        """What the row says under ``key``, on one line; empty where it says nothing."""
        texts = dict.fromkeys(one_line(cell.text) for _, cell in self.cells(key))
        return " ".join(texts)

    @property
    def spots(self) -> Spots:
        """The row's cells that a finding may stand at."""
        keys = ("name", "rank", "role", "phone", "from")
        return Spots(*map(self.spot, keys))

    def spot(self, key: str) -> Spot:
        """The row's first cell of ``key``, or the place where it would be."""
        columns = [column for column, _ in self.cells(key)]
        columns += [column for column, each in self.table.columns if each == key]
        if not columns and key in ("rank", "role"):
            columns += [column for column, each in self.table.columns if each == "rank-role"]
        return Spot(self.table.sheet, self.row.number, columns[0] if columns else 1)


def read_rows(table: Table, doubts: Doubts) -> Iterator[Entry]:
    """The rows that speak of somebody or of a village, in their order."""
    section, section_row, households = "", 0, ""
    ended = False
    for row in table.body:
        if (own := Entry(table, row)).own:
            yield own
            continue
        texts = [one_line(cell.text) for _, cell in row.cells]
        said = list(dict.fromkeys(text for text in texts if not _COUNT.fullmatch(text)))
        if not said or _is_head(table, row):
            continue
        # Whoever has a number is no sum and no signature, whatever a note says of days.
        has_number = any(map(_is_number, table.cells(row, "phone")))
        if not has_number:
            ended = ended or any(map(_END.search, texts))
            if ended or _SUM.match(said[0]):
                continue
        ended = False
        heading = None if table.own else _heading(table, row, said)
        if heading is None:
            yield Entry(table, row, section, section_row, households)
            continue
        found = _HOUSEHOLDS.search(heading)
        village = heading[: found.start()] if found else heading
        if is_village(village):
            section, section_row = village, row.number
            households = found[1] if found else ""
        else:
            section, section_row, households = "", 0, ""
            at = row.cells[0][0]
            doubts.tell(SKIPPED_ROW, Spot(table.sheet, row.number, at), heading)


def is_village(text: str) -> bool:
    """Whether a text begins as names of villages do: thôn, bản, khu phố …, TDP."""
    words = one_line(text).casefold()
    return any(words.startswith(f"{kind} ") for kind in (*KINDS, "tdp", "kdc", "kp"))


def _heading(table: Table, row: Row, said: list[str]) -> str | None:
    """What a row of one text says over the rows below; None where the row is one of the list."""
    if len(said) != 1:
        return None
    columns = [at for at, cell in row.cells if one_line(cell.text) == said[0]]
    keys = {key for at, key in table.columns if at in columns}
    text = _COUNTED.sub("", said[0]).strip(" :")
    across = len(columns) > 1
    if keys & {"phone", "officer-id"} and not across:
        return None
    if keys & {"village", "name"} and not across:
        # Alone in the village's own column it begins a group; alone as a name it is a person.
        return text if "village" not in keys and is_village(text) else None
    return text


def _is_number(held: tuple[int, Cell]) -> bool:
    """Whether a cell may hold a telephone number; the day on which somebody signs is none."""
    _, cell = held
    return sum(map(str.isdigit, cell.text)) > 2 and not _END.search(cell.text)


def _is_head(table: Table, row: Row) -> bool:
    """Whether a row names the columns again, as on a second page."""
    keys = dict(table.columns)
    heads = dict(table.heads)
    same = 0
    for at, cell in row.cells:
        text = one_line(cell.text)
        if fold(text) and (
            fold(text) == fold(heads.get(at, "")) or key_of(text) == keys.get(at, "")
        ):
            same += 1
    return same >= 2 and same * 2 > len(row.cells)
