"""What triggers the diagnostics of the printed directory: one on the command line, the others by
directories that are not what the contacts say, which the program itself never makes."""

from __future__ import annotations

from diagnostic_samples import Sample, Told
from diagnostic_samples_files import with_contacts
from test_directory_preflight import CASES, EXPECTED, changed, elsewhere, folded, over, set_pages

from keychain.build.directory_pdf import check_thickness
from keychain.diagnostics import Diagnostic
from keychain.preflight.directory import check_booklet, check_directory

_HOTLINES = """\
hotlines:
  - {label: Công an, phone: 113}
  - {label: Trực ban Công an xã, phone: 0205 3800 113, duty: true}
"""

SAMPLES = (
    Sample(
        "a letter that no font of the directory has",
        (Told("directory-letters", "contacts.yaml", 3, 13),),
        with_contacts("province: Tỉnh Lạng Sơn", "province: Tỉnh Lạng ⵣ Sơn"),
        ("directory",),
        3,
    ),
    Sample(
        "no desk that stays when people go",
        (Told("directory-no-duty-number", "contacts.yaml", 2, 9),),
        with_contacts(_HOTLINES, ""),
        ("directory", "--only-duty"),
        3,
    ),
)

_NEVER_MADE = "the directory is set from the very values that it is compared with"

ONLY_BY_STAGE = {
    "booklet-page": "sheets are laid by the same order that they are compared with",
    "booklet-thick": "two hundred villages are set for it: too long for a test of every language",
    "directory-code": _NEVER_MADE,
    "directory-hidden": _NEVER_MADE,
    "directory-index": _NEVER_MADE,
    "directory-link": _NEVER_MADE,
    "directory-name": _NEVER_MADE,
    "directory-notice": _NEVER_MADE,
    "directory-number": _NEVER_MADE,
    "directory-number-stray": _NEVER_MADE,
    "directory-part": _NEVER_MADE,
    "directory-unreadable": "what is read back was written a moment before",
}


def by_stage() -> list[Diagnostic]:
    """One finding of each at least."""
    found: list[Diagnostic] = []
    for pages, _ in CASES.values():
        found += check_directory(set_pages(pages), EXPECTED)
    for change in (over, elsewhere):
        found += check_directory(changed(change), EXPECTED)
    found += check_directory(b"no PDF", EXPECTED)
    booklet, pages_of, sides = folded()
    found += check_booklet(booklet, pages_of, sides[:-1], 148)
    found += check_thickness(21, 83)
    return found
