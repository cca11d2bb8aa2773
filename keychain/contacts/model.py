"""The directory: a commune, its officers and villages, and who serves where and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from keychain.contacts.phones.number import PhoneNumber
from keychain.diagnostics import Place
from keychain.values import dataclass
from keychain.yaml_source.nodes import Text

Dial = Literal["officer", "duty"]
Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Commune:
    """The commune whose police hand out the tags. Districts ended on 1 July 2025."""

    name: Text
    province: Text
    district: Text | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the tags are printed for. ``spare`` is a percentage over one tag a household;
    ``cost_tag`` and ``cost_sheet`` are what one costs, in đồng; ``serial`` says that each tag has
    a number of its own."""

    title: Text | None = None
    slogan: Text | None = None
    launch: date | None = None
    spare: Decimal = Decimal(0)
    dial: Dial = "officer"
    language: Language = "vi"
    cost_tag: Decimal | None = None
    cost_sheet: Decimal | None = None
    serial: bool = False


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number printed for every village. ``duty`` marks the commune's duty desk."""

    label: Text
    phone: PhoneNumber
    duty: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` to ``end``, both included; None is open."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies within."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Officer:
    """A person with one or more work numbers; the first is the one that is dialled.

    ``periods`` says of each number when it is the person's, in the order of ``phones``; empty
    where all are for good.
    """

    id: str
    name: Text
    phones: tuple[PhoneNumber, ...]
    place: Place
    rank: Text | None = None
    role: Text | None = None
    zalo: PhoneNumber | None = None
    periods: tuple[Period, ...] = ()

    @property
    def numbers(self) -> tuple[tuple[PhoneNumber, Period], ...]:
        """Each number and when it is the person's."""
        periods = self.periods or (ALWAYS,) * len(self.phones)
        return tuple(zip(self.phones, periods, strict=True))

    def on(self, day: date) -> Officer:
        """The officer with the numbers of ``day`` alone, perhaps none."""
        if not self.periods:
            return self
        phones = tuple(number for number, period in self.numbers if period.covers(day))
        return replace(self, phones=phones, periods=())


@dataclass(frozen=True, slots=True)
class Assignment:
    """An officer serves a village, from ``start`` to ``end``, both included; None is always.

    ``role``, where given, is the post's and goes before the officer's own.
    """

    officer: str
    place: Place
    role: Text | None = None
    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the officer serves on ``day``."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Village:
    """A village and its assignments, in the order in which they are printed. ``end`` is its last
    day, after which it gets no tags; ``code`` the digits that stand for it in serial numbers."""

    id: str
    name: Text
    place: Place
    assignments: tuple[Assignment, ...]
    kind: Text | None = None
    households: int | None = None
    end: date | None = None
    code: Text | None = None


@dataclass(frozen=True, slots=True)
class Contacts:
    """One commune's directory, as one file gives it.

    ``villages`` are all villages of the file; ``refused`` the ids of those that hold an error,
    or use an officer or an assignment that does: nothing is printed for them.
    """

    file: str
    commune: Commune
    campaign: Campaign
    hotlines: tuple[Hotline, ...]
    officers: tuple[Officer, ...]
    villages: tuple[Village, ...]
    refused: frozenset[str] = frozenset()
