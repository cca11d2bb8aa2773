"""How many tags a village needs, and how many sheets they take."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction


def tags_needed(households: int | None, copies: int | None, spare: Decimal) -> int:
    """``copies`` if given, else one tag a household and ``spare`` percent more, rounded up.

    The arithmetic is exact: 100 households and 10 % are 110 tags, though 100 * 1.1 is more.
    Raises ValueError where neither number is given.
    """
    if copies is not None:
        return copies
    if households is None:
        raise ValueError("households or copies must be given")
    return math.ceil(households * (1 + Fraction(spare) / 100))


def sheets_needed(needed: int, per_sheet: int) -> int:
    """Sheets for ``needed`` tags; the last one is begun even for one tag."""
    return -(-needed // per_sheet)
