"""Will it scan? Each code of a finished PDF, printed and photographed in simulation."""

from keychain.preflight.scanning.check import (
    Limit,
    Printed,
    Progress,
    Scan,
    check_scans,
    scan_codes,
)
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
