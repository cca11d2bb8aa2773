"""Whatever stands in a PDF, it is answered with findings, and soon."""

from __future__ import annotations

import io
import random
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pdfx_changes as c
import pdfx_drawings as d
import pdfx_samples
import pikepdf
import preflight_pdfs as sheets
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from test_pdfx import CASES, OWN, codes, mutated

from keychain.preflight.reading.bounded import read_bounded
from keychain.preflight.reading.fonts import Fonts
from keychain.preflight.reading.icc import read_icc
from keychain.preflight.reading.twins import find_twins
from keychain.preflight.reading.values import items
from keychain.preflight.reading.xmp import DC, XMP, XmpRefused, read_xmp
from keychain.preflight.standards import check_standard

SLOWEST = 3.0
"""Seconds of the processor; each takes a small part of one."""


@contextmanager
def soon() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < SLOWEST


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.6",
        b"no PDF at all",
        pdfx_samples.plain()[:5000],
        pdfx_samples.plain()[:-200],
    ],
    ids=["empty", "header", "text", "head", "without end"],
)
def test_what_is_no_pdf(data: bytes) -> None:
    assert codes(data) == codes(data, OWN["x-4"]) == {"pdf-unreadable"}


def test_what_one_program_passes_over_others_may_not() -> None:
    data = pdfx_samples.reference("x-4").replace(b"endobj", b"endjob")
    assert codes(data) == {"x-damaged"}


def test_a_pdf_that_asks_for_a_password() -> None:
    locked = pikepdf.Encryption(owner="a", user="b")
    data = sheets.edited(pdfx_samples.plain(), lambda _: None, encryption=locked)
    assert codes(data) == {"pdf-encrypted"}


def tree_loop(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def form_draws_itself(pdf: pikepdf.Pdf) -> None:
    made = d.form(pdf)
    made.Resources = Dictionary(XObject=Dictionary(Me=made))
    made.write(b"q /Me Do Q")
    d.drawn(lambda _: made, "")(pdf)


def pattern_of_itself(pdf: pikepdf.Pdf) -> None:
    tile = pdf.make_stream(b"/Pattern cs /Me scn 0 0 9 9 re f", PatternType=1, PaintType=1)
    tile.Resources = Dictionary(Pattern=Dictionary(Me=tile))
    c.resource(pdf, "/Pattern", "/Me", tile)


def order_of_itself(pdf: pikepdf.Pdf) -> None:
    order = pdf.make_indirect(Array([pdf.Root.OCProperties.OCGs[0]]))
    for _ in range(500):
        order.append(order)
    pdf.Root.OCProperties.D.Order = order


def space_of_itself(pdf: pikepdf.Pdf) -> None:
    made = pdf.make_indirect(d.spot("Gold", Name.DeviceCMYK, pdfx_samples.tint(pdf)))
    made[2] = made
    c.resource(pdf, "/ColorSpace", "/Me", made)


def spaces_of_each_other(pdf: pikepdf.Pdf) -> None:
    """Thirty spaces, each with all of them as its colorants: 30 to the power of any depth."""
    tint = pdfx_samples.tint(pdf)
    inks = [
        pdf.make_indirect(Array([Name.DeviceN, Array([Name.A]), Name.DeviceCMYK, tint]))
        for _ in range(30)
    ]
    all_of_them = Dictionary({f"/C{i}": ink for i, ink in enumerate(inks)})
    for ink in inks:
        ink.append(Dictionary(Colorants=all_of_them))
    c.resource(pdf, "/ColorSpace", "/Me", inks[0])


def functions_of_each_other(pdf: pikepdf.Pdf) -> None:
    """The same with tint transforms that are made of one another."""
    parts = [pdf.make_indirect(Dictionary(FunctionType=3)) for _ in range(60)]
    for part in parts:
        part.Functions = Array(parts)
    c.resource(pdf, "/ColorSpace", "/Me", d.spot("Gold", Name.DeviceCMYK, parts[0]))


def bookmarks_in_a_ring(pdf: pikepdf.Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("1")))
    item.Next = item.First = item
    pdf.Root.Outlines = Dictionary(First=item)


def action_after_itself(pdf: pikepdf.Pdf) -> None:
    action = pdf.make_indirect(c.action("GoTo"))
    action.Next = Array([action] * 50)
    pdf.Root.OpenAction = action


def bomb(pdf: pikepdf.Pdf) -> None:
    """A page of 80 MB in a few hundred kB."""
    pdf.pages[0].Contents = pdf.make_stream(b"")
    packed = zlib.compress(b"q Q " * 20_000_000, 1)
    pdf.pages[0].Contents.write(packed, filter=Name.FlateDecode)


