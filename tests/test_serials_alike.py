"""Sheets of numbered tags that differ in their numbers only are read once, but for their numbers:
whatever is wrong in one place of one sheet is found."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from random import Random

import pikepdf
import pytest
from serial_books import Numbered, numbered

from keychain.pdf.symbol import symbol_operators
from keychain.preflight import check_pdf, short
from keychain.preflight.alike import find_few, largest
from keychain.preflight.checks import twin_serials
from keychain.preflight.print_check import check_print
from keychain.preflight.quality import check_quality
from keychain.preflight.reading.objects import PdfObjects, read_objects
from keychain.preflight.serials import read_serials, slots
from keychain.preflight.standards import check_standard
from keychain.tags.qr import make_symbol

HOUSEHOLDS = {"fob-54x29": 90, "coded": 34, "carded": 34, "fob-fold-54x29": 50}
LAYOUTS = tuple(HOUSEHOLDS)
_STRING = re.compile(rb"\((?:[^\\()]|\\.)*\) Tj")
_CODE = re.compile(rb"(?<=\n)(?:\d+ \d+ \d+ \d+ re\n){12,}(?=f\n)")

Change = Callable[[bytes], bytes]


def book(layout: str) -> Numbered:
    return numbered(layout, households=HOUSEHOLDS[layout])


def numbered_page(made: Numbered) -> int:
    """A page in the middle of those that bear numbers, of a sheet that another is read for."""
    bears = [
        index
        for index, page in enumerate(made.expected.pages)
        if any(slots(cell, page, made.expected.tags[cell.tag]) for cell in page.cells)
    ]
    return bears[len(bears) // 2]


def spoilt(made: Numbered, change: Change) -> bytes:
    """The PDF with what one page draws itself changed."""
    with pikepdf.open(io.BytesIO(made.pdf())) as pdf:
        page = pdf.pages[numbered_page(made)].obj
        before = page.Contents.read_bytes()
        after = change(before)
        assert after != before
        page.Contents = pdf.make_stream(after)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def everything(data: bytes, made: Numbered) -> object:
    return tuple(check(data, made.expected) for check in (check_pdf, check_standard, check_quality))


def read_whole(data: bytes, made: Numbered, monkeypatch: pytest.MonkeyPatch) -> object:
    with monkeypatch.context() as patch:
        for module in ("check", "quality", "standards"):
            patch.setattr(f"keychain.preflight.{module}.right", lambda *_: False)
        return everything(data, made)


def strings(drawn: bytes) -> list[bytes]:
    """What is shown: serial numbers are the shown strings that occur with the same length."""
    return _STRING.findall(drawn)


def serials_in(drawn: bytes) -> list[bytes]:
    found = strings(drawn)
    usual = max({len(each) for each in found}, key=[len(each) for each in found].count)
    return [each for each in found if len(each) == usual]


def read_pages(data: bytes, made: Numbered) -> tuple[int, ...]:
    """The pages that are read, by index; none where the book is not read short."""
    kept: list[tuple[int, ...]] = [()]

    def spy(few: short.Short) -> bool:
        kept.append(few.indexes)
        return True

    short.right(data, made.expected, spy)
    return kept[-1]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_village_s_numbered_sheets_are_read_once(layout: str) -> None:
    made = book(layout)
    kept = read_pages(made.pdf(), made)
    # A sheet's number with more digits is another look, and so is the last sheet.
    assert 0 < len(kept) <= 6
    assert len(kept) < len(made.expected.pages)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_number_and_code_is_read_though_sheets_are_not(
    layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = book(layout)
    read: list[str | None] = []
    says = twin_serials._Told.said

    def spy(told: twin_serials._Told, page: int, wanted: object) -> str | None:
        read.append(says(told, page, wanted))  # type: ignore[arg-type]  # as it is called
        return read[-1]

    monkeypatch.setattr(twin_serials._Told, "said", spy)
    data = made.pdf()
    kept = read_pages(data, made)
    pages = made.made.book.pages
    by_themselves = {serial for index in kept for serial in pages[index].serials}
    times = 2 if layout in ("coded", "carded") else 1
    others = [serial for serial in made.numbers if serial not in by_themselves]
    assert len(others) > len(made.numbers) / 3
    said = " ".join(filter(None, read))
    assert [said.count(serial) for serial in others] == [times] * len(others)


def other_digit(drawn: bytes) -> bytes:
    """The last digit of a number is another number's."""
    one, two, *_ = (each for each in dict.fromkeys(serials_in(drawn)))
    end = len(") Tj")
    assert one[-end - 1] != two[-end - 1]
    return drawn.replace(one, one[: -end - 1] + two[-end - 1 :])


