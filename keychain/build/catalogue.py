"""What a layout can do, found by trying it."""

from __future__ import annotations

from keychain.build.sample import MOST_OFFICERS, USUAL_OFFICERS, ordinary_village
from keychain.layout import place_tag
from keychain.layout.measure import Measure
from keychain.layout.placed import PlacedTag, QrItem
from keychain.layout.spec import LayoutSpec
from keychain.sheets import plan_grid
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class LayoutFacts:
    """``numbers`` is how many numbers an ordinary village's tag can show, the lead's among them;
    ``qr`` whether it bears a code then or with fewer. ``per_sheet`` tags stand on a sheet."""

    layout: LayoutSpec
    sample: PlacedTag | None
    numbers: int
    qr: bool
    per_sheet: int


def layout_facts(layout: LayoutSpec, measure: Measure) -> LayoutFacts:
    """Try ``layout`` with one officer, two, three … until one is too many.

    ``sample`` is the tag of the usual number of officers, or of as many as there is room for.
    """
    sample: PlacedTag | None = None
    numbers, qr = 0, False
    for officers in range(1, MOST_OFFICERS + 1):
        content = ordinary_village(officers)
        tag, _ = place_tag(content, layout, measure)
        if tag is None:
            break
        numbers = len(content.entries)
        qr = qr or _bears_code(tag)
        if officers <= USUAL_OFFICERS:
            sample = tag
    grid = plan_grid(layout.size, layout.sheet)
    return LayoutFacts(layout, sample, numbers, qr, grid.count if grid else 0)


def _bears_code(tag: PlacedTag) -> bool:
    items = (*tag.front.background, *tag.front.items, *tag.back.background, *tag.back.items)
    return any(isinstance(item, QrItem) for item in items)
