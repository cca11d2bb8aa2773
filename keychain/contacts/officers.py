"""The officers of a file, each with a name and at least one number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keychain.contacts.ids import check_ids
from keychain.contacts.model import ALWAYS, Officer, Period
from keychain.contacts.numbers import Numbers
from keychain.contacts.phones import Kind, PhoneNumber
from keychain.contacts.values import read_name, read_period
from keychain.diagnostics import Diagnostic, error, has_errors, warning
from keychain.yaml_source.fields import (
    EMPTY_VALUE,
    NOT_A_VALUE,
    UNKNOWN_KEY,
    Fields,
    expect_mapping,
)
from keychain.yaml_source.nodes import Mapping, Node, Scalar

PHONE_SHARED = warning("phone-shared", "a line was copied, and its number not changed")
PHONE_AND_PHONES = error("phone-and-phones", "it is not clear which number comes first")

OFFICER_KEYS = ("name", "rank", "role", "phone", "phones", "zalo")
DATED_NUMBER_KEYS = ("phone", "from", "until")


def read_officers(
    node: Mapping, numbers: Numbers, faults: list[Diagnostic]
) -> dict[str, Officer | None]:
    """Each officer by id; None for one with an error, who can serve nowhere."""
    found, bad = check_ids(name for name, _ in node.entries)
    faults += (fault for _, fault in found)
    officers: dict[str, Officer | None] = {}
    for name, value in node.entries:
        before = len(faults)
        officer = _read_officer(name, value, numbers, faults)
        # An unknown key stops the whole file, and is told once.
        own = (fault for fault in faults[before:] if fault.rule is not UNKNOWN_KEY)
        officers[name.text] = None if name.text in bad or has_errors(own) else officer
    faults += _check_shared(filter(None, officers.values()))
    return officers


def _check_shared(officers: Iterable[Officer]) -> Iterator[Diagnostic]:
    """A warning for each mobile of a second person, and for each number that one has twice.

    Landlines may be shared: several people answer the telephone of one office.
    """
    seen: dict[PhoneNumber, tuple[Officer, PhoneNumber]] = {}
    for officer in officers:
        for number in officer.phones:
            other, first = seen.setdefault(number, (officer, number))
            shared = number.kind is Kind.MOBILE or other is officer
            if first is not number and shared and first.place:
                yield PHONE_SHARED(
                    number.place,
                    phone=number.printed,
                    other=other.name.value,
                    first=first.place.line,
                )


def _read_officer(
    id_: Scalar, node: Node, numbers: Numbers, faults: list[Diagnostic]
) -> Officer | None:
    mapping = expect_mapping(node, faults, id_.text)
    if mapping is None:
        return None
    fields = Fields(mapping, OFFICER_KEYS, faults, at=id_.place)
    name = read_name(fields, "name", faults, required=True)
    rank = read_name(fields, "rank", faults)
    role = read_name(fields, "role", faults)
    phones, periods = _read_phones(fields, numbers, faults)
    zalo = _read_number(fields, "zalo", False, numbers, faults)
    if name is None or not phones:
        return None
    return Officer(id_.text, name, phones, id_.place, rank, role, zalo, periods)


def _read_phones(
    fields: Fields, numbers: Numbers, faults: list[Diagnostic]
) -> tuple[tuple[PhoneNumber, ...], tuple[Period, ...]]:
    """The numbers and, where one of them has a day, the period of each."""
    if fields.node("phones") is None:
        number = _read_number(fields, "phone", True, numbers, faults)
        return (number,) if number else (), ()
    if fields.node("phone") is not None:
        faults.append(PHONE_AND_PHONES(fields.place("phone")))
    several = fields.sequence("phones")
    if several is None:
        return (), ()
    if not several.items and several.whole:
        faults.append(EMPTY_VALUE(several.place, key="phones"))
    read: list[tuple[PhoneNumber, Period]] = []
    for item in several.items:
        if isinstance(item, Mapping):
            dated = Fields(item, DATED_NUMBER_KEYS, faults)
            number = _read_number(dated, "phone", True, numbers, faults)
            period = read_period(dated, faults)
        elif not isinstance(item, Scalar):
            faults.append(NOT_A_VALUE(item.place, key="phones"))
            continue
        elif item.empty:
            faults.append(EMPTY_VALUE(item.place, key="phones"))
            continue
        else:
            number, period = numbers.read(item.located, faults), ALWAYS
        read += [(number, period)] if number else []
    periods = tuple(period for _, period in read)
    return tuple(number for number, _ in read), periods if set(periods) - {ALWAYS} else ()


def _read_number(
    fields: Fields, key: str, required: bool, numbers: Numbers, faults: list[Diagnostic]
) -> PhoneNumber | None:
    text = fields.text(key, required)
    return numbers.read(text, faults) if text else None
