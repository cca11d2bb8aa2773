"""Values are read from how pikepdf writes them where that is as good as its own objects."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keychain.preflight.reading.values import identity, items, number

NUMBERS = st.sampled_from(["0", "-1", "+2", "278.4", "-.5", "4.", "00.10", "123456789.25"])
OTHERS = st.sampled_from(["null", "true", "/F1", "(1 2)", "<31>", "[1 2]", "<< /A 1 >>"])


@given(st.lists(NUMBERS | OTHERS, max_size=6))
def test_the_items_of_an_array_are_those_that_pikepdf_gives(written: list[str]) -> None:
    array = pikepdf.Object.parse(f"[{' '.join(written)}]".encode())
    assert isinstance(array, pikepdf.Array)
    assert [number(item) for item in items(array)] == [number(item) for item in array]
    assert len(items(array)) == len(array)


@pytest.mark.parametrize("other", [b"<< /A 1 >>", b"(1 2)", b"/F1", b"12"])
def test_nothing_else_has_items(other: bytes) -> None:
    assert items(pikepdf.Object.parse(other)) == []


def test_numbers_in_an_array_are_floats() -> None:
    assert items(pikepdf.Object.parse(b"[1 278.4 -.5]")) == [1.0, 278.4, -0.5]
    assert items(None) == []


def test_a_number_that_is_too_large_for_a_float_is_none() -> None:
    digits = "9" * 400
    large = pikepdf.Object.parse(f"[{digits}.0 -{digits}.0 {'9' * 90}.5]".encode())
    assert isinstance(large, pikepdf.Array)
    assert [number(item) for item in large] == [None, None, 1e90]
    assert [number(item) for item in items(large)] == [None, None, 1e90]


def test_an_object_is_told_by_its_number_else_by_its_content() -> None:
    pdf = pikepdf.new()
    own = pdf.make_indirect(pikepdf.Dictionary(A=1))
    key, generation = own.objgen
    assert identity(own) == f"{key} {generation}"
    one, same, other = (pikepdf.Object.parse(data) for data in (b"<</A 1>>", b"<< /A 1>>", b"[1]"))
    assert identity(one) == identity(same) != identity(other)
