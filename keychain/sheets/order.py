"""Which tag stands in which place of which sheet: in the order of reading, or through the pile.

Tags are told apart by the index of their village. Places of a sheet are counted in the order of
reading; a place that holds None stays empty.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from keychain.sheets.quantities import sheets_needed
from keychain.tags.serial import Series

Places = tuple[int | None, ...]
"""What each place of a sheet holds."""


def share_sheets(tags: Sequence[int], per_sheet: int, used: int = 0) -> tuple[Places, ...]:
    """The sheets for as many tags of each village as ``tags`` says, few of them shared.

    Each village's whole sheets hold nothing else, so that what is cut from them need not be sorted;
    only what is left of each stands together, on the last sheets, or on the first ones where
    ``used`` places of the first sheet are used up.
    """
    whole = tuple(
        (village,) * per_sheet
        for village, count in enumerate(tags)
        for _ in range(count // per_sheet)
    )
    mixed = order_sheets([count % per_sheet for count in tags], per_sheet, used=used)
    return mixed + whole if used else whole + mixed


def order_sheets(
    tags: Sequence[int], per_sheet: int, *, used: int = 0, stack: bool = False
) -> tuple[Places, ...]:
    """The sheets for as many tags of each village as ``tags`` says, villages in their order.

    The first ``used`` places of the first sheet stay empty, since they are used up; so do those
    that are left over on the last. With ``stack``, place k of sheet s of S holds item k·S + s: the
    sheets are cut as one pile, and the small piles, laid under one another in the order of places,
    have all tags in order.
    """
    items = [village for village, count in enumerate(tags) for _ in range(count)]
    count = sheets_needed(used + len(items), per_sheet)
    sheets: list[list[int | None]] = [[None] * per_sheet for _ in range(count)]
    ways = _through_the_pile(count, per_sheet) if stack else _by_sheet(count, per_sheet)
    free = ((sheet, place) for sheet, place in ways if sheet or place >= used)
    for item, (sheet, place) in zip(items, free, strict=False):
        sheets[sheet][place] = item
    return tuple(map(tuple, sheets))


def number_sheets(
    sheets: Sequence[Places], series: Mapping[int, Series], *, stack: bool
) -> tuple[tuple[str, ...], ...]:
    """The serial numbers of each sheet's places, empty for those without one; for no ``series`` at
    all, nothing for each sheet.

    A village's numbers run on from place to place and from sheet to sheet, or with ``stack``
    through the pile, so that they are in order once it is cut.
    """
    if not series:
        return ((),) * len(sheets)
    per_sheet = len(sheets[0])
    ways = _through_the_pile(len(sheets), per_sheet) if stack else _by_sheet(len(sheets), per_sheet)
    running = {village: itertools.count(each.first) for village, each in series.items()}
    numbered = [[""] * per_sheet for _ in sheets]
    for sheet, place in ways:
        village = sheets[sheet][place]
        if village is not None and village in series:
            numbered[sheet][place] = series[village].serial(next(running[village]))
    return tuple(map(tuple, numbered))


def _by_sheet(sheets: int, per_sheet: int) -> Iterator[tuple[int, int]]:
    return ((sheet, place) for sheet in range(sheets) for place in range(per_sheet))


def _through_the_pile(sheets: int, per_sheet: int) -> Iterator[tuple[int, int]]:
    return ((sheet, place) for place in range(per_sheet) for sheet in range(sheets))
