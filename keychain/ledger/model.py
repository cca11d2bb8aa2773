"""What the ledger holds, as plain values."""

from __future__ import annotations

from datetime import date
from typing import Literal

from keychain.values import dataclass

Replaces = Literal["all", "count", "none"]
"""What a hand-out does to the tags that people had and that say something else: takes the place of
all of them, of as many as are handed out (the oldest first), or of none."""


@dataclass(frozen=True, slots=True)
class BuiltVillage:
    """A village in a finished PDF. ``shown`` is what its tags say, whose SHA-256 is
    ``fingerprint``; ``tags`` are on the sheets, ``needed`` were asked for. Tags with serial numbers
    have ``series`` before them, ``first`` is the first of them."""

    id: str
    name: str
    fingerprint: str
    shown: str
    needed: int
    tags: int
    series: str = ""
    first: int = 0


@dataclass(frozen=True, slots=True)
class BuiltJob:
    """A finished PDF, by the ``sha256`` of its bytes; all else stands in the PDF itself."""

    sha256: str
    commune: str
    province: str
    day: date
    layout: str
    press: str
    program: str
    villages: tuple[BuiltVillage, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """A job's tags, printed and handed out in one village: ``count`` of them, on ``day``."""

    job: str
    village: str
    day: date
    count: int
    replaces: Replaces = "all"


@dataclass(frozen=True, slots=True)
class Issue:
    """A hand-out with what its job says of it. ``issued_for`` is the job's own day; the serial
    numbers of its tags run from ``first`` to ``last``, after ``series``, empty where they have
    none."""

    commune: str
    province: str
    village: str
    fingerprint: str
    shown: str
    layout: str
    issued_for: date
    day: date
    count: int
    replaces: Replaces
    series: str = ""
    first: int = 0
    last: int = 0

    def bears(self, series: str, number: int) -> bool:
        """Whether one of its tags has this serial number."""
        return self.series == series and self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class Holding:
    """Tags of one content that a village's people hold, since ``day``."""

    fingerprint: str
    shown: str
    layout: str
    day: date
    count: int
