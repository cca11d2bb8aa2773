"""Every tag of a finished PDF shows its own number, however it is arranged; no other PDF passes."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from serial_books import Numbered, numbered

from keychain.preflight import check_pdf
from keychain.preflight.alike import find_few, largest
from keychain.preflight.checks.serials import tag_serials
from keychain.preflight.print_check import check_print
from keychain.preflight.read_back import read_back
from keychain.preflight.reading.objects import PdfObjects, read_objects
from keychain.preflight.serials import _tenths, read_serials
from keychain.sheets.model import Page
from keychain.tags.serial import Series

WAYS: list[dict[str, Any]] = [
    {},
    {"layout": "oval-50x20"},
    {"layout": "round-40", "sheets": "gang"},
    {"layout": "card-cr80", "sheets": "one"},
    {"layout": "fob-fold-54x29"},
    {"layout": "coded"},
    {"layout": "carded"},
    {"layout": "carded", "first": 9_990},
    {"press": "shop"},
    {"faces": "back"},
    {"sheets": "gang", "stack": True},
    {"start": "3:2"},
    {"first": 9_990},
]


def found(made: Numbered, data: bytes) -> set[tuple[str, int | None, str | None]]:
    return {(each.code, each.page, each.position) for each in check_pdf(data, made.expected)}


def text_of(data: bytes) -> str:
    """All that another reader finds in the file."""
    document = PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(map(str, way.values())) or "usual")
def test_every_number_is_there_once_and_read_back(way: dict[str, Any]) -> None:
    made = numbered(**way)
    data = made.pdf()
    assert not check_pdf(data, made.expected)
    assert not [each for each in check_print(data, made.expected) if each.severity == "error"]
    said = text_of(data)
    for village in made.made.villages:
        series = Series(village.series, way.get("first") or 1)
        wanted = [series.serial(series.first + n) for n in range(village.tags)]
        assert [said.count(serial) for serial in wanted] == [1] * village.tags
    assert len(made.numbers) == len(set(made.numbers))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(map(str, way.values())) or "usual")
def test_what_preflight_expects_is_what_the_sheets_were_given(way: dict[str, Any]) -> None:
    """Two ways of counting: by places in imposition, by cells and their backs in preflight."""
    made = numbered(**way)
    book = made.made.book
    for (number, index), serial in tag_serials(made.expected).items():
        face = book.pages[number].face
        assert face is not None
        cell = book.faces[face].cells[index]
        assert book.pages[number].serials[cell.place] == serial


def test_numbers_are_no_reason_to_read_every_tag() -> None:
    for layout in ("fob-54x29", "coded", "carded"):
        made = numbered(layout)
        pdf = read_objects(made.pdf(), len(made.expected.pages), largest(made.expected))
        assert isinstance(pdf, PdfObjects)
        few = find_few(pdf, made.expected, read_serials(pdf, made.expected))
        assert few is not None
        assert sum(len(page.cells) for page in few.expected.pages) == 2


def swapped(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Two numbers of the first sheet change places on its back."""
    one, two, *rest = pages[1].serials
    return (pages[0], replace(pages[1], serials=(two, one, *rest)), *pages[2:])


