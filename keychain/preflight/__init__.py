"""Stage 8: a finished PDF, read back with other libraries and compared with what was expected.

This package reads with pikepdf, pypdfium2 and zxing-cpp, and knows nothing of how tags are laid
out, imposed and written, so that it cannot repeat a mistake made there.
"""

from keychain.preflight.check import check_pdf, check_readable, read_pdf_job
from keychain.preflight.expected import (
    Expected,
    ExpectedCell,
    ExpectedLine,
    ExpectedNumber,
    ExpectedPage,
    ExpectedTag,
)

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
