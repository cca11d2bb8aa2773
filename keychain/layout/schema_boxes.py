"""The JSON Schema of a layout's boxes: what each may show, and the keys of each kind."""

from __future__ import annotations

from typing import get_args

from keychain.layout.conditions import COUNTS
from keychain.layout.placed import Says
from keychain.layout.reading.box_keys import (
    COMMON_KEYS,
    KIND_KEYS,
    LABEL_KEYS,
    LINE_KEYS,
    LONGER_KEYS,
    MAX_TURN,
    MOST_GROW,
    MOST_LINES,
    STYLED_KEYS,
    USUAL_ALIGN,
    USUAL_GAP,
    USUAL_HOTLINE_LINES,
    USUAL_LINES,
    USUAL_LONGER_LINES,
    USUAL_MODULE,
    USUAL_ROW_GAP,
    USUAL_SIDE,
    USUAL_STROKE,
    USUAL_VALIGN,
    WORDS_KEYS,
)
from keychain.layout.reading.when import WHEN_KEYS
from keychain.layout.schema_values import font_rules, mm, style_values
from keychain.layout.spec import Align, LabelSide, Selection, ShapeKind, Valign
from keychain.layout.templates import TAG_FIELDS
from keychain.yaml_source.json_schema import (
    Groups,
    Schema,
    choice,
    listed,
    named,
    ref,
    text,
    whole,
)

BOX_KEYS = tuple(
    dict.fromkeys([*KIND_KEYS, *COMMON_KEYS, *(key for own in KIND_KEYS.values() for key in own)])
)
"""Every key that some kind of box takes."""


def box_groups(groups: Groups) -> Schema:
    """A box, and the groups of keys in it."""
    made = {
        "box": groups.told("group", "box")
        | groups.group(
            "box",
            BOX_KEYS,
            {**_kinds(groups), **_common(groups), **_own(groups)},
            rules=[*groups.any_of(KIND_KEYS), *_kind_rules(groups), *font_rules()],
        ),
        "longer": groups.group(
            "box",
            LONGER_KEYS,
            {
                "size": ref("type-sizes"),
                "lines": {**whole(0, MOST_LINES), "default": USUAL_LONGER_LINES},
            },
        ),
        "words": groups.group(
            "words", WORDS_KEYS, dict.fromkeys(WORDS_KEYS, ref("template")), rules=_any_word(groups)
        ),
        "styled": groups.group(
            "box", STYLED_KEYS, style_values(), required=("style",), rules=font_rules()
        ),
        "when": groups.group(
            "when",
            WHEN_KEYS,
            {
                "has": {"enum": list(TAG_FIELDS)},
                "lacks": {"enum": list(TAG_FIELDS)},
                **dict.fromkeys(("left-out", "with", "without"), text()),
                **dict.fromkeys(COUNTS, ref("count")),
            },
        ),
    }
    return {groups.name(name): group for name, group in made.items()}


def label_groups(groups: Groups) -> Schema:
    """The labels of a list of numbers. They stand in lists, so never in parts."""
    label_text = {"anyOf": [ref("label-template"), ref("label-words")]}
    return {
        "label": groups.told("group", "label")
        | groups.group(
            "label",
            LABEL_KEYS,
            {
                "lines": listed(ref("line"), least=1),
                "hotline-lines": {**whole(0, MOST_LINES), "default": USUAL_HOTLINE_LINES},
            },
            required=("lines",),
        ),
        "line": groups.told("group", "line")
        | groups.group(
            "box",
            LINE_KEYS,
            {"text": label_text, **style_values()},
            required=("text", "style"),
            rules=font_rules(),
        ),
        "label-words": groups.group(
            "words",
            WORDS_KEYS,
            dict.fromkeys(WORDS_KEYS, ref("label-template")),
            rules=_any_word(groups),
        ),
    }


def _kinds(groups: Groups) -> Schema:
    """What a box shows."""
    boxes = named(groups.nullable(groups.ref("box")))
    return {
        "text": {
            "anyOf": [ref("template"), groups.ref("words")],
            "examples": ["{village.name}", {"vi": "Từ {mark.month}", "en": "From {mark.month}"}],
        },
        "phones": choice(get_args(Selection)),
        "qr": choice(get_args(Says)),
        "image": {**text(), "examples": ["logo.svg"]},
        "shape": choice(get_args(ShapeKind)),
        "row": boxes,
        "column": boxes,
        "layers": boxes,
    }


def _common(groups: Groups) -> Schema:
    """Where a box stands and when it gives way."""
    turn = whole(0, MAX_TURN)
    return {
        "x": {**ref("length"), "default": mm(0)},
        "y": {**ref("length"), "default": mm(0)},
        "width": ref("length"),
        "height": ref("length"),
        "grow": {**whole(0, MOST_GROW), "default": 0},
        "align": {**choice(get_args(Align)), "default": USUAL_ALIGN},
        "valign": {**choice(get_args(Valign)), "default": USUAL_VALIGN},
        "when": {
            "anyOf": [{"enum": list(TAG_FIELDS)}, groups.ref("when")],
            "examples": ["campaign.slogan", {"rest": "2-4"}],
        },
        "shrinks": turn,
        "leaves": turn,
    }


def _own(groups: Groups) -> Schema:
    """The keys that only one kind of box takes, or two."""
    words = {"anyOf": [ref("template"), ref("words")]}
    in_place = {"anyOf": [ref("template"), groups.ref("words")]}
    return {
        **style_values(),
        "lines": {**whole(0, MOST_LINES), "default": USUAL_LINES},
        "longer": groups.ref("longer"),
        "shorter": {
            "anyOf": [*in_place["anyOf"], listed(words)],
            "examples": [["{lead.name}", "{lead.called}"]],
        },
        "shortens": whole(0, MAX_TURN),
        "on": text(),
        "number": groups.ref("styled"),
        "short": groups.ref("styled"),
        "labels": listed(ref("label"), least=1),
        "side": {**choice(get_args(LabelSide)), "default": USUAL_SIDE},
        "gap": {**ref("measure"), "examples": [mm(USUAL_GAP)]},
        "row-gap": {**ref("measure"), "default": mm(USUAL_ROW_GAP)},
        "module": {**ref("modules"), "default": mm(USUAL_MODULE)},
        "fill": ref("colour"),
        "stroke": ref("colour"),
        "stroke-width": {**ref("measure"), "default": mm(USUAL_STROKE)},
        "radius": {**ref("measure"), "default": mm(0)},
        "centre": ref("point"),
    }


def _kind_rules(groups: Groups) -> list[Schema]:
    """For each kind: what belongs to others has no place beside it; and what it cannot lack."""
    rules = []
    for kind, own in KIND_KEYS.items():
        mine = {kind, *own, *COMMON_KEYS}
        rules.append(groups.excludes(kind, [key for key in BOX_KEYS if key not in mine]))
    if not groups.part:
        needs = {"text": ["style"], "phones": ["number", "labels"]}
        rules += [{"if": {"required": [k]}, "then": {"required": n}} for k, n in needs.items()]
    return rules


def _any_word(groups: Groups) -> list[Schema]:
    return groups.any_of(WORDS_KEYS)
