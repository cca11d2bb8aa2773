"""The die line: where it lies, in which ink, on which layer, and what it leaves alone."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_samples import DAY, book, box_path, fob, part, picture, press, span, tag_pages
from PIL import Image, ImageChops

from keychain.geometry import Close, Line, Move, Point, Rect, Size, Step
from keychain.layout.placed import Colour, Hole, PathItem, PlacedFace, PlacedTag
from keychain.layout.sheet_spec import Standard
from keychain.pdf import write_pdf
from keychain.sheets.model import Cell, Page, SheetBook, SheetFace, Stroke

PT = 72 / 25.4
CYAN = Colour(1, 0, 0, 0)
MAGENTA = (236, 0, 140)
"""About what pdfium makes of the line's tint, 100 % magenta."""


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


@cache
def written(standard: Standard, name: str = "CutContour") -> bytes:
    return write_pdf(tag_pages(press(standard, die_line=name)), DAY)


def lopsided() -> PlacedTag:
    """A tag of 40 × 20 without a straight symmetry: cut at its top left, cyan throughout."""
    corners = (Point(10, 0), Point(40, 0), Point(40, 20), Point(0, 20), Point(0, 10))
    cut: tuple[Step, ...] = (Move(corners[0]), *map(Line, corners[1:]), Close())
    ground = box_path(Rect(-3, -3, 46, 26))
    front, back = (
        PlacedFace((PathItem(ground, fill=CYAN),), (), Hole(Point(x, 14), 4)) for x in (8, 32)
    )
    return PlacedTag("v", Size(40, 20), cut, 3, ground, front, back, even=False)


@pytest.mark.parametrize(("standard", "layered"), [("x-4", True), ("x-1a", False)])
def test_one_ink_of_one_name(standard: Standard, layered: bool) -> None:
    pdf = opened(write_pdf(replace(book(turns=(0, 90)), production=press(standard)), DAY))
    spots = [each for each in pdf.objects if isinstance(each, pikepdf.Array) and _spot(each)]
    (ink,) = spots
    assert [str(ink[1]), str(ink[2])] == ["/CutContour", "/DeviceCMYK"]
    tint = ink[3]
    assert [int(tint.FunctionType), int(tint.N)] == [2, 1]
    assert [float(v) for v in tint.C0] == [0, 0, 0, 0]
    assert [float(v) for v in tint.C1] == [0, 1, 0, 0]
    assert ("/OCProperties" in pdf.Root) is layered


def _spot(array: pikepdf.Array) -> bool:
    return len(array) == 4 and array[0] == "/Separation"


def test_its_layer() -> None:
    pdf = opened(written("x-4"))
    properties = pdf.Root.OCProperties
    (layer,) = properties.OCGs
    assert [str(layer.Type), str(layer.Name)] == ["/OCG", "CutContour"]
    usual = properties.D
    assert str(usual.Name) and [each.objgen for each in usual.Order] == [layer.objgen]
    assert "/AS" not in usual and "/OFF" not in usual and usual.get("/BaseState", "/ON") == "/ON"


@pytest.mark.parametrize("name", ["CutContour", "Đường bế", "Cut (2)#/1"])
def test_its_name_is_the_shops(name: str) -> None:
    pdf = opened(written("x-4", name))
    (ink,) = (each for each in pdf.objects if isinstance(each, pikepdf.Array) and _spot(each))
    assert str(ink[1]) == f"/{name}"
    assert str(pdf.Root.OCProperties.OCGs[0].Name) == name


@pytest.mark.parametrize("standard", ["x-4", "x-1a"])
def test_it_is_a_thin_stroke_that_overprints(standard: Standard) -> None:
    pdf = opened(written(standard))
    sheet = pdf.pages[0].Resources.XObject.Sheet
    found = list(pikepdf.parse_content_stream(sheet))
    start = next(i for i, each in enumerate(found) if str(each.operator) == "CS")
    drawn = found[start:]
    operators = [str(each.operator) for each in drawn]
    assert set(operators) <= {"CS", "SCN", "w", "q", "cm", "m", "l", "c", "h", "S", "Q", "EMC"}
    assert operators.count("S") == 2, "the cut and the hole"
    (width,) = (float(each.operands[0]) for each in drawn if str(each.operator) == "w")
    assert width * PT == pytest.approx(0.25, abs=0.001)
    state = [str(each.operands[0]) for each in found[:start] if str(each.operator) == "gs"][-1]
    entry = sheet.Resources.ExtGState[state]
    assert [bool(entry.OP), bool(entry.op), int(entry.OPM)] == [True, True, 1]
    layered = [str(each.operands[0]) for each in found if str(each.operator) == "BDC"]
    assert layered == (["/OC"] if standard == "x-4" else [])


