"""Sheets that differ in their number only are read once, and no others."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pikepdf
import pytest
from test_alike import made

from keychain.preflight import Expected, check, check_pdf, short
from keychain.preflight.print_check import check_print
from keychain.preflight.quality import check_quality
from keychain.preflight.reading.fonts import Fonts
from keychain.preflight.reading.twins import _font_names, find_twins
from keychain.preflight.standards import check_standard

PAGE = 4
"""The index of the third sheet's front; the first that looks like it has the index 0."""


def changed(data: bytes, change: Callable[[pikepdf.Pdf, pikepdf.Object], None]) -> bytes:
    """The PDF with something changed about one page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf, pdf.pages[PAGE].obj)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def twin_of(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return find_twins(pdf, Fonts()).first[PAGE]


def rewritten(change: Callable[[bytes], bytes]) -> Callable[[pikepdf.Pdf, pikepdf.Object], None]:
    def change_page(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        before = page.Contents.read_bytes()
        after = change(before)
        assert after != before
        page.Contents = pdf.make_stream(after)

    return change_page


def keyed(key: str, value: object) -> Callable[[pikepdf.Pdf, pikepdf.Object], None]:
    def change_page(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
        page[key] = value

    return change_page


def shown(data: bytes) -> bytes:
    """The string that the page shows: the number of its sheet among others."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (text,) = re.findall(rb"\((.*)\) Tj", pdf.pages[PAGE].Contents.read_bytes())
    assert isinstance(text, bytes)
    return text


@pytest.mark.parametrize("layout", ["fob-54x29", "card-cr80", "oval-50x20", "round-40"])
def test_the_pages_of_a_village_are_few(layout: str) -> None:
    data, expected = made(layout, 200)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        first = find_twins(pdf, Fonts()).first
    assert len(expected.pages) >= 10
    assert len(set(first)) <= 4, "both sides of a full sheet, and of a last one"


def test_a_third_sheet_is_the_first_one_s_twin() -> None:
    data, expected = made("fob-54x29", 200)
    assert len(expected.pages) == 18
    assert twin_of(data) == 0


@pytest.mark.parametrize(
    "change",
    [
        rewritten(lambda drawn: drawn.replace(b"/Sheet Do", b"/Sheet Do /Sheet Do")),
        rewritten(lambda drawn: drawn.replace(b"0 0 0 1 k", b"0 0 0 .9 k")),
        rewritten(lambda drawn: drawn.replace(b" 7 Tf", b" 7.1 Tf")),
        rewritten(lambda drawn: re.sub(rb"\((.*)\) Tj", rb"(\1!) Tj", drawn)),
        rewritten(lambda drawn: re.sub(rb"\((.).(.*)\) Tj", rb"(\1\1\2) Tj", drawn)),
        rewritten(lambda drawn: re.sub(rb"\(.(.*)\) Tj", rb"(\\007\1) Tj", drawn)),
        rewritten(lambda drawn: re.sub(rb"\((.*)\) Tj", rb"<00> Tj", drawn)),
        rewritten(lambda drawn: drawn + b" BI ID (EI) EI"),
        rewritten(lambda drawn: drawn + b" % ("),
        rewritten(lambda drawn: drawn.replace(b"q\n", b"q \n", 1)),
        keyed("/Rotate", 90),
        keyed("/UserUnit", 2),
        keyed("/Annots", pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Text)])),
        keyed("/TrimBox", pikepdf.Array([0, 0, 10, 10])),
        keyed("/Group", pikepdf.Dictionary(S=pikepdf.Name.Transparency)),
        keyed("/Resources", pikepdf.Dictionary()),
        keyed("/AA", pikepdf.Dictionary(Contents=pikepdf.String("8 0 R"))),
    ],
)
def test_a_page_that_is_otherwise_stands_for_itself(
    change: Callable[[pikepdf.Pdf, pikepdf.Object], None],
) -> None:
    data, _ = made("fob-54x29", 200)
    assert twin_of(changed(data, change)) == PAGE


