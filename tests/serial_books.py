"""A commune with numbered tags, its book and its PDF, and the same with other numbers on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from keychain.build.book import Made, make_book
from keychain.build.expectation import expect
from keychain.build.layouts import Layouts
from keychain.build.lots import plan_commune
from keychain.build.options import Options
from keychain.contacts import read_contacts
from keychain.layout.spec import LayoutSpec
from keychain.pdf import FontMeasure, write_pdf
from keychain.preflight.expected import Expected
from keychain.sheets.model import Page
from keychain.tags.job import Arrangement, Faces

ROOT = Path(__file__).parent.parent
CONTACTS = """\
commune: {name: Xã Kiên Mộc, province: Tỉnh Lạng Sơn}
campaign: {serial: yes}
hotlines:
  - {label: Công an, phone: 113}
  - {label: Trực ban, phone: 0205 3800 113, duty: true}
officers:
  an: {name: Hoàng Văn An, phone: 0950 000 001}
  binh: {name: Nông Thị Bình, phone: 0950 000 002}
villages:
  phuc: {name: Bản Phục, code: 03, households: 30, officers: [an]}
  hang: {name: Bản Hang, code: 11, households: 10, officers: [binh, an]}
"""
OWN = {
    path.name: path for path in (ROOT / "tests/data/coded.yaml", ROOT / "benchmarks/carded.yaml")
}
"""Layouts with a code of its own for each number: one that says it, and a contact card with it."""


@dataclass(frozen=True)
class Numbered:
    """A book of numbered tags, and what its PDF must hold."""

    made: Made
    expected: Expected

    def pdf(self, change: Callable[[tuple[Page, ...]], tuple[Page, ...]] | None = None) -> bytes:
        """The PDF, or one with other numbers on its pages."""
        book = self.made.book
        if change is not None:
            book = replace(book, pages=change(book.pages))
        return write_pdf(book, self.made.day)

    @property
    def numbers(self) -> list[str]:
        """Those of all sheets, in the order of pages and places."""
        fronts = {page.serials: None for page in self.made.book.pages}
        return [serial for serials in fronts for serial in serials if serial]


def layouts() -> Layouts:
    """The shipped layouts, and those with a code of its own for each number."""

    def read(path: Path) -> bytes:
        return OWN.get(path.name, path).read_bytes()

    return Layouts(ROOT / "layouts", read)


@lru_cache
def layout_of(name: str, press: str = "office") -> LayoutSpec:
    spec, found = layouts().get(name, press)
    assert spec is not None, found
    return spec


@lru_cache
def numbered(
    layout: str = "fob-54x29",
    *,
    sheets: Arrangement = "village",
    faces: Faces = "both",
    press: str = "office",
    start: str = "",
    stack: bool = False,
    first: int | None = None,
    lot: int = 0,
    households: int = 30,
    serial: bool = True,
) -> Numbered:
    """A village's book, or that of both villages, the first of so many households; without
    ``serial`` their tags are not numbered."""
    told = CONTACTS.replace("households: 30", f"households: {households}")
    if not serial:
        told = told.replace("campaign: {serial: yes}\n", "")
    contacts, findings = read_contacts(told.encode(), "contacts.yaml")
    assert contacts is not None, findings
    options = Options(layout=layout, sheets=sheets, faces=faces, serial_from=first)
    orders = plan_commune(contacts, date(2026, 12, 1), options).lots[lot].orders
    spec = layout_of(layout, press)
    if stack:
        production = replace(spec.sheet.production, stack=True)
        spec = replace(spec, sheet=replace(spec.sheet, production=production))
    made, found = make_book(orders, spec, faces, sheets, FontMeasure(), start)
    assert made is not None, found
    return Numbered(made, expect(made.book, made.contents, faces, spec, made.villages))
