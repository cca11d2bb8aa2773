"""Stage 8: a finished PDF, read back with other libraries and compared with what was expected.

This package reads with pikepdf, pypdfium2 and zxing-cpp, and knows nothing of how tags are laid
out, imposed and written, so that it cannot repeat a mistake made there. These libraries are loaded
when the first PDF is read: most commands read none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from keychain.diagnostics import Diagnostic
from keychain.preflight.expected import (
    Expected,
    ExpectedCell,
    ExpectedLine,
    ExpectedNumber,
    ExpectedPage,
    ExpectedTag,
)

if TYPE_CHECKING:
    from keychain.tags.job import Job

__all__ = [
    "Expected",
    "ExpectedCell",
    "ExpectedLine",
    "ExpectedNumber",
    "ExpectedPage",
    "ExpectedTag",
    "check_pdf",
    "check_readable",
    "read_pdf_job",
]


def check_pdf(data: bytes, expected: Expected) -> tuple[Diagnostic, ...]:
    """Everything in which the finished PDF ``data`` is not what was expected.

    All findings are errors. Those of a tag bear its village, page and position; what is alike on
    many sheets is told of the first. Raises nothing, whatever the bytes.
    """
    from keychain.preflight import check

    return check.check_pdf(data, expected)


def check_readable(data: bytes) -> tuple[Diagnostic, ...]:
    """Why other programs cannot open the PDF ``data``; nothing where they can."""
    from keychain.preflight import check

    return check.check_readable(data)


def read_pdf_job(data: bytes) -> Job | None:
    """The job that a PDF carries, or None where it carries none that can be read."""
    from keychain.preflight import check

    return check.read_pdf_job(data)