def test_digits_that_are_not_equally_wide_make_another_page() -> None:
    data, _ = made("fob-54x29", 200)

    def widened(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
        font = page.Resources.Font["/RC400+0"]
        digit = next(here for here, there in zip(mine, first, strict=True) if here != there)
        font.Widths[digit - int(font.FirstChar)] = 700

    mine = shown(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (first,) = re.findall(rb"\((.*)\) Tj", pdf.pages[0].Contents.read_bytes())
    assert twin_of(changed(data, widened)) == PAGE


def test_digits_that_mean_no_digits_make_another_page() -> None:
    data, _ = made("fob-54x29", 200)

    def renamed(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
        to_unicode = page.Resources.Font["/RC400+0"].ToUnicode
        to_unicode.write(re.sub(rb"<003[0-9]>", b"<0041>", to_unicode.read_bytes()))

    assert twin_of(changed(data, renamed)) == PAGE


@pytest.mark.parametrize(
    ("between", "fonts"),
    [
        ((b"BT /A 7 Tf ", b" Tj /B 7 Tf ", b" Tj ET"), ("/A", "/B", "/B")),
        ((b"/A 7 Tf q ", b" Tj /B 7 Tf ", b" Tj Q ", b" Tj"), ("/A", "/B", "/A", "/A")),
        ((b"q /A 7 Tf Q ", b" Tj"), ("", "")),
        ((b"7 Tf ", b" Tj"), ("", "")),
        ((b"Q /A 7 Tf ", b" Tj"), None),  # nobody knows what was set before
        ((b"/A 7 Tf % ", b" Tj"), None),
        ((b"/A 7 Tf [ ", b" ] TJ"), ("/A", "/A")),
        ((b"/A 7 Tf << >> ", b" Tj"), None),
        ((b"BI ID ", b" EI"), None),
        ((b"/A 7 Tf ( ", b" Tj"), None),
    ],
)
def test_a_string_is_read_by_the_font_that_is_set(
    between: tuple[bytes, ...], fonts: tuple[str, ...] | None
) -> None:
    assert _font_names(between) == fonts


def test_where_other_cells_are_expected_a_page_is_read() -> None:
    """Twins of which not the same is expected are no twins."""
    data, expected = made("fob-54x29", 200)
    kept: list[tuple[int, ...]] = []

    def spy(book: short.Short) -> bool:
        kept.append(book.indexes)
        return True

    assert short.right(data, expected, spy)

    page = expected.pages[PAGE]
    other = replace(page, cells=page.cells[::-1])
    pages = (*expected.pages[:PAGE], other, *expected.pages[PAGE + 1 :])
    assert short.right(data, replace(expected, pages=pages), spy)
    first, second = kept
    assert PAGE not in first
    assert {PAGE, PAGE + 1} <= set(second)


def test_a_stream_of_another_kind_is_not_passed_over() -> None:
    """Contents of twins are not looked at again for their filters: only plain ones are twins."""
    data, expected = made("fob-54x29", 200)

    def external(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
        page.Contents.stream_dict["/F"] = pikepdf.String("elsewhere.txt")

    assert "x-external-file" in {
        each.code for each in check_standard(changed(data, external), expected)
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_short_book_calls_nothing_right_that_is_not(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, expected = made("fob-54x29", 200)
    chance = Random(seed)
    for _ in range(3):
        spoilt = changed(data, rewritten(lambda drawn: _spoilt(drawn, chance)))
        quick = _all_of(spoilt, expected)
        with monkeypatch.context() as patch:
            for module in ("check", "quality", "standards"):
                patch.setattr(f"keychain.preflight.{module}.right", lambda *_: False)
            assert quick == _all_of(spoilt, expected)


@pytest.mark.stress
@pytest.mark.parametrize("seed", range(4, 40))
def test_the_short_book_never_calls_right_what_is_not(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    test_the_short_book_calls_nothing_right_that_is_not(seed, monkeypatch)


def _all_of(data: bytes, expected: Expected) -> object:
    return check_pdf(data, expected), check_standard(data, expected), check_quality(data, expected)


def _spoilt(drawn: bytes, chance: Random) -> bytes:
    """A page's own content with one byte another, gone or doubled, or with more in it."""
    at = chance.randrange(len(drawn))
    how = chance.choice(("byte", "gone", "twice", "more"))
    if how == "byte":
        other = chance.choice(b"()0123456789 /qQ<%.")
        return drawn[:at] + bytes([other if other != drawn[at] else other + 1]) + drawn[at + 1 :]
    if how == "gone":
        return drawn[:at] + drawn[at + 1 :]
    if how == "twice":
        return drawn[:at] + drawn[at : at + 1] + drawn[at:]
    x, y, size = chance.randrange(200), chance.randrange(280), chance.randrange(1, 30)
    return drawn + chance.choice(
        (
            b" 0 0 0 0 k %d %d %d %d re f" % (x, y, size, size),
            b" BT /RC400+0 %d Tf %d %d Td (#$%%) Tj ET" % (size, x, y),
            b" /Over gs 0.5 g",
        )
    )


def test_the_sample_is_right() -> None:
    data, expected = made("fob-54x29", 200)
    assert not check_print(data, expected)
    assert short.right(data, expected, lambda book: check._short_is_right(data, book))
