"""The colour spaces: inks of the press, and nothing that the press would have to guess.

PDF/X-1a has DeviceCMYK, DeviceGray and spot colours (ISO 15930-4); PDF/X-4 also takes what a
profile describes, but RGB without one only where DefaultRGB describes it (ISO 15930-7).
"""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.spaces import UNKNOWN

COLOUR = error(
    "x-colour", "RGB without a profile prints in other colours on each press (ISO 15930-7 and -4)."
)
GREY = error(
    "x-grey", "Grey may be turned into four inks; black text is K alone, 0 0 0 1, to stay sharp."
)
SPOT_TINT = error(
    "x-spot-tint",
    "Two recipes for one spot colour show two colours where there is one ink (ISO 15930-7 and -4).",
)
SPOT_ALTERNATE = error(
    "x-spot-alternate",
    "A spot colour that no plate is made for is printed in the press's own inks.",
)

_CALIBRATED = frozenset({"CalGray", "CalRGB", "Lab", "ICCBased"})
_PLATES = frozenset({"Cyan", "Magenta", "Yellow", "Black", "All", "None"})
"""Names of what a CMYK press has anyway: their tint transforms are not used (8.6.6.4)."""

_INKS = frozenset({"DeviceCMYK", "DeviceGray"})


def check_colour(file: PrintFile) -> Iterator[Diagnostic]:
    """Every colour space, where it is used first."""
    if file.standard == "plain":
        return
    inventory = file.inventory
    allowed = _INKS if file.standard == "x-1a" else _INKS | _CALIBRATED
    grey: list[int] = [] if inventory.unset is None else [inventory.unset]
    told = set()
    for (where, family), page in inventory.spaces.items():
        if family not in allowed:
            if family not in told:
                told.add(family)
                yield COLOUR(space=family, where=where, standard=file.label).about(page=page)
        elif family == "DeviceGray":
            grey.append(page)
    if file.own and grey:
        yield GREY().about(page=min(grey))


def check_spots(file: PrintFile) -> Iterator[Diagnostic]:
    """One recipe for each spot colour, in inks."""
    if file.standard == "plain":
        return
    if file.own:
        allowed = frozenset({"DeviceCMYK"})
    elif file.standard == "x-1a":
        allowed = _INKS
    else:
        allowed = _INKS | _CALIBRATED
    recipes: dict[str, str] = {}
    told = set()
    for page, spot in file.inventory.spots:
        foreign = sorted(spot.alternates - allowed)
        if foreign and spot.name not in told:
            told.add(spot.name)
            space = "?" if foreign == [UNKNOWN] else foreign[-1]
            yield SPOT_ALTERNATE(spot=spot.name, space=space).about(page=page)
        elif spot.name in _PLATES:
            continue
        elif spot.tint != recipes.setdefault(spot.name, spot.tint) and spot.name not in told:
            told.add(spot.name)
            yield SPOT_TINT(spot=spot.name).about(page=page)
