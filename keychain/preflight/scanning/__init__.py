"""Will it scan? Each code of a finished PDF, printed and photographed in simulation.

What simulates is loaded when the first PDF is scanned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from keychain.diagnostics import Diagnostic
from keychain.preflight.expected import Expected
from keychain.preflight.scanning.conditions import PRINTERS

if TYPE_CHECKING:
    from keychain.preflight.scanning.check import Limit, Printed, Progress, Scan
    from keychain.preflight.scanning.find import FoundCode, find_codes

__all__ = [
    "FoundCode",
    "Limit",
    "Printed",
    "Progress",
    "Scan",
    "check_scans",
    "find_codes",
    "scan_codes",
]


def scan_codes(
    data: bytes,
    expected: Expected | None,
    *,
    ramps: bool = False,
    printers: Sequence[int] = PRINTERS,
    progress: Progress = nullcontext,
) -> tuple[Scan, ...]:
    """Each distinct code of the PDF ``data``, printed and photographed.

    Without ``ramps`` only at the standard point, some milliseconds each; with them some hundreds.
    ``progress`` wraps the codes while they are scanned. A file that cannot be drawn has no codes.
    The same bytes give the same result.
    """
    from keychain.preflight.scanning import check

    return check.scan_codes(data, expected, ramps=ramps, printers=printers, progress=progress)


def check_scans(scans: Sequence[Scan]) -> Iterator[Diagnostic]:
    """An error for each code that is not read at the standard point, a warning for each limit
    that is close to it."""
    from keychain.preflight.scanning import check

    return check.check_scans(scans)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    from keychain.preflight.scanning import check, find

    return getattr(check if hasattr(check, name) else find, name)
