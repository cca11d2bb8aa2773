"""What differs from tag to tag: the texts and codes of a layout that say a serial number."""

from __future__ import annotations

from collections.abc import Iterable

from keychain.diagnostics import error
from keychain.layout.fitting.known import boxes_of
from keychain.layout.placed import Hole, Item, PlacedFace, QrItem, TextItem
from keychain.layout.spec import Box, LayoutSpec, QrBox, TextBox
from keychain.tags.qr import QrSymbol

SERIAL_LEFT_OUT = error(
    "serial-not-shown", "a list of numbers that stand on no tag helps nobody to find a lost key"
)

_FIELD = "{serial}"


def shows_serial(layout: LayoutSpec) -> bool:
    """Whether any box of the layout is for the tag's serial number."""
    return any(map(_shows, (*boxes_of(layout.front), *boxes_of(layout.back))))


def _shows(box: Box) -> bool:
    match box.content:
        case QrBox(says=says):
            return says == "serial"
        case TextBox(words=words, shorter=shorter):
            return any(_FIELD in text for each in (words, *shorter) for _, text in each.texts)
        case _:
            return False


def numbered_face(
    background: tuple[Item, ...], items: Iterable[Item], hole: Hole | None, serial: str
) -> PlacedFace:
    """A face of these items, of which those that say ``serial`` are drawn for each tag anew."""
    same: list[Item] = []
    numbered: list[TextItem | QrItem] = []
    for item in items:
        match item:
            case TextItem(text=said) | QrItem(symbol=QrSymbol(payload=said)) if (
                serial and serial in said
            ):
                numbered.append(item)
            case _:
                same.append(item)
    return PlacedFace(background, tuple(same), hole, tuple(numbered))
