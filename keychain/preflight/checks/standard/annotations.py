"""Annotations stay off the sheet, and viewers print the whole of it (ISO 15930-7 and -4,
annotations and viewer preferences)."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.place import rect_of
from keychain.preflight.reading.inventory import PRINTING_ANNOTATIONS
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.values import Box, box, entry, inherited, name

ANNOTATION = error("x-annotation", "Links and notes print over the page or not, as programs like.")
VIEWER_AREA = error("x-viewer-area", "A viewer that prints the cut size alone prints no bleed.")


def check_annotations(file: PrintFile) -> Iterator[Diagnostic]:
    """Annotations in the bleed; those that belong to printing itself may lie there."""
    if file.standard == "plain":
        return
    told = set()
    for number, annotation in file.annotations():
        kind = name(entry(annotation, "/Subtype")) or "?"
        if kind in PRINTING_ANNOTATIONS or kind in told:
            continue
        page = file.pages[number - 1]
        where, media = box(entry(annotation, "/Rect")), box(inherited(page, "/MediaBox"))
        kept = box(entry(page, "/BleedBox")) or box(entry(page, "/TrimBox"))
        kept = kept or box(entry(page, "/ArtBox")) or media
        if where is None or kept is None or _meet(where, kept):
            told.add(kind)
            area = None if where is None or media is None else rect_of(where, media)
            yield ANNOTATION(kind=kind).about(page=number, area=area)


def check_viewer(file: PrintFile) -> Iterator[Diagnostic]:
    """The parts of a page that viewers are told to show and print (ISO 32000-1, table 150)."""
    if file.standard == "plain":
        return
    preferences = entry(file.root, "/ViewerPreferences")
    for key in ("ViewArea", "ViewClip", "PrintArea", "PrintClip"):
        value = entry(preferences, f"/{key}")
        if value is not None and name(value) not in ("MediaBox", "BleedBox"):
            yield VIEWER_AREA(entry=key)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
