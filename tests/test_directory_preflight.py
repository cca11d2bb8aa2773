"""Each thing that could be wrong in a finished directory is put into one, and must be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from directory_samples import book_of, commune, phone, read

from keychain.build.directory_expectation import expect_directory
from keychain.contacts.phones import PhoneNumber
from keychain.contacts.phones.number import Kind
from keychain.directory.book import PagedDirectory, compose_pages
from keychain.directory.book.compose import notice_of
from keychain.directory.book.model import Block
from keychain.geometry import PT_PER_MM
from keychain.pdf.directory import write_directory
from keychain.pdf.directory.booklet import write_booklet
from keychain.pdf.directory.metrics import A5
from keychain.preflight.directory import (
    ExpectedDirectory,
    ExpectedSide,
    check_booklet,
    check_directory,
)
from keychain.preflight.directory.pages import read_page
from keychain.sheets.booklet import filled_pages, impose_booklet
from keychain.tags.qr import make_symbol

COMMUNES = read(commune())
BOOK = book_of(COMMUNES)
PAGES = compose_pages(BOOK)
EXPECTED = expect_directory(COMMUNES, BOOK, notice_of(BOOK), back=False)
WRONG = PhoneNumber("0950000999", Kind.MOBILE)


def codes(data: bytes, expected: ExpectedDirectory = EXPECTED) -> set[str]:
    return {finding.code for finding in check_directory(data, expected)}


def set_pages(pages: PagedDirectory) -> bytes:
    return write_directory(pages, "A4").data


def with_block(change: Callable[[Block], Block], at: int = 2) -> PagedDirectory:
    part = PAGES.parts[0]
    blocks = list(part.blocks)
    blocks[at] = change(blocks[at])
    return replace(PAGES, parts=(replace(part, blocks=tuple(blocks)),))


def with_entry(which: int, **changes: object) -> PagedDirectory:
    indexes = list(PAGES.indexes)
    entries = list(indexes[which].entries)
    entries[1] = replace(entries[1], **changes)  # type: ignore[arg-type]  # any of its fields
    indexes[which] = replace(indexes[which], entries=tuple(entries))
    return replace(PAGES, indexes=tuple(indexes))


def other_number(block: Block) -> Block:
    first, second, *rest = block.rows
    return replace(block, rows=(first, replace(second, numbers=(WRONG,)), *rest))


def swapped(block: Block) -> Block:
    """Two officers, each with the other's name."""
    first, second, third = block.rows
    return replace(
        block, rows=(first, replace(second, who=third.who), replace(third, who=second.who))
    )


def test_a_good_one_is_good() -> None:
    assert check_directory(set_pages(PAGES), EXPECTED) == ()


SWAPPED_ROWS = replace(
    PAGES,
    parts=(
        replace(
            PAGES.parts[0],
            blocks=(PAGES.parts[0].blocks[1], PAGES.parts[0].blocks[0], *PAGES.parts[0].blocks[2:]),
        ),
    ),
)

