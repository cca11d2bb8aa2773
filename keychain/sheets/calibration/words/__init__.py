"""The words that are printed on calibration sheets, one file a language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from keychain.contacts.model import Language
from keychain.layout.sheet_spec import Duplex
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class CalibrationWords:
    """Words of one language; ``{…}`` marks where names and numbers go.

    ``steps`` are what is to be done, in order, ``reading`` how the example is read. ``rows`` are
    the readings by the names of their options, in the order of the command's options.
    """

    decimal: str
    title: str
    front: str
    back: str
    profile: str
    printer: str
    tray: str
    long_edge: str
    short_edge: str
    steps: tuple[str, ...]
    example: str
    reading: tuple[str, ...]
    left: str
    right: str
    up: str
    down: str
    against_light: str
    what: str
    option: str
    usual: str
    read: str
    rows: dict[str, str]
    on_back: str
    not_needed: str

    def turned(self, duplex: Duplex) -> str:
        """How the printer turns the paper."""
        return self.long_edge if duplex == "long-edge" else self.short_edge

    def number(self, value: float) -> str:
        """A number of mm as the language writes it."""
        return f"{value:g}".replace("-", "−").replace(".", self.decimal)


@cache
def calibration_words(language: Language) -> CalibrationWords:
    """The words of ``language``."""
    text = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    lists = {name: tuple(table[name]) for name in ("steps", "reading")}
    return CalibrationWords(**{**table, **lists})
