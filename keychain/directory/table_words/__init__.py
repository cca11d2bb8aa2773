"""The words of cards and tables, one file a language."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from keychain.contacts.model import Language
from keychain.directory.model import DirectoryBook, ListedCommune
from keychain.values import dataclass

_KINDS = ("xã", "phường", "đặc khu", "thị trấn")
"""Kinds of commune, which stand small within a name of an office."""


@dataclass(frozen=True, slots=True)
class TableWords:
    """Sentences of one language by their keys."""

    language: Language
    sentences: dict[str, str]

    def say(self, key: str, **values: str | int) -> str:
        """The sentence ``key`` with its values in. Raises KeyError for a key that there is not."""
        return self.sentences[key].format(**values)

    def day(self, day: date) -> str:
        """A day as people write it, 01/12/2026."""
        return f"{day.day:02d}/{day.month:02d}/{day.year}"

    def office(self, commune: ListedCommune) -> str:
        """Who answers for the numbers: ``Công an xã Kiên Mộc``."""
        name = commune.name
        if self.language == "vi" and name.casefold().startswith(_KINDS):
            name = name[0].lower() + name[1:]
        return self.say("office", commune=name)

    def issued(self, commune: ListedCommune) -> str:
        """From whom a card or a table is, and for which day its numbers hold."""
        above = filter(None, (commune.district, commune.province))
        office = ", ".join((self.office(commune), *above))
        return self.say("issued", office=office, day=self.day(commune.day))

    def titles(self, book: DirectoryBook) -> tuple[str, str]:
        """What stands over a table: whose it is, and under that its day and what it holds."""
        first, *others = book.communes
        provinces = {commune.province for commune in book.communes}
        if others:
            where = first.province if len(provinces) == 1 else ""
            title = self.say("title-several", province=where).rstrip(" –")
            told = [self.say("communes", count=len(book.communes))]
        else:
            title = self.say("title", office=self.office(first))
            told = list(filter(None, (first.district, first.province)))
        days = {commune.day for commune in book.communes}
        held = self.say("held", day=self.day(book.day)) if len(days) == 1 else self.say("held-each")
        told.append(held)
        if book.only_duty:
            told.append(self.say("only-duty"))
        return title, " · ".join(told)


@cache
def table_words(language: Language) -> TableWords:
    """The words of ``language``."""
    text = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return TableWords(language, tomllib.loads(text))
