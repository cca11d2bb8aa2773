"""The fonts: each of them in the file, and as outlines (ISO 15930-7 and -4, fonts)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.values import entry, name

EMBEDDED = error(
    "x-font-embedded",
    "A font that is not in the file is replaced by the printer's (ISO 15930-7 and -4, fonts).",
)
TYPE3 = error("x-font-type3", "Type 3 fonts are pictures of letters; presses print them coarsely.")

_SUBSET_TAG = re.compile(r"[A-Z]{6}\+")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def check_fonts(file: PrintFile) -> Iterator[Diagnostic]:
    """Every font that is listed, drawn with or not."""
    told = set()
    for page, font in file.inventory.fonts:
        if name(entry(font, "/Subtype")) == "Type3":
            rule = None if file.standard == "plain" else TYPE3
        else:
            rule = None if _embedded(font) else EMBEDDED
        called = name(entry(font, "/BaseFont")) or name(entry(font, "/Name")) or "?"
        called = _SUBSET_TAG.sub("", called, count=1)
        if rule is not None and called not in told:
            told.add(called)
            yield rule(font=called).about(page=page)


def _embedded(font: object) -> bool:
    """Whether the program is in the file: at the font itself, or where it is composite at the one
    that it is made of (ISO 32000-1, 9.9 and 9.7.6)."""
    holder = font
    if name(entry(font, "/Subtype")) == "Type0":
        below = entry(font, "/DescendantFonts")
        holder = below[0] if isinstance(below, pikepdf.Array) and len(below) else None
    descriptor = entry(holder, "/FontDescriptor")
    return any(isinstance(entry(descriptor, key), pikepdf.Stream) for key in _PROGRAMS)
