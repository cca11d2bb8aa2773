"""Stage 8 on the file's own entries, on hostile files, and on the plan of fronts and backs."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import pikepdf
import preflight_pdfs as sheets
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from preflight_pdfs import draft, draw, edited, expected

from keychain.geometry import Correction, Rect, Size, Turn
from keychain.preflight import Expected, check_pdf, read_pdf_job
from keychain.preflight.checks.duplex import behind, check_duplex, turn_behind
from keychain.preflight.reading.pages import PdfPages, open_pages

Change = Callable[[pikepdf.Pdf], object]


@cache
def good() -> bytes:
    return draw(draft())


def page(pdf: pikepdf.Pdf, number: int) -> pikepdf.Dictionary:
    return pdf.pages[number - 1].obj


def set_entry(number: int, key: str, value: object) -> Change:
    return lambda pdf: page(pdf, number).__setitem__(key, value)


def drop_entry(number: int, key: str) -> Change:
    return lambda pdf: page(pdf, number).__delitem__(key)


def narrow_bleed(pdf: pikepdf.Pdf) -> None:
    page(pdf, 2).BleedBox = page(pdf, 2).TrimBox


def trim_beyond_bleed(pdf: pikepdf.Pdf) -> None:
    page(pdf, 2).TrimBox = page(pdf, 2).MediaBox


def trim_within_tags(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = (float(v) for v in page(pdf, 4).TrimBox.as_list())
    page(pdf, 4).TrimBox = pikepdf.Array([left + 30, bottom, right, top])


def annotate(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square)
    page(pdf, 3).Annots = pikepdf.Array([pdf.make_indirect(note)])


def whole_font(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing:
            thing.BaseFont = pikepdf.Name("/" + str(thing.BaseFont)[8:])


def rgb_image(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(b"\xff\0\0", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    image.Width, image.Height, image.BitsPerComponent = 1, 1, 8
    image.ColorSpace = pikepdf.Name.DeviceRGB
    one = page(pdf, 3)
    listed = {**dict(one.Resources.XObject.items()), "/Picture": image}
    one.Resources = pikepdf.Dictionary({**dict(one.Resources.items()), "/XObject": listed})
    pdf.pages[2].contents_add(b"q 10 0 0 10 5 5 cm /Picture Do Q")


def unset_colour(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"5 5 10 10 re f", prepend=True)


def broken_stream(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].contents_add(b"q (never closed", prepend=False)


EDITS: list[tuple[str, Change, set[tuple[str, int | None]]]] = [
    ("no trim box", drop_entry(1, "/TrimBox"), {("pdf-boxes", 1)}),
    ("no bleed box", drop_entry(6, "/BleedBox"), {("pdf-boxes", 6)}),
    ("narrow bleed", narrow_bleed, {("pdf-boxes", 2)}),
    ("trim beyond bleed", trim_beyond_bleed, {("pdf-boxes", 2)}),
    ("trim within tags", trim_within_tags, {("pdf-boxes", 4)}),
    ("cropped", set_entry(3, "/CropBox", pikepdf.Array([9, 9, 99, 99])), {("pdf-boxes", 3)}),
    ("turned", set_entry(3, "/Rotate", 90), {("pdf-page-turned", 3)}),
    ("unit", set_entry(3, "/UserUnit", 2), {("pdf-page-turned", 3)}),
    ("annotated", annotate, {("pdf-annotation", 3)}),
    ("scaled", lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"), {("pdf-scaling", None)}),
    ("no language", lambda pdf: pdf.Root.__delitem__("/Lang"), {("pdf-language", None)}),
    ("language", lambda pdf: pdf.Root.__setitem__("/Lang", "en"), {("pdf-language", None)}),
    ("no job", lambda pdf: pdf.docinfo.__delitem__("/KeychainJob"), {("pdf-job", None)}),
    ("bad job", lambda p: p.docinfo.__setitem__("/KeychainJob", "{}"), {("pdf-job", None)}),
    ("no title", lambda pdf: pdf.docinfo.__delitem__("/Title"), {("pdf-title", None)}),
    ("whole fonts", whole_font, {("font-not-subset", 1)}),
    ("rgb image", rgb_image, {("colour-not-cmyk", 3)}),
    ("no colour set", unset_colour, {("colour-not-cmyk", 1)}),
]


@pytest.mark.parametrize(("name", "how", "codes"), EDITS, ids=[e[0] for e in EDITS])
def test_one_entry_is_wrong(name: str, how: Change, codes: set[tuple[str, int | None]]) -> None:
    found = {(f.code, f.page) for f in check_pdf(edited(good(), how), expected())}
    assert found == codes, name


def codes_of(data: bytes, wanted: Expected | None = None) -> list[str]:
    return [f.code for f in check_pdf(data, wanted or expected())]


def test_what_is_no_pdf() -> None:
    for data in (b"", b"%PDF-1.4\n", b"\0" * 1000, "Bản Phục".encode(), good()[:-200]):
        assert codes_of(data) == ["pdf-unreadable"]
        assert read_pdf_job(data) is None


def test_a_locked_file() -> None:
    for owner in ("", "secret"):
        locked = edited(good(), id, encryption=pikepdf.Encryption(user=owner, owner="secret"))
        assert codes_of(locked) == ["pdf-encrypted"]


def test_no_pages_and_too_many() -> None:
    def only(count: int) -> Change:
        def change(pdf: pikepdf.Pdf) -> None:
            kids = pikepdf.Array(
                [
                    pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page))
                    for _ in range(count)
                ]
            )
            pdf.Root.Pages.Kids, pdf.Root.Pages.Count = kids, count

        return change

    assert codes_of(edited(good(), only(0))) == ["pdf-page-count"]
    assert codes_of(edited(good(), only(3000))) == ["pdf-page-count"]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_damaged_bytes_never_raise(data: st.DataObject) -> None:
    spoilt = bytearray(good())
    for _ in range(data.draw(st.integers(1, 12))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    check_pdf(bytes(spoilt), expected())
    read_pdf_job(bytes(spoilt))


def test_each_look_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six pages, but the first village's two sheets differ in their number only."""
    read: list[int] = []
    glyphs = PdfPages.glyphs

    def count(self: PdfPages, index: int, correction: Correction) -> object:
        read.append(index)
        return glyphs(self, index, correction)

    monkeypatch.setattr(PdfPages, "glyphs", count)
    assert codes_of(good()) == []
    assert read == [0, 1, 4, 5]


