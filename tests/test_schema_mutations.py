"""Files changed at random: the schema refuses nothing that the program accepts, and what it lets
pass is of a kind that only the program can know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from layout_samples import LAYOUTS
from schema_samples import (
    CONTACTS,
    EVERY_KEY,
    EVERY_PRESS_KEY,
    LAYOUT,
    LOADER,
    PRESS,
    contacts_refused,
    layout_refused,
    press_refused,
    schema_refuses,
)

ROOT = Path(__file__).parent.parent
DUMPER = getattr(yaml, "CBaseDumper", yaml.BaseDumper)

OTHER_KINDS = (
    *("null", "true", "no", "12", "-3", "1.5", "words", '""', "' '"),
    *("3mm", "60%", "8pt - 6pt", "2-3", "2026-12-01", "0950 000 009"),
    *("[]", "[a, b]", "[1mm, 2mm]", "[0, 0, 0, 100]", "{}", "{a: b}", "{a: {row: {}}}"),
)

ELSEWHERE = {
    "no-duty-hotline",
    "officer-has-error",
    "officer-twice",
    "unknown-officer",
    "until-before-from",
    "layout-box-name-twice",
    "layout-circle",
    "layout-colour",
    "layout-hole-outside",
    "layout-image-missing",
    "layout-parent-missing",
    "press-parent-missing",
    "press-condition-own",
    "press-die-line",
    "press-profile-broken",
    "press-profile-missing",
    "layout-unknown-box",
    "layout-unknown-style",
}
"""What another place of the file, or another file, says."""
IN_THE_TEXT = {"layout-number", "press-die-line-name", "press-scale"}
"""Bounds of lengths and of what stands in quotes."""
IN_THE_PARENT = {"layout-box-kind", "layout-text-empty", "missing-key", "unknown-key"}
"""What a layout that is extended holds or lacks."""
EMPTY_TITLE = "title: {}"
"""In a child it adds nothing to a parent's two titles, and leaves nothing of a parent's one."""


def only_the_program_knows(codes: list[str], part: bool) -> bool:
    known = ELSEWHERE | IN_THE_TEXT | (IN_THE_PARENT if part else set())
    return all(code in known or code.startswith("phone-") for code in codes)


@dataclass(frozen=True)
class Sample:
    text: str
    validator: Draft202012Validator
    refused: Callable[[str], list[str]]
    part: bool = False


@cache
def samples() -> dict[str, Sample]:
    found = {
        "contacts.yaml": Sample(
            (ROOT / "contacts.yaml").read_text("utf-8"), CONTACTS, contacts_refused
        ),
        "every-key": Sample(EVERY_KEY, LAYOUT, layout_refused),
        "press": Sample(EVERY_PRESS_KEY, PRESS, press_refused),
        "part-press": Sample(
            "extends: parent\n" + EVERY_PRESS_KEY,
            PRESS,
            lambda text: press_refused(text, parent=EVERY_PRESS_KEY),
            part=True,
        ),
    }
    base = (LAYOUTS / "base.yaml").read_text("utf-8")
    for path in sorted(LAYOUTS.glob("*.yaml")):
        if path.stem != "base":
            text = path.read_text("utf-8")
            found[path.name] = Sample(
                text, LAYOUT, lambda text: layout_refused(text, base=base), part=True
            )
    return found


def places(node: yaml.Node | None) -> Iterator[tuple[yaml.CollectionNode, int]]:
    """Every value of a tree, as the list or mapping that it is in and its number there."""
    if isinstance(node, yaml.CollectionNode):
        for number, item in enumerate(node.value):
            yield node, number
            yield from places(item[1] if isinstance(node, yaml.MappingNode) else item)


def mutated(text: str, place: int, change: str) -> str:
    root = yaml.compose(text, LOADER)
    inside = list(places(root))
    parent, number = inside[place % len(inside)]
    mapping = isinstance(parent, yaml.MappingNode)
    if change == "drop":
        del parent.value[number]
    elif change == "rename" and mapping:
        parent.value[number][0].value += "s"
    else:
        other = yaml.compose(OTHER_KINDS[-1] if change == "rename" else change, LOADER)
        parent.value[number] = (parent.value[number][0], other) if mapping else other
    return str(yaml.serialize(root, Dumper=DUMPER, allow_unicode=True))


CHANGES = st.sampled_from(["drop", "rename", *OTHER_KINDS])


@pytest.mark.parametrize("name", samples())
@settings(max_examples=40, deadline=None)
@given(place=st.integers(0, 10_000), change=CHANGES)
def test_program_and_schema_agree(name: str, place: int, change: str) -> None:
    agree(samples()[name], place, change)


@pytest.mark.stress
@pytest.mark.parametrize("change", ["drop", "rename", *OTHER_KINDS])
@pytest.mark.parametrize("name", samples())
def test_every_change_of_a_kind_everywhere(name: str, change: str) -> None:
    sample = samples()[name]
    for place in range(len(list(places(yaml.compose(sample.text, LOADER))))):
        agree(sample, place, change)


def agree(sample: Sample, place: int, change: str) -> None:
    text = mutated(sample.text, place, change)
    codes = sample.refused(text)
    reasons = schema_refuses(sample.validator, text)
    if not codes:
        assert reasons == [], text
    elif not reasons:
        if sample.part and EMPTY_TITLE in text.splitlines():
            codes = [code for code in codes if code != "empty-value"]
        assert only_the_program_knows(codes, sample.part), text
