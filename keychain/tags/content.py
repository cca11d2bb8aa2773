"""What one village's tag says and dials, before anything has a place or a size."""

from __future__ import annotations

from datetime import date

from keychain.contacts.model import Language
from keychain.contacts.phones.number import PhoneNumber
from keychain.tags.qr import QrSymbol, make_symbol
from keychain.values import dataclass
from keychain.yaml_source.nodes import Text

KINDS_OF_PLACE = ("Xã", "Phường", "Đặc khu", "Thị trấn", "Tỉnh", "Thành phố")
"""Communes and provinces as they are since 1 July 2025, and a kind that older directories have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A number and who answers it: an officer, or a hotline under its label.

    ``name`` is the officer's full name or the hotline's label; ``given`` the officer's given
    name, the last word. A hotline has neither rank, role nor given name.
    """

    phone: PhoneNumber
    name: Text
    rank: Text | None = None
    role: Text | None = None
    given: str | None = None
    hotline: bool = False

    @property
    def short(self) -> bool:
        """Whether the number has three or four digits, so that it gets height, not width."""
        return len(self.phone.digits) <= 4

    @property
    def titled(self) -> str:
        """The name behind the rank, where there is one: ``Thiếu tá Hoàng Văn An``."""
        return f"{self.rank.value} {self.name.value}" if self.rank else self.name.value


@dataclass(frozen=True, slots=True)
class TagContent:
    """One village's tag. ``lead`` is the number that the QR dials and that stands largest;
    ``others`` are all the rest: hotlines in their order, then officers in theirs.

    ``month`` is MM/YYYY of ``day``; ``code`` the four characters of the content's fingerprint:
    together they are the issue mark. ``fingerprint`` is the whole SHA-256 in hex of ``shown``, the
    canonical text of everything that the tag says and dials. ``serial`` is a serial number as wide
    as that of any of the village's tags, empty where they have none; it is no part of ``shown``.
    ``card`` is the lead's contact card, which notes ``serial``.
    """

    village_id: str
    village: Text
    commune: Text
    province: Text
    lead: Entry
    others: tuple[Entry, ...]
    day: date
    language: Language
    symbol: QrSymbol
    fingerprint: str
    shown: str = ""
    kind: Text | None = None
    district: Text | None = None
    title: Text | None = None
    slogan: Text | None = None
    serial: str = ""
    card: str = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every number of the tag, the lead's first."""
        return (self.lead, *self.others)

    @property
    def serial_symbol(self) -> QrSymbol:
        """A code that says ``serial``, as large as that of any other of the village's tags."""
        return make_symbol(self.serial)

    @property
    def card_symbol(self) -> QrSymbol:
        """A code that says ``card``."""
        return make_symbol(self.card)

    @property
    def issuer(self) -> str:
        """Whom the content is from: ``Công an xã Kiên Mộc, tỉnh Lạng Sơn``."""
        return police_of(self.language, self.commune.value, self.province.value)

    @property
    def date_of_issue(self) -> str:
        """The day that the tag is issued for, ``01/12/2026``."""
        return f"{self.day.day:02d}/{self.month}"

    @property
    def month(self) -> str:
        """The month that the tag is issued for, ``12/2026``."""
        return f"{self.day.month:02d}/{self.day.year}"

    @property
    def code(self) -> str:
        """Four characters that tell this content from any other, ``A7F3``."""
        return self.fingerprint[:4].upper()

    @property
    def mark(self) -> str:
        """The issue mark, ``12/2026 A7F3``."""
        return f"{self.month} {self.code}"


def police_of(language: Language, *places: str) -> str:
    """The police of a place and those that it lies in: ``Công an xã Kiên Mộc, tỉnh Lạng Sơn``."""
    if language != "vi":
        return f"Police of {', '.join(places)}"
    return f"Công an {', '.join(map(_within, places))}"


def _within(name: str) -> str:
    """A place's name within a sentence, where its kind is written small: ``xã Kiên Mộc``."""
    kind = next((kind for kind in KINDS_OF_PLACE if name.startswith(f"{kind} ")), "")
    return kind.lower() + name.removeprefix(kind)
