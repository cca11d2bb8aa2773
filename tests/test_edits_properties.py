"""Edits of files as people write them: what is read back is the old directory and the edit, and
every line that the edit does not concern keeps its bytes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from keychain.contacts import read_contacts
from keychain.contacts.editing import edit_contacts, rotate
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
from keychain.contacts.model import Contacts
from keychain.diagnostics import has_errors

OFFICERS = ("an", "bình", "y", "d-4")
VILLAGES = ("ban-phuc", "khe 7", "yes", "ấp-5")
DAY = date(2027, 1, 1)


@dataclass(frozen=True)
class Written:
    """A file as somebody wrote it, and what was chosen for it."""

    data: bytes
    shape: str


@st.composite
def quoted(draw: st.DrawFn, text: str) -> str:
    style = draw(st.sampled_from(("", "", "", "'", '"')))
    return f"{style}{text}{style}"


@st.composite
def comment(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(("", "", "", "  # ghi chú: [x], {y}", " # - 'z", "   ")))


@st.composite
def days(draw: st.DrawFn) -> dict[str, str]:
    """A period that is whole: none, from, until, or both."""
    start = DAY + timedelta(days=draw(st.integers(-60, 60)))
    end = start + timedelta(days=draw(st.integers(0, 60)))
    kept: dict[str, str] = {}
    if draw(st.booleans()):
        kept["from"] = start.isoformat()
    if draw(st.booleans()):
        kept["until"] = end.isoformat()
    return kept


@st.composite
def member(draw: st.DrawFn, id_: str, values: dict[str, str], indent: str, *, in_flow: bool) -> str:
    """An officer or village: in braces, or a line a key."""
    name = draw(quoted(id_))
    if in_flow:
        gap = draw(st.sampled_from((" ", "  ", f"\n{indent}    ")))
        inner = f",{gap}".join(f"{key}: {value}" for key, value in values.items())
        return f"{indent}{name}: {{{inner}}}{draw(comment())}\n"
    deeper = indent + draw(st.sampled_from((" ", "  ", "    ")))
    lines = [f"{indent}{name}:{draw(comment())}\n"]
    for key, value in values.items():
        if draw(st.integers(0, 9)) == 0:
            lines.append(f"{deeper}# một dòng ghi chú\n")
        if draw(st.integers(0, 19)) == 0:
            lines.append("\n")
        if value.startswith("\n"):
            lines.append(f"{deeper}{key}:{draw(comment())}{value.replace('@', deeper)}\n")
        else:
            lines.append(f"{deeper}{key}: {value}{draw(comment())}\n")
    return "".join(lines)


@st.composite
def assignments(draw: st.DrawFn, officers: list[str], *, in_flow: bool) -> str:
    """The officers of a village: in brackets, or a line an item, short, in braces or in lines."""
    items: list[str] = []
    block = not in_flow and draw(st.booleans())
    for officer in officers:
        values = {"officer": draw(quoted(officer))}
        if draw(st.integers(0, 3)) == 0:
            values["role"] = draw(quoted("Công an viên"))
        values |= draw(days())
        form = draw(st.sampled_from(("short", "braces", "lines") if block else ("short", "braces")))
        if form == "short":
            items.append(values["officer"])
        elif form == "braces":
            items.append("{" + ", ".join(f"{k}: {v}" for k, v in values.items()) + "}")
        else:
            items.append("\n@    ".join(f"{k}: {v}{draw(comment())}" for k, v in values.items()))
    if block:
        return "".join(f"\n@  - {item}" for item in items)
    gap = draw(st.sampled_from((" ", "", "  "))) if not in_flow else " "
    return "[" + f",{gap}".join(items) + draw(st.sampled_from(("", "", ","))) + "]"


@st.composite
def files(draw: st.DrawFn) -> Written:
    lines = ["# danh bạ\n", "commune: {name: Xã A, province: Tỉnh Lạng Sơn}", draw(comment()), "\n"]
    hotlines = (
        "hotlines: [{label: Công an, phone: 113}]\n",
        "hotlines:   # số chung\n- {label: Công an, phone: 113}   # một\n",
        "hotlines:\n  - label: Công an\n    phone: 113\n",
        "",
    )
    lines += [draw(st.sampled_from(hotlines)), "officers:", draw(comment()), "\n"]
    indent = draw(st.sampled_from((" ", "  ", "    ")))
    in_flow = draw(st.booleans())
    for number, officer in enumerate(OFFICERS):
        phone = f"0950 000 0{number}1"
        values = {"name": draw(quoted(f"Nguyễn Văn {officer}"))}
        if draw(st.booleans()):
            values["role"] = draw(quoted("Phó Trưởng Công an xã"))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            values["phones"] = f"[{phone}, {{phone: 0950 000 1{number}1, from: 2026-01-01}}]"
        elif kind == 1 and not in_flow:
            values["phones"] = f"\n@- {phone}\n@- 0205 3800 10{number}"
        else:
            values["phone"] = draw(quoted(phone))
        lines.append(draw(member(officer, values, indent, in_flow=in_flow)))
    lines += [draw(st.sampled_from(("\n", "", "# thôn\n"))), "villages:\n"]
    in_flow = draw(st.booleans())
    for village in VILLAGES:
        chosen = draw(st.permutations(OFFICERS))[: draw(st.integers(1, 3))]
        values = {
            "officers": draw(assignments(list(chosen), in_flow=in_flow)),
            "name": draw(quoted(f"Bản {village}")),
        }
        if draw(st.booleans()):
            values["households"] = str(draw(st.integers(1, 300)))
        if draw(st.booleans()):
            values = dict(reversed(values.items()))
        lines.append(draw(member(village, values, indent, in_flow=in_flow)))
    text = "".join(lines)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    elif draw(st.booleans()):
        text += "# hết\n"
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    mark = draw(st.sampled_from((b"", b"", b"\xef\xbb\xbf")))
    return Written(mark + text.encode(), text)


@st.composite
def edits(draw: st.DrawFn, contacts: Contacts) -> tuple[Step, ...]:
    """Any of the edits that the commands make."""
    old, new = draw(st.permutations(OFFICERS))[:2]
    village = draw(st.sampled_from(VILLAGES))
    match draw(st.integers(0, 9)):
        case 0:
            some = draw(st.sampled_from((None, [village])))
            return rotate(contacts, old, new, DAY, villages=some).steps
        case 1:
            person = AddOfficer("mới", "Lê: Mới", ("0950 000 099",), "Đại úy")
            return rotate(contacts, old, "mới", DAY, create=person).steps
        case 2:
            return (
                EditNumber(old, 0, end=DAY - timedelta(days=1)),
                AddNumber(old, 0, "0950 000 077", DAY),
            )
        case 3:
            return (EditNumber(old, 0, phone="0950 000 077"),)
        case 4:
            return (AddVillage("xom-moi", "Xóm #5", (old, new), "xóm", 12),)
        case 5:
            return (
                EditVillage(village, "households", "7"),
                EditVillage(village, "name", "Bản [1]"),
            )
        case 6:
            keys: tuple[Literal["name", "rank", "role"], ...] = ("name", "rank", "role")
            key = draw(st.sampled_from(keys))
            text = draw(st.sampled_from(("Đại uý", "Mới: [1]", "Trưởng thôn, kiêm")))
            return (EditOfficer(old, key, text), AddNumber(new, 0, "0950 000 077"))
        case 7:
            return (
                AddHotline("Trực ban: xã", "0205 3800 100", duty=True),
                AddHotline("Cứu hỏa", "114"),
            )
        case 8:
            first = NewService(old, "Trưởng thôn, kiêm", DAY)
            person = AddOfficer("mới", "Lê Mới", ("0950 000 099",), zalo="0950 000 098")
            return (
                person,
                AddVillage("xom-moi", "Xóm 5", (first, new, NewService("mới", end=DAY))),
            )
        case _:
            return (EditVillage(village, "until", "2027-06-30"),)


def hold(written: Written, data: st.DataObject) -> None:
    contacts, found = read_contacts(written.data, "c.yaml")
    assert contacts is not None, found
    assert not has_errors(found), found
    steps = data.draw(edits(contacts))
    edited = edit_contacts(written.data, "c.yaml", steps)
    if not steps:
        assert edited.data == written.data
        return
    # That it reads back as the directory and the edit is edit_contacts' own last step; here that
    # it never has to give up, and that no other line has changed.
    assert edited.data is not None, edited.diagnostics
    before = Counter(without_ends(written.data))
    after = Counter(without_ends(edited.data))
    concerned = sum((before - after).values())
    assert concerned <= most_lines(written.data, steps), (written.shape, steps)


def without_ends(data: bytes) -> list[bytes]:
    """The lines; the last one is the same line where something follows that did not before."""
    lines = data.splitlines(keepends=True)
    ends = {line[len(line.rstrip(b"\r\n")) :] for line in lines[:-1]}
    assert len(ends) <= 1, "one kind of line end"
    return [line.rstrip(b"\r\n") for line in lines]


def most_lines(data: bytes, steps: tuple[Step, ...]) -> int:
    """How many lines the steps may change, counted by what stands in brackets and what in lines:
    what is new in lines changes none that is there."""
    root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    most = 0
    in_brackets = set()
    for step in steps:
        match step:
            case EditAssignment() | AddAssignment() | DropAssignment():
                listed = at(root, "villages", step.village, "officers")
                if listed.flow_style:
                    in_brackets.add(step.village)
                elif isinstance(step, DropAssignment):
                    item = listed.value[step.index]
                    most += item.end_mark.line - item.start_mark.line + 1
                elif isinstance(step, EditAssignment):
                    item = listed.value[step.index]
                    if isinstance(item, yaml.MappingNode) and not item.flow_style:
                        keys = {name.value for name, _ in item.value}
                        given: dict[str, object] = {"officer": step.officer, "role": step.role}
                        given |= {"from": step.start, "until": step.end}
                        most += sum(1 for key, value in given.items() if value and key in keys)
                    else:
                        most += 1
            case EditNumber():
                most += 1
            case AddNumber():
                # Beside the number that ends, or in the line of the only one.
                most += 0 if any(isinstance(each, EditNumber) for each in steps) else 1
            case EditOfficer():
                officer = at(root, "officers", step.officer)
                there = any(name.value == step.key for name, _ in officer.value)
                most += 1 if there or officer.flow_style else 0
            case AddHotline():
                most += "hotlines: [" in data.decode("utf-8-sig")
            case EditVillage():
                village = at(root, "villages", step.village)
                there = any(name.value == step.key for name, _ in village.value)
                most += 1 if there or village.flow_style else 0
            case _:
                most += 0  # behind the others, on lines of its own
    return most + len(in_brackets)


def at(node: Any, *keys: str) -> Any:
    for key in keys:
        node = next(value for name, value in node.value if name.value == key)
    return node


@settings(max_examples=250, deadline=None)
@given(files(), st.data())
def test_an_edit_is_the_edit_and_nothing_else(written: Written, data: st.DataObject) -> None:
    hold(written, data)


@pytest.mark.stress
@settings(max_examples=10_000, deadline=None)
@given(files(), st.data())
def test_ten_thousand_edits(written: Written, data: st.DataObject) -> None:
    hold(written, data)
