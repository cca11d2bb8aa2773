"""A finished directory, read back with other libraries and compared with the contacts."""

from keychain.preflight.directory.booklet import ExpectedSide, check_booklet
from keychain.preflight.directory.check import check_directory
from keychain.preflight.directory.expected import (
    ExpectedDirectory,
    ExpectedEntry,
    ExpectedNumber,
    ExpectedPart,
    ExpectedRow,
    ExpectedVillage,
)

__all__ = [
    "ExpectedDirectory",
    "ExpectedEntry",
    "ExpectedNumber",
    "ExpectedPart",
    "ExpectedRow",
    "ExpectedSide",
    "ExpectedVillage",
    "check_booklet",
    "check_directory",
]
