"""Steps made on a directory's values: what the file must say once it has been edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from keychain.contacts.editing.steps import (
    AddAssignment,
    AddHotline,
    AddNumber,
    AddOfficer,
    AddVillage,
    DropAssignment,
    EditAssignment,
    EditNumber,
    EditOfficer,
    EditVillage,
    NewService,
    Step,
)
from keychain.contacts.model import (
    ALWAYS,
    Assignment,
    Contacts,
    Hotline,
    Officer,
    Period,
    Village,
)
from keychain.contacts.phones import PhoneNumber, read_phone
from keychain.diagnostics import Place
from keychain.text import one_line
from keychain.yaml_source.nodes import Text


def edited_model(contacts: Contacts, steps: Sequence[Step]) -> Contacts:
    """``contacts`` after ``steps``, whose indices are those of ``contacts`` as it is given.

    Raises ValueError for a number that is none.
    """
    province = contacts.commune.province.value
    officers = [_officer(each, steps, province) for each in contacts.officers]
    officers += [
        Officer(
            step.id,
            Text(one_line(step.name)),
            tuple(_phone(each, province) for each in step.phones),
            _NEW,
            _text(step.rank),
            _text(step.role),
            _phone(step.zalo, province) if step.zalo else None,
        )
        for step in steps
        if isinstance(step, AddOfficer)
    ]
    villages = [_village(each, steps) for each in contacts.villages]
    villages += [
        Village(
            step.id,
            Text(one_line(step.name)),
            _NEW,
            tuple(map(_service, step.officers)),
            _text(step.kind),
            step.households,
        )
        for step in steps
        if isinstance(step, AddVillage)
    ]
    hotlines = [
        Hotline(Text(one_line(step.label)), _phone(step.phone, province), step.duty)
        for step in steps
        if isinstance(step, AddHotline)
    ]
    return replace(
        contacts,
        officers=tuple(officers),
        villages=tuple(villages),
        hotlines=(*contacts.hotlines, *hotlines),
    )


def without_places(value: Any) -> Any:
    """A value of the model with nothing left of where it stood, for comparison."""
    if isinstance(value, Place):
        return None
    if isinstance(value, tuple):
        return tuple(map(without_places, value))
    if is_dataclass(value):
        return (
            type(value).__name__,
            *(without_places(getattr(value, each.name)) for each in fields(value)),
        )
    return value


_NEW = Place("", 0, 0)


def _service(each: str | NewService) -> Assignment:
    if isinstance(each, str):
        return Assignment(each, _NEW)
    return Assignment(each.officer, _NEW, _text(each.role), each.start, each.end)


def _officer(officer: Officer, steps: Iterable[Step], province: str) -> Officer:
    steps = tuple(steps)
    for step in steps:
        if isinstance(step, EditOfficer) and step.officer == officer.id:
            value = Text(one_line(step.value))
            match step.key:
                case "name":
                    officer = replace(officer, name=value)
                case "rank":
                    officer = replace(officer, rank=value)
                case "role":
                    officer = replace(officer, role=value)
    own = [s for s in steps if isinstance(s, EditNumber | AddNumber) and s.officer == officer.id]
    if not own:
        return officer
    numbers: list[tuple[PhoneNumber, Period]] = []
    for index, (number, period) in enumerate(officer.numbers):
        for step in own:
            if isinstance(step, EditNumber) and step.index == index:
                number = _phone(step.phone, province) if step.phone else number
                period = replace(period, end=step.end or period.end)
        numbers.append((number, period))
        for step in own:
            if isinstance(step, AddNumber) and step.after == index:
                numbers.append((_phone(step.phone, province), Period(step.start)))
    periods = tuple(period for _, period in numbers)
    return replace(
        officer,
        phones=tuple(number for number, _ in numbers),
        periods=periods if set(periods) - {ALWAYS} else (),
    )


def _village(village: Village, steps: Iterable[Step]) -> Village:
    assignments: list[Assignment] = []
    for index, assignment in enumerate(village.assignments):
        kept: Assignment | None = assignment
        added: list[Assignment] = []
        for step in steps:
            match step:
                case EditAssignment(village.id, at) if at == index and kept:
                    kept = replace(
                        kept,
                        officer=step.officer or kept.officer,
                        role=_text(step.role) or kept.role,
                        start=step.start or kept.start,
                        end=step.end or kept.end,
                    )
                case DropAssignment(village.id, at) if at == index:
                    kept = None
                case AddAssignment(village.id, at) if at == index:
                    role = _text(step.role)
                    added.append(Assignment(step.officer, _NEW, role, step.start, step.end))
                case _:
                    pass
        assignments += [kept, *added] if kept else added
    village = replace(village, assignments=tuple(assignments))
    for step in steps:
        if isinstance(step, EditVillage) and step.village == village.id:
            village = _SETTERS[step.key](village, step.value)
    return village


def _named(village: Village, value: str) -> Village:
    # A village that has no name of its own to be read is called by its id.
    return replace(village, name=Text(one_line(value)))


_SETTERS: dict[str, Callable[[Village, str], Village]] = {
    "name": _named,
    "households": lambda village, value: replace(village, households=int(value)),
    "until": lambda village, value: replace(village, end=date.fromisoformat(value)),
}


def _text(value: str | None) -> Text | None:
    return Text(one_line(value)) if value else None


def _phone(value: str, province: str) -> PhoneNumber:
    number, _ = read_phone(Text(value), province)
    if number is None:
        raise ValueError(value)
    return number