def torn_content(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"")
    pdf.pages[0].Contents.write(b"no deflated bytes", filter=Name.FlateDecode)


def many_annotations(pdf: pikepdf.Pdf) -> None:
    listed = pdf.make_indirect(Array([Dictionary(Subtype=Name.Link)] * 5000))
    for page in pdf.pages:
        page.Annots = listed


def countless_annotations(pdf: pikepdf.Pdf) -> None:
    """The same list of 6,000 on each of two pages."""
    listed = pdf.make_indirect(Array([Dictionary(Rect=Array(c.OFF_PAGE))] * 6_000))
    for page in pdf.pages:
        page.Annots = listed


HOSTILE: tuple[tuple[c.Change, set[str]], ...] = (
    (tree_loop, {"pdf-unreadable"}),
    (form_draws_itself, set()),
    (pattern_of_itself, set()),
    (order_of_itself, set()),
    (space_of_itself, set()),
    (spaces_of_each_other, set()),
    (functions_of_each_other, set()),
    (bookmarks_in_a_ring, set()),
    (action_after_itself, {"x-action"}),
    (bomb, {"x-endless"}),
    (torn_content, {"x-damaged"}),
    (many_annotations, {"x-annotation"}),
    (countless_annotations, {"x-damaged"}),
)


@pytest.mark.parametrize(("how", "found"), HOSTILE, ids=lambda it: getattr(it, "__name__", ""))
def test_loops_and_bombs(how: c.Change, found: set[str]) -> None:
    data = written(how)
    with soon():
        assert codes(data) == found


def written(how: c.Change) -> bytes:
    return sheets.edited(
        pdfx_samples.reference("x-4"),
        how,
        force_version="1.6",
        fix_metadata_version=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )


def test_what_a_file_says_is_shown_shortened_and_without_control_characters() -> None:
    title = "Khe\x07Bủng\n" + "x" * 5000
    data = sheets.edited(
        pdfx_samples.reference("x-1a"), c.info("/Title", title), force_version="1.4"
    )
    (found,) = [each for each in check_standard(data, None) if each.code == "x-xmp-differs"]
    shown = str(found.value("info"))
    assert shown.startswith("Khe\N{REPLACEMENT CHARACTER}Bủng\N{REPLACEMENT CHARACTER}x")
    assert len(shown) < 100


DEEP = b"<a>" * 5000
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'


@pytest.mark.parametrize(
    "packet", [b"", b"\0", b"<a>", DEEP, LAUGHS, OUTSIDE, b"<a/>" + b" " * 2**20]
)
def test_packets_that_are_refused(packet: bytes) -> None:
    with soon(), pytest.raises(XmpRefused):
        read_xmp(packet)


def test_the_properties_of_a_packet() -> None:
    """As elements, as attributes, and in UTF-16; text is taken apart by nobody but XML."""
    packet = pdfx_samples.PACKET
    for data in (packet.encode(), packet.replace("\ufeff", "").encode("utf-16")):
        found = read_xmp(data)
        assert found[DC, "title"] == "Bản Phục & Khe Bủng"
        assert found[XMP, "CreatorTool"] == "tests"
        assert found["http://ns.adobe.com/pdf/1.3/", "Trapped"] == "False"


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(pdfx_samples.PACKET.encode()[:500])
def test_any_packet_is_read_or_refused(packet: bytes) -> None:
    try:
        read_xmp(packet)
    except XmpRefused:
        return


PROFILE_HEAD = pdfx_samples.PROFILE.read_bytes()[:600]


@settings(deadline=None)
@given(st.binary(max_size=600), st.integers(0, 600))
def test_any_profile_is_read_or_not(data: bytes, at: int) -> None:
    read_icc(data)
    read_icc(PROFILE_HEAD[:at] + data)