def swapped(drawn: bytes) -> bytes:
    one, two, *_ = dict.fromkeys(serials_in(drawn))
    return drawn.replace(one, b"@").replace(two, one).replace(b"@", two)


def doubled(drawn: bytes) -> bytes:
    one, two, *_ = dict.fromkeys(serials_in(drawn))
    return drawn.replace(two, one)


def left_out(drawn: bytes) -> bytes:
    return drawn.replace(serials_in(drawn)[0], b"")


def unseen(drawn: bytes) -> bytes:
    one = serials_in(drawn)[0]
    return drawn.replace(one, b"3 Tr " + one + b" 0 Tr")


def white(drawn: bytes) -> bytes:
    one = serials_in(drawn)[0]
    return drawn.replace(one, b"0 0 0 0 k " + one + b" 0 0 0 1 k")


def upside_down(drawn: bytes) -> bytes:
    """The last number runs to the left of where it begins: its size is below zero."""
    one = serials_in(drawn)[-1]
    font, size = re.findall(rb"(/\S+) (\S+) Tf", drawn[: drawn.rindex(one)])[-1]
    turned = b"%s -%s Tf %s %s %s Tf" % (font, size, one, font, size)
    return turned.join(drawn.rsplit(one, 1))


def set_off(drawn: bytes) -> bytes:
    """The last number is shown 2 em to the left of where its line begins."""
    one = serials_in(drawn)[-1]
    return (b"[2000 " + one.removesuffix(b" Tj") + b"] TJ").join(drawn.rsplit(one, 1))


def torn(drawn: bytes) -> bytes:
    """The last number has a gap of 3 em in it."""
    one = serials_in(drawn)[-1]
    gap = one[:4] + b") -3000 (" + one[4:].removesuffix(b" Tj")
    return (b"[" + gap + b"] TJ").join(drawn.rsplit(one, 1))


def spread(drawn: bytes) -> bytes:
    """The last number is spaced by the operator that shows it."""
    one = serials_in(drawn)[-1]
    return (b"0 9 " + one.removesuffix(b"Tj") + b'" 0 Tc').join(drawn.rsplit(one, 1))


def covered(drawn: bytes) -> bytes:
    return drawn.rstrip(b"Q") + b"0 0 0 0 k 0 0 300 300 re f\nQ"


@pytest.mark.parametrize("layout", [each for each in LAYOUTS if each != "carded"])
@pytest.mark.parametrize(
    "change",
    [
        other_digit,
        swapped,
        doubled,
        left_out,
        unseen,
        white,
        upside_down,
        set_off,
        torn,
        spread,
        covered,
    ],
)
def test_what_is_wrong_with_a_number_of_one_sheet_is_found(layout: str, change: Change) -> None:
    made = book(layout)
    data = spoilt(made, change)
    kept = read_pages(data, made)
    assert not kept or numbered_page(made) in kept
    assert numbered_page(made) + 1 in {each.page for each in check_pdf(data, made.expected)}


AT = b"0.35277778 0 0 -0.35277778 105.1124 28.8373 Tm\n"
"""Where the number at 1:2 of a back of fob-54x29 begins."""


@pytest.mark.parametrize(
    ("otherwise", "odd"),
    [
        pytest.param(AT + b" ", [], id="alike"),
        pytest.param(AT.replace(b"105.1124", b"105.1424"), ["1:2"], id="moved by 30 µm"),
        pytest.param(AT.replace(b"0.35277778 0 0", b"0.3531 0 0"), ["1:2"], id="wider"),
        # From here on; of backs alike the one behind the first front is read.
        pytest.param(b"0 0 0 0.9 k " + AT, ["1:3"], id="in grey"),
    ],
)
def test_a_number_that_is_drawn_otherwise_is_read_itself(otherwise: bytes, odd: list[str]) -> None:
    made = book("fob-54x29")
    data = spoilt(made, lambda drawn: drawn.replace(AT, otherwise))
    pdf = read_objects(data, len(made.expected.pages), largest(made.expected))
    assert isinstance(pdf, PdfObjects)
    few = find_few(pdf, made.expected, read_serials(pdf, made.expected))
    assert few is not None
    cells = few.expected.pages[numbered_page(made)].cells
    assert [f"{cell.row}:{cell.column}" for cell in cells] == odd


