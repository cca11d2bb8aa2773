"""What a contact directory says, before it has a form: communes, villages, officers, numbers.

Only what may leave the office is here: name, rank, role and work numbers of those who serve on
the directory's day.
"""

from __future__ import annotations

from datetime import date

from keychain.contacts.exchange import kind_before
from keychain.contacts.model import Language
from keychain.contacts.phones.number import PhoneNumber
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    """An officer's service in a village. ``role`` is the post's, else the officer's own; ``since``
    its first day and ``until`` its last, None where none is stated."""

    village: str
    village_name: str
    role: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ListedOfficer:
    """A person who serves on the day.

    ``numbers`` are those of the day, the one to dial first; perhaps none, where personal numbers
    are left out. ``posts`` are in the order of the directory's villages. ``role`` is the person's
    own, which a post may replace.
    """

    id: str
    name: str
    rank: str | None
    role: str | None
    numbers: tuple[PhoneNumber, ...]
    posts: tuple[Post, ...]

    @property
    def called(self) -> str:
        """Rank and name."""
        return f"{self.rank} {self.name}" if self.rank else self.name


@dataclass(frozen=True, slots=True)
class ListedHotline:
    """A number for every village of the commune; ``duty`` marks the commune's duty desk."""

    label: str
    number: PhoneNumber
    duty: bool = False


@dataclass(frozen=True, slots=True)
class Serving:
    """An officer in a village's block, with the post that puts them there."""

    officer: ListedOfficer
    post: Post


@dataclass(frozen=True, slots=True)
class ListedVillage:
    """A village and who serves it, in the order of contacts.yaml: the first is the one to call.

    ``dialled`` is the number that the village's code dials, and ``answers`` who answers it: the
    same as on its tags, or the duty desk where personal numbers are left out.
    """

    id: str
    name: str
    kind: str | None
    serving: tuple[Serving, ...]
    dialled: PhoneNumber
    answers: str

    @property
    def kind_before(self) -> str | None:
        """The kind as it stands before the name, None where the name has it."""
        return kind_before(self.name, self.kind)


@dataclass(frozen=True, slots=True)
class ListedCommune:
    """One commune. ``villages`` are in Vietnamese order, ``officers`` by given name.

    ``file`` is the contacts file that it was read from; ``day`` the day that it holds for.
    """

    file: str
    name: str
    district: str | None
    province: str
    day: date
    title: str | None
    slogan: str | None
    hotlines: tuple[ListedHotline, ...]
    villages: tuple[ListedVillage, ...]
    officers: tuple[ListedOfficer, ...]

    @property
    def place(self) -> str:
        """The commune with its district, if it has one, and its province."""
        return ", ".join(filter(None, (self.name, self.district, self.province)))


@dataclass(frozen=True, slots=True)
class DirectoryBook:
    """A directory of one commune or of several, in Vietnamese order, in one language.

    ``only_duty``: personal numbers are left out.
    """

    communes: tuple[ListedCommune, ...]
    language: Language
    only_duty: bool = False

    @property
    def day(self) -> date:
        """The latest of the days that its communes work for: none of it holds for earlier ones."""
        return max(commune.day for commune in self.communes)
