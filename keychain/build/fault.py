"""What kept a village, or a file, from being finished."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Fault(IntEnum):
    """The stage that failed, the graver the higher; the numbers are the exit codes."""

    NONE = 0
    REFUSED = 3
    UNVERIFIED = 4
    UNWRITTEN = 5


def worst(faults: Iterable[Fault]) -> Fault:
    """The gravest of ``faults``."""
    return max(faults, default=Fault.NONE)
