"""Sentences: one TOML file a language, by diagnostic code, and ``[ui]`` for the interface.

A diagnostic's table has a ``message`` and a ``hint`` whose placeholders are the finding's values.
An interface sentence is a string, or, where it counts something, a table of ``one`` and ``other``.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

from keychain.diagnostics import Diagnostic, Value
from keychain.values import dataclass

LANGUAGES = ("vi", "en")
"""The languages that messages are written in."""

UI = "ui"

_TABLE = re.compile(r"^\[([a-z0-9-]+)\]$", re.MULTILINE)
"""Nothing stands before the first table, and no table is part of another."""
_ENTRY = re.compile(r"^([a-z0-9_-]+) = ", re.MULTILINE)


class _Sentence(string.Formatter):
    """``str.format`` with numbers and lists as the language writes them."""

    def __init__(self, decimal: str) -> None:
        self.decimal = decimal

    def format_field(self, value: Any, format_spec: str) -> str:
        """One value: a tuple joined by commas, a float with at most two decimals."""
        if isinstance(value, tuple):
            return ", ".join(str(each) for each in value)
        if isinstance(value, float):
            shown = format(value, format_spec) if format_spec else f"{round(value, 2):g}"
            return shown.replace(".", self.decimal)
        return str(super().format_field(value, format_spec))


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language."""

    language: str
    table: Mapping[str, Any]

    @property
    def _sentence(self) -> _Sentence:
        return _Sentence(self.table[UI]["decimal-mark"])

    def say(self, key: str, /, **values: Value) -> str:
        """The interface sentence ``key``; a counting one goes by the value ``count``."""
        pattern = self.table[UI][key]
        if isinstance(pattern, Mapping):
            pattern = pattern["one" if values["count"] == 1 else "other"]
        return self._sentence.vformat(pattern, (), values)

    def word(self, diagnostic: Diagnostic) -> tuple[str, str]:
        """Message and hint of a finding; without words for it, its code and its values."""
        values = dict(diagnostic.values)
        try:
            entry = self.table[diagnostic.code]
            sentence = self._sentence
            return (
                sentence.vformat(entry["message"], (), values),
                sentence.vformat(entry["hint"], (), values),
            )
        except KeyError:
            told = ", ".join(f"{name}={value}" for name, value in diagnostic.values)
            return (f"{diagnostic.code} ({told})" if told else diagnostic.code), ""


class _Parts(Mapping[str, Any]):
    """The parts of a file by their names, each parsed when it is asked for: a command needs few
    of two thousand lines."""

    def __init__(self, pieces: Sequence[str], parse: Callable[[str, str], Any]) -> None:
        self._texts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
        self._parse = parse
        self._parsed: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._parsed:
            self._parsed[name] = self._parse(name, self._texts[name])
        return self._parsed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _table(name: str, text: str) -> Mapping[str, Any]:
    """A table, the one for the interface entry by entry."""
    return _Parts(_ENTRY.split(text), _value) if name == UI else tomllib.loads(text)


def _value(name: str, text: str) -> Any:
    return tomllib.loads(f"{name} = {text}")[name]


def load_words(language: str) -> Words:
    """The sentences of ``language``, one of LANGUAGES, from the file shipped beside this one."""
    source = resources.files(__name__).joinpath(f"{language}.toml")
    return Words(language, _Parts(_TABLE.split(source.read_text(encoding="utf-8")), _table))
