"""``keychain schema``: the JSON Schema by which editors complete, explain and check a file."""

from __future__ import annotations

import tomllib
from argparse import Namespace
from importlib import import_module, resources

from keychain.cli.arguments import UsageError, wrong_word
from keychain.cli.console import Console
from keychain.cli.documents import as_bytes, as_json
from keychain.cli.words import Words
from keychain.yaml_source.json_schema import SchemaWords

SCHEMAS = {
    "contacts": ("keychain.contacts.schema", "contacts_schema"),
    "layout": ("keychain.layout.schema", "layout_schema"),
    "labels": ("keychain.layout.schema_labels", "labels_schema"),
    "press": ("keychain.layout.schema_press", "press_schema"),
}
"""Each kind of file with the module and the function that give its schema."""


def run(given: Namespace, words: Words, console: Console) -> int:
    """Print one schema, its descriptions in the reader's language."""
    kinds = tuple(SCHEMAS)
    if not given.kind:
        raise UsageError("no-schema", known=kinds)
    if given.kind[0] not in kinds:
        raise wrong_word("unknown-schema", given.kind[0], kinds)
    if len(given.kind) > 1:
        raise UsageError("unexpected-value", given=given.kind[1])
    console.result(schema_text(given.kind[0], words.language))
    return 0


def schema_text(kind: str, language: str) -> str:
    """The schema of a kind of file, one of SCHEMAS, as a JSON document without a last newline."""
    module, function = SCHEMAS[kind]
    return as_json(getattr(import_module(module), function)(schema_words(language)))


def schema_files(language: str) -> dict[str, bytes]:
    """Every schema by its path in a project, which the first lines of its YAML files name."""
    return {f"schemas/{k}.schema.json": as_bytes(schema_text(k, language)) for k in SCHEMAS}


def schema_words(language: str) -> SchemaWords:
    """Titles and descriptions in ``language``, from the file shipped with the other words."""
    source = resources.files("keychain.cli.words").joinpath(f"schema-{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
