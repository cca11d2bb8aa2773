"""QR symbols as a path: its rectangles are the modules, and it is filled without a seam."""

from __future__ import annotations

import io
from itertools import product

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pdf_samples import symbol
from pypdfium2 import PdfDocument

from keychain.pdf.symbol import symbol_operators
from keychain.tags.qr import QrSymbol


def stream(data: bytes) -> pikepdf.Stream:
    return pikepdf.Stream(PDF, data)


PDF = pikepdf.new()


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.lists(st.text("01", min_size=n, max_size=n), min_size=n, max_size=n)
    )
)
@example(["1111", "1001", "1001", "1111"])
@example(["10", "01"])
@example(["0110", "1001", "1001", "0110"])
def test_rectangles_hold_each_dark_module_once_and_no_other(rows: list[str]) -> None:
    made = symbol_operators(QrSymbol("", 1, "L", tuple(rows))).encode()
    filled: list[tuple[int, int]] = []
    *rectangles, fill = pikepdf.parse_content_stream(stream(made))
    assert str(fill.operator) == "f"
    for rectangle in rectangles:
        x, y, wide, high = map(int, rectangle.operands)
        assert str(rectangle.operator) == "re"
        filled += product(range(x, x + wide), range(y, y + high))
    dark = [(x, y) for y, row in enumerate(rows) for x, at in enumerate(row) if at == "1"]
    assert sorted(filled) == sorted(dark)


@pytest.mark.parametrize("scale", [1.3, 3.7, 5.9])
def test_rectangles_that_touch_leave_nothing_between_them(scale: float) -> None:
    """Filled by PDFium at a size at which no row begins with a pixel."""
    one = QrSymbol("", 1, "L", ("1" * 21,) * 21)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(80, 80))
        page.Contents = pdf.make_stream(
            b"0 0 0 1 k 1.37 0 0 -1.37 20.3 60.7 cm\n" + symbol_operators(one).encode()
        )
        out = io.BytesIO()
        pdf.save(out)
    picture = PdfDocument(out.getvalue())[0].render(scale=scale, grayscale=True).to_pil()
    left, right = int(20.3 * scale) + 2, int(49 * scale) - 1
    inside = picture.crop((left, int(19.4 * scale) + 2, right, int(48 * scale) - 1))
    lightest, darkest = inside.getextrema()
    assert lightest == darkest < 60


@pytest.mark.parametrize("payload", ["tel:113", "tel:+84950000003", "https://zalo.me/0950000003"])
def test_a_symbol_is_one_path_with_one_fill(payload: str) -> None:
    made = symbol_operators(symbol(payload)).encode()
    operators = [str(i.operator) for i in pikepdf.parse_content_stream(stream(made))]
    assert operators.count("f") == 1 and operators[-1] == "f"
    assert set(operators) == {"re", "f"}
    assert len(made) < 4000
