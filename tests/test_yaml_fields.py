"""The keys of a mapping: what is read of them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from keychain.diagnostics import Diagnostic
from keychain.yaml_source import YamlDocument, events, read_yaml
from keychain.yaml_source.events import EventSource, PythonParser, open_parser
from keychain.yaml_source.fields import Fields, expect_mapping, expect_sequence


def read(text: str) -> YamlDocument:
    return read_yaml(text.encode(), "f.yaml")


def where(diagnostic: Diagnostic) -> tuple[str, int, int]:
    assert diagnostic.place is not None
    return diagnostic.code, diagnostic.place.line, diagnostic.place.column


def test_fields() -> None:
    text = (
        "nmae: x\nempty:\nlist: [1]\nmap: {a: b}\ntext:  ' x '\nflag: Có\noff: NO\nbad: maybe\n"
        "dial: Dutty\nlang: VI\n"
    )
    root = read(text).root
    assert root is not None
    faults: list[Diagnostic] = []
    known = ("name", "phone", "empty", "list", "map", "text", "flag", "off", "bad", "dial", "lang")
    fields = Fields(root, known, faults)
    assert fields.text("name", required=True) is None
    assert fields.text("phone", required=True) is None
    assert fields.scalar("empty") is None
    assert fields.scalar("list") is None
    assert fields.mapping("list") is None
    assert fields.sequence("map") is None
    text_value = fields.text("text")
    assert text_value is not None
    assert text_value.value == "x"
    assert fields.flag("flag") is True
    assert fields.flag("off") is False
    assert fields.flag("bad") is None
    assert fields.choice("dial", ("officer", "duty")) is None
    assert fields.choice("lang", ("vi", "en")) == "vi"
    assert fields.place("lang").line == 10
    assert [where(fault) for fault in faults] == [
        ("unknown-key", 1, 1),
        ("missing-key", 1, 1),
        ("empty-value", 2, 7),
        ("not-a-value", 3, 7),
        ("not-a-mapping", 3, 7),
        ("not-a-list", 4, 6),
        ("not-yes-or-no", 8, 6),
        ("unknown-value", 9, 7),
    ]
    assert faults[0].value("nearest") == "name"
    assert faults[-1].value("nearest") == "duty"


@pytest.mark.parametrize("parser", [open_parser, PythonParser])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{role: Tổ an ninh, trật tự}", [("stray-comma", 1, 20)]),
        ("{role: x, phone:113}", [("missing-colon", 1, 11)]),
        ("{role: x, phoen: }", [("unknown-key", 1, 11)]),
        ("phoen:\nrole: x", [("unknown-key", 1, 1)]),
        ("số:\nrole: x", [("unknown-key", 1, 1), ("missing-key", 1, 1)]),
    ],
)
def test_a_key_that_was_not_meant_as_one(
    monkeypatch: pytest.MonkeyPatch,
    parser: Callable[[str], EventSource],
    text: str,
    found: list[tuple[str, int, int]],
) -> None:
    monkeypatch.setattr(events, "open_parser", parser)
    root = read(text).root
    assert root is not None
    faults: list[Diagnostic] = []
    fields = Fields(root, ("role", "phone"), faults)
    if "trật" not in text:
        fields.text("phone", required=True)
    assert [where(fault) for fault in faults] == found


def test_expected_kinds() -> None:
    root = read("a: b\n").root
    assert root is not None
    faults: list[Diagnostic] = []
    assert expect_mapping(root, faults, "x") is root
    assert expect_sequence(root, faults, "x") is None
    assert [fault.code for fault in faults] == ["not-a-list"]