def test_threads_do_not_disturb_each_other() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(codes_of, [good()] * 4)) == [[]] * 4


A4 = Size(210, 297)
LYING = Size(297, 210)


def test_behind_by_hand() -> None:
    cell = Rect(10, 20, 54, 29)
    assert behind(cell, A4, "long-edge") == Rect(146, 20, 54, 29)
    assert behind(cell, A4, "short-edge") == Rect(10, 248, 54, 29)
    assert behind(cell, LYING, "long-edge") == Rect(10, 161, 54, 29)
    turns: list[Turn] = [0, 90, 180, 270]
    assert [turn_behind(t, A4, "long-edge") for t in turns] == [0, 270, 180, 90]
    assert [turn_behind(t, A4, "short-edge") for t in turns] == [180, 90, 0, 270]


@given(
    st.integers(0, 150),
    st.integers(0, 250),
    st.sampled_from(["long-edge", "short-edge"]),
    st.sampled_from([A4, LYING]),
    st.sampled_from([0, 90, 180, 270]),
)
def test_behind_the_back_is_the_front(x: int, y: int, mode: str, paper: Size, turn: Turn) -> None:
    cell = Rect(x, y, 54, 29)
    assert behind(behind(cell, paper, mode), paper, mode) == cell
    assert turn_behind(turn_behind(turn, paper, mode), paper, mode) == turn


def spoil_back(how: Callable[[object], object]) -> Expected:
    whole = expected()
    back = whole.pages[1]
    cells = tuple(how(c) if (c.row, c.column) == (1, 2) else c for c in back.cells)
    pages = (whole.pages[0], replace(back, cells=cells), *whole.pages[2:])  # type: ignore[arg-type]  # how() gives cells
    return replace(whole, pages=pages)


@pytest.mark.parametrize(
    "change",
    [{"tag": 1}, {"turn": 180}, {"trim": Rect(20, 20, 54, 29)}],
    ids=["other tag", "other turn", "other place"],
)
def test_a_back_that_is_not_its_fronts(change: dict[str, object]) -> None:
    plan = spoil_back(lambda cell: replace(cell, **change))  # type: ignore[type-var]  # cells
    found = {(f.code, f.page, f.position, f.village) for f in check_duplex(plan)}
    wanted = {("back-not-its-front", 1, "1:1", "ban-phuc")}
    if "trim" in change:  # and the moved back has nothing in front of it
        wanted.add(("back-not-its-front", 2, "1:2", "ban-phuc"))
    assert found == wanted


def test_a_plan_without_faults() -> None:
    for duplex in ("long-edge", "short-edge"):
        assert list(check_duplex(expected(duplex))) == []


def test_a_cell_beyond_the_paper() -> None:
    whole = expected()
    front = whole.pages[0]
    far = replace(front.cells[0], trim=Rect(-5, 20, 54, 29))
    plan = replace(whole, pages=(replace(front, cells=(far, *front.cells[1:])), *whole.pages[1:]))
    found = {(f.code, f.page, f.position) for f in check_pdf(good(), plan)}
    assert ("cell-outside-paper", 1, "1:1") in found


def test_the_test_sheets_open_in_pikepdf() -> None:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        assert len(pdf.pages) == len(sheets.SHEETS) * 2


def test_a_file_is_closed_whatever_goes_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[PdfPages] = []
    monkeypatch.setattr(PdfPages, "close", lambda pages: closed.append(pages))
    with pytest.raises(KeyboardInterrupt), open_pages(good()) as left:
        raise KeyboardInterrupt
    assert closed[-1:] == [left]
    closed.clear()
    with open_pages(good()) as kept:
        pass
    assert kept not in closed  # for the next check of the same bytes
