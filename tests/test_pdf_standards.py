"""PDF/X-4 (ISO 15930-7) and PDF/X-1a:2003 (ISO 15930-4) as they are written: what they ask for,
looked up with pikepdf and the standard library's XML parser."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icc_samples import icc
from pdf_samples import DAY, book, fob, one_page, photo, png, press, tag_pages
from PIL import Image

from keychain.geometry import Rect, Size
from keychain.layout.placed import ImageItem
from keychain.layout.sheet_spec import OutputCondition, Standard
from keychain.pdf import SCREEN, write_pdf
from keychain.pdf.images import convert_image
from keychain.sheets.model import SheetBook

STANDARDS: tuple[Standard, ...] = ("x-4", "x-1a")
NAMES = {"x-4": "PDF/X-4", "x-1a": "PDF/X-1a:2003"}
PT = 72 / 25.4
OWN = OutputCondition("Nhà in A", "", "Giấy couché 300 g", icc())
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


@cache
def tags(standard: Standard) -> bytes:
    """One tag a page, with a picture that is partly masked."""
    tag = fob(extra=(photo(Rect(15, 23, 4, 3)),))
    return write_pdf(tag_pages(press(standard, pages="tags"), tag), DAY)


@cache
def sheets(standard: Standard) -> bytes:
    """A separator and two sheets."""
    return write_pdf(replace(book(turns=(0, 90), bleed=3), production=press(standard)), DAY)


def metadata(pdf: pikepdf.Pdf) -> dict[str, str]:
    """The properties of the packet, by prefix and name."""
    root = ElementTree.fromstring(pdf.Root.Metadata.read_raw_bytes())
    (described,) = root.iter(f"{RDF}Description")
    found = {}
    for element in described:
        space, _, name = element.tag[1:].partition("}")
        (prefix,) = (each for each, uri in PREFIXES.items() if uri == space)
        default = element.find(f"{RDF}Alt/{RDF}li[@{{http://www.w3.org/XML/1998/namespace}}lang]")
        found[f"{prefix}:{name}"] = (element if default is None else default).text or ""
    return found


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("made", [tags, sheets])
def test_it_is_sound_and_of_its_version(standard: Standard, made: Any) -> None:
    data = made(standard)
    assert data.startswith({"x-4": b"%PDF-1.6\n", "x-1a": b"%PDF-1.4\n"}[standard])
    pdf = opened(data)
    assert pdf.check_pdf_syntax() == []
    assert "/Version" not in pdf.Root and "/Encrypt" not in pdf.trailer
    first, second = (bytes(each) for each in pdf.trailer.ID)
    assert len(first) == 16 and first == second


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_output_intent(standard: Standard) -> None:
    pdf = opened(tags(standard))
    (intent,) = pdf.Root.OutputIntents
    assert [str(intent.Type), str(intent.S)] == ["/OutputIntent", "/GTS_PDFX"]
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.RegistryName) == "http://www.color.org"
    assert "FOGRA39" in str(intent.Info)
    profile = intent.DestOutputProfile.read_bytes()
    assert intent.DestOutputProfile.N == 4
    # ICC.1:2010, 7.2: class at byte 12, colour space at 16, connection space at 20.
    assert (profile[12:16], profile[16:20], profile[36:40]) == (b"prtr", b"CMYK", b"acsp")
    assert int.from_bytes(profile[:4], "big") == len(profile) and profile[8] == 2


def test_a_condition_of_ones_own() -> None:
    pdf = opened(write_pdf(tag_pages(press("x-4", condition=OWN)), DAY))
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.OutputConditionIdentifier) == "Nhà in A"
    assert str(intent.Info) == "Giấy couché 300 g" and "/RegistryName" not in intent
    assert intent.DestOutputProfile.read_bytes() == OWN.icc


@pytest.mark.parametrize("standard", STANDARDS)
def test_info_and_metadata_agree(standard: Standard) -> None:
    pdf = opened(tags(standard))
    info, told = pdf.docinfo, metadata(pdf)
    assert str(info.GTS_PDFXVersion) == NAMES[standard]
    assert told["pdfxid:GTS_PDFXVersion"] == told["pdfx:GTS_PDFXVersion"] == NAMES[standard]
    assert told["dc:title"] == str(info.Title) == "Kiên Mộc – Bản Phục"
    assert told["xmp:CreatorTool"] == str(info.Creator) == "keychain"
    assert told["pdf:Producer"] == str(info.Producer) == "keychain"
    assert [told["pdf:Trapped"], str(info.Trapped)] == ["False", "/False"]
    assert str(info.CreationDate) == str(info.ModDate) == "D:20261201000000Z"
    for each in ("CreateDate", "ModifyDate", "MetadataDate"):
        assert told[f"xmp:{each}"] == "2026-12-01T00:00:00Z"
    assert told["xmpMM:VersionID"] and told["xmpMM:RenditionClass"] == "default"
    named = uuid.UUID(told["xmpMM:DocumentID"].removeprefix("uuid:"))
    assert named.version == 5
    stream = pdf.Root.Metadata
    assert [str(stream.Type), str(stream.Subtype)] == ["/Metadata", "/XML"]
    assert "/Filter" not in stream


def test_identifiers_tell_files_apart() -> None:
    names = [metadata(opened(each))["xmpMM:DocumentID"] for each in map(tags, STANDARDS)]
    again = write_pdf(tag_pages(press("x-4")), DAY)
    other = write_pdf(tag_pages(press("x-4")), date(2026, 12, 2))
    names += [metadata(opened(each))["xmpMM:DocumentID"] for each in (again, other)]
    assert len(set(names)) == 4
    assert write_pdf(tag_pages(press("x-4")), DAY) == again


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Cn")), max_size=60))
def test_any_title_is_told_as_it_is(title: str) -> None:
    placeholder = "\n   <xmpMM:DocumentID>uuid:00000000-0000-0000-0000-000000000000"
    for each in (title, f"<a>&{title}]]>", placeholder.strip()):
        pdf = opened(write_pdf(replace(one_page(), title=each, production=press("x-4")), DAY))
        assert metadata(pdf)["dc:title"] == str(pdf.docinfo.Title) == each


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("made", [tags, sheets])
def test_only_inks(standard: Standard, made: Any) -> None:
    pdf = opened(made(standard))
    others = {b"g", b"G", b"rg", b"RG", b"cs", b"sc", b"scn", b"SC", b"sh", b"ri"}
    used: set[bytes] = set()
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        assert "/SMask" not in each and "/Group" not in each and "/OPI" not in each
        if each.get("/Subtype") == "/Image":
            assert each.get("/ImageMask") or each.ColorSpace == "/DeviceCMYK"
            assert not each.get("/ImageMask") or each.BitsPerComponent == 1
        if each.get("/Subtype") == "/Form":
            used |= {bytes(str(i.operator), "ascii") for i in pikepdf.parse_content_stream(each)}
    assert b"k" in used and not used & others
    for state in (each for each in pdf.objects if "/ExtGState" in _keys(each)):
        for entry in state.ExtGState.values():
            assert set(entry) <= {"/Type", "/OP", "/op", "/OPM"}


def _keys(value: pikepdf.Object) -> set[str]:
    return set(value.keys()) if isinstance(value, pikepdf.Dictionary) else set()


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_tag_is_trimmed_to_its_size(standard: Standard) -> None:
    for page in opened(tags(standard)).pages:
        media, bleed, trim = (
            [float(v) / PT for v in box] for box in (page.MediaBox, page.BleedBox, page.TrimBox)
        )
        # The fob is 54 × 29, and its bleed 3 mm on every side.
        assert media == bleed == pytest.approx([0, 0, 60, 35], abs=0.001)
        assert trim == pytest.approx([3, 3, 57, 32], abs=0.001)
        assert not {"/CropBox", "/ArtBox", "/Rotate", "/UserUnit", "/Annots"} & set(page.obj)


@pytest.mark.parametrize("standard", STANDARDS)
def test_separators_have_boxes_too(standard: Standard) -> None:
    pdf = opened(sheets(standard))
    separator = pdf.pages[0]
    assert list(separator.TrimBox) == list(separator.BleedBox) == list(separator.MediaBox)


def test_x1a_has_no_layers() -> None:
    pdf = opened(tags("x-1a"))
    assert "/OCProperties" not in pdf.Root
    assert not any("/Properties" in _keys(each) for each in pdf.objects)


def test_a_plain_file_claims_nothing() -> None:
    pdf = opened(write_pdf(book(), DAY))
    assert not {"/OutputIntents", "/Metadata", "/OCProperties"} & set(pdf.Root)
    assert "/GTS_PDFXVersion" not in pdf.docinfo


def test_a_screen_sees_no_standard_and_no_die_line() -> None:
    plain = write_pdf(replace(tag_pages(press("x-4")), production=book().production), DAY, SCREEN)
    assert write_pdf(tag_pages(press("x-4")), DAY, SCREEN) == plain


def pixels(picture: Image.Image, condition: OutputCondition | None = None) -> list[int]:
    return list(convert_image(png(picture), Size(20, 20), condition).pixels[:4])


def shown(book_: SheetBook) -> list[int]:
    pdf = opened(write_pdf(book_, DAY))
    images = [each for each in pdf.objects if "/Width" in _entries(each)]
    return list(images[0].read_bytes()[:4])


def _entries(value: pikepdf.Object) -> set[str]:
    return set(value.keys()) if isinstance(value, pikepdf.Stream) else set()


def test_pictures_are_separated_for_the_condition() -> None:
    picture = Image.new("RGB", (4, 4), (255, 0, 0))
    # The profile made by hand takes all four inks alike; FOGRA39 makes red of two.
    assert len(set(pixels(picture, OWN))) == 1
    assert pixels(picture)[0] == pixels(picture)[3] == 0
    item = ImageItem(png(picture), Rect(10, 10, 20, 20))
    own = replace(one_page(item), production=press("x-4", condition=OWN))
    assert shown(own) == pixels(picture, OWN)


@pytest.mark.parametrize(
    ("inks", "printed"),
    [
        # 300 % is 765 of 1020. What is over it takes cyan, magenta and yellow in proportion.
        ((255, 255, 255, 0), [255, 255, 255, 0]),
        ((255, 255, 255, 255), [170, 170, 170, 255]),
        ((255, 255, 0, 255), [255, 255, 0, 255]),
        ((240, 120, 240, 225), [216, 108, 216, 225]),
        ((0, 0, 0, 255), [0, 0, 0, 255]),
    ],
)
def test_no_pixel_has_more_than_300_percent(
    inks: tuple[int, int, int, int], printed: list[int]
) -> None:
    file = BytesIO()
    Image.new("CMYK", (8, 8), inks).save(file, "JPEG", quality=100, subsampling=0)
    made = list(convert_image(file.getvalue(), Size(20, 20)).pixels[:4])
    assert made == pytest.approx(printed, abs=2) and sum(made) <= 765


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_nor_has_one_by_a_profile_that_would_give_more(light: tuple[int, int, int]) -> None:
    # The profile made by hand gives 400 % for black.
    assert sum(pixels(Image.new("RGB", (2, 2), light), OWN)) <= 765
    assert sum(pixels(Image.new("RGB", (2, 2), light))) <= 765
