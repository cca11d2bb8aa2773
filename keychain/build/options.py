"""What a person asks of a build, apart from which villages."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from keychain.values import dataclass

if TYPE_CHECKING:
    from keychain.tags.job import Arrangement, Faces

DEFAULT_LAYOUT = "fob-54x29"
OFFICE = "office"
"""The press that sheets are made for unless another is named: a printer in an office."""


@dataclass(frozen=True, slots=True)
class Options:
    """``copies`` replaces the tags that households and spare ask for; ``spare``, in percent,
    replaces the campaign's. ``verify`` off leaves PDFs unproven, and they say so. ``start`` is
    where the first sheet begins: a row and a column, ``3:1``, or how many places are used.
    ``labels`` is the label sheet to print on instead of the layout's paper; ``serial_from`` the
    first serial number, None to go on behind those that people hold."""

    layout: str = DEFAULT_LAYOUT
    press: str = OFFICE
    faces: Faces = "both"
    sheets: Arrangement = "village"
    copies: int | None = None
    spare: Decimal | None = None
    verify: bool = True
    start: str = ""
    labels: str = ""
    serial_from: int | None = None
