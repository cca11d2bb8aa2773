"""Type: black small text on one plate and overprinting, nothing too small, white text sturdy.

Figures of the Ghent Workgroup, 2022 specification: black text under 12 pt, white text from 8 pt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keychain.diagnostics import Diagnostic, error, warning
from keychain.preflight.reading.marks import text_height
from keychain.preflight.scene import Seen

BLACK_INKS = error(
    "text-black-inks", "Black of several inks blurs where plates are a tenth of a millimetre off."
)
KNOCKS_OUT = warning(
    "text-knocks-out", "Small black text that knocks out shows a white rim where plates are off."
)
SMALL = warning("text-small", "Type under 6 pt fills in, and white type under 8 pt closes up.")
WHITE_THIN = warning(
    "text-white-thin", "Ink runs into thin white strokes; small white type must be bold."
)
WHITE_GONE = error(
    "white-overprints", "White that overprints is not printed at all: what is under it stays."
)

_BLACK_UNDER = 12.0
_LEAST, _LEAST_WHITE = 6.0, 8.0
_BOLD_UNDER = 12.0
_EXACT = 0.02
"""Sizes in pt are rounded in files."""


def check_type(scene: Iterable[Seen]) -> Iterator[tuple[Seen, Diagnostic]]:
    """Every text that does not keep one of the figures."""
    for seen in scene:
        if seen.mark.kind == "text":
            yield from ((seen, finding) for finding in _check(seen))


def _check(seen: Seen) -> Iterator[Diagnostic]:
    mark, size = seen.mark, text_height(seen.final) + _EXACT
    shown = round(size, 1)
    white = mark.colour.is_white
    least = _LEAST_WHITE if white else _LEAST
    if size < least:
        yield SMALL(text=seen.quoted, size=shown, least=round(least), count=1)
    if white and least <= size < _BOLD_UNDER and not mark.bold:
        yield WHITE_THIN(text=seen.quoted, size=shown, count=1)
    if size >= _BLACK_UNDER or not mark.colour.is_black:
        return
    if not mark.colour.is_black_ink:
        yield BLACK_INKS(text=seen.quoted, size=shown, count=1)
    elif not _overprints(seen):
        yield KNOCKS_OUT(text=seen.quoted, size=shown, count=1)


def _overprints(seen: Seen) -> bool:
    """Whether it leaves what is under it on the other plates (ISO 32000-1, 11.7.4.3): black given
    as CMYK does so in mode 1 only, as grey never, as a spot colour always."""
    colour, mark = seen.mark.colour, seen.mark
    if colour.family == "DeviceGray":
        return mark.overprint  # a press makes K of it, and its preflight asks for no more
    return not colour.touches("Cyan", overprint=mark.overprint, mode=mark.mode)


def check_white(scene: Iterable[Seen]) -> Iterator[tuple[Seen, Diagnostic]]:
    """White that overprints, whatever it is."""
    for seen in scene:
        if not seen.mark.is_seen:
            yield seen, WHITE_GONE(count=1)
