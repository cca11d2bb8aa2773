"""The schemas themselves: sound, shipped, in two languages, and made of the readers' own tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from contacts_samples import GOOD
from jsonschema import Draft202012Validator
from schema_samples import (
    CONTACTS,
    EVERY_KEY,
    EVERY_LABELS_KEY,
    EVERY_PRESS_KEY,
    LABELS,
    LAYOUT,
    PRESS,
    contacts_refused,
    labels_refused,
    layout_refused,
    parts,
    press_refused,
    schema_refuses,
)

from keychain.cli import main
from keychain.cli.schema import SCHEMAS, schema_text, schema_words
from keychain.cli.words import LANGUAGES, load_words
from keychain.contacts.schema import contacts_schema
from keychain.layout.reading.box_keys import COMMON_KEYS, KIND_KEYS
from keychain.layout.schema import layout_schema
from keychain.layout.schema_labels import labels_schema
from keychain.layout.schema_press import press_schema
from keychain.yaml_source.fields import Fields
from keychain.yaml_source.json_schema import Groups

ROOT = Path(__file__).parent.parent
SHIPPED = {
    **dict.fromkeys(sorted((ROOT / "layouts").glob("*.yaml")), LAYOUT),
    **dict.fromkeys(sorted((ROOT / "layouts" / "labels").glob("*.yaml")), LABELS),
    **dict.fromkeys(sorted((ROOT / "layouts" / "presses").glob("*.yaml")), PRESS),
    ROOT / "contacts.yaml": CONTACTS,
}
FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
FILES = {"contacts": "vi", "layout": "en", "labels": "en", "press": "en"}
"""The language of each shipped schema, that of the comments in the files that name it."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SCHEMAS)
def test_it_is_a_schema(kind: str, language: str) -> None:
    schema = json.loads(schema_text(kind, language))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    for _, each in parts(schema):
        named = each.get("$ref", "#/$defs/").removeprefix("#/$defs/")
        assert not named or named in schema["$defs"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_files_are_right_and_name_their_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert schema_refuses(SHIPPED[path], text) == []
    named = FIRST_LINE.match(text)
    assert named
    schema = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))
    assert schema.keys() == SHIPPED[path].schema.keys()
    assert schema["$defs"].keys() == SHIPPED[path].schema["$defs"].keys()


@pytest.mark.parametrize("kind", SCHEMAS)
def test_shipped_schemas_are_what_the_command_prints(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", kind, "--lang", FILES[kind]]) == 0
    shipped = (ROOT / "schemas" / f"{kind}.schema.json").read_bytes().decode()
    assert shipped == capsys.readouterr().out, (
        f"keychain schema {kind} --lang {FILES[kind]} > schemas/{kind}.schema.json"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_projects_have_and_name_their_schemas(language: str, tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "new"), "--lang", language]) == 0
    for path in tmp_path.glob("new/**/*.yaml"):
        named = FIRST_LINE.match(path.read_text(encoding="utf-8"))
        assert named
        kinds = {"new": "contacts", "layouts": "layout", "labels": "labels", "presses": "press"}
        kind = kinds[path.parent.name]
        schema = (path.parent / named[1]).read_text(encoding="utf-8")
        assert schema == schema_text(kind, language) + "\n"


class Table(dict[str, Any]):
    """A table that remembers what was asked of it."""

    def __init__(self, table: dict[str, Any]) -> None:
        super().__init__(table)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_words_and_every_word_a_key(language: str) -> None:
    words = {name: Table(dict(table)) for name, table in schema_words(language).items()}
    made = (contacts_schema(words), layout_schema(words), labels_schema(words))
    for schema in (*made, press_schema(words)):
        for place, each in parts(schema):
            for key, value in each.get("properties", {}).items():
                told = not isinstance(value, bool) and "title" in value
                assert told or "then" in place or "if" in place, (place, key)
    assert {name: table.keys() - table.asked for name, table in words.items()} == {
        name: set() for name in words
    }


def test_the_words_have_the_same_form_in_both_languages() -> None:
    tables = [schema_words(language) for language in LANGUAGES]
    first, second = ({name: list(each) for name, each in table.items()} for table in tables)
    assert first == second
    for table in tables:
        for title, description in (words for each in table.values() for words in each.values()):
            assert title and not title.endswith(".")
            assert description.endswith("."), description


def test_a_key_that_the_schema_lacks_cannot_be_forgotten() -> None:
    with pytest.raises(ValueError, match="new-key"):
        Groups({"t": {"a": ("A", "A.")}}).group("t", ("a", "new-key"), {"a": {}})


def test_readers_know_no_key_that_the_schema_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[tuple[str, ...]] = set()
    usual = Fields.__init__

    def noting(self: Fields, node: Any, known: Iterable[str], *rest: Any, **more: Any) -> None:
        names = tuple(known)
        asked.add(names)
        usual(self, node, names, *rest, **more)

    monkeypatch.setattr(Fields, "__init__", noting)
    assert contacts_refused(GOOD) == layout_refused(EVERY_KEY) == []
    assert press_refused(EVERY_PRESS_KEY) == labels_refused(EVERY_LABELS_KEY) == []
    groups = {
        frozenset(each["properties"])
        for schema in (CONTACTS.schema, LAYOUT.schema, LABELS.schema, PRESS.schema)
        for place, each in parts(schema)
        if each.get("additionalProperties") is False and place.count("/") <= 2
    }
    boxes = {frozenset((kind, *own, *COMMON_KEYS)) for kind, own in KIND_KEYS.items()}
    # Without extends, which is read before the rest.
    whole = (yaml.safe_load(EVERY_KEY), yaml.safe_load(EVERY_PRESS_KEY))
    assert len(asked) > 20
    for names in asked:
        assert any(set(names) <= group for group in groups), names
        assert frozenset(names) in groups | boxes or any(set(names) <= set(each) for each in whole)


@pytest.mark.parametrize("kind", KIND_KEYS)
def test_a_kind_of_box_takes_its_own_keys_only(kind: str) -> None:
    rules = {
        rule["if"]["required"][0]: set(rule["then"]["properties"])
        for rule in LAYOUT.schema["$defs"]["box"]["allOf"]
        if "if" in rule and False in rule["then"].get("properties", {}).values()
    }
    keys = set(LAYOUT.schema["$defs"]["box"]["properties"])
    assert keys - rules[kind] == {kind, *KIND_KEYS[kind], *COMMON_KEYS}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "contacts, layout, labels, press"),
        (("layuot",), "“layout”"),
        (("2027",), "contacts, layout, labels, press"),
        (("layout", "contacts"), "“contacts”"),
    ],
)
def test_wrong_usage(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", *arguments, "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert told in " ".join(said.err.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_kind(language: str) -> None:
    assert load_words(language).say("metavar-kind").split("|") == list(SCHEMAS)
