"""The JSON Schema of contacts.yaml, out of the tables that its readers use.

A value is judged where it stands. What one place says of another (an officer's id in a village),
and whether a number can be one of Viet Nam, only the program knows.
"""

from __future__ import annotations

from keychain.contacts.codes import CODE
from keychain.contacts.commune import (
    CAMPAIGN_KEYS,
    COMMUNE_KEYS,
    DIALS,
    HOTLINE_KEYS,
    LANGUAGES,
)
from keychain.contacts.ids import EDGES, FORBIDDEN, MOST_BYTES
from keychain.contacts.model import Campaign
from keychain.contacts.officers import DATED_NUMBER_KEYS, OFFICER_KEYS
from keychain.contacts.reading import CONTACTS_KEYS
from keychain.contacts.values import (
    COST,
    ISO_DATE,
    LONGEST_NAME,
    LONGEST_SLOGAN,
    MOST_HOUSEHOLDS,
    PERCENTAGE,
)
from keychain.contacts.villages import ASSIGNMENT_KEYS, VILLAGE_KEYS
from keychain.text import DEVICE_NAMES
from keychain.yaml_source.json_schema import (
    DIALECT,
    Groups,
    Schema,
    SchemaWords,
    any_case,
    choice,
    escaped,
    flag,
    form,
    listed,
    named,
    ref,
    text,
    whole,
)

_LETTER_OR_DIGIT = r"[^\s!-/:-@\[-`{-~\u2000-\u206f]"
"""No space, no punctuation: near enough to what may make a name."""
_DIGIT = "[0-9\uff10-\uff19]"
_SHORTEST_PHONE = 100


def contacts_schema(words: SchemaWords) -> Schema:
    """The schema, its titles and descriptions in the words given."""
    groups = Groups(words)
    return {
        "$schema": DIALECT,
        **groups.told("file", "contacts"),
        **groups.group(
            "contacts",
            CONTACTS_KEYS,
            {
                "commune": ref("commune"),
                "campaign": ref("campaign"),
                "hotlines": listed(ref("hotline")),
                "officers": named(ref("officer"), least=1, name=ref("id")),
                "villages": named(ref("village"), least=1, name=ref("id")),
            },
            required=("commune", "officers", "villages"),
        ),
        "$defs": {**_groups(groups), **_people(groups), **_values(groups)},
    }


def _groups(groups: Groups) -> Schema:
    usual = Campaign()
    return {
        "commune": groups.group(
            "commune",
            COMMUNE_KEYS,
            {
                "name": _name("Xã Kiên Mộc"),
                "district": _name("Huyện Đình Lập"),
                "province": _name("Tỉnh Lạng Sơn"),
            },
            required=("name", "province"),
        ),
        "campaign": groups.group(
            "campaign",
            CAMPAIGN_KEYS,
            {
                "title": _name("Móc chìa khóa an ninh trật tự"),
                "slogan": {
                    **text(_LETTER_OR_DIGIT),
                    "maxLength": LONGEST_SLOGAN,
                    "examples": ["Toàn dân bảo vệ an ninh Tổ quốc"],
                },
                "launch": ref("date"),
                "spare": {**ref("percentage"), "default": f"{usual.spare}%"},
                "dial": {**choice(DIALS), "default": usual.dial},
                "language": {**choice(LANGUAGES), "default": usual.language},
                "tag-cost": ref("cost"),
                "sheet-cost": ref("cost"),
                "serial": {**flag(), "default": usual.serial},
            },
        ),
        "hotline": groups.told("group", "hotline")
        | groups.group(
            "hotline",
            HOTLINE_KEYS,
            {
                "label": _name("Trực ban Công an xã"),
                "phone": ref("phone"),
                "duty": {**flag(), "default": False},
            },
            required=("label", "phone"),
        ),
    }


def _people(groups: Groups) -> Schema:
    officer = ref("officer-id")
    return {
        "officer": groups.told("group", "officer")
        | groups.group(
            "officer",
            OFFICER_KEYS,
            {
                "name": _name("Hoàng Văn An"),
                "rank": _name("Thiếu tá", "Đại úy"),
                "role": _name("Trưởng Công an xã"),
                "phone": ref("phone"),
                "phones": {
                    **listed({"anyOf": [ref("phone"), ref("dated-number")]}, least=1),
                    "examples": [["0950 000 001", "0205 3800 113"]],
                },
                "zalo": ref("phone"),
            },
            required=("name",),
            rules=[*groups.any_of(("phone", "phones")), groups.excludes("phones", ["phone"])],
        ),
        "dated-number": groups.told("group", "dated-number")
        | groups.group(
            "dated-number",
            DATED_NUMBER_KEYS,
            {"phone": ref("phone"), "from": ref("date"), "until": ref("date")},
            required=("phone",),
        ),
        "village": groups.told("group", "village")
        | groups.group(
            "village",
            VILLAGE_KEYS,
            {
                "name": _name("Bản Phục"),
                "kind": _name("thôn", "bản", "tổ dân phố"),
                "households": {**whole(0, MOST_HOUSEHOLDS), "examples": [52]},
                "officers": listed({"anyOf": [officer, ref("assignment")]}, least=1),
                "until": ref("date"),
                "code": {
                    "type": ["string", "integer"],
                    "minimum": 1,
                    "maximum": 999,
                    "pattern": form(CODE),
                    "examples": ["03"],
                },
            },
            required=("name", "officers"),
        ),
        "assignment": groups.told("group", "assignment")
        | groups.group(
            "assignment",
            ASSIGNMENT_KEYS,
            {
                "officer": officer,
                "role": _name("Công an viên phụ trách thôn"),
                "from": ref("date"),
                "until": ref("date"),
            },
            required=("officer",),
        ),
    }


def _values(groups: Groups) -> Schema:
    name = {**text(_LETTER_OR_DIGIT), "maxLength": LONGEST_NAME}
    phone = {"type": ["string", "integer"], "minimum": _SHORTEST_PHONE, "pattern": _DIGIT}
    id_ = {"type": "string", "maxLength": MOST_BYTES, "pattern": _id_form()}
    date = {"type": "string", "pattern": form(ISO_DATE)}
    cost = {"type": ["string", "number"], "minimum": 0, "pattern": form(COST)}
    percentage = {"type": "string", "pattern": form(PERCENTAGE.replace("-?", ""))}
    return {
        "name": groups.value("name", name),
        "phone": groups.value("phone", phone, "0950 000 001", "0205 3800 113", 113),
        "id": groups.value("id", id_, "ban-phuc", "hoang-van-an"),
        "officer-id": groups.value("officer-id", text(), "hoang-van-an"),
        "date": groups.value("date", date, "2026-12-01"),
        "cost": groups.value("cost", cost, "1.500 đ", 1500),
        "percentage": groups.value("percentage", percentage, "5%", "2,5 %"),
    }


def _name(*examples: str) -> Schema:
    return {**ref("name"), "examples": list(examples)}


def _id_form() -> str:
    edges = "".join(f"\\{c}" if c == "-" else escaped(c) for c in EDGES)
    forbidden = "".join(map(escaped, sorted(FORBIDDEN)))
    devices = "|".join(map(any_case, sorted(DEVICE_NAMES)))
    return (
        rf"^(?![{edges}])(?!(?:{devices}) *(?:\.|$))"
        rf"[^{forbidden}\u0000-\u001f\u007f-\u009f]*[^{forbidden}.\s]$"
    )
