"""YAML as it was written: text at a place, lists and mappings, and nothing typed.

No scalar is ever a number, a date or a boolean here: ``0345671234`` is ten characters.
"""

from __future__ import annotations

from dataclasses import field

from keychain.diagnostics import Place
from keychain.values import dataclass

NULLS = frozenset({"~", "null", "Null", "NULL"})
"""Plain words that stand for nothing (YAML 1.2, 10.3.2); spreadsheets export them."""


@dataclass(frozen=True, slots=True)
class Text:
    """A value as its writer meant it, in NFC, with the place it was read from.

    The place takes no part in comparison: two files that say the same are equal.
    """

    value: str
    place: Place | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. ``text`` is NFC; ``plain`` is true when it stood without quotes."""

    text: str
    place: Place
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing was written: no text, or a plain word of NULLS."""
        return not self.text.strip() or (self.plain and self.text in NULLS)

    @property
    def located(self) -> Text:
        """The text, trimmed at both ends, with its place."""
        return Text(self.text.strip(), self.place)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, at the place of its first item (or its bracket).

    ``whole`` is false when a fault already reported hides some of its items.
    """

    items: tuple[Node, ...]
    place: Place
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; no key occurs twice.

    ``whole`` is false when a fault already reported hides some of its entries: what is not
    here may still be in the file.
    """

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place
    whole: bool = True

    def get(self, key: str) -> Node | None:
        """The value at ``key``, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place, or None."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
