"""The file as other libraries read it: structure, boxes, fonts, colours, text, bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pdf_samples import (
    A4,
    DAY,
    FALLBACK,
    REGULAR,
    SEMI_BOLD,
    book,
    fob,
    line,
    one_page,
    photo,
    texts,
)

from keychain.geometry import Rect, Turn
from keychain.layout.placed import Colour, PathItem
from keychain.layout.sheet_spec import Duplex
from keychain.pdf import write_pdf
from keychain.pdf.document import text_string

PT = 72 / 25.4


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def forms(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [
        o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Form"
    ]


def streams(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    contents = [page.obj.Contents for page in pdf.pages]
    return [*(c for c in contents if isinstance(c, pikepdf.Stream)), *forms(pdf)]


def instructions(stream: pikepdf.Stream) -> list[tuple[str, list[Any]]]:
    return [
        (str(found.operator), list(found.operands))
        for found in pikepdf.parse_content_stream(stream)
        if isinstance(found, pikepdf.ContentStreamInstruction)
    ]


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_pdf(book(tag=fob(extra=(photo(Rect(15, 23, 4, 3)),))), DAY)


def test_is_sound(data: bytes) -> None:
    assert data.startswith(b"%PDF-1.6\n")
    assert opened(data).check_pdf_syntax() == []


def test_catalog(data: bytes) -> None:
    pdf = opened(data)
    root = pdf.Root
    assert root.Lang == "vi"
    assert root.ViewerPreferences.PrintScaling == "/None"
    assert root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
    others: list[tuple[Duplex | None, str]] = [
        ("short-edge", "/DuplexFlipShortEdge"),
        (None, "/Simplex"),
    ]
    for duplex, name in others:
        other = opened(write_pdf(replace(book(), duplex=duplex), DAY))
        assert other.Root.ViewerPreferences.Duplex == name


def test_info(data: bytes) -> None:
    pdf = opened(data)
    assert str(pdf.docinfo.Title) == "Kiên Mộc – Bản Phục"
    assert str(pdf.docinfo.KeychainJob) == '{"village": "ban-phuc", "title": "Bản Phục"}'
    assert str(pdf.docinfo.Producer) == str(pdf.docinfo.Creator) == "keychain"
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261201000000Z"


def test_bookmark_opens_its_page(data: bytes) -> None:
    pdf = opened(data)
    with pdf.open_outline() as outline:
        [entry] = outline.root
        assert entry.title == "Bản Phục"
        assert isinstance(entry.destination, pikepdf.Array)
        assert entry.destination[0].objgen == pdf.pages[0].objgen


def test_boxes(data: bytes) -> None:
    pages = opened(data).pages
    paper = [0, 0, 210 * PT, 297 * PT]
    # The only cell is at (30, 40), 54 × 29; the bleed here is 1.5.
    cut = [30 * PT, (297 - 69) * PT, 84 * PT, (297 - 40) * PT]
    grown = [cut[0] - 1.5 * PT, cut[1] - 1.5 * PT, cut[2] + 1.5 * PT, cut[3] + 1.5 * PT]
    for page, trim, bleed in ((pages[0], paper, paper), (pages[1], cut, grown)):
        assert [float(v) for v in page.MediaBox] == pytest.approx(paper, abs=1e-3)
        assert [float(v) for v in page.TrimBox] == pytest.approx(trim, abs=1e-3)
        assert [float(v) for v in page.BleedBox] == pytest.approx(bleed, abs=1e-3)
        assert "/CropBox" not in page and "/Rotate" not in page


def test_bleed_stays_on_the_paper() -> None:
    whole = one_page(PathItem((), None))
    pdf = opened(write_pdf(replace(whole, bleed=3), DAY))
    page = pdf.pages[0]
    assert list(page.BleedBox) == list(page.MediaBox)


def test_every_font_is_embedded_and_cut(data: bytes) -> None:
    pdf = opened(data)
    fonts = pdf.pages[0].Resources.Font
    assert len(fonts) == 3
    for font in fonts.values():
        assert re.fullmatch(r"/[A-Z]{6}\+(RobotoCondensed|NotoSans)-\w+", str(font.BaseFont))
        assert 0 < len(font.FontDescriptor.FontFile2.read_bytes()) < 30_000
        assert "/ToUnicode" in font
    assert b"Helvetica" not in data and b"ZapfDingbats" not in data


def test_colours_are_cmyk(data: bytes) -> None:
    pdf = opened(data)
    used = {operator for stream in streams(pdf) for operator, _ in instructions(stream)}
    assert "k" in used and "K" in used
    assert not used & {"g", "G", "rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"}
    images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
    # A mask of one bit, which tells where a transparent picture is not painted, has no colour.
    masks = [image for image in images if image.get("/ImageMask")]
    assert len(masks) <= 1
    painted = [image for image in images if not image.get("/ImageMask")]
    assert [image.ColorSpace for image in painted] == ["/DeviceCMYK"]
    assert not any("/SMask" in image for image in images), "no transparency"


def test_black_overprints_and_colour_knocks_out() -> None:
    red, white = Colour(0, 1, 0.9, 0.1), Colour(0, 0, 0, 0)
    items = [line("a", REGULAR, 9, 5, 10, c) for c in (Colour(0, 0, 0, 1), red, white)]
    pdf = opened(write_pdf(one_page(*items), DAY))
    tag = next(f for f in forms(pdf) if "/XObject" not in f.Resources)
    states = tag.Resources.ExtGState
    shown: list[tuple[list[float], bool, int]] = []
    state: Any = None
    ink: list[float] = []
    for operator, operands in instructions(tag):
        if operator == "gs":
            state = states[str(operands[0])]
        elif operator == "k":
            ink = [float(v) for v in operands]
        elif operator == "Tj":
            shown.append((ink, bool(state.op), int(state.OPM)))
    assert shown == [
        ([0, 0, 0, 1], True, 1),
        ([0, 1, 0.9, 0.1], False, 0),
        ([0, 0, 0, 0], False, 0),
    ]


def test_each_face_is_drawn_once() -> None:
    pdf = opened(write_pdf(book(sheets=40, turns=(0, 90, 180, 270)), DAY))
    assert len(pdf.pages) == 81
    # Two faces of the one tag, two faces of the sheet.
    assert len(forms(pdf)) == 4
    # A stream for the separator, one for each front's number, one that all the backs share.
    assert len({page.Contents.objgen for page in pdf.pages}) == 1 + 40 + 1
    assert len({page.Resources.objgen for page in pdf.pages}) == 3


def test_pages_cost_the_same_however_many() -> None:
    sizes = [len(write_pdf(book(sheets=sheets), DAY)) for sheets in (100, 200, 400)]
    assert (sizes[2] - sizes[1]) / 200 == pytest.approx((sizes[1] - sizes[0]) / 100, rel=0.05)
    assert (sizes[2] - sizes[1]) / 200 < 1000


def test_text_copies_out_composed(data: bytes) -> None:
    found = texts(data, 1)
    whole = "\n".join(found)
    assert whole == unicodedata.normalize("NFC", whole)
    for expected in ("0950 000 003", "Gọi hoặc quét mã:", "H’Mrê̆ Ƀiă", "Xã Kiên Mộc · Bản Phục"):
        assert expected in whole
    assert "Công an (xã)" in texts(data, 2)[0]


@pytest.mark.parametrize("turns", [(0,), (90,), (180,), (270,)])
def test_text_copies_out_of_turned_tags(turns: tuple[Turn, ...]) -> None:
    highland = "ơ̆ ê̆ ô̆ ư̆ Ơ̆ Ê̆ Ô̆ Ư̆ H’Hen Niê ƀ"
    tag = fob(extra=(line(highland, FALLBACK, 6, 4, 26),))
    whole = "\n".join(texts(write_pdf(book(turns=turns, tag=tag), DAY), 1))
    for expected in (highland, "0950 000 003", "Gọi hoặc quét mã:"):
        assert expected in whole


def test_more_letters_than_a_subset_holds() -> None:
    many = [chr(code) for code in range(0xA1, 0x250) if code != 0xAD] + list("()\\abc")
    rows = [line("".join(many[i : i + 40]), FALLBACK, 6, 2, 5 + i / 10) for i in range(0, 438, 40)]
    whole = "".join(texts(write_pdf(one_page(*rows), DAY)))
    assert [letter for letter in many if letter not in whole] == []


def test_advance_is_what_was_measured() -> None:
    item = line("Bản Phục 0950 000 003 (xã)", SEMI_BOLD, 10, 5, 10)
    after = line("I", SEMI_BOLD, 10, 5 + item.width, 10)
    start = line("I", SEMI_BOLD, 10, 5, 20)
    page = pypdfium2.PdfDocument(write_pdf(one_page(item, after, start), DAY))[0].get_textpage()
    found = page.get_text_range()
    left = [page.get_charbox(i)[0] for i, letter in enumerate(found) if letter == "I"]
    assert left[0] - left[1] == pytest.approx(item.width * PT, abs=0.01)


def test_no_break_space_is_a_space() -> None:
    plain, kept = (line(f"0950{space}000", SEMI_BOLD, 10, 5, 10) for space in " \u00a0")
    assert kept.width == plain.width
    assert texts(write_pdf(one_page(kept), DAY)) == ["0950 000"]


def test_same_bytes_whatever_came_before() -> None:
    one, other = book(), book(tag=fob("Khe Bủng", "0950 000 007"))
    first = write_pdf(one, DAY)
    second = write_pdf(other, DAY)
    assert first != second
    assert write_pdf(one, DAY) == first
    assert write_pdf(other, DAY) == second
    ids = [opened(file).trailer.ID for file in (first, second)]
    assert bytes(ids[0][0]) == bytes(ids[0][1]) != bytes(ids[1][0])


def test_same_bytes_anywhere() -> None:
    script = (
        "import hashlib; from pdf_samples import *; from keychain.pdf import write_pdf;"
        "tag = fob(extra=(photo(Rect(15, 23, 4, 3)),));"
        "print(hashlib.sha256(write_pdf(book(tag=tag, turns=(0, 90)), DAY)).hexdigest())"
    )
    digests = set()
    for zone, language, seed in (
        ("Asia/Ho_Chi_Minh", "vi_VN.UTF-8", "0"),
        ("America/Los_Angeles", "C", "1"),
        ("UTC", "tr_TR.UTF-8", "4294967295"),
    ):
        there = {
            "TZ": zone,
            "LANG": language,
            "LC_ALL": language,
            "PYTHONHASHSEED": seed,
            "SOURCE_DATE_EPOCH": seed,
        }
        run = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, **there, "RL_pdfMultiLine": "1", "RL_invariant": "0"},
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout.strip())
    assert len(digests) == 1


def test_separators_are_of_their_own_paper() -> None:
    sheets = book()
    page = replace(sheets.pages[0], paper=A4.turned)
    pdf = opened(write_pdf(replace(sheets, pages=(page, *sheets.pages[1:])), DAY))
    assert float(pdf.pages[0].MediaBox[2]) == pytest.approx(297 * PT, abs=1e-3)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("Bản Phục (Khu 2) \\")
@example("\u010d\u0d0d\u0d0a\u5c28\u295c\r\n")  # bytes that end a line, a string or an escape
def test_other_readers_find_the_text_of_a_string(text: str) -> None:
    parsed = pikepdf.Object.parse(text_string(text).encode("latin-1"))
    assert str(parsed) == text
