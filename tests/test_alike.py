"""One cell is read in place of all that look like it, and of none that does not."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random

import pikepdf
import pytest

from keychain.build.book import make_book
from keychain.build.expectation import expect
from keychain.build.layouts import Layouts
from keychain.build.lots import plan_commune
from keychain.build.options import Options
from keychain.contacts import read_contacts
from keychain.geometry import Rect
from keychain.pdf import FontMeasure, write_pdf
from keychain.preflight import Expected, check, check_pdf
from keychain.preflight.alike import Few, find_few, largest
from keychain.preflight.print_check import check_print
from keychain.preflight.reading.objects import PdfObjects, read_objects
from keychain.preflight.reading.pages import PdfPages, open_pages
from keychain.preflight.scanning import scan_codes
from keychain.preflight.sheets import Sheets

ROOT = Path(__file__).parent.parent
CONTACTS = """\
commune: {name: Xã Kiên Mộc, province: Tỉnh Lạng Sơn}
campaign: {spare: 0%}
hotlines:
  - {label: Trực ban, phone: 0205 3800 113, duty: true}
officers:
  an: {name: Hoàng Văn An, phone: 0950 000 001}
  binh: {name: Nông Thị Bình, phone: 0950 000 002}
villages:
  phuc: {name: Bản Phục, households: 60, officers: [an]}
  hang: {name: Bản Hang, households: 50, officers: [binh, an]}
