"""The numbers of one row: under their head, under Zalo, beside the name, in the note."""

from __future__ import annotations

from keychain.contacts.importing.doubts import Doubts, Spot
from keychain.contacts.importing.numbers import read_numbers
from keychain.contacts.importing.people import Person
from keychain.contacts.importing.rows import Entry
from keychain.contacts.importing.rules import NUMBER_IN_NAME, NUMBER_IN_NOTE, UNREADABLE_NUMBER
from keychain.contacts.phones import PhoneNumber, read_phone
from keychain.diagnostics import has_errors
from keychain.text import one_line
from keychain.values import dataclass
from keychain.yaml_source.nodes import Text

_FEWEST = 9
"""Digits in a note below which it holds no number of a person."""


@dataclass(frozen=True, slots=True)
class RowNumbers:
    """What may be taken of a row's numbers. ``raw`` is what stands under their head; ``doubted``
    says that some were left out."""

    phones: tuple[PhoneNumber, ...] = ()
    zalo: PhoneNumber | None = None
    raw: str = ""
    doubted: bool = False


def numbers_of(entry: Entry, person: Person, province: str | None, doubts: Doubts) -> RowNumbers:
    """The numbers of a person's row, the one to dial first."""
    phones: dict[PhoneNumber, None] = {}
    raws: list[str] = []
    zalo: PhoneNumber | None = None
    doubted = False
    for key in ("phone", "zalo"):
        for column, cell in entry.cells(key):
            spot = Spot(entry.table.sheet, entry.row.number, column)
            if cell.kind == "error":
                doubts.tell(UNREADABLE_NUMBER, spot, cell.text, name=person.name)
                doubted = True
                continue
            read = read_numbers(cell.text, province, spot, person.name, doubts)
            doubted = doubted or read.doubted
            if key == "zalo":
                zalo = zalo or next(iter(read.taken), None)
                continue
            raws.append(one_line(cell.text))
            zalo = zalo or read.zalo
            phones.update(dict.fromkeys(read.taken))
    if person.number:
        beside = _beside_name(person, province, entry.spot("name"), doubts)
        raws.append(person.number)
        doubted = doubted or not beside
        phones.update(dict.fromkeys(beside))
    if not entry.own:
        noted = _in_note(entry, person, tuple(phones), province, doubts)
        phones.update(dict.fromkeys(noted))
    return RowNumbers(tuple(phones), zalo, "; ".join(raws), doubted)


def _beside_name(
    person: Person, province: str | None, spot: Spot, doubts: Doubts
) -> tuple[PhoneNumber, ...]:
    number, found = read_phone(Text(person.number), province)
    if number is None or found:
        return read_numbers(person.number, province, spot, person.name, doubts).taken
    told = f"{person.name}, {number.printed}"
    written = f"{person.name} {person.number}"
    taken = doubts.ask(NUMBER_IN_NAME, spot, written, told, phone=number.printed)
    return (number,) if taken else ()


def _in_note(
    entry: Entry,
    person: Person,
    phones: tuple[PhoneNumber, ...],
    province: str | None,
    doubts: Doubts,
) -> tuple[PhoneNumber, ...]:
    """A number that stands in a note, where it is one beyond those of the row."""
    note = entry.text("note")
    if sum(map(str.isdigit, note)) < _FEWEST:
        return ()
    number, found = read_phone(Text(note), province)
    probably = found[0].value("probably") if found else None
    if number is None and isinstance(probably, str):
        number, found = read_phone(Text(probably), province)
    if number is None or has_errors(found) or number in phones:
        return ()
    taken = doubts.ask(NUMBER_IN_NOTE, entry.spot("note"), note, number.printed, name=person.name)
    return (number,) if taken else ()