def test_the_profile_that_is_bundled() -> None:
    """What its first bytes say, read by eye with a hex editor."""
    facts = read_icc(pdfx_samples.PROFILE.read_bytes())
    assert facts is not None
    assert (facts.major, facts.minor, facts.kind, facts.space) == (2, 2, "prtr", "CMYK")
    assert {"A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "gamt"} <= facts.tags


@pytest.mark.parametrize("most", [99, 100])
def test_a_stream_is_read_up_to_its_bound(most: int) -> None:
    with pikepdf.new() as pdf:
        plain, packed = pdf.make_stream(b"x" * 100), pdf.make_stream(b"")
        packed.write(zlib.compress(b"x" * 100), filter=Name.FlateDecode)
        for stream in (plain, packed):
            assert read_bounded(stream, most) == (b"x" * 100 if most == 100 else None)


TOKENS = (
    *(b"null", b"true", b"99999999999999999999", b"-1", b"[]", b"<<>>", b"(x)", b"/X", b"R"),
    *(b"1 0 R", b"[4 0 R]", b"0.00001", b"<FF>", b"/\xff\xfe", b"endobj", b"BX", b"\xe4"),
)


@pytest.mark.stress
@pytest.mark.parametrize("seed", range(4))
def test_no_change_of_bytes_is_too_much(seed: int) -> None:
    chance = random.Random(seed)
    good = [pdfx_samples.reference("x-4"), pdfx_samples.reference("x-1a"), pdfx_samples.plain()]
    for _ in range(1500):
        data = bytearray(chance.choice(good))
        for _ in range(chance.randint(1, 6)):
            at, token = chance.randrange(len(data)), chance.choice(TOKENS)
            data[at : at + chance.choice((0, 1, len(token), len(token), 30))] = token
        with soon():
            check_standard(bytes(data), chance.choice((None, *OWN.values())))


KEYS = """Parent Kids Resources Font XObject ColorSpace ExtGState Contents Annots Group SMask TR HT
OCGs D Order OFF Next First A AA Names Outlines OpenAction Metadata OutputIntents Filter DecodeParms
MediaBox TrimBox BleedBox CropBox Rotate DescendantFonts FontDescriptor Pattern Shading Alternates
BM AP Subtype Type N Version AcroForm Ref CS Colorants"""
NAMES = """X DeviceRGB Separation DeviceN Identity Default Transparency JavaScript FlateDecode Type3
Image Form ICCBased Indexed Pattern Lab"""


def anything(chance: random.Random, things: list[Any]) -> Any:
    name = Name(f"/{chance.choice(NAMES.split())}")
    some = [chance.choice(things) for _ in range(chance.randrange(5))]
    key = f"/{chance.choice(KEYS.split())}"
    numbers = (0, -1, 1.5, 2**31, 2**62)
    made: tuple[Callable[[], Any], ...] = (
        lambda: chance.choice(numbers),
        lambda: name,
        lambda: String("x" * 500),
        lambda: Array(some),
        lambda: Array([name, *some]),
        lambda: Dictionary({key: chance.choice(things)}),
        lambda: True,
        lambda: chance.choice(things),
    )
    return chance.choice(made)()


@pytest.mark.stress
@pytest.mark.parametrize("seed", range(4))
def test_no_change_of_objects_is_too_much(seed: int) -> None:
    chance = random.Random(seed)
    cases = [case for case in CASES if not case[0].swapped[0] and not case[0].saved]
    good = [mutated(*chance.choice(cases)) for _ in range(40)]
    for _ in range(1000):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(chance.choice(good))) as pdf:
            kinds = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)
            things = [thing for thing in pdf.objects if isinstance(thing, kinds)]
            for _ in range(chance.randint(1, 8)):
                disturb(chance, chance.choice(things), things)
            try:
                pdf.save(out, fix_metadata_version=False, compress_streams=False)
            except (pikepdf.PdfError, pikepdf.ForeignObjectError, RuntimeError, ValueError):
                continue  # what cannot be written cannot be read
        with soon():
            check_standard(out.getvalue(), chance.choice((None, *OWN.values())))


def disturb(chance: random.Random, thing: Any, things: list[Any]) -> None:
    """Put anything anywhere into one object."""
    value = anything(chance, things)
    if isinstance(thing, pikepdf.Array):
        if len(thing):
            thing[chance.randrange(len(thing))] = value
        return
    key = chance.choice([*thing.keys(), f"/{chance.choice(KEYS.split())}"])
    if key == "/Length" or (isinstance(thing, pikepdf.Stream) and key in ("/Filter", "/F")):
        return
    thing[key] = value


def test_a_row_of_numbers_that_ends_in_none_is_soon_seen_for_what_it_is() -> None:
    row = Array([12345678] * 9 + [Name.X])
    with soon():
        assert items(row)[:2] == [12345678, 12345678]
        assert items(Array([12345678] * 20_000 + [Name.X]))[-1] == Name.X


def test_a_content_of_endless_digits_is_soon_seen_to_have_no_twin() -> None:
    with pikepdf.new() as pdf, soon():
        for _ in range(2):
            page = pdf.add_blank_page()
            page.Contents = pdf.make_stream(b"1" * 90_000 + b"x f\n")
        out = io.BytesIO()
        pdf.save(out)
        with pikepdf.open(io.BytesIO(out.getvalue())) as read:
            assert find_twins(read, Fonts()).first == (0, 1)
