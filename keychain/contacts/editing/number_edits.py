"""An officer's numbers changed in the file's text: a new one, another one, or one that ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from keychain.contacts.editing.source import Source, entry, mapping_at
from keychain.contacts.editing.splices import (
    Splice,
    flow,
    new_item,
    replaced,
    spelled,
    with_value,
)
from keychain.contacts.editing.steps import AddNumber, EditNumber
from keychain.contacts.officers import DATED_NUMBER_KEYS


def number_splices(
    source: Source, officer: str, steps: Sequence[EditNumber | AddNumber]
) -> Iterator[Splice]:
    """An officer's numbers. One under ``phone`` becomes a list where it gets company or a day."""
    mapping = mapping_at(source.root, "officers", officer)
    try:
        key, single = entry(mapping, "phone")
    except KeyError:
        listed = entry(mapping, "phones")[1]
        assert isinstance(listed, yaml.SequenceNode)
        for step in steps:
            if isinstance(step, AddNumber):
                yield new_item(source, listed, step.after, _number(step))
            else:
                yield from _edit_number(source, listed.value[step.index], step)
        return
    own = source.text[source.start(single) : source.end(single)]
    items: list[str] = [own]
    for step in steps:
        if isinstance(step, AddNumber):
            items.append(_number(step))
            continue
        if step.phone:
            style = single.style if isinstance(single, yaml.ScalarNode) else None
            own = spelled(step.phone, style if style in ("'", '"') else None)
        items[0] = flow({"phone": own, "until": str(step.end)}) if step.end else own
    if len(items) == 1 and items[0] == own:
        yield Splice(source.start(single), source.end(single), own)
        return
    yield Splice(source.start(key), source.end(key), "phones")
    yield Splice(source.start(single), source.end(single), "[" + ", ".join(items) + "]")


def _number(step: AddNumber) -> str:
    phone = spelled(step.phone)
    return flow({"phone": phone, "from": str(step.start)}) if step.start else phone


def _edit_number(source: Source, item: yaml.Node, step: EditNumber) -> Iterator[Splice]:
    end = step.end and step.end.isoformat()
    if isinstance(item, yaml.MappingNode):
        for key, value in (("phone", step.phone), ("until", end)):
            if value:
                yield with_value(source, item, key, value, DATED_NUMBER_KEYS)
    elif end:
        own = source.text[source.start(item) : source.end(item)]
        phone = spelled(step.phone) if step.phone else own
        yield Splice(source.start(item), source.end(item), flow({"phone": phone, "until": end}))
    elif step.phone:
        yield replaced(source, item, step.phone)
