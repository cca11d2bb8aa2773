"""Serial numbers: commune, village, running number, check digits, ``KM-03-0127-45``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keychain.contacts.model import Commune
from keychain.tags.check_digits import check_digits, is_checked
from keychain.tags.content import KINDS_OF_PLACE
from keychain.text import fold
from keychain.values import dataclass

MOST_LETTERS = 4
"""Of a commune: Phường Văn Miếu - Quốc Tử Giám is VMQT."""

MOST_NUMBERED = 999_999
"""The highest running number of a village."""

_DASHES = r"[-\u2010-\u2015\s]"
_SPACED = re.compile(
    rf"([A-Z]{{1,{MOST_LETTERS}}}){_DASHES}*(\d\d|[1-9]\d\d){_DASHES}+"
    rf"(\d{{4}}|[1-9]\d{{4,5}}){_DASHES}*(\d\d)",
    re.A,
)
_CLOSE = re.compile(rf"([A-Z]{{1,{MOST_LETTERS}}})(\d\d)(\d{{4}})(\d\d)", re.A)


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one village's tags: ``KM-03`` before them, and the first of them."""

    prefix: str
    first: int

    def serial(self, number: int) -> str:
        """The serial number of the tag with this running number."""
        body = f"{self.prefix}-{number:04d}"
        return f"{body}-{check_digits(body.replace('-', ''))}"

    def serials(self, count: int) -> Iterator[str]:
        """The serial numbers of ``count`` tags, in order."""
        return map(self.serial, range(self.first, self.first + count))


@dataclass(frozen=True, slots=True)
class Serial:
    """A serial number taken apart. ``checked`` says whether its check digits belong to it."""

    prefix: str
    number: int
    checked: bool

    @property
    def text(self) -> str:
        """As it stands on the tag, with the check digits that belong to it."""
        return Series(self.prefix, self.number).serial(self.number)


def read_serial(text: str) -> Serial | None:
    """A serial number as people type it: in capitals or not, with hyphens, spaces or, in its usual
    length, nothing between its parts. None where ``text`` is none."""
    written = fold(text).upper()
    found = _SPACED.fullmatch(written) or _CLOSE.fullmatch(written)
    if found is None:
        return None
    letters, village, number, _ = found.groups()
    return Serial(f"{letters}-{village}", int(number), is_checked("".join(found.groups())))


def series_prefix(commune: Commune, code: str) -> str:
    """What stands before the numbers of the village with this ``code``: ``KM-03``."""
    return f"{initials(commune.name.value)}-{code}"


def initials(name: str) -> str:
    """The first letters of a commune's name without its kind, at most four, from A to Z; of a name
    that is but a number, those of its kind."""
    kind = next((kind for kind in KINDS_OF_PLACE if name.startswith(f"{kind} ")), "")
    own, whole = (
        "".join(word[0] for word in re.findall("[A-Z]+", fold(part).upper().replace("'", "")))
        for part in (name.removeprefix(kind), name)
    )
    return (own or whole or "X")[:MOST_LETTERS]
