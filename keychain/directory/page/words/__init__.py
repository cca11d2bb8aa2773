"""The words of the directory's page, one file a language."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from keychain.contacts.model import Language
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    """Sentences of one language by their keys."""

    language: Language
    sentences: dict[str, str]

    def say(self, key: str, **values: str) -> str:
        """The sentence ``key`` with its values in. Raises KeyError for a key that there is not."""
        return self.sentences[key].format(**values)

    def count(self, key: str, value: int) -> str:
        """How many, in words; one of a thing may be said otherwise than several."""
        return self.say(f"{key}-one" if value == 1 else f"{key}-many", count=str(value))

    def day(self, day: date) -> str:
        """A day as it stands in print, 01/12/2026."""
        return f"{day.day:02d}/{day.month:02d}/{day.year}"


@cache
def page_words(language: Language) -> PageWords:
    """The words of ``language``."""
    text = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return PageWords(language, tomllib.loads(text))
