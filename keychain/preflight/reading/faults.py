"""What pikepdf may raise on a damaged or hostile PDF, at whatever is first looked at."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

FAULTS = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pikepdf.DataDecodingError,
    pikepdf.DependencyError,
    pikepdf.ForeignObjectError,
    pikepdf.DeletedObjectError,
    RuntimeError,  # what qpdf throws beside its own exception
    UnicodeError,  # names are taken for UTF-8, which in a damaged file they need not be
    UserWarning,  # a stream that ends in the middle of something
)


class TooMuch(RuntimeError):
    """More of something than any print job has. It is one of FAULTS: what is not looked at to its
    end is told as something that cannot be read."""


def parse_content(stream: pikepdf.Object) -> Sequence[Instruction]:
    """The instructions of a content stream or of a page. Raises one of FAULTS.

    pikepdf says TypeError where something stands in a stream that may not, such as a reference.
    """
    try:
        return pikepdf.parse_content_stream(stream)
    except TypeError as fault:
        raise pikepdf.PdfError(str(fault)) from fault
