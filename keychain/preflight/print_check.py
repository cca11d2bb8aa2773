"""What a print shop and a printer would object to in a PDF, whoever made it."""

from __future__ import annotations

from keychain.diagnostics import Diagnostic
from keychain.preflight.expected import Expected


def check_print(data: bytes, expected: Expected | None) -> tuple[Diagnostic, ...]:
    """Every breach of the standard that the file claims or that was ``expected`` of it, and of
    the figures for type, ink, pictures and codes.

    Without ``expected``, for a PDF that is not keychain's, the standard is the one that the file
    itself claims. Raises nothing, whatever the bytes.
    """
    from keychain.preflight.quality import check_quality
    from keychain.preflight.standards import check_standard

    return tuple(dict.fromkeys((*check_standard(data, expected), *check_quality(data, expected))))
