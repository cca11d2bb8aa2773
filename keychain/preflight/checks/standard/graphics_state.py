"""Graphics states: nothing that reaches into the press, and for PDF/X-1a no transparency.

ISO 15930-7 and -4, on transfer functions, halftones and transparency; ISO 32000-1, table 58.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.values import entry, name, number

TRANSFER = error("x-transfer", "A transfer function changes tones behind the press's calibration.")
HALFTONE = error("x-halftone", "The screen is the press's own; another one makes moiré.")
BLACK = error("x-black-generation", "How much black replaces the other inks is settled already.")
TRANSPARENCY = error(
    "x-transparency", "PDF/X-1a goes to presses that know no transparency (ISO 15930-4)."
)


def check_graphics_states(file: PrintFile) -> Iterator[Diagnostic]:
    """Every graphics state that resources list."""
    if file.standard == "plain":
        return
    told: set[Diagnostic] = set()
    for page, state in file.inventory.states:
        found = [_transfer(state), _halftone(state), _black(state)]
        if file.standard == "x-1a":
            found.append(_transparent(state))
        for finding in found:
            if finding is not None and finding not in told:
                told.add(finding)
                yield finding.about(page=page)


def check_transparency(file: PrintFile) -> Iterator[Diagnostic]:
    """Groups, and images with soft masks, where there must be none."""
    if file.standard != "x-1a":
        return
    for page, group in file.inventory.groups:
        if name(entry(group, "/S")) == "Transparency":
            yield TRANSPARENCY(entry="Group").about(page=page)
            break
    for page, image in file.inventory.images:
        if isinstance(entry(image, "/SMask"), pikepdf.Stream):
            yield TRANSPARENCY(entry="SMask").about(page=page)
            break
        if number(entry(image, "/SMaskInData")):
            yield TRANSPARENCY(entry="SMaskInData").about(page=page)
            break


def _transfer(state: object) -> Diagnostic | None:
    if entry(state, "/TR") is not None:
        return TRANSFER(entry="TR")
    second = entry(state, "/TR2")
    return None if second is None or name(second) == "Default" else TRANSFER(entry="TR2")


def _halftone(state: object) -> Diagnostic | None:
    if entry(state, "/HTP") is not None:
        return HALFTONE(entry="HTP")
    screen = entry(state, "/HT")
    if screen is None or name(screen) == "Default":
        return None
    if number(entry(screen, "/HalftoneType")) not in (1, 5):
        return HALFTONE(entry="HalftoneType")
    return None if entry(screen, "/HalftoneName") is None else HALFTONE(entry="HalftoneName")


def _black(state: object) -> Diagnostic | None:
    for key in ("BG", "UCR", "BG2", "UCR2"):
        value = entry(state, f"/{key}")
        if value is not None and name(value) != "Default":
            return BLACK(entry=key)
    return None


def _transparent(state: object) -> Diagnostic | None:
    for key in ("CA", "ca"):
        value = entry(state, f"/{key}")
        if value is not None and number(value) != 1:
            return TRANSPARENCY(entry=key)
    mask, blend = entry(state, "/SMask"), entry(state, "/BM")
    if mask is not None and name(mask) != "None":
        return TRANSPARENCY(entry="SMask")
    modes = list(blend) if isinstance(blend, pikepdf.Array) else [blend]
    if blend is not None and any(name(mode) not in ("Normal", "Compatible") for mode in modes):
        return TRANSPARENCY(entry="BM")
    return None
