"""A list's people and villages, before they are a directory: what is certain, and was accepted."""

from __future__ import annotations

from datetime import date

from keychain.contacts.importing.doubts import Spot
from keychain.contacts.phones import PhoneNumber
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Spots:
    """The cells of a row, or where they would be."""

    name: Spot
    rank: Spot
    role: Spot
    phone: Spot
    start: Spot


@dataclass(frozen=True, slots=True)
class DraftOfficer:
    """A person. ``id`` where the list gives one. ``everywhere``: they serve every village."""

    id: str | None
    name: str
    rank: str | None
    role: str | None
    phones: tuple[PhoneNumber, ...]
    zalo: PhoneNumber | None
    spots: Spots
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class DraftPost:
    """A service in a village. ``officer`` is an index into the draft's officers; ``role`` stands
    where it is not the person's own."""

    officer: int
    role: str | None
    start: date | None
    end: date | None
    spots: Spots


@dataclass(frozen=True, slots=True)
class DraftVillage:
    """A village with its services in the list's order."""

    id: str | None
    name: str
    kind: str | None
    households: int | None
    posts: tuple[DraftPost, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class DraftHotline:
    """A number for every village."""

    label: str
    phone: PhoneNumber
    duty: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class DraftCommune:
    """What a list says of its commune. ``own``: the list has our own form, so that hotlines which
    are not there are not wanted; ``told``: so are title and slogan."""

    name: str | None = None
    district: str | None = None
    province: str | None = None
    title: str | None = None
    slogan: str | None = None
    own: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a list says, in its order. ``refused`` are the ids of people whose rows contradict
    one another."""

    commune: DraftCommune
    officers: tuple[DraftOfficer, ...]
    villages: tuple[DraftVillage, ...]
    hotlines: tuple[DraftHotline, ...]
    refused: tuple[str, ...] = ()
