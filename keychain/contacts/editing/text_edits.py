"""Steps made on a file's own characters: the lines that they concern change, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import yaml

from keychain.contacts.editing.number_edits import number_splices
from keychain.contacts.editing.source import Source, entry, mapping_at, read_source, value_at
from keychain.contacts.editing.splices import (
    Splice,
    behind,
    flow,
    new_entry,
    new_item,
    replaced,
    spelled,
    spliced,
    with_value,
    without_item,
)
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
from keychain.contacts.officers import OFFICER_KEYS
from keychain.contacts.reading import CONTACTS_KEYS
from keychain.contacts.villages import ASSIGNMENT_KEYS

_VILLAGE_ORDER = ("name", "kind", "households", "until", "officers")


def edited_text(data: bytes, steps: Sequence[Step]) -> bytes:
    """The file's bytes after ``steps``, whose indices are those of the file as it is given.

    The file has been read without errors. Raises ValueError or KeyError where a step speaks of
    something that is not there.
    """
    source = read_source(data)
    splices = [splice for step in steps for splice in _splices(source, step, steps)]
    text = spliced(source.text, splices)
    return (b"\xef\xbb\xbf" if source.marked else b"") + text.encode("utf-8")


def _splices(source: Source, step: Step, steps: Sequence[Step]) -> Iterable[Splice]:
    match step:
        case EditAssignment():
            return _edit_assignment(source, step)
        case AddAssignment():
            item = _assignment(step.officer, step.role, step.start, step.end)
            return [new_item(source, _officers_of(source, step.village), step.after, item)]
        case DropAssignment():
            return [without_item(source, _officers_of(source, step.village), step.index)]
        case AddOfficer():
            return [_add_officer(source, step)]
        case EditNumber() | AddNumber():
            own = [
                s
                for s in steps
                if isinstance(s, EditNumber | AddNumber) and s.officer == step.officer
            ]
            return number_splices(source, step.officer, own) if step is own[0] else ()
        case AddVillage():
            return [_add_village(source, step)]
        case EditVillage():
            village = mapping_at(source.root, "villages", step.village)
            return [with_value(source, village, step.key, step.value, _VILLAGE_ORDER)]
        case EditOfficer():
            officer = mapping_at(source.root, "officers", step.officer)
            return [with_value(source, officer, step.key, step.value, OFFICER_KEYS)]
        case AddHotline():
            hotlines = [each for each in steps if isinstance(each, AddHotline)]
            return _hotlines(source, hotlines) if step is hotlines[0] else ()


def _edit_assignment(source: Source, step: EditAssignment) -> Iterator[Splice]:
    item = _officers_of(source, step.village).value[step.index]
    given = {
        "officer": step.officer,
        "role": step.role,
        "from": step.start.isoformat() if step.start else None,
        "until": step.end.isoformat() if step.end else None,
    }
    if isinstance(item, yaml.MappingNode):
        for key, value in given.items():
            if value:
                yield with_value(source, item, key, value, ASSIGNMENT_KEYS)
    elif any((step.role, step.start, step.end)):
        own = source.text[source.start(item) : source.end(item)]
        spelling = {key: spelled(value) if value else None for key, value in given.items()}
        spelling["officer"] = spelling["officer"] or own
        yield Splice(source.start(item), source.end(item), flow(spelling))
    elif step.officer:
        yield replaced(source, item, step.officer)


def _assignment(officer: str, role: str | None, start: date | None, end: date | None) -> str:
    if not (role or start or end):
        return spelled(officer)
    values = (officer, role, *(day.isoformat() if day else None for day in (start, end)))
    named = zip(ASSIGNMENT_KEYS, values, strict=True)
    return flow({key: spelled(value) if value else None for key, value in named})


def _add_officer(source: Source, step: AddOfficer) -> Splice:
    several = len(step.phones) > 1
    values = {
        "name": spelled(step.name),
        "rank": step.rank and spelled(step.rank),
        "role": step.role and spelled(step.role),
        "phone": None if several else spelled(step.phones[0]),
        "phones": "[" + ", ".join(map(spelled, step.phones)) + "]" if several else None,
        "zalo": step.zalo and spelled(step.zalo),
    }
    return _new_member(source, mapping_at(source.root, "officers"), step.id, values)


def _add_village(source: Source, step: AddVillage) -> Splice:
    values = {
        "name": spelled(step.name),
        "kind": step.kind and spelled(step.kind),
        "households": None if step.households is None else str(step.households),
        "officers": "[" + ", ".join(map(_service, step.officers)) + "]",
    }
    return _new_member(source, mapping_at(source.root, "villages"), step.id, values)


def _service(each: str | NewService) -> str:
    if isinstance(each, str):
        return spelled(each)
    return _assignment(each.officer, each.role, each.start, each.end)


def _hotlines(source: Source, steps: Sequence[AddHotline]) -> Iterator[Splice]:
    """New hotlines behind the others; where there are none, under a key of their own."""
    items = [
        flow(
            {
                "label": spelled(step.label),
                "phone": spelled(step.phone),
                "duty": "true" if step.duty else None,
            }
        )
        for step in steps
    ]
    try:
        _, listed = entry(source.root, "hotlines")
    except KeyError:
        text = "[" + ", ".join(items) + "]"
        yield new_entry(source, source.root, "hotlines", text, CONTACTS_KEYS)
        return
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        raise ValueError("hotlines")
    for item in items:
        yield new_item(source, listed, len(listed.value) - 1, item)


def _new_member(
    source: Source, group: yaml.MappingNode, id_: str, values: dict[str, str | None]
) -> Splice:
    """A new officer or village behind the last, written as that is: in braces or in lines."""
    _, last = group.value[-1]
    indent = source.column(group.value[0][0])
    if group.flow_style or last.flow_style:
        text = f"{spelled(id_)}: {flow(values)}"
    else:
        deeper = max(source.column(last.value[0][0]) - indent, 1)
        lines = [f"{' ' * deeper}{key}: {value}" for key, value in values.items() if value]
        text = "\n".join([f"{spelled(id_)}:", *lines])
    return behind(source, group, last, text, indent)


def _officers_of(source: Source, village: str) -> yaml.SequenceNode:
    node = value_at(source.root, "villages", village, "officers")
    if not isinstance(node, yaml.SequenceNode):
        raise KeyError("officers")
    return node
