"""PDF/X-4 and PDF/X-1a:2003, rule by rule, and for other files what any printer minds.

The rules are those of ISO 15930-7 and 15930-4 as print shops' programs look for them, with what
keychain's own files are held to beyond that: no grey, spot colours with CMYK behind them.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pikepdf

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.checks.standard.actions import check_actions, check_attachments
from keychain.preflight.checks.standard.annotations import check_annotations, check_viewer
from keychain.preflight.checks.standard.boxes import check_boxes
from keychain.preflight.checks.standard.colour import check_colour, check_spots
from keychain.preflight.checks.standard.fonts import check_fonts
from keychain.preflight.checks.standard.graphics_state import (
    check_graphics_states,
    check_transparency,
)
from keychain.preflight.checks.standard.information import check_information, check_metadata
from keychain.preflight.checks.standard.layers import check_layers
from keychain.preflight.checks.standard.output_intent import check_output_intent
from keychain.preflight.checks.standard.streams import check_content, check_streams
from keychain.preflight.checks.standard.version import check_version
from keychain.preflight.checks.structure import ENCRYPTED, UNREADABLE
from keychain.preflight.expected import Expected
from keychain.preflight.reading.faults import FAULTS
from keychain.preflight.reading.print_file import PrintFile, read_file
from keychain.preflight.short import Short, right

DAMAGED = error("x-damaged", "What cannot be read here may stop a print shop's programs as well.")
ENDLESS = error("x-endless", "A file that unpacks to more than a print shop's programs can hold.")

_LONGEST = 80
"""Characters of a text from a file that a message shows."""

_CHECKS: tuple[Callable[[PrintFile], Iterator[Diagnostic]], ...] = (
    check_version,
    check_output_intent,
    check_information,
    check_metadata,
    check_boxes,
    check_colour,
    check_spots,
    check_fonts,
    check_streams,
    check_content,
    check_graphics_states,
    check_transparency,
    check_layers,
    check_annotations,
    check_viewer,
    check_actions,
    check_attachments,
)


def check_standard(data: bytes, expected: Expected | None) -> tuple[Diagnostic, ...]:
    """Every breach of the standard that is expected of the file, else of the one it claims.

    A file that claims none is held to what any printer minds. Raises nothing, whatever the bytes.
    """
    if expected is not None and right(data, expected, partial(_short_is_right, data)):
        return ()
    try:
        with (
            warnings.catch_warnings(action="error", category=UserWarning),
            pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf,
        ):
            file = read_file(data, pdf, None if expected is None else expected.standard)
            return tuple(dict.fromkeys(map(_fit_to_print, _findings(file))))
    except pikepdf.PasswordError:
        return (ENCRYPTED(),)
    except FAULTS:
        return (UNREADABLE(),)


def _short_is_right(data: bytes, short: Short) -> bool:
    """Whether a file keeps to its standard, told from the short book and all other objects."""
    pages = [short.pdf.pages[index].obj for index in short.indexes]
    file = read_file(data, short.pdf, short.expected.standard, pages, short.proven)
    return not any(_findings(file))


def _findings(file: PrintFile) -> Iterator[Diagnostic]:
    """All findings. A check that comes upon something damaged ends there; the others go on."""
    if file.pdf.is_encrypted:
        yield ENCRYPTED()
    damaged = file.tree_broken
    for check in _CHECKS:
        try:
            yield from check(file)
        except FAULTS:
            damaged = True
    if file.inventory.faults:
        yield DAMAGED().about(page=file.inventory.faults[0])
    elif damaged or file.pdf.get_warnings():  # what qpdf passes over in silence, others may not
        yield DAMAGED()
    if file.inventory.endless:
        yield ENDLESS()


def _fit_to_print(finding: Diagnostic) -> Diagnostic:
    """The same with texts from the file as a terminal can show them, whatever they hold."""
    values = tuple(
        (key, _shown(value) if isinstance(value, str) else value) for key, value in finding.values
    )
    return replace(finding, values=values)


def _shown(text: str) -> str:
    visible = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:_LONGEST]
    )
    return visible + "…" if len(text) > _LONGEST else visible