def doubled(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The second sheet bears the first one's numbers."""
    return (*pages[:3], replace(pages[3], serials=pages[1].serials), *pages[4:])


def other_digit(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """One number has wrong check digits."""
    one, *rest = pages[1].serials
    return (pages[0], replace(pages[1], serials=(one[:-2] + "00", *rest)), *pages[2:])


def missing(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """A sheet bears none."""
    return (pages[0], replace(pages[1], serials=()), *pages[2:])


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (swapped, {("serial-wrong", 2, "1:3"), ("serial-wrong", 2, "1:2")}),
        (other_digit, {("serial-wrong", 2, "1:3")}),
    ],
)
def test_a_wrong_number_is_found_on_its_tag(change: Any, wanted: set[Any]) -> None:
    made = numbered()
    assert found(made, made.pdf(change)) == wanted


def test_a_sheet_that_is_there_twice_is_found_on_all_its_tags() -> None:
    made = numbered()
    told = found(made, made.pdf(doubled))
    assert {(code, page) for code, page, _ in told} == {("serial-wrong", 4)}
    assert len(told) == len(made.expected.pages[3].cells)


def test_a_sheet_without_numbers_is_found() -> None:
    made = numbered()
    told = found(made, made.pdf(missing))
    assert {(code, page) for code, page, _ in told} == {("serial-missing", 2)}


@pytest.mark.parametrize("layout", ["coded", "carded"])
def test_a_code_that_says_another_number_is_found(layout: str) -> None:
    made = numbered(layout)
    told = found(made, made.pdf(swapped))
    assert {each for each in told if each[0] == "serial-code-wrong"} == {
        ("serial-code-wrong", 2, "1:3"),
        ("serial-code-wrong", 2, "1:2"),
    }


def with_stream(data: bytes, page: int, old: bytes, new: bytes) -> bytes:
    """The file with a change in the text of one page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        contents = pdf.pages[page].Contents
        said = contents.read_bytes()
        assert old in said
        pdf.pages[page].Contents = pdf.make_stream(said.replace(old, new, 1))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def test_a_number_that_is_white_is_found_though_all_others_are_black() -> None:
    made = numbered()
    data = with_stream(made.pdf(), 3, b"0 0 0 1 k\nBT", b"0 0 0 0 k\nBT")
    assert ("text-hidden", 4, "1:3") in found(made, data)


def test_a_number_that_stands_elsewhere_is_found() -> None:
    made = numbered()
    said = made.pdf()
    with pikepdf.open(io.BytesIO(said)) as pdf:
        line = next(
            each for each in pdf.pages[1].Contents.read_bytes().splitlines() if each[-2:] == b"Tm"
        )
    x, y = line.split()[4:6]
    moved = line.replace(b" ".join((x, y)), b"%.4f %s" % (float(x) + 2, y))
    told = found(made, with_stream(said, 1, line, moved))
    assert {code for code, page, _ in told if page == 2} >= {"serial-missing"}


def test_a_job_that_tells_of_other_numbers_is_found() -> None:
    made = numbered()
    told = made.made.book.job.replace('"first": 1', '"first": 7')
    other = replace(made.made, book=replace(made.made.book, job=told))
    data = replace(made, made=other).pdf()
    assert [each.code for each in check_pdf(data, made.expected)] == ["serial-job-differs"]


def test_what_is_told_of_a_proof_leaves_numbers_out() -> None:
    for layout in ("fob-54x29", "coded", "carded"):
        made = numbered(layout)
        (village,) = read_back(made.pdf(), made.expected)
        assert village.alike
        numbers = [number.text for side in village.sides for number in side.numbers]
        assert sorted(numbers) == ["0205 3800 113", "0950 000 001", "113"]
        payloads = {payload for side in village.sides for payload in side.payloads}
        cards = {each for each in payloads if each.startswith("BEGIN:VCARD")}
        assert payloads - cards == {"tel:+84950000001"}
        assert len(cards) == (1 if layout == "carded" else 0)


@given(st.floats(0, 1000), st.floats(-0.1499, 0.1499))
def test_a_number_is_found_wherever_it_is_near_enough(at: float, off: float) -> None:
    """Places are looked up by tenths of a point, none of which is passed over."""
    assert int((at + off) * 10 // 1) in _tenths(at)


def test_a_number_beyond_all_places_ends_no_check() -> None:
    made = numbered()
    with pikepdf.open(io.BytesIO(made.pdf())) as pdf:
        page = pdf.pages[1].obj
        drawn = page.Contents.read_bytes()
        far = b"1000000000000000 0 0 1000000000000000 9 9 cm\n" * 30
        page.Contents = pdf.make_stream(far + drawn)
        out = io.BytesIO()
        pdf.save(out)
    assert ("serial-missing", 2) in {each[:2] for each in found(made, out.getvalue())}