CASES = {
    "another's number": (with_block(other_number), "directory-number"),
    "a number missing": (
        with_block(lambda b: replace(b, rows=b.rows[:2])),
        "directory-number",
    ),
    "names changed over": (with_block(swapped), "directory-name"),
    "another name": (with_block(lambda b: replace(b, answers="Lý Văn Khác")), "directory-name"),
    "another village": (with_block(lambda b: replace(b, name="Bản Khác")), "directory-part"),
    "another order": (SWAPPED_ROWS, "directory-part"),
    "a code that dials elsewhere": (
        with_block(lambda b: replace(b, symbol=make_symbol("tel:+84950000999"))),
        "directory-code",
    ),
    "a number in a role": (
        with_block(
            lambda b: replace(
                b, rows=(replace(b.rows[0], notes=("gọi 0950 000 999",)), *b.rows[1:])
            )
        ),
        "directory-number-stray",
    ),
    "an index's number": (with_entry(0, numbers=(WRONG,)), "directory-number"),
    "an index's name": (with_entry(0, strong="Khác"), "directory-index"),
    "an index's villages": (
        with_entry(0, references=PAGES.indexes[0].entries[0].references),
        "directory-index",
    ),
    "an index's page": (
        with_entry(1, references=PAGES.indexes[1].entries[5].references),
        "directory-index",
    ),
    "no notice": (replace(PAGES, notice="Danh bạ"), "directory-notice"),
    "another day": (
        replace(PAGES, cover=replace(PAGES.cover, day="Số liệu ngày 02/12/2026")),
        "directory-part",
    ),
    "a hotline missing": (
        replace(PAGES, parts=(replace(PAGES.parts[0], hotlines=PAGES.parts[0].hotlines[:1]),)),
        "directory-number",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_was_set_wrong_is_found(case: str) -> None:
    pages, code = CASES[case]
    assert code in codes(set_pages(pages))


def changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(set_pages(PAGES))) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def contents(pdf: pikepdf.Pdf, page: int, change: Callable[[bytes], bytes]) -> None:
    own = pdf.pages[page].Contents
    before = own.read_bytes()
    after = change(before)
    assert after != before
    own.write(after)


def over(pdf: pikepdf.Pdf) -> None:
    """Something white over all of a page."""
    contents(pdf, 1, lambda text: text + b" 0 0 0 0 k 0 0 600 850 re f")


def white(pdf: pikepdf.Pdf) -> None:
    contents(pdf, 1, lambda text: text.replace(b"0 0 0 1 k\nBT", b"0 0 0 0 k\nBT"))


def near(pdf: pikepdf.Pdf) -> None:
    """A line beside a code, within its quiet zone."""
    document = pypdfium2.PdfDocument(set_pages(PAGES))
    page = read_page(document, 1, lambda _: False)
    document.close()
    code = next(shape.box for shape in page.shapes if shape.is_code)
    x, y = (code.x - 1.5) * PT_PER_MM, (page.height - code.bottom) * PT_PER_MM
    contents(pdf, 1, lambda text: text + f" 0 0 0 1 k {x:.2f} {y:.2f} 2 30 re f".encode())


def elsewhere(pdf: pikepdf.Pdf) -> None:
    """A link that calls somebody else."""
    links = [link for link in pdf.pages[1].Annots if "/A" in link]
    links[0].A.URI = pikepdf.String("tel:+84950000999")


def unlinked(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]["/Annots"]


def strange(pdf: pikepdf.Pdf) -> None:
    """A link where no number stands."""
    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[300, 20, 320, 30],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("tel:113")),
    )
    pdf.pages[1].Annots.append(pdf.make_indirect(made))


def swap_pages(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    del pdf.pages[1]
    pdf.pages.append(page)


@pytest.mark.parametrize(
    ("change", "code"),
    (
        (over, "directory-hidden"),
        (white, "directory-number"),
        (near, "directory-code"),
        (elsewhere, "directory-link"),
        (unlinked, "directory-link"),
        (strange, "directory-link"),
        (swap_pages, "directory-notice"),
    ),
)
def test_what_was_changed_later_is_found(change: Callable[[pikepdf.Pdf], None], code: str) -> None:
    assert code in codes(changed(change))


def test_what_is_no_pdf_is_said() -> None:
    assert codes(b"no PDF") == {"directory-unreadable"}


def test_every_single_number_counts() -> None:
    """The contacts change after the directory was set: each number of each village in turn."""
    data = set_pages(PAGES)
    for at in range(8):
        text = commune().replace(f"phone: {phone(at)}}}", "phone: 0950 000 999}")
        communes = read(text)
        book = book_of(communes)
        expected = expect_directory(communes, book, notice_of(book), back=False)
        assert "directory-number" in codes(data, expected)


def changed_font(booklet: bytes) -> bytes:
    """The same codes drawn with the other font: other letters, if any."""
    with pikepdf.open(BytesIO(booklet)) as pdf:
        for form in pdf.pages[1].Resources.XObject.values():
            fonts = form.Resources.Font
            names = sorted(fonts.keys())
            fonts[names[0]], fonts[names[1]] = fonts[names[1]], fonts[names[0]]
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def folded() -> tuple[bytes, bytes, list[ExpectedSide]]:
    made = write_directory(PAGES, "A5", back=True)
    order = filled_pages(made.pages, back=True)
    sheets = impose_booklet(len(order))
    sides = [
        ExpectedSide(order[left], order[right], sheet.creep)
        for sheet in sheets
        for left, right in (sheet.front, sheet.back)
    ]
    return write_booklet(made.data, order, sheets, A5.paper), made.data, sides


def test_a_booklet_has_its_pages_where_they_belong() -> None:
    booklet, pages, sides = folded()
    assert check_booklet(booklet, pages, sides, A5.paper.width) == ()
    # The two covers look alike, the pages within do not.
    inner = sides[1]
    wrong = [sides[0], replace(inner, left=inner.right, right=inner.left), *sides[2:]]
    assert check_booklet(booklet, pages, wrong, A5.paper.width)
    shifted = [*sides[:-1], replace(sides[-1], creep=sides[-1].creep + 0.1)]
    assert check_booklet(booklet, pages, shifted, A5.paper.width)
    assert check_booklet(booklet, pages, sides[:-1], A5.paper.width)
    assert check_booklet(changed_font(booklet), pages, sides, A5.paper.width)
    assert check_booklet(b"no PDF", pages, sides, A5.paper.width)
