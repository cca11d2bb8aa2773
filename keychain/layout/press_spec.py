"""How sheets are made for a press or a printer, and what becomes of a layout's sheet on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from keychain.diagnostics import Diagnostic, warning
from keychain.layout.sheet_spec import PLAIN, Duplex, Production
from keychain.layout.spec import LayoutSpec, Words
from keychain.values import dataclass

PRESS_OVER_LAYOUT = warning(
    "press-over-layout", "what a layout asks of the printer is the press's to decide"
)
BLEED_SHORT = warning(
    "press-bleed-short", "a cut beside its line shows white where the background ends"
)

PRESS_SETTINGS = ("margin", "bleed", "duplex", "marks")
"""What a press decides. Paper, gutter and grid are the layout's: they say how many tags a sheet
holds, and a sheet of labels is bought for its layout."""

_LABELS_OWN = ("margin", "bleed", "marks")
"""What a layout with a grid of its own keeps: its sheets are cut already, and only whoever has
drawn it knows where."""


@dataclass(frozen=True, slots=True)
class PressSpec:
    """A press profile; None for what it leaves to the layout. Lengths in mm, as in SheetSpec."""

    name: str
    margin: float | None = None
    bleed: float | None = None
    duplex: Duplex | None = None
    marks: bool | None = None
    production: Production = PLAIN
    title: Words | None = None

    def prepare(self, layout: LayoutSpec) -> tuple[LayoutSpec, tuple[Diagnostic, ...]]:
        """``layout`` with its sheet as this press makes it, and a warning for each key that the
        layout states in vain, or that asks for more than the layout has."""
        sheet = layout.sheet
        places = dict(sheet.stated)
        settings: dict[str, Any] = {}
        found: list[Diagnostic] = []
        for key in PRESS_SETTINGS:
            own, stated = getattr(self, key), getattr(sheet, key)
            if own is None or (sheet.grid and key in places and key in _LABELS_OWN):
                continue
            settings[key] = own
            if key in places and own != stated:
                values = {"stated": _written(stated), "value": _written(own)}
                found.append(PRESS_OVER_LAYOUT(places[key], key=key, press=self.name, **values))
        sheet = replace(sheet, press=self.name, production=self.production, **settings)
        backgrounds = layout.front.background or layout.back.background
        if "bleed" in settings and backgrounds and sheet.bleed > layout.bleed:
            lengths = {"bleed": _written(sheet.bleed), "reaches": _written(layout.bleed)}
            found.append(BLEED_SHORT(layout.place, press=self.name, **lengths))
        return replace(layout, sheet=sheet), tuple(found)


def _written(value: float | str | bool) -> str:
    """A value as files write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:g}mm"
