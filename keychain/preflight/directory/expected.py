"""What a directory must show, from the contacts and not from its pages."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class ExpectedNumber:
    """A number as it is printed, and the URI that it is dialled by."""

    printed: str
    dialled: str


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Who answers, rank and name, on which numbers in this order; perhaps none."""

    who: str
    numbers: tuple[ExpectedNumber, ...]


@dataclass(frozen=True, slots=True)
class ExpectedVillage:
    """A village's block. Its code dials ``dialled``, and ``answers`` is who answers there."""

    id: str
    name: str
    rows: tuple[ExpectedRow, ...]
    dialled: ExpectedNumber
    answers: str


@dataclass(frozen=True, slots=True)
class ExpectedPart:
    """A commune: its hotlines, labels and numbers, and its villages in Vietnamese order.

    ``label`` is what the contents call it, ``opening`` what its own opening says beside ``name``.
    """

    name: str
    label: str
    opening: tuple[str, ...]
    hotlines: tuple[ExpectedRow, ...]
    villages: tuple[ExpectedVillage, ...]


@dataclass(frozen=True, slots=True)
class ExpectedEntry:
    """An entry of an index: a name, its numbers, and the villages that it sends to, each by its
    part and its place in there; ``named``: their names stand beside their pages."""

    name: str
    numbers: tuple[ExpectedNumber, ...]
    villages: tuple[tuple[int, int], ...]
    named: bool


@dataclass(frozen=True, slots=True)
class ExpectedDirectory:
    """A whole directory. ``titles`` are the headings of its two indexes, of ``officers`` by given
    name and of ``villages``, and ``contents`` that of the communes, where there are several.

    ``notice`` stands at every page's foot. ``page`` is the pattern of a page's number, with
    ``{n}``, and ``continued`` that of a second heading, with ``{name}``. ``words`` are other texts
    of the directory that hold digits. A ``back`` cover repeats the hotlines of the first page.
    """

    parts: tuple[ExpectedPart, ...]
    officers: tuple[ExpectedEntry, ...]
    villages: tuple[ExpectedEntry, ...]
    titles: tuple[str, str]
    contents: str
    notice: str
    day: str
    page: str
    continued: str
    words: tuple[str, ...]
    back: bool = False

    @property
    def several(self) -> bool:
        """Whether each commune has an opening of its own."""
        return len(self.parts) > 1

    def numbers(self) -> Iterator[ExpectedNumber]:
        """Every number of the directory, some more than once."""
        for part in self.parts:
            for row in part.hotlines:
                yield from row.numbers
            for village in part.villages:
                yield village.dialled
                for row in village.rows:
                    yield from row.numbers