def lines(data: bytes, page: int = 0) -> Image.Image:
    """Where a page at 600 dpi is as magenta as the die line."""
    red, green, blue = picture(data, page).split()
    strong = ImageChops.multiply(
        red.point(lambda v: 255 * (v > 200)), green.point(lambda v: 255 * (v < 90))
    )
    return ImageChops.multiply(strong, blue.point(lambda v: 255 * (v > 90)))


def test_it_lies_on_the_cut_and_the_hole() -> None:
    tag = replace(fob(), front=PlacedFace((), (), Hole(Point(7.5, 14.5), 5)))
    drawn = lines(write_pdf(tag_pages(press("x-4"), tag), DAY))
    # A line of 0.25 pt reaches 0.044 mm to either side; a pixel of 600 dpi is 0.042 mm.
    assert span(drawn) == pytest.approx((3, 3, 57, 32), abs=0.1)
    hole = part(drawn, 4, 4, 20, 31)
    assert span(hole) == pytest.approx((4, 11, 9, 16), abs=0.1)


def test_on_the_back_it_is_the_mirror_image() -> None:
    tag = lopsided()
    faces = {side: replace(getattr(tag, side), background=()) for side in ("front", "back")}
    data = write_pdf(tag_pages(press("x-4"), replace(tag, **faces)), DAY)
    # The corner that is cut off goes from (10, 0) to (0, 10): on the front's page from (13, 3) to
    # (3, 13), on the back's from (33, 3) to (43, 13).
    front, back = (lines(data, page) for page in (0, 1))
    assert part(front, 3.5, 3.5, 8, 8).getbbox() and not part(front, 38, 3.5, 42.5, 8).getbbox()
    assert part(back, 38, 3.5, 42.5, 8).getbbox() and not part(back, 3.5, 3.5, 8, 8).getbbox()


def test_the_background_runs_through_the_hole() -> None:
    with_line = picture(written("x-4"))
    without = picture(write_pdf(tag_pages(press("x-4", die_line=None)), DAY))
    centre = (round(10.5 / 25.4 * 600), round(17.5 / 25.4 * 600))
    red, _, blue = with_line.getpixel(centre)  # type: ignore[misc]  # three numbers
    assert red > 150 and blue < 100
    assert without.getpixel(centre) == (255, 255, 255)


def test_without_the_switch_there_is_no_spot_colour() -> None:
    pdf = opened(write_pdf(tag_pages(press("x-4", die_line=None)), DAY))
    assert "/OCProperties" not in pdf.Root
    assert not any(isinstance(each, pikepdf.Array) and _spot(each) for each in pdf.objects)


def folded() -> SheetBook:
    """A tag of 40 × 20 that is folded: its front, and beside it its back on its head."""
    tag = replace(lopsided(), outline=box_path(Rect(0, 0, 40, 20)))
    paper = Size(100, 40)
    cells = (
        Cell(1, 1, Rect(10, 10, 40, 20), 0, 0, None, Rect(7, 7, 43, 26)),
        Cell(1, 2, Rect(50, 10, 40, 20), 180, 0, "back", Rect(50, 7, 43, 26)),
    )
    fold = Stroke(Point(50, 2), Point(50, 6), 0.1, dashed=True)
    whole = tag_pages(press("x-4"), tag)
    face = SheetFace("front", paper, cells, (fold,), ())
    return replace(whole, faces=(face,), pages=(Page(0, (), paper),), duplex=None)


def test_a_fold_is_not_cut() -> None:
    drawn = lines(write_pdf(folded(), DAY))
    assert span(drawn) == pytest.approx((10, 10, 90, 30), abs=0.1)
    assert part(drawn, 48, 11, 52, 29).getbbox() is None
    assert part(drawn, 48, 29.5, 52, 30.5).getbbox() is not None
    # The back's hole at (32, 14) is turned with it, to 50 + 40 − 32 and 10 + 20 − 14; 4 mm wide.
    hole = span(part(drawn, 52, 11, 64, 29))
    assert hole == pytest.approx((4, 3, 8, 7), abs=0.1)


