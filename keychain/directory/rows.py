"""The directory as tables of plain values, before they are a file: what CSV and workbooks share.

A row is a post: an officer in a village. Rows follow the villages, and within a village the order
of contacts.yaml, whose first is the one to call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from keychain.contacts.exchange import (
    DUTY,
    EVERY_VILLAGE,
    EVERY_VILLAGE_ID,
    HOTLINE,
    MARKED,
    NUMBERS_APART,
    Key,
    usual_role,
    village_called,
)
from keychain.directory.model import (
    DirectoryBook,
    ListedCommune,
    ListedHotline,
    ListedOfficer,
    ListedVillage,
    Serving,
)
from keychain.values import dataclass

Value = str | int | date | None
"""Of a cell; a telephone number is always text."""

Cells = dict[Key, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by key, and rows of as many values.

    ``groups`` says of each row which block of like rows it belongs to, from 0: a village's.
    """

    keys: tuple[Key, ...]
    rows: tuple[tuple[Value, ...], ...]
    groups: tuple[int, ...]


def posts_table(book: DirectoryBook) -> Table:
    """Who serves where: a row for each officer of each village."""
    shown = _shown_communes(book)
    lines: list[Cells] = []
    groups: list[int] = []
    block = 0
    for commune in book.communes:
        for village in commune.villages:
            for serving in village.serving:
                cells: Cells = {"number": len(lines) + 1, "commune": shown[commune.place]}
                lines.append(cells | _post(village, serving))
                groups.append(block)
            block += 1
    optional: set[Key] = {"kind", "own-role"}
    keys: tuple[Key, ...] = (
        "number",
        *_commune_key(book),
        *("village", "name", "rank", "role", "phone", "since", "until"),
        *("village-id", "officer-id", "kind", "own-role"),
    )
    used = {key for cells in lines for key, value in cells.items() if value is not None}
    return _table([key for key in keys if key in used or key not in optional], lines, groups)


def hotlines_table(book: DirectoryBook) -> Table:
    """The numbers for every village: a row for each hotline of each commune."""
    shown = _shown_communes(book)
    lines: list[Cells] = []
    groups: list[int] = []
    for index, commune in enumerate(book.communes):
        for hotline in commune.hotlines:
            lines.append(
                {
                    "commune": shown[commune.place],
                    "label": hotline.label,
                    "phone": hotline.number.printed,
                    "duty": MARKED if hotline.duty else None,
                }
            )
            groups.append(index)
    return _table([*_commune_key(book), "label", "phone", "duty"], lines, groups)


def communes_table(book: DirectoryBook) -> Table:
    """From whom the directory is and for which day: a row for each commune."""
    lines = [
        _from_whom(commune) | {"title": commune.title, "slogan": commune.slogan}
        for commune in book.communes
    ]
    keys: list[Key] = ["commune", "district", "province", "day", "title", "slogan"]
    return _table(keys, lines, list(range(len(lines))))


def flat_table(book: DirectoryBook) -> Table:
    """All of it in one table, for a file that holds only one: each row says of itself from whom
    it is and for which day, so that no sorting and no cutting parts it from that."""
    lines: list[Cells] = []
    groups: list[int] = []
    for index, commune in enumerate(book.communes):
        every: Cells = {"village": EVERY_VILLAGE[book.language], "village-id": EVERY_VILLAGE_ID}
        for cells in (
            *(every | _hotline(hotline) for hotline in commune.hotlines),
            *(_post(village, each) for village in commune.villages for each in village.serving),
        ):
            counted: Cells = {"number": len(lines) + 1}
            lines.append(counted | cells | _from_whom(commune))
            groups.append(index)
    keys: list[Key] = [
        *("number", "village", "name", "rank", "role", "phone", "since", "until"),
        *("village-id", "officer-id", "kind", "own-role"),
        *("commune", "district", "province", "day"),
    ]
    if not any(cells.get("own-role") for cells in lines):
        keys.remove("own-role")
    return _table(keys, lines, groups)


def own_role(officer: ListedOfficer) -> str | None:
    """The officer's own role, where the roles of the posts do not say it."""
    usual = usual_role(post.role for post in officer.posts)
    return officer.role if officer.role != usual else None


def _post(village: ListedVillage, serving: Serving) -> Cells:
    officer, post = serving.officer, serving.post
    return {
        "village": village_called(village.name, village.kind),
        "name": officer.name,
        "rank": officer.rank,
        "role": post.role,
        "phone": NUMBERS_APART.join(number.printed for number in officer.numbers) or None,
        "since": post.since,
        "until": post.until,
        "village-id": village.id,
        "officer-id": officer.id,
        "kind": village.kind,
        "own-role": own_role(officer),
    }


def _hotline(hotline: ListedHotline) -> Cells:
    return {
        "name": hotline.label,
        "phone": hotline.number.printed,
        "officer-id": DUTY if hotline.duty else HOTLINE,
    }


def _from_whom(commune: ListedCommune) -> Cells:
    return {
        "commune": commune.name,
        "district": commune.district,
        "province": commune.province,
        "day": commune.day,
    }


def _commune_key(book: DirectoryBook) -> Iterator[Key]:
    if len(book.communes) > 1:
        yield "commune"


def _shown_communes(book: DirectoryBook) -> dict[str, str]:
    """Each commune's name by its place; the whole place where others have the name as well."""
    names = Counter(commune.name for commune in book.communes)
    return {
        commune.place: commune.name if names[commune.name] == 1 else commune.place
        for commune in book.communes
    }


def _table(keys: list[Key] | tuple[Key, ...], lines: list[Cells], groups: list[int]) -> Table:
    rows = tuple(tuple(cells.get(key) for key in keys) for cells in lines)
    return Table(tuple(keys), rows, tuple(groups))