"""


@lru_cache
def made(layout: str, copies: int = 60, together: bool = False) -> tuple[bytes, Expected]:
    """A village's PDF, or both villages', and what it should hold."""
    contacts, findings = read_contacts(
        CONTACTS.replace("60", str(copies)).encode(), "contacts.yaml"
    )
    assert contacts is not None, findings
    options = Options(layout=layout, sheets="one" if together else "village")
    lot = plan_commune(contacts, date(2026, 12, 1), options).lots[0]
    spec, _ = Layouts(ROOT / "layouts", Path.read_bytes).get(layout)
    assert spec is not None
    book, found = make_book(lot.orders, spec, "both", options.sheets, FontMeasure())
    assert book is not None, found
    data = write_pdf(book.book, book.day)
    return data, expect(book.book, book.contents, "both", spec)


def few_of(data: bytes, expected: Expected) -> Few | None:
    pdf = read_objects(data, len(expected.pages), largest(expected))
    assert isinstance(pdf, PdfObjects)
    return find_few(pdf, expected)


def cells(few: Few | None) -> int | None:
    return None if few is None else sum(len(page.cells) for page in few.expected.pages)


@pytest.mark.parametrize("layout", ["fob-54x29", "card-cr80", "fob-fold-54x29", "oval-50x20"])
def test_each_face_of_a_village_is_read_once(layout: str) -> None:
    assert cells(few_of(*made(layout))) == 2


def test_each_face_of_each_village_is_read_once() -> None:
    few = few_of(*made("fob-54x29", together=True))
    assert few is not None
    read = Counter(
        (cell.tag, cell.face or page.side) for page in few.expected.pages for cell in page.cells
    )
    assert read == {(tag, side): 1 for tag in (0, 1) for side in ("front", "back")}


def test_pictures_do_not_grow_with_the_number_of_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    """A front, and the back behind it; the code with what is around it is cut out of the front's
    picture: no page is pictured as a whole."""
    parts: list[Rect | None] = []
    drawn = PdfPages._picture

    def counted(self: PdfPages, index: int, dpi: int, part: Rect | None, correction: object):  # type: ignore[no-untyped-def]  # as _picture
        parts.append(part)
        return drawn(self, index, dpi, part, correction)  # type: ignore[arg-type]  # the same

    monkeypatch.setattr(PdfPages, "_picture", counted)
    for copies in (30, 90):
        data, expected = made("fob-54x29", copies)
        parts.clear()
        assert not check_pdf(data, expected)
        assert not check_print(data, expected)
        assert scan_codes(data, expected, printers=(300,))[0].printed[0].read
        assert None not in parts
        assert len(parts) == 2


def changed(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The PDF with the second sheet's front, drawn by itself, changed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[2]
        sheet = page.Resources.XObject["/Sheet"]
        own = pdf.make_stream(change(sheet.read_bytes()))
        for key, value in sheet.stream_dict.items():
            if key not in ("/Length", "/Filter"):
                own.stream_dict[key] = value
        resources = pikepdf.Dictionary(dict(page.Resources.items()))
        resources.XObject = pikepdf.Dictionary(Sheet=own)
        page.Resources = resources
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


CALL = b"1 0 0 1 21 54 cm\n/T0 Do"
"""The tag at 2:1 of a sheet of fob-54x29."""


def test_the_sample_is_what_the_changes_below_expect() -> None:
    data, expected = made("fob-54x29")
    assert cells(few_of(changed(data, lambda drawn: drawn), expected)) == 2
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert CALL in pdf.pages[2].Resources.XObject["/Sheet"].read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param((CALL, CALL.replace(b"21 54", b"21.02 54")), id="moved by 20 µm"),
        pytest.param((CALL, CALL.replace(b"1 0 0 1", b"1.001 0 0 1")), id="a thousandth wider"),
        pytest.param((CALL, b"0 0 0 0 k " + CALL), id="in another colour"),
        pytest.param((CALL, b"0.5 w " + CALL), id="in other lines"),
        pytest.param((CALL, CALL + b" /T0 Do"), id="twice"),
        pytest.param((CALL, CALL + b" 0 0 0 0 k 20 5 5 5 re f"), id="under something"),
        pytest.param((CALL, b"0 0 0 0 k 30 60 5 5 re f " + CALL), id="over something"),
        pytest.param((CALL, b"30 50 60 40 re W n " + CALL), id="clipped"),
        pytest.param((b"\n/T0 Do\nQ\nq\n", b"\nQ\nq\n"), id="left out"),
    ],
)
def test_what_is_drawn_otherwise_stands_for_itself(change: tuple[bytes, bytes]) -> None:
    data, expected = made("fob-54x29")
    few = few_of(changed(data, lambda drawn: drawn.replace(*change, 1)), expected)
    assert few is not None
    odd = [f"{c.row}:{c.column}" for c in few.expected.pages[2].cells]
    assert odd == ["1:1" if b"Do\nQ" in change[0] else "2:1"]
    assert len(few.expected.pages[3].cells) == 1  # and what lies behind it


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param(b"0 0 0 0.5 k %s re f", b"0 0 0 0.5 k %s re f", True, id="the same"),
        pytest.param(b"0 0 0 0.5 k %s re f", b"0 0 0 0.4 k %s re f", False, id="another colour"),
        pytest.param(b"%s re f", b"%s re S", False, id="stroked"),
        pytest.param(b"%s re S", b"%s re B", False, id="filled as well"),
        pytest.param(b"0.3 w %s re S", b"0.6 w %s re S", False, id="wider"),
        pytest.param(b"%s re S", b"2 0 0 2 0 0 cm %s re S", False, id="scaled"),
    ],
)
def test_lines_over_two_tags_are_told_apart(one: bytes, other: bytes, alike: bool) -> None:
    def drawn_over(drawn: bytes) -> bytes:
        calls = re.findall(rb"1 0 0 1 ([0-9.]+) ([0-9.]+) cm\n/T0 Do", drawn)
        for lines, (x, y) in zip((one, other), calls, strict=False):
            scale = 2 if b"cm" in lines else 1
            place = (float(x) + 9, float(y) + 6, 5, 5)
            numbers = b"%g %g %g %g" % tuple(each / scale for each in place)
            drawn += b" q " + lines % numbers + b" Q"
        return drawn

    data, expected = made("fob-54x29")
    few = few_of(changed(data, drawn_over), expected)
    assert few is not None
    odd = [f"{c.row}:{c.column}" for c in few.expected.pages[2].cells]
    assert odd == (["1:1"] if alike else ["1:1", "1:2"])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param(b"40 60 30 9 re W n ", ("text-hidden", "2:1"), id="in part"),
        # A tag that ends where its neighbour's clip begins: none of it is seen.
        pytest.param(b"q 1 0 0 1 34 86 cm /T0 Do Q ", ("number-foreign", "3:1"), id="whole"),
    ],
)
def test_text_that_is_clipped_away_is_read_on_the_cell_where_it_would_be(
    more: bytes, told: tuple[str, str]
) -> None:
    data, expected = made("fob-54x29")
    spoilt = changed(data, lambda drawn: drawn.replace(CALL, more + CALL, 1))
    assert few_of(spoilt, expected) is None
    assert told in {(found.code, found.position) for found in check_pdf(spoilt, expected)}


@pytest.mark.parametrize(
    "more",
    [
        b"BT /RC400+0 7 Tf 1 0 0 1 30 60 Tm (!) Tj ET",  # words over a tag
        b"q 21 54 m 60 54 l 60 70 l h W n Q",  # a clip that is no rectangle
        b"/X gs",
        b"/P sh",
        b"q 9 0 0 9 80 80 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x01 EI Q",
        b"BX EX",
        b"7 Tr",
        b"Do",
        b"gs",
        b"BDC",
        b"BT /RC400+0 7 Tf (!) ' ET",
        b"21 54 m 60 54 l",
        b"Q",
    ],
)
def test_of_what_is_not_understood_nothing_is_concluded(more: bytes) -> None:
    data, expected = made("fob-54x29")
    assert few_of(changed(data, lambda drawn: drawn + b"\n" + more), expected) is None


@pytest.mark.parametrize(
    ("more", "bare"),
    [
        (b"", True),
        (b"0.08 w " + b"5 5 m 9 5 l " * 20 + b"S", True),
        (b"0.08 w " + b"5 5 m 9 5 l " * 100 + b"S", False),
        (b"0.5 w 5 5 m 9 5 l S", False),  # as wide as a module
        (b"[0.2] 0 d 0.08 w 5 5 m 100 5 l S", False),
        # So far away that no number tells where.
        (
            b"9e14 9e14 9e14 9e14 0 0 cm ".replace(b"e14", b"0" * 14) * 30
            + b"[1] 0 d 1 1 m 2 2 l S",
            False,
        ),
        (b"5 5 1 1 re f", False),
        (b"BT 1 0 0 -1 100 8 Tm /RC400+0 7 Tf (!) Tj ET", False),  # 7 mm high
    ],
)
def test_where_beside_the_tags_there_may_be_a_code(more: bytes, bare: bool) -> None:
    data, expected = made("fob-54x29")
    few = few_of(changed(data, lambda drawn: drawn + b"\n" + more), expected)
    assert few is not None
    assert (2 in few.bare) == bare
    assert 0 in few.bare


def test_a_number_beside_the_tags_is_found_on_a_sheet_without_cells_to_read() -> None:
    data, expected = made("fob-54x29")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = pdf.pages[2].Resources.Font["/RC400+0"]
        cmap = font.ToUnicode.read_bytes().decode("ascii")
    code = next(line.split()[0] for line in cmap.splitlines() if line.endswith("<0030>"))
    text = bytes.fromhex(code.strip("<>")) * 10
    zeros = b"BT 0.35 0 0 -0.35 100 290 Tm /RC400+0 7 Tf <" + text.hex().encode() + b"> Tj ET"
    found = check_pdf(changed(data, lambda drawn: drawn + b"\n" + zeros), expected)
    assert [(each.code, each.page) for each in found] == [("number-foreign", 3)]


def test_changes_at_random_are_never_missed(changes: int = 50, seed: int = 1) -> None:
    """What few cells call right, all cells do."""
    data, expected = made("fob-54x29")
    chance = Random(seed)
    called_right = 0
    for _ in range(changes):
        spoilt = changed(data, lambda drawn: _spoilt(drawn, chance))
        pdf = read_objects(spoilt, len(expected.pages), largest(expected))
        if not isinstance(pdf, PdfObjects):
            continue
        with open_pages(spoilt) as pages:
            if check._few_are_right(pdf, expected, pages):
                called_right += 1
                whole = Sheets(pdf, expected, expected, pages)
                assert not list(whole.check()), seed
    assert called_right


@pytest.mark.stress
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_many_changes_at_random_are_never_missed(seed: int) -> None:
    test_changes_at_random_are_never_missed(1_000, seed)


def _spoilt(drawn: bytes, chance: Random) -> bytes:
    """A sheet's content with a line or two put in, left out, or with another number."""
    x, y, size = chance.randrange(200), chance.randrange(280), chance.randrange(1, 30)
    more = (
        b"0 0 0 0 k %d %d %d %d re f" % (x, y, size, size),
        b"q 1 0 0 1 %d %d cm /T0 Do Q" % (x, y),
        b"BT 0.35 0 0 -0.35 %d %d Tm /RC400+0 7 Tf (#$%%) Tj ET" % (x, y),
        b"1 0 0 1 0.1 0 cm",
        b"0.5 0 0 0.5 0 0 cm",
        b"3 Tr",
    )
    lines = drawn.split(b"\n")
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(lines))
        how = chance.choice(("add", "add", "drop", "move"))
        if how == "add":
            lines.insert(at, chance.choice(more))
        elif how == "drop":
            del lines[at]
        else:
            number = re.search(rb"\d+(\.\d+)?", lines[at])
            if number is not None:
                other = b"%g" % (float(number[0]) + chance.choice((0.05, -0.3, 1, -2, 10)))
                lines[at] = lines[at].replace(number[0], other, 1)
    return b"\n".join(lines)
