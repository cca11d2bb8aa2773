"""The colours: CMYK throughout, so that black is one ink and red is the red that was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.expected import ExpectedPage
from keychain.preflight.place import position_of
from keychain.preflight.reading.objects import PdfObjects

NOT_CMYK = error(
    "colour-not-cmyk", "A press turns RGB and grey into four inks as it likes; black text blurs."
)

_UNSET = "DeviceGray"
"""What a page's colours are until one is set (ISO 32000-1, table 52)."""


def check_colours(
    pdf: PdfObjects, index: int, wanted: ExpectedPage, told: set[tuple[int, str]]
) -> Iterator[Diagnostic]:
    """Every stream that uses another colour space, at the first place where it is drawn.

    ``told`` remembers over all pages which streams have been reported.
    """
    page = pdf.pages[index]
    if page.content is None or page.media is None:
        return
    for facts, where in pdf.placed(page.content):
        families = set(facts.colours)
        if facts is page.content and facts.inherits:
            families.add(_UNSET)
        for family in sorted(families):
            if (id(facts), family) in told:
                continue
            told.add((id(facts), family))
            position = None
            if facts.bounds is not None:
                position = position_of(facts.bounds, where, page.media, wanted)
            yield NOT_CMYK(space=family).about(page=index + 1, position=position)