def straight_lines(sheet: pikepdf.Object) -> set[tuple[tuple[int, int], ...]]:
    """The straight lines of the die line, from end to end in whole mm."""
    found: set[tuple[tuple[int, int], ...]] = set()
    matrix = [1.0, 0, 0, 1, 0, 0]
    at, drawing = (0, 0), False
    for each in pikepdf.parse_content_stream(sheet):
        operator = str(each.operator)
        drawing = drawing or operator == "CS"
        if not drawing or operator not in ("cm", "m", "l"):
            continue
        figures = [float(v) for v in each.operands]
        if operator == "cm":
            matrix = figures
            continue
        a, b, c, d, e, f = matrix
        x, y = figures
        to = (round(a * x + c * y + e), round(b * x + d * y + f))
        if operator == "l":
            found.add(tuple(sorted((at, to))))
        at = to
    return found


def test_a_fold_is_no_line_at_all() -> None:
    pdf = opened(write_pdf(folded(), DAY))
    # The two faces together are cut at 10 and 90, 10 and 30; they are folded at 50.
    assert straight_lines(pdf.pages[0].Resources.XObject.Sheet) == {
        ((10, 10), (10, 30)),
        ((10, 10), (50, 10)),
        ((10, 30), (50, 30)),
        ((50, 10), (90, 10)),
        ((50, 30), (90, 30)),
        ((90, 10), (90, 30)),
    }


def test_a_cell_shows_its_own_face_and_no_more_than_its_clip() -> None:
    whole = folded()
    ground = PathItem(box_path(Rect(-3, -3, 46, 26)), fill=Colour(0, 0, 1, 0))
    back = PlacedFace((ground,), (), None)
    tag = replace(whole.tags[0], back=back)
    shown = picture(write_pdf(replace(whole, tags=(tag,)), DAY))
    cyan = ImageChops.multiply(*(shown.getchannel(c).point(f) for c, f in _CYAN))
    yellow = ImageChops.multiply(*(shown.getchannel(c).point(f) for c, f in _YELLOW))
    assert span(cyan) == pytest.approx((7, 7, 50, 33), abs=0.1)
    assert span(yellow) == pytest.approx((50, 7, 93, 33), abs=0.1)


_CYAN = (("R", lambda v: 255 * (v < 90)), ("B", lambda v: 255 * (v > 150)))
_YELLOW = (("R", lambda v: 255 * (v > 200)), ("B", lambda v: 255 * (v < 90)))


def test_folds_are_dashed() -> None:
    pdf = opened(write_pdf(folded(), DAY))
    sheet = pdf.pages[0].Resources.XObject.Sheet
    dashes = [each.operands for each in pikepdf.parse_content_stream(sheet) if _is(each, "d")]
    assert [[float(v) for v in pattern] for pattern, _ in dashes] == [[1]]


def _is(instruction: object, operator: str) -> bool:
    return str(getattr(instruction, "operator", "")) == operator


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
@pytest.mark.parametrize("standard", ["x-4", "x-1a"])
def test_ghostscript_separates_it_alone(standard: Standard, tmp_path: Path) -> None:
    def plates(data: bytes, name: str) -> dict[str, Image.Image]:
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(data)
        command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dLastPage=1"]
        command += ["-sDEVICE=tiffsep", "-r300", f"-sOutputFile={tmp_path / name}.tif", str(file)]
        subprocess.run(command, check=True, capture_output=True)
        found = {}
        for plate in tmp_path.glob(f"{name}(*).tif"):
            shown = Image.open(plate).convert("L")  # ink is dark
            found[plate.stem[len(name) + 1 : -1]] = ImageChops.invert(shown)
        return found

    cut = plates(written(standard), "cut")
    assert set(cut) == {"Cyan", "Magenta", "Yellow", "Black", "CutContour"}
    left, top, right, bottom = cut["CutContour"].getbbox() or (0, 0, 0, 0)
    edges = [each / 300 * 25.4 for each in (left, top, right, bottom)]
    assert edges == pytest.approx([3, 3, 57, 32], abs=0.15)
    # The plates of the press are those of a file without the line, but for the hole.
    plain = plates(write_pdf(tag_pages(press(standard, die_line=None), _unpunched()), DAY), "plain")
    assert set(plain) == {"Cyan", "Magenta", "Yellow", "Black"}
    for name, plate in plain.items():
        assert ImageChops.difference(plate, cut[name]).getbbox() is None, name


def _unpunched() -> PlacedTag:
    tag = fob()
    return replace(tag, front=replace(tag.front, hole=None), back=replace(tag.back, hole=None))
