"""The single changes that every edit of a directory is made of: plain values, and no text yet.

``model_edits`` makes them on a :class:`Contacts`, ``text_edits`` on the file's own characters;
that both come to the same is checked for each edit before anything is written.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class EditAssignment:
    """Change what is given of a village's assignment ``index``, counted from 0; None leaves it."""

    village: str
    index: int
    officer: str | None = None
    role: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class AddAssignment:
    """A new assignment directly behind that of ``after``."""

    village: str
    after: int
    officer: str
    role: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class DropAssignment:
    """Take an assignment away that would never begin."""

    village: str
    index: int


@dataclass(frozen=True, slots=True)
class AddOfficer:
    """A new officer, behind the others. ``phones`` as they are to stand in the file."""

    id: str
    name: str
    phones: tuple[str, ...]
    rank: str | None = None
    role: str | None = None
    zalo: str | None = None


@dataclass(frozen=True, slots=True)
class EditOfficer:
    """A new value for one of an officer's own keys, as it is to stand in the file."""

    officer: str
    key: Literal["name", "rank", "role"]
    value: str


@dataclass(frozen=True, slots=True)
class EditNumber:
    """Change what is given of an officer's number ``index``, counted from 0."""

    officer: str
    index: int
    phone: str | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class AddNumber:
    """A new number directly behind that of ``after``, from its first day on."""

    officer: str
    after: int
    phone: str
    start: date | None = None


@dataclass(frozen=True, slots=True)
class NewService:
    """An officer's service in a village that is new itself."""

    officer: str
    role: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class AddVillage:
    """A new village, behind the others, with its officers' ids, or their services."""

    id: str
    name: str
    officers: tuple[str | NewService, ...]
    kind: str | None = None
    households: int | None = None


@dataclass(frozen=True, slots=True)
class EditVillage:
    """A new value for one of a village's own keys, as it is to stand in the file."""

    village: str
    key: Literal["name", "households", "until"]
    value: str


@dataclass(frozen=True, slots=True)
class AddHotline:
    """A new hotline, behind the others."""

    label: str
    phone: str
    duty: bool = False


Step = (
    EditAssignment
    | AddAssignment
    | DropAssignment
    | AddOfficer
    | EditOfficer
    | EditNumber
    | AddNumber
    | AddVillage
    | EditVillage
    | AddHotline
)
