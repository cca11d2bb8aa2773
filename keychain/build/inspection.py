"""A finished PDF, whoever made it, as a print shop, a printer and a telephone look at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext

from keychain.build.face_pictures import FacePicture, picture_faces
from keychain.build.whose import Owners
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, note, warning
from keychain.preflight.expected import Expected
from keychain.preflight.print_check import check_print
from keychain.preflight.reading.print_file import read_claim
from keychain.preflight.scanning import Progress, Scan, check_scans, scan_codes
from keychain.preflight.scanning.conditions import OFFICE_PRINTER, PRINTERS
from keychain.values import dataclass

CODE_KNOWN = note("code-known", "Whoever holds a strange PDF wants to know whom its codes call.")
CODE_UNKNOWN = warning("code-unknown", "A number that no directory holds may be anybody's.")


@dataclass(frozen=True, slots=True)
class Look:
    """How closely a PDF is looked at: whether each code is printed and photographed until it is no
    longer read (``ramps``), and whether pictures are made. ``progress`` wraps the codes."""

    ramps: bool = False
    pictures: bool = False
    progress: Progress = nullcontext


USUAL = Look()


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A distinct code, how well it is read, and whose numbers it holds."""

    scan: Scan
    whose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was seen. ``standard`` is what the file says that it keeps to, in its own words;
    ``sheets`` is None where it is not known how pages become sheets."""

    standard: str | None
    sheets: int | None
    codes: tuple[ReadCode, ...]
    faces: tuple[FacePicture, ...]


def inspect_pdf(
    data: bytes,
    expected: Expected | None,
    communes: Sequence[Contacts],
    look: Look,
    before: Sequence[Diagnostic] = (),
) -> tuple[Inspection, tuple[Diagnostic, ...]]:
    """What is to be seen in the PDF ``data``, and what is wrong with it as a print.

    Without ``expected`` its codes are findings too: what each says, and whether ``communes`` hold
    that number. ``before`` are earlier findings, whose places are pictured as well.
    """
    owners = Owners(communes)
    printers = PRINTERS if look.ramps else OFFICE_PRINTER
    scans = scan_codes(data, expected, ramps=look.ramps, printers=printers, progress=look.progress)
    codes = tuple(ReadCode(scan, owners.of(scan.code.payload)) for scan in scans)
    found = [*check_print(data, expected), *check_scans(scans)]
    if expected is None:
        found += _told(codes)
    faces: tuple[FacePicture, ...] = ()
    if look.pictures:
        faces = picture_faces(data, expected, (*before, *found), owners)
    return Inspection(read_claim(data), _sheets(expected), codes, faces), tuple(found)


def _told(codes: Sequence[ReadCode]) -> Iterator[Diagnostic]:
    for each in codes:
        code = each.scan.code
        if each.whose:
            finding = CODE_KNOWN(payload=code.payload, whose=each.whose)
        else:
            finding = CODE_UNKNOWN(payload=code.payload)
        yield finding.about(page=code.page, area=code.on_page)


def _sheets(expected: Expected | None) -> int | None:
    """A front and its back are one sheet."""
    if expected is None:
        return None
    return sum(page.partner is None or page.side == "front" for page in expected.pages)
