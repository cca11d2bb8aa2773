"""The boxes of each page, by which a print shop cuts and imposes (ISO 15930-7 and -4, page boxes;
ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.values import box, entry, holds, inherited, number

TRIM_BOX = error("x-trim-box", "A TrimBox or an ArtBox, never both, says where the page is cut.")
NESTING = error("x-box-nesting", "The cut lies in the bleed, and the bleed on the paper.")
CROP_BOX = error("x-crop-box", "A viewer shows, and some programs place, only what is in it.")
TURNED = error("x-page-turned", "Imposing programs differ in whether they turn and scale.")

_NEAR = 0.01
"""Points: as exactly as boxes are written."""


def check_boxes(file: PrintFile) -> Iterator[Diagnostic]:
    """The boxes of every page, the same fault told once."""
    if file.standard == "plain":
        return
    told: set[Diagnostic] = set()
    for index, page in enumerate(file.pages, 1):
        for finding in _check_page(page):
            if finding not in told:
                told.add(finding)
                yield finding.about(page=index)


def _check_page(page: object) -> Iterator[Diagnostic]:
    media, crop = box(inherited(page, "/MediaBox")), inherited(page, "/CropBox")
    bleed, trim, art = (box(entry(page, f"/{each}Box")) for each in ("Bleed", "Trim", "Art"))
    if (trim is None) == (art is None):
        yield TRIM_BOX(found="—" if trim is None else "TrimBox, ArtBox")
    cut = trim or art
    if media is None:
        yield NESTING(inner="BleedBox", outer="MediaBox")
    else:
        if entry(page, "/BleedBox") is not None and (
            bleed is None or not holds(media, bleed, _NEAR)
        ):
            yield NESTING(inner="BleedBox", outer="MediaBox")
        elif cut is not None and not holds(bleed or media, cut, _NEAR):
            outer = "MediaBox" if bleed is None else "BleedBox"
            yield NESTING(inner="ArtBox" if trim is None else "TrimBox", outer=outer)
        shown = box(crop)
        if crop is not None and (
            shown is None or not (holds(media, shown, _NEAR) and holds(shown, media, _NEAR))
        ):
            yield CROP_BOX()
    for key, neutral in (("Rotate", 0.0), ("UserUnit", 1.0)):
        value = inherited(page, f"/{key}") if key == "Rotate" else entry(page, f"/{key}")
        if value is not None and number(value) != neutral:
            yield TURNED(entry=key)
