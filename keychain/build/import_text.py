"""The contacts.yaml of a directory that a list has made, with the comments of a new project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from string import Template

from keychain.build.new_contacts import duty_lines, level_of, scalar, unit_of
from keychain.contacts.editing.splices import flow, spelled
from keychain.contacts.model import Assignment, Contacts, Hotline, Officer, Village
from keychain.yaml_source.nodes import NULLS, Text

_WORDS = re.compile(r"\w[\w -]*\w|\w")
"""What needs no quotes anywhere; asking YAML about each text takes a thousand times as long."""


def contacts_text(
    template: str, contacts: Contacts, *, named: bool = True, placed: bool = True
) -> str:
    """``template`` filled with a directory's values. What nobody has said stays empty: the
    commune's name where it is not ``named``, its province where it is not ``placed``."""
    commune = contacts.commune
    name = commune.name.value if named else ""
    level = level_of(name)
    first = next((each.id for each in contacts.officers), "")
    return Template(template).substitute(
        unit=unit_of(name) if named else level,
        level=level,
        notice="",
        commune=scalar(name) if named else "",
        district=_line("district", commune.district),
        province=scalar(commune.province.value) if placed else "",
        title=_line("title", contacts.campaign.title),
        slogan=_line("slogan", contacts.campaign.slogan),
        language=contacts.campaign.language,
        hotlines="\n".join(_hotlines(contacts.hotlines, level)) + "\n",
        officers="\n".join(line for each in contacts.officers for line in _officer(each)),
        officer=scalar(first),
        villages="\n".join(line for each in contacts.villages for line in _village(each)),
    )


def _line(key: str, value: Text | None) -> str:
    return f"{key}: {scalar(value.value)}" if value else f"#{key}:"


def _hotlines(hotlines: Iterable[Hotline], level: str) -> Iterator[str]:
    duty = False
    for each in hotlines:
        yield f"  - label: {scalar(each.label.value)}"
        yield f"    phone: {scalar(each.phone.printed)}"
        duty = duty or each.duty
        if each.duty:
            yield "    duty: true"
    if not duty:
        yield from duty_lines(None, level)


def _officer(officer: Officer) -> Iterator[str]:
    numbers = [each.printed for each in officer.phones]
    yield f"  {scalar(officer.id)}:"
    yield f"    name: {scalar(officer.name.value)}"
    for key, value in (("rank", officer.rank), ("role", officer.role)):
        if value:
            yield f"    {key}: {scalar(value.value)}"
    if len(numbers) == 1:
        yield f"    phone: {scalar(numbers[0])}"
    else:
        yield "    phones: [" + ", ".join(map(_in_brackets, numbers)) + "]"
    if officer.zalo:
        yield f"    zalo: {scalar(officer.zalo.printed)}"


def _village(village: Village) -> Iterator[str]:
    yield f"  {scalar(village.id)}:"
    yield f"    name: {scalar(village.name.value)}"
    if village.kind:
        yield f"    kind: {scalar(village.kind.value)}"
    known = village.households is not None
    yield f"    households: {village.households}" if known else "    #households:"
    plain = all(not (each.role or each.start or each.end) for each in village.assignments)
    if plain:
        ids = ", ".join(_in_brackets(each.officer) for each in village.assignments)
        yield f"    officers: [{ids}]"
    else:
        yield "    officers:"
        yield from (f"      - {_service(each)}" for each in village.assignments)


def _service(one: Assignment) -> str:
    if not (one.role or one.start or one.end):
        return _in_brackets(one.officer)
    days = {
        key: str(day) if day else None for key, day in (("from", one.start), ("until", one.end))
    }
    role = _in_brackets(one.role.value) if one.role else None
    return flow({"officer": _in_brackets(one.officer), "role": role, **days})


def _in_brackets(text: str) -> str:
    """``text`` as it stands within brackets, where a comma would end it."""
    return text if _WORDS.fullmatch(text) and text not in NULLS else spelled(text)
