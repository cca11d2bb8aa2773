"""The JSON Schema of single values in layouts: lengths, sizes of type, colours, texts."""

from __future__ import annotations

from collections.abc import Iterable

from keychain.layout.reading.box_keys import WORDS_KEYS
from keychain.layout.reading.quantities import (
    DISTANCE,
    INK,
    MOST_INK,
    NUMBER,
    SIGN,
    TIMES,
    range_form,
)
from keychain.layout.reading.styles import FAMILIES
from keychain.layout.reading.when import COUNT, MOST_COUNTED
from keychain.layout.templates import LABEL_FIELDS, TAG_FIELDS
from keychain.yaml_source.json_schema import (
    NULL,
    Groups,
    Schema,
    any_case,
    choice,
    escaped,
    flag,
    form,
    listed,
    ref,
    text,
)

_MM = rf"{NUMBER}\s*(?:mm|pt)"


def mm(length: float) -> str:
    """A length as layouts write it."""
    return f"{length:g}mm"


def layout_values(groups: Groups) -> Schema:
    """Every kind of single value, for ``$defs``."""
    length = rf"{SIGN}{NUMBER}\s*(?:mm|pt|%)"
    signed = {"type": "string", "pattern": form(SIGN + _MM)}
    ink = {"type": "number", "minimum": 0, "maximum": MOST_INK}
    inks = listed({"anyOf": [ink, _string(f"^{INK}$")]}, least=4, most=4)
    count = {"type": "integer", "minimum": 0, "maximum": MOST_COUNTED}
    value = groups.value
    return {
        "length": value("length", _string(form(length)), "3mm", "60%", "8.5pt"),
        "measure": value("measure", _string(form(rf"\+?{_MM}")), "3mm"),
        "distance": value("distance", _string(form(DISTANCE)), "3m", "0.6m"),
        "size": value("size", _string(form(rf"\+?{_MM}{TIMES}\+?{_MM}")), "54mm x 29mm"),
        "point": value("point", listed(signed, least=2, most=2), ["7.5mm", "14.5mm"]),
        "type-sizes": value("type-sizes", _string(form(range_form("pt"))), "8.6pt - 7.2pt", "6pt"),
        "modules": value("modules", _string(form(range_form("mm"))), "0.508mm - 0.4233mm"),
        "inks": value("inks", inks, [0, 100, 90, 10]),
        "colour": value("colour", {"anyOf": [text(), ref("inks")]}, "red", [0, 100, 90, 10]),
        "count": value("count", {"anyOf": [count, _string(form(COUNT))]}, 3, "2-4", "5+"),
        "template": value("template", text(_template(TAG_FIELDS)), "{village.name}"),
        "label-template": value("label-template", text(_template(LABEL_FIELDS)), "{rank} {name}"),
    }


def title(groups: Groups, *, vi: str, en: str) -> Schema:
    """One title for every language, or one a language."""
    either = [text(), groups.ref("title")]
    return {"anyOf": either, "examples": [vi, {"vi": vi, "en": en}]}


def title_group(groups: Groups) -> Schema:
    """A title in each language, for ``$defs``."""
    titles = dict.fromkeys(WORDS_KEYS, text())
    return groups.group("title", WORDS_KEYS, titles, rules=groups.any_of(WORDS_KEYS))


def style_values() -> Schema:
    """A named style, and what may differ from it."""
    return {
        "style": text(),
        "font": choice(FAMILIES),
        "weight": weight(),
        "size": ref("type-sizes"),
        "colour": ref("colour"),
        "digits": flag(),
    }


def weight() -> Schema:
    """A weight that some family has."""
    return _weights(sorted({each for weights in FAMILIES.values() for each in weights}))


def font_rules() -> list[Schema]:
    """A family named beside a weight must have it."""
    return [
        {
            "if": {
                "required": ["font"],
                "properties": {"font": _string(form(any_case(family)))},
            },
            "then": {"properties": {"weight": {"anyOf": [*_weights(own)["anyOf"], NULL]}}},
        }
        for family, own in FAMILIES.items()
    ]


def _weights(weights: Iterable[int]) -> Schema:
    own = list(weights)
    return {"anyOf": [{"enum": own}, _string(f"^(?:{'|'.join(map(str, own))})$")]}


def _string(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _template(fields: Iterable[str]) -> str:
    """A text whose braces hold known fields, and that holds anything at all."""
    known = "|".join("".join(map(escaped, field)) for field in fields)
    field = rf"\{{(?:{known})\}}"
    return rf"^\s*(?:[^{{}}\s]|{field})(?:[^{{}}]|{field})*$"
