"""A printed directory before it has pages: plain texts, numbers and symbols, in reading order."""

from __future__ import annotations

from datetime import date

from keychain.contacts.model import Language
from keychain.contacts.phones.number import PhoneNumber
from keychain.tags.qr import QrSymbol
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Who answers, and on which numbers, the one to dial first; perhaps none.

    ``notes`` are lines under the name. ``lead``: the first of these numbers is the one that the
    block's code dials, and is set the largest.
    """

    numbers: tuple[PhoneNumber, ...]
    who: str
    notes: tuple[str, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A village. ``kind`` stands before its name, where the name has none; ``key`` is what links
    lead to; ``symbol`` dials ``dialled``, whom ``answers`` takes, as ``scan`` says above that name.
    """

    key: str
    name: str
    kind: str | None
    rows: tuple[Row, ...]
    dialled: PhoneNumber
    symbol: QrSymbol
    scan: str
    answers: str


@dataclass(frozen=True, slots=True)
class Part:
    """A commune: its own opening in a directory of several, its hotlines and its villages.

    ``label`` tells it apart from others of its ``name``; ``where`` is what its opening says beyond
    that name, ``day`` what it holds for, where communes have several days.
    """

    key: str
    name: str
    label: str
    where: str | None
    day: str | None
    hotlines: tuple[Row, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that an index sends the reader to: the ``key`` of a block, and its village's
    name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A name under its ``letter``, in Vietnamese order.

    ``plain`` stands before ``strong``, the word that the index goes by. ``references`` are told
    with their pages, named where ``named``.
    """

    letter: str
    plain: str
    strong: str
    numbers: tuple[PhoneNumber, ...]
    notes: tuple[str, ...]
    references: tuple[Reference, ...]
    named: bool

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.plain} {self.strong}".strip()


@dataclass(frozen=True, slots=True)
class Index:
    """An index and its heading."""

    key: str
    title: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The title page: ``above`` the name of the ``place`` stands what this is, under it ``where``
    that place is; ``counts`` is what a directory of several communes holds."""

    above: str
    place: str
    where: str | None
    day: str
    counts: str | None
    slogan: str | None
    notice: str
    replace: str


@dataclass(frozen=True, slots=True)
class PagedDirectory:
    """The whole directory, of one part or of several.

    ``notice`` is the line at each page's foot: from whom it is, for which day, and that it holds
    personal data. ``page`` is the pattern of a page's number in an index, with ``{n}``;
    ``pages`` the word alone, and ``continued`` the pattern of a block's second heading, with
    ``{name}``.
    """

    title: str
    language: Language
    day: date
    cover: Cover
    parts: tuple[Part, ...]
    contents: str
    villages: str
    hotlines: str
    indexes: tuple[Index, ...]
    notice: str
    page: str
    continued: str

    @property
    def several(self) -> bool:
        """Whether it is a province's, with an opening for each commune."""
        return len(self.parts) > 1
