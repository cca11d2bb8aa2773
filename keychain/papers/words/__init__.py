"""The words of papers, one file a language."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from keychain.contacts.model import Language
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Sentences of one language by their keys."""

    language: Language
    sentences: dict[str, str]

    def say(self, key: str, **values: str | int) -> str:
        """The sentence ``key`` with its values in. Raises KeyError for a key that there is not."""
        return self.sentences[key].format(**values)

    def length(self, value: float) -> str:
        """A length in mm as people write it, without its unit: ``85,6``."""
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", self.sentences["decimal-mark"])

    def count(self, value: int) -> str:
        """A whole number, its thousands parted from 10 000 on by a narrow space."""
        return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}") if value >= 10_000 else str(value)

    def day(self, day: date) -> str:
        """A day as it stands on papers, 01/12/2026."""
        return f"{day.day:02d}/{day.month:02d}/{day.year}"


@cache
def paper_words(language: Language) -> PaperWords:
    """The words of ``language``."""
    text = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return PaperWords(language, tomllib.loads(text))
