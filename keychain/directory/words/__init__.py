"""The words of the contact directory, one file a language, shared by its forms."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from keychain.contacts.model import Language
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class DirectoryWords:
    """Sentences of one language by their keys; a counting one is a table of ``one`` and
    ``other``."""

    language: Language
    sentences: dict[str, str | dict[str, str]]

    def say(self, key: str, **values: str | int) -> str:
        """The sentence ``key`` with its values in; a counting one goes by the value ``count``.
        Raises KeyError for a key that there is not."""
        pattern = self.sentences[key]
        if isinstance(pattern, dict):
            pattern = pattern["one" if values["count"] == 1 else "other"]
        return pattern.format(**values)

    def day(self, day: date) -> str:
        """A day as it is written in Viet Nam, 01/12/2026."""
        return f"{day.day:02d}/{day.month:02d}/{day.year}"


@cache
def directory_words(language: Language) -> DirectoryWords:
    """The words of ``language``."""
    text = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return DirectoryWords(language, tomllib.loads(text))
