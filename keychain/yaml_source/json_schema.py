"""JSON Schema 2020-12, as editors use it, out of the tables that the readers use.

A schema sees values typed as YAML 1.2 types them, while the readers see text; so a name may be a
number here, and a number in quotes is as good as one without. Titles and descriptions come from
a table of words, ``words[table][key]``, two sentences each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from keychain.values import dataclass
from keychain.yaml_source.fields import NO, YES

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]
SchemaWords = Mapping[str, Mapping[str, Sequence[str]]]

NULL: Schema = {"type": "null"}
_SPECIAL = frozenset("\\^$.*+?()[]{}|/")


def ref(name: str) -> Schema:
    """What ``$defs`` calls ``name``."""
    return {"$ref": f"#/$defs/{name}"}


def form(pattern: str) -> str:
    """The regular expression of a whole value that the reader trims at both ends."""
    return rf"^\s*(?:{pattern})\s*$"


def any_case(word: str) -> str:
    """The regular expression of ``word`` in small and capital letters."""
    return "".join(
        f"[{c.lower()}{c.upper()}]" if c.lower() != c.upper() else escaped(c) for c in word
    )


def escaped(character: str) -> str:
    """One character in a regular expression, as ECMA-262 with its flag ``u`` allows."""
    return f"\\{character}" if character in _SPECIAL else character


def text(pattern: str = r"\S") -> Schema:
    """Words. To an editor a text of digits is a number, and ``true`` is a boolean."""
    return {"type": ["string", "number", "boolean"], "pattern": pattern}


def choice(options: Iterable[str]) -> Schema:
    """One of a few words, in any case of letters."""
    names = list(options)
    pattern = form("|".join(map(any_case, names)))
    return {"anyOf": [{"enum": names}, {"type": "string", "pattern": pattern}]}


def flag() -> Schema:
    """On or off."""
    return {"anyOf": [*switch(YES)["anyOf"], *switch(NO)["anyOf"]]}


def switch(words: Collection[str]) -> Schema:
    """One of the two: on with the words YES, off with NO. ``yes`` is a text in YAML 1.2."""
    pattern = form("|".join(map(any_case, sorted(words))))
    return {"anyOf": [{"const": "true" in words}, {"type": "string", "pattern": pattern}]}


def whole(least: int, most: int) -> Schema:
    """A whole number; in quotes its bounds are the program's to check."""
    number = {"type": "integer", "minimum": least, "maximum": most}
    return {"anyOf": [number, {"type": "string", "pattern": form("[0-9]+")}]}


def listed(item: Schema, *, least: int = 0, most: int | None = None) -> Schema:
    """A list of ``item``."""
    bounds = {"minItems": least, "maxItems": most}
    return {"type": "array", "items": item, **{k: v for k, v in bounds.items() if v}}


def named(value: Schema, *, least: int = 0, name: Schema | None = None) -> Schema:
    """Values by names that the writer chooses, each name of the form ``name``."""
    schema: Schema = {"type": "object", "additionalProperties": value}
    if least:
        schema["minProperties"] = least
    if name:
        schema["propertyNames"] = name
    return schema


@dataclass(frozen=True, slots=True)
class Groups:
    """Makes the schemas of groups of known keys.

    ``part`` is for files that complete another one: there no key is required, and ``null`` takes
    the other's key away. Groups of such files have a prefix in ``$defs``.
    """

    words: SchemaWords
    part: bool = False

    def told(self, table: str, key: str) -> Schema:
        """Title and description."""
        title, description = self.words[table][key]
        return {"title": title, "description": description}

    def value(self, name: str, schema: Schema, *examples: object) -> Schema:
        """A kind of single value, for ``$defs``; an editor shows its description where a
        pattern does not fit."""
        about = self.told("value", name)
        shown = {"patternErrorMessage": about["description"]} if "pattern" in schema else {}
        return {**about, **schema, **shown, **({"examples": list(examples)} if examples else {})}

    def ref(self, name: str) -> Schema:
        """A group that is in ``$defs`` once for whole files and once for parts."""
        return ref(self.name(name))

    def name(self, name: str) -> str:
        """What ``$defs`` calls a group."""
        return f"part-{name}" if self.part else name

    def nullable(self, schema: Schema) -> Schema:
        """``schema``, or ``null`` in a part."""
        return {"anyOf": [schema, NULL]} if self.part else schema

    def group(
        self,
        table: str,
        keys: Sequence[str],
        values: Mapping[str, Schema],
        *,
        required: Sequence[str] = (),
        never_null: Sequence[str] = (),
        rules: Sequence[Schema] = (),
    ) -> Schema:
        """A mapping of exactly ``keys``, each with its words in ``table``.

        ``keys`` is the reader's own table; ValueError where ``values`` has others.
        """
        if set(keys) != set(values):
            raise ValueError(f"{table}: {sorted(set(keys) ^ set(values))}")
        properties: Schema = {}
        for key in keys:
            value = values[key] if key in never_null else self._with_null(values[key])
            properties[key] = {**self.told(table, key), **value}
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if required and not self.part:
            schema["required"] = list(required)
        if rules:
            schema["allOf"] = list(rules)
        return schema

    def excludes(self, key: str, others: Iterable[str]) -> Schema:
        """The rule that beside ``key`` none of ``others`` stands."""
        if not self.part:
            return {"if": {"required": [key]}, "then": {"properties": dict.fromkeys(others, False)}}
        there = {"required": [key], "properties": {key: {"not": NULL}}}
        return {"if": there, "then": {"properties": dict.fromkeys(others, NULL)}}

    def any_of(self, keys: Iterable[str]) -> list[Schema]:
        """The rule that one of ``keys`` stands there; none in a part."""
        return [] if self.part else [{"anyOf": [{"required": [key]} for key in keys]}]

    def _with_null(self, value: Schema) -> Schema:
        """In a part ``null`` is one more value, and what is usual is the other file's."""
        if not self.part:
            return value
        bare = {key: each for key, each in value.items() if key not in ("default", "examples")}
        examples = {"examples": value["examples"]} if "examples" in value else {}
        return {**examples, **self.nullable(bare)}
