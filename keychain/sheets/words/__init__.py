"""The words that are printed on sheets, one file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from keychain.contacts.model import Language
from keychain.layout.placed import Side
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Words of one language; ``{…}`` marks where numbers go."""

    sheet: str
    front: str
    back: str
    folded: str
    separator: str
    share: str
    others: str

    def numbered(self, n: int | str, m: int) -> str:
        """Which sheet of how many."""
        return self.sheet.format(n=n, m=m)

    def side(self, side: Side) -> str:
        """The side's name."""
        return self.front if side == "front" else self.back

    def told(self, sheets: int, tags: int) -> str:
        """How many sheets and tags follow a separator."""
        return self.separator.format(sheets=sheets, tags=tags)

    def shares(self, tags: Sequence[tuple[str, int]], most: int) -> str:
        """Which villages have how many tags on a sheet; beyond the first ``most`` only how many
        villages and tags there are."""
        told = [self.share.format(village=name, tags=count) for name, count in tags[:most]]
        others = tags[most:]
        if others:
            counts = {"villages": len(others), "tags": sum(count for _, count in others)}
            told.append(self.others.format(**counts))
        return " · ".join(told)


@cache
def sheet_words(language: Language) -> SheetWords:
    """The words of ``language``."""
    text = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return SheetWords(**tomllib.loads(text))
