"""vCards as rows of a list: our own as our CSV has them, others by what cards usually hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from keychain.contacts.exchange import CARD_EXTENSION, CARD_HOTLINE, CARD_OFFICER, HEADS, Key
from keychain.contacts.exchange import NUMBERS_APART as APART
from keychain.contacts.find import KINDS
from keychain.contacts.importing.reading.card_lines import (
    CardLines,
    Property,
    components,
    part_cards,
    unescape,
)
from keychain.contacts.importing.reading.limits import MAX_CELLS, BeyondLimit
from keychain.contacts.importing.reading.own_cards import CardRow, in_order, own_rows
from keychain.contacts.importing.reading.raw import RawCell, RawSheet
from keychain.contacts.importing.reading.recovery import Typed
from keychain.diagnostics import Diagnostic, Place, warning
from keychain.text import fold, one_line

LIST_CARD_BROKEN = warning("list-card-broken", "a card that is left out is a person left out")

UNIT, NOTE = "Đơn vị", "Ghi chú"
"""Heads of what only other people's cards hold."""

_COLUMNS: tuple[Key, ...] = (
    "commune",
    "district",
    "province",
    "day",
    "village",
    "village-id",
    "kind",
    "officer-id",
    "name",
    "rank",
    "role",
    "own-role",
    "phone",
    "since",
    "until",
)
_DATES = frozenset((HEADS["vi"]["since"], HEADS["vi"]["until"], HEADS["vi"]["day"]))
_URI = re.compile(r"tel:", re.IGNORECASE)
_KINDS = tuple(fold(kind) + " " for kind in KINDS)


def read_cards(text: str, file: str) -> tuple[list[RawSheet], list[Diagnostic]]:
    """One sheet: row 1 our heads in Vietnamese, then the cards.

    A row's number is the card's plus one. Officers' cards that keychain wrote give a row a post,
    and stand in the order of our CSV; all others follow, a row a card. Raises
    :class:`BeyondLimit`.
    """
    own: list[CardRow] = []
    others: list[CardRow] = []
    broken: list[int] = []
    for card in part_cards(text):
        if card.broken:
            broken.append(card.number)
        numbers = phones(card)
        rows = (
            own_rows(card, numbers) if card.first(CARD_OFFICER) or card.first(CARD_HOTLINE) else []
        )
        own += rows
        if not rows and (row := _other(card, numbers)):
            others.append(row)
    found = []
    if broken:
        listed = ", ".join(map(str, broken[:5])) + (", …" if len(broken) > 5 else "")
        found.append(LIST_CARD_BROKEN(Place(file, 0, 0), count=len(broken), cards=listed))
    return [_sheet([*in_order(own), *others])], found


def _sheet(rows: list[CardRow]) -> RawSheet:
    sheet = RawSheet("")
    heads = [HEADS["vi"][key] for key in _COLUMNS] + [UNIT, NOTE]
    heads = [head for head in heads if any(row.cells.get(head) for row in rows)]
    if not heads:
        return sheet
    if len(rows) * len(heads) > MAX_CELLS:
        raise BeyondLimit
    for column, head in enumerate(heads, 1):
        sheet.put(1, column, RawCell(Typed(head)))
    for index, row in enumerate(rows, 2):
        sheet.numbers[index] = row.card + 1
        for column, head in enumerate(heads, 1):
            if text := row.cells.get(head):
                sheet.put(index, column, RawCell(Typed(text), "date" if head in _DATES else "text"))
    return sheet


def phones(card: CardLines) -> str:
    """The numbers of a card in their order, as people write several in a cell.

    ``tel:`` goes, and an extension is written ``ext 12`` (RFC 3966, 3; vCard 3.0 has none, ours
    have a parameter for it).
    """
    numbers = (_phone(each, card.old) for each in card.all("TEL"))
    return APART.join(dict.fromkeys(number for number in numbers if number))


def _phone(tel: Property, old: bool) -> str:
    number = unescape(tel.value, old).strip()
    extension = next(iter(tel.parameters.get(CARD_EXTENSION, ())), "")
    if _URI.match(number):
        number, *parameters = unquote(number[4:]).split(";")
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "ext":
                extension = value.strip()
    number = " ".join(number.split())
    return f"{number} ext {extension}" if number and extension else number


def _other(card: CardLines, numbers: str) -> CardRow | None:
    heads = HEADS["vi"]
    name, rank = _name(card)
    villages, others = _categories(card)
    notes = [unescape(each.value, card.old).strip() for each in card.all("NOTE")]
    cells = {
        heads["name"]: name,
        heads["rank"]: rank,
        heads["role"]: _text(card, "TITLE") or _text(card, "ROLE"),
        heads["phone"]: numbers,
        heads["village"]: APART.join(villages),
        UNIT: _unit(card),
        NOTE: "\n".join(filter(None, [*notes, APART.join(others)])),
    }
    return CardRow(card.number, cells) if any(cells.values()) else None


def _name(card: CardLines) -> tuple[str, str]:
    """A card's name, and the rank where it stands as a prefix of its own."""
    shown = _text(card, "FN")
    structured = card.first("N")
    parts = components(structured.value, ";", card.old) if structured else []
    family, given, middle, prefix, _ = ([one_line(part) for part in parts] + [""] * 5)[:5]
    if not shown:
        return one_line(f"{family} {middle} {given}"), prefix
    if prefix and shown.startswith(prefix + " "):
        return shown[len(prefix) + 1 :], prefix
    return shown, ""


def _unit(card: CardLines) -> str:
    unit = card.first("ORG")
    parts = components(unit.value, ";", card.old) if unit else []
    return ", ".join(filter(None, map(one_line, parts)))


def _categories(card: CardLines) -> tuple[list[str], list[str]]:
    """Groups that begin with a kind of village, and the other ones."""
    each = (
        one_line(part)
        for group in card.all("CATEGORIES")
        for part in components(group.value, ",", card.old)
    )
    groups: Iterable[str] = dict.fromkeys(part for part in each if part)
    villages = [group for group in groups if fold(group).startswith(_KINDS)]
    return villages, [group for group in groups if group not in villages]


def _text(card: CardLines, name: str) -> str:
    found = card.first(name)
    return one_line(unescape(found.value, card.old)) if found else ""