def codes_swapped(drawn: bytes) -> bytes:
    one, two, *_ = _CODE.findall(drawn)
    return drawn.replace(one, b"@").replace(two, one).replace(b"@", two)


def code_doubled(drawn: bytes) -> bytes:
    one, two, *_ = _CODE.findall(drawn)
    return drawn.replace(two, one)


def code_of(payload: str) -> Change:
    path = symbol_operators(make_symbol(payload)).encode()[:-1]
    return lambda drawn: drawn.replace(_CODE.findall(drawn)[1], path)


def code_turned_inside_out(drawn: bytes) -> bytes:
    """Each module twice: filled in full where one rule of two is taken."""
    one = _CODE.findall(drawn)[0]
    return drawn.replace(one, one + one)


def code_blotted(drawn: bytes) -> bytes:
    one = _CODE.findall(drawn)[0]
    return drawn.replace(one, one + b"3 3 15 15 re\n")


def code_moved(drawn: bytes) -> bytes:
    """By a module, into its quiet zone."""
    one = _CODE.findall(drawn)[0]
    moved = re.sub(rb"(?m)^\d+", lambda left: b"%d" % (int(left[0]) + 1), one)
    return drawn.replace(one, moved)


@pytest.mark.parametrize(
    "change",
    [
        codes_swapped,
        code_doubled,
        code_of("KM-03-9999-99"),
        code_of("tel:+84950000009"),
        code_of("KM-03-0001-09, KM-03-0002-06, KM-03-0003-03"),
        code_turned_inside_out,
        code_blotted,
        code_moved,
    ],
)
def test_what_is_wrong_with_a_code_of_one_sheet_is_found(
    change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = book("coded")
    data = spoilt(made, change)
    assert not read_pages(data, made)
    assert everything(data, made) == read_whole(data, made, monkeypatch)


@pytest.mark.parametrize("change", [codes_swapped, code_doubled, code_of("KM-03-9999-99")])
def test_a_code_that_says_another_number_on_one_sheet_is_told(change: Change) -> None:
    made = book("coded")
    found = check_pdf(spoilt(made, change), made.expected)
    assert {(each.code, each.page) for each in found} == {
        ("serial-code-wrong", numbered_page(made) + 1)
    }


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", [0])
def test_changes_at_random_are_found_as_if_all_were_read(
    layout: str, seed: int, monkeypatch: pytest.MonkeyPatch, rounds: int = 2
) -> None:
    made, chance = book(layout), Random(seed)
    for _ in range(rounds):
        data = spoilt(made, lambda drawn: _spoilt(drawn, chance))
        assert everything(data, made) == read_whole(data, made, monkeypatch)


@pytest.mark.stress
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(10, 14))
def test_many_changes_at_random_are_found_as_if_all_were_read(
    layout: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    test_changes_at_random_are_found_as_if_all_were_read(layout, seed, monkeypatch, 60)


def _spoilt(drawn: bytes, chance: Random) -> bytes:
    """A page's own content with one byte another, gone or doubled, mostly within a number or a
    code; or two of these in each other's place."""
    spans = [found.span() for found in (*_STRING.finditer(drawn), *_CODE.finditer(drawn))]
    how = chance.choice(("byte", "byte", "gone", "twice", "swap"))
    if how == "swap":
        (a, b), (c, d) = sorted(chance.sample(spans, 2))
        other = drawn[:a] + drawn[c:d] + drawn[b:c] + drawn[a:b] + drawn[d:]
        return other if other != drawn else drawn + b" "
    start, end = chance.choice([*spans, (0, len(drawn))])
    at = chance.randrange(start, end)
    if how == "byte":
        other_byte = chance.choice(drawn[start:end])
        if other_byte == drawn[at]:
            other_byte = chance.choice(b"()0123456789 mlh")
        return drawn[:at] + bytes([other_byte]) + drawn[at + 1 :] + b"\n"
    return drawn[:at] + (drawn[at : at + 1] * 2 if how == "twice" else b"") + drawn[at + 1 :]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_samples_are_right(layout: str) -> None:
    made = book(layout)
    data = made.pdf()
    assert not check_pdf(data, made.expected)
    assert not [each for each in check_print(data, made.expected) if each.severity == "error"]
    assert spoilt(made, lambda drawn: drawn + b"\n")
