"""The fonts: each of them in the file, and as outlines (ISO 15930-7 and -4, fonts)."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.reading.fonts import is_embedded, name_of
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.values import entry, name

EMBEDDED = error(
    "x-font-embedded",
    "A font that is not in the file is replaced by the printer's (ISO 15930-7 and -4, fonts).",
)
TYPE3 = error("x-font-type3", "Type 3 fonts are pictures of letters; presses print them coarsely.")


def check_fonts(file: PrintFile) -> Iterator[Diagnostic]:
    """Every font that is listed, drawn with or not."""
    told = set()
    for page, font in file.inventory.fonts:
        if name(entry(font, "/Subtype")) == "Type3":
            rule = None if file.standard == "plain" else TYPE3
        else:
            rule = None if is_embedded(font) else EMBEDDED
        called = name_of(font)
        if rule is not None and called not in told:
            told.add(called)
            yield rule(font=called).about(page=page)
